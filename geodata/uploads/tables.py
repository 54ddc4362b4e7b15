"""Read untrusted tables with columns of longitude and latitude, or of shapes."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

import geopandas
import shapely
from pyproj import CRS

from geodata.errors import Message, UploadError, join_messages
from geodata.uploads.formats import (
    MAX_COLUMNS_READ,
    MAX_FEATURES,
    check_features,
    decode_text,
    find_name,
    frame_records,
    label_feature,
    quote,
    shorten,
    tell_left_out,
)
from geodata.uploads.table_headers import (
    AXES,
    WORDS,
    Axis,
    counts_backwards,
    find_axis,
    find_nearest,
    is_shape,
)

SEPARATORS = (",", ";", "\t", "|")
TOLD_SEPARATOR = re.compile(r"\"?sep=(.|\\t)\"?[\r\n]*", re.IGNORECASE)
"""First line by which Excel is told the separator."""
MOST_ROWS = 100_000
"""Most rows that are looked at, blank ones too."""
MOST_BEFORE_HEADER = 10
"""Rows with something in them that may stand before the header, such as a title."""
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,2})?")
UNKNOWN = frozenset(
    ["-", "–", "—", "?", ".", "n/a", "na", "#n/a", "nan", "null", "none", "nil", "unknown", "tbd"]
) | {""}
"""What stands in a cell without a position, in lower case."""
ANGLE = re.compile(r"\d.*[NSEWnsew°'′’:\"″]|[NSEWnsew]\s*\d|\d\s+\d")
"""What tells degrees with minutes or with a letter from a number."""
KNOWN_TEXT = re.compile(
    r"\s*(SRID=(?P<srid>\d+)\s*;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\b", re.IGNORECASE
)
"""How a shape in well-known text begins."""
MOST_NESTED = 20
"""Most collections in a shape; GEOS reads one in another by recursion."""
MOST_HEADERS = 12
"""Headers that a message lists."""


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    line: int
    """Line of the file that it begins in, from 1, as an editor counts."""
    cells: list[str]


@dataclass(frozen=True)
class Header:
    """What stands over the columns of a table."""

    separator: str
    row: Row
    places: Mapping[Axis, int]
    """Axis -> number of its column."""
    shapes: int | None = None
    """Number of the column with shapes in well-known text, which then stands for the axes."""


def read_table(name: str, content: bytes, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return the points, or the shapes in well-known text, of a table, in EPSG:4326.

    Cells are parted as the line `sep=` says, else by what gives a header with both columns. Rows without a
    position are left out and told.

    Raises
    ------
    UploadError
        It has no such columns or too many rows, a row does not fit the header, or a cell is no position.
    """
    text = decode_text(name, content)
    header = _find_header(name, text)
    rows = [row for row in _read_rows(name, text, header.separator) if row.line > header.row.line]
    check_features(name, len(rows))
    width = len(header.row.cells)
    fitted = [Row(row.line, _fit(name, row, width)) for row in rows]
    kept = [row for row in fitted if not _is_blank(header, row)]
    titles = _name_columns(header, fitted, notes)
    if len(kept) < len(fitted):
        if not kept:
            raise UploadError(name, Message("No row of the table has a position."))
        lost = [row for row in fitted if _is_blank(header, row)]
        notes.append(tell_left_out("row", "without a position", [_label(row, titles) for row in lost]))
    shapes = [_read_shape(name, header, row) for row in kept]
    records = [_list_cells(row, titles) for row in kept]
    numbers = [row.line for row in kept]
    return frame_records(name, records, shapes, CRS.from_epsg(4326), numbers=numbers, noun="row")


def _find_header(name: str, text: str) -> Header:
    """Return the first row that names both axes, or a column of shapes, by the separator that gives most."""
    told = TOLD_SEPARATOR.fullmatch(text.partition("\n")[0])
    separators = (told[1].replace("\\t", "\t"),) if told else SEPARATORS
    starts = {
        separator: list(islice(_read_rows(name, text, separator, strict=False), MOST_BEFORE_HEADER + 1))
        for separator in separators
    }
    found = [
        header
        for separator, rows in starts.items()
        for number, row in enumerate(rows)
        if (header := _match_header(name, separator, row, rows[number + 1 :])) is not None
    ]
    if found:
        return max(found, key=lambda header: (len(header.places), len(header.row.cells), -header.row.line))
    first = max((rows[0].cells for rows in starts.values() if rows), key=len, default=[])
    return _refuse_header(name, first)


