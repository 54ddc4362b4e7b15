"""Layers of built data sets, feature tables and outlines."""

from collections.abc import Iterable
from pathlib import Path

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.datasets import DATA, read_dataset, read_manifest
from geodata.errors import DataError, Message, PackError, UnknownIdError
from geodata.layer_kinds.kind import DataFault, LayerKind, PackContents
from geodata.layer_kinds.rows import ROLES, Row, describe_feature, describe_layer
from geodata.records.layers import DatasetData, Layer, OutlineData, PointData
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


def _read_things(dataset_id: str) -> geopandas.GeoDataFrame:
    """Return a data set whose rows are things with ids, which a layer can take, by id."""
    manifest = read_manifest()
    vector = dataset_id not in manifest or Path(manifest[dataset_id].file).suffix == ".parquet"
    frame = read_dataset(dataset_id) if vector else geopandas.GeoDataFrame()
    if "id" not in frame.columns or not frame["id"].is_unique:
        raise UnknownIdError("data set of things with ids", dataset_id, ("seas", "senkaku-islands"))
    return frame.set_index("id")


def _list_dataset_rows(pack: PackContents, layer: Layer, data: DatasetData) -> Iterable[Row]:
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


def _list_point_rows(pack: PackContents, _layer: Layer, data: PointData) -> Iterable[Row]:
    for feature in pack.tables[data.file]:
        position = shapely.Point(feature.figures["lon"], feature.figures["lat"])
        yield {**describe_feature(feature), "role": "point", "geometry": position}


def _list_outline_rows(pack: PackContents, layer: Layer, data: OutlineData) -> Iterable[Row]:
    shapes = read_outlines(pack.folder, data.file, kind=data.kind)
    role = "line" if data.kind == "lines" else "area"
    features = {feature.id: describe_feature(feature) for feature in pack.tables.get(data.attributes, ())}
    for feature_id, geometry in shapes.items():
        described = features.get(feature_id, describe_layer(layer) | {"id": feature_id})
        yield {**described, "role": role, "geometry": geometry}


def _check_dataset(pack: PackContents, layer: Layer, data: DatasetData) -> None:
    """Check that the features a layer takes are all in its table."""
    if not data.attributes:
        return
    rows = {row.id for row in pack.tables[data.attributes]}
    for feature_id in data.ids:
        if feature_id not in rows:
            problem = Message(
                "There is no row {feature_id!r}, which layer {id!r} takes.",
                feature_id=feature_id,
                id=layer.id,
            )
            raise PackError(data.attributes, "", "id", problem)


def _list_unknown_datasets(data: DatasetData) -> Iterable[DataFault]:
    datasets = read_manifest()
    if data.dataset not in datasets:
        yield DataFault("unknown-dataset", str(UnknownIdError("data set", data.dataset, datasets)))


def _list_missing_features(data: DatasetData) -> Iterable[str]:
    known = _list_features(data.dataset) if data.ids else frozenset()
    return (wanted for wanted in data.ids if known and wanted not in known)


def _list_features(dataset_id: str) -> frozenset[str]:
    """Return the ids of the features of a data set; none where it cannot be read or has no ids."""
    manifest = read_manifest()
    if dataset_id not in manifest or not (DATA / manifest[dataset_id].file).is_file():
        return frozenset()
    try:
        frame = read_dataset(dataset_id)
    except DataError:
        return frozenset()
    return frozenset(frame["id"]) if "id" in frame else frozenset()


DATASET = LayerKind(
    DatasetData,
    list_rows=_list_dataset_rows,
    check=_check_dataset,
    list_datasets=lambda data: (data.dataset,),
    list_faults=_list_unknown_datasets,
    list_missing=_list_missing_features,
    has_own_source=True,
)
POINTS = LayerKind(PointData, list_rows=_list_point_rows)
OUTLINES = LayerKind(OutlineData, list_rows=_list_outline_rows)
