"""What a closure costs, on lanes whose lengths a reader can add up."""

from dataclasses import astuple, replace

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.routing.closures import Detour
from geodata.routing.consequences import (
    Consequence,
    Estimate,
    Rates,
    ShareError,
    find_break_even_days,
    judge_detour,
    measure_cost,
    measure_fuel,
    measure_partial_closure,
    measure_wait,
)
from geodata.routing.lanes import NoRoute, SeaLane

DETOUR = Consequence("longer way", 2400.0, 10.0)


def make_lane(nm: float, *passed: str) -> SeaLane:
    line = shapely.LineString([(0, 0), (1, 0)])
    return SeaLane(line, nm * 1.852, nm * 1.852, 0.0, tuple((name, 1.0) for name in passed), frozenset())


def test_a_lane_that_the_closure_does_not_meet_is_open() -> None:
    lane = make_lane(1000, "suez")
    assert judge_detour(Detour(lane, lane, frozenset({"panama"})), speed_kn=10) == Consequence("open", 0, 0)


def test_a_detour_of_2400_miles_takes_ten_days_at_ten_knots() -> None:
    detour = Detour(make_lane(1000, "suez"), make_lane(3400), frozenset({"suez"}))
    found = judge_detour(detour, speed_kn=10)
    assert found.outcome == "longer way"
    assert found.extra_nm == pytest.approx(2400)
    assert found.extra_days == pytest.approx(10)


def test_without_a_way_there_are_no_figures() -> None:
    detour = Detour(make_lane(1000, "hormuz"), NoRoute("shut", frozenset()), frozenset({"hormuz"}))
    assert judge_detour(detour, speed_kn=10) == Consequence("no route", None, None)


def test_a_detour_that_is_shorter_by_the_mile_counts_as_none_longer() -> None:
    detour = Detour(make_lane(260, "great-belt"), make_lane(243, "oresund"), frozenset({"great-belt"}))
    assert judge_detour(detour, speed_kn=10) == Consequence("longer way", 0, 0)


def test_waiting_pays_until_the_day_on_which_both_cost_the_same() -> None:
    # Ten days at 60,000 are 600,000: as much as 20 days of waiting at 30,000.
    assert find_break_even_days(DETOUR, sailing_cost_a_day=60_000, waiting_cost_a_day=30_000) == 20
    assert find_break_even_days(DETOUR, sailing_cost_a_day=1, waiting_cost_a_day=1) == 10


def test_a_toll_that_the_detour_saves_brings_the_day_forward() -> None:
    days = find_break_even_days(
        DETOUR, sailing_cost_a_day=60_000, waiting_cost_a_day=30_000, fixed_cost=-450_000
    )
    assert days == 5


def test_where_there_is_no_detour_one_can_only_wait() -> None:
    shut = Consequence("no route", None, None)
    assert find_break_even_days(shut, sailing_cost_a_day=1, waiting_cost_a_day=1) is None


def test_waiting_for_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        find_break_even_days(DETOUR, sailing_cost_a_day=1, waiting_cost_a_day=0)


@given(st.floats(0, 1))
def test_a_closure_for_a_share_of_ships_costs_that_share_on_the_mean(share: float) -> None:
    found = measure_partial_closure(DETOUR, share=share)
    assert found.extra_nm == pytest.approx(2400 * share)
    assert (found.outcome == "open") == (share == 0)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_beyond_none_and_all_is_refused(share: float) -> None:
    with pytest.raises(ShareError, match="from 0 to 1"):
        measure_partial_closure(DETOUR, share=share)


RATES = Rates(
    fuel_t=Estimate(40, 60, 90), price=Estimate(500, 600, 700), hire=Estimate(20_000, 24_000, 30_000)
)


def test_fuel_and_cost_follow_from_what_a_day_takes() -> None:
    assert measure_fuel(DETOUR, RATES) == Estimate(400, 600, 900)
    # 10 days of 20,000 + 40 x 500; of 24,000 + 60 x 600; of 30,000 + 90 x 700
    assert measure_cost(DETOUR, RATES) == Estimate(400_000, 600_000, 930_000)
    assert measure_cost(DETOUR, replace(RATES, fixed_cost=-50_000)) == Estimate(350_000, 550_000, 880_000)


def test_nothing_is_assumed_where_a_figure_is_missing() -> None:
    assert measure_fuel(DETOUR, Rates(price=RATES.price)) is None
    assert measure_cost(DETOUR, Rates(fuel_t=RATES.fuel_t)) is None
    assert measure_cost(DETOUR, Rates(hire=RATES.hire)) == Estimate(200_000, 240_000, 300_000)
    assert measure_fuel(Consequence("no route", None, None), RATES) is None
    assert measure_cost(Consequence("no route", None, None), RATES) is None
    assert measure_wait(Consequence("no route", None, None), RATES) is None


def test_a_ship_waits_longer_the_cheaper_it_lies_at_anchor() -> None:
    assert measure_wait(DETOUR, Rates()) == Estimate(10, 10, 10)
    # 400,000 / 20,000; 600,000 / 24,000; 930,000 / 30,000
    assert measure_wait(DETOUR, RATES) == Estimate(20, 25, 31)
    waited = measure_wait(DETOUR, replace(RATES, anchor_fuel_t=5))
    assert waited is not None
    # at anchor 5 t a day more: 400,000 / 22,500; 600,000 / 27,000; 930,000 / 33,500
    assert astuple(waited) == pytest.approx((17.78, 22.22, 27.76), abs=0.01)


def test_where_a_day_at_anchor_costs_nothing_it_counts_as_one_at_sea() -> None:
    assert measure_wait(DETOUR, Rates(fuel_t=RATES.fuel_t, price=RATES.price)) == Estimate(10, 10, 10)
