"""Read untrusted KMZ archives in memory: the main document and those that it links."""

import posixpath
import zipfile
from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

import geopandas

from geodata.errors import Message, UploadError
from geodata.safe_zip import DamagedZipError, open_zip, read_entry
from geodata.uploads.formats import list_some, quote
from geodata.uploads.kml import Link, Reading, make_frame, read_kml

if TYPE_CHECKING:
    from geodata.uploads.xml import Element

MAX_DOCUMENTS = 100
"""Most KML documents of an archive; pictures beside them are not counted, and not unpacked."""
MAX_UNPACKED_BYTES = 50_000_000
"""Most bytes that they may have together when unpacked."""

Documents = Mapping[str, zipfile.ZipInfo]
"""Path of a document in lower-case letters and with / between folders -> where it lies in the archive."""


def read_kmz(name: str, content: bytes, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return the placemarks of an archive: of `doc.kml`, or else its first document, and of those it links.

    Raises
    ------
    UploadError
        It cannot be read, or nothing in it can be drawn; the text says why.
    """
    if content.lstrip().startswith(b"<"):
        return read_kml(name, content, notes)
    try:
        with open_zip(content) as archive:
            documents, nested = _list_documents(name, archive)
            reading = Reading(name)
            met, unread = _read_linked(reading, archive, documents)
    except DamagedZipError as error:
        problem = Message("The archive is damaged, encrypted or packed in an unusual way. Save it again.")
        raise UploadError(name, problem) from error
    frame = make_frame(reading, unread, notes)
    others = [quote(entry.filename) for path, entry in documents.items() if path not in met]
    if others or nested:
        notes.append(
            Message(
                "Documents in the archive that were left out: {value}.", value=list_some([*others, *nested])
            )
        )
    return frame


def _list_documents(name: str, archive: zipfile.ZipFile) -> tuple[Documents, list[str]]:
    """Return the documents of an archive, the main one first, and the names of archives inside it."""
    entries = {
        _clean_path(entry.filename): entry for entry in archive.infolist() if not entry.filename.endswith("/")
    }
    shown = {path: entry for path, entry in entries.items() if not _is_hidden(path)}
    documents = {path: entry for path, entry in shown.items() if path.endswith(".kml")}
    nested = [quote(entry.filename) for path, entry in shown.items() if path.endswith(".kmz")]
    if not documents and nested:
        problem = Message(
            "The archive holds no KML document but archives: {nested}. Unpack it and choose one.",
            nested=list_some(nested),
        )
        raise UploadError(name, problem)
    if not documents:
        raise UploadError(name, Message("The archive holds no KML document."))
    unpacked = sum(entry.file_size for entry in documents.values())
    if len(documents) > MAX_DOCUMENTS or unpacked > MAX_UNPACKED_BYTES:
        most = f"{MAX_DOCUMENTS} files of KML or {MAX_UNPACKED_BYTES / 1e6:.0f} MB of it"
        raise UploadError(name, Message("The archive holds more than {most}.", most=most))
    order = sorted(documents, key=lambda path: (path != "doc.kml", "/" in path))
    return {path: documents[path] for path in order}, nested


def _clean_path(path: str) -> str:
    """Return a path in the form that is compared: some programs write backslashes, or other cases."""
    return posixpath.normpath(path.replace("\\", "/").lower())


def _is_hidden(path: str) -> bool:
    """Tell whether a file is one that macOS adds to archives."""
    return path.startswith("__macosx/") or posixpath.basename(path).startswith("._")


def _read_linked(
    reading: Reading, archive: zipfile.ZipFile, documents: Documents
) -> tuple[set[str], list[str]]:
    """Read the main document and those that are linked, each once; return their paths and the other links."""
    main = next(iter(documents))
    waiting: deque[tuple[str, Sequence[Element]]] = deque([(main, ())])
    met, unread, spare = {main}, list[str](), MAX_UNPACKED_BYTES
    while waiting:
        path, around = waiting.popleft()
        unpacked = read_entry(archive, documents[path], most_bytes=spare + 1)
        spare -= len(unpacked)
        if spare < 0:
            problem = Message(
                "The archive holds more than {max_unpacked_bytes:.0f} MB of KML.",
                max_unpacked_bytes=MAX_UNPACKED_BYTES / 1e6,
            )
            raise UploadError(reading.name, problem)
        known = len(reading.links)
        reading.add_document(unpacked, path=path, around=around)
        for link in reading.links[known:]:
            target = _find_target(link, documents)
            if target is None:
                unread.append(link.href)
            elif target not in met:
                met.add(target)
                waiting.append((target, link.around))
    return met, unread


def _find_target(link: Link, documents: Documents) -> str | None:
    """Return the path of the document that a link names; None where that is not in the archive."""
    href = unquote(link.href).replace("\\", "/").partition("#")[0].partition("?")[0]
    folder = posixpath.dirname(link.base)
    paths = (_clean_path(posixpath.join(folder, href)), _clean_path(href))
    return next((path for path in paths if path in documents), None)
