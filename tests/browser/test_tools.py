"""The tools of Explore in a real browser: clicks that drop a pin or measure, and a file on the map."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.i18n.texts import ENGLISH
from tests.support.browser import Visit
from tests.support.map_page import find_panel, list_drawn, locate, wait_for_map

pytestmark = pytest.mark.browser

BUOY = {"name": "buoys.csv", "mimeType": "text/csv", "buffer": b"name,lon,lat\n<b>Buoy</b> {{7*7}},131,12\n"}


def test_clicks_measure_and_pin_while_a_tool_is_on_and_a_file_is_drawn(visit: Visit) -> None:
    page = visit("/explore?at=18,128,5")
    wait_for_map(page)
    panel = find_panel(page)
    panel.get_by_text(ENGLISH.tools, exact=True).click()
    panel.get_by_role("radio", name=ENGLISH.clicks["course"]).click()
    expect(panel.get_by_text(ENGLISH.course_start)).to_be_visible()
    page.mouse.click(*locate(page, 16, 130))
    expect(panel.get_by_text(ENGLISH.course_goes_on)).to_be_visible()
    page.mouse.click(*locate(page, 20, 130))
    row = panel.get_by_role("row", name=ENGLISH.whole_course)
    expect(row).to_have_text(re.compile(r"44\d *2[34]\d$"))
    panel.get_by_role("radio", name=ENGLISH.clicks["pin"]).click()
    page.mouse.click(*locate(page, 19, 127))
    expect(panel.get_by_role("row", name=ENGLISH.coast)).to_be_visible()
    panel.locator("input[type=file]").last.set_input_files(BUOY)
    expect(panel.get_by_role("button", name=ENGLISH.remove_own)).to_be_visible()
    wait_for_map(page)
    assert {"live_own-point", "live_pin", "live_course", "live_corners"} <= list_drawn(page)
    expect(page.get_by_text("<b>Buoy</b> {{7*7}}")).to_be_visible()


def test_an_area_is_closed_at_its_first_corner_and_a_note_stands_as_text_where_the_map_was_clicked(
    visit: Visit,
) -> None:
    page = visit("/explore?at=18,128,5&area=16,128;16,132")
    wait_for_map(page)
    panel = find_panel(page)
    expect(panel.get_by_text(ENGLISH.area_goes_on)).to_be_visible()
    panel.get_by_role("radio", name=ENGLISH.clicks["area"]).click()
    expect(panel.get_by_text(ENGLISH.area_start)).to_be_visible()
    page.mouse.click(*locate(page, 20, 130))
    # Half of four degrees along 16 N (428 km) by four degrees northward (443 km): 94,800 square kilometres.
    size = re.compile(r"9\d,\d{3} km².*2\d,\d{3} nm²")
    expect(panel.get_by_role("row", name=ENGLISH.area)).to_have_text(size)
    page.mouse.click(*locate(page, 16, 128))
    expect(panel.get_by_text(ENGLISH.area_start)).to_be_hidden()
    panel.get_by_role("radio", name=ENGLISH.clicks["note"]).click()
    panel.get_by_label(ENGLISH.note_text, exact=True).fill("<b>Here</b> {{7*7}}")
    page.mouse.click(*locate(page, 12, 130))
    expect(page.locator(".sb-map .sb-label-annotation")).to_have_text("<b>Here</b> {{7*7}}")
    expect(panel.get_by_role("row", name="<b>Here</b> {{7*7}}")).to_be_visible()
