"""Convert members, actors, events and user points into drawn features."""

from collections.abc import Iterable

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.rows import Row, add_label, add_mark, has, start_row
from dashboard.theme import LAYER_STYLES
from geodata.geometry.geodesy import measure_area
from geodata.records.layers import Layer

TOLERANCE_DEG = 0.08
"""How far a border may move; neighbours stay neighbours."""
SMALL_KM2 = 3000
"""Members below this area also get a mark, because they are a few pixels on the map of a continent."""
LARGE_DEG2 = 2.5
"""Members from this area in square degrees are larger: no land lies beyond 84 degrees."""
SMALLEST_DEG2 = 0.02
"""Islands below this area in square degrees are left out of a member, except its largest part."""
WIDE_ZOOMS = (2, 13)
NAMED_ZOOMS = (5.25, 13)


def fit_together(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Return members with simpler outlines, in which borders of neighbours still fall together."""
    areas = frame["role"] == "area"
    fitted = frame.copy()
    whole = [_drop_islets(shape) for shape in frame.geometry[areas]]
    fitted.loc[areas, "geometry"] = shapely.coverage_simplify(whole, TOLERANCE_DEG)
    return fitted


def _drop_islets(shape: BaseGeometry) -> shapely.MultiPolygon:
    parts = shapely.get_parts(shape)
    sizes = shapely.area(parts)
    return shapely.MultiPolygon(parts[(sizes >= SMALLEST_DEG2) | (sizes == sizes.max())].tolist())


def draw_member(record: Row, layer: Layer) -> Iterable[Row]:
    """Yield the area of a member; a mark and a name for a small one."""
    since = {"since": record["since"]} if record["since"] else {}
    small = record["role"] == "point"
    if record["role"] == "area":
        yield start_row(record, opacity=LAYER_STYLES[layer.style].fill_opacity) | since
        small = record["geometry"].area < LARGE_DEG2 and measure_area(record["geometry"]) < SMALL_KM2
    if small:
        place = record["geometry"].representative_point()
        yield add_mark(record, place, "member", 9, WIDE_ZOOMS) | since
        yield add_label(record, place, "member", 4, NAMED_ZOOMS, anchor="left", offset_x=8) | since


def draw_actor(record: Row, _layer: Layer) -> Iterable[Row]:
    """Yield the mark and the name of an actor."""
    yield add_mark(record, record["geometry"], "actor", 11, WIDE_ZOOMS)
    west = record.get("label_side") == "west"
    side = {"anchor": "right", "offset_x": -10} if west else {"anchor": "left", "offset_x": 10}
    yield add_label(record, record["geometry"], "actor", -2, WIDE_ZOOMS, **side)


def draw_event(record: Row, layer: Layer) -> Iterable[Row]:
    """Yield the mark and the name of an event, with its date, so that the map can hide what came later."""
    shape = "event" if LAYER_STYLES[layer.style].fill_opacity else "event-open"
    since = {"since": record["date"]}
    yield add_mark(record, record["geometry"], shape, 13, WIDE_ZOOMS) | since
    beside: Row = {"anchor": "left", "offset_x": 11, "sparse_zoom": WIDE_ZOOMS[0]}
    yield add_label(record, record["geometry"], "event", 3, (4.5, 13), **beside) | since


def draw_place(record: Row, _layer: Layer) -> Iterable[Row]:
    """Yield the mark and the name of a place."""
    yield add_mark(record, record["geometry"], "member", 11, WIDE_ZOOMS)
    yield add_label(record, record["geometry"], "place", 3, (5, 13), anchor="left", offset_x=10)


ZOOMS = (2, 13)


def draw_own(record: Row, layer: Layer) -> Iterable[Row]:
    """Yield an area with its outline, and its name where it is to stand on the map."""
    yield start_row(record, opacity=LAYER_STYLES[layer.style].fill_opacity)
    yield start_row({**record, "role": "limit", "geometry": shapely.boundary(record["geometry"])})
    if has(record, "named"):
        yield add_label(record, record["geometry"].representative_point(), "place", -2, ZOOMS)


def draw_note(record: Row, _layer: Layer) -> Iterable[Row]:
    """Yield the mark of a note and its text beside it, which goes before every other name."""
    yield add_mark(record, record["geometry"], "member", 9, ZOOMS)
    yield add_label(record, record["geometry"], "annotation", -3, ZOOMS, anchor="left", offset_x=10)
