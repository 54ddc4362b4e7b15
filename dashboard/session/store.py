"""Keep the selection of the session and the link in step."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.i18n.translator import list_languages
from dashboard.messages import Theme, View
from dashboard.session.selection import SETTING_FIELDS, Camera, Known, PageState, Selection
from dashboard.session.url import Params, decode_selection, encode_selection, encode_settings
from dashboard.wording.positions import NOTATION_FINDERS
from geodata.geometry.notations import DECIMAL, Notation
from geodata.names import NEUTRAL, Policy

SETTINGS = frozenset(("pack", *SETTING_FIELDS))
"""Query parameters that every page has."""
SIDES = ("left", "right")
"""Query parameters of two states beside each other."""
ROOM = "room"
"""Query parameter that says which room is followed; it is none of the selection."""
_ROOM_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
MOST_STEPS = 50
"""Steps that can be taken back."""
ALSO_HERE = "also_here"
"""Key of what else lies under the last click, as feature keys; gone when the page is left."""
_SELECTION, _REVISION, _NOTICE, _STEPS = "selection", "revision", "ignored_parameters", "steps"
_PAGE, _LEFT = "page", "selections_left"


def read_selection(known: Known, *, page: str = "map", briefing: bool = False) -> Selection:
    """Return the session's selection, taken from the link where the link says something new.

    Pages that share one selection have one name; each other page finds its own as it was left.
    In a briefing there always is a scene, the first one where none was chosen; on other pages there is none.
    """
    params, linked = _get_params(), False
    held = _turn_to(page)
    if held is not None and params.keys() <= SETTINGS:
        held = _take_settings(held, params, known)
    elif held is None or _flatten(params) != encode_selection(held, known):
        linked = True
        held, ignored = decode_selection(params, known)
        st.session_state[_NOTICE] = ignored
        _hold(held, by_page=True)
    if briefing != (held.scene is not None):
        scene = next(iter(known.scenes)) if briefing else None
        held = replace(held, scene=scene) if linked else _keep_settings(held, scene=scene)
        st.session_state[_STEPS] = []
        _hold(held, by_page=True)
    _write_link(held, known)
    return held


def read_settings(known: Known) -> Selection:
    """Return the session's selection on a page without a map, whose link says the settings alone."""
    params = {name: values for name, values in _get_params().items() if name in SETTINGS}
    held = _take_settings(st.session_state.get(_SELECTION), params, known)
    _write_params(encode_settings(held))
    return held


def read_reading(known: Known) -> Selection:
    """Return the session's selection on the page of the text, whose link says passage and settings."""
    params = _get_params()
    read = {name: values for name, values in params.items() if name in SETTINGS | {"passage"}}
    wanted, ignored = decode_selection(read, known)
    settings = {name: values for name, values in read.items() if name in SETTINGS}
    held = _take_settings(st.session_state.get(_SELECTION), settings, known)
    if ignored:
        st.session_state[_NOTICE] = ignored
    if wanted.passage and wanted.passage != held.passage:
        held = replace(held, passage=wanted.passage, feature=None)
        _hold(held, by_page=True)
    _write_reading(held, known)
    return held


def read_comparison(known: Known) -> Selection:
    """Return the session's selection on the page of two states, whose link says them and the settings."""
    settings = {name: values for name, values in _get_params().items() if name in SETTINGS}
    held = _take_settings(st.session_state.get(_SELECTION), settings, known)
    write_sides(get_sides())
    return held


def get_sides() -> dict[str, str]:
    """Return the links of the states that the link of the page names, by side."""
    return {side: st.query_params[side] for side in SIDES if side in st.query_params}


def write_sides(sides: Mapping[str, str]) -> None:
    """Have the link of the page name these states, by side, beside the settings."""
    _write_params(dict(sides) | encode_settings(get_selection()))


def note_ignored(names: tuple[str, ...]) -> None:
    """Note what of a link was not understood, to be told once."""
    st.session_state[_NOTICE] = names


def adopt_passage(known: Known, passage: str) -> None:
    """Take over the passage that is being read."""
    held = replace(get_selection(), passage=passage, feature=None, at=None)
    _hold(held, by_page=False)
    _write_reading(held, known)


def _write_reading(held: Selection, known: Known) -> None:
    passage = {"passage": held.passage} if held.passage and not known.private else {}
    _write_params(passage | encode_settings(held))


def choose_names(policy: Policy) -> None:
    """Call everything by another naming policy; the map renames what it shows and moves nothing."""
    _choose(names=policy)


def choose_theme(theme: Theme | None) -> None:
    """Draw page and map in another theme; None for the one of the viewer's system."""
    _choose(theme=theme)


def choose_language(language: str) -> None:
    """Show pages, map and pack in another language."""
    _choose(lang=language)


def find_linked_language() -> str:
    """Return the language that the link asks for, that of the session where there is no link, or nothing."""
    params = _flatten(_get_params())
    if params:
        return params["lang"] if params.get("lang") in list_languages() else ""
    held: Selection | None = st.session_state.get(_SELECTION)
    return held.lang if held else ""


def choose_positions(notation: Notation) -> None:
    """Write positions in another notation."""
    _choose(positions=notation)


def restart(pack: str, *, write_link: bool) -> None:
    """Begin anew with another pack; settings stay."""
    st.session_state.pop(_LEFT, None)
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


