"""Layers and scenes as GeoJSON, GeoPackage and KML; the latter are read back with GDAL."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import fastkml
import numpy as np
import pyogrio
import pytest
import shapely
from lxml import etree

from dashboard.cli.main import main
from dashboard.exports.vector.features import list_features, list_scene_features, write_scene
from dashboard.exports.vector.frames import Tables
from dashboard.exports.vector.geopackage import write_geopackage
from dashboard.exports.vector.kml import KML, write_kml
from geodata.layers.loading import load_layer
from geodata.packs.pack import Pack, read_pack
from geodata.scenes import find_scene, resolve_scene
from geodata.uploads.kml import read_kml
from tests.support.hostile import HOSTILE, write_hostile_pack

MUST_HAVE = {
    "name", "name_en", "status", "notional", "passages", "sources", "licence", "as_of", "brief",
}  # fmt: skip


@pytest.fixture(scope="module")
def closed(nato_pack: Pack) -> Tables:
    return list_scene_features(resolve_scene(nato_pack, find_scene(nato_pack, "chinas-lanes")), nato_pack)


@pytest.mark.parametrize(("write", "ending"), [(write_geopackage, "gpkg"), (write_kml, "kml")])
def test_a_scene_comes_back_as_a_table_for_each_layer_and_is_the_same_bytes_twice(
    write: object, ending: str, closed: Tables, nato_pack: Pack, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{name}.{ending}" for name in ("one", "two")]
    for path in paths:
        write(closed, nato_pack, path)  # type: ignore[operator]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    listed = pyogrio.list_layers(paths[0])
    layers = [str(name) for name, kind in listed if kind is not None]
    assert len(layers) == len(closed) == 5
    for layer, features in zip(layers, closed.values(), strict=True):
        assert len(pyogrio.read_dataframe(paths[0], layer=layer)) == len(features)


def test_kml_that_is_written_is_read_back_as_a_file_of_ones_own(
    closed: Tables, nato_pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "scene.kml"
    write_kml(closed, nato_pack, path)
    notes: list[str] = []
    frame = read_kml(path.name, path.read_bytes(), notes)
    assert notes == []
    written = [feature["properties"]["name"] for features in closed.values() for feature in features]
    assert list(frame["name"]) == written
    assert frame["folder"].nunique() == len(closed)
    assert frame["notional"].dtype == bool
    assert frame["description"].str.contains("Michael Paul").sum() == 0
    assert not frame["description"].str.contains("<").any()


def test_every_feature_of_a_geopackage_says_what_it_stands_for(
    closed: Tables, nato_pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "scene.gpkg"
    write_geopackage(closed, nato_pack, path)
    lane = pyogrio.read_dataframe(path, layer="lane-gulf-china")
    assert set(lane.columns) >= MUST_HAVE
    (row,) = lane.to_dict("records")
    assert (row["status"], row["notional"], row["passages"]) == (
        "notional",
        True,
        "I2 context, D6 names, P6 implies",
    )
    assert row["brief"].startswith("Michael Paul, NATO Goes East")
    detour = pyogrio.read_dataframe(path, layer="detours").iloc[0]
    assert detour["closed"] == "malacca, sunda"
    assert detour["extra_km"] > 0


def test_a_geopackage_is_a_sound_database_with_the_tables_of_its_standard(
    closed: Tables, nato_pack: Pack, tmp_path: Path
) -> None:
    # OGC GeoPackage 1.3, clauses 1.1.1 (file), 1.1.2 (reference systems), 1.1.3 (contents), 2.1.5 (geometry)
    write_geopackage(closed, nato_pack, tmp_path / "scene.gpkg")
    with closing(sqlite3.connect(tmp_path / "scene.gpkg")) as database:
        ask = database.execute
        assert ask("PRAGMA application_id").fetchone() == (int.from_bytes(b"GPKG", "big"),)
        assert ask("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert ask("PRAGMA foreign_key_check").fetchall() == []
        contents = ask("SELECT table_name, data_type, srs_id FROM gpkg_contents").fetchall()
        assert contents == [
            *((table, "features", 4326) for table in closed),
            ("layer_styles", "attributes", 0),
        ]
        systems = ask("SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys").fetchall()
        assert ("EPSG", 4326) in systems
        for table, column in ask("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall():
            shapes = [shape for (shape,) in ask(f'SELECT "{column}" FROM "{table}"')]  # noqa: S608 - our own
            assert len(shapes) == len(closed[table])
            assert {shape[:2] for shape in shapes} == {b"GP"}


@pytest.mark.parametrize("scene", ["dangerous-waters", "senkaku-diaoyu", "anti-access"])
def test_geojson_runs_anticlockwise_within_180_degrees_and_has_six_decimals(
    scene: str, nato_pack: Pack
) -> None:
    written = json.loads(write_scene(resolve_scene(nato_pack, find_scene(nato_pack, scene)), nato_pack))
    areas = 0
    for feature in filter(lambda feature: feature["geometry"], written["features"]):
        shape = shapely.geometry.shape(feature["geometry"])
        places = shapely.get_coordinates(shape)
        assert np.abs(places[:, 0]).max() <= 180
        assert (places == np.round(places, 6)).all()
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon":
                areas += 1
                assert part.exterior.is_ccw
                assert not any(hole.is_ccw for hole in part.interiors)
    assert areas


def test_a_layer_is_written_right_handed_by_the_command(tmp_path: Path) -> None:
    out = tmp_path / "sea.geojson"
    assert main(["export", "geojson", "--layer", "south-china-sea", "--out", str(out)]) == 0
    assert (
        max(len(digits) for digits in re.findall(r"\d\.(\d+)", out.read_text("utf-8").split('"geometry"')[1]))
        <= 6
    )
    shapes = [
        shapely.geometry.shape(one["geometry"]) for one in json.loads(out.read_text("utf-8"))["features"]
    ]
    assert all(
        part.exterior.is_ccw
        for shape in shapes
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
    )


def test_kml_keeps_the_order_of_its_standard_and_every_style_that_it_names(
    closed: Tables, nato_pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "scene.kml"
    write_kml(closed, nato_pack, path)
    (document,) = ET.parse(path).getroot()  # noqa: S314 - our own file
    order = ["name", "description", "styleUrl", "Style", "ExtendedData", "Schema", "Folder"]
    order += ["Placemark", "Point", "LineString", "Polygon", "MultiGeometry"]
    for parent in document.iter():
        tags = [child.tag.removeprefix(f"{{{KML}}}") for child in parent]
        if {"name", "Placemark"} & set(tags):
            assert tags == sorted(tags, key=order.index)
    styles = {f"#{style.attrib['id']}" for style in document.iter(f"{{{KML}}}Style")}
    named = {url.text for url in document.iter(f"{{{KML}}}styleUrl")}
    assert named == styles


def test_kml_is_valid_by_the_schema_of_its_standard(closed: Tables, nato_pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "scene.kml"
    write_kml(closed, nato_pack, path)
    schema = etree.XMLSchema(file=str(Path(fastkml.__file__).parent / "schema" / "ogckml22.xsd"))
    schema.assertValid(etree.parse(path))


def test_hostile_texts_stay_text_on_a_globe_and_in_a_database(tmp_path: Path) -> None:
    pack = read_pack(write_hostile_pack(tmp_path / "pack"))
    layer = next(layer for layer in pack.layers if layer.id == "collision-2010")
    layer = layer.model_copy(update={"caveat": f"\x1b{HOSTILE}"})
    tables = {layer.id: list_features(load_layer(pack, layer), layer, pack)}
    write_kml(tables, pack, tmp_path / "hostile.kml")
    root = ET.parse(tmp_path / "hostile.kml").getroot()  # noqa: S314 - our own file
    assert root.findtext(f".//{{{KML}}}Folder/{{{KML}}}name") == HOSTILE
    description = root.findtext(f".//{{{KML}}}Placemark/{{{KML}}}description")
    assert description is not None
    assert "&lt;img src=x" in description
    assert {part.split(">")[0] for part in description.split("<")[1:]} == {"b", "/b", "br/"}
    balloons = {balloon.findtext(f"{{{KML}}}text") for balloon in root.iter(f"{{{KML}}}BalloonStyle")}
    assert balloons == {"<h3>$[name]</h3>$[description]"}
    write_geopackage(tables, pack, tmp_path / "hostile.gpkg")
    assert HOSTILE in pyogrio.read_dataframe(tmp_path / "hostile.gpkg", layer=layer.id)["title"].to_list()


def test_the_command_writes_a_layer_and_says_where_a_scene_has_no_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "islands.kml"
    assert main(["export", "kml", "--layer", "senkaku-diaoyu", "--names", "ja", "--out", str(out)]) == 0
    assert "尖閣諸島" in out.read_text(encoding="utf-8")
    assert "islands.kml" in capsys.readouterr().err
    assert main(["export", "gpkg", "--layer", "senkaku-diaoyu", "--out", str(tmp_path / "no/such.gpkg")]) == 2
    assert "cannot be written" in capsys.readouterr().err
