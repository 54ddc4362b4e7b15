"""Measure and draw on the WGS84 ellipsoid; longitudes and latitudes in degrees, lengths in kilometres."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Geod, Transformer
from shapely.affinity import translate
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geodata.errors import Message

Floats = NDArray[np.float64]

GEOD = Geod(ellps="WGS84")
"""The ellipsoid of EPSG:4326."""
KM_PER_DEGREE = 111.7
"""Longest degree of latitude on WGS84 (at the poles): a bound that turns kilometres into degrees safely."""
HALF_TURN, TURN = 180.0, 360.0
MAX_RADIUS_KM = 10_000.0
"""Below a quarter of a meridian (10,002 km), so that a ring never holds both poles."""
RING_TOLERANCE = 0.0005
"""Share of its radius by which a drawn ring may miss it."""


@dataclass(frozen=True)
class Position:
    """A place on the ellipsoid."""

    lat: float
    """Latitude in degrees, north positive."""
    lon: float
    """Longitude in degrees, east positive."""


def measure_distance(start: Position, end: Position) -> float:
    """Return the geodesic distance between two places in km (Karney 2013, by PROJ)."""
    return float(GEOD.inv(start.lon, start.lat, end.lon, end.lat)[2]) / 1000


def measure_distances(starts: Floats, ends: Floats) -> Floats:
    """Return the geodesic distances in km between two arrays of longitudes and latitudes, shape (n, 2)."""
    metres = GEOD.inv(starts[:, 0], starts[:, 1], ends[:, 0], ends[:, 1])[2]
    return np.asarray(metres, dtype=np.float64) / 1000


def measure_bearings(starts: Floats, ends: Floats) -> Floats:
    """Return the azimuths, 0 to 360 degrees, in which geodesics leave their starts; shape (n, 2) as above."""
    azimuths = GEOD.inv(starts[:, 0], starts[:, 1], ends[:, 0], ends[:, 1])[0]
    return np.asarray(azimuths, dtype=np.float64) % 360


def measure_length(line: BaseGeometry) -> float:
    """Return the length of a line or of several in km; each edge is taken as a geodesic."""
    return float(GEOD.geometry_length(line)) / 1000


def measure_area(polygon: Polygon | MultiPolygon) -> float:
    """Return the area in km2; edges are straight in longitude and latitude, as a map draws them."""
    parts = shapely.get_parts(shapely.segmentize(polygon, 0.25))
    return sum(abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(part))[0]) for part in parts) / 1e6


def densify_line(line: LineString, *, step_km: float) -> LineString:
    """Return a line with continuous longitudes and geodesic points at most `step_km` apart.

    The vertices of `line` are kept.
    """
    corners = shapely.get_coordinates(line)
    pieces = [corners[:1]]
    for start, end in pairwise(corners):
        distance_km = GEOD.inv(*start, *end)[2] / 1000
        count = max(int(np.ceil(distance_km / step_km)), 1)
        between = GEOD.npts(start[0], start[1], end[0], end[1], count - 1) if count > 1 else []
        pieces.append(np.array([*between, tuple(end)]))
    coordinates = np.vstack(pieces)
    coordinates[:, 0] = np.unwrap(coordinates[:, 0], period=360)
    return LineString(coordinates)


def draw_ring(centre: Position, radius_km: float, *, points: int = 360) -> Polygon | MultiPolygon:
    """Draw the area within a distance of a place.

    The drawn edge, straight between its vertices in longitude and latitude, keeps to `RING_TOLERANCE` of
    the radius: vertices are added to the `points` given where that takes more. An area across 180 degrees
    comes in parts; one that holds a pole runs up to it.

    Raises
    ------
    ValueError
        The radius is not between 0 and `MAX_RADIUS_KM`, or the ring runs through a pole.
    """
    if not 0 < radius_km <= MAX_RADIUS_KM:
        message = Message(
            "A ring needs a radius above 0 and up to {max_radius_km:,.0f} km, not {radius_km:,.1f} km.",
            max_radius_km=MAX_RADIUS_KM,
            radius_km=radius_km,
        )
        raise ValueError(message)
    edge = _trace_ring(centre, radius_km, points)
    turns = round((edge[-1, 0] - edge[0, 0]) / 360)
    edge[-1] = edge[0] + (360.0 * turns, 0.0)  # exactly: overlays go wrong where a ring barely misses itself
    pole = next(
        (lat for lat in (90.0, -90.0) if measure_distance(centre, Position(lat, centre.lon)) < radius_km),
        None,
    )
    if (pole is None) != (turns == 0):
        message = Message(
            "A ring of {radius_km:,.1f} km around {centre} runs through a pole and cannot be drawn.",
            radius_km=radius_km,
            centre=centre,
        )
        raise ValueError(message)
    if pole is None:
        return keep_area(cut_into_world(Polygon(edge)))
    return close_over_pole(edge, pole)


def close_over_pole(edge: Floats, pole: float) -> Polygon | MultiPolygon:
    """Return the area between an edge that goes once round the earth and a pole, within one world.

    Parameters
    ----------
    edge
        Shape (n, 2), with continuous longitudes; the last is a turn from the first.
    pole
        Its latitude, 90 or -90.
    """
    turn = (edge[-1, 0] - edge[0, 0], 0.0)
    middle = TURN * np.round((edge[0, 0] + turn[0] / 2) / TURN)
    thrice = np.vstack([edge[:-1] - turn, edge, edge[1:] + turn]) - (middle, 0.0)
    around: BaseGeometry = Polygon([*thrice, (thrice[-1, 0], pole), (thrice[0, 0], pole)])
    if not around.is_valid:
        around = shapely.make_valid(around, method="structure", keep_collapsed=False)
    return keep_area(around.intersection(box(-HALF_TURN, -90, HALF_TURN, 90)))


def keep_area(geometry: BaseGeometry) -> Polygon | MultiPolygon:
    """Return a geometry that is known to be an area, typed as one."""
    if not isinstance(geometry, Polygon | MultiPolygon):
        message = Message("Expected an area, got a {geom_type}.", geom_type=geometry.geom_type)
        raise TypeError(message)
    return geometry


def _trace_ring(centre: Position, radius_km: float, points: int) -> Floats:
    """Return the closed edge, shape (n, 2), with continuous longitudes and as many points as it takes."""
    azimuths = np.linspace(0.0, 360.0, points + 1)
    while True:
        edge = _place_around(centre, azimuths, radius_km)
        edge[:, 0] = np.unwrap(edge[:, 0], period=360)
        coarse = np.zeros(len(edge) - 1, dtype=bool)
        for share in (0.25, 0.5, 0.75):
            between = edge[:-1] * (1 - share) + edge[1:] * share
            origins = np.broadcast_to((centre.lon, centre.lat), between.shape)
            coarse |= np.abs(measure_distances(origins, between) - radius_km) > RING_TOLERANCE * radius_km
        coarse &= np.diff(azimuths) > 1e-6  # noqa: PLR2004 - a tenth of a metre on the largest ring
        if not coarse.any():
            return edge
        azimuths = np.sort(np.concatenate([azimuths, ((azimuths[:-1] + azimuths[1:]) / 2)[coarse]]))


def place_beside(line: LineString, offsets_km: Floats) -> Floats:
    """Return the places at distances to the right of the vertices of a line, left where negative.

    Parameters
    ----------
    line
        At least two vertices in EPSG:4326.
    offsets_km
        Shape (n,), one for each vertex.

    Returns
    -------
    Floats
        Longitudes, running on as those of the line, and latitudes; shape (n, 2).
    """
    vertices = shapely.get_coordinates(line)
    bearings = measure_bearings(vertices[:-1], vertices[1:])
    bearings = np.append(bearings, bearings[-1])
    lons, lats, _ = GEOD.fwd(vertices[:, 0], vertices[:, 1], bearings + 90, offsets_km * 1000)
    near = vertices[:, 0] + (np.asarray(lons) - vertices[:, 0] + 180) % 360 - 180
    return np.column_stack([near, lats])


def _place_around(centre: Position, azimuths: Floats, radius_km: float) -> Floats:
    count = len(azimuths)
    lons, lats, _ = GEOD.fwd(
        np.full(count, centre.lon), np.full(count, centre.lat), azimuths, np.full(count, radius_km * 1000)
    )
    return np.column_stack([lons, lats])


def measure_nearest(geometry: BaseGeometry, position: Position) -> tuple[float, Position]:
    """Return the distance in km to the nearest point of a geometry, and that point.

    Distances from the centre of an azimuthal equidistant projection are true, so the nearest point is found
    on a plane around `position`.

    Raises
    ------
    ValueError
        The geometry is empty.
    """
    if geometry.is_empty:
        raise ValueError("An empty geometry has no nearest point.")
    here = Point(position.lon, position.lat)
    if shapely.intersects(geometry, here):
        return 0.0, position
    edges = geometry.boundary if isinstance(geometry, Polygon | MultiPolygon) else geometry
    plane = CRS.from_proj4(f"+proj=aeqd +lat_0={position.lat} +lon_0={position.lon} +datum=WGS84 +units=m")
    forward = Transformer.from_crs("EPSG:4326", plane, always_xy=True)
    flat = shapely.transform(
        shapely.segmentize(edges, 0.1), lambda points: np.column_stack(forward.transform(*points.T))
    )
    x, y = shapely.get_coordinates(shapely.shortest_line(flat, Point(0, 0)))[0]
    lon, lat = forward.transform(x, y, direction="INVERSE")
    nearest = Position(lat, lon)
    return measure_distance(position, nearest), nearest


def unwrap(line: LineString | MultiLineString) -> LineString | MultiLineString:
    """Return lines whose longitudes run on beyond 180 degrees instead of jumping.

    Parts of a line that was split at 180 degrees come to lie side by side.
    """
    parts: list[Floats] = []
    for part in shapely.get_parts(line):
        coordinates = shapely.get_coordinates(part)
        coordinates[:, 0] = np.unwrap(coordinates[:, 0], period=360)
        if parts:
            coordinates[:, 0] -= 360 * np.round((coordinates[0, 0] - parts[-1][-1, 0]) / 360)
        parts.append(coordinates)
    lines = [LineString(coordinates) for coordinates in parts]
    return lines[0] if isinstance(line, LineString) else MultiLineString(lines)


def cut_into_world(geometry: BaseGeometry) -> BaseGeometry:
    """Cut a geometry with continuous longitudes at each 180 degrees and lay the parts into one world.

    Parts of a collection are cut each by itself; of what touches 180 alone, no edge or corner stays.
    """
    west, _, east, _ = geometry.bounds if not geometry.is_empty else (0.0, 0.0, 0.0, 0.0)
    if west >= -HALF_TURN and east <= HALF_TURN:
        return geometry
    parts = [piece for part in list_parts(geometry) for piece in _cut_part(part)]
    areas = [part for part in parts if isinstance(part, Polygon)]
    others = [part for part in parts if not isinstance(part, Polygon)]
    return gather([*(list_parts(shapely.union_all(areas)) if areas else []), *others])


def list_parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the points, lines and polygons of a geometry, those of nested collections too; no empty ones."""
    parts = shapely.get_parts(geometry)
    return [
        one
        for part in parts
        for one in (list_parts(part) if hasattr(part, "geoms") else [part])
        if not one.is_empty
    ]


