"""Unpack an untrusted pack from a zip file."""

import re
import stat
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath

from geodata.errors import Message, PackError
from geodata.names import OWN_FIELDS
from geodata.records.files import MAX_FILE_BYTES
from geodata.safe_zip import DamagedZipError, open_zip, read_entry

MAX_ARCHIVE_BYTES = 10_000_000
"""Largest zip file."""
MAX_ENTRIES = 300
"""Most files and folders in it."""
MAX_BYTES = 50_000_000
"""Largest size of all files together, unpacked."""
MAX_RATIO = 200
"""Most bytes that a packed byte may become; text hardly goes beyond 20."""
RATIO_FLOOR = 1_000_000
"""Size up to which a file may have any ratio: a few blank lines pack well."""
MAX_NAME = 200
"""Longest name of an entry, in characters."""
KEPT = frozenset({".toml", ".csv", ".geojson", ".txt", ".md", ".pdf"})
"""Endings of the files that a pack is read from; others are left in the archive."""
NESTED = frozenset({".zip", ".gz", ".bz2", ".xz", ".zst", ".tar", ".tgz", ".7z", ".rar", ".jar"})
"""Endings of archives, which have no place in another one."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"^[A-Za-z]:")


def unpack_archive(content: bytes, folder: Path, *, name: str = "the archive") -> Path:
    """Write the files of a zipped pack into a folder and return the one that holds its `brief.toml`.

    Nothing is written before every entry has been checked, and no more than was announced is unpacked.

    Parameters
    ----------
    content
        The zip file.
    folder
        An empty folder.
    name
        What the zip file is called in errors.

    Raises
    ------
    PackError
        It is no zip file, too large, or an entry is not what it may be; `entry` names it.
    """
    if len(content) > MAX_ARCHIVE_BYTES:
        problem = Message(
            "It has {count:.0f} MB; at most {max_archive_bytes:.0f} MB are read.",
            count=len(content) / 1e6,
            max_archive_bytes=MAX_ARCHIVE_BYTES / 1e6,
        )
        raise PackError(name, "", "", problem)
    try:
        archive = open_zip(content)
    except DamagedZipError as error:
        raise PackError(
            name, "", "", Message("This is not a sound zip file: {fault}. Pack it again.", fault=error)
        ) from error
    with archive:
        entries = archive.infolist()
        _check_entries(entries, name)
        for entry in entries:
            path = _read_path(entry)
            if not _is_folder(entry) and path.suffix.lower() in KEPT:
                _unpack(archive, entry, folder / path, name)
    return _find_root(folder, name)


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MAX_ENTRIES:
        problem: str = Message(
            "It has {count} entries; at most {max_entries} are read.",
            count=len(entries),
            max_entries=MAX_ENTRIES,
        )
        raise PackError(name, "", "", problem)
    seen: set[str] = set()
    for entry in entries:
        problem = _find_name_problem(entry.orig_filename) or _find_kind_problem(entry)
        path = _fold_path(entry)
        if not problem and path in seen:
            problem = Message(
                "This name stands twice; names have to differ by more than upper and lower case."
            )
        if problem:
            raise PackError(
                name, Message("entry {orig_filename}", orig_filename=_show(entry.orig_filename)), "", problem
            )
        seen.add(path)
    files = {_fold_path(entry): entry for entry in entries if not _is_folder(entry)}
    for entry in entries:
        if any(str(parent) in files for parent in PurePosixPath(_fold_path(entry)).parents):
            problem = Message("It lies in a folder that is a file.")
            raise PackError(
                name, Message("entry {orig_filename}", orig_filename=_show(entry.orig_filename)), "", problem
            )
    total = sum(entry.file_size for entry in entries)
    if total > MAX_BYTES:
        problem = Message(
            "Unpacked it has {total:,.0f} MB; at most {max_bytes:.0f} MB are read.",
            total=total / 1e6,
            max_bytes=MAX_BYTES / 1e6,
        )
        raise PackError(name, "", "", problem)


def _read_path(entry: zipfile.ZipInfo) -> PurePosixPath:
    r"""Return the path of an entry; some programs of Windows write \ where the format asks for /."""
    return PurePosixPath(entry.orig_filename.replace("\\", "/"))


def _fold_path(entry: zipfile.ZipInfo) -> str:
    """Return a path that is the same for all entries that some file system takes for the same file."""
    return unicodedata.normalize("NFC", str(_read_path(entry))).casefold()


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    return entry.orig_filename.endswith(("/", "\\"))


def _find_name_problem(written: str) -> str:
    if len(written) > MAX_NAME:
        return Message(
            "Its name has {count} characters; at most {max_name} are allowed.",
            count=len(written),
            max_name=MAX_NAME,
        )
    if not written or _CONTROL.search(written):
        return Message("Its name is empty or holds a control character.")
    path = written.replace("\\", "/")
    if path.startswith("/") or any(_DRIVE.match(part) for part in path.split("/")):
        return Message("Its name is no relative path: it starts at a root or names a drive.")
    if ".." in path.split("/"):
        return Message("Its path leads out of the pack.")
    return ""


def _find_kind_problem(entry: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return Message("It is a link or a device; only files and folders are read.")
    if entry.flag_bits & 1:
        return Message("It is encrypted; a pack has no password.")
    if _read_path(entry).suffix.lower() in NESTED:
        return Message("It is an archive in the archive; pack the files themselves.")
    if entry.file_size > MAX_FILE_BYTES:
        found, most = entry.file_size / 1e6, MAX_FILE_BYTES / 1e6
        return Message(
            "Unpacked it has {found:,.0f} MB; at most {most:.0f} MB are read.", found=found, most=most
        )
    if entry.file_size > max(RATIO_FLOOR, MAX_RATIO * entry.compress_size):
        return Message(
            "It unpacks to more than {max_ratio} times its size, as no text does.", max_ratio=MAX_RATIO
        )
    return ""


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, name: str) -> None:
    where = f"entry {_show(entry.orig_filename)}"
    try:
        content = read_entry(archive, entry, most_bytes=entry.file_size + 1)
    except DamagedZipError as error:
        raise PackError(
            name, where, "", Message("It cannot be unpacked: {fault}. Pack it again.", fault=error)
        ) from error
    if len(content) != entry.file_size:
        raise PackError(name, where, "", Message("It is not as long as the archive says."))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _find_root(folder: Path, name: str) -> Path:
    """Return the folder of the pack: the top one, or the only one in it, as some programs pack a folder."""
    roots = [path.parent for path in (*folder.glob("brief.toml"), *folder.glob("*/brief.toml"))]
    if folder in roots:  # its overlays have a brief.toml each, too
        roots = [root for root in roots if root == folder or root.name not in OWN_FIELDS]
    if len(roots) != 1:
        found = "none" if not roots else f"{len(roots)} of them"
        problem = Message(
            "Expected one brief.toml, at the top or in the only folder; found {found}.", found=found
        )
        raise PackError(name, "", "", problem)
    return roots[0]


def _show(path: str) -> str:
    return ascii(path if len(path) <= MAX_NAME else f"{path[:40]}…")
