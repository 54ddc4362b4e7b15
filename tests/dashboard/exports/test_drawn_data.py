"""Data that opens as drawn: styles and names of columns, times and tours, extents, figures, annotations."""

import csv
import io
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import fastkml
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dashboard.cli.main import main
from dashboard.exports.vector.annotations import CONTEXT, write_annotations
from dashboard.exports.vector.features import list_scene_features, measure_bbox, write_scene
from dashboard.exports.vector.figures import guard_cell, write_figures
from dashboard.exports.vector.frames import Tables
from dashboard.exports.vector.geopackage import write_geopackage
from dashboard.exports.vector.kml import GX, KML, write_kml
from dashboard.wording.wording import Wording
from geodata.geometry.antimeridian import split_at_antimeridian
from geodata.packs.pack import Pack, read_pack
from geodata.scenes import find_scene, resolve_scene
from tests.support.hostile import HOSTILE, write_hostile_pack

SCENES = ("goes-east", "chinas-lanes")
MOTIVATIONS = {"describing", "linking"}


@pytest.fixture(scope="module")
def tables(nato_pack: Pack) -> Tables:
    found: Tables = {}
    for scene in SCENES:
        resolved = resolve_scene(nato_pack, find_scene(nato_pack, scene))
        found = {**found, **list_scene_features(resolved, nato_pack)}
    return found


