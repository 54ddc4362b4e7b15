"""GeoPackages that are large, deep, crossed or damaged."""

# ruff: noqa: S608 - the tables are our own

import math
import sqlite3
import struct

from tests.faults.hostile.parts import Draw, Listed, fix, scatter


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


def list_geopackages() -> Listed:
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
        + b"".join(struct.pack("<dd", x, y) for x, y in scatter(d, 3_999))
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
    yield "GPKG: header alone", "a.gpkg", fix(b"SQLite format 3\0" + bytes(84))


def _damage(draw: Draw) -> bytes:
    content = bytearray(_geopackage(rows=500, blob=_wkb_point()))
    for _ in range(2_000):
        content[draw.randrange(100, len(content))] = draw.randrange(256)
    return bytes(content)
