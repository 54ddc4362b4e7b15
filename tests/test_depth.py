from itertools import pairwise

import pytest
import shapely

from geodata.datasets import read_dataset

# Depths in metres are those of the ETOPO5 cells; the band is the deepest edge that the sea exceeds there.
PLACES = {
    "Bohai Sea, 25 m": (119.6, 38.6, 0),
    "Dogger Bank, 24 m": (3.0, 55.0, 0),
    "shelf of the East China Sea, 68 m": (123.5, 28.5, 50),
    "Taiwan Strait, 58 m": (119.5, 24.5, 50),
    "Sunda shelf, 89 m": (106.0, 4.0, 50),
    "Okinawa Trough, 1,879 m": (126.0, 26.0, 1000),
    "Luzon Strait, 2,410 m": (121.0, 20.5, 1000),
    "basin of the South China Sea, 4,172 m": (117.0, 15.0, 3000),
    "Philippine Sea, 5,845 m": (130.0, 20.0, 3000),
    "Arabian Sea, 3,955 m": (63.0, 15.0, 3000),
    "Ryukyu Trench, 6,728 m": (127.5, 24.3, 6000),
    "Challenger Deep, 9,905 m": (142.2, 11.35, 6000),
}


DRILLED = {
    # Depth of water and position as printed by the Ocean Drilling Program (Legs 184 and 195: Initial Reports,
    # Scientific Results) and, for the last two, in the Scientific Prospectus of IODP Expedition 349.
    "Site 1143, 2,772 m": (113 + 17.11 / 60, 9 + 21.72 / 60, 1000),
    "Core 17940, 1,727 m": (117 + 23 / 60, 20 + 7 / 60, 1000),
    "Site 1144, 2,037 m": (117 + 25.14 / 60, 20 + 3.18 / 60, 1000),
    "Site 1145, 3,175 m": (117 + 37.86 / 60, 19 + 35.04 / 60, 3000),
    "Site 1146, 2,092 m": (116 + 16.37 / 60, 19 + 27.40 / 60, 1000),
    "Site 1148, 3,294 m": (116 + 33.939 / 60, 18 + 50.169 / 60, 3000),
    "Site 1202, 1,274 m": (122 + 30 / 60, 24 + 48 / 60, 1000),
    "Site SCS-3G, 4,213 m": (117.0, 15 + 22.548 / 60, 3000),
    "Site SCS-1C, 3,306 m": (119 + 47.10 / 60, 21 + 0.15 / 60, 3000),
}


@pytest.mark.parametrize("site", DRILLED)
def test_the_band_is_that_of_a_drilled_site(site: str) -> None:
    longitude, latitude, expected = DRILLED[site]
    depth = read_dataset("depth")
    over = depth[depth.contains(shapely.Point(longitude, latitude))]
    assert max(over["deeper_than_m"], default=0) == expected


@pytest.mark.parametrize("place", PLACES)
def test_the_band_is_that_of_the_known_depth(place: str) -> None:
    longitude, latitude, expected = PLACES[place]
    depth = read_dataset("depth")
    over = depth[depth.contains(shapely.Point(longitude, latitude))]
    assert max(over["deeper_than_m"], default=0) == expected


def test_the_edges_are_those_of_the_legend() -> None:
    assert list(read_dataset("depth")["deeper_than_m"]) == [50, 200, 1000, 3000, 6000]


def test_each_area_lies_within_the_shallower_one() -> None:
    areas = list(read_dataset("depth").geometry)
    for shallow, deep in pairwise(areas):
        assert deep.difference(shallow).area < 0.1  # square degrees, of tens of thousands


def test_deep_water_runs_under_the_coast_of_eastern_taiwan() -> None:
    depth = read_dataset("depth").set_index("deeper_than_m").geometry
    land = read_dataset("land-region").query("tile == 'E120N20' and kind == 'land'").geometry.iloc[0]
    east_coast = land.intersection(shapely.box(121.3, 23.2, 121.7, 24.0))
    assert depth[200].intersection(east_coast).area > 0.01
