"""Open the template of a deck, a user's own or a plain one, and write the deck."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout
from pptx.util import Emu

from dashboard.errors import TemplateError
from dashboard.exports.deck.shapes import EMU_PER_PX, SCHEME
from dashboard.exports.deck.templates.colours import find_look
from dashboard.exports.deck.templates.package import (
    MAX_TAKEN_BYTES,
    Masters,
    read_file,
    take_masters,
    write_package,
)
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator, tell, use_language
from dashboard.layout.font_files import Language
from dashboard.layout.page import PAGES, Page, Rect, lay_slide
from dashboard.theme import Palette
from geodata.isolation.confinement import Limits
from geodata.isolation.reading import ReadingStoppedError, read_apart
from geodata.safe_zip import FAULTS

PAGE = PAGES["1080p"]
WIDTH, HEIGHT = (Emu(int(side * EMU_PER_PX)) for side in (PAGE.width, PAGE.height))
FONTS = {"majorFont": "Cambria", "minorFont": "Calibri"}
"""Faces that Office has everywhere, and LibreOffice stands in for at the same widths."""
EAST_ASIAN: dict[Language, tuple[str, str]] = {
    "ja": ("Yu Mincho", "Yu Gothic"),
    "zh-Hans": ("SimSun", "Microsoft YaHei"),
    "zh-Hant": ("PMingLiU", "Microsoft JhengHei"),
    "ko": ("Batang", "Malgun Gothic"),
}
"""Language -> Office's faces for its Han characters, of titles and of text."""
TITLES = frozenset((PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE))
FOOTERS = frozenset((PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER))
KEPT_LAYOUTS = frozenset(("Title Slide", "Title Only"))
OPENING = frozenset(("title", "secHead", "vertTitleAndTx", "vertTx", "blank"))
"""Types of layouts that open a deck or a part of it, or whose title stands upright."""
OPENING_WORDS = ("title slide", "section", "divider", "cover", "titelfolie", "abschnitt", "kapitel")
"""Words in the names of such layouts, where they have no type."""
LOW_TITLE = 0.4
"""Share of the height below which a title is one of such layouts."""
MOST_PLACEHOLDERS = 60
LEAST_SIDE_CM = 7.0
EMU_PER_CM = 360_000
NO_SIZE = (9_144_000, 6_858_000)
TAKING = Limits(result_bytes=MAX_TAKEN_BYTES + 5_000_000)
"""What taking the masters out of a deck may cost."""
UNFIT = (*FAULTS, PythonPptxError, etree.LxmlError, KeyError, AttributeError, TypeError)
"""What python-pptx raises where masters and layouts do not fit together."""


@dataclass(frozen=True)
class Template:
    """A deck without slides, and the layout that ours are made with."""

    deck: Deck
    layout: SlideLayout
    """Has a title and as little else as possible."""
    page: Page = PAGE
    """How the slides are laid out."""
    scale: float = 1
    """Units of the file to a page unit, against those of a slide of our own size."""
    theme: str | None = None
    """Key of `PALETTES` that suits its background; none where any does."""
    scheme: Mapping[str, str] = field(default_factory=lambda: SCHEME)
    """Colours of the palette that follow its own."""
    taken: tuple[Rect, ...] = ()
    """Where its background or a shape on it would make words hard to read, in page units."""
    left_out: tuple[str, ...] = ()
    """What is not used of it, in words."""

    def hides(self, rect: Rect) -> bool:
        """Whether words in a rectangle of the page would be hard to read."""
        return any(
            rect.left < one.right
            and one.left < rect.right
            and rect.top < one.bottom
            and one.top < rect.bottom
            for one in self.taken
        )


def open_own(palette: Palette, language: Language = "ja") -> Template:
    """Return a plain template in the colours of a palette; Han characters have a language's forms."""
    deck = Presentation()
    stretch = WIDTH / (deck.slide_width or WIDTH)
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for layout in list(deck.slide_layouts):
        if layout.name not in KEPT_LAYOUTS:
            deck.slide_layouts.remove(layout)
    for shapes in (deck.slide_master.placeholders, *(layout.placeholders for layout in deck.slide_layouts)):
        for shape in shapes:
            shape.left, shape.width = Emu(round(shape.left * stretch)), Emu(round(shape.width * stretch))
    _set_theme(deck, palette, language)
    return Template(deck, _choose_layout(deck))


def open_template(path: Path) -> Template:
    """Return a user's template: its masters and layouts without its slides.

    They are taken out of the file, and tried, in a process of its own.

    Raises
    ------
    TemplateError
        It is no deck, is damaged, too large, or no layout has a title; the message says which.
    """
    content, language = read_file(path), get_translator().language
    try:
        taken = read_apart(
            f"{__name__}:describe_masters", content, limits=TAKING, once=True, language=language
        )
    except ReadingStoppedError as error:
        raise TemplateError(tell(error)) from error
    return _open_masters(Masters(taken["content"], tuple(taken["left_out"])))


def describe_masters(content: bytes, *, language: str) -> dict[str, Any]:
    """Return what `take_masters` takes out of a deck as plain data, if it makes a template.

    Raises
    ------
    TemplateError
        As for `open_template`, in a language.
    """
    with use_language(language):
        masters = take_masters(content)
        _open_masters(masters)
    return {"content": masters.content, "left_out": masters.left_out}


