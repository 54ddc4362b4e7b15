"""Draw a planned map as native shapes, grouped and named by layer."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.exports.deck.map_labels import fit_labels, write_label
from dashboard.exports.deck.map_marks import Caption, draw_marks, open_layer
from dashboard.exports.deck.metrics import fit_line
from dashboard.exports.deck.shapes import Group, Pen, Sheet
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from dashboard.layout.base_shapes import find_open_edge
from dashboard.layout.furniture import BAR_PX, BOX, EDGE, TIE, Inset, describe_scale
from dashboard.layout.map_plan import MapPlan
from dashboard.layout.page import Rect
from dashboard.layout.spotlight import wash_seas
from dashboard.layout.symbols import Shape
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.marks import Level
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

TOLERANCE_PX = 0.8
"""How far a shape on a slide may be from its course on a picture."""
DEPTH_TOLERANCE_PX = 1.6
"""The same for the edges of sea depth, which are soft by nature."""
SMALLEST_PX2 = 5.0
"""Islands that would be smaller are left out of the land of a slide."""
OWN_SHAPE_PX2 = 900.0
"""Land from this size on is a shape of its own; what is smaller is one shape together."""


def draw_map(
    sheet: Sheet,
    plan: MapPlan,
    captions: Mapping[str, Caption],
    *,
    told: str,
    spotlight: frozenset[str] = frozenset(),
) -> None:
    """Draw a planned map.

    Parameters
    ----------
    sheet
        The slide.
    plan
        What is on the map.
    captions
        What is said of layers, by id.
    told
        What the whole map shows, for those who do not see it.
    spotlight
        Ids of the layers whose areas keep their colour while the rest of the sea pales; none for no wash.
    """
    texts = get_texts()
    layers: dict[str, list[Shape]] = defaultdict(list)
    for shape in plan.shapes:
        layers[f"{shape.layer}{'.detour' * (shape.role == 'detour')}"].append(shape)
    below = {key for key, shapes in layers.items() if _lies_on(shapes, "sea")}
    _draw_sea(sheet, plan, told)
    _draw_wash(sheet, plan, spotlight)
    for key in sorted(below, key=lambda key: -_measure_extent(layers[key])):
        _draw_layer(open_layer(sheet, key, captions), layers[key], plan)
    _draw_land(sheet, plan)
    on_land = {key for key, shapes in layers.items() if _lies_on(shapes, "land")}
    for key, shapes in layers.items():
        if key in on_land:
            _draw_layer(open_layer(sheet, key, captions), shapes, plan)
    _draw_coast(sheet, plan)
    for key, shapes in layers.items():
        if key not in below | on_land:
            _draw_layer(open_layer(sheet, key, captions), shapes, plan)
    draw_marks(sheet, plan, captions)
    with sheet.group(texts.deck_names) as group:
        for label in fit_labels(plan):
            write_label(group, label)
    _draw_bar(sheet, plan)


def draw_inset(sheet: Sheet, inset: Inset, captions: Mapping[str, Caption]) -> None:
    """Draw a close-up over a map, and tie it to the part that it shows."""
    texts = get_texts()
    rect = inset.plan.frame.rect
    with sheet.group(texts.deck_close_up) as group:
        group.draw(shapely.LinearRing(inset.box), BOX, texts.deck_close_up)
        for tie in inset.ties:
            group.draw(shapely.LineString(tie), TIE, texts.deck_close_up)
    draw_map(sheet, inset.plan, captions, told=texts.deck_close_up)
    with sheet.group(texts.deck_close_up) as group:
        group.draw(shapely.LinearRing(rect.corners), EDGE, texts.deck_close_up)


def draw_stamp(sheet: Sheet, text: str, box: Rect) -> None:
    """Draw the notional stamp."""
    style = TEXT_STYLES["stamp"]
    with sheet.group(text) as group:
        group.fill_rect(box, "paper", text, opacity=0.94, edge=Stroke("band", 2.2))
        size = style.size_pt * PX_PER_PT
        lines = Rect(box.left, box.middle[1] - 0.62 * size, box.width, 1.25 * size)
        group.write([(text, Pen(style, "center"))], lines, text)


def _lies_on(shapes: Iterable[Shape], level: Level) -> bool:
    return any(LAYER_STYLES[shape.style].mark_kind.level == level for shape in shapes)


def _measure_extent(shapes: Iterable[Shape]) -> float:
    return max((float(shape.geometry.area) for shape in shapes if shape.role in {"area", "grade"}), default=0)


def _cut(geometry: BaseGeometry, plan: MapPlan, tolerance: float = TOLERANCE_PX) -> BaseGeometry:
    """Return the part of a shape inside the map, with as few points as will do."""
    rect = plan.frame.rect
    shown = shapely.clip_by_rect(geometry, *rect.bounds)
    simple = shapely.simplify(shown, tolerance, preserve_topology=False)
    return shown if simple.is_empty else simple


def _draw_sea(sheet: Sheet, plan: MapPlan, told: str) -> None:
    texts = get_texts()
    with sheet.group(texts.depth, told) as group:
        group.fill_rect(plan.frame.rect, "paper", texts.deck_ground)
        group.fill(_cut(plan.ground.world, plan), "sea_0", f"{texts.depth}: 0")
        for depth_m, area in plan.ground.depths:
            group.fill(
                _cut(area, plan, DEPTH_TOLERANCE_PX),
                f"sea_{depth_m}",
                f"{texts.depth}: {format_number(depth_m, ',')}",
            )
    with sheet.group(texts.deck_graticule) as group:
        for line in plan.ground.graticule:
            group.draw(_cut(line.shape, plan), GRATICULE, f"{format_number(line.degrees, 'g')}°")


def _draw_land(sheet: Sheet, plan: MapPlan) -> None:
    texts = get_texts()
    parts = shapely.get_parts(_cut(plan.ground.land, plan))
    areas = shapely.area(parts)
    with sheet.group(texts.deck_land) as group:
        small = parts[(areas < OWN_SHAPE_PX2) & (areas >= SMALLEST_PX2)]
        for number, place in enumerate(np.argsort(-areas, kind="stable"), 1):
            if areas[place] >= OWN_SHAPE_PX2:
                group.fill(parts[place], "land", f"{texts.deck_land} {number}")
        group.fill(shapely.MultiPolygon(list(small)), "land", texts.deck_islands)


def _draw_coast(sheet: Sheet, plan: MapPlan) -> None:
    texts = get_texts()
    with sheet.group(f"{texts.deck_coast} · {texts.deck_borders}") as group:
        coast = shapely.get_parts(_cut(plan.ground.coast, plan))
        seen = coast[shapely.length(coast) >= 2 * math.sqrt(math.pi * SMALLEST_PX2)]
        group.draw(shapely.MultiLineString(list(seen)), COAST, texts.deck_coast)
        group.draw(_cut(plan.ground.borders, plan), BORDER, texts.deck_borders)
        group.draw(_cut(plan.ground.contested, plan), CONTESTED_BORDER, texts.deck_contested)


def _draw_wash(sheet: Sheet, plan: MapPlan, spotlight: frozenset[str]) -> None:
    texts = get_texts()
    if not spotlight:
        return
    with sheet.group(texts.deck_wash) as group:
        for area, opacity in wash_seas(plan, spotlight):
            group.fill(_cut(area, plan, 1.0), "paper", texts.deck_wash, opacity=opacity)


def _draw_layer(opened: Group, shapes: list[Shape], plan: MapPlan) -> None:
    limited = any(other.role == "limit" for other in shapes)
    with opened as group:
        _fade(group, [shape for shape in shapes if shape.role == "grade"], plan)
        for shape in shapes:
            if shape.role != "grade":
                _draw_shape(group, shape, plan, limited=limited)


def _fade(group: Group, grades: list[Shape], plan: MapPlan) -> None:
    """Fill rings of falling opacity as nested areas, so that no seam shows between two rings."""
    rings = sorted(grades, key=lambda shape: shape.opacity)
    opaque = 0.0
    for place, ring in enumerate(rings):
        inward = shapely.union_all([inner.geometry for inner in rings[place:]])
        added = 1 - (1 - ring.opacity) / (1 - opaque)
        colour = LAYER_STYLES[ring.style].fill
        group.fill(
            _cut(inward, plan, 1.0),
            colour,
            get_texts().deck_area.format(name=ring.layer, number=place + 1),
            opacity=added,
        )
        opaque = ring.opacity


def _draw_shape(group: Group, shape: Shape, plan: MapPlan, *, limited: bool) -> None:
    texts = get_texts()
    style, geometry = LAYER_STYLES[shape.style], _cut(shape.geometry, plan)
    name = texts.deck_roles[shape.role].format(name=shape.id)
    if shape.role == "edge":
        group.draw(geometry, BAND_EDGE, name)
    elif shape.role == "area":
        if style.fill and shape.opacity:
            group.fill(geometry, style.fill, name, opacity=shape.opacity)
        if style.mark_kind.edge == "whole":
            group.draw(geometry, style.stroke, texts.deck_outline.format(name=name))
        elif style.mark_kind.edge == "open-water" and not limited:
            inside = plan.frame.rect.inset(1)
            edge = shapely.clip_by_rect(find_open_edge(shape.geometry, plan.ground.land), *inside.bounds)
            group.draw(shapely.simplify(edge, TOLERANCE_PX), style.stroke, texts.deck_limit.format(name=name))
    else:
        group.draw(geometry, style.stroke, name, casing_pt=style.casing_pt)


def _draw_bar(sheet: Sheet, plan: MapPlan) -> None:
    """Draw a scale bar that is true at its place, and say how far lengths are off elsewhere."""
    texts = get_texts()
    place, pen = plan.bar_rect, Pen(TEXT_STYLES["bar"])
    top = place.top + 19
    bar = plan.frame.measure_bar(place.left, top + 3, longest_px=BAR_PX)
    with sheet.group(texts.deck_scale) as group:
        quarter = bar.width_px / 4
        for step in range(4):
            rect = Rect(place.left + step * quarter, top, quarter, 6)
            fill = "ink" if step % 2 == 0 else "paper"
            group.fill_rect(rect, fill, texts.deck_scale, edge=Stroke("ink", 0.75))
        note = texts.nautical_miles.format(length=format_number(to_nm(bar.length_km), ",.0f"))
        middle = Pen(TEXT_STYLES["bar"], "center")
        for share, told in (
            (0, "0"),
            (0.5, format_number(bar.length_km / 2, ",g")),
            (1, texts.scale_km.format(km=bar.length_km)),
        ):
            at = Rect(place.left + (share - 0.25) * bar.width_px, top - 19, bar.width_px / 2, 17)
            group.write([(told, middle)], at, told)
        under = (note, describe_scale(plan.frame))
        lines = [(line, Pen(fit_line(line, pen.style, place.width))) for line in under]
        group.write(lines, Rect(place.left, top + 10, place.width, 40), texts.deck_scale)
