"""Find the place of a text that is most like a quote, and say word by word how the two differ."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice

from geodata.characters import is_wide
from geodata.folding import NO_GAP, FoldedText, fold_text

Change = tuple[str, str]
"""Kind (`same`, `quote` or `text`: who has them) and words."""

_SHINGLE = 6
"""Characters of the runs by which a place is looked for."""
_WIDE_SHINGLE = 3
"""The same where a character is a syllable or a word."""
_MOST_MATCHES = 1000
_LEAST_SUPPORT = 4
"""One shingle in so many has to stand at a place for it to be called near."""
_MARGIN = 0.25
"""Share of the quote's length by which the place may be longer, where words are missing from the quote."""
_REPLACED = ["quote", "text"]
_WORD = re.compile(r"\s*(?:\w+(?:[-'.]\w+)*|[^\w\s])")


def find_nearest(folded: FoldedText, quote: str) -> tuple[Change, ...]:
    """Return how a quote and the place most like it differ; nothing where no place is like it."""
    wanted = fold_text(quote)
    place = _find_place(folded.key, wanted.key)
    if place is None:
        return ()
    margin = int(len(wanted.key) * _MARGIN)
    first, last = max(place - margin, 0), min(place + len(wanted.key) + margin, len(folded.key))
    ours = _spell(wanted, 0, len(wanted.key), like="")
    theirs = _spell(folded, first, last, like=ours)
    changes = _trim(list(_compare(_split_words(ours), _split_words(theirs))))
    return tuple((kind, "".join(words).strip()) for kind, words in changes)


def _find_place(text: str, quote: str) -> int | None:
    """Return where the text shares the most short runs of characters with a quote."""
    size = _WIDE_SHINGLE if any(map(is_wide, quote)) else _SHINGLE
    votes = Counter[int]()
    shingles = range(0, len(quote) - size + 1, 2)
    for index in shingles:
        matches = re.finditer(re.escape(quote[index : index + size]), text)
        votes.update((match.start() - index) // size for match in islice(matches, _MOST_MATCHES))
    [(bucket, support)] = votes.most_common(1) or [(0, 0)]
    return bucket * size if support and support * _LEAST_SUPPORT >= len(shingles) else None


def _spell(folded: FoldedText, first: int, last: int, *, like: str) -> str:
    """Return a stretch of folded text, whole words at its ends; of readings of a gap the one in `like`."""
    while first and first not in folded.gaps and not is_wide(folded.key[first]):
        first -= 1
    while last < len(folded.key) and last not in folded.gaps and not is_wide(folded.key[last]):
        last += 1
    pieces = [folded.key[first]]
    for index in range(first + 1, last):
        readings = sorted(folded.gaps.get(index, NO_GAP), key=len)
        before, after = folded.key[index - 1], folded.key[index]
        fitting = (reading for reading in readings if before + reading + after in like)
        pieces += [next(fitting, readings[0]), after]
    return "".join(pieces)


def _split_words(text: str) -> list[str]:
    """Return words and punctuation, each with the space before it; in scripts without spaces, characters."""
    words: list[str] = []
    for word in _WORD.findall(text):
        start = 0
        for end in range(1, len(word) + 1):
            if end == len(word) or is_wide(word[end]) or is_wide(word[end - 1]):
                words.append(word[start:end])
                start = end
    return words


def _compare(ours: list[str], theirs: list[str]) -> Iterator[tuple[str, list[str]]]:
    bare = [word.strip() for word in ours], [word.strip() for word in theirs]
    matcher = SequenceMatcher(None, bare[0], bare[1], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield "same", ours[start:end]
            continue
        if end > start:
            yield "quote", ours[start:end]
        if last > first:
            yield "text", theirs[first:last]


def _trim(changes: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Leave out what the text has around the quote, but for as many words as the quote has in their place."""
    kinds = [kind for kind, _ in changes]
    if kinds[:1] == ["text"]:
        del changes[0]
    elif kinds[:2] == _REPLACED:
        changes[1] = ("text", changes[1][1][-len(changes[0][1]) :])
    if kinds[-2:] == _REPLACED:
        changes[-1] = ("text", changes[-1][1][: len(changes[-2][1])])
    elif kinds[-1:] == ["text"]:
        del changes[-1]
    return changes
