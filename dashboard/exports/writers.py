"""Write the files of pictures, decks and offline pages."""

from functools import partial
from pathlib import Path

from dashboard.errors import TemplateError
from dashboard.exports.deck.deck import DeckStyle, write_deck
from dashboard.exports.deck.templates.template import Template, open_own, open_template
from dashboard.exports.fulfilment import ProgressCallback
from dashboard.exports.offline.page import write_page
from dashboard.exports.request import ExportRequest, ViewRequest, name_picture, write_zip
from dashboard.exports.slide.slide import draw_scene, save_page
from dashboard.exports.view import resolve_view
from dashboard.i18n.texts import get_texts
from dashboard.layout.font_files import PREFERRED
from dashboard.layout.page import FORMATS, PAGES, Format, layout_screen
from dashboard.layout.projection import fit_screen
from dashboard.theme import PALETTES
from dashboard.wording.wording import Wording
from geodata.packs.pack import Pack
from geodata.scenes import find_scene, resolve_scene, resolve_scenes

DECK_SHARE = 0.3
"""Share of the time of a deck that goes by before its first slide."""


def write_pictures(request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback) -> list[str]:
    """Write a view or a scene as a picture, several scenes as a zip file of pictures."""
    form: Format = next(known for known in FORMATS if known == request.form)
    if request.view is not None:
        out.write_bytes(_draw_view(request, request.view, pack, form))
        return []
    scenes = [find_scene(pack, scene_id) for scene_id in request.scenes]
    drawn: dict[str, bytes] = {}
    for place, scene in enumerate(scenes):
        report(scene.title, place / len(scenes))
        resolved, page = resolve_scene(pack, scene), PAGES[request.size]
        canvas = draw_scene(resolved, pack, page, theme=request.theme, policy=request.names)
        drawn[name_picture(pack, scene, form)] = save_page(canvas, form)
    out.write_bytes(next(iter(drawn.values())) if len(drawn) == 1 else write_zip(drawn))
    return []


def _draw_view(request: ExportRequest, view: ViewRequest, pack: Pack, form: Format) -> bytes:
    """Return a view as the content of a picture file."""
    resolved = resolve_view(pack, view, names=request.names)
    page, frame = PAGES[request.size], None
    if view.camera:
        page = layout_screen(view.screen.width, view.screen.height)
        frame = fit_screen(view.camera.middle, view.camera.zoom, view.screen.width, page.map_rect)
    canvas = draw_scene(resolved, pack, page, frame=frame, theme=request.theme, policy=request.names)
    return save_page(canvas, form)


def write_offline_page(request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback) -> list[str]:
    """Write scenes as one page that needs no network."""
    scenes = [find_scene(pack, scene_id) for scene_id in request.scenes]
    resolved = list(resolve_scenes(pack, scenes))
    page = write_page(resolved, Wording(pack, request.names), theme=request.theme, report=report)
    out.write_text(page, encoding="utf-8")
    return []


def write_slides(request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback) -> list[str]:
    """Write scenes as a deck, and return what the viewer should know about its template."""
    scenes = [find_scene(pack, scene_id) for scene_id in request.scenes]
    resolved = []
    for scene in resolve_scenes(pack, scenes):
        resolved.append(scene)
        report(scene.scene.title, DECK_SHARE * len(resolved) / len(scenes))
    template, notices = _open_template(request)
    style = DeckStyle(template, request.theme, request.pictures)
    deck = write_deck(
        resolved,
        Wording(pack, request.names),
        style,
        report=lambda step, share: report(step, DECK_SHARE + (1 - DECK_SHARE) * share),
    )
    out.write_bytes(deck)
    return notices


def _open_template(request: ExportRequest) -> tuple[Template, list[str]]:
    """Return the template of a deck, and what the viewer should know about it."""
    texts = get_texts()
    own = partial(open_own, PALETTES[request.theme], PREFERRED.get(request.names, "ja"))
    if request.template is None:
        return own(), []
    file = request.template.name
    try:
        template = open_template(request.template)
    except TemplateError as error:
        return own(), [texts.template_unfit.format(file=file, reason=error)]
    if not template.left_out:
        return template, []
    return template, [texts.template_reduced.format(file=file, parts=", ".join(template.left_out))]
