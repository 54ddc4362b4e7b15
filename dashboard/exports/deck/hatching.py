"""Draw hatched areas as native lines."""

import math

import numpy as np
import shapely
from shapely.affinity import rotate
from shapely.geometry.base import BaseGeometry

from dashboard.exports.deck.shapes import Group
from dashboard.i18n.texts import get_texts
from dashboard.theme import LayerStyle, Stroke

SPACING_PX = 10.0
WIDTH_PT, OPACITY = 0.8, 0.62
DOTS, RINGS = (1.0, 4.0), (2.0, 3.0)
LINES: dict[str, tuple[tuple[float, ...], tuple[float, ...], float]] = {
    "rise": ((-45,), (), 1),
    "fall": ((45,), (), 1),
    "flat": ((0,), (), 1),
    "upright": ((90,), (), 1),
    "cross": ((0, 90), (), 1),
    "dots": ((0,), DOTS, 2.7),
    "rings": ((45,), RINGS, 2.2),
}
"""Hatching -> directions of its lines in degrees clockwise, their dashes, and their width as a share."""


def draw_hatch(group: Group, area: BaseGeometry, style: LayerStyle, name: str) -> None:
    """Draw an area with a light fill, its hatching and its outline."""
    texts = get_texts()
    if area.is_empty:
        return
    angles, dash, wider = LINES[style.hatch]
    group.fill(area, style.fill, name, opacity=style.fill_opacity)
    lines = shapely.union_all([_rule(area, angle) for angle in angles])
    stroke = Stroke(style.stroke.colour, WIDTH_PT * wider, dash, OPACITY)
    group.draw(lines, stroke, texts.deck_hatching.format(name=name))
    group.draw(area, style.stroke, texts.deck_outline.format(name=name))


def _rule(area: BaseGeometry, angle: float) -> BaseGeometry:
    """Return parallel lines inside an area; lines of neighbouring areas meet."""
    left, top, right, bottom = area.bounds
    turn = math.radians(angle)
    across = np.array([-math.sin(turn), math.cos(turn)])
    corners = np.array([(x, y) for x in (left, right) for y in (top, bottom)])
    along, offsets = corners @ np.array([math.cos(turn), math.sin(turn)]), corners @ across
    first, last = math.ceil(offsets.min() / SPACING_PX), math.floor(offsets.max() / SPACING_PX)
    level = [
        shapely.LineString([(along.min(), step * SPACING_PX), (along.max(), step * SPACING_PX)])
        for step in range(first, last + 1)
    ]
    ruled = rotate(shapely.MultiLineString(level), angle, origin=(0, 0))
    return shapely.intersection(ruled, area)
