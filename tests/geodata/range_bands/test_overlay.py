import time

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.datasets import read_dataset
from geodata.geometry.geodesy import Floats, Position, densify_line, measure_area
from geodata.range_bands.bands import RangeBand, read_origin
from geodata.range_bands.coverage import (
    measure_crossing,
    measure_distances_to,
    measure_lane_cover,
    measure_lane_covers,
    measure_reach,
    measure_sea_cover,
)

POINT = shapely.Point(120, 30)
COAST = shapely.LineString([(121, 40), (122, 37), (122, 30), (117, 23), (108, 21.5)])
# Singapore, along the length of the South China Sea, past Taiwan and Kyushu into the Pacific.
LANE = shapely.LineString([(104, 1.3), (110, 8), (117, 19), (122, 26), (131, 30), (150, 34)])


def share_by_counting(lane: shapely.LineString, samples: Floats, band: RangeBand) -> list[float]:
    """Measure a lane point by point, each 2 km, with GeographicLib."""
    course = shapely.get_coordinates(densify_line(lane, step_km=2))
    nearest = np.array(
        [
            min(Geodesic.WGS84.Inverse(lat, lon, y, x, Geodesic.DISTANCE)["s12"] for x, y in samples) / 1000
            for lon, lat in course.tolist()
        ]
    )
    skip_km = band.skip_km or 0.0
    return [float(((nearest <= km) & (nearest > skip_km)).mean()) for km in band.distances_km.values()]


def test_a_lane_straight_through_a_ring_is_inside_for_its_diameter() -> None:
    # 20 degrees of the equator are 2,226.4 km; a ring of 500 km around its middle takes 1,000 of them.
    lane, centre = shapely.LineString([(110, 0), (130, 0)]), shapely.Point(120, 0)
    cover = measure_lane_cover(lane, RangeBand(500), centre)
    assert cover.inner == pytest.approx(800 / 2226.39, abs=1e-4)
    assert cover.nominal == pytest.approx(1000 / 2226.39, abs=1e-4)
    assert cover.outer == pytest.approx(1200 / 2226.39, abs=1e-4)


def test_a_skip_zone_counts_as_outside() -> None:
    lane, centre = shapely.LineString([(110, 0), (130, 0)]), shapely.Point(120, 0)
    cover = measure_lane_cover(lane, RangeBand(500, skip_km=300), centre)
    assert cover.nominal == pytest.approx((1000 - 600) / 2226.39, abs=1e-4)


def test_a_lane_out_of_reach_is_not_covered_and_a_ceiling_has_one_figure() -> None:
    far = shapely.LineString([(-60, -30), (-40, -30)])
    assert measure_lane_cover(far, RangeBand(1500), COAST).outer == 0
    cover = measure_lane_cover(LANE, RangeBand(1000, single_line=True), COAST)
    assert cover.inner == cover.nominal == cover.outer > 0


@pytest.mark.parametrize(
    "band", [RangeBand(300), RangeBand(1500), RangeBand(3000, skip_km=1000)], ids=["300", "1500", "skip"]
)
def test_shares_agree_with_counting_to_a_tenth_of_a_percentage_point(band: RangeBand) -> None:
    samples = shapely.get_coordinates(densify_line(COAST, step_km=600))
    cover = measure_lane_cover(LANE, band, shapely.MultiPoint(samples))
    counted = share_by_counting(LANE, samples, band)
    assert [cover.inner, cover.nominal, cover.outer] == pytest.approx(counted, abs=1e-3)


@given(st.floats(-70, 70), st.floats(-180, 180), st.floats(0, 360), st.floats(100, 4000))
@settings(max_examples=40, deadline=None)
def test_distances_to_an_origin_are_geodesic_the_world_over(
    lat: float, lon: float, azimuth: float, distance_km: float
) -> None:
    end = Geodesic.WGS84.Direct(lat, lon, azimuth, distance_km * 1000)
    measured = measure_distances_to(shapely.Point(lon, lat), np.array([[end["lon2"], end["lat2"]]]))
    assert measured[0] == pytest.approx(distance_km, abs=1e-5)


def test_a_lane_across_180_degrees_is_measured_in_one_piece() -> None:
    split = shapely.MultiLineString([[(170, 10), (180, 10)], [(-180, 10), (-170, 10)]])
    whole = shapely.LineString([(170, 10), (180, 10), (190, 10)])
    band, centre = RangeBand(400), shapely.Point(179, 10)
    assert measure_lane_cover(split, band, centre).nominal == pytest.approx(
        measure_lane_cover(whole, band, centre).nominal, abs=1e-6
    )


def test_naha_lies_within_the_medium_band_and_guam_outside() -> None:
    coast = read_origin("mainland-coast")
    naha = measure_reach(Position(26.2167, 127.6833), RangeBand(700), coast)
    assert naha.within == ("nominal", "outer")
    assert 560 < naha.distance_km <= 700
    assert 118 < naha.nearest.lon < 122
    assert measure_reach(Position(13.45, 144.65), RangeBand(1500), coast).within == ()
    assert measure_reach(Position(26.2167, 127.6833), RangeBand(3000, skip_km=1000), coast).within == ()


def test_the_area_of_a_sea_inside_a_band_agrees_with_counting() -> None:
    sea, band = shapely.box(115, 10, 125, 25), RangeBand(1500)
    cover = measure_sea_cover(sea, band, POINT)
    assert cover.area_km2 == pytest.approx(measure_area(sea))
    steps = np.linspace(0.005, 0.995, 100)
    lons, lats = np.meshgrid(115 + 10 * steps, 10 + 15 * steps)
    places = np.column_stack([lons.ravel(), lats.ravel()])
    distances_km = measure_distances_to(POINT, places)
    weights = np.cos(np.radians(places[:, 1]))
    for kind, share in (("inner", cover.share.inner), ("outer", cover.share.outer)):
        inside = distances_km <= band.distances_km[kind]
        assert share == pytest.approx((inside * weights).sum() / weights.sum(), abs=2e-3)


def test_a_lane_crosses_a_zone_for_the_length_of_its_diagonal() -> None:
    lane = shapely.LineString([(170, 0), (190, 0)])
    zone = shapely.MultiPolygon([shapely.box(178, -1, 180, 1), shapely.box(-180, -1, -179, 1)])
    # Three degrees of the equator: 3 x 111.319 km (WGS84).
    assert measure_crossing(lane, zone) == pytest.approx(3 * 111.3195, rel=1e-4)


def test_the_table_of_lanes_and_bands_is_quick() -> None:
    lanes = {str(number): shapely.transform(LANE, lambda xy, n=number: xy + n / 9) for number in range(9)}
    bands = {str(km): RangeBand(km) for km in (200, 300, 700, 1000, 1500, 3000)}
    started = time.perf_counter()
    covers = measure_lane_covers(lanes, bands, read_origin("mainland-coast"))
    assert time.perf_counter() - started < 3
    assert len(covers) == len(lanes) * len(bands)


def test_the_seas_of_the_data_are_covered_from_all_to_nothing() -> None:
    seas = read_dataset("seas").set_index("id").geometry
    coast = read_origin("mainland-coast")
    near = measure_sea_cover(seas["taiwan-strait"], RangeBand(300), coast)
    assert near.share.outer == pytest.approx(1, abs=0.01)
    assert near.share.inner <= near.share.nominal <= near.share.outer <= 1 + 1e-9
