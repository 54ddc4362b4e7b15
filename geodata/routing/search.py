"""Find the cheapest path through the sea graph."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, dijkstra

from geodata.geometry.geodesy import Floats
from geodata.routing.graph import Float32s, Int32s, Ints, Join, SeaGraph
from geodata.routing.water_grid import EARTH_KM, to_sphere

LEAST_COST_KM = 1e-6
"""Least cost of a leg in the search, which takes none for no leg."""
LEAST_DETOUR_KM = 100.0
"""Added to the least cost of a way before a share of it is taken."""
DETOURS = (0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, np.inf)
"""How much dearer than the least that is known a way may be in the first search, the second and so on."""
TRIES = 3
"""Searches before it is looked whether there is any way."""
SLACK_KM = 10.0
"""Added to the costs by which nodes are left out: a way through a place may be shorter than by the graph."""


@dataclass(frozen=True)
class _Search:
    """A search from one end of a way, up to a limit."""

    way: Ints | None
    """Nodes of the cheapest way to the other end; None where it costs more than the limit."""
    gone_km: Floats
    """The least that the way from the first end to each node costs as far as the search knows, shape (n,)."""


def find_path(graph: SeaGraph, origin: Join, destination: Join, *, closed: AbstractSet[str]) -> Floats | None:
    """Return the cheapest way from water to water, shape (k, 2), or None where the closures leave none.

    A search looks only at the nodes that a way within a limit can pass. Where it does not come to the other
    end, what it found bounds a search from there with a higher limit, and so on from both ends by turns.
    """
    start, goal = origin, destination
    gone_km, left_km = (bound_ways(graph, join).astype(np.float64) for join in (origin, destination))
    for count, detour in enumerate(DETOURS):
        if closed and count == TRIES and not is_joined(graph, start, goal, closed=closed):
            return None
        least_km = float((start.costs_km + left_km[start.nodes]).min())
        limit_km = detour * (least_km + LEAST_DETOUR_KM)
        found = _search(graph, (start, goal), (gone_km, left_km), closed, limit_km)
        if found.way is not None:
            nodes = found.way if start is origin else found.way[::-1]
            begin, end = np.array([origin.water]), np.array([destination.water])
            return np.vstack([begin, origin.way, graph.nodes[nodes], destination.way[::-1], end])
        start, goal = goal, start
        gone_km, left_km = left_km, found.gone_km
    return None


def is_joined(graph: SeaGraph, origin: Join, destination: Join, *, closed: AbstractSet[str]) -> bool:
    """Return whether any way is left between two places."""
    ends = graph.ends.copy()
    for name in closed | graph.icebound_km.keys():
        crossing = graph.crossings[name]
        ends[crossing] = np.searchsorted(graph.first, crossing, side="right") - 1  # back to where they begin
    legs = csr_array((np.ones(len(ends)), ends, graph.first), shape=(len(graph.nodes),) * 2)
    unmet = set(origin.nodes.tolist())
    while unmet:
        reached = breadth_first_order(legs, unmet.pop(), return_predecessors=False)
        if np.isin(destination.nodes, reached).any():
            return True
        unmet.difference_update(reached.tolist())
    return False


def bound_ways(graph: SeaGraph, join: Join) -> Float32s:
    """Return the least in km that the way between each node and a place can cost, shape (n,).

    That is the straight line, or what the two differ by in their distance from a landmark: no side of a
    triangle is shorter than the difference of the others (Goldberg and Harrelson 2005). A closure makes no
    way cheaper.
    """
    least_km = _measure_straight(graph, to_sphere(np.array([join.water]))[0])
    for from_landmark_km in graph.landmarks_km:
        here_km = np.fmin.reduce(join.costs_km + from_landmark_km[join.nodes])
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
    joins: tuple[Join, Join],
    bounds_km: tuple[Floats, Floats],
    closed: AbstractSet[str],
    limit_km: float,
) -> _Search:
    """Search the cheapest way between two places, as far as a limit.

    This is A* in the form of Dijkstra's algorithm over costs reduced by the least that is left to the
    destination (Ikeda et al. 1994); the limit counts what is added to the least cost of the whole way.
    `bounds_km` holds the least that the way from the first place to each node costs, and on to the second.
    """
    gone_km, left_km = bounds_km
    least_km = float((joins[0].costs_km + left_km[joins[0].nodes]).min())
    inside = np.flatnonzero(gone_km + left_km <= least_km + limit_km + SLACK_KM)
    outside, source = len(inside), len(inside) + 1
    number = np.full(len(graph.nodes), outside, dtype=np.int32)
    number[inside] = np.arange(len(inside), dtype=np.int32)
    (starts, starts_km), (goals, goals_km) = (_place_join(join, number, outside) for join in joins)
    gone_km = np.maximum(gone_km, least_km + limit_km - left_km)
    if not (len(starts) and len(goals)):
        return _Search(None, gone_km)
    left = np.append(left_km[inside], np.inf)
    network = _reduce_costs(_list_legs(graph, inside, closed), number, left, (starts, starts_km - least_km))
    total, before = dijkstra(network, indices=source, return_predecessors=True, limit=limit_km)
    reached = total[goals] + goals_km - left[goals]
    if np.isfinite(reached.min()) and reached.min() <= limit_km:
        way = [int(goals[reached.argmin()])]
        while before[way[-1]] != source:
            way.append(int(before[way[-1]]))
        return _Search(inside[way[::-1]], gone_km)
    met = np.flatnonzero(np.isfinite(total[:outside]))
    gone_km[inside[met]] = total[met] + least_km - left[met]
    return _Search(None, gone_km)


def _reduce_costs(legs: csr_array, number: Int32s, left: Floats, begin: tuple[Int32s, Floats]) -> csr_array:
    """Return what is searched: the legs at their reduced costs, and from a last node the ways to the first.

    Parameters
    ----------
    legs
        Legs from the nodes that a search looks at, a row each, to all nodes.
    number
        Row of each node of the graph; the number of rows for one that the search leaves out.
    left
        The least that is left from each row, infinite for what is left out.
    begin
        The rows where the way may begin, and what the way to each costs beyond the least cost of all.
    """
    starts, starts_km = begin
    count = legs.nnz
    ends = np.empty(count + len(starts), dtype=np.int32)
    np.take(number, legs.indices, out=ends[:count], mode="clip")
    ends[count:] = starts
    ahead_km = left.take(ends)
    ahead_km[:count] -= np.repeat(left[:-1], np.diff(legs.indptr))
    ahead_km[:count] += legs.data.view(np.float16)
    ahead_km[count:] += starts_km
    np.maximum(ahead_km, LEAST_COST_KM, out=ahead_km)
    first = np.append(legs.indptr, [count, len(ends)]).astype(np.int32)
    return csr_array((ahead_km, ends, first), shape=(len(left) + 1,) * 2)


def _list_legs(graph: SeaGraph, inside: Ints, closed: AbstractSet[str]) -> csr_array:
    """Return the legs from some nodes, a row each, to all nodes; closed legs are infinitely dear.

    The data are the bits of the costs in half precision, which sparse arrays do not know.
    """
    costs_km = graph.costs_km
    if closed:
        costs_km = costs_km.copy()
        for name in closed:
            costs_km[graph.crossings[name]] = np.inf
    legs = csr_array((costs_km.view(np.uint16), graph.ends, graph.first), shape=(len(graph.nodes),) * 2)
    return legs if len(inside) == len(graph.nodes) else legs[inside]


def _place_join(join: Join, number: Int32s, outside: int) -> tuple[Int32s, Floats]:
    """Return the nodes of a join that a search looks at, by number, and what the way to each costs."""
    nodes = number[join.nodes]
    return nodes[nodes != outside], join.costs_km[nodes != outside]
