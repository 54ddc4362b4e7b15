"""Widgets whose value changes elsewhere, too: a late report of the browser does not take the change back."""

from streamlit.testing.v1 import AppTest

PAGE = """
import streamlit as st
from dashboard.session.widgets import name_widget, read_widget

chosen = st.session_state.setdefault("chosen", ["a"])
st.multiselect(
    "Letters",
    ["a", "b", "c"],
    key=name_widget("letters", chosen),
    on_change=lambda: st.session_state.update(chosen=sorted(read_widget("letters"))),
)
st.button("Elsewhere", on_click=lambda: st.session_state.update(chosen=["c"]))
"""


def test_a_late_report_does_not_take_back_what_was_changed_elsewhere() -> None:
    app = AppTest.from_string(PAGE).run()
    late = app._tree.get_widget_states()  # noqa: SLF001 - what the browser would report
    app.button[0].click().run()
    app._run(late)  # noqa: SLF001 - as above
    assert app.multiselect[0].value == app.session_state["chosen"] == ["c"]


def test_what_is_chosen_at_the_widget_is_put_in_order_and_keeps_the_widget() -> None:
    app = AppTest.from_string(PAGE).run()
    key = app.multiselect[0].key
    app.multiselect[0].set_value(["b", "a"]).run()
    assert app.multiselect[0].value == app.session_state["chosen"] == ["a", "b"]
    assert app.multiselect[0].key == key
    app.button[0].click().run()
    assert app.multiselect[0].key != key
