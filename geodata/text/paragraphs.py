"""Rebuild the paragraphs of a text and anchor passages in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from geodata.errors import AnchorError, Message
from geodata.text.blocks import MOST_INTERRUPTIONS, blank_interruptions, list_blocks
from geodata.text.characters import BREAKS, INVISIBLE, LINE_END, is_wide
from geodata.text.markup import mask_markup
from geodata.text.normalization import Anchor, FoldedText, fold_text
from geodata.text.quotes import Selector, anchor_quote

_LETTERS = r"[^\W\d_]+"
_HYPHENATED = re.compile(rf"(?<![^\W\d_]){_LETTERS}+[-\u2010]{LINE_END}{_LETTERS}")
_WORD = re.compile(rf"{_LETTERS}(?:[-\u2010]{_LETTERS})*")
_CLUTTER = re.compile(
    rf"(?P<hyphen>(?<=[^\W_])[-\u2010]{LINE_END}(?=[^\W_]))"
    rf"|(?P<slash>(?<=/){LINE_END}(?=\w)|(?<=\w){LINE_END}(?=/))"
    rf"|\u00ad{LINE_END}|(?P<space>\s+)|[{INVISIBLE}]+"
)
_LAST_WORD = re.compile(r"[^\W\d_]*\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]*")
_STEM_LETTERS = 3
"""Below this length, the first half of a divided word is no evidence of a compound ("co-operate")."""
_CONJUNCTIONS = frozenset(
    ("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "e", "o", "och", "og", "eller", "en", "of")
)
"""What follows a hyphen that stands for the rest of a compound, as in "pre- and post-war"."""
_PREFIXES = {
    "anti": ("cip", "dot", "qu", "the", "gon"),
    "non": ("s", "e", "ch", "ag"),
    "self": ("is", "le", "ho", "sa"),
    "quasi": (),
    "cross": ("e", "i", "ro", "wa"),
    "half": ("w", "p"),
    "ex": ("p", "t", "c", "a", "e", "i", "h", "o"),
    "well": ("ing", "ness"),
}
"""Prefixes that keep their hyphen -> how what follows begins where they are no prefix ("anti-cipate")."""
_SECOND_PARTS = {
    *("based", "led", "backed", "related", "oriented", "style", "term", "range", "century", "year"),
    *("owned", "made", "funded", "sponsored", "speaking", "armed", "powered", "known", "denial"),
    *("called", "scale"),
}
"""Words that are joined to a noun with a hyphen."""


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
    continued: str
    """The masked text without what interrupts its sentences, such as a note at the foot of a page."""
    paragraphs: tuple[Paragraph, ...]
    """Its paragraphs in order."""
    words: frozenset[str]
    """Its words in lower case, whole compounds and their parts; they decide which hyphens stay."""


def prepare_text(text: str) -> PreparedText:
    """Return a text folded, with its paragraphs and words."""
    masked = mask_markup(text)
    words = _collect_words(masked)
    blocks = list_blocks(masked)
    continued = blank_interruptions(masked, blocks)
    paragraphs = tuple(
        Paragraph(
            number,
            block.section,
            _clean(masked if block.interrupts else continued, block.start, block.end, words)[0],
            block.start,
            block.end,
        )
        for number, block in enumerate(blocks, start=1)
    )
    return PreparedText(fold_text(masked, continued=continued), continued, paragraphs, words)


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text; blocks between which no sentence ends are one paragraph."""
    return prepare_text(text).paragraphs


def anchor_passages(selectors: Iterable[Selector], text: str | PreparedText) -> tuple[AnchoredPassage, ...]:
    """Return the passages found in a text, each in a paragraph of its own, in the order given.

    Raises
    ------
    AnchorError
        A quote is not at exactly one place, or a passage does not come after the one before it.
    """
    prepared = prepare_text(text) if isinstance(text, str) else text
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
    text = _choose_text(paragraph, prepared)
    known = prepared.words, _collect_words(selector.exact)
    cleaned, offsets = _clean(text, paragraph.start, paragraph.end, *known)
    highlight = Anchor(bisect_left(offsets, anchor.start), bisect_left(offsets, anchor.end))
    return AnchoredPassage(selector.id, replace(paragraph, text=cleaned), anchor, highlight)


def find_misplaced(passages: Iterable[AnchoredPassage]) -> Iterator[AnchorError]:
    """Yield an error for each passage that shares a paragraph with the one before it, or precedes it."""
    for earlier, later in pairwise(passages):
        if later.paragraph.start == earlier.paragraph.start:
            yield AnchorError(
                later.id, Message("it lies in the same paragraph as passage {id}.", id=earlier.id)
            )
        elif later.paragraph.start < earlier.paragraph.start:
            yield AnchorError(
                later.id, Message("it lies before passage {id}, which is listed first.", id=earlier.id)
            )


