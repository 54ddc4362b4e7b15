"""The naming policy in a real browser: everything on the map is renamed, nothing is fetched or drawn anew."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.i18n.texts import ENGLISH
from geodata.names import POLICIES
from tests.support.browser import Visit
from tests.support.map_page import expect_link, find_panel, locate, read_view, wait_for_map

pytestmark = pytest.mark.browser

CLOSE = "layers=east-china-sea,senkaku-diaoyu,lane-gulf-japan&at=25.8,123.7,10"
COUNT_FILES = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/data/')).length"
LIST_LABELS = """() => [...document.querySelectorAll('.sb-label')]
  .filter((label) => label.style.visibility === 'visible').map((label) => label.textContent)"""
FIND_OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.sb-label:not([style*="rotate"])')]
    .filter((label) => label.style.visibility === 'visible')
    .map((label) => [label.textContent, label.getBoundingClientRect()]);
  const meet = ([, a], [, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => meet(one, other))
    .map((other) => `${one[0]} on ${other[0]}`));
}"""


def choose_names(page: Page, option: str) -> None:
    """Choose a naming policy in the settings, as a viewer does, and close them."""
    page.get_by_role("button", name=ENGLISH.settings).click()
    page.get_by_role("combobox", name=ENGLISH.names).click()
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")


def test_switching_the_policy_renames_the_map_and_fetches_and_moves_nothing(visit: Visit) -> None:
    page = visit(f"/explore?{CLOSE}")
    wait_for_map(page)
    assert {"Uotsuri / Diaoyu Dao", "Kuba / Huangwei Yu"} <= set(page.evaluate(LIST_LABELS))
    page.evaluate("document.querySelector('.sb-frame').briefMap.map.kept = true")
    files, view = page.evaluate(COUNT_FILES), read_view(page)
    choose_names(page, "Japanese")
    expect_link(page, "names", "ja")
    row = page.locator('.sb-row[data-layer="senkaku-diaoyu"] .sb-row-title')
    expect(row).to_have_text("尖閣諸島")
    expect(row).to_have_attribute("lang", "ja")
    wait_for_map(page)
    shown = set(page.evaluate(LIST_LABELS))
    assert {"魚釣島", "久場島"} <= shown
    assert not any("Diaoyu" in name or "Uotsuri" in name for name in shown)
    expect(page.locator(".sb-along")).to_have_text(["湾岸 – 日本"])
    page.mouse.move(*locate(page, 25.744, 123.473))
    expect(page.locator(".sb-tooltip")).to_have_text("魚釣島")
    assert page.evaluate("document.querySelector('.sb-frame').briefMap.map.kept")
    assert page.evaluate(COUNT_FILES) == files
    assert read_view(page) == view


def test_the_base_map_and_the_panel_follow_the_policy_of_the_link(visit: Visit) -> None:
    page = visit("/explore?names=zh-hans&feature=senkaku-diaoyu")
    wait_for_map(page)
    expect(find_panel(page).locator("h1")).to_have_text(["钓鱼岛及其附属岛屿"])
    for fact in ("Administered by", "Japan", "Claimed by", "China; Taiwan"):
        expect(find_panel(page).locator("table")).to_contain_text(fact)
    page = visit("/explore?names=zh-hans&at=30,124,5")
    wait_for_map(page)
    assert {"韩国", "东海", "上海", "首尔", "台北"} <= set(page.evaluate(LIST_LABELS))


@pytest.mark.parametrize(("policy", "view"), [*((policy, CLOSE) for policy in POLICIES), ("dual", "")])
def test_no_name_lies_on_another_by_any_policy(visit: Visit, policy: str, view: str) -> None:
    page = visit(f"/explore?{view}&names={policy}", viewport={"width": 1920, "height": 1080})
    wait_for_map(page)
    assert page.evaluate(FIND_OVERLAPS) == []
