"""Widgets that show a value which changes elsewhere too: by a link, on the map, in another window.

Streamlit takes a value that the browser reports, where it is not the one in the session, for a choice of the
viewer. A browser that has not yet drawn a change made elsewhere still reports the former value with whatever
it reports next, and so would take the change back. Such a widget therefore gets another key with each change
made elsewhere: reports of a widget that is gone mean nothing.
"""

from typing import Any

import streamlit as st

_CHOSEN = "chosen at the widget"
"""Stands for a value of which the browser knows: what becomes of it is no change made elsewhere."""


def name_widget(name: str, value: Any) -> str:  # noqa: ANN401 - a value of any widget
    """Return the key of the widget of a name, with `value` as its value in the session."""
    shown, serial = st.session_state.get(_remember(name), (_CHOSEN, 0))
    serial += shown not in (_CHOSEN, value)
    st.session_state[_remember(name)] = (value, serial)
    key = _write_key(name, serial)
    st.session_state[key] = value
    return key


def read_widget(name: str) -> Any:  # noqa: ANN401 - as above
    """Return what was chosen at the widget of a name, none where it was not shown."""
    _, serial = st.session_state.get(_remember(name), (_CHOSEN, 0))
    st.session_state[_remember(name)] = (_CHOSEN, serial)
    return st.session_state.get(_write_key(name, serial))


def _remember(name: str) -> str:
    return f"{name}-shown"


def _write_key(name: str, serial: int) -> str:
    return f"{name}-{serial}" if serial else name
