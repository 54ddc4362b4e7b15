from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import UnknownIdError
from geodata.geometry.antimeridian import split_at_antimeridian
from geodata.geometry.geodesy import Position, densify_line, measure_distance, measure_distances
from geodata.names import Names
from geodata.routing.chokepoints import Chokepoint, find_crossings, read_chokepoints
from geodata.routing.graph import SeaGraph, build_graph, read_graph
from geodata.routing.lanes import NoRoute, SeaLane, shortest_route
from geodata.routing.ports import find_port
from geodata.routing.precomputed import find_lane
from geodata.routing.smoothing import STEP_KM
from geodata.routing.water_grid import (
    LAND,
    OPEN,
    TILES_PER_DEG,
    is_water,
    load_waters,
    measure_legs,
    place_in_cells,
    to_sphere,
)
from geodata.units import to_nm

WEST, EAST = Position(0, 0), Position(0, 10)


def make_gate(gate_id: str, *points: tuple[float, float]) -> Chokepoint:
    return Chokepoint(id=gate_id, kind="strait", names=Names(en=gate_id), gate=points, gate_note="toy")


@pytest.fixture(scope="module")
def toy() -> SeaGraph:
    """A sea from 2 W to 12 E and 12 S to 6 N with a node on every whole degree, land all round.

    An island from 4 to 6 E and 9 to 1 S leaves a strait north of it, `narrows`, and one south of it, `roads`.
    """
    index = np.full((720, 1440), LAND, dtype=np.uint16)

    def mark(west: int, south: int, east: int, north: int, kind: int) -> None:
        rows = slice((90 - north) * TILES_PER_DEG, (90 - south) * TILES_PER_DEG)
        index[rows, (west + 180) * TILES_PER_DEG : (east + 180) * TILES_PER_DEG] = kind

    mark(-2, -12, 12, 6, OPEN)
    mark(4, -9, 6, -1, LAND)
    waters = load_waters(
        index, np.zeros((1, 450), np.uint8), np.zeros((1, 400), np.uint8), np.zeros(0, np.intp)
    )
    lon, lat = np.meshgrid(np.arange(-1, 12), np.arange(-11, 6))
    nodes = np.column_stack([lon.ravel(), lat.ravel()]).astype(float)
    apart = np.abs(nodes[:, None] - nodes[None]).max(axis=2)
    pairs = np.argwhere(np.triu(apart == 1))
    costs_km = measure_legs(waters, nodes[pairs[:, 0]], nodes[pairs[:, 1]]).costs_km
    pairs = pairs[np.isfinite(costs_km)]
    gates = {
        "narrows": make_gate("narrows", (5, -2), (5, 7)),
        "roads": make_gate("roads", (5, -8), (5, -13)),
    }
    starts, ends = pairs.T.astype(np.int32)
    return build_graph(waters, nodes.astype(np.float32), starts, ends, np.zeros(len(pairs), np.uint8), gates)


@pytest.fixture(scope="module")
def world() -> SeaGraph:
    return read_graph()


def sail(origin: str, destination: str, *closed: str) -> SeaLane:
    lane = find_lane(origin, destination, closed=set(closed))
    assert isinstance(lane, SeaLane)
    return lane


def name_passed(lane: SeaLane) -> list[str]:
    return [chokepoint for chokepoint, _ in lane.chokepoints]


def test_the_open_way_is_the_equator(toy: SeaGraph) -> None:
    lane = shortest_route(toy, WEST, EAST)
    assert isinstance(lane, SeaLane)
    assert lane.length_km == pytest.approx(1113.2, rel=0.001)  # ten degrees of the equator
    assert lane.chokepoints == (("narrows", pytest.approx(556.6, rel=0.003)),)
    assert lane.over_land_km == 0


def test_a_closed_gate_sends_the_lane_round_the_island(toy: SeaGraph) -> None:
    lane = shortest_route(toy, WEST, EAST, closed={"narrows"})
    assert isinstance(lane, SeaLane)
    assert name_passed(lane) == ["roads"]
    corners = [(0, 0), (4, -9), (6, -9), (10, 0)]  # taut round the southern shore
    shortest = sum(measure_distance(Position(a[1], a[0]), Position(b[1], b[0])) for a, b in pairwise(corners))
    assert shortest <= lane.length_km < shortest * 1.1
    assert not shapely.intersects(lane.line, shapely.box(4.01, -8.99, 5.99, -1.01))


