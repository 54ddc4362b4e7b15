import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.geometry.buffers import offset_coast
from geodata.geometry.geodesy import Floats, densify_line, measure_area


def sample_edge(area: shapely.Geometry, *, count: int) -> Floats:
    """Return places evenly along a drawn edge, without cuts at 180 degrees and poles."""
    edge = area.boundary
    places = shapely.get_coordinates(
        shapely.line_interpolate_point(edge, np.linspace(0, 1, count), normalized=True)
    )
    return places[(np.abs(np.abs(places[:, 0]) - 180) > 1e-6) & (np.abs(places[:, 1]) < 90 - 1e-6)]


def measure_by_geographiclib(place: Floats, points: Floats) -> float:
    lon, lat = place
    return (
        min(Geodesic.WGS84.Inverse(lat, lon, y, x, Geodesic.DISTANCE)["s12"] for x, y in points.tolist())
        / 1000
    )


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-75, 75)), min_size=1, max_size=3),
    st.floats(100, 4000),
)
@settings(max_examples=25, deadline=None)
def test_the_edge_around_points_keeps_its_distance_within_a_thousandth(
    places: list[tuple[float, float]], distance_km: float
) -> None:
    area = offset_coast(shapely.MultiPoint(places), distance_km)
    assert area.is_valid
    for place in sample_edge(area, count=60):
        assert measure_by_geographiclib(place, np.array(places)) == pytest.approx(distance_km, rel=1e-3)


@given(st.floats(-60, 60), st.floats(-180, 180), st.floats(-12, 12), st.floats(-12, 12), st.floats(150, 3000))
@settings(max_examples=12, deadline=None)
def test_the_edge_along_a_line_keeps_its_distance_within_half_a_hundredth(
    lat: float, lon: float, north: float, east: float, distance_km: float
) -> None:
    coast = shapely.LineString([(lon, lat), (lon + east, lat + 5), (lon + east + 4, lat + north)])
    area = offset_coast(coast, distance_km)
    assert area.is_valid
    points = shapely.get_coordinates(densify_line(coast, step_km=distance_km / 20))
    for place in sample_edge(area, count=20):
        assert measure_by_geographiclib(place, points) == pytest.approx(distance_km, rel=5e-3)


def test_an_edge_along_a_parallel_follows_its_geodesic_though_a_vertex_on_the_way_is_dropped() -> None:
    # The geodesic between the ends runs some 7 km north of the parallel on which the vertex lies.
    coast = shapely.LineString([(31.67, 25.83), (23.93, 25.87), (16.69, 25.91)])
    points = shapely.get_coordinates(densify_line(coast, step_km=15))
    for place in sample_edge(offset_coast(coast, 223), count=50):
        assert measure_by_geographiclib(place, points) == pytest.approx(223, rel=5e-3)


def test_a_coarser_tolerance_takes_fewer_points_and_keeps_to_it() -> None:
    coast = shapely.LineString([(121, 40), (122, 30), (108, 21.5)])
    fine, coarse = (offset_coast(coast, 1000, tolerance_km=km) for km in (1, 20))
    assert shapely.get_num_coordinates(coarse) < shapely.get_num_coordinates(fine) / 3
    assert measure_area(coarse) == pytest.approx(measure_area(fine), rel=0.02)


def test_an_offset_across_180_degrees_comes_in_parts_and_has_no_seam() -> None:
    line = shapely.LineString([(175, 50), (185, 52)])
    area = offset_coast(line, 500)
    assert area.geom_type == "MultiPolygon"
    assert area.bounds[0] == -180
    assert area.bounds[2] == 180
    apart = shapely.MultiLineString([[(175, 50), (180, 51)], [(-180, 51), (-175, 52)]])
    assert measure_area(offset_coast(apart, 500)) == pytest.approx(measure_area(area), rel=1e-2)


@pytest.mark.parametrize("distance_km", [0, -1, 10_001])
def test_an_impossible_distance_is_refused(distance_km: float) -> None:
    with pytest.raises(ValueError, match="distance above 0"):
        offset_coast(shapely.Point(0, 0), distance_km)
