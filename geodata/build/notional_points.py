"""Build the whole-degree points from which notional range bands can be measured."""

from collections.abc import Iterator
from pathlib import Path

import geopandas
import pandas as pd

from geodata.build.products import Product

POINTS = Path(__file__).with_name("notional_points.csv")
"""Our own choice: one whole-degree crossing on or off the coast of each group of provinces."""


def build() -> Iterator[Product]:
    """Yield `notional-points`."""
    table = pd.read_csv(POINTS)
    places = geopandas.points_from_xy(table["lon"], table["lat"])
    yield Product(
        id="notional-points",
        title="Whole-degree reference points along the coast of China for notional range bands",
        content=geopandas.GeoDataFrame(table.drop(columns=["lat", "lon"]), geometry=places, crs="EPSG:4326"),
        sources=("seabrief-points",),
        packages=(),
        licence="MIT",
        as_of="2013",
        changes=(
            "Chosen for this map, one for each group of coastal provinces: regions, no sites.",
            "Rounded to whole degrees, so that no place can be read from them.",
        ),
    )
