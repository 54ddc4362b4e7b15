"""Follow narrow waters that are opened by hand: canals, straits and the rivers of great ports."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.features import rasterize
from rasterio.transform import from_origin
from skimage.graph import MCP_Geometric

from geodata.build import gshhg
from geodata.build.waters import COLUMNS, SCALE, ChannelCells, Shapes
from geodata.geometry.geodesy import Floats

Ints = NDArray[np.intp]

Cell = tuple[int, int]

CHANNELS = Path(__file__).with_name("channels.toml")
FINE = 5
"""Cells on the side of a cell of the tiles while the water is followed: 1/1200 degree, 93 m."""
MARGIN_DEG = 0.08
"""Water this far outside the points may be followed."""
LAND_COST, RIVER_COST, SHORE_COST = 60.0, 3.0, 2.0
"""Cost of a step over land, along a river line and next to the shore, as a multiple of one mid-water."""


@dataclass(frozen=True)
class Channel:
    """One narrow water, followed from end to end."""

    id: str
    """Key in `channels.toml`."""
    course: Floats
    """Longitudes and latitudes along the water, shape (n, 2), a fine cell apart."""
    is_land: NDArray[np.bool_]
    """Which of them are land in the shoreline; shape (n,)."""
    is_carved: bool
    """Whether its cells become water; a fairway leads through wide water and is only marked."""


def follow_channels(land: Shapes) -> list[Channel]:
    """Return every channel of `channels.toml`."""
    tree = shapely.STRtree(land)
    records = tomllib.loads(CHANNELS.read_text(encoding="utf-8"))["channels"]
    rivers = shapely.STRtree(gshhg.read_rivers("f"))
    return [_follow(record, tree, rivers) for record in records]


def list_cells(channels: list[Channel]) -> ChannelCells:
    """Return the cells of channels, each three cells wide, so that straight legs fit into it."""
    marked, carved, dry = [], [], [np.zeros(0, dtype=np.intp)]
    for channel in channels:
        rows = ((90 - channel.course[:, 1]) * SCALE).astype(np.intp)
        cols = ((channel.course[:, 0] + 180) * SCALE).astype(np.intp)
        for down in (-1, 0, 1):
            for right in (-1, 0, 1):
                numbers = (rows + down) * COLUMNS + cols + right
                marked.append(numbers)
                if channel.is_carved:
                    carved.append(numbers)
                    dry.append(numbers[channel.is_land])
    return ChannelCells(*(np.unique(np.concatenate(cells)) for cells in (marked, carved, dry)))


def _follow(record: Mapping[str, Any], land: shapely.STRtree, rivers: shapely.STRtree) -> Channel:
    points = np.array(record["points"])
    west, south = points.min(axis=0) - MARGIN_DEG
    east, north = points.max(axis=0) + MARGIN_DEG
    size = 1 / (SCALE * FINE)
    shape = (int((north - south) / size) + 1, int((east - west) / size) + 1)
    corner = from_origin(west, north, size, size)
    window = shapely.box(west, south, east, north)
    pieces = shapely.clip_by_rect(shapely.make_valid(_find(land, window)), west, south, east, north)
    dry = _draw([piece for piece in pieces if not piece.is_empty], shape, corner) > 0
    lines = list(_find(rivers, window))
    costs = np.where(dry, LAND_COST, 1.0)
    costs[_draw(lines, shape, corner) > 0] = RIVER_COST
    near_shore = ~dry & (_spread(dry, 2))
    costs[near_shore] *= SHORE_COST
    cells = [(int((north - lat) / size), int((lon - west) / size)) for lon, lat in points]
    way = np.concatenate([_trace(costs, start, end) for start, end in pairwise(cells)])
    course = np.column_stack([west + (way[:, 1] + 0.5) * size, north - (way[:, 0] + 0.5) * size])
    return Channel(record["id"], course, dry[way[:, 0], way[:, 1]], record["kind"] != "fairway")


def _trace(costs: Floats, start: Cell, end: Cell) -> Ints:
    """Return the cells of the cheapest way from cell to cell, shape (n, 2)."""
    search = MCP_Geometric(costs)
    search.find_costs([start], [end])
    return np.array(search.traceback(end), dtype=np.intp)


def _find(tree: shapely.STRtree, window: shapely.Polygon) -> Shapes:
    return np.asarray(tree.geometries[np.sort(tree.query(window))], dtype=object)


def _draw(shapes: list[shapely.Geometry], shape: tuple[int, int], corner: object) -> NDArray[np.uint8]:
    drawn = np.zeros(shape, dtype=np.uint8)
    if shapes:
        rasterize(shapes, out=drawn, transform=corner, default_value=1)
    return drawn


def _spread(cells: NDArray[np.bool_], steps: int) -> NDArray[np.bool_]:
    """Return cells and their neighbours up to a number of steps away."""
    for _ in range(steps):
        wide = cells.copy()
        wide[1:] |= cells[:-1]
        wide[:-1] |= cells[1:]
        wide[:, 1:] |= cells[:, :-1]
        wide[:, :-1] |= cells[:, 1:]
        cells = wide
    return cells
