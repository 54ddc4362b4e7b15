"""Cut shapes to the part of the world that a map shows."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

SEAM_TURNS = 1e-9
"""How far from 180 degrees, in turns, a part of a shape counts as cut there."""
JOIN: tuple[Callable[..., Any], ...] = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)
"""What makes one shape of several of 0, 1 and 2 dimensions."""


def cut_to_extent(geometry: BaseGeometry, extent: tuple[float, float, float, float]) -> BaseGeometry:
    """Cut a geometry to west, south, east and north in degrees.

    It is turned around the world where the extent or its own longitudes lie beyond 180 degrees; parts that
    meet at 180 degrees are joined.
    """
    if geometry.is_empty:
        return geometry
    first, _, last, _ = geometry.bounds
    turns = range(math.ceil((extent[0] - last) / 360), math.floor((extent[2] - first) / 360) + 1)
    pieces = [
        shapely.clip_by_rect(translate(geometry, 360 * turn) if turn else geometry, *extent) for turn in turns
    ]
    shown = [piece for piece in pieces if not piece.is_empty]
    return shown[0] if len(shown) == 1 else _join_turns(shown)


def keep_dimension(geometry: BaseGeometry, dimension: int) -> BaseGeometry:
    """Return the parts of a dimension as one shape; a cut can leave points and lines of an area."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    kept = (shapely.get_dimensions(parts) == dimension) & ~shapely.is_empty(parts)
    return join_parts(parts[kept], dimension)


def join_parts(parts: NDArray[np.object_], dimension: int) -> BaseGeometry:
    """Return parts of a dimension as one shape, as they are: its constructor would copy each of them."""
    joined: BaseGeometry = JOIN[dimension](parts)
    return joined


def _join_turns(pieces: list[BaseGeometry]) -> BaseGeometry:
    if not pieces:
        return shapely.Point()
    parts = np.concatenate([shapely.get_parts(piece) for piece in pieces])
    turned = (shapely.bounds(parts)[:, [0, 2]] + 180) / 360
    at_seam = (np.abs(turned - np.round(turned)) < SEAM_TURNS).any(axis=1)
    joined = shapely.union_all(shapely.make_valid(parts[at_seam]))
    return shapely.GeometryCollection([*parts[~at_seam], *shapely.get_parts(joined)])
