"""The edges of a sea that are drawn: those in open water, not its shore."""

import pytest
import shapely

from dashboard.layout.base_shapes import SHORE_PX, find_open_edge, project_ground
from dashboard.layout.page import Rect
from dashboard.layout.projection import make_frame
from geodata.datasets import read_dataset
from geodata.geometry.geodesy import Position

SEA = shapely.box(0, 0, 100, 50)
LAND = shapely.box(-50, -50, 1, 100)


def test_the_edge_along_land_is_left_out() -> None:
    edge = find_open_edge(SEA, LAND)
    assert edge.distance(LAND) >= SHORE_PX - 2
    assert edge.length == pytest.approx(95 + 50 + 95, abs=4)  # the side at the coast and 5 of 100 beside it


def test_a_sea_without_a_shore_keeps_its_whole_edge() -> None:
    assert find_open_edge(SEA, shapely.Point(500, 500).buffer(5)).length == pytest.approx(300)


def test_only_the_tiles_of_a_frame_are_read_and_none_is_missing() -> None:
    rect = Rect(0, 0, 400, 300)
    ground = project_ground(make_frame(Position(0, 179), 2.0, rect))  # across the equator and 180 degrees
    assert {line.degrees for line in ground.graticule if line.meridian} >= {180}
    whole = read_dataset("land-close")
    part = read_dataset("land-close", tiles=["E120N25"])
    assert set(part["tile"]) == {"E120N25"}
    assert len(part) == (whole["tile"] == "E120N25").sum()
