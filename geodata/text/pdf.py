"""Read the text of a PDF.

`geodata.text.documents` calls it in a confined process, so that no file can harm the application.
"""

import io
import math
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
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

_FIGURES = re.compile(r"\s*\d{1,3}(?:[,–-]\d{1,3})*\s*")
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


def read_text(content: bytes, *, most_pages: int, most_bytes: int) -> bytes:
    """Return the text of a PDF in UTF-8, its pages parted by form feeds.

    Raises
    ------
    UnreadableError
        It opens only with a password, is encrypted otherwise, too long or without text.
    PyPdfError
        It is broken.
    """
    written = _join_pages(content, most_pages).encode("utf-8", errors="replace")
    if len(written) > most_bytes:
        raise UnreadableError(
            Message("The text of the PDF is larger than {most_bytes} MB.", most_bytes=most_bytes // 1_000_000)
        )
    return written


def _join_pages(content: bytes, most_pages: int) -> str:
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
        text = "\f".join(join_lines(list(read_lines(page))) for page in reader.pages)
    except FileNotDecryptedError as error:
        raise UnreadableError(ENCRYPTED) from error
    except (DependencyError, NotImplementedError) as error:
        raise UnreadableError(OTHERWISE_ENCRYPTED) from error
    if sum(map(str.isalnum, text)) < LEAST_LETTERS_PER_PAGE * count:
        raise UnreadableError(SCANNED)
    return text


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