def describe_template(content: bytes, *, language: str) -> dict[str, Any]:
    """Return what the viewer should know of a template before a deck is made with it, as plain data.

    Raises
    ------
    TemplateError
        As for `open_template`, in a language.
    """
    with use_language(language):
        template = _open_masters(take_masters(content))
    masters = list(template.deck.slide_masters)
    width, height = template.deck.slide_width or NO_SIZE[0], template.deck.slide_height or NO_SIZE[1]
    return {
        "masters": len(masters),
        "layouts": sum(len(master.slide_layouts) for master in masters),
        "layout": template.layout.name,
        "width_cm": width / EMU_PER_CM,
        "height_cm": height / EMU_PER_CM,
        "left_out": template.left_out,
    }


def _open_masters(masters: Masters) -> Template:
    try:
        deck = Presentation(BytesIO(masters.content))
        layout = _choose_layout(deck)
        return _fit_template(deck, layout, masters.left_out)
    except UNFIT as error:
        raise TemplateError(get_texts().template_damaged.format(reason=error)) from error


def fix_bytes(deck: Deck, finished: Mapping[str, bytes]) -> bytes:
    """Return the package, the same bytes for the same slides; finished parts are given by their names."""
    saved = BytesIO()
    deck.save(saved)
    with ZipFile(saved) as package:
        return write_package((name, finished.get(name) or package.read(name)) for name in package.namelist())


def _fit_template(deck: Deck, layout: SlideLayout, left_out: tuple[str, ...]) -> Template:
    width, height = deck.slide_width or NO_SIZE[0], deck.slide_height or NO_SIZE[1]
    if min(width, height) < LEAST_SIDE_CM * EMU_PER_CM:
        sides = {"width": width / EMU_PER_CM, "height": height / EMU_PER_CM}
        raise TemplateError(get_texts().template_slide_size.format(**sides, least=LEAST_SIDE_CM))
    page = lay_slide(width / height)
    scale = height / page.height / EMU_PER_PX
    look = find_look(layout)
    whole = Rect(0, 0, page.width, page.height)
    shown = (_measure_shape(shape, scale) for shape in _list_shown(layout))
    taken = tuple(shown) if look.plain else (whole,)
    return Template(deck, layout, page, scale, look.theme, look.scheme, taken, left_out)


def _list_shown(layout: SlideLayout) -> Iterable[BaseShape]:
    """Return the shapes of a layout and of its master that show on every slide."""
    sources = [layout.shapes]
    if layout.element.get("showMasterSp") not in {"0", "false"}:
        sources.append(layout.slide_master.shapes)
    return (shape for shapes in sources for shape in shapes if not shape.is_placeholder)


def _measure_shape(shape: BaseShape, scale: float) -> Rect:
    left, top, width, height = (
        (side or 0) / EMU_PER_PX / scale for side in (shape.left, shape.top, shape.width, shape.height)
    )
    return Rect(left, top, width, height)


def _choose_layout(deck: Deck) -> SlideLayout:
    """Return the layout for slides with a title above and room below, best of type `titleOnly`.

    Raises
    ------
    TemplateError
        No layout has a title.
    """
    masters = list(deck.slide_masters)
    layouts: list[SlideLayout] = [layout for master in masters for layout in master.slide_layouts]
    titled = [layout for layout in layouts if _has_title(layout)]
    if not titled:
        raise TemplateError(get_texts().template_no_title)
    return min(titled, key=lambda layout: _rank_layout(layout, deck.slide_height or NO_SIZE[1]))


def _has_title(layout: SlideLayout) -> bool:
    held = layout.element.findall(f".//{qn('p:ph')}")
    if len(held) > MOST_PLACEHOLDERS:
        return False
    return any(shape.placeholder_format.type in TITLES for shape in layout.iter_cloneable_placeholders())


def _rank_layout(layout: SlideLayout, height: int) -> tuple[bool, bool, int, int]:
    """Return how far a layout is from one with a title above and nothing else: the least is the best."""
    kind = layout.element.get("type", "")
    held = [shape for shape in layout.shapes if shape.is_placeholder]
    kinds = [shape.placeholder_format.type for shape in held]
    (title, *_) = (shape for shape in held if shape.placeholder_format.type in TITLES)
    top, tall = title.top or 0, title.height or 0
    opens = (
        kind in OPENING
        or PP_PLACEHOLDER.CENTER_TITLE in kinds
        or any(word in layout.name.lower() for word in OPENING_WORDS)
        or top + tall / 2 > LOW_TITLE * height
    )
    others = sum(held not in TITLES | FOOTERS for held in kinds)
    return kind != "titleOnly" or opens, opens, others, len(list(layout.shapes)) - len(kinds)


def _set_theme(deck: Deck, palette: Palette, language: Language) -> None:
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    colours = {
        "dk1": palette.ink,
        "lt1": palette.paper,
        "dk2": palette.ink2,
        "lt2": palette.quote,
        "accent1": palette.accent,
        "accent2": palette.band,
        "accent3": palette.lane,
        "accent4": palette.disputed,
        "accent5": palette.water,
        "accent6": palette.coast,
        "hlink": palette.accent,
        "folHlink": palette.accent,
    }
    for name, colour in colours.items():
        (slot,) = theme.iter(qn(f"a:{name}"))
        _fill_slot(slot, colour)
    for (name, face), east_asian in zip(FONTS.items(), EAST_ASIAN[language], strict=True):
        (font,) = theme.iter(qn(f"a:{name}"))
        font.find(qn("a:latin")).set("typeface", face)
        font.find(qn("a:ea")).set("typeface", east_asian)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - python-pptx keeps themes as bytes


def _fill_slot(slot: etree._Element, colour: str) -> None:
    for child in list(slot):
        slot.remove(child)
    etree.SubElement(slot, qn("a:srgbClr")).set("val", colour.removeprefix("#"))
