"""Put native shapes and text boxes on a slide of a deck, in page units.

Only numbers are ever written into markup; names and texts are set on the finished elements, which escape
them.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import shapely
from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from shapely.geometry.base import BaseGeometry

from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator
from dashboard.layout.font_files import is_east_asian
from dashboard.layout.page import Rect
from dashboard.layout.type_styles import TextStyle
from dashboard.theme import PX_PER_PT, Palette, Stroke
from dashboard.wording.formats import clean_text

EMU_PER_PX = 6350
"""Of a slide 13.333 inches wide that shows a page 1920 units wide."""
PT_SHARE = EMU_PER_PX * PX_PER_PT / 12_700
"""Points of the file to a point of the theme, whose pages are 20 inches wide."""
FINENESS = 10
"""Steps of a freeform's own coordinates to a page unit."""
SCHEME = {"ink": "tx1", "paper": "bg1", "ink2": "tx2", "quote": "bg2", "accent": "accent1"}
"""Colours of the palette that follow the theme of the deck; all others mean something on the map."""
FIRST_ID = 1000
"""Ids of our shapes start here, above those of the layout's placeholders."""
LEADING_SHARE = 83
"""Per cent of a font's own line distance that make a leading of 1."""
GLOW_SHARE = 0.75
"""Halo of a text as a share of that on a picture, where it is drawn around the letters and not behind."""
MOVE, LINE = (f'<a:{step}><a:pt x="%d" y="%d"/></a:{step}>' for step in ("moveTo", "lnTo"))
"""Markup of the first and of every other point of a line."""

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Pen:
    """How the text of a box is set."""

    style: TextStyle
    align: str = "left"
    wrap: bool = False
    above_px: float = 0
    """Room above a paragraph that follows another, in page units."""


class Sheet:
    """A slide that is drawn on."""

    def __init__(
        self,
        slide: Slide,
        palette: Palette,
        *,
        scale: float = 1,
        scheme: Mapping[str, str] = SCHEME,
    ) -> None:
        self.slide = slide
        self.palette = palette
        self.scale = scale
        self.scheme = scheme
        self._emu = EMU_PER_PX * scale
        self._tree = slide.shapes._spTree  # noqa: SLF001 - python-pptx has no public way to add whole elements
        self._last_id = FIRST_ID

    def group(self, name: str, told: str = "", *, beneath: bool = False) -> "Group":
        """Add a group with a name and with what is told of it to those who do not see it.

        It lies on top of all that is on the slide already, or beneath it.
        """
        return Group(self, self._tree, name, told or name, beneath=beneath)

    def take_id(self) -> int:
        """Return an id that no other shape of the slide has."""
        self._last_id += 1
        return self._last_id

    def measure(self, value: float) -> int:
        """Return page units in the units of the file."""
        return round(value * self._emu)

    def size_text(self, size_pt: float) -> float:
        """Return a size of text in points of the slide, down to the tenths that LibreOffice keeps."""
        return math.floor(10 * size_pt * self.scale + 1e-6) / 10

    def fill_markup(self, colour: str, opacity: float = 1) -> str:
        """Return the markup of a fill with a colour of the palette; none where the colour is empty."""
        if not colour:
            return "<a:noFill/>"
        alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
        if colour in self.scheme:
            return (
                f'<a:solidFill><a:schemeClr val="{self.scheme[colour]}">{alpha}</a:schemeClr></a:solidFill>'
            )
        value = getattr(self.palette, colour).removeprefix("#")
        return f'<a:solidFill><a:srgbClr val="{value}">{alpha}</a:srgbClr></a:solidFill>'

    def line_markup(self, stroke: Stroke | None, *, wider_pt: float = 0) -> str:
        """Return the markup of a line."""
        if stroke is None:
            return "<a:ln><a:noFill/></a:ln>"
        width = self.measure((stroke.width_pt + wider_pt) * PX_PER_PT)
        parts = zip(stroke.dash[::2], stroke.dash[1::2], strict=True)
        dashes = "".join(
            f'<a:ds d="{round(dash * 100_000)}" sp="{round(gap * 100_000)}"/>' for dash, gap in parts
        )
        dash = f"<a:custDash>{dashes}</a:custDash>" if dashes else '<a:prstDash val="solid"/>'
        cap = "flat" if dashes else "rnd"
        fill = self.fill_markup(stroke.colour, stroke.opacity)
        return f'<a:ln w="{width}" cap="{cap}">{fill}{dash}<a:round/></a:ln>'


