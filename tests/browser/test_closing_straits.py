"""The page of the sea lanes in a real browser: gates and points on the map, and places that are typed."""

import re

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from tests.support.browser import Visit
from tests.support.map_page import expect_link, find_panel, list_drawn, locate, wait_for_map

pytestmark = pytest.mark.browser

GULF_JAPAN = "/sea-lanes?from=ras-tanura&to=yokohama"


@pytest.fixture
def page(visit: Visit) -> Page:
    page = visit(GULF_JAPAN)
    wait_for_map(page)
    return page


def test_a_click_on_the_gate_of_malacca_closes_it_and_another_opens_it(page: Page) -> None:
    gate = page.locator('.sb-mark[data-feature="chokepoints.malacca"]')
    gate.click()
    expect_link(page, "closed", "malacca")
    wait_for_map(page)
    expect(find_panel(page).locator(".sb-answer")).to_have_text(
        [re.compile(r"^Longer way \+9\d\d nm, \+2\.\d days$")]
    )
    assert {"live_usual", "live_left", "live_closed", "live_ends"} <= list_drawn(page)
    page.locator('.sb-mark[data-feature="live_closed.malacca"]').click()
    expect_link(page, "closed", None)
    expect(page.locator('.sb-map [data-layer="live_left"]')).to_have_count(0)


def test_two_points_on_the_map_get_a_lane(page: Page) -> None:
    page.get_by_role("button", name=ENGLISH.pick_points).click()
    expect(page.get_by_role("button", name=ENGLISH.pick_start)).to_be_visible()
    page.mouse.click(*locate(page, 12, 63))
    expect(page.get_by_role("button", name=ENGLISH.pick_end)).to_be_visible()
    page.mouse.click(*locate(page, 5, 88))
    page.wait_for_function("() => new URL(location).searchParams.get('to')?.startsWith('5')")
    start = page.evaluate("new URL(location).searchParams.get('from')")
    assert [round(float(part)) for part in start.split(",")] == [12, 63]
    wait_for_map(page)
    expect(find_panel(page).locator(".sb-answer")).to_contain_text(["nm"])


def test_a_place_that_nobody_knows_is_said_so_and_the_lane_stays(page: Page) -> None:
    field = page.get_by_role("combobox", name=ENGLISH.to_place)
    field.fill("Atlantis-on-Sea {{7*7}}")
    field.press("Enter")
    expect(page.get_by_test_id("stAlert")).to_contain_text("There is no port 'Atlantis-on-Sea {{7*7}}'")
    expect_link(page, "to", "yokohama")
