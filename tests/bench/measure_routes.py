"""Measure lanes against a table of published distances: python tests/bench/measure_routes.py [PAIRS.csv].

The table has the columns from_lat, from_lon, to_lat, to_lon, nm_min and nm_max, and may have `closed`, ids of
chokepoints. Plain searoute runs beside; it is told to keep off the canals that are closed.
"""

import argparse
import csv
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geodata.geometry.geodesy import Position
from geodata.routing.graph import read_graph
from geodata.routing.lanes import SeaLane, shortest_route

Floats = NDArray[np.float64]
PUBLISHED = Path(__file__).with_name("published_distances.csv")
LONG_NM = 600.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, nargs="?", default=PUBLISHED)
    parser.add_argument("--worst", type=int, default=15, help="how many of the worst pairs to print")
    options = parser.parse_args()
    with options.pairs.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    before_kb = read_memory_kb()
    started = time.perf_counter()
    read_graph()
    report(
        f"graph read in {time.perf_counter() - started:.2f} s, {(read_memory_kb() - before_kb) / 1024:.0f} MB"
    )
    shortest_route(read_graph(), Position(1.2, 103.9), Position(35.4, 139.7))
    report(f"after the first route {(read_memory_kb() - before_kb) / 1024:.0f} MB")
    ours = measure("seabrief", rows, route_ours)
    plain = measure("searoute", rows, route_plainly)
    report(" seabrief  searoute")
    for place in np.argsort(-np.abs(ours))[: options.worst]:
        row = rows[place]
        closed = f" without {row['closed']}" if row.get("closed") else ""
        report(
            f"{ours[place]:+7.1f} % {plain[place]:+7.1f} %  {row['nm_min']:>6} nm"
            f"  {row.get('from')} - {row.get('to')}{closed}"
        )


def report(line: str) -> None:
    print(line)  # noqa: T201 - the figures are the product


def measure(name: str, rows: list[dict[str, str]], route: Callable[[dict[str, str]], float]) -> Floats:
    """Print the errors and times of a router and return the errors in per cent."""
    lengths, times = [], []
    for row in rows:
        started = time.process_time()
        lengths.append(route(row))
        times.append(1000 * (time.process_time() - started))
    found = np.array(lengths)
    printed = np.array([(float(row["nm_min"]), float(row["nm_max"])) for row in rows])
    errors = 100 * (found[:, None] / printed - 1)
    nearer = errors[np.arange(len(rows)), np.abs(errors).argmin(axis=1)]
    nearer[np.isnan(nearer)] = 100
    for label, chosen in (("all", printed[:, 0] > 0), (f"{LONG_NM:g} nm up", printed[:, 0] >= LONG_NM)):
        median, p90, p95 = np.percentile(np.abs(nearer[chosen]), (50, 90, 95))
        report(
            f"{name:9} {label:9} {chosen.sum():5} pairs: median {median:.2f} %,"
            f" p90 {p90:.1f} %, p95 {p95:.1f} %, bias {np.median(nearer[chosen]):+.2f} %,"
            f" no route {np.isnan(found[chosen]).sum()}"
        )
    report(
        f"{name:9} median {np.median(times):.0f} ms, p95 {np.percentile(times, 95):.0f} ms of processor time"
    )
    return nearer


def route_ours(row: dict[str, str]) -> float:
    lane = shortest_route(read_graph(), *read_ends(row), closed=read_closed(row))
    return lane.distance_nm if isinstance(lane, SeaLane) else np.nan


def route_plainly(row: dict[str, str]) -> float:
    import searoute  # noqa: PLC0415 - kept out of the first measurement of memory

    start, end = read_ends(row)
    closed = ["northwest", *sorted(read_closed(row))]
    found = searoute.searoute([start.lon, start.lat], [end.lon, end.lat], units="naut", restrictions=closed)
    return float(found.properties["length"])


def read_ends(row: dict[str, str]) -> tuple[Position, Position]:
    return (
        Position(float(row["from_lat"]), float(row["from_lon"])),
        Position(float(row["to_lat"]), float(row["to_lon"])),
    )


def read_closed(row: dict[str, str]) -> frozenset[str]:
    return frozenset((row.get("closed") or "").split())


def read_memory_kb() -> int:
    """Return the memory of this process that is resident, in kB (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
