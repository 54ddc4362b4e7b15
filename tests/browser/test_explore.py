"""The Explore page in a real browser: the map, its layers, and the passage behind each thing."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from dashboard.i18n.texts import ENGLISH
from dashboard.packs import PACK
from geodata.packs.pack import read_pack
from tests.support.browser import Visit
from tests.support.map_page import (
    expect_link,
    find_panel,
    find_switch,
    list_drawn,
    locate,
    locate_line,
    read_link,
    read_view,
    show_layers,
    wait_for_map,
    wait_for_page,
)

pytestmark = pytest.mark.browser

UOTSURI = (25.744, 123.473)
"""Latitude and longitude of Uotsuri / Diaoyu Dao, from imagery of its coast (GSHHG, 25 44.6 N 123 28.4 E)."""
DEFAULT_LAYERS = [
    "east-china-sea",
    "south-china-sea",
    "senkaku-diaoyu",
    "lane-germany-japan",
    "lane-gulf-japan",
    "lane-gulf-china",
    "band-coastal-antiship",
    "band-medium-range",
    "band-aircraft",
]


def expect_heading(page: Page, heading: str) -> None:
    """Expect this heading alone; while Streamlit exchanges a panel, old and new are both there."""
    expect(find_panel(page).locator("h1")).to_have_text([heading])


def expect_passages(page: Page, kinds: dict[str, str]) -> None:
    """Expect the cards of these passages: kind of link, our summary, quote and citation."""
    passages = {passage.id: passage for passage in read_pack(PACK).passages}
    cards = find_panel(page).locator(".sb-passage")
    expect(cards.locator(".sb-id")).to_have_text(list(kinds))
    expect(cards.locator(".sb-kind")).to_contain_text(list(kinds.values()))
    for number, passage_id in enumerate(kinds):
        card, passage = cards.nth(number), passages[passage_id]
        expect(card).to_contain_text(passage.summary)
        expect(card.locator("blockquote")).to_contain_text(f"“{passage.quote}”")
        place = f"{passage.section}, paragraph {passage.number} ({passage_id})"
        expect(card.locator("footer")).to_contain_text(
            f"Michael Paul, “NATO Goes East”, SWP Comment 2013/C 33, October 2013 · {place}"
        )


def expect_badge_and_caveat(page: Page, badge: str, caveat: str) -> None:
    expect(find_panel(page).locator(".sb-tag")).to_have_text([badge])
    expect(find_panel(page).locator(".sb-caveat")).to_contain_text([caveat])


def test_the_map_draws_all_default_layers(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    assert read_view(page)["layers"] == DEFAULT_LAYERS
    assert list_drawn(page) == set(DEFAULT_LAYERS)
    for layer in read_pack(PACK).layers:
        expect(find_switch(page, layer.id)).to_be_checked(checked=layer.id in DEFAULT_LAYERS)


def test_a_layer_and_land_that_arrive_damaged_are_named_and_come_with_another_try(visit: Visit) -> None:
    page = visit("/")
    wait_for_page(page)
    damaged = re.compile(r".*/data/(east-china-sea|depth)-\w+\.json")
    page.route(damaged, lambda route: route.fulfill(body='{"type":"FeatureCollection","featu'))
    page.goto(urljoin(page.url, "/explore"))
    notice = page.get_by_role("alert").filter(has_text=ENGLISH.not_loaded)
    expect(notice).to_contain_text("East China Sea")
    expect(notice).to_contain_text(ENGLISH.unread_base_map)
    page.unroute(damaged)
    notice.get_by_role("button", name=ENGLISH.try_again).click()
    expect(notice).to_be_hidden()
    wait_for_map(page)
    assert list_drawn(page) == set(DEFAULT_LAYERS)
    expect(page.locator(".sb-map path.sb-depth-0, .sb-map path[class*=sb-depth]").first).to_be_attached()


def test_a_checkbox_takes_a_layer_off_the_map_and_puts_it_back_and_the_link_says_so(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    find_switch(page, "band-medium-range").click()
    wait_for_map(page)
    rest = [layer_id for layer_id in DEFAULT_LAYERS if layer_id != "band-medium-range"]
    assert list_drawn(page) == set(rest)
    expect_link(page, "layers", ",".join(rest))
    find_switch(page, "band-medium-range").click()
    wait_for_map(page)
    assert list_drawn(page) == set(DEFAULT_LAYERS)
    expect_link(page, "layers", None)


def test_a_layer_taken_off_before_its_file_has_come_is_whole_when_it_is_put_back(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/island-chain-second-*.json", hold)
    switch = find_switch(page, "island-chain-second")
    with page.expect_request("**/island-chain-second-*.json"):
        switch.click()
    switch.click()
    with page.expect_response("**/island-chain-second-*.json"):
        held.pop().continue_()
    wait_for_map(page)
    switch.click()
    wait_for_map(page)
    assert "island-chain-second" in list_drawn(page)
    expect(page.locator(".sb-along", has_text="Second island chain")).to_be_attached()


def test_a_click_on_a_sea_opens_its_passage(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    show_layers(page, {"south-china-sea"})
    page.mouse.click(*locate(page, 14, 114))
    expect_heading(page, "South China Sea")
    expect_passages(page, {"D1": ENGLISH.link_kinds["names"]})
    expect_badge_and_caveat(page, ENGLISH.in_brief, "The brief draws no limits.")
    expect_link(page, "feature", "south-china-sea")


def test_a_click_on_the_island_group_and_then_on_an_island_opens_its_passages(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    page.mouse.click(*locate(page, *UOTSURI))
    expect_heading(page, "Senkaku / Diaoyu Islands")
    find_panel(page).get_by_role("button", name=ENGLISH.zoom_to).click()
    page.wait_for_function("() => document.querySelector('.sb-frame').briefMap.map.getZoom() > 9")
    wait_for_map(page)
    page.mouse.click(*locate(page, *UOTSURI))
    expect_heading(page, "Uotsuri / Diaoyu Dao")
    expect_passages(
        page,
        {
            "D3": ENGLISH.link_kinds["names"],
            "P3": ENGLISH.link_kinds["names"],
            "P6": ENGLISH.link_kinds["names"],
            "D1": ENGLISH.link_kinds["implies"],
        },
    )
    expect_badge_and_caveat(page, ENGLISH.in_brief, "Areas are those that Japan gives after a survey of 2014")
    facts = find_panel(page).locator("table")
    for fact in ("魚釣島", "钓鱼岛", "Japan", "China; Taiwan", "3.81 km²"):
        expect(facts).to_contain_text(fact)


def test_a_click_on_a_lane_opens_its_passages(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    page.mouse.click(*locate_line(page, "lane-gulf-china"))
    expect_heading(page, "Gulf – China")
    kinds = ENGLISH.link_kinds
    lanes = {"I2": kinds["context"], "D6": kinds["names"], "P6": kinds["implies"]}
    expect_passages(page, lanes)
    expect_badge_and_caveat(page, ENGLISH.notional_lane, "Illustrative route: routes and ends are ours")


def test_a_click_on_a_band_opens_its_passage(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    page.mouse.click(*locate(page, 18, 130))
    expect_heading(page, "Medium-range ballistic missiles, 1,500 km")
    expect_passages(page, {"D3": ENGLISH.link_kinds["names"]})
    expect_badge_and_caveat(page, ENGLISH.notional, "Notional, illustrative, not operational.")


def test_a_click_on_a_distance_opens_its_figures(visit: Visit) -> None:
    page = visit("/explore?layers=senkaku-diaoyu,senkaku-distances&at=25.3,123.9,7")
    wait_for_map(page)
    page.mouse.click(*locate_line(page, "senkaku-distances.ishigaki"))
    expect_heading(page, "Ishigaki")
    expect_passages(page, {"D3": ENGLISH.link_kinds["context"], "P3": ENGLISH.link_kinds["context"]})
    expect_badge_and_caveat(page, ENGLISH.context, "The brief gives no distance.")
    expect(find_panel(page).locator("table")).to_contain_text("170 km (92 nm)")


def test_the_pointer_over_a_thing_shows_its_name(visit: Visit) -> None:
    page = visit("/explore?at=25.8,123.9,10")
    wait_for_map(page)
    page.mouse.move(*locate(page, *UOTSURI))
    expect(page.locator(".sb-tooltip")).to_have_text("Uotsuri / Diaoyu Dao")


def test_choosing_a_passage_lights_its_layers_and_flies_there(visit: Visit) -> None:
    page = visit("/explore?at=10,60,4", reduced_motion="no-preference")
    wait_for_map(page)
    find_panel(page).locator("label", has_text="D1").first.click()
    expect_link(page, "passage", "D1")
    wait_for_map(page)
    expect(find_panel(page).locator(".sb-passage .sb-id")).to_have_text(["D1"])
    lit = {"east-china-sea", "south-china-sea", "senkaku-diaoyu", "actors", "members-nato"}
    rows = page.locator(".sb-row-lit")
    assert {row.get_attribute("data-layer") for row in rows.all()} == lit
    faded = page.evaluate("[...document.querySelectorAll('.sb-faded')].map((part) => part.dataset.layer)")
    assert set(faded) & list_drawn(page) == set(DEFAULT_LAYERS) - lit
    lat, lon, _ = read_view(page)["at"]
    assert 5 < lat < 30
    assert 105 < lon < 130


def test_a_passage_leads_to_the_next_and_back(visit: Visit) -> None:
    page = visit("/explore?passage=L1")
    wait_for_map(page)
    shown = find_panel(page).locator(".sb-passage .sb-id")
    expect(shown).to_have_text("L1")
    expect(find_panel(page).get_by_role("button", name=ENGLISH.previous)).to_be_disabled()
    find_panel(page).get_by_role("button", name=ENGLISH.next).click()
    expect(shown).to_have_text("I1")
    find_panel(page).get_by_role("button", name=ENGLISH.previous).click()
    expect(shown).to_have_text("L1")
    find_panel(page).get_by_role("button", name=ENGLISH.back).click()
    expect(find_panel(page).get_by_role("radio")).to_have_count(17)
    wait_for_map(page)
    expect_link(page, "passage", None)


def test_closing_a_feature_returns_to_the_passages(visit: Visit) -> None:
    page = visit("/explore?feature=lane-gulf-japan")
    wait_for_map(page)
    expect_heading(page, "Gulf – Japan")
    find_panel(page).get_by_role("button", name=ENGLISH.close).click()
    expect_heading(page, "NATO Goes East")
    wait_for_map(page)
    expect_link(page, "feature", None)


def test_a_copied_link_opens_the_same_layers_camera_and_feature(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    find_switch(page, "lane-gulf-japan").click()
    page.mouse.move(*locate(page, 20, 125))
    page.mouse.wheel(0, -240)
    wait_for_map(page)
    page.mouse.click(*locate_line(page, "lane-gulf-china"))
    expect_heading(page, "Gulf – China")
    wait_for_map(page)
    there = read_view(page)
    expect_link(page, "at", "{:.3f},{:.3f},{:g}".format(*there["at"]))
    assert "lane-gulf-japan" not in there["layers"]
    copied = urlsplit(page.url)
    other = visit(f"{copied.path}?{copied.query}")
    wait_for_map(other)
    here = read_view(other)
    assert here["layers"] == there["layers"]
    assert here["at"] == pytest.approx(there["at"], abs=0.01)
    assert here["at"][2] == there["at"][2]
    expect_heading(other, "Gulf – China")
    assert read_link(other) == read_link(page)


def test_a_damaged_link_falls_back_and_says_so(visit: Visit) -> None:
    page = visit("/explore?layers=no-such-layer&at=1,2&feature=east-china-sea.nowhere&passage=Z9")
    notice = ENGLISH.ignored.format(names="layers, at, feature, passage")
    expect(page.get_by_test_id("stToast")).to_contain_text(notice)
    wait_for_map(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert read_view(page)["layers"] == DEFAULT_LAYERS
    expect_heading(page, "NATO Goes East")


def test_tab_reaches_the_layers_and_space_switches_them(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    focused = "document.activeElement.closest('.sb-row')?.dataset.layer"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(focused):
            break
    assert page.evaluate(focused) == DEFAULT_LAYERS[0]
    page.keyboard.press("Space")
    wait_for_map(page)
    assert read_view(page)["layers"] == DEFAULT_LAYERS[1:]
    page.locator(".sb-map").focus()
    page.keyboard.press("Tab")  # past the map, not through each of its shapes
    assert page.evaluate("document.activeElement.closest('.leaflet-pane')") is None


def test_the_map_has_a_name_for_those_who_cannot_see_it(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    expect(page.get_by_role("application", name=ENGLISH.map)).to_be_visible()
    expect(page.get_by_role("navigation", name=ENGLISH.layers)).to_be_visible()


def test_twenty_quick_toggles_end_in_the_state_of_the_last(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    ids = ["east-china-sea", "band-land-attack", "lane-gulf-japan"]
    for number in range(20):
        find_switch(page, ids[number % 3]).click()
    wait_for_map(page)
    changed = {ids[0], ids[1]}  # seven clicks each; the third got six
    expected = set(DEFAULT_LAYERS) ^ changed
    assert set(read_view(page)["layers"]) == expected
    assert list_drawn(page) == expected
    in_order = [layer.id for layer in read_pack(PACK).layers if layer.id in expected]
    expect_link(page, "layers", ",".join(in_order))


def test_close_to_the_islands_outlines_and_the_close_coast_are_drawn_in_their_true_place(
    visit: Visit,
) -> None:
    page = visit("/explore?layers=senkaku-diaoyu&at=25.744,123.473,11")
    wait_for_map(page)
    fetched = "performance.getEntriesByType('resource').map((entry) => entry.name)"
    assert any("/land-close-" in url for url in page.evaluate(fetched))
    outline = page.locator('path[data-feature="senkaku-diaoyu.uotsuri"]').bounding_box()
    assert outline is not None
    x, y = locate(page, *UOTSURI)
    assert x == pytest.approx(outline["x"] + outline["width"] / 2, abs=7)
    assert y == pytest.approx(outline["y"] + outline["height"] / 2, abs=7)
    assert 40 < outline["width"] < 90  # 3.5 km from west to east, at 69 m a pixel


def test_the_stamp_stands_on_the_map_exactly_while_a_band_is_visible(visit: Visit) -> None:
    page = visit("/explore?layers=east-china-sea")
    wait_for_map(page)
    stamp = page.locator(".sb-stamp")
    expect(stamp).to_be_hidden()
    find_switch(page, "band-short-range").click()
    expect(stamp).to_be_visible()
    expect(stamp).to_have_text(ENGLISH.stamp)
    find_switch(page, "band-short-range").click()
    expect(stamp).to_be_hidden()


def test_sources_scale_and_legend_stand_with_the_map(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    expect(page.locator(".sb-source-line")).to_have_text(re.compile("^As of October 2013 · .*GSHHG"))
    expect(page.locator(".leaflet-control-scale-line")).to_have_text(
        [re.compile(r"\d km"), re.compile(r"\d nm")]
    )
    rows = page.locator(".sb-group:not(.sb-briefing-only) .sb-row").count()
    assert rows == len(read_pack(PACK).layers)
    assert page.locator(".sb-row .sb-swatch *").count() >= rows
    expect(page.locator(".sb-depth-step")).not_to_have_count(0)


def test_on_a_phone_the_layers_fold_away_and_nothing_hangs_over_the_edge(visit: Visit) -> None:
    page = visit("/explore", viewport={"width": 390, "height": 844})
    wait_for_map(page)
    expect(page.locator(".sb-panel")).to_be_hidden()
    overhang = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert page.evaluate(overhang) == 0
    cut = "({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1"
    assert page.locator(".sb-source-line").evaluate(cut)
    page.get_by_role("button", name=ENGLISH.all_sources).click()
    expect(page.get_by_role("button", name=ENGLISH.fewer_sources)).to_have_attribute("aria-expanded", "true")
    assert not page.locator(".sb-source-line").evaluate(cut)
    page.get_by_role("button", name=ENGLISH.fewer_sources).click()
    page.get_by_role("button", name=ENGLISH.layers, exact=True).click()
    expect(page.locator(".sb-panel")).to_be_visible()
    assert page.evaluate(overhang) == 0
    frame = page.locator(".sb-frame").bounding_box()
    assert frame is not None
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= 390


def test_a_dark_browser_gets_a_dark_page_and_map(visit: Visit) -> None:
    page = visit("/explore", color_scheme="dark")
    wait_for_map(page)
    expect(page.locator(".sb-frame")).to_have_class(re.compile("sb-dark"))
    for place in (".sb-frame", '[data-testid="stApp"]'):
        colour = page.locator(place).evaluate("(element) => getComputedStyle(element).backgroundColor")
        assert sum(map(int, re.findall(r"\d+", colour)[:3])) < 3 * 60, (place, colour)


def list_rows(page: Page) -> set[str]:
    rows = page.locator(".sb-panel .sb-row:visible")
    return {row.get_attribute("data-layer") or "" for row in rows.all()}


def test_the_list_of_layers_is_searched_and_kept_to_a_status(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    search = page.get_by_role("searchbox", name=ENGLISH.search_layers)
    search.fill("JAPAN gulf")
    assert list_rows(page) == {"lane-gulf-japan"}
    search.fill("")
    page.get_by_role("combobox", name=ENGLISH.status).select_option(ENGLISH.on_map)
    assert list_rows(page) == set(DEFAULT_LAYERS)
    search.fill("atlantis")
    assert list_rows(page) == set()
    expect(page.get_by_text(ENGLISH.no_layers_found)).to_be_visible()


def test_steps_are_taken_back_one_by_one_and_all_at_once(visit: Visit) -> None:
    page = visit("/explore")
    wait_for_map(page)
    undo = page.get_by_role("button", name=ENGLISH.undo)
    expect(undo).to_be_disabled()
    find_switch(page, "band-medium-range").click()
    expect(undo).to_be_enabled()
    find_panel(page).locator("label", has_text="D1").first.click()
    expect_link(page, "passage", "D1")
    wait_for_map(page)
    undo.click()
    expect_link(page, "passage", None)
    wait_for_map(page)
    expect(find_switch(page, "band-medium-range")).not_to_be_checked()
    page.keyboard.press("Control+z")
    expect(find_switch(page, "band-medium-range")).to_be_checked()
    expect(undo).to_be_disabled()
    find_switch(page, "band-medium-range").click()
    wait_for_map(page)
    page.get_by_role("button", name=ENGLISH.reset).click()
    expect_link(page, "layers", None)
    wait_for_map(page)
    assert read_view(page)["layers"] == DEFAULT_LAYERS


def test_the_time_bar_goes_from_event_to_event_and_hides_what_came_later(visit: Visit) -> None:
    page = visit("/explore?at=22.000,122.000,3.75&date=2013-07")
    wait_for_map(page)
    bar = page.get_by_role("group", name=ENGLISH.time_line)
    line, words = bar.get_by_role("slider"), bar.locator(".sb-time-words")
    expect(words).to_contain_text("22 July 2013China merges its forces")
    line.press("ArrowRight")
    expect(words).to_have_text("9 September 201314th Defense Consultative Talks")
    expect(find_switch(page, "events-brief")).to_be_checked()
    expect_link(page, "date", "2013-09-09")
    wait_for_map(page)
    drawn = page.locator(".sb-map .sb-mark[data-layer^='events-']")
    assert "events-later.finland-2023" not in [mark.get_attribute("data-feature") for mark in drawn.all()]
    expect(page.locator(".sb-map .sb-selected")).to_have_attribute("data-feature", "events-brief.talks-2013")
    page.emulate_media(reduced_motion="reduce")
    bar.get_by_label(ENGLISH.time_pace).select_option("1")
    bar.get_by_role("button", name=ENGLISH.time_play).click()
    expect(words).to_contain_text(ENGLISH.after_brief)
    expect(words).to_have_attribute("aria-live", "polite")
    bar.get_by_role("button", name=ENGLISH.time_pause).click()
    told = words.locator(".sb-time-name").inner_text()
    words.get_by_role("button").click()
    expect_heading(page, told)
    line.press("End")
    expect_link(page, "date", None)
    page = visit("/explore?pack=danish-straits&lang=de")
    wait_for_map(page)
    expect(page.locator(".sb-time-name")).to_have_text("Ereignisse: 3")


def test_the_map_is_told_in_words_and_as_a_table_on_demand(visit: Visit) -> None:
    page = visit("/explore?layers=senkaku-diaoyu,lane-gulf-japan")
    wait_for_map(page)
    expect(page.locator(".sb-alternative")).to_have_count(0)
    page.locator(".st-key-alternative label").click()
    rows = page.locator(".sb-alternative tbody tr")
    expect(rows).to_have_count(9)
    expect(rows.filter(has_text="Uotsuri / Diaoyu Dao")).to_contain_text("25.745° N, 123.477° E")
    expect(page.get_by_text("2 layers are on the map")).to_be_visible()