def test_with_both_straits_closed_there_is_no_route_and_a_reason(toy: SeaGraph) -> None:
    answer = shortest_route(toy, WEST, EAST, closed={"narrows", "roads"})
    assert isinstance(answer, NoRoute)
    assert "narrows, roads" in answer.reason


def test_a_place_far_from_the_sea_has_no_route_and_a_reason(toy: SeaGraph) -> None:
    answer = shortest_route(toy, WEST, Position(40, 60))
    assert isinstance(answer, NoRoute)
    assert "40.00, 60.00" in answer.reason


def test_a_closure_leaves_the_graph_as_it_was(toy: SeaGraph) -> None:
    before = toy.costs_km.copy()
    shortest_route(toy, WEST, EAST, closed={"narrows"})
    assert (toy.costs_km == before).all()
    assert shortest_route(toy, WEST, EAST).closed == frozenset()


places = st.builds(Position, st.floats(-10.9, -9.5), st.floats(-0.9, 10.9)) | st.builds(
    Position, st.floats(-0.5, 4.9), st.floats(-0.9, 10.9)
)


@settings(deadline=None, max_examples=40)
@given(places, places)
def test_lanes_are_symmetric_monotone_and_never_below_the_great_circle(
    toy: SeaGraph, start: Position, end: Position
) -> None:
    there, back = shortest_route(toy, start, end), shortest_route(toy, end, start)
    assert isinstance(there, SeaLane)
    assert isinstance(back, SeaLane)
    assert there.length_km == pytest.approx(back.length_km, rel=0.02, abs=1)
    assert there.length_km >= measure_distance(start, end) - 0.001
    for closed in ({"narrows"}, {"roads"}):
        lane = shortest_route(toy, start, end, closed=closed)
        assert isinstance(lane, SeaLane)
        # The way is the cheapest in the graph; pulling it taut saves between nothing and what a grid of eight
        # directions adds to a straight line: a factor of up to (4 - 2 sqrt 2)^0.5 = 1.082.
        assert lane.cost_km >= there.cost_km * 0.92 - 1


def test_days_follow_from_length_and_speed(toy: SeaGraph) -> None:
    lane = shortest_route(toy, WEST, EAST)
    assert isinstance(lane, SeaLane)
    assert lane.estimate_days(speed_kn=10) == pytest.approx(601.1 / 240, rel=0.001)
    with pytest.raises(ValueError, match="speed"):
        lane.estimate_days(speed_kn=0)


def test_a_gate_is_crossed_across_180_degrees_and_not_beside_its_ends() -> None:
    gate = make_gate("line", (180, -1), (180, 1))
    starts = to_sphere(np.array([(179.0, 0.0), (179.0, 2.0), (-1.0, 0.0)]))
    ends = to_sphere(np.array([(-179.0, 0.0), (-179.0, 2.0), (1.0, 0.0)]))
    crosses, angles = find_crossings(gate, starts, ends)
    assert crosses.tolist() == [True, False, False]
    assert np.degrees(angles[0]) == pytest.approx(1)


def test_the_sixteen_chokepoints_have_names_in_four_writings() -> None:
    known = read_chokepoints()
    great = [
        chokepoint for chokepoint in known.values() if chokepoint.kind not in {"further", "minor", "arctic"}
    ]
    assert len(great) == 16
    for chokepoint in known.values():
        names = chokepoint.names
        assert all((names.en, names.ja, names.zh_hans, names.zh_hant)), chokepoint.id


def test_no_gate_can_be_sailed_around_within_its_own_strait(world: SeaGraph) -> None:
    answer = shortest_route(
        world, find_port("ras-tanura").position, find_port("yokohama").position, closed={"hormuz"}
    )
    assert isinstance(answer, NoRoute)
    assert "hormuz" in answer.reason


def test_an_unknown_chokepoint_is_an_error_that_offers_the_nearest(world: SeaGraph) -> None:
    with pytest.raises(UnknownIdError, match="malacca"):
        shortest_route(world, WEST, EAST, closed={"malaca"})


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
def test_lengths_are_those_of_the_published_table(origin: str, destination: str, nm: float) -> None:
    assert sail(origin, destination).distance_nm == pytest.approx(nm, rel=0.02)


def test_no_corner_is_rounded_over_land() -> None:
    course = densify_line(sail("seattle", "san-francisco").line, step_km=0.1)  # past Cape Flattery
    wet = is_water(read_graph().waters, *place_in_cells(shapely.get_coordinates(course)))
    assert (~wet).sum() * 0.1 < 0.5


