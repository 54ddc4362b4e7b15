"""The proposal that is being checked: why it is made, and what can be done with it."""

from collections.abc import Iterator
from functools import partial
from html import escape

import streamlit as st

from dashboard.components.layout import escape_markdown, show_html
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell
from dashboard.pages.new_brief import state
from dashboard.pages.new_brief.places import (
    describe_place,
    list_port_ids,
    make_port_place,
    search_places,
)
from dashboard.wording.formats import format_date
from geodata.drafting.draft import (
    change_lane,
    change_place,
    choose_layer_status,
    write_summary,
    write_takeaway,
)
from geodata.drafting.items import (
    BandShown,
    ClosureShown,
    EventShown,
    InstitutionShown,
    Item,
    LaneShown,
    LayerStatus,
    PlaceShown,
)
from geodata.drafting.lane_ends import find_lane_end
from geodata.drafting.member_tables import find_membership
from geodata.drafting.proposals import Place
from geodata.drafting.quoting import choose_quote
from geodata.errors import SeaBriefError
from geodata.institutions.bodies import read_bodies
from geodata.names import NEUTRAL
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.ports import Port, find_port
from geodata.sources import read_data_sources
from geodata.units import to_nm

_SEARCH = "draft-search"
LAYER_STATUSES: tuple[LayerStatus, ...] = ("brief", "context", "notional")


def show_card(item: Item) -> None:
    """Show an item with the buttons that decide about it."""
    show_html(_format_item(item))
    _show_decisions(item)
    show_html(_format_quote(item))
    _show_change(item)
    _show_writing(item)


def name_item(item: Item) -> str:
    """Return what an item is called."""
    shown = item.shown
    if isinstance(shown, PlaceShown):
        return shown.place.name
    if isinstance(shown, LaneShown):
        return f"{shown.origin.name} – {shown.destination.name}"
    if isinstance(shown, BandShown):
        told = get_texts().length_side_by_side.format(km=shown.radius_km, nm=to_nm(shown.radius_km))
        return f"{shown.centre.name}: {told}"
    if isinstance(shown, ClosureShown):
        known = read_chokepoints().get(shown.chokepoint)
        return known.names.call(NEUTRAL) if known else shown.chokepoint
    if isinstance(shown, EventShown):
        return f"{shown.date}{f' · {shown.place.name}' if shown.place else ''}"
    body = read_bodies().bodies.get(shown.institution)
    return body.label if body else shown.institution.upper().replace("-", " ")


def _format_item(item: Item) -> str:
    """Return kind, name, status and reason as escaped markup."""
    texts = get_texts()
    kind, status = texts.draft_kinds[item.kind], texts.draft_states[item.status]
    if isinstance(item.shown, PlaceShown):
        kind = texts.draft_place_kinds[item.shown.place.kind]
    why = f"<p><strong>{escape(texts.draft_why)}</strong> {escape(item.reason)}</p>" if item.reason else ""
    where = (
        f"<p class='sb-kind'>{escape(describe_place(item.shown.place))}</p>"
        if isinstance(item.shown, PlaceShown)
        else ""
    )
    return (
        f"<p class='sb-kind'><span class='sb-tag sb-found-tag-{item.status}'>{escape(status)}</span> "
        f"{escape(kind)} · {escape(texts.draft_times.format(len(item.mentions)))}</p>"
        f'<h2 class="sb-title">{escape(name_item(item))}</h2>{where}{why}'
        + "".join(f"<p class='sb-caveat'>{escape(told)}</p>" for told in _list_remarks(item))
    )


def _format_quote(item: Item) -> str:
    """Return the words of the text around an item as escaped markup."""
    draft = state.get_draft()
    mention = state.find_mention(item) or item.mentions[0]
    paragraph = draft.find_paragraph(mention)
    found = choose_quote(draft.source, paragraph, [mention]) if paragraph else None
    return f"<blockquote>“{escape(found.exact)}”</blockquote>" if found else ""


def _list_remarks(item: Item) -> Iterator[str]:
    """Yield what an item lacks to be on the map, and what stands for what the text names."""
    texts, shown = get_texts(), item.shown
    if isinstance(shown, LaneShown):
        ends = [find_lane_end(place) for place in (shown.origin, shown.destination)]
        yield from (tell(end.reason) for end in ends if end and end.reason)
        if None in ends:
            yield texts.draft_lane_unknown
    elif isinstance(shown, EventShown) and shown.place is None:
        yield texts.draft_event_unplaced
    elif isinstance(shown, InstitutionShown):
        membership = find_membership(shown.institution, state.get_draft().record.date)
        if membership is None:
            yield texts.draft_body_unknown
        else:
            sources = read_data_sources()
            yield texts.draft_body_members.format(
                len(membership.members),
                date=format_date(membership.date),
                sources="; ".join(sources[source].publisher for source in membership.body.sources),
            )


