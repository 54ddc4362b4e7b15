"""Read untrusted GeoJSON: documents, and sequences with a feature a line."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas
import shapely
from pyproj import CRS

from geodata.errors import Message, UploadError
from geodata.uploads.formats import (
    check_features,
    decode_text,
    find_name,
    frame_records,
    label_feature,
    parse_json,
    shorten,
    tell_left_out,
)
from geodata.uploads.reference_systems import find_system

GEOMETRIES: Mapping[str, int] = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""Type of a geometry -> how deep its positions lie in lists."""
COLLECTION = "GeometryCollection"
SHAPES = frozenset((*GEOMETRIES, COLLECTION))
MOST_NESTED = 20
"""Deepest collections within collections."""
WGS84 = CRS.from_epsg(4326)
RECORD = "\x1e"
"""Begins each record of a sequence (RFC 8142)."""
LARGEST = 1e12
"""Beyond it a number is no coordinate, in degrees or metres."""
MAX_LISTS = 800_000
"""Most lists and objects: as many positions as can be shown, in the smallest shapes, have fewer."""
_AXES = 2


def read_geojson(name: str, content: bytes, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return the features of a GeoJSON document or of a sequence of them (RFC 7946, RFC 8142, one a line).

    Of a document only its features and the name of its reference system count. A feature whose geometry
    cannot be read is left out and told.

    Raises
    ------
    UploadError
        It is no GeoJSON, has too many features, or none whose geometry can be read.
    """
    text = decode_text(name, content)
    _check_lists(name, text)
    documents = _list_documents(name, text, notes)
    features = [feature for document in documents for feature in _list_features(name, document)]
    check_features(name, len(features))
    shapes, odd = _read_shapes(features)
    if odd:
        if len(odd) == len(features):
            raise UploadError(name, Message("No shape of the file can be read: {odd}.", odd=odd[0]))
        notes.append(tell_left_out("feature", "whose shape cannot be read", odd))
    kept = [number for number, shape in enumerate(shapes) if shape is not _ODD]
    return frame_records(
        name,
        [_get_properties(features[number]) for number in kept],
        [shapes[number] for number in kept],
        _find_system(documents, notes),
        numbers=[number + 1 for number in kept],
    )


def _check_lists(name: str, text: str) -> None:
    """Refuse a text of so many lists and objects that they would take hundreds of megabytes of memory."""
    count = text.count("[") + text.count("{")
    if count > MAX_LISTS:
        raise UploadError(
            name,
            Message(
                "The file has {count:,} lists and objects, of positions, shapes and features; at most "
                "{max_lists:,} are read. Simplify the shapes or keep fewer of them.",
                count=count,
                max_lists=MAX_LISTS,
            ),
        )


def _list_documents(name: str, text: str, notes: list[str]) -> list[Any]:
    """Return the one document of a text, or those of a sequence, which blanks, line ends or RS part."""
    try:
        return [parse_json(name, text)]
    except UploadError as error:
        documents, broken = _parse_sequence(text)
        if not documents or len(documents) + len(broken) < 2:  # noqa: PLR2004 - no sequence
            raise
        if len(broken) > len(documents) or not all(isinstance(one, dict) for one in documents):
            raise UploadError(
                name, Message("{problem} Nor is it a sequence with a feature a line.", problem=error.problem)
            ) from error
    if broken:
        notes.append(tell_left_out("line", "that cannot be read as JSON", broken))
    return documents


def _parse_sequence(text: str) -> tuple[list[Any], list[str]]:
    """Return the documents of a sequence, and the numbers of the lines that are none."""
    decoder = json.JSONDecoder(parse_constant=_refuse)
    if RECORD in text:
        return _parse_records(decoder, text)
    documents, broken = [], []
    for number, line in enumerate(re.split("\r\n|\n|\r", text), start=1):
        part = line.strip(" \t\ufeff")
        if not part:
            continue
        try:
            documents.append(decoder.decode(part))
        except (ValueError, RecursionError):
            broken.append(f"line {number:,}")
            if len(broken) > len(documents) + 1:
                break  # a document over many lines, and no sequence
    return documents, broken


def _parse_records(decoder: json.JSONDecoder, text: str) -> tuple[list[Any], list[str]]:
    """Return the documents of a sequence whose records RS begins, and the lines of those that are none."""
    documents, broken = [], []
    line = 1
    for record in text.split(RECORD):
        try:
            if record.strip():
                documents.append(decoder.decode(record.strip()))
        except (ValueError, RecursionError):
            broken.append(f"line {line:,}")
        line += record.count("\n")
    return documents, broken


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _list_features(name: str, document: object) -> list[Any]:
    """Return the features of a document, a bare geometry as one of them."""
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Topology":
        raise UploadError(name, Message("This is TopoJSON. Save the layer as GeoJSON."))
    if isinstance(document, dict) and isinstance(kind, str):
        if kind == "FeatureCollection" and isinstance(document.get("features"), list):
            features: list[Any] = document["features"]
            return features
        if kind in SHAPES:
            return [{"type": "Feature", "properties": {}, "geometry": document}]
        if kind == "Feature":
            return [document]
    problem = Message("Expected a GeoJSON object of type FeatureCollection, Feature or a geometry.")
    raise UploadError(name, problem)


_ODD = object()
"""Stands for the shape of a feature that cannot be read."""


def _read_shapes(features: Sequence[object]) -> tuple[list[Any], list[str]]:
    """Return the shape of each feature, and what is said of each that cannot be read."""
    odd = []
    shapes: list[Any] = []
    for number, feature in enumerate(features, start=1):
        try:
            shapes.append(read_geometry(_get_geometry(feature)))
        except GeometryFormatError as error:
            shapes.append(_ODD)
            odd.append(f"{label_feature('feature', number, find_name(_get_properties(feature)))}, {error}")
    return shapes, odd


class GeometryFormatError(ValueError):
    """A geometry that is not as GeoJSON has it; the text says why, in words that follow a comma."""


def _get_geometry(feature: object) -> object:
    if not isinstance(feature, dict) or feature.get("type", "Feature") != "Feature":
        raise GeometryFormatError(Message("not an object of type Feature"))
    return feature.get("geometry")


def _get_properties(feature: object) -> Mapping[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def read_geometry(geometry: object, *, depth: int = 0) -> shapely.Geometry | None:
    """Return a shape in two dimensions; None for no geometry. A ring that is open is closed.

    Raises
    ------
    GeometryFormatError
        It is none of the types of GeoJSON, or its coordinates are not as the type has them.
    """
    if geometry is None:
        return None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or not isinstance(kind, str) or kind not in SHAPES:
        raise GeometryFormatError(
            Message("no type of shape: {kind}", kind=shorten(json.dumps(kind)[:60]) if kind else "none")
        )
    if kind == COLLECTION:
        parts = geometry.get("geometries")
        if not isinstance(parts, list) or depth > MOST_NESTED:
            raise GeometryFormatError(Message("a collection without a list of geometries, or too deep"))
        read = [read_geometry(part, depth=depth + 1) for part in parts]
        return shapely.GeometryCollection([part for part in read if part is not None])
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list):
        raise GeometryFormatError(Message("a {kind} without a list of coordinates", kind=kind))
    plain = shapely.from_geojson(json.dumps({"type": kind, "coordinates": coordinates}), on_invalid="ignore")
    if plain is not None:
        return plain
    try:
        flat = _flatten(coordinates, GEOMETRIES[kind])
        closed = _close_rings(flat, GEOMETRIES[kind]) if kind.endswith("Polygon") else flat
        return shapely.from_geojson(json.dumps({"type": kind, "coordinates": closed}))
    except (shapely.errors.GEOSException, OverflowError) as error:
        raise GeometryFormatError(Message("a {kind} with too few positions", kind=kind)) from error


def _flatten(coordinates: Any, depth: int) -> list[Any]:  # noqa: ANN401 - nested lists
    """Return coordinates with positions of longitude and latitude alone."""
    if not isinstance(coordinates, list):
        raise GeometryFormatError(Message("coordinates that are not nested as its type has them"))
    if depth:
        return [_flatten(part, depth - 1) for part in coordinates]
    if not coordinates:
        return []
    position = coordinates[:_AXES]
    numbers = [part for part in position if type(part) in {int, float} and abs(part) <= LARGEST]
    if len(numbers) < _AXES:
        raise GeometryFormatError(
            Message(
                "a position that is not two finite numbers: {position}",
                position=shorten(json.dumps(position)[:80]),
            )
        )
    return position


def _close_rings(coordinates: list[Any], depth: int) -> list[Any]:
    if depth > 1:
        return [_close_rings(part, depth - 1) for part in coordinates]
    return (
        coordinates
        if not coordinates or coordinates[0] == coordinates[-1]
        else [*coordinates, coordinates[0]]
    )


def _find_system(documents: Sequence[object], notes: list[str]) -> CRS:
    """Return the reference system that the documents name; WGS 84, by the standard, where they name none.

    One that cannot be told from its name alone, such as a link, is never looked up elsewhere.
    """
    members = [one["crs"] for one in documents if isinstance(one, dict) and one.get("crs") is not None]
    if not members:
        return WGS84
    told = set(map(_tell_system, members))
    systems = [find_system(name) for name in told if name is not None]
    if len(told) == 1 and systems and systems[0] is not None:
        return systems[0]
    unknown = sorted(name for name in told if name is not None)
    what = f"“{shorten(unknown[0], 60)}”" if len(unknown) == 1 else "a link, or in no known way"
    notes.append(
        Message(
            "The file names its coordinates by {what}, which is not known here; they were taken as longitude "
            "and latitude (WGS 84).",
            what=what,
        )
    )
    return WGS84


def _tell_system(member: object) -> str | None:
    """Return the name of a `crs` member of type `name` or `EPSG`; None for a link and anything else."""
    properties = member.get("properties") if isinstance(member, dict) else None
    if not isinstance(member, dict) or not isinstance(properties, dict):
        return None
    kind = str(member.get("type")).lower()
    if kind == "name" and isinstance(properties.get("name"), str):
        return str(properties["name"])
    if kind == "epsg" and type(properties.get("code")) in {int, str}:
        return f"EPSG:{properties['code']}"
    return None
