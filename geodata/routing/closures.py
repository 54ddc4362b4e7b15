"""Compare a lane with and without closed chokepoints."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise

import numpy as np
import shapely

from geodata.errors import Message, SeaBriefError, UnknownIdError
from geodata.geometry.geodesy import (
    Position,
    densify_line,
    measure_distance,
    measure_distances,
    measure_length,
)
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.graph import read_graph
from geodata.routing.lanes import NoRoute, SeaLane, find_ship_lane, shortest_route
from geodata.routing.places import Place, locate_place, tell_place
from geodata.routing.ports import Port
from geodata.routing.precomputed import find_lane
from geodata.routing.ships import Sailing

Way = SeaLane | NoRoute
Stops = tuple[Place, ...]
"""Two ends, with ports of call between them."""
SAME_KM = 0.1
"""Ends nearer to each other than this are one place."""
ASHORE_KM = 10.0
"""An end farther than this from the water of its lane is told; every port of the table is nearer."""
AT_GATE_KM = 25.0
"""An end nearer than this to a closed gate lies in what is closed; our choice."""
GATE_STEP_KM = 2.0
"""Distance between the points of a gate that an end is measured from."""
NO_SHIPS: Mapping[str, Sailing | None] = {}
KEPT = 256
"""Lanes that are held once they have been searched."""


class SameEndsError(SeaBriefError, ValueError):
    """A lane from a place to itself."""

    def __init__(self, start: Place, end: Place) -> None:
        told = dict.fromkeys(map(tell_place, (start, end)))
        super().__init__(Message("The two ends are the same: {told}.", told=" and ".join(told)))


@dataclass(frozen=True)
class Detour:
    """A lane as usual, and as it runs with chokepoints closed."""

    usual: Way
    """With everything open."""
    left: Way
    """With the closures."""
    closed: frozenset[str]
    """Ids of the closed chokepoints."""

    @property
    def extra_km(self) -> float | None:
        """How much longer it is; None where there is no way before or after."""
        if isinstance(self.usual, NoRoute) or isinstance(self.left, NoRoute):
            return None
        return self.left.length_km - self.usual.length_km

    @property
    def touched(self) -> bool:
        """Whether the closures meet the usual lane."""
        if isinstance(self.usual, NoRoute):
            return False
        return bool(self.closed & {chokepoint for chokepoint, _ in self.usual.chokepoints})


def compare_lane(stops: Stops, *, closed: AbstractSet[str], sailing: Sailing | None = None) -> Detour:
    """Return what closures do to the lane between stops, for a ship or for one without size.

    Raises
    ------
    UnknownIdError
        A closure names no chokepoint.
    """
    closed = frozenset(closed)
    for name in sorted(closed - read_chokepoints().keys()):
        raise UnknownIdError("chokepoint", name, read_chokepoints())
    usual = find_lane_via(stops, frozenset(), sailing)
    return Detour(usual, find_lane_via(stops, closed, sailing) if closed else usual, closed)


def tabulate_closures(
    lanes: Mapping[str, Stops], sailings: Mapping[str, Sailing | None] = NO_SHIPS
) -> Mapping[tuple[str, str], Detour]:
    """Return what each closure of one chokepoint does to each lane, by lane id and chokepoint id.

    Only chokepoints that some lane passes have entries, in the order of the file. `sailings` gives the ships
    by lane id; a lane without one is that of a ship without size.
    """
    passed = {
        chokepoint
        for lane, stops in lanes.items()
        for way in [find_lane_via(stops, frozenset(), sailings.get(lane))]
        if isinstance(way, SeaLane)
        for chokepoint, _ in way.chokepoints
    }
    return {
        (lane, chokepoint): compare_lane(stops, closed={chokepoint}, sailing=sailings.get(lane))
        for lane, stops in lanes.items()
        for chokepoint in read_chokepoints()
        if chokepoint in passed
    }


@lru_cache(maxsize=KEPT)
def find_lane_via(stops: Stops, closed: frozenset[str], sailing: Sailing | None = None) -> Way:
    """Return the lane from stop to stop with chokepoints closed, for a ship or one without size."""
    arctic = sailing is not None and sailing.arctic
    legs = [
        find_ship_lane(partial(_find_leg_lane, start, end, arctic), closed, sailing)
        for start, end in pairwise(stops)
    ]
    for leg in legs:
        if isinstance(leg, NoRoute):
            return leg
    return join_legs([leg for leg in legs if isinstance(leg, SeaLane)])


def check_ends(start: Place, end: Place) -> None:
    """Check that a lane has two ends.

    Raises
    ------
    SameEndsError
        Both are the same place.
    """
    if measure_distance(locate_place(start), locate_place(end)) < SAME_KM:
        raise SameEndsError(start, end)


def measure_ashore(start: Place, end: Place, lane: SeaLane) -> tuple[float, float]:
    """Return how far in km both ends of a lane lie from the water where it begins and ends."""
    first, *_, last = (Position(lat, lon) for lon, lat in shapely.get_coordinates(lane.line))
    return measure_distance(locate_place(start), first), measure_distance(locate_place(end), last)


def find_closed_ends(stops: Stops, closed: AbstractSet[str]) -> list[tuple[Place, str]]:
    """Return the ends of a lane that lie within `AT_GATE_KM` of a closed gate, each with its chokepoint's id.

    The lane of such an end keeps to the side of the gate on which it lies.
    """
    return [
        (place, name)
        for place in (stops[0], stops[-1])
        for name in sorted(closed)
        if _measure_to_gate(locate_place(place), name) < AT_GATE_KM
    ]


def _measure_to_gate(place: Position, name: str) -> float:
    """Return how far a place lies from the gate of a chokepoint, in km."""
    gate = densify_line(shapely.LineString(read_chokepoints()[name].gate), step_km=GATE_STEP_KM)
    points = shapely.get_coordinates(gate)
    return float(measure_distances(points, np.broadcast_to((place.lon, place.lat), points.shape)).min())


def _find_leg_lane(start: Place, end: Place, arctic: bool, closed: frozenset[str]) -> Way:  # noqa: FBT001
    """Return the lane between two places; closures that it does not meet leave it as it is."""
    try:
        check_ends(start, end)
    except SameEndsError as error:
        return NoRoute(str(error), closed)
    lane = _find_leg(start, end, closed, arctic=arctic)
    problem = tell_standstill(lane) if isinstance(lane, SeaLane) else ""
    return NoRoute(problem, closed) if problem else lane


def tell_standstill(lane: SeaLane) -> str:
    """Return a sentence where a lane ends in the water where it begins; empty where it leads anywhere."""
    if measure_length(lane.line) >= SAME_KM:
        return ""
    lon, lat = shapely.get_coordinates(lane.line)[0]
    return Message("Both ends come to the sea at the same place, {lat:.2f}, {lon:.2f}.", lat=lat, lon=lon)


@lru_cache(maxsize=KEPT)
def _find_open_leg(start: Place, end: Place, *, arctic: bool) -> Way:
    return _find_leg_lane(start, end, arctic, frozenset())


def _find_leg(start: Place, end: Place, closed: frozenset[str], *, arctic: bool) -> Way:
    usual = _find_open_leg(start, end, arctic=arctic) if closed else None
    if isinstance(usual, SeaLane) and closed.isdisjoint(dict(usual.chokepoints)):
        return replace(usual, closed=closed)
    if isinstance(start, Port) and isinstance(end, Port) and not arctic:
        return find_lane(start.id, end.id, closed=closed)
    graph = read_graph(arctic=arctic)
    return shortest_route(graph, locate_place(start), locate_place(end), closed=closed)


def join_legs(legs: Sequence[SeaLane]) -> SeaLane:
    """Return lanes that follow each other as one; a chokepoint passed twice is told where it is first."""
    if len(legs) == 1:
        return legs[0]
    starts_km = np.concatenate([[0], np.cumsum([leg.length_km for leg in legs])])
    passed: dict[str, float] = {}
    for leg, start_km in zip(legs, starts_km, strict=False):
        for chokepoint, at_km in leg.chokepoints:
            passed.setdefault(chokepoint, float(start_km) + at_km)
    vertices = np.vstack([shapely.get_coordinates(leg.line) for leg in legs])
    vertices[:, 0] = np.unwrap(vertices[:, 0], period=360)
    return SeaLane(
        line=shapely.LineString(vertices),
        length_km=float(starts_km[-1]),
        cost_km=sum(leg.cost_km for leg in legs),
        over_land_km=sum(leg.over_land_km for leg in legs),
        chokepoints=tuple(passed.items()),
        closed=legs[0].closed,
        refused=tuple(dict.fromkeys(refusal for leg in legs for refusal in leg.refused)),
    )
