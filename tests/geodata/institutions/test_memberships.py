"""Who sits in which body: the rules at toy scale, and the lists of the first pack."""

import csv
import re
from pathlib import Path

import pytest

from dashboard.packs import PACK
from geodata.errors import PackError, UnknownIdError
from geodata.institutions.memberships import (
    Body,
    check_members,
    find_body,
    find_member,
    has_begun,
    list_bodies,
    list_common_members,
    list_shared_bodies,
    read_memberships,
)
from geodata.names import Names
from geodata.packs.pack import Pack
from geodata.records.feature_tables import Feature
from geodata.records.layers import Layer, MembershipData

TABLE = PACK / "features/memberships.csv"


def make_row(member_id: str, bodies: str, **figures: float) -> Feature:
    texts = {"bodies": bodies}
    return Feature(id=member_id, names=Names(en=member_id.upper()), figures=figures, texts=texts, sources=())


def make_layer(body: str, as_of: str = "2013-10") -> Layer:
    data = MembershipData(kind="members", file="m.csv", body=body, label=body.upper())
    return Layer(
        id=f"members-{body}",
        title=body,
        group="actors",
        status="brief",
        description=body,
        style="members-nato",
        data=data,
        as_of=as_of,
    )


ROWS = (
    make_row("jpn", "forum"),
    make_row("mng", "forum council:2012-11-21"),
    make_row("fra", "council"),
    make_row("hrv", "council:2013-07-01"),
)
LAYERS = (make_layer("forum"), make_layer("council"))


def list_toy(on: str = "") -> dict[str, Body]:
    return list_bodies(LAYERS, {"m.csv": ROWS}, on=on)


def test_members_stand_in_the_bodies_that_their_rows_name() -> None:
    bodies = list_toy()
    assert {body: list(bodies[body].members) for body in bodies} == {
        "forum": ["jpn", "mng"],
        "council": ["mng", "fra", "hrv"],
    }


@pytest.mark.parametrize(
    ("on", "members"),
    [
        ("2012", ["mng", "fra"]),
        ("2012-11", ["mng", "fra"]),
        ("2012-11-20", ["fra"]),
        ("2013-07", ["mng", "fra", "hrv"]),
        ("2013-06-30", ["mng", "fra"]),
    ],
)
def test_who_joined_later_is_left_out_at_an_earlier_date(on: str, members: list[str]) -> None:
    assert list(list_toy(on)["council"].members) == members


@pytest.mark.parametrize(
    ("date", "on", "begun"),
    [
        ("", "1900", True),
        ("2013", "2013-01-05", True),
        ("2013-10-18", "2013-10", True),
        ("2014", "2013-12", False),
    ],
)
def test_what_began_in_a_period_has_begun_by_its_end(date: str, on: str, *, begun: bool) -> None:
    assert has_begun(date, on) is begun


def test_beyond_its_own_date_the_table_tells_nothing() -> None:
    assert {body.as_of for body in list_toy("2025").values()} == {"2013-10"}
    assert {body.as_of for body in list_toy("2012").values()} == {"2012"}


def test_common_members_and_shared_bodies() -> None:
    bodies = list_toy()
    assert [member.id for member in list_common_members(list(bodies.values()))] == ["mng"]
    assert list_common_members([]) == ()
    assert [body.id for body in list_shared_bodies(bodies, ["mng"])] == ["forum", "council"]
    assert [body.id for body in list_shared_bodies(bodies, ["mng", "jpn"])] == ["forum"]
    assert list_shared_bodies(bodies, ["jpn", "fra"]) == ()
    assert list_shared_bodies(bodies, []) == ()


def test_bodies_and_members_are_found_by_code_and_by_name(nato_pack: Pack) -> None:
    bodies = list_bodies(nato_pack.layers, nato_pack.tables)
    assert find_body(bodies, "arf").id == find_body(bodies, "ARF").id == "arf"
    assert {find_member(bodies, name).id for name in ("JPN", "japan", "日本")} == {"jpn"}
    with pytest.raises(UnknownIdError, match="There is no body 'Hansa'"):
        find_body(bodies, "Hansa")
    with pytest.raises(UnknownIdError, match="There is no country 'Atlantis'"):
        find_member(bodies, "Atlantis")


