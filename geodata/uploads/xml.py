"""Read untrusted XML within limits, in any encoding that it names, and nothing that it refers to."""

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from geodata.errors import Message, UploadError
from geodata.uploads.formats import quote

MAX_DEPTH = 200
"""Most elements inside each other."""
MAX_ELEMENTS = 500_000
"""Most elements of a document."""
ENCODINGS = frozenset(
    {
        *(f"iso8859-{part}" for part in range(1, 17) if part != 12),  # noqa: PLR2004 - there is no part 12
        *(f"cp{page}" for page in (437, 720, 737, 775, 850, 852, 855, 857, 858, *range(860, 867), 869, 874)),
        *(f"cp{page}" for page in (932, 949, 950, 1125, *range(1250, 1259))),
        *("ascii", "utf-8", "koi8-r", "koi8-u", "koi8-t", "kz1048", "ptcp154", "tis-620", "hp-roman8"),
        *("mac-cyrillic", "mac-greek", "mac-iceland", "mac-latin2", "mac-roman", "mac-turkish"),
        *("shift_jis", "shift_jisx0213", "shift_jis_2004", "euc_jp", "euc_jisx0213", "euc_jis_2004"),
        *("iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_3", "iso2022_jp_ext"),
        *("gb2312", "gbk", "gb18030", "hz", "big5", "big5hkscs", "euc_kr", "johab", "iso2022_kr"),
    }
)
"""Encodings that write the letters of ASCII as ASCII does, by their names in Python."""
ALIASES = {"windows-31j": "cp932", "cswindows31j": "cp932"}
"""Names that Python does not know."""
READ_AS = {
    "ascii": ("utf-8",),
    "iso8859-1": ("cp1252", "iso8859-1"),
    "iso8859-9": ("cp1254", "iso8859-9"),
    "shift_jis": ("shift_jis", "cp932"),
    "euc_jp": ("euc_jp", "euc_jis_2004"),
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "big5": ("big5", "cp950", "big5hkscs"),
    "euc_kr": ("euc_kr", "cp949"),
}
"""Named encoding -> what is tried: files that Windows wrote hold letters which the named one lacks."""
BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0\0\0": "utf-32-le",
    b"\0\0\0<": "utf-32-be",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
"""How a file begins -> its encoding, whatever it names."""
WIDE = re.compile(r"utf[-_]?(?:16|32)|ucs|iso-10646", re.IGNORECASE)
"""Encodings of two or four bytes; a file that begins with one byte for each letter is UTF-8 instead."""
DECLARATION = re.compile(rb"""\s*<\?xml\s[^>]{0,200}?\sencoding\s*=\s*["']([^"'>]{0,100})["']""")


