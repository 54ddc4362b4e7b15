"""Files that users bring: sound ones come out ready for a map, broken and hostile ones with a reason."""

import io
import json
import sqlite3
import tempfile
import warnings
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodata.errors import UploadError
from geodata.uploads.formats import MAX_FEATURES
from geodata.uploads.shapes import MAX_BYTES, TARGET_BYTES, Upload, read_upload

BOX = shapely.box(120, 20, 130, 30)
KML = (
    '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
    "<name>Buoy {{7*7}}</name><Point><coordinates>124.5,26.5,0</coordinates></Point></Placemark></Document>"
    "</kml>"
)
VIRTUAL = (
    "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>"
    "</OGRVRTDataSource>"
)
BOMB = '<!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def write_geojson(*geometries: object) -> bytes:
    features = [
        {"type": "Feature", "properties": {"Name": f"n{number}", "knots": number}, "geometry": geometry}
        for number, geometry in enumerate(geometries)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def point(x: float, y: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [x, y]}


def write_geopackage(frame: geopandas.GeoDataFrame) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        with warnings.catch_warnings(action="ignore"):  # of the missing reference system
            frame.to_file(path, driver="GPKG", engine="pyogrio")
        return path.read_bytes()


def change_database(content: bytes, *statements: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        for statement in statements:
            database.execute(statement)
        database.commit()
        return database.serialize()


def turn_into_view(content: bytes) -> bytes:
    """Return a GeoPackage whose one layer, `a`, is a view of the table that it was."""
    return change_database(
        content,
        "DROP TRIGGER IF EXISTS trigger_insert_feature_count_a",
        "ALTER TABLE a RENAME TO b",
        "CREATE VIEW a AS SELECT * FROM b",
    )


def pack(**files: str | bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return written.getvalue()


def frame_of(*shapes: shapely.Geometry, crs: str | None = "EPSG:4326") -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"name": ["x"] * len(shapes)}, geometry=list(shapes), crs=crs)


def draw_star(points: int) -> dict[str, Any]:
    """Return an outline whose edges all cross each other."""
    turns = np.arange(points + 1) * np.pi * (points - 1) / points
    corners = np.column_stack([120 + 5 * np.cos(turns), 20 + 5 * np.sin(turns)])
    corners[-1] = corners[0]
    return {"type": "Polygon", "coordinates": [corners.tolist()]}


BROKEN: dict[str, tuple[str, bytes, str]] = {
    # What is wrong: name of the file, its content, and what the message has to say.
    "of no known kind": ("a.shp", b"x", "end in .geojson"),
    "empty": ("a.geojson", b"", "The file is empty"),
    "too large": ("a.csv", b"x" * (MAX_BYTES + 1), "at most 10 MB"),
    "cut off": ("a.geojson", write_geojson(point(1, 2))[:-20], "not JSON"),
    "nested without end": ("a.json", b"[" * 200_000, "nested too deeply"),
    "JSON of another kind": ("a.json", b'{"stac_version": "1.0", "type": "Catalog"}', "Expected a GeoJSON"),
    "TopoJSON": ("a.json", b'{"type": "Topology", "objects": {}, "arcs": []}', "TopoJSON"),
    "not UTF-8": ("a.geojson", '{"type": "Feature", "x": "尖閣"}'.encode("shift-jis"), "not UTF-8"),
    "no features": ("a.geojson", write_geojson(), "shapes"),
    "features without shapes": ("a.geojson", write_geojson(None, None), "holds no shapes"),
    "latitude first": ("a.geojson", write_geojson(point(25, 123), point(35, 139)), "swapped"),
    "metres": ("a.geojson", write_geojson(point(13_700_000, 3_000_000)), "metres of a projection"),
    "off the globe": ("a.geojson", write_geojson(point(10, 91), point(400, 95)), "Feature 1 (n0)"),
    "not a number": ("a.geojson", write_geojson(point(float("nan"), 5)), "finite number"),
    "infinite": ("a.geojson", write_geojson(point(5, 5), point(5, float("inf"))), "finite number"),
    "a thicket of crossings": ("a.geojson", write_geojson(draw_star(5_001)), "crosses itself"),
    "too many features": (
        "a.csv",
        b"lon,lat\n" + b"1,2\n" * (MAX_FEATURES + 1),
        f"at most {MAX_FEATURES:,} can be shown",
    ),
    "no GeoPackage": ("a.gpkg", b"PK\x03\x04 a zip", "not a GeoPackage"),
    "a damaged GeoPackage": ("a.gpkg", b"SQLite format 3\0" + b"\xff" * 5000, "damaged"),
    "a GeoPackage of a view": ("a.gpkg", turn_into_view(write_geopackage(frame_of(BOX))), "it is a view"),
    "a GeoPackage without coordinates": (
        "a.gpkg",
        write_geopackage(frame_of(BOX, crs=None)),
        "which coordinates",
    ),
    "a virtual data source in disguise": ("a.kml", VIRTUAL.encode(), "not KML"),
    "KML with entities": ("a.kml", KML.replace("?><kml", f"?>{BOMB}<kml").encode(), "entities"),
    "KML that is not XML": ("a.kml", b"<kml><Document></kml>", "not well-formed"),
    "a KMZ bomb": ("a.kmz", pack(doc_kml=b" " * 60_000_000), "50 MB"),
    "a KMZ of many files": ("a.kmz", pack(**{f"f{n}_kml": "x" for n in range(101)}), "100 files"),
    "a KMZ without KML": ("a.kmz", pack(a_txt="x"), "no KML document"),
    "no KMZ": ("a.kmz", b"not a zip", "damaged"),
    "a table without places": ("a.csv", b"name,depth\nx,5\n", "Expected a column called lon"),
    "a table with words for degrees": ("a.csv", b"lat,lon\n26N,123\n", "Row 2, column lat"),
    "a table of uneven rows": ("a.csv", b"lat,lon\n1,2,3\n", "Row 2 has 3 cells"),
    "a table with a header twice": ("a.csv", b"lat,lon,lat\n1,2,3\n", "same header"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_or_hostile_file_is_refused_with_its_name_and_a_reason(fault: str) -> None:
    name, content, reason = BROKEN[fault]
    with pytest.raises(UploadError) as caught:
        read_upload(name, content)
    assert str(caught.value).startswith(f"{name}: ")
    assert reason in caught.value.problem


def check(upload: Upload) -> geopandas.GeoDataFrame:
    frame = upload.frame
    assert frame.crs.to_epsg() == 4326
    assert list(frame.columns[:2]) == ["id", "name"]
    assert frame.geometry.is_valid.all()
    assert len(frame.to_json().encode()) < TARGET_BYTES * 1.5
    return frame


def test_geojson_keeps_its_names_and_figures() -> None:
    upload = read_upload("C:\\x\\a.GeoJSON", write_geojson(point(124.5, 26.5), shapely.geometry.mapping(BOX)))
    frame = check(upload)
    assert upload.name == "a.GeoJSON"
    assert list(frame["id"]) == ["upload-1", "upload-2"]
    assert list(frame["name"]) == ["n0", "n1"]
    assert list(frame["knots"]) == [0, 1]
    assert upload.notes == ()


def test_a_single_geometry_and_a_single_feature_are_read() -> None:
    shape = shapely.geometry.mapping(BOX)
    for document in (shape, {"type": "Feature", "properties": None, "geometry": shape}):
        [read] = check(read_upload("a.json", json.dumps(document).encode())).geometry
        assert read.equals(BOX)


def test_a_geopackage_in_another_projection_comes_out_in_degrees() -> None:
    mercator = frame_of(BOX).to_crs("EPSG:3857")
    upload = read_upload("a.gpkg", write_geopackage(mercator))
    assert check(upload).geometry[0].equals_exact(BOX, 1e-4)
    assert "Converted from WGS 84 / Pseudo-Mercator" in upload.notes[0]


@pytest.mark.parametrize(("name", "content"), [("a.kml", KML.encode()), ("a.kmz", pack(doc_kml=KML))])
def test_kml_and_kmz_give_placemarks_with_their_words_as_they_are(name: str, content: bytes) -> None:
    frame = check(read_upload(name, content))
    assert list(frame["name"]) == ["Buoy {{7*7}}"]
    assert frame.geometry[0].equals(shapely.Point(124.5, 26.5))


@pytest.mark.parametrize(
    "text",
    [
        "Name,Latitude,Longitude\n魚釣島,25.744,123.474\n",
        "\ufeffname;lat;lon\n魚釣島;25,744;123,474\n",
        "x\ty\ttitle\n123.474\t25.744\t魚釣島\n\n",
    ],
)
def test_a_table_may_have_commas_semicolons_or_tabs(text: str) -> None:
    frame = check(read_upload("a.csv", text.encode()))
    assert list(frame["name"]) == ["魚釣島"]
    assert frame.geometry[0].equals(shapely.Point(123.474, 25.744))


def test_shapes_that_cross_themselves_are_mended_and_said_so() -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
    upload = read_upload("a.geojson", write_geojson(bow, None))
    assert check(upload).geometry[0].area == pytest.approx(2)
    assert upload.notes == (
        "1 feature without a shape was left out: feature 2 (n1).",
        "1 shape that crosses itself was mended: feature 1 (n0).",
    )


@given(st.integers(3, 60), st.floats(1e-6, 1e-3))
@settings(max_examples=25, deadline=None)
def test_small_and_thin_outlines_stay_valid_when_they_are_rounded(corners: int, size_deg: float) -> None:
    turns = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    radii = size_deg * (1 + 0.9 * np.cos(5 * turns))
    ring = np.column_stack([124 + radii * np.cos(turns), 25 + radii * np.sin(turns)])
    shape = shapely.geometry.mapping(shapely.Polygon(ring))
    shapes = read_upload("a.geojson", write_geojson(shape, point(1, 2))).frame.geometry
    assert shapes.is_valid.all()
    assert not shapes.is_empty.any()


def test_a_shape_across_180_degrees_comes_in_parts() -> None:
    [shape] = check(
        read_upload("a.geojson", write_geojson(shapely.geometry.mapping(shapely.box(175, 0, 190, 5))))
    ).geometry
    assert shape.geom_type == "MultiPolygon"
    assert shape.bounds[::2] == (-180, 180)


def test_a_long_line_is_simplified_until_it_fits() -> None:
    turns = np.linspace(0, 40, 40_000)
    spiral = shapely.LineString(np.column_stack([120 + turns * np.cos(turns), turns * np.sin(turns)]))
    upload = read_upload("a.geojson", write_geojson(shapely.geometry.mapping(spiral)))
    [line] = check(upload).geometry
    assert "Simplified to" in upload.notes[0]
    assert len(shapely.to_geojson(line)) < TARGET_BYTES
    assert shapely.distance(shapely.points(shapely.get_coordinates(spiral)[::400]), line).max() < 0.05


def test_more_columns_and_longer_texts_than_a_map_needs_are_cut() -> None:
    header = ["lat", "lon", "name", *(f"c{number}" for number in range(20))]
    row = ["1", "2", "a\nb" + "x" * 1000, *["y"] * 20]
    text = io.StringIO()
    for cells in (header, row):
        text.write(",".join(f'"{cell}"' for cell in cells) + "\n")
    upload = read_upload("a.csv", text.getvalue().encode())
    frame = check(upload)
    assert len(frame.columns) == 2 + 12 + 1
    assert len(frame["name"][0]) == 300
    assert frame["name"][0].startswith("a bx")
    assert upload.notes == ("8 of 20 columns were left out.",)


@given(st.sampled_from([".geojson", ".gpkg", ".kml", ".kmz", ".csv"]), st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_bytes_at_all_end_in_anything_but_an_answer_or_a_reason(suffix: str, content: bytes) -> None:
    try:
        read_upload(f"a{suffix}", content)
    except UploadError as error:
        assert error.problem  # noqa: PT017 - either way is fine, another error is not


SOUND = {
    ".geojson": write_geojson(BOX.__geo_interface__, point(1, 2)),
    ".gpkg": write_geopackage(frame_of(BOX)),
    ".kml": KML.encode(),
    ".kmz": pack(doc_kml=KML * 20),
    ".csv": b"name,lat,lon\nBuoy,26.5,124.5\n",
}


@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=3)),
        min_size=1,
        max_size=4,
    ),
)
@example(".kmz", [(0.5, b"\xff\xff")])  # amid what is packed
@example(".kmz", [(0.94, b"\x00")])  # in the directory of the archive
@example(".geojson", [(0.3, b"9")])  # a ring that does not close
@settings(max_examples=120, deadline=None)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # what GDAL remarks on the damage
def test_a_damaged_file_ends_in_shapes_or_a_reason(suffix: str, faults: list[tuple[float, bytes]]) -> None:
    content = bytearray(SOUND[suffix])
    for share, written in faults:
        place = int(share * len(content))
        content[place : place + len(written)] = written
    try:
        check(read_upload(f"a{suffix}", bytes(content)))
    except UploadError as error:
        assert error.problem  # noqa: PT017 - as above


def test_a_zigzag_of_very_many_corners_is_not_simplified_as_a_whole_which_takes_minutes() -> None:
    places = [[round(100 + 0.0001 * step, 4), 20 + 0.5 * (step % 2)] for step in range(400_000)]
    line = {"type": "LineString", "coordinates": places}
    upload = read_upload("zigzag.geojson", json.dumps(line).encode())
    assert upload.frame.total_bounds == pytest.approx([100, 20, 139.9999, 20.5])
    assert shapely.get_num_coordinates(upload.frame.geometry[0]) < 10_000


def test_a_long_coast_keeps_its_form_when_it_is_simplified_in_pieces() -> None:
    turn = np.linspace(0, 2 * np.pi, 100_000)
    coast = np.column_stack([100 + 5 * np.cos(turn), 10 + 5 * np.sin(turn)]).round(6)
    ring = {"type": "Polygon", "coordinates": [coast.tolist()]}
    upload = read_upload("round.geojson", json.dumps(ring).encode())
    assert upload.frame.geometry[0].area == pytest.approx(25 * np.pi, rel=0.001)
    assert shapely.get_num_coordinates(upload.frame.geometry[0]) < 10_000
