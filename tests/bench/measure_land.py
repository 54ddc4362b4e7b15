"""Measure how far lanes run over land: python tests/bench/measure_land.py [PAIRS].

Lanes between random pairs of ports are cut with the unsimplified shoreline (GSHHG, full resolution) and with
the land that the pages draw; cells that were opened by hand (canals, rivers, straits) are left out: a channel
is opened three cells wide, and its own water is often narrower.
"""

import argparse
import random

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.build.channels import follow_channels, list_cells
from geodata.build.waters import COLUMNS, read_land
from geodata.datasets import read_dataset
from geodata.geodesy import densify_line, measure_distances, split_at_antimeridian
from geodata.ports import read_ports
from geodata.sea_graph import read_graph
from geodata.sea_lanes import SeaLane, shortest_route
from geodata.waters import place_in_cells

STEP_KM = 0.25


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
    opened = list_cells(follow_channels(shoreline))[0]
    for name, land in (
        ("shoreline", shoreline),
        ("land-close", read_dataset("land-close").geometry.to_numpy()),
        ("land-region", read_dataset("land-region").geometry.to_numpy()),
    ):
        tree = shapely.STRtree(shapely.get_parts(shapely.make_valid(land)))
        over_km = np.array([measure_over(line, tree, opened) for line in lines if line is not None])
        shares = ", ".join(f"{100 * (over_km <= limit).mean():.1f} % up to {limit} km" for limit in (0, 1, 5))
        report(f"{name:11} {shares}, 99th percentile {np.percentile(over_km, 99):.2f} km")
        for place in np.argsort(-over_km)[:5]:
            start, end = pairs[place]
            report(f"  {over_km[place]:7.2f} km  {start.id} - {end.id}")


def measure_over(line: shapely.LineString, tree: shapely.STRtree, opened: NDArray[np.intp]) -> float:
    """Return how many km of a line run over the polygons of a tree, opened cells (by number) left out."""
    parts = shapely.get_parts(split_at_antimeridian(line))
    of_part, of_land = tree.query(parts, predicate="intersects")
    pieces = shapely.get_parts(shapely.intersection(parts[of_part], tree.geometries[of_land]))
    over_km = 0.0
    for piece in pieces:
        if shapely.get_type_id(piece) == shapely.GeometryType.LINESTRING:
            points = shapely.get_coordinates(densify_line(piece, step_km=STEP_KM))
            lengths_km = measure_distances(points[:-1], points[1:])
            middles = (points[:-1] + points[1:]) / 2
            rows, cols = place_in_cells(middles)
            over_km += lengths_km[~np.isin(rows * COLUMNS + cols, opened)].sum()
    return float(over_km)


def report(line: str) -> None:
    print(line)  # noqa: T201 - the figures are the product


if __name__ == "__main__":
    main()
