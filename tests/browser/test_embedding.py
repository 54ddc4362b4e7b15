"""SeaBrief in a page of another site, in a real browser: without storage, clipboard or full screen."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from dashboard.i18n.texts import ENGLISH
from tests.browser.conftest import Watch
from tests.browser.test_two_windows import NO_CHANNEL, NO_STORAGE, SCENES, expect_scene
from tests.support.browser import PATIENCE_MS, Visit
from tests.support.map_page import find_panel, wait_for_map

pytestmark = pytest.mark.browser

Embed = Callable[..., tuple[Page, Frame]]
NO_CLIPBOARD = (
    "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
)
NO_COPY = "document.execCommand = () => false;"
NO_FULL_SCREEN = "delete Element.prototype.requestFullscreen;"
PORTAL = "<!doctype html><h1>Portal</h1><iframe id=f src='{url}' width=1100 height=700 {more}></iframe>"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_told: object) -> None:
        pass


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Folder and address of another site: its host is `localhost`, that of the application 127.0.0.1."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path, f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.fixture
def embed(chromium: Browser, address: str, portal: tuple[Path, str]) -> Iterator[Embed]:
    """Function that shows a path of the application in a frame of the other site."""
    folder, site = portal
    contexts, watch = [], Watch(urlsplit(address).netloc)

    def show(path: str, *, refused: str = "", more: str = "") -> tuple[Page, Frame]:
        (folder / "portal.html").write_text(PORTAL.format(url=address + path, more=more), encoding="utf-8")
        context = chromium.new_context(viewport={"width": 1366, "height": 768})
        contexts.append(context)
        if refused:
            context.add_init_script(f"if (location.host === '{urlsplit(address).netloc}') {{ {refused} }}")
        page = context.new_page()
        page.on("pageerror", lambda error: watch.problems.append(f"script: {error}"))
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{site}/portal.html")
        [frame] = page.main_frame.child_frames
        wait_for_map(frame)
        return page, frame

    yield show
    for context in contexts:
        context.close()
    assert watch.problems == []


def expect_no_failure(frame: Frame) -> None:
    expect(frame.get_by_text(re.compile("Error"))).to_have_count(0)
    expect(frame.locator("[data-testid=stException], [data-testid=stAlertContentError]")).to_have_count(0)


def read_clipboard(page: Page) -> str:
    """Paste into a field of the page around the frame: what is on the clipboard."""
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' }))")
    page.locator("#paste").focus()
    page.keyboard.press("Control+v")
    return page.locator("#paste").input_value()


@pytest.mark.parametrize("refused", ["", NO_STORAGE + NO_CHANNEL])
def test_a_frame_of_another_site_shows_the_map_and_copies_the_link(embed: Embed, refused: str) -> None:
    page, frame = embed("/explore?passage=D3", refused=refused)
    expect(find_panel(frame).locator(".sb-id").first).to_have_text("D3")
    frame.get_by_role("button", name=ENGLISH.copy_link).click()
    expect(frame.get_by_role("button", name=ENGLISH.link_copied)).to_be_visible()
    expect_no_failure(frame)
    assert read_clipboard(page) == frame.url


def test_the_code_to_embed_shows_the_map_alone(visit: Visit, embed: Embed, address: str) -> None:
    page = visit("/briefing?scene=anti-access")
    wait_for_map(page)
    page.get_by_role("button", name=ENGLISH.share_view).click()
    expect(page.get_by_alt_text(ENGLISH.share_picture)).to_be_visible()
    code = page.locator("[data-testid=stPopoverBody] code").last.inner_text()
    [source] = re.findall(r'src="([^"]+)"', code)
    _page, frame = embed(unescape(source).removeprefix(address))
    expect(frame.locator(".sb-stamp")).to_be_visible()
    expect(frame.locator(".sb-legend")).to_be_visible()
    expect(frame.locator(".sb-sources")).to_be_visible()
    box = frame.locator(".sb-frame").evaluate("(map) => [map.getBoundingClientRect().top, map.offsetHeight]")
    assert box == [0, 700]
    for name in (ENGLISH.settings, ENGLISH.copy_link, ENGLISH.share_view):
        expect(frame.get_by_role("button", name=name)).to_have_count(0)
    expect(frame.locator(".sb-rail")).to_be_hidden()


def test_where_nothing_copies_the_link_is_shown_selected(embed: Embed) -> None:
    page, frame = embed("/explore?passage=D3", refused=NO_CLIPBOARD + NO_COPY)
    frame.get_by_role("button", name=ENGLISH.copy_link).click()
    field = frame.get_by_role("textbox", name=ENGLISH.copy_by_hand)
    expect(field).to_be_in_viewport()
    expect(field).to_have_value(frame.url)
    expect(field).to_be_focused()
    assert frame.evaluate("getSelection().toString()") == frame.url
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_link_opens_in_its_theme_without_storage(embed: Embed, theme: str) -> None:
    _page, frame = embed(f"/explore?embed=true&passage=D3&theme={theme}", refused=NO_STORAGE)
    expect(frame.locator(f".sb-frame.sb-{theme}")).to_be_visible()
    wait_for_map(frame)
    expect_no_failure(frame)


@pytest.mark.parametrize(("more", "refused"), [("", ""), ("allow=fullscreen", NO_FULL_SCREEN)])
def test_where_full_screen_is_refused_the_briefing_fills_its_window(
    embed: Embed, more: str, refused: str
) -> None:
    _page, frame = embed("/briefing?scene=talks", refused=refused, more=more)
    frame.get_by_role("button", name=ENGLISH.present).click()
    expect(frame.locator(".sb-said")).to_have_text(ENGLISH.no_full_screen)
    wait_for_map(frame)
    box = frame.locator(".sb-frame").evaluate("(map) => [map.getBoundingClientRect().top, map.offsetHeight]")
    assert box == [0, 700]
    frame.locator("body").press("Escape")
    expect(frame.locator("html")).not_to_have_class(re.compile("sb-presenting"))
    frame.locator("body").press("f")
    expect(frame.locator("html")).to_have_class(re.compile("sb-presenting"))
    frame.locator("body").press("f")
    expect(frame.locator("html")).not_to_have_class(re.compile("sb-presenting"))


@pytest.mark.parametrize("refused", ["", NO_STORAGE + NO_CHANNEL])
def test_a_frame_and_its_speaker_window_are_in_step(embed: Embed, refused: str) -> None:
    page, frame = embed("/briefing?scene=talks", refused=refused)
    find_panel(frame).locator("h1").first.click()
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    wait_for_map(speaker)
    page.bring_to_front()
    page.keyboard.press("PageDown")
    expect_scene(speaker, 12)
    expect(find_panel(frame).locator("h1").first).to_have_text(SCENES[11].title)
    speaker.keyboard.press("PageUp")
    expect(find_panel(frame).locator("h1").first).to_have_text(SCENES[10].title)


def test_where_a_frame_may_open_no_window_that_is_said(embed: Embed) -> None:
    page, frame = embed("/briefing", more="sandbox='allow-scripts allow-same-origin'")
    find_panel(frame).locator("h1").first.click()
    page.keyboard.press("s")
    expect(frame.locator(".sb-said")).to_have_text(ENGLISH.window_blocked)


def test_on_a_page_of_its_own_full_screen_that_is_refused_is_told(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    page.evaluate("() => void (Element.prototype.requestFullscreen = () => Promise.reject(new TypeError()))")
    page.keyboard.press("f")
    expect(page.locator(".sb-said")).to_have_text(ENGLISH.no_full_screen)
    expect(page.get_by_role("button", name=ENGLISH.settings)).to_be_hidden()
