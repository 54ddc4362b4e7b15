"""Take in what the browser kept: its files come the way of the viewer's own, and are read as those are."""

import streamlit as st

from dashboard.components import keeping, settings
from dashboard.components.navigation import PAGE_FILES
from dashboard.i18n.texts import get_texts
from dashboard.session import active_pack
from dashboard.session.uploads import bring_back, note_bringing

_ROUND = "kept-round"
PAGES = {keeping.NOTES: "explore", keeping.OWN_LAYER: "explore", keeping.DRAFT: "new-brief"}
"""Place -> address of the page that shows what was kept there."""
_MARK = "~"
"""Parts the place from the name of the file."""


def show_keeping() -> None:
    """Show the notice; the field beside it is for the browser alone, which puts into it what it kept."""
    keeping.show_notice(_note_bringing)
    st.file_uploader(get_texts().bring_back, accept_multiple_files=True, key=_name_uploader())


def _note_bringing() -> None:
    """Show the pack that the files belong to, where it is one of the repository."""
    bringing = keeping.get_bringing()
    note_bringing(bringing)
    if bringing["pack"] in active_pack.list_choices() and bringing["pack"] != active_pack.UPLOAD:
        active_pack.choose_pack(bringing["pack"])


def take_back(page: str) -> None:
    """Open the pack that has come back, leave the rest to the pages, and go to the first that has some of it.

    Parameters
    ----------
    page
        Address of the page that is open; it stays open where it has some of it.
    """
    files = st.session_state.get(_name_uploader())
    if not files:
        return
    wanted = []
    for file in files:
        place, _, name = file.name.partition(_MARK)
        if place == keeping.PACK:
            settings.open_pack(name, file.getvalue())
        elif place in PAGES:
            bring_back(place, name, file.getvalue())
            wanted.append(PAGES[place])
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    if wanted and page not in wanted:
        st.switch_page(PAGE_FILES[wanted[0]])


def _name_uploader() -> str:
    """Return the key of the field; a new one empties it."""
    return f"kept-files-{st.session_state.get(_ROUND, 0)}"
