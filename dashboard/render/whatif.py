"""Draw a lane in question as live layers: as usual, with chokepoints closed, its ends, the closed gates."""

from functools import cache, partial
from typing import Any

import geopandas
import shapely

from dashboard.render.live import LiveLayer, make_live
from dashboard.render.webdata import draw_layer
from dashboard.texts import ENGLISH, Texts
from geodata.chokepoints import read_chokepoints
from geodata.closures import ASHORE_KM, Detour, Stops, measure_ashore
from geodata.gate_rows import frame_chokepoints
from geodata.geodesy import Position
from geodata.layer_data import ChokepointData, LaneData
from geodata.names import NEUTRAL, Names, Policy
from geodata.packs import Pack
from geodata.places import Place, locate_place, write_place
from geodata.ports import Port
from geodata.records import Layer
from geodata.sea_lanes import SeaLane
from geodata.units import to_nm

USUAL, LEFT, CLOSED, ENDS = "usual", "left", "closed", "ends"
"""Ids of the layers; on the map they are named by `live.name_live`."""


def draw_question(pack: Pack, stops: Stops, detour: Detour, texts: Texts = ENGLISH) -> tuple[LiveLayer, ...]:
    """Return the live layers of a lane in question, from below to above."""
    drawn = []
    changed = detour.touched
    if isinstance(detour.usual, SeaLane):
        style = "lane-before" if changed else "lane"
        record = make_lane_record(pack, USUAL, stops, style)
        call = partial(name_lane, stops)
        drawn.append(make_live(_frame_lane(detour.usual, record.title, silent=True), record, pack, call=call))
    if changed and isinstance(detour.left, SeaLane):
        record = make_lane_record(pack, LEFT, stops, "detour")
        longer = texts.longer.format(extra=f"{to_nm(detour.extra_km or 0):,.0f}")
        call = partial(_title, detour, texts)
        drawn.append(make_live(_frame_lane(detour.left, longer), record, pack, call=call))
    drawn.append(_make_ends(pack, stops))
    if detour.closed:
        drawn.append(_make_closed(pack, detour.closed, texts))
    return tuple(drawn)


def draw_lanes(pack: Pack, stops: Stops, detour: Detour) -> list[tuple[str, geopandas.GeoDataFrame]]:
    """Return the usual lane and the one that is left as style and web features, for a picture."""
    lanes = ((detour.usual, "lane-before"), (detour.left, "detour"))
    return [
        (style, draw_layer(_frame_lane(lane, name_lane(stops)), make_lane_record(pack, USUAL, stops, style)))
        for lane, style in lanes
        if isinstance(lane, SeaLane)
    ]


def name_place(place: Place, policy: Policy = NEUTRAL) -> str:
    """Return what a place is called: a port by its name, another one by its degrees."""
    if isinstance(place, Port):
        return place.names.call(policy)
    lat, lon = place.lat, (place.lon + 180) % 360 - 180
    return f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.2f}° {'E' if lon >= 0 else 'W'}"


def name_lane(stops: Stops, policy: Policy = NEUTRAL) -> str:
    """Return the ends of a lane, by a naming policy."""
    return f"{name_place(stops[0], policy)} – {name_place(stops[-1], policy)}"


def tell_far_ends(stops: Stops, lane: SeaLane, policy: Policy = NEUTRAL, texts: Texts = ENGLISH) -> list[str]:
    """Return a sentence for each end that lies far from the water where its lane begins or ends."""
    (lon, lat), *_, (last_lon, last_lat) = shapely.get_coordinates(lane.line)
    ashore_km = measure_ashore(stops[0], stops[-1], lane)
    ends = (
        (texts.far_start, stops[0], ashore_km[0], Position(lat, lon)),
        (texts.far_end, stops[-1], ashore_km[1], Position(last_lat, last_lon)),
    )
    return [
        told.format(place=name_place(place, policy), km=f"{away_km:,.0f}", water=name_place(water))
        for told, place, away_km, water in ends
        if away_km > ASHORE_KM
    ]


def name_closures(closed: frozenset[str], policy: Policy = NEUTRAL) -> str:
    """Return the names of closed chokepoints, in the order of the file, by a naming policy."""
    return ", ".join(
        chokepoint.names.call(policy) for chokepoint in read_chokepoints().values() if chokepoint.id in closed
    )


def make_lane_record(pack: Pack, layer_id: str, stops: Stops, style: str) -> Layer:
    """Return the record of a lane in question, with the passages that the lanes of the pack answer to."""
    lanes = [layer for layer in pack.layers if isinstance(layer.data, LaneData)]
    ends = [place.id if isinstance(place, Port) else "place" for place in (stops[0], stops[-1])]
    return Layer(
        id=layer_id,
        title=name_lane(stops),
        group="lanes",
        status="notional",
        description=ENGLISH.question_lane,
        links=lanes[0].links if lanes else (),
        style=style,
        data=LaneData.model_validate({"kind": "lane", "from": ends[0], "to": ends[1]}),
    )


def _frame_lane(lane: SeaLane, name: str, *, silent: bool = False) -> geopandas.GeoDataFrame:
    row = {"id": USUAL, "role": "line", "name_en": name, "silent": silent, "geometry": lane.line}
    return geopandas.GeoDataFrame([row], crs="EPSG:4326")


def _title(detour: Detour, texts: Texts, policy: Policy) -> str:
    return texts.detours.format(closed=name_closures(detour.closed, policy))


def _make_ends(pack: Pack, stops: Stops) -> LiveLayer:
    rows = [_frame_place(place) for place in stops]
    record = make_lane_record(pack, ENDS, stops, "port")
    frame = geopandas.GeoDataFrame(rows, crs="EPSG:4326")
    titled = record.model_copy(update={"title": ENGLISH.question_ends})
    return make_live(frame, titled, pack, badge=ENGLISH.group_what_if)


def _frame_place(place: Place) -> dict[str, Any]:
    names = place.names if isinstance(place, Port) else Names(en=name_place(place))
    position = locate_place(place)
    point = shapely.Point(position.lon, position.lat)
    key = write_place(place).replace(",", "_")
    return {"id": key, "role": "point", **names.columns, "geometry": point}


def _make_closed(pack: Pack, closed: frozenset[str], texts: Texts) -> LiveLayer:
    record = _make_gate_record(tuple(sorted(closed)), texts)

    def call(policy: Policy) -> str:
        return f"{texts.closed_gates}: {name_closures(closed, policy)}"

    gates = _load_gates()
    return make_live(gates[gates["id"].isin(closed)], record, pack, call=call, badge=texts.group_what_if)


@cache
def _load_gates() -> geopandas.GeoDataFrame:
    """Return the gates of all chokepoints, placed once: that takes the whole shoreline."""
    return frame_chokepoints(tuple(read_chokepoints()))


def _make_gate_record(ids: tuple[str, ...], texts: Texts) -> Layer:
    return Layer(
        id=CLOSED,
        title=texts.closed_gates,
        group="chokepoints",
        status="context",
        description=texts.closed_gates,
        style="gate-closed",
        data=ChokepointData(kind="chokepoints", ids=ids),
    )
