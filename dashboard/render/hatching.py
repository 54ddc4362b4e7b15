"""Fill areas with the hatchings of the theme."""

from functools import cache

import numpy as np
import shapely
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path.parser import parse_path
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from dashboard.render.canvas import Canvas
from dashboard.render.pages import Rect
from dashboard.render.theme import (
    HATCH_PX,
    HATCH_WIDTH_PX,
    HATCH_WIDTHS_PX,
    HATCHES,
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
