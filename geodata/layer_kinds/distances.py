"""Layers of published distances."""

from collections.abc import Iterable

import geopandas
import shapely

from geodata.errors import Message, PackError
from geodata.geometry.geodesy import Position, densify_line, measure_nearest
from geodata.layer_kinds.kind import PackContents
from geodata.layer_kinds.rows import LINE_STEP_KM, Row, describe_feature
from geodata.records.layers import DistanceData, Layer, select_layers


def list_distance_rows(
    pack: PackContents, data: DistanceData, origins: geopandas.GeoDataFrame
) -> Iterable[Row]:
    """Yield a line for each published distance; `origins` is the frame of the layer that they start from."""
    start = origins.set_index("id").loc[data.origin]
    for feature in pack.tables[data.file]:
        end = Position(feature.figures["lat"], feature.figures["lon"])
        distance_km, nearest = measure_nearest(start.geometry, end)
        line = densify_line(
            shapely.LineString([(nearest.lon, nearest.lat), (end.lon, end.lat)]), step_km=LINE_STEP_KM
        )
        described = describe_feature(feature) | {"distance_km": distance_km}
        yield {**described, "role": "line", "geometry": line}


def check_distances(pack: PackContents, layer: Layer, data: DistanceData) -> None:
    """Check that each row has a distance, and that the feature they start from has a position.

    Raises
    ------
    PackError
        A distance is missing, or the layer or the feature that they start from does not fit.
    """
    for row in pack.tables[data.file]:
        if row.figures.get("published_km", 0) <= 0:
            raise PackError(
                data.file,
                Message("row {id}", id=row.id),
                "published_km",
                Message("Expected a distance above zero."),
            )
    if any(other.id == data.layer for other in select_layers(pack.layers, DistanceData)):
        problem = Message(
            "Layer {layer!r} holds distances itself; name one with the feature they start from.",
            layer=data.layer,
        )
        raise PackError("layers.toml", Message("layer {id}", id=layer.id), "data.layer", problem)
    tables = [file for other in pack.layers if other.id == data.layer for file in other.table_files]
    rows = [row for file in tables for row in pack.tables[file] if row.id == data.origin]
    if not rows or not {"lat", "lon"} <= set(rows[0].figures):
        problem = Message(
            "The table of layer {layer!r} has no row {origin!r} with lat and lon.",
            layer=data.layer,
            origin=data.origin,
        )
        raise PackError("layers.toml", Message("layer {id}", id=layer.id), "data.origin", problem)
