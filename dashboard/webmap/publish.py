"""Prepare the served files of all packs, in the background or as a command."""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from importlib.metadata import version
from pathlib import Path
from threading import Thread

import geopandas
from pydantic import BaseModel, ConfigDict, ValidationError

from dashboard import theme
from dashboard.errors import StaticError
from dashboard.helper_process import HelperProcess
from dashboard.i18n.translator import SOURCE, use_language
from dashboard.installation import ROOT, prepare_script
from dashboard.packs import SERVED, STATIC, list_packs, name_for_all, translate_to_all
from dashboard.temporary_files import ScratchFolder
from dashboard.webmap.basemap import write_base_map
from dashboard.webmap.bundle import FRONTEND, join_script, read_library
from dashboard.webmap.catalogue import write_catalogue
from dashboard.webmap.compression import compress_files
from dashboard.webmap.files import WebFiles
from dashboard.webmap.pack_index import DrawnPack, LayerIndex, ProgressCallback, draw_pack, translate_indexes
from dashboard.webmap.previews import Preview, describe_previews
from dashboard.webmap.program import BaseMap, WebLayer, write_program
from dashboard.webmap.thumbnails import paint_picture, write_picture
from dashboard.wording.formats import stamp_layers
from geodata.errors import Message
from geodata.packs.pack import Pack, read_pack
from geodata.records.scenes import Scene

INDEX = "index.json"
LAYERS_SHARE = 0.7
"""Share of the work on a pack that is its layers'; about."""
DECISIVE_PACKAGES = ("folium", "geopandas", "matplotlib", "shapely", "streamlit", "xstatic-leaflet")
"""Packages whose versions decide what is served."""
INPUT_FOLDERS = ("dashboard", "geodata")
TOOL_FOLDERS = ("dashboard/frontend/node_modules", "dashboard/frontend/tests")
"""Folders within them that decide nothing of what is served."""
INPUTS = frozenset({".py", ".js", ".css", ".toml", ".csv", ".geojson", ".po"})
"""Endings of the files in these folders, and in the pack, that decide what is served."""


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
    previews: Mapping[str, Preview] = {}
    """Previews of links, by scene id; that of the pack under an empty id."""


class StaticIndex(BaseModel):
    """What lies ready in `static/`."""

    model_config = ConfigDict(frozen=True)

    key: str
    """Checksum of all that the files were made from."""
    bridge: str
    """Address of the bridge module for packs that are not served: its map program has no layers."""
    packs: Mapping[str, PackIndex]
    """The served packs by the names of their folders, in English."""
    translated: Mapping[str, Mapping[str, PackIndex]] = {}
    """As `packs`, by the tags of the other languages that there are."""
    files: Mapping[str, str]
    """Checksums of all files in the folder, by their paths."""

    def get_pack(self, name: str, language: str) -> PackIndex:
        """Return what lies ready of a pack in a language."""
        return (self.packs if language == SOURCE else self.translated[language])[name]


