"""Draw scenes as small SVG pictures in the colours of the map."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import quoteattr

import geopandas
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.bounds import CLOSE_BOX, Bounds
from dashboard.cartography.features import open_frame
from dashboard.marks import DIAMOND, DIAMOND_GROWTH, find_symbol
from dashboard.theme import COAST, LAYER_STYLES, PX_PER_PT, LayerStyle, Palette, Stroke
from geodata.datasets import read_dataset

WIDTH_PX, HEIGHT_PX = 480, 300
TOLERANCE_PX = 0.8
"""How far an outline may be off."""
SCALE = 0.8
"""Width of lines and size of marks against those of the map."""
LEAST_PX2 = 3.0
"""Area below which an island or a deep is left out; the shapes of layers are drawn whole."""
MAP_ZOOM = 1.0
"""Zoom of the map on a screen above that of the picture: decides which marks are drawn."""
CLOSE_DEG = 20
"""Below this width the detailed coast is drawn."""
DEPTHS = ("sea_0", "sea_50", "sea_200", "sea_1000", "sea_3000", "sea_6000")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Frame:
    """The piece of Web Mercator that a picture shows."""

    west: float
    """Left edge in degrees."""
    north: float
    """Upper edge as Mercator ordinate in degrees."""
    px_per_deg: float
    """Pixels to a degree of longitude."""

    @property
    def box(self) -> Bounds:
        """West, south, east, north in degrees, a little beyond the edges."""
        margin = 4 / self.px_per_deg
        south = self.north - HEIGHT_PX / self.px_per_deg - margin
        east = self.west + WIDTH_PX / self.px_per_deg + margin
        return self.west - margin, _unproject(south), east, _unproject(self.north + margin)

    @property
    def zoom(self) -> float:
        """Web zoom of a map on the screen with this frame."""
        return math.log2(self.px_per_deg * 360 / 256) + MAP_ZOOM

    def place(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in pixels from the upper left corner."""

        def to_pixels(degrees: np.ndarray) -> np.ndarray:
            x = (degrees[:, 0] - self.west) * self.px_per_deg
            return np.column_stack([x, (self.north - _project(degrees[:, 1])) * self.px_per_deg])

        cut = shapely.clip_by_rect(geometry, *self.box)
        return shapely.simplify(shapely.transform(cut, to_pixels), TOLERANCE_PX)


def fit_frame(box: Bounds) -> Frame:
    """Return the frame that shows a box of west, south, east and north in degrees whole."""
    west, south, east, north = box
    low, high = (float(edge) for edge in _project(np.array([max(south, -70), min(north, 80)])))
    px_per_deg = min(WIDTH_PX / (east - west), HEIGHT_PX / (high - low))
    return Frame(
        west=(west + east) / 2 - WIDTH_PX / px_per_deg / 2,
        north=(low + high) / 2 + HEIGHT_PX / px_per_deg / 2,
        px_per_deg=px_per_deg,
    )


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
    under = [layer for layer in layers if LAYER_STYLES[layer[0]].mark_kind.level == "sea"]
    over = [layer for layer in layers if LAYER_STYLES[layer[0]].mark_kind.level != "sea"]
    shapes = [*_draw_depths(frame, palette), *_draw_layers(under, frame, palette)]
    shapes += [*_draw_land(frame, palette), *_draw_layers(over, frame, palette)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" role="img" '
        f'aria-label={quoteattr(title)}><rect width="100%" height="100%" fill="{palette.sea_0}"/>'
        f"{''.join(shapes)}</svg>"
    )


def _draw_depths(frame: Frame, palette: Palette) -> Iterable[str]:
    bands = _read_base("depth").sort_values("deeper_than_m").geometry
    for field, band in zip(DEPTHS[1:], bands, strict=True):
        yield _fill(_drop_specks(frame.place(band)), getattr(palette, field), 1)


def _draw_land(frame: Frame, palette: Palette) -> Iterable[str]:
    west, south, east, north = CLOSE_BOX
    close = frame.box[2] - frame.box[0] < CLOSE_DEG and shapely.box(west, south, east, north).contains(
        shapely.box(*frame.box)
    )
    land = _read_base("land-close" if close else "land-world")
    dry, water = (land[land["kind"] == kind].geometry for kind in ("land", "lake"))
    for shapes, colour in ((dry, palette.land), (water, palette.sea_0)):
        whole = shapely.union_all([frame.place(shape) for shape in shapes])
        yield _fill(_drop_specks(whole), colour, 1, _write_stroke(COAST, palette))


def _drop_specks(shape: BaseGeometry) -> BaseGeometry:
    areas = (
        shapely.Polygon(part.exterior, [hole for hole in part.interiors if _is_seen(hole)])
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon" and _is_seen(part.exterior)
    )
    return shapely.MultiPolygon(list(areas))


def _is_seen(ring: shapely.LinearRing) -> bool:
    return bool(shapely.Polygon(ring).area >= LEAST_PX2)


@cache
def _read_base(name: str) -> geopandas.GeoDataFrame:
    frame = read_dataset(name)
    return open_frame(frame[~frame.is_empty])


def _draw_layers(
    layers: Sequence[tuple[str, geopandas.GeoDataFrame]], frame: Frame, palette: Palette
) -> Iterable[str]:
    for key, drawn in layers:
        for row in drawn.to_dict("records"):
            yield _draw_row(row, LAYER_STYLES[key], frame, palette)


def _draw_row(row: Row, style: LayerStyle, frame: Frame, palette: Palette) -> str:
    role, shape = row["role"], frame.place(row["geometry"])
    if shape.is_empty or role == "label":
        return ""
    if role == "mark":
        inside = row["min_zoom"] <= frame.zoom <= row["max_zoom"]
        return _mark(shape, row, style, palette) if inside else ""
    if role in ("area", "grade"):
        opacity = row.get("opacity", style.fill_opacity)
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
    (x, y), symbol = shape.coords[0], find_symbol(row["shape"])
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


def _project(lat: np.ndarray) -> np.ndarray:
    """Return the ordinate of Web Mercator in degrees (Snyder 1987, Map Projections, eq. 7-2)."""
    ordinate: np.ndarray = np.degrees(np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)))
    return ordinate


def _unproject(ordinate: float) -> float:
    """Return the latitude in degrees of a Web Mercator ordinate in degrees (Snyder 1987, eq. 7-4)."""
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)
