"""Ask viewers to sign in with the identity provider that the operator has set up for Streamlit."""

import streamlit as st

from dashboard.i18n.texts import get_texts


def is_missing() -> bool:
    """Return whether the viewer has not signed in."""
    return not st.user.is_logged_in


def show_sign_in() -> None:
    """Show what the application is and the button to sign in."""
    texts = get_texts()
    st.title(texts.product)
    st.write(texts.sign_in_why)
    st.button(texts.sign_in, icon=":material/login:", type="primary", on_click=st.login)


def show_sign_out() -> None:
    """Show the button to sign out."""
    st.button(get_texts().sign_out, icon=":material/logout:", on_click=st.logout)
