"""KML as strangers write it: every placemark comes out with its own columns, or is named with a reason."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

import geopandas
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import UploadError
from geodata.uploads.kml import clean_html, read_kml
from geodata.uploads.shapes import read_upload
from tests.support.hostile import MARKERS
from tests.support.kml import write_area, write_kml, write_line, write_link, write_placemark, write_ring

BOX = "120,20 121,20 121,21 120,21 120,20"


def read(document: str | bytes) -> tuple[geopandas.GeoDataFrame, list[str]]:
    notes: list[str] = []
    content = document if isinstance(document, bytes) else document.encode()
    return read_kml("a.kml", content, notes), notes


def read_shape(shape: str) -> tuple[str, list[str]]:
    frame, notes = read(write_kml(write_placemark("X", shape), write_placemark("Light")))
    return str(frame.geometry[0].wkt) if len(frame) == 2 else "", notes


def refuse(document: str | bytes) -> str:
    with pytest.raises(UploadError) as caught:
        read(document)
    return caught.value.problem


def write_several(*shapes: str) -> str:
    return f"<MultiGeometry>{''.join(shapes)}</MultiGeometry>"


def write_track(*positions: str) -> str:
    return f"<gx:Track>{''.join(f'<gx:coord>{position}</gx:coord>' for position in positions)}</gx:Track>"


def test_placemarks_stand_anywhere_and_under_any_namespace() -> None:
    light, buoy = write_placemark("Light"), write_placemark("Buoy")
    for document in (
        f'<kml xmlns="http://www.opengis.net/kml/2.2">{light}{buoy}</kml>',
        f'<kml xmlns="http://earth.google.com/kml/2.1"><Folder>{light}<Folder>{buoy}</Folder></Folder></kml>',
        f"<kml>{light}<Document><Document>{buoy}</Document></Document></kml>",
        f"<Document>{light}{buoy}</Document>",
        f"\n  <?xml version='1.0'?>\n<kml xsi:schemaLocation='a b'>{light}{buoy}</kml>",
        f"<k:kml xmlns:k='urn:x'>{light}{buoy}</k:kml>".replace("<P", "<k:P").replace("</P", "</k:P"),
    ):
        frame, notes = read(document)
        assert list(frame["name"]) == ["Light", "Buoy"]
        assert (list(frame.columns), notes) == (["name", "geometry"], [])


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("<Point><coordinates> 1,2,3 </coordinates></Point>", "POINT (1 2)"),
        ("<Model><Location><longitude>1</longitude><latitude>2</latitude></Location></Model>", "POINT (1 2)"),
        (write_line("1,2\n\t3,4,0   5,6,"), "LINESTRING (1 2, 3 4, 5 6)"),
        (write_line("1, 2, 0 3, 4, 0"), "LINESTRING (1 2, 3 4)"),
        (write_line("1 ,2 3 ,4"), "LINESTRING (1 2, 3 4)"),
        (write_line("1,2,\n3,4,\n"), "LINESTRING (1 2, 3 4)"),
        (write_line("1,2 , 3,4"), "LINESTRING (1 2, 3 4)"),
        (write_ring("0,0 1,0 1,1 0,0"), "LINESTRING (0 0, 1 0, 1 1, 0 0)"),
        (
            write_area("0,0 9,0 9,9 0,0", "4,2 5,2 5,3 4,2", "7,2 8,2 8,3 7,2"),
            "POLYGON ((0 0, 9 0, 9 9, 0 0), (4 2, 5 2, 5 3, 4 2), (7 2, 8 2, 8 3, 7 2))",
        ),
        (
            write_several(write_several(write_line("1,2 3,4")), write_line("5,6 7,8")),
            "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))",
        ),
        (
            write_several("<Point><coordinates>1,2</coordinates></Point>", write_line("5,6 7,8")),
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (5 6, 7 8))",
        ),
        (
            "<gx:Track><when/><gx:coord>1 2 0</gx:coord><gx:coord/><gx:coord>3 4</gx:coord></gx:Track>",
            "LINESTRING (1 2, 3 4)",
        ),
        (
            f"<gx:MultiTrack>{write_track('1 2', '3 4')}{write_track('5 6', '7 8')}</gx:MultiTrack>",
            "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))",
        ),
    ],
)
def test_every_geometry_of_kml_is_read_as_it_is_written(shape: str, expected: str) -> None:
    assert read_shape(shape) == (expected, [])


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (write_line("120.5 N,20 121,20"), "is no position"),
        (write_line("1,2,3,4 5,6,7,8"), "“1,2,3,4” is no position"),
        (write_line("nan,1 2,2"), "is no position"),
        (write_line("1,1 1,1"), "a line of one point"),
        (write_area("1,1 2,2"), "a ring of fewer than 3 points"),
        (write_area("", "1,1 2,2 3,1 1,1"), "an area without an outline"),
    ],
)
def test_one_odd_placemark_is_named_and_the_others_are_drawn(shape: str, reason: str) -> None:
    drawn, [note] = read_shape(shape)
    assert drawn == ""
    assert note.startswith("Left out, because it cannot be drawn: “X” (")
    assert reason in note


def test_a_ring_that_is_not_closed_is_closed_and_a_hole_that_is_odd_is_left_out() -> None:
    drawn, notes = read_shape(write_area("0,0 9,0 9,9", "1,1 2,2"))
    assert drawn == "POLYGON ((0 0, 9 0, 9 9, 0 0))"
    assert notes == [
        "Rings that were not closed and are now: 1, of “X”.",
        "Left out, because it cannot be drawn: “X” (a ring of fewer than 3 points (a hole)).",
    ]


def test_many_odd_placemarks_are_named_in_one_short_sentence() -> None:
    odd = [write_placemark(f"Pier {number} " + "x" * 500, write_line("a b")) for number in range(100)]
    _, [note] = read(write_kml(*odd, write_placemark("Light")))
    assert note.endswith("and 95 more.")
    assert len(note) < 500


def test_only_the_columns_of_the_file_come_out_with_the_types_of_its_schema() -> None:
    schema = (
        '<Schema id="s"><SimpleField name="dwt_t" type="int"/><SimpleField name="draft_m" type="double">'
        '<displayName>Draft, <![CDATA[<b>m</b>]]></displayName></SimpleField><SimpleField name="laid_up" '
        'type="bool"/><SimpleField name="imo" type="int"/></Schema>'
    )
    ships = [
        write_placemark(
            name,
            f'<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="dwt_t">{dwt}</SimpleData>'
            f'<SimpleData name="draft_m">21.5</SimpleData><SimpleData name="laid_up">{laid_up}</SimpleData>'
            '<SimpleData name="imo">n/a</SimpleData><SimpleData name="flag"> PAN </SimpleData></SchemaData>'
            '<Data name="0"><displayName>Owner</displayName><value>Example &amp; Sons</value></Data>'
            '<Data name="none"><value/></Data><x:berth>7a</x:berth></ExtendedData>'
            "<Point><coordinates>120,20</coordinates></Point>",
        )
        for name, dwt, laid_up in (("One", 300000, 1), ("Two", "", "false"))
    ]
    frame, _ = read(write_kml(schema, *ships))
    first = frame.drop(columns="geometry").iloc[0].to_dict()
    assert first == {
        "name": "One",
        "dwt_t": 300000.0,
        "Draft, m": 21.5,
        "laid_up": True,
        "imo": "n/a",
        "flag": "PAN",
        "Owner": "Example & Sons",
        "berth": "7a",
    }
    assert frame["dwt_t"].isna().tolist() == [False, True]


def test_a_column_that_is_called_as_one_of_ours_stays_beside_it() -> None:
    cells = '<Data name="Name"><value>{}</value></Data><Data name="ID"><value>7</value></Data>'
    data = f"<ExtendedData>{cells}</ExtendedData>"
    point = "<Point><coordinates>1,2</coordinates></Point>"
    other, _ = read(write_kml(write_placemark("Light", data.format("Fyr") + point)))
    assert list(other.columns) == ["name", "Name (data)", "ID (data)", "geometry"]
    same, _ = read(write_kml(write_placemark("Light", data.format("Light") + point)))
    assert list(same.columns) == ["name", "ID (data)", "geometry"]


def test_placemarks_of_kml_2_0_may_be_called_by_their_schema() -> None:
    schema = '<Schema name="Ship" parent="Placemark"><SimpleField name="Knots" type="int"/></Schema>'
    ship = "<Ship><name>One</name><Knots>12</Knots><Point><coordinates>1,2</coordinates></Point></Ship>"
    frame, _ = read(write_kml(schema, ship))
    assert frame.iloc[0].drop("geometry").to_dict() == {"name": "One", "Knots": 12}


def test_three_hundred_folders_are_joined_and_their_names_are_a_column() -> None:
    folders = [
        f"<Folder>{write_placemark(f'P{number}')}<name>Area {number}</name></Folder>" for number in range(300)
    ]
    frame, notes = read(write_kml("<name>All</name>", *folders))
    assert list(frame["folder"]) == [f"Area {number}" for number in range(300)]
    assert notes == []
    nested, _ = read(write_kml(f"<Folder><name>A</name>{write_placemark('1')}{folders[0]}</Folder>"))
    assert list(nested["folder"]) == ["", "Area 0"]


def test_a_description_in_html_is_read_as_its_words() -> None:
    table = (
        "<table><tr><td>Flag</td><td>PAN</td></tr></table><script>x()</script>Tonnes&nbsp;&lt;&#32;5<br>new"
    )
    written = write_placemark(
        "Light",
        f"<description><![CDATA[{table}]]></description><Point><coordinates>1,2</coordinates></Point>",
    )
    frame, _ = read(write_kml(written))
    assert list(frame["description"]) == ["Flag PAN Tonnes < 5 new"]
    inline, _ = read(
        write_kml(
            written.replace("<![CDATA[", "")
            .replace("]]>", "")
            .replace("&nbsp;", " ")
            .replace("<br>", "<br/>")
        )
    )
    assert list(inline["description"]) == ["Flag PAN Tonnes < 5 new"]


def test_times_are_columns_where_the_file_has_them() -> None:
    spanned = "<TimeSpan><begin>2013-01</begin><end>2013-09</end></TimeSpan>"
    point = "<TimeStamp><when>2013-10-11</when></TimeStamp><Point><coordinates>1,2</coordinates></Point>"
    frame, _ = read(write_kml(write_placemark("A", spanned + point)))
    assert frame.iloc[0].drop("geometry").to_dict() == {
        "name": "A", "time": "2013-10-11", "begin": "2013-01", "end": "2013-09",
    }  # fmt: skip


def test_pictures_and_links_are_told_and_never_drawn_or_followed() -> None:
    overlays = "<GroundOverlay><Icon><href>a.png</href></Icon></GroundOverlay>" * 2 + "<ScreenOverlay/>"
    tour = f"<gx:Tour><Update><Change>{write_placemark('Ghost')}</Change></Update></gx:Tour>"
    frame, notes = read(
        write_kml(overlays, tour, write_link("file:///etc/passwd"), write_link(""), write_placemark("Light"))
    )
    assert list(frame["name"]) == ["Light"]
    assert notes == [
        "Pictures are not drawn: 2 GroundOverlay, 1 ScreenOverlay.",
        "Links are not followed: “file:///etc/passwd”. Save what they show as a file of its own.",
    ]
    alone = refuse(write_kml(write_link("http://example.invalid/a.kml")))
    assert "holds no shapes" in alone
    assert "“http://example.invalid/a.kml”" in alone


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("<kml><Document>\n<Placemark></kml>", "This is not well-formed XML: mismatched tag: line 2"),
        (write_kml(write_placemark("a &nbsp; b")), "undefined entity: line 1"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        ('<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml>&a;</kml>', "document type"),
        ("<gpx/>", "not KML: its outermost element is “gpx”"),
        ("PK\x03\x04", "Let its name end in .kmz"),
        ("<kml>" + "<Folder>" * 10_000 + "</Folder>" * 10_000 + "</kml>", "more than 200 elements deep"),
        ("<kml>" + "<Placemark/>" * 5_001 + "</kml>", "at most 5,000 can be shown"),
        (write_kml("<a/>" * 500_001), "more than 500,000 elements"),
        (write_kml(write_placemark("X", write_line("1,1 " * 1_600_000))), "more than 500,000 points"),
        (
            write_kml(*[write_placemark("X", write_line("1,1 2,2 " * 130_000))] * 2),
            "vertices; at most 500,000",
        ),
        (write_kml(write_placemark("X", "<Point/>" * 50_001)), "more than 50,000 shapes"),
        ("", "no element found"),
    ],
)
def test_what_is_no_kml_or_too_much_is_refused_with_a_reason(document: str, reason: str) -> None:
    assert reason in refuse(document)


def test_a_very_long_attribute_does_no_harm() -> None:
    written = write_placemark("Light").replace("<Placemark", f'<Placemark id="{"x" * 5_000_000}"')
    assert len(read(write_kml(written))[0]) == 1


LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
NAMES = st.one_of(
    st.sampled_from([*MARKERS, "<b>Light</b>", "灯台 🚢", "منارة", "a & b", "]]>"]),
    st.text(LETTERS, max_size=20),
)
DEGREES = st.floats(-170, 170).map(lambda degrees: round(degrees, 6))
LATITUDES = st.floats(-80, 80).map(lambda degrees: round(degrees, 6))
POSITIONS = st.tuples(DEGREES, LATITUDES)


def draw_shapes() -> st.SearchStrategy[shapely.Geometry]:
    lines = st.lists(POSITIONS, min_size=2, max_size=6, unique=True).map(shapely.LineString)
    boxes = POSITIONS.map(lambda low: shapely.box(low[0], low[1], low[0] + 1, low[1] + 1))
    simple = st.one_of(POSITIONS.map(shapely.Point), lines, boxes)
    several = st.lists(simple, min_size=2, max_size=3).map(shapely.GeometryCollection)
    return st.one_of(simple, several)


def write_shape(shape: shapely.Geometry) -> str:
    if shape.geom_type == "GeometryCollection":
        return write_several(*map(write_shape, shape.geoms))
    text = " ".join(f"{lon},{lat},5" for lon, lat in shapely.get_coordinates(shape))
    if shape.geom_type == "Polygon":
        return write_area(text)
    return f"<{shape.geom_type}><coordinates>{text}</coordinates></{shape.geom_type}>"


def list_parts(shape: shapely.Geometry) -> Iterator[str]:
    for part in getattr(shape, "geoms", [shape]):
        yield part.wkt


@given(st.lists(st.tuples(NAMES, draw_shapes()), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_names_and_shapes_come_back_as_they_were_written(placed: list[tuple[str, shapely.Geometry]]) -> None:
    frame, notes = read(
        write_kml(*(write_placemark(escape(name), write_shape(shape)) for name, shape in placed))
    )
    names = list(frame["name"]) if "name" in frame else [""] * len(frame)
    assert names == [name.strip() for name, _ in placed]
    for read_back, (_, shape) in zip(frame.geometry, placed, strict=True):
        assert list(list_parts(read_back)) == list(list_parts(shape))
    assert notes == []


@given(
    st.text(max_size=200),
    st.sampled_from(["<td>", "<![CDATA[", "<script>", "&lt;b&gt;", "&#0;", "<!--", "</p"]),
)
@settings(max_examples=100, deadline=None)
def test_no_text_at_all_is_too_odd_for_a_description(text: str, markup: str) -> None:
    assert isinstance(clean_html(f"{text}{markup}{text}"), str)


def test_a_whole_upload_shows_the_notes_of_its_reader() -> None:
    upload = read_upload("a.kml", write_kml(write_placemark("Box", write_area(BOX[:-7]))).encode())
    assert upload.notes == ("Rings that were not closed and are now: 1, of “Box”.",)
    assert upload.frame.geometry[0].equals(shapely.box(120, 20, 121, 21))
