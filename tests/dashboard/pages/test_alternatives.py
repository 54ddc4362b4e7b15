"""The map in words and as a table beside the maps of the subject pages, run without a browser."""

import re

from streamlit.testing.v1 import AppTest

from dashboard.components.navigation import PAGE_FILES
from dashboard.i18n.texts import ENGLISH
from tests.support.app import open_page, read_html

TABLE = '<table class="sb-alternative">'


def tell(page: str, **params: str) -> AppTest:
    app = open_page(PAGE_FILES[page.replace("_", "-")], **params)
    assert TABLE not in read_html(app)
    app.toggle(key="in_words").set_value(True).run()
    assert not app.exception
    return app


def read_rows(app: AppTest) -> list[list[str]]:
    table = read_html(app).split(TABLE)[1].split("</table>")[0]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in table.split("<tr>")[2:]]


def test_the_islands_are_told_with_their_place() -> None:
    rows = {row[0]: row for row in read_rows(tell("islands"))}
    assert rows["Uotsuri / Diaoyu Dao"][3] == "25.745° N, 123.477° E"


def test_the_lane_in_question_stands_first_and_a_closure_adds_the_way_left() -> None:
    usual = read_rows(tell("sea_lanes", **{"from": "ras-tanura", "to": "yokohama"}))
    assert usual[0][2] == ENGLISH.notional_lane
    asked = {"from": "ras-tanura", "to": "yokohama", "closed": "malacca"}
    closed = read_rows(tell("sea_lanes", **asked))
    assert len(closed) == len(usual) + 2


def test_a_moved_band_stands_first_with_its_own_reach() -> None:
    served = read_rows(tell("range_bands", bands="band-medium-range"))
    moved = read_rows(tell("range_bands", bands="band-medium-range:800"))
    places = {row[0]: row[3] for row in served}
    assert moved[0][0] == "Medium-range ballistic missiles, 800 km"
    usual = places["Medium-range ballistic missiles, 1,500 km"]
    assert 5 < read_east(usual) - read_east(moved[0][3]) < 15


def read_east(place: str) -> float:
    return float(place.removesuffix("° E").split()[-1])


def test_events_after_the_date_of_the_page_are_not_told() -> None:
    early = {row[0] for row in read_rows(tell("institutions", date="2013-09"))}
    late = {row[0] for row in read_rows(tell("institutions", date="2013-12"))}
    assert early < late
