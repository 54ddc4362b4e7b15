"""The base map's files, from toy data sets."""

import json
from pathlib import Path

import geopandas
import pytest
import shapely

from dashboard.cartography.features import open_frame
from dashboard.webmap.basemap import BACKGROUND_RANK, REGION_BOX, write_base_map
from dashboard.webmap.files import WebFiles
from dashboard.webmap.program import BaseMap

EUROPE, AMERICA, ASIA = (
    shapely.box(0, 40, 20, 60),
    shapely.box(-100, 30, -80, 50),
    shapely.box(70, 10, 120, 85),
)


def make_tiles(*tiles: str) -> geopandas.GeoDataFrame:
    columns = {"kind": ["lake", "land"] * len(tiles), "tile": [tile for tile in tiles for _ in range(2)]}
    return geopandas.GeoDataFrame(columns, geometry=[ASIA] * 2 * len(tiles), crs=4326)


def make_label(name: str, kind: str, lon: float) -> dict[str, object]:
    zooms = {"min_zoom": 3, "max_zoom": 7, "rank": 2, "rotate": 0, "spacing": 0}
    names = {"name_en": name, "name_dual": "", "name_ja": None}
    return {"id": name.lower(), "kind": kind, **zooms, **names, "geometry": shapely.Point(lon, 10)}


DATASETS = {
    "depth": geopandas.GeoDataFrame({"deeper_than_m": [1000, 50]}, geometry=[ASIA, EUROPE], crs=4326),
    "borders": geopandas.GeoDataFrame(
        {"contested": [False, True]},
        geometry=[shapely.LineString([(0, 0), (1, 1)]), shapely.LineString([(1, 1), (2, 1)])],
        crs=4326,
    ),
    "labels": geopandas.GeoDataFrame(
        [make_label("Here", "sea", 120.0), make_label("There", "city", -150.0)], geometry="geometry", crs=4326
    ),
    "land-world": geopandas.GeoDataFrame(
        {"kind": ["land"] * 4}, geometry=[EUROPE, AMERICA, ASIA, shapely.box(-180, -90, 180, -70)], crs=4326
    ),
    "land-region": make_tiles("E120N30", "E080S20"),
    "land-far": make_tiles("W120N30", "W030N40"),
    "land-close": make_tiles("E100N00", "E120S05"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


@pytest.fixture
def base(folder: Path, monkeypatch: pytest.MonkeyPatch) -> BaseMap:
    monkeypatch.setattr("dashboard.webmap.basemap.read_dataset", lambda name: DATASETS[name].copy())
    return write_base_map(WebFiles(folder, "app/static"))


def read(folder: Path, address: str) -> list[dict]:
    return json.loads((folder / address.removeprefix("app/static/")).read_bytes())["features"]


def list_wests(features: list[dict]) -> list[float]:
    return [shapely.geometry.shape(feature["geometry"]).bounds[0] for feature in features]


def test_deep_water_is_painted_over_shallow_water(base: BaseMap, folder: Path) -> None:
    classes = [feature["properties"]["class"] for feature in read(folder, base.depth_url)]
    assert classes == ["depth-50", "depth-1000"]


def test_borders_and_depths_carry_nothing_but_their_class(base: BaseMap, folder: Path) -> None:
    borders = read(folder, base.borders_url)
    assert [border["properties"] for border in borders] == [
        {"class": "border"},
        {"class": "border-contested"},
    ]


def test_names_stand_behind_those_of_the_brief(base: BaseMap, folder: Path) -> None:
    here, there = read(folder, base.labels_url)
    assert here["properties"]["name"] == "Here"
    assert here["properties"]["rank"] == 2 + BACKGROUND_RANK
    assert there["geometry"]["coordinates"] == [210, 10]


def test_only_the_name_of_a_city_stands_beside_its_place(base: BaseMap, folder: Path) -> None:
    here, there = read(folder, base.labels_url)
    assert there["properties"]["anchor"] == "left"
    assert there["properties"]["offset_x"] > 0
    assert "anchor" not in here["properties"]


def test_land_comes_in_three_levels_from_coarse_to_fine(base: BaseMap) -> None:
    world, region, close = base.land
    assert [world.min_zoom, region.min_zoom, close.min_zoom] == [0, 6, 9]
    assert (region.size, close.size) == (10, 5)


def test_tiles_are_keyed_by_their_south_west_corner_in_degrees(base: BaseMap, folder: Path) -> None:
    _, region, close = base.land
    assert set(region.tiles) == {"120_30", "80_-20", "240_30", "-30_40"}
    assert set(close.tiles) == {"100_0", "120_-5"}
    for tile in close.tiles:
        features = read(folder, f"{close.folder}/{tile}.json")
        assert [feature["properties"]["class"] for feature in features] == ["land", "lake"]


def test_the_world_ends_north_of_antarctica_and_america_lies_in_the_east(base: BaseMap, folder: Path) -> None:
    features = read(folder, base.land[0].url)
    assert sorted(list_wests(features)) == [0, 70, 260]


def test_tiles_of_america_lie_east_of_asia(base: BaseMap, folder: Path) -> None:
    _, region, _ = base.land
    assert list_wests(read(folder, f"{region.folder}/240_30.json")) == [430, 430]
    assert list_wests(read(folder, f"{region.folder}/120_30.json")) == [70, 70]


def test_the_land_outside_leaves_out_the_box_that_tiles_cover(base: BaseMap, folder: Path) -> None:
    outside = shapely.union_all(
        [shapely.geometry.shape(feature["geometry"]) for feature in read(folder, base.land[0].outside_url)]
    )
    assert outside.intersection(shapely.box(*REGION_BOX)).area == 0
    assert outside.intersects(shapely.Point(100, 82))


def test_a_frame_is_opened_without_losing_its_columns() -> None:
    opened = open_frame(DATASETS["labels"])
    assert list(opened.geometry.x) == [120, 210]
    assert list(opened["id"]) == ["here", "there"]
    assert opened.crs.to_epsg() == 4326