@pytest.fixture(scope="module")
def package(tables: Tables, nato_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "scenes.gpkg"
    write_geopackage(tables, nato_pack, path)
    return path


@pytest.fixture(scope="module")
def globe(tables: Tables, nato_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kml") / "scenes.kml"
    write_kml(tables, nato_pack, path, scenes=[find_scene(nato_pack, scene) for scene in SCENES])
    return path


def ask(path: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(question).fetchall()


def test_each_table_of_a_geopackage_has_one_default_style_on_its_own_geometry(
    package: Path, tables: Tables
) -> None:
    styles = ask(package, "SELECT f_table_name, f_geometry_column, useAsDefault FROM layer_styles")
    assert styles == [(table, "geom", 1) for table in tables]
    geometries = set(ask(package, "SELECT table_name, column_name FROM gpkg_geometry_columns"))
    assert geometries == {(table, "geom") for table in tables}


@pytest.mark.parametrize(
    ("table", "kind", "classes"),
    [
        ("lane-gulf-china", "line", ["SimpleLine", "SimpleLine"]),
        ("events-brief", "marker", ["SimpleMarker"]),
        ("members-nato", "fill", ["SimpleFill", "SimpleLine"]),
    ],
)
def test_a_style_draws_lanes_as_lines_events_as_marks_and_members_as_filled_areas(
    table: str, kind: str, classes: list[str], package: Path
) -> None:
    ((style,),) = ask(package, f"SELECT styleQML FROM layer_styles WHERE f_table_name = '{table}'")  # noqa: S608
    symbol = ET.fromstring(style).find(".//symbol")  # noqa: S314 - our own file
    assert symbol is not None
    assert symbol.get("type") == kind
    assert [layer.get("class") for layer in symbol.iter("layer")] == classes


def test_a_style_writes_names_on_the_map_and_colours_of_the_theme(package: Path) -> None:
    ((style,),) = ask(package, "SELECT styleQML FROM layer_styles WHERE f_table_name = 'lane-gulf-china'")
    root = ET.fromstring(style)  # noqa: S314 - our own file
    text = root.find(".//text-style")
    assert text is not None
    assert text.get("fieldName") == "name"
    colours = [prop.get("v") for prop in root.iter("prop") if prop.get("k") == "line_color"]
    assert colours == ["255,255,255,217", "18,48,90,255"]


def test_columns_of_a_geopackage_have_titles_by_the_extension_for_schemas(package: Path) -> None:
    titles = ask(
        package, "SELECT column_name, title FROM gpkg_data_columns WHERE table_name = 'lane-gulf-china'"
    )
    columns = [row[1] for row in ask(package, "PRAGMA table_info('lane-gulf-china')")]
    assert {name for name, _ in titles} == {*columns} - {"fid", "geom"}
    assert ("length_km", "Length") in titles
    assert len({title for _, title in titles}) == len(titles)
    extended = ask(package, "SELECT table_name, extension_name FROM gpkg_extensions")
    assert ("gpkg_data_columns", "gpkg_schema") in extended


def test_things_with_a_date_are_on_a_globe_from_that_date_on(globe: Path, tables: Tables) -> None:
    root = ET.parse(globe).getroot()  # noqa: S314 - our own file
    folder = root.find(f".//{{{KML}}}Folder[@id='layer-events-brief']")
    assert folder is not None
    begun = [span.findtext(f"{{{KML}}}begin") for span in folder.iter(f"{{{KML}}}TimeSpan")]
    assert begun == [feature["properties"]["date"] for feature in tables["events-brief"]]
    lane = root.find(f".//{{{KML}}}Folder[@id='layer-lane-gulf-china']")
    assert lane is not None
    assert list(lane.iter(f"{{{KML}}}TimeSpan")) == []


def test_a_tour_flies_to_every_scene_in_order_and_shows_its_layers_alone(
    globe: Path, nato_pack: Pack, tables: Tables
) -> None:
    root = ET.parse(globe).getroot()  # noqa: S314 - our own file
    (tour,) = root.iter(f"{{{GX}}}Tour")
    looks = [
        (float(look.findtext(f"{{{KML}}}longitude") or ""), float(look.findtext(f"{{{KML}}}latitude") or ""))
        for look in tour.iter(f"{{{KML}}}LookAt")
    ]
    cameras = [find_scene(nato_pack, scene).camera for scene in SCENES]
    assert looks == [((one.west + one.east) / 2, (one.south + one.north) / 2) for one in cameras]
    shown = [
        {
            folder.get("targetId", "").removeprefix("layer-")
            for folder in change
            if folder.findtext(f"{{{KML}}}visibility") == "1"
        }
        for change in tour.iter(f"{{{KML}}}Change")
    ]
    assert shown == [set(find_scene(nato_pack, scene).layers) & tables.keys() for scene in SCENES]
    assert [child.tag for child in tour.iter() if child.tag.startswith(f"{{{GX}}}")][:2] == [
        f"{{{GX}}}Tour",
        f"{{{GX}}}Playlist",
    ]


def test_a_globe_file_with_a_tour_is_valid_by_the_schemas_of_kml_and_its_extension(globe: Path) -> None:
    folder = Path(fastkml.__file__).parent / "schema"
    both = (
        '<schema xmlns="http://www.w3.org/2001/XMLSchema">'
        f'<import namespace="{KML}" schemaLocation="{(folder / "ogckml22.xsd").as_uri()}"/>'
        f'<import namespace="{GX}" schemaLocation="{(folder / "kml22gx.xsd").as_uri()}"/></schema>'
    )
    etree.XMLSchema(etree.fromstring(both)).assertValid(etree.parse(globe))


def test_a_scene_as_geojson_says_its_extent(nato_pack: Pack) -> None:
    written = json.loads(
        write_scene(resolve_scene(nato_pack, find_scene(nato_pack, "senkaku-diaoyu")), nato_pack)
    )
    west, south, east, north = written["bbox"]
    shapes = [shapely.geometry.shape(one["geometry"]) for one in written["features"] if one["geometry"]]
    assert (west, south, east, north) == tuple(shapely.total_bounds(shapes))


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ([(10, 0, 20, 5)], [10, 0, 20, 5]),
        ([(170, -20, 190, -10)], [170, -20, -170, -10]),
        ([(100, 0, 130, 5), (-130, 0, -120, 9)], [100, 0, -120, 9]),
        ([(-10, 0, 5, 5), (3, 1, 40, 9)], [-10, 0, 40, 9]),
        ([(-180, -80, 180, 80)], [-180, -80, 180, 80]),
    ],
)
def test_an_extent_is_the_narrowest_and_crosses_180_where_that_is_shorter(
    boxes: list[tuple[float, float, float, float]], expected: list[float]
) -> None:
    assert measure_bbox(split_at_antimeridian(shapely.box(*box)) for box in boxes) == expected


def test_no_shape_has_no_extent() -> None:
    assert measure_bbox([]) is None
    assert measure_bbox([shapely.Point()]) is None


@given(st.lists(st.tuples(st.integers(-180, 180), st.integers(-80, 80)), min_size=1, max_size=8))
def test_every_place_lies_in_the_extent(places: list[tuple[int, int]]) -> None:
    extent = measure_bbox(shapely.points(places))
    assert extent is not None
    west, south, east, north = extent
    for lon, lat in places:
        assert south <= lat <= north
        assert west <= lon <= east or (west > east and (lon >= west or lon <= east))


def read_rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table)))


def test_figures_say_value_unit_status_licence_and_source(nato_pack: Pack) -> None:
    scene = resolve_scene(nato_pack, find_scene(nato_pack, "chinas-lanes"))
    rows = read_rows(write_figures([scene], nato_pack))
    (length,) = [
        row
        for row in rows
        if row["layer"] == "lane-gulf-china"
        and row["figure"] == "length_km"
        and row["layer_title"] != "What if"
    ]
    assert float(length["value"]) == pytest.approx(10_667, abs=150)
    assert (length["unit"], length["status"], length["notional"]) == ("km", "notional", "True")
    assert "GSHHG" in length["sources"]
    assert "LGPL" in length["licence"]
    extra = [row for row in rows if row["figure"] == "extra_km"]
    assert {row["layer_title"] for row in extra} == {"What if"}


def test_figures_of_lanes_inside_bands_are_told_in_per_cent_and_as_notional(nato_pack: Pack) -> None:
    scene = resolve_scene(nato_pack, find_scene(nato_pack, "anti-access"))
    rows = [row for row in read_rows(write_figures([scene], nato_pack)) if row["unit"] == "%"]
    assert len(rows) == 3 * len(scene.covers)
    assert {row["notional"] for row in rows} == {"True"}
    told = {row["figure"]: float(row["value"]) for row in rows if row["layer"] == "lane-gulf-japan"}
    spread = scene.covers["lane-gulf-japan", "band-medium-range"]
    assert told["share_inside_band-medium-range_outer"] == pytest.approx(100 * spread.outer, abs=0.01)


