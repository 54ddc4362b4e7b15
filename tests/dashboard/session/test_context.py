"""The context of a page, and the one handler of the events of all maps, without a browser."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.components import map as map_component
from dashboard.components.navigation import PAGE_FILES
from dashboard.installation import ROOT
from dashboard.session import active_pack
from dashboard.session.context import PageRules
from geodata.packs.pack import Pack
from tests.support.app import open_page, read_link
from tests.support.context import make_context

UOTSURI = "senkaku-diaoyu.uotsuri"
BAND = "band-medium-range"
LAYERS = ["chokepoints", "lane-gulf-japan", "members-arf", "senkaku-diaoyu"]
VIEW = {"layers": LAYERS, "at": [25.0, 124.0, 6.0], "size": [900, 600], "moment": 1000.0}
LINKED = {"layers": set(LAYERS), "at": "25.000,124.000,6"}
"""What a link says of that view."""
PAGES = ("explore", "sea-lanes", "range-bands", "islands", "institutions")
MOST_LOOK_UPS = 10


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a button for each event in the place of the map."""

    def show_buttons(**given: Any) -> None:  # noqa: ANN401 - what Streamlit's component is given
        for event in ("view", "clicked"):
            st.button(event, key=f"event-{event}", on_click=given[f"on_{event}_change"])

    monkeypatch.setattr(map_component, "_frame", show_buttons)


def open_map(name: str, **params: str) -> AppTest:
    return open_page(str(PAGE_FILES[name].relative_to(ROOT)), **params)


def report(page: AppTest, event: str, message: Mapping[str, Any]) -> dict[str, Any]:
    """Let the map report an event, and return what the link says then."""
    page.session_state["map"] = {event: message}
    page.button(key=f"event-{event}").click().run()
    assert not page.exception
    told: dict[str, Any] = dict(read_link(page))
    return told | ({"layers": set(told["layers"].split(","))} if "layers" in told else {})


def click(page: AppTest, *keys: str, place: Sequence[float] | None = None) -> dict[str, Any]:
    feature, *also = keys or ("",)
    return report(page, "clicked", {**VIEW, "feature": feature, "also": also, "place": place})


@pytest.mark.usefixtures("events")
@pytest.mark.parametrize("name", PAGES)
def test_a_link_says_what_the_map_of_any_page_reports(name: str) -> None:
    assert report(open_map(name), "view", VIEW) == LINKED


@pytest.mark.usefixtures("events")
@pytest.mark.parametrize(
    ("name", "keys", "told"),
    [
        ("explore", (UOTSURI, "senkaku-diaoyu"), {"feature": UOTSURI}),
        ("explore", ("atlantis.isle", UOTSURI), {"feature": UOTSURI}),
        ("explore", ("", "atlantis"), {}),
        ("sea-lanes", ("chokepoints.malacca",), {"closed": "malacca"}),
        ("sea-lanes", (UOTSURI, "chokepoints.suez"), {"closed": "suez"}),
        ("sea-lanes", (UOTSURI,), {}),
        ("range-bands", ("lane-gulf-japan",), {"feature": "lane-gulf-japan"}),
        ("range-bands", (f"live_{BAND}.{BAND}",), {"feature": BAND}),
        ("islands", (UOTSURI,), {"feature": UOTSURI}),
        ("islands", ("senkaku-diaoyu.atlantis",), {"feature": "senkaku-diaoyu"}),
        ("islands", ("lane-gulf-japan", UOTSURI), {}),
        ("institutions", ("members-arf.chn", "members-eas.chn"), {"feature": "members-arf.chn"}),
    ],
)
def test_a_click_means_on_each_page_what_the_page_makes_of_it(
    name: str, keys: tuple[str, ...], told: dict[str, str]
) -> None:
    expected = LINKED | told
    if "closed" in told:
        del expected["at"]  # the map shows the answer whole
    assert click(open_map(name), *keys) == expected


@pytest.mark.usefixtures("events")
def test_a_second_click_starts_from_what_the_first_one_chose() -> None:
    page = open_map("sea-lanes")
    click(page, "chokepoints.malacca")
    assert click(page, "chokepoints.sunda")["closed"] == "malacca,sunda"
    assert click(page, "chokepoints.malacca")["closed"] == "sunda"


@pytest.mark.usefixtures("events")
def test_the_list_on_the_map_does_not_switch_the_layers_of_the_pages_question() -> None:
    message = VIEW | {"layers": [*LAYERS, BAND]}
    assert report(open_map("range-bands"), "view", message) == LINKED
    assert report(open_map("explore"), "view", message)["layers"] == {*LAYERS, BAND}


