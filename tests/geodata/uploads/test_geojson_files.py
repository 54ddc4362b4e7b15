"""GeoJSON as strangers write it: what is read, what is left out and told, what is refused."""

import json
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import UploadError
from geodata.geometry import crossings
from geodata.uploads import geojson, repair
from geodata.uploads.shapes import Upload, read_upload

LIGHT = {"type": "Point", "coordinates": [124.5, 26.5]}


def collect(*features: object, **members: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **members}).encode()


def feature(geometry: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def read(content: bytes) -> Upload:
    return read_upload("a.geojson", content)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (["2013-01", "2013-04"], "2013-01, 2013-04"),
        ({"flag": "JP", "dwt": 5.0}, "flag: JP, dwt: 5"),
        ([[1, [2, [3]]]], "1, 2, …"),
        ([], ""),
        (True, "yes"),
        ("\ud83d half", "half"),
        (10**30, "1" + "0" * 30),
    ],
)
def test_a_value_of_any_kind_becomes_text(value: object, told: str) -> None:
    assert read(collect(feature(LIGHT, name="x", seen=value))).frame["seen"][0] == told


def test_whole_numbers_keep_their_form_where_one_is_missing() -> None:
    frame = read(collect(*(feature(LIGHT, name=name) for name in (12, None, 13.0)))).frame
    assert list(frame["name"]) == ["12", "", "13"]


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        ({"port": "Yokohama"}, "Yokohama"),
        ({"flag": "JP", "Vessel Name": "Kaiyo"}, "Kaiyo"),
        ({"seen": "2013-01-05", "url": "https://example.org", "note": "seen once"}, "seen once"),
        ({"depth": 5, "id": "x1"}, ""),
    ],
)
def test_without_a_known_column_a_name_comes_from_one_that_holds_words(
    properties: dict[str, object], name: str
) -> None:
    assert read(collect(feature(LIGHT, **properties))).frame["name"][0] == name


def test_heights_measures_and_foreign_members_are_passed_over_without_a_note() -> None:
    high = {"type": "LineString", "coordinates": [[120, 20, 5], [121, 21, 6, 7], [122, 22]], "bbox": [0]}
    upload = read(collect(feature(high), {**feature(LIGHT), "id": 7, "links": []}, bbox=[1, 2], owner="x"))
    assert upload.notes == ()
    assert upload.frame.geometry[0].equals(shapely.LineString([(120, 20), (121, 21), (122, 22)]))


ODD: dict[str, object] = {
    "type": {"type": "Circle", "coordinates": [120, 20]},
    "text": {"type": "Point", "coordinates": ["120", "20"]},
    "truth": {"type": "Point", "coordinates": [True, 20]},
    "one number": {"type": "Point", "coordinates": [120]},
    "one position": {"type": "LineString", "coordinates": [[120, 20]]},
    "ring of two": {"type": "Polygon", "coordinates": [[[120, 20], [121, 21]]]},
    "missing": {"type": "Polygon"},
    "nothing in a list": {"type": "MultiPoint", "coordinates": [None]},
    "too large": {"type": "Point", "coordinates": [1e300, 20]},
    "digits": {"type": "Point", "coordinates": [10**300, 20]},
    "off the globe": {"type": "Point", "coordinates": [120, 95]},
    "too deep": json.loads('{"type":"GeometryCollection","geometries":[' * 30 + "]}" * 30),
    "list": [120, 20],
}


@pytest.mark.parametrize("fault", ODD)
def test_one_odd_feature_is_named_and_the_rest_is_drawn(fault: str) -> None:
    upload = read(collect(feature(LIGHT, name="Light"), feature(ODD[fault], name="Odd one")))
    assert list(upload.frame["name"]) == ["Light"]
    [note] = upload.notes
    assert "feature 2 (Odd one)" in note


@pytest.mark.parametrize("fault", ODD)
def test_where_all_features_are_odd_the_file_is_refused_with_a_reason(fault: str) -> None:
    with pytest.raises(UploadError, match="eature 1"):
        read(collect(feature(ODD[fault])))


def test_many_odd_features_are_counted_and_a_few_are_named() -> None:
    upload = read(
        collect(feature(LIGHT), *(feature({"type": "Point", "coordinates": ["x"]}) for _ in range(9)))
    )
    [note] = upload.notes
    assert note.startswith("9 features")
    assert note.endswith("and 4 more.")
    assert len(note) < 1000


def test_empty_shapes_are_left_out_and_an_open_ring_is_closed() -> None:
    ring = {"type": "Polygon", "coordinates": [[[120, 20], [121, 20], [121, 21]]]}
    upload = read(collect(feature(ring), feature(None), feature({"type": "Polygon", "coordinates": []})))
    assert upload.frame.geometry[0].area == pytest.approx(0.5)
    assert upload.notes == ("2 features without a shape were left out: feature 2 and feature 3.",)


LINES = [json.dumps(feature(LIGHT, name=f"n{number}")) for number in range(3)]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(LINES),
        "\r\n".join(LINES) + "\r\n\r\n",
        "".join(f"\x1e{line}\n" for line in LINES),
        "".join(f"\x1e{json.dumps(json.loads(line), indent=1)}\n" for line in LINES),
    ],
)
def test_a_feature_a_line_is_read_with_and_without_record_separators(text: str) -> None:
    assert list(read(text.encode()).frame["name"]) == ["n0", "n1", "n2"]


