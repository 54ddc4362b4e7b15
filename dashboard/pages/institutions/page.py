"""The Institutions page: memberships and events by date."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dashboard.cartography.bounds import list_lit
from dashboard.components import feature_panel
from dashboard.components.compare_link import show_compare
from dashboard.components.layout import escape_markdown, show_header, show_html, show_shell, split_page
from dashboard.components.map import PART, show_page_map
from dashboard.components.passages import format_sources
from dashboard.components.save_picture import show_save_view
from dashboard.components.text_alternative import show_alternative
from dashboard.pages.institutions.state import (
    RULES,
    choose_bodies,
    choose_countries,
    choose_date,
    choose_event_passage,
    is_institutional,
    read_date,
)
from dashboard.pages.institutions.tables import format_common, format_member, format_shared, format_status
from dashboard.pages.institutions.timeline import draw_timeline, list_happened
from dashboard.session import store
from dashboard.session.active_pack import get_active
from dashboard.session.context import WITHOUT_MAP, PageContext, get_context, open_page
from dashboard.session.first_views import FIRST_VIEWS
from dashboard.session.linked import list_compared_dates
from dashboard.session.widgets import name_widget, read_widget
from dashboard.wording.formats import format_date, name_neutrally
from geodata.institutions.events import Event, list_events, list_months_around
from geodata.institutions.memberships import Body, has_begun, list_bodies
from geodata.packs.completeness import is_later

MARK = "●"
"""What says in the matrix that a country belongs to a body."""
ROW_PX, HEAD_PX, ROWS = 35, 38, 14


def show_page() -> None:
    """Show the page."""
    show_shell()
    ours = {layer.id for layer in get_active().pack.layers if is_institutional(layer)}
    context = open_page(RULES if ours else WITHOUT_MAP)
    if not ours:
        st.info(context.texts.no_bodies, icon=":material/groups:")
        return
    shown = context.selection.layers
    if shown is not None and not shown & ours:
        store.change_selection(context.known, layers=None, at=None, feature=None, passage=None)
    _show_map_and_answers()


@st.fragment(key=PART)
def _show_map_and_answers() -> None:
    context = get_context(RULES)
    selection, on = context.selection, read_date(context)
    stage, panel = split_page()
    with stage, st.container(key="short-stage", gap="xsmall"):
        lit = list_lit(context.pack, selection.passage)
        show_page_map(context, first=FIRST_VIEWS["institutions"], lit=lit, until=on)
        _show_timeline(context)
        with st.container(horizontal=True, gap="small"):
            show_save_view(context)
            _show_compare(context)
    with panel:
        if selection.feature:
            feature_panel.show_feature(context, selection.feature)
        elif selection.passage:
            feature_panel.show_passage(context, selection.passage)
        else:
            _show_answers(context)
    show_alternative(context, until=on)
    _show_tables(context)


def _show_compare(context: PageContext) -> None:
    """Show the button that sets the date of the brief beside the one that is chosen, else the last one."""
    selection, texts = replace(context.selection, at=None), context.texts
    dates = list_compared_dates(context.pack)
    if not (selection.date or dates):
        return
    label = texts.compare_date if selection.date else texts.compare_today
    chosen = replace(selection, date=selection.date or dates[-1])
    show_compare(context, "institutions", label, left=replace(selection, date=""), right=chosen)


def _show_timeline(context: PageContext) -> None:
    texts = context.texts
    pack, known, on = context.pack, context.known, read_date(context)
    st.select_slider(
        texts.date,
        known.dates,
        format_func=format_date,
        key=name_widget("date", on),
        on_change=lambda: choose_date(read_widget("date")),
    )
    events = list_events(pack.layers, pack.tables)
    later = {event.id for event in events if is_later(event.date, pack)}
    kinds = {
        "brief": texts.in_brief,
        "context": texts.context,
        "later": texts.after_the_brief,
    }
    moments = " ".join(
        f'<span><i class="sb-moment sb-moment-{kind}"></i>{told}</span>' for kind, told in kinds.items()
    )
    show_html(
        draw_timeline(
            events,
            list_months_around(pack.brief.date),
            on=on,
            brief=pack.brief.date,
            later=later,
            rename=context.rewrite_names,
        )
        + f'<p class="sb-kind sb-moment-key">{moments}</p>'
    )


def _show_answers(context: PageContext) -> None:
    texts = context.texts
    pack, selection, on = context.pack, context.selection, read_date(context)
    bodies = list_bodies(pack.layers, pack.tables, on=on)
    show_header(texts.institutions, lead=texts.institutions_lead)
    shown = context.list_shown()
    chosen = [body.id for body in bodies.values() if body.layer in shown]
    st.multiselect(
        texts.bodies,
        list(bodies),
        format_func=lambda body: bodies[body].label,
        key=name_widget("bodies", chosen),
        on_change=lambda: choose_bodies(bodies, read_widget("bodies")),
    )
    show_html(format_common(context, [bodies[body] for body in chosen]))
    members = {member.id: member for body in bodies.values() for member in body.members.values()}
    chosen = [country for country in selection.countries if country in members]
    countries = st.multiselect(
        texts.countries,
        sorted(members, key=lambda member: format_member(context, members[member])),
        format_func=lambda member: format_member(context, members[member]),
        key=name_widget("countries", chosen),
        placeholder=texts.countries_hint,
        on_change=choose_countries,
    )
    show_html(format_shared(context, bodies, [members[country] for country in countries]))
    _show_passages(context, on)


def _show_passages(context: PageContext, on: str) -> None:
    """Show the passages that speak of what had happened by a date."""
    pack, texts = context.pack, context.texts
    told = _list_told(context, on)
    spoken = {passage for event in told for passage in event.passages}
    show_html(f"<h2 class='sb-subhead'>{escape(texts.passages_by.format(date=format_date(on)))}</h2>")
    for passage in pack.passages:
        if passage.id in spoken:
            events = " · ".join(
                context.rewrite_names(name_neutrally(event.names))
                for event in told
                if passage.id in event.passages
            )
            st.button(
                f"**{escape_markdown(passage.id)}** {escape_markdown(events)}",
                key=f"passage-{passage.id}",
                on_click=choose_event_passage,
                args=(passage.id,),
                width="stretch",
            )
    if not spoken:
        show_html(f'<p class="sb-kind">{texts.no_passages_yet}</p>')


def _list_told(context: PageContext, on: str) -> list[Event]:
    """Return the events that the brief names and that had happened by a date."""
    pack = context.pack
    events = list_events(pack.layers, pack.tables)
    return [event for event in events if event.status == "brief" and has_begun(event.date, on)]


def _show_tables(context: PageContext) -> None:
    """Show who sat where, what had happened by the date, and apart from that what changed since."""
    texts = context.texts
    pack, on = context.pack, read_date(context)
    events = list_events(pack.layers, pack.tables)
    before = [event for event in events if not is_later(event.date, pack) and has_begun(event.date, on)]
    later = [event for event in events if is_later(event.date, pack)]
    with st.container(key="ledger"):
        _show_matrix(context, list_bodies(pack.layers, pack.tables, on=on))
        told = escape(texts.events_by.format(date=format_date(on)))
        listed = list_happened(before, titles=format_status, rename=context.rewrite_names)
        since = list_happened(
            later, titles=lambda _event: texts.after_the_brief, rename=context.rewrite_names
        )
        left, right = st.columns(2, gap="large")
        with left:
            show_html(f'<h2 class="sb-section">{told}</h2><ul class="sb-events">{listed}</ul>')
        with right:
            promise = texts.since_promise.format(date=format_date(pack.brief.date))
            caveat = f'<p class="sb-caveat">{escape(promise)}</p>'
            head = f'<h2 class="sb-section">{texts.changed_since}</h2>'
            show_html(f'{head}{caveat}<ul class="sb-events">{since}</ul>')
        with st.expander(texts.sources):
            cited = dict.fromkeys(source for event in events for source in event.sources)
            drawn = (source for layer in pack.layers if is_institutional(layer) for source in layer.sources)
            show_html(format_sources(pack.sources[source] for source in dict.fromkeys((*drawn, *cited))))


def _show_matrix(context: PageContext, bodies: Mapping[str, Body]) -> None:
    texts = context.texts
    if not bodies:
        return
    title = texts.matrix.format(date=format_date(next(iter(bodies.values())).as_of))
    show_html(f'<h2 class="sb-section">{escape(title)}</h2>')
    members = {member.id: member for body in bodies.values() for member in body.members.values()}
    ordered = sorted(members, key=lambda member: format_member(context, members[member]))
    table = pd.DataFrame(
        {
            texts.country: [format_member(context, members[member]) for member in ordered],
            **{
                body.label: [MARK if member in body.members else "" for member in ordered]
                for body in bodies.values()
            },
            texts.in_how_many: [
                sum(member in body.members for body in bodies.values()) for member in ordered
            ],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        height=HEAD_PX + ROW_PX * min(len(ordered), ROWS),
        key="matrix",
        column_config={
            texts.country: st.column_config.TextColumn(width="medium"),
            **{
                body.label: st.column_config.TextColumn(alignment="center", width="small")
                for body in bodies.values()
            },
        },
    )


show_page()
