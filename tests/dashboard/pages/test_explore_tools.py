"""The tools of Explore, run without a browser: a viewer's own layer, a pin, a course."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cartography.user_layers import draw_course, draw_upload
from dashboard.i18n.texts import ENGLISH
from dashboard.pages.explore import own_layer
from dashboard.pages.explore.tables import format_area, format_course
from dashboard.pages.explore.tools import DEGREES, TOOL
from dashboard.webmap.live_layers import make_live
from geodata.geometry.geodesy import Position
from geodata.packs.pack import Pack
from geodata.uploads import confined
from geodata.uploads.annotations import AREA, ARROW, COURSE, NOTE, PIN, Annotation, write_annotations
from geodata.uploads.shapes import read_upload
from tests.support.app import EXPLORE, open_page, read_html, read_link, read_map

POINTS = b"name,lon,lat\nBuoy {{7*7}} <b>,121,22\nWreck,122,23\n"


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


@pytest.mark.parametrize("fails", ["the reader", "the drawing"])
def test_a_file_that_nobody_expects_ends_in_a_sentence_that_the_next_file_takes_away(
    fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise KeyError("unhashable")

    app = open_page(EXPLORE)
    upload(app, "buoys.csv", POINTS)
    with monkeypatch.context() as broken:
        if fails == "the reader":
            broken.setattr(confined, "READER", "tests.support.readers:stumble")
        else:
            broken.setattr(own_layer, "draw_upload", fail)
        upload(app, "odd.csv", POINTS)
    [error] = app.error
    assert "odd.csv" in error.value.replace("\\", "")
    assert "KeyError" in error.value
    assert read_live(app) == ["live_own-point"]
    upload(app, "again.csv", POINTS)
    assert not app.error
    assert ENGLISH.own_shown.format(file="again.csv", count="2") in read_html(app)


def test_a_part_that_the_edge_of_the_map_leaves_nothing_of_is_not_drawn(nato_pack: Pack) -> None:
    line = {"type": "LineString", "coordinates": [[180.0000001, 2], [3, 4]]}
    point = {"type": "Point", "coordinates": [120, 20]}
    collection = {"type": "GeometryCollection", "geometries": [line, point]}
    drawn = draw_upload(read_upload("edge.geojson", json.dumps(collection).encode()))
    layers = [make_live(shown.frame, shown.layer, nato_pack) for shown in drawn]
    assert [layer.id for layer in layers] == ["live_own-line", "live_own-point"]
    assert [len(shown.frame) for shown in drawn] == [1, 1]


def test_areas_lines_and_points_of_one_file_are_drawn_each_in_its_way(nato_pack: Pack) -> None:
    drawn = draw_upload(read_upload("mixed.geojson", write_mixed()))
    layers = [make_live(shown.frame, shown.layer, nato_pack) for shown in drawn]
    roles = [
        {row["properties"]["role"] for row in json.loads(layer.features)["features"]} for layer in layers
    ]
    assert [layer.id for layer in layers] == ["live_own-area", "live_own-line", "live_own-point"]
    assert roles == [{"area", "limit"}, {"line"}, {"mark", "label"}]
    assert {layer.entry["badge"] for layer in layers} == {ENGLISH.own_badge}
    assert {layer.entry["statusText"] for layer in layers} == {ENGLISH.own_status}


def test_a_pin_tells_its_distances_in_both_units_and_can_be_removed() -> None:
    app = open_page(EXPLORE, pin="25.7400,123.4700")
    page = read_html(app)
    assert "Pin at 25.740° N, 123.470° E" in page
    assert f"<th>{ENGLISH.coast}</th><td>0." in page
    assert ENGLISH.inside_bands.format(distances="nominal, outer") in page or ENGLISH.outside_band in page
    assert read_live(app) == ["live_pin"]
    press(app, ENGLISH.clear_pin)
    assert read_live(app) == []
    assert read_link(app) == {}


def test_a_degree_along_the_equator_is_sixty_miles_and_heads_east(nato_pack: Pack) -> None:
    course = (Position(0, 179.5), Position(0, 180.5))
    table = format_course(course)
    assert ENGLISH.bearing.format(degrees=90) in table
    assert "<td>111</td><td>60</td>" in table
    assert format_course(course[:1]).endswith(f"{ENGLISH.course_goes_on}</p>")
    assert f"{ENGLISH.whole_course}</th><td>111</td>" in table
    line, corners = (make_live(shown.frame, shown.layer, nato_pack) for shown in draw_course(course))
    assert line.entry["bounds"][0][1] == pytest.approx(179.5)
    assert line.entry["bounds"][1][1] == pytest.approx(180.5)
    [leg] = json.loads(line.features)["features"]
    assert leg["properties"]["name"] == "111 km · 60 nm"
    assert corners.id == "live_corners"


def test_the_last_click_of_a_course_can_be_undone() -> None:
    app = open_page(EXPLORE, course="0,100;0,101;1,101")
    assert ENGLISH.leg_number.format(number=2) in read_html(app)
    press(app, ENGLISH.undo_leg)
    assert ENGLISH.leg_number.format(number=2) not in read_html(app)
    press(app, ENGLISH.undo_leg)
    assert ENGLISH.course_goes_on in read_html(app)
    press(app, ENGLISH.clear_course)
    assert read_live(app) == []


def type_places(app: AppTest, tool: str, places: str) -> None:
    app.session_state[TOOL] = tool
    app.run()
    app.text_input(key=DEGREES).set_value(places).run()
    assert not app.exception


def test_an_area_of_one_degree_at_the_equator_is_told_in_square_kilometres_and_miles() -> None:
    # A degree of longitude at the equator is 111.319 km long, the first one of latitude 110.574 km: with the
    # narrowing towards 1 degree north 12,308.8 square kilometres, 3,588.7 square nautical miles.
    told = format_area([Position(0, 100), Position(0, 101), Position(1, 101), Position(1, 100)])
    assert "<td>12,309 km²</td><td>3,589 nm²</td>" in told
    assert f"<th>{ENGLISH.perimeter}</th><td>444 km</td><td>240 nm</td>" in told
    assert ENGLISH.area_goes_on in format_area([Position(0, 100), Position(0, 101)])
    assert "crosses itself" in format_area([Position(0, 0), Position(1, 1), Position(1, 0), Position(0, 1)])


def test_places_that_are_typed_do_what_clicks_do_and_go_into_the_link() -> None:
    app = open_page(EXPLORE)
    type_places(app, AREA, "0, 100; 0, 101; 1, 101")
    assert read_link(app) == {"area": "0.0000,100.0000;0.0000,101.0000;1.0000,101.0000"}
    assert read_live(app) == ["live_area", "live_area-corners"]
    type_places(app, AREA, "nowhere at all {{7*7}}")
    assert "There is no port 'nowhere at all {{7*7}}'" in app.warning[0].value.replace("\\", "")
    assert app.text_input(key=DEGREES).value == "nowhere at all {{7*7}}"
    type_places(app, PIN, "Yokohama")
    assert read_link(app)["pin"].startswith("35.4")


def test_what_names_no_single_place_puts_no_pin() -> None:
    app = open_page(EXPLORE)
    for places in ("Pearl Harbor", "Boston", "12,5; 80,25", "139.6, 35.4", "12, 5; 80, 25"):
        type_places(app, PIN, places)
        assert read_link(app) == {}
        assert len(app.warning) == 1
        assert app.text_input(key=DEGREES).value == places
    app.text_input(key=DEGREES).set_value("35°27'N 139°39'E").run()
    assert read_link(app) == {"pin": "35.4500,139.6500"}
    assert not app.warning


def test_a_port_that_is_offered_takes_the_place_of_the_words_when_it_is_pressed() -> None:
    app = open_page(EXPLORE)
    type_places(app, COURSE, "0, 100; Yokahama; Boston")
    assert read_link(app) == {}
    press(app, "Take Yokohama \\(Japan, JPYOK\\)")
    assert "no port 'Boston'" in app.warning[0].value.replace("\\", "")
    press(app, "Take Houston \\(United States, USHOU\\)")
    assert read_link(app) == {"course": "0.0000,100.0000;35.4500,139.6500;29.7500,-95.2833"}
    assert not app.warning


def test_a_crossed_outline_is_said_so_and_its_edge_stays_on_the_map() -> None:
    app = open_page(EXPLORE, area="0,100;1,101;1,100;0,101")
    assert "crosses itself" in read_html(app)
    assert read_live(app) == ["live_area", "live_area-corners"]


@pytest.mark.parametrize(("name", "value"), [("area", "0,0;{{7*7}}"), ("pin", "99,0"), ("course", "1,2;1")])
def test_a_damaged_measure_in_a_link_falls_back_with_a_notice(name: str, value: str) -> None:
    app = open_page(EXPLORE, **{name: value})
    assert app.toast[0].value == ENGLISH.ignored.format(names=name)
    assert read_link(app) == {}


def test_a_note_for_which_there_is_no_room_keeps_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.pages.explore.annotations.MOST_ANNOTATIONS", 0)
    app = open_page(EXPLORE)
    type_places(app, NOTE, "")
    app.text_input(key="note-text").set_value("Look here")
    app.text_input(key=DEGREES).set_value("10,110").run()
    assert app.error[0].value.replace("\\", "") == ENGLISH.too_many_notes.format(most=0)
    assert app.text_input(key="note-text").value == "Look here"


def test_notes_and_arrows_are_put_undone_cleared_saved_and_loaded_again() -> None:
    app = open_page(EXPLORE)
    type_places(app, NOTE, "10, 110")
    assert ENGLISH.note_without_text in app.error[0].value.replace("\\", "")
    app.text_input(key="note-text").set_value("Look <b>here</b> {{7*7}}")
    app.text_input(key=DEGREES).set_value("10,110").run()
    assert read_live(app) == ["live_notes"]
    assert "Look &lt;b&gt;here&lt;/b&gt; {{7*7}}" in read_html(app)
    type_places(app, ARROW, "10, 110; 20, 120")
    assert read_live(app) == ["live_arrows", "live_notes"]
    assert "note" not in str(read_link(app))
    saved = write_annotations(
        [
            Annotation(NOTE, (Position(10, 110),), "Look <b>here</b> {{7*7}}"),
            Annotation(PIN, (Position(1, 2),)),
        ]
    )
    press(app, ENGLISH.undo_note)
    assert read_live(app) == ["live_notes"]
    press(app, ENGLISH.clear_notes)
    assert read_live(app) == []
    press(app, ENGLISH.undo_note)
    assert read_live(app) == ["live_notes"]
    app.file_uploader[-2].set_value(("notes.geojson", saved.encode(), "application/geo+json")).run()
    assert read_live(app) == ["live_pin", "live_notes"]
    assert read_link(app) == {"pin": "1.0000,2.0000"}
    app.file_uploader[-2].set_value(("other.geojson", b'{"type": "FeatureCollection"}', "")).run()
    assert "no file of notes and arrows" in app.error[0].value.replace("\\", "")
    assert read_live(app) == ["live_pin", "live_notes"]


def test_a_layer_is_tied_to_a_passage_only_where_the_viewer_picks_one() -> None:
    app = open_page(EXPLORE, passage="D1")
    upload(app, "buoys.csv", POINTS)
    assert read_map(app)["live"][0]["passages"] == []
    assert "live_own-point" not in read_map(app)["lit"]
    app.selectbox(key="own-passage").set_value("D1").run()
    assert read_map(app)["live"][0]["passages"] == ["D1"]
    assert "live_own-point" in read_map(app)["lit"]


def test_pins_courses_and_corners_are_written_in_the_notation_of_the_link() -> None:
    asked = {"pin": "35.45,139.65", "area": "0,0;0,1;1,1"}
    page = read_html(open_page(EXPLORE, positions="dms", **asked))
    assert "Pin at 35°27′00″ N, 139°39′00″ E" in page
    assert "1°00′00″ N, 1°00′00″ E" in page
    app = open_page(EXPLORE, positions="mgrs", **asked)
    assert "Pin at 54S UE 774 237" in read_html(app)
    [setting] = [box for box in app.selectbox if box.label == ENGLISH.positions]
    setting.set_value("ddm").run()
    assert "Pin at 35°27.0′ N, 139°39.0′ E" in read_html(app)
    assert read_link(app)["positions"] == "ddm"
    press(app, ENGLISH.clear_pin)
    assert read_link(app)["positions"] == "ddm"


def test_a_typed_reference_drops_a_pin_and_a_finer_one_is_said_to_be_rounded() -> None:
    app = open_page(EXPLORE)
    app.session_state["tool"] = "pin"
    app.run()
    [field] = [field for field in app.text_input if field.label == ENGLISH.by_degrees]
    field.set_value("54SUE7741023799").run()
    assert read_link(app)["pin"] == "35.4497,139.6496"
    assert [toast.value.replace("\\", "") for toast in app.toast] == ["Read to 100 m: 54S UE 774 237."]


def test_the_ends_of_a_lane_and_the_facts_of_a_place_follow_the_notation() -> None:
    html = read_html(
        open_page("dashboard/pages/sea_lanes/page.py", **{"from": "33.5,36.3", "positions": "dms"})
    )
    assert "33°30′00″ N, 36°18′00″ E lies 82 km from navigable water" in html
    app = open_page(EXPLORE, feature="scs-features.mischief", positions="mgrs")
    assert f"<th>{ENGLISH.coordinates}</th><td>50P" in read_html(app)
