"""SeaBrief's own way: the map program of `dashboard.webmap`, with a passage panel in the same fragment."""

import json
from pathlib import Path

import streamlit as st

from dashboard.components.map import Handlers, MapState, show_map

INDEX = json.loads(Path("index.json").read_text(encoding="utf-8"))


def take_view() -> None:
    """Keep the visible layers for the next run."""
    st.session_state["layers"] = st.session_state["map"]["view"]["layers"]


def take_click() -> None:
    """Keep the passage of what was clicked."""
    key = st.session_state["map"]["clicked"]["feature"]
    st.session_state["passage"] = INDEX["passages"].get(key.partition(".")[2])


@st.fragment
def show_map_and_passage() -> None:
    """Draw the map, which holds the toggles, and the passage; a toggle or a click reruns this alone."""
    layers = st.session_state.get("layers", INDEX["layers"])
    show_map(
        MapState(revision=1, layers=layers, at=(18, 98, 4)),
        bridge=INDEX["bridge"],
        catalogue=INDEX["catalogue"],
        handlers=Handlers(view=take_view, click=take_click),
    )
    passage = st.session_state.get("passage")
    st.text(f"Passage {passage}" if passage else "")


st.set_page_config(layout="wide")
show_map_and_passage()
