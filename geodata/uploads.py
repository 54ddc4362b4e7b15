"""Read shapes that a user brings: checked as a stranger's file, in EPSG:4326, small enough for a page."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import shapely

from geodata.errors import UploadError
from geodata.geodesy import cut_into_world
from geodata.upload_files import read_geojson, read_geopackage, read_kml, read_kmz, read_table

MAX_BYTES = 10_000_000
"""Largest file that is read."""
MAX_FEATURES = 5_000
"""Most features; more are a data set and not something to brief from."""
MAX_VERTICES = 500_000
"""Most vertices of all shapes together, before they are simplified."""
MAX_MENDED_VERTICES = 5_000
"""Most vertices of a shape that crosses itself: with their square grows what mending takes."""
TARGET_BYTES = 200_000
"""What the shapes may take on their way to a page, with the texts beside them."""
MAX_COLUMNS = 12
"""Columns of figures and texts that are kept, beside the name."""
MAX_TEXT = 300
"""Characters of a text that are kept."""
DECIMALS = 5
"""Of the degrees: about a metre."""
FIRST_TOLERANCE_DEG, LAST_TOLERANCE_DEG = 0.0005, 0.25
"""Simplification starts with the one and doubles; what is still too large at the other is refused."""
BYTES_OF_VERTEX, BYTES_OF_FEATURE = 20, 90
"""What GeoJSON takes for a vertex of five decimals and for the frame of a feature, on average."""
NAMES = ("name_en", "name", "title", "label")
"""Columns that the name of a feature is taken from, the first that is there, in any case of letters."""

READERS: Mapping[str, Callable[[str, bytes], geopandas.GeoDataFrame]] = {
    ".geojson": read_geojson,
    ".json": read_geojson,
    ".gpkg": read_geopackage,
    ".kml": read_kml,
    ".kmz": read_kmz,
    ".csv": read_table,
}
"""Ending of the file name -> what reads it; no other driver sees the file."""


@dataclass(frozen=True)
class Upload:
    """Shapes that a user brought, fit for a map."""

    name: str
    """Name of the file, without folders."""
    frame: geopandas.GeoDataFrame
    """In EPSG:4326 with columns `id` (`upload-1` and on), `name`, up to twelve others, and `geometry`."""
    notes: tuple[str, ...]
    """What was done to the shapes, in sentences for the user; empty where nothing was."""


def read_upload(name: str, content: bytes) -> Upload:
    """Return the shapes of a GeoJSON, GeoPackage, KML, KMZ or CSV file.

    Raises
    ------
    UploadError
        The file is too large, of another kind, damaged, hostile, or its shapes cannot be shown; the text says
        what was expected and what to do.
    """
    name = PurePosixPath(name.replace("\\", "/")).name
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in READERS:
        raise UploadError(name, f"Files that can be read end in {', '.join(READERS)}.")
    if not content:
        raise UploadError(name, "The file is empty.")
    if len(content) > MAX_BYTES:
        size = f"The file has {len(content) / 1e6:,.1f} MB; at most {MAX_BYTES / 1e6:,.0f} MB are read."
        raise UploadError(name, f"{size} Simplify the shapes or keep fewer of them.")
    notes: list[str] = []
    frame = _locate(name, READERS[suffix](name, content), notes)
    _check_size(name, frame)
    _check_coordinates(name, frame)
    frame = _mend_shapes(name, frame, notes)
    frame = _name_features(frame, notes)
    return Upload(name, _simplify(name, frame, notes), tuple(notes))


def _locate(name: str, frame: geopandas.GeoDataFrame, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return a frame in EPSG:4326 without empty shapes."""
    if frame.crs is None:
        problem = (
            "The file does not say which coordinates it has. Save it in longitude and latitude (WGS 84)."
        )
        raise UploadError(name, problem)
    missing = frame.geometry.isna() | frame.geometry.is_empty
    if missing.all():
        raise UploadError(name, "The file holds no shapes.")
    if missing.any():
        notes.append(f"{missing.sum()} features without a shape were left out.")
    kept = frame[~missing].reset_index(drop=True)
    if kept.crs.equals("EPSG:4326", ignore_axis_order=True):
        return kept.set_crs("EPSG:4326", allow_override=True)
    notes.append(f"Converted from {kept.crs.name} to longitude and latitude (WGS 84).")
    return kept.to_crs("EPSG:4326")


def _check_size(name: str, frame: geopandas.GeoDataFrame) -> None:
    vertices = int(shapely.get_num_coordinates(frame.geometry.to_numpy()).sum())
    for count, limit, what in ((len(frame), MAX_FEATURES, "features"), (vertices, MAX_VERTICES, "vertices")):
        if count > limit:
            raise UploadError(name, f"The file has {count:,} {what}; at most {limit:,} can be shown.")


