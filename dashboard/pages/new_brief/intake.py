"""A text comes in: as a file, pasted, or as work that was kept."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.components.keeping import DRAFT
from dashboard.components.layout import escape_markdown, show_header, show_html
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell
from dashboard.pages.new_brief import state
from dashboard.session import reading
from dashboard.session.uploads import pop_brought
from geodata.drafting.finding import find_proposals
from geodata.drafting.first_draft import MOST_NAMES, start_draft
from geodata.drafting.gazetteer import load_gazetteer
from geodata.drafting.kept_file import read_kept
from geodata.drafting.reading import SourceText, read_text
from geodata.errors import SeaBriefError

_FILE, _PASTED, _LANGUAGE, _KEPT, _PROBLEM = (
    "draft-file",
    "draft-pasted",
    "draft-language",
    "draft-kept",
    "draft-problem",
)
TYPES = ("pdf", "docx", "html", "htm", "md", "txt")
PASTED_NAME = "text.md"
"""Name of a text that was pasted: marks of Markdown in it count."""


def show_intake() -> None:
    """Show the ways in which a text can come, and take it up."""
    texts = get_texts()
    with st.container(key="ledger"):
        show_header(texts.new_brief, lead=texts.draft_lead)
        st.file_uploader(texts.draft_file, type=list(TYPES), key=_FILE)
        st.text_area(texts.draft_paste, key=_PASTED, height=160)
        st.selectbox(
            texts.draft_language,
            list(texts.draft_languages),
            format_func=texts.draft_languages.__getitem__,
            key=_LANGUAGE,
        )
        wanted = st.button(texts.draft_find, icon=":material/search:", type="primary")
        if wanted:
            _take_up(_draft_text)
        kept = st.file_uploader(texts.draft_continue, type="json", key=_KEPT)
        if kept is not None and not wanted:
            _take_up(partial(_open_kept, kept.name, kept.getvalue()))
        if problem := st.session_state.pop(_PROBLEM, None):
            st.error(escape_markdown(problem), icon=":material/error:")
        show_html(f"<p class='sb-kind'>{texts.draft_privacy}</p>")


def take_brought() -> None:
    """Take up the work that the browser kept; where it cannot be read, what is there stays."""
    if brought := pop_brought(DRAFT):
        _take_up(partial(_open_kept, brought.name, brought.content))


def _take_up(read: Callable[[], None]) -> None:
    """Read a text or kept work; where it cannot be read, everything stays and the page says why."""
    try:
        with reading.show_reading(get_texts().draft_reading):
            read()
    except SeaBriefError as error:
        st.session_state[_PROBLEM] = tell(error)
        return
    if state.find_history():
        st.rerun()


def _draft_text() -> None:
    source = _read_source()
    if source is None:
        st.session_state[_PROBLEM] = get_texts().draft_no_text
        return
    language = st.session_state.get(_LANGUAGE) or None
    guess = source.find_guess("language")
    proposals = find_proposals(
        source.searchable,
        gazetteer=load_gazetteer(),
        language=language or (guess.value if guess else None),
        most_names=MOST_NAMES,
    )
    state.open_draft(start_draft(source, proposals))


def _read_source() -> SourceText | None:
    file = st.session_state.get(_FILE)
    if file is not None:
        return read_text(file.name, file.getvalue())
    pasted: str = st.session_state.get(_PASTED, "")
    return read_text(PASTED_NAME, pasted.encode()) if pasted.strip() else None


def _open_kept(name: str, content: bytes) -> None:
    state.open_draft(read_kept(name, content))
