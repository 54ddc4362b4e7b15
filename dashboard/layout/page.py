"""Page formats and their regions, in page units."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

PANEL_PX, WIDE_MAP_PX, TALL_MAP_PX = 464, 1044, 1080
"""Width of the words beside a map, height of a map beside them, and width of a map above them."""
SLIDE_BESIDE = 1.25
"""Width of a slide to its height from which the words stand beside the map."""
BESIDE, WIDEST, TALLEST = 0.95, 4, 2
"""Width of a map to its height from which the words stand beside it, and up to which it is kept; and height
to width up to which that is."""
Format = Literal["png", "svg", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
"""What a page can be saved as."""
FOOTER_PX, TALL_FOOTER_PX = 36, 54
"""Heights of the footer with sources and date, of one line and of two."""


@dataclass(frozen=True)
class Rect:
    """A rectangle on a page, in page units."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Centre."""
        return self.left + self.width / 2, self.top + self.height / 2

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, upper, right and lower edge."""
        return self.left, self.top, self.right, self.bottom

    @property
    def corners(self) -> list[tuple[float, float]]:
        """Corners, clockwise from the upper left."""
        return [
            (self.left, self.top),
            (self.right, self.top),
            (self.right, self.bottom),
            (self.left, self.bottom),
        ]

    def inset(self, margin: float) -> "Rect":
        """Return the rectangle that is smaller by a margin on every side; larger where it is negative."""
        return Rect(self.left + margin, self.top + margin, self.width - 2 * margin, self.height - 2 * margin)


@dataclass(frozen=True)
class Page:
    """A page: where its map, its words and its footer lie, and how finely it is drawn as pixels."""

    id: str
    """Name of the size in the command and in file names."""
    width: float
    height: float
    pixel_ratio: float
    """Pixels of a picture to a page unit."""
    map_rect: Rect
    """The map."""
    head_rect: Rect
    """Title and takeaway, and all other words where there are no columns; with its margins."""
    column_rects: tuple[Rect, ...] = ()
    """Legend and quote below the map, from left to right; empty where the head holds them."""

    @property
    def footer_rect(self) -> Rect:
        """Sources and date."""
        height = TALL_FOOTER_PX if self.column_rects else FOOTER_PX
        return Rect(0, self.height - height, self.width, height)

    def stretch_map(self, more: float) -> "Page":
        """Return the page with a map that is taller, and columns below it that are so much shorter."""
        taller = replace(self.map_rect, height=self.map_rect.height + more)
        columns = tuple(
            replace(rect, top=rect.top + more, height=rect.height - more) for rect in self.column_rects
        )
        return replace(self, map_rect=taller, column_rects=columns)

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of a picture in pixels."""
        return round(self.width * self.pixel_ratio), round(self.height * self.pixel_ratio)


def _make_wide(page_id: str, pixel_ratio: float, map_width: float = 1456) -> Page:
    return Page(
        page_id,
        PANEL_PX + map_width,
        WIDE_MAP_PX + FOOTER_PX,
        pixel_ratio,
        Rect(PANEL_PX, 0, map_width, WIDE_MAP_PX),
        Rect(0, 0, PANEL_PX, WIDE_MAP_PX),
    )


def layout_screen(width: float, height: float) -> Page:
    """Return a page whose map has the shape of a map on a screen, its words beside it or below.

    Parameters
    ----------
    width, height
        Size of the map on the screen, in CSS pixels.
    """
    if width >= BESIDE * height:
        return _make_wide("screen", 1, WIDE_MAP_PX * min(width / height, WIDEST))
    head, words = 178, 362
    middle = TALL_MAP_PX * min(height / width, TALLEST)
    return _make_tall("screen", head + middle + words + TALL_FOOTER_PX, head, words)


def lay_slide(shape: float, *, head_px: float = 178, words_px: float = 362) -> Page:
    """Return the page of a slide of any shape, its words beside the map or above and below it.

    Parameters
    ----------
    shape
        Width of the slide to its height.
    head_px, words_px
        Heights of the words above and below a map that stands between them, in page units.
    """
    if shape >= SLIDE_BESIDE:
        height = WIDE_MAP_PX + FOOTER_PX
        return _make_wide("slide", 1, height * shape - PANEL_PX)
    return _make_tall("slide", TALL_MAP_PX / shape, head_px, words_px)


def _make_tall(page_id: str, height: float, head: float, words: float) -> Page:
    side, below = TALL_MAP_PX, height - TALL_FOOTER_PX - words
    half = side / 2
    return Page(
        page_id,
        side,
        height,
        1,
        Rect(0, head, side, below - head),
        Rect(0, 0, side, head),
        (Rect(0, below, half, words), Rect(half, below, half, words)),
    )


PAGES = {
    page.id: page
    for page in (
        _make_wide("1080p", 1),
        _make_wide("4k", 2),
        Page(
            "square",
            1080,
            1080,
            1,
            Rect(0, 178, 1080, 486),
            Rect(0, 0, 1080, 178),
            (Rect(0, 664, 540, 362), Rect(540, 664, 540, 362)),
        ),
        Page(
            "a4",
            794,
            1123,
            3,
            Rect(0, 200, 794, 460),
            Rect(0, 0, 794, 200),
            (Rect(0, 660, 397, 409), Rect(397, 660, 397, 409)),
        ),
    )
}
"""Sizes by id: full HD, 4K, square, and A4 upright at 96 units to an inch."""

WIDE_SIZES = ("1080p", "4k")
"""Sizes of 16:9."""

PAPERS = ("a4", "letter")
"""Sizes of the paper of handouts."""
