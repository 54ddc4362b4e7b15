"""Draw the range bands of a pack as rows of their layers, and measure what they cover."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import geopandas
from shapely.geometry.base import BaseGeometry

from geodata.layer_data import BandData
from geodata.overlay import Line, Spread, measure_lane_covers
from geodata.packs import Pack
from geodata.ranges import RangeBand, draw_band, read_origin
from geodata.records import Layer
from geodata.rows import Row, describe_layer, frame_rows

SKETCH_TOLERANCE, SKETCH_GRADES = 0.006, 6
"""Accuracy of a band while a viewer moves it, as a share of its distance, and rings of its edge."""


def get_band_data(layer: Layer) -> BandData:
    """Return the distances and the origin of a band, as its pack gives them.

    Raises
    ------
    TypeError
        The layer is no band.
    """
    if not isinstance(layer.data, BandData):
        raise TypeError(f"{layer.id} is no range band.")
    return layer.data


def read_band(data: BandData) -> RangeBand:
    """Return the distances of a band's record."""
    return RangeBand(
        nominal_km=data.nominal_km,
        inner_share=data.inner_share,
        outer_share=data.outer_share,
        skip_km=data.skip_km,
        single_line=data.single_line,
    )


def measure_covers(pack: Pack, lanes: Mapping[str, Line]) -> Mapping[tuple[str, str], Spread]:
    """Return the share of each lane in each range band of a pack, from 0 to 1, by lane id and layer id."""
    covers: dict[tuple[str, str], Spread] = {}
    banded = {layer.id: layer.data for layer in pack.layers if isinstance(layer.data, BandData)}
    for origin in dict.fromkeys(data.origin for data in banded.values()):
        bands = {band_id: read_band(data) for band_id, data in banded.items() if data.origin == origin}
        covers |= measure_lane_covers(lanes, bands, read_origin(origin))
    return covers


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
    data = get_band_data(layer)
    band, origin = read_band(data), read_origin(data.origin)
    widest_km = max(band.distances_km.values())
    drawn = draw_band(origin, band, tolerance_km=widest_km * SKETCH_TOLERANCE, grades=SKETCH_GRADES)
    return frame_rows(_list_rows(layer, drawn))


def list_band_rows(layer: Layer, data: BandData) -> Iterable[Row]:
    """Return the rows of a band: its widest area, its edges, and the rings that fade between them."""
    return _list_rows(layer, _draw_band(data.origin, read_band(data)))


def _list_rows(layer: Layer, drawn: geopandas.GeoDataFrame) -> Iterable[Row]:
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