@pytest.mark.parametrize("written", ["a a", "a:2013-", "A", "a,b", "a:soon"])
def test_a_list_of_bodies_that_cannot_be_read_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written.rsplit(maxsplit=1)[-1])):
        read_memberships(make_row("jpn", written))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([make_row("xyz", "forum")], r"m.csv, row xyz, field id: No country has this"),
        ([make_row("jpn", "forum forum")], r"m.csv, row jpn, field bodies: .* found forum"),
        ([make_row("jpn", "council")], r"layer members-forum, field data.body: Nobody in m.csv"),
    ],
)
def test_a_table_of_members_is_checked_at_the_door(rows: list[Feature], message: str) -> None:
    layer = LAYERS[0]
    assert isinstance(layer.data, MembershipData)
    with pytest.raises(PackError, match=message):
        check_members(layer, layer.data, rows)


def test_who_is_no_country_may_stand_at_a_position() -> None:
    layer = LAYERS[0]
    assert isinstance(layer.data, MembershipData)
    check_members(layer, layer.data, [make_row("eun", "forum", lat=50.85, lon=4.35)])


def read_independently() -> dict[str, set[str]]:
    """Return the members of each body, read from the table without the module under test."""
    members: dict[str, set[str]] = {}
    with TABLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            for body in row["bodies"].split():
                members.setdefault(body.partition(":")[0], set()).add(row["id"])
    return members


def test_the_lists_have_as_many_members_as_the_bodies_had_in_october_2013(nato_pack: Pack) -> None:
    # NATO: 28 from 2009 to 2017. EU: 28 with Croatia. East Asia Summit: 18 at its summit of 10 October 2013.
    # ARF: 27 since Sri Lanka in 2007. OSCE: 57 since Mongolia in 2012. Sources: layers.toml of the pack.
    counted = {"nato": 28, "partners": 8, "eu": 28, "asean": 10, "eas": 18, "arf": 27, "osce": 57}
    bodies = list_bodies(nato_pack.layers, nato_pack.tables)
    assert {body_id: len(body.members) for body_id, body in bodies.items()} == counted
    assert {body_id: set(body.members) for body_id, body in bodies.items()} == read_independently()


def test_four_states_of_the_arf_are_also_in_the_osce(nato_pack: Pack) -> None:
    bodies = list_bodies(nato_pack.layers, nato_pack.tables)
    both = {member.id for member in list_common_members([bodies["arf"], bodies["osce"]])}
    read = read_independently()
    assert both == read["arf"] & read["osce"] == {"can", "mng", "rus", "usa"}


def test_bodies_contain_one_another_as_their_rules_say(nato_pack: Pack) -> None:
    members = {
        body: set(read.members) for body, read in list_bodies(nato_pack.layers, nato_pack.tables).items()
    }
    assert members["asean"] < members["eas"] < members["arf"]
    assert members["nato"] < members["osce"]
    assert members["eu"] < members["osce"]
    assert not members["nato"] & members["partners"]
    assert {"chn", "jpn"} <= members["eas"] - members["osce"]
    assert not any("twn" in body or "xkx" in body for body in members.values())


@pytest.mark.parametrize(
    ("on", "body", "missing"),
    [("2011-11-18", "eas", {"usa", "rus"}), ("2012-11-20", "osce", {"mng"}), ("2013-06", "eu", {"hrv"})],
)
def test_before_they_joined_they_were_no_members(
    nato_pack: Pack, on: str, body: str, missing: set[str]
) -> None:
    now, before = (
        list_bodies(nato_pack.layers, nato_pack.tables, on=date)[body].members for date in ("", on)
    )
    assert set(now) - set(before) == missing


def test_the_table_has_every_name_in_three_scripts() -> None:
    with TABLE.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == 82
    assert all(row[name] for row in rows for name in ("name_en", "name_ja", "name_zh_hans", "name_zh_hant"))
    assert Path(TABLE).read_bytes().isascii() is False
