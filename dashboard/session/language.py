"""The language of the session: what the link asks for, else the setting, else what the browser wishes.

Callbacks and fragments run in threads of Streamlit without the page's script before them: the language is
found when it is first asked for in a thread. A thread of Streamlit runs one session.
"""

from contextvars import ContextVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.i18n.translator import LANGUAGE_FINDERS, SOURCE, find_language
from dashboard.session import store

_LANGUAGE = "language"
"""Key of the language's tag in the session state."""
_taken: ContextVar[str | None] = ContextVar("language", default=None)


def read_language() -> str:
    """Take over the language of the session for this run, and return its tag."""
    language = store.find_linked_language() or find_language(_list_wishes()) or SOURCE
    st.session_state[_LANGUAGE] = language
    _taken.set(language)
    return language


def _list_wishes() -> list[str]:
    """Return the languages that the browser asks for, the dearest first."""
    return [
        wish
        for wish in (st.context.locale, *_read_header(st.context.headers.get("Accept-Language") or ""))
        if wish
    ]


def _read_header(header: str) -> list[str]:
    """Return the tags of a header `Accept-Language`, such as `de-DE,en;q=0.5`, the dearest first."""
    weighed = []
    for part in header.split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((float(weight or 1), tag))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(weighed, key=lambda one: -one[0]) if weight > 0]


def _find_language() -> str | None:
    """Return the language of the session that runs in this thread; None where no session does."""
    if _taken.get() is None and get_script_run_ctx(suppress_warning=True) is None:
        return None
    return _taken.get() or _take_over()


def _take_over() -> str:
    """Return the language of the last run of the script, in a thread of a fragment or a callback."""
    language: str = st.session_state.get(_LANGUAGE, SOURCE)
    _taken.set(language)
    return language


LANGUAGE_FINDERS.append(_find_language)
