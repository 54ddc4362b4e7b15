"""Show what two or more pages share: passages, badges, facts and sources.

Everything that a pack says is escaped here before it becomes part of a page.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import streamlit as st

from dashboard import cached, naming
from dashboard.render.catalogue import format_date, label_status
from dashboard.render.theme import write_palettes
from dashboard.texts import ENGLISH
from geodata.errors import AnchorError, SeaBriefError
from geodata.names import LANGUAGES, NAME_COLUMNS
from geodata.overlay import Spread
from geodata.passages import AnchoredPassage
from geodata.records import Brief, Layer, Link, Passage
from geodata.sources import Source
from geodata.units import to_nm

MARKUP = frozenset("\\`*_{}[]()#+-.!|<>$~:^&")
"""Characters that may start markup in Streamlit's Markdown."""
REPLACED = re.compile(r"(?<=:)(?=\w)|(?<=[<~-])(?=[-=>])|(?<=>)(?==)")
"""Inside what Streamlit replaces even where it is escaped: `:icon:`, `->`, `--`, `>=` and the like."""
ZERO_WIDTH_SPACE = "\u200b"
LINK_KINDS = {"names": ENGLISH.names_link, "implies": ENGLISH.implies_link, "context": ENGLISH.context_link}


def get_theme() -> str:
    """Return `light` or `dark`, as the viewer has chosen."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show_html(markup: str) -> None:
    """Show markup whose every outside string has been escaped, in the colours of the theme."""
    st.html(f'<div class="sb-page sb-{get_theme()}">{markup}</div>')


def show_shell() -> None:
    """Put the style sheet of the pages in place."""
    st.html(f"<style>{write_palettes()}{PAGE_CSS}</style>")


def load_paragraphs() -> Mapping[str, AnchoredPassage]:
    """Return the paragraphs of the text supplied by passage id; say it where the text does not fit."""
    try:
        return cached.load_paragraphs()
    except SeaBriefError as error:
        problem = error.problem if isinstance(error, AnchorError) else str(error)
        entry = f"{ENGLISH.passage} {error.passage_id}: " if isinstance(error, AnchorError) else ""
        message = ENGLISH.text_unfit.format(problem=entry + problem)
        st.error(escape_markdown(message), icon=":material/error:")
        if isinstance(error, AnchorError) and error.changes:
            show_html(format_changes(error.changes))
        return {}


def escape_markdown(text: str) -> str:
    """Return a text so that Streamlit's Markdown shows it as it is."""
    parted = REPLACED.sub(ZERO_WIDTH_SPACE, text)
    return "".join(f"\\{letter}" if letter in MARKUP else letter for letter in parted)


def format_passage(
    passage: Passage, brief: Brief, *, paragraph: AnchoredPassage | None = None, link: Link | None = None
) -> str:
    """Return the card of a passage: locator, summary, quote or whole paragraph, citation.

    With the link of a layer it says why the layer belongs here, and by which words of the passage.
    """
    reason = f'<p class="sb-kind">{_format_reason(link)}</p>' if link else ""
    words = _format_paragraph(paragraph) if paragraph else f"“{escape(passage.quote)}”"
    return (
        f'<article class="sb-passage"><h3><span class="sb-id">{escape(passage.id)}</span> '
        f"{escape(passage.section)}, paragraph {passage.number}</h3>{reason}"
        f"<p>{escape(naming.rename(passage.summary))}</p>"
        f"<blockquote>{words}<footer>{format_citation(brief, passage)}</footer></blockquote></article>"
    )


def format_changes(changes: Iterable[tuple[str, str]]) -> str:
    """Return how a quote and the place most like it differ, as words struck out and words put in."""
    tags = {"same": "span", "quote": "del", "text": "ins"}
    words = " ".join(f"<{tags[kind]}>{escape(words)}</{tags[kind]}>" for kind, words in changes)
    return f'<p class="sb-changes"><span class="sb-kind">{ENGLISH.nearest_place}</span> {words}</p>'


def _format_reason(link: Link) -> str:
    terms = ", ".join(f"“{escape(term)}”" for term in link.terms)
    return f"{escape(LINK_KINDS[link.kind])}{': ' if terms else ''}{terms}"


def format_citation(brief: Brief, passage: Passage) -> str:
    """Return author, title, series and date with the place of a passage, as escaped markup."""
    record = f"{brief.author}, “{brief.title}”, {brief.series}, {format_date(brief.date)}"
    place = f"{passage.section}, paragraph {passage.number} ({passage.id})"
    title = f'<a href="{escape(brief.url)}" target="_blank" rel="noopener">{escape(record)}</a>'
    return f"{title if brief.url else escape(record)} · {escape(place)}"


def _format_paragraph(anchored: AnchoredPassage) -> str:
    text, quote = anchored.paragraph.text, anchored.highlight
    before, marked, after = text[: quote.start], text[quote.start : quote.end], text[quote.end :]
    return f"{escape(before)}<mark>{escape(marked)}</mark>{escape(after)}"


def format_badge(layer: Layer) -> str:
    """Return the badge of a layer's status."""
    return f'<span class="sb-tag sb-tag-{layer.status}">{escape(label_status(layer))}</span>'


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


def format_covers(covers: Mapping[str, Spread], layers: Iterable[Layer]) -> str:
    """Return the shares of a lane inside the notional range bands as a table, in per cent."""
    rows = "".join(
        f"<tr><th>{escape(naming.call(layer))}</th><td>{format_spread(covers[layer.id])}</td></tr>"
        for layer in layers
        if layer.id in covers
    )
    if not rows:
        return ""
    return (
        f"<h4>{escape(ENGLISH.covers)}</h4><table>{rows}</table><p class='sb-kind'>{ENGLISH.covers_hint}</p>"
    )


