"""The Sources page, run without a browser."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n.texts import ENGLISH
from dashboard.installation import ROOT
from dashboard.session import cache
from dashboard.wording.provenance import list_later
from geodata.datasets import read_manifest
from geodata.packs.attribution import gather_sources
from geodata.packs.pack import Pack, read_pack
from geodata.sources import RANKS, count_ranks
from tests.support.context import activate_pack
from tests.support.hostile import HOSTILE, write_hostile_pack

PAGE = ROOT / "dashboard" / "pages" / "sources.py"


@pytest.fixture(autouse=True)
def no_text_by_default(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("SEABRIEF_TEXT", raising=False)
    cache.load_report.clear()
    yield
    cache.load_report.clear()


def open_page() -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not app.exception
    return app


def read_html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_every_source_stands_in_the_table_with_who_uses_it(nato_pack: Pack) -> None:
    table = open_page().dataframe[0].value
    sources = gather_sources(nato_pack)
    assert list(table[ENGLISH.title]) == [source.title for source in sources.values()]
    row = table.set_index(ENGLISH.title).loc["Distances from Uotsuri-shima"]
    assert row[ENGLISH.publisher] == "Japan Coast Guard"
    assert "Distances from Uotsuri / Diaoyu Dao" in list(row[ENGLISH.used_by])
    assert all(len(layers) for layers in table[ENGLISH.used_by])


def test_the_search_keeps_what_holds_all_words_in_any_column() -> None:
    app = open_page()
    app.text_input(key="search").set_value("coast GUARD").run()
    table = app.dataframe[0].value
    assert 0 < len(table) < 10
    assert "Japan Coast Guard" in set(table[ENGLISH.publisher])
    app.text_input(key="search").set_value("zebra kilimanjaro").run()
    assert not app.dataframe
    assert app.info[0].value == ENGLISH.no_sources_found


def test_one_confidence_is_kept_where_it_is_chosen() -> None:
    app = open_page()
    app.selectbox(key="confidence").set_value("medium").run()
    assert set(app.dataframe[0].value[ENGLISH.confidence]) == {"medium"}


def test_the_best_ranks_come_first_and_one_is_kept_where_it_is_chosen() -> None:
    app = open_page()
    ranks = list(app.dataframe[0].value[ENGLISH.rank])
    assert ranks == sorted(ranks, key=RANKS.index)
    assert {*ranks} == {*RANKS}
    app.selectbox(key="rank").set_value("weak").run()
    assert {*app.dataframe[0].value[ENGLISH.rank]} == {"weak"}


def test_the_page_says_how_many_sources_have_each_rank(nato_pack: Pack) -> None:
    counts = count_ranks(gather_sources(nato_pack).values())
    (told,) = (one.value for one in open_page().caption if "by rank" in one.value)
    assert f"{counts['primary']} primary, {counts['secondary']} secondary, {counts['weak']} weak" in told


def test_the_coverage_says_what_is_checked_and_what_is_not(nato_pack: Pack) -> None:
    app = open_page()
    figures = {metric.label: metric.value for metric in app.metric}
    assert figures[ENGLISH.linked_layers] == f"{len(nato_pack.layers)} of {len(nato_pack.layers)}"
    assert ENGLISH.coverage_without_text in [info.value for info in app.info]
    page = read_html(app)
    assert f"<th>{ENGLISH.dead_references}</th><td>{ENGLISH.none}</td>" in page
    assert f"<th>{ENGLISH.layers_without_passages}</th><td>{ENGLISH.none}</td>" in page


def test_what_is_notional_and_what_is_later_is_listed(nato_pack: Pack) -> None:
    page = read_html(open_page())
    notional = page[page.index(f">{ENGLISH.notional}</h2>") : page.index(f">{ENGLISH.later}</h2>")]
    for layer in nato_pack.layers:
        assert (escape(layer.title) in notional) == (layer.status == "notional")
    later = dict(list_later(nato_pack))
    assert later["Air defence identification zone, November 2013"] == "2013-11-23"
    assert "after the brief (October 2013)" in page
    assert "23 November 2013" in page
    assert later["Senkaku / Diaoyu Islands: area of 8 features"] == "2014"


def test_each_licence_stands_with_its_sources_and_data_sets(nato_pack: Pack) -> None:
    page = read_html(open_page())
    table = page[page.index(f">{ENGLISH.licences}</h2>") : page.index(f">{ENGLISH.methods}</h2>")]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in table.split("<tr>")[2:]]
    counted = {licence: (int(sources), int(datasets)) for licence, sources, datasets, _titles in cells}
    manifest = read_manifest().values()
    assert counted["MIT"][1] == sum(dataset.licence == "MIT" for dataset in manifest) == 2
    assert sum(datasets for _, datasets in counted.values()) == len(manifest)
    assert sum(sources for sources, _ in counted.values()) == len(gather_sources(nato_pack))
    assert counted[ENGLISH.no_licence][0] > 20
    assert cells[-1][0] == ENGLISH.no_licence
    assert "Whole-degree reference points along the coast of China" in table


def test_each_method_stands_with_figures_that_were_measured() -> None:
    page = read_html(open_page())
    methods = page[page.index(f">{ENGLISH.methods}</h2>") :]
    printed = (PAGE.parents[2] / "docs" / "accuracy.md").read_text(encoding="utf-8")
    for measured in (ENGLISH.lane_accuracy, ENGLISH.band_accuracy, ENGLISH.sea_accuracy):
        assert measured in methods
        figures = re.findall(r"[-+]?[\d.]+ %", measured)
        assert figures
        assert all(figure in printed for figure in figures)
    assert ENGLISH.zone_method in methods
    assert ENGLISH.depth_accuracy in methods


def test_a_text_that_cannot_be_read_is_said_so_and_the_sources_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEABRIEF_TEXT", str(tmp_path / "nowhere.txt"))
    app = open_page()
    assert "There is no such text file" in app.error[0].value.replace("\\", "")
    assert len(app.dataframe[0].value) > 20


def test_texts_of_a_hostile_pack_stay_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = read_pack(write_hostile_pack(tmp_path / "hostile"))
    activate_pack(pack, monkeypatch)
    app = open_page()
    assert HOSTILE in list(app.dataframe[0].value[ENGLISH.title])
    page = read_html(app)
    assert "<img" not in page
    assert "<script" not in page
    for link in app.get("page_link"):
        assert set(parse_qs(link.proto.query_string)) <= {"feature"}
