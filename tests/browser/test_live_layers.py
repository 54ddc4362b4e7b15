"""Layers that travel with the page, in a real browser: sent once, drawn once, asked for where missing."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocket, expect

from dashboard.packs import list_packs
from dashboard.webmap.publish import prepare_static
from geodata.packs.pack import read_pack
from tests.support.browser import ROOT, Visit, find_free_port, run_server
from tests.support.hostile import HOSTILE
from tests.support.map_page import find_switch, list_drawn, wait_for_map

pytestmark = pytest.mark.browser

LAYER = "live_lane-gulf-japan"
ENTRY = """
import streamlit as st

from dashboard.components.layout import show_html, show_shell
from dashboard.components.map import MapState, show_map
from dashboard.session.context import PageRules, open_page
from dashboard.webmap.live_layers import make_live
from geodata.layers.loading import find_layer, load_layer
from tests.support.hostile import HOSTILE

class Deaf(set):
    # Keys of what was sent, which the first request for one of them does not reach.

    deaf = True

    def difference_update(self, keys):
        if self.deaf:
            self.deaf = False
        else:
            super().difference_update(keys)


def lose(sent):
    st.session_state["map-sent"] = type(sent)([*sent, other.key])


show_shell()
show_html("<p>One live layer</p>")
context = open_page(PageRules())
pack, index = context.pack, context.index
lane = find_layer(pack, "lane-gulf-japan")
first, other = (
    make_live(load_layer(pack, lane).assign(name_en=title), lane.model_copy(update={"title": title}), pack)
    for title in (HOSTILE, "Other")
)
live = other if st.toggle("other") else first
st.button("again")
st.button("lose the other", on_click=lambda: lose(st.session_state["map-sent"]))
st.button("lose it twice", on_click=lambda: lose(Deaf(st.session_state["map-sent"])))
shown = () if st.toggle("none") else (live,)
show_map(
    MapState(revision=1, layers=["chokepoints"], at=(10, 90, 3.5), live=shown),
    bridge=index.bridge,
    catalogue=index.catalogue,
)
"""
"""A page with one live layer that bears a hostile title."""


@pytest.fixture(scope="module")
def live_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of that page, on the served files of the repository."""
    prepare_static(list(map(read_pack, list_packs().values())))
    folder = tmp_path_factory.mktemp("live")
    (folder / "entry.py").write_text(ENTRY, encoding="utf-8")
    for name in ("dashboard", "geodata", "seeds", "tests", "static", ".streamlit"):
        (folder / name).symlink_to(ROOT / name)
    port = find_free_port()
    command = [sys.executable, "-m", "streamlit", "run", "entry.py"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1", "--server.enableStaticServing=true"]
    with run_server(command, folder, port, Path(folder / "log")) as served:
        yield served


@pytest.fixture
def page(open_page: Visit, live_address: str) -> Page:
    page = open_page(live_address)
    wait_for_map(page)
    return page


def toggle(page: Page, label: str) -> None:
    page.get_by_test_id("stCheckbox").filter(has_text=label).locator("label").click()


def expect_titles(page: Page, titles: list[str]) -> None:
    """Expect the lanes on the map to bear these titles, and the map to rest."""
    expect(page.locator(".sb-along")).to_have_text(titles)
    wait_for_map(page)


def test_a_live_layer_is_drawn_and_listed_as_text_and_can_be_switched_off(page: Page) -> None:
    assert LAYER in list_drawn(page)
    expect_titles(page, [HOSTILE])
    expect(page.locator(f'.sb-row[data-layer="{LAYER}"] .sb-row-title')).to_have_text(HOSTILE)
    expect(page.locator('img[src="x"], b:has-text("marker"), .katex')).to_have_count(0)
    find_switch(page, LAYER).click()
    assert LAYER not in list_drawn(page)
    page.get_by_role("button", name="again", exact=True).click()
    wait_for_map(page)
    assert LAYER not in list_drawn(page)


def test_another_result_takes_the_place_of_the_first_and_none_leaves_nothing(page: Page) -> None:
    toggle(page, "other")
    expect_titles(page, ["Other"])
    expect(page.locator(f'.sb-row[data-layer="{LAYER}"]')).to_have_count(1)
    toggle(page, "none")
    expect_titles(page, [])
    assert LAYER not in list_drawn(page)
    expect(page.locator(f'.sb-row[data-layer="{LAYER}"]')).to_have_count(0)


def test_features_travel_once_and_again_only_where_the_browser_lacks_them(page: Page) -> None:
    frames: list[bytes] = []
    page.on("websocket", lambda socket: follow(socket, frames))
    page.reload()
    wait_for_map(page)
    assert count_features(frames) == 1
    page.get_by_role("button", name="again", exact=True).click()
    wait_for_map(page)
    assert count_features(frames) == 1
    page.get_by_role("button", name="lose the other").click()
    toggle(page, "other")
    expect_titles(page, ["Other"])
    assert count_features(frames) == 2


def test_a_request_whose_answer_is_lost_is_made_again(page: Page) -> None:
    page.get_by_role("button", name="lose it twice").click()
    toggle(page, "other")
    expect_titles(page, ["Other"])


def follow(socket: WebSocket, frames: list[bytes]) -> None:
    socket.on("framereceived", lambda frame: frames.append(frame if isinstance(frame, bytes) else b""))


def count_features(frames: list[bytes]) -> int:
    return sum(frame.count(b"FeatureCollection") for frame in frames)
