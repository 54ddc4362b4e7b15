"""The events that the map of a page has reported last, by the messages that they are."""

from typing import Any

import streamlit as st

from dashboard.messages import Acted, Clicked, Missing, Read, Screen, Stepped, Written

KEY = "map"
"""Key of the map component in the session state."""
_AWAITED = "screen_awaited"


def has_map() -> bool:
    """Return whether the session has a map, which it has until its page is left."""
    return KEY in st.session_state


def await_screen() -> None:
    """Note that something beside the map waits until it has told what is on screen."""
    st.session_state[_AWAITED] = True


def pop_awaited() -> bool:
    """Return, once, whether something waits for what the map has just told."""
    return bool(st.session_state.pop(_AWAITED, False))


def get_view() -> Screen:
    """Return which layers and camera the viewer has chosen."""
    view: Screen = _get("view")
    return view


def get_clicked() -> Clicked:
    """Return what was clicked."""
    clicked: Clicked = _get("clicked")
    return clicked


def get_stepped() -> Stepped:
    """Return the scene that the map went to, or asks for."""
    stepped: Stepped = _get("stepped")
    return stepped


def get_acted() -> Acted:
    """Return what is to be taken back."""
    acted: Acted = _get("acted")
    return acted


def get_written() -> Written:
    """Return the notation that positions are to be written in."""
    written: Written = _get("written")
    return written


def get_read() -> Read:
    """Return which passage is being read."""
    read: Read = _get("read")
    return read


def get_missing() -> Missing:
    """Return what the browser does not hold."""
    missing: Missing = _get("missing")
    return missing


def find_screen() -> Screen | None:
    """Return what is on screen, None until a map has told it."""
    reported = st.session_state.get(KEY, {})
    told: list[Screen] = [screen for event in ("view", "screen") if (screen := reported.get(event))]
    return max(told, key=lambda screen: screen["moment"], default=None)


def _get(event: str) -> Any:  # noqa: ANN401 - the callers know which message it is
    return st.session_state[KEY][event]
