"""Brief: the text beside a map that follows it, each passage with the layers that hang on it."""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from pathlib import Path

import streamlit as st

from dashboard import cached, choices, naming, state
from dashboard.alternatives import show_alternative
from dashboard.mapview import MapState, show_map
from dashboard.render.catalogue import format_date, list_lit
from dashboard.shell import get_theme, show_html, show_shell
from dashboard.texts import ENGLISH
from dashboard.widgets import escape_markdown, format_passage, load_paragraphs
from geodata.briefs import Brief
from geodata.packs import Pack
from geodata.passages import AnchoredPassage
from geodata.records import Passage

EXPLORE = Path(__file__).with_name("explore.py")


def show_page() -> None:
    """Show the page."""
    show_shell()
    selection = state.read_reading(cached.load_known())
    pack = cached.load_pack()
    paragraphs = load_paragraphs()
    text, stage = st.columns([1.2, 1], gap="medium")
    with stage, st.container(key="minimap"):
        _show_map(selection.passage)
    with text, st.container(key="reader"):
        show_html(_format_record(pack.brief) + _format_contents(pack.passages))
        if not paragraphs:
            st.info(ENGLISH.text_missing, icon=":material/menu_book:")
        for section, passages in groupby(pack.passages, key=lambda passage: passage.section):
            show_html(f'<h2 class="sb-section">{escape(section)}</h2>')
            for passage in passages:
                _show_passage(passage, pack, paragraphs.get(passage.id))
        known = cached.load_known()
        show_alternative(known.default_layers | set(list_lit(pack, selection.passage)))


@st.fragment
def _show_map(passage: str | None) -> None:
    """Show the map that follows what is read; `passage` is where the reading begins."""
    index = cached.load_static()
    show_map(
        MapState(
            revision=state.get_revision(),
            layers=cached.load_known().default_layers,
            theme=get_theme(),
            names=state.get_names(),
            folded=True,
            reader=True,
            passage=passage,
        ),
        bridge=index.bridge,
        catalogue=index.catalogue,
        on_view=lambda: None,
        on_click=lambda: None,
        on_read=choices.take_passage,
    )


def _format_contents(passages: Iterable[Passage]) -> str:
    """Return the table of contents: each section with its passages, as links to them."""
    sections = "".join(
        f"<li>{escape(section)} {' '.join(_format_entry(passage.id) for passage in held)}</li>"
        for section, held in groupby(passages, key=lambda passage: passage.section)
    )
    heading = escape(ENGLISH.contents)
    return f'<nav class="sb-contents" aria-label="{heading}"><h2>{heading}</h2><ul>{sections}</ul></nav>'


def _format_entry(passage_id: str) -> str:
    name = escape(passage_id)
    return f'<a href="#passage-{name}" data-entry="{name}">{name}</a>'


def _format_record(brief: Brief) -> str:
    line = f"{brief.author} · {brief.publisher}, {brief.place} · {brief.series} · {format_date(brief.date)}"
    link = f'<a href="{escape(brief.url)}" target="_blank" rel="noopener">{ENGLISH.read_at_publisher}</a>'
    return (
        f'<div class="sb-kicker"></div><h1>{escape(brief.title)}</h1>'
        f'<p class="sb-subtitle">{escape(brief.subtitle)}</p><p>{escape(line)}</p>'
        f"<p class='sb-kind'>{escape(brief.rights)} {link if brief.url else ''}</p>"
    )


def _show_passage(passage: Passage, pack: Pack, paragraph: AnchoredPassage | None) -> None:
    layers = [layer for layer in pack.layers if passage.id in {link.passage for link in layer.links}]
    show_html(format_passage(passage, pack.brief, paragraph=paragraph, layers=layers))
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
