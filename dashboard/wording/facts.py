"""List the facts of a feature: names, figures with units, status, source and date."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from dashboard.wording.formats import format_date, join_list
from dashboard.wording.positions import tell_position
from geodata.geometry.geodesy import Position
from geodata.names import LANGUAGES, NAME_COLUMNS
from geodata.sources import Source, sort_by_rank
from geodata.units import to_nm


@dataclass(frozen=True)
class Fact:
    """One fact of a feature, as text."""

    label: str
    """What it is about."""
    text: str
    """Name, figure with unit, or status."""
    aside: str
    """Who says so, and the date for which it holds; may be empty."""
    language: str
    """Language of a name as an IETF tag; may be empty."""


def list_facts(
    properties: Mapping[str, Any], sources: Mapping[str, Source], *, rename: Callable[[str], str]
) -> list[Fact]:
    """Return the facts of a feature in the order in which they are shown.

    Parameters
    ----------
    properties
        Columns of its row in a layer frame.
    sources
        Sources of the pack by id.
    rename
        Writes the names in a text by the naming policy.
    """
    labels = {**get_texts().columns, **_label_others(properties)}
    listed = [
        _read_fact(column, label, properties, sources, rename)
        for column, label in labels.items()
        if column in properties
    ]
    return listed + _list_position(properties)


def _list_position(properties: Mapping[str, Any]) -> list[Fact]:
    """Return the position of a feature whose row says where it is."""
    lat, lon = properties.get("lat"), properties.get("lon")
    if not (isinstance(lat, float) and isinstance(lon, float)):
        return []
    return [Fact(get_texts().coordinates, tell_position(Position(lat, lon)), "", "")]


def _label_others(properties: Mapping[str, Any]) -> dict[str, str]:
    """Return labels for the columns that only the table of this pack has: their names, without the unit."""
    known = get_texts().columns
    return {
        column: (column.rpartition("_")[0] if _find_unit(column) else column).replace("_", " ").capitalize()
        for column in properties
        if column not in known and column not in UNTOLD and not column.endswith(("_source", "_as_of"))
        if not column.startswith(("label_", "name_"))
    }


def _find_unit(column: str) -> str:
    return UNITS.get(column.rpartition("_")[2], "") if "_" in column else ""


def _format_figure(column: str, value: object) -> str:
    unit = _find_unit(column)
    if not unit or not isinstance(value, (int, float)):
        return str(value)
    return f"{format_number(value, ',g')} {unit}"


def _read_fact(
    column: str,
    label: str,
    properties: Mapping[str, Any],
    sources: Mapping[str, Source],
    rename: Callable[[str], str],
) -> Fact:
    write = FORMATS.get(column, partial(_format_figure, column))
    text = write(properties[column])
    cited = _cite(properties.get(f"{column.removesuffix('_by')}_source") or "", sources)
    as_of = properties.get(f"{column.rpartition('_')[0] or column}_as_of")
    dated = f" ({get_texts().dated.format(date=as_of)})" if as_of else ""
    language = LANGUAGES.get(column.removeprefix("name_"), "")
    return Fact(label, text if column in NAME_COLUMNS else rename(text), cited + dated, language)


def _format_passed(text: str) -> str:
    """Return the chokepoints of a lane with their distances, as its row has them in English."""
    passed = get_texts().passed_at
    return join_list(
        passed.format(name=name, nm=int(nm.replace(",", ""))) for name, nm in _PASSED.findall(text)
    )


def _cite(source_ids: str, sources: Mapping[str, Source]) -> str:
    """Return the publishers of sources, whose ids spaces separate, the best rank first."""
    cited = sort_by_rank(sources[source_id] for source_id in source_ids.split())
    return "".join(f"{get_texts().list_comma}{source.publisher}" for source in cited)


def _format_km(value: float) -> str:
    return get_texts().length.format(km=value, nm=to_nm(value))


CLAIMS = ("administered_by", "occupied_by", "claimed_by")
"""Columns that say who holds and who claims a feature."""
UNITS = {"km": "km", "km2": "km²", "m": "m"}
"""End of the name of a column of figures -> its unit."""
UNTOLD = frozenset(("id", "role", "kind", "lat", "lon", "sources", "share", "origin", "destination", "note"))
"""Columns that are no facts to show: where a thing is, and how it is drawn."""
_PASSED = re.compile(r"(.+?) at ([\d,]+) nm(?:, |$)")
"""A chokepoint and its distance from the start, as the rows of lanes have them."""
FORMATS: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(CLAIMS, lambda value: value.replace("; ", get_texts().list_semicolon)),
    "passes": _format_passed,
    "date": format_date,
    "since": format_date,
    "area_km2": lambda value: get_texts().area_km2.format(km2=value),
    "height_m": lambda value: get_texts().height_m.format(m=value),
    "length_km": _format_km,
    "distance_km": _format_km,
    "published_km": _format_km,
    "uncertainty_km": _format_km,
}
