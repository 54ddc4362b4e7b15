"""Convert layer rows and base data into the features that maps draw."""

import math
from collections.abc import Callable, Iterable, Mapping

import geopandas
import numpy as np
import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from dashboard.cartography.bounds import WEST_EDGE
from dashboard.cartography.point_features import (
    draw_actor,
    draw_event,
    draw_member,
    draw_note,
    draw_own,
    draw_place,
    fit_together,
)
from dashboard.cartography.rows import Row, add_label, add_mark, has, start_row
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import list_languages, use_language
from dashboard.marks import fits_kind
from dashboard.theme import LAYER_STYLES
from geodata.errors import Message, PackError
from geodata.geometry.antimeridian import split_at_antimeridian
from geodata.names import OWN_FIELDS, Names
from geodata.records.layers import LaneData, Layer

CLOSE_ZOOM = 9
"""Web zoom from which single islands are drawn by their outlines and named one by one."""
SHOWN_GATE_DEG = 5
"""How much is drawn of a gate that ends at no opposite shore."""
GATE_SIDES = {
    **dict.fromkeys(("malacca", "taiwan-strait", "suez", "bab-el-mandeb"), "right"),
    "gibraltar": "below",
}
"""Which side of the name its chokepoint is on, where east of it is no room or a lane; else the left."""
NEIGHBOUR_DEG = 0.3
"""Islands nearer to each other than this are named to their sides, where the names cover none of them."""
SMALL_KM2 = 1.0
"""Islands below this area also get a mark, because their outline is a few pixels even close in."""
SMALL_SEA_DEG2 = 15
"""Seas below this area in square degrees are named closer in."""
LABEL_ORIGIN = (24.0, 112.0)
"""Latitude and longitude from which the bearing to a band's distance label is taken."""

FrameDrawer = Callable[[geopandas.GeoDataFrame, Layer], list[Row]]
"""Draws the rows of a layer frame."""


