"""Build land and coast for three zoom levels from GSHHG."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import geopandas
import numpy as np
import shapely

from geodata.build import gshhg
from geodata.build.gshhg import Resolution, Shoreline
from geodata.build.products import Product
from geodata.geometry.geodesy import Floats

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

MARGIN_DEG = 0.5
"""Land is shaped this far beyond the bounds, so that no cut of the shaping reaches a tile."""

OVERLAP_DEG = 0.02
"""Each land piece reaches this far beyond its tile, so that no hairline shows between two tiles."""

EDGE_DEG = 1e-6
"""Coast closer than this to 180 degrees or to the southern bound is the cut of the projection, not coast."""


HALF_TURN, SEAM_DEG = 180.0, 0.003
"""Outlines this near to 180 degrees end on it."""

WORLD = shapely.box(-180 + EDGE_DEG, -90, 180 - EDGE_DEG, 90)
"""Coast ends within it."""

FAR_EAST, FAR_SOUTH = -28.0, -60.0
"""Shorelines wholly west of this longitude, or south of this latitude, take the coarser tolerance."""


@dataclass(frozen=True)
class Level:
    """How the land of one range of zooms is drawn."""

    id: str
    """Data set id."""
    title: str
    """Title in the manifest."""
    resolution: Resolution
    """GSHHG resolution that it starts from."""
    bounds: Bounds
    """Extent, in whole tiles where there are tiles."""
    tolerance_deg: float
    """Douglas-Peucker tolerance."""
    far_tolerance_deg: float
    """The same for shorelines of the Americas and Antarctica, where no brief of the region looks closely."""
    grid_deg: float
    """Coordinates are rounded to a multiple of this."""
    smallest_land_km2: float
    """Smaller islands are left out."""
    smallest_lake_km2: float
    """Smaller lakes are shown as land."""
    tile_deg: int
    """Side of a tile; 0 for one piece."""
    hole: Bounds | None = None
    """Tiles in these bounds are left out: another level has them."""


REGION: Bounds = (80, -20, 160, 60)
"""Where the land of medium zooms is finest, in whole tiles."""

LEVELS = (
    Level(
        id="land-world",
        title="Land and coast of the world, web zoom 5 and below",
        resolution="i",
        bounds=(-180, -85, 180, 85),
        tolerance_deg=0.05,
        far_tolerance_deg=0.1,
        grid_deg=1e-3,
        smallest_land_km2=120,
        smallest_lake_km2=4000,
        tile_deg=0,
    ),
    Level(
        id="land-region",
        title="Land and coast from India to New Guinea, web zoom 6 to 8",
        resolution="h",
        bounds=REGION,
        tolerance_deg=0.006,
        far_tolerance_deg=0.006,
        grid_deg=1e-4,
        smallest_land_km2=0.5,
        smallest_lake_km2=50,
        tile_deg=10,
    ),
    Level(
        id="land-far",
        title="Land and coast of the rest of the world, web zoom 6 and above",
        resolution="i",
        bounds=(-180, -60, 180, 80),
        tolerance_deg=0.012,
        far_tolerance_deg=0.02,
        grid_deg=1e-3,
        smallest_land_km2=3,
        smallest_lake_km2=150,
        tile_deg=10,
        hole=REGION,
    ),
    Level(
        id="land-close",
        title="Land and coast from Malacca to Hokkaido, web zoom 9 and above",
        resolution="f",
        bounds=(95, -10, 150, 50),
        tolerance_deg=0.0009,
        far_tolerance_deg=0.0009,
        grid_deg=1e-5,
        smallest_land_km2=0,
        smallest_lake_km2=5,
        tile_deg=5,
    ),
)


def build() -> Iterator[Product]:
    """Yield the land of each level."""
    for level in LEVELS:
        land = shape_land(level)
        yield Product(
            id=level.id,
            title=level.title,
            content=cut_tiles(land, level) if level.tile_deg else split_coast(land, level.bounds),
            sources=("gshhg",),
            packages=(gshhg.PACKAGE[level.resolution],),
            licence=gshhg.LICENCE,
            as_of="2016",
            changes=list_changes(level),
        )


def list_changes(level: Level) -> tuple[str, ...]:
    """Return what is changed between GSHHG and the land of a level."""
    west, south, east, north = level.bounds
    far = level.far_tolerance_deg
    return (
        f"GSHHG 2.3.6, resolution {level.resolution}, longitude {west}..{east}, latitude {south}..{north}",
        "the Senkaku / Diaoyu islands taken out: senkaku-islands has them in their true place",
        *(["outlines that end beside 180 degrees closed up to it"] if west == -HALF_TURN else []),
        f"islands below {level.smallest_land_km2} km2 left out",
        f"lakes of {level.smallest_lake_km2} km2 and more cut out",
        f"simplified (Douglas-Peucker, {level.tolerance_deg} degrees)",
        *([f"in the Americas and Antarctica by {far} degrees"] if far != level.tolerance_deg else []),
        *([f"tiles within {level.hole} left out: land-region has them"] if level.hole else []),
        f"made valid, joined, rounded to {level.grid_deg} degrees",
        f"tiles of {level.tile_deg} degrees, land overlapping by {OVERLAP_DEG}"
        if level.tile_deg
        else "one piece",
        "shoreline without cut edges added as rows of kind coast",
    )


def shape_land(level: Level) -> shapely.Geometry:
    """Return simplified land without lakes, within and a little beyond the bounds of a level."""
    west, south, east, north = level.bounds
    around = (west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
    land = gshhg.read_shorelines(
        level.resolution, around, levels=(gshhg.LAND, gshhg.ICE_FRONT), smallest_km2=level.smallest_land_km2
    )
    land = [shoreline for shoreline in land if not gshhg.MISPLACED.contains(shoreline.polygon)]
    lakes = gshhg.read_shorelines(
        level.resolution, around, levels=(gshhg.LAKE,), smallest_km2=level.smallest_lake_km2
    )
    islands = gshhg.read_shorelines(
        level.resolution, around, levels=(gshhg.ISLAND_IN_LAKE,), smallest_km2=level.smallest_lake_km2
    )
    dry = shapely.difference(_join(land, around, level), _join(lakes, around, level))
    return shapely.set_precision(shapely.union(dry, _join(islands, around, level)), level.grid_deg)


def _join(shorelines: list[Shoreline], around: Bounds, level: Level) -> shapely.Geometry:
    closed = shapely.transform([shoreline.polygon for shoreline in shorelines], _close_seam)
    valid = shapely.make_valid(closed, method="structure")
    clipped = shapely.intersection(valid, shapely.box(*around))
    _, south, east, north = shapely.bounds(clipped).T
    far = ((east < FAR_EAST) & (south > FAR_SOUTH)) | (north < FAR_SOUTH)
    tolerance = np.where(far, level.far_tolerance_deg, level.tolerance_deg)
    simplified = shapely.make_valid(shapely.simplify(clipped, tolerance), method="structure")
    return shapely.union_all(simplified)


def _close_seam(points: Floats) -> Floats:
    """Put what lies beside 180 degrees on it: GSHHG cuts Chukotka up to 0.002 degrees, 80 m, east of it."""
    on_seam = np.abs(np.abs(points[:, 0]) - HALF_TURN) < SEAM_DEG
    return np.column_stack([np.where(on_seam, np.sign(points[:, 0]) * HALF_TURN, points[:, 0]), points[:, 1]])


def split_coast(land: shapely.Geometry, bounds: Bounds) -> geopandas.GeoDataFrame:
    """Return one row of kind `land` and one of kind `coast`, the coast without the edges of the bounds."""
    west, south, east, north = bounds
    inside = shapely.box(west + EDGE_DEG, south + EDGE_DEG, east - EDGE_DEG, north - EDGE_DEG)
    area = _keep_areas(shapely.intersection(land, shapely.box(*bounds)))
    pieces = [area, _trace_coast(area, inside)]
    return geopandas.GeoDataFrame({"kind": ["land", "coast"]}, geometry=pieces, crs="EPSG:4326")


def cut_tiles(land: shapely.Geometry, level: Level) -> geopandas.GeoDataFrame:
    """Return rows (tile, kind, geometry): `land`, which overlaps, and `coast`, which ends at the edges.

    A tile is named after its south-west corner, as in `E120N20`.
    """
    west, south, east, north = (math.floor(edge) for edge in level.bounds)
    shapely.prepare(land)
    rows = []
    for left in range(west, east, level.tile_deg):
        for bottom in range(south, north, level.tile_deg):
            tile = shapely.box(left, bottom, left + level.tile_deg, bottom + level.tile_deg)
            if level.hole and shapely.box(*level.hole).contains(tile):
                continue
            piece = _keep_areas(shapely.intersection(land, tile.buffer(OVERLAP_DEG, join_style="mitre")))
            coast = _trace_coast(piece, shapely.intersection(tile, WORLD))
            name = _name_tile(left, bottom)
            rows += [(name, kind, shape) for kind, shape in (("land", piece), ("coast", coast)) if shape]
    columns = ["tile", "kind", "geometry"]
    return geopandas.GeoDataFrame(rows, columns=columns, geometry="geometry", crs="EPSG:4326")


def _trace_coast(land: shapely.MultiPolygon, inside: shapely.Geometry) -> shapely.MultiLineString:
    coast = shapely.line_merge(shapely.intersection(land.boundary, inside))
    lines = [part for part in shapely.get_parts(coast) if part.geom_type == "LineString"]
    return shapely.MultiLineString(lines)


def _keep_areas(shape: shapely.Geometry) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])


def _name_tile(left: int, bottom: int) -> str:
    return f"{'E' if left >= 0 else 'W'}{abs(left):03d}{'N' if bottom >= 0 else 'S'}{abs(bottom):02d}"
