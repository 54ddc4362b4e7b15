"""Fit the camera of a scene to the places that its section names."""

from collections.abc import Sequence

import numpy as np

from geodata.geometry.geodesy import Floats
from geodata.records.scenes import Frame

LEAST_DEG = 3.0
"""Least width and height of what a scene shows."""
MARGIN = 0.18
"""Room on each side, as a share of width and height."""
MOST_LAT, HIGHEST_LAT = 84.0, 82.0
"""Latitudes at which a view ends, and nearest the poles at which a place is shown."""
MOST_LON = 330.0
MOST_LEFT_OUT = 0.25
"""Largest share of the places that a camera leaves out because they lie far off."""
FAR = 0.6
"""Places are left out while that makes the view smaller than this share of it."""

Point = tuple[float, float]
"""Longitude and latitude."""


def fit_camera(points: Sequence[Point]) -> Frame | None:
    """Return what a scene shows so that its places are well seen, or None where there are none.

    Up to a quarter of the places stay outside where they lie far from all others; across the date line
    longitudes run on beyond 180.
    """
    if not points:
        return None
    places = _unroll(np.unique(np.array(points, dtype=float), axis=0))
    places[:, 1] = places[:, 1].clip(-HIGHEST_LAT, HIGHEST_LAT)
    nearer = places
    for _ in range(int(len(places) * MOST_LEFT_OUT)):
        nearer = _leave_farthest(nearer)
        if _measure(nearer) < FAR * _measure(places):
            places = nearer
    (west, south), (east, north) = places.min(axis=0).tolist(), places.max(axis=0).tolist()
    width, height = max(east - west, LEAST_DEG), max(north - south, LEAST_DEG / 2)
    half_width, half_height = width * (0.5 + MARGIN), height * (0.5 + MARGIN)
    middle_lon, middle_lat = (west + east) / 2, (south + north) / 2
    if middle_lon - half_width > 180:  # noqa: PLR2004 - degrees
        middle_lon -= 360
    return Frame(
        west=max(-180.0, round(middle_lon - half_width, 2)),
        south=max(-MOST_LAT, round(middle_lat - half_height, 2)),
        east=min(MOST_LON, round(middle_lon + half_width, 2)),
        north=min(MOST_LAT, round(middle_lat + half_height, 2)),
    )


def _unroll(places: Floats) -> Floats:
    """Return places with longitudes that run on across the date line where they lie closer so."""
    turned = places.copy()
    turned[:, 0] = np.where(places[:, 0] < 0, places[:, 0] + 360, places[:, 0])
    straight, across = np.ptp(places[:, 0]), np.ptp(turned[:, 0])
    fits = turned[:, 0].max() < MOST_LON and turned[:, 0].min() <= 180  # noqa: PLR2004 - degrees
    return turned if across < straight and fits else places


def _leave_farthest(places: Floats) -> Floats:
    distances = np.abs(places - np.median(places, axis=0)).max(axis=1)
    return np.delete(places, distances.argmax(), axis=0)


def _measure(places: Floats) -> float:
    return float(max(*np.ptp(places, axis=0), LEAST_DEG))
