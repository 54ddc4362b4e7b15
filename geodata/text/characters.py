"""Classes of characters: typography, line breaks, invisible marks."""

import unicodedata
from functools import lru_cache

BREAKS = "\n\r\f\v\x85\u2028\u2029"
"""Characters that end a line, column or page."""
INVISIBLE = (
    "\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u061c\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
"""Soft hyphen, zero-width and direction marks, variation selectors; for a character class."""
INVISIBLE_MARKS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Those of them that may stand at the start or end of a line, as plain characters."""
DASHES = "\\-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe31\ufe32\ufe58\ufe63\uff0d"
"""Hyphens, dashes and the minus, small and full-width forms included; for a character class."""
LINE_END = rf"[^\S{BREAKS}]*+[{BREAKS}]\s*+"
"""Pattern of white space that ends a line; possessive, so that no text can make it slow."""
SOFT_HYPHEN = "\u00ad"
JOINER = "\u2060"
"""Word joiner: the invisible character that takes the place of markup, one for one."""
PRIMES = str.maketrans("″‴‶˝＂′‵´ʹ`’＇", '"' * 5 + "'" * 7)
"""Marks of minutes, seconds, feet and inches -> the straight ones."""
QUOTE_MARKS = "\"'`´ʹʻʼ“”„‟«»‘’‚‛‹›″‴‶˝′‵〝〞〟「」『』｢｣﹁﹂﹃﹄＂＇"
"""Quotation marks of all languages, primes and apostrophes."""
PARTED_MARKS = '"“”„‟«»‹›″〝〞〟「」『』'
"""Those of them inside of which some languages set a space."""
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Raised digits in order."""

_UNSPACED_SCRIPTS = ("THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
_VOWELS_AND_FINALS = range(0x1160, 0x1200)


@lru_cache(maxsize=4096)
def is_wide(letter: str) -> bool:
    """Tell whether a character belongs to a script that sets no spaces between words (Hangul does)."""
    return unicodedata.east_asian_width(letter) in "WF" and not _is_hangul(letter)


def is_spaced_letter(letter: str) -> bool:
    """Tell whether a character is a digit, or a letter of a script that sets spaces between words."""
    if letter.isascii():
        return letter.isalnum()
    if not (letter.isalpha() or letter.isdigit()) or unicodedata.east_asian_width(letter) in "WF":
        return False
    return not unicodedata.name(letter, "").startswith(_UNSPACED_SCRIPTS)


def extends(letter: str) -> bool:
    """Tell whether a character joins the one before it: an accent, or the rest of a Hangul syllable."""
    return bool(unicodedata.combining(letter)) or ord(letter) in _VOWELS_AND_FINALS


def _is_hangul(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("HANGUL")
