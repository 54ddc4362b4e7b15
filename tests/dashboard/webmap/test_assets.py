"""Preparing the served files of a small pack on a small base map."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.errors import StaticError
from dashboard.webmap import publish
from dashboard.webmap.files import WebFiles
from dashboard.webmap.program import BaseMap, LandLevel
from dashboard.webmap.publish import StaticIndex, prepare_static
from geodata.packs.pack import Pack, read_pack


def write_small_base_map(files: WebFiles) -> BaseMap:
    address = files.write_text("data/base", '{"type":"FeatureCollection","features":[]}')
    return BaseMap(address, address, address, (LandLevel(0, url=address),))


@dataclass(frozen=True)
class Prepared:
    pack: Path
    static: Path
    index: StaticIndex
    reported: list[tuple[str, float]]


@pytest.fixture(scope="module", autouse=True)
def _small_base_map() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "write_base_map", write_small_base_map)
        yield


@pytest.fixture(scope="module")
def prepared(kept_harbour: Path, _small_base_map: None) -> Prepared:
    static, reported = kept_harbour.parent / "static", []
    index = prepare_static(
        [read_pack(kept_harbour)], folder=static, report=lambda step, share: reported.append((step, share))
    )
    return Prepared(kept_harbour, static, index, reported)


def locate(static: Path, address: str) -> Path:
    assert address.startswith("app/static/")
    return static / address.removeprefix("app/static/")


def list_times(static: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in static.rglob("*") if path.is_file()}


def test_everything_that_the_index_names_lies_ready(prepared: Prepared) -> None:
    index, static = prepared.index.packs["harbour"], prepared.static
    app = locate(static, index.bridge).parent
    names = {path.name for path in app.iterdir()}
    own = ("bridge.js", "seabrief.css", "leaflet.css")
    assert names == {f"{name}{ending}" for name in own for ending in ("", ".br", ".gz")}
    catalogue = json.loads(locate(static, index.catalogue).read_bytes())
    assert list(catalogue["layers"]) == list(index.layers) == ["basin", "mole", "spokes", "ferry", "gale"]
    program = (app / "bridge.js").read_text(encoding="utf-8")
    for layer_id in index.layers:
        [file] = (static / "data").glob(f"{layer_id}-*.json")
        assert f"app/static/data/{file.name}" in program
        assert json.loads(file.read_bytes())["features"]


def test_the_index_tells_the_pages_what_a_feature_is(prepared: Prepared) -> None:
    layers = prepared.index.packs["harbour"].layers
    head = layers["mole"].features["head"]
    assert (head.names.neutral, head.bounds) == ("Mole / Pier", (120, 10, 120, 10))
    assert head.properties["height_m"] == 4
    assert head.properties["sources"] == "chart"
    assert "name_ja" not in head.properties
    assert layers["spokes"].bounds == pytest.approx((119, 10, 121, 10), abs=0.001)
    assert layers["gale"].features["gale"].names.en == "Gale"
    assert layers["ferry"].features["night"].bounds == (178, 10, 182, 12)


def test_the_work_is_reported_step_by_step(prepared: Prepared) -> None:
    steps, shares = zip(*prepared.reported, strict=True)
    assert steps == ("base map", "Basin", "Outer mole", "Distances", "Ferry", "Gale", "pictures")
    assert sorted(shares) == list(shares)
    assert 0 <= shares[0] < shares[-1] < 1


def test_what_lies_ready_is_not_made_again(prepared: Prepared) -> None:
    times = list_times(prepared.static)
    assert prepare_static([read_pack(prepared.pack)], folder=prepared.static) == prepared.index
    assert list_times(prepared.static) == times


def damage_index(static: Path) -> None:
    (static / "index.json").write_text('{"key": "of another version"}', encoding="utf-8")


def lose_layer(static: Path) -> None:
    next((static / "data").glob("gale-*.json")).unlink()


def cut_layer(static: Path) -> None:
    path = next((static / "data").glob("gale-*.json"))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty_program(static: Path) -> None:
    next(static.glob("app-*/bridge.js")).write_bytes(b"")


@pytest.mark.parametrize("damage", [damage_index, lose_layer, cut_layer, empty_program])
def test_what_is_damaged_or_missing_is_made_again(
    prepared: Prepared, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    static = shutil.copytree(prepared.static, tmp_path / "static")
    damage(static)
    assert prepare_static([read_pack(prepared.pack)], folder=static) == prepared.index
    for file, checksum in prepared.index.files.items():
        assert hashlib.sha256((static / file).read_bytes()).hexdigest() == checksum


@pytest.mark.parametrize(
    ("file", "old", "new", "layer_id", "feature_id"),
    [
        ("layers.toml", "Gale", "Storm", "gale", "gale"),
        ("features/mole.csv", "Mole / Pier", "Pier", "mole", "head"),
    ],
)
def test_a_changed_pack_is_prepared_anew_and_nothing_old_is_left(
    prepared: Prepared, tmp_path: Path, file: str, old: str, new: str, layer_id: str, feature_id: str
) -> None:
    pack = shutil.copytree(prepared.pack, tmp_path / "pack")
    static = shutil.copytree(prepared.static, tmp_path / "static")
    (static / "data" / f"{layer_id}-000000000000.json").write_text("{}", encoding="utf-8")
    text = (pack / file).read_text(encoding="utf-8")
    (pack / file).write_text(text.replace(old, new), encoding="utf-8")
    index = prepare_static([read_pack(pack)], folder=static)
    assert index.key != prepared.index.key
    assert index.packs["pack"].layers[layer_id].features[feature_id].names.neutral == new
    [file_left] = (static / "data").glob(f"{layer_id}-*.json")
    assert new in file_left.read_text(encoding="utf-8")
    assert len(list(static.iterdir())) == 5  # index, data, map programs with and without layers, Streamlit's
    assert {path.name for path in tmp_path.iterdir()} == {"pack", "static"}


def test_a_folder_that_cannot_be_made_is_an_error_that_says_what_to_do(harbour: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("A file stands where the folder should be.", encoding="utf-8")
    with pytest.raises(StaticError, match=r"could not be prepared.*Make the folder writable") as caught:
        prepare_static([read_pack(harbour)], folder=blocked / "static")
    assert caught.value.folder == blocked / "static"
    assert blocked.read_text(encoding="utf-8").startswith("A file stands")


def test_the_served_files_are_made_from_code_and_packs_and_not_from_tools(
    harbour_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["geodata/units.py", "dashboard/frontend/map/keys.js", "dashboard/frontend/icon.svg"]
    names += ["dashboard/frontend/tests/keys.test.js", "dashboard/frontend/node_modules/tool/lib/tool.js"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(publish, "ROOT", tmp_path)
    found = publish.list_inputs([harbour_pack])
    of_code = {str(path.relative_to(tmp_path)) for path in found if harbour_pack.folder not in path.parents}
    assert of_code == {"geodata/units.py", "dashboard/frontend/map/keys.js"}
    assert harbour_pack.folder / "layers.toml" in found
