"""Prepare the served files: Leaflet, the map program, the base map and the pack's layers."""

import hashlib
import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from dashboard.drawing import DrawnPack, LayerIndex, Report, draw_pack
from dashboard.errors import StaticError
from dashboard.installation import ROOT, SEEDS, find_home
from dashboard.render import theme
from dashboard.render.basemap import write_base_map
from dashboard.render.catalogue import write_catalogue
from dashboard.render.pictures import draw_picture
from dashboard.render.scripts import MAPVIEW, join_script, read_library
from dashboard.render.webfiles import WebFiles
from dashboard.render.webmap import BaseMap, WebLayer, write_program
from dashboard.scratch import ScratchFolder
from geodata.packs import Pack, read_pack

STATIC = find_home() / "static"
PACK = SEEDS / "nato-goes-east"
"""The pack that is shown unless another one is asked for."""
SERVED = "app/static"
"""Where Streamlit serves `static/`, relative to the page."""
INDEX = "index.json"
BASE_SHARE = 0.4
LAYERS_SHARE = 0.8
"""Shares of all work that is the base map's, and of a pack's that is its layers'; about."""
DRAWING_PACKAGES = ("folium", "geopandas", "shapely", "xstatic-leaflet")
INPUT_FILES = ("dashboard/assets.py", "dashboard/drawing.py", "dashboard/texts.py")
INPUT_FOLDERS = ("dashboard/mapview", "dashboard/render", "geodata", "geodata/data")
INPUTS = frozenset({".py", ".js", ".css", ".toml", ".csv", ".geojson"})
"""Endings of the files in these folders and in the pack that decide what is served."""


class PackIndex(BaseModel):
    """What lies ready of one pack."""

    model_config = ConfigDict(frozen=True)

    bridge: str
    """Address of the bridge module, whose map program has the layers of the pack."""
    catalogue: str
    """Address of the layer catalogue."""
    layers: Mapping[str, LayerIndex]
    """The pack's layers by id."""
    pictures: Mapping[str, Mapping[str, str]] = {}
    """Addresses of the pictures of the scenes, by scene id and theme."""


class StaticIndex(BaseModel):
    """What lies ready in `static/`."""

    model_config = ConfigDict(frozen=True)

    key: str
    """Checksum of all that the files were made from."""
    bridge: str
    """Address of the bridge module for packs that are not served: its map program has no layers."""
    packs: Mapping[str, PackIndex]
    """The served packs by the names of their folders."""
    files: tuple[str, ...]
    """Paths of all files in the folder."""


def list_packs() -> dict[str, Path]:
    """Return the folders of the packs that come with the application by their names, `PACK` first."""
    others = (path.parent for path in sorted(SEEDS.glob("*/brief.toml")))
    return {folder.name: folder for folder in (PACK, *others)}


def prepare_static(
    packs: Sequence[Pack], *, folder: Path = STATIC, report: Report = lambda _step, _share: None
) -> StaticIndex:
    """Make the served files of packs, unless they lie ready, and return their index.

    Parameters
    ----------
    packs
        The packs whose layers are served.
    folder
        Where to put the files.
    report
        Called with what is being made and the share that is done.

    Raises
    ------
    StaticError
        The folder cannot be written.
    """
    key = _hash_inputs(packs)
    ready = _read_ready(folder)
    if ready is not None and ready.key == key:
        return ready
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = ScratchFolder(folder.parent, prefix=f".{folder.name}-")
        try:
            made = making.path / folder.name
            made.mkdir()
            _put(made, folder, index := _write_all(packs, WebFiles(made, SERVED), key, report))
        finally:
            making.remove()
    except OSError as error:
        raise StaticError(folder, str(error)) from error
    return index


def _put(made: Path, folder: Path, index: StaticIndex) -> None:
    """Put files in their place, unless another process has put the same ones there meanwhile."""
    ready = _read_ready(folder)
    if ready is not None and ready.key == index.key:
        return
    (made / INDEX).write_text(index.model_dump_json(), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)


