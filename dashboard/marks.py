"""The table of marks: what a style draws of the features of a layer, on every map and in every legend."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Level = Literal["sea", "land", "islands", "lines", "lanes"]
"""Where something lies in the drawing order: under the land, on it, and so on."""


@dataclass(frozen=True)
class Swatch:
    """The sample of a mark in the legend of slides and decks."""

    shape: Literal["line", "patch", "fade", "diamond", "ring", "dot", "arrow"]
    """What is drawn: `line` with the stroke of the style, `fade` the fill of a range band over its line,
    `patch` the fill of an area within its edge."""
    radius: float = 0
    """Half the size of a diamond, ring or dot, in pixels."""
    colour: str = ""
    """Field of `theme.Palette` for the edge of a ring; the colour of the style where empty."""


LINE = Swatch("line")


@dataclass(frozen=True)
class MarkKind:
    """A way to draw the features of a layer: what a renderer has to know of it."""

    roles: frozenset[str]
    """Roles of the rows of a layer frame, one of which it needs."""
    panes: tuple[str, str] = ("lane", "lane")
    """Panes of the web map for its areas and for its lines; an empty one is that of the style's fill."""
    casing_pane: str = "lane-casing"
    """Pane of the casings of its lines."""
    level: Level = "lines"
    """Where its areas and lines lie on slides, in decks and in thumbnails."""
    edge: Literal["", "whole", "open-water"] = ""
    """Which edge of its areas has a line where none comes with them: none, all, or what is no coast."""
    fades: bool = False
    """Whether its areas are rings that fade outward, fainter as a whole where they fill the map."""
    swatch: Swatch = LINE
    """Its sample in a legend."""
    data_kind: str = ""
    """Kind of layer data that is drawn with this mark alone, and that no other mark draws."""
    date_column: str = ""
    """Column with the date from which a map shows what it draws; may be empty."""
    needs_date: bool = False
    """Whether each row has to have that date."""
    own_colour: bool = False
    """Whether its symbols have the colour of the style."""
    names_sparse: bool = False
    """Whether its symbols and names appear early, where there is room, and not by the zoom alone."""
    names_optional: bool = False
    """Whether its names are left out where there is no room."""
    names_alone: bool = False
    """Whether a name stands only by a symbol without neighbours."""
    names_ends: bool = False
    """Whether the places at the ends of its lines are named."""
    course_text: Literal["lane", "distance"] = "lane"
    """Text style of what is written along its lines."""
    steps_aside: bool = False
    """Whether its symbols make room for those at the same place."""
    numbered: bool = False
    """Whether those that a lane passes stand out, with numbers, and the others stand back."""
    close_up: bool = False
    """Whether an inset map shows it."""
    counted: bool = False
    """Whether its areas have the colour of how many layers of this mark show them."""
    spotlit: bool = False
    """Whether its areas keep their colour where the rest of the sea pales."""


_AREA, _LINE, _POINT = frozenset({"area"}), frozenset({"line"}), frozenset({"point"})
_RING = Swatch("ring", 6)

MARKS: Mapping[str, MarkKind] = {
    "sea": MarkKind(_AREA, panes=("sea", "sea"), level="sea", edge="open-water", spotlit=True),
    "zone": MarkKind(_AREA, panes=("zone", "zone"), level="sea"),
    "band": MarkKind(
        frozenset({"grade", "limit"}), panes=("", "band-line"), level="sea", fades=True, swatch=Swatch("fade")
    ),
    "islands": MarkKind(
        _AREA,
        panes=("islands", "islands"),
        level="islands",
        edge="whole",
        swatch=Swatch("diamond", 8),
        close_up=True,
    ),
    "feature": MarkKind(
        _POINT,
        swatch=Swatch("diamond", 5.5),
        names_sparse=True,
        names_optional=True,
        names_alone=True,
        close_up=True,
    ),
    "line": MarkKind(_LINE, panes=("reference", "reference"), casing_pane="reference"),
    "lane": MarkKind(_LINE, level="lanes"),
    "spoke": MarkKind(_LINE, level="lanes", data_kind="distances", names_ends=True, course_text="distance"),
    "gate": MarkKind(_LINE, swatch=Swatch("ring", 7, "ink"), data_kind="chokepoints", numbered=True),
    "members": MarkKind(
        frozenset({"area", "point"}),
        panes=("members", "members"),
        level="land",
        edge="whole",
        swatch=Swatch("patch"),
        data_kind="members",
        date_column="since",
        own_colour=True,
        names_optional=True,
        counted=True,
    ),
    "point": MarkKind(_POINT, swatch=Swatch("ring", 7, "disputed")),
    "port": MarkKind(_POINT, swatch=Swatch("ring", 6, "lane")),
    "actor": MarkKind(_POINT, swatch=_RING, own_colour=True),
    "event": MarkKind(
        _POINT,
        swatch=Swatch("diamond", 7.5),
        date_column="date",
        needs_date=True,
        own_colour=True,
        names_sparse=True,
        names_optional=True,
        steps_aside=True,
    ),
    "place": MarkKind(_POINT, swatch=Swatch("dot", 5), own_colour=True),
    "own": MarkKind(_AREA, panes=("members", "members"), level="land"),
    "arrow": MarkKind(_AREA, level="lanes", swatch=Swatch("arrow")),
    "note": MarkKind(_POINT, swatch=Swatch("dot", 5), own_colour=True),
}
"""Mark of a style -> how it is drawn."""


@dataclass(frozen=True)
class Symbol:
    """How a symbol at a place looks on slides and in decks; the web map has the same in `map.css`."""

    outline: Literal["circle", "diamond"]
    fill: str
    """Field of `theme.Palette`; the colour of its style where empty."""
    edge: str
    """The same of its outline."""
    edge_pt: float
    """Width of the outline in points."""


SYMBOLS: Mapping[str, Symbol] = {
    "diamond": Symbol("diamond", "disputed", "halo", 1.4),
    "dot": Symbol("diamond", "disputed", "halo", 1.2),
    "ring": Symbol("circle", "paper", "disputed", 1.6),
    "end": Symbol("circle", "paper", "lane", 1.6),
    "gate": Symbol("circle", "paper", "ink2", 1.4),
    "number": Symbol("circle", "paper", "ink", 1.8),
    "closed": Symbol("circle", "accent", "paper", 1.8),
    "city": Symbol("circle", "paper", "", 1.4),
    "member": Symbol("circle", "", "halo", 1.1),
    "actor": Symbol("circle", "paper", "", 2.2),
    "event": Symbol("diamond", "", "halo", 1.4),
    "event-open": Symbol("diamond", "paper", "", 1.8),
}
"""Shape of a drawn symbol -> how it looks."""
_RING_OF_STYLE = Symbol("circle", "paper", "", 1.6)
DIAMOND = ((0, -1), (1, 0), (0, 1), (-1, 0))
"""Corners of a diamond around its middle, with radius 1."""
DIAMOND_GROWTH = 1.15
"""How much larger a diamond is drawn, so that it weighs as much as a circle of its size."""


def find_symbol(shape: str) -> Symbol:
    """Return how a symbol of a shape looks: a ring in the colour of its style where the table has none."""
    return SYMBOLS.get(shape, _RING_OF_STYLE)


def fits_kind(mark: MarkKind, data_kind: str) -> bool:
    """Tell whether a mark may draw a kind of layer data."""
    reserved = {other.data_kind for other in MARKS.values()}
    return mark.data_kind == (data_kind if data_kind in reserved else "")
