"""State of the Institutions page: bodies, countries, month, and its rules."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.session import store
from dashboard.session.context import PageContext, PageRules, get_context
from dashboard.session.first_views import list_bodies_and_events
from dashboard.session.widgets import read_widget
from geodata.institutions.events import GROUP
from geodata.institutions.memberships import Body, has_begun
from geodata.records.layers import Layer, MembershipData


def is_institutional(layer: Layer) -> bool:
    """Return whether a layer shows members of a body, or events."""
    return layer.get_data(MembershipData) is not None or layer.group == GROUP


RULES = PageRules(list_first_layers=list_bodies_and_events, told_beside=True)


def read_date(context: PageContext) -> str:
    """Return the month of the page: the one chosen, else that of the brief; the nearest one that it has."""
    months, wanted = context.known.dates, context.selection.date or context.pack.brief.date
    return max((month for month in months if has_begun(month, wanted)), default=months[0])


def choose_date(month: str) -> None:
    """Show what had happened by a month; that of the brief stays out of the link."""
    context = get_context(RULES)
    usual = read_date(replace(context, selection=replace(context.selection, date="")))
    store.change_selection(context.known, date="" if month == usual else month)


def choose_bodies(bodies: Mapping[str, Body], chosen: list[str]) -> None:
    """Ask for the members of these bodies."""
    context = get_context(RULES)
    others = context.list_shown() - {body.layer for body in bodies.values()}
    layers = others | {bodies[body].layer for body in chosen}
    store.change_selection(context.known, layers=layers)


def choose_countries() -> None:
    """Ask where the countries in the field sit together."""
    store.change_selection(get_context(RULES).known, countries=tuple(read_widget("countries")))


def choose_event_passage(passage_id: str) -> None:
    """Open a passage beside the map."""
    store.change_selection(get_context(RULES).known, passage=passage_id, feature=None)
