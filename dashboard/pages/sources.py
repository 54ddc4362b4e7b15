"""The Sources page: sources, completeness of the pack, citations."""

from collections.abc import Iterable
from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.layout import escape_markdown, show_header, show_html, show_shell
from dashboard.components.navigation import PAGE_FILES
from dashboard.components.passages import format_badge, format_sources
from dashboard.i18n.translator import format_number, tell, tell_built
from dashboard.session import active_pack, cache
from dashboard.session.context import WITHOUT_MAP, PageContext, open_page
from dashboard.wording.formats import end_sentence, format_date
from dashboard.wording.provenance import (
    describe_ranks,
    list_gaps,
    list_later,
    list_licences,
    list_users,
)
from dashboard.wording.wording import tell_year
from geodata.borders import read_contested_borders
from geodata.datasets import read_manifest
from geodata.errors import SeaBriefError
from geodata.packs.attribution import gather_sources
from geodata.packs.citations import choose_key, write_bibtex, write_csl_json
from geodata.packs.completeness import Completeness
from geodata.packs.verification import VerificationReport, verify_pack
from geodata.sources import Source, count_ranks, read_data_sources

EXPLORE = PAGE_FILES["explore"]
ROW_PX, HEAD_PX, MOST_ROWS = 35, 38, 14


def show_page() -> None:
    """Show the page."""
    show_shell()
    context = open_page(WITHOUT_MAP)
    texts = context.texts
    sources = gather_sources(context.pack)
    with st.container(key="ledger"):
        show_header(texts.sources, lead=texts.sources_promise)
        _show_downloads(context, sources)
        _show_sources(context, sources)
        _show_coverage(context, _verify(context))
        _show_notional(context)
        _show_later(context)
        _show_licences(context, sources)
        _show_methods(context)
        _show_borders(context)


def _show_downloads(context: PageContext, sources: dict[str, Source]) -> None:
    pack, texts = context.pack, context.texts
    key = choose_key(pack)
    forms = {
        texts.bibtex: (f"{key}.bib", "application/x-bibtex", write_bibtex),
        texts.csl_json: (f"{key}.json", "application/vnd.citationstyles.csl+json", write_csl_json),
    }
    with st.container(horizontal=True, gap="small"):
        for label, (name, mime, write) in forms.items():
            written = write(pack, sources.values())
            st.download_button(label, written, name, mime, icon=":material/download:", on_click="ignore")


def _show_sources(context: PageContext, sources: dict[str, Source]) -> None:
    pack, texts = context.pack, context.texts
    users, titles = list_users(pack), {layer.id: context.name_layer(layer) for layer in pack.layers}
    used = {source_id: [titles[layer_id] for layer_id in layers] for source_id, layers in users.items()}
    st.caption(f"{end_sentence(describe_ranks(count_ranks(sources.values())))} {texts.ranks_promise}")
    words, rank, confidence = _ask(context, sources)
    found = [
        source
        for source in sources.values()
        if rank in (None, source.standing) and confidence in (None, source.confidence)
        if _matches(source, used[source.id], words)
    ]
    st.caption(texts.sources_found.format(found=len(found), all=len(sources)))
    if not found:
        st.info(texts.no_sources_found, icon=":material/search_off:")
        return
    card = st.container(border=True, key="source")
    chosen = _show_table(context, found, used)
    with card:
        if not chosen:
            show_html(f'<p class="sb-kind">{texts.choose_source}</p>')
            return
        show_html(format_sources([chosen]))
        with st.container(horizontal=True, gap="small"):
            for layer_id in users[chosen.id]:
                label = escape_markdown(titles[layer_id])
                link = context.carry_settings(feature=layer_id)
                st.page_link(EXPLORE, label=label, icon=":material/layers:", query_params=link)


