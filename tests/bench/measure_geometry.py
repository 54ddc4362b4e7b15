"""Measure how true bands, shares and areas are: python tests/bench/measure_geometry.py [CASES] [-h].

Half of the cases are rings around places, half bands along random coasts, both all over the world. The drawn
edge is sampled each kilometre. PROJ finds where it is farthest from its radius; GeographicLib, a program of
its own, gives the figure there. Shares of lanes and seas are counted point by point.
"""

import argparse
import time
from itertools import product

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from pyproj import Transformer
from scipy.spatial import cKDTree

from geodata.datasets import read_dataset
from geodata.geometry.buffers import offset_coast
from geodata.geometry.geodesy import GEOD, Floats, densify_line, measure_area, measure_distances
from geodata.range_bands.bands import RangeBand, read_origin
from geodata.range_bands.coverage import measure_lane_cover, measure_sea_cover
from geodata.routing.lanes import SeaLane
from geodata.routing.precomputed import read_lanes

SEED = 2013
EDGE_STEP_KM = 1.0
DECIDED_BY_GEOGRAPHICLIB = 5
"""Worst places of each case that GeographicLib measures again."""
NEIGHBOURS = 6
"""Points of an origin, by chord, among which the nearest on the ellipsoid is sought."""
BANDS = {
    "200 km": RangeBand(200),
    "300 km": RangeBand(300),
    "700 km": RangeBand(700),
    "1,000 km ceiling": RangeBand(1000, single_line=True),
    "1,500 km": RangeBand(1500),
    "1,000 to 3,000 km": RangeBand(3000, skip_km=1000),
}
GEOCENTRIC = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=int, nargs="?", default=2000)
    parser.add_argument(
        "--lanes", type=int, metavar="N", help="shares of the first N lanes alone (default all)"
    )
    parser.add_argument(
        "--grid", type=float, default=0.02, help="side of a cell of a sea in degrees (default 0.02)"
    )
    options = parser.parse_args()
    chosen = np.random.default_rng(SEED)
    measure_edges("rings", [draw_place(chosen) for _ in range(options.cases // 2)], chosen)
    measure_edges("coast offsets", [draw_coast(chosen) for _ in range(options.cases // 2)], chosen)
    measure_lane_shares(options.lanes)
    measure_sea_shares(options.grid)


def draw_place(chosen: np.random.Generator) -> shapely.Point:
    """Return a place, evenly over the globe up to 80 degrees of latitude."""
    return shapely.Point(chosen.uniform(-180, 180), np.degrees(np.arcsin(chosen.uniform(-0.985, 0.985))))


def draw_coast(chosen: np.random.Generator) -> shapely.LineString:
    """Return a coast of two to eight vertices, 50 to 800 km apart, below 65 degrees of latitude."""
    lon, lat = chosen.uniform(-180, 180), chosen.uniform(-45, 45)
    places, heading = [(lon, lat)], chosen.uniform(0, 360)
    for _ in range(chosen.integers(1, 8)):
        heading += chosen.normal(0, 40)
        east, north, _ = GEOD.fwd(*places[-1], heading, chosen.uniform(50, 800) * 1000)
        if abs(north) > 65:
            break
        places.append((east, north))
    if len(places) == 1:
        places.append((lon + 1, lat + 1))
    line = shapely.LineString(places)
    return shapely.transform(line, lambda xy: np.column_stack([np.unwrap(xy[:, 0], period=360), xy[:, 1]]))


def measure_edges(
    name: str, origins: list[shapely.Point] | list[shapely.LineString], chosen: np.random.Generator
) -> None:
    worst, apart_m, samples, started, drawn_s = [], 0.0, 0, time.perf_counter(), 0.0
    for origin in origins:
        radius_km = float(np.exp(chosen.uniform(np.log(100), np.log(4000))))
        began = time.perf_counter()
        area = offset_coast(origin, radius_km)
        drawn_s += time.perf_counter() - began
        edge = sample_edge(area)
        points = sample_origin(origin)
        nearest_km, nearest = find_nearest(edge, points)
        order = np.argsort(-np.abs(nearest_km - radius_km))[:DECIDED_BY_GEOGRAPHICLIB]
        checked_km = np.array([inverse_km(edge[at], points[nearest[at]]) for at in order])
        apart_m = max(apart_m, 1000 * float(np.abs(checked_km - nearest_km[order]).max()))
        worst.append((float(np.abs(checked_km / radius_km - 1).max()), radius_km, origin))
        samples += len(edge)
    shares = np.array([share for share, _, _ in worst])
    report(
        f"{name}: {len(worst)} cases of 100 to 4,000 km, {samples:,} places of the edge, worst "
        f"{100 * shares.max():.3f} % of the radius, 99th percentile {100 * np.percentile(shares, 99):.3f} %"
    )
    _, radius_km, origin = max(worst, key=lambda case: case[0])
    report(f"  worst: {radius_km:,.0f} km around {shapely.to_wkt(origin, rounding_precision=2)}")
    report(
        f"  PROJ and GeographicLib apart by at most {apart_m:.4f} m; "
        f"{1000 * drawn_s / len(worst):.0f} ms to draw one, {time.perf_counter() - started:.0f} s in all"
    )


def sample_edge(area: shapely.Geometry) -> Floats:
    """Return places each km along an edge as a map draws it, straight in degrees, without cuts of the map."""
    pieces = []
    for ring in shapely.get_parts(shapely.boundary(shapely.get_parts(area))):
        for part in shapely.get_parts(ring):
            corners = shapely.get_coordinates(part)
            lengths_km = measure_distances(corners[:-1], corners[1:])
            counts = np.maximum(np.ceil(lengths_km / EDGE_STEP_KM), 1).astype(int)
            starts, steps = (
                np.repeat(corners[:-1], counts, axis=0),
                np.repeat(np.diff(corners, axis=0), counts, axis=0),
            )
            shares = (np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)) / np.repeat(
                counts, counts
            )
            pieces.append(starts + steps * shares[:, None])
    places = np.vstack(pieces)
    return places[(np.abs(np.abs(places[:, 0]) - 180) > 1e-6) & (np.abs(places[:, 1]) < 90 - 1e-6)]


def sample_origin(origin: shapely.Geometry) -> Floats:
    """Return a point, or points each km along a line; half a km to the side of one is 1.3 m at 100 km."""
    parts = [
        densify_line(part, step_km=1) if part.geom_type == "LineString" else part
        for part in shapely.get_parts(origin)
    ]
    return shapely.get_coordinates(parts)


def find_nearest(places: Floats, points: Floats) -> tuple[Floats, np.ndarray]:
    """Return the distance in km of each place to the nearest of the points, and which that is."""
    count = min(NEIGHBOURS, len(points))
    _, near = cKDTree(raise_places(points)).query(raise_places(places), k=np.arange(1, count + 1))
    distances_km = np.column_stack(
        [measure_distances(places, points[near[:, rank]]) for rank in range(count)]
    )
    best = distances_km.argmin(axis=1)
    rows = np.arange(len(places))
    return distances_km[rows, best], near[rows, best]


def raise_places(places: Floats) -> Floats:
    return np.column_stack(GEOCENTRIC.transform(places[:, 0], places[:, 1], np.zeros(len(places)))) / 1000


def inverse_km(start: Floats, end: Floats) -> float:
    return float(Geodesic.WGS84.Inverse(start[1], start[0], end[1], end[0], Geodesic.DISTANCE)["s12"]) / 1000


def measure_lane_shares(count: int | None) -> None:
    """Count each kilometre of the first lanes of the pack in each band from the generalised coast."""
    coast = read_origin("mainland-coast")
    points, worst = sample_origin(coast), (0.0, "")
    opened = {key[:2]: lane for key, lane in read_lanes().items() if isinstance(lane, SeaLane) and not key[2]}
    lanes = dict(list(opened.items())[:count])
    for (ends, lane), (name, band) in product(lanes.items(), BANDS.items()):
        cover = measure_lane_cover(lane.line, band, coast)
        counted = count_lane(lane.line, band, points)
        for kind, share in counted.items():
            off = abs(getattr(cover, kind) - share)
            worst = max(worst, (off, f"{' - '.join(ends)}, {name}, {kind}: {share:.4f} counted"))
    report(
        f"shares of {len(lanes)} lanes in {len(BANDS)} bands against counting each km: "
        f"worst {100 * worst[0]:.3f} percentage points ({worst[1]})"
    )


def count_lane(line: shapely.Geometry, band: RangeBand, points: Floats) -> dict[str, float]:
    courses = [shapely.get_coordinates(densify_line(part, step_km=1)) for part in shapely.get_parts(line)]
    middles = np.vstack([(course[:-1] + course[1:]) / 2 for course in courses])
    lengths_km = np.concatenate([measure_distances(course[:-1], course[1:]) for course in courses])
    nearest_km, _ = find_nearest(middles, points)
    return {
        kind: float(
            lengths_km[(nearest_km <= km) & (nearest_km > (band.skip_km or 0))].sum() / lengths_km.sum()
        )
        for kind, km in band.distances_km.items()
    }


def measure_sea_shares(grid_deg: float) -> None:
    """Count cells of the seas in each band; a cell weighs as much as its area on the ellipsoid."""
    coast, worst = read_origin("mainland-coast"), (0.0, "")
    points = sample_origin(coast)
    for sea_id, sea in read_dataset("seas").set_index("id").geometry.items():
        cells, weights = list_cells(sea, grid_deg)
        nearest_km, _ = find_nearest(cells, points)
        report(f"{sea_id}: {measure_area(sea):,.0f} km2")
        for name, band in BANDS.items():
            cover = measure_sea_cover(sea, band, coast)
            for kind, km in band.distances_km.items():
                inside = (nearest_km <= km) & (nearest_km > (band.skip_km or 0))
                share = float(weights[inside].sum() / weights.sum())
                off = abs(getattr(cover.share, kind) - share)
                worst = max(worst, (off, f"{sea_id}, {name}, {kind}: {share:.4f} counted"))
    report(
        f"shares of seas against counting cells: worst {100 * worst[0]:.3f} percentage points ({worst[1]})"
    )


def list_cells(sea: shapely.Geometry, grid_deg: float) -> tuple[Floats, Floats]:
    """Return the middles of cells in a sea, and their areas in relative terms."""
    west, south, east, north = sea.bounds
    side = grid_deg * (5 if east - west > 20 else 1)
    lons, lats = np.meshgrid(np.arange(west + side / 2, east, side), np.arange(south + side / 2, north, side))
    shapely.prepare(sea)
    inside = shapely.contains_xy(sea, lons.ravel(), lats.ravel())
    cells = np.column_stack([lons.ravel(), lats.ravel()])[inside]
    eccentricity2, sine2 = GEOD.es, np.sin(np.radians(cells[:, 1])) ** 2
    return cells, np.cos(np.radians(cells[:, 1])) / (1 - eccentricity2 * sine2) ** 2


def report(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the figures are the product


if __name__ == "__main__":
    main()