def _match_header(name: str, separator: str, row: Row, below: Sequence[Row]) -> Header | None:
    if len(row.cells) > MAX_COLUMNS_READ:
        return None
    columns = {axis: find_axis(row.cells, axis) for axis in AXES}
    if all(columns.values()):
        for axis, numbers in columns.items():
            _check_column(name, row, axis, numbers)
        return Header(separator, row, {axis: numbers[0] for axis, numbers in columns.items()})
    for number, cell in enumerate(row.cells):
        given = [other.cells[number] for other in below if number < len(other.cells) and other.cells[number]]
        if is_shape(cell) and given and KNOWN_TEXT.match(given[0]):
            return Header(separator, row, {}, number)
    return None


def _check_column(name: str, row: Row, axis: Axis, numbers: Sequence[int]) -> None:
    cell = row.cells[numbers[0]]
    if len(numbers) > 1:
        same = " and ".join(quote(row.cells[number]) for number in numbers)
        raise UploadError(
            name,
            Message(
                "Two columns of the table have the same header, or both hold the {axis}: {same}.",
                axis=axis,
                same=same,
            ),
        )
    if counts_backwards(cell):
        side = (
            "west; write longitudes with east" if axis == "longitude" else "south; write latitudes with north"
        )
        raise UploadError(
            name, Message("The column {cell} counts to the {side} positive.", cell=quote(cell), side=side)
        )


def _refuse_header(name: str, header: Sequence[str]) -> NoReturn:
    if len(header) > MAX_COLUMNS_READ:
        raise UploadError(
            name,
            Message(
                "The table has more than {max_columns_read:,} columns. Keep fewer of them.",
                max_columns_read=MAX_COLUMNS_READ,
            ),
        )
    missing = next(axis for axis in AXES if not find_axis(header, axis))
    known = ", ".join(WORDS[missing][:4])
    listed = ", ".join(shorten(cell) for cell in header[:MOST_HEADERS] if cell) or "nothing"
    nearest = find_nearest(header, missing)
    hint = Message(" Rename {nearest}, if that is it.", nearest=quote(nearest)) if nearest else ""
    problem = Message(
        "Expected a column called {known}, with degrees as numbers. The header has: {listed}.",
        known=known,
        listed=listed,
    )
    raise UploadError(name, join_messages("", [problem, hint]))


def _read_rows(name: str, text: str, separator: str, *, strict: bool = True) -> Iterator[Row]:
    """Yield the rows that hold something, a few more than can be shown at most.

    A quotation mark that is never closed, and takes in the rows after it, is refused where `strict`.
    """
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    begin, count = 1, 0
    try:
        for number, cells in enumerate(rows):
            line, begin = begin, rows.line_num + 1
            if number > MOST_ROWS:
                raise UploadError(
                    name,
                    Message(
                        "The table has more than {most_rows:,} rows, most of them blank.", most_rows=MOST_ROWS
                    ),
                )
            stripped = [cell.strip() for cell in cells[: MAX_COLUMNS_READ + 1]]
            if (line == 1 and TOLD_SEPARATOR.fullmatch(text.partition("\n")[0])) or not any(stripped):
                continue
            yield Row(line, stripped)
            count += 1
            if count > MAX_FEATURES + MOST_BEFORE_HEADER + 1:
                return
    except csv.Error as error:
        problem = Message(
            "The table cannot be read: {fault} (row that begins in line {begin:,}).", fault=error, begin=begin
        )
        raise UploadError(
            name, Message("{problem} Look for a quotation mark that stands alone.", problem=problem)
        ) from error


def _fit(name: str, row: Row, width: int) -> list[str]:
    """Return as many cells as the header has; blank ones at the end may be missing or too many."""
    cells = row.cells[:width] + [""] * (width - len(row.cells))
    if any(row.cells[width:]):
        raise UploadError(
            name,
            Message(
                "Row {line} has {count} cells; the header has {width}.",
                line=row.line,
                count=len(row.cells),
                width=width,
            ),
        )
    return cells


