"""From a text to a briefing in a real browser: pasted, checked by keys and mouse, opened, presented."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from geodata.drafting.draft import accept_kind
from geodata.drafting.kept_file import write_kept
from tests.browser.test_accessibility import STREAMLITS_OWN
from tests.support.browser import Visit
from tests.support.drafts import TEXT, make_draft
from tests.support.map_page import locate, wait_for_map

pytestmark = pytest.mark.browser

CURRENT = ".sb-review [aria-current]"
HOSTILE = " Past {{7*7}} <img src=x onerror=document.title='marker'> it goes on to Gothenburg."


def bring(page: Page, text: str) -> None:
    page.get_by_label(ENGLISH.draft_paste).fill(text)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name=ENGLISH.draft_find).click()
    page.wait_for_selector(CURRENT)
    wait_for_map(page)


def press(page: Page, key: str, then: str) -> None:
    page.keyboard.press(key)
    expect(page.locator(CURRENT).first).to_have_text(then)


def read_status(page: Page, words: str) -> str:
    return page.locator(".sb-review button", has_text=words).first.get_attribute("class") or ""


def test_a_text_becomes_a_briefing(visit: Visit, tmp_path: Path) -> None:
    page = visit("/new-brief")
    bring(page, TEXT + HOSTILE)
    title = page.title()

    # by keys: accept, reject, take back
    expect(page.locator(CURRENT).first).to_have_text("Great Belt")
    press(page, "a", "Copenhagen")
    assert "sb-found-accepted" in read_status(page, "Great Belt")
    press(page, "x", "Sound")
    assert "sb-found-rejected" in read_status(page, "Copenhagen")
    press(page, "u", "Copenhagen")
    assert "sb-found-unchecked" in read_status(page, "Copenhagen")

    # by mouse: another place by a click on the map, all of a kind
    page.get_by_text(ENGLISH.draft_change, exact=True).click()
    page.get_by_text(ENGLISH.draft_on_map, exact=True).click()
    expect(page.get_by_text("Click on the map where")).to_be_visible()
    wait_for_map(page)
    page.locator(".sb-map").scroll_into_view_if_needed()
    page.mouse.click(*locate(page, 55.5, 11.8))
    expect(page.locator(".st-key-draft-side .sb-title")).to_have_text("Copenhagen")
    expect(page.locator(".sb-found-tag-changed")).to_be_visible()
    page.get_by_role("button", name=re.compile("of this kind")).click()
    expect(page.locator(".sb-review .sb-found-place.sb-found-unchecked")).to_have_count(0)

    # strangers' words stay words, and nothing breaks a rule of accessibility
    assert page.title() == title
    assert page.locator(".sb-review img").count() == 0
    violations = Axe().run(page).response["violations"]
    assert [one["id"] for one in violations if one["id"] != STREAMLITS_OWN[0]] == []

    with page.expect_download() as download:
        page.get_by_role("button", name=ENGLISH.draft_keep).click()
    kept = tmp_path / download.value.suggested_filename
    download.value.save_as(kept)
    assert kept.name == "doors-of-the-baltic.seabrief.json"

    page.get_by_role("button", name=ENGLISH.draft_open).click()
    page.wait_for_url("**/briefing*")
    wait_for_map(page)
    expect(page.get_by_role("heading", name="Doors of the Baltic").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".sb-stamp")).to_contain_text(re.compile("unchecked", re.IGNORECASE))


def test_kept_work_is_taken_up_again(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "work.seabrief.json"
    file.write_bytes(write_kept(accept_kind(make_draft(), "place")))
    page = visit("/new-brief")
    page.get_by_role("button", name=ENGLISH.draft_find).wait_for()
    page.locator("input[type=file]").last.set_input_files(str(file))
    page.wait_for_selector(".sb-review .sb-found-accepted")
    assert page.locator(".sb-review .sb-found-place.sb-found-unchecked").count() == 0
