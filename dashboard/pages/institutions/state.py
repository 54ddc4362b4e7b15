"""State of the Institutions page: bodies, countries, month, clicks on the map."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.session import cache, map_events, store
from dashboard.session.selection import Known, Selection
from dashboard.session.widgets import read_widget
from geodata.institutions.events import GROUP
from geodata.institutions.memberships import Body, has_begun
from geodata.layers.loading import find_layer
from geodata.records.layers import MembershipData

FIRST_BODIES = ("eas", "arf", "osce")
"""Bodies that are on at the start, where the pack has them."""


def is_institutional(layer_id: str) -> bool:
    """Return whether a layer of the pack shows members of a body, or events."""
    layer = find_layer(cache.load_pack(), layer_id)
    return layer.get_data(MembershipData) is not None or layer.group == GROUP


def list_known() -> Known:
    """Return what a link may name; on this page some bodies and all events are visible at the start."""
    pack = cache.load_pack()
    first = {
        layer.id
        for layer in pack.layers
        if layer.group == GROUP
        or ((members := layer.get_data(MembershipData)) and members.body in FIRST_BODIES)
    }
    return replace(cache.load_known(), default_layers=frozenset(first))


def list_shown(selection: Selection) -> frozenset[str]:
    """Return the layers that are on."""
    return list_known().default_layers if selection.layers is None else selection.layers


def read_date(selection: Selection) -> str:
    """Return the month of the page: the one chosen, else that of the brief."""
    published = cache.load_pack().brief.date
    months = (month for month in list_known().dates if has_begun(month, published))
    return selection.date or max(months)


def handle_view() -> None:
    """Take over the layers and the camera that the map reports."""
    shown = list_shown(store.get_selection())
    store.adopt_view(list_known(), map_events.get_view(), shown=shown)


def choose_date(month: str) -> None:
    """Show what had happened by a month; that of the brief stays out of the link."""
    usual = month == read_date(replace(store.get_selection(), date=""))
    store.change_selection(list_known(), date="" if usual else month)


def choose_bodies(bodies: Mapping[str, Body], chosen: list[str]) -> None:
    """Ask for the members of these bodies."""
    others = list_shown(store.get_selection()) - {body.layer for body in bodies.values()}
    layers = others | {bodies[body].layer for body in chosen}
    store.change_selection(list_known(), layers=layers)


def choose_countries() -> None:
    """Ask where the countries in the field sit together."""
    store.change_selection(list_known(), countries=tuple(read_widget("countries")))


def choose_event_passage(passage_id: str) -> None:
    """Open a passage beside the map."""
    store.change_selection(list_known(), passage=passage_id, feature=None)
