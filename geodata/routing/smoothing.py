"""Smooth a path into a course: taut, rounded, clear of land."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from geodata.geometry.geodesy import Floats
from geodata.routing.chokepoints import Chokepoint, find_crossings
from geodata.routing.water_grid import EARTH_KM, Waters, measure_legs, to_degrees, to_sphere

STEP_KM = 20.0
"""Distance between the vertices of a finished course."""
HOPS = 4
"""Points of a way that one leg may skip in one pass."""
PASSES = 6
"""How often a way is pulled taut at most; it stays the same after four or five."""
ROUND_KM = (60.0, 25.0, 10.0, 4.0, 2.0)
"""How far from a corner its rounding begins: the first of these that keeps clear of land."""
ROUND_STEPS = 7
"""Points of a rounded corner."""
ROUND_COST = 1.01
"""How many times what a corner costs its curve may cost: a kink is worse than nearer land."""
BARRED = 1e6
"""Cost of a leg that cannot be sailed, for a way that had none better."""


def pull_taut(way: Floats, waters: Waters, *, closed: Sequence[Chokepoint] = ()) -> Floats:
    """Return the corners of the cheapest course along a way, shape (k, 2).

    A course is a chain of great-circle legs between points of the way that crosses no closed gate. Each pass
    lets a leg skip up to `HOPS` points, so that legs grow from pass to pass.
    """
    kept = list(range(len(way)))
    costs: dict[tuple[int, int], float] = {}
    for _ in range(PASSES):
        legs = [(kept[at], end) for at in range(len(kept)) for end in kept[at + 1 : at + 1 + HOPS]]
        new = [leg for leg in legs if leg not in costs]
        if new:
            starts, ends = np.array(new).T
            costs.update(zip(new, _price_legs(way[starts], way[ends], waters, closed).tolist(), strict=True))
        shorter = _skip_points(kept, [costs[leg] for leg in legs])
        if len(shorter) == len(kept):
            break
        kept = shorter
    return way[kept]


def _skip_points(kept: list[int], priced: list[float]) -> list[int]:
    """Return those of some points of a way that its cheapest course turns at."""
    count = len(kept)
    first = np.repeat(np.arange(count - 1), HOPS)
    last = first + np.tile(np.arange(1, HOPS + 1), count - 1)
    first, last = first[last < count], last[last < count]
    costs = np.array(priced)
    costs[~np.isfinite(costs) & (last == first + 1)] = BARRED
    usable = np.isfinite(costs)
    chain = coo_array((costs[usable], (first[usable], last[usable])), shape=(count, count)).tocsr()
    _, before = dijkstra(chain, indices=0, return_predecessors=True)
    turns = [count - 1]
    while turns[-1]:
        turns.append(int(before[turns[-1]]))
    return [kept[turn] for turn in turns[::-1]]


def _price_legs(starts: Floats, ends: Floats, waters: Waters, closed: Sequence[Chokepoint]) -> Floats:
    """Return what each leg costs in km; infinite over land and through a closed gate."""
    costs_km = np.maximum(measure_legs(waters, starts, ends).costs_km, 1e-6)
    for chokepoint in closed:
        costs_km[find_crossings(chokepoint, to_sphere(starts), to_sphere(ends))[0]] = np.inf
    return costs_km


def round_corners(corners: Floats, waters: Waters, *, closed: Sequence[Chokepoint] = ()) -> Floats:
    """Return the course with its corners cut in a curve, shape (k, 2), where the curve costs hardly more."""
    points = to_sphere(corners)
    curves = _draw_curves(points)
    pieces = curves.shape[2] - 1
    flat = to_degrees(curves.reshape(-1, 3)).reshape(*curves.shape[:3], 2)
    starts, ends = flat[:, :, :-1].reshape(-1, 2), flat[:, :, 1:].reshape(-1, 2)
    costs = _price_legs(starts, ends, waters, closed).reshape(*curves.shape[:2], pieces).sum(axis=2)
    ways = np.stack(
        [flat[:, :, 0], np.broadcast_to(corners[1:-1], flat[:, :, 0].shape), flat[:, :, -1]], axis=2
    )
    sharp = _price_legs(ways[:, :, :-1].reshape(-1, 2), ways[:, :, 1:].reshape(-1, 2), waters, closed)
    fits = np.isfinite(costs) & (costs <= sharp.reshape(*curves.shape[:2], 2).sum(axis=2) * ROUND_COST)
    rounded = [corners[:1]]
    for corner in range(len(corners) - 2):
        choice = next((size for size in range(len(ROUND_KM)) if fits[size, corner]), None)
        rounded.append(corners[corner + 1 : corner + 2] if choice is None else flat[choice, corner])
    return np.vstack([*rounded, corners[-1:]])


def _draw_curves(points: Floats) -> Floats:
    """Return quadratic curves past each corner, shape (sizes, corners, steps, 3), as unit vectors."""
    before, corner, after = points[:-2], points[1:-1], points[2:]
    share = np.linspace(0, 1, ROUND_STEPS)[None, :, None]
    curves = []
    for size in ROUND_KM:
        ends = [_go_towards(corner, end, size)[:, None] for end in (before, after)]
        curve = (1 - share) ** 2 * ends[0] + 2 * share * (1 - share) * corner[:, None] + share**2 * ends[1]
        curves.append(curve / np.linalg.norm(curve, axis=2, keepdims=True))
    return np.stack(curves)


def _go_towards(corners: Floats, ends: Floats, distance_km: float) -> Floats:
    """Return the points at a distance from corners, at most 0.45 of the way to the ends of their legs."""
    away_km = np.linalg.norm(ends - corners, axis=1) * EARTH_KM
    share = np.minimum(distance_km / np.maximum(away_km, 1e-9), 0.45)[:, None]
    there = corners + (ends - corners) * share
    return np.asarray(there / np.linalg.norm(there, axis=1, keepdims=True), dtype=np.float64)


def space_vertices(course: Floats, *, step_km: float = STEP_KM) -> Floats:
    """Return the course with great-circle vertices at most a step apart, longitudes running on beyond 180."""
    points = to_sphere(course)
    angles = 2 * np.arcsin(np.minimum(np.linalg.norm(np.diff(points, axis=0), axis=1) / 2, 1))
    counts = np.maximum(np.ceil(angles * EARTH_KM / step_km), 1).astype(np.intp)
    legs = np.repeat(np.arange(len(counts)), counts)
    shares = ((np.arange(len(legs)) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[legs])[:, None]
    wide = np.maximum(angles[legs], 1e-12)[:, None]
    vectors = (
        np.sin((1 - shares) * wide) * points[legs] + np.sin(shares * wide) * points[legs + 1]
    ) / np.sin(wide)
    vertices = np.vstack([to_degrees(vectors), course[-1:]])
    vertices[:, 0] = np.unwrap(vertices[:, 0], period=360)
    return vertices
