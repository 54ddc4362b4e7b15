"""The Brief page in a real browser: every passage, and the way from it to the map."""

import re

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from tests.support.browser import Visit
from tests.support.map_page import expect_link, find_panel, read_view, wait_for_map

pytestmark = pytest.mark.browser

SECTIONS = {
    "Lead": ["L1"],
    "Introduction": ["I1", "I2"],
    "Dangerous waters": ["D1", "D2", "D3", "D4", "D5", "D6"],
    "The need for dialogue": ["N1", "N2"],
    "Pivot to reality or wishful thinking?": ["P1", "P2", "P3", "P4", "P5", "P6"],
}
"""The brief's own headings ("Lead" and "Introduction" stand where it has none) with their paragraphs."""


def test_all_seventeen_passages_stand_in_order_under_their_sections(visit: Visit) -> None:
    page = visit("/brief")
    parts = page.locator(".sb-section, .sb-passage .sb-id")
    expected = [part for section, ids in SECTIONS.items() for part in (section, *ids)]
    expect(parts).to_have_text(expected)
    assert sum(map(len, SECTIONS.values())) == 17


def test_a_layer_of_a_passage_opens_on_the_map(visit: Visit) -> None:
    page = visit("/brief")
    page.locator(".st-key-links-D3").get_by_role("link", name="Over-the-horizon radar").click()
    expect(page).to_have_url(re.compile("/explore"))
    wait_for_map(page)
    expect(find_panel(page).locator("h1")).to_have_text(["Over-the-horizon radar, 1,000 to 3,000 km"])
    assert "band-over-horizon-radar" in read_view(page)["layers"]


def test_a_passage_opens_on_the_map_with_its_layers_lit(visit: Visit) -> None:
    page = visit("/brief")
    page.locator(".st-key-links-D6").get_by_role("link", name="Show on the map").click()
    expect(page).to_have_url(re.compile("/explore"))
    wait_for_map(page)
    expect(find_panel(page).locator(".sb-passage .sb-id")).to_have_text(["D6"])
    lanes = {"lane-gulf-china"}  # the one of China's that is on from the start
    assert {layer_id for layer_id in read_lit(page) if layer_id.startswith("lane-")} == lanes


def test_on_a_phone_nothing_hangs_over_the_edge(visit: Visit) -> None:
    page = visit("/brief", viewport={"width": 390, "height": 844})
    expect(page.locator(".sb-passage")).to_have_count(17)
    assert page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") == 0


def test_on_a_phone_the_map_stays_in_sight_above_the_paragraph_that_is_read(visit: Visit) -> None:
    page = visit("/brief?passage=D6", viewport={"width": 390, "height": 844})
    wait_for_map(page)
    expect(page.locator("[data-passage=D6]")).to_have_class(re.compile("sb-reading"))
    expect(page.locator(".sb-frame")).to_be_in_viewport(ratio=0.9)
    expect(page.locator("[data-passage=D6] h3")).to_be_in_viewport()
    above = page.locator(".sb-frame").bounding_box() or {}
    heading = page.locator("[data-passage=D6] h3").bounding_box() or {}
    assert above["y"] + above["height"] <= heading["y"]


def test_the_first_page_leads_to_the_subjects_of_the_brief(visit: Visit) -> None:
    page = visit("/")
    subjects = page.get_by_test_id("stPageLink-NavLink").filter(has_text="Show on the map")
    expect(subjects).to_have_count(5)
    picture = page.locator("[class*=st-key-subject-] img").nth(2)
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("(image) => image.naturalWidth") > 0
    box = picture.bounding_box() or {}
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wait_for_map(page)
    expect(find_panel(page).locator("h1")).to_have_text(["Senkaku / Diaoyu Islands"])
    expect(find_panel(page).get_by_role("button", name=ENGLISH.light_up.format(passage="D3"))).to_be_visible()


def read_lit(page: Page) -> set[str]:
    rows = page.locator(".sb-row-lit")
    return set(rows.evaluate_all("(rows) => rows.map((row) => row.dataset.layer)"))


def test_the_map_follows_the_paragraph_that_is_read(visit: Visit) -> None:
    page = visit("/brief?passage=P2")
    wait_for_map(page)
    card = page.locator("[data-passage=P2]")
    expect(card).to_be_in_viewport()
    expect(card).to_have_class(re.compile("sb-reading"))
    assert {"west-pacific", "mediterranean"} <= read_lit(page)
    page.locator("[data-entry=D1]").click()
    expect(page.locator("[data-passage=D1]")).to_have_class(re.compile("sb-reading"))
    expect_link(page, "passage", "D1")
    expect(page.locator("[data-entry=D1]")).to_have_attribute("aria-current", "true")
    wait_for_map(page)
    assert "south-china-sea" in read_lit(page)


def test_the_last_passages_are_read_too_and_a_text_that_comes_after_its_map(visit: Visit) -> None:
    page = visit("/brief?passage=P5")
    wait_for_map(page)
    reading = page.locator(".sb-reading")
    expect(reading).to_have_attribute("data-passage", "P5")
    page.mouse.move(300, 400)
    page.mouse.wheel(0, 5000)
    expect(reading).to_have_attribute("data-passage", "P6")
    page.evaluate("""() => {
      const card = document.querySelector('[data-passage=D6]');
      const place = document.createComment('');
      card.replaceWith(place);
      document.querySelector('.sb-frame').briefMap.reader.start('D6');
      place.replaceWith(card);
    }""")
    expect(reading).to_have_attribute("data-passage", "D6")


def test_a_word_of_the_text_shows_its_layer_and_the_map_leads_to_the_text(visit: Visit) -> None:
    page = visit("/brief?passage=D3")
    wait_for_map(page)
    page.get_by_role("button", name="long-range radars").click()
    wait_for_map(page)
    assert read_lit(page) == {"band-over-horizon-radar"}
    page.evaluate("document.querySelector('.sb-frame').briefMap.open('mediterranean')")
    expect(page.locator("[data-passage=P2]")).to_be_in_viewport()
    expect(page.locator("[data-passage=P2]")).to_have_class(re.compile("sb-pointed"))
