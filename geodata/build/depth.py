"""Build nested depth areas from the ETOPO5 grid."""

from itertools import pairwise
from typing import Any

import contourpy
import geopandas
import netCDF4
import numpy as np
import shapely
from scipy import ndimage

from geodata.build import raw
from geodata.build.products import Product

Grid = np.ndarray[Any, np.dtype[Any]]

DEPTHS_M = (50, 200, 1000, 3000, 6000)
"""Edges of the bands: one at 5,000 m makes the Pacific blotchy, one at 6,000 m shows the trenches alone."""

CELLS_PER_DEG = 12
"""ETOPO5 has a value each 5 minutes of arc."""

SIGMA_CELLS = 2.0
"""Standard deviation of the Gaussian: enough to take the stair steps out of the contours."""

TOLERANCE_DEG = 0.015
"""Douglas-Peucker tolerance; a fifth of a cell."""

SMALLEST_DEG2 = 0.04
"""Smaller areas and holes are left out; in mid-latitudes about 450 km2."""

UNDER_LAND_CELLS = 4
"""Depths run this far under the land, so that no gap shows at the coast."""

LIMIT_DEG = 85.0
"""The map reaches from this latitude south to this latitude north."""

GRID_DEG = 1e-3
"""Coordinates are rounded to a multiple of this."""


def build() -> list[Product]:
    """Return the areas deeper than each depth, to be painted one over another."""
    return [
        Product(
            id="depth",
            title="Sea deeper than 50, 200, 1,000, 3,000 and 6,000 m",
            content=outline_depths(smooth_sea(read_depths())),
            sources=("etopo5",),
            packages=(f"ferret-datasets {raw.FERRET_DATASETS} (Debian)",),
            licence="public domain",
            as_of="1988",
            changes=(
                f"ETOPO5 between the latitudes of {LIMIT_DEG:g} degrees",
                f"depths carried {UNDER_LAND_CELLS} cells of 5 minutes under the land, which is drawn on top",
                f"smoothed over the sea cells alone (Gaussian of {SIGMA_CELLS} cells)",
                "areas deeper than each depth outlined",
                f"simplified (Douglas-Peucker, {TOLERANCE_DEG} degrees), rounded to {GRID_DEG} degrees",
                f"areas and holes below {SMALLEST_DEG2} square degrees left out",
            ),
        )
    ]


def read_depths() -> Grid:
    """Return depths in metres, land negative, shape (2161, 4321): latitude -90..90, longitude -180..180."""
    with netCDF4.Dataset(str(raw.fetch_etopo5())) as etopo5:
        height_m = np.asarray(etopo5["ROSE"][:], dtype=float)
    from_west = np.roll(height_m, height_m.shape[1] // 2, axis=1)
    return -np.concatenate([from_west, from_west[:, :1]], axis=1)


def smooth_sea(depth_m: Grid) -> Grid:
    """Return the Gaussian mean over the sea cells alone; 0 farther under the land than the margin.

    Leaving the land out keeps a steep coast from being drawn as a shelf.
    """
    sea = depth_m > 0
    modes = ("nearest", "grid-wrap")
    total = ndimage.gaussian_filter(np.where(sea, depth_m, 0.0), SIGMA_CELLS, mode=modes)
    weight = ndimage.gaussian_filter(sea.astype(float), SIGMA_CELLS, mode=modes)
    near = ndimage.binary_dilation(sea, iterations=UNDER_LAND_CELLS) & (weight > 0)
    smooth: Grid = np.divide(total, weight, out=np.zeros_like(depth_m), where=near)
    return smooth


def outline_depths(depth_m: Grid) -> geopandas.GeoDataFrame:
    """Return one row (deeper_than_m, geometry) for each depth, shallowest first."""
    rows, columns = depth_m.shape
    longitude, latitude = np.arange(columns) / CELLS_PER_DEG - 180, np.arange(rows) / CELLS_PER_DEG - 90
    shown = np.abs(latitude) <= LIMIT_DEG
    contours = contourpy.contour_generator(
        longitude, latitude[shown], depth_m[shown], fill_type=contourpy.FillType.OuterOffset
    )
    areas = [_simplify_area(_draw_area(*contours.filled(depth, np.inf))) for depth in DEPTHS_M]
    return geopandas.GeoDataFrame({"deeper_than_m": DEPTHS_M}, geometry=areas, crs="EPSG:4326")


def _draw_area(outlines: list[Grid], offsets: list[Grid]) -> shapely.MultiPolygon:
    polygons = []
    for points, starts in zip(outlines, offsets, strict=True):
        shell, *holes = (points[start:end] for start, end in pairwise(starts))
        polygons.append(shapely.Polygon(shell, holes))
    return shapely.MultiPolygon(polygons)


def _simplify_area(area: shapely.MultiPolygon) -> shapely.MultiPolygon:
    valid = shapely.make_valid(area, method="structure")
    rounded = shapely.set_precision(shapely.simplify(valid, TOLERANCE_DEG), GRID_DEG)
    large = [part for part in shapely.get_parts(rounded) if _is_large(part.exterior)]
    return shapely.MultiPolygon([_fill_small(part) for part in large])


def _fill_small(polygon: shapely.Polygon) -> shapely.Polygon:
    return shapely.Polygon(polygon.exterior, [hole for hole in polygon.interiors if _is_large(hole)])


def _is_large(ring: shapely.LinearRing) -> bool:
    return bool(shapely.Polygon(ring).area >= SMALLEST_DEG2)
