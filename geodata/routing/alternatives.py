"""Find other ways of a lane, told apart by the chokepoints that they pass."""

from dataclasses import dataclass

from geodata.routing.closures import Stops, find_lane_via
from geodata.routing.lanes import SeaLane
from geodata.routing.ships import Sailing

MOST = 3
"""How many other ways are told."""


@dataclass(frozen=True)
class Alternative:
    """Another way of a lane."""

    lane: SeaLane
    """The way."""
    extra_km: float
    """How much longer it is than the lane; below zero where the lane keeps clearer of land."""
    passed: tuple[str, ...]
    """Ids of the chokepoints that only this way passes, in order."""
    avoided: tuple[str, ...]
    """Ids of the chokepoints that only the lane passes, in order."""


def find_alternatives(
    stops: Stops, closed: frozenset[str], sailing: Sailing | None = None
) -> tuple[Alternative, ...]:
    """Return up to `MOST` other ways of a lane, the shortest first.

    Each is the cheapest that keeps off one of the chokepoints on the lane; none passes the same chokepoints
    as another. Empty where there is no lane, or where every other way is shut.

    Parameters
    ----------
    stops
        Ends and ports of call.
    closed
        Ids of the chokepoints that no way may pass.
    sailing
        The ship; None for one without size.
    """
    usual = find_lane_via(stops, closed, sailing)
    if not isinstance(usual, SeaLane):
        return ()
    gates = tuple(name for name, _ in usual.chokepoints)
    others = (find_lane_via(stops, closed | {name}, sailing) for name in gates)
    ways = {
        tuple(name for name, _ in other.chokepoints): other for other in others if isinstance(other, SeaLane)
    }
    found = (
        Alternative(
            lane=way,
            extra_km=way.length_km - usual.length_km,
            passed=tuple(name for name in passed if name not in gates),
            avoided=tuple(name for name in gates if name not in passed),
        )
        for passed, way in ways.items()
    )
    return tuple(sorted(found, key=lambda other: other.lane.length_km)[:MOST])
