"""Read the files of viewers: who waits sees it, and what nobody waits for is stopped."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geodata.isolation.reading import stop_unless


@contextmanager
def show_reading(sentence: str) -> Iterator[None]:
    """Show a sentence while a file is read in a process of its own, until the viewer goes away."""
    context = get_script_run_ctx(suppress_warning=True)
    session_id = context.session_id if context else ""
    with st.spinner(sentence), stop_unless(lambda: _is_connected(session_id)):
        yield


def _is_connected(session_id: str) -> bool:
    """Tell whether the browser of a session is connected; True where no server runs."""
    return not runtime.exists() or runtime.get_instance().is_active_session(session_id)
