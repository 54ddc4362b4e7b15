"""The page of the sea lanes, run without a browser."""

import re

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import open_page, read_html, read_link, read_map

from dashboard.cli import main
from dashboard.texts import ENGLISH

PAGE = "dashboard/app_pages/sea_lanes.py"


def choose(app: AppTest, key: str, value: object) -> None:
    app.button_group(key=key).set_value(value).run()
    assert not app.exception


def read_live(app: AppTest) -> list[str]:
    return [layer["id"] for layer in read_map(app)["live"]]


def test_closing_malacca_shows_the_extra_miles_and_days_that_the_command_prints(
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = open_page(PAGE)
    choose(app, "lane", "lane-gulf-japan")
    assert read_live(app) == ["live_usual", "live_ends"]
    choose(app, "closed", ["malacca"])
    assert read_live(app) == ["live_usual", "live_left", "live_ends", "live_closed"]
    assert read_link(app) == {"from": "ras-tanura", "to": "yokohama", "closed": "malacca"}
    assert main(["route", "ras-tanura", "yokohama", "--close", "malacca"]) == 0
    found = re.search(r"\+(\d+) nm, \+(\d\.\d) days", capsys.readouterr().out)
    assert found
    assert ENGLISH.extra_answer.format(nm=found[1], days=found[2]) in read_html(app)
    assert float(found[1]) == pytest.approx(490, rel=0.05)


def test_undo_asks_again_what_was_asked_before_and_reset_opens_everything() -> None:
    app = open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama"})
    choose(app, "closed", ["malacca"])
    choose(app, "closed", ["malacca", "sunda"])
    [undo] = [button for button in app.button if button.label == ENGLISH.undo_question]
    undo.click().run()
    assert read_link(app)["closed"] == "malacca"
    [reset] = [button for button in app.button if button.label == ENGLISH.reset_question]
    reset.click().run()
    assert read_link(app) == {}


def test_a_lane_that_cannot_be_sailed_says_so_with_the_name_of_the_strait() -> None:
    html = read_html(open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama", "closed": "hormuz"}))
    assert ENGLISH.no_route in html
    assert "No way by sea is left with Strait of Hormuz closed." in html


def test_fuel_and_cost_stay_blank_until_the_viewer_gives_figures() -> None:
    app = open_page(PAGE)
    assert ENGLISH.fuel_used not in read_html(app)
    app.number_input(key="fuel").set_value(60.0).run()
    app.number_input(key="price").set_value(500.0).run()
    assert ENGLISH.fuel_used in read_html(app)
    assert ENGLISH.fuel_cost in read_html(app)


def test_an_end_is_found_by_a_former_name() -> None:
    app = open_page(PAGE)
    app.selectbox(key="place-end").set_value("Bombay").run()
    assert read_link(app)["to"] == "mumbai"


@pytest.mark.parametrize(
    ("name", "value"), [("from", "atlantis"), ("closed", "malacca,moon"), ("speed", "900"), ("to", "{{7*7}}")]
)
def test_a_damaged_value_falls_back_with_a_notice(name: str, value: str) -> None:
    app = open_page(PAGE, **{name: value})
    assert app.toast[0].value == ENGLISH.ignored.format(names=name)
    assert name not in read_link(app)
