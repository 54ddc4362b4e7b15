"""Events along the years, as markup."""

import re

import pytest

from dashboard.pages.institutions.timeline import draw_timeline, list_happened, place_date
from geodata.institutions.events import Event, list_months_around
from geodata.names import Names

MONTHS = list_months_around("2013-10")


def make_event(event_id: str, date: str, *, status: str = "brief", name: str = "Event") -> Event:
    return Event(
        id=event_id,
        layer="events",
        status=status,
        date=date,
        names=Names(en=name),
        account="It happened",
        place="Somewhere",
        note="",
        passages=("L1",),
        confidence="medium",
        sources=(),
    )


def test_the_months_run_from_three_years_before_the_brief_to_one_year_after_it() -> None:
    assert (MONTHS[0], MONTHS[-1], len(MONTHS)) == ("2010-01", "2014-12", 60)
    assert list_months_around("2013")[0] == "2010-01"


@pytest.mark.parametrize(
    ("date", "share"),
    [
        ("2010-01-01", 0),
        ("2012", 0.5),
        ("2012-07-01", 0.5),
        ("2012-07", 30.5 / 60),
        ("1993", None),
        ("2015", None),
    ],
)
def test_a_date_stands_where_its_share_of_the_years_is(date: str, share: float | None) -> None:
    assert place_date(date, MONTHS) == (share if share is None else pytest.approx(share))


def draw(events: list[Event], on: str) -> str:
    return draw_timeline(events, MONTHS, on=on, brief="2013-10", later={"e3"}, rename=str)


def test_what_has_not_happened_yet_is_faint_and_what_came_after_the_brief_has_a_mark_of_its_own() -> None:
    events = [
        make_event("e1", "2011"),
        make_event("e2", "2013-04", status="context"),
        make_event("e3", "2014-05-06"),
    ]
    marks = re.findall(r'class="sb-moment ([^"]+)"', draw(events, "2012-01"))
    assert marks == ["sb-moment-brief", "sb-moment-context sb-ahead", "sb-moment-later sb-ahead"]
    assert "sb-ahead" not in draw(events, "2014-12")


def test_what_lies_outside_the_years_is_not_drawn() -> None:
    assert "sb-moment" not in draw([make_event("e1", "1993")], "2013-10")


def test_events_are_listed_the_latest_first() -> None:
    listed = list_happened(
        [make_event("e1", "2011"), make_event("e2", "2012-03")], titles=lambda _event: "Badge", rename=str
    )
    assert re.findall(r'datetime="([^"]+)"', listed) == ["2012-03", "2011"]
    assert "March 2012</time> · Somewhere · confidence medium · Badge" in listed


def test_a_name_is_never_markup() -> None:
    hostile = make_event("e1", "2011", name='<img onerror="x">{{7*7}}')
    for markup in (
        draw([hostile], "2013-10"),
        list_happened([hostile], titles=lambda _event: "<b>", rename=str),
    ):
        assert "<img" not in markup
        assert "<b>" not in markup.replace('<b class="sb-brief-line"', "")
