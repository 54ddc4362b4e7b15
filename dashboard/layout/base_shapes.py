"""Project the base map: depth bands, land, coast, borders, graticule, open sea limits."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.layout.projection import MapExtent, join_parts
from geodata.datasets import read_dataset

WORLD_KM_PER_PX, CLOSE_KM_PER_PX = 6.0, 0.9
"""Scales from which the coarse shoreline is enough, and below which the finest one is drawn."""
CLOSE_EXTENT = (95.0, -10.0, 150.0, 50.0)
"""West, south, east and north of the finest shoreline in degrees."""
TILES_DEG = {"land-region": 10, "land-far": 10, "land-close": 5}
"""Data sets that are cut into tiles, and how many degrees those are wide."""
SMALLEST_PX2 = 0.4
"""Islands that would be drawn smaller than this are left out."""
GRATICULES = ((70.0, 30, 15), (25.0, 10, 10), (12.0, 5, 5), (5.0, 1, 1), (1.0, 0.5, 0.5), (0.0, 0.1, 0.1))
"""Least height of an extent in degrees, with the steps of meridians and parallels there."""
SMALLEST_LAKE_PX2 = 600.0
"""The same for lakes."""
RING_POINTS = 3
"""Points that a closed line has to have more of, to have an inside."""
KEPT_GROUNDS = 2
"""How many projected base maps are kept; the largest takes some 15 MB."""


@dataclass(frozen=True)
class Line:
    """A meridian or parallel."""

    degrees: float
    """Longitude or latitude."""
    meridian: bool
    shape: BaseGeometry
    """Its course in page units."""


@dataclass(frozen=True)
class Ground:
    """The base map in page units; shapes are clipped a little outside the map."""

    depths: tuple[tuple[int, BaseGeometry], ...]
    """Sea deeper than so many metres, from the shallowest."""
    land: BaseGeometry
    coast: BaseGeometry
    borders: BaseGeometry
    contested: BaseGeometry
    """Borders that are in dispute, and lines of control."""
    graticule: tuple[Line, ...]
    world: BaseGeometry
    """The outline of the whole world, where the map shows what lies beyond; the map's rectangle otherwise."""


@lru_cache(maxsize=KEPT_GROUNDS)
def project_ground(frame: MapExtent, *, smallest_lake_px2: float = SMALLEST_LAKE_PX2) -> Ground:
    """Return the base map of a frame, with lakes from a size on."""
    depth = read_dataset("depth").sort_values("deeper_than_m")
    land, coast = _project_land(frame, smallest_lake_px2)
    borders = read_dataset("borders")
    return Ground(
        depths=tuple(
            (int(deeper_than_m), frame.project(area))
            for deeper_than_m, area in zip(depth["deeper_than_m"], depth.geometry, strict=True)
        ),
        land=land,
        coast=coast,
        borders=_join(frame, borders.geometry[~borders["contested"]]),
        contested=_join(frame, borders.geometry[borders["contested"]]),
        graticule=tuple(_draw_graticule(frame)),
        world=_outline_world(frame),
    )


def _project_land(frame: MapExtent, smallest_lake_px2: float) -> tuple[BaseGeometry, BaseGeometry]:
    """Return land and coast; the islands that the data sets of land leave out are added close in."""
    tiles = [read_dataset(dataset, tiles=_list_tiles(dataset, frame)) for dataset in _choose_land(frame)]
    areas = [frame.project(area) for rows in tiles for area in _select(rows, frame, "land")]
    shores = [frame.project(line) for rows in tiles for line in _select(rows, frame, "coast")]
    parts = shapely.get_parts(areas)
    land = parts[shapely.area(parts) >= SMALLEST_PX2]
    coast = _keep_shores(shores, join_parts(land, 2), smallest_lake_px2)
    holed = shapely.get_num_interior_rings(land) > 0
    land[holed] = [_fill_lakes(part, smallest_lake_px2) for part in land[holed]]
    if frame.km_per_px < CLOSE_KM_PER_PX:
        named = [frame.project(area) for area in read_dataset("senkaku-islands").geometry]
        islands = shapely.get_parts(named)
        land = np.append(land, islands)
        coast = np.append(coast, shapely.boundary(islands))
    return join_parts(land, 2), join_parts(coast, 1)


def _join(frame: MapExtent, lines: geopandas.GeoSeries) -> BaseGeometry:
    return frame.project(shapely.union_all(lines.to_numpy()))


