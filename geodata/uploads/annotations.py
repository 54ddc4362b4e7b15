"""Annotations of a presenter as GeoJSON: notes, arrows, pin, course, area."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.errors import Message, UploadError
from geodata.geometry.geodesy import Position
from geodata.text.characters import INVISIBLE
from geodata.uploads.formats import decode_text, parse_json

MARKER = "seabrief_annotations"
"""Member of the document that tells it from any other GeoJSON; its value is the version of the format."""
VERSION = 1
MOST_ANNOTATIONS = 100
MOST_PLACES = 100
"""Most places of an annotation."""
MOST_TEXT = 120
"""Characters of a note."""
MOST_BYTES = 500_000
HIGHEST_LAT, WEST, EAST = 85.0, -180.0, 360.0
"""Bounds of a place in degrees; beyond 180 east of the date line, as on the map."""
DECIMALS = 4
"""Of the degrees: 11 m."""
NOTE, ARROW, PIN, COURSE, AREA = "note", "arrow", "pin", "course", "area"


@dataclass(frozen=True)
class Shape:
    """What an annotation of a kind consists of."""

    geometry: str
    """Type of its GeoJSON geometry."""
    least: int
    """Least number of places."""
    most: int
    """Greatest number of places."""


SHAPES: Mapping[str, Shape] = {
    NOTE: Shape("Point", 1, 1),
    ARROW: Shape("LineString", 2, 2),
    PIN: Shape("Point", 1, 1),
    COURSE: Shape("LineString", 2, MOST_PLACES),
    AREA: Shape("Polygon", 3, MOST_PLACES),
}
"""Kind of an annotation -> its shape."""


@dataclass(frozen=True)
class Annotation:
    """One thing that a presenter put on the map."""

    kind: str
    """Key of `SHAPES`."""
    places: tuple[Position, ...]
    """Where it is: the place of a note, tail and tip of an arrow, the corners of an area, none twice."""
    text: str = ""
    """What it says; a note always says something."""


def clean_note(text: str) -> str:
    """Return a text as one line of at most `MOST_TEXT` characters, none invisible or half of one."""
    seen = re.sub(f"[{INVISIBLE}]", "", text)
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+", " ", seen).strip()[:MOST_TEXT]


def round_place(place: Position) -> Position:
    """Return a place as exactly as it is kept."""
    return Position(round(place.lat, DECIMALS), round(place.lon, DECIMALS))


def write_annotations(annotations: Iterable[Annotation]) -> str:
    """Return annotations as a GeoJSON document that `read_annotations` reads."""
    features = [
        {
            "type": "Feature",
            "properties": {"kind": one.kind, "text": one.text},
            "geometry": {"type": SHAPES[one.kind].geometry, "coordinates": _write_places(one)},
        }
        for one in annotations
    ]
    document = {"type": "FeatureCollection", MARKER: VERSION, "features": features}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _write_places(annotation: Annotation) -> Any:  # noqa: ANN401 - nested as deep as GeoJSON wants
    pairs = [[place.lon, place.lat] for place in map(round_place, annotation.places)]
    geometry = SHAPES[annotation.kind].geometry
    return {"Point": pairs[0], "LineString": pairs, "Polygon": [[*pairs, pairs[0]]]}[geometry]


def is_annotations(content: bytes) -> bool:
    """Tell whether a file says that it holds annotations."""
    return f'"{MARKER}"'.encode() in content[:1000]


def read_annotations(name: str, content: bytes) -> tuple[Annotation, ...]:
    """Return the annotations of a file.

    Raises
    ------
    UploadError
        It is no file of annotations, or one of them is not as it has to be; the text says which and how.
    """
    if not content:
        raise UploadError(name, Message("The file is empty."))
    if len(content) > MOST_BYTES:
        problem = Message(
            "The file has {count:,.1f} MB; notes and arrows take at most", count=len(content) / 1e6
        )
        raise UploadError(
            name, Message("{problem} {most_bytes:g} MB.", problem=problem, most_bytes=MOST_BYTES / 1e6)
        )
    document = parse_json(name, decode_text(name, content))
    if not isinstance(document, dict) or MARKER not in document:
        problem = Message("This is no file of notes and arrows: it has no member")
        raise UploadError(
            name,
            Message("{problem} {marker!r}. Load one that was saved here.", problem=problem, marker=MARKER),
        )
    if document[MARKER] != VERSION:
        raise UploadError(
            name,
            Message(
                "{marker}: expected version {version}, found {document}.",
                marker=MARKER,
                version=VERSION,
                document=_quote(document[MARKER]),
            ),
        )
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise UploadError(name, Message("features: expected a list with at least one note or arrow."))
    if len(features) > MOST_ANNOTATIONS:
        raise UploadError(
            name,
            Message(
                "features: {count:,} are too many; at most {most_annotations} are read.",
                count=len(features),
                most_annotations=MOST_ANNOTATIONS,
            ),
        )
    return tuple(_read_feature(name, number, feature) for number, feature in enumerate(features, start=1))


def _read_feature(name: str, number: int, feature: object) -> Annotation:
    def refuse(field: str, expected: str, found: object) -> UploadError:
        return UploadError(
            name,
            Message(
                "Feature {number}, {field}: expected {expected}, found {found}.",
                number=number,
                field=field,
                expected=expected,
                found=_quote(found),
            ),
        )

    members = feature if isinstance(feature, dict) else {}
    properties, geometry = (_get_object(members, field) for field in ("properties", "geometry"))
    kind, text = properties.get("kind"), properties.get("text") or ""
    if not isinstance(kind, str) or kind not in SHAPES:
        raise refuse("kind", f"one of {', '.join(SHAPES)}", kind)
    if not isinstance(text, str) or len(text) > MOST_TEXT:
        raise refuse("text", f"a text of at most {MOST_TEXT} characters", text)
    text = clean_note(text)
    if kind == NOTE and not text:
        raise refuse("text", "what the note says", text)
    shape = SHAPES[kind]
    if geometry.get("type") != shape.geometry:
        raise refuse("geometry", f"a {shape.geometry} for a {kind}", geometry.get("type"))
    places = _read_places(geometry)
    if places is None:
        expected = f"longitudes from {WEST:g} to {EAST:g}, latitudes from {-HIGHEST_LAT:g} to {HIGHEST_LAT:g}"
        raise refuse("coordinates", expected, geometry.get("coordinates"))
    distinct = len(set(places)) if kind == ARROW else len(places)
    if distinct < shape.least or len(places) > shape.most:
        found = distinct if distinct < shape.least else len(places)
        raise refuse("coordinates", f"{shape.least} to {shape.most} places", found)
    return Annotation(kind, places, text)


def _get_object(members: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    found = members.get(field)
    return found if isinstance(found, dict) else {}


def _read_places(geometry: Mapping[str, Any]) -> tuple[Position, ...] | None:
    """Return the places of a geometry, a ring without its last; None where they are not as expected."""
    found: Any = geometry.get("coordinates")
    if geometry["type"] == "Point":
        found = [found]
    elif geometry["type"] == "Polygon":
        if not isinstance(found, list) or len(found) != 1 or not isinstance(found[0], list):
            return None
        [ring] = found
        found = ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring
    if not isinstance(found, list) or not all(map(_is_place, found)):
        return None
    return tuple(round_place(Position(float(lat), float(lon))) for lon, lat, *_ in found)


def _is_place(pair: object) -> bool:
    if not isinstance(pair, list) or not 2 <= len(pair) <= 3:  # noqa: PLR2004 - GeoJSON allows a height
        return False
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in pair):
        return False
    lon, lat, *_ = pair
    return bool(WEST <= lon <= EAST and abs(lat) <= HIGHEST_LAT)


def _quote(found: object) -> str:
    """Return what was found in a few characters; of a list or an object, which may be deep, only that."""
    if isinstance(found, list | dict):
        return "a list" if isinstance(found, list) else "an object"
    told = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace").decode()
    return told if len(told) <= MOST_TEXT else f"{told[:MOST_TEXT]} …"
