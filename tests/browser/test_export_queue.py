"""Two viewers export at once: one waits in line, can cancel, and has the turn of who has gone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.exports.queue import Limits
from dashboard.i18n.texts import ENGLISH
from tests.support.browser import Visit
from tests.support.map_page import wait_for_map

pytestmark = pytest.mark.browser
LIMIT_MS = 120_000


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin_deck(page: Page) -> None:
    page.get_by_role("button", name=ENGLISH.make_export).click()
    page.get_by_role("button", name=ENGLISH.cancel_export).wait_for()


def test_a_viewer_waits_with_a_place_in_line_and_has_the_turn_of_one_who_has_gone(
    visit: Visit, chromium: Browser, address: str
) -> None:
    first = chromium.new_context()
    deck = first.new_page()
    deck.goto(f"{address}/export")
    begin_deck(deck)
    view = visit("/explore?layers=senkaku-diaoyu&at=25.8,123.6,8")
    wait_for_map(view)
    view.get_by_role("button", name=ENGLISH.save_view).click()
    press(view, "PNG")
    waits = view.get_by_text(ENGLISH.export_waits.format(1))
    expect(waits).to_be_visible()
    expect(view.get_by_role("button", name="SVG", exact=True)).to_be_disabled()
    view.get_by_role("button", name=ENGLISH.cancel_export).click()
    expect(view.get_by_text(ENGLISH.export_cancelled)).to_be_visible()
    with view.expect_download(timeout=LIMIT_MS + 1000 * Limits().away_s) as held:
        press(view, "SVG")
        expect(waits).to_be_visible()
        first.close()  # as if the tab were closed
    assert held.value.suggested_filename == "nato-goes-east-view.svg"


def test_a_file_that_was_made_waits_to_be_downloaded(visit: Visit) -> None:
    page = visit("/export")
    page.get_by_role("combobox", name=ENGLISH.form).click()
    page.get_by_role("option", name=ENGLISH.forms["kml"]).click()
    page.get_by_role("button", name=ENGLISH.make_export).click()
    download = page.get_by_role("button", name=ENGLISH.download)
    download.wait_for(timeout=LIMIT_MS)
    for _ in range(2):  # whoever closed the dialog takes it again
        with page.expect_download() as held:
            download.click()
        assert held.value.suggested_filename == "nato-goes-east-all-scenes.kml"
