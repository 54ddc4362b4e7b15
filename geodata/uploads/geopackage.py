"""Read the GeoPackages of strangers with SQLite alone: tables of features, and nothing else that they hold.

GDAL would open what a file only refers to, and would run its views, triggers and virtual tables.
"""

import re
import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import geopandas
import pandas as pd
import shapely
from pyproj import CRS

from geodata.errors import Message, UploadError, join_messages
from geodata.uploads.formats import (
    MAX_LAYERS,
    check_features,
    find_name,
    frame_records,
    label_feature,
    quote,
    shorten,
    tell_left_out,
)
from geodata.uploads.reference_systems import convert_to_degrees, is_degrees, look_up_system, parse_system

SQLITE = b"SQLite format 3\0"
VERSIONS = slice(18, 20)
"""Bytes of the header that say how changes are written: 1 into the file, 2 into a log beside it."""
DAMAGED = (sqlite3.Error, UnicodeDecodeError, OverflowError)
"""What SQLite raises for damage; the second, for a message of its own that holds what is damaged."""
NO_SYSTEM = -1
"""Number of the reference system of shapes whose coordinates are not known (OGC 12-128r19, 1.1.2)."""
STEP = 10_000
MOST_STEPS = 20_000
"""Times that SQLite may do `STEP` operations: a few seconds."""
ALLOWED = frozenset(
    {
        (sqlite3.SQLITE_SELECT, None),
        (sqlite3.SQLITE_PRAGMA, "table_info"),
        (sqlite3.SQLITE_FUNCTION, "count"),
    }
)
"""What SQLite may do beside reading columns: the action and what it is of."""
ENVELOPES = (0, 32, 48, 48, 64)
"""Bytes of the bounding box in the header of a geometry, by its kind."""
HEADER = 8
"""Bytes of that header before the box."""
POINT, LINE, POLYGON, MULTIPOINT, COLLECTION = 1, 2, 3, 4, 7
"""Types of shapes in well-known binary; the two between the last are of several lines and polygons."""
FLAGS = {0x80000000: 1, 0x40000000: 1}
"""Flags of a type that older programs write for heights and measures: a number more in each position."""
KINDS = frozenset(range(POINT, COLLECTION + 1))
MOST_NESTED = 20
"""Deepest collections within collections; GEOS reads them by recursion, without a limit of its own."""


@dataclass(frozen=True)
class Table:
    """A table of features, as the catalogue of a GeoPackage has it."""

    name: str
    column: str
    """Column of its geometry."""
    system: int
    """Number of its reference system in the catalogue."""


class OddTableError(ValueError):
    """A table that cannot be drawn; the text says why, in words that follow a colon."""


