"""Resolve a view, any extent with any layers, as a scene."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import geopandas

from dashboard.cartography.user_layers import draw_annotations, draw_upload
from dashboard.exports.request import (
    ComparedView,
    ComparisonRequest,
    ExportRequest,
    ViewerLayer,
    ViewRequest,
)
from dashboard.exports.slide.canvas import Canvas
from dashboard.exports.slide.comparison import ComparedScene, draw_comparison
from dashboard.i18n.texts import get_texts
from dashboard.layout.page import Rect
from dashboard.layout.projection import MapExtent, fit_extent, fit_screen
from dashboard.packs import translate_to
from dashboard.theme import LAYER_STYLES
from geodata.errors import Message, UnknownIdError, UploadError
from geodata.layers.loading import find_layer
from geodata.layers.range_bands import measure_covers
from geodata.names import Policy
from geodata.packs.attribution import list_sources
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.pack import Pack, read_pack
from geodata.records.brief import Passage
from geodata.records.layers import LaneData, Layer
from geodata.records.scenes import Scene
from geodata.scenes import ResolvedLayer, ResolvedScene, find_scene, resolve_scene
from geodata.uploads.annotations import is_annotations, read_annotations
from geodata.uploads.shapes import read_upload

VIEW = "view"
"""Id of the scene that stands for a view."""


def read_own(path: Path) -> tuple[tuple[ViewerLayer, ...], tuple[str, ...]]:
    """Return the layers of a viewer's file, shapes or saved notes and arrows, and what was done to them.

    Raises
    ------
    UploadError
        It cannot be read or shown; the text says why.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UploadError(
            path.name, Message("The file cannot be read ({reason}).", reason=error.strerror or error)
        ) from error
    if is_annotations(content):
        return _take_over(draw_annotations(read_annotations(path.name, content))), ()
    upload = read_upload(path.name, content)
    return _take_over(draw_upload(upload)), upload.notes


def _take_over(drawn: Sequence[ResolvedLayer]) -> tuple[ViewerLayer, ...]:
    return tuple(ViewerLayer(shown.layer, shown.frame) for shown in drawn)


def resolve_view(pack: Pack, view: ViewRequest, *, names: Policy) -> ResolvedScene:
    """Return a view as a scene with its layers loaded.

    Outside a briefing its number is 0 and it quotes the passage that is being read, or none.

    Raises
    ------
    UnknownIdError
        There is no such scene, passage or layer.
    """
    shown = [find_layer(pack, layer_id) for layer_id in view.layers]
    if view.scene is not None:
        scene = find_scene(pack, view.scene)
        changed = {"camera": view.extent, "layers": view.layers, "inset": None, "labels": {}}
        resolved = _resolve(pack, scene.model_copy(update=changed), pack.scenes.index(scene) + 1)
    else:
        passages = _list_passages(pack, view, [*shown, *(own.record for own in view.own)])
        scene = _make_scene(pack, view, shown, names)
        quoted = passages[0] if view.passage else None
        resolved = replace(_resolve(pack, scene, 0), passages=passages, quoted=quoted)
    if view.until:
        begun = [replace(shown, frame=_drop_later(shown, view.until)) for shown in resolved.layers]
        resolved = replace(resolved, layers=tuple(shown for shown in begun if len(shown.frame)))
    return _add_own(pack, resolved, view) if view.own else resolved


def draw_compared(request: ExportRequest, comparison: ComparisonRequest) -> Canvas:
    """Return two views on a slide, each of its own pack.

    Raises
    ------
    PackError
        A pack cannot be read.
    UnknownIdError
        As for `resolve_view`.
    """
    left, right = (_resolve_side(side, request) for side in (comparison.left, comparison.right))
    return draw_comparison(
        (left, right),
        comparison.differences,
        partial(_fit_view, comparison.left.view),
        size=request.size,
        theme=request.theme,
        policy=request.names,
    )


def _fit_view(view: ViewRequest, rect: Rect) -> MapExtent:
    """Return the frame of a view in a rectangle of a page: that of its web map, else its extent."""
    if view.camera:
        return fit_screen(view.camera.middle, view.camera.zoom, view.screen.width, rect)
    return fit_extent(view.extent, rect)


def _resolve_side(side: ComparedView, request: ExportRequest) -> ComparedScene:
    pack = translate_to(read_pack(side.pack), request.language)
    resolved = resolve_view(pack, side.view, names=request.names)
    return ComparedScene(side.title, side.detail, resolved, pack)


def _drop_later(shown: ResolvedLayer, until: str) -> geopandas.GeoDataFrame:
    """Return the features of a layer that had begun by the end of a year, month or day."""
    dated = LAYER_STYLES[shown.layer.style].mark_kind.date_column
    if dated not in shown.frame:
        return shown.frame
    begun = [str(date)[: len(until)] <= until[: len(str(date))] for date in shown.frame[dated].fillna("")]
    return shown.frame[begun]


def _resolve(pack: Pack, scene: Scene, number: int) -> ResolvedScene:
    with_view = pack.model_copy(update={"scenes": (*pack.scenes, scene)})
    return replace(resolve_scene(with_view, scene), number=number)


def _list_passages(pack: Pack, view: ViewRequest, shown: Sequence[Layer]) -> tuple[Passage, ...]:
    """Return the passage that is being read, else those that the layers are named in."""
    by_id = {passage.id: passage for passage in pack.passages}
    if view.passage:
        if view.passage not in by_id:
            raise UnknownIdError("passage", view.passage, list(by_id))
        return (by_id[view.passage],)
    named = {link.passage for layer in shown for link in layer.links if link.kind == "names"}
    return tuple(passage for passage in pack.passages if passage.id in named)


def _make_scene(pack: Pack, view: ViewRequest, shown: Sequence[Layer], names: Policy) -> Scene:
    """Return a scene that stands for a view."""
    texts = get_texts()
    gazetteer = read_gazetteer(pack)
    titles = [format_layer_name(pack, layer, names, gazetteer=gazetteer) for layer in shown]
    titles += [own.record.title for own in view.own]
    return Scene(
        id=VIEW,
        title=pack.brief.title,
        takeaway=texts.view_shows.format(layers="; ".join(titles)) if titles else texts.view_base,
        passages=(pack.passages[0].id,),
        layers=view.layers,
        camera=view.extent,
        notes=texts.view_base,
    )


def _add_own(pack: Pack, resolved: ResolvedScene, view: ViewRequest) -> ResolvedScene:
    """Return a view with the viewer's layers on top, and the lanes measured in their bands too."""
    shown_own = [
        ResolvedLayer(own.record, own.features, tuple(list_sources(pack, own.record)), live=True)
        for own in view.own
    ]
    layers = (*resolved.layers, *shown_own)
    lanes = {
        shown.layer.id: shown.frame.geometry.iloc[0]
        for shown in resolved.layers
        if shown.layer.get_data(LaneData)
    }
    measured = pack.model_copy(update={"layers": tuple(shown.layer for shown in layers)})
    return replace(resolved, layers=layers, covers=measure_covers(measured, lanes))
