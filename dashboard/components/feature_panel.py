"""Show the selected passage or feature beside the map, with its facts."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from dashboard.components.layout import escape_markdown, show_html
from dashboard.components.passages import (
    format_badge,
    format_covers,
    format_grounds,
    format_passage,
    format_rendering,
    format_sources,
    load_paragraphs,
)
from dashboard.session import actions
from dashboard.session.context import PageContext, PageRules
from dashboard.webmap.pack_index import LayerIndex
from dashboard.wording.facts import CLAIMS, Fact, list_facts
from dashboard.wording.formats import format_date, tell_unwritten
from dashboard.wording.wording import tell_grounds, tell_title_rendering
from geodata.packs.attribution import list_sources
from geodata.records.brief import Passage
from geodata.records.layers import Layer


def format_facts(context: PageContext, properties: Mapping[str, Any]) -> str:
    """Return the facts of a feature as a table: names, figures with units, status; with their sources."""
    rows = map(_format_fact, list_facts(properties, context.pack.sources, rename=context.rewrite_names))
    table = "".join(rows)
    return f"<h2 class='sb-subhead'>{escape(context.texts.facts)}</h2><table>{table}</table>" if table else ""


def _format_fact(fact: Fact) -> str:
    language = f' lang="{fact.language}"' if fact.language else ""
    told = f"{escape(fact.text)}<small>{escape(fact.aside)}</small>"
    return f"<tr><th>{escape(fact.label)}</th><td{language}>{told}</td></tr>"


def show_overview(context: PageContext) -> None:
    """Show the list of passages to choose from."""
    pack, texts = context.pack, context.texts
    brief = pack.brief
    show_html(
        f'<div class="sb-kicker"></div><h1 class="sb-title">{escape(brief.title)}</h1>'
        f"<p>{escape(brief.subtitle)}</p>{format_rendering(tell_title_rendering(brief))}"
        f"<p>{texts.passages_hint}</p>"
    )
    passages = {passage.id: passage for passage in pack.passages}
    st.radio(
        texts.passages,
        list(passages),
        index=None,
        format_func=lambda passage_id: _format_option(passages[passage_id]),
        captions=[
            escape_markdown(context.rewrite_names(tell_unwritten(passage.summary)))
            for passage in pack.passages
        ],
        key="passage",
        on_change=_choose_listed,
        args=(context.rules,),
    )


def _choose_listed(rules: PageRules) -> None:
    actions.choose_passage(rules, st.session_state["passage"])


def show_passage(context: PageContext, passage_id: str) -> None:
    """Show a passage and the layers that hang on it."""
    pack, texts = context.pack, context.texts
    ids = [passage.id for passage in pack.passages]
    place = ids.index(passage_id)
    _show_steps(context, ids, place)
    paragraph = load_paragraphs(context).get(passage_id)
    show_html(format_passage(context, pack.passages[place], paragraph=paragraph))
    linked = [layer for layer in pack.layers if passage_id in {link.passage for link in layer.links}]
    show_html(
        f"<h2 class='sb-subhead'>{texts.its_layers}</h2>" + ("" if linked else f"<p>{texts.no_layers}</p>")
    )
    for layer in linked:
        _show_key_button(context, layer.id)


def show_feature(context: PageContext, key: str) -> None:
    """Show a feature: what it is, where the brief says it, facts, sources and caveat."""
    texts = context.texts
    pack, index = context.pack, context.index
    layer_id, _, feature_id = key.partition(".")
    layer, indexed = context.find_layer(layer_id), index.layers[layer_id]
    feature = indexed.features.get(feature_id or layer_id)
    with st.container(horizontal=True, gap="small"):
        st.button(
            texts.close, on_click=actions.choose_feature, args=(context.rules, None), icon=":material/close:"
        )
        st.button(
            texts.zoom_to,
            on_click=actions.choose_feature,
            args=(context.rules, key),
            kwargs={"fly": True},
            icon=":material/zoom_in:",
        )
    show_html(_format_head(context, layer, context.name_feature(key)))
    _show_passages(context, layer)
    cited = str(feature.properties.get("sources", "")).split() if feature else []
    sources = list_sources(pack, layer, row_sources=cited)
    properties = feature.properties if feature else find_common_claims(indexed)
    facts = format_facts(context, properties)
    told = format_grounds(tell_grounds(pack, layer, row_sources=cited))
    listed = f"<h2 class='sb-subhead'>{texts.sources}</h2>{told}{format_sources(sources)}" if sources else ""
    covers = format_covers(context, indexed.covers)
    show_html(facts + covers + _format_caveat(context, layer) + listed)
    if not feature:
        _show_keys(context, texts.features, [f"{layer_id}.{feature_id}" for feature_id in indexed.features])
    _show_keys(context, texts.also_here, [other for other in actions.list_also() if other != key])


def _format_option(passage: Passage) -> str:
    return f"**{escape_markdown(passage.id)}** {escape_markdown(passage.section)}, {passage.number}"


def _show_steps(context: PageContext, ids: list[str], place: int) -> None:
    texts = context.texts
    with st.container(horizontal=True, gap="small"):
        st.button(
            texts.back, on_click=actions.choose_passage, args=(context.rules, None), icon=":material/list:"
        )
        for name, step in ((texts.previous, -1), (texts.next, 1)):
            inside = 0 <= place + step < len(ids)
            target = ids[place + step] if inside else None
            st.button(
                name, on_click=actions.choose_passage, args=(context.rules, target), disabled=not inside
            )


def _show_passages(context: PageContext, layer: Layer) -> None:
    pack, texts = context.pack, context.texts
    show_html(f"<h2 class='sb-subhead'>{texts.where_it_says}</h2>")
    passages = {passage.id: passage for passage in pack.passages}
    for link in layer.links:
        show_html(format_passage(context, passages[link.passage], link=link))
        st.button(
            texts.light_up.format(passage=escape_markdown(link.passage)),
            key=f"light-{link.passage}",
            on_click=actions.choose_passage,
            args=(context.rules, link.passage),
            icon=":material/highlight:",
        )


def _format_head(context: PageContext, layer: Layer, name: str) -> str:
    title = context.name_layer(layer)
    inside = f"<p>{escape(title)}</p>" if name != title else ""
    return (
        f'<div class="sb-kicker"></div><h1 class="sb-title"{context.format_language()}>{escape(name)}</h1>'
        f"{inside}<p>{format_badge(layer)}</p><p>{escape(context.rewrite_names(layer.description))}</p>"
    )


def find_common_claims(layer: LayerIndex) -> dict[str, Any]:
    """Return who holds and who claims the features of a layer, where that is the same for all of them."""
    columns = list(CLAIMS)
    columns += [f"{column.removesuffix('_by')}_source" for column in columns]
    told = [{column: row.properties.get(column) for column in columns} for row in layer.features.values()]
    first = told[0] if told else {}
    return {key: value for key, value in first.items() if value and all(row[key] == value for row in told)}


def _format_caveat(context: PageContext, layer: Layer) -> str:
    texts = context.texts
    caveat = f'<p class="sb-caveat">{escape(context.rewrite_names(layer.caveat))}</p>' if layer.caveat else ""
    brief = context.pack.brief
    if not layer.as_of:
        return caveat
    later = f" · {texts.after_brief}" if layer.as_of > brief.date else ""
    return f"{caveat}<p class='sb-kind'>{texts.as_of_date.format(date=format_date(layer.as_of))}{later}</p>"


def _show_keys(context: PageContext, heading: str, keys: list[str]) -> None:
    if not keys:
        return
    show_html(f"<h2 class='sb-subhead'>{heading}</h2>")
    for key in keys:
        _show_key_button(context, key)


def _show_key_button(context: PageContext, key: str) -> None:
    st.button(
        escape_markdown(context.name_feature(key)),
        key=f"open-{key}",
        on_click=actions.choose_feature,
        args=(context.rules, key),
        kwargs={"fly": True},
        icon=":material/layers:",
        width="stretch",
    )
