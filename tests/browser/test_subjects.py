"""Islands and range bands in a real browser: clicks on the map, a moved band, few clicks to an answer."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.i18n.texts import ENGLISH
from tests.support.browser import Visit
from tests.support.map_page import (
    expect_link,
    find_panel,
    list_drawn,
    locate,
    read_link,
    read_view,
    wait_for_map,
)

pytestmark = pytest.mark.browser

MOST_CLICKS = 3


def test_a_click_on_a_band_opens_it_and_close_leads_back_to_the_shares(visit: Visit) -> None:
    page = visit("/range-bands?at=24,125,4")
    wait_for_map(page)
    panel = find_panel(page)
    page.mouse.click(*locate(page, 18, 129.5))
    expect_link(page, "feature", "band-medium-range")
    expect(panel.get_by_role("heading", name=ENGLISH.where_it_says)).to_be_visible()
    wait_for_map(page)
    assert read_view(page)["at"] == [24, 125, 4]
    panel.get_by_role("button", name=ENGLISH.close).click()
    expect_link(page, "feature", None)
    expect(panel.get_by_role("row", name=re.compile("^Gulf – Japan"))).to_be_visible()


def test_a_slider_that_is_moved_by_keyboard_draws_the_band_anew(visit: Visit) -> None:
    page = visit("/range-bands?bands=band-medium-range")
    wait_for_map(page)
    assert "band-medium-range" in list_drawn(page)
    slider = page.get_by_role("slider", name=ENGLISH.nominal_km)
    slider.press("ArrowLeft")
    expect_link(page, "bands", "band-medium-range:1450")
    wait_for_map(page)
    assert "live_band-medium-range" in list_drawn(page)
    assert "band-medium-range" not in list_drawn(page)
    expect(page.locator(".sb-map").get_by_text("1,450 km")).to_be_visible()
    page.mouse.click(*locate(page, 18, 129.5))
    expect_link(page, "feature", "band-medium-range")


def test_a_click_on_an_island_tells_of_it(visit: Visit) -> None:
    page = visit("/islands")
    wait_for_map(page)
    expect(page.locator(".sb-map").get_by_text("Uotsuri / Diaoyu Dao")).to_be_visible()
    page.locator('.sb-mark[data-feature="senkaku-diaoyu.taisho"]').click()
    expect_link(page, "feature", "senkaku-diaoyu.taisho")
    expect(find_panel(page).get_by_role("heading", name="Taisho / Chiwei Yu")).to_be_visible()


def test_from_the_home_page_the_extra_days_without_malacca_take_three_clicks_at_most(visit: Visit) -> None:
    page = visit("/")
    panel = find_panel(page)
    clicks = [
        page.get_by_role("link", name=ENGLISH.questions["sea-lanes"]),
        panel.get_by_role("radio", name="Gulf – Japan"),
        panel.get_by_role("button", name="Strait of Malacca"),
    ]
    for place in clicks:
        place.click()
        wait_for_map(page)
    expect(panel.locator(".sb-answer")).to_have_text(["Longer way +981 nm, +2.9 days"])
    assert read_link(page)["closed"] == "malacca"
    assert len(clicks) <= MOST_CLICKS


def test_from_the_home_page_the_share_of_gulf_japan_inside_1500_km_takes_one_click(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("link", name=ENGLISH.questions["range-bands"]).click()
    panel = find_panel(page)
    expect(panel.get_by_text("Medium-range ballistic missiles, 1,500 km").first).to_be_visible()
    row = panel.get_by_role("row", name=re.compile("^Gulf – Japan"))
    expect(row).to_have_text(re.compile(r"Gulf – Japan\s*28\.1%\s*37\.1%\s*40\.1%"))


def test_on_a_phone_a_lane_is_seen_from_end_to_end_with_its_ports(visit: Visit) -> None:
    page = visit("/sea-lanes", viewport={"width": 390, "height": 844})
    wait_for_map(page)
    hamburg, yokohama = (53.5, 10.0), (35.4, 139.7)
    holds = "(box) => document.querySelector('.sb-frame').briefMap.map.getBounds().contains(box)"
    assert page.evaluate(holds, [hamburg, yokohama])
    expect(page.locator(".sb-label-place", has_text="Hamburg")).to_be_visible()
