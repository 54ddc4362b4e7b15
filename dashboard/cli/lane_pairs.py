"""Read a table of pairs of positions."""

import csv
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geodata.errors import Message, SeaBriefError
from geodata.geometry.geodesy import Position

COLUMNS = ("from_lat", "from_lon", "to_lat", "to_lon")
"""Columns of a table of pairs, in degrees; others are ignored."""
SURPLUS = "\n"
"""Name that no column has, for the cells of a row beyond the columns."""
LIMITS = {"lat": 90.0, "lon": 360.0}
"""Greatest value of a latitude and of a longitude, without its sign."""


def read_pairs(path: Path) -> list[tuple[Position, Position]]:
    """Return the pairs of positions of a table.

    Raises
    ------
    SeaBriefError
        The table cannot be read, a column is missing, or a row holds no two positions; the message names
        file, line and column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as table:
            rows = csv.DictReader(table, restkey=SURPLUS)
            missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
            if missing:
                raise SeaBriefError(
                    Message("{path}: line 1: column {missing} is missing.", path=path, missing=missing[0])
                )
            return [_read_pair(row, f"{path}: line {rows.line_num}") for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SeaBriefError(
            Message("{path}: cannot be read as a table ({fault}).", path=path, fault=error)
        ) from error


def _read_pair(row: Mapping[str, Any], where: str) -> tuple[Position, Position]:
    if any(cell.strip() for cell in row.get(SURPLUS) or ()):
        raise SeaBriefError(
            Message(
                "{where}: more cells than columns. Write decimals with a point, not with a comma.",
                where=where,
            )
        )
    from_lat, from_lon, to_lat, to_lon = (_read_degrees(row, column, where) for column in COLUMNS)
    return Position(from_lat, from_lon), Position(to_lat, to_lon)


def _read_degrees(row: Mapping[str, str | None], column: str, where: str) -> float:
    text = row[column] or ""
    limit = LIMITS[column[-3:]]
    try:
        degrees = float(text)
    except ValueError:
        degrees = math.nan
    if not abs(degrees) <= limit:
        expected = Message("expected degrees from {low:g} to {high:g}", low=-limit, high=limit)
        if "," in text:
            expected = Message("{expected} with a decimal point", expected=expected)
        raise SeaBriefError(
            Message(
                "{where}, column {column}: {expected}, not {text!r}.",
                where=where,
                column=column,
                expected=expected,
                text=text,
            )
        )
    return degrees if column.endswith("lat") else (degrees + 180) % 360 - 180
