"""A pack and a link full of hostile strings in a real browser: everything is shown as text."""

import re
import sys
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from tests.support.browser import ROOT, Visit, find_free_port, run_server
from tests.support.hostile import HOSTILE, JAPANESE, MARKERS, PASSAGE, write_hostile_pack
from tests.support.map_page import find_panel, locate, read_view, wait_for_map

pytestmark = pytest.mark.browser

ENTRY = """
from functools import partial
from pathlib import Path

from dashboard import packs
from dashboard.webmap import publish

HERE = Path(__file__).parent
packs.PACK = HERE / "pack"
publish.prepare_static = partial(publish.prepare_static, folder=HERE / "static")

from dashboard.app import run

run()
"""
"""The application on another pack, with its served files beside this script."""
SUCCESSES = (
    'img[src="x"]',
    "b:has-text('marker')",
    "code:has-text('marker')",
    'a[href^="javascript"]',
    ".katex",
)
"""What a hostile string would have become."""


@pytest.fixture(scope="module")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the application on the hostile pack."""
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile_pack(folder / "pack")
    (folder / "entry.py").write_text(ENTRY, encoding="utf-8")
    for name in ("dashboard", "geodata", ".streamlit"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "static").mkdir()
    port = find_free_port()
    command = [sys.executable, "-m", "streamlit", "run", "entry.py"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1", "--server.enableStaticServing=true"]
    with run_server(command, folder, port, folder / "log") as served:
        yield served


def expect_harmless(page: Page) -> None:
    for success in SUCCESSES:
        expect(page.locator(success)).to_have_count(0)
    assert page.title() == ENGLISH.product
    beside_the_clock = r"(?<!:)\b49\b(?!:)"
    assert re.search(beside_the_clock, page.locator("body").inner_text()) is None


def test_the_first_page_shows_the_title_as_text(open_page: Visit, hostile_address: str) -> None:
    page = open_page(hostile_address)
    expect(page.locator("h1")).to_have_text([HOSTILE])
    expect_harmless(page)


def test_the_brief_page_shows_record_passages_and_layers_as_text(
    open_page: Visit, hostile_address: str
) -> None:
    page = open_page(f"{hostile_address}/brief")
    expect(page.locator("h1")).to_have_text([HOSTILE])
    card = page.locator(".sb-passage", has=page.locator(f".sb-id:text-is('{PASSAGE}')"))
    expect(card.locator("> p")).to_have_text(HOSTILE)
    expect(card.locator("blockquote")).to_contain_text(f"“{HOSTILE}”")
    expect(page.locator(f".st-key-links-{PASSAGE} a").last).to_contain_text(HOSTILE)
    expect_harmless(page)


def test_layer_list_and_names_on_the_map_show_the_titles_as_text(
    open_page: Visit, hostile_address: str
) -> None:
    page = open_page(f"{hostile_address}/explore")
    wait_for_map(page)
    expect(page.locator(".sb-group:not(.sb-briefing-only) .sb-row-title")).to_have_text([HOSTILE] * 4)
    expect(page.locator(".sb-along")).to_have_text([HOSTILE])
    expect(find_panel(page).locator("h1")).to_have_text([HOSTILE])
    expect(page.get_by_test_id("stRadioCaption").nth(3)).to_contain_text(MARKERS[0])
    expect_harmless(page)


def test_names_by_another_policy_are_text_as_well(open_page: Visit, hostile_address: str) -> None:
    page = open_page(f"{hostile_address}/explore?names=ja")
    wait_for_map(page)
    expect(page.locator(".sb-along")).to_have_text([JAPANESE])
    expect(page.locator('.sb-row[data-layer="senkaku-diaoyu"] .sb-row-title')).to_have_text(JAPANESE)
    expect_harmless(page)


def test_the_panel_of_a_layer_shows_all_its_texts_as_text(open_page: Visit, hostile_address: str) -> None:
    page = open_page(f"{hostile_address}/explore?feature=south-china-sea")
    wait_for_map(page)
    panel = find_panel(page)
    expect(panel.locator("h1")).to_have_text([HOSTILE])
    expect(panel.get_by_text(HOSTILE, exact=True)).not_to_have_count(0)
    expect(panel.locator(".sb-caveat")).to_have_text([HOSTILE])
    expect(panel.locator("blockquote")).to_contain_text(f"“{HOSTILE}”")
    expect_harmless(page)


def test_an_island_shows_its_name_and_sources_as_text(open_page: Visit, hostile_address: str) -> None:
    page = open_page(f"{hostile_address}/explore?at=25.744,123.473,11")
    wait_for_map(page)
    place = locate(page, 25.744, 123.473)
    page.mouse.move(*place)
    expect(page.locator(".sb-tooltip")).to_have_text(HOSTILE)
    page.mouse.click(*place)
    expect(find_panel(page).locator("h1")).to_have_text([HOSTILE])
    expect(find_panel(page).locator(".sb-source-list").first).to_contain_text(HOSTILE)
    expect_harmless(page)


def test_a_passage_offers_its_layers_under_their_titles_as_text(
    open_page: Visit, hostile_address: str
) -> None:
    page = open_page(f"{hostile_address}/explore?passage={PASSAGE}")
    wait_for_map(page)
    expect(page.locator(".st-key-open-south-china-sea button")).to_contain_text(HOSTILE)
    expect_harmless(page)


def test_a_scene_shows_title_takeaway_and_notes_as_text(open_page: Visit, hostile_address: str) -> None:
    page = open_page(f"{hostile_address}/briefing")
    wait_for_map(page)
    page.keyboard.press("n")
    panel = find_panel(page)
    expect(panel.locator("h1")).to_have_text([HOSTILE])
    expect(panel.locator(".sb-takeaway")).to_have_text(HOSTILE)
    expect(panel.locator(".sb-notes p")).to_have_text(HOSTILE)
    expect(panel.locator("table").first).to_contain_text(HOSTILE)
    assert page.locator(".sb-rail-step").get_attribute("title") == f"1. {HOSTILE}"
    expect_harmless(page)


def test_a_hostile_link_falls_back_and_appears_nowhere(visit: Visit) -> None:
    names = ("at", "feature", "layers", "names", "passage")
    page = visit(f"/explore?{urlencode(dict.fromkeys(names, HOSTILE))}")
    for name in names:
        expect(page.get_by_test_id("stToast")).to_contain_text(name)
    wait_for_map(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert len(read_view(page)["layers"]) == 9
    assert "marker" not in page.locator("body").inner_text()
    expect_harmless(page)
