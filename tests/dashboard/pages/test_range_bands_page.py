"""The page of the range bands, run without a browser."""

import json

import pytest

from dashboard.cli.main import main
from dashboard.i18n.texts import ENGLISH
from tests.support.app import open_page, read_html, read_link, read_map

PAGE = "dashboard/pages/range_bands/page.py"


def test_the_page_opens_with_the_bands_of_the_pack_as_served_and_says_that_they_are_notional() -> None:
    app = open_page(PAGE)
    shown = read_map(app)
    assert {"band-medium-range", "band-coastal-antiship", "band-aircraft"} <= set(shown["layers"])
    assert shown["live"] == []
    html = read_html(app)
    assert ENGLISH.stamp in html
    assert "Gulf – Japan" in html
    assert "inner and outer distances of 20 per cent are our choice" in html
    assert read_link(app) == {}


@pytest.mark.parametrize(
    ("lane", "name"),
    [("lane-germany-japan", "Germany – Japan"), ("lane-gulf-japan", "Gulf – Japan")],
)
def test_the_page_tells_the_shares_that_the_command_prints(
    lane: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    html = read_html(open_page(PAGE, bands="band-medium-range"))
    assert main(["bands", lane, "--json"]) == 0
    told = {row["band"]: row for row in json.loads(capsys.readouterr().out)["bands"]}["band-medium-range"]
    [row] = [row for row in html.split("<tr>") if row.startswith(f"<th>{name}</th><td><div")]
    assert row.endswith(
        f"<td>{told['inner']:.1%}</td><td><b>{told['nominal']:.1%}</b></td><td>{told['outer']:.1%}</td></tr>"
    )
    if lane == "lane-germany-japan":
        assert row.endswith("<td>16.1%</td><td><b>21.3%</b></td><td>22.9%</td></tr>")


def test_a_moved_slider_moves_band_and_shares_and_stands_in_the_link() -> None:
    app = open_page(PAGE)
    app.slider(key="nominal-band-medium-range").set_value(800).run()
    assert read_link(app)["bands"].split(",")[1] == "band-medium-range:800"
    shown = read_map(app)
    assert [layer["id"] for layer in shown["live"]] == ["live_band-medium-range"]
    assert "band-medium-range" not in shown["layers"]
    assert shown["live"][0]["stamp"]
    app.slider(key="nominal-band-medium-range").set_value(1500).run()
    assert read_link(app) == {}


def test_a_ceiling_has_no_sliders_for_its_edge() -> None:
    app = open_page(PAGE, bands="band-short-range")
    assert [slider.key for slider in app.slider] == ["nominal-band-short-range"]
    assert ENGLISH.no_uncertainty in read_html(app)


def test_another_origin_stands_in_the_link_and_draws_all_bands_anew() -> None:
    app = open_page(PAGE)
    app.selectbox(key="band-origin").set_value("zhejiang").run()
    assert read_link(app) == {"origin": "zhejiang"}
    assert len(read_map(app)["live"]) == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bands", "band-medium-range:9e9"),
        ("bands", "band-aircraft-long"),  # a class that the pack had once, as old links have it
        ("origin", "{{7*7}}"),
    ],
)
def test_a_damaged_value_falls_back_with_a_notice(name: str, value: str) -> None:
    app = open_page(PAGE, **{name: value})
    assert app.toast[0].value == ENGLISH.ignored.format(names=name)
    assert name not in read_link(app)


def test_a_class_with_one_source_says_so_and_one_with_two_does_not() -> None:
    assert ENGLISH.one_source in read_html(open_page(PAGE, bands="band-coastal-antiship"))
    assert ENGLISH.one_source not in read_html(open_page(PAGE, bands="band-short-range"))


def test_a_class_whose_source_has_no_date_is_shown_without_one() -> None:
    html = read_html(open_page(PAGE, bands="band-over-horizon-radar"))
    assert "Jindalee Operational Radar Network" in html
    assert f"{ENGLISH.as_of} </p>" not in html
