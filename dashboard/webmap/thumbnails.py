"""Draw scenes as small SVG pictures in the colours of the map."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import quoteattr

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.bounds import Bounds
from dashboard.cartography.common_members import choose_style, count_bodies
from dashboard.layout.base_shapes import KEPT_GROUNDS, project_ground
from dashboard.layout.page import Rect
from dashboard.layout.projection import EQUATOR_KM, TILE_PX, MapExtent, fit_mercator
from dashboard.marks import DIAMOND, DIAMOND_GROWTH, find_symbol
from dashboard.theme import COAST, LAYER_STYLES, PX_PER_PT, LayerStyle, Palette, Stroke

WIDTH_PX, HEIGHT_PX = 480, 300
TOLERANCE_PX = 0.8
"""How far an outline may be off."""
SCALE = 0.8
"""Width of lines and size of marks against those of the map."""
LEAST_PX2 = 3.0
"""Area below which an island or a deep is left out; the shapes of layers are drawn whole."""
MARGIN_PX = 4.0
"""How far beyond its edges shapes are drawn, so that the outline of a cut does not show."""
MAP_ZOOM = 1.0
"""Zoom of the map on a screen above that of the picture: decides which marks are drawn."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """How an outline or a line is drawn, in pixels."""

    colour: str
    width: float
    opacity: float
    dash: tuple[float, ...]


@dataclass(frozen=True)
class Painted:
    """A shape of a picture."""

    shape: BaseGeometry
    """In pixels; a point is a circle."""
    fill: str = ""
    """Colour of its areas; empty for none."""
    opacity: float = 1
    """Of the fill."""
    line: Line | None = None
    radius: float = 0
    """Of a circle, in pixels."""


@dataclass(frozen=True)
class _Base:
    """The base map of a picture in pixels: that of slides and decks, simpler."""

    depths: tuple[tuple[int, BaseGeometry], ...]
    """Sea deeper than so many metres, from the shallowest."""
    land: BaseGeometry


def fit_frame(box: Bounds) -> MapExtent:
    """Return the extent that shows a box of west, south, east and north in degrees whole."""
    return fit_mercator(box, Rect(0, 0, WIDTH_PX, HEIGHT_PX))


def find_zoom(frame: MapExtent) -> float:
    """Return the web zoom of a map on the screen with the extent of a picture."""
    return math.log2(EQUATOR_KM / frame.km_per_px / TILE_PX) + MAP_ZOOM


def draw_picture(
    box: Bounds, layers: Sequence[tuple[str, geopandas.GeoDataFrame]], palette: Palette, *, title: str = ""
) -> str:
    """Return a picture as SVG text.

    Parameters
    ----------
    box
        West, south, east, north in degrees, longitudes eastward from the map's west edge.
    layers
        Style key and web features, as `draw_layer` returns them, of each layer.
    palette
        Colours.
    title
        Name of the picture for those who do not see it.
    """
    return write_picture(paint_picture(box, layers, palette), palette, title=title)


def write_picture(shapes: Iterable[Painted], palette: Palette, *, title: str = "") -> str:
    """Return the shapes of a picture as SVG text."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" role="img" '
        f'aria-label={quoteattr(title)}><rect width="100%" height="100%" fill="{palette.sea_0}"/>'
        f"{''.join(map(_write, shapes))}</svg>"
    )


def paint_picture(
    box: Bounds, layers: Sequence[tuple[str, geopandas.GeoDataFrame]], palette: Palette
) -> Iterator[Painted]:
    """Yield the shapes of a picture from below to above; the parameters are those of `draw_picture`."""
    frame = fit_frame(box)
    base = _project_base(frame)
    for deeper_than_m, area in base.depths:
        yield Painted(area, getattr(palette, f"sea_{deeper_than_m}"))
    for level in ("sea", "land"):
        if level == "land":
            yield Painted(base.land, palette.land, line=_choose_line(COAST, palette))
        on_level = [one for one in layers if (_find_level(one[0]) == "sea") == (level == "sea")]
        bodies = count_bodies(on_level)
        for key, drawn in on_level:
            for row in drawn.to_dict("records"):
                style = LAYER_STYLES[choose_style(key, row["id"], bodies)]
                yield from _paint_row(row, style, frame, palette)


def _find_level(style_key: str) -> str:
    return LAYER_STYLES[style_key].mark_kind.level


