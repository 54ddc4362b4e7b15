"""Open untrusted zip files in memory, with one error for all kinds of damage."""

import io
import lzma
import struct
import zipfile
import zlib

from geodata.errors import SeaBriefError

FAULTS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError),
    *(struct.error, IndexError, OverflowError),
)
"""What `zipfile` raises for damaged, encrypted and unknown contents, by where they first show."""


class DamagedZipError(SeaBriefError):
    """A zip file that cannot be read; the text says why, without the name of the file."""


def open_zip(content: bytes) -> zipfile.ZipFile:
    """Return a zip file open for reading.

    Raises
    ------
    DamagedZipError
        It is none, or its directory is damaged.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except FAULTS as error:
        raise DamagedZipError(str(error)) from error


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, most_bytes: int) -> bytes:
    """Return what an entry unpacks to, at most `most_bytes` of it.

    Raises
    ------
    DamagedZipError
        It is damaged, encrypted or packed in an unknown way.
    """
    try:
        with archive.open(entry) as packed:
            return packed.read(most_bytes)
    except FAULTS as error:
        raise DamagedZipError(str(error)) from error