def _check_coordinates(name: str, frame: geopandas.GeoDataFrame) -> None:
    """Refuse coordinates that are no place on the globe, and say why where that can be told."""
    shapes = frame.geometry.to_numpy()
    x, y = shapely.get_coordinates(shapes).T
    finite = np.isfinite(x) & np.isfinite(y)
    on_globe = finite & (np.abs(y) <= 90) & (x >= -180) & (x <= 360)  # noqa: PLR2004 - degrees
    if on_globe.all():
        return
    counts = shapely.get_num_coordinates(shapes)
    feature = int(np.repeat(np.arange(len(shapes)), counts)[~on_globe][0]) + 1
    at = f"Feature {feature} has the position {x[~on_globe][0]:g}, {y[~on_globe][0]:g}."
    if not finite.all():
        raise UploadError(name, f"{at} Every coordinate has to be a finite number.")
    if np.all((np.abs(x) <= 90) & (np.abs(y) <= 180)):  # noqa: PLR2004 - degrees
        problem = "Longitude and latitude seem to be swapped: longitude comes first, x before y."
    elif np.abs(x).max() > 1000 or np.abs(y).max() > 1000:  # noqa: PLR2004 - no degrees
        problem = "These look like metres of a projection. Save the file in longitude and latitude (WGS 84)."
    else:
        problem = "Expected longitudes from -180 to 180 and latitudes from -90 to 90."
    raise UploadError(name, f"{at} {problem}")


def _mend_shapes(name: str, frame: geopandas.GeoDataFrame, notes: list[str]) -> geopandas.GeoDataFrame:
    shapes = shapely.force_2d(frame.geometry.to_numpy())
    broken = ~shapely.is_valid(shapes)
    if shapely.get_num_coordinates(shapes[broken]).max(initial=0) > MAX_MENDED_VERTICES:
        problem = (
            f"A shape of more than {MAX_MENDED_VERTICES:,} vertices crosses itself. Mend or simplify it."
        )
        raise UploadError(name, problem)
    if broken.any():
        shapes[broken] = _make_valid(shapes[broken])
        notes.append(f"{broken.sum()} shapes that cross themselves were mended.")
    beyond = shapely.bounds(shapes)[:, 2] > 180  # noqa: PLR2004 - degrees
    shapes[beyond] = [cut_into_world(shape) for shape in shapes[beyond]]
    gone = shapely.is_empty(shapes)
    if gone.all():
        raise UploadError(name, "No shape has a length or an area.")
    return frame.set_geometry(geopandas.GeoSeries(shapes, crs="EPSG:4326"))[~gone].reset_index(drop=True)


def _make_valid(shapes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    valid: np.ndarray[Any, Any] = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    return valid


def _name_features(frame: geopandas.GeoDataFrame, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return the columns `id`, `name`, a few others as numbers and short texts, and `geometry`."""
    columns = [str(column) for column in frame.columns if column != frame.geometry.name]
    lowered = {column.lower(): column for column in columns}
    named = next((lowered[name] for name in NAMES if name in lowered), None)
    others = [column for column in columns if column != named and column.lower() not in {"id", "geometry"}]
    if len(others) > MAX_COLUMNS:
        notes.append(f"{len(others) - MAX_COLUMNS} of {len(others)} columns were left out.")
    ids = [f"upload-{number}" for number in range(1, len(frame) + 1)]
    names = map(_write_cell, frame[named]) if named else [""] * len(frame)
    cells: dict[str, Iterable[Any]] = {"id": ids, "name": list(names)}
    for column in others[:MAX_COLUMNS]:
        numbers = pd.api.types.is_numeric_dtype(frame[column])
        key = column if column not in cells else f"{column}_"
        cells[key] = frame[column].to_numpy() if numbers else list(map(_write_cell, frame[column]))
    return geopandas.GeoDataFrame(cells, geometry=frame.geometry.to_numpy(), crs="EPSG:4326")


def _write_cell(value: object) -> str:
    """Return a cell as one line of text without control characters."""
    missing = value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124 - NaN
    return "" if missing else re.sub(r"[\x00-\x1f\x7f]+", " ", str(value)).strip()[:MAX_TEXT]


def _simplify(name: str, frame: geopandas.GeoDataFrame, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return a frame that is small enough for a page, simplified as little as that takes."""
    whole = frame.geometry.to_numpy()
    texts = frame.drop(columns="geometry").to_json(orient="records", force_ascii=False)
    spare = TARGET_BYTES - len(texts.encode()) - BYTES_OF_FEATURE * len(frame)
    shapes, tolerance_deg = shapely.set_precision(whole, 10.0**-DECIMALS, mode="pointwise"), 0.0
    while shapely.get_num_coordinates(shapes).sum() * BYTES_OF_VERTEX > spare:
        tolerance_deg = tolerance_deg * 2 or FIRST_TOLERANCE_DEG
        if tolerance_deg > LAST_TOLERANCE_DEG:
            problem = f"The shapes do not fit into {TARGET_BYTES // 1000} kB even when simplified."
            raise UploadError(name, f"{problem} Keep fewer features or shorter texts.")
        simple = shapely.simplify(whole, tolerance_deg, preserve_topology=True)
        shapes = shapely.set_precision(simple, 10.0**-DECIMALS, mode="pointwise")
    rounded_out = ~shapely.is_valid(shapes)
    shapes[rounded_out] = _make_valid(shapes[rounded_out])
    shapes = np.where(shapely.is_empty(shapes), whole, shapes)
    if tolerance_deg:
        notes.append(f"Simplified to {tolerance_deg * 111.2:,.2g} km so that the map stays quick.")
    return frame.set_geometry(geopandas.GeoSeries(shapes, crs="EPSG:4326"))
