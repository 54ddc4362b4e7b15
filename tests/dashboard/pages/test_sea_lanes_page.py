"""The page of the sea lanes, run without a browser."""

import re
from html import escape

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from dashboard.cli.main import main
from dashboard.i18n.texts import ENGLISH
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.ships import read_ships
from geodata.sources import read_data_sources
from tests.support.app import open_page, read_html, read_link, read_map

PAGE = "dashboard/pages/sea_lanes/page.py"


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
    assert main(["route", "ras-tanura", "yokohama", "--close", "malacca", "--ship", "vlcc"]) == 0
    found = re.search(r"\+(\d+) nm, \+(\d\.\d) days", capsys.readouterr().out)
    assert found
    assert ENGLISH.extra_answer.format(nm=found[1], days=found[2]) in read_html(app)
    assert float(found[1]) == pytest.approx(981, rel=0.05)
    assert "Not by Sunda Strait: too shallow for a laden very large crude carrier: 20 m" in read_html(app)


def test_the_figures_of_a_ship_come_with_their_source() -> None:
    app = open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama"})
    assert "Draught 20.5 m, beam 60 m, length 333 m" in [caption.value for caption in app.caption]
    title = escape(read_data_sources()[read_ships()["vlcc"].source].title)
    assert title in read_html(app)
    app.selectbox(key="ship").set_value("none").run()
    assert title not in read_html(app)


def test_a_ship_without_size_takes_the_way_that_its_lane_refuses_a_tanker() -> None:
    app = open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama", "closed": "malacca"})
    assert app.selectbox(key="ship").value == "vlcc"
    app.selectbox(key="ship").set_value("none").run()
    assert read_link(app)["ship"] == "none"
    assert "+494 nm" in read_html(app)
    assert "Not by " not in read_html(app)


def test_the_locks_of_panama_let_a_larger_ship_pass_from_2016_on() -> None:
    ends = {"from": "new-york", "to": "los-angeles", "ship": "neopanamax"}
    app = open_page(PAGE, **ends)
    assert app.number_input(key="year").value == 2013
    assert "Panama Canal: too" in read_html(app)
    app.number_input(key="year").set_value(2016).run()
    assert read_link(app) == {**ends, "year": "2016"}
    assert "Panama Canal: too" not in read_html(app)


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


def read_row(html: str, label: str) -> list[str]:
    found = re.search(f"<th>{re.escape(label)}</th>((?:<td>[^<]*</td>)+)", html)
    return re.findall("<td>([^<]*)</td>", found[1]) if found else []


def test_fuel_and_cost_stay_blank_until_the_viewer_gives_figures() -> None:
    app = open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama", "closed": "malacca"})
    assert f"{ENGLISH.longer_way} <span>+981 nm, +2.9 days" in read_html(app)
    assert read_row(read_html(app), ENGLISH.extra_fuel) == []
    assert read_row(read_html(app), ENGLISH.wait_until) == ["2.9"]
    app.number_input(key="fuel").set_value(50.0).run()
    app.number_input(key="price").set_value(600.0).run()
    app.number_input(key="hire").set_value(30_000.0).run()
    html = read_html(app)
    [fuel], [cost], [wait] = (
        read_row(html, label) for label in (ENGLISH.extra_fuel, ENGLISH.extra_cost, ENGLISH.wait_until)
    )
    days = float(fuel) / 50
    assert days == pytest.approx(2.9, abs=0.05)
    assert float(cost.replace(",", "")) == pytest.approx(days * 60_000, rel=0.01)
    assert float(wait) == pytest.approx(days * 2, abs=0.1)


