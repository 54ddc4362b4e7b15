"""Convert uploads, measurements and annotations of the user into layers."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import geopandas
import numpy as np
import shapely

from dashboard.i18n.texts import get_texts
from dashboard.wording.formats import name_place
from geodata.errors import DrawingError
from geodata.geometry.geodesy import Position, densify_line, place_beside
from geodata.layers.measuring import follow_outline, measure_course, measure_extent
from geodata.records.layers import Layer, Link, OutlineData
from geodata.scenes import ResolvedLayer
from geodata.units import to_nm, to_nm2
from geodata.uploads.annotations import AREA, ARROW, COURSE, PIN, Annotation
from geodata.uploads.shapes import Upload

KINDS = {"Polygon": "area", "LineString": "line", "LinearRing": "line", "Point": "point"}
"""Kind of a single shape -> its role, which is drawn in the style `own-<role>`."""
LEG_STEP_KM = 50.0
"""Legs are drawn as geodesics, followed this closely."""
ARROW_STEPS = 24
"""Parts in which an arrow follows its geodesic."""
HEAD_SHARE, FULL_HEAD_KM = 0.13, 1500
"""Length of an arrow's head in its own length; beyond the second, it grows with the root of the length."""
HEAD_WIDTH, TAIL_WIDTH, NECK_WIDTH = 0.5, 0.04, 0.14
"""Half the width of head, tail and neck in lengths of the head."""
PLACES = 2
"""Fewest places of a line, and one less than of an area."""


def draw_upload(upload: Upload, *, passage: str | None = None) -> list[ResolvedLayer]:
    """Return the shapes of a viewer's file as a layer for areas, for lines and for points, from below.

    Parameters
    ----------
    upload
        The file.
    passage
        Id of the passage that the viewer ties it to.
    """
    texts = get_texts()
    title = texts.own_title.format(file=upload.name)
    named = upload.frame["name"].where(upload.frame["name"] != "", title)
    frame = geopandas.GeoDataFrame(
        {"id": upload.frame["id"], "name_en": named}, geometry=upload.frame.geometry.to_numpy(), crs=4326
    )
    while not frame.geom_type.isin(list(KINDS)).all():
        frame = frame.explode(ignore_index=True)
    frame = frame[~frame.is_empty]  # what was laid out on the map can leave parts without a place
    frame["role"] = frame.geom_type.map(KINDS)
    parts = {role: frame[frame["role"] == role] for role in ("area", "line", "point")}
    links = (Link(passage=passage, kind="context"),) if passage else ()
    return [
        _resolve(f"own-{role}", part, title, f"own-{role}", links=links)
        for role, part in parts.items()
        if len(part)
    ]


def draw_annotations(annotations: Iterable[Annotation]) -> list[ResolvedLayer]:
    """Return what a viewer measured and noted as layers, from below: areas, courses, pins, arrows, notes."""
    listed = list(annotations)
    kinds = {kind: [one for one in listed if one.kind == kind] for kind in (AREA, COURSE, PIN)}
    drawn = [layer for one in kinds[AREA] for layer in draw_area(one.places)]
    drawn += [layer for one in kinds[COURSE] for layer in draw_course(one.places)]
    drawn += [draw_pin(one.places[0]) for one in kinds[PIN]]
    return drawn + draw_notes(listed)


def draw_pin(place: Position) -> ResolvedLayer:
    """Return a pin, named by its position."""
    texts = get_texts()
    row = {"id": "pin", "role": "point", "name_en": name_place(place)}
    return _resolve("pin", _frame([row], [_to_point(place)]), texts.pin, "own-point")


def draw_course(places: Sequence[Position]) -> list[ResolvedLayer]:
    """Return the line through some places, its legs geodesics with their lengths, below its corners."""
    texts = get_texts()
    drawn = [_draw_corners("corners", places, texts.corners)]
    if len(places) >= PLACES:
        shapes = list(map(_to_point, places))
        legs = [shapely.LineString(ends) for ends in pairwise(shapes)]
        lengths_km = measure_course(shapely.LineString(shapes)).legs_km
        rows = [
            {"id": f"leg-{number}", "role": "line", "name_en": _tell_length(length_km)}
            for number, length_km in enumerate(lengths_km, 1)
        ]
        frame = _frame(rows, [densify_line(leg, step_km=LEG_STEP_KM) for leg in legs])
        drawn.insert(0, _resolve("course", frame, texts.course, "own-line"))
    return drawn


