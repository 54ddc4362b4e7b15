"""Charge shallow water like water close to land, after the depths of ETOPO5."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from geodata.build.depth import CELLS_PER_DEG, read_depths, smooth_sea
from geodata.build.waters import COLUMNS, FAIRWAY_KM, pack_levels, unpack_levels
from geodata.geometry.geodesy import Floats
from geodata.routing.water_grid import (
    CELLS,
    FIRST_STORED,
    LEVEL_KM,
    LEVELS,
    OPEN,
    REACH_KM,
    TILES_PER_DEG,
    Waters,
)

Ints = NDArray[np.intp]

DEEP_M = 30.0
"""Depth from which on water is charged no more: twice the draught of a ship of 15 m; our choice."""
MOST = round(REACH_KM / LEVEL_KM)
STEP = CELLS // LEVELS


def heed_depths(waters: Waters, channels: Ints) -> Waters:
    """Return the waters with the clearance lowered in proportion where the sea is shallower than `DEEP_M`.

    Parameters
    ----------
    waters
        Water and land.
    channels
        Numbers of the cells that are opened by hand: dredged or marked, so their depth is not looked at.
    """
    depth_m = smooth_sea(read_depths())
    depth_m[depth_m <= 0] = np.inf  # no sea in the grid: nothing is known
    depth_m = np.minimum(depth_m, DEEP_M)
    fairway = np.unique(channels // COLUMNS // STEP * (COLUMNS // STEP) + channels % COLUMNS // STEP)
    index = waters.index.copy()
    clearance = unpack_levels(waters.clearance)
    added: list[NDArray[np.uint8]] = []
    count = len(clearance)
    for row, kinds in enumerate(waters.index):
        shallow = _measure_shallows(depth_m, row, fairway)
        (stored,) = np.nonzero(kinds >= FIRST_STORED)
        numbers = kinds[stored].astype(np.intp) - FIRST_STORED
        clearance[numbers] = np.minimum(clearance[numbers], shallow[stored])
        (new,) = np.nonzero((kinds == OPEN) & (shallow.min(axis=1) < MOST))
        index[row, new] = FIRST_STORED + count + np.arange(len(new))
        count += len(new)
        added.append(shallow[new])
    return replace(waters, index=index, clearance=pack_levels(np.concatenate([clearance, *added])))


def _measure_shallows(depth_m: Floats, row: int, fairway: Ints) -> NDArray[np.uint8]:
    """Return the most clearance that the depth allows in a row of tiles, shape (1440, 400)."""
    side = TILES_PER_DEG * LEVELS
    lats = 90 - (row * LEVELS + np.arange(LEVELS) + 0.5) / side
    lons = (np.arange(360 * side) + 0.5) / side
    places = np.meshgrid((lats + 90) * CELLS_PER_DEG, lons * CELLS_PER_DEG, indexing="ij")
    depths = ndimage.map_coordinates(depth_m, places, order=1, mode="nearest")
    levels = (depths * (MOST / DEEP_M)).round().astype(np.uint8)
    marked = fairway - row * LEVELS * len(lons)
    marked = marked[(marked >= 0) & (marked < levels.size)]
    flat = levels.reshape(-1)
    flat[marked] = np.maximum(flat[marked], round(FAIRWAY_KM / LEVEL_KM))
    tiles: NDArray[np.uint8] = levels.reshape(LEVELS, -1, LEVELS).swapaxes(0, 1).reshape(-1, LEVELS**2)
    return tiles
