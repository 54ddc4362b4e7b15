"""Change the selection: passages, layers and features, on the map or beside it."""

from typing import Any

import streamlit as st

from dashboard.cartography.bounds import CornerBounds, list_lit
from dashboard.session import active_pack, cache, map_events, store
from dashboard.session.selection import Selection

_ALSO, _JOINED = "also_here", "joined_pack"


def list_shown(selection: Selection) -> frozenset[str]:
    """Return the visible layers; a link that names none shows those of its passage or feature."""
    if selection.layers is not None:
        return selection.layers
    if selection.scene:
        return store.get_known().scenes[selection.scene]
    chosen = {selection.feature.partition(".")[0]} if selection.feature else set()
    return store.get_known().default_layers | set(list_lit(cache.load_pack(), selection.passage)) | chosen


def list_also() -> tuple[str, ...]:
    """Return what else lies under the last click, as feature keys."""
    also: tuple[str, ...] = st.session_state.get(_ALSO, ())
    return also


def choose_passage(passage_id: str | None) -> None:
    """Light up the layers of a passage and fly to them; None lets go of it."""
    known = store.get_known()
    lit = list_lit(cache.load_pack(), passage_id)
    layers = list_shown(store.get_selection()) | set(lit)
    camera: dict[str, Any] = {"at": None} if lit else {}
    store.change_selection(known, passage=passage_id, feature=None, layers=layers, **camera)


def choose_feature(key: str | None, *, fly: bool = False) -> None:
    """Select a feature or a whole layer, switching it on, and fly there if asked; None lets go of it."""
    layers = list_shown(store.get_selection()) | ({key.partition(".")[0]} if key else set())
    camera: dict[str, Any] = {"at": None} if fly else {}
    st.session_state[_ALSO] = ()
    store.change_selection(store.get_known(), feature=key, passage=None, layers=layers, **camera)


def handle_view() -> None:
    """Take over the layers and the camera that the map reports, unless its page has been left meanwhile."""
    if not map_events.has_map():
        return
    shown = list_shown(store.get_selection())
    store.adopt_view(store.get_known(), map_events.get_view(), shown=shown)


def handle_click() -> None:
    """Select what was clicked on the map and remember what lies under it."""
    known, clicked = store.get_known(), map_events.get_clicked()
    store.adopt_view(known, clicked, shown=list_shown(store.get_selection()))
    features = {key for key in (clicked["feature"], *clicked["also"]) if is_known(key)}
    st.session_state[_ALSO] = tuple(key for key in clicked["also"] if key in features)
    chosen = next((key for key in (clicked["feature"], *clicked["also"]) if key in features), None)
    store.change_selection(known, feature=chosen, passage=None)


def handle_scene() -> None:
    """Take over the scene that the map has gone to, or that another window shows, with its pack."""
    stepped = map_events.get_stepped()
    if "ticket" in stepped and not _take_pack(stepped["ticket"]):
        return
    known, scene = cache.load_known(), stepped["scene"]
    if scene in known.scenes:
        store.adopt_scene(known, scene)


def _take_pack(ticket: str) -> bool:
    """Show the pack of another window from its first scene on; False where it is not to be had."""
    st.session_state[_JOINED] = active_pack.take_ticket(ticket)
    if st.session_state[_JOINED] and (known := cache.load_known()).scenes:
        store.read_selection(known, briefing=True)
    joined: bool = st.session_state[_JOINED]
    return joined


def pop_joined() -> bool | None:
    """Return, once, whether another window's pack was to be had; None where none was asked for."""
    joined: bool | None = st.session_state.pop(_JOINED, None)
    return joined


def handle_passage() -> None:
    """Take over the passage that is being read beside the map."""
    known, passage = cache.load_known(), map_events.get_read()["passage"]
    if passage in known.passages:
        store.adopt_passage(known, passage)


def handle_undo() -> None:
    """Take the last step back, or all of them, as the map asks."""
    known = cache.load_known()
    acts = {"undo": store.step_back, "reset": store.start_afresh}
    st.session_state[_ALSO] = ()
    acts[map_events.get_acted()["act"]](known)


def find_feature_bounds(key: str) -> CornerBounds:
    """Return the area to fly to for a feature, or a whole layer."""
    layer_id, _, feature_id = key.partition(".")
    indexed = cache.load_static().layers[layer_id]
    west, south, east, north = indexed.features[feature_id].bounds if feature_id else indexed.bounds
    return (south, west), (north, east)


def is_known(key: str) -> bool:
    """Return whether a feature key names a layer, or a feature of one."""
    layer_id, _, feature_id = key.partition(".")
    features = cache.load_known().features
    return layer_id in features and (not feature_id or feature_id in features[layer_id])
