"""Broken and hostile files through the field of the page: each gets a reason, and the page lives on."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.i18n.texts import ENGLISH
from tests.geodata.uploads.test_uploads import BROKEN
from tests.support.browser import Visit
from tests.support.map_page import find_panel, list_drawn, wait_for_map

pytestmark = pytest.mark.browser

FAULTS = (
    "empty",
    "latitude first",
    "not a number",
    "not UTF-8",
    "too many features",
    "a KMZ bomb",
    "KML with entities",
    "a GeoPackage of a view",
)


def test_eight_broken_files_are_refused_in_turn_and_a_sound_one_is_drawn_then(
    visit: Visit,
) -> None:
    page = visit("/explore?at=20,125,5")
    wait_for_map(page)
    panel = find_panel(page)
    panel.get_by_text(ENGLISH.tools, exact=True).click()
    for fault in FAULTS:
        name, content, told = BROKEN[fault]
        file = {"name": f"{fault}-{name}", "mimeType": "application/octet-stream", "buffer": content}
        panel.locator("input[type=file]").last.set_input_files(file)
        reason = re.compile(f"{re.escape(file['name'])}: .*{re.escape(told)}")
        expect(panel.get_by_test_id("stAlert")).to_have_text(reason)
    sound = {"name": "{{7*7}}.csv", "mimeType": "text/csv", "buffer": b"name,lon,lat\n</script>,131,16\n"}
    panel.locator("input[type=file]").last.set_input_files(sound)
    expect(panel.get_by_test_id("stAlert")).to_be_hidden()
    wait_for_map(page)
    assert "live_own-point" in list_drawn(page)
    page.locator('.sb-mark[data-feature="live_own-point.upload-1"]').click()
    expect(panel.get_by_role("heading", name="</script>")).to_be_visible()
