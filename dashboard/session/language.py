"""The language of the session.

Callbacks and fragments run in threads of Streamlit without the page's script before them: the language is
found when it is first asked for in a thread. A thread of Streamlit runs one session.
"""

from contextvars import ContextVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.i18n.translator import LANGUAGE_FINDERS, SOURCE

LANGUAGE = "language"
"""Key of the language's tag in the session state."""
_taken: ContextVar[str | None] = ContextVar("language", default=None)


def read_language() -> str:
    """Take over the language of the session for this run, and return its tag."""
    language: str = st.session_state.get(LANGUAGE, SOURCE)
    _taken.set(language)
    return language


def _find_language() -> str | None:
    """Return the language of the session that runs in this thread; None where no session does."""
    if _taken.get() is None and get_script_run_ctx(suppress_warning=True) is None:
        return None
    return _taken.get() or read_language()


LANGUAGE_FINDERS.append(_find_language)