def _choose_text(paragraph: Paragraph, prepared: PreparedText) -> str:
    """Return the text without interruptions, or the whole one for a paragraph that is an interruption."""
    is_left_out = not prepared.continued[paragraph.start : paragraph.end].strip()
    return prepared.folded.text if is_left_out else prepared.continued


def _find_paragraph(selector: Selector, anchor: Anchor, prepared: PreparedText) -> Paragraph:
    """Return the paragraph around an anchor; blocks that one quote spans belong together."""
    paragraphs = prepared.paragraphs
    first = bisect_right(paragraphs, anchor.start, key=lambda paragraph: paragraph.start) - 1
    last = bisect_right(paragraphs, anchor.end - 1, key=lambda paragraph: paragraph.start) - 1
    first = _step_out(paragraphs, first, anchor.start + 1)
    last = _step_out(paragraphs, last, anchor.end)
    if first < 0 or anchor.end > paragraphs[last].end or anchor.start >= paragraphs[first].end:
        raise AnchorError(selector.id, Message("the quote lies in a heading; it has to lie in a paragraph."))
    if paragraphs[first].section != paragraphs[last].section:
        raise AnchorError(selector.id, Message("the quote runs on under another heading."))
    if first >= last:
        return paragraphs[last]
    return replace(paragraphs[first], end=paragraphs[last].end)


def _step_out(paragraphs: tuple[Paragraph, ...], index: int, end: int) -> int:
    """Return the index of the paragraph that reaches an offset, where one that it encloses does not."""
    outer = index
    while outer > 0 and paragraphs[outer].end < end and index - outer < MOST_INTERRUPTIONS:
        outer -= 1
    return outer if outer >= 0 and paragraphs[outer].end >= end else index


def _collect_words(text: str) -> frozenset[str]:
    compounds = {match[0].lower() for match in _WORD.finditer(_HYPHENATED.sub(" ", text))}
    return frozenset(compounds | {part for word in compounds for part in re.split(r"[-\u2010]", word)})


def _clean(text: str, start: int, end: int, *known: frozenset[str]) -> tuple[str, list[int]]:
    """Return a stretch of text on one line and, for each of its characters, the offset in the text.

    `known` are words that decide which hyphens stay.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    at = start
    for clutter in _CLUTTER.finditer(text, start, end):
        pieces.append(text[at : clutter.start()])
        offsets.extend(range(at, clutter.start()))
        kept = _read_clutter(text, clutter, known)
        pieces.append(kept)
        offsets.extend([clutter.start()] * len(kept))
        at = clutter.end()
    return "".join([*pieces, text[at:end]]), [*offsets, *range(at, end)]


def _read_clutter(text: str, clutter: re.Match[str], known: Sequence[frozenset[str]]) -> str:
    before, after = clutter.span()
    if clutter["hyphen"]:
        return _read_hyphen(text, before, after, known)
    if clutter["slash"] is not None or not clutter["space"]:
        return ""
    is_break = any(character in BREAKS for character in clutter["space"])
    return "" if is_break and all(map(is_wide, text[before - 1] + text[after])) else " "


def _read_hyphen(text: str, before: int, after: int, known: Sequence[frozenset[str]]) -> str:
    """Return what a hyphen at a line end stands for between two words."""
    found_left = _LAST_WORD.search(text, max(before - 40, 0), before)
    found_right = _FIRST_WORD.match(text, after, after + 40)
    left, right = (found[0] if found else "" for found in (found_left, found_right))
    if right in _CONJUNCTIONS and not _knows(known, f"{left}{right}".lower()):
        return "- "
    if not left or not right:
        return "-"
    compound_before = text[before - len(left) - 1 : before - len(left)] in ("-", "/", "\u2010")
    return "-" if compound_before or _keeps_hyphen(left, right, known) else ""


def _keeps_hyphen(left: str, right: str, known: Sequence[frozenset[str]]) -> bool:
    """Judge by the other words of the text, and by the parts, whether a hyphen at a line end stays."""
    first, second = left.lower(), right.lower()
    is_acronym = left.isupper() and len(left) > 1
    if _knows(known, f"{first}-{second}"):
        return True
    if _knows(known, first + second):
        return right[0].isupper() and not (is_acronym and right.isupper())
    if right[0].isupper() or is_acronym:
        return True
    if first in _PREFIXES:
        return not second.startswith(_PREFIXES[first])
    return len(left) >= _STEM_LETTERS and (second in _SECOND_PARTS or _knows(known, first))


def _knows(known: Sequence[frozenset[str]], word: str) -> bool:
    return any(word in words for words in known)
