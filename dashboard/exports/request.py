"""Export requests, file names and reproducible zip files."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from dashboard.layout.page import FORMATS, Format
from geodata.names import NEUTRAL, Policy
from geodata.packs.pack import Pack
from geodata.records.scenes import Scene

DATA = ("geojson", "gpkg", "kml")
ENDINGS = {"pptx": "pptx", "html": "html", "kit": "zip"} | {form: form for form in (*FORMATS, *DATA)}
"""Format of an order -> ending of its file, where it is one file."""

TEMPLATES = ("pptx", "potx", "pptm", "potm", "ppsx", "ppsm")
"""Endings of files whose masters and layouts can be used."""
LONGEST_NAME = 80
"""Longest file name that is kept of a viewer's own, in characters: 240 bytes at most in most scripts."""


@dataclass(frozen=True)
class ExportRequest:
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


def name_file(order: ExportRequest, pack: Pack) -> str:
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


COMBINED_FORMATS = ("pptx", "html", "kit")
"""Formats that hold any number of scenes in one file."""
PROGRESS_PREFIX, NOTICE_PREFIX = "progress", "seabrief:"
"""First words of lines for the Export page: how far an export is, and what its viewer should know."""
ALL_FORMATS = (*DATA, *FORMATS, *COMBINED_FORMATS)
"""What the command writes."""


def name_picture(pack: Pack, scene: Scene, form: Format) -> str:
    """Return a file name that sorts in the order of the briefing, such as `01-goes-east.png`."""
    return f"{pack.scenes.index(scene) + 1:02}-{scene.id}.{form}"


EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Date of every file: the earliest that the format knows."""
READABLE = 0o644 << 16


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name, in their order."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, READABLE
            packed.writestr(info, content)
    return written.getvalue()
