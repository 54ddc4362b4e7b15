"""Names on the map of a scene: on three screens, none on another, by the policy, calm while panning."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Visit
from tests.support.map_page import wait_for_map

pytestmark = pytest.mark.browser

SCENES = {
    "goes-east": "event",
    "partner": "event",
    "talks": "actor",
    "chinas-lanes": "gate",
}
"""Scenes whose marks are to be named, and what kind of name each has at least one of."""
SIZES = ((1920, 1080), (1366, 768), (390, 844))
LIST_NAMES = """() => {
  const { labels } = document.querySelector('.sb-frame').briefMap;
  return labels._labels
    .filter(({ marker, text, rotate }) => marker._map && !rotate && text.style.visibility !== 'hidden')
    .map(({ kind, owner, text, course }) => {
      const { left, top, right, bottom } = text.getBoundingClientRect();
      const hidden = text.getAttribute('aria-hidden');
      const box = [left, top, right, bottom];
      return { kind, layer: owner?.id ?? '', name: text.textContent, course, hidden, box };
    });
}"""
LIST_MARKS = """() => [...document.querySelectorAll('.sb-mark:not(.sb-mark-member)')].map((mark) => {
  const { left, top, right, bottom } = mark.getBoundingClientRect();
  return [left + 3, top + 3, right - 3, bottom - 3];
})"""
PAN = """() => document.querySelector('.sb-frame').briefMap.map.panBy([-40, 25], { animate: false })"""
BESIDE = {"actor", "event", "gate"}


def list_names(page: Page) -> list[dict[str, Any]]:
    names: list[dict[str, Any]] = page.evaluate(LIST_NAMES)
    return names


def overlap(one: list[float], other: list[float]) -> bool:
    """Tell whether two boxes share more than half a pixel."""
    (left, top, right, bottom), (west, north, east, south) = one, other
    return left < east - 0.5 and west < right - 0.5 and top < south - 0.5 and north < bottom - 0.5


def check_scene(page: Page, scene: str) -> None:
    names, marks = list_names(page), page.evaluate(LIST_MARKS)
    assert SCENES[scene] in {name["kind"] for name in names}
    touching = [
        (one["name"], other["name"])
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        if overlap(one["box"], other["box"])
    ]
    assert touching == []
    beside = [name for name in names if name["kind"] in BESIDE]
    assert [name["name"] for name in beside if any(overlap(name["box"], mark) for mark in marks)] == []
    assert {name["hidden"] for name in names} == {"true"}


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_marks_of_a_scene_are_named_and_no_name_covers_another_or_a_mark(
    visit: Visit, width: int, height: int
) -> None:
    page = visit("/briefing?scene=goes-east", viewport={"width": width, "height": height})
    for scene in SCENES:
        page.goto(page.url.split("?")[0] + f"?scene={scene}")
        wait_for_map(page)
        check_scene(page, scene)


def test_names_keep_their_side_while_the_map_is_moved(visit: Visit) -> None:
    page = visit("/briefing?scene=partner")
    wait_for_map(page)
    before = {name["name"]: name["course"] for name in list_names(page) if name["kind"] == "event"}
    page.evaluate(PAN)
    wait_for_map(page)
    after = {name["name"]: name["course"] for name in list_names(page) if name["kind"] == "event"}
    assert len(before) >= 2
    assert {name: course for name, course in after.items() if name in before} == {
        name: course for name, course in before.items() if name in after
    }
    assert before.keys() & after.keys()


def test_names_follow_the_policy_and_go_with_their_layer(visit: Visit) -> None:
    page = visit("/explore?layers=chokepoints&names=ja&at=5,105,4")
    wait_for_map(page)
    assert "マラッカ海峡" in {name["name"] for name in list_names(page)}
    page.locator('[data-layer="chokepoints"] input').uncheck()
    wait_for_map(page)
    assert "chokepoints" not in {name["layer"] for name in list_names(page)}


def test_the_read_out_says_where_the_pointer_is_and_its_notation_goes_into_the_link(
    visit: Visit,
) -> None:
    page = visit("/explore?at=35.45,139.65,9&pin=35.45,139.65")
    wait_for_map(page)
    read_out = page.locator(".sb-read-out")
    expect(read_out).to_have_text("35.450° N, 139.650° E")
    expect(page.get_by_text("Pin at 35.450° N, 139.650° E")).to_be_visible()
    for notation, written in (
        ("ddm", "35°27.0′ N, 139°39.0′ E"),
        ("dms", "35°27′00″ N, 139°39′00″ E"),
        ("mgrs", "54S UE 774 237"),
    ):
        read_out.click()
        page.mouse.move(5, 5)
        expect(read_out).to_have_text(written)
        page.wait_for_url(f"**positions={notation}*")
        expect(page.get_by_text(f"Pin at {written}")).to_be_visible()
    box = page.locator(".sb-map").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 4)
    expect(read_out).to_have_text(re.compile(r"54S [A-Z]{2} \d{3} \d{3}"))
    expect(read_out).not_to_have_text("54S UE 774 237")
    before = read_out.inner_text()
    page.evaluate(PAN)
    expect(read_out).not_to_have_text(before)
    expect(read_out).not_to_have_class(re.compile("sb-read-middle"))
