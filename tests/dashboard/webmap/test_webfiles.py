"""Files for the browser: their names, and how little they weigh."""

import hashlib
import json
from pathlib import Path

import geopandas
import pytest
import shapely

from dashboard.webmap.files import WebFiles, format_features

FRAME = geopandas.GeoDataFrame(
    {"name": ["Mole / 突堤", None], "height_m": [4.25, float("nan")]},
    geometry=[shapely.Point(120.123456, 10), shapely.LineString([(0, 0), (1.00004, 1)])],
    crs="EPSG:4326",
)


@pytest.fixture
def files(tmp_path: Path) -> WebFiles:
    (tmp_path / "data").mkdir()
    return WebFiles(tmp_path, "app/static")


def locate(files: WebFiles, address: str) -> Path:
    return files.folder / address.removeprefix("app/static/")


def test_a_file_is_named_after_its_content(files: WebFiles) -> None:
    address = files.write_text("data/mole", '{"a": 1}')
    checksum = hashlib.sha256(b'{"a": 1}').hexdigest()[:12]
    assert address == f"app/static/data/mole-{checksum}.json"
    assert locate(files, address).read_text(encoding="utf-8") == '{"a": 1}'


def test_other_content_gets_another_name_and_the_same_content_the_same(files: WebFiles) -> None:
    first, other, again = (files.write_text("data/mole", text) for text in ("1", "2", "1"))
    assert first == again != other


def test_files_that_name_each_other_share_a_folder_named_after_all_of_them(files: WebFiles) -> None:
    first = files.write_together("app", {"a.js": b"import './b.js'", "b.js": b"1"})
    second = files.write_together("app", {"a.js": b"import './b.js'", "b.js": b"2"})
    assert first != second
    assert {path.name for path in locate(files, first).iterdir()} == {"a.js", "b.js"}
    assert (locate(files, second) / "b.js").read_bytes() == b"2"


def test_features_are_compact_and_carry_no_empty_property() -> None:
    text = format_features(FRAME, decimals=4)
    point, line = json.loads(text)["features"]
    assert point["properties"] == {"name": "Mole / 突堤", "height_m": 4.25}
    assert line["properties"] == {}
    assert "突堤" in text
    assert ", " not in text
    assert '": ' not in text
    assert "crs" not in text


def test_coordinates_are_rounded_to_the_decimals_asked_for() -> None:
    point, line = json.loads(format_features(FRAME, decimals=4))["features"]
    assert point["geometry"]["coordinates"] == [120.1235, 10]
    assert line["geometry"]["coordinates"][1] == [1, 1]
    [coarse, _] = json.loads(format_features(FRAME, decimals=1))["features"]
    assert coarse["geometry"]["coordinates"] == [120.1, 10]


def test_an_area_that_rounding_would_make_cross_itself_stays_sound_and_one_that_would_vanish_stays() -> None:
    # A wedge whose tip is cut off by less than a tenth, and a square of a hundredth.
    wedge = shapely.Polygon([(0, 0), (2, 0.04), (4, 0), (2, 0.06), (2.04, 5), (1.96, 5)])
    speck = shapely.box(7, 7, 7.01, 7.01)
    frame = geopandas.GeoDataFrame(geometry=[wedge, speck], crs="EPSG:4326")
    drawn = [
        shapely.geometry.shape(feature["geometry"])
        for feature in json.loads(format_features(frame, decimals=1))["features"]
    ]
    assert drawn[0].is_valid
    assert drawn[0].area == pytest.approx(wedge.area, abs=0.2)
    assert drawn[1].bounds == (7, 7, 7, 7)


def test_features_are_written_where_their_address_says(files: WebFiles) -> None:
    address = files.write_features("data/mole", FRAME, decimals=2)
    assert json.loads(locate(files, address).read_bytes())["type"] == "FeatureCollection"
    assert [path.name for path in files.folder.rglob("*.json")] == [address.rpartition("/")[2]]