@pytest.mark.usefixtures("events")
@pytest.mark.parametrize(
    ("name", "until", "told"),
    [
        ("explore", "2013-04-15", "2013-04-15"),
        ("explore", "2013-07", "2013-07"),
        ("explore", "2013-04-16", None),
        ("explore", "<b>", None),
        ("institutions", "2013-04-15", None),
    ],
)
def test_the_time_bar_of_explore_alone_chooses_the_date_of_an_event_or_a_month(
    name: str, until: str, told: str | None
) -> None:
    page = open_map(name)
    assert report(page, "view", VIEW | {"until": until}).get("date") == told
    assert "date" not in report(page, "view", VIEW)


@pytest.mark.usefixtures("events")
def test_a_tool_takes_the_place_of_a_click_and_nothing_else_is_chosen() -> None:
    page = open_map("explore")
    page.session_state["tool"] = "pin"
    page.run()
    told = click(page, UOTSURI, place=[25.5, 124.25])
    assert (told["pin"], told.get("feature")) == ("25.5000,124.2500", None)


@pytest.mark.usefixtures("events")
def test_two_places_on_the_map_become_the_ends_of_a_lane() -> None:
    page = open_map("sea-lanes")
    page.session_state["lane-picking"] = "start"
    page.run()
    assert "from" not in click(page, place=[1.0, 104.0])
    told = click(page, place=[30.0, 130.0])
    assert (told["from"], told["to"]) == ("1.0000,104.0000", "30.0000,130.0000")


@pytest.mark.usefixtures("events")
def test_the_map_of_a_page_that_was_left_is_not_heard() -> None:
    page = open_map("explore")
    page.session_state["map"] = {}
    del page.session_state["map"]
    page.button(key="event-view").click().run()
    assert not page.exception
    assert read_link(page) == {}


def test_one_run_of_a_page_asks_few_times_which_pack_is_active(monkeypatch: pytest.MonkeyPatch) -> None:
    page, asked, get_chosen = open_map("range-bands"), [], active_pack.get_chosen
    monkeypatch.setattr(active_pack, "get_chosen", lambda: asked.append(True) or get_chosen())
    page.run()
    assert 0 < len(asked) <= MOST_LOOK_UPS


def test_the_layers_of_a_choice_are_on_where_the_page_wants_them_and_no_link_names_others(
    nato_pack: Pack,
) -> None:
    lane, first = "lane-gulf-japan", frozenset(layer.id for layer in nato_pack.layers if layer.visible)
    hidden = next(layer.id for layer in nato_pack.layers if not layer.visible)
    following = PageRules(with_choice=True)
    assert make_context(nato_pack).list_shown() == first
    assert make_context(nato_pack, feature=hidden).list_shown() == first
    assert make_context(nato_pack, feature=hidden).list_with_choice() == first | {hidden}
    assert make_context(nato_pack, rules=following, feature=hidden).list_shown() == first | {hidden}
    assert make_context(nato_pack, rules=following, feature=hidden, layers={lane}).list_shown() == {lane}
    own = PageRules(list_own_layers=lambda _pack: {lane})
    assert make_context(nato_pack, rules=own, layers={lane, hidden}).list_shown() == {hidden}


def test_a_context_calls_everything_by_the_policy_of_its_selection(nato_pack: Pack) -> None:
    context = make_context(nato_pack, names="ja")
    layer = context.find_layer("senkaku-diaoyu")
    assert context.name_layer(layer) == context.name_feature("senkaku-diaoyu") == "尖閣諸島"
    assert context.format_language() == ' lang="ja"'
    assert make_context(nato_pack).format_language() == ""
    assert context.carry_settings(feature=layer.id) == {"feature": "senkaku-diaoyu", "names": "ja"}
    assert [context.is_known(key) for key in ("senkaku-diaoyu", "atlantis", "senkaku-diaoyu.isle")] == [
        True,
        False,
        False,
    ]


@pytest.mark.usefixtures("events")
def test_what_else_lay_under_a_click_is_not_listed_on_another_page() -> None:
    page = open_map("explore")
    click(page, UOTSURI, "senkaku-diaoyu")
    assert page.button(key="open-senkaku-diaoyu")
    page.switch_page(str(PAGE_FILES["range-bands"].relative_to(ROOT)))
    page.query_params["feature"] = UOTSURI
    page.run()
    assert not [button for button in page.button if button.key == "open-senkaku-diaoyu"]


@pytest.mark.usefixtures("events")
def test_a_click_on_the_first_corner_ends_an_area_even_before_that_corner_is_drawn() -> None:
    page = open_map("explore", area="16,128;16,132;20,130")
    for lat, corners in ((16.5, 4), (16.05, 4)):  # at zoom 6 eight pixels are 0.18 degrees
        page.session_state["tool"] = "area"
        told = click(page, place=[lat, 128.0])
        assert told["area"].count(";") + 1 == corners
    assert page.session_state["tool"] is None
