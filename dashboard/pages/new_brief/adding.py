"""The field for words of the text that name a place which was not found."""

import streamlit as st

from dashboard.components.layout import escape_markdown
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell
from dashboard.pages.new_brief import state
from dashboard.pages.new_brief.places import describe_place, search_places
from geodata.drafting.draft import add_place
from geodata.drafting.proposals import Place
from geodata.errors import SeaBriefError

_WORDS, _PLACE, _PROBLEM = "draft-add-words", "draft-add-place", "draft-add-problem"


def show_adding() -> None:
    """Show the words of the text, what they may mean, and a search where they mean nothing known."""
    texts = get_texts()
    with st.popover(texts.draft_add, icon=":material/add_location:"):
        words = st.text_input(texts.draft_add_words, key=_WORDS)
        named = st.text_input(texts.draft_search, key=_PLACE, placeholder=texts.draft_search_hint)
        try:
            found = search_places(named or words)
        except SeaBriefError as error:
            st.warning(escape_markdown(tell(error)))
            return
        for number, place in enumerate(found):
            st.button(
                escape_markdown(describe_place(place)),
                key=f"draft-add-{number}",
                on_click=_add,
                args=(place,),
                width="stretch",
            )
        if (named or words).strip() and not found:
            st.caption(texts.draft_search_none)
        if problem := st.session_state.pop(_PROBLEM, None):
            st.warning(escape_markdown(problem))


def _add(place: Place) -> None:
    words = st.session_state[_WORDS]
    before = state.get_draft()
    try:
        draft = add_place(before, words, place)
    except LookupError:
        st.session_state[_PROBLEM] = get_texts().draft_add_words_missing.format(words=words)
        return
    state.take_step(draft)
    state.choose_item(next(iter({item.id for item in draft.items} - {item.id for item in before.items})))
    st.session_state[_WORDS] = st.session_state[_PLACE] = ""
