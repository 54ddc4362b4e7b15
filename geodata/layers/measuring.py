"""Measure user geometry, and distances from coast, islands, lanes and bands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.datasets import read_dataset
from geodata.errors import DrawingError, Message
from geodata.geometry.geodesy import (
    KM_PER_DEGREE,
    Position,
    densify_line,
    measure_area,
    measure_bearings,
    measure_distances,
    measure_nearest,
)
from geodata.layer_kinds.bands import read_band
from geodata.layers.loading import load_layer
from geodata.packs.pack import Pack
from geodata.range_bands.bands import read_origin
from geodata.range_bands.coverage import Reach, measure_reach
from geodata.records.layers import BandData, DatasetData, LaneData, Layer, select_data, select_layers

STEP_KM = 20.0
"""Edges of an area are geodesics, followed this closely."""
COASTS = ((("land-close",), 50.0), (("land-region", "land-far"), 500.0), (("land-world",), 20_100.0))
"""Data sets of the coast, the finest first, and how far in km from a place they are searched."""
MOVED_ISLANDS = "senkaku-islands"
"""Shores that the coast of the base map leaves out: they have a data set of their own."""


@dataclass(frozen=True)
class Course:
    """A line that was drawn, leg by leg."""

    legs_km: tuple[float, ...]
    """Length of each leg, a geodesic."""
    bearings_deg: tuple[float, ...]
    """Direction in which each leg starts, from north over east, from 0 to 360."""

    @property
    def length_km(self) -> float:
        """Length of the whole line."""
        return sum(self.legs_km)


@dataclass(frozen=True)
class Extent:
    """An area that was drawn."""

    area_km2: float
    """Area on the ellipsoid; its edges are geodesics."""
    perimeter_km: float
    """Length of its edge."""


@dataclass(frozen=True)
class Nearest:
    """The nearest place of something."""

    distance_km: float
    """Distance on the ellipsoid; 0 inside."""
    place: Position
    """Where that is."""
    feature: str = ""
    """Id of the feature that is there; empty for the coast."""


@dataclass(frozen=True)
class Pin:
    """How a place lies to what a pack shows; all but the coast by the ids of its layers."""

    coast: Nearest
    """The nearest shore of the base map, from the sea or from land."""
    islands: Mapping[str, Nearest]
    """The nearest feature of each layer of islands or features."""
    lanes: Mapping[str, Nearest]
    """The nearest place of each lane."""
    bands: Mapping[str, Reach]
    """Distance from the origin of each range band, and which of its distances hold the place."""


def measure_course(line: LineString) -> Course:
    """Return the legs of a line in EPSG:4326; longitudes may run on beyond 180 degrees."""
    corners = shapely.get_coordinates(line)
    legs_km = measure_distances(corners[:-1], corners[1:])
    bearings = measure_bearings(corners[:-1], corners[1:])
    return Course(tuple(legs_km.tolist()), tuple(bearings.tolist()))


def measure_extent(outline: Polygon) -> Extent:
    """Return the area of an outline in EPSG:4326; longitudes may run on beyond 180 degrees.

    Raises
    ------
    DrawingError
        The outline crosses itself, encloses nothing, or runs around a pole.
    """
    followed = follow_outline(outline)
    corners = shapely.get_coordinates(outline.exterior)
    return Extent(measure_area(followed), float(measure_distances(corners[:-1], corners[1:]).sum()))


def follow_outline(outline: Polygon) -> Polygon:
    """Return an outline with edges that follow the geodesics between its corners; longitudes run on.

    Raises
    ------
    DrawingError
        As for `measure_extent`.
    """
    edge = shapely.get_coordinates(densify_line(outline.exterior, step_km=STEP_KM))
    if abs(edge[-1, 0] - edge[0, 0]) > 1:
        raise DrawingError(Message("The outline runs around a pole. Draw it in parts that do not."))
    edge[-1] = edge[0]
    followed = Polygon(edge)
    if not followed.is_valid or followed.area == 0:
        raise DrawingError(
            Message("The outline crosses itself or encloses nothing. Draw it without a crossing.")
        )
    return followed


def measure_pin(pack: Pack, place: Position) -> Pin:
    """Return how far a place is from the coast and from the islands, lanes and bands of a pack."""
    bands = {
        layer_id: measure_reach(place, read_band(data), read_origin(data.origin))
        for layer_id, data in select_data(pack.layers, BandData).items()
    }
    lanes = select_layers(pack.layers, LaneData)
    islands = [
        layer
        for layer in pack.layers
        if layer.group == "features" or (layer.group == "islands" and layer.get_data(DatasetData))
    ]
    return Pin(
        find_coast(place),
        {layer.id: _find_feature(pack, layer, place) for layer in islands},
        {layer.id: _find_feature(pack, layer, place) for layer in lanes},
        bands,
    )


def find_coast(place: Position) -> Nearest:
    """Return the nearest shore of the base map, as finely as it is drawn there.

    Where no small island is drawn, none is found: far from East Asia those below 3 square kilometres, in the
    open ocean those below 120.
    """
    moved = shapely.boundary(read_dataset(MOVED_ISLANDS).geometry.to_numpy())
    for datasets, reach_km in COASTS:
        coasts, bounds = _read_coasts(datasets)
        near = _clip_around([*coasts, *moved], place, reach_km)
        if not near:
            continue
        distance_km, nearest = measure_nearest(shapely.geometrycollections(near), place)
        if distance_km <= min(reach_km, _measure_margin(bounds, place)):
            return Nearest(distance_km, nearest)
    raise AssertionError("the coast of the world is within reach of every place")


@cache
def _read_coasts(datasets: tuple[str, ...]) -> tuple[tuple[BaseGeometry, ...], tuple[float, ...]]:
    """Return the coasts of data sets and their bounds in degrees."""
    frames = [read_dataset(dataset) for dataset in datasets]
    lines = [line for frame in frames for line in frame.geometry[frame["kind"] == "coast"]]
    bounds = np.array([frame.total_bounds for frame in frames])
    return tuple(lines), (*bounds[:, :2].min(axis=0).tolist(), *bounds[:, 2:].max(axis=0).tolist())


def _clip_around(lines: Iterable[BaseGeometry], place: Position, reach_km: float) -> list[BaseGeometry]:
    """Return what of some lines may lie within reach of a place, on either side of 180 degrees."""
    tall = reach_km / (KM_PER_DEGREE - 2)
    highest = min(abs(place.lat) + tall, 89.9)
    wide = min(tall / np.cos(np.radians(highest)), 180.0)
    boxes = [
        shapely.clip_by_rect(
            np.array(list(lines), dtype=object),
            place.lon - wide + turn,
            place.lat - tall,
            place.lon + wide + turn,
            place.lat + tall,
        )
        for turn in (-360, 0, 360)
    ]
    pieces = shapely.get_parts(np.concatenate(boxes))
    return list(pieces[~shapely.is_empty(pieces)])


def _measure_margin(bounds: tuple[float, ...], place: Position) -> float:
    """Return how far in km a place lies inside bounds in degrees, below 0 outside."""
    west, south, east, north = bounds
    sides = [place.lat - south, north - place.lat]
    if east - west < 360:  # noqa: PLR2004 - degrees
        narrow = np.cos(np.radians(place.lat))
        sides += [(place.lon - west) * narrow, (east - place.lon) * narrow]
    elif south <= -85:  # noqa: PLR2004 - the level of the whole world
        return np.inf
    return float(min(sides)) * (KM_PER_DEGREE - 2)


def _find_feature(pack: Pack, layer: Layer, place: Position) -> Nearest:
    frame = load_layer(pack, layer)
    rows = frame[frame["role"].isin(["area", "line", "point"])]
    found = [measure_nearest(shape, place) for shape in rows.geometry]
    best = int(np.argmin([distance_km for distance_km, _ in found]))
    return Nearest(*found[best], feature=str(rows["id"].iloc[best]))
