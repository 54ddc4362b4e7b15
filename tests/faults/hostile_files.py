"""Files that are large, deep, crossed, damaged or packed to burst: what a stranger may bring, made by code.

All of them come from a seed, so that every run measures the same bytes. Their words are harmless markers.
"""

# ruff: noqa: S608 - the tables are our own

import gzip
import io
import json
import math
import random
import sqlite3
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from pptx import Presentation

from tests.support.harbour import pack_folder, write_harbour
from tests.support.kml import write_area, write_kml, write_placemark
from tests.support.pdfs import compress_pdf, encrypt_pdf, write_pdf

MARKER = "{{7*7}}"
Draw = random.Random
Make = Callable[[Draw], bytes]
Pairs = list[list[float]]


@dataclass(frozen=True)
class HostileFile:
    """What a stranger brings."""

    title: str
    """What is wrong with it."""
    reader: str
    """What reads it: `shapes`, `annotations`, `pack`, `text`, `template` or `address`."""
    name: str
    """Name under which it comes."""
    make: Make
    """Makes its bytes."""


def list_hostile_files() -> list[HostileFile]:
    """Return all of them."""
    named = (
        ("shapes", _list_geojson()),
        ("shapes", _list_xml()),
        ("shapes", _list_tables()),
        ("shapes", _list_geopackages()),
        ("annotations", _list_annotations()),
        ("pack", _list_packs()),
        ("text", _list_texts()),
        ("template", _list_templates()),
        ("address", _list_addresses()),
    )
    return [
        HostileFile(title, reader, name, make) for reader, listed in named for title, name, make in listed
    ]


Listed = Iterable[tuple[str, str, Make]]


def _fix(content: bytes | str) -> Make:
    return lambda _draw: content.encode() if isinstance(content, str) else content


def _pack(files: Mapping[str, bytes | str], *, level: int = 9) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


# GeoJSON


