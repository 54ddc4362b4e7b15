"""Draw a scene as a slide and save it as PNG, SVG or PDF; the same input gives the same bytes."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import matplotlib as mpl

from dashboard.exports.slide.canvas import CSS_DPI, Canvas, Written
from dashboard.exports.slide.map import draw_map, draw_stamp, measure_stamp
from dashboard.exports.slide.panel import draw_panel, fit_page
from dashboard.i18n.translator import get_translator
from dashboard.layout.embedded_fonts import LETTERS, write_faces, write_han_faces
from dashboard.layout.font_files import BOLD, REGULAR, SEMIBOLD, Face
from dashboard.layout.fonts import accept_boxes
from dashboard.layout.furniture import BOX, EDGE, STAMP_GAP, TIE, Inset, locate_inset, plan_inset
from dashboard.layout.map_plan import MapPlan, choose_spotlight, plan_map
from dashboard.layout.page import Format, Page
from dashboard.layout.projection import MapExtent, fit_extent
from dashboard.theme import PALETTES
from dashboard.wording.formats import clean_text
from dashboard.wording.scene_text import describe_scene, keep_shown, number_gates
from dashboard.wording.wording import cite_brief
from geodata.names import NEUTRAL, Policy
from geodata.packs.pack import Pack
from geodata.scenes import ResolvedScene

Z_INSET = 30
"""Added to the drawing order inside the close-up, which lies over the whole map."""


def draw_inset(canvas: Canvas, inset: Inset) -> None:
    """Draw the close-up with its frame, and tie it to the part of the map that it shows."""
    canvas.outline(inset.box, BOX, Z_INSET - 1)
    for tie in inset.ties:
        canvas.outline(tie, TIE, Z_INSET - 1, closed=False)
    rect = inset.plan.frame.rect
    canvas.field, canvas.lift = rect, Z_INSET
    draw_map(canvas, inset.plan)
    canvas.field, canvas.lift = canvas.page.map_rect, 0
    canvas.outline(rect.corners, EDGE, 2 * Z_INSET)


SETTINGS: dict[Any, Any] = {
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "seabrief",
    "text.hinting": "none",
    "path.simplify": False,
}
"""Real text in SVG and PDF, ids that do not change, letters where they were measured."""


def draw_scene(
    resolved: ResolvedScene,
    pack: Pack,
    page: Page,
    *,
    frame: MapExtent | None = None,
    theme: str = "light",
    policy: Policy = NEUTRAL,
) -> Canvas:
    """Draw a scene on a page.

    Parameters
    ----------
    resolved
        The scene.
    pack
        Where it comes from.
    page
        What it is drawn on.
    frame
        Where a viewer has moved the map to; none for the scene's own.
    theme
        Key of `PALETTES`.
    policy
        How places are called.
    """
    canvas = Canvas(page, PALETTES[theme], policy)
    words = describe_scene(resolved, pack, policy=policy)
    if frame is None:
        canvas = Canvas(fit_page(canvas, words), PALETTES[theme], policy)
        frame = fit_extent(resolved.scene.camera, canvas.page.map_rect)
    canvas.title, canvas.subject = clean_text(words.title), clean_text(cite_brief(pack.brief))
    canvas.language = get_translator().language
    plan = draw_scene_map(canvas, resolved, frame, words.stamp)
    draw_panel(canvas, keep_shown(words, plan.layers, plan.features))
    return canvas


def draw_scene_map(canvas: Canvas, resolved: ResolvedScene, frame: MapExtent, stamp: str) -> MapPlan:
    """Draw the map of a scene with its close-up and its stamp, if any, and return what is on it."""
    close = locate_inset(resolved, canvas.page)
    reserved = [measure_stamp(canvas, stamp).inset(-STAMP_GAP)] if stamp else []
    plan = plan_map(
        resolved,
        frame,
        policy=canvas.policy,
        reserved=[*reserved, *([close] if close else [])],
        numbers=number_gates(resolved),
        by_hand=not canvas.page.column_rects,
    )
    draw_map(canvas, plan, spotlight=choose_spotlight(resolved))
    if close and (inset := plan_inset(resolved, frame, close, policy=canvas.policy)):
        draw_inset(canvas, inset)
    if stamp:
        draw_stamp(canvas, stamp)
    return plan


def save_page(canvas: Canvas, form: Format) -> bytes:
    """Return a drawn page as a file."""
    written = BytesIO()
    title = {"Title": canvas.title} if canvas.title else {}
    metadata: dict[str, dict[str, str | None]] = {
        "png": {"Software": "SeaBrief"},
        "svg": {"Date": None, "Creator": "SeaBrief", **title},
        "pdf": {
            "CreationDate": None,
            "Author": "SeaBrief",
            "Creator": "SeaBrief",
            "Producer": "matplotlib",
            "Subject": canvas.subject,
            **title,
        },
    }
    with mpl.rc_context(SETTINGS), accept_boxes():
        ratio = canvas.page.pixel_ratio if form == "png" else 1
        canvas.figure.savefig(written, format=form, dpi=CSS_DPI * ratio, metadata=metadata[form])
    if form == "svg":
        return _embed_faces(written.getvalue(), canvas.written)
    if form == "pdf":
        from dashboard.exports.slide.pdf import finish_pdf  # noqa: PLC0415 - pypdf takes 14 MB

        return finish_pdf(written.getvalue(), canvas.language)
    return written.getvalue()


def _embed_faces(drawn: bytes, written: Iterable[Written]) -> bytes:
    """Return an SVG with the letters of its texts in it, so that it needs no font of the system."""
    used: dict[Face, set[str]] = {}
    for line in written:
        weight = BOLD if line.style.weight >= SEMIBOLD else REGULAR
        used.setdefault((line.style.family, weight, line.language), set()).update(line.text)
    faces = write_faces(frozenset().union(*used.values()) - LETTERS) + write_han_faces(used)
    start = b'<style type="text/css">'
    return drawn.replace(start, start + faces.encode(), 1)
