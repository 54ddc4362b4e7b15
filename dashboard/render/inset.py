"""Draw the close-up of a scene in a corner of its map."""

from collections.abc import Iterable
from dataclasses import replace

import shapely

from dashboard.render.canvas import Canvas
from dashboard.render.frames import MapFrame, fit_frame
from dashboard.render.pages import Page, Rect
from dashboard.render.plan import plan_map
from dashboard.render.slidemap import draw_map
from dashboard.render.theme import LAYER_STYLES, Stroke
from dashboard.texts import ENGLISH, Texts
from geodata.records import Frame
from geodata.scenes import ResolvedScene

Z_INSET = 30
"""Added to the drawing order inside the close-up, which lies over the whole map."""
SIZE = (660.0, 470.0)
MARGINS = (34.0, 30.0)
"""Distances from the right and the upper edge of the map."""
CLOSE_MARKS = frozenset(("islands", "feature"))
"""Kinds of drawing that a close-up is about."""


def locate_inset(resolved: ResolvedScene, page: Page) -> Rect | None:
    """Return where the close-up lies; None where the scene has none or the page no room."""
    if resolved.scene.inset is None or page.column_rects:
        return None
    rect = page.map_rect
    return Rect(rect.right - MARGINS[0] - SIZE[0], rect.top + MARGINS[1], *SIZE)


def draw_inset(
    canvas: Canvas, resolved: ResolvedScene, around: MapFrame, rect: Rect, *, texts: Texts = ENGLISH
) -> None:
    """Draw the close-up with its frame, and tie it to the part of the map that it shows."""
    camera = resolved.scene.inset
    if camera is None:
        return
    layers = tuple(shown for shown in resolved.layers if LAYER_STYLES[shown.layer.style].mark in CLOSE_MARKS)
    frame = fit_frame(camera, rect)
    plan = plan_map(
        replace(resolved, layers=layers, detours=()), frame, policy=canvas.policy, numbers={}, texts=texts
    )
    box = list(_find_corners(around, camera))
    canvas.outline(box, Stroke("ink", 1.2), Z_INSET - 1)
    left, _, right, _ = shapely.Polygon(box).bounds
    low = max(y for _, y in box)
    for near, far in ((left, rect.left), (right, rect.right)):
        canvas.outline(
            [(near, low), (far, rect.bottom)], Stroke("ink", 0.7, (), 0.4), Z_INSET - 1, closed=False
        )
    canvas.field, canvas.lift = rect, Z_INSET
    draw_map(canvas, plan, texts=texts)
    canvas.field, canvas.lift = canvas.page.map_rect, 0
    edge = [
        (rect.left, rect.top),
        (rect.right, rect.top),
        (rect.right, rect.bottom),
        (rect.left, rect.bottom),
    ]
    canvas.outline(edge, Stroke("ink", 1.4), 2 * Z_INSET)


def _find_corners(frame: MapFrame, camera: Frame) -> Iterable[tuple[float, float]]:
    for lon, lat in (
        (camera.west, camera.north),
        (camera.east, camera.north),
        (camera.east, camera.south),
        (camera.west, camera.south),
    ):
        yield frame.locate(lon, lat)
