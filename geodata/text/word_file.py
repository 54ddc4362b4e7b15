"""Read the text of a Word file (DOCX, Office Open XML).

`geodata.text.documents` calls it in a confined process, so that no file can harm the application.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from geodata.errors import Message, SeaBriefError
from geodata.safe_zip import DamagedZipError, open_zip, read_entry

MAX_PART_BYTES = 40_000_000
"""Largest part of the file, unpacked."""
MAX_ENTRIES = 5000
"""Most parts of the file."""
DOCUMENT = "word/document.xml"
NO_WORD_FILE = Message(
    "This is an OpenDocument or EPUB file or another archive, not a text; save it as a PDF, as a Word file "
    "(DOCX) or as plain text in UTF-8."
)
_TYPE = "/officeDocument"
_PROPERTIES = {"title": "title", "creator": "author", "created": "date", "language": "language"}
"""Names of the core properties -> fields of a record."""
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|titolo|título|rubrik|overskrift|见出し|标题)\s?(\d)", re.IGNORECASE
)
_TITLE = frozenset(("title", "titel", "titre", "título", "titolo"))
_LEFT_OUT = frozenset(
    ("del", "moveFrom", "instrText", "delText", "Fallback", "footnoteReference", "pPr", "txbxContent")
)
"""Elements whose text is deleted, a field code, or said elsewhere."""
_BREAKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}


def read_word_file(content: bytes) -> dict[str, Any]:
    """Return the text of a Word file, its headings marked as in Markdown, its notes, what it says of itself.

    Headers and footers are parts of their own in the file, and are not read.

    Returns
    -------
    dict
        `text`; `notes`, the footnotes and endnotes; `properties` by the names of the fields of a record.

    Raises
    ------
    SeaBriefError
        The file is damaged, larger than may be, or holds no text.
    """
    try:
        archive = open_zip(content)
    except DamagedZipError as error:
        raise SeaBriefError(NO_WORD_FILE) from error
    with archive:
        entries = {entry.filename: entry for entry in archive.infolist()[:MAX_ENTRIES]}
        if not any(name.startswith("word/") for name in entries):
            raise SeaBriefError(NO_WORD_FILE)
        document = _read_part(archive, entries, _find_document(archive, entries))
        if document is None:
            raise SeaBriefError(Message("The Word file has no document in it. Save it again."))
        styles = _read_part(archive, entries, "word/styles.xml")
        notes = [
            note
            for part in ("word/footnotes.xml", "word/endnotes.xml")
            for note in _list_notes(_read_part(archive, entries, part))
        ]
        core = _read_part(archive, entries, "docProps/core.xml")
    levels = _read_levels(styles)
    text = "\n\n".join(_list_paragraphs(document, levels))
    return {"text": text, "notes": notes, "properties": _read_properties(core)}


def _find_document(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> str:
    """Return the name of the main part: where the relationships of the package say that it is."""
    relations = _read_part(archive, entries, "_rels/.rels")
    for relation in () if relations is None else relations:
        if str(relation.get("Type", "")).endswith(_TYPE):
            return str(relation.get("Target", "")).lstrip("/")
    return DOCUMENT


def _read_part(
    archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], name: str
) -> etree._Element | None:
    """Return the root element of a part, None where the file has no such part."""
    if name not in entries:
        return None
    try:
        content = read_entry(archive, entries[name], most_bytes=MAX_PART_BYTES + 1)
    except DamagedZipError as error:
        raise SeaBriefError(
            Message("The Word file is damaged ({fault}). Save it again.", fault=error)
        ) from error
    if len(content) > MAX_PART_BYTES:
        problem = Message(
            "Its part {name} unpacks to more than {most} MB.",
            name=ascii(name),
            most=MAX_PART_BYTES // 1_000_000,
        )
        raise SeaBriefError(problem)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser=parser)
    except etree.XMLSyntaxError as error:
        problem = Message("Its part {name} is no sound XML. Save the file again.", name=ascii(name))
        raise SeaBriefError(problem) from error
    if root.getroottree().docinfo.doctype:
        raise SeaBriefError(
            Message("Its part {name} declares a document type, as no Word file does.", name=ascii(name))
        )
    return root


def _name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, which two editions of the standard differ in."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _get(element: etree._Element | None, attribute: str) -> str:
    """Return an attribute by its name without a namespace."""
    if element is None:
        return ""
    return next(
        (str(value) for key, value in element.attrib.items() if etree.QName(key).localname == attribute), ""
    )


def _find(element: etree._Element, *path: str) -> etree._Element | None:
    """Return the first element at a path of names."""
    found: etree._Element | None = element
    for name in path:
        found = next((child for child in found if _name(child) == name), None) if found is not None else None
    return found


def _read_levels(styles: etree._Element | None) -> dict[str, int]:
    """Return the level of the headings by the ids of their styles: by outline level, else by name."""
    levels: dict[str, int] = {}
    for style in () if styles is None else styles:
        if _name(style) != "style":
            continue
        outline = _get(_find(style, "pPr", "outlineLvl"), "val")
        named = _get(_find(style, "name"), "val").strip().casefold()
        heading = _HEADING.fullmatch(named)
        if named in _TITLE:
            levels[_get(style, "styleId")] = 1
        elif heading:
            levels[_get(style, "styleId")] = int(heading[1])
        elif outline.isdecimal() and int(outline) < 9:  # noqa: PLR2004 - level 10 is text
            levels[_get(style, "styleId")] = int(outline) + 1
    return levels


def _list_paragraphs(document: etree._Element, levels: Mapping[str, int]) -> Iterator[str]:
    for paragraph in document.iter("{*}p"):
        words = _read_words(paragraph)
        if not words or any(_name(above) == "Fallback" for above in paragraph.iterancestors()):
            continue
        style = _get(_find(paragraph, "pPr", "pStyle"), "val")
        outline = _get(_find(paragraph, "pPr", "outlineLvl"), "val")
        level = levels.get(style, int(outline) + 1 if outline.isdecimal() else 0)
        yield f"{'#' * min(level, 6)} {words}" if 0 < level <= 9 else words  # noqa: PLR2004 - as above


def _read_words(paragraph: etree._Element) -> str:
    return " ".join("".join(_list_pieces(paragraph)).split())


def _list_pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name in _LEFT_OUT or (name == "r" and _find(child, "rPr", "vanish") is not None):
            continue
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        else:
            yield from _list_pieces(child)


def _list_notes(part: etree._Element | None) -> Iterator[str]:
    for note in () if part is None else part:
        words = " ".join(_read_words(paragraph) for paragraph in note.iter("{*}p")).strip()
        if words and not _get(note, "type"):
            yield words


def _read_properties(core: etree._Element | None) -> dict[str, str]:
    return {
        _PROPERTIES[_name(element)]: " ".join((element.text or "").split())
        for element in (() if core is None else core)
        if _name(element) in _PROPERTIES and (element.text or "").strip()
    }
