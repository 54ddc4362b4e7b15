"""Show passages, badges, shares and sources."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from dashboard.components.layout import escape_markdown, show_html
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number, tell_built
from dashboard.session import cache
from dashboard.session.context import PageContext
from dashboard.wording.formats import end_sentence, format_date, join_list, label_status, tell_unwritten
from dashboard.wording.wording import list_particulars, name_host, place_passage, tell_rendering
from geodata.errors import AnchorError, SeaBriefError
from geodata.range_bands.coverage import Spread
from geodata.records.brief import Brief, Passage
from geodata.records.layers import Layer, Link
from geodata.sources import Source
from geodata.text.paragraphs import AnchoredPassage


def load_paragraphs(context: PageContext) -> Mapping[str, AnchoredPassage]:
    """Return the paragraphs of the text supplied by passage id; say it where the text does not fit."""
    texts = context.texts
    try:
        return cache.load_paragraphs(context.pack)
    except SeaBriefError as error:
        problem: str | SeaBriefError = error
        if isinstance(error, AnchorError):
            problem = texts.passage_problem.format(passage=error.passage_id, problem=error.problem)
        message = texts.text_unfit.format(problem=problem)
        st.error(escape_markdown(message), icon=":material/error:")
        if isinstance(error, AnchorError) and error.changes:
            show_html(format_changes(error.changes))
        return {}


def format_passage(
    context: PageContext,
    passage: Passage,
    *,
    paragraph: AnchoredPassage | None = None,
    link: Link | None = None,
    layers: Sequence[Layer] = (),
    level: int = 3,
) -> str:
    """Return the card of a passage: locator, summary, quote or whole paragraph, citation.

    With the link of a layer it says why the layer belongs here, and by which words of the passage. The words
    that name one of `layers` are marked in the colour of its group. `level` is that of its heading: one more
    than the heading that it stands under.
    """
    reason = f'<p class="sb-kind">{_format_reason(link)}</p>' if link else ""
    name, terms = escape(passage.id), list_terms(passage.id, layers)
    cited = format_citation(context.pack.brief, passage)
    words = (
        _format_paragraph(context, paragraph, terms)
        if paragraph
        else f"“{mark_terms(context, passage.quote, terms)}”"
    )
    return (
        f'<article class="sb-passage" id="passage-{name}" data-passage="{name}">'
        f'<h{level}><span class="sb-id">{name}</span> '
        f"{escape(place_passage(passage))}</h{level}>{reason}"
        f"<p>{escape(context.rewrite_names(tell_unwritten(passage.summary)))}</p>"
        f'<blockquote><span lang="{escape(context.pack.brief.language)}">{words}</span>'
        f"{format_rendering(tell_rendering(passage))}<footer>{cited}</footer></blockquote></article>"
    )


def format_rendering(told: str) -> str:
    """Return a translation of ours as escaped markup, nothing where there is none."""
    return f'<span class="sb-rendering">{escape(told)}</span>' if told else ""


def format_changes(changes: Iterable[tuple[str, str]]) -> str:
    """Return how a quote and the place most like it differ, as words struck out and words put in."""
    tags = {"same": "span", "quote": "del", "text": "ins"}
    words = " ".join(f"<{tags[kind]}>{escape(words)}</{tags[kind]}>" for kind, words in changes)
    return f'<p class="sb-changes"><span class="sb-kind">{get_texts().nearest_place}</span> {words}</p>'


def _format_reason(link: Link) -> str:
    terms = ", ".join(f"“{escape(term)}”" for term in link.terms)
    return f"{escape(get_texts().link_kinds[link.kind])}{': ' if terms else ''}{terms}"


def format_citation(brief: Brief, passage: Passage) -> str:
    """Return author, title, series and date with the place of a passage, as escaped markup."""
    record = f"{brief.author}, “{brief.title}”, {brief.venue}, {format_date(brief.date)}"
    place = f"{place_passage(passage)} ({passage.id})"
    title = f'<a href="{escape(brief.url)}" target="_blank" rel="noopener">{escape(record)}</a>'
    return f"{title if brief.url else escape(record)} · {escape(place)}"


def _format_paragraph(context: PageContext, anchored: AnchoredPassage, terms: Mapping[str, Layer]) -> str:
    text, quote = anchored.paragraph.text, anchored.highlight
    parts = text[: quote.start], text[quote.start : quote.end], text[quote.end :]
    before, marked, after = (mark_terms(context, part, terms) for part in parts)
    return f"{before}<mark>{marked}</mark>{after}"


def list_terms(passage_id: str, layers: Iterable[Layer]) -> dict[str, Layer]:
    """Return the words by which a passage names layers, with the first layer that each of them names."""
    terms: dict[str, Layer] = {}
    for layer in layers:
        for link in layer.links:
            for term in link.terms if link.passage == passage_id else ():
                terms.setdefault(term, layer)
    return terms


def mark_terms(context: PageContext, text: str, terms: Mapping[str, Layer]) -> str:
    """Return a text as escaped markup in which each term is a button in the colour of its layer's group."""
    if not terms:
        return escape(text)
    longest_first = sorted(terms, key=len, reverse=True)
    found = re.split(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)", text)
    return "".join(
        _format_term(context, part, terms[part]) if place % 2 else escape(part)
        for place, part in enumerate(found)
    )


