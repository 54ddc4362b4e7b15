"""Act on what a viewer chooses: passages, layers and features, on the map or beside it."""

from typing import Any

import streamlit as st

from dashboard import cached, shelf, state
from dashboard.mapview import Box
from dashboard.render.catalogue import list_lit
from dashboard.selection import Selection

_ALSO, _JOINED = "also_here", "joined_pack"


def list_shown(selection: Selection) -> frozenset[str]:
    """Return the visible layers; a link that names none shows those of its passage or feature."""
    if selection.layers is not None:
        return selection.layers
    if selection.scene:
        return state.get_known().scenes[selection.scene]
    chosen = {selection.feature.partition(".")[0]} if selection.feature else set()
    return state.get_known().default_layers | set(list_lit(cached.load_pack(), selection.passage)) | chosen


def list_also() -> tuple[str, ...]:
    """Return what else lies under the last click, as feature keys."""
    also: tuple[str, ...] = st.session_state.get(_ALSO, ())
    return also


def choose_passage(passage_id: str | None) -> None:
    """Light up the layers of a passage and fly to them; None lets go of it."""
    known = state.get_known()
    lit = list_lit(cached.load_pack(), passage_id)
    layers = list_shown(state.get_selection()) | set(lit)
    camera: dict[str, Any] = {"at": None} if lit else {}
    state.change_selection(known, passage=passage_id, feature=None, layers=layers, **camera)


def choose_feature(key: str | None, *, fly: bool = False) -> None:
    """Select a feature or a whole layer, switching it on, and fly there if asked; None lets go of it."""
    layers = list_shown(state.get_selection()) | ({key.partition(".")[0]} if key else set())
    camera: dict[str, Any] = {"at": None} if fly else {}
    st.session_state[_ALSO] = ()
    state.change_selection(state.get_known(), feature=key, passage=None, layers=layers, **camera)


def take_view() -> None:
    """Take over the layers and the camera that the map reports, unless its page has been left meanwhile."""
    if "map" not in st.session_state:
        return
    shown = list_shown(state.get_selection())
    state.take_over_view(state.get_known(), st.session_state["map"]["view"], shown=shown)


def take_click() -> None:
    """Select what was clicked on the map and remember what lies under it."""
    known, clicked = state.get_known(), st.session_state["map"]["clicked"]
    state.take_over_view(known, clicked, shown=list_shown(state.get_selection()))
    features = {key for key in (clicked["feature"], *clicked["also"]) if knows(key)}
    st.session_state[_ALSO] = tuple(key for key in clicked["also"] if key in features)
    chosen = next((key for key in (clicked["feature"], *clicked["also"]) if key in features), None)
    state.change_selection(known, feature=chosen, passage=None)


def take_step() -> None:
    """Take over the scene that the map has gone to, or that another window shows, with its pack."""
    stepped = st.session_state["map"]["stepped"]
    if "ticket" in stepped and not _take_pack(stepped["ticket"]):
        return
    known, scene = cached.load_known(), stepped["scene"]
    if scene in known.scenes:
        state.take_over_scene(known, scene)


def _take_pack(ticket: str) -> bool:
    """Show the pack of another window from its first scene on; False where it is not to be had."""
    st.session_state[_JOINED] = shelf.take_ticket(ticket)
    if st.session_state[_JOINED] and (known := cached.load_known()).scenes:
        state.read_selection(known, briefing=True)
    joined: bool = st.session_state[_JOINED]
    return joined


def pop_joined() -> bool | None:
    """Return, once, whether another window's pack was to be had; None where none was asked for."""
    joined: bool | None = st.session_state.pop(_JOINED, None)
    return joined


def take_passage() -> None:
    """Take over the passage that is being read beside the map."""
    known, passage = cached.load_known(), st.session_state["map"]["read"]["passage"]
    if passage in known.passages:
        state.take_over_passage(known, passage)


def take_act() -> None:
    """Take the last step back, or all of them, as the map asks."""
    known = cached.load_known()
    acts = {"undo": state.step_back, "reset": state.start_afresh}
    st.session_state[_ALSO] = ()
    acts[st.session_state["map"]["acted"]["act"]](known)


def frame_feature(key: str) -> Box:
    """Return the area to fly to for a feature, or a whole layer."""
    layer_id, _, feature_id = key.partition(".")
    indexed = cached.load_static().layers[layer_id]
    west, south, east, north = indexed.features[feature_id].bounds if feature_id else indexed.bounds
    return (south, west), (north, east)


def knows(key: str) -> bool:
    """Return whether a feature key names a layer, or a feature of one."""
    layer_id, _, feature_id = key.partition(".")
    features = cached.load_known().features
    return layer_id in features and (not feature_id or feature_id in features[layer_id])
