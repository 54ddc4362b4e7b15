"""What is published beside what is computed: sources of limits and flows, and detours."""

import re
from pathlib import Path

import pytest

from geodata.packs.attribution import gather_sources
from geodata.packs.pack import Pack
from geodata.routing.chokepoints import Flow, read_chokepoints
from geodata.routing.closures import compare_lane
from geodata.routing.lanes import SeaLane
from geodata.routing.ports import find_port
from geodata.routing.ships import Ship, find_refusal, find_sailing, list_refusals, read_ships
from geodata.sources import read_data_sources
from geodata.units import to_nm

ROOT = Path(__file__).parents[3]
OIL_2023 = {
    # U.S. Energy Information Administration, World Oil Transit Chokepoints, June 2024, table 1.
    "malacca": 23.7,
    "hormuz": 20.9,
    "suez": 8.8,
    "bab-el-mandeb": 8.6,
    "great-belt": 4.9,
    "bosporus": 3.4,
    "panama": 2.1,
    "good-hope": 6.0,
}
"""Millions of barrels of oil a day in 2023, by chokepoint."""


def find_flow(gate: str, what: str, year: int) -> Flow:
    (flow,) = (flow for flow in read_chokepoints()[gate].flows if (flow.what, flow.year) == (what, year))
    return flow


@pytest.mark.parametrize("gate", read_chokepoints())
def test_all_that_a_chokepoint_cites_is_known(gate: str) -> None:
    assert set(read_chokepoints()[gate].cited) <= set(read_data_sources())


def test_a_chokepoint_cites_its_width_its_limits_and_its_flows_once_each() -> None:
    cited = read_chokepoints()["malacca"].cited
    assert cited == (
        *("seabrief-widths", "eia-chokepoints", "britannica-malacca"),
        *("imo-malacca-rules", "nippon-foundation-2014", "eoearth-malacca", "eia-chokepoints-2024"),
    )


def test_limits_ships_and_flows_rest_on_no_weak_source() -> None:
    cited = {source for point in read_chokepoints().values() for source in point.cited}
    cited |= {source for ship in read_ships().values() for source in ship.sources}
    weak = {source.id for source in read_data_sources().values() if source.rank == "weak"}
    assert cited & weak == set()


def test_a_pack_counts_the_sources_of_ships_limits_and_flows(nato_pack: Pack) -> None:
    counted = gather_sources(nato_pack).keys()
    assert {"mol-malaccamax-2006", "baltic-capesize", "imo-malacca-rules", "eia-chokepoints-2024"} <= counted


def test_no_source_of_the_built_data_is_unused() -> None:
    folders = [ROOT / "geodata", ROOT / "dashboard"]
    files = [
        file for folder in folders for ending in ("toml", "csv", "py") for file in folder.rglob(f"*.{ending}")
    ]
    told = " ".join(file.read_text(encoding="utf-8") for file in files if file.name != "sources.toml")
    words = set(re.findall(r"[a-z0-9-]+", told))
    assert {source for source in read_data_sources() if source not in words} == set()


@pytest.mark.parametrize("gate", OIL_2023)
def test_oil_of_2023_is_as_the_energy_information_administration_gives_it(gate: str) -> None:
    flow = find_flow(gate, "oil", 2023)
    assert (flow.amount, flow.unit) == (OIL_2023[gate], "million barrels a day")
    assert flow.source == "eia-chokepoints-2024"


def test_older_flows_are_marked_with_their_own_year() -> None:
    assert find_flow("hormuz", "oil", 2013).amount == 17.0
    assert find_flow("bab-el-mandeb", "oil", 2013).amount == 3.8
    assert find_flow("malacca", "oil", 2011).amount == 15.2
    assert find_flow("bosporus", "transits", 2012).amount == 48329
    assert find_flow("taiwan-strait", "trade", 2022).unit == "billion US dollars a year"