def _is_blank(header: Header, row: Row) -> bool:
    columns = header.places.values() if header.shapes is None else (header.shapes,)
    return any(row.cells[column].lower() in UNKNOWN for column in columns)


def _name_columns(header: Header, rows: Sequence[Row], notes: list[str]) -> dict[int, str]:
    """Return the other columns that hold something: number -> header, those that are there twice numbered."""
    own = {*header.places.values(), header.shapes}
    filled = [
        column
        for column in range(len(header.row.cells))
        if column not in own and any(row.cells[column] for row in rows)
    ]
    titles: dict[int, str] = {}
    for column in filled:
        title = header.row.cells[column]
        taken = {given.lower() for given in titles.values()}
        again = next(n for n in range(1, len(filled) + 2) if _number(title, n).lower() not in taken)
        if title:
            titles[column] = _number(title, again)
    if len(titles) < len(filled):
        without = len(filled) - len(titles)
        what = "column without a header was" if without == 1 else "columns without a header were"
        notes.append(f"{without} {what} left out.")
    return titles


def _number(title: str, number: int) -> str:
    return title if number == 1 else f"{title} ({number})"


def _list_cells(row: Row, titles: Mapping[int, str]) -> dict[str, str]:
    return {title: row.cells[column] for column, title in titles.items()}


def _label(row: Row, titles: Mapping[int, str]) -> str:
    return label_feature("row", row.line, find_name(_list_cells(row, titles)))


def _read_shape(name: str, header: Header, row: Row) -> shapely.Geometry:
    if header.shapes is not None:
        return _read_known_text(name, row, header, row.cells[header.shapes])
    lon, lat = (_read_degrees(name, row, header, axis) for axis in AXES)
    if abs(lat) > 90 and abs(lon) <= 1000 and abs(lat) <= 1000:  # noqa: PLR2004 - no degrees, but no metres
        at, other = (header.row.cells[header.places[axis]] for axis in ("latitude", "longitude"))
        problem = Message(
            "Row {line}, column {at}: a latitude is from -90 to 90, found {lat:g}.",
            line=row.line,
            at=shorten(at),
            lat=lat,
        )
        swapped = Message(
            " The columns {at} and {other} seem to be swapped.", at=shorten(at), other=shorten(other)
        )
        hint = swapped if abs(lon) <= 90 else ""  # noqa: PLR2004 - degrees
        raise UploadError(name, join_messages("", [problem, hint]))
    return shapely.Point(lon, lat)


def _read_degrees(name: str, row: Row, header: Header, axis: Axis) -> float:
    column = header.places[axis]
    cell = row.cells[column].replace("−", "-").removesuffix("°").strip()
    if NUMBER.fullmatch(cell):
        return float(cell.replace(",", "."))
    at = f"Row {row.line}, column {shorten(header.row.cells[column])}"
    hint = Message(" Write 25.75 for 25°45′, and -25.75 for south or west.") if ANGLE.search(cell) else ""
    raise UploadError(
        name,
        Message(
            "{at}: expected degrees as a number, found '{cell}'.{hint}", at=at, cell=shorten(cell), hint=hint
        ),
    )


def _read_known_text(name: str, row: Row, header: Header, cell: str) -> shapely.Geometry:
    begun = KNOWN_TEXT.match(cell)
    at = f"Row {row.line}, column {shorten(header.row.cells[header.shapes or 0])}"
    if begun and begun["srid"] not in {None, "4326"}:
        raise UploadError(
            name,
            Message(
                "{at}: expected longitude and latitude (SRID 4326), found SRID {srid}.",
                at=at,
                srid=begun["srid"][:10],
            ),
        )
    nested = cell.upper().count("GEOMETRYCOLLECTION")
    shape = (
        shapely.from_wkt(cell.rpartition(";")[2], on_invalid="ignore")
        if begun and nested <= MOST_NESTED
        else None
    )
    if shape is None:
        raise UploadError(
            name,
            Message("{at}: expected a shape in well-known text, found '{cell}'.", at=at, cell=shorten(cell)),
        )
    return shape