@given(st.text(max_size=5))
def test_no_cell_of_figures_is_computed_by_a_spreadsheet(text: str) -> None:
    assert not guard_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.fixture(scope="module")
def annotations(nato_pack: Pack) -> dict[str, Any]:
    passages = {passage.id for passage in nato_pack.passages}
    layers = {layer.id for layer in nato_pack.layers}
    held: dict[str, Any] = json.loads(write_annotations(Wording(nato_pack), passages=passages, layers=layers))
    return held


def test_a_collection_of_annotations_keeps_to_its_model(annotations: Mapping[str, Any]) -> None:
    # Web Annotation Data Model, 5.1 and 5.2: context, id, type; total; items in the page
    assert annotations["@context"][0] == CONTEXT
    assert annotations["type"] == "AnnotationCollection"
    page = annotations["first"]
    assert page["type"] == "AnnotationPage"
    assert annotations["total"] == len(page["items"])
    ids = [annotations["id"], page["id"], *(one["id"] for one in page["items"])]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("urn:seabrief:") for name in ids)


def test_every_annotation_has_a_body_and_finds_its_quote(
    annotations: Mapping[str, Any], nato_pack: Pack
) -> None:
    # Web Annotation Data Model, 3.1 (id, type, target), 3.2.4 (textual bodies), 4.2.4 (text quote selector)
    quotes = {passage.quote: passage for passage in nato_pack.passages}
    for one in annotations["first"]["items"]:
        assert one["type"] == "Annotation"
        assert one["motivation"] in MOTIVATIONS
        selector = one["target"]["selector"]
        assert selector["type"] == "TextQuoteSelector"
        passage = quotes[selector["exact"]]
        assert selector.get("prefix", "") == passage.prefix
        assert one["target"]["source"] == nato_pack.brief.url
        bodies = one["body"] if isinstance(one["body"], list) else [one["body"]]
        assert all(body["value"] for body in bodies if body["type"] == "TextualBody")


def test_every_link_is_an_annotation_with_status_date_and_sources(
    annotations: Mapping[str, Any], nato_pack: Pack
) -> None:
    links = {
        (one["id"].split(":")[-2], one["body"][1]["id"].split(":")[-1]): one
        for one in annotations["first"]["items"]
        if one["motivation"] == "linking"
    }
    expected = {(link.passage, layer.id) for layer in nato_pack.layers for link in layer.links}
    assert links.keys() == expected
    band = links["D3", "band-medium-range"]
    data = band["body"][1]
    assert (data["type"], data["status"], data["notional"]) == ("Dataset", "notional", True)
    assert data["sources"]
    assert band["linkKind"] in {"names", "implies", "context"}


def test_hostile_texts_stay_texts_in_styles_figures_and_annotations(tmp_path: Path) -> None:
    pack = read_pack(write_hostile_pack(tmp_path / "hostile pack"))
    scene = resolve_scene(pack, find_scene(pack, "first"))
    tables = list_scene_features(scene, pack)
    write_geopackage(tables, pack, tmp_path / "hostile.gpkg")
    for (style,) in ask(tmp_path / "hostile.gpkg", "SELECT styleQML FROM layer_styles"):
        assert ET.fromstring(style).tag == "qgis"  # noqa: S314 - our own file
    write_kml(tables, pack, tmp_path / "hostile.kml", scenes=[scene.scene])
    assert ET.parse(tmp_path / "hostile.kml").getroot().tag == f"{{{KML}}}kml"  # noqa: S314 - our own file
    shown = HOSTILE.replace("\u202e", "").replace("\u202c", "")
    assert shown in {row["layer_title"] for row in read_rows(write_figures([scene], pack))}
    held = json.loads(write_annotations(Wording(pack), passages={"D1"}, layers={"lane-gulf-japan"}))
    assert held["id"] == "urn:seabrief:hostile%20pack"


@pytest.mark.parametrize(("form", "ending"), [("csv", "csv"), ("annotations", "jsonld")])
def test_the_command_writes_figures_and_annotations_of_a_layer(
    form: str, ending: str, tmp_path: Path
) -> None:
    out = tmp_path / f"layer.{ending}"
    assert main(["export", form, "--layer", "senkaku-diaoyu", "--out", str(out)]) == 0
    text = out.read_text(encoding="utf-8-sig")
    if form == "csv":
        heights = [row for row in read_rows(text) if row["figure"] == "height_m"]
        assert ("Uotsuri / Diaoyu Dao", "362.0", "m") in {
            (row["feature"], row["value"], row["unit"]) for row in heights
        }
    else:
        layers = {
            one["body"][1]["id"]
            for one in json.loads(text)["first"]["items"]
            if one["motivation"] == "linking"
        }
        assert layers == {"urn:seabrief:nato-goes-east:layer:senkaku-diaoyu"}
