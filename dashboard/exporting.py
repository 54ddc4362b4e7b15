"""Answer `seabrief export`: write layers, scenes or a whole briefing to files."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from dashboard.assets import PACK
from dashboard.foreign import hold_path
from dashboard.orders import DATA, Order
from dashboard.render.data import list_features, write_geojson
from dashboard.render.geofiles import write_geopackage, write_kml
from dashboard.render.pages import FORMATS, PAGES
from dashboard.render.theme import PALETTES
from dashboard.view_export import add_view_options, write_view
from geodata.errors import SeaBriefError
from geodata.gazetteer import call_layer, read_gazetteer
from geodata.layers import find_layer, load_layer
from geodata.names import NEUTRAL, POLICIES
from geodata.packs import Pack, read_pack

DONE = 0
TOGETHER = ("pptx", "html", "kit")
"""Formats that hold any number of scenes in one file."""
PROGRESS, SPEAKER = "progress", "seabrief:"
"""First words of lines for the Export page: how far an export is, and what its viewer should know."""
ALL_FORMATS = (*DATA, *FORMATS, *TOGETHER)
"""What the command writes."""


def add_act(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the act `export` to the command."""
    export = acts.add_parser("export", help="write a layer, scenes or the whole briefing to a file")
    export.add_argument("format", choices=ALL_FORMATS)
    what = export.add_mutually_exclusive_group(required=True)
    what.add_argument("--layer", metavar="ID", help="id of the layer, as data")
    what.add_argument("--scene", metavar="ID", action="append", help="id of a scene; may be repeated")
    what.add_argument("--all", action="store_true", help="all scenes; pictures go into a folder, a file each")
    add_view_options(export, what)
    export.add_argument("--size", choices=tuple(PAGES), default="1080p", help="of pictures; 1080p by default")
    export.add_argument("--theme", choices=tuple(PALETTES), default="light", help="light by default")
    export.add_argument("--pictures", action="store_true", help="maps of a deck as pictures, not as shapes")
    export.add_argument("--template", type=Path, metavar="FILE", help="deck whose layouts and colours to use")
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="file, or folder, to write")
    export.add_argument("--pack", type=Path, default=PACK, help="folder or zip file of the pack")
    export.add_argument("--progress", action="store_true", help="say on standard error how far it is")
    add_names(export)
    export.set_defaults(act=export_files)


def add_names(act: argparse.ArgumentParser) -> None:
    """Add the choice of the naming policy to an act."""
    told = "how places are called: neutral dual names if not given"
    act.add_argument("--names", choices=POLICIES, default=NEUTRAL, help=told)


def export_files(options: argparse.Namespace) -> int:
    """Write what the options ask for; a file appears when it is whole.

    Raises
    ------
    SeaBriefError
        The file cannot be written, or there is nothing to write.
    """
    with hold_path(options.pack) as folder:
        _export(options, read_pack(folder))
    return DONE


def _export(options: argparse.Namespace, pack: Pack) -> None:
    if options.layer and options.format not in DATA:
        raise SeaBriefError(f"A layer is written as data, not as {options.format}: name a scene, or --all.")
    if options.layer:
        _put(options.out, lambda path: _write_layer(options, pack, path))
    elif options.view or options.at:
        _put(options.out, lambda path: _write_view(options, pack, path))
    else:
        _write_scenes(options, pack)


def _write_view(options: argparse.Namespace, pack: Pack, path: Path) -> str:
    title, told = write_view(options, pack, path)
    _tell(told)
    return title


def _tell(notices: Iterable[str]) -> None:
    for notice in notices:
        print(f"{SPEAKER} {notice}", file=sys.stderr)


def _write_scenes(options: argparse.Namespace, pack: Pack) -> None:
    from dashboard.kit import make_file  # noqa: PLC0415 - matplotlib takes long to load
    from dashboard.picturing import name_picture  # noqa: PLC0415 - as above

    wanted = [scene.id for scene in pack.scenes] if options.all else options.scene
    order = Order(
        form=options.format,
        scenes=tuple(wanted),
        names=options.names,
        theme=options.theme,
        size=options.size,
        pictures=options.pictures,
        template=options.template,
    )

    def make(part: Order) -> Callable[[Path], str]:
        def write(path: Path) -> str:
            _tell(make_file(part, pack, path, report=report))
            return ", ".join(_title(pack, scene_id, options) for scene_id in part.scenes)

        return write

    def report(step: str, share: float) -> None:
        if options.progress:
            print(f"{PROGRESS} {share:.3f} {step}", file=sys.stderr, flush=True)

    if not options.all or options.format not in FORMATS:
        _put(options.out, make(order))
        return
    options.out.mkdir(parents=True, exist_ok=True)
    for scene in pack.scenes:
        part = Order(order.form, (scene.id,), order.names, order.theme, order.size)
        _put(options.out / name_picture(pack, scene, options.format), make(part))


def _title(pack: Pack, scene_id: str, options: argparse.Namespace) -> str:
    title = next(scene.title for scene in pack.scenes if scene.id == scene_id)
    return read_gazetteer(pack).rewrite(title, options.names)


def _put(out: Path, write: Callable[[Path], str]) -> None:
    """Write a file beside its place and move it there when it is whole."""
    try:
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".export-") as making:
            path = Path(making) / out.name
            title = write(path)
            path.replace(out)
    except BrokenPipeError:
        raise  # nobody reads what is told meanwhile; the file itself is no pipe
    except OSError as error:
        raise SeaBriefError(f"{out}: cannot be written ({error.strerror or error}).") from error
    print(f"{out}: {title}", file=sys.stderr)


def _write_layer(options: argparse.Namespace, pack: Pack, path: Path) -> str:
    layer = find_layer(pack, options.layer)
    frame = load_layer(pack, layer)
    if options.format == "geojson":
        path.write_text(write_geojson(frame, layer, pack, names=options.names), encoding="utf-8")
    else:
        tables = {layer.id: list_features(frame, layer, pack, names=options.names)}
        {"gpkg": write_geopackage, "kml": write_kml}[options.format](tables, pack, path)
    return call_layer(pack, layer, options.names, gazetteer=read_gazetteer(pack))
