"""List the facts of a feature: names, figures with units, status, source and date."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from dashboard.i18n.texts import ENGLISH
from dashboard.wording.formats import format_date
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
    return [
        _read_fact(column, label, properties, sources, rename)
        for column, label in {**FACTS, **_label_others(properties)}.items()
        if column in properties
    ]


def _label_others(properties: Mapping[str, Any]) -> dict[str, str]:
    """Return labels for the columns that only the table of this pack has: their names, without the unit."""
    return {
        column: (column.rpartition("_")[0] if _find_unit(column) else column).replace("_", " ").capitalize()
        for column in properties
        if column not in FACTS and column not in UNTOLD and not column.endswith(("_source", "_as_of"))
        if not column.startswith(("label_", "name_"))
    }


def _find_unit(column: str) -> str:
    return UNITS.get(column.rpartition("_")[2], "") if "_" in column else ""


def _format_figure(column: str, value: object) -> str:
    unit = _find_unit(column)
    return f"{value:,g} {unit}" if unit and isinstance(value, (int, float)) else str(value)


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
    dated = f" ({ENGLISH.as_of.lower()} {as_of})" if as_of else ""
    language = LANGUAGES.get(column.removeprefix("name_"), "")
    return Fact(label, text if column in NAME_COLUMNS else rename(text), cited + dated, language)


def _cite(source_ids: str, sources: Mapping[str, Source]) -> str:
    """Return the publishers of sources, whose ids spaces separate, the best rank first."""
    cited = sort_by_rank(sources[source_id] for source_id in source_ids.split())
    return "".join(f", {source.publisher}" for source in cited)


def _format_km(value: float) -> str:
    return f"{value:,.0f} km ({to_nm(value):,.0f} nm)"


CLAIMS = frozenset(("administered_by", "occupied_by", "claimed_by"))
"""Columns that say who holds and who claims a feature."""
FACTS = {
    "name_en": "English",
    "name_ja": "Japanese",
    "name_romaji": "Romanised",
    "name_zh_hans": "Chinese, simplified",
    "name_zh_hant": "Chinese, traditional",
    "name_pinyin": "Pinyin",
    "date": "Date",
    "account": "What happened",
    "part": "Its part in the brief",
    "bodies": "Sits in",
    "since": "Since",
    "administered_by": "Administered by",
    "occupied_by": "Held by",
    "claimed_by": "Claimed by",
    "other_names": "Other names",
    "position_from": "Position",
    "measured": "Width, measured by us",
    "width": "Width",
    "second_width": "Width, second source",
    "gate": "Gate",
    "area_km2": "Area",
    "height_m": "Height",
    "length_km": "Length",
    "passes": "Passes",
    "distance_km": "Distance, computed",
    "published_km": "Distance, published",
    "published_by": "Published by",
    "end_point": "Measured to",
    "time": "Time",
    "place": "Place",
    "uncertainty_km": "Uncertainty",
    "note": "Note",
    "passage_ids": "Passages",
    "confidence": "Confidence",
}
"""Column of a feature -> its label; in the order in which facts are shown."""
UNITS = {"km": "km", "km2": "km²", "m": "m"}
"""End of the name of a column of figures -> its unit."""
UNTOLD = frozenset(("id", "role", "kind", "lat", "lon", "sources", "share", "origin", "destination", "note"))
"""Columns that are no facts to show: where a thing is, and how it is drawn."""
FORMATS: Mapping[str, Callable[[Any], str]] = {
    "date": format_date,
    "since": format_date,
    "area_km2": lambda value: f"{value:g} km²",
    "height_m": lambda value: f"{value:,.0f} m",
    "length_km": _format_km,
    "distance_km": _format_km,
    "published_km": _format_km,
    "uncertainty_km": _format_km,
}
