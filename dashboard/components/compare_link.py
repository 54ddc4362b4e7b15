"""The way from a page to the comparison of its state with another one."""

import streamlit as st

from dashboard.components.navigation import PAGE_FILES
from dashboard.session.context import PageContext
from dashboard.session.linked import LinkedView
from dashboard.session.selection import Selection


def show_compare(context: PageContext, page: str, label: str, *, left: Selection, right: Selection) -> None:
    """Show the button that leads to two states of a page; none of a pack that no link leads to.

    Parameters
    ----------
    context
        Of the page.
    page
        Its address.
    label
        What the button says.
    left, right
        The two states.
    """
    if context.known.private:
        return
    one, other = (
        LinkedView(page, context.pack, context.known, selection).link for selection in (left, right)
    )
    there = context.carry_settings(left=one, right=other)
    if st.button(label, icon=":material/compare:"):
        st.switch_page(PAGE_FILES["compare"], query_params=there)
