"""Shapes across 180 degrees, of any turn of longitude, and round a pole."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.geometry import mapping

from geodata.errors import UploadError
from geodata.geometry.antimeridian import run_on, split_at_antimeridian
from geodata.geometry.geodesy import measure_area
from geodata.layers.loading import find_layer, load_layer
from geodata.packs.pack import read_pack
from geodata.uploads.shapes import Upload, read_upload

FIJI = shapely.Polygon([(172, -22), (-172, -22), (-172, -12), (172, -12)])
"""A box of 16 degrees, whose corners jump across 180."""


def read(*shapes: shapely.Geometry) -> Upload:
    features = [{"type": "Feature", "properties": {}, "geometry": mapping(shape)} for shape in shapes]
    return read_upload("a.geojson", json.dumps({"type": "FeatureCollection", "features": features}).encode())


def measure(shape: shapely.Geometry) -> float:
    return sum(measure_area(part) for part in shapely.get_parts(shape) if part.area)


@pytest.mark.parametrize("turns", [-2, -1, 0, 1, 2])
@pytest.mark.parametrize(
    "shape",
    [
        shapely.box(172, -22, 188, -12),
        shapely.LineString([(140, 35), (170, 45), (190, 47), (238, 38)]),
        shapely.Point(190, 5),
        shapely.MultiPoint([(170, 5), (190, 5)]),
        shapely.GeometryCollection([shapely.Point(185, 10), shapely.box(184, 9, 186, 11)]),
        shapely.GeometryCollection([shapely.GeometryCollection([shapely.box(175, 0, 190, 5)])]),
        shapely.box(172, -22, 188, -12).difference(shapely.box(179, -18, 182, -15)),
    ],
)
def test_a_shape_of_any_turn_lies_in_the_same_place(shape: shapely.Geometry, turns: int) -> None:
    [laid] = read(shapely.affinity.translate(shape, xoff=360 * turns)).frame.geometry
    [usual] = read(shape).frame.geometry
    assert laid.equals(usual)
    west, _, east, _ = laid.bounds
    assert -180 <= west <= east <= 180
    assert measure(laid) == pytest.approx(measure(shape))


def test_an_area_whose_corners_jump_is_drawn_the_short_way_and_told() -> None:
    upload = read(FIJI)
    [laid] = upload.frame.geometry
    assert sorted(part.bounds for part in laid.geoms) == [(-180, -22, -172, -12), (172, -22, 180, -12)]
    assert "the short way" in upload.notes[0]
    assert "feature 1" in upload.notes[0]


def test_a_hole_that_jumps_stays_in_its_area() -> None:
    hole = [(178, -18), (178, -16), (-178, -16), (-178, -18), (178, -18)]
    [laid] = read(shapely.Polygon(FIJI.exterior, [hole])).frame.geometry
    assert laid.is_valid
    assert laid.area == pytest.approx(160 - 8)
    assert not laid.intersects(shapely.Point(179, -17))


def test_what_is_split_already_stays_as_it_is() -> None:
    split = shapely.MultiPolygon([shapely.box(172, -22, 180, -12), shapely.box(-180, -22, -172, -12)])
    upload = read(split, shapely.MultiPoint([(-170, 0), (170, 0)]))
    assert upload.frame.geometry[0].equals(split)
    assert upload.notes == ()


@pytest.mark.parametrize("world", [shapely.box(-180, -90, 180, 90), shapely.box(-180, -60, 180, 60)])
def test_outlines_of_the_world_stay_whole(world: shapely.Polygon) -> None:
    assert split_at_antimeridian(world).equals(world)


LONS = np.arange(-180.0, 181, 30)


@pytest.mark.parametrize(
    ("ring", "area_deg2"),
    [
        ([(lon, 70) for lon in LONS[:-1]], 360 * 20),
        ([(lon, 70) for lon in LONS], 360 * 20),
        ([(lon, -70) for lon in LONS[::-1]], 360 * 20),
        ([(lon, -70) for lon in LONS] + [(180, -90), (-180, -90)], 360 * 20),
        ([(0, 80), (90, 80), (180, 80), (-90, 80)], 360 * 10),
        ([(-150, 60), (0, 60), (100, 60), (100, 90), (-150, 90)], 250 * 30),
    ],
)
def test_an_area_round_a_pole_runs_up_to_it(ring: list[tuple[float, float]], area_deg2: float) -> None:
    [laid] = read(shapely.Polygon(ring)).frame.geometry
    assert laid.is_valid
    assert laid.area == pytest.approx(area_deg2)


def test_a_ring_of_sea_round_a_pole_keeps_its_hole_and_is_told() -> None:
    edge, hole = ([(lon, lat) for lon in LONS[:-1]] for lat in (60, 70))
    upload = read(shapely.Polygon(edge, [hole]))
    assert upload.frame.geometry[0].area == pytest.approx(3600)
    assert "round a pole" in upload.notes[0]


def test_a_line_round_the_world_is_not_lost() -> None:
    [line] = read(shapely.LineString([(-180, 0), (180, 0)])).frame.geometry
    assert line.length == 360


def test_no_shape_disappears_untold() -> None:
    flat = shapely.Polygon([(1, 1), (2, 2), (3, 3)])
    upload = read(shapely.Point(1, 1), flat)
    assert upload.notes == ("1 feature without a length or an area was left out: feature 2.",)


def test_crossing_180_degrees_thousands_of_times_is_refused_at_once() -> None:
    line = shapely.LineString([(179 if number % 2 else -179, number / 1000) for number in range(9000)])
    with pytest.raises(UploadError, match="more than 3,000 times"):
        read(line)


STEPS = st.integers(-640, 640).map(lambda number: number / 32)
"""Degrees that a computer holds exactly, so that a turn more changes nothing."""


@given(
    st.integers(-180, 180),
    st.lists(st.tuples(st.integers(10, 70), st.integers(1, 20)), min_size=3, max_size=12),
    st.integers(-2, 2),
)
@example(180, [(20, 20)] * 6, 1)
@settings(max_examples=60, deadline=None)
def test_cutting_keeps_the_area_on_the_ellipsoid_and_a_turn_changes_nothing(
    middle: int, spokes: list[tuple[int, int]], turns: int
) -> None:
    angles = np.linspace(0, 2 * np.pi, len(spokes), endpoint=False)
    radii = np.array([length for length, _ in spokes]) / 2
    ring = np.round(np.column_stack([middle + radii * np.cos(angles), radii * np.sin(angles)]) * 32) / 32
    shape = shapely.Polygon(ring)
    if not shape.is_valid or shape.area < 1:
        return
    jumped = shapely.transform(shape, lambda xy: np.column_stack([(xy[:, 0] + 180) % 360 - 180, xy[:, 1]]))
    laid = split_at_antimeridian(jumped)
    assert measure(laid) == pytest.approx(measure(shape), rel=1e-6)
    moved = shapely.affinity.translate(shape, xoff=360 * turns)
    assert shapely.symmetric_difference(split_at_antimeridian(moved), laid).area < 1e-9


@given(st.lists(st.tuples(STEPS, STEPS), min_size=2, max_size=20), st.integers(-2, 2))
@settings(max_examples=60, deadline=None)
def test_a_line_that_runs_on_keeps_its_steps(steps: list[tuple[float, float]], turns: int) -> None:
    places = np.cumsum(np.array([(170 + 360 * turns, 0), *steps]), axis=0) * (1, 0.05)
    jumped = np.column_stack([(places[:, 0] + 180) % 360 - 180, places[:, 1]])
    line = run_on(shapely.LineString(jumped))
    assert np.diff(shapely.get_coordinates(line), axis=0) == pytest.approx(np.diff(places, axis=0))


@pytest.mark.parametrize("shift", [-360, 0, 360])
def test_a_pack_may_hold_areas_across_180_degrees_of_any_turn(harbour: Path, shift: int) -> None:
    for corners in (FIJI, shapely.box(172, -22, 188, -12)):
        moved = shapely.affinity.translate(corners, xoff=shift)
        feature = {"type": "Feature", "properties": {"id": "inner"}, "geometry": mapping(moved)}
        document = {"type": "FeatureCollection", "features": [feature]}
        (harbour / "features/basin.geojson").write_text(json.dumps(document), encoding="utf-8")
        pack = read_pack(harbour)
        [shape] = load_layer(pack, find_layer(pack, "basin")).geometry
        assert sorted(part.bounds for part in shape.geoms) == [(-180, -22, -172, -12), (172, -22, 180, -12)]