def _show_decisions(item: Item) -> None:
    texts, draft = get_texts(), state.get_draft()
    with st.container(horizontal=True, gap="small", key="draft-decide"):
        st.button(
            texts.draft_accept,
            icon=":material/check:",
            type="primary",
            on_click=state.accept,
            args=(item.id,),
        )
        st.button(texts.draft_reject, icon=":material/close:", on_click=state.reject, args=(item.id,))
        st.button(texts.draft_previous, on_click=state.turn, args=(-1,))
        st.button(texts.draft_next, on_click=state.turn, args=(1,))
        st.button(
            texts.draft_undo, icon=":material/undo:", on_click=state.undo, disabled=not state.can_undo()
        )
        left = len(draft.list_open(item.kind))
        if left:
            st.button(
                texts.draft_accept_kind.format(left),
                icon=":material/done_all:",
                on_click=state.accept_all,
                args=(item.id,),
            )


def _show_change(item: Item) -> None:
    """Show by what an item can be corrected."""
    texts = get_texts()
    if isinstance(item.shown, ClosureShown | InstitutionShown):
        return
    with st.expander(texts.draft_change, icon=":material/edit_location:"):
        if isinstance(item.shown, LaneShown):
            _show_ports(item, item.shown)
        else:
            _show_places(item)
        st.selectbox(
            texts.draft_layer_status,
            LAYER_STATUSES,
            index=LAYER_STATUSES.index(item.layer_status),
            format_func=texts.draft_layer_statuses.__getitem__,
            key=f"draft-status-{item.id}-{item.layer_status}",
            on_change=_choose_status,
            args=(item,),
        )


def _choose_status(item: Item) -> None:
    chosen = st.session_state[f"draft-status-{item.id}-{item.layer_status}"]
    state.take_step(choose_layer_status(state.get_draft(), item.id, chosen))


def _show_places(item: Item) -> None:
    """Show the namesakes of an item, a search, and the switch that lets a click on the map place it."""
    texts = get_texts()
    if item.others:
        show_html(f"<p class='sb-subhead'>{escape(texts.draft_others)}</p>")
        for number, place in enumerate(item.others):
            _show_place_button(item, place, f"other-{number}")
    text = st.text_input(texts.draft_search, key=f"{_SEARCH}-{item.id}", placeholder=texts.draft_search_hint)
    try:
        found = search_places(text)
    except SeaBriefError as error:
        st.warning(escape_markdown(tell(error)))
        found = None
    for number, place in enumerate(found or ()):
        _show_place_button(item, place, f"found-{number}")
    if text.strip() and found == ():
        st.caption(texts.draft_search_none)
    st.toggle(texts.draft_on_map, key=state.PICKING)
    if st.session_state.get(state.PICKING):
        words = state.get_draft().read_words(item.mentions[0])
        st.info(escape_markdown(texts.draft_on_map_now.format(words=words)), icon=":material/ads_click:")


def _show_place_button(item: Item, place: Place, key: str) -> None:
    st.button(
        escape_markdown(describe_place(place)),
        key=f"draft-{key}-{item.id}",
        on_click=take_place,
        args=(item.id, place),
        width="stretch",
    )


def take_place(item_id: str, place: Place) -> None:
    """Give an item another place."""
    state.take_step(change_place(state.get_draft(), item_id, place))
    st.session_state[state.PICKING] = False


def _show_ports(item: Item, shown: LaneShown) -> None:
    texts, ports = get_texts(), list_port_ids()
    for label, end in ((texts.draft_from, "origin"), (texts.draft_to, "destination")):
        found = find_lane_end(getattr(shown, end))
        st.selectbox(
            label,
            ports,
            index=ports.index(found.stop.id) if found and isinstance(found.stop, Port) else None,
            format_func=lambda port_id: find_port(port_id).names.call(NEUTRAL),
            key=f"draft-{end}-{item.id}",
            on_change=_choose_port,
            args=(item, end),
        )


def _choose_port(item: Item, end: str) -> None:
    chosen = st.session_state[f"draft-{end}-{item.id}"]
    if chosen:
        place = make_port_place(find_port(chosen))
        state.take_step(change_lane(state.get_draft(), item.id, **{end: place}))


def _show_writing(item: Item) -> None:
    """Show the fields for the summary of the passage and the takeaway of the section."""
    texts, draft = get_texts(), state.get_draft()
    paragraph = draft.find_paragraph(state.find_mention(item) or item.mentions[0])
    if paragraph is None:
        return
    passage, section = paragraph.id, paragraph.section
    st.text_area(
        texts.draft_summary.format(passage=passage),
        draft.summaries.get(passage, ""),
        key=f"draft-summary-{passage}",
        height=80,
        on_change=partial(_write, passage, section),
    )
    st.text_input(
        texts.draft_takeaway.format(section=escape_markdown(draft.name_section(section))),
        draft.takeaways.get(str(section + 1), ""),
        key=f"draft-takeaway-{section}",
        on_change=partial(_write, passage, section),
    )


def _write(passage: str, section: int) -> None:
    draft = write_summary(state.get_draft(), passage, st.session_state[f"draft-summary-{passage}"])
    state.take_step(write_takeaway(draft, section + 1, st.session_state[f"draft-takeaway-{section}"]))
