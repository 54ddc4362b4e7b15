"""Build unofficial zones of 12, 24 and 200 nautical miles, divided where two coasts are equally near."""

from collections.abc import Iterator
from itertools import pairwise

import geopandas
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import SphericalVoronoi
from shapely.geometry.base import BaseGeometry

from geodata.build import gshhg
from geodata.build.countries import CONTESTED_ISLANDS, read_owned_parts
from geodata.build.products import Product
from geodata.datasets import read_dataset
from geodata.geometry.buffers import offset_coast
from geodata.geometry.geodesy import Floats, densify_line
from geodata.units import to_km

BOUNDS = (97.0, -11.0, 158.0, 50.0)
"""Degrees (west, south, east, north) of the zones: the seas between Malacca, Hokkaido and the Marianas."""
MARGIN_DEG = 5.0
"""Coasts this far beyond the bounds still count, more than 200 nautical miles at 50 degrees north."""
SMALLEST_LAND_KM2 = 0.05
"""Smaller islands have no zone."""
COAST_TOLERANCE_DEG = 0.01
"""The shoreline is simplified by this before it is sampled."""
STEP_KM = 4.0
"""Shoreline points lie this far apart; the dividing lines are off by no more than 1 km in narrow straits."""
TOLERANCE = 0.005
"""Share of its width by which the outer limit of a zone may be off."""
MATSU_AND_WUQIU = shapely.MultiPolygon(
    [
        shapely.box(119.89, 25.93, 120.02, 26.25),
        shapely.box(120.45, 26.34, 120.55, 26.40),
        shapely.box(119.42, 24.96, 119.50, 25.02),
    ]
)
"""Degrees: islands off Fujian that Taiwan administers and that Natural Earth leaves out."""
OKINOTORISHIMA = shapely.box(135.9, 20.3, 136.2, 20.6)
"""Whether this rock may have a zone of 200 nautical miles is disputed; here it has none."""
NEAR_NM, FAR_NM = (12, 24), 200
"""Widths in nautical miles; contested islands have a zone of the near ones alone."""
TOLERANCES_DEG = {12: 0.003, 24: 0.005, 200: 0.02}
"""Tolerance to which the limits of each zone are simplified, by its width."""
NAMES = {"contested": "Contested islands"}


def build() -> Iterator[Product]:
    """Yield `zone-12nm`, `zone-24nm` and `zone-200nm`."""
    coasts = read_coasts()
    cells = draw_cells(coasts)
    for width_nm in NEAR_NM:
        yield _describe(draw_zones(coasts, cells, to_km(width_nm), TOLERANCES_DEG[width_nm]), width_nm)
    undisputed = coasts[(coasts["id"] != "contested") & ~coasts.within(OKINOTORISHIMA)]
    wide = draw_zones(undisputed, draw_cells(undisputed), to_km(FAR_NM), TOLERANCES_DEG[FAR_NM])
    yield _describe(wide, FAR_NM)


def _describe(content: geopandas.GeoDataFrame, width_nm: int) -> Product:
    return Product(
        id=f"zone-{width_nm}nm",
        title=f"Waters within {width_nm} nautical miles of a coast: unofficial, geometric",
        content=content,
        sources=("gshhg", "natural-earth"),
        packages=(gshhg.PACKAGE["h"], "world-atlas 2.0.2 (npm)"),
        licence=gshhg.LICENCE,
        as_of="2016",
        changes=(
            f"GSHHG 2.3.6, high resolution, land above {SMALLEST_LAND_KM2} km2, degrees {BOUNDS}",
            "the Senkaku / Diaoyu islands from senkaku-islands, in their true place",
            "each shoreline point given to the nearest country as Natural Earth draws it",
            f"contested islands in a row of their own: {', '.join(CONTESTED_ISLANDS)}",
            "Matsu and Wuqiu, which it leaves out, given to those who administer them",
            *(["contested islands and Okinotorishima without effect"] if width_nm == FAR_NM else []),
            f"geodesic distance of {width_nm} nautical miles; land is part of the zone",
            f"divided by equidistance (spherical Voronoi cells of points {STEP_KM:g} km apart)",
            "no baseline, treaty, agreement, ruling or claim is followed",
            f"simplified to {TOLERANCES_DEG[width_nm]} degrees, shared limits alike",
        ),
    )


