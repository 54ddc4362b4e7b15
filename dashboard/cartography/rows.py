"""Convert one layer row into drawn features, with names by every naming policy."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import pandas as pd
import shapely

from dashboard.messages import Called
from geodata.names import NEUTRAL, NEUTRAL_SPOKEN, POLICIES, Names, Policy


def read_names(record: Mapping[str, Any]) -> Names:
    """Return the names of a row of a layer frame."""
    fields = {field: record.get(f"name_{field}") for field in Names.model_fields}
    return Names(**{field: value for field, value in fields.items() if isinstance(value, str)})


def name_row(record: Mapping[str, Any], policy: Policy = NEUTRAL) -> str:
    """Return the name of a row of a layer frame by a policy."""
    return read_names(record).call(policy)


def write_names(names: Names) -> dict[str, Any]:
    """Return the columns from which the browser picks the name of a feature, as `write_called` has them."""
    return {**write_called(names.call)}


def write_called(call: Callable[[Policy], str]) -> Called:
    """Return what something is called by each policy, as the browser reads it.

    `name` is the neutral name; `name_ja` and so on are the names by the other policies, fallbacks applied,
    each only where it differs from the neutral one. A policy without an entry has the neutral name. Of the
    policies for readers of a language the neutral ones are written; the local name of a thing is the same for
    all, or the neutral one.
    """
    called = {policy: call(policy) for policy in (*POLICIES, *NEUTRAL_SPOKEN)}
    others = {f"name_{policy}": name for policy, name in called.items() if name != called[NEUTRAL]}
    return cast("Called", {"name": called[NEUTRAL], **others})


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
