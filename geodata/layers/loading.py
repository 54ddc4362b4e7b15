"""Load the layers of a pack, whatever they are made from."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.datasets import read_dataset, read_manifest
from geodata.errors import Message, UnknownIdError
from geodata.geometry.geodesy import Position, densify_line, measure_nearest
from geodata.institutions.memberships import COUNTRIES, has_begun, list_bodies, read_memberships
from geodata.layers.chokepoints import list_gate_rows
from geodata.layers.lanes import _make_lane_rows
from geodata.layers.range_bands import list_band_rows
from geodata.layers.rows import LINE_STEP_KM, Row, describe_feature, describe_layer, make_frame
from geodata.packs.pack import Pack
from geodata.records.layers import (
    BandData,
    ChokepointData,
    DatasetData,
    DistanceData,
    LaneData,
    Layer,
    MembershipData,
    OutlineData,
    PointData,
)
from geodata.records.outlines import read_outlines


def read_sea_limits(sea_id: str) -> BaseGeometry:
    """Return the open-water limits of a sea as lines in EPSG:4326.

    Raises
    ------
    UnknownIdError
        No limit belongs to a sea of this id.
    """
    limits = read_dataset("sea-limits")
    own = limits.geometry[[sea_id in seas.split() for seas in limits["seas"]]]
    if own.empty:
        raise UnknownIdError("sea", sea_id, sorted({sea for seas in limits["seas"] for sea in seas.split()}))
    return shapely.union_all(own.to_numpy())


ROLES = ("area", "line", "point", "edge", "grade", "limit")
"""What a row is: the thing itself (the first three) or what is drawn with it."""


def find_layer(pack: Pack, layer_id: str) -> Layer:
    """Return the record of a layer.

    Raises
    ------
    UnknownIdError
        The pack has no such layer.
    """
    for layer in pack.layers:
        if layer.id == layer_id:
            return layer
    raise UnknownIdError("layer", layer_id, [layer.id for layer in pack.layers])


def load_layer(pack: Pack, layer: Layer) -> geopandas.GeoDataFrame:
    """Return the features of a layer in EPSG:4326.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns `id` (of the feature; the layer's own id where it is one thing), `role` (one of `ROLES`), the
        `name_...` columns, figures and texts of the feature table, `sources` (ids, separated by spaces) and
        `geometry`. Computed: `length_km` of a lane and the chokepoints that it `passes`; `distance_km` of a
        band's row and of a spoke; `share` of a graded ring. A chokepoint has its `width`
        with `width_source`, where its `gate` lies, and two rows: a point and the line of the gate. A member
        of a body has all its `bodies`, and `since` where it joined lately.
    """
    make: Mapping[type, Callable[[Pack, Layer, Any], Iterable[Row]]] = {
        DatasetData: _make_dataset_rows,
        PointData: _make_point_rows,
        OutlineData: _make_outline_rows,
        LaneData: _make_lane_rows,
        BandData: lambda _pack, layer, data: list_band_rows(layer, data),
        DistanceData: _make_distance_rows,
        ChokepointData: lambda _pack, _layer, data: list_gate_rows(data.ids),
        MembershipData: _make_member_rows,
    }
    return make_frame(make[type(layer.data)](pack, layer, layer.data))


def _read_things(dataset_id: str) -> geopandas.GeoDataFrame:
    """Return a data set whose rows are things with ids, which a layer can take, by id."""
    manifest = read_manifest()
    vector = dataset_id not in manifest or Path(manifest[dataset_id].file).suffix == ".parquet"
    frame = read_dataset(dataset_id) if vector else geopandas.GeoDataFrame()
    if "id" not in frame.columns or not frame["id"].is_unique:
        raise UnknownIdError("data set of things with ids", dataset_id, ("seas", "senkaku-islands"))
    return frame.set_index("id")


def _make_dataset_rows(pack: Pack, layer: Layer, data: DatasetData) -> Iterable[Row]:
    frame = _read_things(data.dataset)
    for feature_id in data.ids or frame.index:
        if feature_id not in frame.index:
            raise UnknownIdError(
                Message("feature of {dataset}", dataset=data.dataset), feature_id, frame.index
            )
    features = {feature.id: describe_feature(feature) for feature in pack.tables.get(data.attributes, ())}
    for feature_id in data.ids or frame.index:
        described = features.get(feature_id, describe_layer(layer) | {"id": feature_id})
        geometry = frame.geometry[feature_id]
        role = ROLES[2 - int(shapely.get_dimensions(geometry))]
        yield {**described, "role": role, "geometry": geometry}
        if data.dataset == "seas":
            yield {**described, "role": "limit", "geometry": read_sea_limits(feature_id)}


def _make_point_rows(pack: Pack, _layer: Layer, data: PointData) -> Iterable[Row]:
    for feature in pack.tables[data.file]:
        position = shapely.Point(feature.figures["lon"], feature.figures["lat"])
        yield {**describe_feature(feature), "role": "point", "geometry": position}


def _make_outline_rows(pack: Pack, layer: Layer, data: OutlineData) -> Iterable[Row]:
    shapes = read_outlines(pack.folder, data.file, kind=data.kind)
    role = "line" if data.kind == "lines" else "area"
    features = {feature.id: describe_feature(feature) for feature in pack.tables.get(data.attributes, ())}
    for feature_id, geometry in shapes.items():
        described = features.get(feature_id, describe_layer(layer) | {"id": feature_id})
        yield {**described, "role": role, "geometry": geometry}


def _make_member_rows(pack: Pack, layer: Layer, data: MembershipData) -> Iterable[Row]:
    areas = read_dataset(COUNTRIES)
    areas = areas.set_index(areas["id"].str.lower()).geometry
    labels = {body.id: body.label for body in list_bodies(pack.layers, pack.tables).values()}
    for feature in pack.tables[data.file]:
        memberships = read_memberships(feature)
        since = memberships.get(data.body)
        if since is None or not has_begun(since, layer.as_of):
            continue
        bodies = "; ".join(labels[body] for body in labels if body in memberships)
        described = describe_feature(feature) | {"bodies": bodies, "since": since}
        if feature.id in areas.index:
            yield {**described, "role": "area", "geometry": areas[feature.id]}
        else:
            position = shapely.Point(feature.figures["lon"], feature.figures["lat"])
            yield {**described, "role": "point", "geometry": position}


def _make_distance_rows(pack: Pack, _layer: Layer, data: DistanceData) -> Iterable[Row]:
    origin_layer = find_layer(pack, data.layer)
    islands = load_layer(pack, origin_layer).set_index("id")
    start = islands.loc[data.origin]
    for feature in pack.tables[data.file]:
        end = Position(feature.figures["lat"], feature.figures["lon"])
        distance_km, nearest = measure_nearest(start.geometry, end)
        line = densify_line(
            shapely.LineString([(nearest.lon, nearest.lat), (end.lon, end.lat)]), step_km=LINE_STEP_KM
        )
        described = describe_feature(feature) | {"distance_km": distance_km}
        yield {**described, "role": "line", "geometry": line}
