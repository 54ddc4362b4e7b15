"""Hold the sea as a graph: edges to sail, gates that can be closed, land to keep clear of."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geodata.errors import UnknownIdError
from geodata.geodesy import Floats, Position, measure_distances, split_at_antimeridian

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
Shapes = NDArray[np.object_]

LAND_PENALTY = 3.0
"""Extra kilometres that a kilometre over land costs on the way between a port and the graph."""
NEIGHBOURS = 8
"""Nodes that a port is joined to."""
MARGIN_DEG = 60.0
"""Land within this of 180 degrees is known on both sides of it, for lines that run on across."""


@dataclass(frozen=True)
class SeaGraph:
    """The sea as read from the data set `sea-graph`; nothing changes it."""

    nodes: Floats
    """Longitude and latitude of each node, shape (n, 2)."""
    starts: Ints
    """Node at one end of each edge, shape (m,)."""
    ends: Ints
    """Node at its other end, shape (m,)."""
    costs_km: Floats
    """What the search adds up: the length of the edge and a penalty for land."""
    gates: Mapping[str, shapely.LineString]
    """Line across each chokepoint from shore to shore, by chokepoint id."""
    crossings: Mapping[str, Bools]
    """Which edges cross a gate, by chokepoint id; shape (m,)."""
    land: shapely.STRtree
    """Land in small pieces, repeated on the far side of 180 degrees."""
    near: cKDTree
    """Nodes as points of the unit sphere."""


def load_graph(frame: geopandas.GeoDataFrame) -> SeaGraph:
    """Make the graph from a frame of the data set `sea-graph`.

    Parameters
    ----------
    frame
        Columns `kind` (`edge`, `gate` or `land`), `id` (of a gate), `cost_km` (of an edge) and `geometry`.
    """
    edges = frame[frame["kind"] == "edge"]
    ends = shapely.get_coordinates(edges.geometry.to_numpy()).reshape(-1, 2)
    nodes, index = np.unique(ends, axis=0, return_inverse=True)
    pairs = index.reshape(-1, 2)
    rows = frame[frame["kind"] == "gate"]
    gates = dict(zip(rows["id"], rows.geometry, strict=True))
    drawn = np.array([split_at_antimeridian(line) for line in edges.geometry], dtype=object)
    return SeaGraph(
        nodes=nodes,
        starts=pairs[:, 0],
        ends=pairs[:, 1],
        costs_km=edges["cost_km"].to_numpy(dtype=float),
        gates=gates,
        crossings={gate: shapely.intersects(drawn, line) for gate, line in gates.items()},
        land=shapely.STRtree(_repeat_beyond_180(frame.loc[frame["kind"] == "land"].geometry.to_numpy())),
        near=cKDTree(_place_on_sphere(nodes)),
    )


def check_closures(graph: SeaGraph, closed: AbstractSet[str]) -> None:
    """Raise UnknownIdError for a closure that names no gate of the graph."""
    for gate in sorted(closed):
        if gate not in graph.gates:
            raise UnknownIdError("chokepoint", gate, graph.gates)


def find_path(
    graph: SeaGraph, origin: Position, destination: Position, *, closed: AbstractSet[str] = frozenset()
) -> Floats | None:
    """Return the cheapest way from place to place, shape (k, 2), or None where the closures leave none.

    Raises
    ------
    UnknownIdError
        A closure names no gate.
    """
    check_closures(graph, closed)
    is_open = np.ones(len(graph.starts), dtype=bool)
    for gate in closed:
        is_open &= ~graph.crossings[gate]
    barriers = [graph.gates[gate] for gate in closed]
    count = len(graph.nodes)
    joins = [_join_port(graph, place, barriers) for place in (origin, destination)]
    starts = np.concatenate([graph.starts[is_open], *(nodes for nodes, _ in joins)])
    ends = np.concatenate(
        [graph.ends[is_open], *(np.full(len(nodes), count + i) for i, (nodes, _) in enumerate(joins))]
    )
    costs = np.concatenate([graph.costs_km[is_open], *(cost for _, cost in joins)])
    network = coo_array((costs, (starts, ends)), shape=(count + 2, count + 2)).tocsr()
    total, before = dijkstra(network, directed=False, indices=count, return_predecessors=True)
    if not np.isfinite(total[count + 1]):
        return None
    way = [count + 1]
    while way[-1] != count:
        way.append(int(before[way[-1]]))
    places = [(origin.lon, origin.lat), (destination.lon, destination.lat)]
    return np.vstack([graph.nodes, places])[way[::-1]]


def measure_over_land(graph: SeaGraph, lines: Shapes) -> Floats:
    """Return the share of each line that runs over land, measured in degrees; shape as `lines`."""
    of_line, of_land = graph.land.query(lines, predicate="intersects")
    lengths = shapely.length(shapely.intersection(lines[of_line], graph.land.geometries[of_land]))
    return np.bincount(of_line, weights=lengths, minlength=len(lines)) / np.maximum(
        shapely.length(lines), 1e-9
    )


def _join_port(graph: SeaGraph, place: Position, barriers: list[shapely.LineString]) -> tuple[Ints, Floats]:
    """Return the nodes that a port is joined to, over water alone where it can be, and each way's cost."""
    here = np.array([[place.lon, place.lat]])
    count = min(NEIGHBOURS, len(graph.nodes))
    nodes = np.atleast_1d(graph.near.query(_place_on_sphere(here)[0], k=count)[1])
    starts = np.repeat(here, count, axis=0)
    ends = graph.nodes[nodes]
    onward = ends - np.column_stack([360 * np.round((ends[:, 0] - place.lon) / 360), np.zeros(count)])
    lines = np.asarray(shapely.linestrings(np.stack([starts, onward], axis=1)), dtype=object)
    is_free = np.array([not any(shapely.intersects(line, barriers)) for line in lines], dtype=bool)
    over_land = measure_over_land(graph, lines)
    if (is_free & (over_land == 0)).any():
        is_free &= over_land == 0
    costs = measure_distances(starts, ends) * (1 + LAND_PENALTY * over_land)
    return nodes[is_free], np.maximum(costs[is_free], 1e-6)


def _place_on_sphere(points: Floats) -> Floats:
    """Return unit vectors, shape (n, 3), of longitudes and latitudes, shape (n, 2)."""
    lon, lat = np.radians(points).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _repeat_beyond_180(land: Shapes) -> Shapes:
    west, _, east, _ = shapely.bounds(land).T if len(land) else np.zeros((4, 0))
    eastern, western = land[east > 180 - MARGIN_DEG], land[west < MARGIN_DEG - 180]
    return np.concatenate(
        [
            land,
            _shift(eastern, -360.0),
            _shift(western, 360.0),
        ]
    )


def _shift(land: Shapes, degrees_east: float) -> Shapes:
    return shapely.transform(
        land, lambda points: np.column_stack([points[:, 0] + degrees_east, points[:, 1]])
    )
