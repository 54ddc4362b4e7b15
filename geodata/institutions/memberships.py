"""Memberships of international bodies by date."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from geodata.datasets import read_dataset
from geodata.errors import Message, PackError, UnknownIdError
from geodata.names import Names
from geodata.records.feature_tables import Feature
from geodata.records.layers import Layer, MembershipData

COUNTRIES = "countries"
"""Data set with the areas of countries, by ISO 3166-1 alpha-3 code."""

_MEMBERSHIP = re.compile(r"([a-z0-9][a-z0-9-]*)(?::(\d{4}(?:-\d\d){0,2}))?")
Tables = Mapping[str, Sequence[Feature]]


@dataclass(frozen=True)
class Member:
    """A state, or a union of states, that belongs to a body."""

    id: str
    """ISO 3166-1 alpha-3 code in lower case; another id where it is no state."""
    names: Names
    """Its names."""
    since: str
    """When it joined, as a year, month or day; empty where that was before the time that the table covers."""
    note: str
    """What has to be known of it; may be empty."""


@dataclass(frozen=True)
class Body:
    """An international body with its members at a date."""

    id: str
    """Id in the table."""
    label: str
    """What tables call it, in a word or two."""
    layer: str
    """Id of the layer that draws it."""
    status: str
    """Status of that layer: `brief` or `context`."""
    as_of: str
    """Date for which its members are listed."""
    members: Mapping[str, Member]
    """Its members by id, in the order of the table."""


def list_bodies(layers: Iterable[Layer], tables: Tables, *, on: str = "") -> dict[str, Body]:
    """Return the bodies whose members a pack has, by id, in the order of its layers.

    Parameters
    ----------
    layers, tables
        Layers and feature tables of the pack.
    on
        Year, month or day for which to list members: those who joined later are left out. Where it is empty,
        or later than the table, which could not tell, the table's own date counts.
    """
    bodies = {}
    for layer in layers:
        if data := layer.get_data(MembershipData):
            date = on if on and has_begun(on, layer.as_of) else layer.as_of
            members = _list_members(data.body, tables[data.file], date)
            bodies[data.body] = Body(data.body, data.label, layer.id, layer.status, date, members)
    return bodies


def _list_members(body_id: str, rows: Iterable[Feature], date: str) -> dict[str, Member]:
    return {
        row.id: Member(row.id, row.names, since, row.texts.get("note", ""))
        for row in rows
        if (since := read_memberships(row).get(body_id)) is not None and has_begun(since, date)
    }


def find_body(bodies: Mapping[str, Body], name: str) -> Body:
    """Return a body by its id or label, in capital or small letters.

    Raises
    ------
    UnknownIdError
        No body is called so.
    """
    for body in bodies.values():
        if name.casefold() in (body.id, body.label.casefold()):
            return body
    raise UnknownIdError("body", name, bodies)


def find_member(bodies: Mapping[str, Body], name: str) -> Member:
    """Return a member of any of the bodies by its code or by one of its names.

    Raises
    ------
    UnknownIdError
        None is called so.
    """
    members = {member.id: member for body in bodies.values() for member in body.members.values()}
    for member in members.values():
        if name.casefold() in (
            member.id,
            *map(str.casefold, filter(None, member.names.model_dump().values())),
        ):
            return member
    raise UnknownIdError("country", name, sorted(members))


def list_common_members(bodies: Collection[Body]) -> tuple[Member, ...]:
    """Return who belongs to all of these bodies; nobody where there is none."""
    first, *others = bodies or (None,)
    if first is None:
        return ()
    return tuple(
        member
        for member_id, member in first.members.items()
        if all(member_id in body.members for body in others)
    )


def list_shared_bodies(bodies: Mapping[str, Body], members: Collection[str]) -> tuple[Body, ...]:
    """Return the bodies to which all of these members belong; none where no member is given."""
    return tuple(body for body in bodies.values() if members and set(members) <= body.members.keys())


def read_memberships(row: Feature) -> dict[str, str]:
    """Return the bodies of a row by id, each with the date of joining, which may be empty.

    The column `bodies` has them with spaces between, as in `osce eas:2011-11-19`.

    Raises
    ------
    ValueError
        The column is not written like that.
    """
    memberships: dict[str, str] = {}
    for part in row.texts.get("bodies", "").split():
        read = _MEMBERSHIP.fullmatch(part)
        if not read or read[1] in memberships:
            raise ValueError(part)
        memberships[read[1]] = read[2] or ""
    return memberships


def has_begun(date: str, on: str) -> bool:
    """Tell whether what began at a date had begun by the end of the year, month or day `on`."""
    return not date or not on or date[: len(on)] <= on[: len(date)]


def check_members(layer: Layer, data: MembershipData, rows: Iterable[Feature]) -> None:
    """Check that members are countries or have a position, and that the body has some.

    Raises
    ------
    PackError
        A row is no country and has no position, its bodies are not readable, or the body has no member.
    """
    known, found = set(read_dataset(COUNTRIES)["id"].str.lower()), False
    for row in rows:
        if row.id not in known and not {"lat", "lon"} <= set(row.figures):
            problem = Message(
                "No country has this ISO 3166-1 alpha-3 code in lower case; correct it, or give lat and lon."
            )
            raise PackError(data.file, Message("row {id}", id=row.id), "id", problem)
        try:
            found |= data.body in read_memberships(row)
        except ValueError as error:
            problem = Message(
                "Expected ids with spaces between, each once, a date after a colon; found {fault}.",
                fault=error,
            )
            raise PackError(data.file, Message("row {id}", id=row.id), "bodies", problem) from error
    if not found:
        problem = Message("Nobody in {file} belongs to {body!r}.", file=data.file, body=data.body)
        raise PackError("layers.toml", Message("layer {id}", id=layer.id), "data.body", problem)