def _format_term(context: PageContext, term: str, layer: Layer) -> str:
    return (
        f'<button type="button" class="sb-term sb-term-{layer.group}" data-term="{escape(layer.id)}" '
        f'title="{escape(context.name_layer(layer))}">{escape(term)}</button>'
    )


def format_badge(layer: Layer) -> str:
    """Return the badge of a layer's status."""
    return f'<span class="sb-tag sb-tag-{layer.status}">{escape(label_status(layer))}</span>'


def format_covers(context: PageContext, covers: Mapping[str, Spread]) -> str:
    """Return the shares of a lane inside the notional range bands as a table, in per cent."""
    texts = context.texts
    rows = "".join(
        f"<tr><th>{escape(context.name_layer(layer))}</th><td>{format_spread(covers[layer.id])}</td></tr>"
        for layer in context.pack.layers
        if layer.id in covers
    )
    if not rows:
        return ""
    head = f"<h2 class='sb-subhead'>{escape(texts.covers)}</h2>"
    return f"{head}<table>{rows}</table><p class='sb-kind'>{texts.covers_hint}</p>"


def format_spread(spread: Spread) -> str:
    """Return a share in per cent: nominal, in brackets inner and outer where they differ."""
    nominal = format_number(spread.nominal, ".0%")
    if spread.inner == spread.outer:
        return nominal
    around = get_texts().spread_around.format(inner=spread.inner, outer=spread.outer)
    return f"{nominal} <small>({around})</small>"


def format_sources(sources: Iterable[Source]) -> str:
    """Return a list of sources with all that a reader needs to find and to weigh each."""
    items = "".join(f"<li>{_format_source(source)}</li>" for source in sources)
    return f'<ul class="sb-source-list">{items}</ul>' if items else ""


def _format_source(source: Source) -> str:
    title = escape(source.title)
    if source.url:
        title = f'<a href="{escape(source.url)}" target="_blank" rel="noopener">{title}</a>'
    told = end_sentence(join_list(list_particulars(source)))
    note = f" {escape(tell_built(source.note))}" if source.note else ""
    copy = f' <small class="sb-copy">{_format_copy(source.read_at)}</small>' if source.read_at else ""
    return f"{title}. {escape(told)}{note}{copy}"


def _format_copy(address: str) -> str:
    """Return where a copy was read: the host alone, linked."""
    host = escape(name_host(address))
    return f'{get_texts().read_at} <a href="{escape(address)}" target="_blank" rel="noopener">{host}</a>'


def format_grounds(told: Iterable[str]) -> str:
    """Return what a card says of its sources, `tell_grounds`, as markup."""
    return "".join(f'<p class="sb-kind">{escape(line)}</p>' for line in told)
