"""Split a text into blocks: a paragraph each, put together again where pages, columns or notes part it.

What stands between the two halves of a sentence, a note at the foot of a page, a page number or a running
head, is a block of its own that interrupts the other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from geodata.text.characters import BREAKS, INVISIBLE_MARKS, JOINER, SUPERSCRIPTS, is_wide
from geodata.text.running_lines import LONGEST_LINE, is_page_line, list_edges, shape_line

_HEADING = re.compile(r"[\s\ufeff]{0,4}#{1,6}\s")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_RULE = re.compile(r"[_—–―─*=-]{3,}|(?:[_—–―─*] ){2,}[_—–―─*]")
_RULE_LINE = re.compile(r"^[ \t]*(?:[_—–―─*=-]{3,}|(?:[_—–―─*] ){2,}[_—–―─*])[ \t]*$", re.MULTILINE)
_HEADING_MARKS = f"#*_` \t{JOINER}{BREAKS}"
_MARKS = rf"(?:[{SUPERSCRIPTS}]{{1,3}}|[\[(]\d{{1,3}}[\])]|(?<=[^\d\s.][.!?”’\"'»)])\d{{1,3}}|[*†‡]{{1,3}})?"
_SENTENCE_END = re.compile(rf"[.!?…:。！？][\"'”’»)\]*_」』）》〉】]*{_MARKS}[\"'”’»)\]]*$")
_OPENING = "\"'“‘„«‹([*_「『（《〈【"
_CERTAIN_NOTE = re.compile(
    rf"[{SUPERSCRIPTS}]{{1,3}}[⁾)]?\s*\S|\[\d{{1,3}}\]\s*\S|[†‡]{{1,3}}\s*\w|\[\^[^\]\s]{{1,40}}\]:?|[①-⑳]\s*\w|注\s?\d"
)
_STARRED_NOTE = re.compile(r"\*{1,3}\s*\w")
_STARRED_WORD = re.compile(r"\w[.,;:!?”\"’')]?\*{1,3}(?!\w)")
_PLAIN_NOTE = re.compile(
    r"(?:\(?\d{1,3}[.):]?\s+|\d{1,3})(?:[\"“„«(‘]?(?P<capital>[^\W\d_a-zß-öø-ÿ])|(?:see|cf|ibid|vgl|siehe|voir|http|www)\b)"
    r"|(?:Notes?|Sources?|Quellen?|Anmerkung|Remarque)\s?:"
)
_LISTED = re.compile(r"\(?\d{1,3}[.):]")
_PROSE_WORDS = 12
"""From this many words on, a block without an end of sentence is a broken paragraph, not a title."""
_LETTERS_PER_WIDE_WORD = 2
_TAIL = 400
"""Characters at the end of a block that show whether it breaks off."""
MOST_INTERRUPTIONS = 12
"""Most blocks between the halves of a sentence."""
_MOST_BETWEEN = 6000
"""Most characters between them."""


@dataclass(frozen=True)
class Block:
    """A stretch of text that is a paragraph."""

    section: str
    """Heading above it; empty before the first heading."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    interrupts: bool = False
    """Whether it stands between two halves of a sentence of another block."""


def list_blocks(text: str) -> list[Block]:
    """Return the blocks of a text in order; blocks between which no sentence ends are one."""
    lines = list(_split_lines(text))
    blocks = list(_mark_interruptions(text, lines))
    joined = list(_join_blocks(text, [block for block in blocks if not block.interrupts]))
    return sorted((*joined, *(block for block in blocks if block.interrupts)), key=lambda block: block.start)


def _split_lines(text: str) -> Iterator[Block]:
    """Yield each run of lines without a blank line, rule or page break."""
    parted = _list_parted_lines(text)
    section, start, end, lines, offset, alone = "", 0, 0, 0, 0, False
    for line in text.splitlines(keepends=True):
        heading = _HEADING.match(line)
        body = line.strip(f"{INVISIBLE_MARKS} \t\xa0{BREAKS}")
        first = offset + line.index(body)
        parting = parted.get(first)
        is_note = _begins_note(text[offset + len(line) : offset + len(line) + _TAIL])
        if _UNDERLINE.fullmatch(body) and lines == 1 and not alone and not is_note:
            section, start, lines = text[start:end].strip(_HEADING_MARKS), end, 0
        elif lines and (heading or not body or parting is not None or alone or _RULE.fullmatch(body)):
            yield Block(section, start, end)
            start, lines = end, 0
        alone = bool(parting)
        if heading:
            section = line[heading.end() :].strip(_HEADING_MARKS)
        elif body and not _RULE.fullmatch(body):
            start, end, lines = (start if lines else first), first + len(body), lines + 1
            if line.endswith("\f"):
                yield Block(section, start, end)
                start, lines = end, 0
        offset += len(line)
    if lines:
        yield Block(section, start, end)


def blank_interruptions(text: str, blocks: Sequence[Block]) -> str:
    """Return a text of the same length without the blocks that interrupt others, and without rules."""
    letters = list(text)
    for block in blocks:
        if block.interrupts:
            letters[block.start : block.end] = " " * (block.end - block.start)
    return _RULE_LINE.sub(lambda rule: " " * len(rule[0]), "".join(letters))


def is_note(words: str) -> bool:
    """Tell whether a block is marked as a note beyond doubt: by a raised figure, a dagger or `[1]`."""
    return bool(_CERTAIN_NOTE.match(words))


