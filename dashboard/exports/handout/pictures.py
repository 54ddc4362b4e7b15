"""Draw the maps and the samples of the legend of a handout."""

import gc
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

import matplotlib as mpl

from dashboard.exports.slide.canvas import CSS_DPI, Canvas
from dashboard.exports.slide.slide import SETTINGS, draw_scene_map
from dashboard.exports.slide.symbols import SWATCH_PX, draw_swatch
from dashboard.layout.fonts import accept_boxes
from dashboard.layout.furniture import describe_scale
from dashboard.layout.page import Page, Rect
from dashboard.layout.projection import fit_extent
from dashboard.theme import PALETTES
from geodata.names import Policy
from geodata.scenes import ResolvedScene

MAP_PX = (1300.0, 830.0)
"""Size of a map in page units; on paper it is about half as large."""
SAMPLE_PX = (SWATCH_PX, 22.0)
PRINT_RATIO = 1.2
"""Pixels to a page unit of a map as PNG: 220 to an inch on A4."""
NOWHERE = Rect(0, 0, 0, 0)
SAMPLES = "samples"
"""Folder of the samples, beside the maps."""
CLOSEST_PT = 0.8
"""How far corners of a drawing lie apart at least, in its points: 0.15 mm on paper."""
_PATH = re.compile(r'(?<= d=")[^"]{200,}(?=")')
_FIGURE = re.compile(r"-?\d+\.\d{2,}")
Form = Literal["svg", "png"]


@dataclass(frozen=True)
class MapPicture:
    """The map of a scene."""

    path: Path
    projection: str
    """Name of the projection, and how true lengths are."""


def draw_map_picture(
    resolved: ResolvedScene, folder: Path, *, stamp: str, policy: Policy, form: Form
) -> MapPicture:
    """Draw the map of a scene in the light theme into a folder.

    As SVG its texts are outlines, and it has no more corners than paper shows.
    """
    canvas = _open_canvas(MAP_PX, policy)
    frame = fit_extent(resolved.scene.camera, canvas.page.map_rect)
    draw_scene_map(canvas, resolved, frame, stamp)
    path = folder / f"map-{resolved.number:02}.{form}"
    path.write_bytes(_save(canvas, form))
    gc.collect()  # a page is a knot of references to itself, with all that is drawn on it
    return MapPicture(path, describe_scale(frame))


def draw_samples(styles: Iterable[str], folder: Path, *, form: Form) -> dict[str, Path]:
    """Draw the samples of styles into a folder, and return them by the keys of the styles."""
    drawn = {key: folder / SAMPLES / f"{key}.{form}" for key in styles}
    (folder / SAMPLES).mkdir()
    for key, path in drawn.items():
        canvas = _open_canvas(SAMPLE_PX, "dual")
        draw_swatch(canvas, key, 0, SAMPLE_PX[1] / 2, 1)
        path.write_bytes(_save(canvas, form))
    return drawn


def _open_canvas(size: tuple[float, float], policy: Policy) -> Canvas:
    page = Page("handout", *size, PRINT_RATIO, Rect(0, 0, *size), NOWHERE)
    return Canvas(page, PALETTES["light"], policy)


def _save(canvas: Canvas, form: Form) -> bytes:
    written = BytesIO()
    ratio = canvas.page.pixel_ratio if form == "png" else 1
    metadata = {"svg": {"Date": None, "Creator": None}, "png": {"Software": "SeaBrief"}}
    with mpl.rc_context({**SETTINGS, "svg.fonttype": "path"}), accept_boxes():
        canvas.figure.savefig(written, format=form, dpi=CSS_DPI * ratio, metadata=metadata[form])
    return (
        _PATH.sub(_thin_path, written.getvalue().decode()).encode() if form == "svg" else written.getvalue()
    )


def _thin_path(path: re.Match[str]) -> str:
    """Return a path of an SVG, as matplotlib writes it, without corners that lie too close, to 0.1 pt."""
    if "C" in path[0] or "Q" in path[0]:
        return _FIGURE.sub(lambda figure: f"{float(figure[0]):.1f}", path[0])
    kept, x, y = [], math.inf, math.inf
    for step in path[0].splitlines():
        if step[0] not in "ML":
            kept.append(step)
            continue
        to_x, to_y = map(float, step[2:].split())
        if step[0] == "M" or abs(to_x - x) + abs(to_y - y) >= CLOSEST_PT:
            x, y = to_x, to_y
            kept.append(f"{step[0]}{x:.1f} {y:.1f}")
    return "".join(kept)
