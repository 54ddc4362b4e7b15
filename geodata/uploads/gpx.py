"""Read untrusted GPX: waypoints, routes and tracks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import geopandas
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.errors import Message, UploadError, join_messages
from geodata.uploads.formats import check_features, check_vertices, list_some, quote
from geodata.uploads.kml_geometry import combine
from geodata.uploads.xml import Dialect, Element, read_xml

KINDS = {"wpt": "waypoint", "rte": "route", "trk": "track"}
"""Element -> what its feature is called."""
POINTS = frozenset({"wpt", "rtept", "trkpt"})
TEXTS = {"description": "desc", "comment": "cmt", "symbol": "sym", "type": "type", "source": "src"}
"""Column -> element of a feature that holds it."""
GPX = Dialect(
    "GPX",
    roots=frozenset({"gpx"}),
    skipped=frozenset({"metadata", "extensions", "link", "author"}),
    verbatim=frozenset({"name", *TEXTS.values()}),
)
MAX_DEGREES = {"lon": 360.0, "lat": 90.0}

Positions = list[tuple[float, float]]
"""Longitudes and latitudes in degrees."""


@dataclass(frozen=True)
class Feature:
    """A waypoint, route or track."""

    kind: str
    name: str
    texts: Mapping[str, str]
    """Other columns, those that it has."""
    geometry: BaseGeometry | None
    """In degrees, longitude first; None where it has no points."""


@dataclass
class Reading:
    """What was read so far from a file."""

    name: str
    features: list[Feature] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    """What is left out, for the user."""
    vertices: int = 0
    segments: list[Positions] = field(default_factory=lambda: [[]])
    """Of the feature that is being read; the last one is still open."""
    times: list[str] = field(default_factory=list)
    """When its points were passed, in their order, where they say so."""

    def take(self, element: Element, ancestors: Sequence[Element]) -> bool:
        """Take an element that has ended; of points only position and time are kept."""
        if element.tag in POINTS:
            self._add_point(element, ancestors)
        elif element.tag == "trkseg":
            self.segments.append([])
        if element.tag in KINDS:
            self._add_feature(element)
        return element.tag in POINTS or element.tag in KINDS or element.tag == "trkseg"

    def _add_point(self, element: Element, ancestors: Sequence[Element]) -> None:
        if time := element.read_text("time"):
            self.times.append(time)
        try:
            lon, lat = (_read_degrees(element, axis) for axis in MAX_DEGREES)
        except ValueError as error:
            feature = element if element.tag in KINDS else ancestors[min(1, len(ancestors) - 1)]
            self.odd.append(f"{self._title(feature)} ({error})")
            return
        self.segments[-1].append((lon, lat))
        self.vertices += 1
        check_features(self.name, len(self.features))
        check_vertices(self.name, self.vertices)

    def _title(self, feature: Element) -> str:
        kind = KINDS.get(feature.tag, "point")
        number = sum(kind == other.kind for other in self.features) + 1
        return quote(feature.read_text("name") or f"{kind} {number}")

    def _add_feature(self, element: Element) -> None:
        lines = [np.array(positions) for positions in self.segments if positions]
        whole = [line for line in lines if (line != line[0]).any()]
        parts: list[BaseGeometry] = [shapely.LineString(line) for line in whole]
        parts = parts or [shapely.Point(line[0]) for line in lines[:1]]
        if len(whole) < len(lines) > 1:
            self.odd.append(f"{self._title(element)} (segments of one point: {len(lines) - len(whole)})")
        texts = {column: text for column, tag in TEXTS.items() if (text := element.read_text(tag))}
        if self.times:
            known = ("time",) if element.tag == "wpt" else ("begin", "end")
            texts |= dict(zip(known, (self.times[0], self.times[-1]), strict=False))
        named = element.read_text("name")
        if parts or element.tag != "wpt":
            self.features.append(Feature(KINDS[element.tag], named, texts, combine(parts)))
        self.segments, self.times = [[]], []
        check_features(self.name, len(self.features))
        check_vertices(self.name, self.vertices)


def _read_degrees(point: Element, axis: str) -> float:
    """Return a coordinate of a point; a ValueError says in a few words that it has none."""
    text = point.attributes.get(axis, "")
    try:
        degrees = float(text)
    except ValueError:
        degrees = np.nan
    if not abs(degrees) <= MAX_DEGREES[axis]:
        raise ValueError(f"a point with {axis} {quote(text)}")
    return degrees


def read_gpx(name: str, content: bytes, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return the waypoints, routes and tracks of a GPX file as points and lines in EPSG:4326.

    Its columns are those that the file has: name, kind where there are several, texts, and the time of a
    waypoint or the first and the last time of a route or track. Heights and extensions are not read.

    Raises
    ------
    UploadError
        It cannot be read, or nothing in it can be drawn; the text says why.
    """
    reading = Reading(name)
    read_xml(name, content, GPX, reading.take)
    told = (
        [Message("Left out, because it cannot be drawn: {odd}.", odd=list_some(reading.odd))]
        if reading.odd
        else []
    )
    drawn = [feature for feature in reading.features if feature.geometry is not None]
    if not drawn:
        raise UploadError(
            name,
            join_messages(" ", [Message("The file holds no waypoint, route or track with points."), *told]),
        )
    notes.extend(told)
    if empty := [
        quote(feature.name or feature.kind) for feature in reading.features if feature.geometry is None
    ]:
        notes.append(f"Without points: {list_some(empty)}.")
    return _make_frame(drawn)


def _make_frame(features: Sequence[Feature]) -> geopandas.GeoDataFrame:
    kinds = [feature.kind for feature in features]
    columns = {"name": [feature.name for feature in features], "kind": kinds if len(set(kinds)) > 1 else []}
    for column in (*TEXTS, "time", "begin", "end"):
        columns[column] = [feature.texts.get(column, "") for feature in features]
    kept = pd.DataFrame({column: cells for column, cells in columns.items() if any(cells)})
    geometry = [feature.geometry for feature in features]
    return geopandas.GeoDataFrame(kept, geometry=geometry, crs="EPSG:4326")
