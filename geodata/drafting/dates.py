"""Read the date of a text as years, months and days of ISO 8601."""

import re
from collections.abc import Callable
from datetime import date

MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), start=1)
}
"""Names of months in lower case -> their numbers."""
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_PATTERNS = tuple(
    re.compile(rf"(?<![\w/.-]){pattern}(?![\w/])", re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?=T|\b)(?:T[\d:.+Z-]*)?",
        rf"{_DAY}(?:\.|st|nd|rd|th)?(?:\s+(?:of|de))?\s+{_MONTH}(?:\s+de)?,?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"(?P<day>[12]\d|3[01]|0?[1-9])\.\s?(?P<month>1[0-2]|0?[1-9])\.\s?{_YEAR}",
        rf"{_YEAR}\s?年\s?(?P<month>1[0-2]|0?[1-9])\s?月(?:\s?{_DAY}\s?日)?",
        rf"{_MONTH}(?:\s+de)?,?\s+{_YEAR}",
        rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])",
        _YEAR,
    )
)
"""The fuller a date, the earlier its pattern."""


def find_first_date(text: str) -> str:
    """Return the first of the fullest dates in a text, as `2013`, `2013-10` or `2013-10-12`, or nothing."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if written := _write(found.groupdict()):
                return written
    return ""


def _write(parts: dict[str, str | None]) -> str:
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    if not month:
        return year or ""
    number = MONTHS.get(month.lower()) or int(month)
    if not day:
        return f"{year}-{number:02}"
    return _check_day(lambda: date(int(year or 0), number, int(day)).isoformat())


def _check_day(make: Callable[[], str]) -> str:
    try:
        return make()
    except ValueError:
        return ""
