"""Take masters, layouts, themes and pictures out of a stranger's deck, and nothing else.

Slides, notes, comments, custom shows, sections, tags, properties, macros, links and embedded documents are
never read: a part is taken only where a relationship of a known kind leads to it. All parts get new names.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, NAMESPACE, RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.theme import CT_OfficeStyleSheet

from dashboard.errors import TemplateError
from dashboard.exports.deck.templates.markup import (
    drop_actions,
    drop_unknown,
    list_references,
    number_masters,
    reduce_presentation,
)
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from geodata.safe_zip import DamagedZipError, open_zip, read_entry

MAX_FILE_BYTES = 100_000_000
MAX_ENTRIES = 20_000
MAX_TAKEN_BYTES = 60_000_000
"""Largest size of all parts that are taken, unpacked."""
MAX_XML_BYTES = 16_000_000
MAX_MARKS = 1_500_000
"""Most elements and attributes of all parts that are taken; each takes some 200 bytes of memory."""
MAX_SHAPES = 3_000
"""Most shapes of a master or layout; each slide that is made looks at all of its layout."""
MAX_ATTRIBUTES = 1_000
"""Most attributes of an element; the time to read them grows with their square."""
MOST = {"slideMaster": 20, "slideLayout": 250, "image": 500, "font": 40, "theme": 40}
"""Most parts of a kind."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Date of every file in the package: the earliest that the format knows."""
COMPOUND = b"\xd0\xcf\x11\xe0"
"""First bytes of a deck with a password, and of one of the years before 2007."""
DIRECTORY_ENTRY = b"PK\x01\x02"
STRICT = b"http://purl.oclc.org/ooxml/"
MAIN = re.compile(
    r"presentationml\.(presentation|template|slideshow)\.main|powerpoint\.\w+\.macroEnabled\.main"
)
RELATIONS = f"{RELATIONSHIP_TYPE.OFFICE_DOCUMENT.rpartition('/')[0]}/"
TOO_MANY_ATTRIBUTES = re.compile(rb"<[^<=]*(?:=[^<=]*){%d}" % (MAX_ATTRIBUTES + 1))
ENCODINGS = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\s*<(?!\?xml)|\s*<\?xml(?![^>]{,200}\sencoding)"
    rb"|\s*<\?xml[^>]{,200}\sencoding\s*=\s*[\"'](?:utf-?8|us-ascii)[\"'])",
    re.IGNORECASE,
)
"""How a part in UTF-8 or UTF-16 begins, the encodings of the format; in others no mark can be counted."""
SHAPES = tuple(map(qn, ("p:sp", "p:pic", "p:cxnSp", "p:grpSp", "p:graphicFrame")))
ADD_INS = frozenset(("webextensiontaskpanes", "extensibility"))
"""Kinds of parts of the whole package that hold code, or buttons that run it."""
EMBEDDED = frozenset(("oleObject", "package"))
"""Kinds of embedded documents of other programs."""
MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
FILES = {
    "slideMaster": ("slideMasters/slideMaster{}.xml", CONTENT_TYPE.PML_SLIDE_MASTER),
    "slideLayout": ("slideLayouts/slideLayout{}.xml", CONTENT_TYPE.PML_SLIDE_LAYOUT),
    "theme": ("theme/theme{}.xml", CONTENT_TYPE.OFC_THEME),
    "themeOverride": ("theme/themeOverride{}.xml", CONTENT_TYPE.OFC_THEME_OVERRIDE),
    "tableStyles": ("tableStyles.xml", CONTENT_TYPE.PML_TABLE_STYLES),
    "presProps": ("presProps.xml", CONTENT_TYPE.PML_PRES_PROPS),
    "viewProps": ("viewProps.xml", CONTENT_TYPE.PML_VIEW_PROPS),
}
"""Kind of a part in XML -> its name below the folder `ppt`, and its content type."""
KEPT = {
    "presentation": frozenset(("slideMaster", "theme", "tableStyles", "font")),
    "slideMaster": frozenset(("slideLayout", "theme", "image")),
    "slideLayout": frozenset(("slideMaster", "themeOverride", "image")),
    "theme": frozenset(("image",)),
    "themeOverride": frozenset(("image",)),
    "tableStyles": frozenset[str](),
}
"""Kind of a part -> kinds of parts that it may lead to."""
PLAIN = {
    "presProps": f"<p:presentationPr {nsdecls('p')}/>",
    "viewProps": f"<p:viewPr {nsdecls('p')}/>",
    "tableStyles": f'<a:tblStyleLst {nsdecls("a")} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
}
"""Kind of a part that PowerPoint looks for in every deck -> what it is where it says nothing."""
IMPLICIT = frozenset((("presentation", "theme"), ("presentation", "tableStyles"), ("slideMaster", "theme")))
IMPLICIT |= frozenset((("slideLayout", "slideMaster"), ("slideLayout", "themeOverride")))
"""Pairs of kinds where the relationship alone says it and no element names it."""
IMAGES = {
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpeg", "image/jpeg"),
    b"GIF8": ("gif", "image/gif"),
    b"BM": ("bmp", "image/bmp"),
    b"II*\x00": ("tiff", "image/tiff"),
    b"MM\x00*": ("tiff", "image/tiff"),
    b"\xd7\xcd\xc6\x9a": ("wmf", "image/x-wmf"),
    b"\x01\x00\x00\x00": ("emf", "image/x-emf"),
}
"""First bytes of a picture -> its ending and content type; others, such as SVG with its scripts, are left."""
FONT = ("fntdata", "application/x-fontdata")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOT = {"rId1": (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, "ppt/presentation.xml")}


