"""Turn the way through a graph into a course that can be drawn: taut, rounded, clear of land."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from geodata.geodesy import GEOD, Floats, densify_line, measure_distances

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
Shapes = NDArray[np.object_]

STEP_KM = 40.0
"""Distance between the vertices of a finished course."""
CLEARANCES = ((0.12, 1.0), (0.05, 1.03), (0.0, 1.08))
"""Degrees that a leg keeps off land, and what a leg that keeps no more costs as a multiple of its length."""
FORCED = 3.0
"""Multiple of its length that a leg of the graph costs where it touches land."""
ABEAM_KM = (-45.0, -30.0, -15.0, 15.0, 30.0, 45.0)
"""How far to the side of a way over land its course may pass, right of it positive."""
ROUND_KM = 60.0
"""How far from a corner its rounding begins at most."""


@dataclass(frozen=True)
class Waters:
    """What a course must not run over."""

    land: shapely.STRtree
    """Land in small pieces, repeated beyond 180 degrees."""
    barriers: tuple[shapely.LineString, ...] = ()
    """Closed gates."""

    def keep_clear(self, lines: Shapes, distance_deg: float) -> Bools:
        """Return which lines keep a distance in degrees from land and cross no barrier."""
        clear = np.ones(len(lines), dtype=bool)
        touching = (
            self.land.query(lines, predicate="dwithin", distance=distance_deg)
            if distance_deg
            else self.land.query(lines, predicate="intersects")
        )
        clear[touching[0]] = False
        for barrier in self.barriers:
            clear &= ~shapely.intersects(lines, barrier)
        return clear


def pull_taut(points: Floats, waters: Waters) -> Floats:
    """Return the corners of the shortest course along a way, shape (k, 2), longitudes running on.

    The way is cut into steps, with points abeam where it runs over land; the course is the cheapest chain of
    great-circle legs between these points, first over short legs, then over the corners that are left.
    """
    way = np.asarray(densify_line(shapely.LineString(points), step_km=STEP_KM * 2).coords)
    way, steps = _add_points_abeam(way, waters)
    way = _chain_legs(way, steps, waters, reach=15)
    return _chain_legs(way, np.arange(len(way)), waters, reach=60)


def _add_points_abeam(way: Floats, waters: Waters) -> tuple[Floats, Ints]:
    """Return the way with points to both sides of where it touches land, and the step of each point.

    The first point of a step is the one on the way.
    """
    touches = ~waters.keep_clear(_draw_legs(way[:-1], way[1:]), 0.0)
    azimuths = np.asarray(GEOD.inv(*way[:-1].T, *way[1:].T)[0])
    points, steps = [way], [np.arange(len(way))]
    for leg in np.flatnonzero(touches):
        for step in (leg, leg + 1):
            for offset_km in ABEAM_KM:
                lon, lat, _ = GEOD.fwd(way[step, 0], way[step, 1], azimuths[leg] + 90, offset_km * 1000)
                points.append(np.array([[lon, lat]]))
                steps.append(np.array([step]))
    every, order = np.concatenate(steps), np.argsort(np.concatenate(steps), kind="stable")
    return np.concatenate(points)[order], every[order]


def _chain_legs(way: Floats, steps: Ints, waters: Waters, *, reach: int) -> Floats:
    """Return the points of a way that its cheapest chain of legs, each over `reach` steps at most, keeps."""
    count = len(way)
    first, last = np.triu_indices(count, k=1)
    onward = steps[last] - steps[first]
    near = (onward > 0) & (onward <= reach)
    first, last, onward = first[near], last[near], onward[near]
    lengths_km = measure_distances(way[first], way[last])
    legs = _draw_legs(way[first], way[last])
    on_way = np.diff(steps, prepend=-1) > 0
    factors = np.where((onward == 1) & on_way[first] & on_way[last], FORCED, np.inf)
    candidates = np.arange(len(legs))
    for distance_deg, factor in reversed(CLEARANCES):
        candidates = candidates[waters.keep_clear(legs[candidates], distance_deg)]
        factors[candidates] = factor
    usable = np.isfinite(factors)
    costs = np.maximum(lengths_km[usable] * factors[usable], 1e-6)
    chain = coo_array((costs, (first[usable], last[usable])), shape=(count, count)).tocsr()
    _, before = dijkstra(chain, indices=0, return_predecessors=True)
    kept = [int(np.flatnonzero(steps == steps[-1])[0])]
    while kept[-1]:
        kept.append(int(before[kept[-1]]))
    return way[kept[::-1]]


def _draw_legs(starts: Floats, ends: Floats, *, pieces: int = 24) -> Shapes:
    """Return great-circle legs on the sphere (within 0.2 % of the ellipsoid), starting within 180 degrees."""
    lon, lat = np.radians(starts), np.radians(ends)
    a, b = (
        np.stack(
            [np.cos(p[:, 1]) * np.cos(p[:, 0]), np.cos(p[:, 1]) * np.sin(p[:, 0]), np.sin(p[:, 1])], axis=1
        )
        for p in (lon, lat)
    )
    angle = np.arccos(np.clip((a * b).sum(axis=1), -1, 1))[:, None, None]
    share = np.linspace(0, 1, pieces + 1)[None, :, None]
    safe = np.maximum(angle, 1e-9)
    points = (np.sin((1 - share) * safe) * a[:, None] + np.sin(share * safe) * b[:, None]) / np.sin(safe)
    lons = np.unwrap(np.degrees(np.arctan2(points[..., 1], points[..., 0])), axis=1, period=360)
    lats = np.degrees(np.arcsin(np.clip(points[..., 2], -1, 1)))
    return np.asarray(shapely.linestrings(np.stack([lons, lats], axis=-1)), dtype=object)


def round_corners(corners: Floats, waters: Waters) -> shapely.LineString:
    """Return the course with rounded corners and geodesic vertices every `STEP_KM`."""
    points = [corners[0]]
    for before, corner, after in zip(corners[:-2], corners[1:-1], corners[2:], strict=True):
        points += _round_corner(before, corner, after, waters)
    return densify_line(shapely.LineString([*points, corners[-1]]), step_km=STEP_KM)


def _round_corner(before: Floats, corner: Floats, after: Floats, waters: Waters) -> list[Floats]:
    """Return the points of a quadratic curve past a corner, the widest of three that stays off land."""
    for cut_km in (ROUND_KM, ROUND_KM / 2, ROUND_KM / 4):
        ends = [_go_towards(corner, end, cut_km) for end in (before, after)]
        share = np.linspace(0, 1, 7)[:, None]
        curve = (1 - share) ** 2 * ends[0] + 2 * share * (1 - share) * corner + share**2 * ends[1]
        turned = curve - (360 * np.round(curve[0, 0] / 360), 0)
        if waters.keep_clear(np.array([shapely.LineString(turned)], dtype=object), 0.03)[0]:
            return list(curve)
    return [corner]


def _go_towards(corner: Floats, end: Floats, distance_km: float) -> Floats:
    """Return the point at a distance from a corner, at most 0.45 of the way to the other end of its leg."""
    azimuth, _, metres = GEOD.inv(corner[0], corner[1], end[0], end[1])
    lon, lat, _ = GEOD.fwd(corner[0], corner[1], azimuth, min(distance_km * 1000, 0.45 * metres))
    return np.array([lon + 360 * np.round((corner[0] - lon) / 360), lat])
