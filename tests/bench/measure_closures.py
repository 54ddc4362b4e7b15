"""Tabulate what closures do to lanes: python tests/bench/measure_closures.py [--pairs N].

Each lane of the packs is routed with each chokepoint closed, and the known pairs with theirs. No closure may
make a lane cheaper by more than pulling it taut can bend the order of costs, nor shorter by more than the
tolerance: lanes are as cheap as can be, not as short, so a detour clear of land may save a few miles, and one
through a minor strait as many as a ship would give for keeping out of it.
"""

import argparse
import sys
import time
from functools import cache

import numpy as np

from geodata.build.lanes import list_pairs
from geodata.routing.graph import MINOR_KM, read_graph
from geodata.routing.lanes import NoRoute, SeaLane, shortest_route
from geodata.routing.ports import find_port

KNOWN = (
    ("ras-tanura", "yokohama", "malacca"),
    ("ras-tanura", "yokohama", "malacca sunda"),
    ("ras-tanura", "yokohama", "malacca sunda lombok"),
    ("ras-tanura", "yokohama", "hormuz"),
    ("singapore", "shanghai", "taiwan-strait"),
    ("singapore", "shanghai", "luzon"),
    ("hamburg", "yokohama", "suez"),
)
"""Port, port and the chokepoints that are closed."""
COST_TOLERANCE = 0.001
"""A closure may seem to make a lane cheaper by this share: the way is taut only along the graph."""
LENGTH_TOLERANCE = 0.02
"""And shorter by this share: the most that was measured is 1.2 %, Port Hedland to Qingdao without Lombok."""


def main() -> int:
    """Print the table and return 1 where a closure makes a lane cheaper or shorter beyond tolerance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pairs", type=int, metavar="N", help="the first N of the packs and of the known alone"
    )
    count = parser.parse_args().pairs
    faults, times = 0, []
    single = [(*pair, name) for pair in list_pairs()[:count] for name in read_graph().chokepoints]
    for origin, destination, names in (*single, *KNOWN[:count]):
        open_lane, _ = sail(origin, destination, "")
        lane, took_ms = sail(origin, destination, names)
        times.append(took_ms)
        assert isinstance(open_lane, SeaLane)
        line = f"{origin:12} {destination:12} {names:22} {took_ms:5.0f} ms  "
        if isinstance(lane, NoRoute):
            report(line + "no route")
            continue
        cheaper = lane.cost_km < open_lane.cost_km * (1 - COST_TOLERANCE)
        allowed_km = open_lane.length_km * LENGTH_TOLERANCE + MINOR_KM * count_minor(lane)
        shorter = lane.length_km < open_lane.length_km - allowed_km
        faults += cheaper or shorter
        extra_nm = lane.distance_nm - open_lane.distance_nm
        note = "  CHEAPER" * cheaper + "  SHORTER" * shorter
        report(f"{line}{lane.distance_nm:8.0f} nm {extra_nm:+8.1f} nm{note}")
    report(f"{len(times)} closures, {faults} cheaper or shorter than open")
    median, p95 = np.percentile(times, (50, 95))
    report(f"median {median:.0f} ms, p95 {p95:.0f} ms of processor time a closure")
    return int(faults > 0)


def count_minor(lane: SeaLane) -> int:
    """Return how many minor straits a lane passes."""
    chokepoints = read_graph().chokepoints
    return sum(chokepoints[name].kind == "minor" for name, _ in lane.chokepoints)


@cache
def sail(origin: str, destination: str, closed: str) -> tuple[SeaLane | NoRoute, float]:
    """Return the lane between two ports and the milliseconds of processor time that it took."""
    ends = find_port(origin).position, find_port(destination).position
    started = time.process_time()
    lane = shortest_route(read_graph(), *ends, closed=frozenset(closed.split()))
    return lane, 1000 * (time.process_time() - started)


def report(line: str) -> None:
    print(line)  # noqa: T201 - the figures are the product


if __name__ == "__main__":
    sys.exit(main())
