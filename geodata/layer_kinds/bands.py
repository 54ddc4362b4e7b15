"""Layers of notional range bands."""

from collections.abc import Iterable
from functools import lru_cache

import geopandas
from shapely.geometry.base import BaseGeometry

from geodata.datasets import read_manifest
from geodata.errors import Message
from geodata.layer_kinds.kind import DataFault, LayerKind
from geodata.layer_kinds.rows import Row, describe_layer
from geodata.range_bands.bands import POINTS, RangeBand, draw_band, list_origins, read_origin
from geodata.records.layers import BandData, Layer


def read_band(data: BandData) -> RangeBand:
    """Return the distances of a band's record."""
    return RangeBand(
        nominal_km=data.nominal_km,
        inner_share=data.inner_share,
        outer_share=data.outer_share,
        skip_km=data.skip_km,
        single_line=data.single_line,
    )


@lru_cache(maxsize=64)
def _draw_band(origin: str, band: RangeBand) -> geopandas.GeoDataFrame:
    return draw_band(read_origin(origin), band)


def list_band_rows(layer: Layer, data: BandData) -> Iterable[Row]:
    """Return the rows of a band: its widest area, its edges, and the rings that fade between them."""
    return list_drawn_rows(layer, _draw_band(data.origin, read_band(data)))


def list_drawn_rows(layer: Layer, drawn: geopandas.GeoDataFrame) -> Iterable[Row]:
    """Yield the rows of a band from what `draw_band` returns of it."""
    described = describe_layer(layer)
    areas = drawn[drawn["kind"] != "grade"].set_index("kind")
    widest = areas.geometry.iloc[-1]
    yield {**described, "role": "area", "distance_km": areas["distance_km"].iloc[-1], "geometry": widest}
    for kind, distance_km, share, geometry in _list_parts(drawn):
        role = {"nominal": "limit", "grade": "grade", "core": "grade"}.get(kind, "edge")
        yield {**described, "role": role, "distance_km": distance_km, "share": share, "geometry": geometry}


def _list_parts(drawn: geopandas.GeoDataFrame) -> Iterable[tuple[str, float, float, BaseGeometry]]:
    for kind, distance_km, share, area in drawn[["kind", "distance_km", "share", "geometry"]].itertuples(
        index=False
    ):
        if kind == "grade":
            yield kind, distance_km, share, area
            continue
        if kind == "inner":
            yield "core", distance_km, 1.0, area
        yield kind, distance_km, share, area.boundary


def _list_unknown_origins(data: BandData) -> Iterable[DataFault]:
    origins = list_origins()
    if data.origin not in origins:
        problem = Message(
            "There is no origin {origin!r}; known are {origins}.",
            origin=data.origin,
            origins=", ".join(origins),
        )
        yield DataFault("unknown-origin", problem)


BAND = LayerKind(
    BandData,
    list_rows=lambda _pack, layer, data: list_band_rows(layer, data),
    list_datasets=lambda data: (data.origin if data.origin in read_manifest() else POINTS,),
    list_faults=_list_unknown_origins,
)
