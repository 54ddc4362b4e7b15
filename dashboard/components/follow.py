"""Follow a presenter: enter the code of his room, or stop following."""

import streamlit as st

from dashboard.i18n.texts import get_texts
from dashboard.rooms.codes import ALPHABET, CODE_LENGTH, is_id, read_code
from dashboard.session import store

_CODE = "follow_code"


def show_follow() -> None:
    """Show the button under which a viewer enters the code of a room, or leaves the one that he follows."""
    texts = get_texts()
    if store.find_room():
        if st.button(texts.follow_stop, icon=":material/logout:"):
            store.choose_room("")
            st.rerun()
        return
    with st.popover(texts.follow, icon=":material/login:"):
        written = st.text_input(texts.follow_code, key=_CODE, max_chars=20, autocomplete="off").strip()
        code = read_code(written)
        if code or is_id(written):
            store.choose_room(code or written)
            st.rerun()
        if written:
            st.caption(texts.follow_wrong.format(example=ALPHABET[-CODE_LENGTH:]))
