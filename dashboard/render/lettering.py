"""Find fonts, measure text and give its outlines: Source for Latin, Cyrillic and Greek, Noto CJK for Han."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path as FilePath

import font_source_sans_pro
import font_source_serif_pro
import numpy as np
from matplotlib.font_manager import FontProperties, findfont, findSystemFonts, fontManager
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from dashboard.errors import GlyphError
from dashboard.render.theme import PX_PER_PT
from dashboard.render.typefaces import FAMILIES, TextStyle
from geodata.names import Policy

Measure = Callable[[str, TextStyle, Policy], float]
FACES = ("Regular", "Semibold", "Bold", "It", "SemiboldIt")
"""Faces that slides use."""
HAN_FILES = {
    "sans": ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    "serif": ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"),
}
"""Collections of Debian's fonts-noto-cjk: one face for each way of writing Han characters."""
HAN_FAMILIES = {"sans": "Noto Sans CJK", "serif": "Noto Serif CJK"}
HAN_FACES: dict[Policy, str] = {"ja": "JP", "zh-hans": "SC", "zh-hant": "TC"}
"""Naming policy -> ending of the family whose characters have that language's shapes; `JP` for the others."""
USUAL_HAN = "JP"
UNIT_SPACE = re.compile(r"(?<=\d) (?=(?:km|nm|m|days|knots)\b)")
"""The space between a figure and its unit, at which no line ends."""
SEMIBOLD, BOLD = 600, 700
"""Noto CJK has no semibold face in Debian's package; its bold one stands for it."""


@cache
def register_fonts() -> frozenset[str]:
    """Make the faces known to matplotlib, and return the families of Han characters that were found."""
    folders = [FilePath(package.font_directory) for package in (font_source_sans_pro, font_source_serif_pro)]
    for file in (file for folder in folders for face in FACES for file in folder.glob(f"*-{face}.ttf")):
        fontManager.addfont(file)
    wanted = {name for names in HAN_FILES.values() for name in names}
    known = {FilePath(entry.fname).name for entry in fontManager.ttflist}
    if not wanted <= known:
        for path in findSystemFonts():
            if FilePath(path).name in wanted - known:
                fontManager.addfont(path)
    han = [entry for entry in fontManager.ttflist if FilePath(entry.fname).name in wanted]
    bold = [entry for entry in han if entry.weight == BOLD]
    fontManager.ttflist += [replace(entry, weight=SEMIBOLD) for entry in bold]
    return frozenset(entry.name for entry in han)


@cache
def choose_font(style: TextStyle, policy: Policy = "dual") -> FontProperties:
    """Return the font of a style, with the Han face of a naming policy behind it where one is installed."""
    han = f"{HAN_FAMILIES[style.family]} {HAN_FACES.get(policy, USUAL_HAN)}"
    families = [FAMILIES[style.family], *([han] if han in register_fonts() else [])]
    return FontProperties(
        family=families,
        weight=style.weight,
        style="italic" if style.italic else "normal",
        size=style.size_pt,
    )


def clean_text(text: str) -> str:
    """Return a text without control and formatting characters, such as those that turn its direction."""
    if text.isprintable():
        return text
    spaced = "".join(" " if character in "\t\r\n" else character for character in text)
    return "".join(character for character in spaced if unicodedata.category(character) not in {"Cc", "Cf"})


def check_glyphs(text: str, style: TextStyle, policy: Policy = "dual") -> None:
    """Make sure that fonts have all characters of a text.

    Raises
    ------
    GlyphError
        Some are in no font at hand; it names them.
    """
    advances = _hold_advances(choose_font(style, policy))
    if missing := sorted({character for character in text if advances[character] is None}):
        raise GlyphError(text, missing)


@lru_cache(maxsize=4096)
def measure_text(text: str, style: TextStyle, policy: Policy = "dual") -> float:
    """Return the width of a line in page units, with its letterspacing.

    Raises
    ------
    GlyphError
        As for `check_glyphs`.
    """
    check_glyphs(text, style, policy)
    width = _measure_run(text, style, policy)
    return width + style.spacing_em * style.size_pt * PX_PER_PT * max(len(text) - 1, 0)


def wrap_text(
    text: str, style: TextStyle, width: float, policy: Policy = "dual", *, measure: Measure = measure_text
) -> list[str]:
    """Return the lines of a text that fit a width in page units; Han characters are parted anywhere.

    `measure` returns the width of a line, as `measure_text` does.
    """
    lines, line = [], ""
    for word in _split_words(text):
        if line and measure((line + word).rstrip(), style, policy) > width:
            lines.append(line.strip())
            line = ""
        line += word
    return [*lines, line.strip()] if line.strip() or not lines else lines


@lru_cache(maxsize=2048)
def outline_text(text: str, style: TextStyle, policy: Policy = "dual") -> Path:
    """Return the outline of a line in page units, y upward from the baseline and x from its start."""
    if not text.strip():
        return Path(np.empty((0, 2)))
    return TextPath((0, 0), text, size=style.size_pt * PX_PER_PT, prop=choose_font(style, policy))


def place_letters(text: str, style: TextStyle, policy: Policy = "dual") -> list[float]:
    """Return where the middle of each letter of a line lies from its start, in page units, with spacing."""
    gap = style.spacing_em * style.size_pt * PX_PER_PT
    ends = [_measure_run(text[: end + 1], style, policy) for end in range(len(text))]
    starts = [0.0, *ends[:-1]]
    return [
        (start + end) / 2 + gap * place for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _split_words(text: str) -> Iterable[str]:
    """Yield words with the space after them, a figure with its unit; Han characters one by one."""
    word = ""
    for place, character in enumerate(text):
        word += character
        parts = character == " " and not UNIT_SPACE.match(text, place)
        if parts or unicodedata.east_asian_width(character) in "WF" or character in "-–/":
            yield word
            word = ""
    if word:
        yield word


def _measure_run(text: str, style: TextStyle, policy: Policy) -> float:
    """Return the width of the letters alone; kerning would change it by less than a hundredth."""
    advances = _hold_advances(choose_font(style, policy))
    return sum(advances[character] or 0 for character in text) * style.size_pt * PX_PER_PT


class _Advances(dict[str, float | None]):
    """Widths of characters in multiples of the size; None where no font at hand has one."""

    def __init__(self, font: FontProperties) -> None:
        super().__init__()
        self._faces = _open_faces(font)

    def __missing__(self, character: str) -> float | None:
        for face in self._faces:
            if face.get_char_index(ord(character)):
                glyph = face.load_char(ord(character), flags=LoadFlags.NO_SCALE)
                self[character] = glyph.horiAdvance / face.units_per_EM
                return self[character]
        self[character] = None
        return None


@cache
def _hold_advances(font: FontProperties) -> _Advances:
    """Return the widths of a font, measured once each: looking a font up takes longer than a letter."""
    return _Advances(font)


def _open_faces(font: FontProperties) -> tuple[FT2Font, ...]:
    """Return the faces of a font, in the order in which a character is looked for."""
    paths = [
        findfont(FontProperties(family=name, style=font.get_style(), weight=font.get_weight()))
        for name in font.get_family()
    ]
    return tuple(FT2Font(path, face_index=path.face_index) for path in paths)
