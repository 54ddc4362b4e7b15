"""Open packs that are not served as static files: their layers travel with the page."""

import hashlib
import json
import secrets
import shutil
import tempfile
import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from dashboard.errors import TooLargeError
from dashboard.i18n.translator import SOURCE, get_translator, use_language
from dashboard.messages import Parcel, ParcelContent, ParcelLayer
from dashboard.packs import _read_sound, find_overlay_fault, name_for_all, translate_to_all
from dashboard.temporary_files import open_workspace
from dashboard.webmap.catalogue import write_catalogue
from dashboard.webmap.live_layers import fit_features
from dashboard.webmap.pack_index import DrawnPack, LayerIndex, ProgressCallback, draw_pack, translate_indexes
from dashboard.webmap.program import choose_panes, describe_drawing
from geodata.errors import AnchorError, PackError, SeaBriefError
from geodata.isolation.confinement import Limits
from geodata.isolation.data import describe_error, make_error
from geodata.isolation.reading import ReadingStoppedError, read_apart
from geodata.packs.pack import Pack, find_text
from geodata.packs.verification import VerificationReport, verify_pack
from geodata.packs.zip_pack import unpack_archive
from geodata.text.documents import Document, decode_manuscript
from geodata.text.paragraphs import AnchoredPassage, anchor_passages, prepare_text

MOST_BYTES = 2_000_000
"""Largest sum of the features of all layers, in bytes of UTF-8."""
PASSAGES = TypeAdapter(tuple[AnchoredPassage, ...])
UPLOADED = Limits()
NAMED = Limits(processor_seconds=120, seconds=300, memory_bytes=600_000_000)
"""What reading a pack may cost that a viewer uploads, and one that the operator names at the start."""


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


@dataclass(frozen=True)
class TextReading:
    """What was found in the text of a pack's brief, or what kept it from being read."""

    paragraphs: tuple[AnchoredPassage, ...] | SeaBriefError
    """The anchored paragraphs of its passages; none where it has no text."""
    report: VerificationReport | SeaBriefError
    """Its verification, with the text where it has one."""


@dataclass(frozen=True, eq=False)
class TranslatedPack:
    """A pack that is not served in one language."""

    pack: Pack
    """The pack in its words."""
    parcel: PackPayload
    """What travels to the browser."""
    layers: Mapping[str, LayerIndex]
    """What the pages say of its layers by id."""


@dataclass(frozen=True, eq=False)
class UnservedPack:
    """A pack that came from outside the repository, read, checked and drawn."""

    pack: Pack
    """The pack."""
    translated: Mapping[str, "TranslatedPack"]
    """The pack in each language that there is, by their tags."""
    faults: Mapping[str, SeaBriefError]
    """Why it is not told in the words of an overlay, by the tags of the languages."""
    text: TextReading | None = None
    """What was found in the text that lies in it; none where nobody has looked."""
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    """Secret by which another window of the same viewer finds the pack while the server holds it."""

    @property
    def told(self) -> Pack:
        """The pack in the language of this run."""
        return self.translated[get_translator().language].pack

    @property
    def parcel(self) -> PackPayload:
        """What travels to the browser, in the language of this run."""
        return self.translated[get_translator().language].parcel

    @property
    def layers(self) -> Mapping[str, LayerIndex]:
        """What the pages say of its layers by id, in the language of this run."""
        return self.translated[get_translator().language].layers


def open_folder(folder: Path, *, report: ProgressCallback = lambda _step, _share: None) -> UnservedPack:
    """Return the pack in a folder, drawn.

    Raises
    ------
    SeaBriefError
        It cannot be read, `seabrief verify` would fail it, a layer cannot be drawn, or it is too large.
    """
    pack = _read_sound(folder)
    drawn = draw_pack(name_for_all(pack), report=report)
    layers = _wrap_layers(pack, drawn)
    translated = {}
    for language, told in translate_to_all(pack).items():
        with use_language(language):
            parcel = _wrap({"catalogue": write_catalogue(told, drawn.bounds), "layers": layers})
        indexes = translate_indexes(drawn.indexes, told) if told.language else drawn.indexes
        translated[language] = TranslatedPack(told, parcel, indexes)
    faults = {language: find_overlay_fault(pack, language) for language in translated}
    return UnservedPack(pack, translated, {language: fault for language, fault in faults.items() if fault})