def read_geopackage(name: str, content: bytes, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return the features of all tables of a GeoPackage.

    Views, virtual tables and tables that cannot be read are left out and told where others remain.

    Raises
    ------
    UploadError
        It is no GeoPackage, is damaged, holds too much, or no table of it can be read.
    """
    if not content.startswith(SQLITE):
        raise UploadError(
            name, Message("This is not a GeoPackage: it does not start as an SQLite file does.")
        )
    logged = content[VERSIONS] == b"\2\2"
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            _open(database, content[: VERSIONS.start] + b"\1\1" + content[VERSIONS.stop :])
            frames = list(_read_tables(name, database, _read_catalogue(name, database), notes))
        except DAMAGED as error:
            raise UploadError(name, Message("The GeoPackage is damaged. Save it again.")) from error
    shown = [frame for frame in frames if not frame.geometry.isna().all()] or frames[:1]
    if logged and not any(frame.geometry.notna().any() for frame in shown):
        problem = Message(
            "The GeoPackage holds no shapes: they may still be in a file beside it that ends in -wal."
        )
        raise UploadError(
            name, Message("{problem} Close the program that has it open, and save it again.", problem=problem)
        )
    if not shown:
        none = Message(
            "The GeoPackage has no table of features; pictures and tables without shapes are not drawn."
        )
        raise UploadError(name, join_messages(" ", notes) or none)
    joined: Any = pd.concat(shown)
    return joined


def _open(database: sqlite3.Connection, content: bytes) -> None:
    """Load a database with which nothing but reading its tables can be done."""
    database.deserialize(content)
    database.execute("PRAGMA trusted_schema = OFF")
    database.text_factory = lambda text: text.decode(errors="replace")
    database.set_authorizer(_authorize)
    steps = iter(range(MOST_STEPS))
    database.set_progress_handler(lambda: next(steps, None) is None, STEP)


def _authorize(action: int, first: str | None, second: str | None, _base: str | None, via: str | None) -> int:
    """Allow to read columns and what `ALLOWED` names; nothing of that for a view or a trigger."""
    what = second if action == sqlite3.SQLITE_FUNCTION else first
    allowed = via is None and (action == sqlite3.SQLITE_READ or (action, what) in ALLOWED)
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _read_catalogue(name: str, database: sqlite3.Connection) -> list[Table]:
    try:
        return _list_tables(name, database)
    except MemoryError as error:  # so SQLite says of some catalogues that are damaged
        raise UploadError(name, Message("The GeoPackage is damaged. Save it again.")) from error


def _list_tables(name: str, database: sqlite3.Connection) -> list[Table]:
    if not _find_kind(database, "gpkg_contents"):
        raise UploadError(
            name, Message("This is an SQLite file, but not a GeoPackage: it has no table gpkg_contents.")
        )
    if not _find_kind(database, "gpkg_geometry_columns"):
        return []
    found = database.execute(
        "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c, gpkg_geometry_columns g "
        "WHERE c.table_name = g.table_name AND c.data_type = 'features' LIMIT 1000"
    ).fetchall()
    tables = [Table(str(table), str(column), _read_number(system)) for table, column, system in found]
    if len(tables) > MAX_LAYERS:
        raise UploadError(
            name,
            Message(
                "Expected 1 to {max_layers} layers with shapes, found {count}.",
                max_layers=MAX_LAYERS,
                count=len(tables),
            ),
        )
    return tables


def _read_number(cell: object) -> int:
    """Return the number of a reference system; `NO_SYSTEM` for a cell that holds none, as SQLite allows."""
    return cell if isinstance(cell, int) else NO_SYSTEM


def _find_kind(database: sqlite3.Connection, table: str) -> str:
    """Return what a name of the database stands for: `table`, `view`, `virtual table`, or "" for nothing."""
    query = "SELECT type, sql FROM sqlite_master WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')"
    kind, written = database.execute(query, (table,)).fetchone() or ("", "")
    return "virtual table" if re.match(r"(?i)\s*create\s+virtual", str(written)) else str(kind)


def _read_tables(
    name: str, database: sqlite3.Connection, tables: Sequence[Table], notes: list[str]
) -> Iterator[geopandas.GeoDataFrame]:
    """Yield tables in the reference system that all have, else in EPSG:4326; those that are odd are told."""
    systems = {table.system for table in tables}
    total = 0
    for table in tables:
        try:
            total += _count_features(database, table)
            check_features(name, total)
            frame = _read_table(name, database, table, notes)
            yield _convert(table, frame, notes) if len(systems) > 1 and len(frame) else frame
        except OddTableError as error:
            notes.append(
                Message("The layer {name} was left out: {fault}.", name=quote(table.name), fault=error)
            )
        except DAMAGED:
            if len(tables) == 1:
                raise
            notes.append(Message("The layer {name} was left out: it is damaged.", name=quote(table.name)))


def _count_features(database: sqlite3.Connection, table: Table) -> int:
    """Return how many rows a table has.

    Raises
    ------
    OddTableError
        It is no table.
    """
    kind = _find_kind(database, table.name)
    if kind != "table":
        raise OddTableError(
            Message("it is a {kind}, and only tables are read; save it as one", kind=kind)
            if kind
            else Message("it is missing")
        )
    ((count,),) = database.execute(f"SELECT count(*) FROM {_quote(table.name)}")  # noqa: S608 - quoted
    return int(count)


def _read_table(
    name: str, database: sqlite3.Connection, table: Table, notes: list[str]
) -> geopandas.GeoDataFrame:
    described = database.execute(f"PRAGMA table_info({_quote(table.name)})").fetchall()
    columns = {str(column): (str(kind).upper(), bool(key)) for _, column, kind, _, _, key in described}
    geometry = next((column for column in columns if column.lower() == table.column.lower()), None)
    if geometry is None:
        raise OddTableError(Message("its column of geometry is missing"))
    kept = [column for column, typed in columns.items() if column != geometry and typed != ("INTEGER", True)]
    listed = ", ".join(map(_quote, [geometry, *kept]))
    rows = database.execute(f"SELECT {listed} FROM {_quote(table.name)}").fetchall()  # noqa: S608 - quoted
    shapes = [_read_shape(row[0]) for row in rows]
    records = [
        {column: _read_cell(cell, columns[column][0]) for column, cell in zip(kept, row[1:], strict=True)}
        for row in rows
    ]
    sound = [number for number, shape in enumerate(shapes) if shape is not ODD]
    if len(sound) < len(rows):
        odd = sorted(set(range(len(rows))) - set(sound))
        labels = [label_feature("feature", number + 1, find_name(records[number])) for number in odd]
        if not sound:
            raise OddTableError(Message("none of its shapes can be read; curves and surfaces are not"))
        what = f"of the layer {quote(table.name)} whose shape cannot be read"
        notes.append(tell_left_out("feature", what, labels))
    return frame_records(
        name,
        [records[number] for number in sound],
        [shapes[number] for number in sound],
        _find_system(database, table),
        numbers=[number + 1 for number in sound],
    )


def _quote(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _read_cell(cell: object, kind: str) -> object:
    if isinstance(cell, bytes):
        return None
    return bool(cell) if kind == "BOOLEAN" and cell in {0, 1} else cell


ODD = object()
"""Stands for a geometry that cannot be read."""


def _read_shape(blob: object) -> Any:  # noqa: ANN401 - a shape, None or ODD
    """Return the shape of a GeoPackage geometry (OGC 12-128r19, 2.1.3); `ODD` where it is none."""
    if blob is None:
        return None
    if (
        not isinstance(blob, bytes)
        or blob[:2] != b"GP"
        or len(blob) <= HEADER
        or blob[3] >> 1 & 7 >= len(ENVELOPES)
    ):
        return ODD
    binary = blob[HEADER + ENVELOPES[blob[3] >> 1 & 7] :]
    try:
        _skip_shape(binary, 0)
    except (struct.error, IndexError, OddTableError):
        return ODD
    shape = shapely.from_wkb(binary, on_invalid="ignore")
    return ODD if shape is None else shape


def _skip_shape(binary: bytes, at: int, *, kinds: frozenset[int] = KINDS, depth: int = 0) -> int:
    """Return where a shape in well-known binary ends.

    Raises
    ------
    OddTableError
        It is of none of the expected types, such as a curve, or nested too deeply.
    struct.error, IndexError
        It is cut off.
    """
    order = "<>"[1 - binary[at]] if binary[at] <= 1 else ""
    (typed,) = struct.unpack_from(f"{order}I", binary, at + 1)
    axes = 2 + sum(extra for flag, extra in FLAGS.items() if typed & flag)
    typed &= ~sum(FLAGS)
    kind, axes = typed % 1000, axes + (0, 1, 1, 2)[typed // 1000]
    if not order or kind not in kinds or depth > MOST_NESTED:
        raise OddTableError(Message("a shape of another type"))
    if kind == POINT:
        return at + 5 + 8 * axes
    (count,) = struct.unpack_from(f"{order}I", binary, at + 5)
    at += 9
    if kind == LINE:
        return at + 8 * axes * int(count)
    for _ in range(count):
        if kind == POLYGON:
            at += 4 + 8 * axes * int(struct.unpack_from(f"{order}I", binary, at)[0])
        else:
            parts = KINDS if kind == COLLECTION else frozenset({kind - MULTIPOINT + POINT})
            at = _skip_shape(binary, at, kinds=parts, depth=depth + 1)
    return at


def _find_system(database: sqlite3.Connection, table: Table) -> CRS | None:
    """Return the reference system of a table by its number in a register, else by its definition."""
    query = (
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?"
    )
    found = database.execute(query, (table.system,)).fetchone()
    if found is None:
        return None
    authority, code, definition = found
    known = look_up_system("EPSG", _read_number(code)) if str(authority).upper() == "EPSG" else None
    return known or parse_system(str(definition))


def _convert(table: Table, frame: geopandas.GeoDataFrame, notes: list[str]) -> geopandas.GeoDataFrame:
    if frame.crs is None:
        raise OddTableError(Message("the file does not say which coordinates it has"))
    converted = convert_to_degrees(frame)
    if converted is None:
        raise OddTableError(
            Message("its coordinates ({name}) cannot be converted", name=shorten(frame.crs.name))
        )
    if not is_degrees(frame.crs):
        told = Message(
            "Converted the layer {name} from {name_2}",
            name=quote(table.name),
            name_2=shorten(frame.crs.name),
        )
        notes.append(Message("{told} to longitude and latitude (WGS 84).", told=told))
    return converted
