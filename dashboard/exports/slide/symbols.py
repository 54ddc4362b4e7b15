"""Draw hatchings and legend swatches."""

from functools import cache

import numpy as np
import shapely
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path.parser import parse_path
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from dashboard.exports.slide.canvas import Canvas
from dashboard.layout.page import Rect
from dashboard.theme import (
    HATCH_PX,
    HATCH_WIDTH_PX,
    HATCH_WIDTHS_PX,
    HATCHES,
    LAYER_STYLES,
    PX_PER_PT,
    LayerStyle,
    Stroke,
)

LIGHTER, OPACITY = 0.8, 0.62
"""How much finer and paler hatching is than on the web map, where names lie in a layer of their own."""
CODES = {"moveTo": Path.MOVETO, "lineTo": Path.LINETO, "curveTo": Path.CURVE4}


def draw_hatch(canvas: Canvas, shape: BaseGeometry, style: LayerStyle, z: float, *, within: Rect) -> None:
    """Fill an area with the hatching of its style, in whole tiles from the corner of the page."""
    shown = shapely.clip_by_rect(shape, within.left, within.top, within.right, within.bottom)
    if shown.is_empty:
        return
    canvas.fill(shown, style.fill, z, opacity=style.fill_opacity, within=within)
    left, top, right, bottom = (bound / HATCH_PX for bound in shown.bounds)
    columns, rows = np.meshgrid(
        np.arange(np.floor(left), np.ceil(right)), np.arange(np.floor(top), np.ceil(bottom))
    )
    corners = np.column_stack([columns.ravel(), rows.ravel()]) * HATCH_PX
    tile = _read_tile(style.hatch)
    vertices = (corners[:, None, :] + np.asarray(tile.vertices)[None, :, :]).reshape(-1, 2)
    whole = Path(vertices, np.tile(np.asarray(tile.codes), len(corners)))
    whole.should_simplify = False  # it takes dots for nothing
    width = LIGHTER * HATCH_WIDTHS_PX.get(style.hatch, HATCH_WIDTH_PX) / PX_PER_PT
    canvas.draw_inside(whole, shown, Stroke(style.stroke.colour, width, (), OPACITY), z)


@cache
def _read_tile(hatch: str) -> Path:
    """Return the lines of one tile."""
    pen = RecordingPen()
    parse_path(HATCHES[hatch], pen)
    steps = [(CODES[step], point) for step, points in pen.value if step in CODES for point in points]
    return Path([point for _, point in steps], [code for code, _ in steps])


SWATCH_PX = 44.0
"""Width of a sample."""
FADES = 8
"""Steps in which the sample of a range band fades."""
DIAMONDS = {"islands": 8.0, "feature": 5.5, "event": 7.5}
"""Kind of drawing -> half the size of its diamond."""
RINGS = {"point": ("disputed", 7.0), "gate": ("ink", 7.0), "actor": ("", 6.0), "port": ("lane", 6.0)}
"""Kind of drawing -> colour and radius of its ring; the colour of its style where empty."""
DOTS = frozenset(("place", "note"))
"""Kinds of drawing whose samples are filled dots."""
DOT_PX = 5.0
ARROW = ((0, -1), (0.65, -3), (0.62, -7), (1, 0), (0.62, 7), (0.65, 3), (0, 1))
"""Outline of the sample of an arrow: share of the width, and pixels below the middle."""
CLOSED_GATE = "gate-closed"
"""Style of chokepoints that are closed."""


def cross_ring(x: float, y: float, radius: float) -> list[list[tuple[float, float]]]:
    """Return the two lines of the cross in the ring of a closed chokepoint."""
    arm = 0.45 * radius
    return [[(x - arm, y - arm * side), (x + arm, y + arm * side)] for side in (-1, 1)]


def draw_swatch(canvas: Canvas, key: str, left: float, middle: float, z: float) -> None:
    """Draw the sample of a style around a height, from a left edge."""
    style = LAYER_STYLES[key]
    centre = left + SWATCH_PX / 2
    if style.mark in DIAMONDS:
        fill = style.fill if style.fill_opacity else "paper"
        edge = "paper" if style.fill_opacity else style.stroke.colour
        radius = DIAMONDS[style.mark]
        points = [(centre, middle - radius), (centre + radius, middle)]
        points += [(centre, middle + radius), (centre - radius, middle)]
        canvas.draw_shape(points, z, fill=fill, edge=edge, edge_pt=1.2)
    elif style.mark in RINGS:
        colour, radius = RINGS[style.mark]
        edge = colour or style.stroke.colour
        if key == CLOSED_GATE:
            canvas.draw_ring(centre, middle, radius, z, fill="accent", edge="paper", edge_pt=1.2)
            for cross in cross_ring(centre, middle, radius):
                canvas.outline(cross, Stroke("paper", 1.8), z, closed=False)
            return
        canvas.draw_ring(centre, middle, radius, z, fill="paper", edge=edge, edge_pt=1.8)
    elif style.mark in DOTS:
        canvas.draw_ring(centre, middle, DOT_PX, z, fill=style.fill, edge="paper", edge_pt=1.2)
    elif style.mark == "arrow":
        points = [(left + share * SWATCH_PX, middle + down) for share, down in ARROW]
        canvas.draw_shape(points, z, fill=style.fill, edge="paper", edge_pt=0.8)
    elif style.hatch:
        _draw_patch(canvas, style, Rect(left, middle - 9, SWATCH_PX, 18), z)
    else:
        _draw_sample(canvas, style, left, middle, z)


def _draw_patch(canvas: Canvas, style: LayerStyle, box: Rect, z: float) -> None:
    draw_hatch(canvas, shapely.box(*box.bounds), style, z, within=box)
    canvas.outline(box.corners, style.stroke, z)


def _draw_sample(canvas: Canvas, style: LayerStyle, left: float, middle: float, z: float) -> None:
    """Draw a piece of the line, below a fading edge where it is a range band."""
    if style.mark == "band" and style.fill_opacity:
        step = SWATCH_PX / FADES
        for place in range(FADES):
            part = Rect(left + place * step, middle - 9, step + 0.3, 12)
            opacity = style.fill_opacity * (1 - place / (FADES + 1))
            canvas.fill_rect(part, style.fill, z, opacity=opacity)
        middle += 6
    canvas.outline([(left, middle), (left + SWATCH_PX, middle)], style.stroke, z, closed=False)
