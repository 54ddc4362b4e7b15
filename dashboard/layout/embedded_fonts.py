"""Embed fonts in style sheets, cut down to the characters that a page needs."""

import base64
import gc
import io
from collections.abc import Iterable, Mapping
from functools import cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from dashboard.layout.font_files import (
    BOLD,
    LATIN,
    REGULAR,
    SEMIBOLD,
    Face,
    FontFile,
    Language,
    list_characters,
    list_han,
)

PAGE_FACES = frozenset(
    (
        ("Source Sans Pro", REGULAR, False),
        ("Source Sans Pro", SEMIBOLD, False),
        ("Source Sans Pro", BOLD, False),
        ("Source Serif Pro", SEMIBOLD, False),
        ("Source Serif Pro", REGULAR, True),
        ("Source Serif Pro", SEMIBOLD, True),
    )
)
"""Family, weight and slant of the faces that pages and drawings use."""
LETTERS = frozenset(
    chr(letter)
    for letters in (
        range(0x20, 0x7F),
        range(0xA0, 0x250),
        range(0x2010, 0x2040),
        (0x20AC, 0x2190, 0x2192, 0x2212),
    )
    for letter in letters
)
"""Latin with its extensions, punctuation, euro, arrows and minus."""
OPENTYPE: dict[Language, str] = {"ja": "JAN ", "zh-Hans": "ZHS ", "zh-Hant": "ZHT ", "ko": "KOR "}
"""Language -> its tag in OpenType."""
HAN_UNUSED = ("BASE", "GPOS", "VORG", "vhea", "vmtx")
"""Tables of a face that serve vertical text and fine spacing."""


@cache
def write_faces(more: frozenset[str] = frozenset()) -> str:
    """Return a style sheet with the faces of Source, as `Source Sans Pro` and `Source Serif Pro`.

    Parameters
    ----------
    more
        Characters beside Latin ones, such as Cyrillic and Greek; those that the faces lack are left out.
    """
    faces = [file for file in LATIN if (file.family, file.weight, file.italic) in PAGE_FACES]
    return "\n".join(_write_face(file, LETTERS | more) for file in faces) + "\n"


def write_han_faces(used: Mapping[Face, Iterable[str]]) -> str:
    """Return a style sheet with the faces that characters come from, cut down to them.

    Each character is in one face: the first of those for its language that has it. What none has comes from
    the viewer's system.

    Parameters
    ----------
    used
        Face -> the characters that are set in it; those that Source has may be among them.
    """
    latin = list_characters(LATIN[0].path)
    found: dict[FontFile, set[str]] = {}
    for (family, weight, language), letters in used.items():
        wanted = {letter for letter in letters if ord(letter) not in latin}
        for file in list_han(family, weight, language):
            known = {letter for letter in wanted if ord(letter) in list_characters(file.path)}
            wanted -= known
            found.setdefault(file, set()).update(known)
    return "".join(
        f"{_write_face(file, frozenset(letters), han=True)}\n" for file, letters in found.items() if letters
    )


def _write_face(file: FontFile, characters: frozenset[str], *, han: bool = False) -> str:
    encoded = base64.b64encode(_cut(file, characters, han=han)).decode()
    return (
        f'@font-face{{font-family:"{file.family}";font-weight:{file.weight};'
        f"font-style:{'italic' if file.italic else 'normal'};"
        f'src:url(data:font/woff;base64,{encoded}) format("woff")}}'
    )


def _cut(file: FontFile, characters: frozenset[str], *, han: bool) -> bytes:
    options = Options()
    options.layout_features = ["locl"] if han else ["kern", "liga"]
    if han:
        options.hinting = False
        options.drop_tables += HAN_UNUSED
        options.layout_scripts = [f"hani.{OPENTYPE[file.forms]}"] if file.forms else []
    with TTFont(file.path, recalcTimestamp=False, lazy=True) as font:
        cut = Subsetter(options)
        cut.populate(unicodes=sorted(map(ord, characters)))
        cut.subset(font)
        if han:
            _choose_forms(font)
        font.flavor = "woff"
        written = io.BytesIO()
        font.save(written)
    del font, cut
    gc.collect()  # a font is a knot of references to itself, and some 20 MB
    return written.getvalue()


def _choose_forms(font: TTFont) -> None:
    """Give each character the form that the one language left in a face has for it."""
    if "GSUB" not in font:
        return
    forms: dict[str, str] = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            forms |= getattr(table, "ExtSubTable", table).mapping
    for table in font["cmap"].tables:
        table.cmap = {code: forms.get(glyph, glyph) for code, glyph in table.cmap.items()}
    del font["GSUB"]
