"""Hold what a viewer asks of institutions and events: bodies, countries, a month; and what is on the map."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard import cached, state
from dashboard.selection import Known, Selection
from geodata.events import GROUP
from geodata.layer_data import MembershipData
from geodata.layers import find_layer
from geodata.memberships import Body, has_begun

FIRST_BODIES = ("eas", "arf", "osce")
"""Bodies that are on at the start, where the pack has them."""


def is_institutional(layer_id: str) -> bool:
    """Return whether a layer of the pack shows members of a body, or events."""
    layer = find_layer(cached.load_pack(), layer_id)
    return isinstance(layer.data, MembershipData) or layer.group == GROUP


def know_institutions() -> Known:
    """Return what a link may name; on this page some bodies and all events are visible at the start."""
    pack = cached.load_pack()
    first = {
        layer.id
        for layer in pack.layers
        if (isinstance(layer.data, MembershipData) and layer.data.body in FIRST_BODIES)
        or layer.group == GROUP
    }
    return replace(cached.load_known(), default_layers=frozenset(first))


def list_shown(selection: Selection) -> frozenset[str]:
    """Return the layers that are on."""
    return know_institutions().default_layers if selection.layers is None else selection.layers


def read_date(selection: Selection) -> str:
    """Return the month of the page: the one chosen, else that of the brief."""
    published = cached.load_pack().brief.date
    months = (month for month in know_institutions().dates if has_begun(month, published))
    return selection.date or max(months)


def take_institutions_view() -> None:
    """Take over the layers and the camera that the map reports."""
    shown = list_shown(state.get_selection())
    state.take_over_view(know_institutions(), st.session_state["map"]["view"], shown=shown)


def choose_date(month: str) -> None:
    """Show what had happened by a month; that of the brief stays out of the link."""
    usual = month == read_date(replace(state.get_selection(), date=""))
    state.change_selection(know_institutions(), date="" if usual else month)


def choose_bodies(bodies: Mapping[str, Body], chosen: list[str]) -> None:
    """Ask for the members of these bodies."""
    others = list_shown(state.get_selection()) - {body.layer for body in bodies.values()}
    layers = others | {bodies[body].layer for body in chosen}
    state.change_selection(know_institutions(), layers=layers)


def choose_countries() -> None:
    """Ask where the countries in the field sit together."""
    state.change_selection(know_institutions(), countries=tuple(st.session_state["countries"]))


def choose_event_passage(passage_id: str) -> None:
    """Open a passage beside the map."""
    state.change_selection(know_institutions(), passage=passage_id, feature=None)
