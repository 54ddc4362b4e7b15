"""Open packs that are not served as static files: their layers travel with the page."""

import hashlib
import json
import secrets
import shutil
import tempfile
import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.errors import TooLargeError
from dashboard.i18n.translator import get_translator, list_languages, use_language
from dashboard.messages import Parcel, ParcelContent, ParcelLayer
from dashboard.packs import _read_sound
from dashboard.temporary_files import open_workspace
from dashboard.webmap.catalogue import write_catalogue
from dashboard.webmap.live_layers import fit_features
from dashboard.webmap.pack_index import DrawnPack, LayerIndex, ProgressCallback, draw_pack
from dashboard.webmap.program import choose_panes, describe_drawing
from geodata.packs.pack import Pack
from geodata.packs.zip_pack import unpack_archive

MOST_BYTES = 2_000_000
"""Largest sum of the features of all layers, in bytes of UTF-8."""


@dataclass(frozen=True)
class PackPayload:
    """What the browser needs of a pack, under a key by which it keeps it."""

    key: str
    """Checksum of the content."""
    content: ParcelContent
    """Catalogue, and layers with their features."""

    def pack(self, *, with_content: bool) -> Parcel:
        """Return what travels: the key, and the content where it is wanted."""
        return {"key": self.key, "content": self.content} if with_content else {"key": self.key}


@dataclass(frozen=True, eq=False)
class UnservedPack:
    """A pack that came from outside the repository, read, checked and drawn."""

    pack: Pack
    """The pack."""
    drawn: Mapping[str, tuple[PackPayload, Mapping[str, LayerIndex]]]
    """By the tags of the languages: what travels to the browser, and what the pages say of the layers."""
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    """Secret by which another window of the same viewer finds the pack while the server holds it."""

    @property
    def parcel(self) -> PackPayload:
        """What travels to the browser, in the language of this run."""
        return self.drawn[get_translator().language][0]

    @property
    def layers(self) -> Mapping[str, LayerIndex]:
        """What the pages say of its layers by id, in the language of this run."""
        return self.drawn[get_translator().language][1]


def open_folder(folder: Path, *, report: ProgressCallback = lambda _step, _share: None) -> UnservedPack:
    """Return the pack in a folder, drawn.

    Raises
    ------
    SeaBriefError
        It cannot be read, `seabrief verify` would fail it, a layer cannot be drawn, or it is too large.
    """
    pack = _read_sound(folder)
    drawn = {}
    for language in list_languages():
        with use_language(language):
            shown = draw_pack(pack, report=report)
            drawn[language] = (_wrap(pack, shown), shown.indexes)
    return UnservedPack(pack, drawn)


def open_archive(
    content: bytes, name: str, *, report: ProgressCallback = lambda _step, _share: None
) -> UnservedPack:
    """Return the pack in a zip file, drawn; its files are gone when nobody holds the pack any more.

    Raises
    ------
    SeaBriefError
        As for `open_folder`, or the zip file is not what it may be.
    """
    folder = Path(tempfile.mkdtemp(prefix="pack-", dir=open_workspace()))
    try:
        opened = open_folder(unpack_archive(content, folder, name=name), report=report)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(opened, shutil.rmtree, folder, ignore_errors=True)
    return opened


def open_path(path: Path, *, report: ProgressCallback = lambda _step, _share: None) -> UnservedPack:
    """Return the pack in a folder or a zip file, drawn.

    Raises
    ------
    SeaBriefError
        As for `open_folder` and `open_archive`, or there is nothing.
    """
    if path.is_file():
        return open_archive(path.read_bytes(), path.name, report=report)
    return open_folder(path, report=report)


def _wrap(pack: Pack, drawn: DrawnPack) -> PackPayload:
    layers: list[ParcelLayer] = [
        {
            "id": layer.id,
            "drawing": describe_drawing(layer.style),
            "panes": choose_panes(layer.style),
            "features": fit_features(layer.frame, layer.id),
        }
        for layer in drawn.layers
    ]
    size = sum(len(layer["features"].encode()) for layer in layers)
    if size > MOST_BYTES:
        raise TooLargeError(pack.brief.title, size, MOST_BYTES)
    content: ParcelContent = {"catalogue": write_catalogue(pack, drawn.bounds), "layers": layers}
    written = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return PackPayload(hashlib.sha256(written.encode()).hexdigest()[:16], content)
