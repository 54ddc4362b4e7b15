"""GeoPackages as programs write them: views of the catalogue, several layers, logs, keys, and damage."""

import struct
import warnings
from pathlib import Path

import geopandas
import pytest
import shapely

from geodata.errors import UploadError
from geodata.uploads.shapes import Upload, read_upload
from tests.geodata.uploads.test_uploads import change_database

LIGHT, BUOY = shapely.Point(120, 20), shapely.Point(121, 21)


def write(path: Path, **layers: geopandas.GeoDataFrame) -> bytes:
    for name, frame in layers.items():
        with warnings.catch_warnings(action="ignore"):  # of the missing reference system
            frame.to_file(path, layer=name, driver="GPKG", engine="pyogrio")
    return path.read_bytes()


def frame(*shapes: shapely.Geometry, crs: object = 4326, **columns: list[object]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(columns, geometry=list(shapes), crs=crs)


def read(content: bytes) -> Upload:
    return read_upload("a.gpkg", content)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.gpkg"


def test_names_of_several_layers_come_from_the_columns_that_each_has(path: Path) -> None:
    content = write(
        path,
        lights=frame(LIGHT, NAME=["Alpha"]),
        buoys=frame(BUOY, name=["Beta"]),
        wrecks=frame(LIGHT, title=["Gamma"]),
    )
    assert list(read(content).frame["name"]) == ["Alpha", "Beta", "Gamma"]


def test_keys_of_the_database_are_no_columns_and_figures_keep_their_form(path: Path) -> None:
    table = frame(LIGHT, BUOY, name=["a", "b"], depth=[5, None], day=["2013-01-05"] * 2, deep=[True, False])
    table["depth"] = table["depth"].astype("Int64")
    upload = read(write(path, a=table))
    assert list(upload.frame.columns) == ["id", "name", "depth", "day", "deep", "geometry"]
    assert list(upload.frame["depth"]) == ["5", ""]
    assert list(upload.frame["deep"]) == ["yes", "no"]


def test_views_of_the_catalogue_are_no_layers(path: Path) -> None:
    view = "CREATE VIEW st_geometry_columns AS SELECT table_name AS f_table_name FROM gpkg_geometry_columns"
    upload = read(change_database(write(path, a=frame(LIGHT, name=["x"])), view))
    assert list(upload.frame["name"]) == ["x"]
    assert upload.notes == ()


def test_a_layer_that_is_a_view_is_left_out_and_named(path: Path) -> None:
    content = write(path, a=frame(LIGHT, name=["x"]), b=frame(BUOY, name=["y"]))
    content = change_database(content, "ALTER TABLE b RENAME TO c", "CREATE VIEW b AS SELECT * FROM c")
    upload = read(content)
    assert list(upload.frame["name"]) == ["x"]
    assert upload.notes == (
        "The layer “b” was left out: it is a view, and only tables are read; save it as one.",
    )


def test_a_header_that_asks_for_a_log_is_read_and_an_empty_file_says_where_its_rows_may_be(
    path: Path,
) -> None:
    content = write(path, a=frame(LIGHT, name=["x"]))
    logged = content[:18] + b"\2\2" + content[20:]
    assert list(read(logged).frame["name"]) == ["x"]
    empty = change_database(
        content, "DROP TRIGGER IF EXISTS trigger_delete_feature_count_a", "DELETE FROM a WHERE 1"
    )
    with pytest.raises(UploadError, match="-wal"):
        read(empty[:18] + b"\2\2" + empty[20:])


def test_layers_in_several_reference_systems_come_together_in_degrees(path: Path) -> None:
    content = write(
        path,
        a=frame(LIGHT, name=["x"]),
        b=frame(BUOY, name=["y"]).to_crs(3857),
        c=frame(BUOY, name=["z"], crs=None),
    )
    upload = read(content)
    assert [(round(point.x, 4), round(point.y, 4)) for point in upload.frame.geometry] == [
        (120, 20),
        (121, 21),
    ]
    converted, left = upload.notes
    assert "“b” from WGS 84 / Pseudo-Mercator" in converted
    assert "“c” was left out: the file does not say" in left


def test_a_reference_system_without_a_number_is_read_from_its_definition(path: Path) -> None:
    local = "+proj=laea +lat_0=20 +lon_0=120 +datum=WGS84 +units=m"
    upload = read(write(path, a=frame(LIGHT, name=["x"]).to_crs(local)))
    assert upload.frame.geometry[0].equals_exact(LIGHT, 1e-4)


def put_blob(content: bytes, blob: bytes, number: int = 1) -> bytes:
    return change_database(
        content,
        *(f"DROP TRIGGER IF EXISTS rtree_a_geom_update{n}" for n in range(1, 8)),
        f"UPDATE a SET geom = x'{blob.hex()}' WHERE fid = {number}",  # noqa: S608 - our own
    )


HEADER = b"GP\0\1" + struct.pack("<i", 4326)
NESTED = struct.pack("<BII", 1, 7, 1) * 100_000 + shapely.to_wkb(LIGHT)
ODD = {
    "no header": b"\0\1\2",
    "nothing": HEADER,
    "cut off": HEADER + shapely.to_wkb(shapely.box(0, 0, 1, 1))[:-5],
    "a curve": HEADER + struct.pack("<BII4d", 1, 8, 2, 0, 0, 1, 1),
    "nested without end": HEADER + NESTED,
    "points in points": HEADER + struct.pack("<BII", 1, 4, 1) * 100_000 + shapely.to_wkb(LIGHT),
    "more than there is": HEADER + struct.pack("<BII", 1, 2, 2**32 - 1),
    "unknown order": HEADER + struct.pack("<BII", 7, 7, 1),
}


@pytest.mark.parametrize("fault", ODD)
def test_an_odd_shape_is_left_out_and_named(fault: str, path: Path) -> None:
    content = put_blob(write(path, a=frame(LIGHT, BUOY, name=["Odd", "Buoy"])), ODD[fault])
    upload = read(content)
    assert list(upload.frame["name"]) == ["Buoy"]
    assert upload.notes == (
        "1 feature of the layer “a” whose shape cannot be read was left out: feature 1 (Odd).",
    )


def test_older_forms_of_heights_are_read(path: Path) -> None:
    high = shapely.to_wkb(shapely.Point(120, 20, 5), flavor="extended")
    upload = read(put_blob(write(path, a=frame(LIGHT, name=["x"])), HEADER + high))
    assert upload.frame.geometry[0].equals(LIGHT)
    assert upload.notes == ()


REFUSED = {
    "no catalogue": (
        ("DROP TABLE gpkg_geometry_columns", "DROP TABLE gpkg_contents"),
        "no table gpkg_contents",
    ),
    "no features": (("UPDATE gpkg_contents SET data_type = 'attributes'",), "no table of features"),
    "a missing table": (
        ("UPDATE gpkg_geometry_columns SET table_name = 'zz'", "UPDATE gpkg_contents SET table_name = 'zz'"),
        "“zz” was left out: it is missing",
    ),
    "a missing column": (
        ("UPDATE gpkg_geometry_columns SET column_name = 'zz'",),
        "column of geometry is missing",
    ),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_catalogue_that_does_not_fit_is_told(fault: str, path: Path) -> None:
    statements, reason = REFUSED[fault]
    content = change_database(
        write(path, a=frame(LIGHT, name=["x"])), "PRAGMA foreign_keys = OFF", *statements
    )
    with pytest.raises(UploadError) as caught:
        read(content)
    assert reason in caught.value.problem


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 'x'",
        "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = x'00'",
    ],
)
def test_a_register_whose_number_is_none_falls_back_to_the_definition(change: str, path: Path) -> None:
    upload = read(change_database(write(path, a=frame(LIGHT, name=["x"])), change))
    assert upload.frame.geometry[0].equals_exact(LIGHT, 1e-9)


def test_a_layer_whose_reference_system_is_no_number_is_refused(path: Path) -> None:
    content = change_database(
        write(path, a=frame(LIGHT, name=["x"])), "UPDATE gpkg_geometry_columns SET srs_id = 'x'"
    )
    with pytest.raises(UploadError, match="does not say which coordinates it has"):
        read(content)
