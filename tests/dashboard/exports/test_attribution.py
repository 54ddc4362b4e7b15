"""No figure leaves without who says so: every export carries rank, date and place of each source."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from pptx import Presentation

from dashboard.exports.deck.deck import DeckStyle, write_deck
from dashboard.exports.deck.notes import write_notes
from dashboard.exports.deck.templates.template import open_own
from dashboard.exports.kit import write_csv
from dashboard.exports.offline.content import describe_book
from dashboard.exports.vector.features import list_features, list_scene_features
from dashboard.exports.vector.geopackage import write_geopackage
from dashboard.exports.vector.kml import write_kml
from dashboard.theme import LIGHT
from dashboard.wording.formats import credit_source
from dashboard.wording.provenance import write_table
from dashboard.wording.scene_text import describe_scene
from dashboard.wording.wording import Wording, format_source
from geodata.layers.loading import load_layer
from geodata.names import NEUTRAL
from geodata.packs.attribution import gather_sources
from geodata.packs.citations import write_bibtex, write_csl_json
from geodata.packs.pack import Pack, read_pack
from geodata.scenes import ResolvedScene, resolve_scene, resolve_scenes
from geodata.sources import RANKS, read_data_sources, sort_by_rank
from tests.support.harbour import write_harbour

SEEDS = Path(__file__).parents[3] / "seeds"
PACKS = ("nato-goes-east", "danish-straits")
SCENES = {"nato-goes-east": ("anti-access", "senkaku-diaoyu", "chinas-lanes"), "danish-straits": None}
CITED = re.compile(r"[^;(]*\S, (?:primary|secondary|weak)\)")
"""End of a source in a table: the place in it and its rank, in brackets."""

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module", params=PACKS)
def pack(request: pytest.FixtureRequest) -> Pack:
    return read_pack(SEEDS / request.param)


@pytest.fixture(scope="module")
def tables(pack: Pack) -> Tables:
    return {layer.id: list_features(load_layer(pack, layer), layer, pack) for layer in pack.layers}


@pytest.fixture(scope="module")
def scenes(pack: Pack) -> list[ResolvedScene]:
    wanted = SCENES[pack.folder.name]
    return list(resolve_scenes(pack, [one for one in pack.scenes if wanted is None or one.id in wanted]))


def list_unattributed(features: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the features that lack a source, or a source that lacks rank, date or place."""
    for feature in features:
        told = feature["properties"]
        cited = {source["id"] for source in told["sources"]}
        if not told["sources"]:
            yield f"{told['layer']}: {told['name']}: no source"
        for source in told["sources"]:
            if source["rank"] not in RANKS or not (source["year"] and source["locator"] and source["title"]):
                yield f"{told['layer']}: {told['name']}: {source['id']}"
        for column, text in told.items():
            if column.endswith("_source") and not {*text.split()} <= cited:
                yield f"{told['layer']}: {told['name']}: {column}"


def test_every_feature_of_every_layer_carries_rank_date_and_place_of_its_sources(tables: Tables) -> None:
    for features in tables.values():
        assert features
        assert list(list_unattributed(features)) == []
        for feature in features:
            ranks = [RANKS.index(source["rank"]) for source in feature["properties"]["sources"]]
            assert ranks == sorted(ranks)


def test_every_detour_of_every_scene_does(pack: Pack, scenes: list[ResolvedScene]) -> None:
    detours = [feature for scene in scenes for feature in list_scene_features(scene, pack).get("detours", [])]
    assert list(list_unattributed(detours)) == []


def test_the_walk_finds_a_figure_without_a_rank(tmp_path: Path) -> None:
    folder = write_harbour(tmp_path / "harbour")
    path = folder / "sources.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('rank = "primary"\n', ""), encoding="utf-8")
    pack = read_pack(folder)
    mole = next(layer for layer in pack.layers if layer.id == "mole")
    assert list(list_unattributed(list_features(load_layer(pack, mole), mole, pack))) == [
        "mole: Mole / Pier: chart"
    ]


@pytest.mark.parametrize(("write", "ending"), [(write_geopackage, "gpkg"), (write_kml, "kml")])
def test_the_tables_of_other_formats_do(
    write: Any,  # noqa: ANN401 - one of two writers
    ending: str,
    tables: Tables,
    pack: Pack,
    tmp_path: Path,
) -> None:
    path = tmp_path / f"all.{ending}"
    small = {
        name: features for name, features in tables.items() if not name.startswith(("zone-", "members-"))
    }
    write(small, pack, path)
    written = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
    assert len(written) == len(small)
    for layer, features in zip(written, small.values(), strict=True):
        rows = pyogrio.read_dataframe(path, layer=layer, read_geometry=False)
        assert len(rows) == len(features)
        for text, feature in zip(rows["sources"], features, strict=True):
            assert len(CITED.findall(text)) == len(feature["properties"]["sources"]), text


def test_the_lists_of_sources_do(pack: Pack) -> None:
    sources = list(gather_sources(pack).values())
    rows = list(csv.DictReader(io.StringIO(write_csv(sources))))
    assert len(rows) == len(sources)
    assert all(row["rank"] and row["year"] and row["locator"] and row["title"] for row in rows)
    notes = [item.get("note", "") for item in json.loads(write_csl_json(pack, sources))[1:]]
    assert all(f"Rank: {source.rank}." in note for source, note in zip(sources, notes, strict=True))
    bibtex = write_bibtex(pack, sources)
    assert bibtex.count("Rank: ") == len(sources)
    lines = write_table(pack, sources).splitlines()
    assert [line.split()[1] for line in lines] == [source.rank for source in sources]


def test_the_offline_page_does(pack: Pack, scenes: list[ResolvedScene]) -> None:
    book = describe_book(scenes, Wording(pack))
    listed = [source for layer in book["layers"].values() for source in layer["sources"]]
    for source in (*listed, *book["sources"]):
        assert re.search(r", (?:primary|secondary|weak) source", source["told"]), source
    assert all(layer["sources"] for layer in book["layers"].values())
    shown = {source.id: source for scene in scenes for source in scene.sources}
    assert len(book["sources"]) == len(shown)


def test_the_notes_of_a_slide_do(pack: Pack, scenes: list[ResolvedScene]) -> None:
    for scene in scenes:
        notes = write_notes(scene, Wording(pack), [])
        for source in scene.sources:
            assert f"{source.title}. {format_source(source)}" in notes


def test_the_sources_of_a_deck_do() -> None:
    pack = read_pack(SEEDS / "danish-straits")
    scene, wording = resolve_scene(pack, pack.scenes[0]), Wording(pack)
    deck = Presentation(io.BytesIO(write_deck([scene], wording, DeckStyle(open_own(LIGHT)))))
    words = "\n".join(
        shape.text_frame.text
        for slide in deck.slides
        if slide.shapes.title and slide.shapes.title.text_frame.text.startswith("Sources")
        for group in slide.shapes
        for shape in getattr(group, "shapes", [group])
        if shape.has_text_frame
    )
    places = [words.index(format_source(source)) for source in scene.sources]
    assert places == sorted(places)


def test_the_foot_of_a_slide_names_the_best_first(pack: Pack, scenes: list[ResolvedScene]) -> None:
    built = read_data_sources()
    for scene in scenes:
        cited = list(describe_scene(scene, pack, policy=NEUTRAL).sources)
        own = [source for source in scene.sources if source.id not in built]
        places = [cited.index(credit_source(source)) for source in own]
        assert places == sorted(places)
        assert [source.rank for source in own] == [source.rank for source in sort_by_rank(own)]