def draw_area(places: Sequence[Position]) -> list[ResolvedLayer]:
    """Return the area between some places, its edges geodesics, below its corners; crossed edges alone."""
    texts = get_texts()
    drawn = [_draw_corners("area-corners", places, texts.area_corners)]
    if len(places) <= PLACES:
        return drawn
    outline = shapely.Polygon(list(map(_to_point, places)))
    try:
        extent = measure_extent(outline)
    except DrawingError:
        edge = densify_line(outline.exterior, step_km=LEG_STEP_KM)
        row = {"id": "area", "role": "line", "name_en": texts.area_crossed}
        return [_resolve("area", _frame([row], [edge]), texts.area, "own-line"), *drawn]
    told = texts.area_side_by_side.format(km2=extent.area_km2, nm2=to_nm2(extent.area_km2))
    named = {"id": "area", "role": "area", "name_en": told, "named": True}
    frame = _frame([named], [follow_outline(outline)])
    return [_resolve("area", frame, texts.area, "own-area"), *drawn]


def draw_notes(annotations: Sequence[Annotation]) -> list[ResolvedLayer]:
    """Return the arrows, and above them all texts; ids are the places in the sequence, from 1."""
    texts = get_texts()
    drawn = []
    numbered = list(enumerate(annotations, start=1))
    arrows = [(number, one) for number, one in numbered if one.kind == ARROW]
    if arrows:
        rows = [
            {"id": f"note-{number}", "role": "area", "name_en": one.text or texts.arrow}
            for number, one in arrows
        ]
        frame = _frame(rows, [draw_arrow(*one.places) for _, one in arrows])
        drawn.append(_resolve("arrows", frame, texts.arrows, "own-arrow"))
    told = [(number, one) for number, one in numbered if one.text]
    if told:
        rows = [{"id": f"note-{number}", "role": "point", "name_en": one.text} for number, one in told]
        frame = _frame(rows, [_to_point(one.places[0]) for _, one in told])
        drawn.append(_resolve("notes", frame, texts.notes_layer, "own-note"))
    return drawn


def draw_arrow(tail: Position, tip: Position) -> shapely.Polygon:
    """Return an arrow along the geodesic between two places, which tapers towards its tail.

    It is a shape on the ground, so that every map and every slide draws it alike.
    """
    line = shapely.LineString([_to_point(tail), _to_point(tip)])
    length_km = measure_course(line).length_km
    head_km = HEAD_SHARE * length_km * min(1.0, (FULL_HEAD_KM / max(length_km, 1.0)) ** 0.5)
    spine = densify_line(line, step_km=max(length_km / ARROW_STEPS, 1e-3))
    along_km = np.linspace(0, length_km, len(spine.coords))
    kept = shapely.get_coordinates(spine)[along_km < length_km - head_km]
    shares = along_km[: len(kept)] / max(length_km - head_km, 1e-9)
    widths_km = head_km * (TAIL_WIDTH + (NECK_WIDTH - TAIL_WIDTH) * shares)
    neck = shapely.LineString([*kept, shapely.get_coordinates(spine)[-1]])
    right, left = (
        np.vstack([place_beside(neck, side * np.append(widths_km, 0))[:-1], _find_barb(neck, side, head_km)])
        for side in (1, -1)
    )
    return shapely.Polygon([*right, neck.coords[-1], *left[::-1]])


def _find_barb(neck: shapely.LineString, side: int, head_km: float) -> np.ndarray[Any, Any]:
    """Return the outer corner of an arrow's head, beside the last vertex before the tip."""
    offsets = np.zeros(len(neck.coords))
    offsets[-2] = side * HEAD_WIDTH * head_km
    return place_beside(neck, offsets)[-2:-1]


def _to_point(place: Position) -> shapely.Point:
    return shapely.Point(place.lon, place.lat)


def _tell_length(length_km: float) -> str:
    return get_texts().length_side_by_side.format(km=length_km, nm=to_nm(length_km))


def _draw_corners(layer_id: str, places: Sequence[Position], title: str) -> ResolvedLayer:
    rows = [
        {"id": f"corner-{number}", "role": "point", "name_en": str(number)}
        for number in range(1, len(places) + 1)
    ]
    return _resolve(layer_id, _frame(rows, map(_to_point, places)), title, "own-point")


def _frame(rows: Sequence[dict[str, Any]], shapes: Iterable[Any]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(list(rows), geometry=list(shapes), crs=4326)


def _resolve(
    layer_id: str, frame: geopandas.GeoDataFrame, title: str, style: str, *, links: tuple[Link, ...] = ()
) -> ResolvedLayer:
    texts = get_texts()
    layer = Layer(
        id=layer_id,
        title=title,
        group="features",
        status="context",
        description=texts.own_description,
        style=style,
        links=links,
        data=OutlineData(kind="shapes", file=""),
    )
    return ResolvedLayer(layer, frame, ())
