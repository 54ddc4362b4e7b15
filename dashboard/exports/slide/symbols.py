"""Draw legend swatches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dashboard.exports.slide.canvas import Canvas
from dashboard.layout.page import Rect
from dashboard.marks import Swatch
from dashboard.theme import LAYER_STYLES, LayerStyle, Stroke

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
    SAMPLES[sample.swatch.shape](sample)


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
    sample.canvas.fill_rect(box, sample.style.fill, sample.z, opacity=sample.style.fill_opacity)
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
    "patch": _draw_patch,
    "fade": _draw_fade,
    "diamond": _draw_diamond,
    "ring": _draw_ring,
    "dot": _draw_dot,
    "arrow": _draw_arrow,
}
"""Shape of a swatch -> what draws it."""
