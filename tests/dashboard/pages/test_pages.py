"""The pages, run without a browser; clicks on the map are tested in a real one."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n.texts import ENGLISH
from dashboard.session import cache
from geodata.packs.pack import Pack
from tests.support.app import (
    BRIEF,
    EXPLORE,
    FULL_TEXT,
    open_page,
    read_html,
    read_link,
    read_map,
    supply_text,
)


@pytest.fixture(autouse=True)
def no_text_by_default(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("SEABRIEF_TEXT", raising=False)
    cache.load_paragraphs.clear()
    yield
    cache.load_paragraphs.clear()


def list_links(app: AppTest) -> list[tuple[str, str, dict[str, list[str]]]]:
    links = [element.proto for element in app.get("page_link")]
    return [(link.label, link.page, parse_qs(link.query_string)) for link in links]


def test_home_names_the_brief_and_opens_the_map_on_each_of_its_subjects(nato_pack: Pack) -> None:
    app = open_page()
    page = read_html(app)
    assert f"<h1>{nato_pack.brief.title}</h1>" in page
    assert "Michael Paul · SWP Comment 2013/C 33 · October 2013" in page
    for subject in nato_pack.opening.subjects:
        assert f"<h2>{escape(subject.title)}</h2>" in page
        assert f'<img src="app/static/pictures/{subject.picture}-light-' in page
    links = [(page, query) for _, page, query in list_links(app)]
    assert ("explore", {}) in links
    assert ("brief", {}) in links
    subjects = [query for page, query in links if page == "explore" and query]
    assert len(subjects) == 5
    passages = {passage.id for passage in nato_pack.passages}
    layers = {layer.id for layer in nato_pack.layers}
    for query in subjects:
        assert set(query.get("passage", [])) <= passages
        assert set(query.get("feature", [])) <= layers


def test_explore_opens_with_the_layers_that_the_pack_shows_first(nato_pack: Pack) -> None:
    app = open_page(EXPLORE)
    shown = read_map(app)
    assert shown["layers"] == sorted(layer.id for layer in nato_pack.layers if layer.visible)
    assert shown["lit"] == []
    assert shown["fly"] == [[-2, 99], [41, 146]]
    assert app.radio[0].options[0].startswith("**L1** ")
    assert len(app.radio[0].options) == 17
    assert read_link(app) == {}


def test_a_link_to_a_passage_shows_its_card_and_lights_up_what_it_names(nato_pack: Pack) -> None:
    app = open_page(EXPLORE, passage="D3")
    page = read_html(app)
    [passage] = [passage for passage in nato_pack.passages if passage.id == "D3"]
    assert '<span class="sb-id">D3</span> Dangerous waters, ' in page
    assert passage.quote in page
    assert "SWP Comment 2013/C 33" in page
    linked = [layer for layer in nato_pack.layers if "D3" in {link.passage for link in layer.links}]
    assert [button.key for button in app.button if button.key] == [f"open-{layer.id}" for layer in linked]
    lit = read_map(app)["lit"]
    assert {"east-china-sea", "senkaku-diaoyu", "band-medium-range"} <= set(lit)
    assert "senkaku-distances" not in lit  # a context link
    assert "band-surface-to-air" not in lit


def test_choosing_a_passage_puts_it_into_the_link_and_switches_its_layers_on() -> None:
    app = open_page(EXPLORE)
    app.radio(key="passage").set_value("P3").run()
    assert not app.exception
    assert read_link(app)["passage"] == "P3"
    assert {"senkaku-diaoyu", "collision-2010"} <= set(read_map(app)["layers"])
    assert '<span class="sb-id">P3</span>' in read_html(app)


def test_one_goes_from_passage_to_passage_and_back_to_all() -> None:
    app = open_page(EXPLORE, passage="L1")
    by_label = {button.label: button for button in app.button}
    assert by_label[ENGLISH.previous].disabled
    by_label[ENGLISH.next].click().run()
    assert read_link(app)["passage"] == "I1"
    next(button for button in app.button if button.label == ENGLISH.back).click().run()
    assert "passage" not in read_link(app)
    assert len(app.radio[0].options) == 17


def test_a_layer_button_of_a_passage_opens_the_layer_and_flies_there() -> None:
    app = open_page(EXPLORE, passage="P3")
    app.button(key="open-collision-2010").click().run()
    assert not app.exception
    assert read_link(app)["feature"] == "collision-2010"
    shown = read_map(app)
    assert "collision-2010" in shown["layers"]
    (south, west), (north, east) = shown["fly"]
    assert 25.9 < south <= north < 26.2
    assert 123.4 < west < east < 123.8
    assert "Boat collisions of 7 September 2010" in read_html(app)


def test_a_link_to_an_island_shows_names_facts_claims_and_sources() -> None:
    app = open_page(EXPLORE, feature="senkaku-diaoyu.uotsuri")
    page = read_html(app)
    assert ">Uotsuri / Diaoyu Dao</h1>" in page
    assert '<th>Japanese</th><td lang="ja">魚釣島' in page
    assert '<th>Chinese, simplified</th><td lang="zh-Hans">钓鱼岛' in page
    for label, value in [
        ("Administered by", "Japan"),
        ("Claimed by", "China; Taiwan"),
        ("Area", "3.81 km²"),
        ("Height", "362 m"),
    ]:
        assert f"<th>{label}</th><td>{value}" in page
    assert "Ministry of Foreign Affairs of Japan" in page
    assert "State Council Information Office" in page
    assert "The passage names it" in page
    assert [button.label for button in app.button if "Light up" in button.label] == [
        f"Light up {passage_id}" for passage_id in ("D3", "P3", "P6", "D1")
    ]


def test_a_whole_layer_lists_its_features() -> None:
    app = open_page(EXPLORE, feature="senkaku-diaoyu")
    keys = [button.key for button in app.button if button.key and button.key.startswith("open-")]
    assert len(keys) == 8
    assert "open-senkaku-diaoyu.uotsuri" in keys


def test_a_band_says_that_it_is_notional_and_for_when_it_holds() -> None:
    page = read_html(open_page(EXPLORE, feature="band-medium-range"))
    assert "sb-tag-notional" in page
    assert "Notional, illustrative, not operational." in page
    assert ENGLISH.as_of in page


def test_closing_a_feature_leads_back_to_the_passages() -> None:
    app = open_page(EXPLORE, feature="east-china-sea")
    next(button for button in app.button if button.label == ENGLISH.close).click().run()
    assert "feature" not in read_link(app)
    assert app.radio[0].options


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("passage", "Z9"),
        ("feature", "senkaku-diaoyu.atlantis"),
        ("layers", "east-china-sea,{{7*7}}"),
        ("at", "<img src=x>"),
    ],
)
def test_a_damaged_link_is_said_so_and_the_rest_of_it_holds(name: str, value: str) -> None:
    others = {"passage": "D3", "feature": "east-china-sea", "at": "25.000,123.000,6"}
    others.pop(name, None)
    app = open_page(EXPLORE, **others, **{name: value})
    [toast] = app.toast
    assert name in toast.value
    assert value not in toast.value + read_html(app)
    assert read_link(app) == others


def test_the_brief_shows_every_passage_in_order_with_its_links(nato_pack: Pack) -> None:
    app = open_page(BRIEF)
    page = read_html(app)
    places = [page.index(f'<span class="sb-id">{passage.id}</span>') for passage in nato_pack.passages]
    assert len(places) == 17
    assert sorted(places) == places
    assert page.count("<blockquote>") == 17
    assert "<mark>" not in page
    assert [info.value for info in app.info] == [ENGLISH.text_missing]
    opened = [query for _, page_name, query in list_links(app) if page_name == "explore"]
    layers = [layer.id for layer in nato_pack.layers for _ in layer.links]
    assert sorted(query["feature"][0] for query in opened if "feature" in query) == sorted(layers)
    passages = [query["passage"][0] for query in opened if "feature" not in query]
    linked = {link.passage for layer in nato_pack.layers for link in layer.links}
    assert passages == [passage.id for passage in nato_pack.passages if passage.id in linked]
    assert page.count(ENGLISH.no_layers) == 17 - len(linked)


def test_a_text_that_does_not_fit_is_said_so_and_the_brief_page_lives_on(
    harbour_text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    supply_text(harbour_text, monkeypatch)
    app = open_page(BRIEF)
    [error] = app.error
    assert error.value.startswith("The text supplied does not fit this pack")
    assert "passage L1" in error.value.replace("\\", "")
    assert read_html(app).count("<blockquote>") == 17


def test_the_page_shows_how_the_text_differs_from_the_quote(
    nato_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quote = nato_pack.passages[0].quote
    (tmp_path / "brief.txt").write_text(quote.replace("direct", "directly"), encoding="utf-8")
    supply_text(tmp_path / "brief.txt", monkeypatch)
    app = open_page(BRIEF)
    assert "word for word." in app.error[0].value.replace("\\", "")
    assert "<del>direct</del> <ins>directly</ins>" in read_html(app)


def test_a_text_that_is_missing_is_said_so_and_the_brief_page_lives_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    supply_text(tmp_path / "nowhere.txt", monkeypatch)
    app = open_page(BRIEF)
    [error] = app.error
    assert "There is no such text file" in error.value.replace("\\", "")
    assert read_html(app).count("<blockquote>") == 17


def test_a_text_that_does_not_fit_leaves_the_quotes_on_explore(
    harbour_text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    supply_text(harbour_text, monkeypatch)
    app = open_page(EXPLORE)
    app.radio(key="passage").set_value("D3").run()
    assert not app.exception
    page = read_html(app)
    assert '<span class="sb-id">D3</span>' in page
    assert "<mark>" not in page


@pytest.mark.skipif(not FULL_TEXT, reason="SEABRIEF_TEXT does not name the full text")
def test_with_the_full_text_whole_paragraphs_stand_there_with_the_quote_marked(
    monkeypatch: pytest.MonkeyPatch, nato_pack: Pack
) -> None:
    supply_text(FULL_TEXT, monkeypatch)
    app = open_page(BRIEF)
    page = read_html(app)
    assert page.count("<mark>") == 17
    assert not app.info
    assert not app.error
    assert len(page) > 3 * sum(len(passage.quote) for passage in nato_pack.passages)
    assert read_html(open_page(EXPLORE, passage="D3")).count("<mark>") == 1