@lru_cache(maxsize=KEPT_GROUNDS)
def _project_base(frame: MapExtent) -> _Base:
    """Return the base map; the tiles that land comes in are joined, so that no border of one shows."""
    ground = project_ground(frame, smallest_lake_px2=LEAST_PX2)
    land = shapely.union_all(shapely.make_valid(shapely.get_parts(ground.land)))
    return _Base(
        tuple((deeper_than_m, _simplify(area)) for deeper_than_m, area in ground.depths), _simplify(land)
    )


def _simplify(area: BaseGeometry) -> BaseGeometry:
    return _drop_specks(shapely.simplify(area, TOLERANCE_PX))


def _drop_specks(shape: BaseGeometry) -> BaseGeometry:
    areas = (
        shapely.Polygon(part.exterior, [hole for hole in part.interiors if _is_seen(hole)])
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon" and _is_seen(part.exterior)
    )
    return shapely.MultiPolygon(list(areas))


def _is_seen(ring: shapely.LinearRing) -> bool:
    return bool(shapely.Polygon(ring).area >= LEAST_PX2)


def _paint_row(row: Row, style: LayerStyle, frame: MapExtent, palette: Palette) -> Iterator[Painted]:
    role, shape = row["role"], frame.project(row["geometry"], margin_px=MARGIN_PX, tolerance_px=TOLERANCE_PX)
    if shape.is_empty or role == "label":
        return
    if role == "mark":
        if row["min_zoom"] <= find_zoom(frame) <= row["max_zoom"]:
            yield _paint_mark(shape, row, style, palette)
    elif role in ("area", "grade"):
        opacity = style.fill_opacity if style.mark_kind.counted else row.get("opacity", style.fill_opacity)
        if style.fill and opacity:
            yield Painted(shape, getattr(palette, style.fill), opacity)
    elif role != "edge":
        yield from _paint_line(shape, style, palette)


def _paint_line(shape: BaseGeometry, style: LayerStyle, palette: Palette) -> Iterator[Painted]:
    line = shape.boundary if "Polygon" in shape.geom_type else shape
    if style.casing_pt:
        casing = Stroke("casing", style.stroke.width_pt + style.casing_pt)
        yield Painted(line, line=_choose_line(casing, palette))
    yield Painted(line, line=_choose_line(style.stroke, palette))


def _paint_mark(shape: BaseGeometry, row: Row, style: LayerStyle, palette: Palette) -> Painted:
    point, symbol = shapely.Point(shapely.get_coordinates(shape)[0]), find_symbol(row["shape"])
    own = style.stroke.colour
    fill, edge = (getattr(palette, colour or own) for colour in (symbol.fill, symbol.edge))
    line = Line(edge, symbol.edge_pt * PX_PER_PT * SCALE, 1, ())
    radius = row["size"] * SCALE / 2
    if symbol.outline == "circle":
        return Painted(point, fill, line=line, radius=radius)
    reach = DIAMOND_GROWTH * radius
    corners = [(point.x + reach * right, point.y + reach * down) for right, down in DIAMOND]
    return Painted(shapely.Polygon(corners), fill, line=line)


def _choose_line(stroke: Stroke, palette: Palette) -> Line:
    dash = tuple(part * SCALE for part in stroke.dash_px)
    return Line(getattr(palette, stroke.colour), stroke.width_px * SCALE, stroke.opacity, dash)


def _write(painted: Painted) -> str:
    """Return a shape as an element of SVG; nothing where it is outside the picture."""
    shape, line = painted.shape, painted.line
    edge = _write_line(line) if line else ""
    if painted.radius:
        x, y = shapely.get_coordinates(shape)[0]
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{painted.radius:.1f}" fill="{painted.fill}"{edge}/>'
    parts = shapely.get_parts(shape)
    drawn = "".join(_write_path(part.coords) for part in parts if part.geom_type == "LineString")
    areas = [part for part in parts if part.geom_type == "Polygon"] if painted.fill else []
    drawn += "".join(
        _write_path(ring.coords) + "Z" for area in areas for ring in (area.exterior, *area.interiors)
    )
    faint = f' fill-opacity="{painted.opacity:.2f}"' if painted.opacity < 1 else ""
    rule = ' fill-rule="evenodd"' if painted.fill else ""
    return f'<path d="{drawn}" fill="{painted.fill or "none"}"{faint}{rule}{edge}/>' if drawn else ""


def _write_line(line: Line) -> str:
    dash = " ".join(f"{part:.1f}" for part in line.dash)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f' stroke="{line.colour}" stroke-width="{line.width:.2f}" stroke-opacity="{line.opacity:g}"{dashed}'
    )


def _write_path(coordinates: Iterable[Sequence[float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (point[:2] for point in coordinates))
