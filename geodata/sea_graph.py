"""Hold the sea as a graph: legs to sail, and chokepoints that can be closed."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geodata.chokepoints import Chokepoint, find_crossings, read_chokepoints
from geodata.datasets import locate_dataset
from geodata.errors import UnknownIdError
from geodata.geodesy import Floats, Position
from geodata.waters import (
    CAUTION,
    EARTH_KM,
    Waters,
    creep_through,
    find_water,
    load_waters,
    measure_legs,
    to_sphere,
)

Ints = NDArray[np.intp]
Int32s = NDArray[np.int32]

DEGREES = 1e-4
"""Nodes are stored to this many degrees, 11 m."""
COST_STEPS = 100
"""What a leg costs beyond its length is stored in hundredths of the length."""
NEIGHBOURS = (24, 400)
"""Nodes that a port tries to reach, first the nearest few, then more."""
CREEP_KM = 60.0
"""How far from a place without a node in sight the way through narrow water is followed cell by cell."""
SNAP_KM = 100.0
"""A place farther from water than this is not at the sea; some ports lie 60 km inland, on small rivers."""
DETOURS = (0.04, 0.15, 0.6, 2.5, np.inf)
"""A search first looks at ways this share longer than the straight line, and at longer ones if it must."""


@dataclass(frozen=True)
class SeaGraph:
    """The sea as read from the data set `sea-graph`; nothing changes it."""

    waters: Waters
    """Water and land, for legs that are not in the graph."""
    nodes: Floats
    """Longitude and latitude of each node, shape (n, 2)."""
    first: Int32s
    """Where the legs of each node begin in `ends`, shape (n + 1,)."""
    ends: Int32s
    """Node that each leg leads to, both ways, shape (m,)."""
    costs_km: NDArray[np.float32]
    """What the search adds up, shape (m,)."""
    chokepoints: Mapping[str, Chokepoint]
    """What can be closed, by id."""
    crossings: Mapping[str, Int32s]
    """Legs that cross the gate of each chokepoint."""
    near: cKDTree
    """Nodes as points of the unit sphere."""


@dataclass(frozen=True)
class Join:
    """Where a place meets the sea and the graph."""

    water: tuple[float, float]
    """Longitude and latitude of the nearest water."""
    nodes: Ints
    """Nodes in sight of it, shape (k,)."""
    costs_km: Floats
    """What the way to each costs, shape (k,)."""
    way: Floats
    """Places on the way from the water to the nodes where no straight leg leads there, shape (j, 2)."""


@cache
def read_graph(path: Path | None = None) -> SeaGraph:
    """Return the graph of the data set `sea-graph`, read once."""
    with np.load(path or locate_dataset("sea-graph")) as arrays:
        waters = load_waters(*(arrays[name] for name in ("index", "water", "clearance", "opened")))
        counts = arrays["counts"].astype(np.intp)
        starts = np.repeat(np.arange(len(counts)), counts)
        pairs = np.column_stack([starts, starts + arrays["ahead"].astype(np.intp)])
        return build_graph(waters, arrays["nodes"] * DEGREES, pairs, arrays["extra"], read_chokepoints())


def build_graph(
    waters: Waters,
    nodes: Floats,
    pairs: Ints,
    extra: NDArray[np.uint8],
    chokepoints: Mapping[str, Chokepoint],
) -> SeaGraph:
    """Make the graph from its legs.

    Parameters
    ----------
    waters
        Water and land.
    nodes
        Longitudes and latitudes, shape (n, 2).
    pairs
        Nodes at both ends of each leg, shape (m, 2).
    extra
        What each leg costs beyond its length, in steps of one `COST_STEPS`-th of the length, shape (m,).
    chokepoints
        What can be closed, by id.
    """
    vectors = to_sphere(nodes)
    chords = np.linalg.norm(vectors[pairs[:, 0]] - vectors[pairs[:, 1]], axis=1)
    costs = (2 * np.arcsin(chords / 2) * EARTH_KM * (1 + extra / COST_STEPS)).astype(np.float32)
    starts = np.concatenate([pairs[:, 0], pairs[:, 1]]).astype(np.int32)
    order = np.argsort(starts, kind="stable")
    ends = np.concatenate([pairs[:, 1], pairs[:, 0]]).astype(np.int32)[order]
    first = np.concatenate([[0], np.cumsum(np.bincount(starts, minlength=len(nodes)))]).astype(np.int32)
    starts = starts[order]
    return SeaGraph(
        waters=waters,
        nodes=nodes,
        first=first,
        ends=ends,
        costs_km=np.concatenate([costs, costs])[order],
        chokepoints=chokepoints,
        crossings={
            name: _list_crossings(vectors, starts, ends, chokepoint)
            for name, chokepoint in chokepoints.items()
        },
        near=cKDTree(vectors),
    )


def check_closures(graph: SeaGraph, closed: AbstractSet[str]) -> None:
    """Raise UnknownIdError for a closure that names no chokepoint of the graph."""
    for name in sorted(closed):
        if name not in graph.chokepoints:
            raise UnknownIdError("chokepoint", name, graph.chokepoints)


def join_place(graph: SeaGraph, place: Position, closed: Sequence[Chokepoint]) -> Join | None:
    """Return how a place meets the graph, or None where no water is within `SNAP_KM` or none leads on."""
    water = find_water(graph.waters, place.lon, place.lat, within_km=SNAP_KM)
    if water is None:
        return None
    here = np.array([water])
    for count in NEIGHBOURS:
        nodes = np.atleast_1d(graph.near.query(to_sphere(here)[0], k=min(count, len(graph.nodes)))[1])
        starts, ends = np.repeat(here, len(nodes), axis=0), graph.nodes[nodes]
        costs_km = measure_legs(graph.waters, starts, ends).costs_km
        for chokepoint in closed:
            costs_km[find_crossings(chokepoint, to_sphere(starts), to_sphere(ends))[0]] = np.inf
        usable = np.isfinite(costs_km)
        if usable.any():
            return Join(water, nodes[usable], costs_km[usable], np.zeros((0, 2)))
    return _creep_out(graph, water, closed)


def _creep_out(graph: SeaGraph, water: tuple[float, float], closed: Sequence[Chokepoint]) -> Join | None:
    """Return the way to a node from cell to cell, or None where there is none within `CREEP_KM`."""
    places = to_sphere(np.array([water]))[0]
    nodes = np.array(graph.near.query_ball_point(places, CREEP_KM / EARTH_KM), dtype=np.intp)
    for radius_km in (CREEP_KM / 4, CREEP_KM):
        found = (
            creep_through(graph.waters, water, graph.nodes[nodes], within_km=radius_km)
            if len(nodes)
            else None
        )
        if found is not None:
            node, way = found
            course = np.vstack([way, graph.nodes[nodes[node]]])
            vectors = to_sphere(course)
            if any(find_crossings(gate, vectors[:-1], vectors[1:])[0].any() for gate in closed):
                return None
            legs = measure_legs(graph.waters, course[:-1], course[1:])
            cost_km = float(legs.lengths_km.sum() * (1 + CAUTION))
            return Join(water, nodes[[node]], np.array([cost_km]), way)
    return None


def find_path(graph: SeaGraph, origin: Join, destination: Join, *, closed: AbstractSet[str]) -> Floats | None:
    """Return the cheapest way from water to water, shape (k, 2), or None where the closures leave none.

    The search is A* in the form of Dijkstra's algorithm over costs reduced by the straight distance to the
    destination (Ikeda et al. 1994), within a limit that grows until the destination is found.
    """
    vectors = to_sphere(np.vstack([graph.nodes, [origin.water]]))
    goal = to_sphere(np.array([destination.water]))[0]
    left = 2 * EARTH_KM * np.arcsin(np.minimum(np.linalg.norm(vectors - goal, axis=1) / 2, 1))
    count = len(graph.nodes)
    costs = graph.costs_km + left[graph.ends]
    costs -= np.repeat(left[:-1], np.diff(graph.first))
    for name in closed:
        costs[graph.crossings[name]] = np.inf
    joins = origin.costs_km + left[origin.nodes] - left[-1]
    network = csr_array(
        (
            np.maximum(np.concatenate([costs, joins]), 1e-6),
            np.concatenate([graph.ends, origin.nodes.astype(np.int32)]),
            np.append(graph.first, graph.first[-1] + len(joins)).astype(np.int32),
        ),
        shape=(count + 1, count + 1),
    )
    arrivals = destination.costs_km - left[destination.nodes]
    for detour in DETOURS:
        limit = detour * left[-1] + 30
        total, before = dijkstra(network, indices=count, return_predecessors=True, limit=limit)
        reached = total[destination.nodes] + arrivals
        if reached.min() <= limit and np.isfinite(reached.min()):
            return _trace(graph, origin, destination, before, int(destination.nodes[reached.argmin()]))
    return None


def _trace(graph: SeaGraph, origin: Join, destination: Join, before: Int32s, last: int) -> Floats:
    way = [last]
    while way[-1] != len(graph.nodes):
        way.append(int(before[way[-1]]))
    start, end = np.array([origin.water]), np.array([destination.water])
    return np.vstack([start, origin.way, graph.nodes[way[-2::-1]], destination.way[::-1], end])


def _list_crossings(vectors: Floats, starts: Int32s, ends: Int32s, chokepoint: Chokepoint) -> Int32s:
    """Return which legs cross a gate, looking only at those that start near it."""
    gate = to_sphere(np.array(chokepoint.gate))
    near = np.zeros(len(vectors), dtype=bool)
    for a, b in pairwise(gate):
        middle = (a + b) / np.linalg.norm(a + b)
        near |= vectors @ middle > np.cos(np.arccos(np.clip(a @ middle, -1, 1)) + 200 / EARTH_KM)
    (legs,) = np.nonzero(near[starts])
    crossing = find_crossings(chokepoint, vectors[starts[legs]], vectors[ends[legs]])[0]
    return legs[crossing].astype(np.int32)