def test_a_broken_line_among_others_is_named() -> None:
    upload = read("\n".join([LINES[0], LINES[1][:-5], LINES[2]]).encode())
    assert list(upload.frame["name"]) == ["n0", "n2"]
    assert upload.notes == ("1 line that cannot be read as JSON was left out: line 2.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_what_a_byte_order_mark_or_zeros_tell_is_read(encoding: str) -> None:
    content = collect(feature(LIGHT, name="尖閣")).decode().encode(encoding)
    assert list(read(content).frame["name"]) == ["尖閣"]


@pytest.mark.parametrize(
    "name",
    [
        "EPSG:3857",
        "urn:ogc:def:crs:EPSG::3857",
        "urn:ogc:def:crs:EPSG:6.9:3857",
        "http://www.opengis.net/def/crs/EPSG/0/3857",
    ],
)
def test_a_named_reference_system_is_converted(name: str) -> None:
    metres = {"type": "Point", "coordinates": [13_900_000, 3_000_000]}
    upload = read(collect(feature(metres), crs={"type": "name", "properties": {"name": name}}))
    assert upload.frame.geometry[0].x == pytest.approx(124.87, abs=0.01)
    assert "Converted from WGS 84 / Pseudo-Mercator" in upload.notes[0]


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "OGC:CRS84", "WGS 84"])
def test_longitude_and_latitude_by_any_of_its_names_need_no_note(name: str) -> None:
    assert read(collect(feature(LIGHT), crs={"type": "name", "properties": {"name": name}})).notes == ()


@pytest.mark.parametrize(
    "member",
    [
        {"type": "name", "properties": {"name": "EPSG:999999"}},
        {"type": "name", "properties": {"name": "+proj=utm +init=epsg:4326"}},
        {"type": "name", "properties": {}},
        {"type": "link", "properties": {"href": "http://example.org/crs"}},
        "EPSG:3857",
        [],
    ],
)
def test_a_reference_system_that_nobody_knows_is_told(member: object) -> None:
    upload = read(collect(feature(LIGHT), crs=member))
    assert upload.frame.geometry[0].equals(shapely.Point(124.5, 26.5))
    [note] = upload.notes
    assert "taken as longitude and latitude" in note


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KINDS = st.sampled_from(["Point", "LineString", "Polygon", "MultiPolygon", "GeometryCollection", "Circle"])


@given(st.lists(st.tuples(KINDS, VALUES, VALUES), max_size=4), VALUES)
@settings(max_examples=150, deadline=None)
def test_any_json_in_the_place_of_coordinates_ends_in_shapes_or_a_reason(
    parts: list[tuple[str, object, object]], system: object
) -> None:
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": kind, "coordinates": value, "geometries": value},
        }
        for kind, value, properties in parts
    ]
    try:
        upload = read(collect(feature(LIGHT), *features, crs=system))
    except UploadError as error:
        assert error.problem  # noqa: PT017 - either way is fine, another error is not
        return
    assert upload.frame.geometry.is_valid.all()
    assert (
        len(upload.frame) + sum(int(note.split()[0]) for note in upload.notes if "left out" in note)
        <= len(parts) + 1
    )


def test_more_lists_and_objects_than_positions_can_have_are_refused_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = collect(feature({"type": "MultiPolygon", "coordinates": [[]] * 5}))
    monkeypatch.setattr(geojson, "MAX_LISTS", 10)
    with pytest.raises(
        UploadError, match="11 lists and objects, of positions, shapes and features; at most 10"
    ):
        read(content)


TRIANGLE = [[0, 0], [1, 0], [0, 1], [0, 0]]


@pytest.mark.parametrize(
    "rings",
    [[[TRIANGLE] for _ in range(9)], [[[[0, 0], [1, 1]] * 9]], [[[[0, 0], [1, 0], [0, 0], [0, 1]] * 9]]],
    ids=["areas at one place", "an edge walked often", "a corner met often"],
)
def test_edges_that_all_lie_across_each_other_are_refused_before_they_are_checked(
    rings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = collect(feature({"type": "MultiPolygon", "coordinates": rings}, name="knot"))
    monkeypatch.setattr(crossings, "FEW_EDGES", 10)
    monkeypatch.setattr(repair, "MAX_NEAR_EDGES", 100)
    with pytest.raises(UploadError, match=r"lie so much across each other .*: feature 1 \(knot\)"):
        read(content)


def test_many_areas_beside_each_other_in_a_large_one_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    holes = [[[x, y], [x, y + 0.5], [x + 0.5, y], [x, y]] for x in range(1, 9) for y in range(1, 9)]
    monkeypatch.setattr(crossings, "FEW_EDGES", 10)
    monkeypatch.setattr(repair, "MAX_NEAR_EDGES", 1_000)
    upload = read(
        collect(
            feature({"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]], *holes]})
        )
    )
    assert len(upload.frame.geometry[0].interiors) == 64


def test_a_long_way_round_the_world_many_times_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    line = [[(90 * n + 180) % 360 - 180, 0] for n in range(13)]
    content = collect(feature({"type": "LineString", "coordinates": line}))
    assert read(content).frame.geometry[0].length == pytest.approx(1080)
    monkeypatch.setattr(repair, "MAX_CUT_VERTICES", 20)
    with pytest.raises(UploadError, match="go 4 times round the world"):
        read(content)


def test_a_ring_of_which_some_places_have_heights_is_converted() -> None:
    ring = [[1e6, 1e6, 5], [2e6, 1e6], [2e6, 2e6, 5], [1e6, 1e6]]
    document = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "EPSG:3857"}},
        "features": [
            {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        ],
    }
    frame = read_upload("a.geojson", json.dumps(document).encode()).frame
    assert not frame.has_z.any()
    assert frame.total_bounds == pytest.approx([8.98315, 8.94657, 17.96631, 17.67891], abs=1e-4)
