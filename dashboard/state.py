"""Keep the selection of a session and its link in step."""

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.selection import (
    Camera,
    Known,
    Selection,
    Theme,
    decode_selection,
    encode_selection,
    encode_settings,
)
from geodata.names import NEUTRAL, Policy

SETTINGS = frozenset(("pack", "names", "theme"))
"""Query parameters that every page has."""
_SELECTION, _REVISION, _NOTICE = "selection", "revision", "ignored_parameters"


def read_selection(known: Known, *, briefing: bool = False) -> Selection:
    """Return the session's selection, taken from the link where the link says something new.

    In a briefing there always is a scene, the first one where none was chosen; on other pages there is none.
    """
    params = _get_params()
    held: Selection | None = st.session_state.get(_SELECTION)
    if held is not None and params.keys() <= SETTINGS:
        held = _take_settings(held, params, known)
    elif held is None or _flatten(params) != encode_selection(held, known):
        held, ignored = decode_selection(params, known)
        st.session_state[_NOTICE] = ignored
        _hold(held, by_page=True)
    if briefing != (held.scene is not None):
        held = _keep_settings(held, scene=next(iter(known.scenes)) if briefing else None)
        _hold(held, by_page=True)
    _write_link(held, known)
    return held


def read_settings(known: Known) -> Selection:
    """Return the session's selection on a page without a map, whose link says the settings alone."""
    params = {name: values for name, values in _get_params().items() if name in SETTINGS}
    held = _take_settings(st.session_state.get(_SELECTION), params, known)
    _write_params(encode_settings(held))
    return held


def carry_settings(**params: str) -> dict[str, str]:
    """Return the parameters of a link to another page, with the settings that go along."""
    return params | encode_settings(get_selection())


def choose_names(policy: Policy) -> None:
    """Call everything by another naming policy; the map renames what it shows and moves nothing."""
    _choose(names=policy)


def choose_theme(theme: Theme | None) -> None:
    """Draw page and map in another theme; None for the one of the viewer's system."""
    _choose(theme=theme)


def restart(pack: str, *, write_link: bool) -> None:
    """Begin anew with another pack; names and theme stay."""
    held: Selection | None = st.session_state.get(_SELECTION)
    if held is not None:
        _hold(replace(_keep_settings(held, scene=None), pack=pack), by_page=True)
        if write_link:
            _write_params(encode_settings(get_selection()))


def get_selection() -> Selection:
    """Return the session's selection as it stands."""
    selection: Selection = st.session_state[_SELECTION]
    return selection


def get_names() -> Policy:
    """Return the session's naming policy, which is the neutral one until a page has read its link."""
    held: Selection | None = st.session_state.get(_SELECTION)
    return held.names if held else NEUTRAL


def get_theme() -> Theme | None:
    """Return the theme that the session wants, None until a page has read its link."""
    held: Selection | None = st.session_state.get(_SELECTION)
    return held.theme if held else None


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
    _hold(_keep_settings(get_selection(), scene=scene), by_page=False)
    _write_link(get_selection(), known)


def _keep_settings(held: Selection, *, scene: str | None) -> Selection:
    """Return a fresh selection with a scene and the settings of another one."""
    return Selection(scene=scene, pack=held.pack, names=held.names, theme=held.theme)


def _choose(**settings: Any) -> None:  # noqa: ANN401 - fields of Selection
    _hold(replace(get_selection(), **settings), by_page=False)
    kept = {name: value for name, value in _flatten(_get_params()).items() if name not in SETTINGS}
    _write_params(kept | encode_settings(get_selection()))


def _take_settings(held: Selection | None, params: dict[str, list[str]], known: Known) -> Selection:
    if held is not None and (not params or _flatten(params) == encode_settings(held)):
        return held
    read, ignored = decode_selection(params, known)
    st.session_state[_NOTICE] = ignored
    held = replace(held or read, pack=read.pack, names=read.names, theme=read.theme)
    _hold(held, by_page=False)
    return held


def _get_params() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _hold(selection: Selection, *, by_page: bool) -> None:
    st.session_state[_SELECTION] = selection
    st.session_state[_REVISION] = st.session_state.get(_REVISION, 0) + by_page


def _write_link(selection: Selection, known: Known) -> None:
    _write_params(encode_selection(selection, known))


def _write_params(wanted: dict[str, str]) -> None:
    if wanted != _flatten(_get_params()):
        st.query_params.from_dict(wanted)


def _flatten(params: dict[str, list[str]]) -> dict[str, str]:
    return {name: values[-1] for name, values in params.items() if values}
