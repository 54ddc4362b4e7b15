"""Finish a PDF that matplotlib drew: language, title, and embedded type."""

from io import BytesIO

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from pypdf import PdfWriter
from pypdf.generic import (
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

POSTSCRIPT = b"OTTO"
"""First bytes of an OpenType font with PostScript outlines."""
PRECISION = 0.5
"""How far a converted outline may lie from its original, in units of a font whose em is 1,000."""


def finish_pdf(drawn: bytes, language: str) -> bytes:
    """Return a document that says its language, shows its title and embeds TrueType outlines alone.

    matplotlib embeds fonts with PostScript outlines under the name of TrueType ones, which strict readers
    refuse.

    Parameters
    ----------
    drawn
        The document.
    language
        IETF tag of the language that most of it is in.
    """
    writer = PdfWriter(clone_from=BytesIO(drawn))
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    )
    for held in list(writer._objects):  # noqa: SLF001 - pypdf has no public list of the objects of a document
        if isinstance(held, DictionaryObject) and held.get("/Type") == "/FontDescriptor":
            embedded = held["/FontFile2"]
            if isinstance(embedded, StreamObject) and embedded.get_data().startswith(POSTSCRIPT):
                converted = convert_outlines(embedded.get_data())
                embedded.set_data(converted)
                embedded[NameObject("/Length1")] = NumberObject(len(converted))
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def convert_outlines(content: bytes) -> bytes:
    """Return a font with TrueType outlines in place of PostScript ones, its glyphs in the same order."""
    font = TTFont(BytesIO(content), recalcTimestamp=False)
    order, drawn = font.getGlyphOrder(), font.getGlyphSet()
    outlines = newTable("glyf")
    outlines.glyphs, outlines.glyphOrder = {}, order
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, PRECISION * font["head"].unitsPerEm / 1000, reverse_direction=True))
        outlines.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), outlines
    font["maxp"].tableVersion = 0x00010000
    for name in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"):
        setattr(font["maxp"], name, int(name == "maxZones"))
    for name in ("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(font["maxp"], name, 0)
    font["post"].formatType = 3
    for name in ("CFF ", "VORG"):
        if name in font:
            del font[name]
    font.sfntVersion = "\0\1\0\0"
    written = BytesIO()
    font.save(written)
    return written.getvalue()
