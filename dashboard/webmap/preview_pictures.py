"""Draw the picture of a link: that of a scene as PNG, as large as networks ask for."""

import io
from collections.abc import Iterable

import shapely
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from dashboard.layout.fonts import choose_font
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.theme import Palette
from dashboard.webmap.thumbnails import HEIGHT_PX, WIDTH_PX, Painted

SIZE_PX = (1200, 630)
"""What the networks ask for; the picture of the scene stands in its middle."""
DPI = 72 * SIZE_PX[1] / HEIGHT_PX
"""So that a point is a pixel of the picture of the scene."""
LINE_SHARE = 0.5
"""Lines and marks of the picture of the scene, which is much smaller, by their width here."""
STAMP_PT, MARGIN_PT = 9, 10
"""Size of the stamp, and its distance from the edges."""


def draw_preview(shapes: Iterable[Painted], palette: Palette, *, stamp: str = "") -> bytes:
    """Return the shapes of a picture, as `paint_picture` yields them, as the content of a PNG file.

    Parameters
    ----------
    shapes, palette
        What is drawn, and its colours.
    stamp
        What the map is stamped with; empty for nothing.
    """
    width, height = SIZE_PX
    figure = Figure((width / DPI, height / DPI), dpi=DPI, facecolor=palette.paper)
    share = WIDTH_PX / HEIGHT_PX * height / width
    axes = figure.add_axes(
        ((1 - share) / 2, 0, share, 1), xlim=(0, WIDTH_PX), ylim=(HEIGHT_PX, 0), facecolor=palette.sea_0
    )
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_color(palette.rule)
    for painted in shapes:
        if patch := _make_patch(painted):
            axes.add_patch(patch)
    if stamp:
        font = choose_font(TEXT_STYLES["stamp"]).copy()
        font.set_size(STAMP_PT)
        box = {"facecolor": palette.paper, "edgecolor": palette.band, "linewidth": 1, "pad": 5}
        axes.text(
            WIDTH_PX - MARGIN_PT,
            MARGIN_PT,
            stamp,
            font=font,
            color=palette.band,
            horizontalalignment="right",
            verticalalignment="top",
            bbox=box,
        )
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=DPI, metadata={"Software": None})
    return written.getvalue()


def _make_patch(painted: Painted) -> Circle | PathPatch | None:
    """Return a shape as matplotlib draws it; None where it is outside the picture."""
    line = painted.line
    drawn = {
        "facecolor": (painted.fill, painted.opacity) if painted.fill else "none",
        "edgecolor": (line.colour, line.opacity) if line else "none",
        "linewidth": LINE_SHARE * line.width if line else 0,
        "linestyle": (0, [part / line.width for part in line.dash]) if line and line.dash else "solid",
    }
    if painted.radius:
        return Circle(shapely.get_coordinates(painted.shape)[0], LINE_SHARE * painted.radius, **drawn)
    path = _make_path(painted.shape)
    return PathPatch(path, **drawn) if path else None


def _make_path(shape: BaseGeometry) -> Path | None:
    parts = shapely.get_parts(shape)
    rings = [
        ring for part in parts if part.geom_type == "Polygon" for ring in (part.exterior, *part.interiors)
    ]
    lines = [part for part in parts if part.geom_type == "LineString"]
    paths = [
        *(Path(shapely.get_coordinates(ring), closed=True) for ring in rings),
        *(Path(shapely.get_coordinates(line)) for line in lines),
    ]
    return Path.make_compound_path(*paths) if paths else None
