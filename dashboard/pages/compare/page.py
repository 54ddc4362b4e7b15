"""The Compare page: two states of the map beside each other, which look at the same place."""

from dataclasses import replace
from functools import partial
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.components.comparison import Views, find_camera, make_comparison, word_views
from dashboard.components.export_job import start_job
from dashboard.components.layout import escape_markdown, show_html, show_shell
from dashboard.components.save_picture import show_save
from dashboard.exports.formats import COMPARISON_FORMATS
from dashboard.exports.request import ExportRequest, Screen
from dashboard.i18n.translator import get_translator
from dashboard.messages import CompareData, ComparedFrame
from dashboard.pages.compare.state import (
    FRAMES,
    RULES,
    choose_offer,
    choose_pasted,
    find_size,
    list_offers,
    read_views,
    swap_sides,
    take_shown,
)
from dashboard.session.active_pack import get_active
from dashboard.session.context import PageContext, open_page
from dashboard.session.linked import LinkedView
from dashboard.session.selection import Camera
from dashboard.session.store import SIDES
from dashboard.session.url import encode_selection
from dashboard.session.widgets import name_widget
from dashboard.webmap.bundle import FRONTEND
from dashboard.wording.comparison import Difference, Head

SAVE = "save_comparison"
"""Name of the place for `start_job`."""
_pair = st.components.v2.component(
    "seabrief_pair",
    html='<div class="sb-pair"></div>',
    js=(FRONTEND / "compare" / "compare.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show_page() -> None:
    """Show the page."""
    show_shell()
    context = open_page(RULES)
    texts = context.texts
    if get_active().private:
        st.info(texts.compare_private, icon=":material/compare:")
        return
    views = read_views(context)
    heads, differences = word_views(views, context.names)
    with st.container(key="pair-bar", horizontal=True, gap="small", vertical_alignment="center"):
        lead = f'<p class="sb-kind">{escape(texts.compare_lead)}</p>'
        show_html(f'<h1 class="sb-pair-title">{escape(texts.compare)}</h1>{lead}')
        for side in SIDES:
            _show_choice(context, side)
        st.button(texts.swap_sides, icon=":material/swap_horiz:", on_click=swap_sides)
        st.fragment(_show_save)(context, views)
    _show_pair(context, views, heads)
    _show_differences(context, differences)


def _show_choice(context: PageContext, side: str) -> None:
    """Show what can stand on a side: states of the brief, other briefs, or any link."""
    texts = context.texts
    with st.popover(texts.choose_side[side], icon=f":material/align_horizontal_{side}:"):
        offers = list_offers(context)
        st.selectbox(
            texts.side_offers,
            list(offers),
            index=None,
            format_func=lambda link: escape_markdown(offers[link]),
            key=name_widget(f"offer-{side}", None),
            on_change=choose_offer,
            args=(side,),
        )
        st.text_input(
            texts.side_link,
            key=name_widget(f"pasted-{side}", ""),
            on_change=choose_pasted,
            args=(side,),
            help=texts.side_link_hint,
        )


def _show_save(context: PageContext, views: Views) -> None:
    show_save(SAVE, context.texts.save_comparison, COMPARISON_FORMATS, start=partial(_start, context, views))


def _start(context: PageContext, views: Views, form: str) -> None:
    width, height = find_size() or (Screen.width, Screen.height)
    request = ExportRequest(
        form,
        names=context.names,
        theme=context.theme,
        pack=context.pack.folder,
        comparison=make_comparison(views, names=context.names, screen=Screen(width, height)),
        language=get_translator().language,
    )
    start_job(SAVE, f"{context.pack.folder.resolve().name}-compare.{form}", request)


def _show_pair(context: PageContext, views: Views, heads: tuple[Head, Head]) -> None:
    texts = context.texts
    at = find_camera(views)
    left, right = (
        _describe_frame(context, view, head, side, at)
        for view, head, side in zip(views, heads, SIDES, strict=True)
    )
    data: CompareData = {"frames": (left, right), "open": texts.open_side}
    _pair(key=FRAMES, data=data, on_sides_change=take_shown)


def _describe_frame(
    context: PageContext, view: LinkedView, head: Head, side: str, at: Camera | None
) -> ComparedFrame:
    """Return a side as a page of ours without anything around its map, in the settings of this page."""
    texts = context.texts
    settings = context.selection.settings
    shown = encode_selection(replace(view.selection, **settings), view.known)
    framed = encode_selection(replace(view.selection, at=at, **settings), view.known) | {"embed": "true"}
    if context.selection.theme:
        framed["embed_options"] = f"{context.selection.theme}_theme"
    return {
        "label": texts.side_named.format(side=texts.sides[side], title=head.title),
        "title": head.title,
        "detail": head.detail,
        "address": f"{view.page}?{urlencode(framed)}",
        "open": f"{view.page}?{urlencode(shown)}" if shown else view.page,
    }


def _show_differences(context: PageContext, differences: tuple[Difference, ...]) -> None:
    texts = context.texts
    told = "".join(map(_format_difference, differences)) or f"<p>{escape(texts.same_state)}</p>"
    heading = escape(texts.differs)
    head = f'<h2 class="sb-section">{heading}</h2>'
    show_html(f'<section class="sb-differences" aria-label="{heading}">{head}<div>{told}</div></section>')


def _format_difference(difference: Difference) -> str:
    if not difference.heading:
        return "".join(f'<p class="sb-kind">{escape(item)}</p>' for item in difference.items)
    items = "".join(f"<li>{escape(item)}</li>" for item in difference.items)
    return f"<section><h3>{escape(difference.heading)}</h3><ul>{items}</ul></section>"


show_page()
