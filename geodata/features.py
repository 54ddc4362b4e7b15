"""Read and check the feature files of a pack."""

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import shapely
from pydantic import BaseModel, ConfigDict

from geodata.errors import PackError
from geodata.names import NAME_COLUMNS, Names

GEOMETRIES: Mapping[str, Mapping[str, int]] = {
    "lines": {"LineString": 1, "MultiLineString": 2},
    "shapes": {"Polygon": 2, "MultiPolygon": 3},
}
"""GeoJSON geometry types that a layer of each kind may hold, with the depth of their lists of positions."""
LIMITS: Mapping[str, float] = {"lat": 90, "lon": 180, "label_lat": 90, "label_lon": 180, "label_rotate": 180}
"""Columns with a greatest magnitude, in degrees."""

MAX_FILE_BYTES = 10_000_000
"""Largest file of a pack."""
COORDINATE_SYSTEMS = re.compile(r"(?i)(urn:ogc:def:crs:)?(OGC:(1\.3)?:?CRS84|EPSG::?4326)")
"""Names of the one coordinate reference system of GeoJSON, as old programs still write them."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
TAKEN = frozenset(("geometry", "role"))
"""Columns that the frame of a layer has beside those of its table."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_FIGURE = re.compile(r"lat|lon|label_(lat|lon|rotate|spacing|at)|.*_(km|km2|m)")
_AXES = 2


