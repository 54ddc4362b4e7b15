"""The command `seabrief members`."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.cli import options
from dashboard.i18n.translator import get_translator, translate
from dashboard.packs import read_told_pack
from dashboard.wording.formats import format_date
from geodata.institutions.memberships import (
    Body,
    Member,
    find_body,
    find_member,
    list_bodies,
    list_common_members,
    list_shared_bodies,
)
from geodata.names import NEUTRAL, Policy
from geodata.packs.pack import Pack


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `seabrief members` ."""
    act = commands.add_parser("members", help=translate("tell who sits in which body with whom"))
    act.add_argument(
        "bodies",
        nargs="*",
        metavar="BODY",
        help=translate("who belongs to all of these; none: list them"),
    )
    told = translate("where the countries named sit together; may be repeated")
    act.add_argument("--country", action="append", default=[], metavar="NAME", help=told)
    told = translate("year, month or day; that of the tables if not given")
    act.add_argument("--on", type=options.read_date, metavar="DATE", help=told)
    act.add_argument("--json", action="store_true", help=translate("print one JSON document"))
    options.add_names(act)
    act.set_defaults(act=_answer)


def _answer(options: argparse.Namespace) -> int:
    pack = read_told_pack()
    answer = answer_members(pack, options.bodies, options.country, on=options.on or "", names=options.names)
    written = (
        json.dumps(answer, ensure_ascii=False, indent=2) if options.json else "\n".join(print_members(answer))
    )
    sys.stdout.write(f"{written}\n")
    return 0


def answer_members(
    pack: Pack, bodies: Sequence[str], countries: Sequence[str], *, on: str = "", names: Policy = NEUTRAL
) -> dict[str, Any]:
    """Return who belongs to all the named bodies of a pack, and where the named countries sit together.

    Parameters
    ----------
    pack
        The pack.
    bodies
        Ids or labels of bodies.
    countries
        Codes or names of members.
    on
        Year, month or day for which to answer; the date of the tables where it is empty.
    names
        The naming policy.

    Raises
    ------
    UnknownIdError
        No body, or no member of any body, is called so.
    """
    known = list_bodies(pack.layers, pack.tables, on=on)
    chosen = [find_body(known, name) for name in bodies]
    found = [find_member(known, name) for name in countries]
    return {
        "bodies": [_tell_body(body) for body in known.values()],
        "asked": [body.id for body in chosen],
        "members": [_tell_member(member, names) for member in list_common_members(chosen)],
        "countries": [_tell_member(member, names) for member in found],
        "shared": [body.id for body in list_shared_bodies(known, [member.id for member in found])],
    }


def _tell_body(body: Body) -> dict[str, Any]:
    told = {"id": body.id, "label": body.label, "status": body.status}
    return {**told, "members": len(body.members), "on": body.as_of, "sources": f"layer {body.layer}"}


def _tell_member(member: Member, names: Policy) -> dict[str, str]:
    told = {"id": member.id, "name": member.names.call(names)}
    return told | {key: value for key in ("since", "note") if (value := getattr(member, key))}


def print_members(answer: dict[str, Any]) -> Iterator[str]:
    """Yield an answer in lines."""
    labels = {body["id"]: body["label"] for body in answer["bodies"]}
    if not answer["asked"] and not answer["countries"]:
        for body in answer["bodies"]:
            count = translate(
                "{count:3} members, {date}", count=body["members"], date=format_date(body["on"])
            )
            yield f"{body['id']:10} {body['label']:10} {count}  [{body['status']}]"
    if answer["asked"]:
        asked = get_translator().join_words([labels[body] for body in answer["asked"]])
        yield translate("{asked}: {count} in all of them", asked=asked, count=len(answer["members"]))
        yield from (f"  {member['name']}" for member in answer["members"])
    if answer["countries"]:
        together = ", ".join(member["name"] for member in answer["countries"])
        shared = ", ".join(labels[body] for body in answer["shared"]) or translate("no body of this pack")
        yield translate("{countries}: together in {bodies}", countries=together, bodies=shared)
