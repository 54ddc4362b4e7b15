"""Read the faces that a style sheet holds."""

import base64
import re
from io import BytesIO

from fontTools.ttLib import TTFont

FACE = re.compile(
    r'@font-face\{font-family:"([^"]+)";font-weight:(\d+);font-style:(\w+);src:url\([^,]+,([^)]+)\)'
)


def read_faces(styles: str) -> dict[tuple[str, int], dict[str, str]]:
    """Return family and weight of the upright faces -> their characters and the names of their glyphs."""
    return {
        (family, int(weight)): {
            chr(code): glyph
            for code, glyph in TTFont(BytesIO(base64.b64decode(content))).getBestCmap().items()
        }
        for family, weight, slant, content in FACE.findall(styles)
        if slant == "normal"
    }
