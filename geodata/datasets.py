"""Read the built data sets and their records."""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from pathlib import Path

import geopandas
from pydantic import BaseModel, ConfigDict

from geodata.errors import DataError, Message, UnknownIdError, blame_file

DATA = Path(__file__).parent / "data"
KEPT = 5
"""How many data sets stay in memory as they were read; the larger ones take 1 to 5 MB."""


class Dataset(BaseModel):
    """What the manifest says of one built file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """Name under which the data set is read."""
    file: str
    """File name in `geodata/data`."""
    title: str
    """What it shows, in a few words."""
    sources: tuple[str, ...]
    """Ids in `sources.toml` of the packages and publications that it was built from."""
    packages: tuple[str, ...] = ()
    """Registry packages with version that the raw data came in."""
    licence: str
    """Licence that the built file carries."""
    as_of: str
    """Date for which the data holds."""
    changes: tuple[str, ...]
    """Each change made between the raw data and this file, in order."""
    sha256: str
    """Checksum of the file."""
    bytes: int
    """Size of the file."""


@cache
def read_manifest(folder: Path = DATA) -> Mapping[str, Dataset]:
    """Return the manifest records by data set id."""
    path = folder / "manifest.toml"
    if not path.is_file():
        raise DataError(path, Message("The manifest of the built data is missing."))
    with blame_file(path):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return {record.id: record for record in map(Dataset.model_validate, table["datasets"])}


def locate_dataset(dataset_id: str, *, folder: Path = DATA) -> Path:
    """Return the path of a data set's file.

    Raises
    ------
    UnknownIdError
        No data set has this id.
    DataError
        The manifest knows the data set but the file is not there.
    """
    manifest = read_manifest(folder)
    if dataset_id not in manifest:
        raise UnknownIdError("data set", dataset_id, manifest)
    path = folder / manifest[dataset_id].file
    if not path.is_file():
        raise DataError(path, Message("The file is missing."))
    return path


def read_dataset(
    dataset_id: str, *, tiles: Collection[str] | None = None, folder: Path = DATA
) -> geopandas.GeoDataFrame:
    """Return a vector data set as a frame in EPSG:4326.

    Parameters
    ----------
    dataset_id
        Id of the data set.
    tiles
        Tiles to read of a data set that is cut into them, such as `E120N25`; None for all.
    folder
        Where the data sets are.

    Raises
    ------
    UnknownIdError, DataError
        As for `locate_dataset`; also where the coordinate reference system is not EPSG:4326.
    """
    path = locate_dataset(dataset_id, folder=folder)
    return _read(path, None if tiles is None else tuple(sorted(tiles))).copy()


@lru_cache(maxsize=KEPT)
def _read(path: Path, tiles: tuple[str, ...] | None) -> geopandas.GeoDataFrame:
    wanted = None if tiles is None else [("tile", "in", tiles)]
    with blame_file(path):
        frame = geopandas.read_parquet(path, filters=wanted)
    if frame.crs is None or frame.crs.to_epsg() != 4326:  # noqa: PLR2004 - the code of WGS 84 longitude/latitude
        raise DataError(path, Message("Expected EPSG:4326, found {crs}.", crs=frame.crs))
    return frame
