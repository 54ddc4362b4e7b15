"""Two states of the map side by side, in a real browser: one camera, and a link that says both."""

from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Frame, Page, expect

from dashboard.i18n.texts import ENGLISH
from tests.support.browser import Visit
from tests.support.map_page import read_link, read_view, wait_for_map

pytestmark = pytest.mark.browser

LEFT, RIGHT = "sea-lanes?at=5.000,100.000,4", "sea-lanes?closed=malacca"
CAMERA = "document.querySelector('.sb-frame').briefMap.map.getCenter()"
MOVE = "document.querySelector('.sb-frame').briefMap.map.panBy([120, 80], { animate: false })"


def list_frames(page: Page) -> list[Frame]:
    """Return the two frames once their maps stand still."""
    expect(page.locator(".sb-pair iframe")).to_have_count(2)
    handles = page.locator(".sb-pair iframe").element_handles()
    frames = [frame for handle in handles if (frame := handle.content_frame())]
    for frame in frames:
        wait_for_map(frame)
    return frames


def test_two_maps_have_one_camera_and_the_link_says_what_both_show(visit: Visit) -> None:
    page = visit(f"/compare?left={quote(LEFT)}&right={quote(RIGHT)}")
    left, right = list_frames(page)
    assert read_view(left)["at"] == read_view(right)["at"] == [5, 100, 4]
    titles = page.locator(".sb-pair h2")
    expect(titles).to_have_text([ENGLISH.all_open, "With Strait of Malacca closed"])
    expect(page.get_by_role("region", name=ENGLISH.differs)).to_contain_text("nm more")

    moved = left.evaluate(f"{MOVE}, {CAMERA}")
    assert right.evaluate(CAMERA) == pytest.approx(moved, abs=0.2)  # at once, to a pixel
    back = right.evaluate(f"{MOVE.replace('120', '-120')}, {CAMERA}")
    assert left.evaluate(CAMERA) == pytest.approx(back, abs=0.2)
    right.locator(".leaflet-control-zoom-in").click()
    wait_for_map(right)
    assert read_view(left)["at"][2] == read_view(right)["at"][2] > 4

    page.wait_for_function("() => !new URL(location).searchParams.get('left').includes('100.000,4')")
    for frame, side in ((left, "left"), (right, "right")):
        lat, lon, zoom = read_view(frame)["at"]
        assert f"at={lat:.3f},{lon:.3f},{zoom:g}" in read_link(page)[side]

    page.get_by_role("button", name=ENGLISH.swap_sides).click()
    expect(titles).to_have_text(["With Strait of Malacca closed", ENGLISH.all_open])
    assert "closed=malacca" in read_link(page)["left"]
    list_frames(page)
    page.locator(".sb-pair section").first.get_by_role("link").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/sea-lanes")
    wait_for_map(page)


def test_on_a_phone_the_states_stand_one_above_the_other_and_a_pasted_link_takes_a_side(visit: Visit) -> None:
    page = visit("/compare?left=briefing%3Fscene%3Dtalks%26at%3Dx", viewport={"width": 390, "height": 844})
    expect(page.get_by_text("left: at")).to_be_visible()
    list_frames(page)
    boxes = [section.bounding_box() for section in page.locator(".sb-pair section").all()]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
    assert boxes[0]["x"] == boxes[1]["x"]
    page.get_by_role("button", name=ENGLISH.choose_side["right"]).click()
    field = page.get_by_role("textbox", name=ENGLISH.side_link)
    field.fill("https://elsewhere.example/page")
    field.press("Enter")
    expect(page.get_by_text("no link to a map")).to_be_visible()
    field.fill("https://maps.example.org/institutions?date=2025-10")
    field.press("Enter")
    expect(page.locator(".sb-pair h2").last).to_have_text("Up to October 2025")
