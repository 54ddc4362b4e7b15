"""Find the cheapest path through the sea graph."""

from collections.abc import Set as AbstractSet

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geodata.geometry.geodesy import Floats
from geodata.routing.graph import Float32s, Int32s, Ints, Join, SeaGraph, list_legs
from geodata.routing.water_grid import EARTH_KM, to_sphere

LEAST_COST_KM = 1e-6
"""Least cost of a leg in the search, which takes none for no leg."""
LEAST_DETOUR_KM = 100.0
"""Added to the least cost of a way before a share of it is taken."""
DETOURS = (0.05, 0.2, 1.0, np.inf)
"""A search first looks at ways this share dearer than the least that is known, and at others if it must."""
SLACK_KM = 10.0
"""Added to the costs by which nodes are left out: a way through a place may be shorter than by the graph."""


def find_path(graph: SeaGraph, origin: Join, destination: Join, *, closed: AbstractSet[str]) -> Floats | None:
    """Return the cheapest way from water to water, shape (k, 2), or None where the closures leave none.

    The search looks only at the nodes that a way within a limit can pass, and the limit grows until the
    destination is found.
    """
    gone_km, left_km = bound_ways(graph, origin), bound_ways(graph, destination)
    least_km = float((origin.costs_km + left_km[origin.nodes]).min())
    for detour in DETOURS:
        limit_km = detour * (least_km + LEAST_DETOUR_KM)
        inside = np.flatnonzero(gone_km + left_km <= least_km + limit_km + SLACK_KM)
        way = _search(graph, inside, (origin, destination), left_km, closed, limit_km)
        if way is not None:
            start, end = np.array([origin.water]), np.array([destination.water])
            return np.vstack([start, origin.way, graph.nodes[way], destination.way[::-1], end])
    return None


def bound_ways(graph: SeaGraph, join: Join) -> Float32s:
    """Return the least in km that the way between each node and a place can cost, shape (n,).

    That is the straight line, or what the two differ by in their distance from a landmark: no side of a
    triangle is shorter than the difference of the others (Goldberg and Harrelson 2005). A closure makes no
    way cheaper.
    """
    least_km = _measure_straight(graph, to_sphere(np.array([join.water]))[0])
    for from_landmark_km in graph.landmarks_km:
        here_km = (join.costs_km + from_landmark_km[join.nodes]).min()
        np.fmax(least_km, np.abs(from_landmark_km - np.float32(here_km)), out=least_km)
    return least_km


def _measure_straight(graph: SeaGraph, place: Floats) -> Float32s:
    """Return the great-circle distance in km between each node and a place, a unit vector."""
    squares = np.zeros(len(graph.nodes), dtype=np.float32)
    for axis in range(3):
        apart = graph.vectors[:, axis] - np.float32(place[axis])
        squares += apart * apart
    return np.asarray(np.arcsin(np.minimum(np.sqrt(squares) / 2, 1)) * np.float32(2 * EARTH_KM))


def _search(
    graph: SeaGraph,
    inside: Ints,
    joins: tuple[Join, Join],
    left_km: Float32s,
    closed: AbstractSet[str],
    limit_km: float,
) -> Ints | None:
    """Return the nodes of the cheapest way over some nodes, or None where none is within a limit.

    This is A* in the form of Dijkstra's algorithm over costs reduced by the least that is left to the
    destination (Ikeda et al. 1994); the limit counts what is added to the least cost of the whole way.
    """
    number = np.full(len(graph.nodes), -1, dtype=np.int32)
    number[inside] = np.arange(len(inside), dtype=np.int32)
    left = left_km[inside].astype(np.float64)
    (starts, starts_km), (goals, goals_km) = (_place_join(join, number) for join in joins)
    if not (len(starts) and len(goals)):
        return None
    ahead_km, ends, first = _price_ahead(graph, inside, number, left, closed)
    begun_km = starts_km + left[starts]
    network = csr_array(
        (
            np.maximum(np.concatenate([ahead_km, begun_km - begun_km.min()]), LEAST_COST_KM),
            np.concatenate([ends, starts]),
            np.append(first, first[-1] + len(starts)).astype(np.int32),
        ),
        shape=(len(inside) + 1,) * 2,
    )
    total, before = dijkstra(network, indices=len(inside), return_predecessors=True, limit=limit_km)
    reached = total[goals] + goals_km - left[goals]
    if not (np.isfinite(reached.min()) and reached.min() <= limit_km):
        return None
    way = [int(goals[reached.argmin()])]
    while before[way[-1]] != len(inside):
        way.append(int(before[way[-1]]))
    return inside[way[::-1]]


def _price_ahead(
    graph: SeaGraph, inside: Ints, number: Int32s, left: Floats, closed: AbstractSet[str]
) -> tuple[Floats, Int32s, Ints]:
    """Return what each leg between some nodes costs beyond how much nearer it leads, and both its ends.

    Closed legs are infinitely dear; the legs of each node begin where the last array says.
    """
    legs, counts = list_legs(graph.first, inside)
    costs_km = graph.costs_km[legs].astype(np.float64)
    for name in closed:
        crossing = graph.crossings[name]
        at = np.minimum(np.searchsorted(legs, crossing), max(len(legs) - 1, 0))
        costs_km[at[legs[at] == crossing] if len(legs) else at[:0]] = np.inf
    ends = number[graph.ends[legs]]
    kept = ends >= 0
    ends, costs_km = ends[kept], costs_km[kept]
    first = np.concatenate([[0], np.cumsum(kept)])[np.concatenate([[0], np.cumsum(counts)])]
    return costs_km + left[ends] - np.repeat(left, np.diff(first)), ends, first


def _place_join(join: Join, number: Int32s) -> tuple[Int32s, Floats]:
    """Return the nodes of a join that a search looks at, by number, and what the way to each costs."""
    nodes = number[join.nodes]
    return nodes[nodes >= 0], join.costs_km[nodes >= 0]
