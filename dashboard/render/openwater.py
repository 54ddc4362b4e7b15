"""Find the edges of a sea that lie in open water: its shore is drawn as the coast already."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

SHORE_PX = 4.0
"""Distance from land within which the edge of a sea counts as its shore."""
STEP_PX = 2.0
"""Length of the pieces into which an edge is cut."""


def find_open_edge(area: BaseGeometry, land: BaseGeometry) -> BaseGeometry:
    """Return the parts of the boundary of a sea that are farther from land than a shore, in page units."""
    shapely.prepare(land)
    pieces = []
    for line in shapely.get_parts(shapely.segmentize(shapely.boundary(area), STEP_PX)):
        places = shapely.get_coordinates(line)
        middles = shapely.points((places[:-1] + places[1:]) / 2)
        is_open = ~shapely.dwithin(land, middles, SHORE_PX)
        ends = np.flatnonzero(np.diff(np.concatenate([[False], is_open, [False]])))
        pieces += [shapely.LineString(places[first : last + 1]) for first, last in ends.reshape(-1, 2)]
    return shapely.line_merge(shapely.MultiLineString(pieces))
