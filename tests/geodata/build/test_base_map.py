import hashlib
from functools import cache

import geopandas
import pytest
import shapely

from geodata.datasets import DATA, locate_dataset, read_dataset, read_manifest
from geodata.sources import read_data_sources

LEVELS = ("land-world", "land-region", "land-close")
TILED = {"land-region": 10, "land-close": 5}
FAR_ON_LAND = {
    "Hamburg": (10.0, 53.45),
    "Gibraltar, La Linea": (-5.34, 36.2),
    "Suez": (32.45, 29.99),
    "Chicago": (-87.9, 41.9),
}
FAR_AT_SEA = {
    "Dover Strait": (1.4, 51.0),
    "Strait of Gibraltar": (-5.6, 35.95),
    "Hormuz": (56.5, 26.5),
    "Panama Bay": (-79.3, 8.5),
}

ON_LAND = {
    "Tokyo": (139.69, 35.69),
    "Taichung": (120.65, 24.15),
    "Nanning": (108.32, 22.82),
    "Baguio": (120.59, 16.41),
    "Da Lat": (108.44, 11.94),
    "Nago, Okinawa": (128.05, 26.62),
    "Iriomote": (123.81, 24.33),
}
AT_SEA = {
    "middle of the Taiwan Strait": (119.6, 24.4),
    "Luzon Strait": (121.2, 20.0),
    "Miyako Strait": (126.3, 25.3),
    "Korea Strait": (129.6, 34.9),
    "South China Sea": (114.5, 13.0),
    "Malacca Strait": (100.0, 4.2),
}
CLOSE_ON_LAND = {
    "Naha": (127.690, 26.213),
    "Victoria Peak": (114.145, 22.276),
    "Woody Island": (112.335, 16.835),
}
CLOSE_AT_SEA = {"Victoria Harbour": (114.165, 22.288), "Kanmon approaches": (130.70, 34.05)}


@cache
def read_kind(level: str, kind: str) -> geopandas.GeoDataFrame:
    frame = read_dataset(level)
    return frame[frame["kind"] == kind]


def is_land(level: str, place: tuple[float, float]) -> bool:
    return bool(read_kind(level, "land").contains(shapely.Point(place)).any())


@pytest.mark.parametrize("dataset", sorted(read_manifest()))
def test_the_manifest_knows_the_checksum_and_size_of_each_file(dataset: str) -> None:
    record, content = read_manifest()[dataset], locate_dataset(dataset).read_bytes()
    assert hashlib.sha256(content).hexdigest() == record.sha256
    assert len(content) == record.bytes


def test_every_source_of_a_data_set_is_listed() -> None:
    known = read_data_sources()
    assert {source for record in read_manifest().values() for source in record.sources} <= set(known)


