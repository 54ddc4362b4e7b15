"""Read the full text of a brief: plain text, Markdown, PDF, Word file or web page."""

import codecs
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
MAX_WORD_BYTES = 30_000_000
"""Largest Word file that is read, with its pictures."""
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
    b"\xd0\xcf\x11\xe0": "a Word file of the old kind",
    b"{\\rtf": "a rich text file (RTF)",
    b"%!PS": "a PostScript file",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""First bytes of files that are often given instead of a text -> what they are."""
_HEADER_WITHIN = 1024
_ZIP = b"PK\x03\x04"
_WEB_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
WEB_NAMES = frozenset((".html", ".htm", ".xhtml"))


@dataclass(frozen=True)
class Document:
    """The full text of a brief, as it was supplied."""

    text: str
    """Its text, line ends untouched; pages of a PDF are parted by form feeds."""
    sha256: str
    """Checksum of the file."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """What a file says of itself, by `title`, `author`, `publisher`, `date`, `language`, `rights`."""
    notes: tuple[str, ...] = ()
    """Its footnotes and endnotes, where they were read apart from the text."""

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


def decode_manuscript(
    content: bytes, name: str, *, shown: Path | None = None, outlined: bool = False
) -> Document:
    """Return the text in the content of a file; headings of Word files and web pages are marked with `#`.

    Raises
    ------
    PackError
        As for `read_document`.

    Parameters
    ----------
    content
        Bytes of the file.
    name
        Its name; what is in it decides how it is read.
    shown
        Path that errors name instead.
    outlined
        Whether the headings of a PDF are marked with `#` as well, and its footnotes are kept apart.
    """
    place = shown or name
    suffix = Path(name).suffix.lower()
    if _PDF in content[:_HEADER_WITHIN]:
        return _read_pdf(content, place, outlined=outlined)
    if suffix == ".pdf":
        raise PackError(place, "", "", Message("This is not a PDF, although it is called one."))
    if content.startswith(_ZIP):
        _check_size(content, MAX_WORD_BYTES, place)
        return _read_confined("geodata.text.word_file:read_word_file", content, place)
    if suffix == ".docx":
        raise PackError(place, "", "", Message("This is not a Word file, although it is called one."))
    _check_size(content, MAX_TEXT_BYTES, place)
    if suffix in WEB_NAMES or _WEB_PAGE.match(content):
        return _read_confined("geodata.text.web_page:read_web_page", content, place)
    return _hold_checked(_decode_text(content, place), content, place)


def _hold_checked(text: str, content: bytes, place: Path | str, **told: Any) -> Document:  # noqa: ANN401 - fields of Document
    if not text.strip(f"{INVISIBLE_MARKS}\0 \t\xa0{BREAKS}"):
        raise PackError(place, "", "", Message("The file is empty; expected the text of the brief."))
    return Document(_check_length(text, place), hashlib.sha256(content).hexdigest(), **told)


def _check_size(content: bytes, most_bytes: int, place: Path | str) -> None:
    if len(content) > most_bytes:
        problem = Message(
            "The text is larger than {max_text_bytes} MB.", max_text_bytes=most_bytes // 1_000_000
        )
        raise PackError(place, "", "", problem)


def _read_confined(reader: str, content: bytes, place: Path | str) -> Document:
    """Return the text of a Word file or a web page, read in a process of its own."""
    limits = Limits(processor_seconds=MAX_PROCESSOR_SECONDS, seconds=MAX_SECONDS)
    try:
        read = read_apart(reader, content, limits=limits)
    except SeaBriefError as error:
        raise PackError(place, "", "", error.message) from error
    return _hold_checked(
        read["text"], content, place, properties=read["properties"], notes=tuple(read.get("notes", ()))
    )


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
                "This is {kind}, not a text; save it as a PDF, as a Word file (DOCX) or as plain text in "
                "UTF-8.",
                kind=kind,
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


def _read_pdf(content: bytes, place: Path | str, *, outlined: bool) -> Document:
    """Return the text of a PDF, read in a process of its own, which a hostile file cannot leave."""
    if len(content) > MAX_PDF_BYTES:
        raise PackError(
            place,
            "",
            "",
            Message("The file is larger than {max_pdf_bytes} MB.", max_pdf_bytes=MAX_PDF_BYTES // 1_000_000),
        )
    try:
        read = read_apart(
            "geodata.text.pdf:read_text",
            content,
            limits=Limits(processor_seconds=MAX_PROCESSOR_SECONDS, seconds=MAX_SECONDS),
            most_pages=MAX_PAGES,
            most_bytes=MAX_TEXT_BYTES,
            outlined=outlined,
        )
    except ReaderFaultError as error:
        problem = Message("The PDF is broken and cannot be read.")
        raise PackError(place, "", "", problem) from error
    except SeaBriefError as error:
        raise PackError(place, "", "", error.message) from error
    text = _check_length(str(read["text"], "utf-8"), place)
    checksum = hashlib.sha256(content).hexdigest()
    return Document(text, checksum, read["properties"], tuple(read["notes"]))
