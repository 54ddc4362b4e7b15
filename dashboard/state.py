"""Keep the selection of a session and its link in step."""

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.selection import Camera, Known, Selection, decode_selection, encode_selection

_SELECTION, _REVISION, _NOTICE = "selection", "revision", "ignored_parameters"


def read_selection(known: Known, *, briefing: bool = False) -> Selection:
    """Return the session's selection, taken from the link where the link says something new.

    In a briefing there always is a scene, the first one where none was chosen; on other pages there is none.
    """
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    held: Selection | None = st.session_state.get(_SELECTION)
    if held is None or (params and _flatten(params) != encode_selection(held, known)):
        held, ignored = decode_selection(params, known)
        st.session_state[_NOTICE] = ignored
        _hold(held, by_page=True)
    if briefing != (held.scene is not None):
        held = Selection(scene=next(iter(known.scenes)) if briefing else None)
        _hold(held, by_page=True)
    _write_link(held, known)
    return held


def get_selection() -> Selection:
    """Return the session's selection as it stands."""
    selection: Selection = st.session_state[_SELECTION]
    return selection


def get_revision() -> int:
    """Return how many changes the pages (not the map) have made to the selection."""
    revision: int = st.session_state[_REVISION]
    return revision


def pop_ignored() -> tuple[str, ...]:
    """Return, once, the names of the link's parameters that were not understood."""
    ignored: tuple[str, ...] = st.session_state.pop(_NOTICE, ())
    return ignored


def change_selection(known: Known, **changes: Any) -> None:  # noqa: ANN401 - fields of Selection
    """Change fields of the selection from the page's side; the map follows."""
    _hold(replace(get_selection(), **changes), by_page=True)
    _write_link(get_selection(), known)


def take_over_view(known: Known, view: dict[str, Any]) -> None:
    """Take over the layers and camera that the map reports; it has them on screen already."""
    layers = frozenset(view["layers"]) & set(known.features)
    lat, lon, zoom = view["at"]
    _hold(replace(get_selection(), layers=layers, at=Camera(lat, lon, zoom)), by_page=False)
    _write_link(get_selection(), known)


def take_over_scene(known: Known, scene: str) -> None:
    """Take over the scene that the map has gone to, or come back to."""
    _hold(Selection(scene=scene), by_page=False)
    _write_link(get_selection(), known)


def _hold(selection: Selection, *, by_page: bool) -> None:
    st.session_state[_SELECTION] = selection
    st.session_state[_REVISION] = st.session_state.get(_REVISION, 0) + by_page


def _write_link(selection: Selection, known: Known) -> None:
    wanted = encode_selection(selection, known)
    if wanted != _flatten({name: st.query_params.get_all(name) for name in st.query_params}):
        st.query_params.from_dict(wanted)


def _flatten(params: dict[str, list[str]]) -> dict[str, str]:
    return {name: values[-1] for name, values in params.items() if values}
