"""Read a text of any usual format for a draft: its paragraphs by sections, and what its record may be."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from geodata.drafting.dates import find_first_date
from geodata.drafting.languages import guess_language
from geodata.errors import Message, PackError
from geodata.text.blocks import Block, is_note, list_blocks
from geodata.text.characters import BREAKS, JOINER
from geodata.text.documents import MAX_PDF_BYTES, Document, decode_manuscript
from geodata.text.markup import mask_markup
from geodata.text.paragraphs import PreparedText, prepare_text

RecordField = Literal["title", "author", "publisher", "date", "language", "rights"]
FIELDS: tuple[RecordField, ...] = ("title", "author", "publisher", "date", "language", "rights")
"""Fields of a record that are guessed, in the order of the form."""
HEADING_WORDS = 12
"""Most words of a line that is taken for a heading in a text without marks."""
HEADING_LETTERS = 90
FRONT = 1500
"""Characters at the beginning of a text in which its author and date are looked for."""
SHORT_LINE = 80
"""Most characters of a line that may be about the text and not of it."""
EDGE = 3000
"""Characters at its beginning and at its end in which its rights are looked for."""
PASTED = "text"
"""Name of a text that came in no file."""

_ENDS = re.compile(r"[.!?…:;,。！？][\"'”’»)\]]*$")
_UNDERLINED = re.compile(r"^[=-]{3,}$")
_BY = re.compile(
    r"^[ \t]*(?:by|von|par|por|di|author|autor|autorin|auteur)[: \t]\s*"
    r"(?P<name>[^\W\d_][\w.'’ -]{2,60}?)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]+(?: (?:[A-Z]\.|von|van|de|der|di|[A-ZÀ-Þ][\w'’-]+)){1,3}")
_RIGHTS = re.compile(
    r"^.{0,80}(?:©|\(c\)\s|copyright|all rights reserved|alle rechte vorbehalten|CC[ -]BY|CC0|public domain"
    r"|gemeinfrei)"
    r".{0,160}$",
    re.IGNORECASE | re.MULTILINE,
)
_HELD = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:by\s+)?(?:\d{4}\s+)?(?P<name>[^\W\d_][^\n.,;|]{2,60})", re.IGNORECASE
)
_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.{0,4000}?)\r?\n(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
_ENTRY = re.compile(
    r"^(title|author|publisher|date|lang|language|rights|licen[cs]e)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE
)
_ENTRY_FIELDS: Mapping[str, RecordField] = {
    **{name: name for name in FIELDS},
    "lang": "language",
    "license": "rights",
    "licence": "rights",
}
_MACHINE_TITLE = re.compile(
    r"microsoft word|\.(?:docx?|pdf|indd|qxd|tex|dvi)\b|^untitled|^\W*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Guess:
    """What a field of the record may be."""

    field: RecordField
    """Field of the record."""
    value: str
    """The value; a date as in ISO 8601, a language as an IETF tag."""
    where: str
    """Where it was found, as a sentence."""


@dataclass(frozen=True)
class SourceParagraph:
    """A paragraph of the text."""

    id: str
    """Id of its passage: number of the section, number of the paragraph in it."""
    section: int
    """Index of its section."""
    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset after its last character."""


@dataclass(frozen=True)
class Section:
    """A part of the text under one heading."""

    heading: str
    """The heading; that of the whole text where there is none."""
    paragraphs: tuple[SourceParagraph, ...]
    """Its paragraphs in order."""


