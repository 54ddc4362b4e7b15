"""Measure the words of a deck by the widest of the faces that it may be shown in.

A deck names Cambria and Calibri, or the faces of a template. Where these are missing, wider ones stand in:
DejaVu on many computers with Linux. Boxes have room for both.
"""

import math
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.ft2font import FT2Font, LoadFlags

from dashboard.layout.fonts import measure_text, wrap_text
from dashboard.layout.type_styles import TextStyle
from dashboard.theme import PX_PER_PT
from geodata.names import Policy

STAND_INS = {"sans": ("DejaVuSans",), "serif": ("DejaVuSans", "DejaVuSerif")}
"""Family -> names of the files of the faces that may stand in, as matplotlib holds them."""
SEMIBOLD = 600
"""Weight from which a text of a deck is bold."""
LEAST_SHARE = 0.6
"""Smallest size that a line is set in to fit its room, as a share of its own."""


@lru_cache(maxsize=8192)
def measure_wide(text: str, style: TextStyle, policy: Policy = "dual") -> float:
    """Return the width of a line in page units, in the widest of the faces."""
    spacing = style.spacing_em * max(len(text) - 1, 0)
    bold = style.weight >= SEMIBOLD
    stand_ins = (
        sum(_measure_character(character, name, bold=bold) for character in text)
        for name in STAND_INS[style.family]
    )
    widest = (max(stand_ins) + spacing) * style.size_pt * PX_PER_PT
    return max(widest, measure_text(text, style, policy))


def count_lines(text: str, style: TextStyle, width: float, policy: Policy = "dual") -> int:
    """Return how many lines a text takes at a width at most; a word that is longer than a line is broken."""
    if not text:
        return 0
    lines = wrap_text(text, style, width, policy, measure=measure_wide)
    return sum(max(1, math.ceil(measure_wide(line, style, policy) / width)) for line in lines)


def measure_height(text: str, style: TextStyle, width: float, policy: Policy = "dual") -> float:
    """Return the height of a paragraph in page units."""
    return count_lines(text, style, width, policy) * style.size_pt * PX_PER_PT * style.leading


def fit_line(text: str, style: TextStyle, width: float, policy: Policy = "dual") -> TextStyle:
    """Return a style in which a line is no wider than its room: its own one or a smaller one."""
    wide = measure_wide(text, style, policy)
    share = 1.0 if wide <= width else max(LEAST_SHARE, width / wide)
    return replace(style, size_pt=style.size_pt * share)


@cache
def _measure_character(character: str, name: str, *, bold: bool) -> float:
    """Return the width of a character in multiples of the size; one that the face lacks is as wide as Han."""
    face = _open_face(name, bold=bold)
    if not face.get_char_index(ord(character)):
        return 1.0
    glyph = face.load_char(ord(character), flags=LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance / face.units_per_EM)


@cache
def _open_face(name: str, *, bold: bool) -> FT2Font:
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return FT2Font(str(folder / f"{name}{'-Bold' * bold}.ttf"))
