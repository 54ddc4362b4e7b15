"""Write served files under content-hashed names."""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas


@dataclass(frozen=True)
class WebFiles:
    """A served folder."""

    folder: Path
    """Where the files are."""
    served: str
    """Address of the folder, relative to the page."""

    def write_text(self, name: str, text: str, *, ending: str = "json") -> str:
        """Write a text under a name with its checksum and return its address."""
        file = f"{name}-{_hash(text.encode())}.{ending}"
        path = self.folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
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
    written = io.BytesIO()
    frame.to_file(written, driver="GeoJSON", engine="pyogrio", COORDINATE_PRECISION=decimals)
    features = json.loads(written.getvalue())["features"]
    for feature in features:
        given = feature["properties"].items()
        feature["properties"] = {key: value for key, value in given if value is not None}
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
