"""What a closure costs: an outcome in a word, miles and days, when waiting pays, and closure in part.

The figures are those of one voyage, or of ships that arrive evenly. They leave out queues, freight rates and
what later voyages of the same ship lose; exposure of a route alone does not predict losses (source
`devetak-2026`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from geodata.errors import Message, SeaBriefError
from geodata.routing.closures import Detour
from geodata.routing.lanes import HOURS_PER_DAY, NoRoute
from geodata.units import to_nm

Outcome = Literal["open", "longer way", "no route"]
"""`open`: the closures do not meet the lane; `longer way`: a detour is left; `no route`: none is."""


class ShareError(SeaBriefError, ValueError):
    """A share of ships that does not lie between none and all."""

    def __init__(self, share: float) -> None:
        super().__init__(Message("A share of ships lies from 0 to 1, not at {share:g}.", share=share))
        self.share = share


@dataclass(frozen=True)
class Consequence:
    """What closures do to one voyage at a steady speed."""

    outcome: Outcome
    """In a word."""
    extra_nm: float | None
    """Nautical miles more; zero where the lane is open, None where there is no route."""
    extra_days: float | None
    """Days more at the speed."""


@dataclass(frozen=True)
class Estimate:
    """A figure as a range."""

    low: float
    """With the low inputs."""
    mid: float
    """With the middle inputs."""
    high: float
    """With the high inputs."""


@dataclass(frozen=True)
class Rates:
    """What a voyage takes, as a viewer gives it; money in one currency, None where nothing was given."""

    fuel_t: Estimate | None = None
    """Tonnes of fuel a day at sea."""
    price: Estimate | None = None
    """Price of a tonne of fuel."""
    hire: Estimate | None = None
    """Hire of the ship and other costs of a day, at sea and at anchor."""
    anchor_fuel_t: float = 0.0
    """Tonnes of fuel a day at anchor."""
    fixed_cost: float = 0.0
    """What the detour costs once; below zero where it saves a toll."""


def judge_detour(detour: Detour, *, speed_kn: float) -> Consequence:
    """Return what closures do to a lane, for a ship of a speed in knots.

    A detour that is no longer than the lane, because it keeps closer to land or takes a minor strait, counts
    as a longer way of no miles: the ship has to take it all the same.

    Raises
    ------
    ValueError
        The speed is not above zero.
    """
    if speed_kn <= 0:
        raise ValueError(f"A speed needs to be above 0 knots, not {speed_kn:g}.")
    if isinstance(detour.left, NoRoute):
        return Consequence("no route", None, None)
    if not detour.touched or detour.extra_km is None:
        return Consequence("open", 0.0, 0.0)
    extra_nm = max(to_nm(detour.extra_km), 0.0)
    return Consequence("longer way", extra_nm, extra_nm / speed_kn / HOURS_PER_DAY)


def measure_fuel(consequence: Consequence, rates: Rates) -> Estimate | None:
    """Return the tonnes of fuel of the extra days; None without a detour or without figures for fuel."""
    days = consequence.extra_days
    if days is None or rates.fuel_t is None:
        return None
    return _combine(lambda fuel_t: fuel_t * days, rates.fuel_t)


def measure_cost(consequence: Consequence, rates: Rates) -> Estimate | None:
    """Return what the detour costs, in the currency of the rates: its days at sea and what is fixed.

    None without a detour, or where neither hire nor fuel with its price is given.
    """
    days = consequence.extra_days
    a_day = _list_daily_costs(rates)
    if days is None or a_day is None:
        return None
    return _combine(lambda cost: cost * days + rates.fixed_cost, a_day[0])


def measure_wait(consequence: Consequence, rates: Rates) -> Estimate | None:
    """Return how many days a closure may last until the detour is cheaper, with low, middle and high rates.

    Without rates, or where nothing is given that a day at anchor costs, a day of waiting counts as much as
    one at sea. None where there is no detour.
    """
    a_day = _list_daily_costs(rates)
    if a_day is None or min(a_day[1].low, a_day[1].mid, a_day[1].high) <= 0:
        a_day, fixed_cost = (Estimate(1, 1, 1), Estimate(1, 1, 1)), 0.0
    else:
        fixed_cost = rates.fixed_cost
    waits = [
        find_break_even_days(
            consequence, sailing_cost_a_day=at_sea, waiting_cost_a_day=at_anchor, fixed_cost=fixed_cost
        )
        for at_sea, at_anchor in zip(*map(_list_figures, a_day), strict=True)
    ]
    low, mid, high = waits
    return None if low is None or mid is None or high is None else Estimate(low, mid, high)


def _list_daily_costs(rates: Rates) -> tuple[Estimate, Estimate] | None:
    """Return what a day costs at sea and at anchor; None where neither hire nor priced fuel is given."""
    nothing = Estimate(0, 0, 0)
    if rates.hire is None and (rates.fuel_t is None or rates.price is None):
        return None
    hire, fuel_t, price = (given or nothing for given in (rates.hire, rates.fuel_t, rates.price))
    at_sea = _combine(lambda hire, fuel_t, price: hire + fuel_t * price, hire, fuel_t, price)
    at_anchor = _combine(lambda hire, price: hire + rates.anchor_fuel_t * price, hire, price)
    return at_sea, at_anchor


def _combine(compute: Callable[..., float], *estimates: Estimate) -> Estimate:
    return Estimate(*(compute(*figures) for figures in zip(*map(_list_figures, estimates), strict=True)))


def _list_figures(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.low, estimate.mid, estimate.high


def find_break_even_days(
    consequence: Consequence, *, sailing_cost_a_day: float, waiting_cost_a_day: float, fixed_cost: float = 0.0
) -> float | None:
    """Return how many days a closure may last until the detour is cheaper than waiting at the strait.

    A ship that waits t days pays t times what a day of waiting costs; one that takes the detour pays for its
    extra days at sea and once what is fixed, such as tolls. With the same cost a day and nothing fixed the
    two are equal after as many days as the detour takes longer. None where there is no detour.

    Parameters
    ----------
    consequence
        What the closure does.
    sailing_cost_a_day, waiting_cost_a_day
        Hire, fuel and other costs of a day under way and of a day at anchor, in one currency.
    fixed_cost
        What the detour costs once; below zero where it saves a toll.

    Raises
    ------
    ValueError
        A cost of a day is below zero, or waiting costs nothing.
    """
    if sailing_cost_a_day < 0 or waiting_cost_a_day <= 0:
        raise ValueError("A day at sea needs a cost of 0 or more, and a day of waiting one above 0.")
    if consequence.extra_days is None:
        return None
    return max((consequence.extra_days * sailing_cost_a_day + fixed_cost) / waiting_cost_a_day, 0.0)


def measure_partial_closure(consequence: Consequence, *, share: float) -> Consequence:
    """Return the mean of all ships where a closure stops only a share of them, from 0 to 1.

    Without a detour the ships that are stopped have no figure, so neither has the mean.

    Raises
    ------
    ShareError
        The share does not lie from 0 to 1.
    """
    if not 0 <= share <= 1:
        raise ShareError(share)
    if share == 0:
        return Consequence("open", 0.0, 0.0)
    if consequence.extra_nm is None or consequence.extra_days is None:
        return consequence
    return Consequence(consequence.outcome, consequence.extra_nm * share, consequence.extra_days * share)
