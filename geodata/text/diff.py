"""Find the nearest text to a quote and mark the difference word by word."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise

from geodata.errors import Message
from geodata.text.characters import BREAKS, is_wide
from geodata.text.normalization import NO_GAP, FoldedText, fold_text

Change = tuple[str, str]
"""Kind (`same`, `quote` or `text`: who has them) and words."""

_SHINGLES = (6, 4, 3)
"""Characters of the runs by which a place is looked for, the shorter ones where the longer ones find none."""
_WIDE_SHINGLES = (3, 2)
"""The same where a character is a syllable or a word."""
_MOST_MATCHES = 1000
_LEAST_SUPPORT = 4
"""One shingle in so many has to stand at a place for it to be called near."""
_MARGIN = 0.25
"""Share of the quote's length by which the place may be longer, where words are missing from the quote."""
_LEAST_MARGIN = 16
_REPLACED = ["quote", "text"]
_SPACE_SHOWN = "␣"
_LEAST_HALF = 8
"""Characters that each half of a quote has to have for words between the halves to be an interruption."""
_LEAST_BETWEEN, _MOST_BETWEEN = 4, 4000
"""Characters between the halves."""
_SHOWN_BETWEEN = 300
"""Characters of them that a message shows."""
_WORD = re.compile(r"\s*(?:\w+(?:[-\".]\w+)*|[^\w\s])")
_APOSTROPHE = re.compile(r"(?<=\w)\"(?=\w)")


def find_nearest(folded: FoldedText, quote: str) -> tuple[Change, ...]:
    """Return how a quote and the place most like it differ; nothing where no place is like it."""
    wanted = fold_text(quote)
    if not wanted.without_notes.marks:
        folded, wanted = folded.without_notes, wanted.without_notes
    place = _find_place(folded.key, wanted.key)
    if place is None:
        return ()
    margin = max(int(len(wanted.key) * _MARGIN), _LEAST_MARGIN)
    first = min(max(place - margin, 0), len(folded.key) - 1)
    last = min(place + len(wanted.key) + margin, len(folded.key))
    ours = _spell(wanted, 0, len(wanted.key), like="")
    theirs = _spell(folded, first, last, like=ours)
    words = _split_words(ours), _split_words(theirs)
    changes = _trim(list(_compare(*words)))
    if all(kind == "same" for kind, _ in changes):
        changes = _trim(list(_compare(*map(_part_spaces, words))))
    return tuple(
        (kind, _show("".join(words).replace(_SPACE_SHOWN, " ") if kind == "same" else "".join(words)))
        for kind, words in changes
    )


def _part_spaces(words: list[str]) -> list[str]:
    """Return words and, as words of their own that can be seen, the spaces before them."""
    return [part for word in words for part in (_SPACE_SHOWN * (word != word.lstrip()), word.strip()) if part]


def find_interruption(folded: FoldedText, quote: str) -> tuple[Change, ...]:
    """Return a quote with the words that stand between its halves in the text, over the end of a line."""
    wanted, folded = fold_text(quote).without_notes, folded.without_notes
    key = wanted.key
    longest = _measure_known_start(folded.key, key)
    for length in sorted((at for at in wanted.gaps if _LEAST_HALF <= at <= longest), reverse=True):
        if len(key) - length < _LEAST_HALF:
            continue
        for start in _find_all(folded.key, key[:length]):
            end = start + length
            second = folded.key.find(key[length:], end + _LEAST_BETWEEN, end + _MOST_BETWEEN)
            if second >= 0:
                between = folded.text[folded.ends[end - 1] : folded.starts[second]]
                if any(letter in BREAKS for letter in between):
                    return _show_halves(wanted, length, between)
    return ()


def describe_unseen(changes: Sequence[Change]) -> Iterator[str]:
    """Yield a sentence for each character of a quote that only looks like the one in the text."""
    for (kind, ours), (other, theirs) in pairwise(changes):
        if [kind, other] == _REPLACED and len(ours) == len(theirs):
            for letter, like in dict.fromkeys(zip(ours, theirs, strict=True)):
                if _name_script(letter) != _name_script(like) and letter.isalpha() and like.isalpha():
                    yield Message(
                        "“{ours}” has {letter} where the text has {like}.",
                        ours=ours,
                        letter=_name(letter),
                        like=_name(like),
                    )


def _show_halves(wanted: FoldedText, length: int, between: str) -> tuple[Change, ...]:
    shown = " ".join(between.split())
    if len(shown) > _SHOWN_BETWEEN:
        shown = f"{shown[:_SHOWN_BETWEEN]} …"
    first, second = (_spell(wanted, *half, like="") for half in ((0, length), (length, len(wanted.key))))
    return ("same", _show(first)), ("text", _show(shown)), ("same", _show(second))


def _measure_known_start(text: str, quote: str) -> int:
    """Return how many characters of a quote, from its start, stand in a text in a row."""
    known, unknown = 0, len(quote) + 1
    while unknown - known > 1:
        middle = (known + unknown) // 2
        known, unknown = (middle, unknown) if quote[:middle] in text else (known, middle)
    return known


def _find_all(text: str, words: str) -> Iterator[int]:
    return (found.start() for found in islice(re.finditer(re.escape(words), text), _MOST_MATCHES))


def _show(words: str) -> str:
    """Return folded words for reading, characters that cannot be seen as their numbers."""
    seen = (letter if letter.isprintable() else f"<U+{ord(letter):04X}>" for letter in words.strip())
    return _APOSTROPHE.sub("'", "".join(seen))


def _name(letter: str) -> str:
    return f"{unicodedata.name(letter, 'a character').capitalize()} (U+{ord(letter):04X})"


def _name_script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _find_place(text: str, quote: str) -> int | None:
    """Return where the text shares the most short runs of characters with a quote."""
    sizes = _WIDE_SHINGLES if any(map(is_wide, quote)) else _SHINGLES
    places = (_vote_for_place(text, quote, size) for size in sizes)
    return next((place for place in places if place is not None), None)


def _vote_for_place(text: str, quote: str, size: int) -> int | None:
    votes = Counter[int]()
    shingles = range(0, len(quote) - size + 1, 2)
    for index in shingles:
        votes.update((match - index) // size for match in _find_all(text, quote[index : index + size]))
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
