"""Let the viewer choose a brief, or bring one along as a zipped pack."""

import streamlit as st

from dashboard import shelf
from dashboard.foreign import open_archive
from dashboard.texts import ENGLISH
from dashboard.widgets import escape_markdown
from geodata.errors import SeaBriefError

_CHOICE, _FILE, _TAKEN, _PROBLEM = "pack_choice", "pack_file", "taken_file", "pack_problem"


def show_setting() -> None:
    """Show the choice of the brief and the place for an upload."""
    choices = shelf.list_choices()
    st.session_state[_CHOICE] = shelf.get_chosen()
    st.selectbox(
        ENGLISH.choose_brief,
        list(choices),
        format_func=lambda name: _format_choice(name, choices[name]),
        key=_CHOICE,
        on_change=lambda: shelf.choose_pack(st.session_state[_CHOICE]),
    )
    st.file_uploader(
        ENGLISH.upload_pack,
        type="zip",
        key=_FILE,
        help=ENGLISH.upload_hint,
    )
    if problem := st.session_state.get(_PROBLEM):
        message = ENGLISH.pack_refused.format(problem=problem)
        st.error(escape_markdown(message), icon=":material/error:")


def take_upload() -> None:
    """Open what was uploaded since the last run; where it cannot be shown, the running brief stays."""
    file = st.session_state.get(_FILE)
    if file is None:
        st.session_state.pop(_PROBLEM, None)
        return
    if file.file_id == st.session_state.get(_TAKEN):
        return
    st.session_state[_TAKEN] = file.file_id
    st.session_state.pop(_PROBLEM, None)
    try:
        with st.spinner(ENGLISH.opening_pack):
            opened = open_archive(file.getvalue(), file.name)
    except SeaBriefError as error:
        st.session_state[_PROBLEM] = str(error)
        st.toast(
            escape_markdown(ENGLISH.pack_refused.format(problem=error)),
            icon=":material/error:",
            duration="long",
        )
        return
    shelf.take_upload(opened)
    title = escape_markdown(opened.pack.brief.title)
    st.toast(ENGLISH.pack_opened.format(title=title), icon=":material/check_circle:")


def _format_choice(name: str, title: str) -> str:
    return ENGLISH.uploaded.format(title=title) if name == shelf.UPLOAD else title
