"""Look up the precomputed lanes of the packs, and route any other."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from typing import Any

import geopandas

from geodata.datasets import read_dataset
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.graph import read_graph
from geodata.routing.lanes import NoRoute, SeaLane, shortest_route
from geodata.routing.ports import find_port

Key = tuple[str, str, frozenset[str]]
"""Ids of the ports that a lane joins, and of the chokepoints that are closed."""


@cache
def read_lanes() -> Mapping[Key, SeaLane | NoRoute]:
    """Return the lanes of the data set `lanes`: open, with a chokepoint closed, and as scenes close them."""
    rows = read_dataset("lanes").to_dict("records")
    return {(row["origin"], row["destination"], _split(row["closed"])): _read_lane(row) for row in rows}


def find_lane(origin: str, destination: str, *, closed: AbstractSet[str] = frozenset()) -> SeaLane | NoRoute:
    """Return the lane between two ports.

    A built lane answers where there is one; closures that it does not meet leave it as it is.

    Raises
    ------
    UnknownIdError
        No port, or no chokepoint, has this id.
    """
    closed = frozenset(closed)
    built = read_lanes()
    if (origin, destination, closed) in built:
        return built[origin, destination, closed]
    lane = built.get((origin, destination, frozenset()))
    if isinstance(lane, SeaLane):
        met = closed & {chokepoint for chokepoint, _ in lane.chokepoints}
        if (origin, destination, met) in built:
            lane = built[origin, destination, met]
            still_met = isinstance(lane, SeaLane) and closed & {
                chokepoint for chokepoint, _ in lane.chokepoints
            }
            if not still_met and closed <= read_chokepoints().keys():
                return replace(lane, closed=closed)
    return shortest_route(
        read_graph(), find_port(origin).position, find_port(destination).position, closed=closed
    )


def make_lane_frame(lanes: Mapping[Key, SeaLane | NoRoute]) -> geopandas.GeoDataFrame:
    """Return lanes as a frame: what `read_lanes` reads."""
    rows: list[dict[str, Any]] = []
    for (origin, destination, closed), lane in lanes.items():
        row = {"origin": origin, "destination": destination, "closed": " ".join(sorted(closed))}
        if isinstance(lane, NoRoute):
            rows.append({**row, "reason": lane.reason, "geometry": None})
            continue
        passed = " ".join(f"{chokepoint}:{at_km:.1f}" for chokepoint, at_km in lane.chokepoints)
        rows.append(
            {
                **row,
                "reason": "",
                "length_km": round(lane.length_km, 3),
                "cost_km": round(lane.cost_km, 3),
                "over_land_km": round(lane.over_land_km, 3),
                "chokepoints": passed,
                "geometry": lane.line,
            }
        )
    return geopandas.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def _read_lane(row: Mapping[str, Any]) -> SeaLane | NoRoute:
    closed = _split(str(row["closed"]))
    if row["reason"]:
        return NoRoute(str(row["reason"]), closed)
    pairs = (entry.split(":") for entry in str(row["chokepoints"]).split())
    return SeaLane(
        line=row["geometry"],
        length_km=float(row["length_km"]),
        cost_km=float(row["cost_km"]),
        over_land_km=float(row["over_land_km"]),
        chokepoints=tuple((chokepoint, float(at_km)) for chokepoint, at_km in pairs),
        closed=closed,
    )


def _split(ids: str) -> frozenset[str]:
    return frozenset(ids.split())