@dataclass(frozen=True)
class SourceText:
    """A text as it was read."""

    name: str
    """Name of its file; `text` where it came in none."""
    text: str
    """All of it. Offsets count its characters; quotes are anchored in it."""
    sha256: str
    """Checksum of the file."""
    sections: tuple[Section, ...]
    """Its sections in order; none is empty."""
    notes: tuple[str, ...] = ()
    """Footnotes and endnotes; nothing is looked for in them."""
    record: tuple[Guess, ...] = field(default=())
    """What was found for its record, one guess a field."""

    @cached_property
    def paragraphs(self) -> tuple[SourceParagraph, ...]:
        """All paragraphs in order."""
        return tuple(paragraph for section in self.sections for paragraph in section.paragraphs)

    @cached_property
    def masked(self) -> str:
        """The text in the same length without its markup, as `mask_markup` returns it."""
        return mask_markup(self.text)

    @cached_property
    def searchable(self) -> str:
        """The paragraphs alone, in a text of the same length: blanks for markup, line ends and all else."""
        masked = self.masked.replace(JOINER, " ")
        pieces, at = [], 0
        for paragraph in self.paragraphs:
            pieces += [
                _blank(masked[at : paragraph.start]),
                _join_lines(masked[paragraph.start : paragraph.end]),
            ]
            at = paragraph.end
        return "".join([*pieces, _blank(masked[at:])])

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def find_paragraph(self, start: int, end: int) -> SourceParagraph | None:
        """Return the paragraph that a stretch of the text lies in, None where it lies in none."""
        at = bisect_right(self._starts, start) - 1
        inside = at >= 0 and end <= self.paragraphs[at].end
        return self.paragraphs[at] if inside else None

    @cached_property
    def prepared(self) -> PreparedText:
        """The text ready for quotes to be anchored in it."""
        return prepare_text(self.text)

    def find_guess(self, name: RecordField) -> Guess | None:
        """Return what was found for a field of the record."""
        return next((guess for guess in self.record if guess.field == name), None)


def read_text(name: str, data: bytes) -> SourceText:
    """Return a text for a draft: plain text, Markdown, PDF, Word file or web page.

    Raises
    ------
    PackError
        As for `decode_manuscript`, or there is no paragraph in it.
    """
    document = decode_manuscript(data, name, outlined=True)
    if "\f" in document.text or name.lower().endswith(".pdf"):
        document = replace(document, text=_rebuild(document.text))
    return structure_text(name, document)


