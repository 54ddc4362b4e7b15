"""Draw any extent with any layers as a slide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas

from dashboard.cartography.user_layers import draw_annotations, draw_upload
from dashboard.exports.slide.slide import draw_scene, save_page
from dashboard.i18n.texts import ENGLISH
from dashboard.layout.page import Format, Page
from dashboard.layout.projection import MapExtent
from dashboard.theme import LAYER_STYLES
from geodata.errors import UnknownIdError, UploadError
from geodata.layers.loading import find_layer, list_sources
from geodata.layers.range_bands import measure_covers
from geodata.names import Policy
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.pack import Pack
from geodata.records.brief import Passage
from geodata.records.layers import LaneData, Layer
from geodata.records.scenes import Frame, Scene
from geodata.scenes import ResolvedLayer, ResolvedScene, find_scene, resolve_scene
from geodata.uploads.annotations import is_annotations, read_annotations
from geodata.uploads.shapes import read_upload

VIEW = "view"
"""Id of the scene that stands for a view."""
DATED = {"members": "since", "event": "date"}
"""Kinds of drawing that have a date, and the column of it."""
WORLD = Frame(west=-180, south=-85, east=180, north=85)
"""Stands where a frame says what a view shows."""


@dataclass(frozen=True)
class View:
    """What is on a map."""

    layers: tuple[str, ...]
    """Ids of the layers of the pack that are on."""
    of: str | None = None
    """Id of the scene that is on screen: the view has its words and closures. None outside a briefing."""
    passage: str | None = None
    """Id of the passage that is being read; it is quoted. None for none."""
    live: Sequence[tuple[Layer, geopandas.GeoDataFrame]] = ()
    """What was computed for the viewer: records and what they are drawn from."""
    until: str = ""
    """Year, month or day; what came later is left out. Empty for everything."""


def draw_view_picture(
    pack: Pack,
    resolved: ResolvedScene,
    form: Format,
    *,
    page: Page,
    frame: MapExtent | None,
    theme: str,
    names: Policy,
) -> bytes:
    """Return a view as the content of a picture file.

    Parameters
    ----------
    pack
        The pack.
    resolved
        The view, as `resolve_view` returns it.
    form
        Format of the file.
    page
        What it is drawn on.
    frame
        Where the map looks; None to show the whole camera of the view.
    theme
        Key of `PALETTES`.
    names
        The naming policy.
    """
    return save_page(draw_scene(resolved, pack, page, frame=frame, theme=theme, policy=names), form)


def read_own(path: Path) -> tuple[list[ResolvedLayer], tuple[str, ...]]:
    """Return the layers of a viewer's file, shapes or saved notes and arrows, and what was done to them.

    Raises
    ------
    UploadError
        It cannot be read or shown; the text says why.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UploadError(path.name, f"The file cannot be read ({error.strerror or error}).") from error
    if is_annotations(content):
        return draw_annotations(read_annotations(path.name, content)), ()
    upload = read_upload(path.name, content)
    return draw_upload(upload), upload.notes


def resolve_view(pack: Pack, view: View, *, camera: Frame = WORLD, names: Policy) -> ResolvedScene:
    """Return a view as a scene with its layers loaded.

    Outside a briefing its number is 0 and it quotes the passage that is being read, or none.

    Raises
    ------
    UnknownIdError
        There is no such scene, passage or layer.
    """
    shown = [find_layer(pack, layer_id) for layer_id in view.layers]
    if view.of is not None:
        scene = find_scene(pack, view.of)
        changed = {"camera": camera, "layers": view.layers, "inset": None, "labels": {}}
        resolved = _resolve(pack, scene.model_copy(update=changed), pack.scenes.index(scene) + 1)
    else:
        passages = _list_passages(pack, view, [*shown, *(record for record, _ in view.live)])
        scene = _make_scene(pack, view, shown, camera, names)
        quoted = passages[0] if view.passage else None
        resolved = replace(_resolve(pack, scene, 0), passages=passages, quoted=quoted)
    if view.until:
        begun = [replace(shown, frame=_drop_later(shown, view.until)) for shown in resolved.layers]
        resolved = replace(resolved, layers=tuple(shown for shown in begun if len(shown.frame)))
    return _add_live(pack, resolved, view) if view.live else resolved


def _drop_later(shown: ResolvedLayer, until: str) -> geopandas.GeoDataFrame:
    """Return the features of a layer that had begun by the end of a year, month or day."""
    dated = DATED.get(LAYER_STYLES[shown.layer.style].mark, "")
    if dated not in shown.frame:
        return shown.frame
    begun = [str(date)[: len(until)] <= until[: len(str(date))] for date in shown.frame[dated].fillna("")]
    return shown.frame[begun]


def _resolve(pack: Pack, scene: Scene, number: int) -> ResolvedScene:
    with_view = pack.model_copy(update={"scenes": (*pack.scenes, scene)})
    return replace(resolve_scene(with_view, scene), number=number)


def _list_passages(pack: Pack, view: View, shown: Sequence[Layer]) -> tuple[Passage, ...]:
    """Return the passage that is being read, else those that the layers are named in."""
    by_id = {passage.id: passage for passage in pack.passages}
    if view.passage:
        if view.passage not in by_id:
            raise UnknownIdError("passage", view.passage, list(by_id))
        return (by_id[view.passage],)
    named = {link.passage for layer in shown for link in layer.links if link.kind == "names"}
    return tuple(passage for passage in pack.passages if passage.id in named)


def _make_scene(pack: Pack, view: View, shown: Sequence[Layer], camera: Frame, names: Policy) -> Scene:
    """Return a scene that stands for a view."""
    gazetteer = read_gazetteer(pack)
    titles = [format_layer_name(pack, layer, names, gazetteer=gazetteer) for layer in shown]
    titles += [record.title for record, _ in view.live]
    return Scene(
        id=VIEW,
        title=pack.brief.title,
        takeaway=ENGLISH.view_shows.format(layers="; ".join(titles)) if titles else ENGLISH.view_base,
        passages=(pack.passages[0].id,),
        layers=view.layers,
        camera=camera,
        notes=ENGLISH.view_base,
    )


def _add_live(pack: Pack, resolved: ResolvedScene, view: View) -> ResolvedScene:
    """Return a view with its live layers on top, and the lanes measured in its live bands too."""
    live = [
        ResolvedLayer(record, frame, tuple(list_sources(pack, record)), live=True)
        for record, frame in view.live
    ]
    layers = (*resolved.layers, *live)
    lanes = {
        shown.layer.id: shown.frame.geometry.iloc[0]
        for shown in resolved.layers
        if isinstance(shown.layer.data, LaneData)
    }
    measured = pack.model_copy(update={"layers": tuple(shown.layer for shown in layers)})
    return replace(resolved, layers=layers, covers=measure_covers(measured, lanes))
