"""Geodesic buffers of points, lines and areas."""

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.geometry.geodesy import (
    GEOD,
    KM_PER_DEGREE,
    MAX_RADIUS_KM,
    Floats,
    Position,
    cut_into_world,
    densify_line,
    draw_ring,
    keep_area,
    measure_distances,
)

POINT_TOLERANCE = 0.001
"""Share of the distance by which an edge drawn around points may be off, when no tolerance is given."""
COAST_TOLERANCE = 0.003
"""The same around lines and areas, whose rings leave dents between them."""
HIGHEST_LAT = 85.0
"""Rings that reach beyond this parallel are drawn one by one, for they need ever more points."""
EARTH_RADIUS_KM = 6371.0
"""Mean radius (IUGG): good enough to choose how many points a ring takes."""


def offset_coast(
    origin: BaseGeometry, distance_km: float, *, tolerance_km: float | None = None
) -> Polygon | MultiPolygon:
    """Draw the area within a distance of points, lines or polygons.

    Geodesic rings stand along the origin so close that the dents between them stay below a quarter of the
    tolerance: rings of radius r, a step s apart, dent by s**2 / 8r. Their union is the area; one that crosses
    180 degrees comes in parts.

    Parameters
    ----------
    origin
        Points, lines or polygons in EPSG:4326.
    distance_km
        Distance on the ellipsoid.
    tolerance_km
        How far the drawn edge may be from the true one; when not given, the share `POINT_TOLERANCE` or
        `COAST_TOLERANCE` of the distance.

    Raises
    ------
    ValueError
        As for `geodesy.draw_ring`.
    """
    if not 0 < distance_km <= MAX_RADIUS_KM:
        limit = f"above 0 and up to {MAX_RADIUS_KM:,.0f} km"
        raise ValueError(f"An offset needs a distance {limit}, not {distance_km:,.1f} km.")
    parts = shapely.get_parts(origin)
    if tolerance_km is None:
        scattered = all(isinstance(part, Point) for part in parts)
        tolerance_km = distance_km * (POINT_TOLERANCE if scattered else COAST_TOLERANCE)
    share_km = tolerance_km / 4
    step_km = float(np.sqrt(8 * distance_km * share_km))
    centres = _sample_origin(parts, step_km=step_km, tolerance_km=share_km)
    inside = [part for part in parts if isinstance(part, Polygon)]
    area = shapely.union_all([*_draw_rings(centres, distance_km, share_km), *inside])
    simple = shapely.simplify(area, share_km / KM_PER_DEGREE, preserve_topology=True)
    return keep_area(cut_into_world(simple))


def _draw_rings(centres: Floats, radius_km: float, tolerance_km: float) -> list[BaseGeometry]:
    """Return a ring around each centre, shape (n, 2); longitudes may run on beyond 180 degrees."""
    highest = np.abs(centres[:, 1]) + radius_km / (KM_PER_DEGREE - 2)
    polar = highest > HIGHEST_LAT
    rings: list[BaseGeometry] = [
        draw_ring(Position(lat, (lon + 180) % 360 - 180), radius_km) for lon, lat in centres[polar].tolist()
    ]
    plain = centres[~polar]
    if len(plain):
        count = _count_points(radius_km, float(highest[~polar].max()), tolerance_km)
        rings += [Polygon(edge) for edge in _trace_rings(plain, radius_km, count)]
    return rings


def _count_points(radius_km: float, highest_lat: float, tolerance_km: float) -> int:
    """Return how many points keep the straight edges of a ring within a tolerance.

    An edge of length s, straight in longitude and latitude, leaves a ring of radius r by at most
    s**2 / 8 (1/r + tan(lat) / R): the bend of the ring and that of the parallel add up.
    """
    bend = 1 / radius_km + np.tan(np.radians(highest_lat)) / EARTH_RADIUS_KM
    return max(16, int(np.ceil(2 * np.pi * radius_km / np.sqrt(8 * tolerance_km / bend))))


def _trace_rings(centres: Floats, radius_km: float, count: int) -> Floats:
    """Return the closed edges, shape (centres, count + 1, 2), with longitudes near those of the centres."""
    azimuths = np.tile(np.linspace(0.0, 360.0, count, endpoint=False), len(centres))
    lon, lat = np.repeat(centres, count, axis=0).T
    lons, lats, _ = GEOD.fwd(lon, lat, azimuths, np.full(len(lon), radius_km * 1000))
    lons = lon + (np.asarray(lons) - lon + 180) % 360 - 180
    edges = np.stack([lons, lats], axis=-1).reshape(len(centres), count, 2)
    return np.concatenate([edges, edges[:, :1]], axis=1)


def _sample_origin(parts: np.ndarray, *, step_km: float, tolerance_km: float) -> Floats:
    """Return longitudes and latitudes along the parts, shape (n, 2), each once; lines run on beyond 180.

    Edges are geodesics; they are followed before the line is simplified, for a chord in degrees leaves them.
    """
    sampled = [np.empty((0, 2))]
    for part in parts:
        if isinstance(part, Point):
            sampled.append(shapely.get_coordinates(part))
            continue
        for edge in shapely.get_parts(part.boundary if isinstance(part, Polygon) else part):
            followed = densify_line(edge, step_km=step_km)
            sampled.append(_cut_straight(followed.simplify(tolerance_km / KM_PER_DEGREE), step_km=step_km))
    return np.unique(np.vstack(sampled), axis=0)


def _cut_straight(line: BaseGeometry, *, step_km: float) -> Floats:
    """Return places along a line that is straight in degrees, shape (n, 2), at most `step_km` apart."""
    corners = shapely.get_coordinates(line)
    counts = np.ceil(measure_distances(corners[:-1], corners[1:]) / step_km).astype(np.intp).clip(min=1)
    places = np.repeat(np.arange(len(counts)), counts)
    shares = (np.arange(len(places)) - (np.cumsum(counts) - counts)[places]) / counts[places]
    between: Floats = corners[places] + np.diff(corners, axis=0)[places] * shares[:, None]
    return np.vstack([between, corners[-1:]])
