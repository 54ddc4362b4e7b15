"""Read the text of a PDF.

`geodata.text.documents` calls it in a confined process, so that no file can harm the application.
"""

import io
import math
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from geodata.errors import Message, SeaBriefError
from geodata.text.characters import SUPERSCRIPTS

LEAST_LETTERS_PER_PAGE = 20
"""Below this many on average, a PDF holds pictures of pages."""
INDENT = (0.25, 4)
"""How far a first line may be set in, in line heights."""
SPACED = 1.4
"""From this many line heights on, the space above a line parts paragraphs."""
CLOSE = 3
"""Baselines further apart than this many type sizes are not those of one paragraph."""
LARGER = 1.08
"""Ratio of type sizes that tells a heading from the text."""
RAISED = 0.8
"""Figures smaller than this share of the text before them are raised, or lowered."""

MOST_HEADING_WORDS = 16
"""Most words of a heading."""
NOTE_SIZE = 0.93
"""Lines below the text that are smaller than this share of its size are notes."""

_FIGURES = re.compile(r"\s*\d{1,3}(?:[,–-]\d{1,3})*\s*")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_FORMULA = re.compile(r"(?:^|[^a-zA-Z])[A-Z][A-Za-z]?$")
_TO_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)

ENCRYPTED = Message("The PDF opens only with a password; save a copy without one.")
OTHERWISE_ENCRYPTED = Message(
    "The PDF is encrypted in a way that cannot be read here (with a certificate or by a rights manager); "
    "save a copy without it."
)
SCANNED = Message("The PDF has no text, only pictures of pages; run text recognition (OCR) on it first.")


@dataclass(frozen=True)
class Line:
    """A line of text on a page."""

    text: str
    """Its text."""
    x: float
    """Where it starts along its baseline, in points."""
    y: float
    """Height of its baseline, in points; as for `x`, from the foot of the page as the line is read."""
    size: float
    """Type size, in units of the page."""


class UnreadableError(SeaBriefError):
    """A PDF has no text that can be read."""


