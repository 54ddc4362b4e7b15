"""*Save this view*: a click gives a picture of what is on screen, on every page with a map."""

import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from tests.support.map_page import read_view, wait_for_map

SVG = "{http://www.w3.org/2000/svg}"
SIZE = "() => document.querySelector('.sb-frame').briefMap.map.getSize()"


def save(page: Page, form: str) -> Path:
    page.get_by_role("button", name=ENGLISH.save_view).click()
    with page.expect_download(timeout=60_000) as held:
        page.get_by_role("button", name=form, exact=True).click()
    return Path(held.value.path())


def read_words(path: Path) -> str:
    return " ".join(node.text or "" for node in ET.parse(path).iter(f"{SVG}text"))  # noqa: S314


def test_a_picture_has_the_shape_and_the_layers_of_the_map(visit: Callable[..., Page]) -> None:
    page = visit("/explore?layers=senkaku-diaoyu,zone-12nm&at=25.8,123.6,8")
    wait_for_map(page)
    size = page.evaluate(SIZE)
    width, height = struct.unpack(">II", save(page, "PNG").read_bytes()[16:24])
    assert (width - 464) / (height - 36) == pytest.approx(size["x"] / size["y"], rel=0.002)
    assert read_view(page)["layers"] == ["senkaku-diaoyu", "zone-12nm"]


def test_a_picture_goes_to_the_clipboard_and_where_it_may_not_the_button_says_so(
    visit: Callable[..., Page],
) -> None:
    page = visit(
        "/explore?layers=senkaku-diaoyu&at=25.8,123.6,8", permissions=["clipboard-read", "clipboard-write"]
    )
    wait_for_map(page)
    page.get_by_role("button", name=ENGLISH.save_view).click()
    page.get_by_role("button", name=ENGLISH.copy_picture).click()
    expect(page.get_by_text(ENGLISH.picture_copied)).to_be_visible(timeout=60_000)
    assert page.evaluate("navigator.clipboard.read().then((items) => items[0].types)") == ["image/png"]
    page.evaluate("delete window.ClipboardItem")
    page.get_by_role("button", name=ENGLISH.copy_picture).click()
    expect(page.get_by_text(ENGLISH.copy_unable)).to_be_visible()


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/sea-lanes?from=ras-tanura&to=yokohama&closed=malacca", "With Strait of Malacca closed"),
        ("/range-bands?bands=band-coastal-antiship:500", "500 km"),
    ],
)
def test_what_a_page_shows_is_in_the_picture(visit: Callable[..., Page], path: str, told: str) -> None:
    page = visit(path)
    wait_for_map(page)
    words = read_words(save(page, "SVG"))
    assert told in words
    assert "Web Mercator" in words
