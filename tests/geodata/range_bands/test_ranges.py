import numpy as np
import pytest
import shapely

from geodata.datasets import read_dataset
from geodata.geometry.geodesy import Position, draw_ring, measure_area, measure_length
from geodata.range_bands.bands import GRADES, RangeBand, draw_band

ORIGIN = shapely.Point(120, 30)


def test_a_band_has_three_areas_and_a_graded_edge() -> None:
    rows = draw_band(ORIGIN, RangeBand(1000))
    assert list(rows["kind"]) == ["inner", "nominal", "outer"] + ["grade"] * GRADES
    assert list(rows["distance_km"][:3]) == [800, 1000, 1200]
    assert rows.crs.to_epsg() == 4326
    assert rows.geometry.is_valid.all()


def test_the_areas_are_those_of_rings_around_a_point() -> None:
    rows = draw_band(ORIGIN, RangeBand(1000)).set_index("kind")
    for kind, radius_km in (("inner", 800), ("nominal", 1000), ("outer", 1200)):
        expected = measure_area(draw_ring(Position(30, 120), radius_km))
        assert measure_area(rows.loc[kind, "geometry"]) == pytest.approx(expected, rel=0.005)


def test_the_graded_rings_are_disjoint_and_fill_the_edge() -> None:
    rows = draw_band(ORIGIN, RangeBand(1000))
    grades = rows[rows["kind"] == "grade"]
    rings = grades.geometry.to_numpy()
    edge = rows.geometry[2].area - rows.geometry[0].area
    assert shapely.area(rings).sum() == pytest.approx(edge, rel=1e-6)
    assert shapely.union_all(rings).area == pytest.approx(edge, rel=1e-6)


def test_the_weight_falls_smoothly_from_one_to_zero() -> None:
    rows = draw_band(ORIGIN, RangeBand(1000))
    shares = list(rows.loc[rows["kind"] == "grade", "share"])
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == pytest.approx(3 * 0.95**2 - 2 * 0.95**3)
    assert shares[0] + shares[-1] == pytest.approx(1)


def test_a_skip_zone_is_cut_out() -> None:
    rows = draw_band(ORIGIN, RangeBand(3000, skip_km=1000)).set_index("kind")
    annulus = rows.loc["nominal", "geometry"]
    assert not annulus.covers(ORIGIN)
    assert not annulus.covers(shapely.Point(120, 38.9))
    assert annulus.covers(shapely.Point(120, 39.2))


def test_a_class_ceiling_is_one_line() -> None:
    assert list(draw_band(ORIGIN, RangeBand(1000, single_line=True))["kind"]) == ["nominal"]


@pytest.mark.parametrize(
    "options",
    [
        {"nominal_km": 0},
        {"nominal_km": 100, "inner_share": 1.1},
        {"nominal_km": 100, "outer_share": 0.9},
        {"nominal_km": 100, "skip_km": 90},
    ],
)
def test_distances_that_do_not_nest_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"range band|skip zone"):
        RangeBand(**options)


def test_the_generalised_coast_runs_from_the_yalu_to_the_beilun() -> None:
    coast = read_dataset("mainland-coast").geometry[0]
    assert coast.geom_type == "LineString"
    assert coast.coords[0] == pytest.approx((124.3, 39.8), abs=0.15)
    assert coast.coords[-1] == pytest.approx((108.05, 21.5), abs=0.15)
    # Our own earlier measurement of the same generalisation gave 4,084 km.
    assert measure_length(coast) == pytest.approx(4084, rel=0.02)
    assert coast.distance(shapely.Point(121.0, 23.7)) > 1, "Taiwan is no origin"


def test_a_band_around_the_coast_is_a_few_hundred_vertices() -> None:
    coast = read_dataset("mainland-coast").geometry[0]
    nominal = draw_band(coast, RangeBand(1500, single_line=True)).geometry[0]
    assert shapely.get_num_coordinates(nominal) < 600
    assert nominal.covers(shapely.Point(127.68, 26.2)), "Naha, some 650 km from the mainland"
    assert not nominal.covers(shapely.Point(144.8, 13.45)), "Guam, some 3,000 km away"


def test_the_line_of_a_band_shows_no_corner_close_in() -> None:
    drawn = draw_band(shapely.Point(125, 30), RangeBand(1500)).set_index("kind")
    points = shapely.get_coordinates(drawn.loc["nominal", "geometry"].exterior)
    steps = np.diff(points * (np.cos(np.radians(30)), 1), axis=0)
    turns = np.degrees(np.diff(np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))))
    assert np.median(np.abs(turns)) < 2
    rings = drawn.loc["grade", "geometry"]
    assert len(points) > len(rings.iloc[4].exterior.coords)  # what only fades may be coarser