@dataclass(frozen=True)
class Masters:
    """A package that holds what slides are made with, and what was left out of it."""

    content: bytes
    left_out: tuple[str, ...]
    """What the viewer may miss, in words."""


@dataclass
class _Part:
    """A part that is taken."""

    name: str
    kind: str
    content: bytes
    """Where it is no XML."""
    root: etree._Element | None = None
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id -> type and name of the part that it leads to."""

    @property
    def written(self) -> bytes:
        """Its bytes."""
        if self.root is None:
            return self.content
        return bytes(etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def leads_to(self, kind: str) -> bool:
        """Whether it has a relationship of a kind."""
        return any(held == RELATIONS + kind for held, _ in self.relations.values())


def take_masters(content: bytes) -> Masters:
    """Return a package with the masters, layouts, themes, pictures and fonts of a deck.

    Raises
    ------
    TemplateError
        The file is no deck, is damaged, or is larger than any template; the message says which.
    """
    texts = get_texts()
    if content.startswith(COMPOUND):
        raise TemplateError(texts.template_compound)
    if (entries := content.count(DIRECTORY_ENTRY)) > MAX_ENTRIES:
        raise TemplateError(_tell_limit(texts.template_entries, entries, MAX_ENTRIES))
    try:
        with open_zip(content) as archive:
            return _Taker(archive).take()
    except DamagedZipError as error:
        raise TemplateError(texts.template_no_deck) from error
    except etree.XMLSyntaxError as error:
        raise TemplateError(texts.template_damaged.format(reason=error.msg)) from error


def write_package(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip file, the same bytes for the same files."""
    written = BytesIO()
    with ZipFile(written, "w") as package:
        for name, content in files:
            info = ZipInfo(name, EARLIEST)
            info.compress_type = ZIP_DEFLATED
            package.writestr(info, content)
    return written.getvalue()


def read_file(path: Path) -> bytes:
    """Return the content of a file.

    Raises
    ------
    TemplateError
        It cannot be read, or is larger than any template.
    """
    texts = get_texts()
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise TemplateError(_tell_limit(texts.template_megabytes, size / 1e6, MAX_FILE_BYTES / 1e6))
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(texts.template_unreadable.format(reason=error.strerror or error)) from error


def _tell_limit(what: str, found: float, most: float) -> str:
    return get_texts().template_too_large.format(
        what=what, found=format_number(found, ",.0f"), most=format_number(most, ",.0f")
    )


