"""Pages in the languages that there are, in a real browser: words, names, and room for them."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.components.navigation import PAGE_FILES
from dashboard.i18n.texts import make_texts
from dashboard.i18n.translator import SOURCE, list_languages, load_translator, name_language
from tests.support.browser import Visit
from tests.support.map_page import expect_link, wait_for_map

pytestmark = pytest.mark.browser

LANGUAGES = [language for language in list_languages() if language != SOURCE]
SEA = {"de": "Ostchinesisches Meer", "ja": "東シナ海"}
TITLE = {"de": "Gefährliche Gewässer", "ja": "危うい海"}
OVERFLOW = """() => {
  const root = document.documentElement;
  const found = root.scrollWidth > root.clientWidth + 1 ? [`the page: ${root.scrollWidth} px`] : [];
  for (const one of document.querySelectorAll('button, .sb-tag, th')) {
    if (!one.offsetParent || getComputedStyle(one).textOverflow === 'ellipsis') continue;
    const { left, right } = one.getBoundingClientRect();
    if (one.scrollWidth > one.clientWidth + 2) found.push(`clipped: ${one.textContent}`);
    const beside = left < innerWidth && right > innerWidth + 1;
    const scrolls = one.closest('[data-testid="stDataFrame"], table');
    if (beside && !scrolls) found.push(`cut off: ${one.textContent}`);
  }
  return found;
}"""
"""Return what is wider than its room: the page, or a button, badge or head of a table."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_opens_map_panel_and_briefing_in_its_language(language: str, visit: Visit) -> None:
    texts = make_texts(load_translator(language))
    page = visit(f"/briefing?scene=dangerous-waters&lang={language}")
    wait_for_map(page)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator(".sb-page h1").first).to_contain_text(TITLE[language])
    expect(page.locator(".sb-legend")).to_contain_text(SEA[language])
    expect(page.get_by_role("button", name=texts.copy_link)).to_be_visible()
    expect(page.locator("blockquote [lang=en]").first).to_be_visible()
    expect(page.locator(".sb-rendering").first).to_be_visible()
    page.get_by_role("link", name=texts.explore, exact=True).click()
    wait_for_map(page)
    expect_link(page, "lang", language)
    expect(page.locator(".sb-panel")).to_contain_text(SEA[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_that_wishes_a_language_gets_it_and_the_settings_change_it(
    language: str, visit: Visit
) -> None:
    page = visit("/", locale={"de": "de-AT", "ja": "ja-JP"}[language])
    texts, english = make_texts(load_translator(language)), make_texts(load_translator(SOURCE))
    page.get_by_role("button", name=texts.settings).click()
    page.get_by_role("combobox", name=texts.language).click()
    page.get_by_role("option", name=name_language(SOURCE), exact=True).click()
    expect(page.get_by_role("button", name=english.copy_link)).to_be_visible()
    expect_link(page, "lang", SOURCE)
    expect(page.locator("html")).to_have_attribute("lang", SOURCE)


SCREENS = ((390, 844), (1366, 768))
LONGEST = "de"
"""The language with the longest words: where it has room, English has, and the others on a wide screen."""
PAGES = ["" if name == "home" else name for name in PAGE_FILES]


@pytest.mark.parametrize("language", [language for language in list_languages() if language != SOURCE])
def test_nothing_is_wider_than_its_room(language: str, visit: Visit) -> None:
    found: dict[str, list[str]] = {}
    for width, height in SCREENS if language == LONGEST else SCREENS[:1]:
        page: Page = visit(f"/?lang={language}", viewport={"width": width, "height": height})
        for name in PAGES:
            page.goto(f"{page.url.split('?')[0].rsplit('/', 1)[0]}/{name}?lang={language}")
            expect(page.locator("html")).to_have_attribute("lang", language)
            expect(page.locator(".sb-bar-button")).not_to_be_empty()
            if page.locator(".sb-frame").count():
                wait_for_map(page)
            if overflow := page.evaluate(OVERFLOW):
                found[f"{name} at {width}"] = overflow
        page.close()
    assert found == {}
