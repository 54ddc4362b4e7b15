"""The New brief page: a text comes in, proposals are checked, a briefing comes out."""

from collections.abc import Collection, Sequence
from functools import partial
from html import escape

import streamlit as st

from dashboard.components import keeping
from dashboard.components.layout import show_html, show_shell
from dashboard.components.map import PART, show_page_map
from dashboard.components.review_text import get_reviewed, show_review_text
from dashboard.pages.new_brief import adding, card, drawing, intake, outcome, record_form, state
from dashboard.pages.new_brief.places import place_by_hand
from dashboard.session import store
from dashboard.session.context import PageContext, PageRules, get_context, open_page
from geodata.drafting.items import Item
from geodata.geometry.geodesy import Position
from geodata.packs.pack import Pack

_SEEN = "draft-seen"
"""Key of what the map was last sent to."""


def _take_place(position: Position, _key: str) -> bool:
    """Give the current item the place of a click where one is waited for."""
    if not st.session_state.get(state.PICKING) or state.find_history() is None:
        return False
    item = state.find_current()
    if item:
        words = state.get_draft().read_words(item.mentions[0])
        card.take_place(item.id, place_by_hand(position, words))
    return True


def _choose(_context: PageContext, keys: Sequence[str]) -> None:
    """Turn to the item that was clicked."""
    chosen = next(filter(None, map(drawing.find_item_id, keys)), "")
    if chosen and state.find_history():
        state.act("choose", chosen)


def _show_none(_pack: Pack) -> Collection[str]:
    return ()


RULES = PageRules(
    read_link=partial(store.read_selection, page="new-brief"),
    list_first_layers=_show_none,
    take_place=_take_place,
    choose=_choose,
)


def show_page() -> None:
    """Show the page."""
    show_shell()
    open_page(RULES)
    intake.take_brought()
    if state.find_history() is None:
        keeping.report_held("keep-draft", [keeping.DRAFT], [])
        intake.show_intake()
        return
    _show_review()


@st.fragment(key=PART)
def _show_review() -> None:
    """Show counter, text, map and card; each decision runs this part alone."""
    context = get_context(RULES)
    draft, current, section = state.get_draft(), state.find_current(), state.get_section()
    keeping.report_held("keep-draft", [keeping.DRAFT], [outcome.describe_kept(draft)])
    _show_head(context)
    with st.container(horizontal=True, gap="small", key="draft-ways"):
        outcome.show_outcome()
        record_form.show_record()
        adding.show_adding()
        st.button(context.texts.draft_discard, icon=":material/restart_alt:", on_click=state.close_draft)
    left, right = st.columns([1.15, 1], gap="medium")
    with left, st.container(key="draft-text"):
        _show_sections(context)
        show_review_text(draft, section, current, on_act=_handle_act)
    with right, st.container(key="draft-side"):
        with st.container(key="draft-map"):
            _show_map(context, current)
        if current:
            card.show_card(current)
        elif not draft.items:
            st.info(context.texts.draft_nothing)


def _handle_act() -> None:
    reviewed = get_reviewed()
    state.act(reviewed["act"], reviewed["item"])


def _show_head(context: PageContext) -> None:
    """Show the title, and how much is left to check."""
    draft, texts = state.get_draft(), context.texts
    left = len(draft.list_open())
    rejected = sum(not item.is_kept for item in draft.items)
    told = texts.draft_left.format(left) if left else texts.draft_done
    counts = texts.draft_counts.format(
        kept=len(draft.items) - rejected, rejected=rejected, all=len(draft.items)
    )
    title = escape(draft.record.title or draft.source.name)
    show_html(
        f'<div class="sb-kicker"></div><h1 class="sb-title">{title}</h1><p aria-live="polite">'
        f'<strong>{escape(told)}</strong> <span class="sb-kind">{escape(counts)}</span></p>'
    )


def _show_sections(context: PageContext) -> None:
    """Show the choice of the section, where there are several."""
    draft, texts = state.get_draft(), context.texts
    numbers = list(range(len(draft.source.sections)))
    if len(numbers) == 1:
        return
    key = f"draft-section-{state.get_section()}"
    st.selectbox(
        texts.draft_section,
        numbers,
        index=state.get_section(),
        format_func=lambda number: f"{number + 1} · {draft.name_section(number)}",
        key=key,
        label_visibility="collapsed",
        on_change=lambda: state.choose_section(st.session_state[key]),
    )


def _show_map(context: PageContext, current: Item | None) -> None:
    inside = [item for item in state.get_draft().items if state.find_mention(item) is not None]
    wanted = (current.id if current else "", current.shown if current else None, state.get_section())
    if st.session_state.get(_SEEN) != wanted:
        st.session_state[_SEEN] = wanted
        store.change_selection(context.known, at=None)
        context = get_context(RULES)
    date = state.get_draft().record.date
    show_page_map(
        context,
        first=drawing.find_bounds([item for item in inside if item.is_kept], current, date=date),
        live=drawing.draw_items(inside, current, context.pack, date=date),
        folded=True,
    )


show_page()
