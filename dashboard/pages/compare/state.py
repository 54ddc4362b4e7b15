"""State of the Compare page: what stands on either side."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.components.layout import escape_markdown
from dashboard.i18n.translator import tell
from dashboard.session import active_pack, cache, store
from dashboard.session.context import PageContext, PageRules
from dashboard.session.linked import (
    BRIEFING,
    EXPLORE,
    INSTITUTIONS,
    LANES,
    PACK,
    LinkedView,
    LinkError,
    list_compared_dates,
    read_link,
    split_link,
)
from dashboard.session.selection import Known, PageState, Selection
from dashboard.session.voyages import get_sailing, get_stops
from dashboard.session.widgets import read_widget
from dashboard.wording.formats import format_date, name_closures
from geodata.layer_kinds.lanes import list_stops
from geodata.packs.pack import Pack
from geodata.routing.closures import find_lane_via
from geodata.routing.lanes import NoRoute

FRAMES = "pair"
"""Key of the component with the two frames."""
RULES = PageRules(read_link=store.read_comparison)


def find_pack(name: str) -> tuple[Pack, Known]:
    """Return the pack that a link names, and what a link may name of it.

    Raises
    ------
    ValueError
        There is no such pack.
    """
    active = active_pack.find_named(name)
    index = cache.load_index(active)
    return active.pack, cache.load_known(active.pack, index, link_name=active.link_name, private=False)


def read_views(context: PageContext) -> tuple[LinkedView, LinkedView]:
    """Return what stands on either side, and have the link say it without what was not understood.

    A side that the link leaves out is as the other one; without either the pack chooses.
    """
    sides = store.get_sides()
    first = next(iter(sides.values()), None)
    usual = list_usual_sides(context)
    views, ignored = {}, []
    for side in store.SIDES:
        try:
            views[side] = read_link(sides.get(side, first or usual[side]), find_pack)
        except LinkError:
            views[side] = read_link(usual[side], find_pack)
            ignored.append(side)
        ignored += [f"{side}: {name}" for name in views[side].ignored]
    if ignored:
        store.note_ignored(tuple(ignored))
    store.write_sides({side: view.link for side, view in views.items()})
    return views["left"], views["right"]


def list_usual_sides(context: PageContext) -> dict[str, str]:
    """Return what is compared where nothing was asked for: a lane, open and with a chokepoint closed."""
    if gates := _list_gates(context.pack):
        middle = PageState(closed=frozenset({gates[len(gates) // 2]}))
        return {"left": _write(context, LANES), "right": _write(context, LANES, question=middle)}
    return {side: _write(context, EXPLORE) for side in store.SIDES}


def list_offers(context: PageContext) -> dict[str, str]:
    """Return what can stand on a side, by link: states of the pack, and other packs."""
    texts, pack = context.texts, context.pack
    offers = {_write(context, EXPLORE): f"{texts.explore}: {pack.brief.title}"}
    for scene in pack.scenes:
        link = _write(context, BRIEFING, scene=scene.id)
        offers[link] = f"{texts.briefing}: {context.rewrite_names(scene.title)}"
    if gates := _list_gates(pack):
        offers[_write(context, LANES)] = f"{texts.sea_lanes}: {texts.all_open}"
    for gate in gates:
        link = _write(context, LANES, question=PageState(closed=frozenset({gate})))
        closed = texts.detours.format(closed=name_closures(frozenset({gate}), context.names))
        offers[link] = f"{texts.sea_lanes}: {closed}"
    for date in list_compared_dates(pack):
        link = _write(context, INSTITUTIONS, date=date)
        told = texts.until_date.format(date=format_date(date or pack.brief.date))
        offers[link] = f"{texts.institutions}: {told}"
    for name, title in active_pack.list_choices().items():
        if name not in (context.known.pack, active_pack.UPLOAD):
            offers[f"{EXPLORE}?{urlencode({PACK: name})}" if name else EXPLORE] = f"{texts.explore}: {title}"
    return offers


def _write(context: PageContext, page: str, **chosen: Any) -> str:  # noqa: ANN401 - fields of Selection
    """Return the link to a state of the pack of the page."""
    return LinkedView(page, context.pack, context.known, Selection(pack=context.known.pack, **chosen)).link


def _list_gates(pack: Pack) -> list[str]:
    """Return the ids of the chokepoints on the first lane of a pack, in order; none without a lane."""
    if not list_stops(pack):
        return []
    lane = find_lane_via(get_stops(pack, PageState()), frozenset(), get_sailing(pack, PageState()))
    return [] if isinstance(lane, NoRoute) else [gate for gate, _ in lane.chokepoints]


def choose_offer(side: str) -> None:
    """Have what was chosen from the list stand on a side."""
    if link := read_widget(f"offer-{side}"):
        _put(side, link)


def choose_pasted(side: str) -> None:
    """Have what a pasted link shows stand on a side; a text that is no link to a map changes nothing."""
    link = read_widget(f"pasted-{side}")
    if not link:
        return
    try:
        split_link(link)
    except LinkError as error:
        st.toast(escape_markdown(tell(error)), icon=":material/link_off:", duration="long")
        return
    _put(side, link)


def swap_sides() -> None:
    """Have the left side stand on the right, and the right one on the left."""
    sides = store.get_sides()
    store.write_sides({"left": sides["right"], "right": sides["left"]})


def take_shown() -> None:
    """Take over what the frames show, so that the link of the page says it."""
    shown = st.session_state[FRAMES]["sides"]
    store.write_sides({side: shown[side] for side in store.SIDES})


def find_size() -> tuple[int, int] | None:
    """Return width and height of the frames; None until they have told it."""
    shown = st.session_state.get(FRAMES, {}).get("sides")
    return tuple(shown["size"]) if shown else None


def _put(side: str, link: str) -> None:
    store.write_sides(store.get_sides() | {side: link})