class _Taker:
    """Takes parts out of a package, each once, from the presentation on."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._entries = {entry.filename.replace("\\", "/").lower(): entry for entry in archive.infolist()}
        self._taken: dict[str, _Part] = {}
        self._counts: Counter[str] = Counter()
        self._bytes = self._marks = 0
        self._left_out: dict[str, None] = {}
        self._master: _Part | None = None
        """The master that is being filled."""

    def take(self) -> Masters:
        """Return the package."""
        name = self._find_presentation()
        root = self._parse(name, self._read(name))
        reduce_presentation(root)
        part = _Part("ppt/presentation.xml", "presentation", b"", root)
        self._taken[name] = part
        self._fill(part, name, root)
        for kind, markup in PLAIN.items():
            if not part.leads_to(kind):
                plain = self._add(f"plain {kind}", kind, FILES[kind][0])
                plain.root = parse_xml(markup)
                part.relations[f"rId{kind}"] = (RELATIONS + kind, plain.name)
        number_masters(taken.root for taken in self._taken.values() if taken.root is not None)
        files = [("[Content_Types].xml", self._list_types()), ("_rels/.rels", _write_relations(ROOT, ""))]
        for taken in self._taken.values():
            files.append((taken.name, taken.written))
            if taken.relations:
                folder, file = posixpath.split(taken.name)
                files.append((f"{folder}/_rels/{file}.rels", _write_relations(taken.relations, folder)))
        return Masters(write_package(files), tuple(self._left_out))

    def _find_presentation(self) -> str:
        texts = get_texts()
        if "mimetype" in self._entries and "content.xml" in self._entries:
            raise TemplateError(texts.template_odf)
        relations = self._list_relations("")
        name = next((target for _, kind, target, _ in relations if kind == "officeDocument"), "")
        if any(kind in ADD_INS for _, kind, _, _ in relations):
            self._left_out[texts.template_add_ins] = None
        if not name or name not in self._entries:
            raise TemplateError(texts.template_no_deck)
        types = self._read("[content_types].xml")
        if not MAIN.search(types.decode("utf-8", "replace")):
            raise TemplateError(texts.template_no_deck)
        return name

    def _fill(self, part: _Part, source: str, root: etree._Element) -> None:
        """Take the parts that a part leads to, and drop from it what leads to others."""
        if (shapes := sum(1 for _ in root.iter(*SHAPES))) > MAX_SHAPES:
            raise TemplateError(_tell_limit(get_texts().template_many_shapes, shapes, MAX_SHAPES))
        self._left_out |= dict.fromkeys(drop_actions(root))
        named = list_references(root)
        for relation_id, kind, target, external in self._list_relations(source):
            if external or kind not in KEPT[part.kind]:
                self._note(kind, external=external, seen=relation_id in named)
            elif relation_id in named or (part.kind, kind) in IMPLICIT:
                taken = self._take_part(target, kind, part)
                if taken is not None:
                    part.relations[relation_id] = (RELATIONS + kind, taken.name)
        if part.kind == "slideMaster" and not part.leads_to("theme"):
            part.relations["rIdTheme"] = (f"{RELATIONS}theme", self._add_theme().name)
        if part.kind == "slideLayout" and self._master and not part.leads_to("slideMaster"):
            part.relations["rIdMaster"] = (f"{RELATIONS}slideMaster", self._master.name)
        self._left_out |= dict.fromkeys(drop_unknown(root, part.relations))

    def _take_part(self, name: str, kind: str, around: _Part) -> _Part | None:
        """Take a part that another one leads to; a layout leads to the master that leads to it."""
        if (around.kind, kind) == ("slideLayout", "slideMaster"):
            return self._master
        if name in self._taken:
            return self._taken[name] if self._taken[name].kind == kind else None
        if name not in self._entries:
            return None
        content = self._read(name)
        if kind in FILES:
            part = self._add(name, kind, FILES[kind][0])
            part.root = self._parse(name, content)
            self._master = part if kind == "slideMaster" else self._master
            self._fill(part, name, part.root)
            return part
        ending = _find_ending(content) if kind == "image" else FONT
        if ending is None:
            return None
        pattern = {"image": "media/image{}", "font": "fonts/font{}"}[kind]
        part = self._add(name, kind, f"{pattern}.{ending[0]}")
        part.content = content
        return part

    def _add(self, source: str, kind: str, pattern: str) -> _Part:
        self._counts[kind] += 1
        most = MOST.get(kind, MAX_ENTRIES)
        if self._counts[kind] > most:
            raise TemplateError(
                _tell_limit(get_texts().template_kinds.get(kind, kind), self._counts[kind], most)
            )
        part = _Part(f"ppt/{pattern.format(self._counts[kind])}", kind, b"")
        self._taken[source] = part
        return part

    def _add_theme(self) -> _Part:
        part = self._add(f"theme of our own {len(self._taken)}", "theme", FILES["theme"][0])
        part.root = CT_OfficeStyleSheet.new_default()  # type: ignore[no-untyped-call]
        return part

    def _read(self, name: str) -> bytes:
        texts = get_texts()
        entry = self._entries.get(name)
        if entry is None:
            raise TemplateError(texts.template_no_deck)
        room = MAX_TAKEN_BYTES - self._bytes
        content = read_entry(self._archive, entry, most_bytes=room + 1)
        self._bytes += len(content)
        if self._bytes > MAX_TAKEN_BYTES:
            most = MAX_TAKEN_BYTES / 1e6
            raise TemplateError(_tell_limit(texts.template_megabytes_unpacked, most + 1, most))
        return content

    def _parse(self, name: str, content: bytes) -> etree._Element:
        texts = get_texts()
        marks = content.count(b"<") + content.count(b"=")
        self._marks += marks
        if len(content) > MAX_XML_BYTES or self._marks > MAX_MARKS:
            raise TemplateError(_tell_limit(texts.template_marks, self._marks, MAX_MARKS))
        if TOO_MANY_ATTRIBUTES.search(content):
            raise TemplateError(_tell_limit(texts.template_attributes, MAX_ATTRIBUTES + 1, MAX_ATTRIBUTES))
        if STRICT in content:
            raise TemplateError(texts.template_strict)
        if not ENCODINGS.match(content):
            raise TemplateError(texts.template_damaged.format(reason=name))
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(content, parser)
        if root.getroottree().docinfo.doctype:
            raise TemplateError(texts.template_damaged.format(reason=name))
        return root

    def _list_relations(self, source: str) -> list[tuple[str, str, str, bool]]:
        """Return id, kind, name of the target and whether it lies outside, for all relations of a part."""
        folder, file = posixpath.split(source)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name not in self._entries:
            return []
        found = []
        for relation in self._parse(name, self._read(name)).iter(
            f"{{{NAMESPACE.OPC_RELATIONSHIPS}}}Relationship"
        ):
            kind = relation.get("Type", "")
            external = relation.get("TargetMode") == "External"
            target = posixpath.normpath(posixpath.join(f"/{folder}", relation.get("Target", "")))
            kind = "macros" if kind == MACROS else kind.rpartition("/")[2]
            found.append((relation.get("Id", ""), kind, target.lstrip("/").lower(), external))
        return found

    def _note(self, kind: str, *, external: bool, seen: bool) -> None:
        """Remember what a viewer may miss."""
        texts = get_texts()
        if kind == "macros":
            self._left_out[texts.template_macros] = None
        elif kind in EMBEDDED:
            self._left_out[texts.template_objects] = None
        elif external and seen:
            self._left_out[texts.template_links] = None

    def _list_types(self) -> bytes:
        endings = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
        endings |= dict([*IMAGES.values(), FONT])
        defaults = "".join(
            f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in endings.items()
        )
        types = {kind: held for kind, (_, held) in FILES.items()} | {
            "presentation": CONTENT_TYPE.PML_PRESENTATION_MAIN
        }
        overrides = "".join(
            f'<Override PartName="/{part.name}" ContentType="{types[part.kind]}"/>'
            for part in self._taken.values()
            if part.kind in types
        )
        return f'{HEAD}<Types xmlns="{NAMESPACE.OPC_CONTENT_TYPES}">{defaults}{overrides}</Types>'.encode()


def _write_relations(relations: dict[str, tuple[str, str]], folder: str) -> bytes:
    root = etree.Element("Relationships", nsmap={None: NAMESPACE.OPC_RELATIONSHIPS})
    for relation_id, (kind, target) in relations.items():
        place = posixpath.relpath(target, folder or ".")
        etree.SubElement(root, "Relationship", Id=relation_id, Type=kind, Target=place)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _find_ending(content: bytes) -> tuple[str, str] | None:
    return next((known for first, known in IMAGES.items() if content.startswith(first)), None)
