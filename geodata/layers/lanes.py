"""Rows of lane layers, and the ends of the pack's lanes."""

from collections.abc import Iterable

from geodata.errors import Message, PackError
from geodata.layers.rows import Row, describe_layer
from geodata.packs.pack import Pack
from geodata.records.layers import LaneData, Layer
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.closures import Stops, find_lane_via
from geodata.routing.lanes import NoRoute, SeaLane
from geodata.routing.ports import Port, find_port
from geodata.routing.ships import Sailing, find_sailing
from geodata.units import to_nm


def list_stops(pack: Pack) -> dict[str, Stops]:
    """Return the stops of the lanes of a pack by layer id."""
    lanes = [(layer.id, layer.data) for layer in pack.layers if isinstance(layer.data, LaneData)]
    return {layer_id: find_stops(data) for layer_id, data in lanes}


def find_stops(data: LaneData) -> tuple[Port, ...]:
    """Return the ports of a lane's record in order.

    Raises
    ------
    UnknownIdError
        It names a port that there is not.
    """
    return tuple(map(find_port, (data.origin, *data.via, data.destination)))


def list_sailings(pack: Pack) -> dict[str, Sailing | None]:
    """Return the ships of the lanes of a pack by layer id, each in the year of the brief."""
    lanes = [(layer.id, layer.data) for layer in pack.layers if isinstance(layer.data, LaneData)]
    return {layer_id: find_lane_sailing(pack, data) for layer_id, data in lanes}


def find_lane_sailing(pack: Pack, data: LaneData) -> Sailing | None:
    """Return the ship of a lane's record in the year of the brief, or None where it names none.

    Raises
    ------
    UnknownShipError
        There is no such class of ships.
    YearError
        The brief is of a year for which no limits are known.
    """
    return find_sailing(data.ship, int(pack.brief.date[:4]))


def _make_lane_rows(pack: Pack, layer: Layer, data: LaneData) -> Iterable[Row]:
    lane = find_lane_via(find_stops(data), frozenset(), find_lane_sailing(pack, data))
    if isinstance(lane, NoRoute):
        raise PackError("layers.toml", Message("layer {id}", id=layer.id), "data", lane.reason)
    yield {
        **describe_layer(layer),
        "role": "line",
        "length_km": lane.length_km,
        "passes": _list_passed(lane),
        "origin": data.origin,
        "destination": data.destination,
        "geometry": lane.line,
    }


def _list_passed(lane: SeaLane) -> str:
    """Name the chokepoints of a lane in order, with nautical miles from its start."""
    chokepoints = read_chokepoints()
    passed = ((chokepoints[chokepoint].names.neutral, at_km) for chokepoint, at_km in lane.chokepoints)
    return ", ".join(f"{name} at {to_nm(at_km):,.0f} nm" for name, at_km in passed)
