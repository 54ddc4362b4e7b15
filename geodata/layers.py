"""Load the layers of a pack as checked frames, whatever they are made from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.chokepoints import Chokepoint, read_chokepoints, select_chokepoints
from geodata.datasets import read_dataset, read_manifest
from geodata.errors import PackError, UnknownIdError
from geodata.features import Feature
from geodata.geodesy import Position, densify_line, measure_length, measure_nearest
from geodata.lanes import find_lane
from geodata.memberships import COUNTRIES, has_begun, list_bodies, read_memberships
from geodata.names import Names
from geodata.overlay import Line, Spread, measure_lane_covers
from geodata.packs import Pack
from geodata.ranges import POINTS, RangeBand, draw_band, read_origin
from geodata.records import (
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
from geodata.sea_lanes import NoRoute, SeaLane
from geodata.sources import Source, read_data_sources
from geodata.units import to_nm
from geodata.zones import read_sea_limits

ROLES = ("area", "line", "point", "edge", "grade", "limit")
"""What a row is: the thing itself (the first three) or what is drawn with it."""

WIDE_KM = 15.0
"""Width from which the water of a gate is more than a creek between islands."""

GATE_MARGIN_DEG = 0.5
"""How far around a gate its land is looked at."""

SKETCH_TOLERANCE, SKETCH_GRADES = 0.006, 6
"""Accuracy of a band while a viewer moves it, as a share of its distance, and rings of its edge."""
LINE_STEP_KM = 50.0
"""Longest stretch of a drawn line without a geodesic point."""

Row = dict[str, Any]


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
        BandData: _make_band_rows,
        DistanceData: _make_distance_rows,
        ChokepointData: _make_chokepoint_rows,
        MembershipData: _make_member_rows,
    }
    rows = list(make[type(layer.data)](pack, layer, layer.data))
    return geopandas.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def list_sources(pack: Pack, layer: Layer, *, row_sources: Iterable[str] = ()) -> list[Source]:
    """Return, each once, the sources of a row of a layer, of the layer, and of the data it is built from."""
    built, manifest = read_data_sources(), read_manifest()
    own = [pack.sources[source_id] for source_id in (*row_sources, *layer.sources)]
    data = [built[source_id] for dataset in _list_datasets(layer) for source_id in manifest[dataset].sources]
    return list({source.id: source for source in (*own, *data)}.values())


def _list_datasets(layer: Layer) -> tuple[str, ...]:
    if isinstance(layer.data, DatasetData):
        return (layer.data.dataset,)
    if isinstance(layer.data, BandData):
        return (layer.data.origin if layer.data.origin in read_manifest() else POINTS,)
    if isinstance(layer.data, MembershipData):
        return (COUNTRIES,)
    return ("sea-graph",) if isinstance(layer.data, LaneData) else ()


def measure_covers(pack: Pack, lanes: Mapping[str, Line]) -> Mapping[tuple[str, str], Spread]:
    """Return the share of each lane in each range band of a pack, from 0 to 1, by lane id and layer id."""
    covers: dict[tuple[str, str], Spread] = {}
    banded = {layer.id: layer.data for layer in pack.layers if isinstance(layer.data, BandData)}
    for origin in dict.fromkeys(data.origin for data in banded.values()):
        bands = {band_id: read_band(data) for band_id, data in banded.items() if data.origin == origin}
        covers |= measure_lane_covers(lanes, bands, read_origin(origin))
    return covers


def read_band(data: BandData) -> RangeBand:
    """Return the distances of a band's record."""
    return RangeBand(
        nominal_km=data.nominal_km,
        inner_share=data.inner_share,
        outer_share=data.outer_share,
        skip_km=data.skip_km,
        single_line=data.single_line,
    )


def _describe(feature: Feature) -> Row:
    return {
        "id": feature.id,
        **_list_names(feature.names.localise(feature.states)),
        **feature.figures,
        **feature.texts,
        "sources": " ".join(feature.sources),
    }


def _describe_layer(layer: Layer) -> Row:
    names = _list_names(layer.names or Names(en=layer.title))
    return {"id": layer.id, **names, "sources": " ".join(layer.sources)}


def _list_names(names: Names) -> Row:
    return {f"name_{field}": name for field, name in names.model_dump().items()}


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
            raise UnknownIdError(f"feature of {data.dataset}", feature_id, frame.index)
    features = {feature.id: _describe(feature) for feature in pack.tables.get(data.attributes, ())}
    for feature_id in data.ids or frame.index:
        described = features.get(feature_id, _describe_layer(layer) | {"id": feature_id})
        geometry = frame.geometry[feature_id]
        role = ROLES[2 - int(shapely.get_dimensions(geometry))]
        yield {**described, "role": role, "geometry": geometry}
        if data.dataset == "seas":
            yield {**described, "role": "limit", "geometry": read_sea_limits(feature_id)}


def _make_point_rows(pack: Pack, _layer: Layer, data: PointData) -> Iterable[Row]:
    for feature in pack.tables[data.file]:
        position = shapely.Point(feature.figures["lon"], feature.figures["lat"])
        yield {**_describe(feature), "role": "point", "geometry": position}


def _make_outline_rows(pack: Pack, layer: Layer, data: OutlineData) -> Iterable[Row]:
    frame = geopandas.read_file(pack.folder / data.file, engine="pyogrio")
    role = "line" if data.kind == "lines" else "area"
    features = {feature.id: _describe(feature) for feature in pack.tables.get(data.attributes, ())}
    for feature_id, geometry in zip(frame["id"], frame.geometry, strict=True):
        described = features.get(feature_id, _describe_layer(layer) | {"id": feature_id})
        yield {**described, "role": role, "geometry": geometry}


