"""Rebuild the paragraphs of a text and anchor passages in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from geodata.characters import BREAKS, INVISIBLE, INVISIBLE_MARKS, JOINER, LINE_END, is_wide
from geodata.errors import AnchorError
from geodata.folding import Anchor, FoldedText, fold_text
from geodata.markup import mask_markup
from geodata.quotes import Selector, anchor_quote

_LETTERS = r"[^\W\d_]+"
_HYPHENATED = re.compile(rf"(?<![^\W\d_]){_LETTERS}+[-\u2010]{LINE_END}{_LETTERS}")
_WORD = re.compile(rf"{_LETTERS}(?:[-\u2010]{_LETTERS})*")
_CLUTTER = re.compile(
    rf"(?P<hyphen>(?<=[^\W\d_])[-\u2010]{LINE_END}(?=[^\W\d_]))"
    rf"|\u00ad{LINE_END}|(?P<space>\s+)|[{INVISIBLE}]+"
)
_HEADING = re.compile(r"[\s\ufeff]{0,4}#{1,6}\s")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_HEADING_MARKS = f"#*_` \t{JOINER}{BREAKS}"
_SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’»)\]*_」』）》〉】]*$")
_OPENING = "\"'“‘„«([*_「『（《〈【"
_PROSE_WORDS = 12
"""From this many words on, a block without an end of sentence is a broken paragraph, not a title."""
_LETTERS_PER_WIDE_WORD = 2
_TAIL = 400
"""Characters at the end of a block that show whether it breaks off."""
_STEM_LETTERS = 3
"""Below this length, the first half of a divided word is no evidence of a compound ("co-operate")."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as its author wrote it, put together again from its lines, columns and pages."""

    number: int
    """Place in the text, from 1."""
    section: str
    """Heading above it; empty before the first heading."""
    text: str
    """The paragraph on one line, without hyphenation at line ends."""
    start: int
    """Offset of its first character in the text as given."""
    end: int
    """Offset after its last character."""


@dataclass(frozen=True)
class AnchoredPassage:
    """A passage found in a text: the paragraph that holds its quote."""

    id: str
    """Id of the passage."""
    paragraph: Paragraph
    """The paragraph."""
    anchor: Anchor
    """Where the quote lies in the text as given."""
    highlight: Anchor
    """Where the quote lies in the paragraph's own text."""


@dataclass(frozen=True, eq=False)
class PreparedText:
    """A text ready for passages to be anchored in it."""

    folded: FoldedText
    """The text, its markup masked, and its folded form."""
    paragraphs: tuple[Paragraph, ...]
    """Its paragraphs in order."""
    words: frozenset[str]
    """Its words in lower case, whole compounds and their parts; they decide which hyphens stay."""


def prepare_text(text: str) -> PreparedText:
    """Return a text folded, with its paragraphs and words."""
    masked = mask_markup(text)
    words = _collect_words(masked)
    return PreparedText(fold_text(masked), tuple(_build_paragraphs(masked, words)), words)


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text; blocks between which no sentence ends are one paragraph."""
    return prepare_text(text).paragraphs


def anchor_passages(selectors: Iterable[Selector], text: str) -> tuple[AnchoredPassage, ...]:
    """Return the passages found in a text, each in a paragraph of its own, in the order given.

    Raises
    ------
    AnchorError
        A quote is not at exactly one place, or a passage does not come after the one before it.
    """
    prepared = prepare_text(text)
    passages = tuple(anchor_passage(selector, prepared) for selector in selectors)
    for misplaced in find_misplaced(passages):
        raise misplaced
    return passages


def anchor_passage(selector: Selector, prepared: PreparedText) -> AnchoredPassage:
    """Return the passage of one quote.

    Raises
    ------
    AnchorError
        The quote is not at exactly one place, or lies under two headings or in one.
    """
    anchor = anchor_quote(prepared.folded, selector)
    paragraph = _find_paragraph(selector, anchor, prepared)
    _, offsets = _clean(prepared.folded.text, paragraph.start, paragraph.end, prepared.words)
    highlight = Anchor(bisect_left(offsets, anchor.start), bisect_left(offsets, anchor.end))
    return AnchoredPassage(selector.id, paragraph, anchor, highlight)


def find_misplaced(passages: Iterable[AnchoredPassage]) -> Iterator[AnchorError]:
    """Yield an error for each passage that shares a paragraph with the one before it, or precedes it."""
    for earlier, later in pairwise(passages):
        if later.paragraph.start == earlier.paragraph.start:
            yield AnchorError(later.id, f"it lies in the same paragraph as passage {earlier.id}.")
        elif later.paragraph.start < earlier.paragraph.start:
            yield AnchorError(later.id, f"it lies before passage {earlier.id}, which is listed first.")


def _find_paragraph(selector: Selector, anchor: Anchor, prepared: PreparedText) -> Paragraph:
    """Return the paragraph around an anchor; blocks that one quote spans belong together."""
    paragraphs = prepared.paragraphs
    first = bisect_right(paragraphs, anchor.start, key=lambda paragraph: paragraph.start) - 1
    last = bisect_right(paragraphs, anchor.end - 1, key=lambda paragraph: paragraph.start) - 1
    if first < 0 or anchor.end > paragraphs[last].end or anchor.start >= paragraphs[first].end:
        raise AnchorError(selector.id, "the quote lies in a heading; it has to lie in a paragraph.")
    if paragraphs[first].section != paragraphs[last].section:
        raise AnchorError(selector.id, "the quote runs on under another heading.")
    if first == last:
        return paragraphs[first]
    start, end = paragraphs[first].start, paragraphs[last].end
    text, _ = _clean(prepared.folded.text, start, end, prepared.words)
    return Paragraph(paragraphs[first].number, paragraphs[first].section, text, start, end)


def _build_paragraphs(text: str, words: frozenset[str]) -> Iterator[Paragraph]:
    blocks = list(_join_blocks(text, _split_blocks(text)))
    for number, (section, start, end) in enumerate(blocks, start=1):
        yield Paragraph(number, section, _clean(text, start, end, words)[0], start, end)


def _split_blocks(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield section, start and end of each run of lines without a blank line, rule or page break."""
    section, start, end, lines, offset = "", 0, 0, 0, 0
    for line in text.splitlines(keepends=True):
        heading = _HEADING.match(line)
        body = line.strip(f"{INVISIBLE_MARKS} \t\xa0{BREAKS}")
        if _UNDERLINE.fullmatch(body) and lines == 1:
            section, start, lines = text[start:end].strip(_HEADING_MARKS), end, 0
        elif (heading or not body) and lines:
            yield section, start, end
            start, lines = end, 0
        if heading:
            section = line[heading.end() :].strip(_HEADING_MARKS)
        elif body and not (_UNDERLINE.fullmatch(body) and not lines):
            first = offset + line.index(body)
            start, end, lines = (start if lines else first), first + len(body), lines + 1
            if line.endswith("\f"):
                yield section, start, end
                start, lines = end, 0
        offset += len(line)
    if lines:
        yield section, start, end


