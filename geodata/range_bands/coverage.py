"""Measure what bands and zones cover: shares of lanes, distances of places, areas of seas."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.geometry.antimeridian import split_at_antimeridian
from geodata.geometry.buffers import offset_coast
from geodata.geometry.geodesy import (
    Floats,
    Position,
    densify_line,
    measure_area,
    measure_distances,
    measure_length,
    measure_nearest,
    unwrap,
)
from geodata.range_bands.bands import RangeBand

LANE_STEP_KM = 20.0
"""Distances along a lane are measured this far apart and are straight between: off by 20**2 / 8d km."""
ORIGIN_STEP_KM = 5.0
"""Points of an origin lie this far apart: at d km from it, distances are too long by at most 5**2 / 8d km."""
CHORD_MARGIN = 1.003
"""Chords to points equally far on the ellipsoid differ by less, up to 10,000 km."""
OUT_OF_REACH_KM = 1e9
"""Distance of a place that no band holds."""
LEAST_RISE_KM = 1e-9
"""Stretches of a lane along which the distance changes by less lie wholly inside a band or outside."""
AREA_TOLERANCE = 0.0005
"""Share of its distance by which the edge of a band may be off where areas are measured."""

_GEOCENTRIC = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)

Line = LineString | MultiLineString


@dataclass(frozen=True)
class Spread:
    """One figure at the three distances of a band; all three are equal for the ceiling of a class."""

    inner: float
    """At the inner distance."""
    nominal: float
    """At the nominal distance."""
    outer: float
    """At the outer distance."""


@dataclass(frozen=True)
class Reach:
    """How a place lies to a band."""

    distance_km: float
    """Distance from the origin on the ellipsoid."""
    nearest: Position
    """Nearest place of the origin."""
    within: tuple[str, ...]
    """Which of `inner`, `nominal` and `outer` hold it; none in a skip zone."""


@dataclass(frozen=True)
class SeaCover:
    """How much of a sea lies inside a band."""

    area_km2: float
    """Area of the whole sea."""
    inside_km2: Spread
    """Area inside the band."""
    share: Spread
    """The same as a share from 0 to 1."""


def measure_lane_covers(
    lanes: Mapping[str, Line], bands: Mapping[str, RangeBand], origin: BaseGeometry
) -> Mapping[tuple[str, str], Spread]:
    """Return the share of each lane inside each band, from 0 to 1, by lane id and band id.

    Distances from the origin are geodesics, measured along the lane every `LANE_STEP_KM`; where a band begins
    and ends is found between two of them.

    Parameters
    ----------
    lanes
        Lines in EPSG:4326 by id; edges are geodesics.
    bands
        Bands by id.
    origin
        Points or lines in EPSG:4326 from which all the bands are measured.
    """
    reach_km = max((max(band.distances_km.values()) for band in bands.values()), default=0.0)
    covers: dict[tuple[str, str], Spread] = {}
    for lane_id, lane in lanes.items():
        profile = profile_lane(lane, origin, reach_km)
        covers |= {(lane_id, band_id): share_profile(profile, band) for band_id, band in bands.items()}
    return covers


def measure_lane_cover(lane: Line, band: RangeBand, origin: BaseGeometry) -> Spread:
    """Return the share of a lane inside a band, as `measure_lane_covers` does for many."""
    return measure_lane_covers({"lane": lane}, {"band": band}, origin)["lane", "band"]


def measure_reach(place: Position, band: RangeBand, origin: BaseGeometry) -> Reach:
    """Return how far a place is from the origin of a band and which distances hold it."""
    distance_km, nearest = measure_nearest(origin, place)
    skipped = band.skip_km is not None and distance_km < band.skip_km
    within = [kind for kind, limit_km in band.distances_km.items() if distance_km <= limit_km and not skipped]
    return Reach(distance_km, nearest, tuple(within))


def measure_sea_cover(sea: Polygon | MultiPolygon, band: RangeBand, origin: BaseGeometry) -> SeaCover:
    """Return the area of a sea, in EPSG:4326, inside a band."""
    skip = _draw_area(origin, band.skip_km) if band.skip_km else Polygon()
    inside = {
        kind: _measure_areas(shapely.intersection(sea, _draw_area(origin, distance_km)).difference(skip))
        for kind, distance_km in band.distances_km.items()
    }
    area_km2 = measure_area(sea)
    shares = {kind: inside_km2 / area_km2 for kind, inside_km2 in inside.items()}
    return SeaCover(area_km2, _spread(inside), _spread(shares))


def measure_crossing(lane: Line, zone: BaseGeometry) -> float:
    """Return the length in km of a lane inside an area, both in EPSG:4326."""
    parts = shapely.get_parts(unwrap(lane))
    lines = [split_at_antimeridian(densify_line(part, step_km=LANE_STEP_KM)) for part in parts]
    return sum(measure_length(shapely.intersection(line, zone)) for line in lines)


def measure_distances_to(origin: BaseGeometry, places: Floats) -> Floats:
    """Return the geodesic distance in km from each place (longitude, latitude; shape (n, 2)) to an origin.

    Only points of the origin whose straight chord is about the shortest can be the nearest: geodesics are
    measured to these alone.
    """
    points = _sample_origin(origin)
    chords_km = _measure_chords(places, points)
    place, point = np.nonzero(chords_km <= chords_km.min(axis=1, keepdims=True) * CHORD_MARGIN)
    distances_km = np.full(len(places), np.inf)
    np.minimum.at(distances_km, place, measure_distances(places[place], points[point]))
    return distances_km


@dataclass(frozen=True)
class LaneProfile:
    """Distances from an origin along a lane: of each stretch its length, nearest and farthest end."""

    lengths_km: Floats
    near_km: Floats
    far_km: Floats


def profile_lane(lane: Line, origin: BaseGeometry, reach_km: float) -> LaneProfile:
    """Measure a lane as far as it can lie within reach of an origin; all else is out of reach."""
    points = _sample_origin(origin)
    columns = []
    for part in shapely.get_parts(unwrap(lane)):
        course = shapely.get_coordinates(densify_line(part, step_km=LANE_STEP_KM))
        lengths_km = measure_distances(course[:-1], course[1:])
        chords_km = _measure_chords(course, points).min(axis=1)
        close = chords_km <= reach_km + LANE_STEP_KM
        distances_km = np.full(len(course), OUT_OF_REACH_KM)
        if close.any():
            distances_km[close] = measure_distances_to(origin, course[close])
        ends = np.stack([distances_km[:-1], distances_km[1:]])
        columns.append(np.stack([lengths_km, ends.min(axis=0), ends.max(axis=0)]))
    return LaneProfile(*np.concatenate(columns, axis=1))


def share_profile(profile: LaneProfile, band: RangeBand) -> Spread:
    """Return the share of a measured lane inside a band that its reach holds, from 0 to 1."""
    skipped = _share_within(profile, band.skip_km) if band.skip_km else 0.0
    return _spread({kind: _share_within(profile, km) - skipped for kind, km in band.distances_km.items()})


def _share_within(profile: LaneProfile, distance_km: float) -> float:
    rise_km = np.maximum(profile.far_km - profile.near_km, LEAST_RISE_KM)
    inside = np.clip((distance_km - profile.near_km) / rise_km, 0, 1)
    return float((inside * profile.lengths_km).sum() / profile.lengths_km.sum())


def _spread(figures: Mapping[str, float]) -> Spread:
    nominal = figures["nominal"]
    return Spread(figures.get("inner", nominal), nominal, figures.get("outer", nominal))


def _draw_area(origin: BaseGeometry, distance_km: float) -> Polygon | MultiPolygon:
    return offset_coast(origin, distance_km, tolerance_km=distance_km * AREA_TOLERANCE)


def _measure_areas(shape: BaseGeometry) -> float:
    return sum(measure_area(part) for part in shapely.get_parts(shape) if isinstance(part, Polygon))


def _sample_origin(origin: BaseGeometry) -> Floats:
    lines = [
        densify_line(part, step_km=ORIGIN_STEP_KM) if isinstance(part, LineString) else part
        for part in shapely.get_parts(origin)
    ]
    return shapely.get_coordinates(lines)


def _measure_chords(places: Floats, points: Floats) -> Floats:
    """Return the straight distances in km from each place to each point, shape (places, points)."""
    from scipy.spatial.distance import cdist  # noqa: PLC0415 - loads much of scipy, at the start of each server

    chords_km: Floats = cdist(_locate(places), _locate(points))
    return chords_km


def _locate(places: Floats) -> Floats:
    """Return geocentric positions in km, shape (n, 3)."""
    x, y, z = _GEOCENTRIC.transform(places[:, 0], places[:, 1], np.zeros(len(places)))
    return np.column_stack([x, y, z]) / 1000
