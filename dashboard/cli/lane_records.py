"""Describe lanes as records for JSON."""

from typing import Any

from geodata.routing.alternatives import Alternative
from geodata.routing.closures import Detour, measure_ashore
from geodata.routing.consequences import find_break_even_days, judge_detour
from geodata.routing.lanes import HOURS_PER_DAY, NoRoute, SeaLane
from geodata.routing.places import Place
from geodata.routing.ships import Sailing, list_refusals
from geodata.units import to_nm


def describe_consequence(detour: Detour, speed_kn: float) -> dict[str, Any]:
    """Return what closures do to a lane in a word, and from which day on a detour beats waiting."""
    found = judge_detour(detour, speed_kn=speed_kn)
    wait = find_break_even_days(found, sailing_cost_a_day=1, waiting_cost_a_day=1)
    return {"outcome": found.outcome, "divert_after_days": None if wait is None else round(wait, 2)}


def describe_ship(lane: SeaLane | NoRoute, sailing: Sailing | None) -> dict[str, Any]:
    """Return the ship of a lane and the chokepoints that refused it, for JSON; empty without a ship."""
    if sailing is None:
        return {}
    ship = sailing.ship
    if ship is None:
        return {"arctic": sailing.arctic}
    return {
        "ship": ship.id,
        "ship_name": ship.name,
        "ship_year": sailing.year,
        "arctic": sailing.arctic,
        "ship_m": {"draught": ship.draught_m, "beam": ship.beam_m, "length": ship.length_m},
        "refused": [
            {
                "id": refusal.chokepoint,
                "reason": refusal.reason,
                "limit": refusal.limit.model_dump(
                    mode="json", exclude_none=True, exclude={"since", "until", "second", "confidence", "note"}
                ),
                "note": refusal.limit.note,
            }
            for refusal in lane.refused
        ],
        "impassable": list(list_refusals(sailing)),
    }


def describe_ashore(start: Place, end: Place, lane: SeaLane) -> dict[str, float]:
    """Return how far both ends lie from the water where the lane begins and ends, in km."""
    from_km, to_km = measure_ashore(start, end, lane)
    return {"from_sea_km": round(from_km, 1), "to_sea_km": round(to_km, 1)}


def describe_lane(lane: SeaLane | NoRoute) -> dict[str, Any]:
    """Return what is known of a lane as a record for JSON."""
    if isinstance(lane, NoRoute):
        return {
            "status": "no-route",
            "reason": lane.reason,
            "distance_nm": None,
            "land_km": None,
            "chokepoints": [],
            "closed": sorted(lane.closed),
        }
    return {
        "status": "ok",
        "distance_nm": round(lane.distance_nm, 1),
        "cost_nm": round(to_nm(lane.cost_km), 1),
        "land_km": round(lane.over_land_km, 2),
        "chokepoints": [chokepoint for chokepoint, _ in lane.chokepoints],
        "passed": [
            {"id": chokepoint, "at_nm": round(to_nm(at_km), 1)} for chokepoint, at_km in lane.chokepoints
        ],
        "closed": sorted(lane.closed),
    }


def describe_alternatives(others: tuple[Alternative, ...], speed_kn: float) -> list[dict[str, Any]]:
    """Return other ways of a lane, the shortest first."""
    return [
        {
            "distance_nm": round(other.lane.distance_nm, 1),
            "extra_nm": round(to_nm(other.extra_km), 1),
            "extra_days": round(to_nm(other.extra_km) / speed_kn / HOURS_PER_DAY, 3),
            "passed": list(other.passed),
            "avoided": list(other.avoided),
            "chokepoints": [chokepoint for chokepoint, _ in other.lane.chokepoints],
        }
        for other in others
    ]