def _read_ready(folder: Path) -> StaticIndex | None:
    """Return the index of a folder, unless it is damaged, of another make, or files are missing."""
    try:
        index = StaticIndex.model_validate_json((folder / INDEX).read_bytes())
    except (OSError, ValidationError):
        return None
    return index if all((folder / file).is_file() for file in index.files) else None


def _hash_inputs(packs: Sequence[Pack]) -> str:
    digest = hashlib.sha256()
    for package in DRAWING_PACKAGES:
        digest.update(f"{package} {version(package)}".encode())
    folders = [ROOT / folder for folder in INPUT_FOLDERS]
    folders += [top for pack in packs for top in (pack.folder, pack.folder / "features")]
    paths = [path for top in folders for path in sorted(top.glob("*"))]
    for path in [ROOT / file for file in INPUT_FILES] + paths:
        if path.suffix in INPUTS:
            digest.update(f"{path.parent.name}/{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()


def _write_all(packs: Sequence[Pack], files: WebFiles, key: str, report: Report) -> StaticIndex:
    report("base map", 0)
    base = write_base_map(files)
    indexes = {
        pack.folder.name: _write_pack(pack, base, files, part)
        for pack, part in zip(packs, _split_report(report, len(packs)), strict=True)
    }
    return StaticIndex(
        key=key,
        bridge=_write_app(base, (), files),
        packs=indexes,
        files=tuple(sorted(str(path.relative_to(files.folder)) for path in files.folder.rglob("*.*"))),
    )


def _write_pictures(pack: Pack, drawn: DrawnPack, files: WebFiles) -> dict[str, dict[str, str]]:
    """Write a picture of each scene in each theme and return their addresses."""
    shapes = {layer.id: (layer.style, layer.frame) for layer in drawn.layers}
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


def _split_report(report: Report, count: int) -> Iterator[Report]:
    """Yield for each of so many packs what tells its share as one of the whole, after the base map's."""
    for number in range(count):

        def tell(step: str, share: float, number: int = number) -> None:
            report(step, BASE_SHARE + (1 - BASE_SHARE) * (number + share) / count)

        yield tell


def _write_pack(pack: Pack, base: BaseMap, files: WebFiles, report: Report) -> PackIndex:
    drawn = draw_pack(pack, report=lambda step, share: report(step, LAYERS_SHARE * share))
    web_layers = [
        WebLayer(layer.id, files.write_features(f"data/{layer.id}", layer.frame, decimals=4), layer.style)
        for layer in drawn.layers
    ]
    report("pictures", LAYERS_SHARE)
    pictures = _write_pictures(pack, drawn, files)
    catalogue = json.dumps(write_catalogue(pack, drawn.bounds, pictures=pictures), ensure_ascii=False)
    return PackIndex(
        bridge=_write_app(base, web_layers, files),
        catalogue=files.write_text("data/catalogue", catalogue),
        layers=drawn.indexes,
        pictures=pictures,
    )


def _write_app(base: BaseMap, web_layers: Sequence[WebLayer], files: WebFiles) -> str:
    """Write a map program with all that it runs with, and return the address of its bridge module."""
    return f"{files.write_together('app', collect_app(write_program(base, web_layers)))}/bridge.js"


def collect_app(program: str) -> Mapping[str, bytes]:
    """Return the script, which holds the map program and all that it needs, and the styles, by file name."""
    script = join_script("bridge", program)
    frame = (MAPVIEW / "bridge.css").read_text(encoding="utf-8")
    styles = theme.write_palettes() + theme.write_styles() + frame
    return {
        "bridge.js": f"{script}export const {{ render, dispose }} = module_bridge;\n".encode(),
        "seabrief.css": styles.encode(),
        "leaflet.css": read_library("leaflet.css").encode(),
    }


def main() -> int:
    """Prepare `static/` for the repository's packs and say what is being made."""
    write = partial(print, file=sys.stderr, flush=True)
    prepare_static(
        list(map(read_pack, list_packs().values())), report=lambda step, share: write(f"{share:4.0%} {step}")
    )
    write(f"{1:4.0%} ready: {STATIC}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