def prepare_static(
    packs: Sequence[Pack], *, folder: Path = STATIC, report: ProgressCallback = lambda _step, _share: None
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
        folder.mkdir(parents=True, exist_ok=True)  # before the work, so that its failure costs nothing
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
    """Put files in their place, unless another process has put the same ones there meanwhile.

    What was there goes beside the new files, whose folder is removed afterwards.
    """
    ready = _read_ready(folder)
    if ready is not None and ready.key == index.key:
        return
    (made / INDEX).write_text(index.model_dump_json(), encoding="utf-8")
    if folder.exists():
        folder.rename(made.with_name("former"))  # at once, as a server may be reading from it
    made.rename(folder)


def _read_ready(folder: Path) -> StaticIndex | None:
    """Return the index of a folder, unless it is damaged, of another make, or files are missing."""
    try:
        index = StaticIndex.model_validate_json((folder / INDEX).read_bytes())
    except (OSError, ValidationError):
        return None
    return index if index.files.items() <= _hash_files(folder).items() else None


def _hash_files(folder: Path) -> dict[str, str]:
    """Return the checksums of the files in a folder, by their paths in it."""
    paths = (path for path in sorted(folder.rglob("*.*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths
    }


def _hash_inputs(packs: Sequence[Pack]) -> str:
    digest = hashlib.sha256(SERVED.encode())
    for package in DECISIVE_PACKAGES:
        digest.update(f"{package} {version(package)}".encode())
    for path in list_inputs(packs):
        digest.update(f"{path.parent.name}/{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()


def list_inputs(packs: Sequence[Pack]) -> list[Path]:
    """Return the files that decide what is served, in a fixed order."""
    folders = [ROOT / folder for folder in INPUT_FOLDERS] + [pack.folder for pack in packs]
    tools = {ROOT / folder for folder in TOOL_FOLDERS}
    found = (path for folder in folders for path in sorted(folder.rglob("*")))
    return [path for path in found if path.suffix in INPUTS and tools.isdisjoint(path.parents)]


def _write_all(packs: Sequence[Pack], files: WebFiles, key: str, report: ProgressCallback) -> StaticIndex:
    report(Message("base map"), 0)
    parts = _split_report(report, len(packs))
    indexes: dict[str, dict[str, PackIndex]] = {}
    with HelperProcess() as helper:
        base = helper.submit(write_base_map, files)
        for pack, part in zip(packs, parts, strict=True):
            for language, index in _write_pack(pack, base, files, helper, part).items():
                indexes.setdefault(language, {})[pack.folder.name] = index
    bridge = _write_app(base.result(), (), files)
    compress_files(files.folder)
    return StaticIndex(
        key=key,
        bridge=bridge,
        packs=indexes.pop(SOURCE),
        translated=indexes,
        files=_hash_files(files.folder),
    )


def _write_pictures(
    pack: Pack, drawn: DrawnPack, files: WebFiles, helper: HelperProcess
) -> dict[str, tuple[dict[str, str], str]]:
    """Write the pictures of all scenes, here and in the helper, and return their addresses by scene id."""
    shapes = {layer.id: (layer.style, layer.frame) for layer in drawn.layers}
    asked = {}
    for scene in pack.scenes:
        stamp = stamp_layers(layer for layer in pack.layers if layer.id in scene.layers)
        given = scene, [shapes[layer_id] for layer_id in scene.layers], stamp, files
        asked[scene.id] = helper.submit(_write_picture, *given), given
    written = {
        scene_id: _write_picture(*given)
        for scene_id, (future, given) in reversed(asked.items())
        if future.cancel()
    }
    return {scene_id: written.get(scene_id) or future.result() for scene_id, (future, _) in asked.items()}


def _write_picture(
    scene: Scene, layers: Sequence[tuple[str, geopandas.GeoDataFrame]], stamp: str, files: WebFiles
) -> tuple[dict[str, str], str]:
    """Write the picture of a scene with style and web features of each layer; that beside a link has a stamp.

    Returns its address by theme, and that of the picture that stands beside a link.
    """
    from dashboard.webmap.preview_pictures import draw_preview  # noqa: PLC0415 - matplotlib takes 30 MB

    box = (scene.camera.west, scene.camera.south, scene.camera.east, scene.camera.north)
    painted = {name: list(paint_picture(box, layers, palette)) for name, palette in theme.PALETTES.items()}
    written = {
        name: files.write_text(
            f"pictures/{scene.id}-{name}",
            write_picture(painted[name], palette, title=scene.title),
            ending="svg",
        )
        for name, palette in theme.PALETTES.items()
    }
    preview = draw_preview(painted["light"], theme.PALETTES["light"], stamp=stamp)
    return written, files.write_bytes(f"pictures/{scene.id}", preview, ending="png")


def _split_report(report: ProgressCallback, count: int) -> Iterator[ProgressCallback]:
    """Yield for each of so many packs what tells its share as one of the whole."""
    for number in range(count):

        def tell(step: str, share: float, number: int = number) -> None:
            report(step, (number + share) / count)

        yield tell


def _write_pack(
    pack: Pack, base: Future[BaseMap], files: WebFiles, helper: HelperProcess, report: ProgressCallback
) -> dict[str, PackIndex]:
    """Write the files of a pack, and return its index by language; only the catalogues differ."""
    drawn = draw_pack(name_for_all(pack), report=lambda step, share: report(step, LAYERS_SHARE * share))
    web_layers = [
        WebLayer(layer.id, files.write_features(f"data/{layer.id}", layer.frame, decimals=4), layer.style)
        for layer in drawn.layers
    ]
    report(Message("pictures"), LAYERS_SHARE)
    written = _write_pictures(pack, drawn, files, helper)
    pictures = {scene: by_theme for scene, (by_theme, _) in written.items()}
    linked = {scene: address for scene, (_, address) in written.items()}
    bridge = _write_app(base.result(), web_layers, files)
    indexes = {}
    for language, told in translate_to_all(pack).items():
        with use_language(language):
            catalogue = json.dumps(write_catalogue(told, drawn.bounds, pictures=pictures), ensure_ascii=False)
            previews = describe_previews(told, linked)
        indexes[language] = PackIndex(
            bridge=bridge,
            catalogue=files.write_text("data/catalogue", catalogue),
            layers=translate_indexes(drawn.indexes, told) if told.language else drawn.indexes,
            pictures=pictures,
            previews=previews,
        )
    return indexes


def _write_app(base: BaseMap, web_layers: Sequence[WebLayer], files: WebFiles) -> str:
    """Write a map program with all that it runs with, and return the address of its bridge module."""
    return f"{files.write_together('app', collect_app(write_program(base, web_layers)))}/bridge.js"


def collect_app(program: str) -> Mapping[str, bytes]:
    """Return the script, which holds the map program and all that it needs, and the styles, by file name."""
    script = join_script("bridge", program)
    frame = (FRONTEND / "styles" / "map.css").read_text(encoding="utf-8")
    styles = theme.write_palettes() + theme.write_styles() + frame
    return {
        "bridge.js": f"{script}export const {{ render, dispose }} = module_bridge;\n".encode(),
        "seabrief.css": styles.encode(),
        "leaflet.css": read_library("leaflet.css").encode(),
    }


def main() -> int:
    """Prepare `static/` for the repository's packs, and what `seabrief run` runs; say what is being made."""
    prepare_script()
    write = partial(print, file=sys.stderr, flush=True)
    prepare_static(
        list(map(read_pack, list_packs().values())), report=lambda step, share: write(f"{share:4.0%} {step}")
    )
    write(f"{1:4.0%} ready: {STATIC}")
    return 0


if __name__ == "__main__":
    sys.exit(main())


class Preparation:
    """The preparation of packs, under way or done."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.step = ""
        self.share = 0.0
        self._index: Future[StaticIndex] = Future()
        # A daemon, so that the application can be stopped while it is at work.
        Thread(target=self._prepare, args=(packs,), name="preparation", daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether the files lie ready, or could not be made."""
        return self._index.done()

    @property
    def failed(self) -> bool:
        """Whether the files could not be made."""
        return self.done and self._index.exception() is not None

    def get_index(self) -> StaticIndex:
        """Wait for the files and return their index.

        Raises
        ------
        SeaBriefError
            As for `prepare_static`.
        """
        return self._index.result()

    def _prepare(self, packs: Sequence[Pack]) -> None:
        try:
            self._index.set_result(prepare_static(packs, report=self._report))
        except Exception as error:  # noqa: BLE001 - handed on to whoever asks for the index
            self._index.set_exception(error)

    def _report(self, step: str, share: float) -> None:
        self.step, self.share = step, share
