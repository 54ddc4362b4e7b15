"""Institutions and events: who sits where with whom, and what had happened by a date."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dashboard import cached, choices, details, naming, state
from dashboard.alternatives import show_alternative
from dashboard.mapview import MapState, show_map
from dashboard.render.catalogue import format_date, list_lit
from dashboard.render.timeline import draw_timeline, list_happened
from dashboard.save_view import show_save_view
from dashboard.selection import Known, Selection
from dashboard.shell import get_theme, show_header, show_html, show_shell, split_page
from dashboard.texts import ENGLISH
from dashboard.widgets import escape_markdown, format_sources
from geodata.coverage import is_later
from geodata.events import GROUP, Event, list_events
from geodata.layers import find_layer
from geodata.memberships import (
    Body,
    Member,
    has_begun,
    list_bodies,
    list_common_members,
    list_shared_bodies,
)
from geodata.records import MembershipData

FIRST_VIEW = ((-48.0, -14.0), (72.0, 215.0))
"""From Europe over Asia and the Pacific to Alaska: south-west and north-east corner."""
FIRST_BODIES = ("eas", "arf", "osce")
"""Bodies that are on at the start, where the pack has them."""
MARK = "●"
"""What says in the matrix that a country belongs to a body."""
ROW_PX, HEAD_PX, ROWS = 35, 38, 14


def show_page() -> None:
    """Show the page."""
    show_shell()
    known, pack = _load_known(), cached.load_pack()
    ours = {layer.id for layer in pack.layers if _is_ours(layer.id)}
    if not ours:
        state.read_settings(known)
        st.info(ENGLISH.no_bodies, icon=":material/groups:")
        return
    selection = state.read_selection(known)
    if selection.layers is not None and not selection.layers & ours:
        state.change_selection(known, layers=None, at=None, feature=None, passage=None)
    _show_map_and_answers()


@st.fragment
def _show_map_and_answers() -> None:
    selection = state.get_selection()
    stage, panel = split_page()
    with stage, st.container(key="short-stage", gap="xsmall"):
        _show_map(selection)
        _show_timeline(selection)
        show_save_view(selection, until=_read_date(selection))
    with panel:
        if selection.feature:
            details.show_feature(selection.feature)
        elif selection.passage:
            details.show_passage(selection.passage)
        else:
            _show_answers(selection)
    show_alternative(_list_shown(selection), until=_read_date(selection))
    _show_tables(selection)


def _show_map(selection: Selection) -> None:
    index, camera = cached.load_static(), selection.at
    show_map(
        MapState(
            revision=state.get_revision(),
            layers=_list_shown(selection),
            at=(camera.lat, camera.lon, camera.zoom) if camera else None,
            fly=None if camera else FIRST_VIEW,
            feature=selection.feature,
            lit=list_lit(cached.load_pack(), selection.passage),
            theme=get_theme(),
            names=selection.names,
            until=_read_date(selection),
        ),
        bridge=index.bridge,
        catalogue=index.catalogue,
        on_view=_take_view,
        on_click=choices.take_click,
    )


def _show_timeline(selection: Selection) -> None:
    pack, known, on = cached.load_pack(), _load_known(), _read_date(selection)
    st.session_state["date"] = on
    st.select_slider(
        ENGLISH.date,
        known.dates,
        format_func=format_date,
        key="date",
        on_change=lambda: _choose_date(st.session_state["date"]),
    )
    events = list_events(pack.layers, pack.tables)
    later = {event.id for event in events if is_later(event.date, pack)}
    show_html(
        draw_timeline(events, known.dates, on=on, brief=pack.brief.date, later=later, rename=naming.rename)
        + f'<p class="sb-kind sb-moment-key"><i class="sb-moment sb-moment-brief"></i>{ENGLISH.in_brief}'
        f'<i class="sb-moment sb-moment-context"></i>{ENGLISH.context}'
        f'<i class="sb-moment sb-moment-later"></i>{ENGLISH.after_the_brief}</p>'
    )


def _show_answers(selection: Selection) -> None:
    pack, on = cached.load_pack(), _read_date(selection)
    bodies = list_bodies(pack.layers, pack.tables, on=on)
    show_header(ENGLISH.institutions, lead=ENGLISH.institutions_lead)
    shown = _list_shown(selection)
    st.session_state["bodies"] = [body.id for body in bodies.values() if body.layer in shown]
    st.multiselect(
        ENGLISH.bodies,
        list(bodies),
        format_func=lambda body: bodies[body].label,
        key="bodies",
        on_change=lambda: _choose_bodies(bodies, st.session_state["bodies"]),
    )
    show_html(_format_common([bodies[body] for body in st.session_state["bodies"]]))
    members = {member.id: member for body in bodies.values() for member in body.members.values()}
    st.session_state["countries"] = [country for country in selection.countries if country in members]
    countries = st.multiselect(
        ENGLISH.countries,
        sorted(members, key=lambda member: _call(members[member])),
        format_func=lambda member: _call(members[member]),
        key="countries",
        placeholder=ENGLISH.countries_hint,
        on_change=_choose_countries,
    )
    show_html(_format_shared(bodies, [members[country] for country in countries]))
    _show_passages(on)


def _format_common(bodies: list[Body]) -> str:
    if not bodies:
        return f'<p class="sb-kind">{ENGLISH.choose_bodies}</p>'
    members = list_common_members(bodies)
    labels = _list_words([body.label for body in bodies])
    every = ENGLISH.in_all if len(bodies) > 1 else ENGLISH.in_one
    names = ", ".join(_call(member) for member in members) or ENGLISH.nobody
    notes = dict.fromkeys(
        f"{_call(member)}: {naming.rename(member.note)}"
        for body in bodies
        for member in body.members.values()
        if member.note
    )
    items = "".join(f"<li>{escape(note)}.</li>" for note in notes)
    more = f"<details><summary>{ENGLISH.notes}</summary><ul>{items}</ul></details>" if notes else ""
    head = every.format(bodies=labels, count=len(members), date=format_date(bodies[0].as_of))
    return f'<p class="sb-takeaway">{escape(head)}</p><p>{escape(names)}.</p>{more}'


def _format_shared(bodies: Mapping[str, Body], members: list[Member]) -> str:
    if not members:
        return ""
    names = _list_words([_call(member) for member in members])
    shared = list_shared_bodies(bodies, [member.id for member in members])
    labels = ", ".join(body.label for body in shared) or ENGLISH.nowhere
    head = ENGLISH.sit_together if len(members) > 1 else ENGLISH.sits
    return f'<p class="sb-takeaway">{escape(head.format(countries=names, bodies=labels))}</p>'


def _list_words(words: list[str]) -> str:
    """Return words as a list in a sentence, such as `a, b and c`."""
    *others, last = words
    return f"{', '.join(others)} {ENGLISH.and_} {last}" if others else last


def _show_passages(on: str) -> None:
    """Show the passages that speak of what had happened by a date."""
    pack = cached.load_pack()
    told = _list_told(on)
    spoken = {passage for event in told for passage in event.passages}
    show_html(f"<h4>{escape(ENGLISH.passages_by.format(date=format_date(on)))}</h4>")
    for passage in pack.passages:
        if passage.id in spoken:
            events = ", ".join(
                naming.rename(event.names.neutral) for event in told if passage.id in event.passages
            )
            st.button(
                f"**{escape_markdown(passage.id)}** {escape_markdown(events)}",
                key=f"passage-{passage.id}",
                on_click=_choose_passage,
                args=(passage.id,),
                width="stretch",
            )
    if not spoken:
        show_html(f'<p class="sb-kind">{ENGLISH.no_passages_yet}</p>')


def _list_told(on: str) -> list[Event]:
    """Return the events that the brief names and that had happened by a date."""
    pack = cached.load_pack()
    events = list_events(pack.layers, pack.tables)
    return [event for event in events if event.status == "brief" and has_begun(event.date, on)]


def _show_tables(selection: Selection) -> None:
    """Show who sat where, what had happened by the date, and apart from that what changed since."""
    pack, on = cached.load_pack(), _read_date(selection)
    events = list_events(pack.layers, pack.tables)
    before = [event for event in events if not is_later(event.date, pack) and has_begun(event.date, on)]
    later = [event for event in events if is_later(event.date, pack)]
    with st.container(key="ledger"):
        _show_matrix(list_bodies(pack.layers, pack.tables, on=on))
        told = escape(ENGLISH.events_by.format(date=format_date(on)))
        listed = list_happened(before, titles=_tell_status, rename=naming.rename)
        since = list_happened(later, titles=lambda _event: ENGLISH.after_the_brief, rename=naming.rename)
        left, right = st.columns(2, gap="large")
        with left:
            show_html(f'<h2 class="sb-section">{told}</h2><ul class="sb-events">{listed}</ul>')
        with right:
            promise = ENGLISH.since_promise.format(date=format_date(pack.brief.date))
            caveat = f'<p class="sb-caveat">{escape(promise)}</p>'
            head = f'<h2 class="sb-section">{ENGLISH.changed_since}</h2>'
            show_html(f'{head}{caveat}<ul class="sb-events">{since}</ul>')
        with st.expander(ENGLISH.sources):
            cited = dict.fromkeys(source for event in events for source in event.sources)
            drawn = (source for layer in pack.layers if _is_ours(layer.id) for source in layer.sources)
            show_html(format_sources(pack.sources[source] for source in dict.fromkeys((*drawn, *cited))))


def _show_matrix(bodies: Mapping[str, Body]) -> None:
    if not bodies:
        return
    title = ENGLISH.matrix.format(date=format_date(next(iter(bodies.values())).as_of))
    show_html(f'<h2 class="sb-section">{escape(title)}</h2>')
    members = {member.id: member for body in bodies.values() for member in body.members.values()}
    ordered = sorted(members, key=lambda member: _call(members[member]))
    table = pd.DataFrame(
        {
            ENGLISH.country: [_call(members[member]) for member in ordered],
            **{
                body.label: [MARK if member in body.members else "" for member in ordered]
                for body in bodies.values()
            },
            ENGLISH.in_how_many: [
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
            ENGLISH.country: st.column_config.TextColumn(width="medium"),
            **{
                body.label: st.column_config.TextColumn(alignment="center", width="small")
                for body in bodies.values()
            },
        },
    )


def _tell_status(event: Event) -> str:
    return ENGLISH.in_brief if event.status == "brief" else ENGLISH.context


def _call(member: Member) -> str:
    return member.names.call(state.get_names())


def _is_ours(layer_id: str) -> bool:
    layer = find_layer(cached.load_pack(), layer_id)
    return isinstance(layer.data, MembershipData) or layer.group == GROUP


def _load_known() -> Known:
    """Return what a link may name; on this page some bodies and all events are visible at the start."""
    pack = cached.load_pack()
    first = {
        layer.id
        for layer in pack.layers
        if (isinstance(layer.data, MembershipData) and layer.data.body in FIRST_BODIES)
        or layer.group == GROUP
    }
    return replace(cached.load_known(), default_layers=frozenset(first))


def _list_shown(selection: Selection) -> frozenset[str]:
    return _load_known().default_layers if selection.layers is None else selection.layers


def _read_date(selection: Selection) -> str:
    """Return the month of the page: the one chosen, else that of the brief."""
    published = cached.load_pack().brief.date
    months = (month for month in _load_known().dates if has_begun(month, published))
    return selection.date or max(months)


def _take_view() -> None:
    shown = _list_shown(state.get_selection())
    state.take_over_view(_load_known(), st.session_state["map"]["view"], shown=shown)


def _choose_date(month: str) -> None:
    usual = month == _read_date(replace(state.get_selection(), date=""))
    state.change_selection(_load_known(), date="" if usual else month)


def _choose_bodies(bodies: Mapping[str, Body], chosen: list[str]) -> None:
    others = _list_shown(state.get_selection()) - {body.layer for body in bodies.values()}
    layers = others | {bodies[body].layer for body in chosen}
    state.change_selection(_load_known(), layers=layers)


def _choose_countries() -> None:
    state.change_selection(_load_known(), countries=tuple(st.session_state["countries"]))


def _choose_passage(passage_id: str) -> None:
    state.change_selection(_load_known(), passage=passage_id, feature=None)


show_page()
