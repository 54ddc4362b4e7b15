"""Answer `seabrief export`: write layers and scenes to files."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from dashboard.assets import PACK
from dashboard.render.data import (
    list_features,
    list_scene_features,
    write_geojson,
    write_scene,
)
from dashboard.render.geofiles import Tables, write_geopackage, write_kml
from dashboard.render.pages import FORMATS, PAGES
from dashboard.render.theme import PALETTES
from geodata.errors import SeaBriefError
from geodata.gazetteer import call_layer, read_gazetteer
from geodata.layers import find_layer, load_layer
from geodata.names import NEUTRAL, POLICIES
from geodata.packs import Pack, read_pack
from geodata.records import Scene
from geodata.scenes import find_scene, resolve_scene

DONE = 0
TABLE_WRITERS: Mapping[str, Callable[[Tables, Pack, Path], None]] = {
    "gpkg": write_geopackage,
    "kml": write_kml,
}
"""Format of tables of features -> what writes it."""


def add_act(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the act `export` to the command."""
    export = acts.add_parser("export", help="write a layer, a scene or all scenes to files")
    export.add_argument("format", choices=("geojson", *TABLE_WRITERS, *FORMATS))
    what = export.add_mutually_exclusive_group(required=True)
    what.add_argument("--layer", metavar="ID", help="id of the layer")
    what.add_argument("--scene", metavar="ID", help="id of the scene: all its layers and detours")
    what.add_argument("--all", action="store_true", help="all scenes as pictures, a file each in a folder")
    export.add_argument(
        "--size", choices=tuple(PAGES), default="1080p", help="of a picture; 1080p by default"
    )
    export.add_argument("--theme", choices=tuple(PALETTES), default="light", help="of a picture")
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="file, or folder, to write")
    add_names(export)
    export.set_defaults(act=export_files)


def add_names(act: argparse.ArgumentParser) -> None:
    """Add the choice of the naming policy to an act."""
    told = "how places are called: neutral dual names if not given"
    act.add_argument("--names", choices=POLICIES, default=NEUTRAL, help=told)


def export_files(options: argparse.Namespace) -> int:
    """Write what the options ask for; the file appears when it is whole.

    Raises
    ------
    SeaBriefError
        The file cannot be written, or there is nothing to write.
    """
    pack = read_pack(PACK)
    out: Path = options.out
    if options.layer and options.format in FORMATS:
        raise SeaBriefError(f"A layer is written as data, not as {options.format}: name a scene, or --all.")
    if options.all and options.format not in FORMATS:
        raise SeaBriefError(
            f"--all writes {', '.join(FORMATS)}; for {options.format} name a scene or a layer."
        )
    try:
        if options.all:
            _write_pictures(options, pack)
            return DONE
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".export-") as making:
            options.out = Path(making) / out.name
            title = _write_scene(options, pack) if options.scene else _write_layer(options, pack)
            options.out.replace(out)
    except OSError as error:
        raise SeaBriefError(f"{out}: cannot be written ({error.strerror or error}).") from error
    print(f"{out}: {title}", file=sys.stderr)
    return DONE


def _write_pictures(options: argparse.Namespace, pack: Pack) -> None:
    from dashboard.picturing import draw_picture, name_picture  # noqa: PLC0415 - matplotlib takes long to load

    options.out.mkdir(parents=True, exist_ok=True)
    rewrite = read_gazetteer(pack).rewrite
    for scene in pack.scenes:
        path = options.out / name_picture(pack, scene, options.format)
        drawn = draw_picture(
            pack, scene, options.format, size=options.size, theme=options.theme, names=options.names
        )
        path.write_bytes(drawn)
        print(f"{path}: {rewrite(scene.title, options.names)}", file=sys.stderr)


def _write_picture(options: argparse.Namespace, pack: Pack, scene: Scene) -> None:
    from dashboard.picturing import draw_picture  # noqa: PLC0415 - as above

    drawn = draw_picture(
        pack, scene, options.format, size=options.size, theme=options.theme, names=options.names
    )
    options.out.write_bytes(drawn)


def _write_layer(options: argparse.Namespace, pack: Pack) -> str:
    layer = find_layer(pack, options.layer)
    frame = load_layer(pack, layer)
    if options.format == "geojson":
        written = write_geojson(frame, layer, pack, names=options.names)
        options.out.write_text(written, encoding="utf-8")
    else:
        tables = {layer.id: list_features(frame, layer, pack, names=options.names)}
        TABLE_WRITERS[options.format](tables, pack, options.out)
    return call_layer(pack, layer, options.names, gazetteer=read_gazetteer(pack))


def _write_scene(options: argparse.Namespace, pack: Pack) -> str:
    scene = find_scene(pack, options.scene)
    title = read_gazetteer(pack).rewrite(scene.title, options.names)
    if options.format in FORMATS:
        _write_picture(options, pack, scene)
        return title
    resolved = resolve_scene(pack, scene)
    if options.format == "geojson":
        options.out.write_text(write_scene(resolved, pack, names=options.names), encoding="utf-8")
    else:
        tables = list_scene_features(resolved, pack, names=options.names)
        if not tables:
            raise SeaBriefError(f"The scene {scene.id} has no layers: there is no data to write.")
        TABLE_WRITERS[options.format](tables, pack, options.out)
    return title
