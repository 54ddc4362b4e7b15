"""Fold a text into what typography and line breaks do not change, with the way back to its offsets.

A folded text is its solid characters and the gaps between them; a gap keeps every reading that its line
break allows, so that "Secu-" / "rity" reads "Security" or "Secu-rity" and no more. Beside characters of
scripts that set no spaces, such as Chinese and Japanese, a line break may be nothing.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geodata.characters import (
    BREAKS,
    DASHES,
    INVISIBLE,
    LINE_END,
    QUOTE_MARKS,
    SOFT_HYPHEN,
    extends,
    is_wide,
)

_RUN = re.compile(rf"(?P<gap>[\s{DASHES}{INVISIBLE}]+)|[^\s{DASHES}{INVISIBLE}]+")
_DASH = re.compile(rf"[{DASHES}]+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_BREAK = re.compile(f"[{BREAKS}]")
_SPACE = re.compile(r"\s+")
_HYPHENATION = re.compile(rf"[-\u2010]{LINE_END}")
_BOTH = 2


NO_GAP = frozenset({""})
"""Readings of a gap where there is none."""


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
    readings = NO_GAP
    for run in _RUN.finditer(text):
        if run["gap"]:
            readings = _read_gap(run["gap"], _count_wide(text, run.start(), run.end()))
            continue
        if readings != NO_GAP and starts:
            gaps[len(starts)] = readings
        readings = NO_GAP
        for solid, start, end in _fold_run(run[0], run.start()):
            key.append(solid)
            starts.extend(range(start, end) if len(solid) == end - start else [start] * len(solid))
            ends.extend(range(start + 1, end + 1) if len(solid) == end - start else [end] * len(solid))
    return FoldedText(text, "".join(key), starts, ends, gaps)


def _fold_run(run: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield folded pieces of a run without gaps, each with start and end in the text."""
    if run.isascii():
        yield run, offset, offset + len(run)
        return
    start = 0
    for end in range(1, len(run) + 1):
        if end == len(run) or not extends(run[end]):
            solid = unicodedata.normalize("NFKC", run[start:end].translate(QUOTE_MARKS))
            yield solid, offset + start, offset + end
            start = end


@lru_cache(maxsize=1024)
def _read_gap(gap: str, wide: int) -> frozenset[str]:
    """Return the ways in which spaces, dashes and line breaks between two characters can be read.

    `wide` is how many of the two characters belong to a script that sets no spaces.
    """
    visible = _INVISIBLE.sub("", gap)
    plain = _plain(visible)
    if plain == " " and wide and (wide == _BOTH or _BREAK.search(visible)):
        return frozenset({" ", ""})
    if not _BREAK.search(visible):
        return frozenset({plain})
    if SOFT_HYPHEN in gap:
        return frozenset({plain.strip()})
    if "-" not in plain:
        return frozenset({plain})
    joined = _SPACE.sub(lambda space: "" if _BREAK.search(space[0]) else " ", visible)
    readings = {plain, _plain(joined)}
    return frozenset(readings | {""} if _HYPHENATION.fullmatch(visible) else readings)


def _count_wide(text: str, start: int, end: int) -> int:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return sum(map(is_wide, before + after))


def _plain(gap: str) -> str:
    return _SPACE.sub(" ", _DASH.sub("-", gap))
