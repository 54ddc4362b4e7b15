"""Frames: camera in, projection and scale out; shapes come back in page units."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.layout.page import PAGES, Page, Rect
from dashboard.layout.projection import MapExtent, fit_extent, make_frame
from geodata.geometry.geodesy import Position, measure_distance
from geodata.records.scenes import Frame

PAGE = Rect(464, 0, 1456, 1044)
SEAS = Frame(west=99, south=-2, east=146, north=41)
NORTH = Frame(west=-9, south=33, east=147, north=61)
WORLD = Frame(west=-14, south=-4, east=152, north=66)
PACIFIC = Frame(west=96, south=-4, east=182, north=52)


def test_a_region_is_drawn_in_lamberts_projection_and_the_world_in_equal_earth() -> None:
    assert fit_extent(SEAS, PAGE).title == "Lambert azimuthal equal-area"
    assert fit_extent(WORLD, PAGE).title == "Equal Earth"


def test_a_wide_camera_off_the_equator_is_drawn_around_its_middle_and_larger() -> None:
    frame = fit_extent(NORTH, PAGE)
    assert frame.title == "Lambert azimuthal equal-area"
    assert frame.extent[3] < 90
    assert frame.km_per_px < 0.85 * fit_extent(WORLD, PAGE).km_per_px


@pytest.mark.parametrize("camera", [SEAS, NORTH, WORLD, PACIFIC])
@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_the_whole_camera_shows_and_fills_the_map_one_way(camera: Frame, page: Page) -> None:
    rect = page.map_rect
    frame = fit_extent(camera, rect)
    edge = shapely.segmentize(shapely.box(camera.west, camera.south, camera.east, camera.north), 1)
    points = np.array([frame.locate(*place) for place in shapely.get_coordinates(edge)])
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    assert left >= rect.left - 0.5
    assert right <= rect.right + 0.5
    assert top >= rect.top - 0.5
    assert bottom <= rect.bottom + 0.5
    assert right - left > rect.width - 1 or bottom - top > rect.height - 1


def test_a_tall_frame_of_the_world_stays_off_the_poles() -> None:
    south, north = fit_extent(WORLD, PAGE).extent[1::2]
    assert south > -62
    assert north < 82


def test_a_camera_of_the_whole_world_shows_all_of_it_and_what_lies_beyond_is_no_place() -> None:
    frame = fit_extent(Frame(west=-180, south=-85, east=180, north=85), PAGE)
    west, south, east, north = frame.extent
    assert (south, north) == (-90, 90)
    assert east - west == pytest.approx(360)
    assert math.isnan(frame.find_place(PAGE.left, PAGE.top).lat)


@given(
    lon=st.floats(-180, 180),
    lat=st.floats(-70, 70),
    km_per_px=st.floats(0.05, 4),
    x=st.floats(PAGE.left, PAGE.right),
    y=st.floats(PAGE.top, PAGE.bottom),
)
def test_a_point_of_the_page_is_the_place_that_is_drawn_there(
    lon: float, lat: float, km_per_px: float, x: float, y: float
) -> None:
    frame = make_frame(Position(lat, lon), km_per_px, PAGE)
    place = frame.find_place(x, y)
    assert frame.locate(place.lon, place.lat) == pytest.approx((x, y), abs=0.01)


def test_the_middle_is_in_the_middle_and_a_kilometre_there_has_the_scale() -> None:
    frame = make_frame(Position(25.7, 123.5), 0.5, PAGE)
    assert frame.locate(123.5, 25.7) == pytest.approx(PAGE.middle, abs=0.01)
    x, y = PAGE.middle
    apart = measure_distance(frame.find_place(x - 100, y), frame.find_place(x + 100, y))
    assert apart == pytest.approx(100, rel=1e-4)


@pytest.mark.parametrize("scale", [0, -1, math.nan])
def test_a_scale_of_nothing_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match="above 0 km"):
        make_frame(Position(0, 0), scale, PAGE)


@pytest.mark.parametrize("camera", [SEAS, WORLD, PACIFIC])
def test_a_scale_bar_is_true_where_it_stands(camera: Frame) -> None:
    frame = fit_extent(camera, PAGE)
    bar = frame.measure_bar(1500, 960, longest_px=300)
    ends = frame.find_place(1500, 960), frame.find_place(1500 + bar.width_px, 960)
    assert measure_distance(*ends) == pytest.approx(bar.length_km, rel=1e-6)
    assert 100 < bar.width_px <= 300


def test_the_spread_of_lengths_holds_every_way_in_the_frame() -> None:
    frame = fit_extent(SEAS, PAGE)
    short, long = frame.measure_spread()
    assert -0.1 < short < 0 < long < 0.1
    for x, y in ((464, 0), (1919, 0), (464, 1043), (1919, 1043), (1200, 500)):
        for dx, dy in ((1, 0), (0, 1), (0.7, 0.7)):
            ends = frame.find_place(x, y), frame.find_place(x + dx, y + dy)
            drawn_km = math.hypot(dx, dy) * frame.km_per_px
            assert short - 0.004 <= drawn_km / measure_distance(*ends) - 1 <= long + 0.004


def test_a_shape_is_cut_at_the_edge_of_the_map() -> None:
    frame = fit_extent(SEAS, PAGE)
    drawn = frame.project(shapely.box(0, -60, 179, 80), margin_px=0)
    assert drawn.equals(shapely.box(PAGE.left, PAGE.top, PAGE.right, PAGE.bottom))
    assert frame.project(shapely.box(-80, 20, -60, 40)).is_empty


def test_a_parallel_is_drawn_curved_and_not_as_a_chord() -> None:
    frame = fit_extent(SEAS, PAGE)
    drawn = frame.project(shapely.LineString([(99, 41), (146, 41)]))
    (middle,) = shapely.get_coordinates(drawn.intersection(shapely.LineString([(1192, -40), (1192, 1044)])))
    chord = np.mean([frame.locate(99, 41)[1], frame.locate(146, 41)[1]])
    assert middle[1] > chord + 20


def test_a_shape_that_was_cut_at_180_degrees_is_whole_again() -> None:
    frame = fit_extent(PACIFIC, PAGE)
    halves = shapely.MultiPolygon([shapely.box(170, 0, 180, 10), shapely.box(-180, 0, -170, 10)])
    (one,) = shapely.get_parts(frame.project(halves))
    assert one.area == pytest.approx(frame.project(shapely.box(170, 0, 190, 10)).area, rel=1e-3)


def test_a_line_whose_longitudes_run_on_shows_where_the_frame_is() -> None:
    frame = fit_extent(PACIFIC, PAGE)
    east = frame.project(shapely.LineString([(150, 20), (170, 20)]))
    west = frame.project(shapely.LineString([(150 - 360, 20), (170 - 360, 20)]))
    assert east.equals_exact(west, 1e-6)


def test_a_place_of_no_area_keeps_its_dimension() -> None:
    frame: MapExtent = fit_extent(SEAS, PAGE)
    assert frame.project(shapely.Point(120, 20)).geom_type == "MultiPoint"
    assert frame.project(shapely.Point(-120, 20)).is_empty


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_map_words_and_footer_share_a_page_without_overlap(page: Page) -> None:
    rects = [page.map_rect, page.head_rect, *page.column_rects, page.footer_rect]
    boxes = [shapely.box(rect.left, rect.top, rect.right, rect.bottom) for rect in rects]
    assert sum(box.area for box in boxes) == pytest.approx(page.width * page.height)
    assert shapely.union_all(boxes).area == pytest.approx(page.width * page.height)
