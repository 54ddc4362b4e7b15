"""Brief: all passages in order, each with the layers that hang on it."""

from html import escape
from itertools import groupby

import streamlit as st

from dashboard import cached, naming, state
from dashboard.render.catalogue import format_date
from dashboard.shell import show_html, show_shell
from dashboard.texts import ENGLISH
from dashboard.widgets import escape_markdown, format_passage, load_paragraphs
from geodata.briefs import Brief
from geodata.packs import Pack
from geodata.passages import AnchoredPassage
from geodata.records import Passage

EXPLORE = "dashboard/app_pages/explore.py"


def show_page() -> None:
    """Show the page."""
    show_shell()
    state.read_settings(cached.load_known())
    pack = cached.load_pack()
    paragraphs = load_paragraphs()
    with st.container(key="reader"):
        show_html(_format_record(pack.brief))
        if not paragraphs:
            st.info(ENGLISH.text_missing, icon=":material/menu_book:")
        for section, passages in groupby(pack.passages, key=lambda passage: passage.section):
            show_html(f'<h2 class="sb-section">{escape(section)}</h2>')
            for passage in passages:
                _show_passage(passage, pack, paragraphs.get(passage.id))


def _format_record(brief: Brief) -> str:
    line = f"{brief.author} · {brief.publisher}, {brief.place} · {brief.series} · {format_date(brief.date)}"
    link = f'<a href="{escape(brief.url)}" target="_blank" rel="noopener">{ENGLISH.read_at_publisher}</a>'
    return (
        f'<div class="sb-kicker"></div><h1>{escape(brief.title)}</h1>'
        f'<p class="sb-subtitle">{escape(brief.subtitle)}</p><p>{escape(line)}</p>'
        f"<p class='sb-kind'>{escape(brief.rights)} {link if brief.url else ''}</p>"
    )


def _show_passage(passage: Passage, pack: Pack, paragraph: AnchoredPassage | None) -> None:
    show_html(format_passage(passage, pack.brief, paragraph=paragraph))
    layers = [layer for layer in pack.layers if passage.id in {link.passage for link in layer.links}]
    if not layers:
        show_html(f"<p class='sb-kind'>{ENGLISH.no_layers}</p>")
        return
    with st.container(horizontal=True, gap="small", key=f"links-{passage.id}"):
        label = f"**{ENGLISH.show_on_map}**"
        there = state.carry_settings(passage=passage.id)
        st.page_link(EXPLORE, label=label, icon=":material/map:", query_params=there)
        for layer in layers:
            st.page_link(
                EXPLORE,
                label=escape_markdown(naming.call(layer)),
                icon=":material/layers:",
                query_params=state.carry_settings(feature=layer.id),
            )


show_page()
