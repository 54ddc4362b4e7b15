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
