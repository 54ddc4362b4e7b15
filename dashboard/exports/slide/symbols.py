"""Draw hatchings and legend swatches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import shapely
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path.parser import parse_path
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from dashboard.exports.slide.canvas import Canvas
from dashboard.layout.page import Rect
from dashboard.marks import Swatch
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
ARROW = ((0, -1), (0.65, -3), (0.62, -7), (1, 0), (0.62, 7), (0.65, 3), (0, 1))
"""Outline of the sample of an arrow: share of the width, and pixels below the middle."""
CLOSED_GATE = "gate-closed"
"""Style of chokepoints that are closed."""


def cross_ring(x: float, y: float, radius: float) -> list[list[tuple[float, float]]]:
    """Return the two lines of the cross in the ring of a closed chokepoint."""
    arm = 0.45 * radius
    return [[(x - arm, y - arm * side), (x + arm, y + arm * side)] for side in (-1, 1)]


@dataclass(frozen=True)
class Sample:
    """Where a sample is drawn, and of what style."""

    canvas: Canvas
    key: str
    """Key of `LAYER_STYLES`."""
    left: float
    middle: float
    """The height that it is drawn around."""
    z: float

    @property
    def style(self) -> LayerStyle:
        """What it is a sample of."""
        return LAYER_STYLES[self.key]

    @property
    def swatch(self) -> Swatch:
        """What is drawn."""
        return self.style.mark_kind.swatch

    @property
    def centre(self) -> float:
        """Middle of its width."""
        return self.left + SWATCH_PX / 2


def draw_swatch(canvas: Canvas, key: str, left: float, middle: float, z: float) -> None:
    """Draw the sample of a style around a height, from a left edge."""
    sample = Sample(canvas, key, left, middle, z)
    draw = _draw_patch if sample.style.hatch else SAMPLES[sample.swatch.shape]
    draw(sample)


def _draw_diamond(sample: Sample) -> None:
    style, centre, middle, radius = sample.style, sample.centre, sample.middle, sample.swatch.radius
    fill, edge = (style.fill, "paper") if style.fill_opacity else ("paper", style.stroke.colour)
    points = [(centre, middle - radius), (centre + radius, middle)]
    points += [(centre, middle + radius), (centre - radius, middle)]
    sample.canvas.draw_shape(points, sample.z, fill=fill, edge=edge, edge_pt=1.2)


def _draw_ring(sample: Sample) -> None:
    canvas, place, radius = sample.canvas, (sample.centre, sample.middle), sample.swatch.radius
    if sample.key == CLOSED_GATE:
        canvas.draw_ring(*place, radius, sample.z, fill="accent", edge="paper", edge_pt=1.2)
        for cross in cross_ring(*place, radius):
            canvas.outline(cross, Stroke("paper", 1.8), sample.z, closed=False)
        return
    edge = sample.swatch.colour or sample.style.stroke.colour
    canvas.draw_ring(*place, radius, sample.z, fill="paper", edge=edge, edge_pt=1.8)


def _draw_dot(sample: Sample) -> None:
    sample.canvas.draw_ring(
        sample.centre,
        sample.middle,
        sample.swatch.radius,
        sample.z,
        fill=sample.style.fill,
        edge="paper",
        edge_pt=1.2,
    )


def _draw_arrow(sample: Sample) -> None:
    points = [(sample.left + share * SWATCH_PX, sample.middle + down) for share, down in ARROW]
    sample.canvas.draw_shape(points, sample.z, fill=sample.style.fill, edge="paper", edge_pt=0.8)


def _draw_patch(sample: Sample) -> None:
    box = Rect(sample.left, sample.middle - 9, SWATCH_PX, 18)
    draw_hatch(sample.canvas, shapely.box(*box.bounds), sample.style, sample.z, within=box)
    sample.canvas.outline(box.corners, sample.style.stroke, sample.z)


def _draw_line(sample: Sample) -> None:
    ends = [(sample.left, sample.middle), (sample.left + SWATCH_PX, sample.middle)]
    sample.canvas.outline(ends, sample.style.stroke, sample.z, closed=False)


def _draw_fade(sample: Sample) -> None:
    """Draw a piece of the line below a fading edge, where the range band is filled."""
    if not sample.style.fill_opacity:
        _draw_line(sample)
        return
    step = SWATCH_PX / FADES
    for place in range(FADES):
        part = Rect(sample.left + place * step, sample.middle - 9, step + 0.3, 12)
        opacity = sample.style.fill_opacity * (1 - place / (FADES + 1))
        sample.canvas.fill_rect(part, sample.style.fill, sample.z, opacity=opacity)
    _draw_line(replace(sample, middle=sample.middle + 6))


SAMPLES: Mapping[str, Callable[[Sample], None]] = {
    "line": _draw_line,
    "fade": _draw_fade,
    "diamond": _draw_diamond,
    "ring": _draw_ring,
    "dot": _draw_dot,
    "arrow": _draw_arrow,
}
"""Shape of a swatch -> what draws it."""
