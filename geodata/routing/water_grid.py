"""Water, land and distance from land, for any position and any leg at sea."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from geodata.geometry.geodesy import Floats

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]

TILES_PER_DEG = 4
CELLS = 60
"""Cells on the side of a tile: a cell is 1/240 of a degree, 0.46 km."""
LEVELS = 20
"""Clearance values on the side of a tile: one for each square of 3 by 3 cells."""
OPEN, LAND, FIRST_STORED = 0, 1, 2
"""Index entries of tiles far from land and of those without water; from the third on, stored tiles count."""
LEVEL_KM = 0.926
"""Step of the stored clearance: half a nautical mile."""
REACH_KM = 9.26
"""Land farther than this, five nautical miles, makes no difference to a lane."""
CAUTION = 2.0
"""Extra kilometres that a kilometre next to land costs; they fall with the square to none at `REACH_KM`."""
CAUTIONS = CAUTION * np.maximum(1 - np.arange(16) * (LEVEL_KM / REACH_KM), 0) ** 2
"""The same by stored clearance."""
COARSE_KM = 12.0
"""A leg is first looked at in pieces of about this length; only pieces near land are looked at closely."""
FINE_KM = 0.4
"""Distance between the places where a piece near land is looked at: less than a cell at the equator."""
EARTH_KM = 6371.0


@dataclass(frozen=True)
class Waters:
    """The seas of the world in tiles of a quarter degree, from the north-west corner on."""

    index: NDArray[np.uint16]
    """What each tile is: `OPEN`, `LAND` or `FIRST_STORED` and up; shape (720, 1440)."""
    near: Bools
    """Tiles that are not open sea, and their neighbours; shape (720, 1440)."""
    water: Bytes
    """Cells that ships may use in the first stored tiles, eight a byte; shape (k, 450); the rest is wet."""
    clearance: Bytes
    """Distance to land, less in shallow water, in steps of `LEVEL_KM`, two to the byte; shape (n, 200)."""
    opened: Ints
    """Sorted numbers of the cells that were opened by hand although their centre is land."""


@dataclass(frozen=True)
class Legs:
    """What straight runs at sea are like; arrays of one entry a leg."""

    lengths_km: Floats
    """Length on the sphere."""
    costs_km: Floats
    """Length, more where land is near; infinite where the leg runs over land."""


def load_waters(index: NDArray[np.uint16], water: Bytes, clearance: Bytes, opened: Ints) -> Waters:
    """Return the waters with the tiles next to land marked."""
    marked = index != OPEN
    near = marked.copy()
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            near |= np.roll(marked, (down, right), axis=(0, 1))
    return Waters(index, near, water, clearance, opened)


def is_water(waters: Waters, rows: Ints, cols: Ints) -> Bools:
    """Return whether cells, by row from the North Pole and column from 180 W, can be sailed."""
    tiles = waters.index[rows // CELLS, cols // CELLS]
    stored = np.maximum(tiles, FIRST_STORED).astype(np.intp) - FIRST_STORED
    wet = _read_wet(waters, stored, rows % CELLS * CELLS + cols % CELLS)
    return np.asarray(np.where(tiles < FIRST_STORED, tiles == OPEN, wet), dtype=bool)


def _read_wet(waters: Waters, stored: Ints, cells: Ints) -> Bools:
    """Return whether cells of stored tiles, both given by number, can be sailed."""
    shored = stored < len(waters.water)
    bits = waters.water[np.where(shored, stored, 0), cells >> 3] >> (7 - (cells & 7)) & 1
    return np.asarray(~shored | (bits == 1), dtype=bool)


def is_near_land(waters: Waters, points: Floats) -> Bools:
    """Return whether longitudes and latitudes, shape (n, 2), lie in or beside a tile that is not open sea."""
    return np.asarray(waters.near[_place_in_tiles(points)], dtype=bool)


def _place_in_tiles(points: Floats) -> tuple[Ints, Ints]:
    """Return row and column of the tiles of longitudes and latitudes, shape (n, 2)."""
    rows = np.clip(((90 - points[:, 1]) * TILES_PER_DEG).astype(np.intp), 0, 180 * TILES_PER_DEG - 1)
    cols: Ints = np.floor((points[:, 0] + 180) * TILES_PER_DEG).astype(np.intp) % (360 * TILES_PER_DEG)
    return rows, cols


def read_levels(waters: Waters, stored: Ints, squares: Ints) -> Ints:
    """Return the clearances of squares of stored tiles, both given by number, in steps of `LEVEL_KM`."""
    pairs = waters.clearance[stored, squares >> 1]
    levels: Ints = np.where(squares & 1, pairs & 15, pairs >> 4).astype(np.intp)
    return levels


def place_in_cells(points: Floats) -> tuple[Ints, Ints]:
    """Return row and column of the cells of longitudes and latitudes, shape (n, 2)."""
    scale = TILES_PER_DEG * CELLS
    rows = np.clip(((90 - points[:, 1]) * scale).astype(np.intp), 0, 180 * scale - 1)
    cols: Ints = np.floor((points[:, 0] + 180) * scale).astype(np.intp) % (360 * scale)
    return rows, cols


def to_sphere(points: Floats) -> Floats:
    """Return unit vectors, shape (n, 3), of longitudes and latitudes, shape (n, 2)."""
    lon, lat = np.radians(points).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def to_degrees(vectors: Floats) -> Floats:
    """Return longitudes and latitudes, shape (n, 2), of unit vectors, shape (n, 3)."""
    lon = np.degrees(np.arctan2(vectors[:, 1], vectors[:, 0]))
    return np.column_stack([lon, np.degrees(np.arcsin(np.clip(vectors[:, 2], -1, 1)))])


def measure_legs(waters: Waters, starts: Floats, ends: Floats) -> Legs:
    """Return length and cost of great-circle legs between longitudes and latitudes, shape (n, 2)."""
    a, b = to_sphere(starts), to_sphere(ends)
    chord = np.linalg.norm(a - b, axis=1)
    angles = 2 * np.arcsin(np.minimum(chord / 2, 1))
    lengths_km = angles * EARTH_KM
    counts = np.maximum(np.ceil(lengths_km / COARSE_KM), 1).astype(np.intp)
    points, legs, firsts = _cut_legs(a, b, angles, counts)
    pieces = np.flatnonzero(firsts[:-1] & _leaves_open_sea(waters, points))
    costs_km = lengths_km.copy()
    ashore = ~is_water(waters, *place_in_cells(points[pieces]))
    costs_km[legs[pieces[ashore]]] = np.inf
    pieces = pieces[np.isfinite(costs_km[legs[pieces]])]
    if len(pieces):
        pieces_km = (lengths_km / counts)[legs[pieces]]
        extra = _charge_pieces(waters, points[pieces], points[pieces + 1], pieces_km)
        costs_km += np.bincount(legs[pieces], weights=extra, minlength=len(costs_km))
    return Legs(lengths_km, costs_km)


def _leaves_open_sea(waters: Waters, points: Floats) -> Bools:
    """Return whether the way from each point to the next, at most `COARSE_KM`, meets a tile that is not open.

    Straight in longitude and latitude, it meets no tile but those of its ends and of the corners beside them;
    near the poles, where it may pass further tiles, the neighbours of both ends count.
    """
    rows, cols = _place_in_tiles(points)
    meets = np.zeros(len(rows[1:]), dtype=bool)
    for some_rows in (rows[:-1], rows[1:]):
        for some_cols in (cols[:-1], cols[1:]):
            meets |= waters.index[some_rows, some_cols] != OPEN
    apart = np.abs(np.diff(cols))
    wide = (apart > 1) & (apart < 360 * TILES_PER_DEG - 1)
    near = waters.near[rows, cols]
    return np.asarray(meets | wide & (near[:-1] | near[1:]), dtype=bool)


def _cut_legs(a: Floats, b: Floats, angles: Floats, counts: Ints) -> tuple[Floats, Ints, Bools]:
    """Return points along each leg, both ends included, the leg of each and whether a piece starts there."""
    legs = np.repeat(np.arange(len(counts)), counts + 1)
    steps = np.arange(len(legs)) - np.repeat(np.cumsum(counts + 1) - counts - 1, counts + 1)
    last = np.repeat(counts, counts + 1)
    shares = steps / last
    wide = np.repeat(np.maximum(angles, 1e-12), counts + 1)
    vectors = np.repeat(a, counts + 1, axis=0) * np.sin((1 - shares) * wide)[:, None]
    vectors += np.repeat(b, counts + 1, axis=0) * np.sin(shares * wide)[:, None]
    return to_degrees(vectors / np.sin(wide)[:, None]), legs, steps < last


def _charge_pieces(waters: Waters, starts: Floats, ends: Floats, lengths_km: Floats) -> Floats:
    """Return the extra cost in km of short pieces, straight in longitude and latitude."""
    counts = np.maximum(np.ceil(lengths_km / FINE_KM), 1).astype(np.intp)
    pieces = np.repeat(np.arange(len(counts)), counts + 1)
    firsts = np.cumsum(counts + 1) - counts - 1
    steps = np.arange(len(pieces)) - np.repeat(firsts, counts + 1)
    onward = ends - starts
    onward[:, 0] -= 360 * np.round(onward[:, 0] / 360)
    points = np.repeat(onward, counts + 1, axis=0)
    points *= (steps / np.repeat(counts, counts + 1))[:, None]
    points += np.repeat(starts, counts + 1, axis=0)
    weights = np.repeat(lengths_km / counts, counts + 1)
    weights[firsts] *= 0.5
    weights[firsts + counts] *= 0.5
    rows, cols = place_in_cells(points)
    extra = weights * _charge_places(waters, rows, cols)
    return np.asarray(np.bincount(pieces, weights=extra, minlength=len(counts)), dtype=np.float64)


def _charge_places(waters: Waters, rows: Ints, cols: Ints) -> Floats:
    """Return the extra kilometres that a kilometre costs at each cell; infinite on land."""
    tiles = waters.index[rows // CELLS, cols // CELLS]
    charges = np.where(tiles == LAND, np.inf, 0.0)
    (inside,) = np.nonzero(tiles >= FIRST_STORED)
    stored = tiles[inside].astype(np.intp) - FIRST_STORED
    down, right = rows[inside] % CELLS, cols[inside] % CELLS
    wet = _read_wet(waters, stored, down * CELLS + right)
    step = CELLS // LEVELS
    levels = read_levels(waters, stored, down // step * LEVELS + right // step)
    charges[inside] = np.where(wet, CAUTIONS[levels], np.inf)
    return charges


def find_water(waters: Waters, lon: float, lat: float, *, within_km: float) -> tuple[float, float] | None:
    """Return the centre of the nearest cell of water as (longitude, latitude), or None within a distance."""
    scale = TILES_PER_DEG * CELLS
    (row,), (col,) = place_in_cells(np.array([[lon, lat]]))
    if is_water(waters, np.array([row]), np.array([col]))[0]:
        return lon, lat
    for radius_km in (within_km / 8, within_km):
        tall = int(radius_km / 111 * scale) + 1
        wide = int(tall / max(np.cos(np.radians(lat)), 0.05)) + 1
        rows, cols = np.meshgrid(
            np.clip(np.arange(row - tall, row + tall + 1), 0, 180 * scale - 1),
            np.arange(col - wide, col + wide + 1),
            indexing="ij",
        )
        open_cells = is_water(waters, rows.ravel(), cols.ravel() % (360 * scale)).reshape(rows.shape)
        lats = 90 - (rows[open_cells] + 0.5) / scale
        lons = (cols[open_cells] + 0.5) / scale - 180
        squared = ((lats - lat) * 111.2) ** 2 + ((lons - lon) * 111.2 * np.cos(np.radians(lat))) ** 2
        if len(squared) and squared.min() <= radius_km**2:
            best = int(squared.argmin())
            return float(lons[best]), float(lats[best])
    return None


def creep_through(
    waters: Waters, start: tuple[float, float], goals: Floats, *, within_km: float
) -> tuple[int, Floats] | None:
    """Return the nearest goal by water and the places on the way there from cell to cell.

    Parameters
    ----------
    waters
        Water and land.
    start
        Longitude and latitude of a cell of water.
    goals
        Longitudes and latitudes of cells of water, shape (n, 2).
    within_km
        Half the side of the square that is searched.

    Returns
    -------
    tuple or None
        Index of the goal and the places, shape (k, 2), from the start on; None where no goal is reached.
    """
    scale = TILES_PER_DEG * CELLS
    (row,), (col,) = place_in_cells(np.array([start]))
    tall = int(within_km / 111.2 * scale)
    wide = int(tall / max(np.cos(np.radians(start[1])), 0.05))
    rows, cols = np.meshgrid(
        np.clip(np.arange(row - tall, row + tall + 1), 0, 180 * scale - 1),
        np.arange(col - wide, col + wide + 1),
        indexing="ij",
    )
    wet = is_water(waters, rows.ravel(), cols.ravel() % (360 * scale)).reshape(rows.shape)
    number = np.where(wet, np.cumsum(wet).reshape(wet.shape) - 1, -1)
    joins = [
        np.column_stack([some[(some >= 0) & (other >= 0)], other[(some >= 0) & (other >= 0)]])
        for some, other in ((number[:-1], number[1:]), (number[:, :-1], number[:, 1:]))
    ]
    starts, ends = np.concatenate(joins).T
    network = coo_array((np.ones(len(starts)), (starts, ends)), shape=(int(wet.sum()),) * 2)
    steps, before = dijkstra(
        network, directed=False, indices=number[tall, wide], unweighted=True, return_predecessors=True
    )
    goal_rows, goal_cols = place_in_cells(goals)
    down, right = goal_rows - row + tall, (goal_cols - col + wide) % (360 * scale)
    inside = (down >= 0) & (down < wet.shape[0]) & (right < wet.shape[1])
    cells = np.where(inside, number[np.where(inside, down, 0), np.where(inside, right, 0)], -1)
    away = np.where(cells >= 0, steps[cells], np.inf)
    if not np.isfinite(away.min()):
        return None
    goal = int(away.argmin())
    way = [int(cells[goal])]
    while before[way[-1]] >= 0:
        way.append(int(before[way[-1]]))
    lats, lons = 90 - (rows[wet] + 0.5) / scale, (cols[wet] + 0.5) / scale - 180
    places: Floats = np.column_stack([lons, lats])
    return goal, places[way[::-1]]


def measure_opened(waters: Waters, lengths_km: Floats, points: Floats) -> float:
    """Return how many km of a course, given by places and the length that each stands for, run over land.

    Land here are cells that were opened by hand: a canal, a river that the shoreline leaves out.
    """
    rows, cols = place_in_cells(points)
    numbers = rows * (360 * TILES_PER_DEG * CELLS) + cols
    where = np.minimum(np.searchsorted(waters.opened, numbers), max(len(waters.opened) - 1, 0))
    return float(lengths_km[waters.opened[where] == numbers].sum()) if len(waters.opened) else 0.0
