"""Read and check the GeoJSON files of a pack."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.errors import Message, PackError
from geodata.geometry.antimeridian import FURTHEST_LON, run_on, split_at_antimeridian
from geodata.geometry.crossings import count_near_edges
from geodata.records.feature_tables import LIMITS
from geodata.records.files import ID, check_unique, read_text

GEOMETRIES: Mapping[str, Mapping[str, int]] = {
    "lines": {"LineString": 1, "MultiLineString": 2},
    "shapes": {"Polygon": 2, "MultiPolygon": 3},
}
"""GeoJSON geometry types that a layer of each kind may hold, with the depth of their lists of positions."""
COORDINATE_SYSTEMS = re.compile(r"(?i)(urn:ogc:def:crs:)?(OGC:(1\.3)?:?CRS84|EPSG::?4326)")
"""Names of the one coordinate reference system of GeoJSON, as old programs still write them."""

MAX_NEAR_EDGES = 30_000_000
"""Most pairs of edges of a shape that may meet, by their boxes; a file may hold some sixty such shapes."""
_AXES = 2


def read_outlines(folder: Path, file: str, *, kind: str) -> dict[str, BaseGeometry]:
    """Return the shapes of a GeoJSON file by the ids of their features.

    Areas lie between -180 and 180 degrees, cut where they cross 180; the longitudes of lines run on.

    Raises
    ------
    PackError
        The file is missing, outside the pack or no GeoJSON feature collection, a feature has no
        `id` property, the wrong geometry for its kind, or a position off the globe.
    """
    text = read_text(folder, file)
    try:
        collection = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise PackError(file, "", "", Message("This is not valid JSON: {fault}.", fault=error)) from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features:
        raise PackError(
            file, "", "features", Message("Expected a GeoJSON FeatureCollection with a feature or more.")
        )
    _check_system(file, collection)
    read = [_read_outline(file, number, feature, kind) for number, feature in enumerate(features, start=1)]
    check_unique(file, "feature", [feature_id for feature_id, _ in read])
    return dict(read)


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


def _read_outline(file: str, number: int, feature: object, kind: str) -> tuple[str, BaseGeometry]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    feature_id = properties.get("id") if isinstance(properties, dict) else None
    if not isinstance(feature, dict) or not isinstance(feature_id, str) or not ID.fullmatch(feature_id):
        problem = Message("Expected lower-case letters, digits and hyphens.")
        raise PackError(file, Message("feature {number}", number=number), "properties.id", problem)
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or str(geometry.get("type")) not in GEOMETRIES[kind]:
        problem = Message("Expected {kinds}.", kinds=" or ".join(sorted(GEOMETRIES[kind])))
        raise PackError(
            file, Message("feature {feature_id}", feature_id=feature_id), "geometry.type", problem
        )
    positions = _list_positions(geometry.get("coordinates"), GEOMETRIES[kind][geometry["type"]])
    if not all(map(_is_on_globe, positions)):
        problem = Message(
            "Expected positions of longitude -180 to 180 (or turns of it) and latitude -90 to 90."
        )
        raise PackError(
            file, Message("feature {feature_id}", feature_id=feature_id), "geometry.coordinates", problem
        )
    return feature_id, _read_shape(file, feature_id, geometry)


def _check_system(file: str, collection: Mapping[str, object]) -> None:
    system = collection.get("crs")
    properties = system.get("properties") if isinstance(system, dict) else system
    named = properties.get("name") if isinstance(properties, dict) else properties
    if system is not None and not (isinstance(named, str) and COORDINATE_SYSTEMS.fullmatch(named)):
        problem = Message(
            "Expected longitude and latitude (save it in EPSG:4326), found {named!r}.", named=str(named)[:60]
        )
        raise PackError(file, "", "crs", problem)


def _read_shape(file: str, feature_id: str, geometry: Mapping[str, object]) -> BaseGeometry:
    try:
        shape = run_on(shapely.force_2d(shapely.from_geojson(json.dumps(geometry))))
    except shapely.errors.GEOSException as error:
        raise PackError(
            file,
            Message("feature {feature_id}", feature_id=feature_id),
            "geometry.coordinates",
            Message("{fault}.", fault=error),
        ) from error
    if count_near_edges(shape) > MAX_NEAR_EDGES:
        problem = Message("Its edges lie so much across each other that they cannot be checked.")
        raise PackError(
            file, Message("feature {feature_id}", feature_id=feature_id), "geometry.coordinates", problem
        )
    if not shape.is_valid:
        problem = Message("The shape is not valid: {shape}.", shape=shapely.is_valid_reason(shape))
        raise PackError(
            file, Message("feature {feature_id}", feature_id=feature_id), "geometry.coordinates", problem
        )
    return split_at_antimeridian(shape) if shapely.get_dimensions(shape) > 1 else shape


def _list_positions(coordinates: object, depth: int) -> Iterator[object]:
    if not depth or not isinstance(coordinates, list) or not coordinates:
        yield coordinates
        return
    for part in coordinates:
        yield from _list_positions(part, depth - 1)


def _is_on_globe(position: object) -> bool:
    if not isinstance(position, list) or len(position) < _AXES:
        return False
    if not all(isinstance(part, (int, float)) and not isinstance(part, bool) for part in position):
        return False
    return bool(abs(position[0]) <= FURTHEST_LON and abs(position[1]) <= LIMITS["lat"])
