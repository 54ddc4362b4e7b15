"""Prepare the served files: Leaflet, the map program, the base map and the pack's layers."""

import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError
from xstatic.pkg import leaflet

import geodata
from dashboard.errors import StaticError
from dashboard.render import theme
from dashboard.render.basemap import open_frame, write_base_map
from dashboard.render.catalogue import Bounds, write_catalogue
from dashboard.render.pictures import draw_picture
from dashboard.render.webdata import draw_layer
from dashboard.render.webfiles import WebFiles
from dashboard.render.webmap import WebLayer, write_program
from dashboard.render.webnames import read_names
from dashboard.render.webscenes import DETOUR_STYLE, draw_detours, name_detours
from geodata.datasets import read_dataset
from geodata.layers import load_layer, measure_covers
from geodata.names import Names
from geodata.overlay import Spread
from geodata.packs import Pack, read_pack
from geodata.records import BandData, LaneData, Layer

ROOT = Path(geodata.__file__).parent.parent
STATIC = ROOT / "static"
PACK = ROOT / "seeds" / "nato-goes-east"
SERVED = "app/static"
"""Where Streamlit serves `static/`, relative to the page."""
MAPVIEW = Path(__file__).parent / "mapview"
SCRIPTS = tuple(sorted(path.name for path in MAPVIEW.glob("*.js") if path.stem != "standalone"))
LIBRARY = ("leaflet.js", "leaflet.css")
INDEX = "index.json"
DRAWING_PACKAGES = ("folium", "geopandas", "shapely", "xstatic-leaflet")
INPUT_FILES = ("dashboard/assets.py", "dashboard/texts.py")
INPUT_FOLDERS = ("dashboard/mapview", "dashboard/render", "geodata", "geodata/data")
INPUTS = frozenset({".py", ".js", ".css", ".toml", ".csv", ".geojson"})
"""Endings of the files in these folders and in the pack that decide what is served."""

Report = Callable[[str, float], None]


class FeatureIndex(BaseModel):
    """What the pages say of a feature."""

    model_config = ConfigDict(frozen=True)

    names: Names
    """Its names."""
    bounds: Bounds
    """West, south, east, north in degrees, longitudes eastward from the map's west edge."""
    properties: Mapping[str, Any]
    """Figures and texts of its row, with `sources`."""


class LayerIndex(BaseModel):
    """What the pages say of a layer."""

    model_config = ConfigDict(frozen=True)

    bounds: Bounds
    """As for a feature."""
    features: Mapping[str, FeatureIndex]
    """Its features by id; one that is the layer itself has the layer's id."""
    covers: Mapping[str, Spread] = {}
    """Of a lane: its share inside each range band, from 0 to 1, by the band's layer id."""


class StaticIndex(BaseModel):
    """What lies ready in `static/`."""

    model_config = ConfigDict(frozen=True)

    key: str
    """Checksum of all that the files were made from."""
    bridge: str
    """Address of the bridge module."""
    catalogue: str
    """Address of the layer catalogue."""
    layers: Mapping[str, LayerIndex]
    """The pack's layers by id."""
    pictures: Mapping[str, Mapping[str, str]] = {}
    """Addresses of the pictures of the scenes, by scene id and theme."""
    files: tuple[str, ...]
    """Paths of all files in the folder."""