def _make_lane_rows(_pack: Pack, layer: Layer, data: LaneData) -> Iterable[Row]:
    lanes = [find_lane(start, end) for start, end in pairwise((data.origin, *data.via, data.destination))]
    for lane in lanes:
        if isinstance(lane, NoRoute):
            raise PackError("layers.toml", f"layer {layer.id}", "data", lane.reason)
    sailed = [lane for lane in lanes if isinstance(lane, SeaLane)]
    yield {
        **_describe_layer(layer),
        "role": "line",
        "length_km": sum(lane.length_km for lane in sailed),
        "passes": _list_passed(sailed),
        "origin": data.origin,
        "destination": data.destination,
        "geometry": shapely.line_merge(shapely.union_all([lane.line for lane in sailed]))
        if len(sailed) > 1
        else sailed[0].line,
    }


def _list_passed(lanes: Iterable[SeaLane]) -> str:
    """Name the chokepoints of consecutive lanes in order, with nautical miles from the start."""
    chokepoints, start_km, passed = read_chokepoints(), 0.0, []
    for lane in lanes:
        for chokepoint_id, at_km in lane.chokepoints:
            name = chokepoints[chokepoint_id].names.neutral
            passed.append(f"{name} at {to_nm(start_km + at_km):,.0f} nm")
        start_km += lane.length_km
    return ", ".join(passed)


@lru_cache(maxsize=64)
def _draw_band(origin: str, band: RangeBand) -> geopandas.GeoDataFrame:
    return draw_band(read_origin(origin), band)


def sketch_band(layer: Layer) -> geopandas.GeoDataFrame:
    """Return the features of a band as `load_layer` does, drawn fast: edges within 0.6 %, fewer rings.

    Raises
    ------
    TypeError
        The layer is no band.
    """
    if not isinstance(layer.data, BandData):
        raise TypeError(f"{layer.id} is no range band.")
    band = read_band(layer.data)
    widest_km = max(band.distances_km.values())
    origin = read_origin(layer.data.origin)
    drawn = draw_band(origin, band, tolerance_km=widest_km * SKETCH_TOLERANCE, grades=SKETCH_GRADES)
    return geopandas.GeoDataFrame(list(_list_band_rows(layer, drawn)), geometry="geometry", crs="EPSG:4326")


def _make_band_rows(_pack: Pack, layer: Layer, data: BandData) -> Iterable[Row]:
    return _list_band_rows(layer, _draw_band(data.origin, read_band(data)))


def _list_band_rows(layer: Layer, drawn: geopandas.GeoDataFrame) -> Iterable[Row]:
    described = _describe_layer(layer)
    areas = drawn[drawn["kind"] != "grade"].set_index("kind")
    widest = areas.geometry.iloc[-1]
    yield {**described, "role": "area", "distance_km": areas["distance_km"].iloc[-1], "geometry": widest}
    for kind, distance_km, share, geometry in _list_band_parts(drawn):
        role = {"nominal": "limit", "grade": "grade", "core": "grade"}.get(kind, "edge")
        yield {**described, "role": role, "distance_km": distance_km, "share": share, "geometry": geometry}


def _list_band_parts(drawn: geopandas.GeoDataFrame) -> Iterable[tuple[str, float, float, BaseGeometry]]:
    for kind, distance_km, share, area in drawn[["kind", "distance_km", "share", "geometry"]].itertuples(
        index=False
    ):
        if kind == "grade":
            yield kind, distance_km, share, area
            continue
        if kind == "inner":
            yield "core", distance_km, 1.0, area
        yield kind, distance_km, share, area.boundary


def frame_chokepoints(ids: Sequence[str]) -> geopandas.GeoDataFrame:
    """Return the features of chokepoints by their ids, as `load_layer` does for a layer of them."""
    return geopandas.GeoDataFrame(list(_list_gates(ids)), geometry="geometry", crs="EPSG:4326")


def _make_chokepoint_rows(_pack: Pack, _layer: Layer, data: ChokepointData) -> Iterable[Row]:
    return _list_gates(data.ids)


def _list_gates(ids: Sequence[str]) -> Iterable[Row]:
    land = read_dataset("land-region")
    for chokepoint in select_chokepoints(ids):
        described = {
            **{f"name_{field}": value for field, value in chokepoint.names.model_dump().items()},
            **chokepoint.model_dump(include={"id", "width", "second_width", "measured", "confidence"}),
            "kind": chokepoint.kind,
            "gate": chokepoint.gate_note,
            "width_source": chokepoint.source,
            "second_width_source": chokepoint.second,
            "sources": " ".join(chokepoint.sources),
        }
        yield {**described, "role": "point", "geometry": _find_place(chokepoint, land)}
        line = densify_line(shapely.LineString(chokepoint.gate), step_km=LINE_STEP_KM)
        yield {**described, "role": "line", "geometry": line}


def _find_place(chokepoint: Chokepoint, land: geopandas.GeoDataFrame) -> shapely.Point:
    """Return where a chokepoint is named: the middle of the first wide water of its gate."""
    gate = shapely.LineString(chokepoint.gate)
    if chokepoint.kind == "waypoint":
        return shapely.Point(gate.coords[0])
    tiles = land.geometry.iloc[land.sindex.query(gate)].to_numpy()
    near = shapely.union_all(shapely.clip_by_rect(tiles, *gate.buffer(GATE_MARGIN_DEG).bounds))
    waters = [part for part in shapely.get_parts(gate.difference(near)) if measure_length(part) > WIDE_KM]
    return next(iter(waters), gate).interpolate(0.5, normalized=True)


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
        described = _describe(feature) | {"bodies": bodies, "since": since}
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
        described = _describe(feature) | {"distance_km": distance_km}
        yield {**described, "role": "line", "geometry": line}
