"""List the packs of the repository, and open a pack from a folder or a zip file."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.i18n.translator import get_translator, list_languages
from dashboard.installation import SEEDS, find_home
from geodata.errors import Message, PackError
from geodata.names import OWN_FIELDS
from geodata.packs.overlays import read_overlay
from geodata.packs.pack import Pack, read_pack
from geodata.packs.translation import name_pack, translate_pack
from geodata.packs.verification import verify_pack
from geodata.packs.zip_pack import unpack_archive

STATIC = find_home() / "static"
PACK = SEEDS / "nato-goes-east"
"""The pack that is shown unless another one is asked for."""
SERVED = "app/static"
"""Address of `STATIC`, relative to the page."""


def list_packs() -> dict[str, Path]:
    """Return the folders of the packs that come with the application by their names, `PACK` first."""
    others = (path.parent for path in sorted(SEEDS.glob("*/brief.toml")))
    return {folder.name: folder for folder in (PACK, *others)}


def translate_to_all(pack: Pack) -> dict[str, Pack]:
    """Return a pack in all languages that there are, by their tags; in its own words where it has no overlay.

    Raises
    ------
    PackError
        As for `read_overlay`.
    """
    return {language: translate_to(pack, language) for language in list_languages()}


def translate_to(pack: Pack, language: str) -> Pack:
    """Return a pack in a language; in its own words where it has no overlay.

    Raises
    ------
    PackError
        As for `read_overlay`.
    """
    return translate_pack(pack, read_overlay(pack, language)) if language in OWN_FIELDS else pack


def read_told_pack(path: Path = PACK) -> Pack:
    """Return the pack in a folder, in the language of this run.

    Raises
    ------
    PackError
        As for `read_pack` and `read_overlay`.
    """
    return translate_to(read_pack(path), get_translator().language)


def name_for_all(pack: Pack) -> Pack:
    """Return a pack whose rows and layers have their names for the readers of all languages.

    Raises
    ------
    PackError
        As for `read_overlay`.
    """
    return name_pack(pack, [read_overlay(pack, language) for language in OWN_FIELDS])


MOST_LAYERS = 80
"""Most layers of a pack that is drawn while somebody waits."""


@contextmanager
def open_pack_path(path: Path) -> Iterator[Path]:
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


def check_pack_path(path: Path) -> None:
    """Read and verify the pack in a folder or a zip file, without drawing it.

    Raises
    ------
    SeaBriefError
        As for `open_folder`.
    """
    with open_pack_path(path) as folder:
        _read_sound(folder)


def _read_sound(folder: Path) -> Pack:
    pack = read_pack(folder)
    if len(pack.layers) > MOST_LAYERS:
        problem = Message(
            "The pack has {count} layers; at most {most} are shown.", count=len(pack.layers), most=MOST_LAYERS
        )
        raise PackError("layers.toml", "", "", problem)
    for finding in verify_pack(pack).findings:
        if finding.severity == "error":
            raise PackError("layers.toml", finding.entry, "", finding.message)
    return pack
