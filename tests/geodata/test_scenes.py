"""The scenes of a briefing: what they name has to exist, and what they resolve to."""

from pathlib import Path

import pytest

from dashboard.cartography.what_if import draw_detours, name_detours
from dashboard.exports.vector.features import write_scene
from dashboard.webmap.catalogue import describe_scenes
from geodata.errors import PackError, UnknownIdError
from geodata.packs.pack import Pack, read_pack
from geodata.records.layers import LaneData
from geodata.routing.lanes import SeaLane
from geodata.routing.precomputed import find_lane, read_lanes
from geodata.scenes import find_detours, find_scene, resolve_scene, resolve_scenes

SCENE = """
[[scenes]]
id = "fog"
title = "Fog"
takeaway = "Fog keeps ships in."
passages = ["H1"]
layers = ["basin", "mole"]
camera = { west = 118, south = 8, east = 122, north = 12 }
notes = "Wait for the north wind."
"""


def add_scenes(harbour: Path, text: str = SCENE) -> Path:
    (harbour / "scenes.toml").write_text(text, encoding="utf-8")
    return harbour


def test_a_pack_without_scenes_has_no_briefing(harbour: Path) -> None:
    assert read_pack(harbour).scenes == ()


def test_a_scene_resolves_to_its_layers_passages_and_sources(harbour: Path) -> None:
    pack = read_pack(add_scenes(harbour))
    resolved = resolve_scene(pack, find_scene(pack, "fog"))
    assert resolved.number == 1
    assert [layer.layer.id for layer in resolved.layers] == ["basin", "mole"]
    assert [passage.id for passage in resolved.passages] == ["H1"]
    assert [source.id for source in resolved.sources] == ["chart"]
    assert len(resolved.layers[1].frame) == 1
    assert not resolved.notional


@pytest.mark.parametrize(
    ("altered", "field", "problem"),
    [
        (('["H1"]', '["H9"]'), "passages", "There is no 'H9'; known are H1, F1"),
        (('"mole"]', '"molo"]'), "layers", "There is no 'molo'"),
        (("notes", 'closed = ["malaca"]\nnotes'), "closed", "There is no 'malaca'"),
        (("west = 118", "west = 123"), "camera", "west has to be less than east"),
    ],
)
def test_a_scene_that_names_nothing_is_refused(
    harbour: Path, altered: tuple[str, str], field: str, problem: str
) -> None:
    with pytest.raises(PackError, match=problem) as caught:
        read_pack(add_scenes(harbour, SCENE.replace(*altered)))
    assert (caught.value.file, caught.value.entry) == ("scenes.toml", "scene fog")
    assert caught.value.field.startswith(field)


def test_an_unknown_scene_is_answered_with_the_nearest(nato_pack: Pack) -> None:
    with pytest.raises(UnknownIdError, match="Did you mean anti-access"):
        find_scene(nato_pack, "anti-acess")


def test_the_briefing_has_fifteen_scenes_that_use_every_passage_in_order(nato_pack: Pack) -> None:
    assert [scene.id for scene in nato_pack.scenes] == [
        *(
            "goes-east",
            "catalyst",
            "one-lane",
            "dangerous-waters",
            "partner",
            "anti-access",
            "senkaku-diaoyu",
        ),
        *(
            "capitals",
            "streitkraeftedialog",
            "chinas-lanes",
            "talks",
            "order",
            "pivot",
            "channels",
            "balance",
        ),
    ]
    used = [passage for scene in nato_pack.scenes for passage in scene.passages]
    assert list(dict.fromkeys(used[:8])) == ["L1", "I1", "I2", "D1", "D2", "D3", "P3"]
    assert set(used) == {passage.id for passage in nato_pack.passages}


