"""The search over the sea graph: what it leaves out never matters."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geodata.geometry.geodesy import Position
from geodata.routing.graph import Join, SeaGraph, join_place, read_graph
from geodata.routing.ports import find_port
from geodata.routing.search import bound_ways, find_path


@pytest.fixture(scope="module")
def world() -> SeaGraph:
    return read_graph()


def join(graph: SeaGraph, port: str) -> Join:
    found = join_place(graph, find_port(port).position, [])
    assert found is not None
    return found


def search_everywhere(graph: SeaGraph, start: Join, end: Join, closed: str) -> float:
    """Return the cost of the cheapest way by plain Dijkstra over the whole graph."""
    costs_km = graph.costs_km.astype(np.float64)
    if closed:
        costs_km[graph.crossings[closed]] = np.inf
    legs = csr_array((costs_km, graph.ends, graph.first), shape=(len(graph.nodes),) * 2)
    begun = dijkstra(legs, indices=start.nodes)[:, end.nodes]
    return float((start.costs_km[:, None] + begun + end.costs_km).min())


def price(graph: SeaGraph, way: np.ndarray, start: Join, end: Join) -> float:
    """Return what the legs of a way cost in the graph."""
    at = [int(np.abs(graph.nodes - place).sum(axis=1).argmin()) for place in way[1:-1]]
    total_km = float(start.costs_km[start.nodes == at[0]][0] + end.costs_km[end.nodes == at[-1]][0])
    for node, following in pairwise(at):
        legs = slice(graph.first[node], graph.first[node + 1])
        total_km += float(graph.costs_km[legs][graph.ends[legs] == following][0])
    return total_km


@pytest.mark.parametrize(
    ("origin", "destination", "closed"),
    [
        ("hamburg", "yokohama", ""),
        ("hamburg", "yokohama", "suez"),
        ("ras-tanura", "yokohama", "malacca"),
        ("singapore", "shanghai", "singapore"),
        ("los-angeles", "shanghai", ""),
    ],
)
def test_no_cheaper_way_is_missed(world: SeaGraph, origin: str, destination: str, closed: str) -> None:
    start, end = join(world, origin), join(world, destination)
    way = find_path(world, start, end, closed={closed} if closed else set())
    assert way is not None
    wanted_km = search_everywhere(world, start, end, closed)
    assert price(world, way, start, end) == pytest.approx(wanted_km, rel=1e-4)


def test_no_way_is_shorter_than_its_bound(world: SeaGraph) -> None:
    start = join(world, "singapore")
    legs = csr_array(
        (world.costs_km.astype(np.float64), world.ends, world.first), shape=(len(world.nodes),) * 2
    )
    real_km = (start.costs_km[:, None] + dijkstra(legs, indices=start.nodes)).min(axis=0)
    least_km = bound_ways(world, start)
    assert (least_km <= real_km + 10).all()  # SLACK_KM
    assert np.median(least_km / real_km) > 0.8  # and close enough to leave most of the sea out


def test_a_place_in_the_open_sea_is_bounded_by_the_straight_line(world: SeaGraph) -> None:
    here = join_place(world, Position(0, -150), [])
    assert here is not None
    near = int((world.vectors @ np.array([-0.8660254, -0.5, 0], dtype=np.float32)).argmax())
    assert bound_ways(world, here)[near] < 120
