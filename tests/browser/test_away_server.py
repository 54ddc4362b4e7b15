"""The server goes away under an open page, and comes back."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.i18n.texts import ENGLISH
from dashboard.packs import PACK
from geodata.packs.pack import read_pack
from tests.browser.conftest import CONTEXT
from tests.support.browser import FIRST_START_MS, PATIENCE_MS, ROOT, find_free_port, run_server
from tests.support.map_page import find_panel, wait_for_map

pytestmark = pytest.mark.browser

SCENES = read_pack(PACK).scenes
RETURN_MS = 60_000
"""Streamlit asks ever less often for a server that is away."""
PREPARED = """async () => {
  const { packLayers, catalogue } = document.querySelector('.sb-frame').briefMap;
  const layers = new Set(catalogue.scenes.flatMap((scene) => scene.layers));
  const wanted = [...layers].map((id) => packLayers[id]?.address).filter(Boolean);
  const held = performance.getEntriesByType('resource').map(({ name }) => name);
  return wanted.every((address) => held.includes(new URL(address, document.baseURI).href));
}"""
"""Whether the layers of all scenes have been fetched."""


@contextmanager
def serve(port: int, folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "dashboard.cli", "run", f"--port={port}", "--address=127.0.0.1"]
    with run_server(command, ROOT, port, folder / "log") as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page whose failed requests are no fault: the server is away."""
    context = chromium.new_context(**CONTEXT)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()


def expect_scene(page: Page, number: int, *, words: bool) -> None:
    """The map is at a scene with all its layers, and where asked so are the words beside it."""
    scene = SCENES[number - 1]
    view = "document.querySelector('.sb-frame')?.briefMap"
    layers = json.dumps(sorted(scene.layers))
    page.wait_for_function(
        f"""() => {{
            const view = {view};
            const drawn = (id) => view.visible().includes(id) && view.packLayers[id].getLayers().length;
            return view?.briefing?.scene.id === {json.dumps(scene.id)} && {layers}.every(drawn);
        }}""",
        timeout=RETURN_MS,
    )
    if words:
        expect(find_panel(page).locator("h1").first).to_have_text(scene.title, timeout=RETURN_MS)


def test_a_briefing_goes_on_while_the_server_is_away_and_the_page_follows_when_it_is_back(
    page: Page, tmp_path: Path
) -> None:
    port = find_free_port()
    away, box = page.locator(".sb-away"), page.locator('[data-testid="stDialog"]')
    with serve(port, tmp_path) as address:
        page.goto(f"{address}/briefing?scene={SCENES[2].id}")
        page.wait_for_selector(".sb-frame .leaflet-map-pane", state="attached", timeout=FIRST_START_MS)
        wait_for_map(page)
        page.wait_for_function(PREPARED)
        expect(away).to_be_hidden()
    expect(away).to_be_visible()
    expect(away).to_have_text(ENGLISH.no_connection)
    page.keyboard.press("PageDown")
    expect_scene(page, 4, words=False)
    page.keyboard.press("PageDown")
    expect_scene(page, 5, words=False)
    expect(box).to_have_count(0)
    assert not page.evaluate("document.querySelector('.sb-frame').closest('[aria-hidden=true], [inert]')")
    assert page.locator(".sb-unread").is_hidden()
    with serve(port, tmp_path):
        expect(away).to_be_hidden(timeout=RETURN_MS)
        expect_scene(page, 5, words=True)
        assert f"scene={SCENES[4].id}" in page.url
        page.keyboard.press("PageUp")
        expect_scene(page, 4, words=True)
        expect(box).to_have_count(0)


def test_a_file_that_a_restart_loses_is_said_to_be_lost_and_brought_back(page: Page, tmp_path: Path) -> None:
    port = find_free_port()
    file = {"name": "buoys.csv", "mimeType": "text/csv", "buffer": b"name,lon,lat\nBuoy,121,22\n"}
    told = ENGLISH.own_shown.format(file="buoys.csv", count="1")
    with serve(port, tmp_path) as address:
        page.goto(f"{address}/explore")
        page.wait_for_selector(".sb-frame .leaflet-map-pane", state="attached", timeout=FIRST_START_MS)
        wait_for_map(page)
        page.get_by_text(ENGLISH.tools, exact=True).click()
        page.locator(".st-key-panel input[type=file]").last.set_input_files(file)
        expect(page.get_by_text(told)).to_be_visible()
        wait_for_map(page)
    with serve(port, tmp_path):
        lost = page.locator(".sb-kept-row")
        expect(lost.first).to_contain_text("no longer holds buoys.csv", timeout=RETURN_MS)
        expect(page.get_by_text(told)).to_have_count(0)
        lost.get_by_role("button", name=ENGLISH.bring_back).click()
        expect(page.get_by_text(told)).to_be_visible()
        expect(lost).to_have_count(0)
        wait_for_map(page)
        page.get_by_role("checkbox", name="Yellow Sea").check()  # the new server knows the map
        page.wait_for_url("**yellow-sea**")


def test_a_page_without_a_map_leaves_the_box_of_the_connection(page: Page, tmp_path: Path) -> None:
    port = find_free_port()
    with serve(port, tmp_path) as address:
        page.goto(f"{address}/sources")
        page.wait_for_selector(".sb-page h1", timeout=FIRST_START_MS)
    expect(page.locator('[data-testid="stDialog"]')).to_be_visible()
