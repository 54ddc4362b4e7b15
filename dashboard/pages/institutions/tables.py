"""Sentences on memberships, as escaped markup."""

from collections.abc import Mapping
from html import escape

from dashboard.i18n.texts import ENGLISH
from dashboard.session import naming, store
from dashboard.wording.formats import format_date
from geodata.institutions.events import Event
from geodata.institutions.memberships import Body, Member, list_common_members, list_shared_bodies


def format_common(bodies: list[Body]) -> str:
    """Return who belongs to all of some bodies, as a sentence and a list, with notes on single members."""
    if not bodies:
        return f'<p class="sb-kind">{ENGLISH.choose_bodies}</p>'
    members = list_common_members(bodies)
    labels = list_words([body.label for body in bodies])
    every = ENGLISH.in_all if len(bodies) > 1 else ENGLISH.in_one
    names = ", ".join(format_member(member) for member in members) or ENGLISH.nobody
    notes = dict.fromkeys(
        f"{format_member(member)}: {naming.rewrite_names(member.note)}"
        for body in bodies
        for member in body.members.values()
        if member.note
    )
    items = "".join(f"<li>{escape(note)}.</li>" for note in notes)
    more = f"<details><summary>{ENGLISH.notes}</summary><ul>{items}</ul></details>" if notes else ""
    head = every.format(bodies=labels, count=len(members), date=format_date(bodies[0].as_of))
    return f'<p class="sb-takeaway">{escape(head)}</p><p>{escape(names)}.</p>{more}'


def format_shared(bodies: Mapping[str, Body], members: list[Member]) -> str:
    """Return in a sentence where some countries sit together."""
    if not members:
        return ""
    names = list_words([format_member(member) for member in members])
    shared = list_shared_bodies(bodies, [member.id for member in members])
    labels = ", ".join(body.label for body in shared) or ENGLISH.nowhere
    head = ENGLISH.sit_together if len(members) > 1 else ENGLISH.sits
    return f'<p class="sb-takeaway">{escape(head.format(countries=names, bodies=labels))}</p>'


def format_status(event: Event) -> str:
    """Return whether the brief names an event."""
    return ENGLISH.in_brief if event.status == "brief" else ENGLISH.context


def format_member(member: Member) -> str:
    """Return the name of a member by the policy."""
    return member.names.call(store.get_names())


def list_words(words: list[str]) -> str:
    """Return words as a list in a sentence, such as `a, b and c`."""
    *others, last = words
    return f"{', '.join(others)} {ENGLISH.and_} {last}" if others else last
