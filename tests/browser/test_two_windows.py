"""The two windows of a briefing in a real browser: in step over reloads, packs and blocked storage."""

import json
import re
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from dashboard.installation import SEEDS
from dashboard.packs import PACK
from geodata.packs.authoring import TEMPLATE
from geodata.packs.pack import read_pack
from tests.browser.test_upload import HOSTILE, upload
from tests.support.browser import ROOT, Visit, find_free_port, run_server
from tests.support.harbour import pack_folder
from tests.support.map_page import expect_link, find_panel, wait_for_map

pytestmark = pytest.mark.browser

SCENES = read_pack(PACK).scenes
OWN = read_pack(TEMPLATE).scenes
STRAITS = read_pack(SEEDS / "danish-straits").scenes
NOT_UNDERSTOOD = re.compile("not understood")
NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });
}
"""
NO_CHANNEL = (
    "window.BroadcastChannel = class { constructor() { throw new DOMException('no', 'SecurityError'); } };"
)


def open_speaker(page: Page, *, title: str = "") -> Page:
    """Open the speaker’s window and wait for its map; where it has to follow, for a title before that."""
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    if title:
        expect(find_panel(speaker).locator("h1").first).to_have_text(title)
    wait_for_map(speaker)
    return speaker


def expect_scene(page: Page, number: int, *, scenes: tuple = SCENES) -> None:
    expect(find_panel(page).locator("h1").first).to_have_text(scenes[number - 1].title)
    expect(page.locator(".sb-rail-step[aria-current]")).to_have_text(str(number))


def expect_in_step(first: Page, second: Page, number: int, *, scenes: tuple = SCENES) -> None:
    """Step on in the first window and back in the second: each time, both come to the same scene."""
    expect_scene(first, number, scenes=scenes)
    expect_scene(second, number, scenes=scenes)
    first.keyboard.press("PageDown")
    expect_scene(second, number + 1, scenes=scenes)
    expect_scene(first, number + 1, scenes=scenes)
    second.keyboard.press("PageUp")
    expect_scene(first, number, scenes=scenes)
    expect_scene(second, number, scenes=scenes)


def reload(page: Page) -> None:
    page.reload()
    wait_for_map(page)


def test_either_window_may_be_reloaded_and_both_and_the_time_runs_on(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    speaker = open_speaker(page)
    began = "() => document.querySelector('.sb-frame').briefMap.briefing.began"
    start = page.evaluate(began)
    page.keyboard.press("PageDown")
    expect_scene(speaker, 12)
    expect_link(page, "scene", SCENES[11].id)
    reload(page)
    expect_in_step(page, speaker, 12)
    reload(speaker)
    expect(find_panel(speaker).locator(".sb-notes")).to_be_visible()
    expect_in_step(page, speaker, 12)
    page.reload()
    reload(speaker)
    wait_for_map(page)
    expect_in_step(page, speaker, 12)
    assert page.evaluate(began) == speaker.evaluate(began) == start


def test_a_speaker_window_that_was_closed_opens_again_where_the_main_one_is(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    open_speaker(page).close()
    others = "[...document.querySelector('.sb-frame').briefMap.briefing.windows.others]"
    page.wait_for_function(f"() => {others}.every((other) => other.closed)")
    page.keyboard.press("PageDown")
    speaker = open_speaker(page)
    expect_in_step(page, speaker, 12)
    page.get_by_role("link", name=ENGLISH.explore, exact=True).click()
    page.wait_for_url("**/explore*")
    page.get_by_role("link", name=ENGLISH.briefing, exact=True).click()
    page.wait_for_selector(".sb-rail")
    wait_for_map(page)
    page.keyboard.press("Home")
    expect_in_step(page, speaker, 1)


def test_two_briefings_and_a_copied_tab_do_not_steer_each_other(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    speaker = open_speaker(page)
    kept = page.evaluate("sessionStorage.getItem('seabrief-briefing')")
    copied = page.context.new_page()  # a copied tab has the other one's storage
    key, held = json.dumps("seabrief-briefing"), json.dumps(kept)
    copied.add_init_script(f"sessionStorage.getItem({key}) ?? sessionStorage.setItem({key}, {held})")
    copied.goto(page.url)
    wait_for_map(copied)
    copied.wait_for_function("() => document.querySelector('.sb-frame').briefMap.briefing.windows.id === ''")
    copied_speaker = open_speaker(copied)
    copied.keyboard.press("Home")
    expect_in_step(copied, copied_speaker, 1)
    expect_in_step(page, speaker, 11)
    expect_scene(copied, 1)
    expect_scene(copied_speaker, 1)


def test_a_page_that_comes_back_from_the_history_is_in_step_again(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    speaker = open_speaker(page)
    page.goto(page.url.replace("/briefing?scene=talks", "/sources"))
    page.wait_for_selector(".sb-page", state="attached")
    speaker.keyboard.press("PageDown")
    expect_scene(speaker, 12)
    page.go_back()
    wait_for_map(page)
    expect_in_step(page, speaker, 12)


def test_without_storage_and_channels_the_windows_find_each_other(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    page.context.add_init_script(NO_STORAGE + NO_CHANNEL)
    page.goto(page.url)
    wait_for_map(page)
    speaker = open_speaker(page)
    expect_in_step(page, speaker, 11)
    reload(page)
    expect_in_step(page, speaker, 11)
    reload(speaker)
    expect_in_step(page, speaker, 11)


def test_an_uploaded_brief_is_in_both_windows_with_its_notes_and_stays_there(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    upload(page, "own.zip", pack_folder(TEMPLATE))
    expect_scene(page, 1, scenes=OWN)
    page.keyboard.press("Escape")
    wait_for_map(page)
    speaker = open_speaker(page, title=OWN[0].title)
    notes = find_panel(speaker).locator(".sb-notes")
    expect(notes).to_contain_text("Two continents within sight of each other")
    expect_in_step(page, speaker, 1, scenes=OWN)
    for window in (speaker, page):
        window.reload()
        expect(find_panel(window).locator("h1").first).to_have_text(OWN[0].title)
        wait_for_map(window)
        expect_in_step(page, speaker, 1, scenes=OWN)
        expect(page.get_by_text(NOT_UNDERSTOOD)).to_have_count(0)
        expect(speaker.get_by_text(NOT_UNDERSTOOD)).to_have_count(0)
    assert "scene=" not in page.url + speaker.url  # a link would mean the pack of the start


def test_the_speaker_window_follows_to_another_brief(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    speaker = open_speaker(page)
    leaflet = page.evaluate_handle("L")
    page.get_by_role("button", name=ENGLISH.settings).click()
    page.get_by_role("combobox", name=ENGLISH.choose_brief).click()
    page.get_by_role("option", name="Three Doors to the Baltic").click()
    page.keyboard.press("Escape")
    expect_scene(speaker, 1, scenes=STRAITS)
    wait_for_map(page)
    wait_for_map(speaker)
    expect_in_step(page, speaker, 1, scenes=STRAITS)
    assert page.evaluate("(leaflet) => leaflet === L", leaflet)  # parts of two do not know each other


@pytest.fixture(scope="module")
def own_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the application started with a pack that is none of the repository."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "own.zip").write_bytes(pack_folder(TEMPLATE))
    port = find_free_port()
    command = [sys.executable, "-m", "dashboard.cli", "run", f"--port={port}", "--address=127.0.0.1"]
    command.append(f"--pack={folder / 'own.zip'}")
    with run_server(command, ROOT, port, folder / "log") as served:
        yield served


def test_a_brief_of_the_command_is_in_both_windows(open_page: Visit, own_address: str) -> None:
    page = open_page(f"{own_address}/briefing?scene={OWN[0].id}")
    wait_for_map(page)
    speaker = open_speaker(page)
    expect_in_step(page, speaker, 1, scenes=OWN)
    reload(page)
    expect_in_step(page, speaker, 1, scenes=OWN)


def test_a_window_that_the_browser_does_not_open_is_told(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    page.evaluate("() => void (window.open = () => null)")
    page.keyboard.press("s")
    expect(page.locator(".sb-said")).to_have_text(ENGLISH.window_blocked)
    page.keyboard.press("PageDown")
    expect_scene(page, 2)


def test_what_another_window_tells_is_never_markup(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    speaker = open_speaker(page)
    page.evaluate(
        "(text) => { const { windows } = document.querySelector('.sb-frame').briefMap.briefing;"
        " windows.send({ shown: { pack: text, scene: text, colour: text, began: text }, again: true }); }",
        HOSTILE,
    )
    expect(speaker.get_by_text(ENGLISH.pack_let_go)).to_be_visible()
    expect(speaker.locator('img[src="x"]')).to_have_count(0)
    expect_in_step(page, speaker, 1)
