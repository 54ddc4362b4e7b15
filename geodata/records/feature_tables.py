"""Read and check the feature tables of a pack."""

import csv
import io
import math
import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from geodata.errors import Message, PackError
from geodata.names import NAME_COLUMNS, Names
from geodata.records.files import ID, check_unique, read_text

LIMITS: Mapping[str, float] = {"lat": 90, "lon": 180, "label_lat": 90, "label_lon": 180, "label_rotate": 180}
"""Columns with a greatest magnitude, in degrees."""

TAKEN = frozenset(("geometry", "role"))
"""Columns that the frame of a layer has beside those of its table."""

_FIGURE = re.compile(r"lat|lon|label_(lat|lon|rotate|spacing|at)|.*_(km|km2|m)")


class Feature(BaseModel):
    """One row of a feature table: a named thing with its figures."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """Id, unique in its table."""
    names: Names
    """Its names, from the columns `name_en`, `name_ja` and so on."""
    figures: Mapping[str, float]
    """Numbers by column: `lat`, `lon`, `label_...` and columns that end in a unit; empty cells are absent."""
    texts: Mapping[str, str]
    """All other cells by column; empty cells are absent."""
    sources: tuple[str, ...]
    """Ids of the sources of the row, from the column `sources`, separated by spaces."""

    @property
    def states(self) -> tuple[str, ...]:
        """Who administers and claims it, by the columns of these names; who occupies it before the others."""
        administering, occupying, claiming = (
            [re.split(r"[,(]", part)[0].strip() for part in self.texts.get(column, "").split(";") if part]
            for column in ("administered_by", "occupied_by", "claimed_by")
        )
        present = [state for state in occupying if state in claiming]
        return tuple(dict.fromkeys([*administering, *present, *claiming]))


def read_features(folder: Path, file: str, *, located: bool) -> tuple[Feature, ...]:
    """Return the rows of a feature table (CSV, UTF-8), which need `lat` and `lon` where `located`.

    Raises
    ------
    PackError
        The file is missing, outside the pack or not UTF-8, a column is missing, repeated or an unknown
        `name_...`, a row does not fit the columns, an id is missing or repeated, or a number is not one.
    """
    rows = csv.reader(io.StringIO(read_text(folder, file), newline=""), strict=True)
    try:
        columns = next(rows, [])
        _check_columns(file, columns, located=located)
        features = tuple(
            _read_row(file, rows.line_num, columns, cells, located=located) for cells in rows if cells
        )
    except csv.Error as error:
        problem = Message("This is not well-formed CSV: {fault}.", fault=error)
        raise PackError(file, Message("line {line_num}", line_num=rows.line_num), "", problem) from error
    check_unique(file, "row", [feature.id for feature in features])
    return features


def _check_columns(file: str, columns: list[str], *, located: bool) -> None:
    for column in ("id", "name_en", *(("lat", "lon") if located else ())):
        if column not in columns:
            raise PackError(file, Message("header"), column, Message("This column is missing."))
    for column in sorted(TAKEN & set(columns)):
        raise PackError(
            file,
            Message("header"),
            column,
            Message("The map uses this name itself; call the column otherwise."),
        )
    for number, column in enumerate(columns):
        if column in columns[:number]:
            raise PackError(file, Message("header"), column, Message("This column stands twice."))
        if column.startswith("name_") and column not in NAME_COLUMNS:
            raise PackError(
                file,
                Message("header"),
                column,
                Message("Expected one of {name_columns}.", name_columns=", ".join(NAME_COLUMNS)),
            )


def _read_row(file: str, line: int, columns: list[str], cells: list[str], *, located: bool) -> Feature:
    if len(cells) != len(columns):
        problem = Message(
            "Expected {count} cells as in the header, found {count_2}.",
            count=len(columns),
            count_2=len(cells),
        )
        raise PackError(file, Message("line {line}", line=line), "", problem)
    row = {column: cell.strip() for column, cell in zip(columns, cells, strict=True) if cell.strip()}
    if not ID.fullmatch(row.get("id", "")):
        problem = Message("Expected lower-case letters, digits and hyphens.")
        raise PackError(file, Message("line {line}", line=line), "id", problem)
    for column in ("name_en", *(("lat", "lon") if located else ())):
        if column not in row:
            raise PackError(file, Message("row {id}", id=row["id"]), column, Message("This cell is empty."))
    return Feature(
        id=row["id"],
        names=Names(**{name.removeprefix("name_"): row[name] for name in NAME_COLUMNS if name in row}),
        figures={key: _read_figure(file, row, key) for key in row if _FIGURE.fullmatch(key)},
        texts={key: row[key] for key in row if not _is_typed(key)},
        sources=tuple(row.get("sources", "").split()),
    )


def _is_typed(column: str) -> bool:
    return column in {"id", "sources", *NAME_COLUMNS} or bool(_FIGURE.fullmatch(column))


def _read_figure(file: str, row: Mapping[str, str], column: str) -> float:
    try:
        figure = float(row[column])
    except ValueError:
        figure = math.nan
    limit = LIMITS.get(column, math.inf)
    if not math.isfinite(figure) or abs(figure) > limit:
        expected = f"a number from -{limit:g} to {limit:g}" if column in LIMITS else "a finite number"
        raise PackError(
            file,
            Message("row {id}", id=row["id"]),
            column,
            Message("Expected {expected}, found {row!r}.", expected=expected, row=row[column]),
        )
    return figure
