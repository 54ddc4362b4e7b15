"""Draw the map of a slide as a picture, for decks that are not to be edited."""

from io import BytesIO

import matplotlib as mpl
from matplotlib.transforms import Bbox

from dashboard.render.canvas import CSS_DPI, Canvas
from dashboard.render.decktemplate import PAGE
from dashboard.render.frames import fit_frame
from dashboard.render.furniture import draw_stamp, measure_stamp
from dashboard.render.legend import describe_scene, number_gates
from dashboard.render.plan import plan_map
from dashboard.render.slide import SETTINGS, choose_spotlight
from dashboard.render.slidemap import draw_map
from dashboard.render.theme import PALETTES
from dashboard.render.words import Wording
from geodata.scenes import ResolvedScene

PIXEL_RATIO = 1.5
"""Pixels of the picture to a page unit."""


def draw_picture(scene: ResolvedScene, wording: Wording, theme: str) -> bytes:
    """Return the map of a scene as PNG, with its stamp and without the words beside it."""
    canvas = Canvas(PAGE, PALETTES[theme], wording.names)
    stamp = describe_scene(scene, wording.pack, policy=wording.names, texts=wording.texts).stamp
    plan = plan_map(
        scene,
        fit_frame(scene.scene.camera, PAGE.map_rect),
        policy=wording.names,
        reserved=[measure_stamp(canvas, stamp)] if stamp else [],
        numbers=number_gates(scene),
        texts=wording.texts,
    )
    draw_map(canvas, plan, spotlight=choose_spotlight(scene), texts=wording.texts)
    if stamp:
        draw_stamp(canvas, stamp)
    rect, written = PAGE.map_rect, BytesIO()
    low, high = (rect.left, PAGE.height - rect.bottom), (rect.right, PAGE.height - rect.top)
    box = Bbox([[side / CSS_DPI for side in low], [side / CSS_DPI for side in high]])
    with mpl.rc_context(SETTINGS):
        canvas.figure.savefig(
            written,
            format="png",
            dpi=CSS_DPI * PIXEL_RATIO,
            bbox_inches=box,
            metadata={"Software": "SeaBrief"},
        )
    return written.getvalue()
