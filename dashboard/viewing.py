"""Draw what a viewer has on screen: any part of the world with any layers, as a picture."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.render.own import draw_annotations, draw_upload
from dashboard.render.pages import PAGES, Format
from dashboard.render.slide import draw_scene, save_page
from dashboard.texts import ENGLISH
from geodata.annotations import is_annotations, read_annotations
from geodata.errors import UploadError
from geodata.gazetteer import call_layer, read_gazetteer
from geodata.layers import find_layer
from geodata.names import Policy
from geodata.packs import Pack
from geodata.records import Frame, Scene
from geodata.scenes import ResolvedLayer, ResolvedScene, find_scene, resolve_scene
from geodata.uploads import read_upload

VIEW = "view"
"""Id of the scene that stands for a view."""


def draw_view_picture(
    pack: Pack,
    scene: Scene,
    form: Format,
    *,
    number: int,
    size: str,
    theme: str,
    names: Policy,
    own: Sequence[ResolvedLayer] = (),
) -> bytes:
    """Return a view as the content of a picture file.

    Parameters
    ----------
    number
        Place in the briefing of the scene that it is a view of; 0 where it is of none.
    own
        What the viewer brought or drew, over all else.

    Raises
    ------
    GlyphError
        No font at hand has a character of the view.
    """
    resolved = resolve_view(pack, scene, number=number)
    resolved = replace(resolved, layers=(*resolved.layers, *own))
    return save_page(draw_scene(resolved, pack, PAGES[size], theme=theme, policy=names), form)


def read_own(path: Path) -> list[ResolvedLayer]:
    """Return the layers of a viewer's file: shapes, or notes and arrows that were saved.

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
        return draw_annotations(read_annotations(path.name, content))
    return draw_upload(read_upload(path.name, content))


def resolve_view(pack: Pack, scene: Scene, *, number: int) -> ResolvedScene:
    """Return a view with its layers loaded; parameters as of `draw_view_picture`."""
    with_view = pack.model_copy(update={"scenes": (*pack.scenes, scene)})
    resolved = resolve_scene(with_view, scene)
    return ResolvedScene(scene, number, resolved.passages, resolved.layers, resolved.detours, resolved.covers)


def make_view(
    pack: Pack, camera: Frame, layers: tuple[str, ...], *, of: str | None, names: Policy
) -> tuple[Scene, int]:
    """Return a scene that stands for a view, and its number in the briefing.

    Parameters
    ----------
    camera
        What is on screen.
    layers
        Ids of the layers that are on.
    of
        Id of the scene that is on screen: the view has its words and closures. None outside a briefing: then
        it has the passages that its layers are named in.
    names
        The naming policy.

    Raises
    ------
    UnknownIdError
        There is no such scene or layer.
    """
    shown = [find_layer(pack, layer_id) for layer_id in layers]
    if of is not None:
        scene = find_scene(pack, of)
        changed = {"camera": camera, "layers": layers, "inset": None, "labels": {}}
        return scene.model_copy(update=changed), pack.scenes.index(scene) + 1
    named = {link.passage for layer in shown for link in layer.links if link.kind == "names"}
    passages = [passage.id for passage in pack.passages if passage.id in named]
    gazetteer = read_gazetteer(pack)
    titles = "; ".join(call_layer(pack, layer, names, gazetteer=gazetteer) for layer in shown)
    return (
        Scene(
            id=VIEW,
            title=pack.brief.title,
            takeaway=ENGLISH.view_shows.format(layers=titles) if titles else ENGLISH.view_base,
            passages=tuple(passages or [pack.passages[0].id]),
            layers=layers,
            camera=camera,
            notes=ENGLISH.view_base,
        ),
        0,
    )
