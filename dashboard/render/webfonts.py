"""Embed the type of the pages in a style sheet, cut down to Latin letters."""

import base64
import io
from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SANS = Path(font_source_sans_pro.__file__).parent / "files" / "SourceSansPro"
SERIF = Path(font_source_serif_pro.__file__).parent / "files" / "SourceSerifPro"
FACES = (
    ("Source Sans", SANS, "Regular", 400, "normal"),
    ("Source Sans", SANS, "Semibold", 600, "normal"),
    ("Source Sans", SANS, "Bold", 700, "normal"),
    ("Source Serif", SERIF, "Semibold", 600, "normal"),
    ("Source Serif", SERIF, "It", 400, "italic"),
    ("Source Serif", SERIF, "SemiboldIt", 600, "italic"),
)
"""Family as the style sheets call it, start of its files' names, face, weight, slant."""
LETTERS = (range(0x20, 0x7F), range(0xA0, 0x250), range(0x2010, 0x2040), (0x20AC, 0x2190, 0x2192, 0x2212))
"""Latin with its extensions, punctuation, euro, arrows and minus."""


@cache
def write_faces() -> str:
    """Return a style sheet with the faces in it; what they lack comes from the viewer's system."""
    return "\n".join(_write_face(*face) for face in FACES) + "\n"


def _write_face(family: str, files: Path, face: str, weight: int, slant: str) -> str:
    encoded = base64.b64encode(_cut(files.with_name(f"{files.name}-{face}.ttf"))).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{slant};'
        f'src:url(data:font/woff;base64,{encoded}) format("woff")}}'
    )


def _cut(path: Path) -> bytes:
    options = Options()
    options.flavor = "woff"
    options.layout_features = ["kern", "liga"]
    font = TTFont(path, recalcTimestamp=False)
    cut = Subsetter(options)
    cut.populate(unicodes=[letter for letters in LETTERS for letter in letters])
    cut.subset(font)
    font.flavor = "woff"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
