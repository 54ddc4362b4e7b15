"""Say what is to be made for a viewer to take away, and what its file is called."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.render.pages import FORMATS
from geodata.names import NEUTRAL, Policy
from geodata.packs import Pack

DATA = ("geojson", "gpkg", "kml")
ENDINGS = {"pptx": "pptx", "html": "html", "kit": "zip"} | {form: form for form in (*FORMATS, *DATA)}
"""Format of an order -> ending of its file, where it is one file."""

TEMPLATES = ("pptx", "potx", "pptm", "potm", "ppsx", "ppsm")
"""Endings of files whose masters and layouts can be used."""
LONGEST_NAME = 80
"""Longest file name that is kept of a viewer's own, in characters: 240 bytes at most in most scripts."""


@dataclass(frozen=True)
class Order:
    """What is to be made."""

    form: str
    """Key of `ENDINGS`."""
    scenes: tuple[str, ...]
    """Ids of the scenes, in the order of the briefing; at least one."""
    names: Policy = NEUTRAL
    """How places are called."""
    theme: str = "light"
    size: str = "1080p"
    """Of pictures: key of `PAGES`."""
    pictures: bool = False
    """Whether the maps of a deck are pictures instead of shapes."""
    template: Path | None = None
    """A deck whose layouts and colours are used; none for our own."""


def name_file(order: Order, pack: Pack) -> str:
    """Return a file name that sorts and says what it holds, such as `nato-goes-east-05-partner.png`."""
    slug = pack.folder.resolve().name
    if order.form == "kit":
        return f"{slug}-kit.zip"
    ending, every = ENDINGS[order.form], len(order.scenes) == len(pack.scenes)
    if len(order.scenes) == 1:
        number = [scene.id for scene in pack.scenes].index(order.scenes[0]) + 1
        return f"{slug}-{number:02}-{order.scenes[0]}.{ending}"
    if order.form in FORMATS or order.form == "geojson":
        ending = f"{order.form}.zip"
    return f"{slug}-{'all' if every else len(order.scenes)}-scenes.{ending}"


def name_upload(name: str) -> str:
    """Return the name of a viewer's file as one that any file system takes, with its ending."""
    kept = "".join(part if part.isprintable() and part not in '/\\:*?"<>|' else "_" for part in name)
    stem, dot, ending = kept.rpartition(".")
    return f"{(stem or 'template')[: LONGEST_NAME - len(ending)].strip('. ') or 'template'}{dot}{ending}"
