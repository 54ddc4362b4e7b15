"""Call things by the naming policy that the viewer has chosen."""

import streamlit as st

from dashboard import cached, state
from dashboard.texts import ENGLISH
from geodata.gazetteer import call_layer
from geodata.layers import find_layer
from geodata.names import LANGUAGES, POLICIES
from geodata.records import Layer

_CHOICE = "names"


def show_setting() -> None:
    """Show the choice of the naming policy."""
    st.session_state[_CHOICE] = state.get_names()
    st.selectbox(
        ENGLISH.names,
        POLICIES,
        format_func=dict(zip(POLICIES, ENGLISH.policies, strict=True)).__getitem__,
        key=_CHOICE,
        on_change=lambda: state.choose_names(st.session_state[_CHOICE]),
        help=ENGLISH.names_hint,
    )


def rename(text: str) -> str:
    """Return a sentence of ours with the names in it by the policy."""
    return cached.load_gazetteer().rewrite(text, state.get_names())


def call(layer: Layer) -> str:
    """Return the title of a layer by the policy."""
    gazetteer = cached.load_gazetteer()
    return call_layer(cached.load_pack(), layer, state.get_names(), gazetteer=gazetteer)


def format_language() -> str:
    """Return the attribute that says the language of a name by the policy, empty where it is not one."""
    language = LANGUAGES.get(state.get_names().replace("-", "_"))
    return f' lang="{language}"' if language else ""


def call_key(key: str) -> str:
    """Return the name of the feature, or of the whole layer, that a feature key means."""
    layer_id, _, feature_id = key.partition(".")
    if not feature_id:
        return call(find_layer(cached.load_pack(), layer_id))
    feature = cached.load_static().layers[layer_id].features[feature_id]
    return feature.names.call(state.get_names())