def test_a_lane_turns_in_a_curve_where_a_strait_bends() -> None:
    points = shapely.get_coordinates(sail("ningbo", "hamburg").line)
    bends = measure_bends(points)
    near = shapely.contains_xy(shapely.box(43, 12, 44, 13), points[1:-1])  # Bab el-Mandeb, an elbow
    assert near.sum() > 5
    assert bends[near].max() < 20
    assert bends[near].sum() > 50


def measure_bends(points: np.ndarray) -> np.ndarray:
    """Return by how many degrees a line turns at each of its inner points."""
    steps = np.diff(to_sphere(points), axis=0)
    steps /= np.linalg.norm(steps, axis=1, keepdims=True)
    turns = np.clip((steps[:-1] * steps[1:]).sum(axis=1), -1, 1)
    return np.asarray(np.degrees(np.arccos(turns)))


def test_ships_between_kobe_and_korea_use_the_fairway_of_the_inland_sea() -> None:
    line = sail("kobe", "busan").line
    for strait in ((135.02, 34.61), (132.99, 34.12), (130.96, 33.96)):  # Akashi, Kurushima, Kanmon
        assert shapely.distance(line, shapely.Point(strait)) < 0.03  # degrees, some 3 km


@pytest.mark.parametrize(
    ("origin", "destination", "by", "off"),
    [
        # Imabari to Nagoya: by Akashi, for the coast guard asks large ships to keep out of Naruto.
        (Position(34.07, 133.01), Position(35.03, 136.85), (135.02, 34.61), (134.64, 34.24)),
        # Lombok to Surabaya: by the Western Channel, north of Madura.
        (Position(-8.83, 115.73), Position(-7.20, 112.73), (112.70, -6.95), (112.84, -7.25)),
        # Dalian to Incheon: by the pilots of An-do, not across the north of Gyeonggi Bay.
        (Position(38.93, 121.65), Position(37.47, 126.62), (126.29, 37.075), (126.00, 37.45)),
        # Sittwe to Kolkata: by the light vessel of the Eastern Channel.
        (Position(20.14, 92.90), Position(22.55, 88.30), (88.19, 21.05), (88.55, 21.30)),
        # Dalian to Shanghai: from the sea into the fairway, not across Hengsha Shoal.
        (Position(38.93, 121.65), Position(31.25, 121.50), (122.30, 31.16), (122.20, 31.45)),
    ],
)
def test_ships_come_by_the_known_approach(
    world: SeaGraph,
    origin: Position,
    destination: Position,
    by: tuple[float, float],
    off: tuple[float, float],
) -> None:
    lane = shortest_route(world, origin, destination)
    assert isinstance(lane, SeaLane)
    assert shapely.distance(lane.line, shapely.Point(by)) < 0.05  # degrees, some 5 km
    assert shapely.distance(lane.line, shapely.Point(off)) > 0.1


def test_the_lane_from_germany_to_japan_passes_its_chokepoints_in_order() -> None:
    lane = sail("hamburg", "yokohama")
    passed = name_passed(lane)
    wanted = ["gibraltar", "suez", "bab-el-mandeb", "malacca", "singapore"]
    assert [name for name in passed if name in wanted] == wanted
    assert [at_km for _, at_km in lane.chokepoints] == sorted(at_km for _, at_km in lane.chokepoints)
    assert lane.over_land_km < 40  # the Elbe, and cuts of the Suez Canal that the shoreline leaves out


def test_a_closed_suez_and_panama_send_the_lane_round_the_cape() -> None:
    lane = sail("hamburg", "yokohama", "suez", "panama")
    assert "good-hope" in name_passed(lane)
    # Oil & Gas Journal: 14,427 nm from Yokohama to London by the Cape; Hamburg lies some 400 nm farther.
    assert lane.distance_nm == pytest.approx(14_800, rel=0.03)


def test_closures_lengthen_the_way_and_take_the_next_strait() -> None:
    lanes = [sail("ras-tanura", "yokohama", *closed) for closed in ((), ("malacca",), ("malacca", "sunda"))]
    assert "malacca" in name_passed(lanes[0])
    assert "sunda" in name_passed(lanes[1])
    assert {"lombok", "makassar", "bali"} & set(name_passed(lanes[2]))
    costs = [lane.cost_km for lane in lanes]
    assert costs == sorted(costs)


