"""Cut the seas of the world into tiles of water, land and the distance between them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.features import rasterize
from rasterio.transform import from_origin
from scipy import ndimage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geodata.build import gshhg
from geodata.datasets import read_dataset
from geodata.routing.graph import NORTH, SOUTH
from geodata.routing.water_grid import (
    CELLS,
    FIRST_STORED,
    LAND,
    LEVEL_KM,
    LEVELS,
    OPEN,
    REACH_KM,
    TILES_PER_DEG,
    Waters,
)
from geodata.routing.water_grid import load_waters as join_tiles

Shapes = NDArray[np.object_]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]

SCALE = TILES_PER_DEG * CELLS
COLUMNS = 360 * SCALE
BAND_DEG = 6
MARGIN_DEG = 0.25
"""Land this far beyond a band still counts for its clearances."""
FAIRWAY_KM = 8.3
"""Clearance of channels opened by hand: marked, they cost hardly more than open sea; our choice."""
BAR_DEG = 0.006
"""Half the width that a bar is drawn with: enough to leave no gap between cells."""
HAZARDS = Path(__file__).with_name("hazards.toml")
KM_PER_LEVEL_CELL = 111.2 / (TILES_PER_DEG * LEVELS)


@dataclass(frozen=True)
class ChannelCells:
    """The cells of all channels, by number, sorted."""

    marked: Ints
    """Cells that channels lead through."""
    carved: Ints
    """Those of them that are water whatever the shoreline says."""
    dry: Ints
    """Those of the carved that are land in the shoreline."""


def read_land() -> Shapes:
    """Return the land of GSHHG in full resolution, the Senkaku / Diaoyu islands in their true place."""
    shorelines = gshhg.read_shorelines("f", (-180, -90, 180, 90), levels=(gshhg.LAND, gshhg.ICE_FRONT))
    outlines = np.array([shoreline.polygon for shoreline in shorelines], dtype=object)
    misplaced = shapely.contains_properly(gshhg.MISPLACED, outlines)
    islands = read_dataset("senkaku-islands").geometry.to_numpy()
    return np.concatenate([outlines[~misplaced], shapely.get_parts(islands)])


def read_hazards(kind: Literal["bar", "shoals"]) -> Shapes:
    """Return the hazards of a kind as areas: bars a few cells wide, shoals as they are."""
    records = tomllib.loads(HAZARDS.read_text(encoding="utf-8"))["hazards"]
    points = [record["points"] for record in records if record["kind"] == kind]
    if kind == "bar":
        return np.asarray(
            shapely.buffer([shapely.LineString(line) for line in points], BAR_DEG), dtype=object
        )
    return np.array([shapely.Polygon(outline) for outline in points], dtype=object)


def cut_tiles(land: Shapes, channels: ChannelCells) -> Waters:
    """Return the waters around land.

    A cell that land touches is land, so that no lane clips a shore, and so are bars; the carved cells of
    channels are water all the same, and all that channels mark has the clearance of a fairway.
    """
    land = np.concatenate([land, read_hazards("bar")])
    shoals = read_hazards("shoals")
    tree = shapely.STRtree(land)
    index = np.full((180 * TILES_PER_DEG, 360 * TILES_PER_DEG), LAND, dtype=np.uint16)
    tiles, levels, places = [], [], []
    for north in range(NORTH, SOUTH, -BAND_DEG):
        wet, clear = _cut_band(land, tree, shoals, north, channels)
        top = (90 - north) * TILES_PER_DEG
        kinds = np.where(wet.all(axis=(2, 3)) & (clear.min(axis=(2, 3)) * LEVEL_KM >= REACH_KM), OPEN, LAND)
        stored = wet.any(axis=(2, 3)) & (kinds != OPEN)
        index[top : top + len(kinds)] = kinds
        places.append(np.argwhere(stored) + np.array([top, 0]))
        tiles.append(wet[stored])
        levels.append(clear[stored])
    at = np.concatenate(places)
    water = _keep_ocean(index, at, np.concatenate(tiles))
    (shored,) = np.nonzero(water.any(axis=(1, 2)) & ~water.all(axis=(1, 2)))
    kept = np.concatenate([shored, np.flatnonzero(water.all(axis=(1, 2)))])
    index[tuple(at[kept].T)] = np.arange(FIRST_STORED, FIRST_STORED + len(kept))
    packed = np.packbits(water[shored].reshape(-1, CELLS * CELLS), axis=1)
    flat = np.concatenate(levels)[kept].reshape(-1, LEVELS * LEVELS)
    return join_tiles(index, packed, pack_levels(flat), channels.dry)


def pack_levels(levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return clearances of tiles, shape (n, 400), two to the byte."""
    packed: NDArray[np.uint8] = np.left_shift(levels[:, ::2], 4) | levels[:, 1::2]
    return packed


