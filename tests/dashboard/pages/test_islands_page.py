"""The page of the islands, run without a browser."""

import pytest

from dashboard.cli.bands import find_spoke
from dashboard.i18n.texts import ENGLISH
from geodata.packs.pack import Pack
from tests.support.app import open_page, read_html, read_link, read_map

PAGE = "dashboard/pages/islands/page.py"


def test_the_page_opens_at_the_islands_with_names_in_three_scripts_areas_and_claims() -> None:
    app = open_page(PAGE)
    html = read_html(app)
    for name in ("Uotsuri / Diaoyu Dao", "魚釣島", "钓鱼岛", "釣魚臺"):
        assert name in html
    assert f"3.81 km² <small>2014, {ENGLISH.after_brief}</small>" in html
    assert "Administered by" in html
    assert "China; Taiwan" in html
    (south, west), (north, east) = read_map(app)["fly"]
    assert south < 25.75 < north
    assert west < 123.5 < east


def test_published_and_computed_distances_stand_side_by_side_as_the_command_has_them(nato_pack: Pack) -> None:
    html = read_html(open_page(PAGE))
    spoke = find_spoke(nato_pack, "uotsuri", "ishigaki")
    assert f"{spoke['published_km']:,.0f} km<br><small>Japan</small>" in html
    assert f"<td>{spoke['distance_km']:,.0f} km<br>" in html
    assert ENGLISH.why_distances_differ in html


def test_the_features_of_the_south_china_sea_stand_with_holder_and_claimants() -> None:
    app = open_page(PAGE)
    app.button_group(key="island-layer").set_value("scs-features").run()
    assert read_link(app) == {"feature": "scs-features"}
    html = read_html(app)
    assert "Itu Aba" in html
    assert "Taiwan, since 1956" in html
    assert ENGLISH.columns["occupied_by"] in html


def test_the_collisions_of_2010_stand_with_time_and_place() -> None:
    html = read_html(open_page(PAGE, feature="collision-2010"))
    assert "2010-09-07 10:15 JST" in html
    assert "± 3 km" in html


def test_closing_a_feature_leaves_the_layers_as_they_are() -> None:
    app = open_page(PAGE, feature="senkaku-diaoyu.uotsuri")
    before = read_map(app)["layers"]
    next(button for button in app.button if button.label == ENGLISH.close).click().run()
    assert read_map(app)["layers"] == before
    assert read_link(app) == {}


@pytest.mark.parametrize("value", ["atlantis", "{{7*7}}"])
def test_a_damaged_link_falls_back_with_a_notice(value: str) -> None:
    app = open_page(PAGE, feature=value)
    assert app.toast[0].value == ENGLISH.ignored.format(names="feature")
    assert "Uotsuri / Diaoyu Dao" in read_html(app)
