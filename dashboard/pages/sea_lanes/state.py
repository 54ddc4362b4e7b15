"""State of the Sea lanes page: ends, closures, ship, undo, and its rules."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard.cartography.what_if import draw_lanes
from dashboard.session import actions, store
from dashboard.session.cache import BY_KEY_AND_NOTATION
from dashboard.session.context import PageContext, PageRules, get_context
from dashboard.session.first_views import list_gates
from dashboard.session.selection import PageState
from dashboard.session.voyages import get_stops
from dashboard.theme import PALETTES
from dashboard.webmap.live_layers import LiveLayer, draw_question
from dashboard.webmap.thumbnails import draw_picture
from dashboard.wording.formats import name_lane
from geodata.geometry.geodesy import Position
from geodata.layer_kinds.lanes import list_stops
from geodata.packs.pack import Pack
from geodata.routing.chokepoints import read_chokepoints, select_chokepoints
from geodata.routing.closures import Stops, compare_lane, find_lane_via
from geodata.routing.lanes import SeaLane
from geodata.routing.places import Place, read_place, write_place
from geodata.routing.ships import Sailing

PICKING, _PICKED = "lane-picking", "lane-picked"
MARGIN_DEG = 3


def list_closable(wanted: Iterable[str]) -> list[str]:
    """Return the ids of the chokepoints on offer: the sixteen, and those that are wanted."""
    offered = {chokepoint.id for chokepoint in select_chokepoints()} | set(wanted)
    return [chokepoint for chokepoint in read_chokepoints() if chokepoint in offered]


def change_question(*, keep_camera: bool = False, **changes: Any) -> None:  # noqa: ANN401 - fields of PageState
    """Change what is asked, and let the map show the answer whole."""
    actions.change_question(RULES, keep_camera=keep_camera, **changes)


def undo_question() -> None:
    """Ask again what was asked before."""
    store.step_back(get_context(RULES).known)


def choose_lane(layer_id: str) -> None:
    """Ask for a lane of the pack."""
    choose_ends(list_stops(get_context(RULES).pack)[layer_id])


def choose_end(key: str, place: Place) -> None:
    """Ask for the lane with another `start` or `end`."""
    context = get_context(RULES)
    stops = get_stops(context.pack, context.selection.question)
    ends = {"start": stops[0], "end": stops[-1]} | {key: place}
    choose_ends((ends["start"], ends["end"]))


def choose_ends(stops: tuple[Place, ...]) -> None:
    """Ask for the lane between two places; those of the page's own choice stay out of the link."""
    usual = get_stops(get_context(RULES).pack, PageState())
    ends = None if (stops[0], stops[-1]) == (usual[0], usual[-1]) else (stops[0], stops[-1])
    start, end = map(write_place, ends) if ends else (None, None)
    change_question(start=start, end=end)


def pick_on_map() -> None:
    """Begin to pick two points on the map, or let it be."""
    st.session_state[PICKING] = None if st.session_state.get(PICKING) else "start"


def _take_end(position: Position, _key: str) -> bool:
    """Take a place on the map for an end of the lane, where one is being picked."""
    if not st.session_state.get(PICKING):
        return False
    place = read_place(write_place(position))
    if st.session_state[PICKING] == "start":
        st.session_state[_PICKED] = place
        st.session_state[PICKING] = "end"
    else:
        st.session_state[PICKING] = None
        choose_ends((st.session_state[_PICKED], place))
    return True


def _switch_chokepoint(context: PageContext, keys: Sequence[str]) -> None:
    """Close or open the chokepoint that was clicked."""
    for key in keys:
        chokepoint = key.partition(".")[2]
        if chokepoint in read_chokepoints():
            change_question(closed=context.selection.question.closed ^ {chokepoint})
            return


RULES = PageRules(
    read_link=partial(store.read_selection, page="sea-lanes"),
    list_first_layers=list_gates,
    take_place=_take_end,
    choose=_switch_chokepoint,
)


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs=BY_KEY_AND_NOTATION)
def draw_now(
    pack: Pack, stops: Stops, closed: frozenset[str], sailing: Sailing | None
) -> tuple[LiveLayer, ...]:
    """Return the live layers of a lane with closures, for a ship or one without size."""
    return draw_question(pack, stops, compare_lane(stops, closed=closed, sailing=sailing))


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_KEY_AND_NOTATION)
def draw_multiples(pack: Pack, stops: Stops, sailing: Sailing | None, theme: str) -> Mapping[str, str]:
    """Return a small picture for each chokepoint on a lane: the lane without it, as SVG text by its id."""
    usual = find_lane_via(stops, frozenset(), sailing)
    if not isinstance(usual, SeaLane):
        return {}
    drawn = {
        chokepoint: draw_lanes(pack, stops, compare_lane(stops, closed={chokepoint}, sailing=sailing))
        for chokepoint, _ in usual.chokepoints
    }
    frames = [frame.total_bounds for lanes in drawn.values() for _, frame in lanes]
    box = (
        (
            min(bounds[0] for bounds in frames) - MARGIN_DEG,
            min(bounds[1] for bounds in frames) - MARGIN_DEG,
            max(bounds[2] for bounds in frames) + MARGIN_DEG,
            max(bounds[3] for bounds in frames) + MARGIN_DEG,
        )
        if frames
        else (0, 0, 1, 1)
    )
    return {
        chokepoint: draw_picture(box, lanes, PALETTES[theme], title=name_lane(stops))
        for chokepoint, lanes in drawn.items()
    }
