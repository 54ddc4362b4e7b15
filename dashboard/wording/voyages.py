"""Tell what closures do to a voyage."""

from dataclasses import dataclass

from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number, tell
from dashboard.wording.formats import name_closures
from geodata.names import NEUTRAL, Policy
from geodata.routing.closures import Detour, Way
from geodata.routing.consequences import judge_detour
from geodata.routing.lanes import NoRoute, SeaLane


@dataclass(frozen=True)
class Answer:
    """How a lane runs with its closures."""

    case: str
    """What is closed, or that the lane is as usual."""
    word: str
    """Open, longer way or no route; empty where nothing is closed."""
    figures: str = ""
    """Miles and days of the lane, or how many more; empty where there is no route."""
    reason: str = ""
    """Why there is no route; empty where there is one."""


def tell_answer(detour: Detour, *, speed_kn: float, policy: Policy = NEUTRAL) -> Answer:
    """Return how a lane runs with its closures, for a ship of a speed in knots."""
    texts = get_texts()
    closed = name_closures(detour.closed, policy)
    case = texts.detours.format(closed=closed) if closed else texts.usual_way
    left, usual = detour.left, detour.usual
    if isinstance(usual, NoRoute) or isinstance(left, NoRoute):
        reason = tell(usual.reason) if isinstance(usual, NoRoute) else name_reason(left, closed)
        return Answer(case, texts.no_route, reason=reason)
    found = judge_detour(detour, speed_kn=speed_kn)
    if found.extra_nm is not None and found.extra_days is not None and found.outcome == "longer way":
        figures = texts.extra_answer.format(
            nm=format_number(found.extra_nm, ",.0f"), days=format_number(found.extra_days, ",.1f")
        )
        return Answer(case, texts.longer_way, figures)
    figures = tell_length(left, speed_kn=speed_kn)
    return Answer(case, texts.open_way if closed else "", figures)


def tell_length(lane: SeaLane, *, speed_kn: float) -> str:
    """Return the miles and days of a lane, for a ship of a speed in knots."""
    return get_texts().usual_answer.format(
        nm=format_number(lane.distance_nm, ",.0f"),
        days=format_number(lane.estimate_days(speed_kn=speed_kn), ",.1f"),
    )


def name_reason(way: Way, closed: str) -> str:
    """Return why there is no way, with the closed chokepoints by name."""
    ids = ", ".join(sorted(way.closed))
    reason = way.reason if isinstance(way, NoRoute) else ""
    return tell(reason).replace(ids, closed) if ids else tell(reason)
