"""What users draw, measured on the ellipsoid; and how a pin lies to the coast and to what a pack shows."""

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.datasets import read_dataset
from geodata.errors import DrawingError
from geodata.geometry.geodesy import Position, measure_distance
from geodata.layers.measuring import find_coast, measure_course, measure_extent, measure_pin
from geodata.packs.pack import Pack


def test_a_degree_of_the_equator_is_111_km_long_and_due_east() -> None:
    course = measure_course(shapely.LineString([(0, 0), (1, 0), (1, 1)]))
    # WGS84: a degree of the equator 111.319 km, the first degree of latitude 110.574 km.
    assert course.legs_km == pytest.approx((111.3195, 110.5744), abs=1e-3)
    assert course.bearings_deg == pytest.approx((90, 0))
    assert course.length_km == pytest.approx(221.894, abs=1e-3)


def test_a_course_across_180_degrees_takes_the_short_way_and_a_westward_bearing_is_270() -> None:
    course = measure_course(shapely.LineString([(179, 0), (181, 0), (180, 0)]))
    assert course.length_km == pytest.approx(3 * 111.3195, abs=1e-2)
    assert course.bearings_deg[1] == pytest.approx(270)


@given(st.floats(-180, 180), st.floats(-60, 60), st.lists(st.floats(0.5, 8), min_size=5, max_size=9))
@settings(max_examples=30, deadline=None)
def test_areas_and_edges_are_those_of_geographiclib(lon: float, lat: float, radii: list[float]) -> None:
    turns = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    corners = np.column_stack([lon + radii * np.cos(turns), lat + radii * np.sin(turns)])
    exact = Geodesic.WGS84.Polygon()
    for x, y in corners.tolist():
        exact.AddPoint(y, x)
    _, perimeter_m, area_m2 = exact.Compute(reverse=False, sign=True)
    extent = measure_extent(shapely.Polygon(corners))
    assert extent.perimeter_km == pytest.approx(perimeter_m / 1000, rel=1e-9)
    assert extent.area_km2 == pytest.approx(abs(area_m2) / 1e6, rel=1e-4, abs=1)


def test_an_outline_that_crosses_itself_is_refused() -> None:
    with pytest.raises(DrawingError, match="crosses itself"):
        measure_extent(shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]))


PLACES = {
    # Where, and the distance in km to the nearest shore, to a few per cent.
    "off Cape Inubo, 35 42.4 N 140 52.1 E": (Position(35.7067, 142.0), 102),
    "in the Yellow Sea": (Position(36.0, 123.0), None),
    "east of Taveuni, across 180 degrees": (Position(-16.8, -179.3), None),
    "in Mongolia, far from any shore": (Position(46.9, 103.8), None),
    "south of New Zealand": (Position(-58.0, 170.0), None),
    "at the edge of the finest land": (Position(20.0, 95.4), None),
}


@pytest.mark.parametrize("name", PLACES)
def test_no_vertex_of_the_coast_is_nearer_than_the_nearest_shore(name: str) -> None:
    place, expected_km = PLACES[name]
    found = find_coast(place)
    assert measure_distance(place, found.place) == pytest.approx(found.distance_km)
    if expected_km:
        assert found.distance_km == pytest.approx(expected_km, rel=0.02)
    frame = read_dataset("land-world")
    lines = shapely.segmentize(frame.geometry[frame["kind"] == "coast"].to_numpy(), 0.2)
    vertices = shapely.get_coordinates(lines)
    here = np.broadcast_to((place.lon, place.lat), vertices.shape)
    coarse_km = np.min([measure_distance(place, Position(y, x)) for x, y in _keep_near(vertices, here)])
    # The coarse coast of the world is drawn to 0.05 degree and leaves small islands out.
    assert found.distance_km < coarse_km + 1
    assert found.distance_km > 0


def _keep_near(vertices: np.ndarray, here: np.ndarray) -> list[tuple[float, float]]:
    """Return the fifty vertices that are nearest by chord."""
    vectors = [
        np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])
        for x, y in (np.radians(vertices).T, np.radians(here).T)
    ]
    return [tuple(pair) for pair in vertices[np.argsort(((vectors[0] - vectors[1]) ** 2).sum(axis=1))[:50]]]


def test_the_shores_of_the_moved_islands_count() -> None:
    # Half a minute north of Uotsuri / Diaoyu Dao, 25 44.6 N 123 28.4 E.
    assert find_coast(Position(25.78, 123.474)).distance_km < 5


def test_a_pin_at_ishigaki_knows_the_islands_the_lanes_and_the_bands(nato_pack: Pack) -> None:
    pin = measure_pin(nato_pack, Position(24.3333, 124.1667))
    assert pin.coast.distance_km < 3
    # Japan Coast Guard: Uotsuri lies 170 km from Ishigaki; the southern islets are nearer.
    assert pin.islands["senkaku-diaoyu"].distance_km == pytest.approx(170, rel=0.05)
    assert pin.islands["senkaku-diaoyu"].feature in {"minami-kojima", "uotsuri"}
    assert pin.islands["scs-features"].feature == "pratas"
    assert set(pin.lanes) == {layer.id for layer in nato_pack.layers if layer.group == "lanes"}
    assert pin.lanes["lane-gulf-japan"].distance_km < 400
    assert pin.bands["band-medium-range"].within == ("inner", "nominal", "outer")
    assert pin.bands["band-coastal-antiship"].within == ()