def test_only_lanes_that_pass_a_closed_chokepoint_make_a_detour(nato_pack: Pack) -> None:
    scene = find_scene(nato_pack, "chinas-lanes")
    detours = {detour.layer: detour for detour in find_detours(nato_pack, scene)}
    assert set(detours) == {"lane-gulf-china", "lane-china-europe"}
    data = next(layer.data for layer in nato_pack.layers if layer.id == "lane-gulf-china")
    assert isinstance(data, LaneData)
    usual = find_lane(data.origin, data.destination)
    around = find_lane(data.origin, data.destination, closed={"malacca", "sunda"})
    assert isinstance(usual, SeaLane)
    assert isinstance(around, SeaLane)
    passed = {chokepoint for chokepoint, _ in around.chokepoints}
    assert not passed & {"malacca", "sunda"}
    # Deep tankers go by Lombok and Makassar, about 1,000 miles more (Malacca Strait Pilots).
    assert {"lombok", "makassar"} <= passed
    assert 1000 < (around.length_km - usual.length_km) / 1.852 < 1300
    assert detours["lane-gulf-china"].extra_km == pytest.approx(around.length_km - usual.length_km)


def test_without_a_way_round_a_detour_says_why(nato_pack: Pack) -> None:
    scene = find_scene(nato_pack, "chinas-lanes").model_copy(update={"closed": ("hormuz",)})
    [gulf] = [detour for detour in find_detours(nato_pack, scene) if detour.layer == "lane-gulf-china"]
    assert (gulf.length_km, gulf.extra_km, gulf.line) == (None, None, None)
    assert gulf.reason == "No way by sea is left with hormuz closed."
    assert "lane-gulf-china" not in set(draw_detours(nato_pack, scene)["id"])


def test_a_detour_says_how_much_longer_it_is_in_the_language_of_the_reader(nato_pack: Pack) -> None:
    drawn = draw_detours(nato_pack, find_scene(nato_pack, "chinas-lanes"))
    [detour] = drawn[(drawn["id"] == "lane-gulf-china") & (drawn["role"] == "line")].to_dict("records")
    assert (detour["name"], detour["name_dual-de"], detour["name_dual-ja"]) == (
        "+1,165 nm",
        "+1.165 sm",
        "+1,165海里",
    )


def test_bands_and_lanes_of_a_scene_come_with_their_shares(nato_pack: Pack) -> None:
    resolved = resolve_scene(nato_pack, find_scene(nato_pack, "anti-access"))
    spread = resolved.covers["lane-gulf-japan", "band-medium-range"]
    assert 0.2 < spread.inner < spread.nominal < spread.outer < 0.5
    assert ("lane-germany-japan", "band-medium-range") not in resolved.covers
    assert resolved.notional


def test_the_map_layer_of_detours_can_have_no_name_of_a_pack(nato_pack: Pack) -> None:
    scene = find_scene(nato_pack, "chinas-lanes")
    assert name_detours(scene) == "closed_chinas-lanes"
    described = {entry["id"]: entry["layers"] for entry in describe_scenes(nato_pack)}
    assert described["chinas-lanes"] == [*scene.layers, "closed_chinas-lanes"]
    assert not any(name_detours(find_scene(nato_pack, "balance")) in layers for layers in described.values())


def test_an_exported_scene_marks_its_detours_as_notional(nato_pack: Pack) -> None:
    written = write_scene(resolve_scene(nato_pack, find_scene(nato_pack, "chinas-lanes")), nato_pack)
    assert written.count('"role": "detour"') == 2
    assert '"closed": [\n     "malacca",\n     "sunda"\n    ]' in written


def test_scenes_share_the_layers_that_several_of_them_show(harbour: Path) -> None:
    second = SCENE.replace('"fog"', '"clear"').replace('["basin", "mole"]', '["mole"]')
    pack = read_pack(add_scenes(harbour, SCENE + second))
    fog, clear = resolve_scenes(pack, pack.scenes)
    assert [layer.layer.id for layer in clear.layers] == ["mole"]
    assert clear.layers[0] is fog.layers[1]
    assert (fog.number, clear.number) == (1, 2)


def test_detours_of_scenes_are_built_with_the_data(nato_pack: Pack) -> None:
    scene = find_scene(nato_pack, "chinas-lanes")
    layers = [layer for layer in nato_pack.layers if layer.id in scene.layers]
    built = read_lanes()
    for layer in layers:
        if isinstance(layer.data, LaneData):
            assert (layer.data.origin, layer.data.destination, frozenset(scene.closed)) in built
