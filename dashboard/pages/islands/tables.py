"""Tables of islands and distances, as escaped markup."""

from collections.abc import Sequence
from html import escape

import geopandas

from dashboard.cartography.rows import read_names
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from dashboard.session.context import PageContext
from geodata.records.feature_tables import Feature
from geodata.units import to_nm

SCRIPTS = {"ja": "ja", "zh_hans": "zh-Hans", "zh_hant": "zh-Hant"}
"""Field of the names -> language of its script."""
FIGURES = ("area_km2", "height_m", "uncertainty_km")
"""Columns of figures, in the order in which they are shown."""
FACTS = ("administered_by", "occupied_by", "claimed_by", "time", "place", "other_names", "end_point")
"""Columns of words, in the order in which they are shown."""


def format_distances(context: PageContext, spokes: geopandas.GeoDataFrame) -> str:
    """Return distances as a table: published beside computed, and how far apart the two are."""
    texts = context.texts
    heads = (
        texts.columns["end_point"],
        texts.published,
        texts.computed,
        texts.difference,
    )
    head = "".join(f"<th>{escape(told)}</th>" for told in heads)
    rows = ""
    for row in spokes.to_dict("records"):
        apart = row["distance_km"] / row["published_km"] - 1
        name = escape(read_names(row).call(context.names))
        rows += (
            f"<tr><th>{name}<br><small>{escape(row['end_point'])}</small></th>"
            f"<td>{texts.length_km.format(km=row['published_km'])}<br><small>{escape(row['published_by'])}</small></td>"
            f"<td>{texts.length_km.format(km=row['distance_km'])}<br>"
            f"<small>{texts.length_nm.format(nm=to_nm(row['distance_km']))}</small></td>"
            f"<td>{format_number(apart, '+.1%')}</td></tr>"
        )
    return f'<table class="sb-figures">{f"<tr>{head}</tr>"}{rows}</table>'


def format_why() -> str:
    """Return why published and computed distances differ."""
    return f"<p class='sb-kind'>{escape(get_texts().why_distances_differ)}</p>"


def format_places(context: PageContext, rows: Sequence[Feature]) -> str:
    """Return features as a table: names in three scripts, dated figures, who holds and claims them.

    Columns that no row fills are left out.
    """
    texts = context.texts
    figures = [name for name in FIGURES if any(name in row.figures for row in rows)]
    facts = [name for name in FACTS if any(row.texts.get(name) for row in rows)]
    scripts = [field for field in SCRIPTS if any(getattr(row.names, field) for row in rows)]
    heads = [texts.name, *(texts.columns[f"name_{field}"] for field in scripts)]
    heads += [texts.columns[name] for name in (*figures, *facts)]
    head = "".join(f"<th>{escape(told)}</th>" for told in heads)
    body = "".join(_format_place(context, row, scripts, figures, facts) for row in rows)
    return f'<div class="sb-wide"><table class="sb-places"><tr>{head}</tr>{body}</table></div>'


def _format_place(
    context: PageContext, row: Feature, scripts: Sequence[str], figures: Sequence[str], facts: Sequence[str]
) -> str:
    cells = [f"<th>{escape(row.names.localise(row.states).call(context.names))}</th>"]
    cells += [f'<td lang="{SCRIPTS[field]}">{escape(getattr(row.names, field))}</td>' for field in scripts]
    cells += [f"<td>{_format_figure(context, row, name)}</td>" for name in figures]
    cells += [f"<td>{escape(row.texts.get(name, ''))}</td>" for name in facts]
    return f"<tr>{''.join(cells)}</tr>"


def _format_figure(context: PageContext, row: Feature, name: str) -> str:
    if name not in row.figures:
        return ""
    as_of = row.texts.get(f"{name.partition('_')[0]}_as_of", "")
    later = f", {context.texts.after_brief}" if as_of > context.pack.brief.date else ""
    dated = f" <small>{escape(as_of)}{later}</small>" if as_of else ""
    texts, figure = context.texts, row.figures[name]
    told = {
        "area_km2": texts.area_km2.format(km2=figure),
        "height_m": texts.height_m.format(m=figure),
        "uncertainty_km": texts.uncertainty_km.format(km=figure),
    }
    return told[name] + dated
