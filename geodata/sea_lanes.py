"""Route a sea lane between two places, with chokepoints open or closed."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import shapely

from geodata.courses import Waters, pull_taut, round_corners
from geodata.geodesy import Position, measure_length, split_at_antimeridian
from geodata.sea_graph import SeaGraph, find_path, measure_over_land
from geodata.units import to_nm

HOURS_PER_DAY = 24


@dataclass(frozen=True)
class SeaLane:
    """A schematic route at sea; not for navigation."""

    line: shapely.LineString
    """Course in EPSG:4326; longitudes run on beyond 180 degrees rather than jump."""
    length_km: float
    """Length of the course on the ellipsoid."""
    over_land_km: float
    """How much of it runs over land as the graph knows it: canals, river mouths, small islands."""
    chokepoints: frozenset[str]
    """Ids of the chokepoints whose gate it crosses."""
    closed: frozenset[str]
    """Ids of the chokepoints that were closed."""

    def estimate_days(self, *, speed_kn: float) -> float:
        """Return the days that the lane takes at a steady speed in knots.

        Raises
        ------
        ValueError
            The speed is not above zero.
        """
        if speed_kn <= 0:
            raise ValueError(f"A speed needs to be above 0 knots, not {speed_kn:g}.")
        return to_nm(self.length_km) / speed_kn / HOURS_PER_DAY


@dataclass(frozen=True)
class NoRoute:
    """The answer where the closures leave no way by sea."""

    reason: str
    """A sentence that names the closures."""
    closed: frozenset[str]
    """Ids of the chokepoints that were closed."""


def shortest_route(
    graph: SeaGraph, origin: Position, destination: Position, *, closed: AbstractSet[str] = frozenset()
) -> SeaLane | NoRoute:
    """Return the shortest lane from place to place.

    The way through the graph is pulled taut where great circles keep clear of land; corners are rounded.

    Parameters
    ----------
    graph
        The sea; it is never changed.
    origin, destination
        Places at or near the sea.
    closed
        Ids of the chokepoints that no lane may pass.

    Raises
    ------
    UnknownIdError
        A closure names no chokepoint of the graph.
    """
    closed = frozenset(closed)
    way = find_path(graph, origin, destination, closed=closed)
    if way is None:
        names = ", ".join(sorted(closed))
        reason = f"No way by sea is left with {names} closed." if closed else "The graph joins no way by sea."
        return NoRoute(reason, closed)
    waters = Waters(graph.land, tuple(graph.gates[gate] for gate in sorted(closed)))
    line = round_corners(pull_taut(way, waters), waters)
    drawn = split_at_antimeridian(line)
    length_km = measure_length(line)
    return SeaLane(
        line=line,
        length_km=length_km,
        over_land_km=length_km * float(measure_over_land(graph, np.array([drawn], dtype=object))[0]),
        chokepoints=frozenset(
            gate for gate, across in graph.gates.items() if shapely.intersects(drawn, across)
        ),
        closed=closed,
    )
