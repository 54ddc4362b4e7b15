"""Draw scenes as small SVG pictures in the colours of the map."""

import math
from collections.abc import Iterable, Mapping, Sequence
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
    frame = fit_frame(box)
    base = _project_base(frame)
    under = [layer for layer in layers if LAYER_STYLES[layer[0]].mark_kind.level == "sea"]
    over = [layer for layer in layers if LAYER_STYLES[layer[0]].mark_kind.level != "sea"]
    shapes = [*_draw_depths(base, palette), *_draw_layers(under, frame, palette)]
    shapes += [_draw_land(base, palette), *_draw_layers(over, frame, palette)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" role="img" '
        f'aria-label={quoteattr(title)}><rect width="100%" height="100%" fill="{palette.sea_0}"/>'
        f"{''.join(shapes)}</svg>"
    )


def _draw_depths(base: _Base, palette: Palette) -> Iterable[str]:
    for deeper_than_m, area in base.depths:
        yield _fill(area, getattr(palette, f"sea_{deeper_than_m}"), 1)


def _draw_land(base: _Base, palette: Palette) -> str:
    return _fill(base.land, palette.land, 1, _write_stroke(COAST, palette))


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


def _draw_layers(
    layers: Sequence[tuple[str, geopandas.GeoDataFrame]], frame: MapExtent, palette: Palette
) -> Iterable[str]:
    bodies = count_bodies(layers)
    for key, drawn in layers:
        for row in drawn.to_dict("records"):
            yield _draw_row(row, LAYER_STYLES[choose_style(key, row["id"], bodies)], frame, palette)


def _draw_row(row: Row, style: LayerStyle, frame: MapExtent, palette: Palette) -> str:
    role, shape = row["role"], frame.project(row["geometry"], margin_px=MARGIN_PX, tolerance_px=TOLERANCE_PX)
    if shape.is_empty or role == "label":
        return ""
    if role == "mark":
        inside = row["min_zoom"] <= find_zoom(frame) <= row["max_zoom"]
        return _mark(shape, row, style, palette) if inside else ""
    if role in ("area", "grade"):
        opacity = style.fill_opacity if style.mark_kind.counted else row.get("opacity", style.fill_opacity)
        return _fill(shape, getattr(palette, style.fill), opacity) if style.fill and opacity else ""
    line = "" if role == "edge" else _write_stroke(style.stroke, palette)
    if not line:
        return ""
    casing = Stroke("casing", style.stroke.width_pt + style.casing_pt)
    under = _path(shape, _write_stroke(casing, palette)) if style.casing_pt else ""
    return under + _path(shape, line)


def _fill(shape: BaseGeometry, colour: str, opacity: float, line: str = "") -> str:
    areas = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    drawn = "".join(
        _write_path(ring.coords) + "Z" for area in areas for ring in (area.exterior, *area.interiors)
    )
    faint = f' fill-opacity="{opacity:.2f}"' if opacity < 1 else ""
    return f'<path d="{drawn}" fill="{colour}"{faint} fill-rule="evenodd"{line}/>' if drawn else ""


def _path(shape: BaseGeometry, line: str) -> str:
    parts = shapely.get_parts(shape.boundary if "Polygon" in shape.geom_type else shape)
    drawn = "".join(_write_path(part.coords) for part in parts if part.geom_type == "LineString")
    return f'<path d="{drawn}" fill="none"{line}/>' if drawn else ""


def _mark(shape: BaseGeometry, row: Row, style: LayerStyle, palette: Palette) -> str:
    (x, y), symbol = shapely.get_coordinates(shape)[0], find_symbol(row["shape"])
    own = style.stroke.colour
    fill, edge = (getattr(palette, colour or own) for colour in (symbol.fill, symbol.edge))
    painted = f'fill="{fill}" stroke="{edge}" stroke-width="{symbol.edge_pt * PX_PER_PT * SCALE:.2f}"'
    radius = row["size"] * SCALE / 2
    if symbol.outline == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {painted}/>'
    reach = DIAMOND_GROWTH * radius
    corners = [(x + reach * right, y + reach * down) for right, down in DIAMOND]
    return f'<path d="{_write_path(corners)}Z" {painted}/>'


def _write_stroke(stroke: Stroke, palette: Palette) -> str:
    dash = " ".join(f"{part * SCALE:.1f}" for part in stroke.dash_px)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f' stroke="{getattr(palette, stroke.colour)}" stroke-width="{stroke.width_px * SCALE:.2f}" '
        f'stroke-opacity="{stroke.opacity}"{dashed}'
    )


def _write_path(coordinates: Iterable[Sequence[float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (point[:2] for point in coordinates))
