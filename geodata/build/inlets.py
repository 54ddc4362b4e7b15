"""Join water that the mesh leaves apart, fjords and inlets, along their water to the rest of the sea."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from geodata.geometry.geodesy import Floats
from geodata.routing.graph import is_icy
from geodata.routing.water_grid import (
    CELLS,
    EARTH_KM,
    FIRST_STORED,
    TILES_PER_DEG,
    Waters,
    creep_through,
    measure_legs,
    to_sphere,
)

Ints = NDArray[np.intp]

NEAR_KM = 25.0
"""Half the side of the square within which a place finds the sea by itself; see `CREEP_KM` of the graph."""
SPANS_KM = (60.0, 110.0)
"""Half the side of the squares in which the way out of an inlet is looked for."""
LONE_KM = 14.0
"""Water farther than this from every node of the sea gets a node of its own."""
LEAST_CELLS = 12
"""A tile with fewer cells of water than this gets none: some 2.5 square kilometres at the equator."""
REACH = 24
"""Cells of a way that one leg may skip: 11 km."""


@dataclass(frozen=True)
class Inlets:
    """Nodes with those along the ways out of inlets, and the legs of these ways."""

    nodes: Floats
    """Longitudes and latitudes, shape (n, 2), the given ones first."""
    pairs: Ints
    """Numbers of the nodes at both ends of each added leg, shape (m, 2)."""


def follow_inlets(waters: Waters, nodes: Floats) -> Inlets:
    """Return nodes with those along the ways out of water that has none, and the legs of these ways.

    From one place in each tile that is far from every node the water is followed cell by cell to the nearest
    node, or to a way that was found before; the way becomes a chain of nodes, each in sight of the next. None
    is made where a node is so near by water that a place finds it by itself (`NEAR_KM`), or too far.

    Parameters
    ----------
    waters
        Water and land.
    nodes
        Longitudes and latitudes of the nodes that hang together, shape (n, 2).
    """
    sea = _Sea(nodes, cKDTree(to_sphere(nodes)), [], [])
    added: list[Floats] = []
    pairs_added: list[Ints] = []
    count = len(nodes)
    for start in _find_lone_water(waters, nodes):
        found = _find_way_out(waters, start, sea)
        if found is None:
            continue
        goal, way = found
        chain = _thin_way(waters, way)[:-1]
        numbers = np.append(count + np.arange(len(chain), dtype=np.intp), goal)
        pairs_added.append(np.column_stack([numbers[:-1], numbers[1:]]))
        added.append(chain)
        sea.ways.append(chain)
        sea.numbers.append(numbers[:-1])
        count += len(chain)
    return Inlets(
        np.concatenate([nodes, *added]),
        np.concatenate([np.zeros((0, 2), dtype=np.intp), *pairs_added]),
    )


@dataclass(frozen=True)
class _Sea:
    """What ways out of inlets lead to: the nodes of the sea, and the ways found so far."""

    nodes: Floats
    tree: cKDTree
    ways: list[Floats]
    numbers: list[Ints]

    def find_near(self, place: Floats, away_km: float) -> tuple[Floats, Ints]:
        """Return the nodes within a distance of a place, and their numbers."""
        here = to_sphere(place[None])[0]
        near = self.tree.query_ball_point(here, away_km / EARTH_KM)
        ways = np.concatenate([np.zeros((0, 2)), *self.ways])
        numbers = np.concatenate([np.zeros(0, dtype=np.intp), *self.numbers])
        close = np.linalg.norm(to_sphere(ways) - here, axis=1) * EARTH_KM < away_km
        return np.concatenate([self.nodes[near], ways[close]]), np.concatenate(
            [np.array(near, dtype=np.intp), numbers[close]]
        )


def _find_way_out(waters: Waters, start: Floats, sea: _Sea) -> tuple[int, Floats] | None:
    """Return the node that the way out of an inlet leads to, and the way; None where it is near or lost."""
    for span_km in (NEAR_KM, *SPANS_KM):
        goals, numbers = sea.find_near(start, 1.5 * span_km)
        if not len(goals):
            continue
        out = creep_through(waters, (start[0], start[1]), goals, within_km=span_km)
        if out is not None:
            goal, way = out
            course = np.vstack([start[None], way[1:-1], goals[[goal]]])
            return None if span_km == NEAR_KM else (int(numbers[goal]), course)
    return None


def _find_lone_water(waters: Waters, nodes: Floats) -> Floats:
    """Return a place in each tile with water that lies far from every node, shape (n, 2)."""
    tiles = np.argwhere((waters.index >= FIRST_STORED) & (waters.index < FIRST_STORED + len(waters.water)))
    stored = waters.index[tuple(tiles.T)].astype(np.intp) - FIRST_STORED
    wet = np.unpackbits(waters.water[stored], axis=1).reshape(-1, CELLS, CELLS).astype(bool)
    sea = cKDTree(to_sphere(nodes))
    places = []
    for (row, col), cells in zip(tiles, wet, strict=True):
        found = np.argwhere(cells)
        if len(found) < LEAST_CELLS:
            continue
        middle = found[np.abs(found - np.median(found, axis=0)).sum(axis=1).argmin()]
        scale = TILES_PER_DEG * CELLS
        lat = 90 - (row * CELLS + middle[0] + 0.5) / scale
        lon = (col * CELLS + middle[1] + 0.5) / scale - 180
        places.append((lon, lat))
    points = np.array(places)
    away = sea.query(to_sphere(points))[0] * EARTH_KM
    lone = points[away > LONE_KM]
    return np.asarray(lone[~is_icy(lone)], dtype=np.float64)


def _thin_way(waters: Waters, way: Floats) -> Floats:
    """Return the places of a way that are left when each leg leads as far on as it is clear of land."""
    kept = [0]
    while kept[-1] < len(way) - 1:
        ahead = np.arange(kept[-1] + 1, min(kept[-1] + REACH, len(way) - 1) + 1)
        starts = np.repeat(way[[kept[-1]]], len(ahead), axis=0)
        clear = np.isfinite(measure_legs(waters, starts, way[ahead]).costs_km)
        kept.append(int(ahead[clear].max()) if clear.any() else kept[-1] + 1)
    return way[kept]