def test_a_flow_of_nothing_or_of_another_kind_is_refused() -> None:
    given = {"what": "oil", "amount": 1, "unit": "barrels a day", "year": 2013, "source": "x", "note": ""}
    assert Flow.model_validate(given).amount == 1
    for wrong in ({"amount": 0}, {"what": "gas"}, {"unit": ""}, {"year": 13}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            Flow.model_validate({**given, **wrong})


def make_ship(draught_m: float, beam_m: float, length_m: float) -> Ship:
    return read_ships()["handysize"].model_copy(
        update={"draught_m": draught_m, "beam_m": beam_m, "length_m": length_m}
    )


@pytest.mark.parametrize(
    ("gate", "draught_m", "beam_m", "length_m", "passes"),
    [
        # Waterways office of Kiel: 9.5 m with 160 by 27 m or 193 by 20 m, 7 m with 235 by 32.5 m.
        ("kiel", 9.5, 27.0, 160.0, True),
        ("kiel", 9.5, 20.0, 193.0, True),
        ("kiel", 9.5, 27.0, 170.0, False),
        ("kiel", 7.0, 32.5, 235.0, True),
        ("kiel", 7.1, 32.5, 235.0, False),
        # Kanmon Passage office: pilots take ships of up to 11.4 m.
        ("kanmon", 11.4, 32.0, 220.0, True),
        ("kanmon", 11.5, 32.0, 220.0, False),
    ],
)
def test_limits_are_those_of_the_authority(
    gate: str, draught_m: float, beam_m: float, length_m: float, *, passes: bool
) -> None:
    refusal = find_refusal(make_ship(draught_m, beam_m, length_m), read_chokepoints()[gate].limits)
    assert (refusal is None) == passes


@pytest.mark.parametrize("year", [2010, 2013, 2019, 2020, 2024])
def test_one_edition_of_the_rules_of_suez_holds_at_a_time(year: int) -> None:
    sailing = find_sailing("vlcc", year)
    assert sailing is not None
    assert list_refusals(sailing)["suez"].limit.source == (
        "sca-rules-2020" if year >= 2020 else "sis-suez-2010"
    )


def test_a_deep_ship_enters_the_inland_sea_round_kyushu_and_a_shallow_one_by_kanmon() -> None:
    passed = {}
    for ship in ("handysize", "panamax"):
        lane = compare_lane(
            (find_port("busan"), find_port("kobe")), closed=set(), sailing=find_sailing(ship)
        ).usual
        assert isinstance(lane, SeaLane)
        passed[ship] = [name for name, _ in lane.chokepoints]
    assert passed == {"handysize": ["kanmon"], "panamax": ["korea", "osumi"]}


# From, to, closed, ship, published nautical miles open and closed.
DETOURS = [
    # Suez Canal Authority, table of distances by the canal and by the Cape (as agents give it).
    ("ras-tanura", "rotterdam", "suez", "capesize", 6436, 11169),
    ("ras-tanura", "marseille", "suez", "capesize", 4684, 10783),  # Lavera, 20 nm from Marseille
    ("mumbai", "rotterdam", "suez", "capesize", 6337, 10743),
    ("mumbai", "marseille", "suez", "capesize", 4558, 10362),
    ("jeddah", "piraeus", "suez", "capesize", 1320, 11207),
    ("shanghai", "genoa", "suez", "capesize", 8670, 13619),
    # Drewry Shipping Consultants in Oil & Gas Journal, December 1992: half of a round trip.
    ("ras-tanura", "houston", "suez", "capesize", 9756, 12500),
    # E. R. Johnson, Special Commissioner on Panama Traffic and Tolls: by the Strait of Magellan.
    ("new-york", "san-francisco", "panama", "panamax", 5262, 13135),
]


@pytest.mark.parametrize(("start", "end", "closed", "ship", "usual_nm", "detour_nm"), DETOURS)
def test_a_detour_is_as_long_as_published(
    start: str, end: str, closed: str, ship: str, usual_nm: float, detour_nm: float
) -> None:
    detour = compare_lane((find_port(start), find_port(end)), closed={closed}, sailing=find_sailing(ship))
    assert isinstance(detour.usual, SeaLane)
    assert isinstance(detour.left, SeaLane)
    assert detour.usual.distance_nm == pytest.approx(usual_nm, rel=0.02)
    assert detour.left.distance_nm == pytest.approx(detour_nm, rel=0.02)
    assert detour.extra_km is not None
    assert to_nm(detour.extra_km) == pytest.approx(detour_nm - usual_nm, rel=0.04)


def test_singapore_to_rotterdam_grows_by_two_fifths_without_suez() -> None:
    # UNCTAD (J. Hoffmann, 2024): 42 % for a container from Singapore.
    stops = (find_port("singapore"), find_port("rotterdam"))
    detour = compare_lane(stops, closed={"suez"}, sailing=find_sailing("container-large"))
    assert isinstance(detour.usual, SeaLane)
    assert detour.extra_km is not None
    assert detour.extra_km / detour.usual.length_km == pytest.approx(0.42, abs=0.01)
