"""Find a verbatim quote in a text, whatever its line breaks and typography.

A quote is anchored as the text-quote selector of the W3C Web Annotation Data Model (2017, section 4.2.4)
describes. The text is folded into its solid characters and the gaps between them; a gap keeps every
reading that its line break allows, so that "Secu-" / "rity" reads "Security" or "Secu-rity" and no more.
"""

import re
import textwrap
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from geodata.errors import AnchorError

BREAKS = "\n\r\f\v\x85\u2028\u2029"
"""Characters that end a line, column or page."""
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width characters and the byte order mark."""
LINE_END = rf"[^\S{BREAKS}]*+[{BREAKS}]\s*+"
"""Pattern of white space that ends a line; possessive, so that no text can make it slow."""

_SOFT_HYPHEN = "\u00ad"
_DASHES = r"\-\u2010-\u2015\u2212"
_QUOTE_MARKS = str.maketrans("“”„‟«»‘’‚‛", '""""""' + "''''")
_RUN = re.compile(rf"(?P<gap>[\s{_DASHES}{INVISIBLE}]+)|[^\s{_DASHES}{INVISIBLE}]+")
_DASH = re.compile(rf"[{_DASHES}]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_BREAK = re.compile(f"[{BREAKS}]")
_SPACE = re.compile(r"\s+")
_HYPHENATION = re.compile(rf"[-\u2010]{LINE_END}")
_NO_GAP = frozenset({""})
_SHINGLE = 6
_MOST_MATCHES = 1000


@dataclass(frozen=True)
class Selector:
    """A verbatim quote, with what stands next to it where the quote alone does not decide."""

    id: str
    """Id of the passage that the quote stands for."""
    exact: str
    """The quote."""
    prefix: str = ""
    """Words directly before the quote; may be empty."""
    suffix: str = ""
    """Words directly after the quote; may be empty."""


@dataclass(frozen=True)
class Anchor:
    """Where a quote lies in a text."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""


@dataclass(frozen=True, eq=False)
class FoldedText:
    """A text reduced to what typography and line breaks do not change."""

    text: str
    """The text as given."""
    key: str
    """Its characters without spaces and hyphens, compatibility forms and quotation marks unified."""
    starts: Sequence[int]
    """For each character of the key, where it starts in the text."""
    ends: Sequence[int]
    """For each character of the key, where it ends in the text."""
    gaps: Mapping[int, frozenset[str]]
    """Index in the key -> possible readings of what stands before it; absent where nothing does."""

    def locate(self, first: int, length: int) -> Anchor:
        """Return where a stretch of the key lies in the text."""
        return Anchor(self.starts[first], self.ends[first + length - 1])


def fold_text(text: str) -> FoldedText:
    """Return the folded form of a text, for any number of quotes to be found in it."""
    key: list[str] = []
    starts, ends = array("L"), array("L")
    gaps: dict[int, frozenset[str]] = {}
    readings = _NO_GAP
    for run in _RUN.finditer(text):
        if run["gap"]:
            readings = _read_gap(run["gap"])
            continue
        if readings != _NO_GAP and starts:
            gaps[len(starts)] = readings
        readings = _NO_GAP
        for solid, start, end in _fold_run(run[0], run.start()):
            key.append(solid)
            starts.extend(range(start, end) if len(solid) == end - start else [start] * len(solid))
            ends.extend(range(start + 1, end + 1) if len(solid) == end - start else [end] * len(solid))
    return FoldedText(text, "".join(key), starts, ends, gaps)


def find_quote(folded: FoldedText, quote: str, *, prefix: str = "", suffix: str = "") -> tuple[Anchor, ...]:
    """Return every place of a quote that follows the prefix and precedes the suffix."""
    wanted, before, after = fold_text(quote), fold_text(prefix), fold_text(suffix)
    length = len(wanted.key)
    return tuple(
        folded.locate(place, length)
        for place in _find_places(folded, wanted)
        if _reads(folded, place - len(before.key), before) and _reads(folded, place + length, after)
    )


