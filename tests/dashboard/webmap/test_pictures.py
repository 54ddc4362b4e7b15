"""The pictures of the scenes: the frame, and that what lies in it is drawn where it lies."""

import math
import re
from xml.etree import ElementTree as ET

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.theme import DARK, LIGHT
from dashboard.webmap.thumbnails import HEIGHT_PX, WIDTH_PX, draw_picture, fit_frame

SVG = "{http://www.w3.org/2000/svg}"
boxes = st.tuples(st.integers(-30, 200), st.integers(-60, 60), st.integers(1, 120), st.integers(1, 18)).map(
    lambda given: (given[0], given[1], given[0] + given[2], given[1] + given[3])
)


def draw(geometry: shapely.Geometry, role: str, style: str, **row: object) -> list[ET.Element]:
    frame = geopandas.GeoDataFrame(
        [{"id": "toy", "role": role, "geometry": geometry, **row}], crs="EPSG:4326"
    )
    root = ET.fromstring(draw_picture((100, -10, 140, 30), [(style, frame)], LIGHT, title="A <sea>"))  # noqa: S314 - our own text
    assert root.get("aria-label") == "A <sea>"
    return list(root)


@given(boxes)
def test_the_whole_box_lies_in_the_middle_of_the_frame(box: tuple[float, float, float, float]) -> None:
    west, south, east, north = box
    frame = fit_frame(box)
    (left, bottom), (right, top) = frame.locate(west, south), frame.locate(east, north)
    assert min(left, top) >= -1e-6
    assert right <= WIDTH_PX + 1e-6
    assert bottom <= HEIGHT_PX + 1e-6
    assert math.isclose(left + right, WIDTH_PX, abs_tol=0.01)
    assert math.isclose(top + bottom, HEIGHT_PX, abs_tol=0.01)


def test_the_ordinate_is_that_of_web_mercator() -> None:
    frame = fit_frame((100, -10, 140, 30))
    degrees = geopandas.GeoSeries([shapely.Point(120, 0), shapely.Point(120, 25)], crs="EPSG:4326")
    low, high = (point.y for point in degrees.to_crs(3857))
    pixels = [frame.locate(point.x, point.y)[1] for point in degrees]
    assert np.isclose(pixels[0] - pixels[1], (high - low) / 1000 / frame.km_per_px, rtol=1e-6)


def test_a_lane_is_drawn_over_its_casing_in_the_colour_of_the_theme() -> None:
    casing, line = draw(shapely.LineString([(110, 0), (130, 0)]), "line", "lane")[-2:]
    assert (casing.get("stroke"), line.get("stroke")) == (LIGHT.casing, LIGHT.lane)
    numbers = [float(number) for number in re.findall(r"[\d.]+", line.get("d", ""))]
    assert numbers[1] == numbers[3]
    assert 0 < numbers[0] < WIDTH_PX / 2 < numbers[2] < WIDTH_PX


def test_land_lies_over_a_band_and_a_mark_over_the_land() -> None:
    area = shapely.box(105, 0, 135, 25)
    colours = [part.get("fill") for part in draw(area, "area", "band-medium-range", opacity=0.5)]
    assert colours.index(LIGHT.band_outer) < colours.index(LIGHT.land)
    mark = {"shape": "diamond", "size": 15, "min_zoom": 0, "max_zoom": 20}
    shapes = draw(shapely.Point(113, 25), "mark", "islands", **mark)
    assert shapes[-1].get("fill") == LIGHT.disputed


def test_a_member_of_several_bodies_has_the_colour_of_their_number() -> None:
    member = [{"role": "area", "id": "a", "geometry": shapely.box(105, 0, 135, 25), "opacity": 0.3}]
    frame = geopandas.GeoDataFrame(member, crs="EPSG:4326")
    bodies = [("members-eas", frame), ("members-arf", frame)]
    root = ET.fromstring(draw_picture((100, -10, 140, 30), bodies, LIGHT, title=""))  # noqa: S314 - our own text
    assert [part.get("fill") for part in list(root)[-2:]] == [LIGHT.common_2] * 2
    (alone,) = draw(member[0]["geometry"], "area", "members-nato", opacity=0.3)[-1:]
    assert (alone.get("fill"), alone.get("fill-opacity")) == (LIGHT.body_a, "0.36")


@pytest.mark.parametrize(
    ("shape", "style", "tag", "fill", "edge"),
    [
        ("diamond", "islands", "path", LIGHT.disputed, LIGHT.halo),
        ("member", "members-eu", "circle", LIGHT.body_b, LIGHT.halo),
        ("actor", "actor", "circle", LIGHT.paper, LIGHT.accent),
        ("event", "event", "path", LIGHT.accent, LIGHT.halo),
        ("event-open", "event-context", "path", LIGHT.paper, LIGHT.ink2),
        ("gate", "gate", "circle", LIGHT.paper, LIGHT.ink2),
    ],
)
def test_a_symbol_has_the_outline_and_the_colours_that_it_has_on_slides(
    shape: str, style: str, tag: str, fill: str, edge: str
) -> None:
    mark = {"shape": shape, "size": 11, "min_zoom": 0, "max_zoom": 20}
    drawn = draw(shapely.Point(113, 25), "mark", style, **mark)[-1]
    assert (drawn.tag, drawn.get("fill"), drawn.get("stroke")) == (f"{SVG}{tag}", fill, edge)


@pytest.mark.parametrize(("least", "most", "drawn"), [(0, 20, 1), (9, 20, 0), (0, 2, 0)])
def test_a_mark_is_drawn_at_its_zooms_alone(least: int, most: int, drawn: int) -> None:
    mark = {"shape": "ring", "size": 15, "min_zoom": least, "max_zoom": most}
    shapes = draw(shapely.Point(120, 10), "mark", "incident", **mark)
    assert sum(part.tag == f"{SVG}circle" for part in shapes) == drawn


def test_the_sea_is_dark_in_the_dark_theme() -> None:
    root = ET.fromstring(draw_picture((100, -10, 140, 30), [], DARK))  # noqa: S314 - our own text
    assert root[0].get("fill") == DARK.sea_0
    assert LIGHT.land not in {part.get("fill") for part in root}


def test_a_box_west_of_the_edge_of_the_web_map_shows_what_it_shows_a_turn_further_east() -> None:
    california, turned = (draw_picture((west, 30, west + 20, 45), [], LIGHT) for west in (-130, 230))
    assert california == turned
    assert f'fill="{LIGHT.land}"' in california
