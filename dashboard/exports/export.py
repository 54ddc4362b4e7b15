"""Fulfil an export request."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from dashboard.errors import TemplateError
from dashboard.exports.deck.deck import DeckStyle, write_deck
from dashboard.exports.deck.template import Template, open_own, open_template
from dashboard.exports.offline.page import write_page
from dashboard.exports.request import DATA, ExportRequest, name_picture, write_zip
from dashboard.exports.slide.slide import draw_scene, save_page
from dashboard.exports.vector.features import DETOURS, list_scene_features, write_scene
from dashboard.exports.vector.formats import write_geopackage, write_kml
from dashboard.i18n.texts import ENGLISH
from dashboard.layout.font_files import PREFERRED
from dashboard.layout.page import FORMATS, PAGES, Format
from dashboard.theme import PALETTES
from dashboard.wording.wording import Wording
from geodata.errors import SeaBriefError
from geodata.names import Policy
from geodata.packs.pack import Pack
from geodata.records.scenes import Scene
from geodata.scenes import find_scene, resolve_scene, resolve_scenes


def draw_picture(pack: Pack, scene: Scene, form: Format, *, size: str, theme: str, names: Policy) -> bytes:
    """Return a scene as the content of a picture file."""
    canvas = draw_scene(resolve_scene(pack, scene), pack, PAGES[size], theme=theme, policy=names)
    return save_page(canvas, form)


DECK_SHARE = 0.3
"""Share of the time of a deck that goes by before its first slide."""

ProgressCallback = Callable[[str, float], None]


def fulfil_request(
    order: ExportRequest, pack: Pack, out: Path, *, report: ProgressCallback = lambda _step, _share: None
) -> list[str]:
    """Write the file of an order that is no kit, and return what the viewer should know about it.

    Raises
    ------
    SeaBriefError
        The order cannot be made as it is; the message says why.
    """
    scenes = [find_scene(pack, scene_id) for scene_id in order.scenes]
    if order.form in FORMATS:
        _make_pictures(order, pack, scenes, out, report)
    elif order.form in DATA:
        _make_data(order, pack, scenes, out)
    elif order.form == "pptx":
        return _make_deck(order, pack, scenes, out, report)
    else:
        resolved = list(resolve_scenes(pack, scenes))
        page = write_page(resolved, Wording(pack, order.names), theme=order.theme, report=report)
        out.write_text(page, encoding="utf-8")
    return []


def _make_pictures(
    order: ExportRequest, pack: Pack, scenes: Sequence[Scene], out: Path, report: ProgressCallback
) -> None:
    drawn: dict[str, bytes] = {}
    form: Format = next(known for known in FORMATS if known == order.form)
    for place, scene in enumerate(scenes):
        report(scene.title, place / len(scenes))
        name = name_picture(pack, scene, form)
        drawn[name] = draw_picture(pack, scene, form, size=order.size, theme=order.theme, names=order.names)
    out.write_bytes(next(iter(drawn.values())) if len(drawn) == 1 else write_zip(drawn))


def _make_data(order: ExportRequest, pack: Pack, scenes: Sequence[Scene], out: Path) -> None:
    resolved = list(resolve_scenes(pack, scenes))
    if order.form == "geojson":
        written = {
            f"{scene.number:02}-{scene.scene.id}.geojson": write_scene(
                scene, pack, names=order.names
            ).encode()
            for scene in resolved
        }
        out.write_bytes(next(iter(written.values())) if len(written) == 1 else write_zip(written))
        return
    tables: dict[str, list[dict[str, object]]] = {}
    for scene in resolved:
        found = list_scene_features(scene, pack, names=order.names)
        tables |= {name: features for name, features in found.items() if name != DETOURS}
        if DETOURS in found:
            tables.setdefault(DETOURS, []).extend(found[DETOURS])
    if not tables:
        raise SeaBriefError(f"The scene {scenes[0].id} has no layers: there is no data to write.")
    {"gpkg": write_geopackage, "kml": write_kml}[order.form](tables, pack, out)


def _make_deck(
    order: ExportRequest, pack: Pack, scenes: Sequence[Scene], out: Path, report: ProgressCallback
) -> list[str]:
    resolved = []
    for scene in resolve_scenes(pack, scenes):
        resolved.append(scene)
        report(scene.scene.title, DECK_SHARE * len(resolved) / len(scenes))
    template, told = _open_template(order)
    style = DeckStyle(template, order.theme, order.pictures)
    deck = write_deck(
        resolved,
        Wording(pack, order.names),
        style,
        report=lambda step, share: report(step, DECK_SHARE + (1 - DECK_SHARE) * share),
    )
    out.write_bytes(deck)
    return told


def _open_template(order: ExportRequest) -> tuple[Template, list[str]]:
    """Return the template of a deck, and what the viewer should know about it."""
    own = partial(open_own, PALETTES[order.theme], PREFERRED.get(order.names, "ja"))
    if order.template is None:
        return own(), []
    file = order.template.name
    try:
        template = open_template(order.template)
    except TemplateError as error:
        return own(), [ENGLISH.template_unfit.format(file=file, reason=error)]
    if not template.left_out:
        return template, []
    return template, [ENGLISH.template_reduced.format(file=file, parts=", ".join(template.left_out))]