def _ask(context: PageContext, sources: dict[str, Source]) -> tuple[list[str], str | None, str | None]:
    """Return the words to look for, in lower case, and the rank and the confidence to keep; None for any."""
    texts = context.texts
    left, middle, right = st.columns([3, 1, 1])
    text = left.text_input(texts.search, placeholder=texts.search_hint, key="search")
    ranks = list(dict.fromkeys(source.standing for source in sources.values()))
    rank = middle.selectbox(
        texts.rank,
        ranks,
        index=None,
        format_func=texts.ranks.__getitem__,
        placeholder=texts.any,
        key="rank",
    )
    levels = list(dict.fromkeys(source.confidence for source in sources.values()))
    confidence = right.selectbox(
        texts.confidence,
        levels,
        index=None,
        format_func=texts.confidences.__getitem__,
        placeholder=texts.any,
        key="confidence",
    )
    return text.casefold().split(), rank, confidence


def _matches(source: Source, layers: list[str], words: list[str]) -> bool:
    told = source.model_dump().values()
    text = " ".join([*map(str, told), *layers]).casefold()
    return all(word in text for word in words)


def _show_table(context: PageContext, found: list[Source], used: dict[str, list[str]]) -> Source | None:
    texts = context.texts
    table = pd.DataFrame(
        {
            texts.title: [source.title for source in found],
            texts.publisher: [source.publisher for source in found],
            texts.rank: [texts.ranks[source.standing] for source in found],
            texts.year: [tell_year(source) for source in found],
            texts.place_in_source: [tell_built(source.locator) for source in found],
            texts.as_of: [source.as_of for source in found],
            texts.licence: [source.licence for source in found],
            texts.confidence: [texts.confidences[source.confidence] for source in found],
            texts.used_by: [used[source.id] for source in found],
            texts.address: [source.url or source.read_at or None for source in found],
        }
    )
    picked = st.dataframe(
        table,
        hide_index=True,
        height=HEAD_PX + ROW_PX * min(len(found), MOST_ROWS),
        on_select="rerun",
        selection_mode="single-row",
        placeholder="",
        key="sources",
        column_config={
            texts.title: st.column_config.TextColumn(width="large"),
            texts.publisher: st.column_config.TextColumn(width="medium"),
            texts.used_by: st.column_config.ListColumn(width="medium"),
            texts.address: st.column_config.LinkColumn(display_text=texts.open_address, width="small"),
        },
    )
    rows = picked["selection"]["rows"]
    return found[rows[0]] if rows and rows[0] < len(found) else None


def _verify(context: PageContext) -> VerificationReport:
    """Return the verification of the pack; where the text cannot be read, say so and go without it."""
    source = active_pack.get_active().source
    try:
        return cache.load_report(source)
    except SeaBriefError as error:
        st.error(escape_markdown(context.texts.text_unfit.format(problem=error)), icon=":material/error:")
        return verify_pack(source)


def _show_coverage(context: PageContext, report: VerificationReport) -> None:
    pack, texts = context.pack, context.texts
    coverage = report.coverage
    show_html(f'<h2 class="sb-section">{texts.coverage}</h2><p>{texts.coverage_promise}</p>')
    if not report.text_read:
        st.info(texts.coverage_without_text, icon=":material/menu_book:")
    checked = sum(term.outcome == "found" for term in report.terms)
    passages = len(pack.passages) - len(coverage.passages_without_layers)
    layers = len(pack.layers) - len(coverage.layers_without_passages)
    figures = {
        texts.linked_passages: texts.part.format(part=passages, whole=len(pack.passages)),
        texts.linked_layers: texts.part.format(part=layers, whole=len(pack.layers)),
        texts.checked_terms: texts.part.format(part=checked, whole=len(report.terms)),
        texts.quoted_words: _format_share(coverage),
    }
    with st.container(horizontal=True):
        for label, figure in figures.items():
            st.metric(label, figure, border=True)
    rows = "".join(
        f"<tr><th>{escape(label)}</th><td>{escape(', '.join(entries)) or texts.none}</td></tr>"
        for label, entries in list_gaps(coverage)
    )
    findings = "".join(
        f"<li>{escape(tell(finding.entry))}: {escape(tell(finding.message))}</li>"
        for finding in report.findings
    )
    listed = f'<ul class="sb-source-list">{findings}</ul>' if findings else ""
    show_html(f"<table>{rows}</table>{listed}")


def _format_share(coverage: Completeness) -> str:
    share = coverage.quoted_share
    return (
        f"{coverage.quoted_words}"
        if share is None
        else f"{coverage.quoted_words} ({format_number(share, '.0%')})"
    )


