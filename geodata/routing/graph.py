"""The sea graph: waypoints, legs, and chokepoints that can be closed."""

import ctypes
import sys
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from geodata.datasets import locate_dataset
from geodata.errors import UnknownIdError, blame_file
from geodata.geometry.geodesy import Floats, Position
from geodata.routing.chokepoints import Chokepoint, find_crossings, read_chokepoints
from geodata.routing.water_grid import (
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
Float16s = NDArray[np.float16]
Float32s = NDArray[np.float32]

NODE_STEPS = 10_000
"""Nodes are stored in steps of one ten-thousandth of a degree, 11 m."""
MINOR_KM = 100.0
"""What passing a minor strait costs: a ship takes it where it saves more than this."""
COST_STEPS = 100
"""What a leg costs beyond its length is stored in hundredths of the length."""
NEIGHBOURS = (24, 400)
"""Nodes that a port tries to reach, first the nearest few, then more."""
CREEP_KM = 60.0
"""How far from a place without a node in sight the way through narrow water is followed cell by cell."""
SNAP_KM = 100.0
"""A place farther from water than this is not at the sea; some ports lie 60 km inland, on small rivers."""
LANDMARKS = ((28.0, 60.0), (49.0, 29.5), (150.0, 59.0), (-94.0, 29.0), (-123.0, 48.5))
"""Longitudes and latitudes of the heads of far gulfs, which most long ways lead away from; our choice."""
SOUTH, NORTH = -78, 84
"""Beyond these latitudes everything counts as land: ice keeps a lane from them."""
PACK_ICE = ((-180.0, 81.5, 180.0, 90.0), (55.0, 78.5, 180.0, 90.0), (-180.0, 75.5, -95.0, 90.0))
"""Seas without nodes (west, south, east, north): ships keep to the passages along the coasts; our choice."""
AROUND_KM = 600.0
"""How far from a place nodes are looked for."""
GATE_KM = 200.0
"""Legs that begin farther than this outside the circle over a gate cannot cross it."""


@dataclass(frozen=True)
class SeaGraph:
    """The sea as read from the data set `sea-graph`; nothing changes it."""

    waters: Waters
    """Water and land, for legs that are not in the graph."""
    nodes: Float32s
    """Longitude and latitude of each node, shape (n, 2); single precision is good to a metre."""
    vectors: Float32s
    """The same as unit vectors, shape (n, 3)."""
    first: Int32s
    """Where the legs of each node begin in `ends`, shape (n + 1,)."""
    ends: Int32s
    """Node that each leg leads to, both ways, shape (m,)."""
    costs_km: Float16s
    """What the search adds up, good to one in two thousand, shape (m,)."""
    chokepoints: Mapping[str, Chokepoint]
    """What can be closed, by id."""
    crossings: Mapping[str, Int32s]
    """Legs that cross the gate of each chokepoint."""
    icebound_km: Mapping[str, Float16s]
    """What the legs cost that cross the gates closed by their ice, by id; the search finds them endless."""

    @cached_property
    def landmarks_km(self) -> Float32s:
        """What the way from each of the `LANDMARKS` to each node costs with everything open, shape (k, n).

        Not a number where no way leads there, as between a passage of the Arctic and the ice.
        """
        starts = [
            int(measure_cosines(self.vectors, place).argmax()) for place in to_sphere(np.array(LANDMARKS))
        ]
        legs = csr_array(
            (self.costs_km.astype(np.float64), self.ends, self.first), shape=(len(self.nodes),) * 2
        )
        costs_km = np.stack([dijkstra(legs, indices=start).astype(np.float32) for start in starts])
        costs_km[np.isinf(costs_km)] = np.nan
        del legs
        return_free_memory()
        return costs_km


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
def read_graph(path: Path | None = None, *, arctic: bool = False) -> SeaGraph:
    """Return the graph of the data set `sea-graph`, read once; with `arctic` its passages there are open."""
    if arctic:
        return open_arctic(read_graph(path))
    path = path or locate_dataset("sea-graph")
    with blame_file(path), np.load(path) as arrays:
        waters = load_waters(*(arrays[name] for name in ("index", "water", "clearance", "opened")))
        nodes = (arrays["nodes"] / NODE_STEPS).astype(np.float32)
        starts = np.repeat(np.arange(len(nodes), dtype=np.int32), arrays["counts"])
        graph = build_graph(
            waters, nodes, starts, starts + arrays["ahead"], arrays["extra"], read_chokepoints()
        )
        del starts
    return_free_memory()
    return graph


def return_free_memory() -> None:
    """Give the system back the freed memory that the allocator of the GNU C library keeps."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def build_graph(
    waters: Waters,
    nodes: Float32s,
    starts: Int32s,
    ends: Int32s,
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
    starts, ends
        Nodes at both ends of each leg, each pair once, shape (m,).
    extra
        What each leg costs beyond its length, in steps of one `COST_STEPS`-th of the length, shape (m,).
    chokepoints
        What can be closed, by id.
    """
    vectors = to_sphere(nodes.astype(np.float64)).astype(np.float32)
    costs_km = _measure_chords(vectors, starts, ends) * (1 + extra / np.float32(COST_STEPS))
    ahead = coo_array((costs_km, (starts, ends)), shape=(len(nodes),) * 2).tocsr()
    del costs_km, starts, ends
    legs = ahead + ahead.T.tocsr()
    first = legs.indptr.astype(np.int32)
    crossings = {
        name: _list_crossings(vectors, first, legs.indices, chokepoint)
        for name, chokepoint in chokepoints.items()
    }
    for name, chokepoint in chokepoints.items():
        if chokepoint.kind == "minor":
            legs.data[crossings[name]] += MINOR_KM
    costs = legs.data.astype(np.float16)
    icebound = [name for name, chokepoint in chokepoints.items() if chokepoint.kind == "arctic"]
    icebound_km = {name: costs[crossings[name]] for name in icebound}
    for name in icebound:
        costs[crossings[name]] = np.inf
    return SeaGraph(waters, nodes, vectors, first, legs.indices, costs, chokepoints, crossings, icebound_km)


def open_arctic(graph: SeaGraph) -> SeaGraph:
    """Return a graph in which the passages that their ice closes are open."""
    costs_km = graph.costs_km.copy()
    for name, open_km in graph.icebound_km.items():
        costs_km[graph.crossings[name]] = open_km
    return replace(graph, costs_km=costs_km, icebound_km={})


def is_icy(points: Floats) -> NDArray[np.bool_]:
    """Return which longitudes and latitudes, shape (n, 2), lie in seas that are left out for their ice."""
    icy = np.zeros(len(points), dtype=bool)
    for west, south, east, north in PACK_ICE:
        icy |= (points[:, 0] > west) & (points[:, 0] < east) & (points[:, 1] > south) & (points[:, 1] < north)
    return icy


def check_closures(graph: SeaGraph, closed: AbstractSet[str]) -> None:
    """Raise UnknownIdError for a closure that names no chokepoint of the graph."""
    for name in sorted(closed):
        if name not in graph.chokepoints:
            raise UnknownIdError("chokepoint", name, graph.chokepoints)


def join_place(graph: SeaGraph, place: Position, closed: Sequence[Chokepoint]) -> Join | None:
    """Return how a place meets the graph, or None where no water is within `SNAP_KM` or none leads on."""
    water = find_water(graph.waters, place.lon, place.lat, within_km=SNAP_KM)
    if water is None or is_icy(np.array([water]))[0]:
        return None
    here = np.array([water])
    around, away_km = _list_around(graph, water)
    for count in NEIGHBOURS:
        nodes = around[:count]
        starts, ends = np.repeat(here, len(nodes), axis=0), graph.nodes[nodes].astype(np.float64)
        costs_km = measure_legs(graph.waters, starts, ends).costs_km
        for chokepoint in closed:
            costs_km[find_crossings(chokepoint, to_sphere(starts), to_sphere(ends))[0]] = np.inf
        usable = np.isfinite(costs_km)
        if usable.any():
            return Join(water, nodes[usable], costs_km[usable], np.zeros((0, 2)))
    return _creep_out(graph, water, around[away_km < CREEP_KM], closed)


def _list_around(graph: SeaGraph, water: tuple[float, float]) -> tuple[Ints, Float32s]:
    """Return the nodes within `AROUND_KM` of a place from the nearest on, and how far off they are in km."""
    here = to_sphere(np.array([water]))[0].astype(np.float32)
    nodes = np.flatnonzero(measure_cosines(graph.vectors, here) > np.cos(AROUND_KM / EARTH_KM))
    away_km = np.linalg.norm(graph.vectors[nodes] - here, axis=1) * np.float32(EARTH_KM)
    order = np.argsort(away_km, kind="stable")
    return nodes[order], away_km[order]


def _creep_out(
    graph: SeaGraph, water: tuple[float, float], nodes: Ints, closed: Sequence[Chokepoint]
) -> Join | None:
    """Return the way to one of some nodes from cell to cell, or None where there is none."""
    places = graph.nodes[nodes].astype(np.float64)
    for radius_km in (CREEP_KM / 4, CREEP_KM):
        found = creep_through(graph.waters, water, places, within_km=radius_km) if len(nodes) else None
        if found is not None:
            node, way = found
            course = np.vstack([way, places[node]])
            vectors = to_sphere(course)
            if any(find_crossings(gate, vectors[:-1], vectors[1:])[0].any() for gate in closed):
                return None
            legs = measure_legs(graph.waters, course[:-1], course[1:])
            cost_km = float(legs.lengths_km.sum() * (1 + CAUTION))
            return Join(water, nodes[[node]], np.array([cost_km]), way)
    return None


def measure_cosines(vectors: Float32s, place: NDArray[np.floating]) -> Float32s:
    """Return the cosines of the angles between unit vectors, shape (n, 3), and a place, itself one.

    Written out: the threads of a matrix product cost more than these three multiplications.
    """
    x, y, z = place.astype(np.float32)
    return np.asarray(vectors[:, 0] * x + vectors[:, 1] * y + vectors[:, 2] * z)


def list_legs(first: Int32s, nodes: Ints) -> tuple[Int32s, Ints]:
    """Return the numbers of the legs that begin at some nodes, and how many begin at each."""
    counts = (first[nodes + 1] - first[nodes]).astype(np.intp)
    ahead = (first[nodes] - np.concatenate([[0], np.cumsum(counts)[:-1]])).astype(np.int32)
    return np.repeat(ahead, counts) + np.arange(counts.sum(), dtype=np.int32), counts


def _measure_chords(vectors: Float32s, starts: Int32s, ends: Int32s) -> Float32s:
    """Return the great-circle distance in km between nodes."""
    squares = np.zeros(len(starts), dtype=np.float32)
    for axis in range(3):
        apart = vectors[starts, axis] - vectors[ends, axis]
        squares += apart * apart
    return np.asarray(np.arcsin(np.sqrt(squares) / 2) * np.float32(2 * EARTH_KM))


def _list_crossings(vectors: Float32s, first: Int32s, ends: Int32s, chokepoint: Chokepoint) -> Int32s:
    """Return which legs cross a gate, looking only at those that start near it."""
    gate = to_sphere(np.array(chokepoint.gate))
    near = np.zeros(len(vectors), dtype=bool)
    for a, b in pairwise(gate):
        middle = (a + b) / np.linalg.norm(a + b)
        reach = np.arccos(np.clip(a @ middle, -1, 1)) + GATE_KM / EARTH_KM
        near |= measure_cosines(vectors, middle) > np.cos(reach)
    nodes = np.flatnonzero(near)
    legs, counts = list_legs(first, nodes)
    starts = vectors[np.repeat(nodes, counts)].astype(np.float64)
    crossing = find_crossings(chokepoint, starts, vectors[ends[legs]].astype(np.float64))[0]
    return np.asarray(legs[crossing], dtype=np.int32)
