"""The form with the record of the text."""

import re
from dataclasses import replace

import streamlit as st

from dashboard.components.layout import escape_markdown
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell
from dashboard.pages.new_brief import state
from geodata.drafting.draft import change_record

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ASKED = ("title", "author", "publisher", "date", "language", "rights")
"""Fields that a reader needs to cite the text."""
OWN = "draft-own-text"


def show_record() -> None:
    """Show the fields of the record, with where each value was found; what is empty is asked for."""
    texts, draft = get_texts(), state.get_draft()
    missing = sum(not getattr(draft.record, field) for field in ASKED)
    title = f"{texts.draft_record}{f' · {texts.draft_asked.format(missing)}' if missing else ''}"
    with st.popover(title, icon=":material/edit_note:"):
        guesses = {guess.field: guess for guess in draft.source.record}
        for field, label in texts.draft_fields.items():
            st.text_input(
                label,
                getattr(draft.record, field),
                key=f"draft-record-{field}",
                on_change=_take_record,
            )
            guess = next((one for one in guesses.values() if one.field == field), None)
            if guess:
                where = texts.draft_guess.format(value=guess.value, where=tell(guess.where))
                st.caption(escape_markdown(where))
        st.checkbox(
            texts.draft_own_text,
            draft.record.own_text,
            key=OWN,
            help=texts.draft_own_text_hint,
            on_change=_take_record,
        )
        date = draft.record.date
        if date and not _DATE.fullmatch(date):
            st.warning(escape_markdown(texts.draft_date_wrong.format(date=date)))


def _take_record() -> None:
    draft, texts = state.get_draft(), get_texts()
    written = {field: st.session_state[f"draft-record-{field}"].strip() for field in texts.draft_fields}
    state.take_step(change_record(draft, replace(draft.record, **written, own_text=st.session_state[OWN])))
