"""Measure how far lanes run over land: python tests/bench/measure_land.py [PAIRS].

Lanes between random pairs of ports are cut with the unsimplified shoreline (GSHHG, full resolution) and
with the land that the pages draw. What lies within `APPROACH_KM` of a channel that was opened by hand (canal,
river, strait) is left out: it is opened three cells wide, and its own water is often narrower. Fairways,
which are only priced, are not left out.
"""

import argparse
import random

import numpy as np
import shapely
from scipy.spatial import cKDTree

from geodata.build.channels import follow_channels
from geodata.build.waters import read_land
from geodata.datasets import read_dataset
from geodata.geometry.geodesy import densify_line, measure_distances
from geodata.routing.graph import read_graph
from geodata.routing.lanes import SeaLane, shortest_route
from geodata.routing.ports import read_ports
from geodata.routing.water_grid import EARTH_KM, is_near_land, to_sphere

STEP_KM = 0.2
APPROACH_KM = 1.5
"""Half the width of a stated approach: its three cells, corner to corner."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=int, nargs="?", default=500)
    options = parser.parse_args()
    choose = random.Random(151)  # noqa: S311 - a sample, not a secret
    ports = list(read_ports().values())
    pairs = [choose.sample(ports, 2) for _ in range(options.pairs)]
    lanes = [shortest_route(read_graph(), start.position, end.position) for start, end in pairs]
    lines = [lane.line if isinstance(lane, SeaLane) else None for lane in lanes]
    report(f"{sum(line is None for line in lines)} of {len(lines)} pairs have no route")
    shoreline = read_land()
    courses = [channel.course for channel in follow_channels(shoreline) if channel.is_carved]
    approaches = cKDTree(to_sphere(np.concatenate(courses)))
    for name, land in (
        ("shoreline", shoreline),
        ("land-close", read_dataset("land-close").geometry.to_numpy()),
        ("land-region", read_dataset("land-region").geometry.to_numpy()),
    ):
        tree = shapely.STRtree(shapely.get_parts(land))
        shapely.prepare(tree.geometries)
        over_km = np.array([measure_over(line, tree, approaches) for line in lines if line is not None])
        shares = ", ".join(f"{100 * (over_km <= limit).mean():.1f} % up to {limit} km" for limit in (0, 1, 5))
        report(f"{name:11} {shares}, 99th percentile {np.percentile(over_km, 99):.2f} km")
        for place in np.argsort(-over_km)[:5]:
            start, end = pairs[place]
            report(f"  {over_km[place]:7.2f} km  {start.id} - {end.id}")


def measure_over(line: shapely.LineString, tree: shapely.STRtree, approaches: cKDTree) -> float:
    """Return how many km of a line run over the polygons of a tree, away from the points of approaches."""
    points = shapely.get_coordinates(densify_line(line, step_km=STEP_KM))
    lengths_km = measure_distances(points[:-1], points[1:])
    middles = (points[:-1] + points[1:]) / 2
    middles[:, 0] = (middles[:, 0] + 180) % 360 - 180
    near = is_near_land(read_graph().waters, middles)
    middles, lengths_km = middles[near], lengths_km[near]
    away, _ = approaches.query(to_sphere(middles), distance_upper_bound=APPROACH_KM / EARTH_KM)
    middles, lengths_km = middles[np.isinf(away)], lengths_km[np.isinf(away)]
    place, polygon = tree.query(shapely.points(middles))
    over = np.zeros(len(middles), dtype=bool)
    over[place[shapely.contains_xy(tree.geometries[polygon], middles[place])]] = True
    return float(lengths_km[over].sum())


def report(line: str) -> None:
    print(line)  # noqa: T201 - the figures are the product


if __name__ == "__main__":
    main()
