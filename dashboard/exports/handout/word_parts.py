"""Make the parts of a Word document that python-docx has no call for: links, bookmarks, fields, borders."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from dashboard.exports.vector.kml import UNWRITABLE
from dashboard.layout.font_files import find_missing, note_missing
from dashboard.theme import LIGHT

LONGEST_MARK = 40
"""Longest name of a bookmark that Word takes."""
_DROPPED = ("stylesWithEffects", "thumbnail")
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def drop_parts(document: Document) -> None:
    """Drop what the template of python-docx has and no handout needs: a second set of styles, a picture."""
    for holder in (document.part, document.part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in _DROPPED:
                holder.rels.pop(key)


def find_colour(name: str) -> RGBColor:
    """Return a colour of the light theme."""
    return RGBColor.from_string(getattr(LIGHT, name).removeprefix("#"))


def keep_writable(text: str) -> str:
    """Return a text as XML can carry it, and note the characters that no font has."""
    note_missing(find_missing(text))
    return UNWRITABLE.sub(" ", text)


def make_element(tag: str, children: Iterable[Any] = (), **attributes: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return an element of WordprocessingML such as `w:fldChar`; its attributes are of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    for child in children:
        made.append(child)
    return made


def name_mark(name: str) -> str:
    """Return a name that a bookmark can have: letters, digits and underscores, a letter first."""
    return f"m_{re.sub('[^A-Za-z0-9]', '_', name)}"[:LONGEST_MARK]


def mark_paragraph(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a bookmark around what a paragraph holds; numbers are those of no other bookmark."""
    start = make_element("w:bookmarkStart", id=str(number), name=name_mark(name))
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx knows no bookmarks
    paragraph._p.insert(0 if properties is None else 1, start)  # noqa: SLF001
    paragraph._p.append(make_element("w:bookmarkEnd", id=str(number)))  # noqa: SLF001


def add_link(paragraph: Paragraph, text: str, *, address: str = "", mark: str = "") -> Run:
    """Append a link to an address of the web, or to a bookmark of the document."""
    link = make_element("w:hyperlink")
    if address:
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), name_mark(mark))
    run = paragraph.add_run(keep_writable(text))
    run.font.color.rgb = find_colour("accent")
    run.underline = bool(address)
    link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001
    return run


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Append a field with the text that stands there until it is updated."""
    run = make_element("w:r", [make_element("w:t")])
    run[0].text = shown
    field = make_element("w:fldSimple", [run])
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)  # noqa: SLF001


def open_field(paragraph: Paragraph, instruction: str) -> None:
    """Append the beginning of a field that goes over several paragraphs."""
    code = make_element("w:instrText")
    code.text = instruction
    for part in (make_element("w:fldChar", fldCharType="begin"), code):
        paragraph._p.append(make_element("w:r", [part]))  # noqa: SLF001
    paragraph._p.append(make_element("w:r", [make_element("w:fldChar", fldCharType="separate")]))  # noqa: SLF001


def close_field(paragraph: Paragraph) -> None:
    """Append the end of a field."""
    paragraph._p.append(make_element("w:r", [make_element("w:fldChar", fldCharType="end")]))  # noqa: SLF001


def set_language(run: Run, tag: str) -> None:
    """Say the language of a run."""
    run._r.get_or_add_rPr().append(make_element("w:lang", val=tag))  # noqa: SLF001


def describe_picture(run: Run, told: str, *, name: str) -> None:
    """Give the picture of a run a name and a description; without one it is decorative."""
    (inline,) = run._r.iter(qn("wp:inline"))  # noqa: SLF001
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    (properties,) = inline.iter(qn("wp:docPr"))
    properties.set("name", name)
    if told:
        properties.set("descr", keep_writable(told))
        return
    properties.set("descr", "")
    extensions = properties.makeelement(f"{{{_DRAWING}}}extLst", nsmap={"a": _DRAWING})
    extension = properties.makeelement(f"{{{_DRAWING}}}ext", uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    decorative = properties.makeelement(f"{{{_DECORATIVE}}}decorative", nsmap={"adec": _DECORATIVE}, val="1")
    extension.append(decorative)
    extensions.append(extension)
    properties.append(extensions)


def shade_style(style: ParagraphStyle) -> None:
    """Give paragraphs of a style the ground of quotes, with a line of the accent at their left."""
    line = {"val": "single", "sz": "24", "space": "6", "color": LIGHT.accent.removeprefix("#")}
    border = make_element("w:pBdr", [make_element("w:left", **line)])
    ground = make_element("w:shd", val="clear", color="auto", fill=LIGHT.quote.removeprefix("#"))
    properties = style.element.get_or_add_pPr()
    properties.insert(0, border)
    properties.insert(1, ground)


def dress_table(table: Table, told: str, widths_mm: Sequence[float]) -> None:
    """Give a table hairlines between its rows, a repeated head, a description and its columns' widths."""
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    properties = table._tbl.tblPr  # noqa: SLF001
    rule = {"val": "single", "sz": "4", "space": "0", "color": LIGHT.rule.removeprefix("#")}
    lines = [make_element(f"w:{side}", **rule) for side in ("top", "bottom", "insideH")]
    _insert(properties, make_element("w:tblBorders", lines))
    if told:
        _insert(properties, make_element("w:tblCaption", val=keep_writable(told)))
    repeat_head(table.rows[0])
    for row in table.rows:
        row._tr.get_or_add_trPr().append(make_element("w:cantSplit"))  # noqa: SLF001


def repeat_head(row: _Row) -> None:
    """Let a row stand on top of each page of its table, and be read as its head."""
    row._tr.get_or_add_trPr().append(make_element("w:tblHeader"))  # noqa: SLF001


_ORDER: Sequence[str] = (
    *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW"),
    *("jc", "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook"),
    *("tblCaption", "tblDescription"),
)
"""Order of the properties of a table (ISO/IEC 29500-1, CT_TblPr)."""


def _insert(properties: Any, child: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Insert a property of a table where the schema has it."""
    place = _ORDER.index(child.tag.rpartition("}")[2])
    before = [one for one in properties if _ORDER.index(one.tag.rpartition("}")[2]) <= place]
    properties.insert(len(before), child)
