"""Write the facts of a feature as a table: names, figures with units, status, each with its source."""

from collections.abc import Mapping
from html import escape
from typing import Any

from dashboard import naming
from dashboard.texts import ENGLISH
from geodata.names import LANGUAGES, NAME_COLUMNS
from geodata.sources import Source
from geodata.units import to_nm


def format_facts(properties: Mapping[str, Any], sources: Mapping[str, Source]) -> str:
    """Return the facts of a feature as a table: names, figures with units, status; with their sources."""
    rows = [
        f"<tr><th>{escape(label)}</th><td{_format_language(column)}>"
        f"{_format_fact(column, properties, sources)}</td></tr>"
        for column, label in FACTS.items()
        if column in properties
    ]
    return f"<h4>{escape(ENGLISH.facts)}</h4><table>{''.join(rows)}</table>" if rows else ""


def _format_language(column: str) -> str:
    language = LANGUAGES.get(column.removeprefix("name_"))
    return f' lang="{language}"' if language else ""


def _format_fact(column: str, properties: Mapping[str, Any], sources: Mapping[str, Source]) -> str:
    fact = FORMATS.get(column, str)(properties[column])
    if column not in NAME_COLUMNS:
        fact = naming.rename(fact)
    source_id = properties.get(f"{column.removesuffix('_by')}_source")
    cited = f", {sources[source_id].publisher}" if source_id else ""
    as_of = properties.get(f"{column.rpartition('_')[0]}_as_of")
    dated = f" ({ENGLISH.as_of.lower()} {as_of})" if as_of else ""
    return f"{escape(fact)}<small>{escape(cited)}{escape(dated)}</small>"


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
    "administered_by": "Administered by",
    "occupied_by": "Held by",
    "claimed_by": "Claimed by",
    "other_names": "Other names",
    "position_from": "Position",
    "width": "Width",
    "second_width": "Width, second source",
    "measured": "Width, measured by us",
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
    "confidence": "Confidence",
}
"""Column of a feature -> its label; in the order in which facts are shown."""
FORMATS = {
    "area_km2": lambda value: f"{value:g} km²",
    "height_m": lambda value: f"{value:,.0f} m",
    "length_km": _format_km,
    "distance_km": _format_km,
    "published_km": _format_km,
    "uncertainty_km": _format_km,
}
