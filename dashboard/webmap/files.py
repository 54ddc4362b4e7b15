"""Write served files under content-hashed names."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import shapely


@dataclass(frozen=True)
class WebFiles:
    """A served folder."""

    folder: Path
    """Where the files are."""
    served: str
    """Address of the folder, relative to the page."""

    def write_text(self, name: str, text: str, *, ending: str = "json") -> str:
        """Write a text under a name with its checksum and return its address."""
        return self.write_bytes(name, text.encode(), ending=ending)

    def write_bytes(self, name: str, content: bytes, *, ending: str) -> str:
        """Write a file under a name with its checksum and return its address."""
        file = f"{name}-{_hash(content)}.{ending}"
        path = self.folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return f"{self.served}/{file}"

    def write_features(self, name: str, frame: geopandas.GeoDataFrame, *, decimals: int) -> str:
        """Write a frame as GeoJSON with coordinates of so many decimals and return its address."""
        return self.write_text(name, format_features(frame, decimals=decimals))

    def write_together(self, name: str, files: Mapping[str, bytes]) -> str:
        """Write files that name each other into one folder named after their content; return its address."""
        content = b"".join(files[file] for file in sorted(files))
        folder = f"{name}-{_hash(content)}"
        (self.folder / folder).mkdir(parents=True, exist_ok=True)
        for file, written in files.items():
            (self.folder / folder / file).write_bytes(written)
        return f"{self.served}/{folder}"


def format_features(frame: geopandas.GeoDataFrame, *, decimals: int) -> str:
    """Return a frame as compact GeoJSON text without empty properties, coordinates of so many decimals."""
    rounded = _round(frame.geometry.to_numpy(), decimals)
    records = frame.drop(columns=frame.geometry.name).to_dict("records")
    features = (
        f'{{"type":"Feature","properties":{_format_properties(record)},"geometry":{geometry}}}'
        for record, geometry in zip(records, shapely.to_geojson(rounded), strict=True)
    )
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


def _round(shapes: np.ndarray[Any, Any], decimals: int) -> np.ndarray[Any, Any]:
    """Return shapes with coordinates of so many decimals; what is valid stays so, unless it would vanish."""
    rounded = shapely.transform(shapes, lambda places: places.round(decimals) + 0.0)  # no negative zero
    torn = shapely.is_valid(shapes) & ~shapely.is_valid(rounded)
    mended = shapely.set_precision(shapes[torn], 10.0**-decimals)
    rounded[torn] = np.where(shapely.is_empty(mended), rounded[torn], mended)
    return rounded


def _format_properties(record: Mapping[str, Any]) -> str:
    given = {key: value for key, value in record.items() if not pd.isna(value)}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
