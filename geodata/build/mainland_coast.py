"""Generalise the mainland coast of China into the origin line of the notional range bands."""

from collections.abc import Iterator

import geopandas
import numpy as np
import shapely
from pyproj import Transformer

from geodata.build import gshhg
from geodata.build.products import Product
from geodata.geometry.geodesy import Floats

YALU_MOUTH = (124.33, 39.83)
"""Northern end: longitude and latitude of the mouth of the Yalu on the shoreline, to about 10 km."""
BEILUN_MOUTH = (108.05, 21.53)
"""Southern end: mouth of the Beilun, to about 10 km."""
BOUNDS = (103.0, 17.0, 130.0, 44.0)
"""Degrees (west, south, east, north) within which the coast is shaped; wide enough that no cut comes near."""
PLANE = "+proj=laea +lat_0=31 +lon_0=117 +datum=WGS84 +units=km"
"""Equal-area plane in kilometres; distances off by up to 1.5 % at the ends."""
CLOSING_KM = 60.0
"""Bays and mouths narrower than twice this are closed."""
TOLERANCE_KM = 25.0
"""Douglas-Peucker tolerance."""
ROUNDS = 3
"""Rounds of corner cutting."""


def build() -> Iterator[Product]:
    """Yield `mainland-coast`."""
    line = _generalise_coast(_read_mainland())
    frame = geopandas.GeoDataFrame({"id": ["mainland-coast"]}, geometry=[line], crs="EPSG:4326")
    yield Product(
        id="mainland-coast",
        title="Generalised mainland coast of China, Yalu to Beilun: origin of the notional range bands",
        content=frame,
        sources=("gshhg",),
        packages=(gshhg.PACKAGE["i"],),
        licence=gshhg.LICENCE,
        as_of="2016",
        changes=(
            "Took the Eurasian mainland alone, at intermediate resolution: no island is an origin.",
            f"Closed what is narrower than twice {CLOSING_KM:g} km (grown and shrunk, equal-area plane).",
            "Cut at the mouths of the Yalu and the Beilun.",
            f"Simplified to {TOLERANCE_KM:g} km (Douglas-Peucker), then rounded (Chaikin, {ROUNDS} rounds).",
            "The line is deliberately coarse: notional, no site and no legal baseline.",
        ),
    )


def _read_mainland() -> shapely.Polygon:
    shorelines = gshhg.read_shorelines("i", BOUNDS, smallest_km2=1e6)
    clipped = [
        shapely.box(*BOUNDS).intersection(shapely.make_valid(shoreline.polygon)) for shoreline in shorelines
    ]
    parts: list[shapely.Polygon] = list(shapely.get_parts(shapely.union_all(clipped)))
    return max(parts, key=shapely.area)


def _generalise_coast(mainland: shapely.Polygon) -> shapely.LineString:
    plane = Transformer.from_crs("EPSG:4326", PLANE, always_xy=True)
    flat = shapely.transform(mainland, lambda points: np.column_stack(plane.transform(*points.T)))
    closed = flat.buffer(CLOSING_KM).buffer(-CLOSING_KM)
    ends = [shapely.Point(*plane.transform(*mouth)) for mouth in (YALU_MOUTH, BEILUN_MOUTH)]
    coast = _cut_between(closed.exterior, *ends).simplify(TOLERANCE_KM)
    x, y = _cut_corners(shapely.get_coordinates(coast)).T
    lon, lat = plane.transform(x, y, direction="INVERSE")
    return shapely.LineString(np.column_stack([lon, lat]).round(4))


def _cut_between(ring: shapely.LinearRing, start: shapely.Point, end: shapely.Point) -> shapely.LineString:
    """Return the part of a ring from start to end that keeps farther east: the coast, not the cut inland."""
    points = shapely.get_coordinates(ring)[:-1]
    first, last = (int(np.argmin(np.hypot(*(points - (mouth.x, mouth.y)).T))) for mouth in (start, end))
    onward = np.roll(points, -first, axis=0)[: (last - first) % len(points) + 1]
    backward = np.roll(points[::-1], first + 1, axis=0)[: (first - last) % len(points) + 1]
    return shapely.LineString(max(onward, backward, key=lambda way: float(way[:, 0].min())))


def _cut_corners(points: Floats) -> Floats:
    """Cut each corner at a quarter and three quarters of its edges (Chaikin 1974), keeping the ends."""
    for _ in range(ROUNDS):
        quarter, three_quarters = (points[:-1] * (1 - share) + points[1:] * share for share in (0.25, 0.75))
        cut = np.stack([quarter, three_quarters], axis=1).reshape(-1, 2)
        points = np.vstack([points[:1], cut[1:-1], points[-1:]])
    return points
