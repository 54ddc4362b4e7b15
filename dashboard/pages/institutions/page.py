"""The Institutions page: memberships and events by date."""

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from dashboard.cartography.bounds import list_lit
from dashboard.components import feature_panel
from dashboard.components.layout import escape_markdown, show_header, show_html, show_shell, split_page
from dashboard.components.map import show_page_map
from dashboard.components.passages import format_sources
from dashboard.components.save_picture import show_save_view
from dashboard.components.text_alternative import show_alternative
from dashboard.i18n.texts import get_texts
from dashboard.pages.institutions.state import (
    choose_bodies,
    choose_countries,
    choose_date,
    choose_event_passage,
    handle_view,
    is_institutional,
    list_known,
    list_shown,
    read_date,
)
from dashboard.pages.institutions.tables import format_common, format_member, format_shared, format_status
from dashboard.pages.institutions.timeline import draw_timeline, list_happened
from dashboard.session import actions, cache, naming, store
from dashboard.session.selection import Selection
from dashboard.session.widgets import name_widget, read_widget
from dashboard.wording.formats import format_date
from geodata.institutions.events import Event, list_events
from geodata.institutions.memberships import Body, has_begun, list_bodies
from geodata.packs.completeness import is_later

FIRST_VIEW = ((-48.0, -14.0), (72.0, 215.0))
"""From Europe over Asia and the Pacific to Alaska: south-west and north-east corner."""
MARK = "●"
"""What says in the matrix that a country belongs to a body."""
ROW_PX, HEAD_PX, ROWS = 35, 38, 14


def show_page() -> None:
    """Show the page."""
    show_shell()
    known, pack = list_known(), cache.load_pack()
    ours = {layer.id for layer in pack.layers if is_institutional(layer.id)}
    if not ours:
        store.read_settings(known)
        st.info(get_texts().no_bodies, icon=":material/groups:")
        return
    selection = store.read_selection(known)
    if selection.layers is not None and not selection.layers & ours:
        store.change_selection(known, layers=None, at=None, feature=None, passage=None)
    _show_map_and_answers()


@st.fragment
def _show_map_and_answers() -> None:
    selection = store.get_selection()
    stage, panel = split_page()
    with stage, st.container(key="short-stage", gap="xsmall"):
        _show_map(selection)
        _show_timeline(selection)
        show_save_view(selection, until=read_date(selection))
    with panel:
        if selection.feature:
            feature_panel.show_feature(selection.feature)
        elif selection.passage:
            feature_panel.show_passage(selection.passage)
        else:
            _show_answers(selection)
    show_alternative(list_shown(selection), until=read_date(selection))
    _show_tables(selection)


def _show_map(selection: Selection) -> None:
    show_page_map(
        selection,
        layers=list_shown(selection),
        first=FIRST_VIEW,
        on_view=handle_view,
        on_click=actions.handle_click,
        lit=list_lit(cache.load_pack(), selection.passage),
        until=read_date(selection),
    )


def _show_timeline(selection: Selection) -> None:
    texts = get_texts()
    pack, known, on = cache.load_pack(), list_known(), read_date(selection)
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
            events, known.dates, on=on, brief=pack.brief.date, later=later, rename=naming.rewrite_names
        )
        + f'<p class="sb-kind sb-moment-key">{moments}</p>'
    )


def _show_answers(selection: Selection) -> None:
    texts = get_texts()
    pack, on = cache.load_pack(), read_date(selection)
    bodies = list_bodies(pack.layers, pack.tables, on=on)
    show_header(texts.institutions, lead=texts.institutions_lead)
    shown = list_shown(selection)
    chosen = [body.id for body in bodies.values() if body.layer in shown]
    st.multiselect(
        texts.bodies,
        list(bodies),
        format_func=lambda body: bodies[body].label,
        key=name_widget("bodies", chosen),
        on_change=lambda: choose_bodies(bodies, read_widget("bodies")),
    )
    show_html(format_common([bodies[body] for body in chosen]))
    members = {member.id: member for body in bodies.values() for member in body.members.values()}
    chosen = [country for country in selection.countries if country in members]
    countries = st.multiselect(
        texts.countries,
        sorted(members, key=lambda member: format_member(members[member])),
        format_func=lambda member: format_member(members[member]),
        key=name_widget("countries", chosen),
        placeholder=texts.countries_hint,
        on_change=choose_countries,
    )
    show_html(format_shared(bodies, [members[country] for country in countries]))
    _show_passages(on)


def _show_passages(on: str) -> None:
    """Show the passages that speak of what had happened by a date."""
    texts = get_texts()
    pack = cache.load_pack()
    told = _list_told(on)
    spoken = {passage for event in told for passage in event.passages}
    show_html(f"<h2 class='sb-subhead'>{escape(texts.passages_by.format(date=format_date(on)))}</h2>")
    for passage in pack.passages:
        if passage.id in spoken:
            events = ", ".join(
                naming.rewrite_names(event.names.neutral) for event in told if passage.id in event.passages
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


def _list_told(on: str) -> list[Event]:
    """Return the events that the brief names and that had happened by a date."""
    pack = cache.load_pack()
    events = list_events(pack.layers, pack.tables)
    return [event for event in events if event.status == "brief" and has_begun(event.date, on)]


def _show_tables(selection: Selection) -> None:
    """Show who sat where, what had happened by the date, and apart from that what changed since."""
    texts = get_texts()
    pack, on = cache.load_pack(), read_date(selection)
    events = list_events(pack.layers, pack.tables)
    before = [event for event in events if not is_later(event.date, pack) and has_begun(event.date, on)]
    later = [event for event in events if is_later(event.date, pack)]
    with st.container(key="ledger"):
        _show_matrix(list_bodies(pack.layers, pack.tables, on=on))
        told = escape(texts.events_by.format(date=format_date(on)))
        listed = list_happened(before, titles=format_status, rename=naming.rewrite_names)
        since = list_happened(later, titles=lambda _event: texts.after_the_brief, rename=naming.rewrite_names)
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
            drawn = (
                source for layer in pack.layers if is_institutional(layer.id) for source in layer.sources
            )
            show_html(format_sources(pack.sources[source] for source in dict.fromkeys((*drawn, *cited))))


def _show_matrix(bodies: Mapping[str, Body]) -> None:
    texts = get_texts()
    if not bodies:
        return
    title = texts.matrix.format(date=format_date(next(iter(bodies.values())).as_of))
    show_html(f'<h2 class="sb-section">{escape(title)}</h2>')
    members = {member.id: member for body in bodies.values() for member in body.members.values()}
    ordered = sorted(members, key=lambda member: format_member(members[member]))
    table = pd.DataFrame(
        {
            texts.country: [format_member(members[member]) for member in ordered],
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
