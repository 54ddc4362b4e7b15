"""What all pages share, in a real browser: the link, the theme, the navigation."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from dashboard.theme import PALETTES
from tests.support.browser import Visit
from tests.support.map_page import expect_link, find_panel, read_link, wait_for_map

pytestmark = pytest.mark.browser


def expect_paper(page: Page, theme: str) -> None:
    """Expect Streamlit's own ground and the ground of the map to be those of a theme."""
    colour = "rgb({}, {}, {})".format(*bytes.fromhex(PALETTES[theme].paper[1:]))
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", colour)
    expect(page.locator(".sb-frame")).to_have_css("background-color", colour)


def test_a_link_opens_in_the_theme_that_it_names(visit: Visit) -> None:
    page = visit("/explore?theme=dark&passage=D1", color_scheme="light")
    wait_for_map(page)
    expect_paper(page, "dark")
    assert read_link(page).items() >= {"theme": "dark", "passage": "D1"}.items()


def test_the_theme_is_chosen_in_the_settings_and_goes_along_to_other_pages(visit: Visit) -> None:
    page = visit("/explore", color_scheme="dark")
    wait_for_map(page)
    expect_paper(page, "dark")
    page.get_by_role("button", name=ENGLISH.settings).click()
    expect(page.get_by_role("combobox", name=ENGLISH.theme)).to_have_value(ENGLISH.themes[None])
    page.keyboard.press("Escape")
    for label, theme, said in (
        (ENGLISH.themes["light"], "light", "light"),
        (ENGLISH.themes[None], "dark", None),
        (ENGLISH.themes["light"], "light", "light"),
    ):
        page.get_by_role("button", name=ENGLISH.settings).click()
        page.get_by_role("combobox", name=ENGLISH.theme).click()
        page.get_by_role("option", name=label, exact=True).click()
        expect_paper(page, theme)
        expect_link(page, "theme", said)
        wait_for_map(page)
    page.get_by_role("link", name=ENGLISH.briefing, exact=True).click()
    page.wait_for_url("**/briefing*")
    wait_for_map(page)
    expect_paper(page, "light")
    expect_link(page, "theme", "light")


def test_two_clicks_lead_from_a_cold_start_to_a_copied_link_of_what_is_on_screen(visit: Visit) -> None:
    page = visit("/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name=ENGLISH.explore_all).click()
    wait_for_map(page)
    page.get_by_role("button", name=ENGLISH.copy_link).click()
    expect(page.get_by_role("button", name=ENGLISH.link_copied)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_one_click_leads_from_a_cold_start_to_the_passages_behind_the_islands(visit: Visit) -> None:
    page = visit("/")
    subject = page.locator("[class*=st-key-subject-]").filter(has_text="Senkaku / Diaoyu Islands")
    subject.get_by_role("link", name=ENGLISH.show_on_map).click()
    wait_for_map(page)
    panel = find_panel(page)
    expect(panel.get_by_text(ENGLISH.where_it_says)).to_be_visible()
    expect(panel.locator(".sb-passage .sb-id").first).to_have_text("D3")


def test_the_navigation_says_which_subject_is_open(visit: Visit) -> None:
    page = visit("/sea-lanes")
    wait_for_map(page)
    said = "getComputedStyle(document.querySelector('[data-testid=stTopNavSection] p'), '::after').content"
    assert ENGLISH.sea_lanes in page.evaluate(said)
    page.get_by_role("link", name=ENGLISH.explore, exact=True).click()
    page.wait_for_url("**/explore*")
    wait_for_map(page)
    assert ENGLISH.sea_lanes not in page.evaluate(said)


def test_three_clicks_lead_from_a_cold_start_to_scene_six_on_the_full_screen(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("link", name=ENGLISH.start_briefing).click()
    page.get_by_role("button", name="6. Anti-access in outline").click()
    page.get_by_role("button", name=ENGLISH.present).click()
    expect(page.get_by_role("button", name=ENGLISH.settings)).to_be_hidden()
    expect_link(page, "scene", "anti-access")
    wait_for_map(page)
    expect(page.locator(".sb-frame")).not_to_have_class(re.compile("sb-astray"))
    expect_link(page, "at", None)


def test_back_and_forward_walk_through_pages_scenes_and_opened_features(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    page.locator(".sb-mark").first.click()
    page.wait_for_url("**feature=*")
    opened = find_panel(page).locator("h1, h2").first.inner_text()
    page.get_by_role("link", name=ENGLISH.briefing, exact=True).click()
    expect_link(page, "scene", "goes-east")
    wait_for_map(page)
    page.keyboard.press("PageDown")
    expect_link(page, "scene", "catalyst")
    for step, path, name, value in (
        (page.go_back, "/briefing", "scene", "goes-east"),
        (page.go_back, "/explore", "scene", None),
        (page.go_forward, "/briefing", "scene", "goes-east"),
        (page.go_forward, "/briefing", "scene", "catalyst"),
        (page.go_back, "/briefing", "scene", "goes-east"),
        (page.go_back, "/explore", "scene", None),
    ):
        step()
        wait_for_map(page)
        assert urlsplit(page.url).path == path
        expect_link(page, name, value)
    expect(find_panel(page).get_by_text(opened).first).to_be_visible()
    page.go_back()
    expect_link(page, "feature", None)
