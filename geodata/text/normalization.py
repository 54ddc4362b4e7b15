"""Fold a text into what typography and line breaks do not change, with the way back to its offsets.

A folded text is its solid characters and the gaps between them; a gap keeps every reading that its line
break allows, so that "Secu-" / "rity" reads "Security" or "Secu-rity" and no more. Beside characters of
scripts that set no spaces, such as Chinese and Japanese, and beside a slash, a line break may be nothing. So
may a space inside quotation marks or before a colon, as French sets them, and the spaces around a dash.
Quotation marks and apostrophes of all kinds are one character; between digits, as in 5'10", they are not.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from geodata.text.characters import (
    BREAKS,
    DASHES,
    INVISIBLE,
    JOINER,
    LINE_END,
    PARTED_MARKS,
    PRIMES,
    QUOTE_MARKS,
    SOFT_HYPHEN,
    extends,
    is_wide,
)
from geodata.text.note_marks import list_note_marks

_RUN = re.compile(rf"(?P<gap>[\s{DASHES}{INVISIBLE}]+)|[^\s{DASHES}{INVISIBLE}]+")
_DASH = re.compile(rf"[{DASHES}]+")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_BREAK = re.compile(f"[{BREAKS}]")
_SPACE = re.compile(r"\s+")
_HYPHENATION = re.compile(rf"[-\u2010]{LINE_END}")
_LONG_DASH = re.compile(r"[\u2012-\u2015\u2e3a\u2e3b\ufe31\ufe32\ufe58]|--")
_QUOTE_MARK = re.compile(rf"[{QUOTE_MARKS}]")
_PIECE = re.compile(rf"(?P<mark>``|''|,,|[{QUOTE_MARKS}])|[^{QUOTE_MARKS},]+|,")
_FRENCH = ":;?!%»›"
"""What a space may stand before, in French."""
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
    continued: str = ""
    """The text without what interrupts its sentences, character by character; empty where nothing does."""
    marks: Mapping[int, str] = field(default_factory=dict)
    """Index in the key -> mark of a note left out before it."""

    @cached_property
    def without_notes(self) -> "FoldedText":
        """The text without the marks of notes and without what interrupts its sentences."""
        text = self.continued or self.text
        marks = list_note_marks(text)
        letters = list(text)
        for mark in marks:
            letters[slice(*mark.span)] = JOINER * (mark.span[1] - mark.span[0])
        bare = fold_text("".join(letters))
        left_out = {bisect_left(bare.starts, mark.span[0]): mark.words for mark in marks}
        return replace(bare, marks=left_out)

    def locate(self, first: int, length: int) -> Anchor:
        """Return where a stretch of the key lies in the text."""
        return Anchor(self.starts[first], self.ends[first + length - 1])


def fold_text(text: str, *, continued: str = "") -> FoldedText:
    """Return the folded form of a text, for any number of quotes to be found in it.

    Parameters
    ----------
    text
        The text.
    continued
        The same without what interrupts its sentences, of the same length; empty where nothing does.
    """
    key: list[str] = []
    starts, ends = array("L"), array("L")
    gaps: dict[int, frozenset[str]] = {}
    readings = NO_GAP
    for run in _RUN.finditer(text):
        if run["gap"]:
            start, end = run.span()
            readings = _read_gap(run["gap"], text[start - 1 : start], text[end : end + 1])
            continue
        if readings != NO_GAP and starts:
            gaps[len(starts)] = readings
        readings = NO_GAP
        for solid, start, end in _fold_run(run[0], run.start()):
            key.append(solid)
            starts.extend(range(start, end) if len(solid) == end - start else [start] * len(solid))
            ends.extend(range(start + 1, end + 1) if len(solid) == end - start else [end] * len(solid))
    return FoldedText(text, "".join(key), starts, ends, gaps, continued)


def _fold_run(run: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield folded pieces of a run without gaps, each with start and end in the text."""
    if run.isascii() and not _QUOTE_MARK.search(run) and ",," not in run:
        yield run, offset, offset + len(run)
        return
    has_degrees = "°" in run
    for piece in _PIECE.finditer(run):
        start, end = piece.span()
        if piece["mark"]:
            yield _fold_mark(run, start, end, has_degrees=has_degrees), offset + start, offset + end
        elif piece[0].isascii() and not (end < len(run) and extends(run[end])):
            yield piece[0], offset + start, offset + end
        else:
            yield from _fold_clusters(piece[0], offset + start)


def _fold_mark(run: str, start: int, end: int, *, has_degrees: bool) -> str:
    """Return the one quotation mark; of minutes, feet and the like beside figures, which mark it is."""
    follows = run[end : end + 1].isdigit() or has_degrees
    return run[start:end].translate(PRIMES)[0] if follows and run[start - 1 : start].isdigit() else '"'


def _fold_clusters(run: str, offset: int) -> Iterator[tuple[str, int, int]]:
    start = 0
    for end in range(1, len(run) + 1):
        if end == len(run) or not extends(run[end]):
            yield unicodedata.normalize("NFKC", run[start:end]), offset + start, offset + end
            start = end


@lru_cache(maxsize=8192)
def _read_gap(gap: str, before: str, after: str) -> frozenset[str]:
    """Return the ways in which spaces, dashes and line breaks between two characters can be read."""
    wide = sum(map(is_wide, before + after))
    return _list_readings(gap, wide) | _loosen_gap(gap, before, after)


def _list_readings(gap: str, wide: int) -> frozenset[str]:
    """Return the readings of a gap; `wide` characters beside it belong to a script that sets no spaces."""
    visible = _INVISIBLE.sub("", gap)
    plain = _plain(visible)
    if plain == " " and wide and (wide == _BOTH or _BREAK.search(visible)):
        return frozenset({" ", ""})
    if _LONG_DASH.search(visible) and plain.strip() == "-":
        return frozenset({plain, "-", " - "})
    if not _BREAK.search(visible):
        return frozenset({plain})
    if SOFT_HYPHEN in gap:
        return frozenset({plain.strip()})
    if "-" not in plain:
        return frozenset({plain})
    joined = _SPACE.sub(lambda space: "" if _BREAK.search(space[0]) else " ", visible)
    readings = {plain, _plain(joined)}
    return frozenset(readings | {""} if _HYPHENATION.fullmatch(visible) else readings)


def _loosen_gap(gap: str, before: str, after: str) -> frozenset[str]:
    """Return that white space may be nothing, where that is a matter of typography."""
    beside_mark = before in PARTED_MARKS or after in PARTED_MARKS
    beside_slash = "/" in (before, after) and _BREAK.search(gap)
    if not (before and after and (beside_mark or beside_slash or after in _FRENCH)):
        return frozenset()
    return frozenset({"", " "}) if _INVISIBLE.sub("", gap).isspace() else frozenset()


def _plain(gap: str) -> str:
    return _SPACE.sub(" ", _DASH.sub("-", gap))
