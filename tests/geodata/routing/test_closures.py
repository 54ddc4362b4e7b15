"""What closures do to lanes: the figures that the page and the command give."""

from itertools import pairwise

import pytest
from geographiclib.geodesic import Geodesic

from geodata.errors import UnknownIdError
from geodata.geometry.geodesy import Position
from geodata.routing.closures import (
    Detour,
    compare_lane,
    find_closed_ends,
    find_lane_via,
    join_legs,
    tabulate_closures,
)
from geodata.routing.graph import read_graph
from geodata.routing.lanes import NoRoute, SeaLane, shortest_route
from geodata.routing.ports import find_port
from geodata.units import to_nm

GULF, JAPAN = find_port("ras-tanura"), find_port("yokohama")
GULF_JAPAN = (GULF, JAPAN)


def sail(detour: Detour) -> tuple[SeaLane, SeaLane]:
    assert isinstance(detour.usual, SeaLane)
    assert isinstance(detour.left, SeaLane)
    return detour.usual, detour.left


def measure_independently(lane: SeaLane) -> float:
    """Return the length of a lane's course in km by another implementation of geodesics (Karney)."""
    legs = pairwise(lane.line.coords)
    return sum(Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"] / 1000 for a, b in legs)


def test_without_malacca_the_gulf_is_farther_from_japan_as_an_independent_measure_says() -> None:
    detour = compare_lane(GULF_JAPAN, closed={"malacca"})
    usual, left = sail(detour)
    extra_km = measure_independently(left) - measure_independently(usual)
    assert detour.extra_km == pytest.approx(extra_km, abs=0.5)
    assert to_nm(extra_km) == pytest.approx(494, abs=1)
    assert to_nm(extra_km) / 14 / 24 == pytest.approx(1.5, abs=0.05)
    assert "malacca" not in dict(left.chokepoints)
    assert "sunda" in dict(left.chokepoints)


def test_a_closure_that_the_lane_does_not_meet_changes_nothing() -> None:
    detour = compare_lane(GULF_JAPAN, closed={"panama"})
    assert not detour.touched
    assert detour.extra_km == 0


def test_without_hormuz_there_is_no_way_and_no_figure() -> None:
    detour = compare_lane(GULF_JAPAN, closed={"hormuz"})
    assert isinstance(detour.left, NoRoute)
    assert "hormuz" in detour.left.reason
    assert detour.touched
    assert detour.extra_km is None


def test_an_unknown_chokepoint_is_refused() -> None:
    with pytest.raises(UnknownIdError, match=r"malaca.*malacca"):
        compare_lane(GULF_JAPAN, closed={"malaca"})


def test_a_closure_that_a_free_lane_does_not_meet_leaves_its_course_as_it_is() -> None:
    ends = (Position(12.5, 63.0), Position(30.0, 130.0))
    anew = shortest_route(read_graph(), *ends, closed={"panama"})
    assert compare_lane(ends, closed={"panama"}).left == anew


def test_any_two_places_at_sea_have_a_lane() -> None:
    lane = find_lane_via((Position(12.5, 80.5), GULF), frozenset())
    assert isinstance(lane, SeaLane)
    assert "hormuz" in dict(lane.chokepoints)


def test_every_lane_stands_against_every_chokepoint_that_any_lane_passes() -> None:
    lanes = {"gulf": GULF_JAPAN, "down-under": (find_port("newcastle-au"), JAPAN)}
    table = tabulate_closures(lanes)
    closures = {closure for _, closure in table}
    assert {"hormuz", "malacca", "luzon"} <= closures
    assert len(table) == len(lanes) * len(closures)
    assert not table["down-under", "malacca"].touched
    assert table["gulf", "malacca"] == compare_lane(GULF_JAPAN, closed={"malacca"})


def test_a_port_of_call_joins_two_lanes_into_one() -> None:
    singapore = find_port("singapore")
    first, second = (find_lane_via(ends, frozenset()) for ends in ((GULF, singapore), (singapore, JAPAN)))
    assert isinstance(first, SeaLane)
    assert isinstance(second, SeaLane)
    whole = join_legs([first, second])
    assert whole.length_km == pytest.approx(first.length_km + second.length_km)
    assert list(whole.chokepoints) == sorted(whole.chokepoints, key=lambda passed: passed[1])
    assert find_lane_via((GULF, singapore, JAPAN), frozenset()) == whole


def test_an_end_in_a_closed_strait_is_found() -> None:
    stops = (find_port("singapore"), find_port("busan"))
    assert find_closed_ends(stops, {"singapore", "panama"}) == [(stops[0], "singapore")]
    assert find_closed_ends(stops, {"malacca", "luzon"}) == []