def open_archive(
    content: bytes, name: str, *, limits: Limits = UPLOADED, document: Document | None = None
) -> UnservedPack:
    """Return the pack in a zip file, unpacked, read and drawn in a process of its own.

    Its files are gone when nobody holds the pack any more.

    Parameters
    ----------
    content, name
        The zip file and its name.
    limits
        What reading it may cost.
    document
        The text of its brief where that is at hand; it is then kept in memory alone.

    Raises
    ------
    SeaBriefError
        As for `open_folder`, the zip file is not what it may be, or reading it took too much or broke off.
    """
    folder = Path(tempfile.mkdtemp(prefix="pack-", dir=open_workspace()))
    try:
        told = read_apart(f"{__name__}:describe_archive", content, limits=limits, folder=folder, name=name)
        opened = _take_over(told)
        if document is not None:
            opened = replace(opened, text=_read_document(opened.pack, document))
    except ReadingStoppedError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise PackError(name, "", "", error.message) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(opened, shutil.rmtree, folder, ignore_errors=True)
    return opened


def describe_archive(content: bytes, *, name: str, folder: str) -> dict[str, Any]:
    """Unpack the pack in a zip file into a folder, and return it drawn, as plain data.

    Raises
    ------
    SeaBriefError
        As for `open_folder`, or the zip file is not what it may be.
    """
    opened = open_folder(unpack_archive(content, Path(folder), name=name))
    translated = {
        language: {
            "pack": told.pack.model_dump_json(by_alias=True),
            "key": told.parcel.key,
            "catalogue": told.parcel.content["catalogue"],
            "layers": {layer_id: index.model_dump(mode="json") for layer_id, index in told.layers.items()},
        }
        for language, told in opened.translated.items()
    }
    return {
        "pack": opened.pack.model_dump_json(by_alias=True),
        "layers": opened.translated[SOURCE].parcel.content["layers"],
        "translated": translated,
        "faults": {language: describe_error(fault) for language, fault in opened.faults.items()},
        "text": _describe_text(opened.pack),
    }


def _read_document(pack: Pack, document: Document) -> TextReading:
    """Return what is found of a pack in the text of its brief."""
    prepared = prepare_text(document.text)
    report = verify_pack(pack, text=document, prepared=prepared)
    try:
        return TextReading(anchor_passages([passage.selector for passage in pack.passages], prepared), report)
    except AnchorError as error:
        return TextReading(error, report)


def _describe_text(pack: Pack) -> dict[str, Any]:
    """Return what `TextReading` holds of a pack as plain data."""
    try:
        path = find_text(pack.folder)
        text = decode_manuscript(path.read_bytes(), path.name).text if path else None
    except SeaBriefError as error:
        return {name: {"error": describe_error(error)} for name in ("paragraphs", "report")}
    prepared = prepare_text(text) if text is not None else None
    report = verify_pack(pack, text=text, prepared=prepared).model_dump_json()
    try:
        selectors = [passage.selector for passage in pack.passages]
        anchored = anchor_passages(selectors, prepared) if prepared else ()
    except AnchorError as error:
        return {"paragraphs": {"error": describe_error(error)}, "report": report}
    return {"paragraphs": PASSAGES.dump_python(anchored, mode="json"), "report": report}


def _take_over(told: Mapping[str, Any]) -> UnservedPack:
    """Return the pack that `describe_archive` described."""
    translated = {
        language: TranslatedPack(
            Pack.model_validate_json(one["pack"]),
            PackPayload(one["key"], {"catalogue": one["catalogue"], "layers": told["layers"]}),
            {layer_id: LayerIndex.model_validate(index) for layer_id, index in one["layers"].items()},
        )
        for language, one in told["translated"].items()
    }
    faults = {language: make_error(fault) for language, fault in told["faults"].items()}
    text = _take_over_text(told["text"])
    return UnservedPack(Pack.model_validate_json(told["pack"]), translated, faults, text)


def _take_over_text(told: Mapping[str, Any]) -> TextReading:
    errors = {
        name: make_error(one["error"])
        for name, one in told.items()
        if isinstance(one, Mapping) and "error" in one
    }
    return TextReading(
        errors.get("paragraphs") or PASSAGES.validate_python(told["paragraphs"]),
        errors.get("report") or VerificationReport.model_validate_json(told["report"]),
    )


def open_path(path: Path) -> UnservedPack:
    """Return the pack in a folder or a zip file that the operator named, drawn.

    A folder is read in this process, as is all that the operator starts it with; a zip file as one that is
    uploaded, but with more time and memory.

    Raises
    ------
    SeaBriefError
        As for `open_folder` and `open_archive`, or there is nothing.
    """
    if path.is_file():
        return open_archive(path.read_bytes(), path.name, limits=NAMED)
    return open_folder(path)


def _wrap_layers(pack: Pack, drawn: DrawnPack) -> list[ParcelLayer]:
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
    return layers


def _wrap(content: ParcelContent) -> PackPayload:
    written = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return PackPayload(hashlib.sha256(written.encode()).hexdigest()[:16], content)