def _begins_note(words: str) -> bool:
    return bool(_CERTAIN_NOTE.match(words) or _PLAIN_NOTE.match(words))


def _list_parted_lines(text: str) -> dict[int, bool]:
    """Return the offset of each line at a page edge that begins a block -> whether it is one by itself."""
    edges = [(page, line) for page, lines in enumerate(list_edges(text)) for line in lines]
    shapes = {(shape_line(text[slice(*line)]), page) for page, line in edges}
    repeated = {shape for shape, count in Counter(shape for shape, _ in shapes).items() if count > 1}
    parted = {}
    for _, (start, end) in edges:
        line = text[start:end]
        if line.strip() and (is_page_line(line.strip()) or shape_line(line) in repeated):
            parted[start + len(line) - len(line.lstrip())] = True
    return {**dict.fromkeys(_list_foot_notes(text), False), **parted}


def _list_foot_notes(text: str) -> Iterator[int]:
    """Yield the offset of each line in the lower half of a page that begins a note."""
    offset = 0
    pages = text.split("\f")
    for page in pages if len(pages) > 1 else ():
        lines = list(re.finditer(r"[^\s][^\r\n]*", page))
        is_starred = _STARRED_WORD.search(page) is not None
        ends = bool(lines) and _SENTENCE_END.search(_find_last_words(lines)) is not None
        for before, line in pairwise(lines[max(len(lines) // 2 - 1, 0) :]):
            words = line[0]
            is_plain = ends and _PLAIN_NOTE.match(words) and not _SENTENCE_END.search(before[0])
            if _CERTAIN_NOTE.match(words) or is_plain or (is_starred and _STARRED_NOTE.match(words)):
                yield offset + line.start()
        offset += len(page) + 1


def _find_last_words(lines: Sequence[re.Match[str]]) -> str:
    """Return the last line of a page that is not its number."""
    return next((line[0].rstrip() for line in reversed(lines) if not is_page_line(line[0].strip())), "")


def _mark_interruptions(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    shapes = Counter(shape_line(text[block.start : block.end]) for block in blocks if _is_line(text, block))
    asides = [_is_aside(text, block, shapes) for block in blocks]
    index = 0
    while index < len(blocks):
        yield blocks[index]
        after = index + 1
        while after < len(blocks) and asides[after] and after - index <= MOST_INTERRUPTIONS:
            after += 1
        between = blocks[index + 1 : after]
        if between and after < len(blocks) and _takes_up(text, blocks[index], between, blocks[after]):
            yield from (replace(block, interrupts=True) for block in between)
            index = after
        else:
            index += 1


def _is_line(text: str, block: Block) -> bool:
    return block.end - block.start <= LONGEST_LINE and not any(
        letter in BREAKS for letter in text[block.start : block.end]
    )


def _is_aside(text: str, block: Block, shapes: Counter[str]) -> bool:
    """Tell whether a block may be a note, a page number or a running head."""
    words = text[block.start : block.end]
    if _begins_note(words) or _STARRED_NOTE.match(words):
        return True
    if not _is_line(text, block):
        return False
    return is_page_line(words) or words.isupper() or shapes[shape_line(words)] > 1


def _takes_up(text: str, before: Block, between: Sequence[Block], after: Block) -> bool:
    """Tell whether a block takes up the sentence that breaks off before notes and page numbers."""
    if len({block.section for block in (before, *between, after)}) > 1:
        return False
    if after.start - before.end > _MOST_BETWEEN:
        return False
    head, tail = text[max(before.start, before.end - _TAIL) : before.end], text[after.start : after.end]
    if not _continues(head, tail):
        return False
    over_page = "\f" in text[before.end : after.start]
    notes = [text[block.start : block.end] for block in between]
    if not over_page and any(map(_needs_page_break, notes)):
        return False
    is_plain = not over_page or not all(map(_is_certain, notes))
    return not is_plain or _is_taken_up(head, tail)


def _needs_page_break(words: str) -> bool:
    """Tell whether a block may as well be an entry of a list or a heading."""
    is_starred = _STARRED_NOTE.match(words) and words.lstrip("*")[:1].isspace()
    return bool(_LISTED.match(words) or is_starred or words.isupper()) and not is_page_line(words)


def _is_certain(words: str) -> bool:
    return not _PLAIN_NOTE.match(words) or is_page_line(words)


def _is_taken_up(head: str, tail: str) -> bool:
    return tail.lstrip(INVISIBLE_MARKS)[:1].islower() or head[-1] in "-\u2010"


def _join_blocks(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    held: Block | None = None
    for block in blocks:
        if (
            held
            and held.section == block.section
            and _continues(text[max(held.start, held.end - _TAIL) : held.end], text[block.start : block.end])
        ):
            held = replace(held, end=block.end)
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def _continues(block: str, following: str) -> bool:
    """Tell whether a block breaks off in a sentence that the following block takes up."""
    block, following = block.rstrip(INVISIBLE_MARKS), following.lstrip(INVISIBLE_MARKS)
    if not block or not following or _SENTENCE_END.search(block):
        return False
    if _is_taken_up(block, following):
        return True
    return _count_words(block) >= _PROSE_WORDS and (following[0].isalnum() or following[0] in _OPENING)


def _count_words(block: str) -> int:
    """Return the number of words; two characters count as one in scripts that set no spaces."""
    return len(block.split()) + sum(map(is_wide, block)) // _LETTERS_PER_WIDE_WORD