def format_spread(spread: Spread) -> str:
    """Return a share in per cent: nominal, in brackets inner and outer where they differ."""
    nominal = f"{spread.nominal:.0%}"
    if spread.inner == spread.outer:
        return nominal
    return f"{nominal} <small>({spread.inner:.0%} to {spread.outer:.0%})</small>"


def format_sources(sources: Iterable[Source]) -> str:
    """Return a list of sources with publisher, year, address, licence, date and confidence."""
    items = "".join(f"<li>{_format_source(source)}</li>" for source in sources)
    return f'<ul class="sb-source-list">{items}</ul>' if items else ""


def _format_source(source: Source) -> str:
    title = escape(source.title)
    if source.url:
        title = f'<a href="{escape(source.url)}" target="_blank" rel="noopener">{title}</a>'
    told = [source.publisher, source.year]
    told += [f"as of {source.as_of}"] if source.as_of else []
    told += [source.licence] if source.licence else []
    told += [f"confidence {source.confidence}"] if source.confidence != "high" else []
    note = f" {escape(source.note)}" if source.note else ""
    return f"{title}. {escape(', '.join(told).rstrip('.'))}.{note}"


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

PAGE_CSS = """
.stMainBlockContainer{padding:4.4rem 1.1rem .6rem;max-width:none}
div:has(> .st-key-settings){position:absolute}
.st-key-settings{position:fixed;top:.7rem;right:6.5rem;width:auto!important;z-index:999991}
.sb-page{color:var(--sb-ink);font-size:16px;line-height:1.45}
.sb-page h2{font:600 26px/1.12 "Source Serif","Source Serif 4",serif;margin:0 0 6px;padding:0}
.sb-page h3{font:600 17px/1.25 "Source Sans",sans-serif;margin:0 0 4px;padding:0}
.sb-page h4{font:700 13px/1.3 "Source Sans",sans-serif;letter-spacing:.05em;text-transform:uppercase;
color:var(--sb-ink2);margin:14px 0 4px;padding:0}
.sb-page p{margin:0 0 8px}
.sb-page a,.sb-page span,.sb-page .sb-matrix th{width:auto}
.sb-page small{unicode-bidi:isolate}
.sb-page a{color:var(--sb-accent)}
.sb-page h1{font:600 36px/1.1 "Source Serif","Source Serif 4",serif;margin:0 0 4px;padding:0}
.sb-page .sb-section{margin-top:22px}
.sb-subtitle{font:italic 20px/1.25 "Source Serif","Source Serif 4",serif}
.sb-kicker{width:64px;height:6px;background:var(--sb-accent);margin:2px 0 10px}
.sb-id{font-weight:700;color:var(--sb-accent)}
.sb-kind{font-size:14px;color:var(--sb-ink2)}
.sb-passage{margin:0}
.st-key-reader{max-width:54rem;margin:0 auto}
.st-key-ledger{max-width:78rem;margin:0 auto}
.st-key-reader .sb-passage{margin-top:18px}
.sb-page blockquote{margin:8px 0;padding:12px 14px;background:var(--sb-quote);
border-left:5px solid var(--sb-accent);font:italic 17px/1.38 "Source Serif","Source Serif 4",serif;
color:var(--sb-ink)}
.sb-page blockquote footer{margin-top:8px;font:14px/1.35 "Source Sans",sans-serif;color:var(--sb-ink2)}
.sb-page mark{background:color-mix(in srgb,var(--sb-accent) 26%,transparent);color:inherit;padding:1px 2px}
.sb-changes del{color:var(--sb-band)}
.sb-changes ins{color:var(--sb-accent);font-weight:600}
.sb-tag{display:inline-block;font-size:13px;line-height:18px;padding:0 8px;border:1px solid;border-radius:9px}
.sb-tag-brief{color:var(--sb-accent)}
.sb-tag-notional{color:var(--sb-band);border-style:dashed}
.sb-tag-context{color:var(--sb-ink2)}
.sb-caveat{border-left:5px solid var(--sb-band);padding:4px 0 4px 12px;color:var(--sb-ink)}
.sb-page table{border-collapse:collapse;width:100%;font-size:15px}
.sb-page th,.sb-page td{text-align:left;vertical-align:top;padding:3px 8px 3px 0;
border-bottom:1px solid var(--sb-rule);font-weight:400}
.sb-page th{color:var(--sb-ink2);width:42%}
.sb-page small{color:var(--sb-ink2);font-size:14px}
.sb-source-list{font-size:14px;line-height:1.35;color:var(--sb-ink2);padding-left:18px;margin:6px 0}
.sb-takeaway{font:600 18px/1.35 "Source Sans",sans-serif}
.sb-notes{display:none;border-left:5px solid var(--sb-rule);padding-left:12px;margin:10px 0}
.sb-with-notes .sb-notes{display:block}
.sb-presenting [data-testid="stHeader"],.sb-presenting [data-testid="stSidebar"]{display:none}
.sb-presenting .stMainBlockContainer{padding:0}
.sb-presenting .st-key-panel{max-height:100dvh;padding:18px 18px 18px 4px}
.sb-presenting .sb-page{font-size:20px}
.sb-presenting .sb-page h2{font-size:38px}
.sb-presenting .sb-takeaway{font-size:24px}
.sb-presenting .sb-page blockquote{font-size:22px}
.st-key-panel{max-height:calc(100dvh - 5.4rem);overflow-y:auto;padding-right:8px;scrollbar-width:thin}
@media (max-width:760px){.st-key-panel{max-height:none}}
"""
