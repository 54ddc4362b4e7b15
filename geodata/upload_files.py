"""Open the files of strangers: one format each, nothing that they name beside them."""

import csv
import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn
from xml.parsers import expat

import geopandas
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, GeometryError
from shapely.errors import GEOSException

from geodata.errors import UploadError
from geodata.zip_files import DamagedZipError, open_zip, read_entry

MAX_PARTS = 100
"""Most files in a KMZ archive."""
MAX_UNPACKED_BYTES = 50_000_000
"""Most bytes that the archive may hold when unpacked."""
MAX_LAYERS = 20
"""Most layers of a GeoPackage or folders of a KML file."""
ENDINGS = {"GeoJSON": ".geojson", "GPKG": ".gpkg", "KML": ".kml"}
"""Driver of GDAL -> ending of the files that it reads."""
SQLITE = b"SQLite format 3\0"
LONGITUDES = ("lon", "longitude", "long", "lng", "x")
LATITUDES = ("lat", "latitude", "y")
"""Headers of a table, in any case of letters, that hold degrees."""
SHAPES = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)


def read_geojson(name: str, content: bytes) -> geopandas.GeoDataFrame:
    """Return the features of a GeoJSON document; of its members only features and the named CRS count."""
    document = parse_json(name, decode_text(name, content))
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Topology":
        raise UploadError(name, "This is TopoJSON. Save the layer as GeoJSON.")
    if kind in SHAPES:
        document = {"type": "Feature", "properties": {}, "geometry": document}
    features = document.get("features") if kind == "FeatureCollection" else [document]
    if kind not in {*SHAPES, "Feature", "FeatureCollection"} or not isinstance(features, list):
        problem = "Expected a GeoJSON object of type FeatureCollection, Feature or a geometry."
        raise UploadError(name, problem)
    plain = {"type": "FeatureCollection", "features": features}
    if isinstance(document.get("crs"), Mapping):
        plain["crs"] = document["crs"]
    return _open(name, json.dumps(plain).encode(), driver="GeoJSON")


def parse_json(name: str, text: str) -> Any:  # noqa: ANN401 - whatever the document holds
    """Return what a JSON document of a stranger holds.

    Raises
    ------
    UploadError
        It is no JSON, too deep, or holds a number that is not finite.
    """

    def refuse(constant: str) -> NoReturn:
        raise UploadError(name, f"The file holds {constant}. Every coordinate has to be a finite number.")

    try:
        return json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        problem = f"This is not JSON: {error.msg} in line {error.lineno}."
        raise UploadError(name, f"{problem} The file may be cut off.") from error
    except RecursionError as error:
        raise UploadError(name, "The JSON is nested too deeply.") from error


def read_geopackage(name: str, content: bytes) -> geopandas.GeoDataFrame:
    """Return the features of all tables of a GeoPackage; views, which can hold any query, are refused."""
    if not content.startswith(SQLITE):
        raise UploadError(name, "This is not a GeoPackage: it does not start as an SQLite file does.")
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.deserialize(content)
            kinds = {kind for (kind,) in database.execute("SELECT DISTINCT type FROM sqlite_master")}
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise UploadError(name, "The GeoPackage is damaged. Save it again.") from error
    if "view" in kinds:
        raise UploadError(name, "The GeoPackage has views. Save its layers as tables.")
    return _open(name, content, driver="GPKG")


def read_kml(name: str, content: bytes) -> geopandas.GeoDataFrame:
    """Return the placemarks of a KML document; entities are refused, and what it links is not fetched."""
    roots: list[str] = []
    parser = expat.ParserCreate(namespace_separator="|")
    parser.StartElementHandler = lambda tag, _: None if roots else roots.append(tag)

    def refuse(*_: object) -> None:
        raise UploadError(name, "The KML file has a document type with entities, which is not read.")

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the last part
    except expat.ExpatError as error:
        raise UploadError(name, f"This is not well-formed XML: {error}.") from error
    if roots[0].rpartition("|")[2] != "kml":
        raise UploadError(name, "This is not KML: its outermost element has another name.")
    return _open(name, content, driver="KML")


def read_kmz(name: str, content: bytes) -> geopandas.GeoDataFrame:
    """Return the placemarks of the document in a KMZ archive, which is never unpacked to a disk."""
    try:
        with open_zip(content) as archive:
            document = _find_document(name, archive)
            unpacked = read_entry(archive, document, most_bytes=MAX_UNPACKED_BYTES + 1)
    except DamagedZipError as error:
        problem = "The archive is damaged, encrypted or packed in an unusual way. Save it again."
        raise UploadError(name, problem) from error
    if len(unpacked) > MAX_UNPACKED_BYTES:
        raise UploadError(name, f"The document has more than {MAX_UNPACKED_BYTES / 1e6:.0f} MB unpacked.")
    return read_kml(name, unpacked)