def read_text(content: bytes, *, most_pages: int, most_bytes: int, outlined: bool = False) -> dict[str, Any]:
    """Return the text of a PDF and what the file says of itself.

    Parameters
    ----------
    content
        The file.
    most_pages, most_bytes
        Most pages that are read, and most bytes of text that are returned.
    outlined
        Whether headings, which are set larger than the text, are marked with `#`, and notes at the feet of
        pages, which are set smaller, are kept apart.

    Returns
    -------
    dict
        `text` in UTF-8, its pages parted by form feeds; `notes`; `properties` by the names of the fields of a
        record.

    Raises
    ------
    UnreadableError
        It opens only with a password, is encrypted otherwise, too long or without text.
    PyPdfError
        It is broken.
    """
    pages, properties = _read_pages(content, most_pages)
    notes: list[str] = []
    if outlined:
        size = _find_text_size(pages)
        parted = [_part_notes(page, size) for page in pages]
        notes = [note for _, foot in parted for note in foot]
        pages = [list(_mark_headings(page, size)) for page, _ in parted]
    text = "\f".join(join_lines(page) for page in pages)
    if sum(map(str.isalnum, text)) < LEAST_LETTERS_PER_PAGE * len(pages):
        raise UnreadableError(SCANNED)
    written = text.encode("utf-8", errors="replace")
    if len(written) > most_bytes:
        raise UnreadableError(
            Message("The text of the PDF is larger than {most_bytes} MB.", most_bytes=most_bytes // 1_000_000)
        )
    return {"text": written, "notes": notes, "properties": properties}


def _read_pages(content: bytes, most_pages: int) -> tuple[list[list[Line]], dict[str, str]]:
    try:
        reader = PdfReader(io.BytesIO(content))
        if not _opens(reader):
            raise UnreadableError(ENCRYPTED)
        count = len(reader.pages)
        if not 0 < count <= most_pages:
            raise UnreadableError(
                Message(
                    "The PDF has {count} pages; expected 1 to {most_pages}.",
                    count=count,
                    most_pages=most_pages,
                )
            )
        return [list(read_lines(page)) for page in reader.pages], _read_properties(reader)
    except FileNotDecryptedError as error:
        raise UnreadableError(ENCRYPTED) from error
    except (DependencyError, NotImplementedError) as error:
        raise UnreadableError(OTHERWISE_ENCRYPTED) from error


def _read_properties(reader: PdfReader) -> dict[str, str]:
    """Return title, author, date and language as the file has them; what it lacks is left out."""
    told: Mapping[str, Any] = reader.metadata or {}
    found = {"title": told.get("/Title"), "author": told.get("/Author"), "date": told.get("/CreationDate")}
    found["language"] = reader.root_object.get("/Lang")
    named = {field: " ".join(str(value).split()) for field, value in found.items() if value}
    return {
        field: _read_date(value) if field == "date" else value
        for field, value in named.items()
        if value.strip("\0 ")
    }


def _read_date(written: str) -> str:
    """Return a date such as `D:20240131120000` as `2024-01-31`."""
    found = _DATE.match(written)
    return "-".join(found.groups()) if found else written


def _find_text_size(pages: Sequence[Sequence[Line]]) -> float:
    """Return the type size in which most letters are set."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page:
            letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 1.0


def _part_notes(page: Sequence[Line], size: float) -> tuple[list[Line], list[str]]:
    """Return the lines of a page without the notes at its foot, and these notes."""
    large = [line.y for line in page if line.size >= NOTE_SIZE * size]
    foot = [
        number
        for number, line in enumerate(page)
        if large and line.size < NOTE_SIZE * size and line.y < min(large)
    ]
    notes = join_lines([page[number] for number in foot])
    kept = [line for number, line in enumerate(page) if number not in set(foot)]
    return kept, [" ".join(note.split()) for note in notes.split("\n\n") if len(note.split()) > 1]


def _mark_headings(page: Sequence[Line], size: float) -> Iterator[Line]:
    """Yield the lines of a page, those of a heading as one line that begins with `#`."""
    for larger, held in groupby(
        page, key=lambda line: round(line.size, 1) if line.size > LARGER * size else 0
    ):
        lines = list(held)
        words = " ".join(line.text for line in lines)
        if larger and len(words.split()) <= MOST_HEADING_WORDS and any(map(str.isalpha, words)):
            yield replace(lines[0], text=f"# {words}")
        else:
            yield from lines


def _opens(reader: PdfReader) -> bool:
    """Tell whether a PDF can be read without a password, as one that only its owner may change can."""
    return not reader.is_encrypted or bool(reader.decrypt(""))


def read_lines(page: PageObject) -> Iterator[Line]:
    """Yield the lines of a page in the order in which they were written, column after column."""
    pieces: list[Line] = []

    def note(text: str, outer: Sequence[float], inner: Sequence[float], _font: Any, size: float) -> None:  # noqa: ANN401 - a font of pypdf, unused
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        across = inner[0] * outer[0] + inner[1] * outer[2], inner[0] * outer[1] + inner[1] * outer[3]
        scale = math.hypot(*across) or 1.0
        cosine, sine = across[0] / scale, across[1] / scale
        pieces.append(Line(text, x * cosine + y * sine, y * cosine - x * sine, size * scale))

    page.extract_text(visitor_text=note)
    held: list[Line] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        held.append(replace(piece, text=first))
        for part in others:
            yield from _make_line(held)
            held = [replace(piece, text=part)]
    yield from _make_line(held)


def join_lines(lines: Sequence[Line]) -> str:
    """Return lines as text, with a blank line where a paragraph or a heading begins."""
    steps = [before.y - line.y for before, line in pairwise(lines)]
    close = [step for step in steps if 1 < step < CLOSE * max(line.size for line in lines)] if lines else []
    height = statistics.median(close or [1.0])
    pieces = []
    for number, line in enumerate(lines):
        neighbours = [*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2]]
        begins = number > 0 and _begins(line, lines[number - 1], neighbours, height)
        pieces.append(("\n\n" if begins else "\n" if number else "") + line.text)
    return "".join(pieces)


def _make_line(pieces: Sequence[Line]) -> Iterator[Line]:
    text = "".join(_raise_figures(pieces)).replace("\f", " ").strip()
    inked = [piece for piece in pieces if piece.text.strip()]
    if text:
        yield replace(inked[0], text=text)


def _raise_figures(pieces: Sequence[Line]) -> Iterator[str]:
    """Yield the text of pieces; figures set smaller, as marks of notes are, in raised characters."""
    before = Line("", 0, 0, 0)
    for piece in pieces:
        is_small = _FIGURES.fullmatch(piece.text) and piece.size < RAISED * before.size
        is_formula = _FORMULA.search(before.text) and piece.y <= before.y
        if is_small and piece.y >= before.y and not is_formula:
            yield piece.text.translate(_TO_RAISED)
        else:
            yield piece.text
        before = piece if piece.text.strip() and not is_small else before


def _begins(line: Line, before: Line, neighbours: Sequence[Line], height: float) -> bool:
    sizes = sorted((line.size, before.size))
    if sizes[1] > LARGER * sizes[0] or before.y - line.y > SPACED * height:
        return True
    return any(INDENT[0] * height < line.x - other.x < INDENT[1] * height for other in neighbours)
