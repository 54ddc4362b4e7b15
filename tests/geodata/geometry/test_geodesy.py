import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.geometry import geodesy
from geodata.geometry.antimeridian import split_at_antimeridian
from geodata.geometry.buffers import offset_coast
from geodata.geometry.geodesy import Position

WGS84 = Geodesic.WGS84
LATITUDES = st.floats(-89, 89)
LONGITUDES = st.floats(-180, 180)


def measure_by_geographiclib(start: Position, end: Position) -> float:
    return WGS84.Inverse(start.lat, start.lon, end.lat, end.lon)["s12"] / 1000


def sample_edge(area: shapely.Geometry, step_km: float, most: int) -> list[Position]:
    """Return points along the drawn edge, without the cuts at 180 degrees and the poles."""
    edge = shapely.get_coordinates(shapely.segmentize(area.boundary, step_km / 111))
    on_edge = (np.abs(edge[:, 0]) < 180 - 1e-9) & (np.abs(edge[:, 1]) < 90 - 1e-9)
    points = edge[on_edge]
    return [Position(lat, lon) for lon, lat in points[:: max(len(points) // most, 1)]]


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
@settings(max_examples=60, deadline=None)
def test_distances_agree_with_geographiclib(lat: float, lon: float, lat2: float, lon2: float) -> None:
    start, end = Position(lat, lon), Position(lat2, lon2)
    assert geodesy.measure_distance(start, end) == pytest.approx(
        measure_by_geographiclib(start, end), rel=1e-9, abs=1e-6
    )


@given(LATITUDES, LONGITUDES, st.floats(20, 5000))
@settings(max_examples=40, deadline=None)
def test_every_point_of_a_drawn_ring_keeps_the_radius_within_a_thousandth(
    lat: float, lon: float, radius_km: float
) -> None:
    centre = Position(lat, lon)
    ring = geodesy.draw_ring(centre, radius_km)
    assert ring.is_valid
    distances = [measure_by_geographiclib(centre, point) for point in sample_edge(ring, 1.0, 300)]
    assert distances == pytest.approx([radius_km] * len(distances), rel=1e-3)


@pytest.mark.parametrize(
    ("centre", "radius_km"),
    [(Position(0, 0), 1000), (Position(30, 179), 2000), (Position(85, 10), 3000), (Position(-89, -170), 50)],
)
def test_the_area_of_a_ring_is_that_of_a_spherical_cap(centre: Position, radius_km: float) -> None:
    cap = 2 * np.pi * 6371.0**2 * (1 - np.cos(radius_km / 6371.0))
    assert geodesy.measure_area(geodesy.draw_ring(centre, radius_km)) == pytest.approx(cap, rel=0.008)


def test_a_ring_across_180_degrees_comes_in_two_parts_within_the_world() -> None:
    ring = geodesy.draw_ring(Position(35, 170), 2000)
    assert ring.geom_type == "MultiPolygon"
    assert ring.bounds[0] == -180
    assert ring.bounds[2] == 180
    assert ring.covers(shapely.Point(-175, 35))
    assert not ring.covers(shapely.Point(0, 35))


def test_a_ring_around_a_pole_holds_the_pole_on_every_meridian() -> None:
    ring = geodesy.draw_ring(Position(85, 10), 1000)
    assert all(ring.covers(shapely.Point(lon, 89.9)) for lon in range(-179, 180, 20))
    assert not ring.covers(shapely.Point(10, 70))


@pytest.mark.parametrize("radius_km", [0, -5, 10_001])
def test_a_ring_of_an_impossible_radius_is_refused(radius_km: float) -> None:
    with pytest.raises(ValueError, match="radius above 0"):
        geodesy.draw_ring(Position(0, 0), radius_km)


@pytest.mark.parametrize("distance_km", [240, 1500, 5500])
def test_an_offset_keeps_its_distance_within_half_a_percent(distance_km: float) -> None:
    coast = shapely.LineString([(121, 40), (122, 37), (122, 30), (117, 23), (108, 21.5)])
    area = offset_coast(coast, distance_km)
    assert area.is_valid
    samples = geodesy.densify_line(coast, step_km=distance_km / 60)
    for point in sample_edge(area, 5.0, 40):
        nearest = min(measure_by_geographiclib(point, Position(lat, lon)) for lon, lat in samples.coords)
        assert nearest == pytest.approx(distance_km, rel=0.005)


def test_an_offset_of_a_polygon_holds_its_inside() -> None:
    area = offset_coast(shapely.box(100, 10, 120, 30), 100)
    assert area.covers(shapely.Point(110, 20))


@given(st.floats(-60, 60), st.floats(90, 150))
@settings(max_examples=25, deadline=None)
def test_the_nearest_point_is_no_farther_than_any_vertex_and_as_far_as_said(lat: float, lon: float) -> None:
    line = shapely.LineString([(121, 40), (122, 30), (117, 23), (108, 21.5)])
    here = Position(lat, lon)
    distance_km, nearest = geodesy.measure_nearest(line, here)
    assert distance_km == pytest.approx(measure_by_geographiclib(here, nearest), abs=1e-6)
    drawn = shapely.get_coordinates(shapely.segmentize(line, 0.2))
    assert distance_km <= min(measure_by_geographiclib(here, Position(y, x)) for x, y in drawn) + 1e-3


def test_a_place_inside_a_polygon_is_no_distance_from_it() -> None:
    assert geodesy.measure_nearest(shapely.box(0, 0, 10, 10), Position(5, 5)) == (0.0, Position(5, 5))


def test_nothing_is_nearest_in_an_empty_geometry() -> None:
    with pytest.raises(ValueError, match="empty"):
        geodesy.measure_nearest(shapely.LineString(), Position(0, 0))


def test_a_line_across_180_degrees_is_split_there_and_joined_again() -> None:
    line = shapely.LineString([(170, 10), (-170, 20)])
    split = split_at_antimeridian(line)
    assert sorted(part.bounds[0] for part in shapely.get_parts(split)) == [-180, 170]
    assert geodesy.unwrap(line).bounds == (170, 10, 190, 20)
    west_first = shapely.MultiLineString([[(170, 10), (180, 15)], [(-180, 15), (-170, 20)]])
    assert geodesy.unwrap(west_first).bounds == (170, 10, 190, 20)


def test_a_polygon_across_180_degrees_keeps_its_area_when_split() -> None:
    split = split_at_antimeridian(shapely.Polygon([(170, 0), (-170, 0), (-170, 10), (170, 10)]))
    assert split.area == pytest.approx(200)
    assert split.bounds == (-180, 0, 180, 10)


def test_a_densified_line_keeps_its_vertices_its_length_and_its_step() -> None:
    line = shapely.LineString([(139.65, 35.45), (-118.25, 33.75), (-100, 10)])
    dense = geodesy.densify_line(line, step_km=100)
    assert geodesy.measure_length(dense) == pytest.approx(geodesy.measure_length(line), rel=1e-9)
    steps = geodesy.measure_distances(np.array(dense.coords[:-1]), np.array(dense.coords[1:]))
    assert steps.max() <= 100 + 1e-6
    assert np.abs(np.diff([lon for lon, _ in dense.coords])).max() < 180