def _show_notional(context: PageContext) -> None:
    """Show what is notional, layers of the same caveat together."""
    pack, texts = context.pack, context.texts
    notional = [layer for layer in pack.layers if layer.status == "notional"]
    alike: dict[tuple[str, str], list[str]] = {}
    for layer in notional:
        alike.setdefault((format_badge(layer), layer.caveat), []).append(context.name_layer(layer))
    rows = "".join(
        f"<tr><th>{escape(' · '.join(titles))}</th>"
        f"<td>{badge} {escape(context.rewrite_names(caveat))}</td></tr>"
        for (badge, caveat), titles in alike.items()
    )
    if rows:
        show_html(
            f'<h2 class="sb-section">{texts.notional}</h2><p>{texts.notional_promise}</p>'
            f"<table>{rows}</table>"
        )


def _show_later(context: PageContext) -> None:
    pack, texts = context.pack, context.texts
    rows = "".join(
        f"<tr><th>{escape(context.rewrite_names(name))}</th><td>{escape(format_date(date))}</td></tr>"
        for name, date in list_later(pack)
    )
    if rows:
        promise = texts.later_promise.format(date=format_date(pack.brief.date))
        show_html(f'<h2 class="sb-section">{texts.later}</h2><p>{escape(promise)}</p><table>{rows}</table>')


def _show_licences(context: PageContext, sources: dict[str, Source]) -> None:
    """Show how many sources of the pack, and which of the data sets on any map, stand under which licence."""
    texts = context.texts
    titles = {
        name: context.rewrite_names(tell_built(dataset.title)) for name, dataset in read_manifest().items()
    }
    rows = "".join(
        f"<tr><th scope='row'>{escape(use.licence) or texts.no_licence}</th><td>{len(use.sources)}</td>"
        f"<td>{len(use.datasets)}</td>"
        f"<td>{escape('; '.join(titles[one.id] for one in use.datasets))}</td></tr>"
        for use in list_licences(sources.values(), read_manifest().values())
    )
    columns = (texts.licence, texts.sources, texts.data_sets, texts.data_set_titles)
    _show_ledger(texts.licences, texts.licences_promise, columns, rows)


def _show_methods(context: PageContext) -> None:
    texts = context.texts
    methods = (
        (texts.sea_lanes, texts.lane_method, texts.lane_accuracy),
        (texts.range_bands, texts.band_method, texts.band_accuracy),
        (texts.unofficial_zones, texts.zone_method, texts.zone_accuracy),
        (texts.seas_and_limits, texts.sea_method, texts.sea_accuracy),
        (texts.depths, texts.depth_method, texts.depth_accuracy),
    )
    rows = "".join(
        f"<tr><th scope='row'>{escape(subject)}</th><td>{escape(context.rewrite_names(method))}</td>"
        f"<td>{escape(context.rewrite_names(measured))}</td></tr>"
        for subject, method, measured in methods
    )
    columns = (texts.subject, texts.method_column, texts.measured)
    _show_ledger(texts.methods, texts.methods_promise, columns, rows)


def _show_borders(context: PageContext) -> None:
    """Show which borders on land the base map draws dashed, why, and who says so."""
    texts = context.texts
    sources = read_data_sources()
    rows = "".join(
        f"<tr><th scope='row'>{escape(tell_built(border.name))}</th>"
        f"<td>{escape(tell_built(border.kind))}</td><td>{escape(tell_built(border.why))}</td>"
        f"<td>{escape(f'{sources[border.source].title}: {border.entry}')}</td></tr>"
        for border in read_contested_borders()
    )
    columns = (
        texts.border,
        texts.border_kind,
        texts.border_reason,
        texts.border_source,
    )
    _show_ledger(texts.contested_borders, texts.contested_borders_promise, columns, rows)


def _show_ledger(heading: str, promise: str, columns: Iterable[str], rows: str) -> None:
    head = "".join(f"<th scope='col'>{escape(column)}</th>" for column in columns)
    show_html(
        f'<h2 class="sb-section">{escape(heading)}</h2><p>{escape(promise)}</p>'
        f'<table class="sb-ledger"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


show_page()