def anchor_quote(text: str | FoldedText, selector: Selector) -> Anchor:
    """Return the one place in a text where a quote stands.

    Raises
    ------
    AnchorError
        The quote is empty, is not in the text, is there but not beside its prefix and suffix,
        or is there more than once.
    """
    folded = text if isinstance(text, FoldedText) else fold_text(text)
    anchors = find_quote(folded, selector.exact, prefix=selector.prefix, suffix=selector.suffix)
    if len(anchors) == 1:
        return anchors[0]
    raise AnchorError(selector.id, _explain(folded, selector, len(anchors)))


def _fold_run(run: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield folded pieces of a run without gaps, each with start and end in the text."""
    if run.isascii():
        yield run, offset, offset + len(run)
        return
    start = 0
    for end in range(1, len(run) + 1):
        if end == len(run) or not unicodedata.combining(run[end]):
            solid = unicodedata.normalize("NFKC", run[start:end]).translate(_QUOTE_MARKS)
            yield solid, offset + start, offset + end
            start = end


@lru_cache(maxsize=1024)
def _read_gap(gap: str) -> frozenset[str]:
    """Return the ways in which spaces, dashes and line breaks between two characters can be read."""
    visible = _INVISIBLE.sub("", gap)
    plain = _plain(visible)
    if not _BREAK.search(visible):
        return frozenset({plain})
    if _SOFT_HYPHEN in gap:
        return frozenset({plain.strip()})
    if "-" not in plain:
        return frozenset({plain})
    joined = _SPACE.sub(lambda space: "" if _BREAK.search(space[0]) else " ", visible)
    readings = {plain, _plain(joined)}
    return frozenset(readings | {""} if _HYPHENATION.fullmatch(visible) else readings)


def _plain(gap: str) -> str:
    return _SPACE.sub(" ", _DASH.sub("-", gap))


def _find_places(folded: FoldedText, wanted: FoldedText) -> Iterator[int]:
    place = folded.key.find(wanted.key) if wanted.key else -1
    while place >= 0:
        end = place + len(wanted.key)
        whole = not _is_within_word(folded, place) and not _is_within_word(folded, end)
        if whole and _reads(folded, place, wanted):
            yield place
        place = folded.key.find(wanted.key, place + 1)


def _reads(folded: FoldedText, place: int, wanted: FoldedText) -> bool:
    """Tell whether the wanted words stand at a place of the key, gaps included."""
    if place < 0 or not folded.key.startswith(wanted.key, place):
        return False
    return all(
        folded.gaps.get(place + step, _NO_GAP) & wanted.gaps.get(step, _NO_GAP)
        for step in range(1, len(wanted.key))
    )


def _is_within_word(folded: FoldedText, place: int) -> bool:
    if not 0 < place < len(folded.key) or place in folded.gaps:
        return False
    return all(char.isdigit() or char.lower() != char.upper() for char in folded.key[place - 1 : place + 1])


def _explain(folded: FoldedText, selector: Selector, places: int) -> str:
    if places:
        return f"the quote stands {places} times in the text; a prefix or suffix has to decide."
    if find_quote(folded, selector.exact):
        return "the quote stands in the text, but not between its prefix and suffix."
    if not fold_text(selector.exact).key:
        return "the quote is empty."
    nearest = _find_nearest(folded, fold_text(selector.exact).key)
    hint = f" The nearest place reads “{nearest}”." if nearest else ""
    return f"the quote is not in the text, word for word.{hint}"


def _find_nearest(folded: FoldedText, key: str) -> str:
    """Return the place that shares the most short runs of characters with a key, on one line; or nothing."""
    votes = Counter[int]()
    shingles = range(0, len(key) - _SHINGLE + 1, 2)
    for index in shingles:
        matches = re.finditer(re.escape(key[index : index + _SHINGLE]), folded.key)
        votes.update(match.start() - index for match in islice(matches, _MOST_MATCHES))
    [(place, support)] = votes.most_common(1) or [(0, 0)]
    if not support or support * 4 < len(shingles):
        return ""
    first = max(place, 0)
    last = min(first + len(key), len(folded.key))
    while first and first not in folded.gaps:
        first -= 1
    while last < len(folded.key) and last not in folded.gaps:
        last += 1
    nearest = folded.locate(first, last - first)
    return textwrap.shorten(folded.text[nearest.start : nearest.end], 240, placeholder=" …")
