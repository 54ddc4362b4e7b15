"""Write the facts of a feature as a table: names, figures with units, status, each with its source."""

from collections.abc import Mapping
from html import escape
from typing import Any

from dashboard import naming
from dashboard.render.facts import Fact, list_facts
from dashboard.texts import ENGLISH
from geodata.sources import Source


def format_facts(properties: Mapping[str, Any], sources: Mapping[str, Source]) -> str:
    """Return the facts of a feature as a table: names, figures with units, status; with their sources."""
    rows = map(_format_fact, list_facts(properties, sources, rename=naming.rename))
    table = "".join(rows)
    return f"<h2 class='sb-subhead'>{escape(ENGLISH.facts)}</h2><table>{table}</table>" if table else ""


def _format_fact(fact: Fact) -> str:
    language = f' lang="{fact.language}"' if fact.language else ""
    told = f"{escape(fact.text)}<small>{escape(fact.aside)}</small>"
    return f"<tr><th>{escape(fact.label)}</th><td{language}>{told}</td></tr>"
