from itertools import pairwise

import numpy as np
import pytest
import shapely

from dashboard.layout.page import PAGES
from dashboard.layout.projection import fit_extent
from geodata.datasets import read_dataset
from geodata.geometry.geodesy import Position, measure_nearest
from geodata.packs.pack import Pack

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


CHARTED = {
    # Depth of water and position as printed. Ocean Drilling Program, Leg 184 (Prospectus, Initial Reports,
    # Scientific Results) and Leg 195; DSDP Initial Reports 22 (Site 214); PANGAEA 762104 (Hole 768C); IODP:
    # Scientific Prospectus of Expeditions 349 and 353, Preliminary Report of 351, site summaries and daily
    # reports of 346, 354, 356, 359, 362 and 363; GEBCO Gazetteer of Undersea Feature Names (Challenger Deep).
    "Site 1143, 2,772 m": (113 + 17.11 / 60, 9 + 21.72 / 60, 1000),
    "Core 17940, 1,727 m": (117 + 23 / 60, 20 + 7 / 60, 1000),
    "Site 1144, 2,037 m": (117 + 25.14 / 60, 20 + 3.18 / 60, 1000),
    "Site 1145, 3,175 m": (117 + 37.86 / 60, 19 + 35.04 / 60, 3000),
    "Site 1146, 2,092 m": (116 + 16.37 / 60, 19 + 27.40 / 60, 1000),
    "Site 1148, 3,294 m": (116 + 33.939 / 60, 18 + 50.169 / 60, 3000),
    "Site 1202, 1,274 m": (122 + 30 / 60, 24 + 48 / 60, 1000),
    "Site SCS-3G, 4,213 m": (117.0, 15 + 22.548 / 60, 3000),
    "Site SCS-1C, 3,306 m": (119 + 47.10 / 60, 21 + 0.15 / 60, 3000),
    "Site SCS-3C, 1,265 m": (116 + 0.90 / 60, 19 + 59.76 / 60, 1000),
    "Danjo Basin, Site U1428, 735 m": (129 + 2.00 / 60, 31 + 40.64 / 60, 200),
    "east of the Yamato Basin, Site U1424, 2,808 m": (138 + 13.90 / 60, 40 + 11.40 / 60, 1000),
    "Yamato Rise, Site U1425, 1,909 m": (134 + 26.5607 / 60, 39 + 29.4392 / 60, 1000),
    "Amami Sankaku Basin, Site U1438, 4,700 m": (134 + 19.0905 / 60, 27 + 23.0167 / 60, 3000),
    "Challenger Deep, 10,920 m": (142 + 35.5 / 60, 11 + 22.4 / 60, 6000),
    "Sulu Sea, Hole 768C, 4,396 m": (121.2198, 8.0, 3000),
    "northwest shelf of Australia, Site U1462, 87 m": (115 + 42.5984 / 60, -(19 + 49.2857 / 60), 50),
    "Timor Sea, Site U1483, 1,731 m": (121 + 48.2537 / 60, -(13 + 5.2479 / 60), 1000),
    "Andaman Sea, Site AA-1, 1,545 m": (93 + 6.7339 / 60, 10 + 49.3364 / 60, 1000),
    "Bay of Bengal, Site BB-1B, 1,667 m": (85 + 41.9823 / 60, 18 + 56.1064 / 60, 1000),
    "Bengal Fan, Site U1455, 3,733 m": (86 + 17.00 / 60, 8 + 0.40 / 60, 3000),
    "off Sumatra, Site U1481, 4,178 m": (91 + 45.5771 / 60, 2 + 45.2861 / 60, 3000),
    "Ninetyeast Ridge, Site 214, 1,655 m": (88 + 43.08 / 60, -(11 + 20.21 / 60), 1000),
    "Maldives, Site U1467, 487 m": (73 + 17.02 / 60, 4 + 51.01 / 60, 200),
    "Maldives, Site U1471, 419 m": (73 + 8.1146 / 60, 4 + 45.9828 / 60, 200),
}
NEAR_AN_EDGE = {
    # In the wrong band: position, the edge in metres that lies between, and how many km off it is drawn.
    # IODP Expeditions 346 (Prospectus), 368 (daily report), PANGAEA 771797; ETOPO5: 3,074, 3,009, 2,964 m.
    "Japan Basin, Site JB-3, 3,435 m": (138 + 49.99 / 60, 43 + 45.99 / 60, 3000, 3),
    "South China Sea, Site U1505, 2,917 m": (115 + 51.5491 / 60, 18 + 55.0570 / 60, 3000, 5),
    "canyon off the Izu Islands, Hole 787A, 3,265 m": (140.7494, 32.3757, 3000, 22),
}


@pytest.mark.parametrize("site", CHARTED)
def test_the_band_is_that_of_a_charted_place(site: str) -> None:
    longitude, latitude, expected = CHARTED[site]
    depth = read_dataset("depth")
    over = depth[depth.contains(shapely.Point(longitude, latitude))]
    assert max(over["deeper_than_m"], default=0) == expected


@pytest.mark.parametrize("site", NEAR_AN_EDGE)
def test_a_band_is_off_by_no_more_than_a_few_cells_of_the_grid(site: str) -> None:
    longitude, latitude, edge_m, off_km = NEAR_AN_EDGE[site]
    edges = read_dataset("depth").set_index("deeper_than_m").geometry.boundary
    distance_km, _ = measure_nearest(edges[edge_m], Position(latitude, longitude))
    assert distance_km < off_km


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


@pytest.mark.parametrize("dataset", ["depth", "land-world"])
def test_the_base_map_reaches_beyond_every_scene_on_every_page(dataset: str, nato_pack: Pack) -> None:
    west, south, east, north = read_dataset(dataset).total_bounds
    assert (west, east) == (-180, 180)
    for scene in nato_pack.scenes:
        for page in PAGES.values():
            rect, frame = page.map_rect, fit_extent(scene.camera, page.map_rect)
            columns = np.linspace(rect.left, rect.right, 30)
            assert not any(frame.find_place(x, rect.bottom).lat <= south for x in columns), scene.id
            assert not any(frame.find_place(x, rect.top).lat >= north for x in columns), scene.id
