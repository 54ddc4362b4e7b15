"""No file makes the server call an address: every format is read while somebody listens."""

import io
import json
import socket
import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas
import pyproj.network
import pytest
import shapely

from dashboard.webmap.unserved import open_archive
from geodata.errors import SeaBriefError
from geodata.layers.loading import load_layer
from geodata.packs.pack import read_pack
from geodata.uploads.annotations import read_annotations
from geodata.uploads.shapes import READERS, read_upload
from tests.geodata.uploads.test_uploads import change_database, write_geopackage

HERE = "http://127.0.0.1:{port}/marker"


class Listener:
    """Counts who calls it."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.url = HERE.format(port=self.server.getsockname()[1])
        self.calls = 0
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self.server.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()

    def count(self) -> int:
        """Return how many have called, after a call of our own has come through."""
        before = self.calls
        with socket.create_connection(self.server.getsockname()) as own:
            own.settimeout(5)
            assert own.recv(1) == b""
        return max(self.calls - 1, before)


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.server.shutdown(socket.SHUT_RDWR)
    listening.server.close()
    listening.thread.join(timeout=5)


def list_systems(url: str) -> list[object]:
    """Return members `crs` that lead elsewhere."""
    return [
        {"type": "link", "properties": {"href": url, "type": "proj4"}},
        {"type": "link", "properties": {"href": url, "name": "EPSG:4326"}},
        {"type": "URL", "properties": {"url": url}},
        {"type": "name", "properties": {"name": url}},
        {"type": "name", "properties": {"name": f"/vsicurl/{url}"}},
        {"type": "name", "properties": {"name": f"+proj=longlat +nadgrids={url}"}},
        {"type": "ogc", "properties": {"urn": url}},
        url,
    ]


def list_geojson(url: str) -> list[bytes]:
    point: dict[str, Any] = {"type": "Point", "coordinates": [120, 20]}
    documents = []
    for system in list_systems(url):
        feature = {"type": "Feature", "properties": {"name": url}, "geometry": point}
        documents += [
            {"type": "FeatureCollection", "crs": system, "features": [feature]},
            {"type": "FeatureCollection", "features": [{**feature, "crs": system}]},
            {**feature, "geometry": {**point, "crs": system}},
            {**point, "crs": system, "$ref": url, "@context": url},
        ]
    return [json.dumps(document).encode() for document in documents]


def list_geopackages(url: str) -> list[bytes]:
    frame = geopandas.GeoDataFrame({"name": [url]}, geometry=[shapely.Point(120, 20)], crs="EPSG:4326")
    whole = write_geopackage(frame)
    datum = 'GEOGCS["x",DATUM["x",SPHEROID["x",6378137,298.25],EXTENSION["PROJ4_GRIDS","{0}"]],PRIMEM["g",0]'
    definitions = [url, f"/vsicurl/{url}", f"+proj=longlat +nadgrids={url}", f"+init={url}", f"URN:{url}"]
    definitions.append(datum.format(url) + ',UNIT["degree",0.0174532925199433]]')
    change = "UPDATE gpkg_spatial_ref_sys SET organization = 'x', definition = '{0}' WHERE srs_id = 4326"
    view = f"CREATE VIEW v AS SELECT load_extension('{url}'), writefile('{url}', 'x')"
    virtual = "CREATE VIRTUAL TABLE w USING fts5(x)"
    return [change_database(whole, change.format(text)) for text in definitions] + [
        change_database(
            whole, view, "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('v', 'features')"
        ),
        change_database(whole, virtual, f"INSERT INTO w VALUES ('{url}')"),  # noqa: S608 - our own
    ]


def list_kml(url: str) -> list[bytes]:
    placemark = "<Placemark><name>x</name>{0}<Point><coordinates>120,20</coordinates></Point></Placemark>"
    inside = [
        f"<NetworkLink><Link><href>{url}</href></Link></NetworkLink>",
        f"<NetworkLink><Url><href>{url}</href></Url></NetworkLink>",
        f"<Style id='s'><IconStyle><Icon><href>{url}</href></Icon></IconStyle></Style>",
        f"<GroundOverlay><Icon><href>{url}</href></Icon></GroundOverlay>",
        f"<Schema name='x' id='{url}'><SimpleField type='string' name='y'/></Schema>",
    ]
    within = [
        f"<styleUrl>{url}#s</styleUrl>",
        f"<ExtendedData><SchemaData schemaUrl='{url}#s'/></ExtendedData>",
        f"<description>&lt;img src='{url}'&gt;</description>",
        f"<Model><Link><href>{url}</href></Link></Model>",
    ]
    bodies = [part + placemark.format("") for part in inside] + [placemark.format(part) for part in within]
    instance = "http://www.w3.org/2001/XMLSchema-instance"
    space = "http://www.opengis.net/kml/2.2"
    head = f'<kml xmlns="{space}" xmlns:i="{instance}" i:schemaLocation="{space} {url}">'
    written = [f"{head}<Document>{body}</Document></kml>".encode() for body in bodies]
    doctype = f'<!DOCTYPE kml SYSTEM "{url}">'.encode()
    sheet = f'<?xml-stylesheet href="{url}"?>'.encode()
    return [*written, doctype + written[0], sheet + written[0]]


def list_kmz(url: str) -> list[bytes]:
    packed = []
    for document in list_kml(url):
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            archive.writestr("doc.kml", document)
        packed.append(written.getvalue())
    return packed


def list_tables(url: str) -> list[bytes]:
    return [
        f"name,lat,lon,link\n{url},20,120,/vsicurl/{url}\n".encode(),
        f"wkt\n{url}\n".encode(),
        f"wkt\nPOINT (1 2)\n{url}\n".encode(),
    ]


def list_gpx(url: str) -> list[bytes]:
    space = 'xmlns="http://www.topografix.com/GPX/1/1" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
    inside = f'<name>x</name><link href="{url}"/><url>{url}</url>'
    head = f'<gpx {space} i:schemaLocation="x {url}">'
    return [f'{head}<wpt lat="20" lon="120">{inside}</wpt></gpx>'.encode()]


MAKERS = {
    ".geojson": list_geojson,
    ".json": list_geojson,
    ".geojsonl": list_geojson,
    ".geojsons": list_geojson,
    ".ndjson": list_geojson,
    ".gpkg": list_geopackages,
    ".kml": list_kml,
    ".kmz": list_kmz,
    ".gpx": list_gpx,
    ".csv": list_tables,
    ".tsv": list_tables,
}
"""Ending -> what makes files of the format that name an address wherever it has room for one."""


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_no_file_of_any_format_calls_an_address_that_it_names(suffix: str, listener: Listener) -> None:
    pyproj.network.set_network_enabled(active=True)
    try:
        drawn = 0
        for content in MAKERS[suffix](listener.url):
            try:
                drawn += len(read_upload(f"a{suffix}", content).frame)
            except SeaBriefError:
                continue
        assert drawn
        assert listener.count() == 0
    finally:
        pyproj.network.set_network_enabled(active=False)


def test_the_listener_hears_a_call(listener: Listener) -> None:
    socket.create_connection(listener.server.getsockname()).close()
    assert listener.count() == 1


def test_converting_coordinates_needs_no_network() -> None:
    pyproj.network.set_network_enabled(active=True)
    metres = geopandas.GeoDataFrame(geometry=[shapely.Point(120, 20)], crs=4326).to_crs(3857)
    read_upload("a.gpkg", write_geopackage(metres.assign(name="x")))
    assert not pyproj.network.is_network_enabled()


def test_saved_notes_call_nobody(listener: Listener) -> None:
    for content in list_geojson(listener.url):
        document = json.loads(content) | {"seabrief_annotations": 1}
        with pytest.raises(SeaBriefError):
            read_annotations("a.geojson", json.dumps(document).encode())
    assert listener.count() == 0


@pytest.mark.parametrize("packed", [False, True])
def test_the_shapes_of_a_pack_call_nobody(packed: bool, harbour: Path, listener: Listener) -> None:  # noqa: FBT001
    file = harbour / "features/basin.geojson"
    collection = json.loads(file.read_text(encoding="utf-8"))
    loaded = 0
    for system in list_systems(listener.url):
        marked = [{**feature, "crs": system} for feature in collection["features"]]
        changed = {**collection, "crs": system}, {**collection, "features": marked}
        for document in changed:
            file.write_text(json.dumps(document), encoding="utf-8")
            try:
                opened = open_archive(_zip(harbour), "a.zip") if packed else None
                pack = opened.pack if opened else read_pack(harbour)
            except SeaBriefError:
                continue
            loaded += sum(len(load_layer(pack, layer)) for layer in pack.layers)
    assert loaded
    assert listener.count() == 0


def _zip(folder: Path) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    return written.getvalue()


def test_nothing_but_the_columns_of_a_table_is_read_from_a_database() -> None:
    frame = geopandas.GeoDataFrame({"name": ["x"]}, geometry=[shapely.Point(120, 20)], crs="EPSG:4326")
    whole = write_geopackage(frame)
    content = change_database(
        whole,
        "CREATE TABLE secret (x)",
        "ALTER TABLE a ADD COLUMN stolen TEXT GENERATED ALWAYS AS (upper('marker')) VIRTUAL",
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO secret VALUES (randomblob(10)); END",
    )
    assert "MARKER" not in read_upload("a.gpkg", content).frame.to_json()
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        assert database.execute("SELECT stolen FROM a").fetchone() == ("MARKER",)
