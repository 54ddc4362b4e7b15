"""The search on small random graphs: as cheap as plain Dijkstra over the whole graph, whatever is closed."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geodata.names import Names
from geodata.routing.chokepoints import Chokepoint
from geodata.routing.graph import Join, SeaGraph, build_graph
from geodata.routing.search import find_path, is_joined
from geodata.routing.water_grid import OPEN, load_waters

WATERS = load_waters(
    np.full((720, 1440), OPEN, np.uint16),
    np.zeros((1, 450), np.uint8),
    np.zeros((1, 200), np.uint8),
    np.zeros(0, np.intp),
)
GATES = {
    name: Chokepoint(id=name, kind="strait", names=Names(en=name), gate=gate, gate_note="toy")
    for name, gate in {
        "middle": ((0.2, -9.0), (0.2, 9.0)),
        "north": ((-9.0, 1.2), (1.0, 1.2)),
        "east": ((2.2, -1.0), (2.2, 9.0)),
    }.items()
}


SIDE = 7


@st.composite
def graphs(draw: st.DrawFn) -> SeaGraph:
    """Draw a lattice of some 100 km whose nodes are shifted and whose legs cost up to thrice their length."""
    seed = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    lattice = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), axis=-1).reshape(-1, 2)
    pairs = np.argwhere(np.triu(np.abs(lattice[:, None] - lattice).max(axis=2) == 1))
    nodes = (0.9 * (lattice - SIDE // 2) + seed.uniform(-0.2, 0.2, lattice.shape)).astype(np.float32)
    starts, ends = pairs.T.astype(np.int32)
    extra = seed.integers(0, draw(st.sampled_from([1, 50, 200])), len(pairs)).astype(np.uint8)
    return build_graph(WATERS, nodes, starts, ends, extra, GATES)


def join_node(graph: SeaGraph, node: int) -> Join:
    """Return a place at a node."""
    lon, lat = graph.nodes[node].astype(float)
    return Join((lon, lat), np.array([node]), np.zeros(1), np.zeros((0, 2)))


def search_everywhere(graph: SeaGraph, nodes: list[int], closed: frozenset[str]) -> float:
    """Return what the cheapest way between two nodes costs by plain Dijkstra."""
    costs_km = graph.costs_km.astype(np.float64)
    for name in closed:
        costs_km[graph.crossings[name]] = np.inf
    legs = csr_array((costs_km, graph.ends, graph.first), shape=(len(graph.nodes),) * 2)
    return float(dijkstra(legs, indices=nodes[0])[nodes[1]])


def price(graph: SeaGraph, way: np.ndarray, closed: frozenset[str]) -> float:
    """Return what the legs between the nodes of a way cost; infinite where it passes a closed gate."""
    costs_km = graph.costs_km.astype(np.float64)
    for name in closed:
        costs_km[graph.crossings[name]] = np.inf
    at = [int(np.abs(graph.nodes - place).sum(axis=1).argmin()) for place in way[1:-1]]
    total_km = 0.0
    for node, following in pairwise(at):
        legs = slice(graph.first[node], graph.first[node + 1])
        total_km += float(costs_km[legs][graph.ends[legs] == following][0])
    return total_km


@settings(deadline=None, max_examples=300)
@given(
    graphs(),
    st.lists(st.integers(0, SIDE**2 - 1), min_size=2, max_size=2, unique=True),
    st.frozensets(st.sampled_from(sorted(GATES))),
)
def test_the_way_costs_what_plain_dijkstra_finds_with_any_gates_closed(
    graph: SeaGraph, ends: list[int], closed: frozenset[str]
) -> None:
    start, end = (join_node(graph, node) for node in ends)
    way = find_path(graph, start, end, closed=closed)
    wanted_km = search_everywhere(graph, ends, closed)
    assert is_joined(graph, start, end, closed=closed) == np.isfinite(wanted_km)
    if way is None:
        assert wanted_km == np.inf
    else:
        assert price(graph, way, closed) == pytest.approx(wanted_km, rel=1e-6, abs=0.1)