def _join_blocks(text: str, blocks: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    held: tuple[str, int, int] | None = None
    for section, start, end in blocks:
        if (
            held
            and held[0] == section
            and _continues(text[max(held[1], held[2] - _TAIL) : held[2]], text[start:end])
        ):
            held = (section, held[1], end)
            continue
        if held:
            yield held
        held = (section, start, end)
    if held:
        yield held


def _continues(block: str, following: str) -> bool:
    """Tell whether a block breaks off in a sentence that the following block takes up."""
    if _SENTENCE_END.search(block):
        return False
    if following[0].islower() or block[-1] in "-\u2010":
        return True
    return _count_words(block) >= _PROSE_WORDS and (following[0].isalnum() or following[0] in _OPENING)


def _count_words(block: str) -> int:
    """Return the number of words; two characters count as one in scripts that set no spaces."""
    return len(block.split()) + sum(map(is_wide, block)) // _LETTERS_PER_WIDE_WORD


def _collect_words(text: str) -> frozenset[str]:
    compounds = {match[0].lower() for match in _WORD.finditer(_HYPHENATED.sub(" ", text))}
    return frozenset(compounds | {part for word in compounds for part in re.split(r"[-\u2010]", word)})


def _clean(text: str, start: int, end: int, words: frozenset[str]) -> tuple[str, list[int]]:
    """Return a stretch of text on one line and, for each of its characters, the offset in the text."""
    pieces: list[str] = []
    offsets: list[int] = []
    at = start
    for clutter in _CLUTTER.finditer(text, start, end):
        pieces.append(text[at : clutter.start()])
        offsets.extend(range(at, clutter.start()))
        kept = _read_clutter(text, clutter, words)
        pieces.append(kept)
        offsets.extend([clutter.start()] * len(kept))
        at = clutter.end()
    return "".join([*pieces, text[at:end]]), [*offsets, *range(at, end)]


def _read_clutter(text: str, clutter: re.Match[str], words: frozenset[str]) -> str:
    before, after = clutter.span()
    if clutter["hyphen"]:
        return "-" if _keeps_hyphen(text, before, after, words) else ""
    if not clutter["space"]:
        return ""
    is_break = any(character in BREAKS for character in clutter["space"])
    return "" if is_break and all(map(is_wide, text[before - 1] + text[after])) else " "


def _keeps_hyphen(text: str, before: int, after: int, words: frozenset[str]) -> bool:
    """Judge by the other words of the text whether a hyphen at a line end belongs to the word."""
    left = re.split(r"[\W\d_]", text[max(before - 40, 0) : before])[-1].lower()
    right = re.split(r"[\W\d_]", text[after : after + 40])[0]
    if right[0].isupper() or f"{left}-{right}" in words:
        return True
    return left + right not in words and len(left) >= _STEM_LETTERS and left in words
