"""Register fonts, measure and wrap text, and give its outlines."""

import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path as FilePath
from typing import Literal

import matplotlib as mpl
import numpy as np
from matplotlib.font_manager import FontEntry, FontProperties, fontManager
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

from dashboard.layout.font_files import (
    BOLD,
    HAN_BOLD,
    HAN_REGULAR,
    IGNORABLE,
    LATIN,
    SEMIBOLD,
    FontFile,
    Language,
    find_missing,
    list_faces,
    list_han,
    tell_language,
)
from dashboard.layout.type_styles import FAMILIES, TextStyle
from dashboard.theme import PX_PER_PT
from geodata.names import Policy

Measure = Callable[[str, TextStyle, Policy], float]
UNIT_SPACE = re.compile(r"(?<=\d) (?=(?:[a-zA-Z]{1,2}|days|knots|Tage|Tagen|Knoten)(?![a-zA-Z]))")
"""The space between a figure and its unit, at which no line ends."""
NO_START = frozenset(
    "、。，．・：；！？‼⁇⁈⁉）］｝〉》」』】〕〗〙’”»"
    "ー〜～…‥々〻ゝゞヽヾ％‰℃"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    ",.:;!?)]}%"
)
"""Characters at which no line starts in Japanese and Chinese: closing marks, small kana (JIS X 4051)."""
NO_END = frozenset("（［｛〈《「『【〔〖〘‘“«([{")
"""Characters at which no line ends: opening marks."""
PHRASE_ENDS = frozenset("、。，．・：；！？／）］」』】")
"""Marks behind which a phrase ends."""
HIRAGANA = frozenset(map(chr, range(0x3041, 0x3097)))
BOX = "\U0010ffff"
"""Stands for a character that no font has: it is none itself, so every font draws its box for it."""
SLANTS: dict[bool, Literal["normal", "italic"]] = {False: "normal", True: "italic"}


@cache
def register_fonts() -> None:
    """Let matplotlib know the faces that come with the project, beside its own, and no others.

    A face of the system could carry the same name and other letters. A character that no face has is drawn as
    the box of the last face, not as matplotlib's sign of its script.
    """
    bold = [replace(file, weight=weight) for file in HAN_BOLD.values() for weight in (SEMIBOLD, BOLD)]
    own = [
        entry for entry in fontManager.ttflist if FilePath(entry.fname).is_relative_to(mpl.get_data_path())
    ]
    fontManager.ttflist = own + [_make_entry(file) for file in (*LATIN, *HAN_REGULAR.values(), *bold)]
    mpl.rcParams["font.enable_last_resort"] = False


@cache
def choose_font(style: TextStyle, language: Language = "ja") -> FontProperties:
    """Return the font of a style, with the faces for Han characters of a language behind it."""
    register_fonts()
    han = (file.family for file in list_han(style.family, style.weight, language))
    return FontProperties(
        family=[FAMILIES[style.family], *han],
        weight=style.weight,
        style=SLANTS[style.italic],
        size=style.size_pt,
    )


