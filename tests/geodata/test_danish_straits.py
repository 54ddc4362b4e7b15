"""The second pack: text and layers of our own, loaded without a line of code for it."""

import pytest

from dashboard.installation import ROOT
from dashboard.packs import list_packs
from dashboard.webmap.pack_index import draw_pack
from dashboard.webmap.unserved import open_folder
from geodata.packs.pack import Pack, find_text, read_pack
from geodata.packs.verification import verify_pack
from geodata.scenes import find_scene, resolve_scene
from geodata.text.documents import read_document
from geodata.units import to_nm

FOLDER = list_packs()["danish-straits"]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(FOLDER)


def test_it_verifies_with_its_text_and_without_a_finding(pack: Pack) -> None:
    text = find_text(FOLDER)
    assert text == FOLDER / "brief.md"
    report = verify_pack(pack, text=read_document(text))
    assert report.findings == ()
    assert [passage.anchored for passage in report.passages] == [True] * 11
    assert {term.outcome for term in report.terms} == {"found"}
    assert report.coverage.passages_without_layers == report.coverage.facts_without_source == ()


def test_its_text_is_ours_and_says_so(pack: Pack) -> None:
    assert pack.brief.rights.startswith("© SeaBrief project")
    assert "CC BY 4.0" in pack.brief.rights


def test_no_code_knows_it() -> None:
    code = [path for folder in ("dashboard", "geodata") for path in (ROOT / folder).rglob("*.py")]
    assert [path for path in code if "danish" in path.read_text(encoding="utf-8").casefold()] == []


def test_all_its_scenes_use_all_its_passages(pack: Pack) -> None:
    assert len(pack.scenes) == 8
    told = {passage for scene in pack.scenes for passage in scene.passages}
    assert told == {passage.id for passage in pack.passages}


def test_a_closed_canal_leads_around_skagen(pack: Pack) -> None:
    (detour,) = resolve_scene(pack, find_scene(pack, "closed-canal")).detours
    assert detour.layer == "lane-canal"
    assert detour.line is not None
    assert detour.extra_km is not None
    assert detour.line.bounds[3] > 57.7  # the latitude of Skagen
    assert to_nm(detour.extra_km) == pytest.approx(
        250, rel=0.3
    )  # saved on average, says the canal's operator


def test_every_layer_is_drawn(pack: Pack) -> None:
    drawn = draw_pack(pack)
    assert [layer.id for layer in drawn.layers if layer.frame.empty] == []
    assert set(drawn.indexes) == {layer.id for layer in pack.layers}


def test_it_can_travel_like_any_foreign_pack(pack: Pack) -> None:
    opened = open_folder(FOLDER)
    assert opened.pack.key == pack.key
    layers = opened.parcel.content["layers"]
    assert [layer["id"] for layer in layers[:14]] == [layer.id for layer in pack.layers]
    assert [layer["id"] for layer in layers[14:]] == ["closed_closed-canal", "closed_no-second-door"]
    assert all(len(layer["features"].encode()) <= 200_000 for layer in layers)
    assert opened.parcel.pack(with_content=False) == {"key": opened.parcel.key}
