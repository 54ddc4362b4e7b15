"""Route every port of the package searoute to Singapore: python tests/bench/measure_ports.py [--out FILE].

A port needs a lane, or a reason: a lake, a river beyond the graph, ice. The positions are those of the
package, which has some in the wrong place; what is printed names each port that has no lane, and counts those
that lie far from the water of their lane.
"""

import argparse
import csv
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import shapely
from searoute import setup_P

from geodata.geometry.geodesy import Position, measure_distance
from geodata.routing.graph import read_graph
from geodata.routing.lanes import NoRoute, SeaLane, shortest_route
from geodata.routing.ports import find_port

FAR_KM = 10.0
"""A port farther than this from the water of its lane is counted apart."""


def main() -> int:
    """Print how many ports have a lane and those that have none; return 1 where one at sea has none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, metavar="FILE", help="table of all ports to write (CSV)")
    options = parser.parse_args()
    hub = find_port("singapore").position
    rows = []
    times_ms = []
    for (lon, lat), port in sorted(setup_P().nodes(data=True)):
        place = Position(lat, lon)
        started = time.process_time()
        lane = shortest_route(read_graph(), place, hub)
        times_ms.append(1000 * (time.process_time() - started))
        row = {"port": port["port"], "name": port["name"], "country": port["cty"], "lat": lat, "lon": lon}
        rows.append({**row, **describe(lane, place)})
    report(rows, times_ms)
    if options.out:
        with options.out.open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return int(any(row["why"] == "holes" for row in rows))


def describe(lane: SeaLane | NoRoute, place: Position) -> dict[str, object]:
    """Return what is told of a port: its lane and its distance from the water, or why it has none."""
    if isinstance(lane, NoRoute):
        reasons = {"lake": "lake", "more than": "inland", "ice": "ice"}
        why = next((kind for words, kind in reasons.items() if words in lane.reason), "holes")
        return {"nm": "", "sea_km": "", "why": why, "reason": lane.reason}
    lon, lat = shapely.get_coordinates(lane.line)[0]
    sea_km = measure_distance(place, Position(lat, lon))
    return {"nm": round(lane.distance_nm, 1), "sea_km": round(sea_km, 1), "why": "", "reason": ""}


def report(rows: list[dict[str, object]], times_ms: list[float]) -> None:
    """Print the counts, the ports without a lane and the times."""
    without = [row for row in rows if row["why"]]
    far = [row for row in rows if not row["why"] and float(str(row["sea_km"])) > FAR_KM]
    for row in without:
        print(f"{row['why']:7} {row['name']}, {row['country']}: {row['reason']}")  # noqa: T201
    lines = (
        f"{len(rows)} ports: {len(rows) - len(without)} with a lane to Singapore, {len(without)} without",
        f"without: {dict(Counter(str(row['why']) for row in without))}",
        f"farther than {FAR_KM:g} km from the water of their lane: {len(far)}",
        f"median {np.median(times_ms):.0f} ms, p95 {np.percentile(times_ms, 95):.0f} ms of processor time",
    )
    for line in lines:
        print(line)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