def open_at_west_edge(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry with longitudes that run eastward from `WEST_EDGE` instead of from -180 degrees."""
    first, _, last, _ = geometry.bounds
    if isinstance(geometry, shapely.Point):
        return affinity.translate(geometry, xoff=360) if geometry.x < WEST_EDGE else geometry
    if geometry.geom_type.endswith("LineString") or first < -180 or last > 180:  # noqa: PLR2004 - degrees
        geometry = split_at_antimeridian(geometry)
    west = shapely.clip_by_rect(geometry, -180, -90, WEST_EDGE, 90)
    if west.is_empty:
        return geometry
    east = shapely.clip_by_rect(geometry, WEST_EDGE, -90, 180, 90)
    joined = shapely.union_all([east, affinity.translate(west, xoff=360)])
    return shapely.line_merge(joined) if "LineString" in joined.geom_type else joined


def draw_layer(frame: geopandas.GeoDataFrame, layer: Layer) -> geopandas.GeoDataFrame:
    """Return the web features of a layer.

    Parameters
    ----------
    frame
        As `geodata.layers.load_layer` returns it.
    layer
        Its record.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns `id`, `role` (`area`, `line`, `grade`, `limit`, `edge`, `mark` or `label`), the names of what
        the map names (see `webnames`), how it is drawn, and `geometry` with longitudes from `WEST_EDGE`.

    Raises
    ------
    PackError
        The style of the layer is unknown or draws another kind of shape.
    """
    fitting = _list_fitting_styles(frame, layer)
    if layer.style not in fitting:
        problem = Message(
            "The style {style!r} does not fit; expected one of {fitting}.",
            style=layer.style,
            fitting=", ".join(fitting),
        )
        raise PackError("layers.toml", Message("layer {id}", id=layer.id), "style", problem)
    rows = DRAWERS[LAYER_STYLES[layer.style].mark](frame, layer)
    drawn = geopandas.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")
    opened = [open_at_west_edge(geometry) for geometry in drawn.geometry]
    drawn["geometry"] = [_run_eastward(shape) if "Line" in shape.geom_type else shape for shape in opened]
    return drawn


def _list_fitting_styles(frame: geopandas.GeoDataFrame, layer: Layer) -> list[str]:
    roles = set(frame["role"])
    dated = {column for column in frame if frame[column].notna().all()}
    return [
        key
        for key, style in LAYER_STYLES.items()
        if style.mark_kind.roles & roles
        and fits_kind(style.mark_kind, layer.data.kind)
        and (not style.mark_kind.needs_date or style.mark_kind.date_column in dated)
    ]


def _draw_sea(record: Row, layer: Layer) -> Iterable[Row]:
    style = LAYER_STYLES[layer.style]
    yield start_row(record, opacity=style.fill_opacity)
    if record["role"] == "area" and has(record, "label_lat"):
        place = shapely.Point(record["label_lon"], record["label_lat"])
        columns = ("label_rotate", "label_spacing")
        rotate, spacing = (record[column] if has(record, column) else 0 for column in columns)
        zooms = (2, 7) if record["geometry"].area > SMALL_SEA_DEG2 else (4.75, 9)
        yield add_label(record, place, "named-sea", 0, zooms, rotate=rotate, spacing=spacing)


def _draw_islands(record: Row, layer: Layer) -> Iterable[Row]:
    yield start_row(record, opacity=LAYER_STYLES[layer.style].fill_opacity)
    place = record["geometry"].representative_point()
    if record.get("area_km2", math.inf) < SMALL_KM2:
        yield add_mark(record, place, "diamond", 8, (CLOSE_ZOOM, 12))
    rank = 1 + int(record.get("area_km2", 0) < SMALL_KM2)
    if record["label_side"] == "east":
        yield add_label(record, place, "disputed", rank, (CLOSE_ZOOM, 13), anchor="left", offset_x=9)
        return
    top = shapely.Point(place.x, record["geometry"].bounds[3])
    anchor = {"anchor": "right"} if record["label_side"] == "west" else {}
    yield add_label(record, top, "disputed", rank, (CLOSE_ZOOM, 13), offset_y=-13, **anchor)


def _draw_archipelago(frame: geopandas.GeoDataFrame, layer: Layer) -> list[Row]:
    """Draw islands one by one, and the group that they are from afar."""
    named = frame.assign(label_side=_choose_sides(frame))
    return [*_draw_each(_draw_islands)(named, layer), *_draw_group(named, layer)]


def _choose_sides(frame: geopandas.GeoDataFrame) -> list[str]:
    """Return where the name of each island stands so that it covers no neighbour: west, east, or above.

    The largest of some islands that lie close together is named away from them, the others away from it.
    """
    places = shapely.get_coordinates(shapely.point_on_surface(frame.geometry.to_numpy()))
    areas = shapely.area(frame.geometry.to_numpy())
    sides = []
    for x, y in places:
        near = np.flatnonzero(np.hypot(places[:, 0] - x, places[:, 1] - y) < NEIGHBOUR_DEG)
        largest = near[areas[near].argmax()]
        others_x = places[near, 0].mean() if places[largest, 0] == x else places[largest, 0]
        sides.append("above" if len(near) == 1 else "west" if others_x > x else "east")
    return sides


def _draw_group(frame: geopandas.GeoDataFrame, layer: Layer) -> Iterable[Row]:
    record = {"id": layer.id, "role": "area", **(layer.names or Names(en=layer.title)).columns}
    largest = frame.loc[frame.geometry.to_crs(8857).area.idxmax()]
    place = largest.geometry.representative_point()
    yield add_mark(record, place, "diamond", 15, (2, CLOSE_ZOOM - 0.25))
    yield add_label(record, place, "disputed", -1, (3.5, CLOSE_ZOOM - 0.25), anchor="left", offset_x=13)


def _draw_point(record: Row, _layer: Layer) -> Iterable[Row]:
    yield add_mark(record, record["geometry"], "ring", 15, (5, 13))
    yield add_label(record, record["geometry"], "place", 3, (8, 13), offset_y=-18)


def _draw_feature(record: Row, _layer: Layer) -> Iterable[Row]:
    if record.get("kind") == "group":
        yield add_label(record, record["geometry"], "disputed", 2, (3.5, 5.25), offset_y=-15)
        return
    yield add_mark(record, record["geometry"], "dot", 9, (3.75, 13))
    yield add_label(record, record["geometry"], "disputed", 3, (6.75, 13), offset_y=-12)


def _draw_line(record: Row, _layer: Layer) -> Iterable[Row]:
    if has(record, "label_lat"):
        yield start_row(record)
        place = shapely.Point(record["label_lon"], record["label_lat"])
        yield add_label(record, place, "place", 2, (4, 9), anchor="left")
        return
    text_at = record["label_at"] if has(record, "label_at") else 0.5
    yield start_row(record, text_at=text_at)


def _draw_area(record: Row, _layer: Layer) -> Iterable[Row]:
    yield start_row(record, opacity=0)


def _draw_zones(frame: geopandas.GeoDataFrame, layer: Layer) -> list[Row]:
    """Draw areas, and their limits over them."""
    return [*_draw_each(_draw_area)(frame, layer), *_draw_limits(frame, layer)]


def _draw_limits(frame: geopandas.GeoDataFrame, layer: Layer) -> Iterable[Row]:
    """Draw the limits of adjacent areas, each stretch once and none along the edge of the data."""
    limits = shapely.union_all(shapely.boundary(frame.geometry.to_numpy()))
    limits = shapely.line_merge(limits.difference(shapely.box(*frame.total_bounds).exterior))
    record = {"id": layer.id, "role": "limit", "geometry": limits}
    yield start_row(record)


def _draw_spoke(record: Row, _layer: Layer) -> Iterable[Row]:
    end = shapely.Point(record["geometry"].coords[-1])
    text = get_texts().length_km.format(km=record["published_km"])
    text_at = record["label_at"] if has(record, "label_at") else 0.5
    yield start_row(record, text=text, text_at=text_at)
    yield add_mark(record, end, "end", 11, (5, 13))


def _draw_port(record: Row, _layer: Layer) -> Iterable[Row]:
    yield add_mark(record, record["geometry"], "end", 12, (2, 13))
    yield add_label(record, record["geometry"], "place", -1, (2, 13), offset_y=-16)


def _draw_gate(record: Row, layer: Layer) -> Iterable[Row]:
    """Draw the mark, the name and the gate of a chokepoint; of a gate at open sea only its start."""
    if record["role"] == "point":
        shape, size = ("closed", 17) if layer.style == "gate-closed" else ("gate", 11)
        yield add_mark(record, record["geometry"], shape, size, (2, 13))
        anchor = GATE_SIDES.get(record["id"], "left")
        beside: Row = {"anchor": anchor, "offset_x": 10, "sparse_zoom": 2}
        yield add_label(record, record["geometry"], "gate", 1, (2.75, 11), **beside)
    elif record["kind"] == "waypoint":
        yield start_row({**record, "geometry": substring(record["geometry"], 0, SHOWN_GATE_DEG)})
    else:
        yield start_row(record)


def _draw_lane(record: Row, layer: Layer) -> Iterable[Row]:
    """Draw a lane with its name along it, unless its row says that its ends tell enough."""
    if record.get("silent"):
        yield start_row(record)
        return
    lane = layer.get_data(LaneData)
    text_at = lane.label_at if lane else 0.5
    yield start_row(record, text_at=text_at)


def _run_eastward(line: BaseGeometry) -> BaseGeometry:
    """Turn a line so that text along it is not upside down."""
    coordinates = shapely.get_coordinates(line)
    return line if coordinates[0][0] <= coordinates[-1][0] else line.reverse()


def _draw_band(record: Row, layer: Layer) -> Iterable[Row]:
    style = LAYER_STYLES[layer.style]
    opacity = style.fill_opacity * record.get("share", 0) if record["role"] == "grade" else 0
    yield start_row(record, opacity=round(opacity, 3))
    if record["role"] == "limit":
        place = _find_label_place(record["geometry"], record["distance_km"])
        figure = _name_length(record["distance_km"]).columns
        yield add_label({"id": record["id"], **figure}, place, "band", 2, (3, 8))


def _name_length(km: float) -> Names:
    """Return a length as a name, written for the readers of each language."""
    written = {}
    for language in (language for language in list_languages() if language in OWN_FIELDS):
        with use_language(language):
            written[f"neutral_{language}"] = get_texts().length_km.format(km=km)
    return Names(en=get_texts().length_km.format(km=km), **written)


def _find_label_place(edge: BaseGeometry, distance_km: float) -> shapely.Point:
    """Return where a ray south-eastward crosses the edge; the wider the band, the more eastward."""
    azimuth = math.radians(max(95, 182 - distance_km / 20))
    lat, lon = LABEL_ORIGIN
    ray = shapely.LineString([(lon, lat), (lon + 70 * math.sin(azimuth), lat + 70 * math.cos(azimuth))])
    crossing = shapely.get_coordinates(shapely.intersection(edge, ray))
    return shapely.Point(crossing[-1]) if len(crossing) else edge.representative_point()


def open_frame(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Return a frame with longitudes that run eastward from the map's west edge."""
    opened = [open_at_west_edge(geometry) for geometry in frame.geometry]
    return frame.set_geometry(geopandas.GeoSeries(opened, index=frame.index, crs=frame.crs))


def _draw_each(draw: Callable[[Row, Layer], Iterable[Row]]) -> FrameDrawer:
    """Return what draws each row of a frame by itself."""

    def draw_rows(frame: geopandas.GeoDataFrame, layer: Layer) -> list[Row]:
        return [row for record in frame.to_dict("records") for row in draw(record, layer)]

    return draw_rows


def _draw_members(frame: geopandas.GeoDataFrame, layer: Layer) -> list[Row]:
    return _draw_each(draw_member)(fit_together(frame), layer)


DRAWERS: Mapping[str, FrameDrawer] = {
    "sea": _draw_each(_draw_sea),
    "islands": _draw_archipelago,
    "point": _draw_each(_draw_point),
    "feature": _draw_each(_draw_feature),
    "port": _draw_each(_draw_port),
    "line": _draw_each(_draw_line),
    "zone": _draw_zones,
    "spoke": _draw_each(_draw_spoke),
    "lane": _draw_each(_draw_lane),
    "band": _draw_each(_draw_band),
    "gate": _draw_each(_draw_gate),
    "members": _draw_members,
    "actor": _draw_each(draw_actor),
    "event": _draw_each(draw_event),
    "place": _draw_each(draw_place),
    "own": _draw_each(draw_own),
    "arrow": _draw_each(draw_own),
    "note": _draw_each(draw_note),
}
"""Mark of a style -> what draws its web features."""
