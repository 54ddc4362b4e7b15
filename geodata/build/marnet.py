"""Build the sea graph from the network of the package searoute, with gates and the land to keep clear of."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.build import gshhg
from geodata.build.products import Product
from geodata.geodesy import Floats, measure_distances, split_at_antimeridian

ARCTIC = {"northwest", "bering"}
"""Passages of the network that are left out: ice keeps a lane from them."""
LAND_PENALTY = 1.0
"""Extra kilometres that a kilometre over land costs in the search: a lane takes the next edge at sea."""
REGION = (95.0, -12.0, 147.0, 43.0)
"""Degrees (west, south, east, north) within which land is kept fine."""
TILE_DEG = 2.5
"""Side of the tiles that land is cut into, so that a query meets small pieces."""

GATES = Path(__file__).with_name("gates.toml")
APPROACHES = Path(__file__).with_name("approaches.toml")

Shapes = NDArray[np.object_]


def build() -> Iterator[Product]:
    """Yield `sea-graph`."""
    land = _read_land()
    frame = pd.concat([_read_edges(land), _read_gates(land), _frame_land(land)], ignore_index=True)
    yield Product(
        id="sea-graph",
        title="Sea lanes of the world as a graph, gates of its chokepoints, and land to keep clear of",
        content=geopandas.GeoDataFrame(frame, crs="EPSG:4326"),
        sources=("marnet-searoute", "gshhg"),
        packages=("searoute 1.6.0 (PyPI)", gshhg.PACKAGE["i"], gshhg.PACKAGE["h"]),
        licence="Apache-2.0 (edges), LGPL-3.0-or-later (land)",
        as_of="2026",
        changes=(
            "Took the edges between neighbouring vertices, rounded to 1e-4 degrees; 180 E and 180 W are one.",
            "Left out the Arctic passages (Northwest Passage, Bering Strait).",
            f"Added to each edge a cost: its length, and {LAND_PENALTY:g} km more for each km over land.",
            "Added approaches to ports that lie behind land, our own lines along the water.",
            "Added sixteen gates, our own lines from shore to shore across the chokepoints.",
            "Added land in tiles: above 20 km2, simplified to 0.04 degrees; East Asia: 1 km2, 0.01 degrees.",
        ),
    )


def _read_edges(land: Shapes) -> geopandas.GeoDataFrame:
    network = geopandas.read_file(str(files("searoute.data").joinpath("marnet_searoute.geojson")))
    lines = network.loc[~network["passage"].isin(ARCTIC)].geometry.explode()
    edges = _cut_at_vertices([shapely.get_coordinates(line) for line in lines])
    edges = np.unique(np.concatenate([edges, _read_approaches(edges)]), axis=0)
    lengths_km = measure_distances(edges[:, 0], edges[:, 1])
    frame = geopandas.GeoDataFrame(geometry=shapely.linestrings(edges), crs="EPSG:4326")
    over_land_km = lengths_km * _measure_land_shares(frame.geometry, land)
    return frame.assign(kind="edge", id="", cost_km=(lengths_km + LAND_PENALTY * over_land_km).round(3))


def _cut_at_vertices(lines: list[Floats]) -> Floats:
    """Return the edges of lines, shape (n, 2 ends, 2), each from its western end, within -180 and 180."""
    edges = np.vstack([np.stack([line[:-1], line[1:]], axis=1) for line in lines])
    edges[..., 0] = (edges[..., 0] + 180) % 360 - 180
    edges = edges.round(4)
    start, end = edges[:, 0], edges[:, 1]
    is_westward = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    ordered = np.where(is_westward[:, None, None], edges[:, ::-1], edges)
    is_long = (ordered[:, 0] != ordered[:, 1]).any(axis=1)
    return np.asarray(ordered[is_long], dtype=np.float64)


def _read_approaches(edges: Floats) -> Floats:
    """Return the edges of the approaches.

    Raises
    ------
    ValueError
        An approach does not end at a node of the network.
    """
    nodes = {(float(lon), float(lat)) for lon, lat in edges.reshape(-1, 2)}
    lines = []
    for approach in tomllib.loads(APPROACHES.read_text(encoding="utf-8"))["approaches"]:
        if tuple(approach["line"][-1]) not in nodes:
            message = f"approaches.toml: that of {approach['port']} does not end at a node of the network."
            raise ValueError(message)
        lines.append(np.array(approach["line"]))
    return _cut_at_vertices(lines)


def _measure_land_shares(lines: geopandas.GeoSeries, land: Shapes) -> Floats:
    """Return the share of each line that runs over land, measured in degrees."""
    drawn = np.array([split_at_antimeridian(line) for line in lines], dtype=object)
    of_line, of_land = shapely.STRtree(land).query(drawn, predicate="intersects")
    lengths = shapely.length(shapely.intersection(drawn[of_line], land[of_land]))
    return np.bincount(of_line, weights=lengths, minlength=len(drawn)) / shapely.length(drawn)


def _read_gates(land: Shapes) -> geopandas.GeoDataFrame:
    records = tomllib.loads(GATES.read_text(encoding="utf-8"))["gates"]
    tree = shapely.STRtree(land)
    for record in records:
        for end in (record["line"][0], record["line"][-1]):
            if not len(tree.query(shapely.Point(end), predicate="intersects")):
                message = f"gates.toml: {record['id']} ends at {end}, which is not on land."
                raise ValueError(message)
    lines = [shapely.LineString(record["line"]) for record in records]
    return geopandas.GeoDataFrame(
        {"kind": "gate", "id": [record["id"] for record in records]}, geometry=lines, crs="EPSG:4326"
    )


def _read_land() -> Shapes:
    """Return polygons of land within -180 and 180 degrees and within one tile each, fine in `REGION`."""
    inside = shapely.box(*REGION)
    near = _shape_land("h", REGION, smallest_km2=1.0, tolerance_deg=0.01)
    far = _shape_land("i", (-180, -90, 180, 90), smallest_km2=20.0, tolerance_deg=0.04)
    land = np.concatenate([shapely.intersection(near, inside), shapely.difference(far, inside)])
    tiles = np.array(
        [
            shapely.box(x, y, x + TILE_DEG, y + TILE_DEG)
            for x in np.arange(-180, 180, TILE_DEG)
            for y in np.arange(-90, 90, TILE_DEG)
        ],
        dtype=object,
    )
    of_tile, of_land = shapely.STRtree(land).query(tiles, predicate="intersects")
    pieces = shapely.set_precision(shapely.intersection(land[of_land], tiles[of_tile]), 1e-3)
    parts = shapely.get_parts(pieces)
    return np.asarray(parts[shapely.get_dimensions(parts) == 2], dtype=object)  # noqa: PLR2004 - areas


def _shape_land(
    resolution: gshhg.Resolution,
    bounds: tuple[float, float, float, float],
    *,
    smallest_km2: float,
    tolerance_deg: float,
) -> Shapes:
    shorelines = gshhg.read_shorelines(
        resolution, bounds, levels=(gshhg.LAND, gshhg.ICE_FRONT), smallest_km2=smallest_km2
    )
    outlines = shapely.simplify([shoreline.polygon for shoreline in shorelines], tolerance_deg)
    return np.asarray(shapely.make_valid(outlines, method="structure"), dtype=object)


def _frame_land(land: Shapes) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        {"kind": "land", "id": ""}, index=range(len(land)), geometry=land, crs="EPSG:4326"
    )
