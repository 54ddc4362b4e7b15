"""Build the seas and their open-water limits from IHO S-23 and the shoreline."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import shapely

from geodata.build import gshhg
from geodata.build.products import Product
from geodata.geometry.geodesy import measure_length

LIMITS = Path(__file__).with_name("iho_s23.toml")
TOLERANCE_DEG = 0.008
"""About 0.9 km: what the drawn shore of a sea may be off."""
SMALLEST_LAND_KM2 = 10.0
"""Smaller islands stay part of the sea; the land is painted over it."""
SMALLEST_WATER_KM2 = 50.0
"""Smaller waters, cut off from the sea by the shoreline, are left out."""
SHORTEST_LIMIT_KM = 4.0
"""Shorter stretches of limit, slips of the shoreline, are left out."""

Corner = tuple[float, float]
"""Longitude and latitude in degrees."""


def build() -> Iterator[Product]:
    """Yield `seas` and `sea-limits`."""
    places = read_places()
    rings = read_rings(places)
    land = _read_land(shapely.MultiLineString(list(rings.values())).bounds)
    yield _describe(
        _frame_seas(rings, land),
        data_id="seas",
        title="East and South China Seas and their neighbours, after IHO S-23",
        last_change=(
            f"Took away land above {SMALLEST_LAND_KM2:g} km2 (high resolution), left out waters below "
            f"{SMALLEST_WATER_KM2:g} km2 that the shoreline cuts off; simplified to {TOLERANCE_DEG:g} deg."
        ),
    )
    yield _describe(
        _frame_limits(rings, land, named=set(places.values())),
        data_id="sea-limits",
        title="Limits between seas in open water, after IHO S-23",
        last_change=f"Kept what lies on water and is longer than {SHORTEST_LIMIT_KM:g} km.",
    )


def _describe(content: geopandas.GeoDataFrame, *, data_id: str, title: str, last_change: str) -> Product:
    return Product(
        id=data_id,
        title=title,
        content=content,
        sources=("iho-s23-1953", "noaa-seanames", "gshhg"),
        packages=(gshhg.PACKAGE["h"],),
        licence=gshhg.LICENCE,
        as_of="1953",
        changes=(
            "Joined limits of IHO S-23, 3rd edition (1953), each vertex with source and confidence.",
            "Approximate; no political significance.",
            "As in the later draft, the Taiwan Strait stands apart; in 1953 it lies in the South China Sea.",
            "The Gulf of Tonkin is part of the South China Sea, the Bo Hai of the Yellow Sea.",
            "Edges are straight in longitude and latitude.",
            "Open: the limits from Palawan to Borneo, from Mindanao to Morotai, and inside the Philippines.",
            last_change,
        ),
    )


def read_places(path: Path = LIMITS) -> Mapping[str, Corner]:
    """Return the corners that the limits name, by id."""
    vertices = tomllib.loads(path.read_text(encoding="utf-8"))["vertices"]
    return {vertex["id"]: (vertex["lon"], vertex["lat"]) for vertex in vertices}


def read_rings(places: Mapping[str, Corner], path: Path = LIMITS) -> Mapping[str, list[Corner]]:
    """Return the closed ring of corners of each sea by id, helpers on land among them."""
    seas = tomllib.loads(path.read_text(encoding="utf-8"))["seas"]
    return {sea["id"]: _close_ring(sea["around"], places) for sea in seas}


def _close_ring(around: list[Any], places: Mapping[str, Corner]) -> list[Corner]:
    corners = [places[step] if isinstance(step, str) else (step[1], step[0]) for step in around]
    return [*corners, corners[0]]


def _read_land(bounds: tuple[float, float, float, float]) -> shapely.Geometry:
    shorelines = gshhg.read_shorelines("h", bounds, smallest_km2=SMALLEST_LAND_KM2)
    outlines = shapely.make_valid([shoreline.polygon for shoreline in shorelines], method="structure")
    return shapely.union_all(shapely.intersection(outlines, shapely.box(*bounds).buffer(1)))


def _frame_seas(rings: Mapping[str, list[Corner]], land: shapely.Geometry) -> geopandas.GeoDataFrame:
    waters = [_take_land_away(shapely.Polygon(ring), land) for ring in rings.values()]
    return geopandas.GeoDataFrame({"id": list(rings)}, geometry=waters, crs="EPSG:4326")


def _take_land_away(sea: shapely.Polygon, land: shapely.Geometry) -> shapely.MultiPolygon:
    water = shapely.difference(sea, land).simplify(TOLERANCE_DEG)
    parts = shapely.get_parts(shapely.set_precision(water, 1e-3))
    square_km = shapely.area(parts) * 111.2**2 * np.cos(np.radians(shapely.get_y(shapely.centroid(parts))))
    return shapely.MultiPolygon(list(parts[square_km > SMALLEST_WATER_KM2]))


def _frame_limits(
    rings: Mapping[str, list[Corner]], land: shapely.Geometry, *, named: AbstractSet[Corner]
) -> geopandas.GeoDataFrame:
    """Return one row for each stretch of limit, with the seas that it bounds, joined by a blank."""
    seas_of_edge: dict[frozenset[Corner], list[str]] = defaultdict(list)
    for sea, ring in rings.items():
        for corners in pairwise(ring):
            if named >= set(corners):
                seas_of_edge[frozenset(corners)].append(sea)
    edges_of_seas: dict[str, list[shapely.LineString]] = defaultdict(list)
    for edge, seas in seas_of_edge.items():
        start, end = sorted(edge)
        edges_of_seas[" ".join(sorted(seas))].append(shapely.LineString([start, end]))
    rows = [
        {"seas": seas, "geometry": stretch}
        for seas, edges in sorted(edges_of_seas.items())
        for stretch in _keep_open_water(edges, land)
    ]
    return geopandas.GeoDataFrame(rows, crs="EPSG:4326")


def _keep_open_water(edges: list[shapely.LineString], land: shapely.Geometry) -> list[shapely.LineString]:
    open_water = shapely.line_merge(shapely.difference(shapely.union_all(edges), land))
    return [part for part in shapely.get_parts(open_water) if measure_length(part) > SHORTEST_LIMIT_KM]
