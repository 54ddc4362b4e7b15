"""Texts of a pack stay texts: in the map program, the served files, the pages' markup and the exports."""

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.feature_panel import format_facts
from dashboard.components.layout import MARKUP, ZERO_WIDTH_SPACE, escape_markdown
from dashboard.components.passages import (
    format_badge,
    format_changes,
    format_citation,
    format_passage,
    format_sources,
)
from dashboard.exports.vector.features import write_geojson
from dashboard.webmap import publish
from dashboard.webmap.compression import FRONTEND_COPIES
from dashboard.webmap.program import BaseMap, LandLevel
from geodata.layers.loading import find_layer, load_layer
from geodata.packs.pack import Pack, read_pack
from tests.support.context import make_context
from tests.support.hostile import HOSTILE, JAPANESE, LAYERS, MARKERS, PASSAGE, write_hostile_pack

PROGRAM = re.compile(r"^const module_program = .*?^\}\)\(\);$", re.DOTALL | re.MULTILINE)
"""The map program in the script that is served."""
BASE = BaseMap(
    "data/depth.json", "data/borders.json", "data/labels.json", (LandLevel(0, url="data/land.json"),)
)
OWN_TAGS = {
    "a",
    "article",
    "blockquote",
    "del",
    "footer",
    "h1",
    "h2",
    "h3",
    "ins",
    "li",
    "p",
    "small",
    "span",
    "table",
    "td",
    "th",
    "tr",
    "ul",
}
"""The tags that the pages' own markup consists of."""


class Reader(HTMLParser):
    """Reads markup as a browser does: what is a tag, and what is text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "href" or (value or "").startswith("https://")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return read_pack(write_hostile_pack(tmp_path_factory.mktemp("packs") / "hostile"))


@pytest.fixture(scope="module")
def static(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Served files of the hostile pack, on a base map that is only named."""
    folder = tmp_path_factory.mktemp("served") / "static"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "write_base_map", lambda _files: BASE)
        publish.prepare_static([pack], folder=folder)
    return folder


def read_served(static: Path, name: str) -> Any:  # noqa: ANN401 - plain JSON values
    (path,) = static.glob(f"data/{name}-*.json")
    return json.loads(path.read_text(encoding="utf-8"))


def find_drawn(static: Path, layer_id: str) -> list[Mapping[str, Any]]:
    return [feature["properties"] for feature in read_served(static, layer_id)["features"]]


def test_the_fixture_is_hostile_everywhere(pack: Pack) -> None:
    assert pack.brief.title == pack.brief.author == HOSTILE
    assert [layer.id for layer in pack.layers] == list(LAYERS)
    assert {layer.title for layer in pack.layers} == {HOSTILE}
    (passage,) = (passage for passage in pack.passages if passage.id == PASSAGE)
    assert passage.summary == passage.quote == HOSTILE
    assert pack.sources["mofa-senkaku"].title == HOSTILE


def test_the_map_program_holds_no_text_of_the_pack(static: Path) -> None:
    scripts = [path.read_text(encoding="utf-8") for path in static.glob("app-*/bridge.js")]
    text = "".join(found for script in scripts for found in PROGRAM.findall(script))
    assert "south-china-sea" in text
    assert [marker for marker in (*MARKERS, "marker", "49") if marker in text] == []


def test_the_catalogue_and_the_layer_files_hold_the_texts_as_plain_json(static: Path) -> None:
    catalogues = [json.loads(path.read_text("utf-8")) for path in static.glob("data/catalogue-*.json")]
    [layers] = [found["layers"] for found in catalogues if found["texts"]["language"] == "en"]
    assert {layer["name"] for layer in layers.values()} == {HOSTILE}
    assert layers["senkaku-diaoyu"]["name_ja"] == JAPANESE
    assert HOSTILE in {
        drawn["name"] for drawn in find_drawn(static, "senkaku-diaoyu") if drawn["id"] == "uotsuri"
    }
    (lane,) = find_drawn(static, "lane-gulf-japan")
    assert (lane["name"], lane["name_ja"]) == (HOSTILE, JAPANESE)


def test_every_file_name_and_address_is_made_of_ids(static: Path) -> None:
    frontend = static / FRONTEND_COPIES
    names = [path.name for path in static.rglob("*") if not path.is_relative_to(frontend)]
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.") for name in names)


def test_the_card_of_a_passage_shows_the_texts_and_no_markup_of_theirs(pack: Pack) -> None:
    (passage,) = (passage for passage in pack.passages if passage.id == PASSAGE)
    read = Reader(format_passage(make_context(pack), passage))
    assert read.tags <= OWN_TAGS
    assert read.text.count(HOSTILE) == 4  # summary, quote, and author and title in the citation


def test_citation_badge_facts_and_sources_show_the_texts_and_no_markup_of_theirs(pack: Pack) -> None:
    passage = pack.passages[0].model_copy(update={"section": HOSTILE})
    facts = {"place": HOSTILE, "administered_by": HOSTILE, "administered_source": "mofa-senkaku"}
    markups = {
        format_citation(pack.brief, passage): 3,
        format_badge(pack.layers[0]): 0,
        format_changes([("same", HOSTILE), ("quote", HOSTILE), ("text", HOSTILE)]): 3,
        format_facts(make_context(pack), facts): 3,  # two facts, and the publisher of the source of one
        format_sources([pack.sources["mofa-senkaku"]]): 4,
    }
    for markup, count in markups.items():
        read = Reader(markup)
        assert read.tags <= OWN_TAGS
        assert read.text.count(HOSTILE) == count


def test_an_exported_layer_keeps_the_texts_as_data(pack: Pack) -> None:
    layer = find_layer(pack, "collision-2010")
    written = json.loads(write_geojson(load_layer(pack, layer), layer, pack))
    assert written["brief"]["title"] == HOSTILE
    first = written["features"][0]["properties"]
    assert first["place"] == first["title"] == first["caveat"] == HOSTILE


@pytest.mark.parametrize("marker", MARKERS)
def test_no_character_that_starts_markup_stands_unescaped_in_markdown(marker: str) -> None:
    escaped = escape_markdown(marker)
    bare = [letter for before, letter in zip(" " + escaped, escaped, strict=False) if before != "\\"]
    assert MARKUP.isdisjoint(set(bare) - {"\\"})


@given(st.text())
def test_escaping_loses_nothing(text: str) -> None:
    letters = iter(escape_markdown(text))
    shown = "".join(next(letters) if letter == "\\" else letter for letter in letters)
    assert shown.replace(ZERO_WIDTH_SPACE, "") == text.replace(ZERO_WIDTH_SPACE, "")
