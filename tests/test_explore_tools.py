"""The tools of Explore, run without a browser: a viewer's own layer, a pin, a course."""

import json

import pytest
from streamlit.testing.v1 import AppTest
from test_pages import EXPLORE, open_page, read_html, read_link, read_map

from dashboard.render.own import draw_course, draw_pin, draw_upload
from dashboard.texts import ENGLISH
from dashboard.tools import format_course
from geodata.geodesy import Position
from geodata.packs import Pack
from geodata.uploads import read_upload

POINTS = b"name,lon,lat\nBuoy {{7*7}} <b>,121,22\nWreck,122,23\n"
UOTSURI = Position(25.74, 123.47)


def write_mixed() -> bytes:
    square = [[[120, 20], [121, 20], [121, 21], [120, 21], [120, 20]]]
    shapes = [
        {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": square}]},
        {"type": "LineString", "coordinates": [[170, 10], [179, 12]]},
        {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]},
    ]
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in shapes]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def upload(app: AppTest, name: str, content: bytes) -> None:
    app.file_uploader[-1].set_value((name, content, "application/octet-stream")).run()
    assert not app.exception


def press(app: AppTest, label: str) -> None:
    [button] = [button for button in app.button if button.label == label]
    button.click().run()
    assert not app.exception


def read_live(app: AppTest) -> list[str]:
    return [layer["id"] for layer in read_map(app)["live"]]


def test_a_file_is_drawn_named_and_kept_out_of_the_link_until_it_is_removed() -> None:
    app = open_page(EXPLORE)
    assert read_live(app) == []
    upload(app, "buoys.csv", POINTS)
    [layer] = read_map(app)["live"]
    assert (layer["id"], layer["name"]) == ("live_own-point", "your layer: buoys.csv")
    assert "Buoy {{7*7}} <b>" in layer["features"]
    assert ENGLISH.own_shown.format(file="buoys.csv", count="2") in read_html(app)
    assert read_link(app) == {}
    press(app, ENGLISH.remove_own)
    assert read_live(app) == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.geojson", b"", "The file is empty"),
        ("cut.geojson", b'{"type": "FeatureCollection", "features": [', "This is not JSON"),
        ("swapped.csv", b"name,lon,lat\nA,22,121\n", "seem to be swapped"),
    ],
)
def test_a_broken_file_is_told_in_a_sentence_and_the_layer_before_stays(
    name: str, content: bytes, told: str
) -> None:
    app = open_page(EXPLORE)
    upload(app, "buoys.csv", POINTS)
    upload(app, name, content)
    [error] = app.error
    assert told in error.value.replace("\\", "")
    assert read_live(app) == ["live_own-point"]
    upload(app, "again.csv", POINTS)
    assert not app.error
    assert read_map(app)["live"][0]["name"] == "your layer: again.csv"


def test_areas_lines_and_points_of_one_file_are_drawn_each_in_its_way(nato_pack: Pack) -> None:
    layers = draw_upload(nato_pack, read_upload("mixed.geojson", write_mixed()))
    roles = [
        {row["properties"]["role"] for row in json.loads(layer.features)["features"]} for layer in layers
    ]
    assert [layer.id for layer in layers] == ["live_own-area", "live_own-line", "live_own-point"]
    assert roles == [{"area", "limit"}, {"line"}, {"mark", "label"}]
    assert {layer.entry["badge"] for layer in layers} == {ENGLISH.own_badge}


def test_a_pin_tells_its_distances_in_both_units_and_can_be_removed() -> None:
    app = open_page(EXPLORE)
    app.session_state["tool-pin"] = UOTSURI
    app.run()
    assert not app.exception
    page = read_html(app)
    assert "Pin at 25.74° N, 123.47° E" in page
    assert f"<th>{ENGLISH.coast}</th><td>0." in page
    assert ENGLISH.inside_bands.format(distances="nominal, outer") in page or ENGLISH.outside_band in page
    assert read_live(app) == ["live_pin"]
    press(app, ENGLISH.clear_pin)
    assert read_live(app) == []


def test_a_degree_along_the_equator_is_sixty_miles_and_heads_east(nato_pack: Pack) -> None:
    course = (Position(0, 179.5), Position(0, 180.5))
    table = format_course(course)
    assert f"{ENGLISH.bearing} 090°" in table
    assert "<td>111</td><td>60</td>" in table
    assert format_course(course[:1]).endswith(f"{ENGLISH.course_goes_on}</p>")
    assert f"{ENGLISH.whole_course}</th><td>111</td>" in table
    line, corners = draw_course(nato_pack, course)
    assert line.entry["bounds"][0][1] == pytest.approx(179.5)
    assert line.entry["bounds"][1][1] == pytest.approx(180.5)
    [leg] = json.loads(line.features)["features"]
    assert leg["properties"]["name"] == "111 km · 60 nm"
    assert corners.id == "live_corners"
    assert draw_pin(nato_pack, UOTSURI).entry["style"] == "own-point"


def test_the_last_click_of_a_course_can_be_undone() -> None:
    app = open_page(EXPLORE)
    app.session_state["tool-course"] = (Position(0, 100), Position(0, 101), Position(1, 101))
    app.run()
    assert f"{ENGLISH.leg} 2" in read_html(app)
    press(app, ENGLISH.undo_leg)
    assert f"{ENGLISH.leg} 2" not in read_html(app)
    press(app, ENGLISH.undo_leg)
    assert ENGLISH.course_goes_on in read_html(app)
    press(app, ENGLISH.clear_course)
    assert read_live(app) == []
