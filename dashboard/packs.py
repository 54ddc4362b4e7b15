"""List the packs of the repository, and open a pack from a folder or a zip file."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.i18n.translator import get_translator, list_languages, name_language, translate
from dashboard.installation import SEEDS, find_home
from geodata.errors import Message, PackError, SeaBriefError
from geodata.names import OWN_FIELDS
from geodata.packs.overlay_check import read_sound_overlay
from geodata.packs.overlays import Overlay
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
    """Return a pack in all languages that there are, by their tags, as `translate_to` does."""
    return {language: translate_to(pack, language) for language in list_languages()}


def translate_to(pack: Pack, language: str) -> Pack:
    """Return a pack in a language; in its own words where it has no overlay, or one with a fault."""
    return translate_pack(pack, _find_overlay(pack, language)) if language in OWN_FIELDS else pack


def _find_overlay(pack: Pack, language: str) -> Overlay:
    try:
        return read_sound_overlay(pack, language)
    except PackError:
        return Overlay(language, {}, {})


def find_overlay_fault(pack: Pack, language: str) -> PackError | None:
    """Return why the overlay of a pack in a language is left out; none where it is not, or there is none."""
    if language in OWN_FIELDS:
        try:
            read_sound_overlay(pack, language)
        except PackError as error:
            return error
    return None


def tell_left_out(language: str, fault: SeaBriefError) -> str:
    """Return a notice that the words of a pack in a language are left out, and why."""
    return translate(
        "The words of the pack in {language} are left out, its own are shown: {problem}",
        language=name_language(language),
        problem=fault.message,
    )


def read_told_pack(path: Path = PACK) -> Pack:
    """Return the pack in a folder, in the language of this run.

    Raises
    ------
    PackError
        As for `read_pack`.
    """
    return translate_to(read_pack(path), get_translator().language)


def name_for_all(pack: Pack) -> Pack:
    """Return a pack whose rows and layers have their names for the readers of all languages."""
    return name_pack(pack, [_find_overlay(pack, language) for language in OWN_FIELDS])


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
        if finding.severity == "error" and not finding.language:
            raise PackError("layers.toml", finding.entry, "", finding.message)
    return pack
