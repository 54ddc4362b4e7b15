"""The briefing in a real browser: through the scenes by key, off the path and back, two windows in step."""

import re

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from dashboard.packs import PACK
from geodata.packs.pack import read_pack
from tests.support.browser import Visit
from tests.support.map_page import expect_link, find_panel, read_link, read_view, wait_for_map

pytestmark = pytest.mark.browser

SCENES = read_pack(PACK).scenes
NEXT_KEYS = ("ArrowRight", " ", "PageDown")


HOLDS = "(box) => document.querySelector('.sb-frame').briefMap.map.getBounds().contains(box)"


NAMES = """() => {
  const shown = (part) => {
    const { visibility, opacity } = getComputedStyle(part);
    return visibility === 'visible' && opacity === '1';
  };
  const boxes = (selector) => [...document.querySelectorAll(selector)].filter(shown).map((part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    return { text: part.textContent, left, top, right, bottom };
  });
  const list = (found) => found.map(({ text }) => text);
  const level = boxes('.sb-map .sb-label:not([style*="rotate"])');
  const fixed = boxes('.sb-map .leaflet-control, .sb-stamp:not([hidden])');
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const [frame] = boxes('.sb-map');
  const cut = ({ left, top, right, bottom }) =>
    left < frame.left || top < frame.top || right > frame.right || bottom > frame.bottom;
  const covered = (one, place) => [...level.slice(place + 1), ...fixed].some((other) => meet(one, other));
  return {
    names: list(level),
    cut: list(level.filter(cut)),
    covered: list(level.filter(covered)),
    along: list(boxes('.sb-map .sb-along')),
  };
}"""
"""Names that lie level, those of them that the edge cuts or that touch something, and those along lines."""
FADED = "() => document.querySelector('.sb-frame').getAnimations({ subtree: true }).length === 0"
"""No name and no layer fades in or out any more."""


def list_corners(index: int) -> list[list[float]]:
    """Return the south-west and north-east corner of a scene's camera as latitude and longitude."""
    camera = SCENES[index].camera
    return [[camera.south, camera.west], [camera.north, camera.east]]


def expect_scene(page: Page, number: int) -> None:
    scene = SCENES[number - 1]
    expect_link(page, "scene", scene.id)
    expect(find_panel(page).locator("h1").first).to_have_text(scene.title)
    expect(page.locator(".sb-rail-step[aria-current]")).to_have_text(str(number))
    assert set(read_view(page)["layers"]) >= set(scene.layers)


