"""Finish and join PDFs that matplotlib drew: language, title, bookmarks, and embedded type."""

from collections.abc import Sequence
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

from dashboard.wording.formats import clean_text
from dashboard.wording.wording import cite_brief
from geodata.records.brief import Brief

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
    _set_reading(writer, language)
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


def join_pages(documents: Sequence[bytes], titles: Sequence[str], brief: Brief) -> bytes:
    """Return documents of a page each as one, with a bookmark for each page, in the language of the brief."""
    writer = PdfWriter()
    for place, (document, title) in enumerate(zip(documents, titles, strict=True)):
        writer.append(BytesIO(document), import_outline=False)
        writer.add_outline_item(title=clean_text(title), page_number=place)
    writer.add_metadata(
        {
            "/Title": clean_text(brief.title),
            "/Author": "SeaBrief",
            "/Subject": clean_text(cite_brief(brief)),
            "/Producer": "matplotlib",
        }
    )
    _set_reading(writer, brief.language)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _set_reading(writer: PdfWriter, language: str) -> None:
    """Say the language of a document, and let its title stand on the window."""
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    )


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
