"""Hold the font files that come with the project: Source for Latin, Cyrillic, Greek, Noto for Han and Hangul.

Adobe's Source and Google's Noto CJK are under the SIL Open Font License; both come as packages with pinned
versions, so that no export depends on the fonts of the system that makes it.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import font_source_sans_pro
import font_source_serif_pro
import noto_cjk_sans_jp_bold
import pylopdf_fonts_jp
import pylopdf_fonts_ko
import pylopdf_fonts_zh_cn
import pylopdf_fonts_zh_tw
from matplotlib.ft2font import FT2Font

from dashboard.layout.type_styles import FAMILIES, Family, TextStyle
from geodata.names import Policy

Language = Literal["ja", "zh-Hans", "zh-Hant", "ko"]
"""IETF tag of a language that has its own forms of Han characters."""
Face = tuple[Family, int, Language]
"""Family, weight and language of a text."""
REGULAR, SEMIBOLD, BOLD = 400, 600, 700


_missing: ContextVar[set[str] | None] = ContextVar("missing", default=None)


@dataclass(frozen=True)
class FontFile:
    """A face and where it lies."""

    path: Path
    family: str
    """What slides and style sheets call it."""
    weight: int
    """400 regular, 600 semibold, 700 bold."""
    italic: bool = False
    forms: Language | None = None
    """Language for which it has to be asked, where the file has the forms of several."""


_CUTS = {
    "Regular": (REGULAR, False),
    "Semibold": (SEMIBOLD, False),
    "Bold": (BOLD, False),
    "It": (REGULAR, True),
    "SemiboldIt": (SEMIBOLD, True),
}
"""Face of Source -> its weight, and whether it is italic."""
LATIN: tuple[FontFile, ...] = tuple(
    FontFile(Path(_folder) / f"{_family.replace(' ', '')}-{_cut}.ttf", _family, _weight, _italic)
    for _folder, _family in (
        (font_source_sans_pro.font_directory, "Source Sans Pro"),
        (font_source_serif_pro.font_directory, "Source Serif Pro"),
    )
    for _cut, (_weight, _italic) in _CUTS.items()
)
HAN_REGULAR: dict[tuple[Family, Language], FontFile] = {
    ("sans", "ja"): FontFile(pylopdf_fonts_jp.sans_path(), "Noto Sans JP", REGULAR),
    ("sans", "zh-Hans"): FontFile(pylopdf_fonts_zh_cn.sans_path(), "Noto Sans SC", REGULAR),
    ("sans", "zh-Hant"): FontFile(pylopdf_fonts_zh_tw.sans_path(), "Noto Sans TC", REGULAR),
    ("sans", "ko"): FontFile(pylopdf_fonts_ko.sans_path(), "Noto Sans KR", REGULAR),
    ("serif", "ja"): FontFile(pylopdf_fonts_jp.serif_path(), "Noto Serif JP", REGULAR),
    ("serif", "zh-Hans"): FontFile(pylopdf_fonts_zh_cn.serif_path(), "Noto Serif SC", REGULAR),
    ("serif", "zh-Hant"): FontFile(pylopdf_fonts_zh_tw.serif_path(), "Noto Serif TC", REGULAR),
    ("serif", "ko"): FontFile(pylopdf_fonts_ko.serif_path(), "Noto Serif KR", REGULAR),
}
"""Faces with the forms of Han characters of one language each."""
_BOLD_PATH = Path(str(noto_cjk_sans_jp_bold.FONT_PATH))
HAN_BOLD: dict[Language, FontFile] = {
    "ja": FontFile(_BOLD_PATH, "Noto Sans CJK JP", BOLD, forms="ja"),
    "zh-Hans": FontFile(_BOLD_PATH, "Noto Sans CJK SC", BOLD, forms="zh-Hans"),
    "zh-Hant": FontFile(_BOLD_PATH, "Noto Sans CJK TC", BOLD, forms="zh-Hant"),
    "ko": FontFile(_BOLD_PATH, "Noto Sans CJK KR", BOLD, forms="ko"),
}
"""One file with the forms of all languages. It stands for bold serifs too, which no package has."""

ANY = (LATIN[0], *HAN_REGULAR.values(), HAN_BOLD["ja"])
"""Faces that together have all characters that there are."""
PREFERRED: dict[Policy, Language] = {
    "ja": "ja",
    "dual-ja": "ja",
    "local-ja": "ja",
    "zh-hans": "zh-Hans",
    "zh-hant": "zh-Hant",
}
"""Naming policy -> language whose forms its texts have; Japanese forms for the other policies."""
_ORDERS: dict[Language, tuple[Language, ...]] = {
    "ja": ("ja", "zh-Hant", "zh-Hans", "ko"),
    "zh-Hans": ("zh-Hans", "zh-Hant", "ja", "ko"),
    "zh-Hant": ("zh-Hant", "zh-Hans", "ja", "ko"),
    "ko": ("ko", "ja", "zh-Hant", "zh-Hans"),
}
"""Language -> those in whose faces a character is looked for, one after the other."""
IGNORABLE = frozenset((0x034F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
"""Characters that choose the form of the one before and are nothing by themselves."""
UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp"))
"""Categories of characters that control a text and have no form."""
_HANGUL, _KANA = range(0xAC00, 0xD7A4), range(0x3041, 0x3100)
_LATIN_END = 0x2E80
"""Characters below are of no East Asian script."""


def is_east_asian(character: str) -> bool:
    """Tell whether a character is of an East Asian script, none of which is written slanted."""
    return ord(character) >= _LATIN_END


def list_han(family: Family, weight: int, language: Language) -> tuple[FontFile, ...]:
    """Return the faces in which a Han character is looked for, in this order."""
    if weight >= SEMIBOLD:
        return (HAN_BOLD[language],)
    return tuple(HAN_REGULAR[family, other] for other in _ORDERS[language])


@cache
def list_faces(style: TextStyle, language: Language) -> tuple[FontFile, ...]:
    """Return the faces in which a character of a style is looked for, in this order."""
    wanted = (FAMILIES[style.family], style.weight, style.italic)
    own = [file for file in LATIN if (file.family, file.weight, file.italic) == wanted]
    return (*own, *list_han(style.family, style.weight, language))


@cache
def list_characters(path: Path) -> frozenset[int]:
    """Return the codes of the characters of a font file, without its glyphs: those would fill memory."""
    return frozenset(FT2Font(path).get_charmap())


@contextmanager
def gather_missing() -> Iterator[set[str]]:
    """Hold the characters that are written inside this block and that no font has."""
    missing: set[str] = set()
    token = _missing.set(missing)
    try:
        yield missing
    finally:
        _missing.reset(token)


def find_missing(text: Iterable[str], faces: Iterable[FontFile] = ANY) -> set[str]:
    """Return the characters of a text that none of some faces has."""
    letters = {
        letter
        for letter in text
        if unicodedata.category(letter) not in UNSEEN and ord(letter) not in IGNORABLE
    }
    for file in faces:
        letters = {letter for letter in letters if ord(letter) not in list_characters(file.path)}
    return letters


def note_missing(letters: Iterable[str]) -> None:
    """Note characters that are written although no font has them, if somebody asks."""
    gathered = _missing.get()
    if gathered is not None:
        gathered.update(letters)


@lru_cache(maxsize=4096)
def tell_language(text: str, policy: Policy) -> Language:
    """Return the language whose forms the Han characters of a text have.

    Hangul tells Korean and kana tell Japanese. Otherwise it is the policy's language, or the first one whose
    face has all characters of the text: a title in simplified characters is not set half in Japanese ones.
    """
    codes = {ord(character) for character in text if ord(character) >= _LATIN_END}
    preferred = PREFERRED.get(policy, "ja")
    if any(code in _HANGUL for code in codes):
        return "ko"
    if any(code in _KANA for code in codes):
        return "ja"
    for language in _ORDERS[preferred] if codes else ():
        if codes <= list_characters(HAN_REGULAR["sans", language].path):
            return language
    return preferred