class Group:
    """Shapes that belong together, such as those of a layer."""

    def __init__(
        self, sheet: Sheet, tree: etree._Element, name: str, told: str, *, beneath: bool = False
    ) -> None:
        self.sheet = sheet
        self._beneath = beneath
        self._tree = tree
        self._element = parse_xml(
            f'<p:grpSp {nsdecls("p", "a")}><p:nvGrpSpPr><p:cNvPr id="{sheet.take_id()}" name=""/>'
            "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/></p:grpSp>"
        )
        _put_name(self._element, name)
        describe_shape(self._element, told)
        self._bounds: list[tuple[float, float, float, float]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        """Put the group on the slide; an empty one is left out."""
        if not self._bounds:
            return
        low = np.min(self._bounds, axis=0)[:2]
        high = np.max(self._bounds, axis=0)[2:]
        (x, y), (width, height) = map(self.sheet.measure, low), map(self.sheet.measure, high - low)
        frame = parse_xml(
            f'<a:xfrm {nsdecls("a")}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
            f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm>'
        )
        self._element.find(qn("p:grpSpPr")).append(frame)
        if self._beneath:
            self._tree.find(qn("p:grpSpPr")).addnext(self._element)
        else:
            self._tree.append(self._element)

    def fill(self, geometry: BaseGeometry, colour: str, name: str, *, opacity: float = 1) -> None:
        """Add an area as one freeform."""
        self._add(geometry, name, self.sheet.fill_markup(colour, opacity) + self.sheet.line_markup(None))

    def draw(self, geometry: BaseGeometry, stroke: Stroke, name: str, *, casing_pt: float = 0) -> None:
        """Add lines, or the outlines of an area, as one freeform; a casing lies under it as another one."""
        if casing_pt:
            casing = replace(stroke, colour="casing", dash=(), opacity=0.85)
            markup = "<a:noFill/>" + self.sheet.line_markup(casing, wider_pt=casing_pt)
            self._add(geometry, get_texts().deck_casing.format(name=name), markup)
        self._add(geometry, name, "<a:noFill/>" + self.sheet.line_markup(stroke))

    def draw_polygon(self, points: Points, name: str, *, fill: str, stroke: Stroke) -> None:
        """Add a closed shape with fill and edge, such as a mark."""
        markup = self.sheet.fill_markup(fill) + self.sheet.line_markup(stroke)
        self._add(shapely.Polygon(points), name, markup)

    def draw_circle(self, x: float, y: float, radius: float, name: str, *, fill: str, stroke: Stroke) -> None:
        """Add a circle."""
        box = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
        markup = self.sheet.fill_markup(fill) + self.sheet.line_markup(stroke)
        self._append(box, name, '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>' + markup)

    def fill_rect(
        self, rect: Rect, colour: str, name: str, *, opacity: float = 1, edge: Stroke | None = None
    ) -> None:
        """Add a rectangle."""
        markup = self.sheet.fill_markup(colour, opacity) + self.sheet.line_markup(edge)
        self._append(rect, name, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' + markup)

    def write(self, paragraphs: Iterable[tuple[str, Pen]], rect: Rect, name: str, *, turn: float = 0) -> None:
        """Add a text box; every paragraph has its own style.

        Parameters
        ----------
        turn
            Degrees counterclockwise, around the middle of the box.
        """
        written = list(paragraphs)
        wrap = "square" if any(pen.wrap for _, pen in written) else "none"
        markup = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        element = self._append(rect, name, markup, turn=turn)
        body = parse_xml(
            f'<p:txBody {nsdecls("p", "a")}><a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" '
            'anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/></p:txBody>'
        )
        for text, pen in written:
            body.append(_make_paragraph(text, pen, self.sheet))
        element.append(body)

    def _add(self, geometry: BaseGeometry, name: str, markup: str) -> None:
        rings = _list_rings(geometry)
        if not rings:
            return
        every = np.concatenate([points for points, _ in rings])
        low, high = every.min(axis=0), every.max(axis=0)
        width, height = (max(round(float(side) * FINENESS), 1) for side in high - low)
        path = "".join(_write_ring(points - low, closed=closed) for points, closed in rings)
        box = Rect(float(low[0]), float(low[1]), width / FINENESS, height / FINENESS)
        filled = "" if any(closed for _, closed in rings) else ' fill="none"'
        self._append(
            box,
            name,
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{width}" h="{height}"{filled}>{path}</a:path></a:pathLst></a:custGeom>'
            + markup,
        )

    def _append(self, box: Rect, name: str, markup: str, *, turn: float = 0) -> etree._Element:
        measure = self.sheet.measure
        turned = f' rot="{round(-turn * 60_000) % 21_600_000}"' if turn else ""
        element = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{self.sheet.take_id()}" name=""/><p:cNvSpPr/>'
            f"<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm{turned}>"
            f'<a:off x="{measure(box.left)}" y="{measure(box.top)}"/>'
            f'<a:ext cx="{measure(box.width)}" cy="{measure(box.height)}"/></a:xfrm>{markup}</p:spPr></p:sp>'
        )
        _put_name(element, name)
        self._element.append(element)
        self._bounds.append((box.left, box.top, box.right, box.bottom))
        return element


def describe_shape(element: etree._Element, told: str) -> None:
    """Say in words what a shape shows, for those who do not see it."""
    element.find(f".//{qn('p:cNvPr')}").set("descr", clean_text(told))


def _put_name(element: etree._Element, name: str) -> None:
    element.find(f".//{qn('p:cNvPr')}").set("name", clean_text(name))


def _make_paragraph(text: str, pen: Pen, sheet: Sheet) -> etree._Element:
    style = pen.style
    align = {"left": "l", "center": "ctr", "right": "r"}[pen.align]
    spacing = (
        f' spc="{round(style.spacing_em * style.size_pt * 100 * PT_SHARE * sheet.scale)}"'
        if style.spacing_em
        else ""
    )
    slanted = style.italic and not any(map(is_east_asian, text))
    marks = ' b="1"' * (style.weight >= 600) + ' i="1"' * slanted  # noqa: PLR2004 - semibold
    fill = sheet.fill_markup(style.colour)
    glow = ""
    if style.halo_pt:
        radius = sheet.measure(style.halo_pt * GLOW_SHARE * PX_PER_PT)
        colour = sheet.fill_markup(style.halo, style.halo_opacity)
        inner = colour.removeprefix("<a:solidFill>").removesuffix("</a:solidFill>")
        glow = f'<a:effectLst><a:glow rad="{radius}">{inner}</a:glow></a:effectLst>'
    kind = "+mj" if style.family == "serif" else "+mn"
    face = f'<a:latin typeface="{kind}-lt"/><a:ea typeface="{kind}-ea"/>'
    spoken = get_translator().regional
    size = round(100 * sheet.size_text(style.size_pt * PT_SHARE))
    leading = round(style.leading * LEADING_SHARE) * 1000
    above_pt = pen.above_px * PT_SHARE / PX_PER_PT * sheet.scale
    above = f'<a:spcBef><a:spcPts val="{round(above_pt * 100)}"/></a:spcBef>' if above_pt else ""
    paragraph = parse_xml(
        f'<a:p {nsdecls("a")}><a:pPr algn="{align}"><a:lnSpc><a:spcPct val="{leading}"/></a:lnSpc>'
        f"{above}</a:pPr>"
        f'<a:r><a:rPr lang="{spoken}" sz="{size}"{marks}{spacing}>{fill}{glow}{face}</a:rPr>'
        "<a:t/></a:r></a:p>"
    )
    paragraph.find(f".//{qn('a:t')}").text = clean_text(text)
    return paragraph


def _list_rings(geometry: BaseGeometry) -> list[tuple[np.ndarray, bool]]:
    rings: list[tuple[np.ndarray, bool]] = []
    for part in shapely.get_parts(shapely.get_parts(geometry)):
        if part.is_empty:
            continue
        if part.geom_type == "Polygon":
            rings += [(shapely.get_coordinates(ring)[:-1], True) for ring in shapely.get_rings(part)]
        elif part.geom_type in {"LineString", "LinearRing"} and part.length:
            rings.append((shapely.get_coordinates(part), False))
    return rings


def _write_ring(points: np.ndarray, *, closed: bool) -> str:
    steps = np.rint(points * FINENESS).astype(int).ravel().tolist()
    course = MOVE + LINE * (len(points) - 1) + "<a:close/>" * closed
    return course % tuple(steps)


def find_turn(curve: Points) -> float:
    """Return the turn of a line from its first to its last point, in degrees counterclockwise."""
    (x, y), (end_x, end_y) = curve[0], curve[-1]
    return math.degrees(math.atan2(y - end_y, end_x - x))