@dataclass(slots=True)
class Element:
    """An element with what was kept of it; names have no prefix, for strangers' prefixes mean little."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: "list[Element]" = field(default_factory=list)

    def find_all(self, *tags: str) -> "Iterator[Element]":
        """Yield the children of these names."""
        return (child for child in self.children if child.tag in tags)

    def read_text(self, *path: str) -> str:
        """Return the text of the first element at a path of names, without blanks around it; "" without."""
        element = self
        for tag in path:
            found = next(element.find_all(tag), None)
            if found is None:
                return ""
            element = found
        return element.text.strip()


@dataclass(frozen=True)
class Dialect:
    """What a format makes of XML."""

    title: str
    """Name of the format, for messages."""
    roots: frozenset[str]
    """Names that the outermost element may have."""
    skipped: frozenset[str]
    """Names of elements whose content is passed over."""
    verbatim: frozenset[str]
    """Names of elements whose content is text, with the markup in it as it is written."""


Take = Callable[[Element, Sequence[Element]], bool]
"""Gets an element that has ended and those around it, outermost first; True lets go of the element."""


def read_xml(name: str, content: bytes, dialect: Dialect, take: Take) -> None:
    """Hand the elements of a document over as they end, so that a large one is never whole in memory.

    A document type is refused, and with it every entity; nothing is fetched or opened.

    Raises
    ------
    UploadError
        It is no XML, of another kind, in an encoding that is not read, or beyond a limit.
    """
    utf8 = encode_utf8(name, content)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    handler = _Handler(name, dialect, take)
    parser.StartDoctypeDeclHandler = handler.refuse_doctype
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.add_text
    try:
        parser.Parse(utf8, True)  # noqa: FBT003 - the last part; in parts, long tokens are read again and again
    except expat.ExpatError as error:
        _check_utf8(name, utf8)
        raise UploadError(name, Message("This is not well-formed XML: {fault}.", fault=error)) from error


class _Handler:
    """Keeps the elements that are open."""

    def __init__(self, name: str, dialect: Dialect, take: Take) -> None:
        self.name, self.dialect, self.take = name, dialect, take
        self.open: list[Element] = []
        self.texts: list[list[str]] = []
        self.count = 0
        self.passed_over = 0
        """How many elements are open inside one that is skipped."""
        self.written = 0
        """How many elements are open inside one that is kept as it is written."""

    def refuse_doctype(self, root: str, *_: object) -> None:
        if root.lower() == "html":
            raise UploadError(
                self.name, Message("This is a web page. Save the file itself and not its page.")
            )
        problem = Message("The file has a document type, which may have entities and is not read. Remove it.")
        raise UploadError(self.name, problem)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        self._check(tag)
        if self.passed_over:
            self.passed_over += 1
        elif self.written or (self.open and self.open[-1].tag in self.dialect.verbatim):
            self.written += 1
            self.texts[-1].append(f"<{tag}>")
        else:
            self.open.append(Element(tag, attributes))
            self.texts.append([])
            self.passed_over = int(tag in self.dialect.skipped)

    def _check(self, tag: str) -> None:
        self.count += 1
        if self.count > MAX_ELEMENTS:
            raise UploadError(
                self.name,
                Message("The file has more than {max_elements:,} elements.", max_elements=MAX_ELEMENTS),
            )
        if len(self.open) + self.passed_over + self.written >= MAX_DEPTH:
            raise UploadError(
                self.name,
                Message("The XML is nested more than {max_depth} elements deep.", max_depth=MAX_DEPTH),
            )
        if not self.open and tag not in self.dialect.roots:
            problem = Message(
                "This is not {title}: its outermost element is {tag}.",
                title=self.dialect.title,
                tag=quote(tag),
            )
            raise UploadError(self.name, problem)

    def add_text(self, text: str) -> None:
        if not self.passed_over:
            self.texts[-1].append(text)

    def end(self, tag: str) -> None:
        if self.written:
            self.written -= 1
            self.texts[-1].append(f"</{tag.rpartition(':')[2]}>")
        elif self.passed_over > 1:
            self.passed_over -= 1
        else:
            self.passed_over = 0
            element = self.open.pop()
            element.text = "".join(self.texts.pop())
            if not self.take(element, self.open) and self.open:
                self.open[-1].children.append(element)


def encode_utf8(name: str, content: bytes) -> bytes:
    """Return a document in UTF-8, which stands for whatever encoding it names.

    Raises
    ------
    UploadError
        The encoding is unknown or not the one that the file is in.
    """
    for start, encoding in BOMS.items():
        if content.startswith(start):
            return content[3:] if start == codecs.BOM_UTF8 else _recode(name, content, encoding, (encoding,))
    content = content.lstrip()
    found = DECLARATION.match(content)
    named = found[1].decode("ascii", "replace").strip() if found else "utf-8"
    encoding = _find_encoding(name, named)
    return (
        content if encoding == "utf-8" else _recode(name, content, named, READ_AS.get(encoding, (encoding,)))
    )


def _find_encoding(name: str, named: str) -> str:
    if WIDE.match(named):
        return "utf-8"
    lowered = named.lower().removesuffix("-i").removesuffix("-e")
    lowered = ALIASES.get(lowered, lowered)
    for alias in (lowered, lowered.removeprefix("x-"), lowered.replace("windows-", "cp")):
        if not re.fullmatch(r"[a-z][a-z0-9._-]*", alias):
            continue
        try:
            encoding = codecs.lookup(alias).name
        except LookupError:
            continue
        if encoding in ENCODINGS:
            return encoding
    problem = Message(
        "The file names an encoding that is not read: {named}. Save it again as UTF-8.", named=quote(named)
    )
    raise UploadError(name, problem)


def _recode(name: str, content: bytes, named: str, encodings: Sequence[str]) -> bytes:
    for encoding in encodings:
        try:
            return content.decode(encoding).encode()
        except UnicodeError as error:
            start = getattr(error, "start", 0)
    line = content[:start].decode(encodings[-1], "ignore").count("\n") + 1
    raise UploadError(name, _say_encoding(named, line))


def _check_utf8(name: str, utf8: bytes) -> None:
    try:
        utf8.decode()
    except UnicodeDecodeError as error:
        line = utf8.count(b"\n", 0, error.start) + 1
        raise UploadError(name, _say_encoding("UTF-8", line)) from error


def _say_encoding(named: str, line: int) -> str:
    return Message(
        "Line {line} is not in the encoding of the file, {named}. Save it again as UTF-8.",
        line=line,
        named=named[:40],
    )
