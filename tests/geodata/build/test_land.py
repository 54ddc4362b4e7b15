import pytest
import shapely

from geodata.build import land

TOY = land.Level(
    id="toy",
    title="Toy",
    resolution="l",
    bounds=(0, 0, 10, 5),
    tolerance_deg=0.01,
    far_tolerance_deg=0.01,
    grid_deg=0.001,
    smallest_land_km2=0,
    smallest_lake_km2=0,
    tile_deg=5,
)


def test_an_island_across_two_tiles_gives_two_overlapping_pieces_and_its_whole_coast_once() -> None:
    tiles = land.cut_tiles(shapely.box(4, 1, 6, 3), TOY)
    assert list(zip(tiles["tile"], tiles["kind"], strict=True)) == [
        ("E000N00", "land"),
        ("E000N00", "coast"),
        ("E005N00", "land"),
        ("E005N00", "coast"),
    ]
    assert [tuple(shape.bounds) for shape in tiles.geometry[::2]] == [(4, 1, 5.02, 3), (4.98, 1, 6, 3)]
    assert sum(shape.length for shape in tiles.geometry[1::2]) == pytest.approx(8)


def test_a_tile_without_land_has_no_row() -> None:
    assert list(land.cut_tiles(shapely.box(1, 1, 2, 2), TOY)["tile"].unique()) == ["E000N00"]


def test_a_tile_all_of_land_has_no_coast() -> None:
    tiles = land.cut_tiles(shapely.box(-1, -1, 11, 6), TOY)
    assert set(tiles["kind"]) == {"land"}


def test_tiles_west_and_south_of_the_origin_are_named_so() -> None:
    level = land.Level(**{**vars(TOY), "bounds": (-5, -5, 0, 0)})
    assert list(land.cut_tiles(shapely.box(-3, -3, -2, -2), level)["tile"].unique()) == ["W005S05"]


def test_coast_that_runs_to_the_bounds_ends_there() -> None:
    area, coast = land.split_coast(shapely.MultiPolygon([shapely.box(8, 1, 12, 3)]), TOY.bounds).geometry
    assert area.bounds == (8, 1, 10, 3)
    assert coast.length == pytest.approx(2 + 2 + 2, abs=1e-4)  # west, south and north shore
