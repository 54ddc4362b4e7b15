"""Spread nodes over the sea, close together along coasts and in narrow water, and join them by legs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import ConvexHull, cKDTree

from geodata.build.channels import Channel
from geodata.build.inlets import follow_inlets
from geodata.build.waters import SCALE
from geodata.geometry.geodesy import Floats
from geodata.routing.graph import is_icy
from geodata.routing.water_grid import (
    CELLS,
    EARTH_KM,
    FIRST_STORED,
    LEVEL_KM,
    LEVELS,
    OPEN,
    REACH_KM,
    TILES_PER_DEG,
    Waters,
    is_water,
    measure_legs,
    place_in_cells,
    read_levels,
    to_sphere,
)

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]

SPACINGS_KM = (9.2, 13.0, 18.4, 26.0, 36.8, 52.0, 73.6, 104.0)
"""Spacing of the lattices that nodes are taken from, each where the wanted spacing is at or above it."""
WANTED = 1.8
"""Wanted spacing as a share of the distance to land."""
ELSEWHERE = 2.5
"""Factor on the wanted spacing outside `DENSE`."""
DENSE = (30.0, -48.0, 180.0, 60.0)
"""The Indo-Pacific in degrees (west, south, east, north)."""
CHAIN_KM = 0.9
"""Distance between the nodes along a channel."""
NARROW_CELLS = 5
"""Water less than this many cells from land on both sides is narrow and gets nodes along its middle."""
MIDDLE_CELLS = (0, 12, 14, 17, 20, 24)
"""Side of the square that one such node is kept in, by the steps in which the water vanishes."""
DEPTH_ELSEWHERE = 3
"""Outside `DENSE` water that vanishes within this many steps gets no such nodes."""


def spread_nodes(waters: Waters, channels: list[Channel]) -> Floats:
    """Return longitudes and latitudes of the nodes, shape (n, 2), along a Z-order curve."""
    chains = [_thin_course(channel) for channel in channels]
    nodes = np.concatenate([_take_lattices(waters), _find_middles(waters), *chains])
    rows, cols = place_in_cells(nodes)
    nodes = nodes[is_water(waters, rows, cols)]
    nodes = np.unique(nodes[~is_icy(nodes)].round(4), axis=0)
    return nodes[np.argsort(_interleave(nodes), kind="stable")]


def join_nodes(waters: Waters, nodes: Floats) -> tuple[Floats, Ints]:
    """Return the nodes that hang together and the legs between them, shape (m, 2).

    Nodes are joined to their neighbours in the spherical Delaunay triangulation and to those of these. Water
    without nodes, such as that of fjords, is joined along its middle.
    """
    triangles = ConvexHull(to_sphere(nodes)).simplices
    sides = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    sides = np.unique(np.sort(sides, axis=1), axis=0)
    pairs = _add_second_neighbours(sides, len(nodes))
    pairs = _keep_usable(waters, nodes, pairs)
    links = coo_array((np.ones(len(pairs), dtype=bool), tuple(pairs.T)), shape=(len(nodes),) * 2)
    parts = connected_components(links, directed=False)[1]
    kept = parts == np.bincount(parts).argmax()
    number = np.cumsum(kept) - 1
    return join_inlets(waters, nodes[kept], number[pairs[kept[pairs[:, 0]]]])


def join_inlets(waters: Waters, nodes: Floats, pairs: Ints) -> tuple[Floats, Ints]:
    """Return nodes and legs with those that lead into water without nodes, along a Z-order curve."""
    inlets = follow_inlets(waters, nodes)
    pairs = np.concatenate([pairs, _keep_usable(waters, inlets.nodes, inlets.pairs)])
    order = np.argsort(_interleave(inlets.nodes), kind="stable")
    number = np.empty(len(order), dtype=np.intp)
    number[order] = np.arange(len(order))
    return inlets.nodes[order], np.sort(number[pairs], axis=1)


def _keep_usable(waters: Waters, nodes: Floats, pairs: Ints) -> Ints:
    """Return the pairs of nodes with no land between them."""
    usable = [
        np.isfinite(measure_legs(waters, nodes[part[:, 0]], nodes[part[:, 1]]).costs_km)
        for part in np.array_split(pairs, 200)
    ]
    kept: Ints = pairs[np.concatenate(usable)]
    return kept


def _add_second_neighbours(sides: Ints, count: int) -> Ints:
    ones = np.ones(2 * len(sides), dtype=np.int32)
    near = csr_array(
        (ones, (np.concatenate(sides.T), np.concatenate(sides[:, ::-1].T))), shape=(count, count)
    )
    far = (near + near @ near).tocoo()
    ahead = far.row < far.col
    return np.column_stack([far.row[ahead], far.col[ahead]]).astype(np.intp)


def _take_lattices(waters: Waters) -> Floats:
    away = _measure_offing(waters)
    kept = []
    for step, spacing in enumerate(SPACINGS_KM):
        widest = SPACINGS_KM[step + 1] if step + 1 < len(SPACINGS_KM) else np.inf
        for lat in np.arange(-77.9, 84, np.degrees(spacing / EARTH_KM)):
            count = max(int(2 * np.pi * EARTH_KM * np.cos(np.radians(lat)) / spacing), 3)
            row = round((lat + 77.9) / np.degrees(spacing / EARTH_KM))
            lons = -180 + (np.arange(count) + row % 2 / 2) * 360 / count
            points = np.column_stack([lons, np.full(count, lat)])
            wanted = np.clip(away(points) * WANTED, SPACINGS_KM[0], SPACINGS_KM[-1]) * _loosen(points)
            kept.append(points[(wanted >= spacing) & (wanted < widest)])
    return np.concatenate(kept)


def _loosen(points: Floats) -> Floats:
    west, south, east, north = DENSE
    inside = (points[:, 0] > west) & (points[:, 0] < east) & (points[:, 1] > south) & (points[:, 1] < north)
    return np.where(inside, 1.0, ELSEWHERE)


@dataclass(frozen=True)
class _Offing:
    """Distance to land: from the clearances near it, from tile to tile farther off."""

    waters: Waters
    by_tile_km: Floats

    def __call__(self, points: Floats) -> Floats:
        """Return the distance to land in km at longitudes and latitudes, shape (n, 2)."""
        rows, cols = place_in_cells(points)
        tiles = self.waters.index[rows // CELLS, cols // CELLS]
        away_km = self.by_tile_km[rows // CELLS, cols // CELLS]
        (inside,) = np.nonzero(tiles >= FIRST_STORED)
        step = CELLS // LEVELS
        places = rows[inside] % CELLS // step * LEVELS + cols[inside] % CELLS // step
        away_km[inside] = (
            read_levels(self.waters, tiles[inside].astype(np.intp) - FIRST_STORED, places) * LEVEL_KM
        )
        return away_km


def _measure_offing(waters: Waters) -> _Offing:
    side_km = 111.2 / TILES_PER_DEG
    shores = np.argwhere((waters.index >= FIRST_STORED) & (waters.index < FIRST_STORED + len(waters.water)))
    offshore = np.argwhere(waters.index == OPEN)
    chords = cKDTree(_locate_tiles(shores)).query(_locate_tiles(offshore))[0]
    by_tile_km = np.zeros(waters.index.shape)
    by_tile_km[tuple(offshore.T)] = np.maximum(chords * EARTH_KM - side_km / 2, REACH_KM)
    return _Offing(waters, by_tile_km)


def _locate_tiles(tiles: Ints) -> Floats:
    return to_sphere((tiles[:, ::-1] + 0.5) / TILES_PER_DEG * (1, -1) + (-180, 90))


def _find_middles(waters: Waters) -> Floats:
    """Return places along the middle of narrow water.

    Water is worn away from its shores cell by cell; where it vanishes within `NARROW_CELLS` steps, the cells
    that vanish last among their neighbours are the middle. One is kept in each square as wide as the water.
    """
    places = np.argwhere(waters.index >= FIRST_STORED)
    found = [_find_tile_middles(waters, part) for part in np.array_split(places, 200)]
    return np.concatenate(found)


def _find_tile_middles(waters: Waters, tiles: Ints) -> Floats:
    halo = NARROW_CELLS + 2
    span = np.arange(-halo, CELLS + halo)
    rows = np.broadcast_to((tiles[:, 0, None] * CELLS + span)[:, :, None], (len(tiles), len(span), len(span)))
    cols = np.broadcast_to((tiles[:, 1, None] * CELLS + span)[:, None, :] % (360 * SCALE), rows.shape)
    left = is_water(waters, rows.ravel(), cols.ravel()).reshape(rows.shape)
    depth = left.astype(np.int8)
    for step in range(NARROW_CELLS):
        left = _wear(left, corners=step % 2 == 1)
        depth += left
    crest = (depth > 0) & (depth <= NARROW_CELLS) & (depth == _widen(depth))
    dense = _loosen((tiles[:, ::-1] + 0.5) / TILES_PER_DEG * (1, -1) + (-180, 90)) == 1
    crest &= dense[:, None, None] | (depth > DEPTH_ELSEWHERE)
    inner = slice(halo, -halo)
    crest, depth = crest[:, inner, inner], depth[:, inner, inner]
    tile, down, right = np.nonzero(crest)
    wide = np.array(MIDDLE_CELLS)[depth[crest]]
    numbers = np.column_stack([tile, wide, down // wide, right // wide])
    order = np.argsort(-depth[crest], kind="stable")
    first = order[np.unique(numbers[order], axis=0, return_index=True)[1]]
    lats = 90 - (tiles[tile[first], 0] * CELLS + down[first] + 0.5) / SCALE
    lons = (tiles[tile[first], 1] * CELLS + right[first] + 0.5) / SCALE - 180
    return np.column_stack([lons, lats])


def _wear(cells: Bools, *, corners: bool) -> Bools:
    """Return the cells whose four (with corners eight) neighbours belong to them too."""
    worn = cells.copy()
    worn[:, 1:] &= cells[:, :-1]
    worn[:, :-1] &= cells[:, 1:]
    across = worn if corners else cells
    left = worn.copy()
    left[:, :, 1:] &= across[:, :, :-1]
    left[:, :, :-1] &= across[:, :, 1:]
    return left


def _widen(depth: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the greatest depth among each cell and its eight neighbours."""
    tall = depth.copy()
    tall[:, 1:] = np.maximum(tall[:, 1:], depth[:, :-1])
    tall[:, :-1] = np.maximum(tall[:, :-1], depth[:, 1:])
    wide = tall.copy()
    wide[:, :, 1:] = np.maximum(wide[:, :, 1:], tall[:, :, :-1])
    wide[:, :, :-1] = np.maximum(wide[:, :, :-1], tall[:, :, 1:])
    return wide


def _thin_course(channel: Channel) -> Floats:
    """Return every point of a channel that is `CHAIN_KM` farther on than the one before."""
    vectors = to_sphere(channel.course)
    steps_km = np.linalg.norm(np.diff(vectors, axis=0), axis=1) * EARTH_KM
    marks = (np.concatenate([[0], np.cumsum(steps_km)]) / CHAIN_KM).astype(np.intp)
    return channel.course[np.unique(marks, return_index=True)[1]]


def _interleave(points: Floats) -> Ints:
    """Return the place of each point along a Z-order curve over longitude and latitude."""
    cells = ((points + np.array([180, 90])) / 360 * (1 << 20)).astype(np.int64)
    code = np.zeros(len(points), dtype=np.int64)
    for bit in range(20):
        code |= (cells[:, 0] >> bit & 1) << (2 * bit) | (cells[:, 1] >> bit & 1) << (2 * bit + 1)
    return code.astype(np.intp)
