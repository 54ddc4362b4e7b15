"""Sentences on memberships, as escaped markup."""

from collections.abc import Mapping
from html import escape

from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator
from dashboard.session.context import PageContext
from dashboard.wording.formats import end_sentence, format_date, join_list
from geodata.institutions.events import Event
from geodata.institutions.memberships import Body, Member, list_common_members, list_shared_bodies


def format_common(context: PageContext, bodies: list[Body]) -> str:
    """Return who belongs to all of some bodies, as a sentence and a list, with notes on single members."""
    texts = context.texts
    if not bodies:
        return f'<p class="sb-kind">{texts.choose_bodies}</p>'
    members = list_common_members(bodies)
    labels = get_translator().join_words([body.label for body in bodies])
    names = join_list(format_member(context, member) for member in members) or texts.nobody
    notes = dict.fromkeys(
        f"{format_member(context, member)}: {context.rewrite_names(member.note)}"
        for body in bodies
        for member in body.members.values()
        if member.note
    )
    items = "".join(f"<li>{escape(end_sentence(note))}</li>" for note in notes)
    more = f"<details><summary>{texts.notes}</summary><ul>{items}</ul></details>" if notes else ""
    date = format_date(bodies[0].as_of)
    head = texts.in_bodies.format(len(bodies), bodies=labels, members=len(members), date=date)
    return f'<p class="sb-takeaway">{escape(head)}</p><p>{escape(end_sentence(names))}</p>{more}'


def format_shared(context: PageContext, bodies: Mapping[str, Body], members: list[Member]) -> str:
    """Return in a sentence where some countries sit together."""
    texts = context.texts
    if not members:
        return ""
    names = get_translator().join_words([format_member(context, member) for member in members])
    shared = list_shared_bodies(bodies, [member.id for member in members])
    labels = join_list(body.label for body in shared) or texts.nowhere
    head = texts.sit_together.format(len(members), countries=names, bodies=labels)
    return f'<p class="sb-takeaway">{escape(head)}</p>'


def format_status(event: Event) -> str:
    """Return whether the brief names an event."""
    texts = get_texts()
    return texts.in_brief if event.status == "brief" else texts.context


def format_member(context: PageContext, member: Member) -> str:
    """Return the name of a member by the policy."""
    return member.names.call(context.names)
