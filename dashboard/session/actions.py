"""Change the selection: passages, layers and features, on the map or beside it.

All of these are callbacks, so each makes a context of its own from the rules of its page.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import streamlit as st

from dashboard.cartography.bounds import list_lit
from dashboard.messages import View
from dashboard.session import active_pack, map_events, store
from dashboard.session.context import PageContext, PageRules, get_context, open_page
from geodata.geometry.geodesy import Position

_JOINED = "joined_pack"


def list_also() -> tuple[str, ...]:
    """Return what else lies under the last click, as feature keys."""
    also: tuple[str, ...] = st.session_state.get(store.ALSO_HERE, ())
    return also


def choose_passage(rules: PageRules, passage_id: str | None) -> None:
    """Light up the layers of a passage and fly to them; None lets go of it."""
    context = get_context(rules)
    lit = list_lit(context.pack, passage_id)
    layers = context.list_with_choice() | set(lit)
    camera: dict[str, Any] = {"at": None} if lit else {}
    store.change_selection(context.known, passage=passage_id, feature=None, layers=layers, **camera)


def choose_feature(rules: PageRules, key: str | None, *, fly: bool = False) -> None:
    """Select a feature or a whole layer, switching it on, and fly there if asked; None lets go of it."""
    context = get_context(rules)
    layers = context.list_with_choice() | ({key.partition(".")[0]} if key else set())
    camera: dict[str, Any] = {"at": None} if fly else {}
    st.session_state[store.ALSO_HERE] = ()
    store.change_selection(context.known, feature=key, passage=None, layers=layers, **camera)


def change_question(
    rules: PageRules,
    *,
    keep_camera: bool = True,
    **changes: Any,  # noqa: ANN401 - fields of PageState
) -> None:
    """Change what is asked; the map keeps its place, or shows the answer whole."""
    context = get_context(rules)
    camera = {} if keep_camera else {"at": None}
    asked = replace(context.selection.question, **changes)
    store.change_selection(context.known, question=asked, **camera)


def choose_clicked(context: PageContext, keys: Sequence[str]) -> None:
    """Select the first of the keys under a click that means something, and remember the others."""
    features = [key for key in keys if context.is_known(key)]
    st.session_state[store.ALSO_HERE] = tuple(key for key in keys[1:] if key in features)
    store.change_selection(context.known, feature=next(iter(features), None), passage=None)


def handle_view(rules: PageRules) -> None:
    """Take over the layers and the camera that the map reports, unless its page has been left meanwhile."""
    if map_events.has_map():
        _adopt_view(get_context(rules), map_events.get_view())


def handle_click(rules: PageRules) -> None:
    """Take over what is on screen, and let the page use the place of a click, or choose what lies there."""
    clicked = map_events.get_clicked()
    context = _adopt_view(get_context(rules), clicked)
    if clicked["place"] and rules.take_place(Position(*clicked["place"]), clicked["feature"]):
        return
    choose = rules.choose or choose_clicked
    choose(context, (clicked["feature"], *clicked["also"]))


def _adopt_view(context: PageContext, view: View) -> PageContext:
    """Return the context with the layers and the camera that the map reports."""
    own = context.list_own_layers()
    layers = [layer_id for layer_id in view["layers"] if layer_id not in own]
    seen: View = {**view, "layers": layers}
    store.adopt_view(context.known, seen, shown=context.list_shown(), timed=context.rules.timed)
    return replace(context, selection=store.get_selection())


def handle_scene(rules: PageRules) -> None:
    """Take over the scene that the map has gone to, or that another window shows, with its pack."""
    stepped = map_events.get_stepped()
    if "ticket" in stepped and not _take_pack(rules, stepped["ticket"]):
        return
    known, scene = get_context(rules).known, stepped["scene"]
    if "query" in stepped:
        store.adopt_shown(known, parse_qs(stepped["query"]))
    elif scene in known.scenes:
        store.adopt_scene(known, scene)


def _take_pack(rules: PageRules, ticket: str) -> bool:
    """Show the pack of another window from its first scene on; False where it is not to be had."""
    joined = st.session_state[_JOINED] = active_pack.take_ticket(ticket)
    if joined and active_pack.get_active().pack.scenes:
        open_page(rules)
    return joined


def pop_joined() -> bool | None:
    """Return, once, whether another window's pack was to be had; None where none was asked for."""
    joined: bool | None = st.session_state.pop(_JOINED, None)
    return joined


def handle_passage(rules: PageRules) -> None:
    """Take over the passage that is being read beside the map."""
    known, passage = get_context(rules).known, map_events.get_read()["passage"]
    if passage in known.passages:
        store.adopt_passage(known, passage)


def handle_notation() -> None:
    """Write positions in the notation that was chosen on the map."""
    store.choose_positions(map_events.get_written()["positions"])


def handle_undo(rules: PageRules) -> None:
    """Take the last step back, or all of them, as the map asks."""
    acts = {"undo": store.step_back, "reset": store.start_afresh}
    st.session_state[store.ALSO_HERE] = ()
    acts[map_events.get_acted()["act"]](get_context(rules).known)
