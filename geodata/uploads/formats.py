"""What the readers of strangers' files have in common: their text, their limits, what they return."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import geopandas
import pandas as pd
from pyproj import CRS

from geodata.errors import Message, UploadError

MAX_LAYERS = 20
"""Most layers of a GeoPackage or folders of a KML file."""

MAX_FEATURES = 5_000
"""Most features; more are a data set and not something to brief from."""
MAX_VERTICES = 500_000
"""Most vertices of all shapes together, before they are simplified."""
MAX_COLUMNS_READ = 1_000
"""Most columns of a file, before a few of them are chosen."""
NAMES = ("name_en", "name", "title", "label")
"""Columns that the name of a feature is taken from, the first that is there, in any case of letters."""
MOST_TOLD = 5
"""Most features that a note names one by one."""
MOST_NAME = 40
"""Characters of a name of the file that a note or a message repeats."""


def frame_records(
    name: str,
    records: Sequence[Mapping[str, Any]],
    shapes: Sequence[Any],
    crs: CRS | None,
    *,
    numbers: Sequence[int],
    noun: str = "feature",
) -> geopandas.GeoDataFrame:
    """Return records and their shapes as a frame whose cells are the values as they are.

    Its index holds `numbers`, by which they are found in the file; its name says what these are of:
    `feature`, or `row` of a table.

    Raises
    ------
    UploadError
        There are more than `MAX_COLUMNS_READ` columns.
    """
    columns = list(dict.fromkeys(str(column) for record in records for column in record))
    if len(columns) > MAX_COLUMNS_READ:
        problem = Message(
            "The file has {count:,} columns; at most {max_columns_read:,} are read.",
            count=len(columns),
            max_columns_read=MAX_COLUMNS_READ,
        )
        raise UploadError(name, problem)
    index = pd.Index(list(numbers), name=noun)
    cells = {
        column: pd.Series([record.get(column) for record in records], index=index, dtype=object)
        for column in columns
        if column != "geometry"
    }
    return geopandas.GeoDataFrame(cells, geometry=list(shapes), crs=crs, index=index)


def label_feature(noun: str, number: int, name: str) -> str:
    """Return how to find a feature in its file: by its number, and its name where it has one."""
    return f"{noun} {number:,}" + (f" ({shorten(name)})" if name else "")


def find_name(record: Mapping[str, Any]) -> str:
    """Return the name of a record by the columns of `NAMES`, or ""."""
    lowered = {str(column).lower(): cell for column, cell in record.items()}
    return next((str(lowered[column]) for column in NAMES if lowered.get(column)), "")


def check_features(name: str, count: int) -> None:
    """Refuse a file of too many features.

    Raises
    ------
    UploadError
        There are more than `MAX_FEATURES`.
    """
    if count > MAX_FEATURES:
        problem = Message(
            "The file has more than {max_features:,} features; at most {max_features:,} can be shown.",
            max_features=MAX_FEATURES,
        )
        raise UploadError(name, problem)


def check_vertices(name: str, count: int) -> None:
    """Refuse a file whose shapes have too many vertices in all.

    Raises
    ------
    UploadError
        There are more than `MAX_VERTICES`.
    """
    if count > MAX_VERTICES:
        raise UploadError(
            name,
            Message(
                "The file has {count:,} vertices; at most {max_vertices:,} can be shown.",
                count=count,
                max_vertices=MAX_VERTICES,
            ),
        )


def tell_left_out(what: str, why: str, labels: Sequence[str]) -> str:
    """Return a sentence on the features or rows that were left out, of which it names a few.

    Parameters
    ----------
    what
        Noun for one of them.
    why
        What is said of them, such as `without a shape`.
    labels
        How to find each in the file.
    """
    noun, verb = (what, "was") if len(labels) == 1 else (f"{what}s", "were")
    return f"{len(labels):,} {noun} {why} {verb} left out: {list_some(labels)}."


def list_some(labels: Sequence[str]) -> str:
    """Return the first of at least one label as a list in a sentence, and how many more there are."""
    more = len(labels) - MOST_TOLD
    *first, last = [*labels[:MOST_TOLD], *([f"{more:,} more"] if more > 0 else [])]
    return f"{', '.join(first)} and {last}" if first else last


def shorten(text: object, most: int = MOST_NAME) -> str:
    """Return a text of the file for a message: one line of printable characters, cut short."""
    line = " ".join("".join(c if c.isprintable() else " " for c in str(text)[: 4 * most]).split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def quote(text: object) -> str:
    """Return a text of the file in quotation marks, for a message."""
    return f"“{shorten(text)}”"


def decode_text(name: str, content: bytes) -> str:
    """Return the text of a stranger's file: UTF-8, or what its byte order mark says.

    The encodings of one country each are not guessed: in a short table nothing tells them apart.

    Raises
    ------
    UploadError
        It is in another encoding, or binary.
    """
    encoding = json.detect_encoding(content)
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        if encoding not in {"utf-8", "utf-8-sig"}:
            problem = Message(
                "The text is damaged: it begins as {encoding} does, but byte {start} is not.",
                encoding=encoding.upper(),
                start=error.start,
            )
            raise UploadError(
                name, Message("{problem} Save the file again as UTF-8.", problem=problem)
            ) from error
        problem = Message(
            "The text is not UTF-8 (byte {start}). Save the file again as UTF-8", start=error.start
        )
        raise UploadError(name, Message("{problem} (Excel: Save as, CSV UTF-8).", problem=problem)) from error
    return text.removeprefix("\ufeff")


def parse_json(name: str, text: str) -> Any:  # noqa: ANN401 - whatever the document holds
    """Return what a JSON document of a stranger holds.

    Raises
    ------
    UploadError
        It is no JSON, too deep, or holds a number that is not finite or too long.
    """

    def refuse(constant: str) -> NoReturn:
        raise UploadError(
            name,
            Message(
                "The file holds {constant}. Every coordinate has to be a finite number.", constant=constant
            ),
        )

    try:
        return json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        problem = Message("This is not JSON: {msg} in line {lineno}.", msg=error.msg, lineno=error.lineno)
        raise UploadError(name, Message("{problem} The file may be cut off.", problem=problem)) from error
    except RecursionError as error:
        raise UploadError(name, Message("The JSON is nested too deeply.")) from error
    except UploadError:
        raise
    except ValueError as error:  # Python's own limit on the digits of a number
        raise UploadError(name, Message("The JSON holds a number of thousands of digits.")) from error
