"""Draw the map of a slide as a picture, for decks that are not to be edited."""

from io import BytesIO

import matplotlib as mpl
from matplotlib.transforms import Bbox

from dashboard.exports.slide.canvas import CSS_DPI, Canvas
from dashboard.exports.slide.slide import SETTINGS, draw_scene_map
from dashboard.layout.fonts import accept_boxes
from dashboard.layout.page import Page
from dashboard.layout.projection import fit_extent
from dashboard.theme import PALETTES
from dashboard.wording.scene_text import describe_scene
from dashboard.wording.wording import Wording
from geodata.scenes import ResolvedScene

PIXEL_RATIO = 1.5
"""Pixels of the picture to a page unit."""


def draw_picture(scene: ResolvedScene, wording: Wording, theme: str, page: Page) -> bytes:
    """Return the map of a scene as PNG, with its stamp and without the words beside it."""
    canvas = Canvas(page, PALETTES[theme], wording.names)
    stamp = describe_scene(scene, wording.pack, policy=wording.names).stamp
    draw_scene_map(canvas, scene, fit_extent(scene.scene.camera, page.map_rect), stamp)
    rect, written = page.map_rect, BytesIO()
    low, high = (rect.left, page.height - rect.bottom), (rect.right, page.height - rect.top)
    box = Bbox([[side / CSS_DPI for side in low], [side / CSS_DPI for side in high]])
    with mpl.rc_context(SETTINGS), accept_boxes():
        canvas.figure.savefig(
            written,
            format="png",
            dpi=CSS_DPI * PIXEL_RATIO,
            bbox_inches=box,
            metadata={"Software": "SeaBrief"},
        )
    return written.getvalue()
