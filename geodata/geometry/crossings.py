"""Estimate how often the edges of a shape cross or meet, before work that takes long with many of them."""

from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.geometry.geodesy import list_parts

MAX_NEAR_EDGES = 300_000_000
"""Most pairs of edges of a shape that may meet, by their boxes: to check them all takes a second or two."""
FEW_EDGES = 1_000
"""Shapes of fewer edges have too few pairs for that to count."""
SAMPLE, UPPER_QUARTER = 64, 75
"""Edges of a shape whose neighbours are counted, and the percentile of their counts that stands for all."""
NEIGHBOURS = 3
"""Edges that each one touches in a sound shape: itself, the one before and the next."""


def count_crossings(shape: BaseGeometry, sample: int) -> float:
    """Return about how often edges of a shape cross or touch others of it, told by a sample of its edges."""
    corners, owner = shapely.get_coordinates(_list_edges(shape), return_index=True)
    starts, ends = corners[:-1][np.diff(owner) == 0], corners[1:][np.diff(owner) == 0]
    if not len(starts):
        return 0.0
    chosen = np.unique(np.linspace(0, len(starts) - 1, min(sample, len(starts))).astype(int))
    ours = starts[chosen, None], ends[chosen, None]
    apart = _turn(*ours, starts) * _turn(*ours, ends) > 0
    apart |= _turn(starts, ends, ours[0]) * _turn(starts, ends, ours[1]) > 0
    low, high = np.minimum(starts, ends), np.maximum(starts, ends)
    apart |= (np.minimum(*ours) > high).any(axis=2) | (np.maximum(*ours) < low).any(axis=2)
    hits = (~apart).sum() - NEIGHBOURS * len(chosen)
    return max(float(hits), 0.0) * len(starts) / len(chosen) / 2


def count_near_edges(shape: BaseGeometry) -> float:
    """Return about how many pairs of edges of a shape may meet, as their boxes do; 0 for few edges."""
    if shapely.get_num_coordinates(shape) < FEW_EDGES or shapely.get_dimensions(shape) != 2:  # noqa: PLR2004 - of an area
        return 0.0
    corners, owner = shapely.get_coordinates(_list_edges(shape), return_index=True)
    same = np.diff(owner) == 0
    low = np.minimum(corners[:-1], corners[1:])[same]
    high = np.maximum(corners[:-1], corners[1:])[same]
    chosen = np.linspace(0, len(low) - 1, SAMPLE).astype(int)
    counts = [((low <= high[one]) & (high >= low[one])).all(axis=1).sum() for one in chosen]
    return float(np.percentile(counts, UPPER_QUARTER)) * len(low) / 2


def _list_edges(shape: BaseGeometry) -> list[BaseGeometry]:
    lines = [shapely.boundary(part) if part.geom_type == "Polygon" else part for part in list_parts(shape)]
    return [line for several in lines for line in list_parts(several)]


def _turn(start: Any, end: Any, place: Any) -> Any:  # noqa: ANN401 - arrays that numpy broadcasts
    """Return on which side of a line a place lies: the sign of a cross product."""
    (ax, ay), (bx, by) = np.moveaxis(end - start, -1, 0), np.moveaxis(place - start, -1, 0)
    return ax * by - ay * bx