class Feature(BaseModel):
    """One row of a feature table: a named thing with its figures."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """Id, unique in its table."""
    names: Names
    """Its names, from the columns `name_en`, `name_ja` and so on."""
    figures: Mapping[str, float]
    """Numbers by column: `lat`, `lon`, `label_...` and columns that end in a unit; empty cells are absent."""
    texts: Mapping[str, str]
    """All other cells by column; empty cells are absent."""
    sources: tuple[str, ...]
    """Ids of the sources of the row, from the column `sources`, separated by spaces."""

    @property
    def states(self) -> tuple[str, ...]:
        """Who administers and claims it, by the columns of these names; who occupies it before the others."""
        administering, occupying, claiming = (
            [re.split(r"[,(]", part)[0].strip() for part in self.texts.get(column, "").split(";") if part]
            for column in ("administered_by", "occupied_by", "claimed_by")
        )
        present = [state for state in occupying if state in claiming]
        return tuple(dict.fromkeys([*administering, *present, *claiming]))


def read_features(folder: Path, file: str, *, located: bool) -> tuple[Feature, ...]:
    """Return the rows of a feature table (CSV, UTF-8), which need `lat` and `lon` where `located`.

    Raises
    ------
    PackError
        The file is missing, outside the pack or not UTF-8, a column is missing, repeated or an unknown
        `name_...`, a row does not fit the columns, an id is missing or repeated, or a number is not one.
    """
    rows = csv.reader(io.StringIO(read_text(folder, file), newline=""), strict=True)
    try:
        columns = next(rows, [])
        _check_columns(file, columns, located=located)
        features = tuple(
            _read_row(file, rows.line_num, columns, cells, located=located) for cells in rows if cells
        )
    except csv.Error as error:
        problem = f"This is not well-formed CSV: {error}."
        raise PackError(file, f"line {rows.line_num}", "", problem) from error
    check_unique(file, "row", [feature.id for feature in features])
    return features


def read_outlines(folder: Path, file: str, *, kind: str) -> tuple[str, ...]:
    """Return the feature ids of a GeoJSON file, all of whose geometry has been checked.

    Raises
    ------
    PackError
        The file is missing, outside the pack or no GeoJSON feature collection, a feature has no
        `id` property, the wrong geometry for its kind, or a position off the globe.
    """
    try:
        collection = json.loads(read_text(folder, file), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise PackError(file, "", "", f"This is not valid JSON: {error}.") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features:
        raise PackError(file, "", "features", "Expected a GeoJSON FeatureCollection with a feature or more.")
    _check_system(file, collection)
    ids = [_check_outline(file, number, feature, kind) for number, feature in enumerate(features, start=1)]
    check_unique(file, "feature", ids)
    return tuple(ids)


def read_text(folder: Path, file: str) -> str:
    """Return the text of a file of a pack.

    Raises
    ------
    PackError
        The path leads out of the pack, there is no file, or it is not UTF-8.
    """
    if _CONTROL.search(file):
        raise PackError(ascii(file), "", "", "A file name holds no control characters.")
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise PackError(file, "", "", "The path leads out of the pack; name a file inside it.")
    if not path.is_file():
        raise PackError(file, "", "", "There is no such file in the pack.")
    if path.stat().st_size > MAX_FILE_BYTES:
        found, most = path.stat().st_size / 1e6, MAX_FILE_BYTES / 1e6
        problem = f"The file has {found:.1f} MB; at most {most:.0f} MB are read."
        raise PackError(file, "", "", problem)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError(file, "", "", f"Expected UTF-8 text; byte {error.start} is not.") from error


def check_unique(file: str, noun: str, ids: list[str]) -> None:
    """Raise a PackError for the first id that stands twice."""
    seen: set[str] = set()
    for repeated in ids:
        if repeated in seen:
            raise PackError(file, f"{noun} {repeated}", "id", "This id is used twice; ids have to differ.")
        seen.add(repeated)


def _check_columns(file: str, columns: list[str], *, located: bool) -> None:
    for column in ("id", "name_en", *(("lat", "lon") if located else ())):
        if column not in columns:
            raise PackError(file, "header", column, "This column is missing.")
    for column in sorted(TAKEN & set(columns)):
        raise PackError(file, "header", column, "The map uses this name itself; call the column otherwise.")
    for number, column in enumerate(columns):
        if column in columns[:number]:
            raise PackError(file, "header", column, "This column stands twice.")
        if column.startswith("name_") and column not in NAME_COLUMNS:
            raise PackError(file, "header", column, f"Expected one of {', '.join(NAME_COLUMNS)}.")


def _read_row(file: str, line: int, columns: list[str], cells: list[str], *, located: bool) -> Feature:
    if len(cells) != len(columns):
        problem = f"Expected {len(columns)} cells as in the header, found {len(cells)}."
        raise PackError(file, f"line {line}", "", problem)
    row = {column: cell.strip() for column, cell in zip(columns, cells, strict=True) if cell.strip()}
    if not _ID.fullmatch(row.get("id", "")):
        problem = "Expected lower-case letters, digits and hyphens."
        raise PackError(file, f"line {line}", "id", problem)
    for column in ("name_en", *(("lat", "lon") if located else ())):
        if column not in row:
            raise PackError(file, f"row {row['id']}", column, "This cell is empty.")
    return Feature(
        id=row["id"],
        names=Names(**{name.removeprefix("name_"): row[name] for name in NAME_COLUMNS if name in row}),
        figures={key: _read_figure(file, row, key) for key in row if _FIGURE.fullmatch(key)},
        texts={key: row[key] for key in row if not _is_typed(key)},
        sources=tuple(row.get("sources", "").split()),
    )


def _is_typed(column: str) -> bool:
    return column in {"id", "sources", *NAME_COLUMNS} or bool(_FIGURE.fullmatch(column))


def _read_figure(file: str, row: Mapping[str, str], column: str) -> float:
    try:
        figure = float(row[column])
    except ValueError:
        figure = math.nan
    limit = LIMITS.get(column, math.inf)
    if not math.isfinite(figure) or abs(figure) > limit:
        expected = f"a number from -{limit:g} to {limit:g}" if column in LIMITS else "a finite number"
        raise PackError(file, f"row {row['id']}", column, f"Expected {expected}, found {row[column]!r}.")
    return figure


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


def _check_outline(file: str, number: int, feature: object, kind: str) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    feature_id = properties.get("id") if isinstance(properties, dict) else None
    if not isinstance(feature, dict) or not isinstance(feature_id, str) or not _ID.fullmatch(feature_id):
        problem = "Expected lower-case letters, digits and hyphens."
        raise PackError(file, f"feature {number}", "properties.id", problem)
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or str(geometry.get("type")) not in GEOMETRIES[kind]:
        problem = f"Expected {' or '.join(sorted(GEOMETRIES[kind]))}."
        raise PackError(file, f"feature {feature_id}", "geometry.type", problem)
    positions = _list_positions(geometry.get("coordinates"), GEOMETRIES[kind][geometry["type"]])
    if not all(map(_is_on_globe, positions)):
        problem = "Expected positions of longitude -180 to 180 and latitude -90 to 90."
        raise PackError(file, f"feature {feature_id}", "geometry.coordinates", problem)
    _check_shape(file, feature_id, geometry)
    return feature_id


def _check_system(file: str, collection: Mapping[str, object]) -> None:
    system = collection.get("crs")
    properties = system.get("properties") if isinstance(system, dict) else system
    named = properties.get("name") if isinstance(properties, dict) else properties
    if system is not None and not (isinstance(named, str) and COORDINATE_SYSTEMS.fullmatch(named)):
        problem = f"Expected longitude and latitude (save it in EPSG:4326), found {str(named)[:60]!r}."
        raise PackError(file, "", "crs", problem)


def _check_shape(file: str, feature_id: str, geometry: Mapping[str, object]) -> None:
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except shapely.errors.GEOSException as error:
        raise PackError(file, f"feature {feature_id}", "geometry.coordinates", f"{error}.") from error
    if not shape.is_valid:
        problem = f"The shape is not valid: {shapely.is_valid_reason(shape)}."
        raise PackError(file, f"feature {feature_id}", "geometry.coordinates", problem)


def _list_positions(coordinates: object, depth: int) -> Iterator[object]:
    if not depth or not isinstance(coordinates, list) or not coordinates:
        yield coordinates
        return
    for part in coordinates:
        yield from _list_positions(part, depth - 1)


def _is_on_globe(position: object) -> bool:
    if not isinstance(position, list) or len(position) < _AXES:
        return False
    if not all(isinstance(part, (int, float)) and not isinstance(part, bool) for part in position):
        return False
    return bool(abs(position[0]) <= LIMITS["lon"] and abs(position[1]) <= LIMITS["lat"])