def prepare_static(
    pack: Pack, *, folder: Path = STATIC, report: Report = lambda _step, _share: None
) -> StaticIndex:
    """Make the served files of a pack, unless they lie ready, and return their index.

    Parameters
    ----------
    pack
        The pack whose layers are served.
    folder
        Where to put the files.
    report
        Called with what is being made and the share that is done.

    Raises
    ------
    StaticError
        The folder cannot be written.
    """
    key = _hash_inputs(pack)
    ready = _read_ready(folder)
    if ready is not None and ready.key == key:
        return ready
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as making:
            made = Path(making) / folder.name
            made.mkdir()
            index = _write_all(pack, WebFiles(made, SERVED), key, report)
            (made / INDEX).write_text(index.model_dump_json(), encoding="utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            made.rename(folder)
    except OSError as error:
        raise StaticError(folder, str(error)) from error
    return index


def _read_ready(folder: Path) -> StaticIndex | None:
    """Return the index of a folder, unless it is damaged, of another make, or files are missing."""
    try:
        index = StaticIndex.model_validate_json((folder / INDEX).read_bytes())
    except (OSError, ValidationError):
        return None
    return index if all((folder / file).is_file() for file in index.files) else None


def _hash_inputs(pack: Pack) -> str:
    digest = hashlib.sha256()
    for package in DRAWING_PACKAGES:
        digest.update(f"{package} {version(package)}".encode())
    folders = [ROOT / folder for folder in INPUT_FOLDERS]
    paths = [
        path for top in (*folders, pack.folder, pack.folder / "features") for path in sorted(top.glob("*"))
    ]
    for path in [ROOT / file for file in INPUT_FILES] + paths:
        if path.suffix in INPUTS:
            digest.update(f"{path.parent.name}/{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()


def _write_all(pack: Pack, files: WebFiles, key: str, report: Report) -> StaticIndex:
    report("base map", 0)
    base = write_base_map(files)
    web_layers, indexes, lanes, shapes = [], {}, {}, {}
    for number, layer in enumerate(pack.layers):
        report(layer.title, 0.4 + 0.55 * number / len(pack.layers))
        frame = load_layer(pack, layer)
        if isinstance(layer.data, LaneData):
            lanes[layer.id] = frame.geometry.iloc[0]
        drawn = draw_layer(frame, layer)
        shapes[layer.id] = (layer.style, drawn)
        url = files.write_features(f"data/{layer.id}", drawn, decimals=4)
        web_layers.append(WebLayer(layer.id, url, layer.style))
        indexes[layer.id] = _index_layer(layer, frame, drawn)
    for (lane_id, band_id), spread in measure_covers(pack, lanes).items():
        covers = {**indexes[lane_id].covers, band_id: spread}
        indexes[lane_id] = indexes[lane_id].model_copy(update={"covers": covers})
    for scene in pack.scenes:
        if scene.closed:
            name = name_detours(scene)
            url = files.write_features(f"data/{name}", draw_detours(pack, scene), decimals=4)
            web_layers.append(WebLayer(name, url, DETOUR_STYLE))
    report("pictures", 0.95)
    pictures = _write_pictures(pack, shapes, files)
    program = write_program(base, web_layers)
    bounds = {layer_id: index.bounds for layer_id, index in indexes.items()}
    catalogue = write_catalogue(pack, bounds, pictures=pictures)
    return StaticIndex(
        key=key,
        bridge=f"{files.write_together('app', collect_app(program))}/bridge.js",
        catalogue=files.write_text("data/catalogue", json.dumps(catalogue, ensure_ascii=False)),
        layers=indexes,
        pictures=pictures,
        files=tuple(sorted(str(path.relative_to(files.folder)) for path in files.folder.rglob("*.*"))),
    )


def _write_pictures(
    pack: Pack, shapes: Mapping[str, tuple[str, geopandas.GeoDataFrame]], files: WebFiles
) -> dict[str, dict[str, str]]:
    """Write a picture of each scene in each theme and return their addresses."""
    return {
        scene.id: {
            name: files.write_text(
                f"pictures/{scene.id}-{name}",
                draw_picture(
                    (scene.camera.west, scene.camera.south, scene.camera.east, scene.camera.north),
                    [shapes[layer_id] for layer_id in scene.layers],
                    palette,
                    title=scene.title,
                ),
                ending="svg",
            )
            for name, palette in theme.PALETTES.items()
        }
        for scene in pack.scenes
    }


def collect_app(program: str) -> Mapping[str, bytes]:
    """Return the scripts and styles that a map program runs with, by file name."""
    frame = (MAPVIEW / "bridge.css").read_text(encoding="utf-8")
    styles = theme.write_palettes() + theme.write_styles() + frame
    return {
        "program.js": program.encode(),
        "seabrief.css": styles.encode(),
        **{name: (MAPVIEW / name).read_bytes() for name in SCRIPTS},
        **{name: (Path(leaflet.BASE_DIR) / name).read_bytes() for name in LIBRARY},
    }


def _index_layer(layer: Layer, frame: geopandas.GeoDataFrame, drawn: geopandas.GeoDataFrame) -> LayerIndex:
    things = open_frame(frame[frame["role"].isin(("area", "line", "point"))])
    records = things.drop(columns="geometry").to_dict("records")
    features = {
        record["id"]: FeatureIndex(
            names=read_names(record),
            bounds=_round(geometry.bounds),
            properties={key: value for key, value in record.items() if value != "" and not pd.isna(value)},
        )
        for record, geometry in zip(records, things.geometry, strict=True)
    }
    return LayerIndex(bounds=_find_bounds(layer, drawn), features=features)


def _find_bounds(layer: Layer, drawn: geopandas.GeoDataFrame) -> Bounds:
    """Return the area to show for a layer; of a band only what lies at sea."""
    things = drawn[drawn["role"] != "label"]
    if isinstance(layer.data, BandData):
        land = read_dataset("land-world")
        areas = things[things["role"] == "area"]
        return _round(areas.difference(land.union_all()).total_bounds)
    return _round(things.total_bounds)


def _round(bounds: Iterable[float]) -> Bounds:
    west, south, east, north = (round(float(bound), 4) for bound in bounds)
    return west, south, east, north


def main() -> int:
    """Prepare `static/` for the repository's pack and say what is being made."""
    write = partial(print, file=sys.stderr, flush=True)
    prepare_static(read_pack(PACK), report=lambda step, share: write(f"{share:4.0%} {step}"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
