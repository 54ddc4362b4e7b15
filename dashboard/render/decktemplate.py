"""Open what a deck is made from, a user's own template or a plain one in our colours, and close it again."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu

from dashboard.render.deckshapes import EMU_PER_PX
from dashboard.render.pages import PAGES
from dashboard.render.theme import Palette
from geodata.zip_files import FAULTS, DamagedZipError, open_zip

PAGE = PAGES["1080p"]
WIDTH, HEIGHT = (Emu(int(side * EMU_PER_PX)) for side in (PAGE.width, PAGE.height))
FONTS = {"majorFont": "Cambria", "minorFont": "Calibri"}
"""Faces that Office has everywhere, and LibreOffice stands in for at the same widths."""
TITLES = frozenset((PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE))
KEPT_LAYOUTS = frozenset(("Title Slide", "Title Only"))
MAX_UNPACKED_BYTES = 200_000_000
"""Largest size of all parts of a template together, unpacked."""
UNFIT = (DamagedZipError, *FAULTS, PythonPptxError, etree.LxmlError, KeyError, AttributeError)
"""What a file that is no deck, or a damaged one, raises while python-pptx walks through its parts."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Date of every file in the package: the earliest that the format knows."""


@dataclass(frozen=True)
class Template:
    """A deck without slides, and the layouts that ours are made with."""

    deck: Deck
    layout: SlideLayout
    """Has a title and as little else as possible."""
    scale: float
    """Units of the file to a page unit, against those of a slide of our own size."""


def open_own(palette: Palette) -> Template:
    """Return a plain template in the colours of a palette."""
    deck = Presentation()
    stretch = WIDTH / (deck.slide_width or WIDTH)
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for layout in list(deck.slide_layouts):
        if layout.name not in KEPT_LAYOUTS:
            deck.slide_layouts.remove(layout)
    for shapes in (deck.slide_master.placeholders, *(layout.placeholders for layout in deck.slide_layouts)):
        for shape in shapes:
            shape.left, shape.width = Emu(round(shape.left * stretch)), Emu(round(shape.width * stretch))
    _colour_theme(deck, palette)
    return Template(deck, _choose_layout(deck), 1)


def open_template(path: Path) -> Template | None:
    """Return a user's template without its slides; None where it is no deck or no layout has a title."""
    try:
        with open_zip(path.read_bytes()) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED_BYTES:
                return None
        deck = Presentation(str(path))
    except UNFIT:
        return None
    layouts = [layout for layout in deck.slide_layouts if _has_title(layout)]
    if not layouts:
        return None
    for entry in list(deck.slides._sldIdLst):  # noqa: SLF001 - python-pptx has no public way to drop slides
        deck.part.drop_rel(entry.rId)
        deck.slides._sldIdLst.remove(entry)  # noqa: SLF001 - as above
    scale = min((deck.slide_width or WIDTH) / WIDTH, (deck.slide_height or HEIGHT) / HEIGHT)
    return Template(deck, _choose_layout(deck), scale)


def fix_bytes(deck: Deck, finished: Mapping[str, bytes]) -> bytes:
    """Return the package, the same bytes for the same slides; finished parts are given by their names."""
    saved, fixed = BytesIO(), BytesIO()
    deck.save(saved)
    with ZipFile(saved) as package, ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as written:
        for name in package.namelist():
            info = ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, finished.get(name) or package.read(name))
    return fixed.getvalue()


def _has_title(layout: SlideLayout) -> bool:
    return any(shape.placeholder_format.type in TITLES for shape in layout.iter_cloneable_placeholders())


def _choose_layout(deck: Deck) -> SlideLayout:
    """Return the layout with a title and the least of other placeholders."""
    titled = [layout for layout in deck.slide_layouts if _has_title(layout)]
    return min(titled, key=lambda layout: len(list(layout.iter_cloneable_placeholders())))


def _colour_theme(deck: Deck, palette: Palette) -> None:
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
    for name, face in FONTS.items():
        (font,) = theme.iter(qn(f"a:{name}"))
        font.find(qn("a:latin")).set("typeface", face)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - as above


def _fill_slot(slot: etree._Element, colour: str) -> None:
    for child in list(slot):
        slot.remove(child)
    etree.SubElement(slot, qn("a:srgbClr")).set("val", colour.removeprefix("#"))
