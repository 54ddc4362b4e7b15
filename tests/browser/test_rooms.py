"""A presenter and those who follow, each in a browser of their own."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from dashboard.installation import SEEDS
from dashboard.packs import PACK
from geodata.packs.pack import read_pack
from tests.support.browser import Visit
from tests.support.map_page import expect_link, find_panel, wait_for_map

pytestmark = pytest.mark.browser

SCENES = read_pack(PACK).scenes
STRAITS = read_pack(SEEDS / "danish-straits").scenes
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
UNKNOWN = """
const ask = window.fetch;
window.fetch = (url, ...more) =>
  String(url).includes("/rooms/")
    ? Promise.resolve(Response.json({ refused: "unknown" }, { status: 404 }))
    : ask(url, ...more);
"""
MAP = "document.querySelector('.sb-frame')?.briefMap"


def present(visit: Visit, path: str = "/briefing?scene=talks") -> tuple[Page, str, str]:
    """Open a room; return the page, its link as a path, and the code."""
    page = visit(path)
    wait_for_map(page)
    page.click(".sb-rail-room")
    code = page.locator(".sb-room-code").inner_text()
    link = page.input_value(".sb-room-link")
    return page, link[link.index("/briefing") :], code


def follow(visit: Visit, path: str, **options: object) -> Page:
    page = visit(path, **options)
    expect(page.locator(".sb-follow[data-mode=on]")).to_be_visible()
    return page


def expect_scene(page: Page, number: int, scenes: tuple = SCENES) -> None:
    """The map is at a scene, and so are the words beside it."""
    page.wait_for_function(f"() => {MAP}?.briefing?.scene?.id === {json.dumps(scenes[number - 1].id)}")
    expect(find_panel(page).locator("h1").first).to_have_text(scenes[number - 1].title)


def choose_subject(page: Page, title: str) -> None:
    page.get_by_test_id("stTopNavSection").click()
    page.locator("a").filter(has_text=title).click()


def expect_same_view(page: Page, other: Page) -> None:
    """Both maps have the same layers and camera."""
    view = f"JSON.stringify({{...{MAP}.state(), layers: {MAP}.state().layers.sort()}})"
    other.wait_for_function(f"() => {view} === {json.dumps(page.evaluate(view))}")


def test_those_who_follow_see_what_the_presenter_shows_until_he_ends_it(visit: Visit) -> None:
    page, link, code = present(visit)
    phone = follow(visit, link, **PHONE)
    expect_scene(phone, 11)
    page.keyboard.press("PageDown")
    expect_scene(phone, 12)
    late = follow(visit, f"/briefing?room={code.replace(' ', '')}&theme=dark&names=en")
    expect_scene(late, 12)
    expect(late.locator(".sb-frame.sb-dark")).to_be_visible()
    expect(page.locator(".sb-rail-room")).to_contain_text("2")
    for follower in (phone, late):
        expect(follower.locator(".sb-rail")).to_be_hidden()
        assert follower.locator(".sb-notes").count() == 0
    box = page.locator(".sb-map").bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, -200)
    page.wait_for_selector(".sb-astray")
    expect_same_view(page, phone)
    page.mouse.move(box["x"] + 320, box["y"] + 220)
    expect(phone.locator(".sb-pointer")).to_be_visible()
    page.keyboard.press("Home")
    expect_scene(phone, 1)
    expect_scene(late, 1)
    page.click(".sb-room-end")
    for follower in (phone, late):
        expect(follower.locator(".sb-follow-told")).to_have_text(str(ENGLISH.follow_ended))
        expect(follower.locator(".sb-rail")).to_be_visible()
        follower.locator(".sb-rail-step").nth(1).click()
        expect_scene(follower, 2)
    expect_scene(page, 1)


def test_who_looks_around_comes_back_when_he_likes_and_steps_through_what_was_shown(visit: Visit) -> None:
    page, link, _ = present(visit)
    follower = follow(visit, link)
    page.keyboard.press("PageDown")
    expect_scene(follower, 12)
    box = follower.locator(".sb-map").bounding_box()
    assert box
    follower.mouse.move(box["x"] + 300, box["y"] + 200)
    follower.mouse.wheel(0, -200)
    expect(follower.locator(".sb-follow[data-mode=around]")).to_be_visible()
    page.keyboard.press("PageDown")
    expect_scene(page, 13)
    follower.wait_for_function(f"() => {MAP}.briefing.following.now === 3")
    expect_scene(follower, 12)
    follower.click(".sb-follow-return")
    expect_scene(follower, 13)
    follower.keyboard.press("ArrowLeft")
    expect(follower.locator(".sb-follow-told")).to_have_text("Shown before: 2 of 3")
    expect_scene(follower, 12)
    follower.keyboard.press("ArrowLeft")
    expect_scene(follower, 11)
    follower.keyboard.press("End")
    expect_scene(follower, 13)
    expect_scene(page, 13)


def test_who_follows_goes_along_to_closures_and_bands_and_back_to_the_briefing(visit: Visit) -> None:
    page, link, _ = present(visit)
    follower = follow(visit, f"{link}&lang=de&positions=dms")
    follower.wait_for_function(f"() => {MAP}?.briefing?.scene?.id === 'talks'")
    choose_subject(page, str(ENGLISH.sea_lanes))
    wait_for_map(page)
    follower.wait_for_url("**/sea-lanes?*room=*")
    wait_for_map(follower)
    page.locator('.sb-mark[data-feature="chokepoints.malacca"]').click()
    expect_link(follower, "closed", "malacca")
    expect(follower.locator('.sb-map [data-layer="live_left"]').first).to_be_attached()
    assert "lang=de" in follower.url
    assert "positions=dms" in follower.url
    expect(page.locator(".sb-rail-room")).to_contain_text("1")
    choose_subject(page, str(ENGLISH.range_bands))
    follower.wait_for_url("**/range-bands?*room=*")
    page.get_by_role("link", name=str(ENGLISH.briefing), exact=True).click()
    follower.wait_for_url("**/briefing?*room=*")
    follower.wait_for_function(f"() => {MAP}?.briefing?.scene?.id === 'talks'")
    choose_subject(follower, "Inseln")  # by himself: he follows no more
    expect(follower.locator(".sb-follow")).to_have_count(0)


def test_what_the_presenter_opens_on_the_map_opens_for_those_who_follow(visit: Visit) -> None:
    page, link, _ = present(visit)
    follower = follow(visit, link)
    page.locator(".sb-legend-item", has_text="Actors in the brief").click()
    expect(find_panel(follower).locator("h1, h2").first).to_have_text("Actors in the brief")
    page.keyboard.press("r")
    expect_scene(follower, 11)


def test_a_reload_of_either_side_keeps_the_room_and_the_scene(visit: Visit) -> None:
    page, link, _ = present(visit)
    follower = follow(visit, link)
    page.keyboard.press("PageDown")
    expect_scene(follower, 12)
    expect(follower).to_have_url(re.compile(r"room="))
    follower.reload()
    wait_for_map(follower)
    expect_scene(follower, 12)
    expect(follower.locator(".sb-follow[data-mode=on]")).to_be_visible()
    page.reload()
    wait_for_map(page)
    expect(page.locator(".sb-rail-live")).to_be_visible()
    page.keyboard.press("PageDown")
    expect_scene(follower, 13)


def test_those_who_follow_go_along_to_another_brief(visit: Visit) -> None:
    page, link, _ = present(visit, f"/briefing?pack=danish-straits&scene={STRAITS[1].id}")
    follower = follow(visit, link)
    expect_scene(follower, 2, STRAITS)
    page.keyboard.press("PageDown")
    expect_scene(follower, 3, STRAITS)


def test_a_follower_enters_a_code_and_leaves_again(visit: Visit) -> None:
    page, _, code = present(visit)
    follower = visit("/briefing")
    wait_for_map(follower)
    follower.get_by_role("button", name=str(ENGLISH.follow)).click()
    field = follower.get_by_label(str(ENGLISH.follow_code))
    field.fill("{{7*7}}")
    field.press("Enter")
    expect(follower.get_by_text(re.compile("A code has six letters"))).to_be_visible()
    field.fill(code.lower())
    field.press("Enter")
    expect(follower.locator(".sb-follow[data-mode=on]")).to_be_visible()
    expect_scene(follower, 11)
    follower.get_by_role("button", name=str(ENGLISH.follow_stop)).click()
    expect(follower.locator(".sb-rail-room")).to_be_visible()
    page.keyboard.press("PageDown")
    expect_scene(page, 12)
    expect_scene(follower, 11)


def test_the_key_is_in_this_tab_alone(visit: Visit) -> None:
    page, link, _ = present(visit)
    key = json.loads(page.evaluate("sessionStorage.getItem('seabrief-room')"))["key"]
    assert key not in link + page.url + page.content()
    assert key not in str(page.evaluate("JSON.stringify(localStorage)"))
    follower = follow(visit, link)
    assert follower.evaluate("sessionStorage.getItem('seabrief-room')") is None
    assert key not in follower.content()


def test_a_link_to_a_room_that_there_is_not_says_so_and_shows_the_briefing(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    page.add_init_script(UNKNOWN)  # a 404 of the network would be an error on the console
    page.goto(page.url + "&room=AAAAAAAAAAAAAAAA")
    expect(page.locator(".sb-follow-told")).to_have_text(str(ENGLISH.follow_unknown))
    page.keyboard.press("PageDown")
    expect_scene(page, 12)


def test_where_the_server_has_no_rooms_the_button_says_so(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    page.route("**/rooms", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.click(".sb-rail-room")
    expect(page.locator(".sb-room-said")).to_have_text(str(ENGLISH.room_failed))