def read_source(path: Path) -> SourceText:
    """Return the text in a file, as `read_text` does.

    Raises
    ------
    PackError
        As for `read_text`, or the file cannot be read or is too large.
    """
    try:
        if path.stat().st_size > MAX_PDF_BYTES:
            problem = Message("The file is larger than {most} MB.", most=MAX_PDF_BYTES // 1_000_000)
            raise PackError(path, "", "", problem)
        return read_text(path.name, path.read_bytes())
    except OSError as error:
        problem = Message("The file cannot be read ({strerror}).", strerror=error.strerror)
        raise PackError(path, "", "", problem) from error


def structure_text(name: str, document: Document) -> SourceText:
    """Return a document with its paragraphs by sections, and guesses for its record.

    Raises
    ------
    PackError
        It has no paragraph.
    """
    sections, notes = _split_sections(document.text)
    if not sections:
        sections, notes = _split_sections(document.text, with_front=True)
    if not sections:
        problem = Message("There is no paragraph in it; expected the text of a brief.")
        raise PackError(name, "", "", problem)
    text = SourceText(name, document.text, document.sha256, sections, (*document.notes, *notes))
    return replace(text, record=tuple(_guess_record(text, document.properties)))


def _rebuild(text: str) -> str:
    """Return the text of a PDF with each paragraph on one line, put together again over columns and pages."""
    pieces: list[str] = []
    section = ""
    for paragraph in prepare_text(text).paragraphs:
        if paragraph.section != section:
            section = paragraph.section
            pieces.append(f"# {' '.join(section.split())}")
        pieces.append(paragraph.text)
    return "\n\n".join(pieces)


def _split_sections(text: str, *, with_front: bool = False) -> tuple[tuple[Section, ...], list[str]]:
    """Return the sections of a text that have paragraphs, and the notes that stand in it.

    Short lines before the first paragraph are about the text; with `with_front` they are paragraphs as well.
    """
    blocks = list_blocks(mask_markup(text))
    marked = any(block.section for block in blocks)
    held: list[tuple[str, list[tuple[int, int]]]] = []
    notes: list[str] = []
    heading: str | None = None
    for number, block in enumerate(blocks):
        words = " ".join(text[block.start : block.end].split())
        if block.interrupts or is_note(words):
            notes.append(words)
            continue
        if not marked and _is_heading(
            words, [text[later.start : later.end] for later in blocks[number + 1 : number + 2]]
        ):
            heading = words
            continue
        above = _name_section(block) if marked else heading or ""
        if not held and not with_front and _is_front(words):
            continue
        if not held or held[-1][0] != above:
            held.append((above, []))
        held[-1][1].append((block.start, block.end))
    sections = tuple(
        Section(
            heading or "",
            tuple(
                SourceParagraph(f"{index + 1}-{number}", index, start, end)
                for number, (start, end) in enumerate(paragraphs, start=1)
            ),
        )
        for index, (heading, paragraphs) in enumerate(held)
    )
    return sections, notes


def _name_section(block: Block) -> str:
    """Return the heading above a block on one line; empty where there is none."""
    return " ".join(block.section.replace(JOINER, "").split())


def _is_front(words: str) -> bool:
    """Tell whether a block before the first paragraph is about the text: subtitle, author or date."""
    return len(words) <= SHORT_LINE and not _ENDS.search(words)


def _is_heading(words: str, following: Sequence[str]) -> bool:
    """Tell whether a line of a text without marks reads as a heading of what follows."""
    if not following or len(words) > HEADING_LETTERS or len(words.split()) > HEADING_WORDS:
        return False
    is_title = words[:1].isupper() or words[:1].isdigit()
    return is_title and not _ENDS.search(words) and len(following[0]) > len(words)


def _blank(text: str) -> str:
    return "".join(letter if letter in BREAKS else " " for letter in text)


def _join_lines(text: str) -> str:
    return "".join(" " if letter in BREAKS else letter for letter in text)


def _guess_record(text: SourceText, properties: Mapping[str, str]) -> Iterator[Guess]:
    """Yield one guess for each field that anything was found for; what the file itself says goes first.

    Programs set its date and language, so that those of the text go before them; a language of the file that
    is the same one stays, as it may tell the country as well.
    """
    found: dict[RecordField, Guess] = {}
    own = {guess.field: guess for guess in _take_properties(properties)}
    looked = {guess.field: guess for guess in _look_for(text)}
    if "date" in looked:
        own.pop("date", None)
    if "language" in own and own["language"].value.partition("-")[0] != looked["language"].value:
        own.pop("language")
    for guess in (*own.values(), *_take_front_matter(text.text), *looked.values()):
        found.setdefault(guess.field, guess)
    return (found[name] for name in FIELDS if name in found)


def _take_properties(properties: Mapping[str, str]) -> Iterator[Guess]:
    where = Message("in the properties of the file")
    for name in FIELDS:
        value = properties.get(name, "")
        if name == "title" and _MACHINE_TITLE.search(value):
            continue
        if name == "date":
            value = find_first_date(value)
        if value:
            yield Guess(name, value, where)


def _take_front_matter(text: str) -> Iterator[Guess]:
    matter = _FRONT_MATTER.match(text)
    for entry in _ENTRY.finditer(matter[1]) if matter else ():
        name = _ENTRY_FIELDS[entry[1].lower()]
        value = entry[2].strip("\"'")
        yield Guess(name, find_first_date(value) if name == "date" else value, Message("in the front matter"))


def _look_for(text: SourceText) -> Iterator[Guess]:
    """Yield what the words of the text itself suggest."""
    yield _guess_title(text)
    front = text.text[:FRONT]
    short = [line.strip() for line in front.splitlines() if 0 < len(line.strip()) <= SHORT_LINE]
    if by := _BY.search(front):
        yield Guess("author", by["name"], Message("in the line “{line}”", line=" ".join(by[0].split())))
    elif name := next((line for line in short if _NAME.fullmatch(line)), ""):
        yield Guess("author", name, Message("a short line at the beginning that reads as a name"))
    if date := next(filter(None, map(find_first_date, short)), ""):
        yield Guess("date", date, Message("in a short line at the beginning of the text"))
    yield Guess("language", guess_language(text.text), Message("from the commonest words of the text"))
    for part in (text.text[:EDGE], text.text[-EDGE:]):
        if rights := _RIGHTS.search(part):
            line = " ".join(rights[0].split())
            yield Guess("rights", line, Message("in the text"))
            if held := _HELD.search(line):
                yield Guess("publisher", held["name"].strip(), Message("the holder of the rights"))


def _guess_title(text: SourceText) -> Guess:
    """Return the first heading, or the first words where there is none."""
    blocks = list_blocks(text.masked[:FRONT])
    title = next(filter(None, (_name_section(block) for block in blocks)), "") or next(
        filter(None, (section.heading for section in text.sections)), ""
    )
    if title:
        return Guess("title", title, Message("the first heading"))
    first = text.paragraphs[0]
    words = " ".join(text.text[first.start : first.end].split())[:HEADING_LETTERS]
    return Guess("title", words, Message("the first words of the text"))
