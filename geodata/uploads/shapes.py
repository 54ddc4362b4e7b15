"""Read shapes that a user brings: checked as a stranger's file, in EPSG:4326, small enough for a page."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import shapely

from geodata.errors import Message, UploadError, join_messages
from geodata.uploads.formats import (
    NAMES,
    check_features,
    check_vertices,
    label_feature,
    list_some,
    shorten,
    tell_left_out,
)
from geodata.uploads.geojson import read_geojson
from geodata.uploads.geopackage import read_geopackage
from geodata.uploads.gpx import read_gpx
from geodata.uploads.kml import read_kml
from geodata.uploads.kmz import read_kmz
from geodata.uploads.reference_systems import WGS84, convert_to_degrees, is_degrees
from geodata.uploads.repair import count_vertices, find_strays, lay_shapes, simplify_shapes
from geodata.uploads.tables import read_table

MAX_BYTES = 10_000_000
"""Largest file that is read."""
TARGET_BYTES = 200_000
"""What the shapes may take on their way to a page, with the texts beside them."""
BYTES_OF_FEATURE = 90
"""What GeoJSON takes for the frame of a feature, on average."""
MAX_COLUMNS = 12
"""Columns of figures and texts that are kept, beside the name."""
MAX_TEXT = 300
"""Characters of a text that are kept."""
MOST_DEPTH = 3
"""Lists and objects within each other that are told."""
LARGEST_FIGURE = 1e15
"""Beyond it a number is shown as text, with all its digits."""
NOUNS = ("feature", "row")
"""What the index of a frame may be called: what its numbers are of."""
AS_IDS = frozenset({"id", "geometry"})
"""Columns that are not shown."""
NAMED = re.compile(
    r"(?i)(^|[\W_])(name|nom|nombre|nome|naam|navn|namn|nazwa)([\W_]|$)|(?-i:[a-z]Name)$|名|название"
)
"""What a header says over names, where it is none of `NAMES`."""
NO_NAME = re.compile(r"(?i)https?:|\d{4}-\d\d|[\[{].*[\]}]$")
"""How dates, addresses and data begin."""

READERS: Mapping[str, Callable[[str, bytes, list[str]], geopandas.GeoDataFrame]] = {
    ".geojson": read_geojson,
    ".json": read_geojson,
    ".geojsonl": read_geojson,
    ".geojsons": read_geojson,
    ".ndjson": read_geojson,
    ".gpkg": read_geopackage,
    ".kml": read_kml,
    ".kmz": read_kmz,
    ".gpx": read_gpx,
    ".csv": read_table,
    ".tsv": read_table,
}
"""Ending of the file name -> what reads it: given name, content and a list that gets notes."""


@dataclass(frozen=True)
class Upload:
    """Shapes that a user brought, fit for a map."""

    name: str
    """Name of the file, without folders."""
    frame: geopandas.GeoDataFrame
    """In EPSG:4326 with columns `id` (`upload-1` and on), `name`, up to twelve others, and `geometry`."""
    notes: tuple[str, ...]
    """What was done to the shapes, in sentences for the user; empty where nothing was."""


def check_file(name: str, content: bytes) -> str:
    """Return the name of a file without folders.

    Raises
    ------
    UploadError
        It is of another kind, empty, or too large.
    """
    name = PurePosixPath(name.replace("\\", "/")).name
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in READERS:
        raise UploadError(
            name, Message("Files that can be read end in {readers}.", readers=", ".join(READERS))
        )
    if not content:
        raise UploadError(name, Message("The file is empty."))
    if len(content) > MAX_BYTES:
        size = Message(
            "The file has {count:,.1f} MB; at most {max_bytes:,.0f} MB are read.",
            count=len(content) / 1e6,
            max_bytes=MAX_BYTES / 1e6,
        )
        raise UploadError(name, Message("{size} Simplify the shapes or keep fewer of them.", size=size))
    return name


def read_upload(name: str, content: bytes) -> Upload:
    """Return the shapes of a GeoJSON, GeoPackage, KML, KMZ, GPX or CSV file.

    Raises
    ------
    UploadError
        The file is too large, of another kind, damaged, hostile, or its shapes cannot be shown; the text says
        what was expected and what to do.
    """
    name = check_file(name, content)
    notes: list[str] = []
    read = READERS[PurePosixPath(name).suffix.lower()](name, content, notes)
    if read.index.name not in NOUNS:
        read = read.set_axis(pd.RangeIndex(1, len(read) + 1, name="feature"))
    frame = _lay(name, _locate(name, read, notes), notes)
    named = _name_features(frame, notes)
    spare_bytes = TARGET_BYTES - _measure_texts(named)
    if spare_bytes < 0:
        problem = Message(
            "Its features and texts do not fit into {target_bytes} kB.", target_bytes=TARGET_BYTES // 1000
        )
        raise UploadError(name, Message("{problem} Keep fewer features or shorter texts.", problem=problem))
    simple = simplify_shapes(name, named.geometry.to_numpy(), spare_bytes, notes)
    return Upload(name, named.set_geometry(geopandas.GeoSeries(simple, crs=WGS84)), tuple(notes))


def _locate(name: str, frame: geopandas.GeoDataFrame, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return the features that have a shape, in EPSG:4326."""
    if frame.crs is None:
        problem = Message(
            "The file does not say which coordinates it has. Save it in longitude and latitude (WGS 84)."
        )
        raise UploadError(name, problem)
    missing = (frame.geometry.isna() | frame.geometry.is_empty).to_numpy()
    if missing.all():
        raise UploadError(name, join_messages(" ", [Message("The file holds no shapes."), *notes]))
    if missing.any():
        notes.append(tell_left_out(frame.index.name, "without a shape", _list_labels(frame[missing])))
    kept = frame[~missing]
    check_features(name, len(kept))
    check_vertices(name, count_vertices(kept.geometry.to_numpy()))
    converted = convert_to_degrees(kept)
    if converted is None:
        problem = Message(
            "The coordinates of the file ({name}) cannot be converted.", name=shorten(kept.crs.name)
        )
        raise UploadError(
            name, Message("{problem} Save it in longitude and latitude (WGS 84).", problem=problem)
        )
    if not is_degrees(kept.crs):
        notes.append(
            Message("Converted from {name} to longitude and latitude (WGS 84).", name=shorten(kept.crs.name))
        )
    return converted


