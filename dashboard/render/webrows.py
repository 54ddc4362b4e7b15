"""Make the web features that a row of a layer frame is drawn by."""

from typing import Any

import pandas as pd
import shapely

from dashboard.render.webnames import read_names, write_names

Row = dict[str, Any]

NAMED_ROLES = frozenset(("area", "line", "mark", "label"))
"""Roles whose features the map names; the others only shade or edge them."""


def start_row(record: Row, **drawn: Any) -> Row:  # noqa: ANN401 - columns of a table
    """Return a web feature of a row: id, role, geometry, how it is drawn, and its names where it is named."""
    row = {"id": record["id"], "role": record["role"], "geometry": record["geometry"], **drawn}
    return row | write_names(read_names(record)) if record["role"] in NAMED_ROLES else row


def has(record: Row, column: str) -> bool:
    """Tell whether a row has something in a column."""
    return column in record and not pd.isna(record[column])


def add_label(
    record: Row,
    place: shapely.Point,
    kind: str,
    rank: int,
    zooms: tuple[float, float],
    **drawn: Any,  # noqa: ANN401 - columns of a table
) -> Row:
    """Return the web feature of a name at a place, shown between two zooms; the lower rank goes first."""
    drawn |= {"kind": kind, "rank": rank, "min_zoom": zooms[0], "max_zoom": zooms[1]}
    return start_row({**record, "role": "label", "geometry": place}, **drawn)


def add_mark(record: Row, place: shapely.Point, shape: str, size: int, zooms: tuple[float, float]) -> Row:
    """Return the web feature of a mark of a size in CSS pixels, shown between two zooms."""
    drawn = {"shape": shape, "size": size, "min_zoom": zooms[0], "max_zoom": zooms[1]}
    return start_row({**record, "role": "mark", "geometry": place}, **drawn)