@pytest.mark.parametrize("port", ["rostock", "gdansk", "riga", "tallinn", "st-petersburg"])
def test_the_baltic_is_reached_round_jutland_without_the_kiel_canal(port: str) -> None:
    lane = find_lane("gothenburg", port, closed={"kiel"})
    assert isinstance(lane, SeaLane)
    assert {chokepoint for chokepoint, _ in lane.chokepoints} & {"oresund", "great-belt"}
    around = find_lane("gothenburg", port, closed={"kiel", "oresund"})
    assert isinstance(around, SeaLane)
    assert "great-belt" in {chokepoint for chokepoint, _ in around.chokepoints}
    assert isinstance(find_lane("gothenburg", port, closed={"kiel", "oresund", "great-belt"}), NoRoute)


@pytest.mark.parametrize(
    ("origin", "destination", "steps"),
    [
        ("ras-tanura", "yokohama", ["malacca", "sunda", "lombok"]),
        ("singapore", "shanghai", ["taiwan-strait"]),
        ("singapore", "shanghai", ["luzon"]),
        ("hamburg", "yokohama", ["suez"]),
    ],
)
def test_each_further_closure_costs_as_much_or_more(
    world: SeaGraph, origin: str, destination: str, steps: list[str]
) -> None:
    ends = find_port(origin).position, find_port(destination).position
    lanes = [shortest_route(world, *ends, closed=set(steps[:count])) for count in range(len(steps) + 1)]
    costs = [lane.cost_km for lane in lanes if isinstance(lane, SeaLane)]
    assert len(costs) == len(lanes)
    assert costs == sorted(costs)
    for lane in lanes:
        assert isinstance(lane, SeaLane)
        assert not lane.closed & set(name_passed(lane))


def test_a_lane_across_the_pacific_crosses_180_degrees_without_a_jump() -> None:
    lane = sail("los-angeles", "shanghai")
    longitudes = shapely.get_coordinates(lane.line)[:, 0]
    assert np.abs(np.diff(longitudes)).max() < 5
    assert len(shapely.get_parts(split_at_antimeridian(lane.line))) == 2
    assert to_nm(lane.length_km) == pytest.approx(5_700, rel=0.02)


def test_vertices_stand_close() -> None:
    points = shapely.get_coordinates(sail("singapore", "busan").line)
    assert measure_distances(points[:-1], points[1:]).max() <= STEP_KM * 1.01


def test_a_port_up_a_river_is_reached_by_water(world: SeaGraph) -> None:
    # Hamburg lies some 60 nm up the Elbe: the lane follows the river rather than the straight line.
    lane = shortest_route(world, find_port("hamburg").position, Position(54.0, 8.2))
    assert isinstance(lane, SeaLane)
    assert 65 < lane.distance_nm < 85


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Position(80, 150), "at sea, but lanes do not go there"),  # north of the New Siberian Islands
        (Position(78.8, -103.7), "near the sea, but lanes do not go there"),  # Isachsen
        (Position(88, 10), "beyond 84° N, where lanes do not go because of the ice"),
        (Position(-85, 0), "beyond 78° S, where lanes do not go because of the ice"),
        (Position(42, 51), "on a lake or an inland sea"),  # the Caspian Sea
        (Position(47.5, -88), "on a lake or an inland sea"),  # Lake Superior
        (Position(-1, 33), "on a lake or an inland sea"),  # Lake Victoria
        (Position(55.75, 37.6), "is more than 100 km from navigable sea"),  # Moscow
        (Position(-3.1, -60), "is more than 100 km from navigable sea"),  # Manaus, up a river
    ],
)
def test_a_place_without_a_lane_is_told_why(world: SeaGraph, place: Position, told: str) -> None:
    for ends in ((place, find_port("hamburg").position), (find_port("hamburg").position, place)):
        lane = shortest_route(world, *ends)
        assert isinstance(lane, NoRoute)
        assert told in lane.reason


@pytest.mark.parametrize(
    "place",
    [
        Position(49.87, -124.55),  # Powell River, inside Vancouver Island
        Position(53.98, -128.68),  # Kitimat, at the head of the Douglas Channel
        Position(55.91, -130.02),  # Stewart, at the head of the Portland Canal
        Position(27.92, -110.88),  # Guaymas, in the Gulf of California
        Position(64.01, 11.49),  # Steinkjer, at the head of the Trondheim Fjord
        Position(-54.81, -68.30),  # Ushuaia, on the Beagle Channel
        Position(38.30, -76.90),  # the upper Chesapeake Bay
    ],
)
def test_a_port_deep_in_a_fjord_or_gulf_has_a_lane_to_the_ocean(world: SeaGraph, place: Position) -> None:
    lane = shortest_route(world, place, find_port("singapore").position)
    assert isinstance(lane, SeaLane)
    assert lane.distance_nm > 6000