def _choose_land(frame: MapExtent) -> tuple[str, ...]:
    if frame.km_per_px >= WORLD_KM_PER_PX:
        return ("land-world",)
    west, south, east, north = frame.extent
    inside = west > CLOSE_EXTENT[0] and south > CLOSE_EXTENT[1]
    inside &= east < CLOSE_EXTENT[2] and north < CLOSE_EXTENT[3]
    return ("land-close",) if inside and frame.km_per_px < CLOSE_KM_PER_PX else ("land-region", "land-far")


def _list_tiles(dataset: str, frame: MapExtent) -> list[str] | None:
    """Return the tiles of a data set that a frame shows; None where it has no tiles."""
    if dataset not in TILES_DEG:
        return None
    size = TILES_DEG[dataset]
    west, south, east, north = (math.floor(edge / size) for edge in frame.extent)
    turned = {(lon * size + 180) % 360 - 180 for lon in range(west, east + 1)}
    lats = [lat * size for lat in range(south, north + 1)]
    return [f"{_write_degrees(lon, 'EW', 3)}{_write_degrees(lat, 'NS', 2)}" for lon in turned for lat in lats]


def _write_degrees(degrees: int, signs: str, digits: int) -> str:
    return f"{signs[degrees < 0]}{abs(degrees):0{digits}}"


def _select(rows: geopandas.GeoDataFrame, frame: MapExtent, kind: str) -> list[BaseGeometry]:
    """Return the rows of a kind that may show."""
    shapes = rows.geometry[rows["kind"] == kind].to_numpy()
    first, low, last, high = shapely.bounds(shapes).T
    west, south, east, north = frame.extent
    near = [(last > west + turn) & (first < east + turn) for turn in (-360, 0, 360)]
    return list(shapes[np.any(near, axis=0) & (high > south) & (low < north)])


def _fill_lakes(land: shapely.Polygon, smallest_px2: float) -> shapely.Polygon:
    lakes = [ring for ring in land.interiors if shapely.Polygon(ring).area >= smallest_px2]
    return shapely.Polygon(land.exterior, lakes)


def _keep_shores(
    lines: list[BaseGeometry], land: BaseGeometry, smallest_lake_px2: float
) -> NDArray[np.object_]:
    """Return the parts of shorelines without those of the smallest islands and of small lakes."""
    shapely.prepare(land)
    shores = shapely.get_parts(shapely.get_parts(lines))
    shores = shores[shapely.length(shores) >= 2 * math.sqrt(math.pi * SMALLEST_PX2)]
    closed = np.flatnonzero(shapely.is_ring(shores) & (shapely.get_num_coordinates(shores) > RING_POINTS))
    points, places = shapely.get_coordinates(shores[closed], return_index=True)
    insides = shapely.polygons(shapely.linearrings(points, indices=places))
    small = shapely.area(insides) < smallest_lake_px2
    at_sea = ~shapely.contains(land, shapely.point_on_surface(insides))
    return np.delete(shores, closed[small & at_sea])


def _draw_graticule(frame: MapExtent) -> Iterable[Line]:
    west, south, east, north = frame.extent
    meridian_step, parallel_step = next(steps for least, *steps in GRATICULES if north - south > least)
    for lon in _list_multiples(west, east, meridian_step):
        shape = frame.project(
            shapely.LineString([(lon, max(south, -85)), (lon, min(north, 85))]), margin_px=0
        )
        yield Line(lon, meridian=True, shape=shape)
    for lat in _list_multiples(south, north, parallel_step):
        shape = frame.project(shapely.LineString([(west, lat), (east, lat)]), margin_px=0)
        yield Line(lat, meridian=False, shape=shape)


def _list_multiples(low: float, high: float, step: float) -> list[float]:
    return [round(step * count, 6) for count in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _outline_world(frame: MapExtent) -> BaseGeometry:
    west, south, east, north = frame.extent
    return frame.project(shapely.box(west, south, east, north), margin_px=2)


SHORE_PX = 4.0
"""Distance from land within which the edge of a sea counts as its shore."""
STEP_PX = 2.0
"""Length of the pieces into which an edge is cut."""


def find_open_edge(area: BaseGeometry, land: BaseGeometry) -> BaseGeometry:
    """Return the parts of the boundary of a sea that are farther from land than a shore, in page units."""
    shapely.prepare(land)
    pieces = []
    for line in shapely.get_parts(shapely.segmentize(shapely.boundary(area), STEP_PX)):
        places = shapely.get_coordinates(line)
        middles = shapely.points((places[:-1] + places[1:]) / 2)
        is_open = ~shapely.dwithin(land, middles, SHORE_PX)
        ends = np.flatnonzero(np.diff(np.concatenate([[False], is_open, [False]])))
        pieces += [shapely.LineString(places[first : last + 1]) for first, last in ends.reshape(-1, 2)]
    return shapely.line_merge(shapely.MultiLineString(pieces))
