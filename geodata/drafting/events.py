"""Find the dates in a text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from geodata.drafting.dates import MONTHS
from geodata.drafting.proposals import EventProposal

_SHORT = dict(
    zip(
        ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
        (1, 2, 3, 4, 6, 7, 8, 9, 9, 10, 11, 12),
        strict=True,
    )
)
_MONTHS = {**MONTHS, **_SHORT}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_COUNTED = r"\s(?:ships|vessels|tonnes|tons|people|men|km|barrels|Schiffe|Tonnen|Menschen)"
"""What makes a figure of four digits a number of things."""
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.-]){_YEAR}-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?(?![\w-])",
        rf"(?<![\w.,]){_DAY}(?:\.|st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+{_YEAR}(?!\w)",
        rf"(?<!\w){_MONTH}\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\w)",
        rf"(?<![\w.,]){_DAY}\.\s?(?P<month>1[0-2]|0?[1-9])\.\s?{_YEAR}(?![\w.])",
        rf"(?<!\d){_YEAR}\s?年(?:\s?(?P<month>1[0-2]|0?[1-9])\s?月(?:\s?{_DAY}\s?日)?)?",
        rf"(?<!\w){_MONTH}\.?,?\s+(?:of\s+)?{_YEAR}(?!\w)",
        rf"(?<=\b(?:in|im|by|of)\s)(?:the\syear\s|Jahre?\s)?{_YEAR}(?![,.]?\d|\w|{_COUNTED})",
    )
)
"""The fuller a date, the earlier its pattern."""


def find_events(text: str) -> tuple[EventProposal, ...]:
    """Return the dates in a text, in order and without overlaps: days, months and years.

    A year counts where a preposition stands before it, as in "in 2013"; other figures of four digits do not.
    A day that no calendar has is left out.
    """
    found: list[EventProposal] = []
    for pattern in _PATTERNS:
        found += [one for one in _iterate(pattern, text) if not _overlaps(one, found)]
        found.sort(key=lambda one: one.start)
    return tuple(found)


def _iterate(pattern: re.Pattern[str], text: str) -> Iterator[EventProposal]:
    for match in pattern.finditer(text):
        if written := _write(match.groupdict()):
            yield EventProposal(*match.span(), match[0], written)


def _overlaps(one: EventProposal, others: list[EventProposal]) -> bool:
    """Tell whether a date overlaps one of others, which are in order and overlap none of each other."""
    after = bisect_right(others, one.start, key=lambda other: other.end)
    return after < len(others) and others[after].start < one.end


def _write(parts: dict[str, str | None]) -> str:
    """Return a date as in ISO 8601; nothing for a day that there is not."""
    year, month, day = parts["year"] or "", parts.get("month"), parts.get("day")
    if not month:
        return year
    number = _MONTHS.get(month.lower()) or int(month)
    if not day:
        return f"{year}-{number:02}"
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""
