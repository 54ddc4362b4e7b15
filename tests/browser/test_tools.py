"""The tools of Explore in a real browser: clicks that drop a pin or measure, and a file on the map."""

import re

import pytest
from conftest import Visit
from map_page import find_panel, list_drawn, locate, wait_for_map
from playwright.sync_api import expect

from dashboard.texts import ENGLISH

pytestmark = pytest.mark.browser

BUOY = {"name": "buoys.csv", "mimeType": "text/csv", "buffer": b"name,lon,lat\n<b>Buoy</b> {{7*7}},131,12\n"}


def test_clicks_measure_and_pin_while_a_tool_is_on_and_a_file_is_drawn(visit: Visit) -> None:
    page = visit("/explore?at=18,128,5")
    wait_for_map(page)
    panel = find_panel(page)
    panel.get_by_text(ENGLISH.tools, exact=True).click()
    panel.get_by_role("radio", name=ENGLISH.click_measures).click()
    expect(panel.get_by_text(ENGLISH.course_start)).to_be_visible()
    page.mouse.click(*locate(page, 16, 130))
    expect(panel.get_by_text(ENGLISH.course_goes_on)).to_be_visible()
    page.mouse.click(*locate(page, 20, 130))
    row = panel.get_by_role("row", name=ENGLISH.whole_course)
    expect(row).to_have_text(re.compile(r"44\d *2[34]\d$"))
    panel.get_by_role("radio", name=ENGLISH.click_pins).click()
    page.mouse.click(*locate(page, 19, 127))
    expect(panel.get_by_role("row", name=ENGLISH.coast)).to_be_visible()
    panel.locator("input[type=file]").set_input_files(BUOY)
    expect(panel.get_by_role("button", name=ENGLISH.remove_own)).to_be_visible()
    wait_for_map(page)
    assert {"live_own-point", "live_pin", "live_course", "live_corners"} <= list_drawn(page)
    expect(page.get_by_text("<b>Buoy</b> {{7*7}}")).to_be_visible()
