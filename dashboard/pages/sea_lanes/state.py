"""State of the Sea lanes page: ends, closures, ship, undo, clicks on the map."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.cartography.what_if import draw_lanes
from dashboard.session import cache, map_events, store
from dashboard.session.cache import BY_KEY, load_stops
from dashboard.session.selection import Known, Selection
from dashboard.theme import PALETTES
from dashboard.webmap.live_layers import LiveLayer, draw_question
from dashboard.webmap.thumbnails import draw_picture
from dashboard.wording.formats import name_lane
from geodata.geometry.geodesy import Position
from geodata.packs.pack import Pack
from geodata.records.layers import ChokepointData, select_layers
from geodata.routing.chokepoints import read_chokepoints, select_chokepoints
from geodata.routing.closures import Stops, compare_lane, find_lane_via
from geodata.routing.lanes import SeaLane
from geodata.routing.places import Place, read_place, write_place
from geodata.routing.ports import find_port

DEFAULT_SPEED_KN = 14.0
"""A usual speed of laden tankers; shown in the field, where a viewer changes it."""
PICKING = "lane-picking"
MARGIN_DEG = 3


def list_known() -> Known:
    """Return what a link to the page may name; the chokepoints are what its map shows at the start."""
    gates = [layer.id for layer in select_layers(cache.load_pack().layers, ChokepointData)]
    return replace(cache.load_known(), default_layers=frozenset(gates))


def get_stops(selection: Selection) -> Stops:
    """Return the stops in question: those that the selection names, else the first lane of the pack."""
    lanes = load_stops()
    usual: Stops = next(iter(lanes.values()), (find_port("ras-tanura"), find_port("yokohama")))
    asked = selection.question
    start = read_place(asked.start) if asked.start else usual[0]
    end = read_place(asked.end) if asked.end else usual[-1]
    called = (stops for stops in lanes.values() if (stops[0], stops[-1]) == (start, end))
    return next(called, (start, end))


def list_closable(wanted: Iterable[str]) -> list[str]:
    """Return the ids of the chokepoints on offer: the sixteen, and those that are wanted."""
    offered = {chokepoint.id for chokepoint in select_chokepoints()} | set(wanted)
    return [chokepoint for chokepoint in read_chokepoints() if chokepoint in offered]


def change_question(*, keep_camera: bool = False, **changes: Any) -> None:  # noqa: ANN401 - fields of Question
    """Change what is asked, and let the map show the answer whole."""
    held = store.get_selection()
    camera = {} if keep_camera else {"at": None}
    store.change_selection(list_known(), question=replace(held.question, **changes), **camera)


def undo_question() -> None:
    """Ask again what was asked before."""
    store.step_back(list_known())


def list_shown() -> frozenset[str]:
    """Return the layers of the pack that are on."""
    shown = store.get_selection().layers
    return list_known().default_layers if shown is None else shown


def choose_ends(stops: tuple[Place, ...]) -> None:
    """Ask for the lane between two places; those of the page's own choice stay out of the link."""
    usual = get_stops(Selection())
    ends = None if (stops[0], stops[-1]) == (usual[0], usual[-1]) else (stops[0], stops[-1])
    start, end = map(write_place, ends) if ends else (None, None)
    change_question(start=start, end=end)


def pick_on_map() -> None:
    """Begin to pick two points on the map, or let it be."""
    st.session_state[PICKING] = None if st.session_state.get(PICKING) else "start"


def handle_view() -> None:
    """Take over the layers and the camera that the map reports."""
    store.adopt_view(list_known(), map_events.get_view(), shown=list_shown())


def handle_click() -> None:
    """Close or open the gate that was clicked, or take the place for an end where one is being picked."""
    clicked = map_events.get_clicked()
    store.adopt_view(list_known(), clicked, shown=list_shown())
    if st.session_state.get(PICKING) and clicked["place"]:
        _pick(Position(*clicked["place"]))
        return
    for key in (clicked["feature"], *clicked["also"]):
        chokepoint = key.partition(".")[2]
        if chokepoint in read_chokepoints():
            change_question(closed=store.get_selection().question.closed ^ {chokepoint})
            return


def _pick(position: Position) -> None:
    place = read_place(write_place(position))
    if st.session_state[PICKING] == "start":
        st.session_state["lane-picked"] = place
        st.session_state[PICKING] = "end"
        return
    st.session_state[PICKING] = None
    choose_ends((st.session_state["lane-picked"], place))


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs=BY_KEY)
def draw_now(pack: Pack, stops: Stops, closed: frozenset[str]) -> tuple[LiveLayer, ...]:
    """Return the live layers of a lane with closures."""
    return draw_question(pack, stops, compare_lane(stops, closed=closed))


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_KEY)
def draw_multiples(pack: Pack, stops: Stops, theme: str) -> Mapping[str, str]:
    """Return a small picture for each chokepoint on a lane: the lane without it, as SVG text by its id."""
    usual = find_lane_via(stops, frozenset())
    if not isinstance(usual, SeaLane):
        return {}
    drawn = {
        chokepoint: draw_lanes(pack, stops, compare_lane(stops, closed={chokepoint}))
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
