"""Members of bodies are told for a date, with those who came and went, and each body has sources."""

import pytest

from geodata.datasets import read_dataset
from geodata.institutions.bodies import read_bodies
from geodata.institutions.memberships import COUNTRIES
from geodata.sources import read_data_sources

BODIES = read_bodies().bodies


@pytest.mark.parametrize(
    ("body", "date", "count"),
    [
        ("nato", "2013-10", 28),
        ("nato", "2023-04-04", 31),
        ("nato", "2024-03-07", 32),
        ("eu", "2019", 28),
        ("eu", "2020-02", 27),
        ("ecowas", "2024-09", 15),
        ("ecowas", "2025-02", 12),
        ("arctic-council", "2010", 8),
        ("brics", "2023", 5),
        ("asean", "2025-11", 11),
    ],
)
def test_members_are_those_of_the_date(body: str, date: str, count: int) -> None:
    assert len(BODIES[body].list_members(BODIES[body].find_date(date))) == count


def test_of_later_times_the_latest_list_is_told_and_of_earlier_ones_none() -> None:
    assert BODIES["nato"].find_date("2030-01") == BODIES["nato"].find_date("") == "2024-03-07"
    assert BODIES["nato"].find_date("1999") == ""


def test_every_member_can_be_drawn_and_every_source_is_known() -> None:
    drawn = {*read_dataset(COUNTRIES)["id"].str.lower(), *read_bodies().positions}
    for body in BODIES.values():
        named = {*body.members.split(), *body.joined}
        assert named <= drawn
        assert set(body.left) <= named
        assert set(body.sources) <= set(read_data_sources())
