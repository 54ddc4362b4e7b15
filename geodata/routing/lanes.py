"""Route a sea lane between two positions, with chokepoints open or closed."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
import shapely

from geodata.errors import Message
from geodata.geometry.geodesy import Floats, Position, measure_distances
from geodata.routing.chokepoints import Chokepoint, find_crossings
from geodata.routing.graph import MINOR_KM, Join, SeaGraph, check_closures, join_place
from geodata.routing.lane_limits import tell_limit
from geodata.routing.search import find_path
from geodata.routing.ships import Refusal, Sailing, list_refusals
from geodata.routing.smoothing import pull_taut, round_corners, space_vertices
from geodata.routing.water_grid import (
    CAUTION,
    EARTH_KM,
    is_near_land,
    measure_legs,
    measure_opened,
    to_sphere,
)
from geodata.units import to_nm

HOURS_PER_DAY = 24
LOOK_KM = 0.2
"""Distance between the places where a finished lane is looked at for land."""


@dataclass(frozen=True)
class SeaLane:
    """A schematic route at sea; not for navigation."""

    line: shapely.LineString
    """Course in EPSG:4326 from water to water; longitudes run on beyond 180 degrees rather than jump."""
    length_km: float
    """Length on the ellipsoid, with the short way between each place and the water."""
    cost_km: float
    """What the search made as small as it could: length, and more where land is near."""
    over_land_km: float
    """How much of it runs over land: canals and rivers that the shoreline does not show."""
    chokepoints: tuple[tuple[str, float], ...]
    """Ids of the chokepoints whose gate it crosses, in order, each with the km from the start."""
    closed: frozenset[str]
    """Ids of the chokepoints that were closed."""
    refused: tuple[Refusal, ...] = ()
    """Chokepoints that the lane would pass if the ship could, in the order in which they were tried."""

    @property
    def distance_nm(self) -> float:
        """Length in nautical miles."""
        return to_nm(self.length_km)

    def estimate_days(self, *, speed_kn: float) -> float:
        """Return the days that the lane takes at a steady speed in knots.

        Raises
        ------
        ValueError
            The speed is not above zero.
        """
        if speed_kn <= 0:
            raise ValueError(f"A speed needs to be above 0 knots, not {speed_kn:g}.")
        return self.distance_nm / speed_kn / HOURS_PER_DAY


@dataclass(frozen=True)
class NoRoute:
    """The answer where there is no way by sea."""

    reason: str
    """A sentence that says why: the closures, or the place that is not at the sea."""
    closed: frozenset[str]
    """Ids of the chokepoints that were closed."""
    refused: tuple[Refusal, ...] = ()
    """Chokepoints that a lane would pass if the ship could, in the order in which they were tried."""


def find_ship_lane(
    find: Callable[[frozenset[str]], SeaLane | NoRoute], closed: frozenset[str], sailing: Sailing | None
) -> SeaLane | NoRoute:
    """Return the lane of a ship: the one that `find` gives once each chokepoint on it lets the ship pass.

    Chokepoints that refuse the ship are closed only as lanes come to them, so that the answer names those
    that matter. What is left is the cheapest lane with all of them closed: closing more makes none cheaper.

    Parameters
    ----------
    find
        Gives the lane of a ship without size for the ids of closed chokepoints.
    closed
        Ids of the chokepoints that no ship may pass.
    sailing
        The ship and its year; None for a ship without size.
    """
    if sailing is None:
        return find(closed)
    refusals = list_refusals(sailing)
    met: dict[str, Refusal] = {}
    while True:
        lane = find(closed.union(met))
        passed = lane.chokepoints if isinstance(lane, SeaLane) else ()
        refused = {name: refusals[name] for name, _ in passed if name in refusals}
        if not refused:
            break
        met |= refused
    if isinstance(lane, NoRoute) and met:
        return NoRoute(_tell_refused(closed, tuple(met.values())), closed, tuple(met.values()))
    return replace(lane, closed=closed, refused=tuple(met.values()))


def _tell_refused(closed: AbstractSet[str], refused: tuple[Refusal, ...]) -> str:
    told = "; ".join(f"{refusal.chokepoint} is {refusal.reason}" for refusal in refused)
    if not closed:
        return Message("No way by sea is left for the ship: {told}.", told=told)
    return Message(
        "No way by sea is left for the ship with {closed} closed: {told}.",
        closed=", ".join(sorted(closed)),
        told=told,
    )


def shortest_route(
    graph: SeaGraph,
    origin: Position,
    destination: Position,
    *,
    closed: AbstractSet[str] = frozenset(),
    sailing: Sailing | None = None,
) -> SeaLane | NoRoute:
    """Return the cheapest lane from place to place: short, and clear of land where there is room.

    The way through the graph is pulled taut and its corners are rounded.

    Parameters
    ----------
    graph
        The sea; it is never changed.
    origin, destination
        Places at or near the sea.
    closed
        Ids of the chokepoints that no lane may pass.
    sailing
        The ship that has to fit through the chokepoints, and its year; None for a ship without size. Whether
        the Arctic is open to it is up to the graph.

    Raises
    ------
    UnknownIdError
        A closure names no chokepoint of the graph.
    """
    check_closures(graph, closed)
    return find_ship_lane(
        lambda barred: _route(graph, origin, destination, barred), frozenset(closed), sailing
    )


def _route(
    graph: SeaGraph, origin: Position, destination: Position, closed: frozenset[str]
) -> SeaLane | NoRoute:
    """Return the cheapest lane of a ship without size."""
    gates = [graph.chokepoints[name] for name in sorted(closed | graph.icebound_km.keys())]
    joins = []
    for place in (origin, destination):
        join = join_place(graph, place, gates)
        if join is None:
            shut_in = closed and join_place(graph, place, ()) is not None
            return NoRoute(_tell_closed(closed) if shut_in else tell_limit(graph, place), closed)
        joins.append(join)
    way = find_path(graph, joins[0], joins[1], closed=closed)
    if way is None:
        return NoRoute(_tell_closed(closed) if closed else Message("The graph joins no way by sea."), closed)
    corners = pull_taut(way, graph.waters, closed=gates)
    cost_km = _price_course(graph, corners)
    course = round_corners(corners, graph.waters, closed=gates)
    return _describe_lane(graph, course, cost_km, joins, (origin, destination), closed)


def _tell_closed(closed: AbstractSet[str]) -> str:
    return Message("No way by sea is left with {closed} closed.", closed=", ".join(sorted(closed)))


def _describe_lane(
    graph: SeaGraph,
    course: Floats,
    cost_km: float,
    joins: list[Join],
    places: tuple[Position, Position],
    closed: frozenset[str],
) -> SeaLane:
    vertices = space_vertices(course)
    steps_km = measure_distances(vertices[:-1], vertices[1:])
    ashore_km = measure_distances(
        np.array([(place.lon, place.lat) for place in places]), np.array([join.water for join in joins])
    )
    return SeaLane(
        line=shapely.LineString(vertices),
        length_km=float(steps_km.sum() + ashore_km.sum()),
        cost_km=cost_km + float(ashore_km.sum()),
        over_land_km=_measure_over_land(graph, vertices, steps_km),
        chokepoints=_list_chokepoints(graph.chokepoints.values(), vertices, steps_km, float(ashore_km[0])),
        closed=closed,
    )


def _measure_over_land(graph: SeaGraph, vertices: Floats, steps_km: Floats) -> float:
    """Return how many km run through cells that were opened by hand, looking only at legs near land."""
    legs = np.flatnonzero(
        is_near_land(graph.waters, vertices[:-1]) | is_near_land(graph.waters, vertices[1:])
    )
    looks = np.maximum(np.ceil(steps_km[legs] / LOOK_KM), 1).astype(np.intp)
    shares = (np.arange(looks.sum()) - np.repeat(np.cumsum(looks) - looks, looks)) / np.repeat(looks, looks)
    legs, looked_km = np.repeat(legs, looks), np.repeat(steps_km[legs] / looks, looks)
    places = vertices[legs] + (vertices[legs + 1] - vertices[legs]) * shares[:, None]
    return measure_opened(graph.waters, looked_km, places)


def _price_course(graph: SeaGraph, corners: Floats) -> float:
    """Return what a course costs in km; a leg that clips a cell of land counts as one next to land."""
    legs = measure_legs(graph.waters, corners[:-1], corners[1:])
    most = legs.lengths_km * (1 + CAUTION)
    vectors = to_sphere(corners)
    minor = [chokepoint for chokepoint in graph.chokepoints.values() if chokepoint.kind == "minor"]
    passed = sum(find_crossings(strait, vectors[:-1], vectors[1:])[0].any() for strait in minor)
    return float(np.minimum(legs.costs_km, most).sum() + MINOR_KM * passed)


def _list_chokepoints(
    chokepoints: Iterable[Chokepoint], vertices: Floats, steps_km: Floats, ashore_km: float
) -> tuple[tuple[str, float], ...]:
    """Return the chokepoints that a course crosses, each once, in order, with the km from its start."""
    vectors = to_sphere(vertices)
    gone_km = np.concatenate([[0], np.cumsum(steps_km)]) + ashore_km
    passed = []
    for chokepoint in chokepoints:
        crosses, angles = find_crossings(chokepoint, vectors[:-1], vectors[1:])
        if crosses.any():
            leg = int(np.flatnonzero(crosses)[0])
            passed.append((chokepoint.id, float(gone_km[leg] + angles[leg] * EARTH_KM)))
    return tuple(sorted(passed, key=lambda entry: entry[1]))
