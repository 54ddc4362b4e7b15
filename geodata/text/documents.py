"""Read the full text of a brief: plain text, Markdown or PDF."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import Message, PackError, SeaBriefError
from geodata.isolation.confinement import Limits
from geodata.isolation.reading import ReaderFaultError, read_apart
from geodata.text.characters import BREAKS, INVISIBLE_MARKS

TEXT_NAMES = ("brief.txt", "brief.md", "brief.pdf")
"""Names under which the text of a brief may lie in its pack."""
MAX_TEXT_BYTES = 5_000_000
"""Largest text that is read, before it is decoded."""
MAX_CHARACTERS = 1_000_000
"""Longest text, in characters, as of a long book; one of nothing but marks takes up to 9 µs for each."""
MAX_PDF_BYTES = 30_000_000
"""Largest PDF that is read."""
MAX_PAGES = 500
"""Most pages that are read of a PDF."""
MAX_PROCESSOR_SECONDS = 9
"""Most processor time that reading a PDF may take; 400 full pages take three."""
MAX_SECONDS: float = 90
"""Longest time that it may take on a busy machine."""

_PDF = b"%PDF-"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = {
    b"PK\x03\x04": "a Word, OpenDocument or EPUB file or another archive",
    b"\xd0\xcf\x11\xe0": "a Word file of the old kind",
    b"{\\rtf": "a rich text file (RTF)",
    b"%!PS": "a PostScript file",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""First bytes of files that are often given instead of a text -> what they are."""
_HEADER_WITHIN = 1024


@dataclass(frozen=True)
class Document:
    """The full text of a brief, as it was supplied."""

    text: str
    """Its text, line ends untouched; pages of a PDF are parted by form feeds."""
    sha256: str
    """Checksum of the file."""

    def find_page(self, offset: int) -> int | None:
        """Return the page on which an offset lies, from 1; none where the text has no pages."""
        return self.text.count("\f", 0, offset) + 1 if "\f" in self.text else None


def hold_text(text: str) -> Document:
    """Return a text that came in no file."""
    return Document(text, hashlib.sha256(text.encode()).hexdigest())


def read_document(path: Path) -> Document:
    """Return the text in a file.

    Raises
    ------
    PackError
        The file cannot be read, is empty or too large, is neither Unicode text nor a PDF, or is a PDF that
        is broken, opens only with a password, or is without text.
    """
    try:
        if path.stat().st_size > MAX_PDF_BYTES:
            raise PackError(
                path,
                "",
                "",
                Message(
                    "The file is larger than {max_pdf_bytes} MB.", max_pdf_bytes=MAX_PDF_BYTES // 1_000_000
                ),
            )
        content = path.read_bytes()
    except OSError as error:
        raise PackError(
            path, "", "", Message("The file cannot be read ({strerror}).", strerror=error.strerror)
        ) from error
    return decode_manuscript(content, path.name, shown=path)


def decode_manuscript(content: bytes, name: str, *, shown: Path | None = None) -> Document:
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
        return Document(_check_length(_read_pdf(content, place), place), checksum)
    if Path(name).suffix.lower() == ".pdf":
        raise PackError(place, "", "", Message("This is not a PDF, although it is called one."))
    if len(content) > MAX_TEXT_BYTES:
        raise PackError(
            place,
            "",
            "",
            Message(
                "The text is larger than {max_text_bytes} MB.", max_text_bytes=MAX_TEXT_BYTES // 1_000_000
            ),
        )
    text = _decode_text(content, place)
    if not text.strip(f"{INVISIBLE_MARKS}\0 \t\xa0{BREAKS}"):
        raise PackError(place, "", "", Message("The file is empty; expected the text of the brief."))
    return Document(_check_length(text, place), checksum)


def _check_length(text: str, place: Path | str) -> str:
    if len(text) > MAX_CHARACTERS:
        problem = Message(
            "The text has {count:,} characters; at most {max_characters:,} are read. "
            "Keep the part that is quoted.",
            count=len(text),
            max_characters=MAX_CHARACTERS,
        )
        raise PackError(place, "", "", problem)
    return text


def _decode_text(content: bytes, place: Path | str) -> str:
    """Return text in UTF-8, or in the Unicode encoding that its first bytes name."""
    for start, kind in _OTHER_FILES.items():
        if content.startswith(start):
            problem = Message(
                "This is {kind}, not a text; save it as a PDF or as plain text in UTF-8.", kind=kind
            )
            raise PackError(place, "", "", problem)
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Message(
            "Expected text in {encoding}; byte {start}, in line {line}, is not. Save the text "
            "as UTF-8: in a text editor, under Save as > Encoding.",
            encoding=encoding.upper(),
            start=error.start,
            line=line,
        )
        raise PackError(place, "", "", problem) from error
    if "\0" in text:
        problem = Message(
            "The file holds zero bytes, so it is no text in UTF-8. Save it as UTF-8 or as a PDF."
        )
        raise PackError(place, "", "", problem)
    return text


def _read_pdf(content: bytes, place: Path | str) -> str:
    """Return the text of a PDF, read in a process of its own, which a hostile file cannot leave."""
    if len(content) > MAX_PDF_BYTES:
        raise PackError(
            place,
            "",
            "",
            Message("The file is larger than {max_pdf_bytes} MB.", max_pdf_bytes=MAX_PDF_BYTES // 1_000_000),
        )
    try:
        written = read_apart(
            "geodata.text.pdf:read_text",
            content,
            limits=Limits(processor_seconds=MAX_PROCESSOR_SECONDS, seconds=MAX_SECONDS),
            most_pages=MAX_PAGES,
            most_bytes=MAX_TEXT_BYTES,
        )
    except ReaderFaultError as error:
        problem = Message("The PDF is broken and cannot be read.")
        raise PackError(place, "", "", problem) from error
    except SeaBriefError as error:
        raise PackError(place, "", "", error.message) from error
    return str(written, "utf-8")
