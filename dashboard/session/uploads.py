"""What the viewer has brought to the session, and what comes back from his browser.

A session goes with its server: the page of a server that was started again is that of another session.
"""

from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.messages import Bringing

_HELD, _BROUGHT, _BRINGING = "held_uploads", "brought_back", "bringing_back"


@dataclass(frozen=True)
class HeldFile:
    """A file of the viewer that the session holds, by what his browser knows it."""

    title: str
    """What the pages call it."""
    name: str = ""
    """Name of the file as the viewer brought it; empty where his browser does not have it at hand."""
    size: int = 0
    """Its bytes."""


@dataclass(frozen=True)
class BroughtFile:
    """A file that the browser kept and the viewer asked for, still to be read."""

    name: str
    """Its name."""
    content: bytes
    """Its bytes, as untrusted as those of any other upload."""
    passage: str
    """The passage that it is to be tied to; empty for none."""


def note_upload(place: str, file: HeldFile | None) -> None:
    """Note the file that is held at a place, such as the viewer's own layer; None for none."""
    held: dict[str, HeldFile] = st.session_state.setdefault(_HELD, {})
    if file is None:
        held.pop(place, None)
    else:
        held[place] = file


def find_upload(place: str) -> HeldFile | None:
    """Return the file that is held at a place."""
    held: dict[str, HeldFile] = st.session_state.get(_HELD, {})
    return held.get(place)


def list_uploads() -> list[str]:
    """Return the titles of the files that are held."""
    held: dict[str, HeldFile] = st.session_state.get(_HELD, {})
    return [file.title for file in held.values()]


def note_bringing(bringing: Bringing) -> None:
    """Note what the files belong to that the browser brings back next."""
    st.session_state[_BRINGING] = bringing


def bring_back(place: str, name: str, content: bytes) -> None:
    """Have the page of a place read what the browser kept for it."""
    bringing: Bringing = st.session_state.get(_BRINGING, {"pack": "", "passage": ""})
    brought: dict[str, BroughtFile] = st.session_state.setdefault(_BROUGHT, {})
    brought[place] = BroughtFile(name, content, bringing["passage"])


def pop_brought(place: str) -> BroughtFile | None:
    """Return, once, what the browser kept for a place."""
    brought: dict[str, BroughtFile] = st.session_state.get(_BROUGHT, {})
    return brought.pop(place, None)


def get_session_id() -> str:
    """Return what tells the session from others; empty where no server runs."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""