@contextmanager
def accept_boxes() -> Iterator[None]:
    """Let boxes be drawn inside this block for characters that no font has; `note_missing` tells of them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font", UserWarning)
        yield


@lru_cache(maxsize=4096)
def measure_text(text: str, style: TextStyle, policy: Policy = "dual") -> float:
    """Return the width of a line in page units, with its letterspacing."""
    width = _measure_run(text, style, tell_language(text, policy))
    return width + style.spacing_em * style.size_pt * PX_PER_PT * max(len(text) - 1, 0)


def wrap_text(
    text: str,
    style: TextStyle,
    width: float,
    policy: Policy = "dual",
    *,
    measure: Measure = measure_text,
    phrases: bool = False,
) -> list[str]:
    """Return the lines of a text that fit a width in page units.

    Lines end at spaces and dashes, and between Han characters and kana but where these keep together.

    Parameters
    ----------
    text, style, width, policy
        The text, how it is written, and its room.
    measure
        Returns the width of a line, as `measure_text` does.
    phrases
        Whether Japanese phrases stay on a line, as in names; one that is wider than the room does, too.
    """
    lines, line = [], ""
    for word in join_phrases(split_words(text)) if phrases else split_words(text):
        if line and measure((line + word).rstrip(), style, policy) > width:
            lines.append(line.strip())
            line = ""
        line += word
    return [*lines, line.strip()] if line.strip() or not lines else lines


@lru_cache(maxsize=2048)
def outline_text(text: str, style: TextStyle, language: Language = "ja") -> Path:
    """Return the outline of a line in page units, y upward from the baseline and x from its start."""
    if not text.strip():
        return Path(np.empty((0, 2)))
    boxed, font = _put_boxes(text, style, language), choose_font(style, language)
    with accept_boxes():
        vertices, codes = text_to_path.get_text_path(font, boxed, language=language)
    return Path(np.asarray(vertices) * (style.size_pt * PX_PER_PT / text_to_path.FONT_SCALE), codes)


def place_letters(text: str, style: TextStyle, policy: Policy = "dual") -> list[float]:
    """Return where the middle of each letter of a line lies from its start, in page units, with spacing."""
    gap = style.spacing_em * style.size_pt * PX_PER_PT
    language = tell_language(text, policy)
    ends = [_measure_run(text[: end + 1], style, language) for end in range(len(text))]
    starts = [0.0, *ends[:-1]]
    return [
        (start + end) / 2 + gap * place for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _make_entry(file: FontFile) -> FontEntry:
    return FontEntry(
        fname=str(file.path),
        name=file.family,
        style=SLANTS[file.italic],
        weight=file.weight,
        stretch="normal",
        size="scalable",
    )


def split_words(text: str) -> Iterable[str]:
    """Yield what stays on one line: words with the space after them, figures with units, Han one by one."""
    word = ""
    for place, character in enumerate(text):
        if word and _may_part(text, place):
            yield word
            word = ""
        word += character
    if word:
        yield word


def join_phrases(words: Iterable[str]) -> Iterator[str]:
    """Yield the phrases of a Japanese text that `split_words` has parted; other words as they are.

    A phrase has its particles and endings behind it, all of them in hiragana, or ends with a mark: the next
    one begins with another script.
    """
    phrase = ""
    for word in words:
        last, first = phrase[-1:], word[0]
        wide = last != " " and (_is_wide(first) or bool(last and _is_wide(last)))
        if phrase and not (wide and (first in HIRAGANA or last not in HIRAGANA | PHRASE_ENDS)):
            yield phrase
            phrase = ""
        phrase += word
    if phrase:
        yield phrase


def _may_part(text: str, place: int) -> bool:
    """Tell whether a line may end before a character of a text."""
    before, after = text[place - 1], text[place]
    if before == " ":
        return not UNIT_SPACE.match(text, place - 1)
    if not (_is_wide(before) or _is_wide(after)):
        return before in "-–/"
    return after != " " and after not in NO_START and before not in NO_END


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _measure_run(text: str, style: TextStyle, language: Language) -> float:
    """Return the width of the letters alone; kerning would change it by less than a hundredth.

    Text with marks is laid out to be measured: they may join the letter before them.
    """
    boxed = _put_boxes(text, style, language)
    if boxed == text and any(unicodedata.category(character)[0] == "M" for character in text):
        font = choose_font(style, language)
        width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
        return float(width) * PX_PER_PT
    advances = _hold_advances(list_faces(style, language))
    return sum(advances[character] for character in boxed) * style.size_pt * PX_PER_PT


def _put_boxes(text: str, style: TextStyle, language: Language) -> str:
    """Return a text with a character that is drawn as a box in place of each that no font has."""
    missing = find_missing(text, list_faces(style, language))
    return "".join(BOX if character in missing else character for character in text)


class _Advances(dict[str, float]):
    """Widths of characters in multiples of the size; that of the box where no face has one.

    The faces are those in which a character is looked for, in this order.
    """

    def __init__(self, faces: Iterable[FontFile]) -> None:
        super().__init__(dict.fromkeys(map(chr, IGNORABLE), 0.0))
        self._faces = [_open_face(file.path) for file in faces]

    def __missing__(self, character: str) -> float:
        code = ord(character)
        face = next((face for face in self._faces if face.get_char_index(code)), self._faces[-1])
        glyph = face.load_glyph(face.get_char_index(code), flags=LoadFlags.NO_SCALE)
        self[character] = glyph.horiAdvance / face.units_per_EM
        return self[character]


@cache
def _hold_advances(faces: tuple[FontFile, ...]) -> _Advances:
    """Return the widths of a font at any size, measured once each."""
    return _Advances(faces)


@cache
def _open_face(path: FilePath) -> FT2Font:
    """Return a face, open once: fonts of all sizes and languages have it in common."""
    return FT2Font(path)
