"""The Brief page: the text, passage by passage, beside a map that follows."""

from collections.abc import Iterable
from functools import partial
from html import escape
from itertools import groupby

import streamlit as st

from dashboard.cartography.bounds import list_lit
from dashboard.components.layout import escape_markdown, show_html, show_shell
from dashboard.components.map import Handlers, MapState, show_map
from dashboard.components.navigation import PAGE_FILES
from dashboard.components.passages import format_passage, format_rendering, load_paragraphs
from dashboard.components.text_alternative import show_alternative
from dashboard.session import actions, store
from dashboard.session.context import PageContext, PageRules, get_context, open_page
from dashboard.wording.formats import format_date
from dashboard.wording.wording import tell_title_rendering
from geodata.records.brief import Passage
from geodata.text.paragraphs import AnchoredPassage

EXPLORE = PAGE_FILES["explore"]


RULES = PageRules(read_link=store.read_reading)


def show_page() -> None:
    """Show the page."""
    show_shell()
    context = open_page(RULES)
    pack, selection = context.pack, context.selection
    paragraphs = load_paragraphs(context)
    text, stage = st.columns([1.2, 1], gap="medium")
    with stage, st.container(key="minimap"):
        _show_map(selection.passage)
    with text, st.container(key="reader"):
        show_html(_format_record(context) + _format_contents(context, pack.passages))
        if not paragraphs:
            st.info(context.texts.text_missing, icon=":material/menu_book:")
        for section, passages in groupby(pack.passages, key=lambda passage: passage.section):
            show_html(f'<h2 class="sb-section">{escape(section)}</h2>')
            for passage in passages:
                _show_passage(context, passage, paragraphs.get(passage.id))
        lit = list_lit(pack, selection.passage)
        show_alternative(context, layers=context.known.default_layers | set(lit))


@st.fragment
def _show_map(passage: str | None) -> None:
    """Show the map that follows what is read; `passage` is where the reading begins."""
    context = get_context(RULES)
    show_map(
        MapState(
            revision=store.get_revision(),
            layers=context.known.default_layers,
            theme=context.theme,
            names=context.names,
            folded=True,
            reader=True,
            passage=passage,
        ),
        bridge=context.index.bridge,
        catalogue=context.index.catalogue,
        handlers=Handlers(read=partial(actions.handle_passage, RULES)),
    )


def _format_contents(context: PageContext, passages: Iterable[Passage]) -> str:
    """Return the table of contents: each section with its passages, as links to them."""
    sections = "".join(
        f"<li>{escape(section)} {' '.join(_format_entry(passage.id) for passage in held)}</li>"
        for section, held in groupby(passages, key=lambda passage: passage.section)
    )
    heading = escape(context.texts.contents)
    return f'<nav class="sb-contents" aria-label="{heading}"><h2>{heading}</h2><ul>{sections}</ul></nav>'


def _format_entry(passage_id: str) -> str:
    name = escape(passage_id)
    return f'<a href="#passage-{name}" data-entry="{name}">{name}</a>'


def _format_record(context: PageContext) -> str:
    brief = context.pack.brief
    publisher = ", ".join(filter(None, (brief.publisher, brief.place)))
    line = " · ".join(filter(None, (brief.author, publisher, brief.series, format_date(brief.date))))
    link = (
        f'<a href="{escape(brief.url)}" target="_blank" rel="noopener">{context.texts.read_at_publisher}</a>'
    )
    return (
        f'<div class="sb-kicker"></div><h1>{escape(brief.title)}</h1>'
        f'<p class="sb-subtitle">{escape(brief.subtitle)}</p>'
        f"{format_rendering(tell_title_rendering(brief))}<p>{escape(line)}</p>"
        f"<p class='sb-kind'>{escape(brief.rights)} {link if brief.url else ''}</p>"
    )


def _show_passage(context: PageContext, passage: Passage, paragraph: AnchoredPassage | None) -> None:
    pack, texts = context.pack, context.texts
    layers = [layer for layer in pack.layers if passage.id in {link.passage for link in layer.links}]
    show_html(format_passage(context, passage, paragraph=paragraph, layers=layers))
    if not layers:
        show_html(f"<p class='sb-kind'>{texts.no_layers}</p>")
        return
    with st.container(horizontal=True, gap="small", key=f"links-{passage.id}"):
        label = f"**{texts.show_on_map}**"
        there = context.carry_settings(passage=passage.id)
        st.page_link(EXPLORE, label=label, icon=":material/map:", query_params=there)
        for layer in layers:
            st.page_link(
                EXPLORE,
                label=escape_markdown(context.name_layer(layer)),
                icon=":material/layers:",
                query_params=context.carry_settings(feature=layer.id),
            )


show_page()