def _collect(geometries: Iterable[object], properties: Callable[[int], object] = lambda _n: {}) -> bytes:
    features = [
        {"type": "Feature", "properties": properties(number), "geometry": geometry}
        for number, geometry in enumerate(geometries)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _point(lon: float = 0, lat: float = 0) -> object:
    return {"type": "Point", "coordinates": [lon, lat]}


def _polygon(*rings: Pairs) -> object:
    return {"type": "Polygon", "coordinates": rings}


def _close(corners: Pairs) -> Pairs:
    return [*corners, corners[0]]


def _scatter(draw: Draw, count: int, *, wide: float = 20) -> Pairs:
    """Return a ring of random corners, whose edges cross about as often as they can."""
    corners = [[round(draw.uniform(0, wide), 5), round(draw.uniform(0, wide), 5)] for _ in range(count)]
    return _close(corners)


def _crossed(draw: Draw, polygons: int, corners: int) -> bytes:
    return _collect(_polygon(_scatter(draw, corners)) for _ in range(polygons))


def _comb(_draw: Draw, teeth: int) -> bytes:
    """Return two combs, one lying across the other: every tooth crosses every tooth."""
    across = [[x, y] for n in range(teeth) for x, y in ((n / teeth, 0), ((n + 0.5) / teeth, 1))]
    along = [[y, x] for x, y in across]
    return _collect([_polygon(_close([*across, *along]))])


def _zigzag(_draw: Draw, count: int) -> bytes:
    line = [[-179.0 if n % 2 else 179.0, -60 + n * 120 / count] for n in range(count)]
    return _collect([{"type": "LineString", "coordinates": line}])


def _rings(draw: Draw, count: int, *, same: bool) -> bytes:
    def make() -> Pairs:
        x, y = (0, 0) if same else (draw.uniform(-170, 170), draw.uniform(-80, 80))
        return [[x, y], [x + 1, y], [x, y + 1], [x, y]]

    parts = [[make()] for _ in range(count)]
    return _collect([{"type": "MultiPolygon", "coordinates": parts}])


def _holes(_draw: Draw, count: int) -> bytes:
    shell = [[-10, -10], [10, -10], [10, 10], [-10, 10], [-10, -10]]
    hole = [[-1, -1], [1, -1], [1, 1], [-1, -1]]
    return _collect([_polygon(shell, *[hole] * count)])


def _spiral(_draw: Draw, count: int) -> bytes:
    ways = [
        [round(n / count * 60 * math.cos(n / 5), 5), round(n / count * 60 * math.sin(n / 5), 5)]
        for n in range(count)
    ]
    return _collect([_polygon(_close(ways))])


def _circle(_draw: Draw, count: int) -> bytes:
    """Return a ring whose simplification drops nearly nothing until late."""
    ring = [
        [round(40 * math.cos(2 * math.pi * n / count), 6), round(40 * math.sin(2 * math.pi * n / count), 6)]
        for n in range(count)
    ]
    return _collect([_polygon(_close(ring))])


def _noise(draw: Draw, count: int) -> bytes:
    line = [[n / count * 300 - 150, draw.uniform(-80, 80)] for n in range(count)]
    return _collect([{"type": "LineString", "coordinates": line}])


def _star(_draw: Draw, count: int) -> bytes:
    """Return a ring that comes back to one corner after every spike."""
    turns = [2 * math.pi * n / count for n in range(count)]
    spikes = [[round(40 * math.cos(turn), 6), round(40 * math.sin(turn), 6)] for turn in turns]
    return _collect([_polygon(_close([corner for spike in spikes for corner in ([0, 0], spike)]))])


def _list_geojson() -> Listed:  # noqa: PLR0915 - a list
    short = '{"type":"FeatureCollection","features":['
    flat = '{"type":"Feature","properties":{%s},"geometry":{"type":"Point","coordinates":[1,2]}}'
    many_keys = ",".join(f'"k{n}":0' for n in range(9_000))
    yield "one polygon of 4,999 random corners", "a.geojson", lambda d: _crossed(d, 1, 4_999)
    yield "ten polygons of 4,999 random corners", "a.geojson", lambda d: _crossed(d, 10, 4_999)
    yield "ninety polygons of 1,000 random corners", "a.geojson", lambda d: _crossed(d, 90, 1_000)
    yield "4,999 polygons of 10 random corners", "a.geojson", lambda d: _crossed(d, 4_999, 10)
    yield "one polygon of 200 random corners", "a.geojson", lambda d: _crossed(d, 1, 200)
    yield "49 polygons of 1,000 corners, each just below", "a.geojson", lambda d: _crossed(d, 49, 199)
    yield "one polygon of 200,000 random corners", "a.geojson", lambda d: _crossed(d, 1, 200_000)
    yield "two combs across each other", "a.geojson", partial(_comb, teeth=2_000)
    yield "two small combs across each other", "a.geojson", partial(_comb, teeth=130)
    yield "a line 100,000 times over 180 degrees", "a.geojson", partial(_zigzag, count=100_000)
    yield "a line 2,999 times over 180 degrees", "a.geojson", partial(_zigzag, count=2_999)
    yield "90,000 areas at one place", "a.geojson", partial(_rings, count=90_000, same=True)
    yield "90,000 areas over each other", "a.geojson", partial(_rings, count=90_000, same=False)
    yield "10,000 areas over each other", "a.geojson", partial(_rings, count=10_000, same=False)
    yield "100,000 equal holes", "a.geojson", partial(_holes, count=100_000)
    yield "10,000 equal holes", "a.geojson", partial(_holes, count=10_000)
    yield "a spiral of 400,000 corners", "a.geojson", partial(_spiral, count=400_000)
    yield "a circle of 250,000 corners", "a.geojson", partial(_circle, count=250_000)
    yield "a line of 250,000 noisy points", "a.geojson", partial(_noise, count=250_000)
    yield "a star of 120,000 spikes from one corner", "a.geojson", partial(_star, count=120_000)
    yield (
        "an edge walked 240,000 times",
        "a.geojson",
        lambda _d: _collect([_polygon([[0, 0], [9, 9]] * 240_000)]),
    )
    yield (
        "20,000 areas at one place, 25 times",
        "a.geojson",
        lambda _d: _collect(
            [{"type": "MultiPolygon", "coordinates": [[[[0, 0], [9, 0], [0, 9], [0, 0]]]] * 4_900}] * 25
        ),
    )
    yield (
        "an object of a million names",
        "a.geojson",
        lambda _d: _collect([_point()], lambda _n: {f"{n:x}": 0 for n in range(900_000)}),
    )
    yield (
        "a list of 2.4 million texts",
        "a.geojson",
        lambda _d: _collect([_point()], lambda _n: {"a": [f"{n:x}" for n in range(1_000_000)]}),
    )
    yield "two million empty rings", "a.geojson", lambda _d: _collect([_polygon(*[[]] * 2_000_000)])
    yield (
        "two million empty polygons",
        "a.geojson",
        lambda _d: _collect([{"type": "MultiPolygon", "coordinates": [[]] * 2_000_000}]),
    )
    yield (
        "450,000 empty points of a collection",
        "a.geojson",
        lambda _d: _collect(
            [{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": []}] * 220_000}]
        ),
    )
    yield (
        "200,000 members without a shape",
        "a.geojson",
        _fix(short + ",".join(["{}"] * 3_000_000) + "]}"),
    )
    yield (
        "9.9 MB of properties, each other names",
        "a.geojson",
        lambda _d: _collect((_point() for _ in range(4_900)), lambda n: {f"k{n}-{m}": m for m in range(120)}),
    )
    yield (
        "9.9 MB of properties, 999 columns",
        "a.geojson",
        lambda _d: _collect((_point() for _ in range(800)), lambda _n: {f"k{m}": m for m in range(999)}),
    )
    yield (
        "4,999 features with one other column each, 999 in all",
        "a.geojson",
        lambda _d: _collect((_point() for _ in range(4_999)), lambda n: {f"k{n % 999}": MARKER}),
    )
    yield "10,000 columns", "a.geojson", _fix(short + flat % many_keys + "]}")
    yield "a name of 9 MB", "a.geojson", lambda _d: _collect([_point()], lambda _n: {"name": "x" * 9_000_000})
    yield (
        "a value of 9 MB of blanks and control characters",
        "a.geojson",
        lambda _d: _collect([_point()], lambda _n: {"name": "\x01 " * 1_200_000}),
    )
    yield (
        "a value of nested lists, ten million parts told",
        "a.geojson",
        lambda _d: _collect([_point()], lambda _n: {"a": [[[[0] * 3] * 60] * 300] * 60}),
    )
    yield "lists 4 million deep", "a.geojson", _fix("[" * 4_000_000)
    yield "objects 900,000 deep", "a.geojson", _fix('{"a":' * 900_000)
    yield (
        "properties 900 deep",
        "a.geojson",
        _fix(short + flat % ('"a":' + "[" * 900 + "]" * 900) + "]}"),
    )
    yield (
        "collections 5,000 deep",
        "a.geojson",
        _fix('{"type":"GeometryCollection","geometries":[' * 5_000 + "]}" * 5_000),
    )
    yield (
        "coordinates 5,000 deep",
        "a.geojson",
        _fix('{"type":"Polygon","coordinates":' + "[" * 5_000 + "]" * 5_000 + "}"),
    )
    yield "NaN and infinite coordinates", "a.geojson", _fix('{"type":"Point","coordinates":[NaN,Infinity]}')
    yield "coordinates of 1e308", "a.geojson", _fix('{"type":"Point","coordinates":[1e308,-1e308]}')
    yield "coordinates of 1e999", "a.geojson", _fix('{"type":"Point","coordinates":[1e999,-1e999]}')
    yield "a number of a million digits", "a.geojson", _fix('{"type":"Point","coordinates":[' + "9" * 10**6)
    yield "a text where a number is expected", "a.geojson", _fix('{"type":"Point","coordinates":["1","2"]}')
    yield (
        "an unknown escape and a lone surrogate",
        "a.geojson",
        _fix(short + flat % '"name":"\\ud800"' + "]}"),
    )
    yield "cut off in the middle", "a.geojson", lambda d: _crossed(d, 1, 4_999)[:30_000]
    yield "a sequence of a million broken lines", "a.geojsonl", _fix("{\n" * 4_000_000)
    yield "a sequence of 100,000 features", "a.geojsonl", _fix((flat % "" + "\n") * 110_000)
    yield "a sequence of broken and sound lines in turn", "a.geojsonl", _fix((flat % "" + "\n{\n") * 100_000)
    yield "records of nothing", "a.geojsons", _fix("\x1e{}" * 3_000_000)
    yield "a reference system of 1 MB", "a.geojson", _fix(_name_system("x" * 10**6))
    yield "a reference system that is a link", "a.geojson", _fix(_name_system("http://127.0.0.1:9/7"))
    yield "random bytes", "a.geojson", lambda d: d.randbytes(5_000_000)
    yield "9.9 MB of zeros", "a.geojson", _fix(bytes(9_900_000))
    yield "UTF-16 of 9.9 MB", "a.geojson", _fix(("[" + "1," * 2_400_000 + "1]").encode("utf-16"))
    yield "markers as names", "a.geojson", lambda _d: _collect([_point()], lambda _n: {MARKER: MARKER})


def _name_system(name: str) -> str:
    crs = {"type": "name", "properties": {"name": name}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": [{"geometry": _point()}]})


# KML, KMZ and GPX


def _gpx(body: str) -> bytes:
    return f'<gpx version="1.1" creator="x">{body}</gpx>'.encode()


def _list_xml() -> Listed:
    deep = "<Folder>" * 100_000
    point = write_placemark("a")
    crowd = "".join(f"{n % 360 - 180},{n % 90},0 " for n in range(480_000))
    data = "".join(f'<Data name="k{n}"><value>1</value></Data>' for n in range(900))
    extended = point.replace("</Placemark>", f"<ExtendedData>{data}</ExtendedData></Placemark>")
    attributes = " ".join(f'a{n}="1"' for n in range(1_000_000))
    bomb = '<!DOCTYPE a [<!ENTITY a "{{7*7}}"><!ENTITY b "&a;&a;&a;">]><kml>&b;</kml>'
    named = write_placemark("<![CDATA[" + "<b>" * 1_000_000 + "]]>")
    cut = _pack({"doc.kml": write_kml(point)})
    yield "a million attributes", "a.kml", _fix(f"<kml {attributes[:9_800_000].rpartition(' ')[0]}/>")
    yield "100,000 folders in each other", "a.kml", _fix(f"<kml>{deep}")
    yield "entities", "a.kml", _fix(bomb)
    yield "an external document type", "a.kml", _fix('<!DOCTYPE kml SYSTEM "http://127.0.0.1:9/"><kml/>')
    yield "a million elements", "a.kml", _fix("<kml>" + "<a/>" * 2_000_000 + "</kml>")
    yield "499,000 empty placemarks", "a.kml", _fix("<kml>" + "<Placemark/>" * 499_000 + "</kml>")
    yield "4,900 placemarks of 900 columns, cut", "a.kml", _fix(write_kml(*[extended] * 200))
    yield "a million places of a line", "a.kml", _fix(write_kml(write_placemark("a", _line(crowd))))
    yield (
        "9 MB of commas for coordinates",
        "a.kml",
        _fix(write_kml(write_placemark("a", _line("," * 9 * 10**6)))),
    )
    yield (
        "9 MB of digits for a coordinate",
        "a.kml",
        _fix(write_kml(write_placemark("a", _line("9" * 9 * 10**6)))),
    )
    yield "NaN and inf for coordinates", "a.kml", _fix(write_kml(write_placemark("a", _line("nan,inf 1,1"))))
    yield "names of a million tags", "a.kml", _fix(write_kml(named))
    yield (
        "200 names of 40,000 tags",
        "a.kml",
        _fix(write_kml(*[write_placemark("<![CDATA[" + "<b>" * 16_000 + "]]>")] * 200)),
    )
    yield (
        "40,000 shapes of a placemark",
        "a.kml",
        _fix(
            write_kml(
                write_placemark(
                    "a", f"<MultiGeometry>{write_area('0,0 1,0 0,1 0,0') * 40_000}</MultiGeometry>"
                )
            )
        ),
    )
    yield "a text of 9 MB in pieces", "a.kml", _fix("<kml>" + "x&amp;" * 1_600_000 + "</kml>")
    yield "KML in another encoding than named", "a.kml", _fix(b'<?xml version="1.0" encoding="utf-7"?><kml/>')
    yield (
        "a random area of 4,999 corners",
        "a.kml",
        lambda d: write_kml(
            write_placemark("a", write_area(" ".join(f"{x},{y}" for x, y in _scatter(d, 4_999))))
        ).encode(),
    )
    yield (
        "KMZ: 49 MB of one placemark's places",
        "a.kmz",
        lambda _d: _pack({"doc.kml": write_kml(write_placemark("a", _line("1,2,0 2,3,0 " * 4_000_000)))}),
    )
    yield (
        "KMZ of 0.16 MB: 499,000 elements",
        "a.kmz",
        lambda _d: _pack(
            {"doc.kml": "<kml>" + "<Placemark><name>a</name><Point/></Placemark>" * 160_000 + "</kml>"}
        ),
    )
    yield (
        "KMZ: 49 MB of texts beside no place",
        "a.kmz",
        lambda _d: _pack({"doc.kml": write_kml(*[write_placemark("x" * 9_800)] * 4_900)}),
    )
    yield (
        "KMZ: 49 MB of descriptions in HTML",
        "a.kmz",
        lambda _d: _pack(
            {"doc.kml": write_kml(*[write_placemark("<![CDATA[" + "<p>a" * 2_400 + "]]>")] * 4_900)}
        ),
    )
    yield (
        "KMZ: 4,900 placemarks of 100 columns",
        "a.kmz",
        lambda _d: _pack({"doc.kml": write_kml(*[extended.replace("k", "column")] * 490)}),
    )
    yield (
        "KMZ: 99 documents that link each other",
        "a.kmz",
        lambda _d: _pack(
            {
                "doc.kml": write_kml(*[_link(n) for n in range(99)]),
                **{f"{n}.kml": write_kml(*[_link(m) for m in range(99)], point) for n in range(98)},
            }
        ),
    )
    yield "KMZ: 60 MB in one document", "a.kmz", lambda _d: _pack({"doc.kml": bytes(60_000_000)})
    yield "KMZ: 50,000 entries", "a.kmz", lambda _d: _pack({f"{n}.png": b"" for n in range(50_000)})
    yield "KMZ: an entry without a name", "a.kmz", _fix(cut.replace(b"doc.kml", b"\0oc.kml"))
    yield "KMZ in a KMZ", "a.kmz", lambda _d: _pack({"a.kmz": cut})
    yield "KMZ: a size that is a lie", "a.kmz", _fix(cut.replace(struct.pack("<I", 1), b"\xff" * 4))
    yield "KMZ cut in half", "a.kmz", _fix(cut[: len(cut) // 2])
    yield "KMZ that is gzip", "a.kmz", _fix(gzip.compress(bytes(10**7)))
    yield "GPX: 100,000 waypoints", "a.gpx", _fix(_gpx('<wpt lat="1" lon="2"/>' * 100_000))
    yield (
        "GPX: 300,000 places of a track",
        "a.gpx",
        _fix(_gpx("<trk><trkseg>" + '<trkpt lat="1" lon="2"/>' * 300_000 + "</trkseg></trk>")),
    )
    yield (
        "GPX: 100,000 tracks of a place",
        "a.gpx",
        _fix(_gpx('<trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk>' * 120_000)),
    )
    yield "GPX: NaN for degrees", "a.gpx", _fix(_gpx('<wpt lat="nan" lon="inf"/>'))
    yield "GPX: no degrees", "a.gpx", _fix(_gpx("<wpt/>" * 10))


def _line(coordinates: str) -> str:
    return f"<LineString><coordinates>{coordinates}</coordinates></LineString>"


def _link(number: int) -> str:
    return f"<NetworkLink><Link><href>{number}.kml</href></Link></NetworkLink>"


# Tables


def _list_tables() -> Listed:
    head = "lat,lon,name\n"
    wide = ",".join(f"c{n}" for n in range(10_000))
    columns = ",".join(f"c{n}" for n in range(990))
    yield "a line of 10 MB", "a.csv", _fix("x" * 9_990_000)
    yield "a line of 10 MB of separators", "a.csv", _fix(";" * 9_990_000)
    yield "a cell of 9 MB", "a.csv", _fix(head + '1,2,"' + "x" * 9_900_000 + '"')
    yield "9 MB of quotation marks", "a.csv", _fix(head + '"' * 9_900_000)
    yield "a quotation mark that is never closed", "a.csv", _fix(head + '1,2,"' + "a\n" * 4_900_000)
    yield "a table of 10,000 columns", "a.csv", _fix(f"lat,lon,{wide}\n1,2" + ",3" * 10_000)
    yield (
        "4,900 rows of 992 columns",
        "a.csv",
        _fix(f"lat,lon,{columns}\n" + ("1,2" + ",3" * 990 + "\n") * 4_900),
    )
    yield (
        "990 columns of one name",
        "a.csv",
        _fix("lat,lon" + ",x" * 990 + "\n" + ("1,2" + ",3" * 990 + "\n") * 4_900),
    )
    yield "five million blank lines", "a.csv", _fix(head + "\n" * 9_900_000)
    yield "a million rows", "a.tsv", _fix("lat\tlon\n" + "1\t2\n" * 2_000_000)
    yield "zero bytes", "a.csv", _fix(head + "1,2,\0\n" * 1_000)
    yield "degrees of 9 MB of digits", "a.csv", _fix(head + "1" * 9_900_000 + ",2,a")
    yield "NaN and inf for degrees", "a.csv", _fix(head + "nan,inf,a\n1e99,1e99,b\n")
    yield (
        "a header of 990 similar names",
        "a.csv",
        _fix(",".join(f"latitud{'x' * 90}{n}" for n in range(990)) + "\n1"),
    )
    yield "names for other programs", "a.csv", _fix(f"{head}1,2,=1+1\n1,2,{MARKER}\n")
    yield (
        "collections in well-known text, 50,000 deep",
        "a.csv",
        _fix('wkt,name\n"' + "GEOMETRYCOLLECTION(" * 50_000 + '",a'),
    )
    yield (
        "a random area in well-known text",
        "a.csv",
        lambda d: (
            'wkt,name\n"POLYGON((' + ",".join(f"{x} {y}" for x, y in _scatter(d, 4_000)) + '))",a\n'
        ).encode(),
    )
    yield (
        "4,900 lines of 150 points in well-known text",
        "a.csv",
        _fix(
            "wkt,name\n" + ('"LINESTRING(' + ",".join(f"{n} {n % 7}" for n in range(90)) + ')",a\n') * 4_900
        ),
    )
    yield "letters that combine, 9 MB", "a.csv", _fix("lat,lon,n\n1,2," + "e\u0301" * 3_000_000)


# GeoPackage


def _geopackage(
    *, rows: int, more: str = "", cells: tuple[object, ...] = (), blob: bytes = b"", sql: str = ""
) -> bytes:
    marks = "".join(", ?" for _ in cells)
    with sqlite3.connect(":memory:") as database:
        database.executescript(
            "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT,"
            " organization_coordsys_id INTEGER, definition TEXT, description TEXT);"
            "INSERT INTO gpkg_spatial_ref_sys VALUES ('w', 4326, 'EPSG', 4326, '', '');"
            "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT, description TEXT,"
            " last_change TEXT, min_x REAL, min_y REAL, max_x REAL, max_y REAL, srs_id INTEGER);"
            "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,"
            " srs_id INTEGER, z INTEGER, m INTEGER);"
            "INSERT INTO gpkg_contents VALUES ('t', 'features', 't', '', '', 0, 0, 1, 1, 4326);"
            "INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 'GEOMETRY', 4326, 0, 0);"
            f"CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB{more});"
        )
        database.executemany(f"INSERT INTO t VALUES (?, ?{marks})", [(n, blob, *cells) for n in range(rows)])
        database.executescript(sql)
        return bytes(database.serialize())


def _blob(binary: bytes) -> bytes:
    return b"GP\0\1" + struct.pack("<i", 4326) + binary


def _wkb_point(lon: float = 1, lat: float = 2) -> bytes:
    return _blob(struct.pack("<BIdd", 1, 1, lon, lat))


def _list_geopackages() -> Listed:
    point = _wkb_point()
    names = "".join(f", c{n} TEXT" for n in range(1_500))
    nested = b"".join(struct.pack("<BII", 1, 7, 1) for _ in range(50_000))
    recursive = (
        "DROP TABLE t; CREATE VIEW t AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
        " SELECT n AS fid, NULL AS geom FROM r;"
    )
    other = "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = '{{7*7}}'"
    defined = "UPDATE gpkg_spatial_ref_sys SET organization = 'x', definition = printf('%.*c', 900000, '[')"
    big = "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 9223372036854775807"
    kind = "UPDATE gpkg_geometry_columns SET srs_id = 'x'"
    random_area = lambda d: _blob(  # noqa: E731 - one expression
        struct.pack("<BIII", 1, 3, 1, 4_000)
        + b"".join(struct.pack("<dd", x, y) for x, y in _scatter(d, 3_999))
    )
    yield "GPKG: 100,000 points", "a.gpkg", lambda _d: _geopackage(rows=100_000, blob=point)
    yield (
        "GPKG: 1,500 columns",
        "a.gpkg",
        lambda _d: _geopackage(rows=3, more=names, cells=("x",) * 1_500, blob=point),
    )
    yield (
        "GPKG: a cell of 9 MB",
        "a.gpkg",
        lambda _d: _geopackage(rows=1, more=", name TEXT", cells=("x" * 9_000_000,), blob=point),
    )
    yield (
        "GPKG: a shape that announces four billion rings",
        "a.gpkg",
        lambda _d: _geopackage(rows=1, blob=_blob(struct.pack("<BII", 1, 3, 2**32 - 1))),
    )
    yield "GPKG: collections 50,000 deep", "a.gpkg", lambda _d: _geopackage(rows=1, blob=_blob(nested))
    yield (
        "GPKG: two million empty parts",
        "a.gpkg",
        lambda _d: _geopackage(
            rows=1, blob=_blob(struct.pack("<BII", 1, 5, 10**6) + struct.pack("<BII", 1, 2, 0) * 10**6)
        ),
    )
    yield "GPKG: a random area", "a.gpkg", lambda d: _geopackage(rows=1, blob=random_area(d))
    yield (
        "GPKG: NaN for coordinates",
        "a.gpkg",
        lambda _d: _geopackage(rows=2, blob=_wkb_point(math.nan, math.inf)),
    )
    yield "GPKG: a table that never ends", "a.gpkg", lambda _d: _geopackage(rows=1, blob=point, sql=recursive)
    yield (
        "GPKG: a marker for a reference system",
        "a.gpkg",
        lambda _d: _geopackage(rows=1, blob=point, sql=other),
    )
    yield "GPKG: a definition of 900 kB", "a.gpkg", lambda _d: _geopackage(rows=1, blob=point, sql=defined)
    yield (
        "GPKG: a reference system of 19 digits",
        "a.gpkg",
        lambda _d: _geopackage(rows=1, blob=point, sql=big),
    )
    yield (
        "GPKG: a text for a reference system",
        "a.gpkg",
        lambda _d: _geopackage(rows=1, blob=point, sql=kind),
    )
    yield "GPKG: random pages", "a.gpkg", _damage
    yield "GPKG: header alone", "a.gpkg", _fix(b"SQLite format 3\0" + bytes(84))


def _damage(draw: Draw) -> bytes:
    content = bytearray(_geopackage(rows=500, blob=_wkb_point()))
    for _ in range(2_000):
        content[draw.randrange(100, len(content))] = draw.randrange(256)
    return bytes(content)


# Annotations


def _annotations(features: str) -> bytes:
    return f'{{"type":"FeatureCollection","seabrief_annotations":1,"features":[{features}]}}'.encode()


def _annotation(kind: str, geometry: object, text: str = MARKER) -> str:
    properties = {"kind": kind, "text": text}
    return json.dumps({"type": "Feature", "properties": properties, "geometry": geometry})


def _list_annotations() -> Listed:
    area = lambda d: _annotation("area", _polygon(_scatter(d, 100)))  # noqa: E731 - one expression
    yield (
        "annotations: 100 random areas of 100 corners",
        "a.json",
        lambda d: _annotations(",".join(area(d) for _ in range(100))),
    )
    yield "annotations: 10,000 empty ones", "a.json", _fix(_annotations(",".join(["{}"] * 100_000)))
    yield "annotations: 600 kB", "a.json", _fix(_annotations(" " * 600_000))
    yield "annotations: lists 200,000 deep", "a.json", _fix(_annotations("[" * 200_000))
    yield (
        "annotations: arrows of no length",
        "a.json",
        _fix(_annotations(_annotation("arrow", {"type": "LineString", "coordinates": [[1, 1], [1, 1]]}))),
    )
    yield (
        "annotations: a course and an area of one place",
        "a.json",
        _fix(
            _annotations(
                _annotation("course", {"type": "LineString", "coordinates": [[1, 1]] * 9})
                + ","
                + _annotation("area", _polygon([[1, 1]] * 9))
            )
        ),
    )
    yield (
        "annotations: an arrow half round the world",
        "a.json",
        _fix(_annotations(_annotation("arrow", {"type": "LineString", "coordinates": [[0, 0], [180, 0]]}))),
    )
    yield "annotations: NaN", "a.json", _fix(_annotations(_annotation("pin", _point(math.nan, math.inf))))
    yield (
        "annotations: integers of 4,000 digits",
        "a.json",
        _fix(_annotations(_annotation("pin", _point(int("9" * 4_000), 1)))),
    )
    yield (
        "annotations: 100 courses round the world",
        "a.json",
        lambda d: _annotations(
            ",".join(
                _annotation(
                    "course",
                    {
                        "type": "LineString",
                        "coordinates": [[d.uniform(-180, 360), d.uniform(-85, 85)] for _ in range(100)],
                    },
                )
                for _ in range(100)
            )
        ),
    )


# Packs


def _harbour(edit: Callable[[Path], object] = lambda _folder: None) -> bytes:
    with TemporaryDirectory() as folder:
        root = write_harbour(Path(folder) / "harbour")
        edit(root)
        return pack_folder(root)


def _append(file: str, text: str) -> Make:
    def edit(root: Path) -> None:
        with (root / file).open("a", encoding="utf-8") as opened:
            opened.write(text)

    return lambda _draw: _harbour(edit)


def _write(file: str, content: bytes | str) -> Make:
    def edit(root: Path) -> None:
        (root / file).write_bytes(content.encode() if isinstance(content, str) else content)

    return lambda _draw: _harbour(edit)


def _add(name: str, content: bytes | str = b"", *, mode: int = 0) -> Make:
    def make(_draw: Draw) -> bytes:
        packed = io.BytesIO(_harbour())
        with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
            entry = zipfile.ZipInfo("placeholder")
            entry.filename, entry.external_attr, entry.compress_type = name, mode << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
        return packed.getvalue()

    return make


def _miss_quotes(draw: Draw) -> bytes:
    words = ["mole", "fog", "ships", "wind", "harbour", "keeper", "light", "two", "towns", "north"]
    entry = '\n[[passages]]\nid = "X{0}"\nsection = "Fog"\nnumber = {0}\nsummary = "{1}"\nquote = "{2}"\n'
    made = "".join(
        entry.format(number, draw.randrange(10**9), " ".join(draw.choices(words, k=15)))
        for number in range(2, 502)
    )

    def edit(root: Path) -> None:
        with (root / "passages.toml").open("a", encoding="utf-8") as file:
            file.write(made)
        (root / "brief.txt").write_text(" ".join(draw.choices(words, k=220_000)), encoding="utf-8")

    return _harbour(edit)


def _overlap(draw: Draw) -> bytes:
    """Return an archive whose directory names one entry a thousand times."""
    content = _pack({"brief.toml": draw.randbytes(50_000)})
    start = content.index(b"PK\1\2")
    end = content.index(b"PK\5\6")
    record = content[start:end]
    closing = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 60_000, 60_000, len(record) * 60_000, start, 0)
    return content[:start] + record * 60_000 + closing


def _list_packs() -> Listed:
    outlines = "features/basin.geojson"
    yield "pack: sound", "p.zip", lambda _d: _harbour()
    yield "pack: 60,000 entries", "p.zip", lambda _d: _pack({f"{n}.csv": b"" for n in range(60_000)}, level=1)
    yield "pack: one entry named 60,000 times", "p.zip", _overlap
    yield "pack: an entry of 60 MB of zeros", "p.zip", _add("x.csv", bytes(60_000_000))
    yield "pack: a link", "p.zip", _add("x.csv", "../../etc/hostname", mode=stat.S_IFLNK | 0o777)
    yield "pack: a path out of it", "p.zip", _add("../../x.csv")
    yield "pack: a drive", "p.zip", _add("C:\\x.csv")
    yield "pack: a name of 60,000 letters", "p.zip", _add("x" * 60_000)
    yield "pack: a zip file inside", "p.zip", _add("x.zip", _pack({"a": bytes(10**6)}))
    yield "pack: gzip inside", "p.zip", _add("x.csv.gz", gzip.compress(bytes(10**6)))
    yield "pack: no zip file", "p.zip", lambda d: d.randbytes(9_000_000)
    yield "pack: cut in half", "p.zip", lambda _d: _harbour()[:1_200]
    yield "pack: 500 quotes that a long text does not hold", "p.zip", _miss_quotes
    yield (
        "pack: TOML, an array of 700,000 figures",
        "p.zip",
        lambda d: _append(
            "brief.toml", "\nx = [" + ",".join(str(d.randrange(10**9)) for _ in range(700_000)) + "]\n"
        )(d),
    )
    yield (
        "pack: TOML, 300,000 keys at random",
        "p.zip",
        lambda d: _append("brief.toml", "".join(f"\nk{d.randrange(10**12)} = 1" for _ in range(300_000)))(d),
    )
    yield (
        "pack: TOML, 300,000 tables at random",
        "p.zip",
        lambda d: _append("brief.toml", "".join(f"\n[k{d.randrange(10**12)}]" for _ in range(300_000)))(d),
    )
    yield (
        "pack: TOML, 5,000 keys of 300 dots at random",
        "p.zip",
        lambda d: _append(
            "brief.toml",
            "".join(
                "\n" + ".".join(str(d.randrange(9)) for _ in range(300)) + f".k{n} = 1" for n in range(5_000)
            ),
        )(d),
    )
    yield (
        "pack: GeoJSON, 1.5 million empty rings at random",
        "p.zip",
        lambda d: _write(outlines, _outline(_polygon(*[[[]] * d.randrange(9) for _ in range(250_000)])))(d),
    )
    yield (
        "pack: TOML, an array of four million",
        "p.zip",
        _append("brief.toml", "\nx = [" + "1," * 4_000_000 + "]\n"),
    )
    yield "pack: TOML, arrays 100,000 deep", "p.zip", _append("brief.toml", "\nx = " + "[" * 100_000)
    yield (
        "pack: TOML, a key of 100,000 dots",
        "p.zip",
        _append("brief.toml", "\n" + "a." * 100_000 + "b = 1\n"),
    )
    yield (
        "pack: TOML, 2,000 keys of 2,000 dots",
        "p.zip",
        _append("brief.toml", "".join("\n" + "a." * 2_000 + f"b{n} = 1" for n in range(2_000))),
    )
    yield "pack: TOML, 500,000 tables", "p.zip", _append("layers.toml", "\n[[layers]]" * 800_000)
    yield (
        "pack: TOML, 600,000 keys",
        "p.zip",
        _append("brief.toml", "".join(f"\nk{n} = 1" for n in range(600_000))),
    )
    yield "pack: TOML, a string of 9 MB", "p.zip", _append("brief.toml", '\nx = "' + "x" * 9_000_000 + '"')
    yield (
        "pack: TOML, a string of escapes",
        "p.zip",
        _append("brief.toml", '\nx = "' + "\\n" * 4_500_000 + '"'),
    )
    yield "pack: TOML, a number of a million digits", "p.zip", _append("brief.toml", "\nx = " + "9" * 10**6)
    yield (
        "pack: TOML, 9 MB of underscores in a number",
        "p.zip",
        _append("brief.toml", "\nx = 1" + "_1" * 4_000_000),
    )
    yield "pack: TOML, 9 MB of blanks", "p.zip", _append("brief.toml", "\n" + " \t" * 4_500_000 + "x")
    yield (
        "pack: GeoJSON, a polygon of 4,999 random corners",
        "p.zip",
        lambda d: _write(outlines, _outline(_polygon(_scatter(d, 4_999))))(d),
    )
    yield (
        "pack: GeoJSON, a circle of 200,000 corners",
        "p.zip",
        lambda d: _write(outlines, _outline(json.loads(_circle(d, 200_000))["features"][0]["geometry"]))(d),
    )
    yield (
        "pack: GeoJSON, 100,000 holes",
        "p.zip",
        lambda d: _write(outlines, _outline(json.loads(_holes(d, 100_000))["features"][0]["geometry"]))(d),
    )
    yield (
        "pack: GeoJSON, a line 100,000 times over 180 degrees",
        "p.zip",
        lambda d: _write(
            outlines,
            _outline(
                _polygon(_close(json.loads(_zigzag(d, 100_000))["features"][0]["geometry"]["coordinates"]))
            ),
        )(d),
    )
    yield (
        "pack: GeoJSON, a star of 120,000 spikes",
        "p.zip",
        lambda d: _write(outlines, _outline(json.loads(_star(d, 120_000))["features"][0]["geometry"]))(d),
    )
    yield (
        "pack: GeoJSON, 60,000 areas over each other",
        "p.zip",
        lambda d: _write(
            outlines,
            _outline({"type": "MultiPolygon", "coordinates": [[_scatter(d, 3)] for _ in range(60_000)]}),
        )(d),
    )
    yield "pack: GeoJSON, 4 million lists deep", "p.zip", _write(outlines, "[" * 4_000_000)
    yield "pack: GeoJSON, NaN", "p.zip", _write(outlines, '{"type":"Point","coordinates":[NaN,NaN]}')
    yield (
        "pack: GeoJSON, 9 MB of properties",
        "p.zip",
        _write(
            outlines,
            _outline(
                _polygon([[0, 0], [1, 0], [0, 1], [0, 0]]), more={f"k{n}": MARKER for n in range(400_000)}
            ),
        ),
    )
    yield "pack: CSV, a million rows", "p.zip", _append("features/towns.csv", "\n" + "a,b,c,d\n" * 1_000_000)
    yield (
        "pack: CSV, a row of four million cells",
        "p.zip",
        _append("features/towns.csv", "\n" + "," * 9_000_000),
    )
    yield (
        "pack: CSV, a quotation mark that is never closed",
        "p.zip",
        _append("features/towns.csv", '\n"' + "x\n" * 4_000_000),
    )
    yield "pack: a text of 5 MB of dashes", "p.zip", _write("brief.txt", "-" * 4_900_000)
    yield "pack: a broken PDF", "p.zip", _write("brief.pdf", b"%PDF-1.4\n" + bytes(10**6))


def _outline(shape: object, *, more: Mapping[str, object] | None = None) -> bytes:
    feature = {"type": "Feature", "properties": {"id": "basin", **(more or {})}, "geometry": shape}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


# Texts


def _repeat(unit: str, size: int = 999_990) -> Make:
    return _fix(unit * (size // len(unit)))


def _list_texts() -> Listed:
    yield "text: 5 MB", "b.txt", _fix("mole " * 990_000)
    alphabet = "abcdefghijklmnopqrstuvwxyz     .,-'\"\n"
    yield "text: a million characters of quotation marks", "b.txt", _repeat("\"'“”‘’«»")
    yield "text: a million characters of dashes", "b.txt", _repeat("-–—")
    yield "text: a million characters of hyphens at line ends", "b.txt", _repeat("a-\n")
    yield "text: a million characters of blanks", "b.txt", _repeat(" ", 999_990)
    yield "text: a million characters of blanks and a letter", "b.txt", _fix("a" + " " * 999_990 + "b")
    yield "text: a million characters of line ends", "b.txt", _fix("a" + "\n" * 999_990 + "b")
    yield "text: a million characters of form feeds", "b.txt", _fix("a\f" * 499_990)
    yield "text: a million characters of digits in brackets", "b.txt", _repeat("[1] ")
    yield "text: a million characters of raised figures", "b.txt", _repeat("a¹ ")
    yield "text: a million characters of opening brackets", "b.md", _repeat("[")
    yield "text: a million characters of links that do not end", "b.md", _repeat("[a](")
    yield "text: a million characters of exclamation marks and brackets", "b.md", _repeat("![](")
    yield "text: a million characters of asterisks", "b.md", _repeat("*")
    yield "text: a million characters of underscores and letters", "b.md", _repeat("_a ")
    yield "text: a million characters of backquotes", "b.md", _repeat("`")
    yield "text: a million characters of comments that do not end", "b.md", _repeat("<!--")
    yield "text: a million characters of tags that do not end", "b.html", _repeat("<a ")
    yield "text: a million characters of tags in each other", "b.html", _repeat("<div>")
    yield "text: a million characters of ampersands", "b.html", _repeat("&amp")
    yield "text: a million characters of references", "b.md", _repeat("[a]: b\n")
    yield "text: a million characters of table bars", "b.md", _repeat("|-")
    yield "text: a million characters of headings", "b.md", _repeat("# a\n")
    yield "text: a million characters of short lines", "b.txt", _repeat("a\n\n")
    yield "text: a million characters in one word", "b.txt", _repeat("a")
    yield "text: a million characters of combining marks", "b.txt", _fix("a" + "\u0301" * 499_990)
    yield "text: a million characters of invisible marks", "b.txt", _fix("a" + "\u200b" * 999_990 + "b")
    yield "text: a million characters of Han characters", "b.txt", _repeat("海洋")
    yield "text: a million characters of page numbers", "b.txt", _repeat("1\n\f")
    yield (
        "text: a million characters of letters at random",
        "b.txt",
        lambda d: "".join(d.choices(alphabet, k=999_990)).encode(),
    )
    yield "text: the start of a quote, a million characters of it", "b.txt", _repeat("the mole ")
    yield "text: zero bytes", "b.txt", _fix(bytes(10**6))
    yield "text: not UTF-8", "b.txt", lambda d: d.randbytes(10**6)
    yield "text: DOCX", "b.docx", lambda _d: _pack({"word/document.xml": bytes(10**8)})
    yield "text: 31 MB", "b.pdf", _fix(b"%PDF-1.4" + bytes(31_000_000))
    yield "PDF: a page drawn 100,000 times by forms in forms", "b.pdf", lambda _d: _nest_forms(5, 10)
    yield "PDF: a page drawn 10 million times by forms in forms", "b.pdf", lambda _d: _nest_forms(7, 10)
    yield "PDF: 100 MB in a stream packed twice", "b.pdf", lambda _d: _pack_stream(b"BT ET " * 16_000_000, 2)
    yield "PDF: a stream of 20 MB of operators", "b.pdf", lambda _d: _pack_stream(b"(a) Tj " * 3_000_000, 1)
    yield "PDF: a stream of brackets", "b.pdf", lambda _d: _pack_stream(b"[" * 10_000_000, 1)
    yield "PDF: a stream of opening parentheses", "b.pdf", lambda _d: _pack_stream(b"(" * 10_000_000, 1)
    yield (
        "PDF: pages that are their own parent",
        "b.pdf",
        _fix(write_pdf([[(60, 700, "a")]]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")),
    )
    yield "PDF: 501 pages", "b.pdf", lambda _d: write_pdf([[(60, 700, "a")]] * 501)
    yield (
        "PDF: 400 pages of 60 lines",
        "b.pdf",
        lambda _d: compress_pdf(
            write_pdf([[(60, 50 + 12 * n, f"The mole is {n} metres long. " * 3) for n in range(60)]] * 400)
        ),
    )
    yield "PDF: 400 pages that share a large stream", "b.pdf", lambda _d: _share_stream(400)
    yield "PDF: a password", "b.pdf", lambda _d: encrypt_pdf(write_pdf([[(60, 700, "a" * 90)]]), "secret")
    yield (
        "PDF: arrays 100,000 deep",
        "b.pdf",
        _fix(write_pdf([[(60, 700, "a" * 90)]]).replace(b"[0 0 595 842]", b"[" * 100_000)),
    )
    yield (
        "PDF: no reference table, a million objects",
        "b.pdf",
        _fix(b"%PDF-1.4\n" + b"1 0 obj\n1\nendobj\n" * 10**6),
    )
    yield "PDF: random bytes", "b.pdf", lambda d: b"%PDF-1.4\n" + d.randbytes(5_000_000)


def _write_pdf(objects: Iterable[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    foot = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(content))
    return content + head + table + foot


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def _page(pages: int, resources: bytes, content: bytes) -> list[bytes]:
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> %s >>"
        b" /Contents 4 0 R >>" % resources,
        content,
        FONT,
    ]


def _nest_forms(depth: int, width: int) -> bytes:
    calls = b" ".join([b"/X Do"] * width)
    forms = []
    for number in range(depth):
        inner = b"/Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>" % (number + 7)
        kind = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
        last = number == depth - 1
        forms.append(_stream(b"BT /F1 9 Tf (mole) Tj ET" if last else calls, kind + (b"" if last else inner)))
    return _write_pdf([*_page(1, b"/XObject << /X 6 0 R >>", _stream(calls)), *forms])


def _pack_stream(content: bytes, times: int) -> bytes:
    packed = content
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    filters = b"/Filter [%s]" % b" ".join([b"/FlateDecode"] * times)
    return _write_pdf(_page(1, b"", _stream(packed, filters)))


def _share_stream(pages: int) -> bytes:
    packed = zlib.compress(b"BT /F1 9 Tf 1 0 0 1 60 700 Tm (mole) Tj ET\n" * 20_000, 9)
    return _write_pdf(_page(pages, b"", _stream(packed, b"/Filter /FlateDecode")))


# Templates of decks

LAYOUT, MASTER = "ppt/slideLayouts/slideLayout6.xml", "ppt/slideMasters/slideMaster1.xml"
THEME = "ppt/theme/theme1.xml"


def _template(edit: Callable[[dict[str, bytes]], object] = lambda _files: None, slides: int = 1) -> bytes:
    deck = Presentation()
    for _ in range(slides):
        deck.slides.add_slide(deck.slide_layouts[6])
    saved = io.BytesIO()
    deck.save(saved)
    with zipfile.ZipFile(saved) as package:
        files = {name: package.read(name) for name in package.namelist()}
    edit(files)
    return _pack(files)


def _insert(name: str, before: str, markup: str) -> Make:
    def edit(files: dict[str, bytes]) -> None:
        files[name] = files[name].replace(before.encode(), (markup + before).encode(), 1)

    return lambda _draw: _template(edit)


SHAPE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="{0}" name="a"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody>'
    "<a:bodyPr/><a:p><a:r><a:t>{{{{7*7}}}}</a:t></a:r></a:p></p:txBody></p:sp>"
)
PLACEHOLDER = (
    '<p:sp><p:nvSpPr><p:cNvPr id="{0}" name="a"/><p:cNvSpPr/><p:nvPr><p:ph type="body" idx="{0}"/></p:nvPr>'
    "</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>"
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relate(name: str, kind: str, target: str, more: str = "") -> Make:
    return _insert(
        name, "</Relationships>", f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{more}/>'
    )


def _add_layouts(count: int) -> Make:
    def edit(files: dict[str, bytes]) -> None:
        relations = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
        ids, rels = [], []
        for number in range(count):
            name = f"ppt/slideLayouts/more{number}.xml"
            files[name] = files[LAYOUT]
            ids.append(f'<p:sldLayoutId id="{2_200_000_000 + number}" r:id="rIdM{number}"/>')
            rels.append(
                f'<Relationship Id="rIdM{number}" Type="{RELATION}/slideLayout" '
                f'Target="../slideLayouts/more{number}.xml"/>'
            )
        files[MASTER] = files[MASTER].replace(
            b"</p:sldLayoutIdLst>", "".join(ids).encode() + b"</p:sldLayoutIdLst>"
        )
        files[relations] = files[relations].replace(
            b"</Relationships>", "".join(rels).encode() + b"</Relationships>"
        )

    return lambda _draw: _template(edit)


def _add_files(files: Mapping[str, bytes]) -> Make:
    return lambda _draw: _template(lambda held: held.update(files))


def _list_templates() -> Listed:
    tree = "</p:spTree>"
    crowd = "".join(SHAPE.format(n) for n in range(100, 40_000))
    placeholders = "".join(PLACEHOLDER.format(n) for n in range(100, 8_000))
    groups = "<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>"
    fonts = "".join(f'<a:font script="S{n}" typeface="x"/>' for n in range(100_000))
    layout_relations = "ppt/slideLayouts/_rels/slideLayout6.xml.rels"
    relations = "".join(
        f'<Relationship Id="rIdR{n}" Type="{RELATION}/image" Target="../media/{n}.png"/>'
        for n in range(100_000)
    )
    alternatives = "<mc:AlternateContent><mc:Fallback>" * 120 + "</mc:Fallback></mc:AlternateContent>" * 120
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    attributes = " ".join(f'a{n}="1"' for n in range(500_000))
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "{{7*7}}"><!ENTITY b "&a;&a;">]>'
    yield "template: 164 kB, 1,200 slides", "t.pptx", lambda _d: _template(slides=250)
    yield "template: 673 kB, a master of 40,000 shapes", "t.pptx", _insert(MASTER, tree, crowd)
    yield "template: a layout of 40,000 shapes", "t.pptx", _insert(LAYOUT, tree, crowd)
    yield "template: a layout of 8,000 placeholders", "t.pptx", _insert(LAYOUT, tree, placeholders)
    yield "template: a master of 8,000 placeholders", "t.pptx", _insert(MASTER, tree, placeholders)
    yield (
        "template: a layout of 49 placeholders",
        "t.pptx",
        _insert(LAYOUT, tree, "".join(PLACEHOLDER.format(n) for n in range(100, 149))),
    )
    yield "template: groups 250 deep", "t.pptx", _insert(LAYOUT, tree, groups * 200 + "</p:grpSp>" * 200)
    yield "template: groups 100,000 deep", "t.pptx", _insert(LAYOUT, tree, groups * 100_000)
    yield "template: 249 more layouts", "t.pptx", _add_layouts(230)
    yield "template: 2,000 more layouts", "t.pptx", _add_layouts(2_000)
    yield (
        "template: 60 MB of pictures",
        "t.pptx",
        _add_files({f"ppt/media/{n}.png": b"\x89PNG\r\n\x1a\n" + bytes(10**6) for n in range(60)}),
    )
    yield "template: 30,000 parts", "t.pptx", _add_files({f"ppt/x{n}.xml": b"" for n in range(30_000)})
    yield "template: a theme of 15 MB", "t.pptx", _insert(THEME, "</a:majorFont>", fonts)
    yield (
        "template: a theme of 100 MB of blanks",
        "t.pptx",
        _insert(THEME, "</a:majorFont>", " " * 100_000_000),
    )
    yield "template: a layout of 15 MB of blanks", "t.pptx", _insert(LAYOUT, tree, " " * 15_000_000)
    yield (
        "template: a text of 15 MB",
        "t.pptx",
        _insert(LAYOUT, tree, SHAPE.format(77).replace("{{7*7}}", "x" * 15_000_000)),
    )
    yield (
        "template: 100,000 relationships",
        "t.pptx",
        _insert(layout_relations, "</Relationships>", relations),
    )
    yield "template: a million attributes", "t.pptx", _insert(LAYOUT, tree, f"<p:sp {attributes}/>")
    yield (
        "template: alternatives in alternatives",
        "t.pptx",
        _insert(
            LAYOUT,
            tree,
            alternatives.replace("<mc:AlternateContent>", f"<mc:AlternateContent {compatibility}>", 1),
        ),
    )
    yield (
        "template: entities",
        "t.pptx",
        lambda _d: _template(lambda files: files.update({LAYOUT: entity + b"<p>&b;</p>"})),
    )
    yield (
        "template: macros",
        "t.pptm",
        _relate(
            "ppt/_rels/presentation.xml.rels",
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
            "x.bin",
        ),
    )
    yield (
        "template: an external picture",
        "t.pptx",
        _relate(layout_relations, f"{RELATION}/image", "http://127.0.0.1:9/x.png", ' TargetMode="External"'),
    )
    yield (
        "template: a layout of another kind",
        "t.pptx",
        lambda _d: _template(lambda files: files.update({LAYOUT: b"<x/>"})),
    )
    yield "template: no theme", "t.pptx", lambda _d: _template(lambda files: files.update({THEME: b"<x/>"}))
    yield (
        "template: slides of no size",
        "t.pptx",
        lambda _d: _template(
            lambda files: files.update(
                {"ppt/presentation.xml": files["ppt/presentation.xml"].replace(b'cx="9144000"', b'cx="-1"')}
            )
        ),
    )
    yield (
        "template: slides of 10^18",
        "t.pptx",
        lambda _d: _template(
            lambda files: files.update(
                {"ppt/presentation.xml": files["ppt/presentation.xml"].replace(b'cx="9144000"', b'cx="9e18"')}
            )
        ),
    )
    yield (
        "template: colours that are none",
        "t.pptx",
        lambda _d: _template(
            lambda files: files.update({THEME: files[THEME].replace(b'val="', b'val="{{7*7}}')})
        ),
    )
    yield "template: a background without a fill", "t.pptx", _insert(MASTER, "<p:spTree>", "<p:bg/>")
    yield "template: no zip file", "t.pptx", lambda d: d.randbytes(1_000_000)
    yield "template: cut in half", "t.pptx", lambda _d: _template()[:20_000]


# Addresses


def _query(**params: str) -> Make:
    return _fix(urlencode(params))


def _list_addresses() -> Listed:
    yield "address: 100,000 layers", "", _query(layers=",".join(f"l{n}" for n in range(100_000)))
    yield "address: an area of 100,000 corners", "", _query(area=";".join(["1.5,2.5"] * 100_000))
    yield "address: a course of 9 MB of digits", "", _query(course="9" * 5_000_000)
    yield "address: a place of 1 MB of letters", "", _query(**{"from": "a" * 1_000_000})
    yield "address: a place of 1 MB of words", "", _query(**{"from": "port of " * 100_000})
    yield "address: a place of 1 MB of degrees", "", _query(**{"from": "1°" * 400_000})
    yield "address: a pin of 1 MB of signs", "", _query(pin="°'\"N " * 100_000)
    yield "address: NaN for the camera", "", _query(at="nan,inf,nan", speed="nan", year="9" * 5_000)
    yield "address: bands of everything", "", _query(bands=",".join([":::::"] * 100_000))
    yield "address: chokepoints, a million", "", _query(closed="suez," * 200_000)
    yield (
        "address: a marker in every field",
        "",
        _query(
            scene=MARKER,
            layers=MARKER,
            at=MARKER,
            feature=MARKER,
            passage=MARKER,
            to=MARKER,
            pin=MARKER,
            ship=MARKER,
        ),
    )
    yield "address: 9 MB of ampersands", "", _fix("a=1&" * 2_000_000)