def gather(parts: list[BaseGeometry]) -> BaseGeometry:
    """Return points, lines and polygons as one geometry, a collection where they are of several kinds."""
    if len(parts) == 1:
        return parts[0]
    dimensions = {int(shapely.get_dimensions(part)) for part in parts}
    several: tuple[Any, ...] = (shapely.MultiPoint, MultiLineString, MultiPolygon)
    make = several[dimensions.pop()] if len(dimensions) == 1 else shapely.GeometryCollection
    made: BaseGeometry = make(parts)
    return made


def _cut_part(part: BaseGeometry) -> list[BaseGeometry]:
    """Return the pieces of a point, line or polygon in the world, none of them of a lower dimension."""
    west, _, east, _ = part.bounds
    first = int(np.floor((west + HALF_TURN) / TURN))
    turns = range(first, max(first, int(np.ceil((east - HALF_TURN) / TURN))) + 1)
    if len(turns) == 1:
        return [translate(part, xoff=-TURN * first) if first else part]
    pieces = [
        translate(piece, xoff=-TURN * turn)
        for turn in turns
        for piece in shapely.get_parts(
            part.intersection(box(TURN * turn - HALF_TURN, -90, TURN * turn + HALF_TURN, 90))
        )
    ]
    return [piece for piece in pieces if shapely.get_dimensions(piece) == shapely.get_dimensions(part)]
