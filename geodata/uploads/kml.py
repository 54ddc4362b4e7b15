"""Read untrusted KML: placemarks, their geometry and their columns."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import geopandas
import numpy as np
import pandas as pd
import shapely
from lxml import etree

from geodata.errors import Message, UploadError, join_messages
from geodata.uploads.formats import check_features, check_vertices, list_some, quote
from geodata.uploads.kml_geometry import Shape, read_shape
from geodata.uploads.xml import Dialect, Element, read_xml

MAX_COLUMNS = 1_000
"""Most different columns of all placemarks."""
MAX_MARKUP = 4_000
"""Characters of a description that are read."""
CONTAINERS = frozenset({"kml", "Document", "Folder"})
OVERLAYS = ("GroundOverlay", "ScreenOverlay", "PhotoOverlay")
"""Pictures, which are not drawn."""
KML = Dialect(
    "KML",
    roots=frozenset({*CONTAINERS, "Placemark"}),
    skipped=frozenset(
        {*OVERLAYS, "Style", "StyleMap", "Region", "LookAt", "Camera", "Tour", "Playlist", "Metadata"}
    )
    | {"NetworkLinkControl", "Update", "author"},
    verbatim=frozenset({"name", "description", "displayName", "value", "SimpleData"}),
)
TIMES = {"time": ("TimeStamp", "when"), "begin": ("TimeSpan", "begin"), "end": ("TimeSpan", "end")}
"""Column -> where a placemark has it."""
RESERVED = frozenset({"id", "geometry"})
INTEGERS = frozenset({"int", "uint", "short", "ushort"})
NUMBERS = INTEGERS | {"float", "double"}
LARGEST = 2**53
"""From here on a whole number is no figure any more, but a key."""
TRUTHS = {"true": True, "1": True, "false": False, "0": False}
BLOCKS = re.compile(r"<(?=/?(?:br|p|div|t[dhr]|table|li|[uod]l|d[td]|hr|h[1-6])\b)", re.IGNORECASE)
"""Where elements of HTML that part words begin and end."""
UNREAD = ("script", "style", "title", "template")


@dataclass(frozen=True)
class Cell:
    """A value that a placemark has of its own."""

    schema: str
    """Id of the schema that tells its type; "" without."""
    key: str
    label: str
    """What the file shows for the key; "" for nothing."""
    value: str


@dataclass(frozen=True)
class Placemark:
    """A placemark that is drawn."""

    name: str
    description: str
    times: Mapping[str, str]
    cells: Sequence[Cell]
    around: Sequence[Element]
    """The folders and documents that it is in, outermost first."""
    shape: Shape


@dataclass(frozen=True)
class Link:
    """A document that another one names."""

    href: str
    base: str
    """Path of the document that names it."""
    around: Sequence[Element]
    """What its placemarks are in: the folders round the link, and the link."""


@dataclass
class Reading:
    """What was read so far from a file, which may hold several documents."""

    name: str
    placemarks: list[Placemark] = field(default_factory=list)
    fields: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Schema and key -> type and label."""
    parents: dict[str, str] = field(default_factory=dict)
    """Name of an element that stands for a placemark, as KML 2.0 had it -> its schema."""
    links: list[Link] = field(default_factory=list)
    overlays: Counter[str] = field(default_factory=Counter)
    vertices: int = 0

    def add_document(self, content: bytes, *, path: str = "", around: Sequence[Element] = ()) -> None:
        """Read a document of the file.

        Raises
        ------
        UploadError
            It cannot be read, or the file has too much in it.
        """

        def take(element: Element, ancestors: Sequence[Element]) -> bool:
            if element.tag == "Placemark" or element.tag in self.parents:
                self._add_placemark(element, (*around, *ancestors))
            elif element.tag == "NetworkLink":
                href = element.read_text("Link", "href") or element.read_text("Url", "href")
                self.links.append(Link(href, path, (*around, *ancestors, element)))
            elif element.tag == "Schema":
                self._add_schema(element)
            elif element.tag in OVERLAYS:
                self.overlays[element.tag] += 1
            else:
                return bool(ancestors) and ancestors[-1].tag in CONTAINERS and element.tag != "name"
            return True

        read_xml(self.name, content, KML, take)

    def _add_schema(self, element: Element) -> None:
        own = element.attributes.get("name", "")
        if element.attributes.get("parent") == "Placemark" or element.read_text("parent") == "Placemark":
            self.parents[own] = own
        for simple in element.find_all("SimpleField"):
            told = simple.attributes.get("type", "string"), clean_html(simple.read_text("displayName"))
            for schema in (element.attributes.get("id", ""), own):
                self.fields.setdefault((schema, simple.attributes.get("name", "")), told)

    def _add_placemark(self, element: Element, around: Sequence[Element]) -> None:
        shape = read_shape(element)
        self.vertices += 0 if shape.geometry is None else int(shapely.get_num_coordinates(shape.geometry))
        check_features(self.name, len(self.placemarks) + 1)
        check_vertices(self.name, self.vertices)
        times = {column: text for column, path in TIMES.items() if (text := element.read_text(*path))}
        described = clean_html(element.read_text("description"))
        cells = [*_list_cells(element), *self._list_old_cells(element)]
        placemark = Placemark(element.read_text("name"), described, times, cells, around, shape)
        self.placemarks.append(placemark)

    def _list_old_cells(self, element: Element) -> Iterator[Cell]:
        schema = self.parents.get(element.tag)
        for child in element.children if schema is not None else ():
            if (schema, child.tag) in self.fields:
                yield Cell(str(schema), child.tag, "", child.text.strip())


