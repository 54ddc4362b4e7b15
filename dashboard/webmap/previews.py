"""What stands beside a link in messages and networks: title, description and picture of what it leads to."""

from collections.abc import Mapping
from functools import partial

from pydantic import BaseModel, ConfigDict

from dashboard.i18n.translator import get_translator
from dashboard.wording.formats import stamp_layers, tell_unwritten
from geodata.names import NEUTRAL, speak
from geodata.packs.gazetteer import read_gazetteer
from geodata.packs.pack import Pack
from geodata.records.scenes import Scene


class Preview(BaseModel):
    """The preview of a link to a scene, or to a pack."""

    model_config = ConfigDict(frozen=True)

    title: str
    description: str
    picture: str = ""
    """Address of a PNG, relative to the page; empty where there is none."""


def describe_previews(pack: Pack, pictures: Mapping[str, str]) -> dict[str, Preview]:
    """Return the previews of a pack by scene id, and that of the pack itself under an empty id.

    Parameters
    ----------
    pack
        The pack, in the language of the previews.
    pictures
        Addresses of the pictures by scene id.
    """
    brief = pack.brief
    first = next(iter(pictures.values()), "")
    record = " · ".join(filter(None, (brief.subtitle, brief.author, brief.venue)))
    scenes = {scene.id: _describe_scene(pack, scene, pictures[scene.id]) for scene in pack.scenes}
    return {"": Preview(title=brief.title, description=record, picture=first)} | scenes


def _describe_scene(pack: Pack, scene: Scene, picture: str) -> Preview:
    """Return the preview of a scene; what it is stamped with stands first."""
    policy = speak(NEUTRAL, get_translator().language)
    rename = partial(read_gazetteer(pack).rewrite, policy=policy)
    stamp = stamp_layers(layer for layer in pack.layers if layer.id in scene.layers)
    told = ". ".join(filter(None, (stamp, rename(tell_unwritten(scene.takeaway)))))
    return Preview(title=f"{rename(scene.title)} · {pack.brief.title}", description=told, picture=picture)
