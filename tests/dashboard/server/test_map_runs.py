"""Which part of a page runs when something is done on its map."""

from collections.abc import Iterator

import pytest

from tests.support.streamlit_client import MapPage, open_line, serve, wait_for_health

SCREEN = {"layers": ["east-china-sea"], "at": [25.0, 124.0, 6.0], "size": [900, 600], "moment": 1000.0}
FEATURE = "senkaku-diaoyu"
CLICK = {**SCREEN, "feature": FEATURE, "also": [], "place": [25.7, 123.5]}
MAP_ALONE = ["map"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("server")) as (port, _):
        wait_for_health(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(params=["explore", "briefing", "islands", "sea-lanes", "range-bands"])
def opened(request: pytest.FixtureRequest, address: str) -> Iterator[MapPage]:
    """A page with a map that has come to rest."""
    with open_line(address) as line:
        page = MapPage(line, request.param)
        page.report()
        page.report(screen=SCREEN)
        yield page


def see(*layers: str, moment: float) -> dict[str, object]:
    return {**SCREEN, "layers": list(layers), "moment": moment}


def test_what_waits_for_the_map_is_drawn_when_it_has_come_to_rest(address: str) -> None:
    with open_line(address) as line:
        page = MapPage(line)
        page.report()
        save_buttons = page.drawn.count("button")
        page.report(screen=SCREEN)
        assert page.drawn.count("button") == save_buttons + 3
        page.report(screen=SCREEN | {"moment": 2000.0})
        assert page.drawn == MAP_ALONE


def test_the_map_alone_runs_when_a_layer_is_switched(opened: MapPage) -> None:
    for moment in (2000.0, 3000.0):
        opened.report(screen=SCREEN, view=see("east-china-sea", "south-china-sea", moment=moment))
        assert opened.drawn == MAP_ALONE
    assert "east-china-sea" in opened.query
    assert "south-china-sea" in opened.query


def test_the_whole_part_runs_once_when_a_feature_is_clicked(opened: MapPage) -> None:
    before = opened.query
    opened.report(screen=SCREEN, clicked=CLICK)
    assert opened.drawn.count("map") == 1
    assert len(opened.drawn) > len(MAP_ALONE)
    assert opened.query != before


def test_layers_that_are_told_beside_the_map_are_told_anew_when_one_is_switched(address: str) -> None:
    with open_line(address) as line:
        page = MapPage(line, "institutions")
        page.report()
        page.report(screen=SCREEN)
        page.report(screen=SCREEN, view=see("members-arf", moment=2000.0))
        assert "html" in page.drawn


def test_a_view_and_a_click_that_come_together_are_both_taken(opened: MapPage) -> None:
    seen = ["east-china-sea", "south-china-sea"]
    opened.report(screen=SCREEN, view=see(*seen, moment=2000.0), clicked={**CLICK, "layers": seen})
    assert opened.drawn.count("map") == 1
    assert len(opened.drawn) > len(MAP_ALONE)
    assert "south-china-sea" in opened.query
