"""Columns of a layer frame: ids, names, figures, texts and sources."""

from collections.abc import Iterable
from typing import Any

import geopandas

from geodata.names import Names
from geodata.records.feature_tables import Feature
from geodata.records.layers import Layer

LINE_STEP_KM = 50.0
"""Longest stretch of a drawn line without a geodesic point."""

ROLES = ("area", "line", "point", "edge", "grade", "limit")
"""What a row is: the thing itself (the first three) or what is drawn with it."""

Row = dict[str, Any]
"""Column -> value; `role` and `geometry` among them once a row is whole."""


def describe_feature(feature: Feature) -> Row:
    """Return the columns of a row of a feature table."""
    return {
        "id": feature.id,
        **feature.names.localise(feature.states).columns,
        **feature.figures,
        **feature.texts,
        "sources": " ".join(feature.sources),
    }


def describe_layer(layer: Layer) -> Row:
    """Return the columns of what a layer draws as one thing, under its own id."""
    names = layer.names or Names(en=layer.title)
    return {"id": layer.id, **names.columns, "sources": " ".join(layer.sources)}


def make_frame(rows: Iterable[Row]) -> geopandas.GeoDataFrame:
    """Return rows as a frame in EPSG:4326."""
    return geopandas.GeoDataFrame(list(rows), geometry="geometry", crs="EPSG:4326")
