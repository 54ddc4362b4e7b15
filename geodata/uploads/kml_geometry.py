"""Read the geometry of a KML placemark; an odd one costs only that one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.errors import Message, SeaBriefError
from geodata.uploads.formats import MAX_VERTICES, quote
from geodata.uploads.xml import Element

COLLECTIONS = frozenset({"MultiGeometry", "MultiTrack", "MultiPoint", "MultiLineString", "MultiPolygon"})
"""Elements that hold geometry; the last three are not of KML, but in files."""
MULTIPLE: Mapping[str, Callable[[Sequence[Any]], BaseGeometry]] = {
    "Point": shapely.MultiPoint,
    "LineString": shapely.MultiLineString,
    "Polygon": shapely.MultiPolygon,
}
MAX_PARTS = 50_000
"""Most geometries of a placemark."""
RING, PAIR, TRIPLE = 3, 2, 3
"""Fewest corners of an area; numbers of a position without and with a height."""

Positions = np.ndarray[Any, np.dtype[np.float64]]
"""Longitudes and latitudes in degrees, one position a row."""


class OddShapeError(SeaBriefError, ValueError):
    """A geometry that cannot be drawn; the text says why, in a few words."""


@dataclass
class Shape:
    """The geometry of a placemark."""

    geometry: BaseGeometry | None = None
    """In degrees, longitude first, without heights; None where there is none."""
    faults: list[str] = field(default_factory=list)
    """Why parts of it are missing, a few words each."""
    closed: int = 0
    """How many of its rings were not closed, and are now."""


def read_shape(placemark: Element) -> Shape:
    """Return the geometry of a placemark: all of it, where it has several."""
    shape = Shape()
    parts: list[BaseGeometry] = []
    for number, element in enumerate(_walk(placemark)):
        if number == MAX_PARTS:
            return Shape(faults=[f"more than {MAX_PARTS:,} shapes"])
        try:
            parts.extend(_READERS[element.tag](element, shape))
        except OddShapeError as error:
            shape.faults.append(str(error))
    shape.geometry = combine(parts)
    return shape


def combine(parts: Sequence[BaseGeometry]) -> BaseGeometry | None:
    """Return parts as one geometry; None of none."""
    if len(parts) < PAIR:
        return parts[0] if parts else None
    kinds = {part.geom_type for part in parts}
    return MULTIPLE[kinds.pop()](parts) if len(kinds) == 1 else shapely.GeometryCollection(parts)


def _walk(element: Element) -> Iterator[Element]:
    for child in element.children:
        if child.tag in COLLECTIONS:
            yield from _walk(child)
        elif child.tag in _READERS:
            yield child


def _read_point(element: Element, _shape: Shape) -> list[BaseGeometry]:
    return [shapely.Point(position) for position in _read_positions(element)[:1]]


def _read_line(element: Element, _shape: Shape) -> list[BaseGeometry]:
    return make_line(_read_positions(element))


def make_line(positions: Positions) -> list[BaseGeometry]:
    """Return a line through positions; no line of none.

    Raises
    ------
    OddShapeError
        All positions are the same.
    """
    if not len(positions):
        return []
    if (positions == positions[0]).all():
        raise OddShapeError(Message("a line of one point"))
    return [shapely.LineString(positions)]


def _read_ring(element: Element, shape: Shape) -> list[BaseGeometry]:
    positions = _read_positions(element)
    return [shapely.LineString(_close(positions, shape))] if len(positions) else []


def _read_polygon(element: Element, shape: Shape) -> list[BaseGeometry]:
    outlines, holes = (
        [ring for edge in element.find_all(edges) for ring in edge.find_all("LinearRing")]
        for edges in ("outerBoundaryIs", "innerBoundaryIs")
    )
    if not outlines:
        raise OddShapeError(Message("an area without an outline"))
    shells = [_close(positions, shape) for ring in outlines if len(positions := _read_positions(ring))]
    cut = [hole for ring in holes if (hole := _read_hole(ring, shape)) is not None] if shells else []
    return [shapely.Polygon(shell, () if number else cut) for number, shell in enumerate(shells)]


def _read_hole(ring: Element, shape: Shape) -> Positions | None:
    try:
        positions = _read_positions(ring)
        return _close(positions, shape) if len(positions) else None
    except OddShapeError as error:
        shape.faults.append(f"{error} (a hole)")
        return None


def _close(positions: Positions, shape: Shape) -> Positions:
    if len(np.unique(positions @ (1, 1j))) < RING:
        raise OddShapeError(Message("a ring of fewer than 3 points"))
    if (positions[0] == positions[-1]).all():
        return positions
    shape.closed += 1
    return np.concatenate([positions, positions[:1]])


def _read_track(element: Element, _shape: Shape) -> list[BaseGeometry]:
    """Return the line of a track, whose positions have blanks in them; moments without one are left out."""
    moments = [coord.text.split() for coord in element.find_all("coord")]
    rows = [_read_numbers(moment[:2], " ".join(moment)) for moment in moments if moment]
    if len(rows) == 1:
        return [shapely.Point(rows[0])]
    return make_line(np.array(rows, dtype=float).reshape(-1, 2))


def _read_model(element: Element, _shape: Shape) -> list[BaseGeometry]:
    location = [element.read_text("Location", axis) for axis in ("longitude", "latitude")]
    return [shapely.Point(_read_numbers(location, ", ".join(location)))] if any(location) else []


def _read_positions(element: Element) -> Positions:
    return read_positions(" ".join(part.text for part in element.find_all("coordinates")))


def read_positions(text: str) -> Positions:
    """Return the positions of a text such as `124.5,26.5,0 125,27`.

    Heights may be missing, and there may be blanks after commas and commas after positions.

    Raises
    ------
    OddShapeError
        It holds something else.
    """
    words = text.split(None, TRIPLE * MAX_VERTICES)
    if len(words) > TRIPLE * MAX_VERTICES:
        raise OddShapeError(Message("more than {max_vertices:,} points", max_vertices=MAX_VERTICES))
    parts = [word.rstrip(",").split(",") for word in words if word.strip(",")]
    if not {len(part) for part in parts} <= {PAIR, TRIPLE}:
        joined = " ".join(words).replace(" ,", ",").replace(", ", ",")
        parts = [word.rstrip(",").split(",") for word in joined.split()]
    rows = [_read_numbers(part[:2], ",".join(part), count=len(part)) for part in parts]
    return np.array(rows, dtype=float).reshape(-1, 2)


def _read_numbers(words: list[str], whole: str, *, count: int = PAIR) -> tuple[float, float]:
    try:
        lon, lat = map(float, words)
    except ValueError:
        lon = lat = np.nan
    if not (np.isfinite(lon) and np.isfinite(lat) and PAIR <= count <= TRIPLE):
        raise OddShapeError(Message("{whole} is no position", whole=quote(whole)))
    return lon, lat


_READERS = {
    "Point": _read_point,
    "LineString": _read_line,
    "LinearRing": _read_ring,
    "Polygon": _read_polygon,
    "Track": _read_track,
    "Model": _read_model,
}