def test_the_texts_of_the_gnu_licences_come_with_the_data() -> None:
    for name in ("COPYING", "COPYING.LESSER"):
        assert "GENERAL PUBLIC LICENSE" in (DATA / "licences" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("dataset", [*LEVELS, "countries", "borders", "depth", "labels"])
def test_every_shape_is_valid_and_not_empty(dataset: str) -> None:
    frame = read_dataset(dataset)
    assert frame.is_valid.all()
    assert not frame.is_empty.any()


@pytest.mark.parametrize("place", ON_LAND)
@pytest.mark.parametrize("level", LEVELS)
def test_known_places_are_on_land(level: str, place: str) -> None:
    assert is_land(level, ON_LAND[place])


@pytest.mark.parametrize("place", AT_SEA)
@pytest.mark.parametrize("level", LEVELS)
def test_known_waters_are_sea(level: str, place: str) -> None:
    assert not is_land(level, AT_SEA[place])


@pytest.mark.parametrize("place", CLOSE_ON_LAND)
def test_small_places_are_on_land_close_up(place: str) -> None:
    assert is_land("land-close", CLOSE_ON_LAND[place])


@pytest.mark.parametrize("place", CLOSE_AT_SEA)
def test_narrow_waters_are_sea_close_up(place: str) -> None:
    assert not is_land("land-close", CLOSE_AT_SEA[place])


@pytest.mark.parametrize("level", ["land-world", "land-far"])
def test_no_coast_runs_along_180_degrees(level: str) -> None:
    for meridian in (-180, 180):  # Chukotka, Wrangel Island and Fiji lie across it
        beside = shapely.box(meridian - 0.01, -60, meridian + 0.01, 80)
        pieces = read_kind(level, "coast").intersection(beside).explode()
        tall = pieces.bounds["maxy"] - pieces.bounds["miny"]
        assert 2 < len(pieces[~pieces.is_empty]) < 20
        assert tall.max() < 0.05


@pytest.mark.parametrize("place", FAR_ON_LAND)
def test_far_places_are_on_land(place: str) -> None:
    assert is_land("land-far", FAR_ON_LAND[place])


@pytest.mark.parametrize("place", FAR_AT_SEA)
def test_far_waters_are_sea(place: str) -> None:
    assert not is_land("land-far", FAR_AT_SEA[place])


def test_far_tiles_and_those_of_the_region_share_no_cell_and_no_coast_runs_along_180_degrees() -> None:
    assert not set(read_dataset("land-far")["tile"]) & set(read_dataset("land-region")["tile"])
    edges = shapely.MultiLineString([((-180, -60), (-180, 80)), ((180, -60), (180, 80))])
    coast = read_kind("land-far", "coast")
    assert shapely.length(coast.intersection(edges).to_numpy()).sum() == 0


@pytest.mark.parametrize(
    "lake", [(50.5, 41.0), (-87.0, 43.5), (33.0, -1.0)], ids=["Caspian", "Michigan", "Victoria"]
)
def test_great_lakes_are_water_in_the_world(lake: tuple[float, float]) -> None:
    assert not is_land("land-world", lake)


@pytest.mark.parametrize("level", TILED)
def test_no_coast_runs_along_the_edge_of_a_tile(level: str) -> None:
    side = TILED[level]
    for row in read_kind(level, "coast").itertuples():
        left, bottom = int(row.tile[1:4]), int(row.tile[5:]) * (1 if row.tile[4] == "N" else -1)
        edge = shapely.box(left, bottom, left + side, bottom + side).exterior
        assert row.geometry.intersection(edge).length == 0
        assert row.geometry.within(shapely.box(left, bottom, left + side, bottom + side))


@pytest.mark.parametrize("level", TILED)
def test_land_of_neighbouring_tiles_overlaps(level: str) -> None:
    side = TILED[level]
    west, east = (
        read_kind(level, "land").set_index("tile").geometry[f"E{left:03d}N30"] for left in (110, 110 + side)
    )
    assert west.bounds[2] == pytest.approx(110 + side + 0.02)
    assert east.bounds[0] == pytest.approx(110 + side - 0.02)


def test_the_coast_of_the_world_has_no_cut_at_180_degrees_nor_on_the_ice() -> None:
    (coast,) = read_kind("land-world", "coast").geometry
    cuts = [
        ((-180, -85), (-180, 85)),
        ((180, -85), (180, 85)),
        ((-180, -85), (180, -85)),
        ((0, -85), (0, -60)),
    ]
    assert coast.intersection(shapely.MultiLineString(cuts)).length == 0


def test_disputed_islands_carry_no_country() -> None:
    countries = read_dataset("countries")
    for place in (
        (123.53, 25.77),
        (112.33, 16.84),
        (114.37, 10.38),
        (117.76, 15.15),
        (116.72, 20.7),
        (131.87, 37.24),
    ):
        assert not countries.intersects(shapely.Point(place).buffer(0.1)).any(), place


def test_countries_have_one_row_each_and_cover_their_capitals() -> None:
    countries = read_dataset("countries").set_index("id").geometry
    assert countries.index.is_unique
    capitals = {
        "JPN": (139.6, 35.7),
        "CHN": (116.4, 39.9),
        "DEU": (13.4, 52.5),
        "AFG": (69.2, 34.5),
        "TWN": (121.4, 24.9),
    }
    for country, place in capitals.items():
        assert countries[country].contains(shapely.Point(place))


def test_no_part_of_a_country_runs_round_the_world() -> None:
    widths = [
        part.bounds[2] - part.bounds[0] for part in shapely.get_parts(read_dataset("countries").geometry)
    ]
    assert max(widths) < 160  # Russia's mainland reaches from 27 degrees to the date line


def test_crimea_is_shown_as_it_stood_in_october_2013() -> None:
    countries = read_dataset("countries")
    assert list(countries[countries.contains(shapely.Point(34.2, 45.2))]["id"]) == ["UKR"]


def test_borders_run_on_land_and_not_along_the_coast() -> None:
    borders = read_dataset("borders").geometry.union_all()
    assert borders.distance(shapely.Point(127.0, 38.3)) < 0.1  # between the two Koreas
    assert borders.distance(shapely.Point(140.0, 35.0)) > 5  # Japan has no land border


LINES = {
    # A place on each line, to a tenth of a degree, and whether it is a border that both sides accept.
    "Line of Control, near Kargil": ((76.1, 34.7), True),
    "McMahon Line, north of Tawang": ((91.9, 27.8), True),
    "between the two Koreas": ((127.0, 38.3), True),
    "Golan": ((35.8, 33.0), True),
    "berm of Western Sahara": ((-11.3, 26.7), True),
    "Kosovo and Serbia": ((20.9, 43.1), True),
    "India and Pakistan, Wagah": ((74.55, 31.6), False),
    "China and Vietnam": ((106.7, 22.0), False),
    "Poland and Germany": ((14.6, 52.5), False),
}


@pytest.mark.parametrize("line", LINES)
def test_lines_of_control_and_rejected_borders_are_marked_as_contested(line: str) -> None:
    place, contested = LINES[line]
    borders = read_dataset("borders")
    apart_deg = shapely.distance(borders.geometry.to_numpy(), shapely.Point(place))
    assert apart_deg.min() < 0.35
    assert bool(borders["contested"][apart_deg.argmin()]) is contested


ATTRIBUTION = {
    # As they were held in October 2013; nothing here says whose a land is by right.
    "Srinagar": ((74.8, 34.1), ["IND"]),
    "Gilgit": ((74.3, 35.9), ["PAK"]),
    "Siachen Glacier": ((77.1, 35.5), []),
    "Aksai Chin": ((79.5, 35.2), ["CHN"]),
    "Itanagar": ((93.6, 27.1), ["IND"]),
    "Taipei": ((121.5, 25.0), ["TWN"]),
    "Laayoune": ((-13.1, 27.1), ["MAR"]),
    "Tifariti": ((-10.6, 26.2), ["ESH"]),
    "Pristina": ((21.2, 42.66), ["XKX"]),
    "Simferopol": ((34.1, 44.95), ["UKR"]),
    "Hargeisa": ((44.06, 9.56), []),
}


@pytest.mark.parametrize("place", ATTRIBUTION)
def test_land_is_attributed_to_who_held_it_and_to_none_without_a_code(place: str) -> None:
    point, held_by = ATTRIBUTION[place]
    countries = read_dataset("countries")
    assert list(countries["id"][countries.contains(shapely.Point(point))]) == held_by


def test_labels_leave_disputed_waters_unnamed() -> None:
    labels = read_dataset("labels")
    assert labels["id"].is_unique
    water = labels[labels["kind"].isin(["sea", "ocean"])].geometry
    for place in ((135.0, 40.0), (51.0, 27.0)):
        assert shapely.distance(water.values, shapely.Point(place)).min() > 5
    assert (
        not labels["name_en"]
        .str.contains("East China|South China|Japan Sea|Sea of Japan|East Sea|Persian")
        .any()
    )


def test_country_names_stand_on_land_and_sea_names_on_water() -> None:
    labels, land = read_dataset("labels"), read_kind("land-world", "land").geometry.union_all()
    on_land = labels.geometry.within(land)
    wrong = labels[(on_land != (labels["kind"] == "country")) & (labels["kind"] != "city")]
    assert list(wrong["id"]) == []


def test_labels_have_names_in_four_scripts_and_sensible_zooms() -> None:
    labels = read_dataset("labels")
    assert (labels[["name_en", "name_ja", "name_zh_hans", "name_zh_hant"]].map(len) > 0).all(axis=None)
    assert (
        (labels["min_zoom"] >= 2) & (labels["min_zoom"] < labels["max_zoom"]) & (labels["max_zoom"] <= 11)
    ).all()


def test_a_data_set_that_is_changed_after_reading_is_read_unchanged_again() -> None:
    first = read_dataset("borders")
    first["contested"] = True
    first.geometry = first.geometry.translate(1)
    again = read_dataset("borders")
    assert not again["contested"].all()
    assert not again.geometry.iloc[0].equals(first.geometry.iloc[0])