def test_a_second_figure_makes_a_range_and_reset_clears_all_figures() -> None:
    app = open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama", "closed": "malacca"})
    app.number_input(key="fuel").set_value(90.0).run()
    app.number_input(key="fuel-high").set_value(50.0).run()
    low, mid, high = (float(told) for told in read_row(read_html(app), ENGLISH.extra_fuel))
    assert low / 50 == pytest.approx(mid / 70, rel=0.01)
    assert low / 50 == pytest.approx(high / 90, rel=0.01)
    app.slider(key="stopped").set_value(40).run()
    assert "With 40% of the ships stopped: on average +392 nm, +1.2 days a ship." in read_html(app)
    [reset] = [button for button in app.button if button.label == ENGLISH.reset_question]
    reset.click().run()
    assert app.number_input(key="fuel").value is None
    assert app.slider(key="stopped").value == 100


def test_a_lane_that_the_closure_does_not_meet_is_open() -> None:
    html = read_html(open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama", "closed": "panama"}))
    assert f">{ENGLISH.open_way} <span>" in html
    assert ENGLISH.wait_until not in html


def test_other_ways_are_told_on_request_as_the_command_tells_them(capsys: pytest.CaptureFixture[str]) -> None:
    app = open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama"})
    assert " instead of " not in read_html(app)
    app.toggle(key="other-ways").set_value(True).run()
    assert main(["route", "ras-tanura", "yokohama", "--ship", "vlcc", "--alternatives"]) == 0
    told = [line.strip() for line in capsys.readouterr().out.splitlines() if " instead of " in line]
    assert len(told) == 2
    assert told[1].startswith("By Lombok Strait, Makassar Strait instead of Strait of Malacca")
    for line in told:
        assert f"<p>{line}</p>" in read_html(app)


def test_published_flows_of_a_closed_strait_are_told_with_their_years_and_sources() -> None:
    html = read_html(open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama", "closed": "malacca"}))
    assert "<td>15.2 million barrels of oil a day</td><td>2011</td>" in html
    assert f"<td>23.7 million barrels of oil a day</td><td>2023 <small>{ENGLISH.flow_later}" in html
    assert "Energy Information Administration" in html
    clear = read_html(open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama", "closed": "miyako"}))
    assert ENGLISH.flows not in clear


def test_each_unit_of_a_flow_has_words() -> None:
    flows = [flow for chokepoint in read_chokepoints().values() for flow in chokepoint.flows]
    assert len(flows) > 20
    for flow in flows:
        assert ENGLISH.flow_units[flow.unit]


class TypedSelectbox(Selectbox[str]):
    """A list in which a viewer typed words of their own; Streamlit's tests know only how to choose."""

    @property
    def _widget_state(self) -> WidgetState:
        return WidgetState(id=self.id, string_value=str(self.value))


def type_place(app: AppTest, key: str, text: str) -> None:
    box = app.selectbox(key=key)
    box.__class__ = TypedSelectbox
    box.set_value(text).run()
    assert not app.exception


def test_an_end_is_found_by_a_former_name() -> None:
    app = open_page(PAGE)
    type_place(app, "place-end", "Bombay")
    assert read_link(app)["to"] == "mumbai"


def test_what_names_no_single_place_leaves_the_lane_and_says_so() -> None:
    app = open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama"})
    for text in ("Boston", "Pearl Harbor", "Newcastle", "139.6, 35.4", "{{7*7}}"):
        type_place(app, "place-start", text)
        assert read_link(app)["from"] == "ras-tanura"
        [warning] = app.warning
        assert f"'{text}'" in warning.value.replace("\\", "")


def test_a_port_that_is_offered_is_taken_when_it_is_pressed() -> None:
    app = open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama"})
    type_place(app, "place-start", "Boston")
    [offer] = [button for button in app.button if button.label.startswith("Take Houston")]
    offer.click().run()
    assert read_link(app)["from"] == "houston"
    assert not app.warning
    [undo] = [button for button in app.button if button.label == ENGLISH.undo_question]
    undo.click().run()
    assert read_link(app)["from"] == "ras-tanura"
    assert not app.warning


def test_the_page_takes_the_names_and_positions_that_the_command_takes() -> None:
    app = open_page(PAGE)
    for text, taken in (
        ("Canton", "guangzhou"),
        ("NL RTM", "rotterdam"),
        ("12,5; 80,25", "12.5000,80.2500"),
        ("35°27'N 139°39'E", "35.4500,139.6500"),
    ):
        type_place(app, "place-end", text)
        assert read_link(app)["to"] == taken


def test_a_link_that_a_person_wrote_may_name_a_port_in_any_way() -> None:
    link = read_link(open_page(PAGE, **{"from": "Canton", "to": "35°27'N 139°39'E"}))
    assert (link["from"], link["to"]) == ("guangzhou", "35.4500,139.6500")


def test_a_start_far_inland_is_told_with_its_distance_from_the_sea() -> None:
    html = read_html(open_page(PAGE, **{"from": "33.5,36.3", "to": "hamburg"}))
    assert (
        "33.500° N, 36.300° E lies 82 km from navigable water: the lane begins at 33.919° N, 35.577° E."
        in html
    )
    assert "from navigable water" not in read_html(open_page(PAGE))


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (("yokohama", "yokohama"), "The two ends are the same: Yokohama (Japan, JPYOK)."),
        (("yokohama", "35.45,139.65"), "The two ends are the same"),
        (("33.5,36.3", "33.52,36.32"), "Both ends come to the sea at the same place"),
        (("80.0,150.0", "vancouver"), "lies at sea, but lanes do not go there"),
        (("42,51", "vancouver"), "lies on a lake or an inland sea"),
    ],
)
def test_ends_between_which_there_is_no_lane_say_why(ends: tuple[str, str], told: str) -> None:
    html = read_html(open_page(PAGE, **{"from": ends[0], "to": ends[1]}))
    assert ENGLISH.no_route in html
    assert told in html


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "atlantis"),
        ("from", "Boston"),
        ("closed", "malacca,moon"),
        ("speed", "900"),
        ("ship", "canoe"),
        ("year", "1912"),
        ("to", "{{7*7}}"),
    ],
)
def test_a_damaged_value_falls_back_with_a_notice(name: str, value: str) -> None:
    app = open_page(PAGE, **{name: value})
    assert app.toast[0].value == ENGLISH.ignored.format(names=name)
    assert name not in read_link(app)


