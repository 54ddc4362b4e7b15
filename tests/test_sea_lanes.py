import geopandas
import numpy as np
import pytest
import shapely

from geodata.courses import STEP_KM
from geodata.datasets import read_dataset
from geodata.errors import UnknownIdError
from geodata.geodesy import Position, measure_distances, split_at_antimeridian
from geodata.ports import find_port
from geodata.sea_graph import SeaGraph, load_graph
from geodata.sea_lanes import NoRoute, SeaLane, shortest_route
from geodata.units import to_nm

WEST, EAST = Position(0, 0), Position(0, 10)


@pytest.fixture(scope="module")
def toy() -> SeaGraph:
    """Six nodes: a short way along the equator through a gate, a long way round by the south.

    An island of 2 by 8 degrees stands between the two ways; one of 2 by 6 shuts the north.
    """
    nodes = [(0, 0), (5, 0), (10, 0), (0, -10), (5, -10), (10, -10)]
    edges = [(0, 1), (1, 2), (0, 3), (3, 4), (4, 5), (5, 2)]
    lines = [shapely.LineString([nodes[a], nodes[b]]) for a, b in edges]
    costs = [measure_distances(np.array([nodes[a]]), np.array([nodes[b]]))[0] for a, b in edges]
    land = [shapely.box(4, -9, 6, -1), shapely.box(4, 1, 6, 7)]
    frame = geopandas.GeoDataFrame(
        {
            "kind": ["edge"] * 6 + ["gate"] + ["land"] * 2,
            "id": [""] * 6 + ["narrows"] + [""] * 2,
            "cost_km": [*costs, None, None, None],
        },
        geometry=[*lines, shapely.LineString([(5, -2), (5, 8)]), *land],
        crs="EPSG:4326",
    )
    return load_graph(frame)


@pytest.fixture(scope="module")
def world() -> SeaGraph:
    return load_graph(read_dataset("sea-graph"))


def sail(graph: SeaGraph, origin: str, destination: str, *closed: str) -> SeaLane:
    lane = shortest_route(
        graph, find_port(origin).position, find_port(destination).position, closed=set(closed)
    )
    assert isinstance(lane, SeaLane)
    return lane


def test_the_open_way_is_the_equator(toy: SeaGraph) -> None:
    lane = shortest_route(toy, WEST, EAST)
    assert isinstance(lane, SeaLane)
    assert lane.length_km == pytest.approx(1113.2, rel=0.001)  # ten degrees of the equator
    assert lane.chokepoints == {"narrows"}
    assert lane.over_land_km == 0


def test_a_closed_gate_sends_the_lane_round_and_off_the_island(toy: SeaGraph) -> None:
    lane = shortest_route(toy, WEST, EAST, closed={"narrows"})
    assert isinstance(lane, SeaLane)
    assert lane.closed == {"narrows"}
    assert not lane.chokepoints
    assert lane.over_land_km == 0
    assert 1113 * 1.5 < lane.length_km < 10 * 111.3 * 3, (
        "taut around the island, shorter than the three sides"
    )


def test_a_closure_leaves_the_graph_as_it_was(toy: SeaGraph) -> None:
    before = toy.costs_km.copy()
    shortest_route(toy, WEST, EAST, closed={"narrows"})
    assert (toy.costs_km == before).all()
    again = shortest_route(toy, WEST, EAST)
    assert isinstance(again, SeaLane)
    assert again.chokepoints == {"narrows"}


def test_no_way_left_is_an_answer_with_its_reason(world: SeaGraph) -> None:
    answer = shortest_route(
        world, find_port("ras-tanura").position, find_port("yokohama").position, closed={"hormuz"}
    )
    assert isinstance(answer, NoRoute)
    assert "hormuz" in answer.reason


def test_an_unknown_chokepoint_is_an_error_that_offers_the_nearest(world: SeaGraph) -> None:
    with pytest.raises(UnknownIdError, match="malacca"):
        shortest_route(world, WEST, EAST, closed={"malaca"})


def test_days_follow_from_length_and_speed(toy: SeaGraph) -> None:
    lane = shortest_route(toy, WEST, EAST)
    assert isinstance(lane, SeaLane)
    assert lane.estimate_days(speed_kn=10) == pytest.approx(601.1 / 240, rel=0.001)
    with pytest.raises(ValueError, match="speed"):
        lane.estimate_days(speed_kn=0)


@pytest.mark.parametrize(
    ("origin", "destination", "nm"),
    [
        # NGA Pub. 151, Distances Between Ports (2001).
        ("singapore", "yokohama", 2889),
        ("singapore", "port-said", 5035),
        ("singapore", "kobe", 2689),
        ("hong-kong", "yokohama", 1585),
        ("ras-tanura", "singapore", 3701),
        ("naha", "keelung", 337),
        ("aden", "port-said", 1400),
        ("singapore", "shanghai", 2207),
    ],
)
def test_lengths_are_those_of_the_published_table(
    world: SeaGraph, origin: str, destination: str, nm: float
) -> None:
    assert to_nm(sail(world, origin, destination).length_km) == pytest.approx(nm, rel=0.025)


def test_the_lane_from_germany_to_japan_passes_suez_and_malacca(world: SeaGraph) -> None:
    lane = sail(world, "hamburg", "yokohama")
    assert {"gibraltar", "suez", "bab-el-mandeb", "malacca", "singapore"} <= lane.chokepoints
    # Canal, Elbe and the coarse shore beside them; no more.
    assert lane.over_land_km < 200


def test_a_closed_suez_and_panama_send_the_lane_round_the_cape(world: SeaGraph) -> None:
    lane = sail(world, "hamburg", "yokohama", "suez", "panama")
    assert "good-hope" in lane.chokepoints
    # Oil & Gas Journal: 14,427 nm from Yokohama to London by the Cape; Hamburg lies some 400 nm farther.
    assert to_nm(lane.length_km) == pytest.approx(14_800, rel=0.03)


def test_closures_lengthen_the_way_and_take_the_next_strait(world: SeaGraph) -> None:
    lanes = [
        sail(world, "ras-tanura", "yokohama", *closed) for closed in ((), ("malacca",), ("malacca", "sunda"))
    ]
    assert ["malacca" in lanes[0].chokepoints, "sunda" in lanes[1].chokepoints] == [True, True]
    assert "lombok" in lanes[2].chokepoints
    lengths = [lane.length_km for lane in lanes]
    assert lengths == sorted(lengths)


def test_a_lane_across_the_pacific_crosses_180_degrees_without_a_jump(world: SeaGraph) -> None:
    lane = sail(world, "los-angeles", "shanghai")
    longitudes = shapely.get_coordinates(lane.line)[:, 0]
    assert np.abs(np.diff(longitudes)).max() < 5
    split = split_at_antimeridian(lane.line)
    assert len(shapely.get_parts(split)) == 2
    assert to_nm(lane.length_km) == pytest.approx(5_700, rel=0.02)


def test_vertices_stand_close_and_corners_are_round(world: SeaGraph) -> None:
    points = shapely.get_coordinates(sail(world, "singapore", "busan").line)
    steps = measure_distances(points[:-1], points[1:])
    assert steps.max() <= STEP_KM + 1e-6