def read_coasts() -> geopandas.GeoDataFrame:
    """Return shorelines (id, geometry): lines in small pieces, each with the country that it belongs to."""
    west, south, east, north = BOUNDS
    around = (west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
    land = gshhg.read_shorelines("h", around, smallest_km2=SMALLEST_LAND_KM2)
    rings = [line.polygon.exterior for line in land if not gshhg.MISPLACED.contains(line.polygon)]
    rings += [part.exterior for part in read_dataset("senkaku-islands").geometry.explode()]
    lines = shapely.simplify(shapely.clip_by_rect(rings, *around), COAST_TOLERANCE_DEG)
    pieces = [piece for line in shapely.get_parts(lines) for piece in _cut_pieces(line)]
    coasts = geopandas.GeoDataFrame(geometry=pieces, crs="EPSG:4326")
    countries = read_owned_parts()
    _, nearest = countries.sindex.nearest(shapely.get_point(coasts.geometry.to_numpy(), 0), return_all=False)
    contested = coasts.within(shapely.union_all(list(CONTESTED_ISLANDS.values())))
    owners = countries["id"].str.lower().to_numpy()[nearest]
    owners[coasts.within(MATSU_AND_WUQIU)] = "twn"
    coasts["id"] = np.where(contested, "contested", owners)
    return coasts


def _cut_pieces(line: shapely.LineString) -> Iterator[shapely.LineString]:
    dense = shapely.get_coordinates(densify_line(line, step_km=STEP_KM))
    for pair in pairwise(dense):
        yield shapely.LineString(pair)


def draw_zones(
    coasts: geopandas.GeoDataFrame, cells: pd.Series, width_km: float, tolerance_deg: float
) -> geopandas.GeoDataFrame:
    """Return one row (id, name, geometry) for each country that has waters in the bounds.

    Parameters
    ----------
    coasts
        Columns `id` and `geometry`: pieces of shoreline.
    cells
        By id, where that coast is the nearest, as `draw_cells` returns it.
    width_km
        Geodesic breadth of the zones.
    tolerance_deg
        Tolerance to which limits are simplified.
    """
    frame = shapely.box(*BOUNDS)
    zones = {}
    for owner, pieces in coasts.groupby("id").geometry:
        if cells[owner].intersects(frame):
            near = pieces[pieces.intersects(frame.buffer(MARGIN_DEG))]
            coast = shapely.line_merge(shapely.MultiLineString(near.to_list()))
            reach = offset_coast(coast, width_km, tolerance_km=width_km * TOLERANCE)
            zones[owner] = shapely.intersection_all([reach, cells[owner], frame])
    kept = {owner: zone for owner, zone in zones.items() if not zone.is_empty}
    shapes = shapely.coverage_simplify(
        shapely.set_precision([_keep_areas(zone) for zone in kept.values()], 1e-4), tolerance_deg
    )
    names = read_dataset("countries").set_index(read_dataset("countries")["id"].str.lower())["name"]
    rows = {"id": list(kept), "name": [NAMES.get(owner) or names[owner] for owner in kept]}
    return geopandas.GeoDataFrame(rows, geometry=list(shapes), crs="EPSG:4326")


def draw_cells(coasts: geopandas.GeoDataFrame) -> pd.Series:
    """Return by id where that country's shoreline points are the nearest, from spherical Voronoi cells."""
    points = coasts.geometry.apply(lambda piece: shapely.Point(piece.coords[0]))
    places = pd.DataFrame({"id": coasts["id"], "lon": points.x, "lat": points.y}).drop_duplicates(
        ["lon", "lat"]
    )
    diagram = SphericalVoronoi(_raise(places[["lon", "lat"]].to_numpy()), threshold=1e-10)
    diagram.sort_vertices_of_regions()
    x, y, z = diagram.vertices.T
    corners = np.column_stack([np.degrees(np.arctan2(y, x)) % 360, np.degrees(np.arcsin(np.clip(z, -1, 1)))])
    cells = [_close_cell(corners[region]) for region in diagram.regions]
    frame = geopandas.GeoDataFrame({"id": places["id"].to_numpy()}, geometry=cells, crs="EPSG:4326")
    cells_of = {owner: shapely.union_all(own.to_numpy()) for owner, own in frame.groupby("id").geometry}
    return pd.Series(cells_of)


def _raise(places: Floats) -> Floats:
    lon, lat = np.radians(places).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _close_cell(corners: Floats) -> BaseGeometry:
    """Return a cell as a polygon with longitudes from 0 to 360; one round the globe comes out empty."""
    if np.ptp(corners[:, 0]) > 180:  # noqa: PLR2004 - degrees; such cells lie outside the bounds
        return shapely.Polygon()
    return shapely.make_valid(shapely.Polygon(corners))


def _keep_areas(shape: BaseGeometry) -> shapely.MultiPolygon:
    parts = shapely.get_parts(shape)
    return shapely.MultiPolygon([part for part in parts if isinstance(part, shapely.Polygon)])
