"""Ships of a size: which chokepoints refuse them, and where they go instead."""

from datetime import date

import pytest

from geodata.names import Names
from geodata.routing.chokepoints import Chokepoint, Limit, read_chokepoints
from geodata.routing.closures import compare_lane
from geodata.routing.lanes import NoRoute, SeaLane, find_ship_lane
from geodata.routing.ports import find_port
from geodata.routing.ships import (
    Sailing,
    Ship,
    UnknownShipError,
    YearError,
    find_refusal,
    find_sailing,
    list_refusals,
    read_ships,
)
from geodata.sources import read_data_sources
from geodata.units import to_nm

GULF_JAPAN = (find_port("ras-tanura"), find_port("yokohama"))
GERMANY_JAPAN = (find_port("hamburg"), find_port("yokohama"))


def make_ship(draught_m: float, *, beam_m: float = 30, length_m: float = 200) -> Ship:
    return Ship(
        id="handysize",
        draught_m=draught_m,
        beam_m=beam_m,
        length_m=length_m,
        year=2013,
        source="x",
        confidence="low",
    )


def make_limit(**dimensions: float) -> Limit:
    return Limit.model_validate({**dimensions, "source": "x", "confidence": "low", "note": "toy"})


def find_known(ship_id: str, year: int = 2013) -> Sailing:
    sailing = find_sailing(ship_id, year)
    assert sailing is not None
    return sailing


def name_passed(lane: SeaLane | NoRoute) -> list[str]:
    assert isinstance(lane, SeaLane)
    return [name for name, _ in lane.chokepoints]


def test_a_ship_as_deep_as_the_limit_passes_and_a_deeper_one_does_not() -> None:
    shallow = (make_limit(draught_m=10),)
    assert find_refusal(make_ship(10.0), shallow) is None
    refused = find_refusal(make_ship(10.1), shallow)
    assert refused is not None
    assert refused[1] == "too shallow for a laden handysize bulk carrier: 10 m"


def test_one_limit_that_fits_is_enough() -> None:
    # A canal takes a long ship of little draught or a short one of more.
    kiel = (make_limit(draught_m=9.5, length_m=160), make_limit(draught_m=7, length_m=235))
    assert find_refusal(make_ship(7, length_m=230), kiel) is None
    assert find_refusal(make_ship(9, length_m=150), kiel) is None
    assert find_refusal(make_ship(9, length_m=230), kiel) is not None


def test_without_limits_every_ship_passes() -> None:
    assert find_refusal(make_ship(30), ()) is None


def test_the_reason_is_the_dimension_that_is_most_too_large() -> None:
    refused = find_refusal(
        make_ship(11, beam_m=60, length_m=201), (make_limit(draught_m=10, beam_m=30, length_m=200),)
    )
    assert refused is not None
    assert refused[1] == "too narrow for a laden handysize bulk carrier: 30 m"


def test_a_limit_holds_on_its_first_and_last_day() -> None:
    lock = Limit(
        draught_m=10, since=date(2016, 6, 26), until=date(2018, 5, 31), source="x", confidence="low", note=""
    )
    gate = Chokepoint(
        id="lock", kind="canal", names=Names(en="Lock"), gate=((0, 0), (1, 1)), gate_note="", limits=(lock,)
    )
    days = (date(2016, 6, 25), date(2016, 6, 26), date(2018, 5, 31), date(2018, 6, 1))
    assert [len(gate.find_limits(day)) for day in days] == [0, 1, 1, 0]


@pytest.mark.parametrize("ship", read_ships().values(), ids=lambda ship: ship.id)
def test_the_figures_of_a_ship_have_a_source(ship: Ship) -> None:
    assert ship.sources
    assert set(ship.sources) <= set(read_data_sources())


def test_every_limit_has_its_source_and_says_what_it_rests_on() -> None:
    known = read_data_sources()
    limits = [limit for gate in read_chokepoints().values() for limit in gate.limits]
    assert len(limits) > 10
    for limit in limits:
        assert limit.source in known
        assert not limit.second or limit.second in known
        assert limit.note


