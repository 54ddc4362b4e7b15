"""The page without a server, opened from a disk with the network off."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.exports.fulfilment import fulfil_request
from dashboard.exports.offline.page import write_page
from dashboard.exports.request import ExportRequest
from dashboard.i18n.texts import make_texts
from dashboard.i18n.translator import load_translator
from dashboard.wording.wording import Wording
from geodata.packs.pack import Pack, read_pack
from geodata.scenes import find_scene, resolve_scene
from tests.support.browser import Visit
from tests.support.hostile import HOSTILE, write_hostile_pack
from tests.support.map_page import find_switch, read_view

pytestmark = pytest.mark.browser

DRAWN = "document.querySelector('.sb-frame')?.briefMap?.map?._loaded"
SCENES = ("anti-access", "senkaku-diaoyu", "partner", "chinas-lanes")


def write_scenes(pack: Pack, scenes: tuple[str, ...], path: Path) -> str:
    resolved = [resolve_scene(pack, find_scene(pack, scene)) for scene in scenes]
    path.write_text(write_page(resolved, Wording(pack)), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def page_file(nato_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_scenes(nato_pack, SCENES, tmp_path_factory.mktemp("page") / "briefing.html")


def test_every_scene_is_drawn_with_no_request_but_the_page_itself(open_page: Visit, page_file: str) -> None:
    page = open_page(page_file, offline=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    expect(page.locator("#sb-words h1")).to_have_text("Anti-access in outline")
    page.wait_for_selector(".sb-map path[data-layer='band-medium-range']", state="attached")
    expect(page.locator(".sb-stamp")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#sb-words h1")).to_have_text("Senkaku / Diaoyu Islands")
    page.wait_for_selector(".sb-map path[data-layer='senkaku-distances']", state="attached")
    expect(page.locator(".sb-stamp")).to_be_hidden()
    page.keyboard.press("End")
    expect(page.locator("#sb-words table").first).to_contain_text("nm more")
    page.wait_for_selector(".sb-map path[data-layer='closed_chinas-lanes']", state="attached")
    expect(page.locator(".sb-map path[data-layer='senkaku-distances']")).to_have_count(0)  # it fades out
    assert page.locator(".sb-map .sb-land").count() > 0
    assert asked == [page_file]


def test_a_click_opens_what_a_layer_stands_for_and_escape_leads_back(
    open_page: Visit, page_file: str
) -> None:
    page = open_page(f"{page_file}?scene=senkaku-diaoyu", offline=True)
    page.locator("#sb-all").click()
    page.locator(".sb-row[data-layer='senkaku-diaoyu'] .sb-row-open").click()
    expect(page.locator("#sb-words h1")).to_have_text("Senkaku / Diaoyu Islands")
    expect(page.locator("#sb-words .sb-tag")).to_have_text("Named in the brief")
    page.keyboard.press("Escape")
    expect(page.locator("#sb-words .sb-takeaway")).to_be_visible()
    page.locator("#sb-sources").click()
    links = page.locator("#sb-words a")
    assert links.count() > 5
    assert all(link.get_attribute("rel") == "noopener noreferrer" for link in links.all())
    page.locator("#sb-theme").click()
    expect(page.locator("body")).to_have_class("sb-offline sb-all-layers sb-dark")


def test_another_language_keeps_scene_view_layers_and_what_is_open(
    open_page: Visit, nato_pack: Pack, tmp_path: Path
) -> None:
    out = tmp_path / "page.html"
    request = ExportRequest("html", SCENES[:2], language="en", languages=("de", "ja"))
    fulfil_request(request, nato_pack, out)
    page = open_page(f"{out.as_uri()}?scene=senkaku-diaoyu&lang=de", offline=True)
    page.wait_for_function(DRAWN)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("#sb-words h1")).to_have_text("Senkaku- / Diaoyu-Inseln")
    page.locator("#sb-all").click()
    find_switch(page, "senkaku-distances").click()
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_function(DRAWN)
    before = read_view(page)
    page.locator(".sb-row[data-layer='senkaku-diaoyu'] .sb-row-open").click()
    page.get_by_role("combobox", name="Sprache").select_option("ja")
    page.wait_for_function(DRAWN)
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    expect(page.locator("#sb-words h1")).to_have_text("尖閣諸島／釣魚島")
    expect(page.locator(".sb-panel")).to_contain_text("海上交通路")
    expect(page.locator("#sb-theme")).to_have_text(make_texts(load_translator("ja")).switch_theme)
    assert read_view(page) == before
    page.keyboard.press("Escape")
    expect(page.locator("#sb-words .sb-takeaway")).to_be_visible()


def test_a_scene_with_events_has_a_time_bar_whose_keys_are_its_own(open_page: Visit, page_file: str) -> None:
    page = open_page(f"{page_file}?scene=partner", offline=True)
    heading = page.locator("#sb-words h1").inner_text()
    bar = page.locator(".sb-time")
    expect(bar).to_contain_text("Events: 7")
    page.wait_for_selector(".sb-mark[data-feature='events-brief.talks-2013']", state="attached")
    bar.get_by_role("button").first.press("ArrowLeft")
    expect(bar).to_contain_text("Carnegie publishes a net assessment")
    expect(page.locator(".sb-mark[data-feature='events-brief.talks-2013']")).to_have_count(0)
    bar.get_by_role("slider").press("Home")
    bar.get_by_role("slider").press(" ")
    expect(bar).to_contain_text("Boats collide near disputed islands")
    expect(page.locator("#sb-words h1")).to_have_text(heading)
    page.locator("#sb-words h1").click()
    page.keyboard.press("End")
    expect(page.locator("#sb-words table").first).to_contain_text("nm more")
    expect(bar).to_be_hidden()


def test_hostile_texts_are_shown_as_text(open_page: Visit, tmp_path: Path) -> None:
    pack = read_pack(write_hostile_pack(tmp_path / "pack"))
    page = open_page(write_scenes(pack, ("first",), tmp_path / "page.html"), offline=True)
    expect(page.locator("#sb-words h1")).to_have_text(HOSTILE)
    expect(page.locator("#sb-words blockquote").first).to_contain_text(HOSTILE)
    page.locator(".sb-legend li[data-layer='lane-gulf-japan'] .sb-row-title").wait_for()
    assert page.locator("img, .sb-page b, code, a[href^='javascript']").count() == 0
    assert page.title() == f"{HOSTILE} · {HOSTILE}"
