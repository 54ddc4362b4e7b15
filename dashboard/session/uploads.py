"""Which files of the viewer the session holds, so that a page can say when they are lost.

A session goes with its server: the page of a server that was started again is that of another session.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_HELD = "held_uploads"


def note_upload(place: str, name: str | None) -> None:
    """Note the name of the file that is held at a place, such as the viewer's own layer; None for none."""
    held: dict[str, str] = st.session_state.setdefault(_HELD, {})
    if name is None:
        held.pop(place, None)
    else:
        held[place] = name


def list_uploads() -> list[str]:
    """Return the names of the files that are held."""
    held: dict[str, str] = st.session_state.get(_HELD, {})
    return list(held.values())


def get_session_id() -> str:
    """Return what tells the session from others; empty where no server runs."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""
