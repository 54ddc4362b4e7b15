"""Show why a text is no place or how it was read, and offer the ports that it may mean."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.components.layout import escape_markdown
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator, tell
from geodata.errors import SeaBriefError
from geodata.geometry.positions import tell_rounding
from geodata.routing.places import UnknownPlaceError
from geodata.routing.ports import Port, tell_port


@dataclass(frozen=True)
class Refusal:
    """A text that a viewer typed and that was not taken."""

    reason: str
    """A sentence that says why."""
    asked: object
    """What the page had before; once that has changed the refusal is no longer shown."""
    text: str = ""
    """The words that name no place."""
    offers: tuple[Port, ...] = ()
    """Ports that they may mean."""


def refuse_text(key: str, error: SeaBriefError, *, asked: object) -> None:
    """Keep an error in the session under a key, for `show_refusal`."""
    text, offers = (error.text, error.offers) if isinstance(error, UnknownPlaceError) else ("", ())
    st.session_state[key] = Refusal(tell(error), asked, text, offers)


def tell_rounded(text: str) -> None:
    """Say in passing which references in a text that was taken are finer than what was read of them."""
    if rounding := tell_rounding(text):
        st.toast(escape_markdown(tell(rounding)), icon=":material/straighten:")


def show_refusal(key: str, take: Callable[..., Any], *, asked: object) -> None:
    """Show the refusal under a key with a button for each port that is offered, while it holds.

    Parameters
    ----------
    key
        Where `refuse_text` put it.
    take
        Called with the refusal and the port whose button was pressed.
    asked
        What the page has now.
    """
    refusal = st.session_state.get(key)
    if not isinstance(refusal, Refusal) or refusal.asked != asked:
        st.session_state.pop(key, None)
        return
    st.warning(escape_markdown(refusal.reason), icon=":material/wrong_location:")
    with st.container(horizontal=True, gap="small"):
        for port in refusal.offers:
            label = get_texts().offer.format(port=tell_port(port, get_translator().language))
            st.button(escape_markdown(label), key=f"{key}-{port.id}", on_click=take, args=(refusal, port))