@pytest.mark.parametrize(
    ("ship", "year", "panama_opens"),
    [
        ("panamax", 2013, True),
        ("neopanamax", 2015, False),
        ("neopanamax", 2016, True),  # the new locks opened on 26 June 2016
        ("container-large", 2013, False),
        ("container-large", 2020, False),  # 56 m; the locks take 51.25 m
        ("vlcc", 2020, False),
    ],
)
def test_the_locks_of_panama_take_the_ships_of_their_time(
    ship: str, year: int, *, panama_opens: bool
) -> None:
    assert ("panama" not in list_refusals(find_known(ship, year))) == panama_opens


def test_suez_takes_a_laden_ore_carrier_and_the_largest_container_ship_but_no_laden_vlcc() -> None:
    refused = {ship for ship in read_ships() if "suez" in list_refusals(find_known(ship))}
    assert refused == {"vlcc"}


def test_a_ship_without_a_class_or_of_a_year_without_limits_is_refused_in_words() -> None:
    assert find_sailing("") is None
    with pytest.raises(UnknownShipError, match="vlcc, capesize"):
        find_sailing("rowing-boat")
    with pytest.raises(YearError, match="from 2010 to 2100, not for 1990"):
        find_sailing("vlcc", 1990)


def test_a_laden_vlcc_from_the_gulf_to_japan_uses_malacca() -> None:
    lane = compare_lane(GULF_JAPAN, closed=set(), sailing=find_known("vlcc")).usual
    assert {"malacca", "singapore"} <= set(name_passed(lane))
    assert lane.refused == ()


def test_without_malacca_a_laden_vlcc_takes_lombok_and_makassar_rather_than_sunda() -> None:
    detour = compare_lane(GULF_JAPAN, closed={"malacca"}, sailing=find_known("vlcc"))
    passed = name_passed(detour.left)
    assert {"lombok", "makassar"} <= set(passed)
    assert not {"sunda", "bali", "alas"} & set(passed)
    assert [str(refusal.reason) for refusal in detour.left.refused] == [
        "too shallow for a laden very large crude carrier: 20 m"
    ]
    assert detour.left.closed == {"malacca"}
    assert detour.extra_km is not None
    # Malacca Strait Pilots: carriers save about 1,000 miles or 3 days by the Malacca and Singapore Straits.
    assert to_nm(detour.extra_km) == pytest.approx(1000, rel=0.05)


def test_without_suez_a_large_container_ship_goes_round_the_cape_and_not_through_the_old_locks() -> None:
    detour = compare_lane(GERMANY_JAPAN, closed={"suez"}, sailing=find_known("container-large"))
    passed = name_passed(detour.left)
    assert "good-hope" in passed
    assert "panama" not in passed
    assert [refusal.chokepoint for refusal in detour.left.refused] == ["panama"]
    assert [refusal.limit.source for refusal in detour.left.refused] == ["brafam-panamax"]
    later = compare_lane(GERMANY_JAPAN, closed={"suez"}, sailing=find_known("neopanamax", 2017))
    assert "panama" in name_passed(later.left)


def test_where_no_strait_takes_the_ship_each_is_named_with_its_reason() -> None:
    baltic = (find_port("rotterdam"), find_port("gdansk"))
    answer = compare_lane(baltic, closed=set(), sailing=find_known("vlcc")).left
    assert isinstance(answer, NoRoute)
    assert {refusal.chokepoint for refusal in answer.refused} == {"kiel", "oresund", "great-belt"}
    assert "great-belt is too shallow for a laden very large crude carrier: 15 m" in answer.reason


@pytest.mark.parametrize("closed", [frozenset[str](), frozenset({"roads"})])
def test_only_gates_that_the_lane_comes_to_are_named(closed: frozenset[str]) -> None:
    asked = []

    def find(barred: frozenset[str]) -> SeaLane | NoRoute:
        asked.append(barred)
        return NoRoute("shut", barred)

    answer = find_ship_lane(find, closed, find_known("vlcc"))
    assert answer == NoRoute("shut", closed)
    assert asked == [closed]


def test_no_ship_has_a_shorter_way_than_one_without_size() -> None:
    for stops in (GULF_JAPAN, GERMANY_JAPAN):
        free = compare_lane(stops, closed=set()).usual
        assert isinstance(free, SeaLane)
        lengths = [compare_lane(stops, closed=set(), sailing=find_known(ship)).usual for ship in read_ships()]
        assert all(isinstance(lane, SeaLane) and lane.cost_km >= free.cost_km * 0.999 for lane in lengths)
