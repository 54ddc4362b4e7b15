"""Choose quotes from a text: a few words around a term, within its sentence, that stand there once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.drafting.items import Mention
from geodata.drafting.reading import SourceParagraph, SourceText
from geodata.records.brief import MAX_QUOTE_WORDS, count_words
from geodata.text.characters import JOINER, is_wide
from geodata.text.paragraphs import PreparedText
from geodata.text.quotes import Selector, find_quote

LEAST_WORDS = 4
"""Fewest words that a quote is cut to."""
BESIDE_WORDS = (4, 8, 16)
"""Words beside a quote that are tried, one after the other, to tell it from another of the same words."""
MOST_REPEATS = 12
"""Words that stand in the text more often than this are told from one another by no words beside them."""
MOST_WINDOWS = 8
"""Stretches of a paragraph that are tried for a quote."""
WIDE_LETTERS = 12
"""Characters of a script without spaces that count as a word when a quote is cut."""

_TOKEN = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*$")
_CLAUSE_END = re.compile(r"[,;:，；、—–]$|[,;:][\"'”’»)]$")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:[A-Z]|\d{1,2}|Mr|Mrs|Dr|St|No|Nr|vgl|z\.?B|bzw|ca|etc|e\.g|i\.e|U\.S)\.$", re.IGNORECASE
)


@dataclass(frozen=True)
class Word:
    """A word of a paragraph."""

    text: str
    start: int
    """Offset of its first character in the whole text."""
    end: int
    """Offset after its last character."""


def choose_quote(
    source: SourceText,
    paragraph: SourceParagraph,
    mentions: Sequence[Mention],
    *,
    most_words: int = MAX_QUOTE_WORDS,
) -> Selector | None:
    """Return a quote of a paragraph that holds as many of some mentions as it can, or None.

    It stays inside a sentence, is that sentence where it is short enough, and stands in the text once; where
    its words stand there twice, it has words before and after it. None where no words of the paragraph
    can be told from the same words elsewhere.
    """
    sentences = list(_split_sentences(_list_words(source, paragraph)))
    for window in _list_windows(sentences, mentions, most_words):
        if selector := _anchor(source.prepared, paragraph, window, sentences):
            return selector
    return None


def _list_words(source: SourceText, paragraph: SourceParagraph) -> list[Word]:
    """Return the words of a paragraph, long runs of scripts without spaces in pieces."""
    words = []
    for found in _TOKEN.finditer(source.masked, paragraph.start, paragraph.end):
        text, start = found[0], found.start()
        step = WIDE_LETTERS if any(map(is_wide, text)) else len(text)
        words += [
            Word(piece.replace(JOINER, ""), start + at, start + at + len(piece))
            for at in range(0, len(text), step)
            if (piece := text[at : at + step]).replace(JOINER, "")
        ]
    return words


def _split_sentences(words: Sequence[Word]) -> Iterator[list[Word]]:
    held: list[Word] = []
    for number, word in enumerate(words):
        held.append(word)
        following = words[number + 1].text if number + 1 < len(words) else ""
        ends = _SENTENCE_END.search(word.text) and not _ABBREVIATION.search(word.text)
        if ends and (not following or not following[:1].islower()):
            yield held
            held = []
    if held:
        yield held


def _list_windows(
    sentences: Sequence[list[Word]], mentions: Sequence[Mention], most_words: int
) -> Iterator[list[Word]]:
    """Yield stretches of words, those with the most mentions first, then other sentences of the paragraph."""
    windows = [window for sentence in sentences for window in _cut(sentence, mentions, most_words)]
    windows.sort(key=lambda window: -_count_inside(window, mentions))
    yield from windows[:MOST_WINDOWS]


def _cut(sentence: list[Word], mentions: Sequence[Mention], most_words: int) -> Iterator[list[Word]]:
    """Yield a sentence, or stretches of it that are short enough: around each mention, and its beginning."""
    if len(sentence) <= most_words:
        yield sentence
        return
    for mention in mentions:
        at = next((number for number, word in enumerate(sentence) if word.end > mention.start), None)
        if at is not None and sentence[0].start <= mention.start < sentence[-1].end:
            first, last = _find_clauses(sentence, at, most_words)
            yield sentence[first:last]
    yield sentence[:most_words]


def _find_clauses(sentence: Sequence[Word], at: int, most_words: int) -> tuple[int, int]:
    """Return where the longest run of whole clauses around a word begins and ends that is short enough.

    Where the clause of the word is too long itself, a stretch of it.
    """
    ends = [number + 1 for number, word in enumerate(sentence) if _CLAUSE_END.search(word.text)]
    edges = [0, *ends, *([] if ends and ends[-1] == len(sentence) else [len(sentence)])]
    runs = [
        (first, last)
        for first in edges
        for last in edges
        if first <= at < last and last - first <= most_words
    ]
    if runs:
        return max(runs, key=lambda run: run[1] - run[0])
    start = max(edge for edge in edges if edge <= at)
    first = max(start, at - most_words // 2)
    return first, min(first + most_words, len(sentence))


def _count_inside(window: Sequence[Word], mentions: Sequence[Mention]) -> int:
    return sum(window[0].start <= one.start and one.end <= window[-1].end for one in mentions)


def _anchor(
    prepared: PreparedText,
    paragraph: SourceParagraph,
    window: Sequence[Word],
    sentences: Sequence[list[Word]],
) -> Selector | None:
    quote = _join(window)
    if not count_words(quote):
        return None
    places = find_quote(prepared.folded, quote)
    if len(places) == 1:
        return Selector(paragraph.id, quote)
    words = [word for sentence in sentences for word in sentence]
    first = words.index(window[0])
    after = first + len(window)
    for beside in BESIDE_WORDS if 0 < len(places) <= MOST_REPEATS else ():
        prefix, suffix = _join(words[max(0, first - beside) : first]), _join(words[after : after + beside])
        if len(find_quote(prepared.folded, quote, prefix=prefix, suffix=suffix)) == 1:
            return Selector(paragraph.id, quote, prefix, suffix)
    return None


def _join(words: Sequence[Word]) -> str:
    pieces = [
        ("" if not number or word.start == words[number - 1].end else " ") + word.text
        for number, word in enumerate(words)
    ]
    return "".join(pieces)
