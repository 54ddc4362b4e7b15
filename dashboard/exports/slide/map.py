"""Draw a planned map on a page, with scale bar and notional stamp."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import shapely

from dashboard.exports.slide.canvas import Canvas, to_path
from dashboard.exports.slide.symbols import cross_ring
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from dashboard.layout.base_shapes import Ground, find_open_edge, project_ground
from dashboard.layout.fonts import measure_text
from dashboard.layout.furniture import BAR_PX, STAMP_MARGIN, describe_scale
from dashboard.layout.labels import LEADER, Label, Mark
from dashboard.layout.map_plan import MapPlan
from dashboard.layout.page import Rect
from dashboard.layout.projection import MapExtent
from dashboard.layout.spotlight import wash_seas
from dashboard.layout.symbols import Shape
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.marks import DIAMOND, DIAMOND_GROWTH, Level, find_symbol
from dashboard.theme import (
    BAND_EDGE,
    BORDER,
    COAST,
    CONTESTED_BORDER,
    GRATICULE,
    LAYER_STYLES,
    PX_PER_PT,
    Stroke,
)
from geodata.units import to_nm

Z_BAR, Z_STAMP = 25, 70


def draw_bar(canvas: Canvas, frame: MapExtent, place: Rect) -> None:
    """Draw a scale bar that is true at its place, and say how far lengths are off elsewhere."""
    texts = get_texts()
    style = TEXT_STYLES["bar"]
    bar = frame.measure_bar(place.left, place.top + 22, longest_px=BAR_PX)
    quarter = bar.width_px / 4
    for step in range(4):
        rect = Rect(place.left + step * quarter, place.top + 19, quarter, 6)
        canvas.fill_rect(rect, "ink" if step % 2 == 0 else "paper", Z_BAR)
    edge = Rect(place.left, place.top + 19, bar.width_px, 6)
    canvas.outline(edge.corners, Stroke("ink", 1), Z_BAR + 0.1)
    within = canvas.field
    top = place.top + 12
    canvas.write("0", style, place.left, top, Z_BAR, align="center", within=within)
    canvas.write(
        format_number(bar.length_km / 2, ",g"),
        style,
        edge.middle[0],
        top,
        Z_BAR,
        align="center",
        within=within,
    )
    canvas.write(
        texts.scale_km.format(km=bar.length_km), style, edge.right, top, Z_BAR, align="center", within=within
    )
    note = texts.nautical_miles.format(length=format_number(to_nm(bar.length_km), ",.0f"))
    canvas.write(note, style, place.left, place.top + 42, Z_BAR, within=within)
    canvas.write(describe_scale(frame), style, place.left, place.top + 58, Z_BAR, within=within)


def measure_stamp(canvas: Canvas, text: str) -> Rect:
    """Return where the notional stamp lies: in the upper right corner, inside the map."""
    width = measure_text(text, TEXT_STYLES["stamp"], canvas.policy) + 24
    rect = canvas.page.map_rect
    return Rect(rect.right - STAMP_MARGIN - width, rect.top + 32, width, 42)


def draw_stamp(canvas: Canvas, text: str) -> None:
    """Draw the notional stamp."""
    box = measure_stamp(canvas, text)
    canvas.fill_rect(box, "paper", Z_STAMP, opacity=0.94)
    canvas.outline(box.corners, Stroke("band", 2.2), Z_STAMP)
    canvas.write(
        text, TEXT_STYLES["stamp"], box.middle[0], box.middle[1] + 7, Z_STAMP + 1, align="center", within=box
    )


Z_DEPTH, Z_WASH, Z_GRATICULE, Z_BAND, Z_AREA, Z_LIMIT = 1, 2.4, 3, 3.4, 3.5, 3.6
Z_LAND, Z_MEMBER, Z_BORDER, Z_COAST, Z_ISLANDS, Z_LINE, Z_LANE = 4, 4.1, 4.2, 4.4, 5, 7, 8
Z_LABEL, Z_MARK = 15, 18
"""Drawing order: land over bands, marks over names."""
Z_LEVELS: Mapping[Level, float] = {
    "sea": Z_AREA,
    "land": Z_MEMBER,
    "islands": Z_ISLANDS,
    "lines": Z_LINE,
    "lanes": Z_LANE,
}
"""The same of areas and lines, by the level of their mark."""
OUTLINES: Mapping[str, Sequence[tuple[float, float]]] = {
    "diamond": DIAMOND,
    "circle": tuple((math.cos(turn), math.sin(turn)) for turn in np.linspace(0, 2 * math.pi, 33)[:-1]),
}
"""Outline of a symbol -> its corners around the middle, with radius 1."""


def draw_map(canvas: Canvas, plan: MapPlan, *, spotlight: frozenset[str] = frozenset()) -> None:
    """Draw a planned map.

    Parameters
    ----------
    canvas
        The page.
    plan
        What is on the map.
    spotlight
        Ids of the layers whose areas keep their colour while the rest of the sea pales; none for no wash.
    """
    _draw_ground(canvas, plan)
    if spotlight:
        _draw_wash(canvas, plan, spotlight)
    _draw_bands(canvas, [shape for shape in plan.shapes if LAYER_STYLES[shape.style].mark_kind.fades])
    for shape in plan.shapes:
        if not LAYER_STYLES[shape.style].mark_kind.fades:
            _draw_shape(canvas, shape)
    _draw_outlines(canvas, plan)
    for mark in plan.marks:
        _draw_mark(canvas, mark)
    for label in plan.labels:
        draw_label(canvas, label)
    draw_bar(canvas, plan.frame, plan.bar_rect)


def draw_label(canvas: Canvas, label: Label) -> None:
    """Write a name in its place."""
    within = canvas.field
    if label.leader:
        canvas.outline(label.leader, LEADER, Z_LABEL - 0.1, closed=False)
    if label.curve:
        canvas.write_along(label.curve, label.lines[0], label.style, Z_LABEL, within=within)
        return
    leading = label.style.leading * label.style.size_pt * PX_PER_PT
    for place, line in enumerate(label.lines):
        y = label.y + place * leading
        canvas.write(line, label.style, label.x, y, Z_LABEL, align=label.align, within=within)


def _draw_ground(canvas: Canvas, plan: MapPlan) -> None:
    canvas.fill_rect(canvas.field, "paper", 0)
    paths = _make_paths(plan.frame)
    ground = plan.ground
    canvas.fill(ground.world, "sea_0", Z_DEPTH - 0.1)
    for order, (depth_m, path) in enumerate(paths.depths):
        canvas.fill(path, f"sea_{depth_m}", Z_DEPTH + order / 10)
    canvas.fill(paths.land, "land", Z_LAND)
    canvas.draw_line(paths.coast, COAST, Z_COAST)
    canvas.draw_line(paths.borders, BORDER, Z_BORDER)
    canvas.draw_line(paths.contested, CONTESTED_BORDER, Z_BORDER)
    for line in ground.graticule:
        canvas.draw_line(line.shape, GRATICULE, Z_GRATICULE)


class _Paths:
    """The base map of a frame as paths: the same for every theme and scene."""

    def __init__(self, ground: Ground) -> None:
        self.depths = [(depth_m, to_path(shape)) for depth_m, shape in ground.depths]
        self.land, self.coast = to_path(ground.land), to_path(ground.coast)
        self.borders, self.contested = to_path(ground.borders), to_path(ground.contested)


@lru_cache(maxsize=1)
def _make_paths(frame: MapExtent) -> _Paths:
    return _Paths(project_ground(frame))


def _draw_wash(canvas: Canvas, plan: MapPlan, spotlight: frozenset[str]) -> None:
    for area, opacity in wash_seas(plan, spotlight):
        canvas.fill(area, "paper", Z_WASH, opacity=opacity)


def _draw_bands(canvas: Canvas, shapes: Iterable[Shape]) -> None:
    """Draw range bands from the widest to the narrowest; each fades from its inner to its outer edge."""
    bands: dict[str, list[Shape]] = defaultdict(list)
    for shape in shapes:
        bands[shape.layer].append(shape)
    widest_first = sorted(bands.values(), key=lambda parts: -_measure_extent(parts))
    for order, parts in enumerate(widest_first):
        style = LAYER_STYLES[parts[0].style]
        _fade(canvas, [part for part in parts if part.role == "grade"], style.fill, Z_BAND + order / 100)
        for part in parts:
            if part.role == "limit":
                canvas.draw_line(part.geometry, style.stroke, Z_LIMIT + 0.1)
            elif part.role == "edge":
                canvas.draw_line(part.geometry, BAND_EDGE, Z_LIMIT)


def _fade(canvas: Canvas, grades: list[Shape], colour: str, z: float) -> None:
    """Fill rings of falling opacity as nested areas, so that no seam shows between two rings."""
    rings = sorted(grades, key=lambda shape: shape.opacity)
    opaque = 0.0
    for place, ring in enumerate(rings):
        inward = shapely.union_all([inner.geometry for inner in rings[place:]])
        added = 1 - (1 - ring.opacity) / (1 - opaque)
        canvas.fill(inward, colour, z + place / 10_000, opacity=added)
        opaque = ring.opacity


def _measure_extent(parts: Iterable[Shape]) -> float:
    return max((float(part.geometry.area) for part in parts if part.role == "grade"), default=math.inf)


def _draw_shape(canvas: Canvas, shape: Shape) -> None:
    style = LAYER_STYLES[shape.style]
    level = style.mark_kind.level
    z = Z_LEVELS[level]
    if shape.role == "area":
        if style.fill and shape.opacity:
            canvas.fill(shape.geometry, style.fill, z, opacity=shape.opacity)
        if style.mark_kind.edge == "whole":
            canvas.draw_line(shape.geometry, style.stroke, z)
    elif shape.role == "limit":
        canvas.draw_line(shape.geometry, style.stroke, Z_LIMIT if level == "sea" else z)
    else:
        name = f"{shape.layer}.{shape.id}" if level == "lanes" else ""
        canvas.draw_line(shape.geometry, style.stroke, z, casing_pt=style.casing_pt, name=name)


def _draw_outlines(canvas: Canvas, plan: MapPlan) -> None:
    """Draw the open-water edges of seas that come without limits of their own."""
    limited = {shape.layer for shape in plan.shapes if shape.role == "limit"}
    seas = [
        shape
        for shape in plan.shapes
        if shape.role == "area"
        and LAYER_STYLES[shape.style].mark_kind.edge == "open-water"
        and shape.layer not in limited
    ]
    for sea in seas:
        edge = find_open_edge(sea.geometry, plan.ground.land)
        canvas.draw_line(edge, LAYER_STYLES[sea.style].stroke, Z_LIMIT)


def _draw_mark(canvas: Canvas, mark: Mark) -> None:
    colour = LAYER_STYLES[mark.style].stroke.colour if mark.style else "city_label"
    symbol = find_symbol(mark.shape)
    radius = mark.size / 2 * (DIAMOND_GROWTH if symbol.outline == "diamond" else 1)
    points = [(mark.x + radius * x, mark.y + radius * y) for x, y in OUTLINES[symbol.outline]]
    z = Z_MARK - 0.5 if mark.shape == "city" else Z_MARK
    canvas.draw_shape(
        points,
        z,
        fill=symbol.fill or colour,
        edge=symbol.edge or colour,
        edge_pt=symbol.edge_pt,
        name=mark.id,
    )
    if mark.shape == "closed":
        for cross in cross_ring(mark.x, mark.y, radius):
            canvas.outline(cross, Stroke("paper", 2.2), Z_MARK + 0.5, closed=False)
    elif mark.text:
        style = TEXT_STYLES["number"]
        canvas.write(mark.text, style, mark.x, mark.y + 5.4, Z_MARK + 0.5, align="center")
