"""Open packs that are not the repository's: their layers travel with the page and lie in no served folder."""

import hashlib
import json
import secrets
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.drawing import DrawnPack, LayerIndex, Report, draw_pack
from dashboard.errors import TooLargeError
from dashboard.render.catalogue import write_catalogue
from dashboard.render.live import fit_features
from dashboard.render.webmap import choose_panes, describe_drawing
from dashboard.scratch import open_workspace
from geodata.archives import unpack_archive
from geodata.errors import PackError
from geodata.packs import Pack, read_pack
from geodata.verification import verify_pack

MOST_LAYERS = 80
"""Most layers of a pack that is drawn while somebody waits."""
MOST_BYTES = 2_000_000
"""Largest sum of the features of all layers, in bytes of UTF-8."""


@dataclass(frozen=True)
class Parcel:
    """What the browser needs of a pack, under a key by which it keeps it."""

    key: str
    """Checksum of the content."""
    content: Mapping[str, Any]
    """Catalogue, and layers with their features, as plain JSON values."""

    def pack(self, *, with_content: bool) -> dict[str, Any]:
        """Return what travels: the key, and the content where it is wanted."""
        return {"key": self.key, **({"content": self.content} if with_content else {})}


@dataclass(frozen=True, eq=False)
class ForeignPack:
    """A pack that came from outside the repository, read, checked and drawn."""

    pack: Pack
    """The pack."""
    parcel: Parcel
    """What travels to the browser."""
    layers: Mapping[str, LayerIndex]
    """What the pages say of its layers, by id."""
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    """Secret by which another window of the same viewer finds the pack while the server holds it."""


def open_folder(folder: Path, *, report: Report = lambda _step, _share: None) -> ForeignPack:
    """Return the pack in a folder, drawn.

    Raises
    ------
    SeaBriefError
        It cannot be read, `seabrief verify` would fail it, a layer cannot be drawn, or it is too large.
    """
    pack = _read_sound(folder)
    drawn = draw_pack(pack, report=report)
    return ForeignPack(pack, _wrap(pack, drawn), drawn.indexes)


@contextmanager
def hold_path(path: Path) -> Iterator[Path]:
    """Give the folder of a pack that is a folder or a zip file; what was unpacked is gone afterwards.

    Raises
    ------
    PackError
        There is nothing, or the zip file is not what it may be.
    """
    if not path.is_file():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="seabrief-") as folder:
        yield unpack_archive(path.read_bytes(), Path(folder), name=path.name)


def check_path(path: Path) -> None:
    """Read and verify the pack in a folder or a zip file, without drawing it.

    Raises
    ------
    SeaBriefError
        As for `open_folder`.
    """
    with hold_path(path) as folder:
        _read_sound(folder)


def open_archive(content: bytes, name: str, *, report: Report = lambda _step, _share: None) -> ForeignPack:
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


def open_path(path: Path, *, report: Report = lambda _step, _share: None) -> ForeignPack:
    """Return the pack in a folder or a zip file, drawn.

    Raises
    ------
    SeaBriefError
        As for `open_folder` and `open_archive`, or there is nothing.
    """
    if path.is_file():
        return open_archive(path.read_bytes(), path.name, report=report)
    return open_folder(path, report=report)


def _read_sound(folder: Path) -> Pack:
    pack = read_pack(folder)
    if len(pack.layers) > MOST_LAYERS:
        problem = f"The pack has {len(pack.layers)} layers; at most {MOST_LAYERS} are shown."
        raise PackError("layers.toml", "", "", problem)
    for finding in verify_pack(pack).findings:
        if finding.severity == "error":
            raise PackError("layers.toml", finding.entry, "", finding.message)
    return pack


def _wrap(pack: Pack, drawn: DrawnPack) -> Parcel:
    layers = [
        {
            "id": layer.id,
            "drawing": describe_drawing(layer.style),
            "panes": choose_panes(layer.style),
            "features": fit_features(layer.frame, layer.id),
        }
        for layer in drawn.layers
    ]
    size = sum(len(str(layer["features"]).encode()) for layer in layers)
    if size > MOST_BYTES:
        raise TooLargeError(pack.brief.title, size, MOST_BYTES)
    content = {"catalogue": write_catalogue(pack, drawn.bounds), "layers": layers}
    written = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return Parcel(hashlib.sha256(written.encode()).hexdigest()[:16], content)
