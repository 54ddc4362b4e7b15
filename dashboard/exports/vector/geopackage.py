"""Write features as a GeoPackage, with styles and names of columns; the same input gives the same bytes."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import geopandas
import pandas as pd
import pyogrio

from dashboard.exports.vector.frames import (
    Tables,
    find_style,
    label_columns,
    make_frame,
    title_table,
    write_table,
)
from dashboard.exports.vector.qgis_style import write_style
from geodata.packs.pack import Pack

STYLES = "layer_styles"
"""Table in which QGIS looks for the style of a layer."""
GEOMETRY = "geom"
LONGEST_NAME = 30
"""Longest name of a style."""
SCHEMA = "http://www.geopackage.org/spec121/#extension_schema"
"""Where the extension is defined that names columns (OGC 12-128r15, annex F.9)."""
COLUMNS = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
  min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
"""
"""Tables of that extension, as it defines them."""


def write_geopackage(tables: Tables, pack: Pack, path: Path) -> None:
    """Write features as a GeoPackage: one table a layer, lists as text, drawn in QGIS as on a slide.

    The date of writing that the format asks for is the date of the brief, so that equal content gives
    equal bytes.

    Raises
    ------
    OSError
        It cannot be written.
    """
    year, month, day = (*pack.brief.date.split("-"), "01", "01")[:3]
    written = f"{year}-{month}-{day}T00:00:00.000Z"
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": written})
    path.unlink(missing_ok=True)
    frames = {name: make_frame(features, pack) for name, features in tables.items()}
    try:
        for name, frame in frames.items():
            options = {"IDENTIFIER": title_table(name, frame), "GEOMETRY_NAME": GEOMETRY}
            write_table(frame, path, layer=name, driver="GPKG", layer_options=options)
        styles = pd.DataFrame([_describe_style(name, frame, pack, written) for name, frame in frames.items()])
        styles["update_time"] = pd.to_datetime(styles["update_time"])
        options = {"FID": "id", "IDENTIFIER": STYLES}
        write_table(styles, path, layer=STYLES, driver="GPKG", layer_options=options)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    try:
        _name_columns(path, frames)
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error)) from error


def _describe_style(
    table: str, frame: geopandas.GeoDataFrame, pack: Pack, written: str
) -> dict[str, str | bool | None]:
    """Return a row of the table of styles, as QGIS writes them."""
    title = title_table(table, frame)
    return {
        "f_table_catalog": "",
        "f_table_schema": "",
        "f_table_name": table,
        "f_geometry_column": GEOMETRY,
        "styleName": table[:LONGEST_NAME],
        "styleQML": write_style(find_style(table, pack), frame),
        "styleSLD": "",
        "useAsDefault": True,
        "description": title,
        "owner": "SeaBrief",
        "ui": None,
        "update_time": written,
    }


def _name_columns(path: Path, frames: dict[str, geopandas.GeoDataFrame]) -> None:
    """Write what the columns of tables are called, for programs that know the extension for schemas."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(COLUMNS)
        database.executemany(
            "INSERT INTO gpkg_data_columns (table_name, column_name, name, title) VALUES (?, ?, ?, ?)",
            _list_titles(frames),
        )
        database.execute(
            "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT,"
            " extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,"
            " CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))"
        )
        database.executemany(
            "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
            [(table, SCHEMA) for table in ("gpkg_data_columns", "gpkg_data_column_constraints")],
        )
        database.commit()


def _list_titles(frames: dict[str, geopandas.GeoDataFrame]) -> Iterator[tuple[str, str, str, str]]:
    for table, frame in frames.items():
        for column, title in label_columns(frame).items():
            yield table, column, column, title
