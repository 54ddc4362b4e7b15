"""Write paragraphs and titles on a slide, whatever the layout of a template makes of titles."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import _Run
from pptx.util import Emu, Pt

from dashboard.exports.deck.shapes import Sheet
from dashboard.i18n.translator import get_translator
from dashboard.layout.page import Rect
from dashboard.wording.formats import clean_text

AFTER = 0.5
"""Room after a paragraph in multiples of its size."""
WEB = ("https://", "http://")
"""What an address has to begin with to become a link."""
LINK_COLOUR = "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor"
"""Name of the extension by which a link has the colour of its text (Office 2019 and later)."""
PLAIN = {"cap": "none", "i": "0", "u": "none", "strike": "noStrike", "baseline": "0", "spc": "0", "b": "1"}
"""How the letters of a title are set, whatever its layout does."""
BODY = (
    f'<a:bodyPr {nsdecls("a")} rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
    'numCol="1" anchorCtr="0"><a:prstTxWarp prst="textNoShape"><a:avLst/></a:prstTxWarp>'
    "<a:noAutofit/></a:bodyPr>"
)
PARAGRAPH = (
    f'<a:pPr {nsdecls("a")} marL="0" indent="0" algn="l" rtl="0"><a:lnSpc><a:spcPct val="90000"/></a:lnSpc>'
    '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/></a:pPr>'
)
BARE = ("<a:noFill {0}/>", "<a:ln {0}><a:noFill/></a:ln>", "<a:effectLst {0}/>")
"""Fill, edge and effects of a title: none."""


@dataclass(frozen=True)
class Line:
    """A paragraph."""

    text: str
    size_pt: float
    """In points of the file."""
    url: str = ""
    aside: str = ""
    """Stands behind the text without being part of its link."""

    @property
    def whole(self) -> str:
        """Text and aside as they are written."""
        return clean_text(f"{self.text}. {self.aside}" if self.aside else self.text)


def place_shape(sheet: Sheet, shape: BaseShape, rect: Rect) -> None:
    """Put a shape of the layout at a place of the page."""
    shape.left, shape.top = Emu(sheet.measure(rect.left)), Emu(sheet.measure(rect.top))
    shape.width, shape.height = Emu(sheet.measure(rect.width)), Emu(sheet.measure(rect.height))


def number_shape(sheet: Sheet, shape: BaseShape) -> None:
    """Give a shape that python-pptx has added an id that no other shape of the slide has."""
    shape.element.find(f".//{qn('p:cNvPr')}").set("id", str(sheet.take_id()))


def find_title(slide: Slide) -> Shape:
    """Return the title of a slide whose layout has one."""
    title: Shape | None = slide.shapes.title
    if title is None:
        raise ValueError("The layout of the slide has no title.")
    return title


def style_title(sheet: Sheet, title: Shape, size_pt: float) -> None:
    """Set a title to the left in bold letters of a size, in points of a slide of our own."""
    title.rotation = 0
    properties = title.element.spPr
    for markup in BARE:
        properties.append(parse_xml(markup.format(nsdecls("a"))))
    body = title.text_frame._txBody  # noqa: SLF001 - python-pptx has no public way to set a whole body
    body.replace(body.bodyPr, parse_xml(BODY))
    for paragraph in title.text_frame.paragraphs:
        held = paragraph._p  # noqa: SLF001 - as above
        if held.pPr is not None:
            held.remove(held.pPr)
        held.insert(0, parse_xml(PARAGRAPH))
        for run in paragraph.runs:
            run.font.size = Pt(sheet.size_text(size_pt))
            _colour_run(run, sheet, "ink")
            for name, value in PLAIN.items():
                run.font._rPr.set(name, value)  # noqa: SLF001 - as above


def write_lines(sheet: Sheet, rect: Rect, lines: Sequence[Line]) -> None:
    """Write paragraphs below each other into a rectangle of the page."""
    shape = sheet.slide.shapes.add_textbox(*[Emu(0)] * 4)
    place_shape(sheet, shape, rect)
    number_shape(sheet, shape)
    shape.name = clean_text(lines[0].text)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(line.size_pt * AFTER * sheet.scale)
        run = paragraph.add_run()
        run.text = clean_text(line.text)
        runs = [run]
        if line.aside:
            runs.append(paragraph.add_run())
            runs[-1].text = clean_text(f". {line.aside}")
        for part in runs:
            part.font.size = Pt(sheet.size_text(line.size_pt))
            _colour_run(part, sheet, "ink")
        if line.url.startswith(WEB):
            run.hyperlink.address = line.url
            _colour_run(run, sheet, "accent")
            _keep_colour(run)


def _colour_run(run: _Run, sheet: Sheet, colour: str) -> None:
    properties = run.font._rPr  # noqa: SLF001 - python-pptx cannot take a whole fill
    properties.set("lang", get_translator().regional)
    for old in properties.findall(qn("a:solidFill")):
        properties.remove(old)
    fill = sheet.fill_markup(colour).replace("<a:solidFill>", f"<a:solidFill {nsdecls('a')}>", 1)
    properties.insert(0, parse_xml(fill))


def _keep_colour(run: _Run) -> None:
    """Give a link the colour of its text, which can be read on the slide, instead of the template's."""
    link = run.font._rPr.find(qn("a:hlinkClick"))  # noqa: SLF001 - as above
    link.append(
        parse_xml(
            f'<a:extLst {nsdecls("a")}><a:ext uri="{{A12FA001-AC4F-418D-AE19-62706E023703}}">'
            f'<ahyp:hlinkClr xmlns:ahyp="{LINK_COLOUR}" val="tx"/></a:ext></a:extLst>'
        )
    )
