"""Write the files of decks."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from dashboard.errors import TemplateError
from dashboard.exports.deck.deck import DeckStyle, write_deck, write_picture
from dashboard.exports.deck.templates.template import Template, open_own, open_template
from dashboard.exports.fulfilment import ProgressCallback
from dashboard.exports.request import ComparisonRequest, ExportRequest
from dashboard.exports.slide.slide import save_page
from dashboard.exports.view import draw_compared
from dashboard.i18n.texts import get_texts
from dashboard.layout.font_files import PREFERRED
from dashboard.theme import PALETTES
from dashboard.wording.wording import Wording
from geodata.packs.pack import Pack
from geodata.scenes import find_scene, resolve_scenes

DECK_SIZE = "4k"
"""Size of the picture of two views in a deck."""
DECK_SHARE = 0.3
"""Share of the time of a deck that goes by before its first slide."""


def write_slides(request: ExportRequest, pack: Pack, out: Path, report: ProgressCallback) -> list[str]:
    """Write scenes as a deck, and return what the viewer should know about its template."""
    if request.comparison is not None:
        return _write_comparison(request, request.comparison, pack, out)
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


def _write_comparison(
    request: ExportRequest, comparison: ComparisonRequest, pack: Pack, out: Path
) -> list[str]:
    """Write two views as a deck of one slide, and return what the viewer should know about its template."""
    canvas = draw_compared(replace(request, size=DECK_SIZE), comparison)
    told = [": ".join(filter(None, (heading, "; ".join(items)))) for heading, items in comparison.differences]
    template, notices = _open_template(request)
    style = DeckStyle(template, request.theme, pictures=True)
    deck = write_picture(save_page(canvas, "png"), canvas.title, told, Wording(pack, request.names), style)
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