def _list_labels(frame: geopandas.GeoDataFrame) -> list[str]:
    """Return how to find each feature in the file."""
    names, noun = _list_names(frame), str(frame.index.name)
    return [label_feature(noun, number, name) for number, name in zip(frame.index, names, strict=True)]


def _lay(name: str, frame: geopandas.GeoDataFrame, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return the features with sound shapes in one world; those that have none are left out and told."""

    def label(position: int) -> str:
        return _list_labels(frame.iloc[position : position + 1])[0]

    shapes = shapely.force_2d(frame.geometry.to_numpy())
    stray = find_strays(name, shapes, label, notes)
    frame, shapes = frame[~stray], shapes[~stray]
    laid = lay_shapes(name, shapes, label, notes)
    flat = shapely.is_empty(laid)
    if flat.all():
        raise UploadError(
            name,
            Message("No shape has a length or an area: {frame}.", frame=list_some(_list_labels(frame))),
        )
    if flat.any():
        labels = _list_labels(frame[flat])
        notes.append(tell_left_out(frame.index.name, "without a length or an area", labels))
    return frame.set_geometry(geopandas.GeoSeries(laid, index=frame.index, crs=WGS84))[~flat]


def _name_features(frame: geopandas.GeoDataFrame, notes: list[str]) -> geopandas.GeoDataFrame:
    """Return the columns `id`, `name`, a few others as numbers and short texts, and `geometry`."""
    taken = {column.lower() for column in _find_name_columns(frame)[:1]}
    others = [column for column in _list_columns(frame) if column.lower() not in {*taken, *AS_IDS}]
    if len(others) > MAX_COLUMNS:
        notes.append(
            Message(
                "{count} of {count_2} columns were left out.",
                count=len(others) - MAX_COLUMNS,
                count_2=len(others),
            )
        )
    cells: dict[str, Sequence[Any]] = {
        "id": [f"upload-{number}" for number in range(1, len(frame) + 1)],
        "name": _list_names(frame),
    }
    for column in others[:MAX_COLUMNS]:
        values = frame[column].tolist()
        key = column if column not in cells else f"{column}_"
        cells[key] = values if all(map(_is_figure, values)) else list(map(_write_cell, values))
    return geopandas.GeoDataFrame(cells, geometry=frame.geometry.to_numpy(), crs=WGS84)


def _list_columns(frame: geopandas.GeoDataFrame) -> list[str]:
    return [str(column) for column in frame.columns if column != frame.geometry.name]


def _list_names(frame: geopandas.GeoDataFrame) -> list[str]:
    """Return the name of each feature, from the first column for names that says one; "" for none."""
    written = [list(map(_write_cell, frame[column])) for column in _find_name_columns(frame)]
    return [next(filter(None, names), "") for names in zip(*written, strict=True)] or [""] * len(frame)


def _find_name_columns(frame: geopandas.GeoDataFrame) -> list[str]:
    """Return the columns that names are taken from: those of `NAMES`, else one that seems to hold them."""
    columns = _list_columns(frame)
    known = [column for name in NAMES for column in columns if column.lower() == name]
    if known:
        return known
    texts = [column for column in columns if column.lower() not in AS_IDS and _holds_words(frame[column])]
    return ([column for column in texts if NAMED.search(column)] or texts)[:1]


def _holds_words(cells: "pd.Series[Any]") -> bool:
    """Tell whether a column holds texts that are no dates, figures or addresses."""
    texts = [cell for cell in cells.tolist() if isinstance(cell, str) and cell.strip()]
    return bool(texts) and all(re.search(r"[^\W\d_]", text) and not NO_NAME.match(text) for text in texts)


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and type(value) is not bool and abs(value) <= LARGEST_FIGURE


def _write_cell(value: object) -> str:
    """Return a cell as one line of text without control characters and halves of characters."""
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", _tell(value)).strip()[:MAX_TEXT]


def _tell(value: object, *, depth: int = 0) -> str:
    """Return a value of a file as text, the parts of a list or an object with commas between them."""
    if isinstance(value, Mapping | list | tuple | np.ndarray):
        return _tell_parts(value, depth)
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    whole = isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_FIGURE
    return f"{value:.0f}" if whole else str(value)


def _tell_parts(value: Any, depth: int) -> str:  # noqa: ANN401 - a list or an object
    if depth == MOST_DEPTH:
        return "…"
    if isinstance(value, Mapping):
        listed = list(value.items())[:MAX_TEXT]
        return ", ".join(f"{key}: {_tell(part, depth=depth + 1)}" for key, part in listed)
    return ", ".join(_tell(part, depth=depth + 1) for part in value[:MAX_TEXT])


def _measure_texts(frame: geopandas.GeoDataFrame) -> int:
    """Return the bytes that features take as GeoJSON beside their shapes."""
    texts = frame.drop(columns="geometry").to_json(orient="records", force_ascii=False)
    return len(texts.encode()) + BYTES_OF_FEATURE * len(frame)