def _find_document(name: str, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        problem = f"The archive holds more than {MAX_PARTS} files or {MAX_UNPACKED_BYTES / 1e6:.0f} MB."
        raise UploadError(name, problem)
    documents = [part for part in parts if PurePosixPath(part.filename).suffix.lower() == ".kml"]
    if not documents:
        raise UploadError(name, "The archive holds no KML document.")
    return documents[0]


def read_table(name: str, content: bytes) -> geopandas.GeoDataFrame:
    """Return the points of a table with columns of longitude and latitude in degrees."""
    text = decode_text(name, content)
    try:
        separator = csv.Sniffer().sniff(text[:4096].splitlines()[0], ",;\t").delimiter
    except (csv.Error, IndexError):
        separator = ","
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise UploadError(name, f"The table cannot be read: {error}.") from error
    header, *body = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)] or [
        []
    ]
    columns = [_find_column(name, header, known) for known in (LONGITUDES, LATITUDES)]
    for line, row in enumerate(body, start=2):
        if len(row) != len(header):
            raise UploadError(name, f"Row {line} has {len(row)} cells; the header has {len(header)}.")
    table = pd.DataFrame(body, columns=header)
    lon, lat = (_read_degrees(name, table, header[column]) for column in columns)
    kept = table.drop(columns=[header[column] for column in columns])
    return geopandas.GeoDataFrame(kept, geometry=geopandas.points_from_xy(lon, lat), crs="EPSG:4326")


def _find_column(name: str, header: list[str], known: tuple[str, ...]) -> int:
    lowered = [cell.lower() for cell in header]
    if len(set(lowered)) != len(lowered):
        raise UploadError(name, "Two columns of the table have the same header.")
    found = next((lowered.index(word) for word in known if word in lowered), None)
    if found is None:
        raise UploadError(name, f"Expected a column called {' or '.join(known)}, with degrees as numbers.")
    return found


def _read_degrees(name: str, table: pd.DataFrame, column: str) -> "pd.Series[float]":
    degrees = pd.to_numeric(table[column].str.replace(",", ".", regex=False), errors="coerce")
    if degrees.isna().any():
        at = int(degrees.isna().to_numpy().argmax())
        problem = f"Row {at + 2}, column {column}: expected degrees as a number, found {table[column][at]!r}."
        raise UploadError(name, problem)
    return degrees


def decode_text(name: str, content: bytes) -> str:
    """Return the text of a stranger's file.

    Raises
    ------
    UploadError
        It is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"The text is not UTF-8 (byte {error.start}). Save the file again as UTF-8."
        raise UploadError(name, problem) from error


def _open(name: str, content: bytes, *, driver: str) -> geopandas.GeoDataFrame:
    """Return the features of all layers of a file, which has to be of one driver of GDAL.

    GDAL warns of a file in memory, which has no ending; so it gets one in a folder of its own.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{ENDINGS[driver]}"
        path.write_bytes(content)
        try:
            found = pyogrio.read_info(path)["driver"]
            layers = [layer for layer, kind in pyogrio.list_layers(path) if kind]
            frames = [_read_layer(path, layer) for layer in layers[: MAX_LAYERS + 1]]
        except (DataSourceError, DataLayerError, GeometryError, GEOSException) as error:
            raise UploadError(name, f"The file cannot be read as {driver}. It may be damaged.") from error
    if found not in {driver, f"LIB{driver}"}:
        raise UploadError(name, f"The file looks like {found}, not {driver}.")
    if not 0 < len(frames) <= MAX_LAYERS:
        raise UploadError(name, f"Expected 1 to {MAX_LAYERS} layers with shapes, found {len(layers)}.")
    if len({frame.crs for frame in frames}) > 1:
        raise UploadError(name, "The layers of the file have different coordinates. Save one layer alone.")
    joined: Any = pd.concat(frames, ignore_index=True)
    return geopandas.GeoDataFrame(joined, geometry="geometry", crs=frames[0].crs)


def _read_layer(path: Path, layer: str) -> geopandas.GeoDataFrame:
    frame = pyogrio.read_dataframe(path, layer=layer, force_2d=True, datetime_as_string=True)
    return geopandas.GeoDataFrame(frame, geometry="geometry")