def get_positions() -> Notation:
    """Return the session's notation of positions, decimal degrees until a page has read its link."""
    held: Selection | None = st.session_state.get(_SELECTION)
    return held.positions if held else DECIMAL


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
    changed = replace(get_selection(), **changes)
    if changed != get_selection():
        _remember()
    _hold(changed, by_page=True)
    _write_link(get_selection(), known)


def adopt_view(known: Known, view: View, *, shown: frozenset[str], timed: bool) -> None:
    """Take over the layers and camera that the map reports; it has them on screen already.

    What the viewer did is a step to take back; that the map came to where a page sent it is none. `shown` are
    the layers that were on before; `timed` says whether the viewer chooses on the map up to when it shows.
    """
    before = get_selection()
    layers = frozenset(view["layers"]) & set(known.features)
    lat, lon, zoom = view["at"]
    until = view.get("until", "")
    date = until if until in known.dates or until in known.moments else ""
    seen = replace(before, layers=layers, at=Camera(lat, lon, zoom), date=date if timed else before.date)
    if layers != shown or seen.date != before.date or before.at not in (None, seen.at):
        _remember()
    _hold(seen, by_page=False)
    _write_link(seen, known)


def can_step_back() -> bool:
    """Return whether there is a step to take back."""
    steps: list[Selection] = st.session_state.get(_STEPS, [])
    return bool(steps) and steps[-1].pack == get_selection().pack


def step_back(known: Known) -> None:
    """Take the last step back: a choice, a switch, or a move of the map; settings stay."""
    steps: list[Selection] = st.session_state.get(_STEPS, [])
    held = get_selection()
    if steps and steps[-1].pack == held.pack:
        _hold(replace(steps.pop(), **held.settings), by_page=True)
        _write_link(get_selection(), known)


def start_afresh(known: Known) -> None:
    """Let go of everything but the settings; the step can be taken back."""
    change_selection(known, layers=None, at=None, feature=None, passage=None, date="", question=PageState())


def adopt_scene(known: Known, scene: str) -> None:
    """Take over the scene that the map has gone to, or come back to."""
    _hold(_keep_settings(get_selection(), scene=scene), by_page=False)
    _write_link(get_selection(), known)


def adopt_shown(known: Known, params: Params) -> None:
    """Take over what a presenter shows; the settings stay the viewer's own.

    The map of a briefing shows a scene at once; that of another page waits for this.
    """
    held = get_selection()
    shown, _ignored = decode_selection(params, known)
    if (shown.scene is None) != (held.scene is None):
        return  # the browser is on its way to another page
    _hold(replace(shown, pack=held.pack, **held.settings), by_page=shown.scene is None)
    _write_link(get_selection(), known)


def find_room() -> str:
    """Return the id or the code of the room that the link says to follow; empty where there is none."""
    name = st.query_params.get(ROOM, "")
    return name if _ROOM_NAME.fullmatch(name) else ""


def choose_room(name: str) -> None:
    """Follow a room from now on; none where the name is empty."""
    if name:
        st.query_params[ROOM] = name
    else:
        st.query_params.pop(ROOM, None)


def _keep_settings(held: Selection, *, scene: str | None) -> Selection:
    """Return a fresh selection with a scene and the settings of another one."""
    return Selection(scene=scene, pack=held.pack, **held.settings)


def _turn_to(page: str) -> Selection | None:
    """Put the selection of the page before aside, and take up that of this one."""
    held: Selection | None = st.session_state.get(_SELECTION)
    before = st.session_state.get(_PAGE, page)
    st.session_state[_PAGE] = page
    if held is None or before == page:
        return held
    left: dict[str, Selection] = st.session_state.setdefault(_LEFT, {})
    left[before] = held
    st.session_state[_STEPS] = []
    st.session_state.pop(ALSO_HERE, None)
    kept = left.get(page, Selection())
    _hold(replace(kept, pack=held.pack, **held.settings), by_page=True)
    return get_selection()


def _choose(**settings: Any) -> None:  # noqa: ANN401 - fields of Selection
    _hold(replace(get_selection(), **settings), by_page=False)
    kept = {name: value for name, value in _flatten(_get_params()).items() if name not in SETTINGS}
    _write_params(kept | encode_settings(get_selection()))


def _take_settings(held: Selection | None, params: dict[str, list[str]], known: Known) -> Selection:
    if held is not None and (not params or _flatten(params) == encode_settings(held)):
        return held
    read, ignored = decode_selection(params, known)
    st.session_state[_NOTICE] = ignored
    held = replace(held or read, pack=read.pack, **read.settings)
    _hold(held, by_page=False)
    return held


def _remember() -> None:
    steps: list[Selection] = st.session_state.setdefault(_STEPS, [])
    steps.append(get_selection())
    del steps[:-MOST_STEPS]


def _get_params() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name != ROOM}


def _hold(selection: Selection, *, by_page: bool) -> None:
    st.session_state[_SELECTION] = selection
    st.session_state[_REVISION] = st.session_state.get(_REVISION, 0) + by_page


def _write_link(selection: Selection, known: Known) -> None:
    _write_params(encode_selection(selection, known))


def _write_params(wanted: dict[str, str]) -> None:
    if wanted != _flatten(_get_params()):
        room = find_room()
        st.query_params.from_dict(wanted | ({ROOM: room} if room else {}))


def _flatten(params: dict[str, list[str]]) -> dict[str, str]:
    return {name: values[-1] for name, values in params.items() if values}


def _find_notation() -> Notation | None:
    """Return the notation of the session that runs in this thread; None where no session does."""
    return get_positions() if get_script_run_ctx(suppress_warning=True) is not None else None


NOTATION_FINDERS.append(_find_notation)
