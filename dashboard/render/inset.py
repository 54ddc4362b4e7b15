"""Plan and draw the close-up of a scene in a corner of its map."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import shapely

from dashboard.render.canvas import Canvas
from dashboard.render.frames import MapFrame, fit_frame
from dashboard.render.pages import Page, Rect
from dashboard.render.plan import MapPlan, plan_map
from dashboard.render.slidemap import draw_map
from dashboard.render.theme import LAYER_STYLES, Stroke
from dashboard.texts import ENGLISH, Texts
from geodata.names import Policy
from geodata.records import Frame
from geodata.scenes import ResolvedScene

Z_INSET = 30
"""Added to the drawing order inside the close-up, which lies over the whole map."""
SIZE = (660.0, 470.0)
MARGINS = (34.0, 30.0)
"""Distances from the right and the upper edge of the map."""
CLOSE_MARKS = frozenset(("islands", "feature"))
"""Kinds of drawing that a close-up is about."""
BOX, TIE, EDGE = Stroke("ink", 1.2), Stroke("ink", 0.7, (), 0.4), Stroke("ink", 1.4)
"""Lines around the place of the close-up, from there to it, and around it."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Inset:
    """A close-up and how it is tied to the map that it lies on, in page units."""

    plan: MapPlan
    box: tuple[Point, ...]
    """Corners of what it shows, on the map around it."""
    ties: tuple[tuple[Point, Point], ...]
    """Lines from there to the close-up."""


def locate_inset(resolved: ResolvedScene, page: Page) -> Rect | None:
    """Return where the close-up lies; None where the scene has none or the page no room."""
    if resolved.scene.inset is None or page.column_rects:
        return None
    rect = page.map_rect
    return Rect(rect.right - MARGINS[0] - SIZE[0], rect.top + MARGINS[1], *SIZE)


def plan_inset(
    resolved: ResolvedScene, around: MapFrame, rect: Rect, *, policy: Policy, texts: Texts = ENGLISH
) -> Inset | None:
    """Plan the close-up of a scene; None where it has none.

    Parameters
    ----------
    resolved
        The scene.
    around
        The frame of the map that the close-up lies on.
    rect
        Where it lies.
    policy
        How places are called.
    texts
        Words of the interface.
    """
    camera = resolved.scene.inset
    if camera is None:
        return None
    layers = tuple(shown for shown in resolved.layers if LAYER_STYLES[shown.layer.style].mark in CLOSE_MARKS)
    close = replace(resolved, layers=layers, detours=())
    plan = plan_map(close, fit_frame(camera, rect), policy=policy, numbers={}, texts=texts)
    box = tuple(_find_corners(around, camera))
    left, _, right, low = shapely.Polygon(box).bounds
    ties = tuple(((near, low), (far, rect.bottom)) for near, far in ((left, rect.left), (right, rect.right)))
    return Inset(plan, box, ties)


def draw_inset(canvas: Canvas, inset: Inset, *, texts: Texts = ENGLISH) -> None:
    """Draw the close-up with its frame, and tie it to the part of the map that it shows."""
    canvas.outline(inset.box, BOX, Z_INSET - 1)
    for tie in inset.ties:
        canvas.outline(tie, TIE, Z_INSET - 1, closed=False)
    rect = inset.plan.frame.rect
    canvas.field, canvas.lift = rect, Z_INSET
    draw_map(canvas, inset.plan, texts=texts)
    canvas.field, canvas.lift = canvas.page.map_rect, 0
    canvas.outline(rect.corners, EDGE, 2 * Z_INSET)


def _find_corners(frame: MapFrame, camera: Frame) -> Iterable[tuple[float, float]]:
    for lon, lat in (
        (camera.west, camera.north),
        (camera.east, camera.north),
        (camera.east, camera.south),
        (camera.west, camera.south),
    ):
        yield frame.locate(lon, lat)
