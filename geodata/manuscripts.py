"""Read the full text of a brief: plain text, Markdown or PDF."""

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import PackError

TEXT_NAMES = ("brief.txt", "brief.md", "brief.pdf")
"""Names under which the text of a brief may lie in its pack."""
MAX_TEXT_BYTES = 5_000_000
"""Largest text that is read; a long book has about a million characters."""
MAX_PDF_BYTES = 30_000_000
"""Largest PDF that is read."""
MAX_PAGES = 500
"""Most pages that are read of a PDF."""
MAX_SECONDS = 90
"""Longest time that reading a PDF may take."""

_PDF = b"%PDF-"
_HEADER_WITHIN = 1024
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Manuscript:
    """The full text of a brief, as it was supplied."""

    text: str
    """Its text, line ends untouched; pages of a PDF are parted by form feeds."""
    sha256: str
    """Checksum of the file."""

    def find_page(self, offset: int) -> int | None:
        """Return the page on which an offset lies, from 1; none where the text has no pages."""
        return self.text.count("\f", 0, offset) + 1 if "\f" in self.text else None


def hold_text(text: str) -> Manuscript:
    """Return a text that came in no file."""
    return Manuscript(text, hashlib.sha256(text.encode()).hexdigest())


def read_manuscript(path: Path) -> Manuscript:
    """Return the text in a file.

    Raises
    ------
    PackError
        The file cannot be read, is too large, is neither UTF-8 nor a PDF, or is a PDF that is broken,
        encrypted, or without text.
    """
    try:
        if path.stat().st_size > MAX_PDF_BYTES:
            raise PackError(path, "", "", f"The file is larger than {MAX_PDF_BYTES // 1_000_000} MB.")
        content = path.read_bytes()
    except OSError as error:
        raise PackError(path, "", "", f"The file cannot be read ({error.strerror}).") from error
    return decode_manuscript(content, path.name, shown=path)


def decode_manuscript(content: bytes, name: str, *, shown: Path | None = None) -> Manuscript:
    """Return the text in the content of a file.

    Raises
    ------
    PackError
        As for `read_manuscript`.

    Parameters
    ----------
    content
        Bytes of the file.
    name
        Its name; what is in it decides how it is read.
    shown
        Path that errors name instead.
    """
    place = shown or name
    checksum = hashlib.sha256(content).hexdigest()
    if _PDF in content[:_HEADER_WITHIN]:
        return Manuscript(_read_pdf(content, place), checksum)
    if Path(name).suffix.lower() == ".pdf":
        raise PackError(place, "", "", "This is not a PDF, although it is called one.")
    if len(content) > MAX_TEXT_BYTES:
        raise PackError(place, "", "", f"The text is larger than {MAX_TEXT_BYTES // 1_000_000} MB.")
    try:
        return Manuscript(content.decode("utf-8"), checksum)
    except UnicodeDecodeError as error:
        problem = f"Expected UTF-8 text; byte {error.start} is not. Save the text as UTF-8."
        raise PackError(place, "", "", problem) from error


def _read_pdf(content: bytes, place: Path | str) -> str:
    """Return the text of a PDF, read in a process of its own, which a hostile file cannot leave."""
    if len(content) > MAX_PDF_BYTES:
        raise PackError(place, "", "", f"The file is larger than {MAX_PDF_BYTES // 1_000_000} MB.")
    command = [sys.executable, "-m", "geodata.pdf_text", str(MAX_PAGES), str(MAX_TEXT_BYTES)]
    try:
        read = subprocess.run(  # noqa: S603 - our own command
            command, input=content, capture_output=True, timeout=MAX_SECONDS, check=False, cwd=_ROOT
        )
    except subprocess.TimeoutExpired as error:
        raise PackError(place, "", "", f"Reading the PDF took more than {MAX_SECONDS} seconds.") from error
    text = read.stdout.decode("utf-8", errors="replace")
    if read.returncode == 0:
        return text
    raise PackError(place, "", "", text or "The PDF is broken and cannot be read.")
