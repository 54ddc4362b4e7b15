"""Other ways of a lane, on lanes whose straits a reader can name."""

import pytest

from geodata.routing.alternatives import find_alternatives
from geodata.routing.closures import find_lane_via
from geodata.routing.lanes import SeaLane
from geodata.routing.ports import find_port
from geodata.routing.ships import find_sailing
from geodata.units import to_nm

GULF_JAPAN = (find_port("ras-tanura"), find_port("yokohama"))


def test_a_laden_tanker_may_pass_taiwan_or_lombok_and_makassar_instead() -> None:
    taiwan, lombok = find_alternatives(GULF_JAPAN, frozenset(), find_sailing("vlcc"))
    assert (taiwan.passed, taiwan.avoided) == (("taiwan-strait",), ("luzon",))
    assert lombok.passed == ("lombok", "makassar")
    assert {"malacca", "singapore"} <= set(lombok.avoided)
    assert [refusal.chokepoint for refusal in lombok.lane.refused] == ["sunda"]
    assert to_nm(lombok.extra_km) == pytest.approx(981, rel=0.05)


def test_a_ship_without_size_may_take_sunda() -> None:
    assert [other.passed for other in find_alternatives(GULF_JAPAN, frozenset())] == [
        ("taiwan-strait",),
        ("sunda",),
    ]


def test_other_ways_keep_off_what_is_closed_and_are_told_once_the_shortest_first() -> None:
    stops, closed = (find_port("hamburg"), find_port("yokohama")), frozenset({"malacca"})
    usual = find_lane_via(stops, closed)
    assert isinstance(usual, SeaLane)
    others = find_alternatives(stops, closed)
    ways = [tuple(name for name, _ in way.chokepoints) for way in (usual, *(other.lane for other in others))]
    assert len(set(ways)) == len(ways)
    assert not any("malacca" in way for way in ways)
    lengths = [other.lane.length_km for other in others]
    assert lengths == sorted(lengths)
    assert [other.extra_km for other in others] == [length - usual.length_km for length in lengths]


def test_where_no_other_way_is_left_there_is_none() -> None:
    inside = (find_port("ras-tanura"), find_port("jebel-ali"))
    assert find_alternatives(inside, frozenset()) == ()
    assert find_alternatives(GULF_JAPAN, frozenset({"hormuz"})) == ()
