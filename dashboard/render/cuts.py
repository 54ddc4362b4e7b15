"""Cut shapes to the part of the world that a map shows."""

import math

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

SEAM_TURNS = 1e-9
"""How far from 180 degrees, in turns, a part of a shape counts as cut there."""
MULTI = (shapely.MultiPoint, shapely.MultiLineString, shapely.MultiPolygon)
"""What holds shapes of 0, 1 and 2 dimensions."""


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
    kept = [part for part in parts if shapely.get_dimensions(part) == dimension and not part.is_empty]
    return MULTI[dimension](kept)


def _join_turns(pieces: list[BaseGeometry]) -> BaseGeometry:
    if not pieces:
        return shapely.Point()
    parts = np.concatenate([shapely.get_parts(piece) for piece in pieces])
    turned = (shapely.bounds(parts)[:, [0, 2]] + 180) / 360
    at_seam = (np.abs(turned - np.round(turned)) < SEAM_TURNS).any(axis=1)
    joined = shapely.union_all(shapely.make_valid(parts[at_seam]))
    return shapely.GeometryCollection([*parts[~at_seam], *shapely.get_parts(joined)])
