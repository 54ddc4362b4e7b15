"""The Arctic passages: closed by their ice, and open to a voyage that says so."""

from itertools import pairwise

import pytest
import shapely

from geodata.geometry.geodesy import Position
from geodata.routing.closures import Way, compare_lane, find_lane_via
from geodata.routing.graph import read_graph
from geodata.routing.lanes import SeaLane, shortest_route
from geodata.routing.ports import find_port
from geodata.routing.ships import find_sailing, list_refusals

ENDS = (find_port("hamburg"), find_port("yokohama"))
OPEN = find_sailing("", arctic=True)


def list_passed(way: Way) -> list[str]:
    assert isinstance(way, SeaLane)
    return [name for name, _ in way.chokepoints]


def test_without_asking_lanes_to_japan_lead_through_suez() -> None:
    assert "suez" in list_passed(find_lane_via(ENDS, frozenset()))


def test_where_the_arctic_is_open_the_lane_follows_the_coast_of_siberia() -> None:
    usual, north = find_lane_via(ENDS, frozenset()), find_lane_via(ENDS, frozenset(), OPEN)
    assert list_passed(north) == ["northeast-passage"]
    assert isinstance(usual, SeaLane)
    assert isinstance(north, SeaLane)
    assert north.length_km < 0.7 * usual.length_km
    assert 77 < shapely.get_coordinates(north.line)[:, 1].max() < 79


def test_an_open_passage_can_be_closed_again() -> None:
    detour = compare_lane(ENDS, closed={"northeast-passage"}, sailing=OPEN)
    assert detour.touched
    assert list_passed(detour.left) == ["northwest-passage"]
    both = find_lane_via(ENDS, frozenset({"northeast-passage", "northwest-passage"}), OPEN)
    assert "suez" in list_passed(both)


def test_a_laden_tanker_may_take_an_open_passage_and_keeps_its_other_limits() -> None:
    tanker = find_sailing("vlcc", arctic=True)
    assert tanker is not None
    assert list_passed(find_lane_via(ENDS, frozenset(), tanker)) == ["northeast-passage"]
    assert "panama" in list_refusals(tanker)
    assert OPEN is not None
    assert list_refusals(OPEN) == {}


@pytest.mark.parametrize(("lat", "lon"), [(71.6, 128.9), (70.5, 170.0)])
def test_water_east_of_the_gate_is_reached_from_the_pacific(lat: float, lon: float) -> None:
    far = shortest_route(read_graph(), find_port("hamburg").position, Position(lat, lon))
    near = shortest_route(read_graph(arctic=True), find_port("hamburg").position, Position(lat, lon))
    assert "northeast-passage" not in list_passed(far)
    assert list_passed(near) == ["northeast-passage"]


def test_all_lanes_of_an_open_arctic_cost_no_more_than_with_it_closed() -> None:
    ports = [find_port(name) for name in ("murmansk", "vancouver", "rotterdam", "busan", "new-york")]
    for start, end in pairwise(ports):
        closed, opened = (
            find_lane_via((start, end), frozenset()),
            find_lane_via((start, end), frozenset(), OPEN),
        )
        assert isinstance(closed, SeaLane)
        assert isinstance(opened, SeaLane)
        assert opened.cost_km <= closed.cost_km * 1.01