def unpack_levels(packed: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return clearances of tiles one to the byte, shape (n, 400)."""
    return np.stack([packed >> 4, packed & 15], axis=2).reshape(len(packed), LEVELS * LEVELS)


def _cut_band(
    land: Shapes, tree: shapely.STRtree, shoals: Shapes, north: int, channels: ChannelCells
) -> tuple[Bools, NDArray[np.uint8]]:
    """Return water and clearance of a band of latitudes, shapes (rows, columns, side, side) in tiles."""
    top, bottom = north + MARGIN_DEG, north - BAND_DEG - MARGIN_DEG
    rows = round((top - bottom) * SCALE)
    near = np.sort(tree.query(shapely.box(-180, bottom, 180, top)))
    pieces = shapely.clip_by_rect(shapely.make_valid(land[near]), -180, bottom, 180, top)
    pieces = pieces[~shapely.is_empty(pieces)]
    dry = np.zeros((rows, COLUMNS), dtype=np.uint8)
    if len(pieces):
        corner = from_origin(-180, top, 1 / SCALE, 1 / SCALE)
        rasterize(pieces, out=dry, transform=corner, all_touched=True, default_value=1)
    first = round((90 - top) * SCALE)
    carved, marked = (
        (cells - first * COLUMNS)[(cells >= first * COLUMNS) & (cells < first * COLUMNS + dry.size)]
        for cells in (channels.carved, channels.marked)
    )
    dry.reshape(-1)[carved] = 0
    step = CELLS // LEVELS
    coarse = dry.reshape(rows // step, step, COLUMNS // step, step).max(axis=(1, 3)) > 0
    clear = _measure_clearance(coarse, (top + bottom) / 2)
    fairway = (marked // COLUMNS // step, marked % COLUMNS // step)
    clear[fairway] = np.maximum(clear[fairway], round(FAIRWAY_KM / LEVEL_KM))
    clear[
        rasterize(shoals, clear.shape, transform=from_origin(-180, top, step / SCALE, step / SCALE)) > 0
    ] = 0
    margin = round(MARGIN_DEG * SCALE)
    wet = _cut_into_tiles(dry[margin:-margin] == 0, CELLS)
    return wet, _cut_into_tiles(clear[margin // step : -margin // step], LEVELS)


def _measure_clearance(dry: Bools, lat: float) -> NDArray[np.uint8]:
    """Return the distance to land of each cell in steps of `LEVEL_KM`, at most `REACH_KM`."""
    most = round(REACH_KM / LEVEL_KM)
    levels = np.full(dry.shape, most, dtype=np.uint8)
    size = [KM_PER_LEVEL_CELL, KM_PER_LEVEL_CELL * np.cos(np.radians(lat))]
    wide = int(REACH_KM / size[1]) + 2
    across = np.pad(dry, ((0, 0), (wide, wide)), mode="wrap")
    block = 10 * TILES_PER_DEG * LEVELS
    for left in range(0, dry.shape[1], block):
        part = across[:, left : left + block + 2 * wide]
        if part.any():
            away_km = ndimage.distance_transform_edt(~part, sampling=size)[:, wide:-wide]
            levels[:, left : left + block] = np.minimum(away_km / LEVEL_KM, most).astype(np.uint8)
    return levels


def _cut_into_tiles(cells: NDArray[Any], side: int) -> NDArray[Any]:
    rows, columns = cells.shape
    return cells.reshape(rows // side, side, columns // side, side).swapaxes(1, 2)


def _keep_ocean(index: NDArray[np.uint16], at: Ints, water: Bools) -> Bools:
    """Return the water of stored tiles that hangs together with the ocean, cell by cell."""
    cross = np.zeros((3, 3, 3), dtype=bool)
    cross[1] = ndimage.generate_binary_structure(2, 1)
    labels, count = ndimage.label(water, structure=cross)
    open_label = count + 1
    number = np.full(index.shape, -1, dtype=np.intp)
    number[tuple(at.T)] = np.arange(len(at))
    pairs = [
        pair for row in range(len(index)) for pair in _list_joins(index, number, labels, row, open_label)
    ]
    joins = np.concatenate(pairs)
    graph = coo_array((np.ones(len(joins), dtype=bool), tuple(joins.T)), shape=(count + 2, count + 2))
    parts = connected_components(graph, directed=False)[1]
    is_ocean = parts == parts[open_label]
    is_ocean[0] = False
    return np.asarray(is_ocean[labels], dtype=bool)


def _list_joins(
    index: NDArray[np.uint16], number: Ints, labels: NDArray[np.int32], row: int, open_label: int
) -> Iterator[Ints]:
    """Yield the labels that lie side by side across the edges of one row of tiles, shape (n, 2)."""

    def read_edge(at_row: int, side: tuple[slice | int, slice | int]) -> Ints:
        numbers = number[at_row]
        edges = np.where(index[at_row] == OPEN, open_label, 0)[:, None].repeat(CELLS, axis=1)
        stored = numbers >= 0
        edges[stored] = labels[(numbers[stored], *side)]
        return edges

    every = slice(None)
    east, west = read_edge(row, (every, -1)), read_edge(row, (every, 0))
    yield _pair_labels(east, np.roll(west, -1, axis=0))
    if row + 1 < len(index):
        south, north = read_edge(row, (-1, every)), read_edge(row + 1, (0, every))
        yield _pair_labels(south, north)


def _pair_labels(some: Ints, others: Ints) -> Ints:
    """Return each pair of labels of water that lie side by side once, shape (n, 2)."""
    wet = (some > 0) & (others > 0) & (some != others)
    return np.unique(np.column_stack([some[wet], others[wet]]), axis=0)
