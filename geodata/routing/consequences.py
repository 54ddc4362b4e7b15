"""What a closure costs: an outcome in a word, miles and days, when waiting pays, and closure in part.

The figures are those of one voyage, or of ships that arrive evenly. They leave out queues, freight rates and
what later voyages of the same ship lose; exposure of a route alone does not predict losses (source
`devetak-2026`).
"""

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
class Spread:
    """A figure as a range."""

    low: float
    """With the low input."""
    mid: float
    """With the middle input."""
    high: float
    """With the high input."""


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


def multiply_days(consequence: Consequence, a_day: Spread) -> Spread | None:
    """Return fuel or cost of the extra days, from what a day takes; None where there is no route."""
    days = consequence.extra_days
    return None if days is None else Spread(a_day.low * days, a_day.mid * days, a_day.high * days)