def test_keys_lead_through_all_scenes_and_back(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    expect_scene(page, 1)
    for number in range(2, len(SCENES) + 1):
        page.keyboard.press(NEXT_KEYS[number % len(NEXT_KEYS)])
        expect_scene(page, number)
    page.keyboard.press("ArrowRight")
    expect_scene(page, len(SCENES))
    page.keyboard.press("PageUp")
    expect_scene(page, len(SCENES) - 1)
    page.keyboard.press("Home")
    expect_scene(page, 1)
    page.keyboard.press("End")
    expect_scene(page, len(SCENES))


def test_a_link_opens_its_scene_with_the_whole_frame_on_the_map(visit: Visit) -> None:
    page = visit("/briefing?scene=senkaku-diaoyu")
    wait_for_map(page)
    expect_scene(page, 7)
    assert read_link(page) == {"scene": "senkaku-diaoyu"}
    assert page.evaluate(HOLDS, list_corners(6))


@pytest.mark.parametrize(
    ("scene", "named", "along"),
    [
        ("one-lane", {"Suez Canal", "Bab el-Mandeb"}, {"Germany – Japan"}),
        ("chinas-lanes", {"Strait of Malacca"}, {"China – Europe", "Gulf – China", "+1,165 nm"}),
        ("anti-access", {"1,500 km"}, {"Gulf – Japan", "Second island chain"}),
        ("pivot", {"West Pacific", "Mediterranean Sea", "Russia"}, set()),
    ],
)
def test_no_name_is_cut_or_covers_another(visit: Visit, scene: str, named: set[str], along: set[str]) -> None:
    page = visit(f"/briefing?scene={scene}")
    wait_for_map(page)
    page.wait_for_function(FADED)
    seen = page.evaluate(NAMES)
    assert (seen["cut"], seen["covered"]) == ([], [])
    assert set(seen["names"]) >= named
    assert set(seen["along"]) >= along


def test_a_scene_is_never_astray_of_itself(visit: Visit) -> None:
    page = visit("/briefing?scene=pivot")
    wait_for_map(page)
    page.keyboard.press("ArrowRight")  # its frame reaches beyond the edge of the map
    expect_scene(page, 14)
    wait_for_map(page)
    expect(page.locator(".sb-frame")).not_to_have_class(re.compile("sb-astray"))
    page.get_by_role("button", name="Zoom in").click()
    expect(page.locator(".sb-frame")).to_have_class(re.compile("sb-astray"))
    page.keyboard.press("End")
    expect_scene(page, 15)
    wait_for_map(page)
    assert (
        "West Pacific" in page.evaluate(NAMES)["names"]
    )  # it had been fading out when its name went off the map


def test_one_key_leads_back_after_a_look_around(visit: Visit) -> None:
    page = visit("/briefing?scene=dangerous-waters")
    wait_for_map(page)
    before = read_view(page)
    page.get_by_role("button", name="Zoom in").click()
    wait_for_map(page)
    page.wait_for_function("() => new URL(location).searchParams.has('at')")
    page.keyboard.press("r")
    expect_link(page, "at", None)
    wait_for_map(page)
    assert read_view(page) == before


def test_a_click_shows_what_is_under_it_and_the_next_step_leads_on(visit: Visit) -> None:
    page = visit("/briefing?scene=one-lane&feature=lane-germany-japan")
    wait_for_map(page)
    expect(find_panel(page).locator("h1")).to_have_text(["Germany – Japan"])
    page.keyboard.press("ArrowRight")
    expect_scene(page, 4)


def test_a_closure_of_a_scene_is_told_and_drawn(visit: Visit) -> None:
    page = visit("/briefing?scene=chinas-lanes")
    wait_for_map(page)
    table = find_panel(page).locator("table").first
    expect(table).to_contain_text("Gulf – China")
    expect(table).to_contain_text(
        re.compile(r"[\d,]+ nm instead of [\d,]+ nm: [\d,]+ nm more, [\d.]+ days at 14 knots")
    )
    expect(page.locator('.sb-map path.sb-line[data-layer="closed_chinas-lanes"]')).to_have_count(2)
    expect(page.locator('.sb-legend li[data-layer="closed_chinas-lanes"]')).to_be_visible()


def test_the_overview_leads_to_a_scene_and_a_number_that_is_typed_does_too(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    page.keyboard.press("o")
    overview = page.get_by_role("dialog", name=ENGLISH.stage_overview)
    expect(overview.get_by_role("button", name=f"1. {SCENES[0].title}")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(overview).to_have_count(0)
    expect_scene(page, 3)
    for key in ("1", "2", "Enter"):
        page.keyboard.press(key)
    expect_scene(page, 12)
    page.keyboard.press("?")
    expect(overview.get_by_text(ENGLISH.stage_acts["laser"])).to_be_visible()
    overview.get_by_label(ENGLISH.stage_minutes).fill("20")
    page.keyboard.press("Escape")
    expect(page.locator(".sb-rail-clock")).to_contain_text("/ 20:00")
    expect_scene(page, 12)


def test_a_briefing_plays_by_itself_until_it_is_touched(visit: Visit) -> None:
    page = visit("/briefing?scene=balance#play=3")
    steps = page.locator(".sb-rail-step")
    expect(steps.last).to_have_attribute("aria-current", "step")
    expect(steps.first).to_have_attribute("aria-current", "step")
    page.mouse.click(5, 5)
    expect(page.locator(".sb-said")).to_have_text(ENGLISH.stage_stopped)


def test_notes_are_shown_on_request(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    notes = find_panel(page).locator(".sb-notes")
    expect(notes).to_be_hidden()
    page.keyboard.press("n")
    expect(notes).to_be_visible()


def test_a_second_window_keeps_in_step_and_shows_the_notes(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    wait_for_map(speaker)
    expect(find_panel(speaker).locator(".sb-notes")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect_scene(page, 12)
    expect_scene(speaker, 12)
    expect(speaker.locator(".sb-next strong")).to_have_text(SCENES[12].title)
    speaker.wait_for_function("() => document.querySelector('.sb-next img').naturalWidth > 0")
    expect(page.locator(".sb-next")).to_be_hidden()
    expect(speaker.locator(".sb-rail-clock")).to_have_text(re.compile(r"\d\d:\d\d · \d\d:\d\d"))
    speaker.keyboard.press("ArrowLeft")
    expect_scene(speaker, 11)
    expect_scene(page, 11)


def test_full_screen_shows_the_whole_scene_large_without_the_bar_and_the_clock_runs(visit: Visit) -> None:
    page = visit("/briefing?scene=anti-access")
    wait_for_map(page)
    words = find_panel(page).locator(".sb-passage p").first
    small = words.evaluate("(words) => parseFloat(getComputedStyle(words).fontSize)")
    page.keyboard.press("f")
    expect(page.get_by_role("button", name=ENGLISH.settings)).to_be_hidden()
    wait_for_map(page)
    assert words.evaluate("(words) => parseFloat(getComputedStyle(words).fontSize)") >= 1.25 * small
    expect(page.locator(".sb-stamp")).to_be_visible()
    expect(page.locator(".sb-legend")).to_be_visible()
    expect(page.locator(".sb-rail-clock")).to_have_text(re.compile(r"\d\d:\d\d · 00:\d\d"))
    assert page.evaluate(HOLDS, list_corners(5))
    expect(page.locator(".sb-frame")).not_to_have_class(re.compile("sb-astray"))
    page.keyboard.press("f")
    expect(page.get_by_role("button", name=ENGLISH.settings)).to_be_visible()


def test_the_legend_holds_what_is_on_the_map_by_status(visit: Visit) -> None:
    page = visit("/briefing?scene=anti-access")
    wait_for_map(page)
    entries = page.locator(".sb-legend li:visible")
    shown = {entry.get_attribute("data-layer") for entry in entries.all()}
    assert shown == set(SCENES[5].layers)
    notional = page.locator(".sb-legend").get_by_role("list", name=ENGLISH.notional, exact=True)
    expect(notional.get_by_role("listitem")).to_have_count(3)
    notional.get_by_role("button").first.click()
    expect(find_panel(page).locator("h1")).to_contain_text(["Coastal anti-ship"])


def test_a_layer_that_leaves_fades_and_one_that_comes_back_stays(visit: Visit) -> None:
    page = visit("/briefing?scene=dangerous-waters", reduced_motion="no-preference")
    wait_for_map(page)
    sea = page.locator('.sb-map path[data-layer="south-china-sea"]').first
    sea.evaluate(
        "(part) => new MutationObserver(() => { window.faded ||= part.classList.contains('sb-leaving'); })"
        ".observe(part, { attributes: true })"
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => window.faded")
    expect(sea).not_to_have_class(re.compile("sb-leaving"))
    wait_for_map(page)
    assert set(read_view(page)["layers"]) == set(SCENES[3].layers)
    page.keyboard.press("ArrowRight")
    expect(sea).to_be_hidden()


def test_a_run_that_has_not_heard_of_the_scene_does_not_take_it_back(visit: Visit) -> None:
    page = visit("/briefing")
    wait_for_map(page)
    page.evaluate(
        """() => {
          const view = document.querySelector('.sb-frame').briefMap;
          const late = { ...view.latest, revision: view.revision + 1 };
          view.briefing.go(1);
          return view.receive({ data: late, ...view.host });
        }"""
    )
    expect(page.locator(".sb-rail-step[aria-current]")).to_have_text("2")
    expect(find_panel(page).locator("h1").first).to_have_text(SCENES[1].title)
    wait_for_map(page)
    expect(page.locator(".sb-rail-step[aria-current]")).to_have_text("2")


def test_a_damaged_scene_falls_back_to_the_first_with_a_notice(visit: Visit) -> None:
    page = visit("/briefing?scene=%7B%7B7*7%7D%7D")
    expect(page.get_by_text(re.compile("not understood"))).to_be_visible()
    wait_for_map(page)
    expect_scene(page, 1)


def test_a_step_that_is_lost_on_the_way_is_told_again(visit: Visit) -> None:
    page = visit("/briefing?scene=talks")
    wait_for_map(page)
    page.evaluate(
        "() => { const { host } = document.querySelector('.sb-frame').briefMap;"
        " const tell = host.setTriggerValue; host.setTriggerValue = () => { host.setTriggerValue = tell; }; }"
    )
    page.keyboard.press("ArrowRight")
    expect_scene(page, 12)