@pytest.mark.parametrize(("names", "strait"), [("en", "Singapore Strait"), ("zh-hans", "新加坡海峡")])
def test_an_end_in_a_closed_strait_is_told_by_the_naming_policy(names: str, strait: str) -> None:
    asked = {"from": "singapore", "to": "busan", "names": names}
    told = ENGLISH.closed_end.partition("{place}")[2].partition("{chokepoint}")[0]
    assert f"{told}{strait}" in read_html(open_page(PAGE, **asked, closed="singapore"))
    assert told not in read_html(open_page(PAGE, **asked, closed="luzon"))


def test_the_arctic_is_closed_until_a_viewer_opens_it_and_the_link_says_so() -> None:
    app = open_page(PAGE, **{"from": "hamburg", "to": "yokohama", "ship": "panamax"})
    assert "Northeast Passage" not in read_html(app)
    app.toggle(key="arctic").set_value(True).run()
    assert read_link(app)["arctic"] == "open"
    assert "Northeast Passage" in read_html(app)
    [reset] = [button for button in app.button if button.label == ENGLISH.reset_question]
    reset.click().run()
    assert "arctic" not in read_link(app)


def test_the_notation_stays_when_a_step_is_taken_back() -> None:
    app = open_page(PAGE, **{"from": "ras-tanura", "to": "yokohama", "positions": "ddm"})
    type_place(app, "place-end", "Canton")
    assert read_link(app)["to"] == "guangzhou"
    [undo] = [button for button in app.button if button.label == ENGLISH.undo_question]
    undo.click().run()
    link = read_link(app)
    assert (link["to"], link["positions"]) == ("yokohama", "ddm")
