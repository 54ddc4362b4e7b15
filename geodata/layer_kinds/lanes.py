"""Layers of lanes, and the ports where they stop."""

from collections.abc import Iterable

from geodata.errors import Message, PackError, UnknownIdError
from geodata.layer_kinds.kind import DataFault, LayerKind, PackContents
from geodata.layer_kinds.rows import Row, describe_layer
from geodata.records.layers import LaneData, Layer, select_data
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.closures import Stops, find_lane_via
from geodata.routing.lanes import NoRoute, SeaLane
from geodata.routing.ports import Port, find_port, read_ports
from geodata.routing.ships import Sailing, UnknownShipError, find_sailing, read_ships
from geodata.units import to_nm


def list_stops(pack: PackContents) -> dict[str, Stops]:
    """Return the stops of the lanes of a pack by layer id."""
    return {layer_id: find_stops(data) for layer_id, data in select_data(pack.layers, LaneData).items()}


def find_stops(data: LaneData) -> tuple[Port, ...]:
    """Return the ports of a lane's record in order.

    Raises
    ------
    UnknownIdError
        It names a port that there is not.
    """
    return tuple(map(find_port, (data.origin, *data.via, data.destination)))


def list_sailings(pack: PackContents) -> dict[str, Sailing | None]:
    """Return the ships of the lanes of a pack by layer id, each in the year of the brief."""
    lanes = select_data(pack.layers, LaneData)
    return {layer_id: find_lane_sailing(pack, data) for layer_id, data in lanes.items()}


def find_lane_sailing(pack: PackContents, data: LaneData) -> Sailing | None:
    """Return the ship of a lane's record in the year of the brief, or None where it names none.

    Raises
    ------
    UnknownShipError
        There is no such class of ships.
    YearError
        The brief is of a year for which no limits are known.
    """
    return find_sailing(data.ship, int(pack.brief.date[:4]))


def _list_lane_rows(pack: PackContents, layer: Layer, data: LaneData) -> Iterable[Row]:
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


def _list_ship_sources(data: LaneData) -> Iterable[str]:
    ship = read_ships().get(data.ship)
    return ship.sources if ship else ()


def _list_faults(data: LaneData) -> Iterable[DataFault]:
    ports = read_ports()
    for port in (data.origin, *data.via, data.destination):
        if port not in ports:
            yield DataFault("unknown-port", str(UnknownIdError("port", port, ports)))
    try:
        find_sailing(data.ship)
    except UnknownShipError as error:
        yield DataFault("unknown-ship", str(error))


LANE = LayerKind(
    LaneData,
    list_rows=_list_lane_rows,
    list_datasets=lambda _data: ("sea-graph",),
    list_sources=_list_ship_sources,
    list_faults=_list_faults,
    has_own_source=True,
)
