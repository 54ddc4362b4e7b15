"""Dates of a text become events."""

import pytest

from geodata.drafting.events import find_events


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On 12 October 2013 it began.", ["2013-10-12"]),
        ("On October 12th, 2013, and Oct. 13, 2013", ["2013-10-12", "2013-10-13"]),
        ("Am 12. Oktober 2013 und am 3.4.2014", ["2013-10-12", "2014-04-03"]),
        ("2013年10月12日、2014年5月、2015年", ["2013-10-12", "2014-05", "2015"]),
        ("Since October 2013, in 1914, im Jahre 1956", ["2013-10", "1914", "1956"]),
        ("2013-10-12 and 2013-11", ["2013-10-12", "2013-11"]),
    ],
)
def test_dates_are_read(text: str, dates: list[str]) -> None:
    assert [event.date for event in find_events(text)] == dates


@pytest.mark.parametrize(
    "text", ["31 February 2013 x", "room 2013", "in 2013 ships", "of 2,013", "10719 Berlin"]
)
def test_other_figures_are_no_dates(text: str) -> None:
    assert [event.date for event in find_events(text) if len(event.date) != 7] == []
