"""Record an error of a page without what a viewer wrote, and tell the viewer what to do."""

import logging
import secrets
import sys
import traceback

import streamlit as st

from dashboard import metrics
from dashboard.i18n.texts import get_texts
from dashboard.installation import ROOT
from dashboard.log import get_log

STREAMLIT_LOG = "streamlit.error_util"
"""Logger that Streamlit writes errors of pages to, with their words."""
MOST_PLACES = 12
"""Innermost places of a record."""


def report_error(error: Exception) -> bool:
    """Count and record an error that ended a run, show its number, and say that it was shown.

    The record names its kind and the places in the code, not its words: they may be a viewer's.
    """
    number = secrets.token_hex(4)
    metrics.SCRIPT_ERRORS.inc()
    places = traceback.extract_tb(error.__traceback__)[-MOST_PLACES:]
    get_log().error(
        "page failed",
        number=number,
        kind=type(error).__name__,
        places=[f"{_shorten(place.filename)}:{place.lineno} {place.name}" for place in places],
    )
    st.error(get_texts().page_failed.format(number=number), icon=":material/error:")
    return True


def leave_words_out() -> None:
    """Keep Streamlit from writing errors of pages into a log that is not read at a terminal."""
    if not sys.stderr.isatty():
        logging.getLogger(STREAMLIT_LOG).disabled = True


def _shorten(file: str) -> str:
    """Return the path of a file within the packages."""
    return file.removeprefix(f"{ROOT}/")