def read_kml(name: str, content: bytes, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return the placemarks of a KML document; entities are refused, and what it links is not fetched.

    Raises
    ------
    UploadError
        It cannot be read, or nothing in it can be drawn; the text says why.
    """
    if content.startswith(b"PK"):
        raise UploadError(name, Message("This is a KMZ archive. Let its name end in .kmz."))
    reading = Reading(name)
    reading.add_document(content)
    return make_frame(reading, [link.href for link in reading.links], notes)


def make_frame(reading: Reading, unread: Sequence[str], notes: list[str]) -> geopandas.GeoDataFrame:
    """Return placemarks as a table in EPSG:4326 and say what of the file is not in it.

    Its columns are those that the file has: name, folder where there are several, description, times, and the
    placemarks' own.

    Parameters
    ----------
    reading
        What was read.
    unread
        Links to documents that were not read.
    notes
        Gets sentences for the user.

    Raises
    ------
    UploadError
        Nothing can be drawn.
    """
    told = [*_tell_faults(reading.placemarks), *_tell_rest(reading.overlays, unread)]
    drawn = [
        place for place in reading.placemarks if place.shape.geometry is not None or not place.shape.faults
    ]
    if all(place.shape.geometry is None for place in drawn):
        raise UploadError(
            reading.name, join_messages(" ", [Message("The file holds no shapes that can be drawn."), *told])
        )
    notes.extend(told)
    folders = _name_folders(drawn)
    known = {
        "name": [place.name for place in drawn],
        "folder": folders if len(set(folders)) > 1 else [],
        "description": [place.description for place in drawn],
        **{column: [place.times.get(column, "") for place in drawn] for column in TIMES},
    }
    kept = {column: cells for column, cells in known.items() if any(cells)}
    columns = {**kept, **_make_columns(reading, drawn, kept)}
    geometry = [place.shape.geometry for place in drawn]
    return geopandas.GeoDataFrame(pd.DataFrame(columns), geometry=geometry, crs="EPSG:4326")


def _tell_faults(placemarks: Sequence[Placemark]) -> Iterator[str]:
    titles = [quote(place.name or f"placemark {number}") for number, place in enumerate(placemarks, start=1)]
    closed = [title for title, place in zip(titles, placemarks, strict=True) if place.shape.closed]
    if closed:
        count = sum(place.shape.closed for place in placemarks)
        yield Message(
            "Rings that were not closed and are now: {count}, of {closed}.",
            count=count,
            closed=list_some(closed),
        )
    faults = [
        f"{title} ({fault})"
        for title, place in zip(titles, placemarks, strict=True)
        for fault in place.shape.faults
    ]
    if faults:
        yield Message("Left out, because it cannot be drawn: {faults}.", faults=list_some(faults))


def _tell_rest(overlays: Mapping[str, int], unread: Sequence[str]) -> Iterator[str]:
    if overlays:
        counts = ", ".join(f"{count} {kind}" for kind, count in overlays.items())
        yield Message("Pictures are not drawn: {counts}.", counts=counts)
    if hrefs := [quote(href) for href in dict.fromkeys(unread) if href]:
        yield Message(
            "Links are not followed: {hrefs}. Save what they show as a file of its own.",
            hrefs=list_some(hrefs),
        )


def _name_folders(placemarks: Sequence[Placemark]) -> list[str]:
    """Return the names of the folders that each placemark is in, without those that all are in."""
    paths = [
        [text for element in place.around if (text := element.read_text("name"))] for place in placemarks
    ]
    shared = len(posixpath.commonprefix(paths)) if paths else 0
    return [" / ".join(path[shared:]) for path in paths]


def _list_cells(placemark: Element) -> Iterator[Cell]:
    """Yield what a placemark has in ExtendedData: Data, SchemaData, or elements of its author's own."""
    for element in (cell for data in placemark.find_all("ExtendedData") for cell in data.children):
        key = element.attributes.get("name", "")
        if element.tag == "Data":
            yield Cell("", key, clean_html(element.read_text("displayName")), element.read_text("value"))
        elif element.tag == "SchemaData":
            schema = element.attributes.get("schemaUrl", "").rpartition("#")[2]
            for simple in element.find_all("SimpleData"):
                yield Cell(schema, simple.attributes.get("name", ""), "", simple.text.strip())
        elif not element.children:
            yield Cell("", element.tag, "", element.text.strip())


def _make_columns(
    reading: Reading, placemarks: Sequence[Placemark], known: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[object]]:
    """Return the columns of ExtendedData, as numbers where the schema says so and all cells are."""
    cells: dict[str, dict[int, list[str]]] = {}
    kinds: dict[str, set[str]] = {}
    for row, place in enumerate(placemarks):
        for cell in place.cells:
            kind, label = reading.fields.get((cell.schema, cell.key), ("string", ""))
            column = cell.label or label or cell.key
            if cell.value and column:
                cells.setdefault(column, {}).setdefault(row, []).append(cell.value)
                kinds.setdefault(column, set()).add(kind)
        if len(cells) > MAX_COLUMNS:
            raise UploadError(
                reading.name,
                Message("The file has more than {max_columns:,} columns of data.", max_columns=MAX_COLUMNS),
            )
    taken = {*RESERVED, *known}
    made: dict[str, Sequence[object]] = {}
    for column, values in cells.items():
        texts = [", ".join(values.get(row, ())) for row in range(len(placemarks))]
        if texts != known.get(column.lower()):
            free = column if column.lower() not in taken else f"{column} (data)"
            made[free] = _type_cells(texts, kinds[column])
    return made


def _type_cells(texts: Sequence[str], kinds: set[str]) -> Sequence[object]:
    """Return cells as the numbers or truths that a schema names; as texts where one of them is neither."""
    if kinds == {"bool"} and all(text.lower() in TRUTHS for text in texts):
        return [TRUTHS[text.lower()] for text in texts]
    if not kinds <= NUMBERS:
        return texts
    try:
        figures = [float(text) if text else np.nan for text in texts]
    except ValueError:
        return texts
    if any(np.isinf(figure) or abs(figure) >= LARGEST for figure in figures):
        return texts
    whole = kinds <= INTEGERS and all(figure.is_integer() for figure in figures)
    return [int(figure) for figure in figures] if whole else figures


def clean_html(text: str) -> str:
    """Return what a reader sees of a text that may be HTML: its words, with blanks where blocks part them."""
    if "<" not in text and "&" not in text:
        return text
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    root = etree.HTML("<body>" + BLOCKS.sub(" <", text[:MAX_MARKUP]), parser)
    if root is None:
        return ""
    etree.strip_elements(root, *UNREAD, with_tail=False)
    return " ".join("".join(root.itertext()).split())
