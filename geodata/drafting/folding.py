"""Fold a text into the form in which names are kept, with the way back to its offsets."""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geodata.text.characters import BREAKS, INVISIBLE, LINE_END

_PARTS = re.compile(
    rf"(?P<hyphen>(?<=[^\W\d_])[-\u2010]{LINE_END}(?=[^\W\d_]))"
    rf"|(?P<paragraph>[^\S{BREAKS}]*+(?>\r\n|[{BREAKS}])[^\S{BREAKS}]*+(?>\r\n|[{BREAKS}])\s*+)"
    rf"|(?P<space>\s++)|(?P<invisible>[{INVISIBLE}]++)"
    r"|(?P<ascii>[\x21-\x26\x28-\x2c\x2e-\x7e]++)|(?P<other>\S)"
)
_APOSTROPHES = dict.fromkeys("'’‘ʼʻ´`′＇", "'")
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-")
_LETTERS = {
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "ð": "d",
    "Ð": "D",
    "ħ": "h",
}
_PLAIN = {**_APOSTROPHES, **_DASHES, **_LETTERS}
_KANA_MARKS = "\u3099\u309a"
PARAGRAPH = "\n"
"""What stands for a blank line; all other white space is a blank."""


@dataclass(frozen=True, eq=False)
class SearchedText:
    """A text as names are looked up in it."""

    text: str
    """The text as given."""
    key: str
    """The text without accents, with one kind of blank, apostrophe and dash; case is kept."""
    starts: Sequence[int]
    """For each character of the key, where it starts in the text."""
    ends: Sequence[int]
    """For each character of the key, where it ends in the text."""

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the key, which is not empty, lies in the text."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=10_000)
def fold_name(name: str) -> str:
    """Return the form of a name under which it is kept."""
    return "".join(letter for letter, _, _ in _fold(name)).strip()


def fold_text(text: str) -> SearchedText:
    """Return a text in the form in which names are kept.

    A word that is divided at the end of a line is put together; a blank line stays apart from other white
    space, so that no name runs from one paragraph into the next.
    """
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    for piece, start, end in _fold(text):
        pieces.append(piece)
        if len(piece) == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
    return SearchedText(text, "".join(pieces), starts, ends)


def _fold(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield folded pieces, each with start and end in the text."""
    for part in _PARTS.finditer(text):
        start, end = part.span()
        if part["ascii"]:
            yield part[0], start, end
        elif part["space"]:
            yield " ", start, end
        elif part["paragraph"]:
            yield PARAGRAPH, start, end
        elif part["hyphen"]:
            if text[end].isupper():
                yield "-", start, end
        elif part["other"] and (letter := _fold_letter(part[0])):
            yield letter, start, end


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    """Return a letter without its accents; nothing for an accent that stands alone."""
    if letter in _PLAIN:
        return _PLAIN[letter]
    if unicodedata.category(letter) == "Mn" and unicodedata.combining(letter) and letter not in _KANA_MARKS:
        return ""
    parts = unicodedata.normalize("NFD", letter)
    first, rest = parts[0], parts[1:]
    is_european = unicodedata.name(first, "").startswith(("LATIN", "GREEK", "CYRILLIC"))
    return first if rest and is_european and all(map(unicodedata.combining, rest)) else letter
