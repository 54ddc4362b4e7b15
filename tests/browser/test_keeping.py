"""What a viewer brought or made stays in his browser, and comes back when he asks."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.i18n.texts import ENGLISH
from tests.browser.test_new_brief import CURRENT, bring
from tests.browser.test_upload import pack_harbour, upload
from tests.support.browser import Visit
from tests.support.drafts import TEXT
from tests.support.map_page import find_panel, list_drawn, wait_for_map, wait_for_page

pytestmark = pytest.mark.browser

LAYER = {"name": "buoys.csv", "mimeType": "text/csv", "buffer": b"name,lon,lat\n<b>Buoy</b>,120.2,9.9\n"}
FULL = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
ASKS = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"
ABSENT = "Object.defineProperty(window, 'indexedDB', { value: undefined });"


def open_tools(page: Page) -> Locator:
    wait_for_map(page)
    panel = find_panel(page)
    panel.get_by_text(ENGLISH.tools, exact=True).dispatch_event("click")  # a toast may lie over it
    return panel


def put_note(page: Page, text: str, across: float) -> None:
    """Put a note on the map at a share of its width."""
    panel = find_panel(page)
    panel.get_by_label(ENGLISH.note_text, exact=True).fill(text)
    frame = page.locator(".sb-map").bounding_box()
    assert frame
    page.mouse.click(frame["x"] + across * frame["width"], frame["y"] + frame["height"] / 2)
    expect(panel.get_by_role("row", name=text)).to_be_visible()


def find_notice(page: Page) -> Locator:
    return page.locator(".sb-kept-row")


def await_kept(page: Page) -> None:
    """Wait until a reload would ask nothing, as everything is kept."""
    wait_for_map(page)
    page.wait_for_function(f"() => !({ASKS})()")


def will_ask(page: Page) -> bool:
    """Return whether the browser would ask before the page is left."""
    asks: bool = page.evaluate(ASKS)
    return asks


def test_notes_a_layer_and_a_pack_come_back_when_asked_and_go_when_forgotten(
    visit: Visit, tmp_path: Path
) -> None:
    page = visit("/explore")
    wait_for_map(page)
    expect(find_notice(page)).to_have_count(0)
    upload(page, "harbour.zip", pack_harbour(tmp_path / "pack"))
    expect(page.get_by_role("heading", name="Harbour").first).to_be_visible(timeout=60_000)
    page.keyboard.press("Escape")
    panel = open_tools(page)
    panel.locator("input[type=file]").last.set_input_files(LAYER)
    told = ENGLISH.own_shown.format(file="buoys.csv", count="1")
    expect(panel.get_by_text(told)).to_be_visible()
    panel.get_by_role("radio", name=ENGLISH.clicks["note"]).click()
    put_note(page, "Here", 0.5)
    put_note(page, "{{7*7}}", 0.6)
    drawn = list_drawn(page)
    await_kept(page)

    page.reload()
    notice = find_notice(page)
    expect(notice).to_contain_text("notes and arrows (2), own layer buoys.csv, brief Harbour")
    expect(page.get_by_role("heading", name="NATO Goes East").first).to_be_visible()
    page.get_by_role("button", name=ENGLISH.bring_back).click()
    expect(page.get_by_role("heading", name="Harbour").first).to_be_visible(timeout=60_000)
    panel = open_tools(page)
    expect(panel.get_by_text(told)).to_be_visible()
    for text in ("Here", "{{7*7}}"):
        expect(panel.get_by_role("row", name=text)).to_be_visible()
    assert list_drawn(page) == drawn
    expect(notice).to_have_count(0)
    await_kept(page)

    page.reload()
    page.get_by_role("button", name=ENGLISH.forget).click()
    expect(notice).to_contain_text(ENGLISH.forgotten.format(things="notes and arrows (2)")[:-1])
    page.reload()
    wait_for_map(page)
    page.get_by_role("button", name=ENGLISH.settings).click()
    expect(page.get_by_role("button", name=ENGLISH.nothing_kept)).to_be_disabled()
    expect(notice).to_have_count(0)


def test_a_draft_comes_back_on_its_own_page_and_no_other_window_is_offered_what_is_open(visit: Visit) -> None:
    page = visit("/new-brief")
    bring(page, TEXT)
    page.keyboard.press("a")
    expect(page.locator(CURRENT).first).to_have_text("Copenhagen")
    await_kept(page)
    other = page.context.new_page()
    other.goto(page.url.replace("new-brief", "sources"))
    wait_for_page(other)
    expect(find_notice(other)).to_have_count(0)
    page.close()
    other.reload()
    other.get_by_role("button", name=ENGLISH.bring_back).click()
    other.wait_for_url("**/new-brief*")
    expect(other.locator(CURRENT).first).to_have_text("Copenhagen")
    expect(other.locator(".sb-found-accepted")).to_have_count(1)


def test_what_cannot_be_kept_is_said_and_asked_about(visit: Visit) -> None:
    page = visit("/explore")
    panel = open_tools(page)
    page.evaluate(FULL)
    panel.locator("input[type=file]").last.set_input_files(LAYER)
    things = ENGLISH.kept_things["own-layer"].format(name="buoys.csv")
    expect(find_notice(page)).to_contain_text(ENGLISH.not_kept_full.format(things=things))
    expect(panel.get_by_text(ENGLISH.own_shown.format(file="buoys.csv", count="1"))).to_be_visible()
    assert will_ask(page)
    panel.get_by_role("button", name=ENGLISH.remove_own).click()
    await_kept(page)
    expect(find_notice(page)).to_have_count(0)

    page.add_init_script(ABSENT)
    page.reload()
    panel = open_tools(page)
    expect(find_notice(page)).to_have_count(0)
    panel.get_by_role("radio", name=ENGLISH.clicks["note"]).click()
    put_note(page, "Here", 0.5)
    things = ENGLISH.kept_things["notes"].format(name="1")
    expect(find_notice(page)).to_contain_text(ENGLISH.not_kept.format(things=things))
    assert will_ask(page)
    find_notice(page).get_by_role("button", name=ENGLISH.close).click()
    put_note(page, "There", 0.6)
    expect(find_notice(page)).to_have_count(0)
    assert will_ask(page)
