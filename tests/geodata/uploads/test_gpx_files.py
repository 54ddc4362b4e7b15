"""GPX as ships, walkers and programs record it."""

from xml.sax.saxutils import escape

import geopandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import UploadError
from geodata.uploads.gpx import read_gpx
from geodata.uploads.shapes import read_upload
from tests.support.hostile import MARKERS

GPX = (
    '<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
    "<metadata><name>Log</name><time>2013-01-01T00:00:00Z</time></metadata>{}</gpx>"
)
PATROL = (
    "<trk><name>Patrol</name><desc>First &amp; last</desc><type>cutter</type>"
    '<trkseg><trkpt lat="20" lon="120"><ele>1</ele><time>2013-10-01T00:00:00Z</time></trkpt>'
    '<trkpt lat="21" lon="121"><name>t</name><extensions><g:speed>9</g:speed></extensions></trkpt></trkseg>'
    '<trkseg><trkpt lat="22" lon="122"/><trkpt lat="23" lon="123"><time>2013-10-02T00:00:00Z</time></trkpt>'
    "</trkseg></trk>"
)


def read(body: str) -> tuple[geopandas.GeoDataFrame, list[str]]:
    notes: list[str] = []
    return read_gpx("a.gpx", GPX.format(body).encode(), notes), notes


def test_waypoints_routes_and_tracks_come_with_their_texts_and_times() -> None:
    waypoint = '<wpt lat="25.7" lon="123.5"><time>2013-10-11</time><name>灯台</name><sym>Light</sym></wpt>'
    route = (
        '<rte><name>Way out</name><rtept lat="1" lon="2"><name>A</name></rtept><rtept lat="3" lon="4"/></rte>'
    )
    frame, notes = read(waypoint + route + PATROL)
    assert notes == []
    assert [shape.wkt for shape in frame.geometry] == [
        "POINT (123.5 25.7)",
        "LINESTRING (2 1, 4 3)",
        "MULTILINESTRING ((120 20, 121 21), (122 22, 123 23))",
    ]
    assert frame.drop(columns="geometry").to_dict("records") == [
        {
            "name": "灯台", "kind": "waypoint", "description": "", "symbol": "Light", "type": "",
            "time": "2013-10-11", "begin": "", "end": "",
        },
        {
            "name": "Way out", "kind": "route", "description": "", "symbol": "", "type": "",
            "time": "", "begin": "", "end": "",
        },
        {
            "name": "Patrol", "kind": "track", "description": "First & last", "symbol": "", "type": "cutter",
            "time": "", "begin": "2013-10-01T00:00:00Z", "end": "2013-10-02T00:00:00Z",
        },
    ]  # fmt: skip


def test_gpx_1_0_and_files_without_a_namespace_are_read_alike() -> None:
    for head in ('<gpx version="1.0" xmlns="http://www.topografix.com/GPX/1/0">', "<gpx>"):
        document = f"{head}<name>Log</name><author>X</author><time>2013</time>{PATROL}</gpx>".encode()
        upload = read_upload("a.gpx", document)
        assert list(upload.frame["name"]) == ["Patrol"]
        assert upload.notes == ()


def test_odd_points_are_left_out_and_named_and_the_rest_is_drawn() -> None:
    points = (
        '<trkpt lat="1" lon="2"/><trkpt lat="undefined" lon="2"/><trkpt lon="2"/><trkpt lat="95" lon="3"/>'
    )
    frame, [note] = read(
        f'<trk><name>T</name><trkseg>{points}<trkpt lat="3" lon="4"/></trkseg>'
        '<trkseg><trkpt lat="9" lon="9"/></trkseg></trk><wpt lat="" lon="1"><name>W</name></wpt>'
    )
    assert [shape.wkt for shape in frame.geometry] == ["LINESTRING (2 1, 4 3)"]
    assert note == (
        "Left out, because it cannot be drawn: “T” (a point with lat “undefined”), “T” (a point with lat "
        "“”), “T” (a point with lat “95”), “T” (segments of one point: 1) and “W” (a point with lat “”)."
    )


def test_a_track_of_one_place_is_a_point_and_one_without_points_is_told() -> None:
    anchored = '<trk><trkseg><trkpt lat="1" lon="2"/><trkpt lat="1" lon="2"/></trkseg></trk>'
    frame, notes = read(anchored + "<trk><name>Spare</name><trkseg/></trk>")
    assert [shape.wkt for shape in frame.geometry] == ["POINT (2 1)"]
    assert notes == ["Without points: “Spare”."]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (GPX.format(""), "holds no waypoint, route or track with points"),
        ("<kml/>", "not GPX: its outermost element is “kml”"),
        ('<!DOCTYPE gpx [<!ENTITY a "b">]><gpx/>', "document type"),
        ("<gpx><wpt lat='1'></gpx>", "not well-formed XML: mismatched tag: line 1"),
        (GPX.format('<wpt lat="1" lon="2"/>' * 5_001), "at most 5,000 can be shown"),
        (GPX.format("<trk>" + "<trkseg/>" * 500_000), "more than 500,000 elements"),
    ],
)
def test_what_is_no_gpx_or_too_much_is_refused_with_a_reason(document: str, reason: str) -> None:
    with pytest.raises(UploadError) as caught:
        read_gpx("a.gpx", document.encode(), [])
    assert reason in caught.value.problem


@given(
    st.lists(
        st.tuples(st.sampled_from([*MARKERS, "<b>", "🚢 ميناء"]), st.floats(-90, 90), st.floats(-180, 180)),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=40, deadline=None)
def test_waypoints_come_back_as_they_were_written(points: list[tuple[str, float, float]]) -> None:
    frame, notes = read(
        "".join(
            f'<wpt lat="{lat!r}" lon="{lon!r}"><name>{escape(name)}</name></wpt>' for name, lat, lon in points
        )
    )
    read_back = [(name, shape.y, shape.x) for name, shape in zip(frame["name"], frame.geometry, strict=True)]
    assert (read_back, notes) == (points, [])
