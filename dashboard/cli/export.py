"""The command `seabrief export`."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from dashboard.cli.options import DONE, add_names
from dashboard.exports.request import ALL_FORMATS, DATA, NOTICE_PREFIX, PROGRESS_PREFIX, ExportRequest
from dashboard.exports.vector.features import list_features, write_geojson
from dashboard.exports.vector.formats import write_geopackage, write_kml
from dashboard.layout.page import FORMATS, PAGES, layout_screen
from dashboard.packs import PACK, open_pack_path
from dashboard.theme import PALETTES
from geodata.errors import SeaBriefError
from geodata.geometry.geodesy import Position
from geodata.layers.loading import find_layer, load_layer
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.pack import Pack, read_pack
from geodata.records.scenes import Frame

SCREEN_PX = (1100, 760)
"""Usual size of the map on a page."""
SIZE_LIMITS_PX = (100, 8000)


def add_view_options(export: argparse.ArgumentParser, what: "argparse._MutuallyExclusiveGroup") -> None:
    """Add the options of a view to the act `export`."""
    what.add_argument("--view", type=_read_box, metavar="W,S,E,N", help="a part of the world, as a picture")
    what.add_argument(
        "--at", type=_read_camera, metavar="LAT,LON,ZOOM", help="what a web map shows, as a picture"
    )
    export.add_argument(
        "--screen",
        type=_read_size,
        default=SCREEN_PX,
        metavar="WIDTHxHEIGHT",
        help="size of that web map in pixels; 1100x760 by default",
    )
    export.add_argument("--layers", type=_split, default=(), metavar="IDS", help="layers of a view")
    export.add_argument("--of", metavar="ID", help="scene that a view is of: its words and closures")
    export.add_argument("--passage", metavar="ID", help="passage that a view quotes")
    own = "a file of yours to draw over a view: GeoJSON, GeoPackage, KML, GPX, CSV, notes; may be repeated"
    export.add_argument("--own", type=Path, metavar="FILE", action="append", default=[], help=own)
    export.add_argument("--until", default="", metavar="DATE", help="what came later is not on a view")
    export.add_argument(
        "--live", type=Path, metavar="FILE", help="layers that a page computed, as it saved them"
    )


def write_view(options: argparse.Namespace, pack: Pack, path: Path) -> tuple[str, list[str]]:
    """Write the picture of a view, and return its title and what the viewer should know about it.

    Raises
    ------
    SeaBriefError
        The format is no picture, or there is no such layer, scene or passage.
    """
    from dashboard.exports.view import WORLD, View, draw_view_picture, read_own, resolve_view  # noqa: PLC0415 - as above
    from dashboard.layout.font_files import gather_missing  # noqa: PLC0415 - loading what draws takes long
    from dashboard.layout.projection import fit_screen as frame_screen  # noqa: PLC0415 - as above
    from dashboard.webmap.live_layers import load_live  # noqa: PLC0415 - as above
    from dashboard.wording.wording import tell_missing  # noqa: PLC0415 - as above

    form = next((form for form in FORMATS if form == options.format), None)
    if form is None:
        raise SeaBriefError(f"A view is written as {', '.join(FORMATS)}, not as {options.format}.")
    live = load_live(options.live.read_text(encoding="utf-8")) if options.live else []
    for path_of_own in options.own:
        layers, notes = read_own(path_of_own)
        live += [(shown.layer, shown.frame) for shown in layers]
        for note in notes:
            print(f"{path_of_own.name}: {note}", file=sys.stderr)
    view = View(options.layers, options.of, options.passage, live, options.until)
    resolved = resolve_view(pack, view, camera=options.view or WORLD, names=options.names)
    page, frame = PAGES[options.size], None
    if options.at:
        middle, zoom = options.at
        page = layout_screen(*options.screen)
        frame = frame_screen(middle, zoom, options.screen[0], page.map_rect)
    with gather_missing() as missing:
        drawn = draw_view_picture(
            pack, resolved, form, page=page, frame=frame, theme=options.theme, names=options.names
        )
    path.write_bytes(drawn)
    return resolved.scene.title, tell_missing(missing)


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def _read_box(text: str) -> Frame:
    try:
        west, south, east, north = map(float, text.split(","))
        return Frame(west=west, south=south, east=east, north=north)
    except ValueError as error:
        told = f"expected west, south, east and north in degrees, such as 100,0,140,40, not {text!r}"
        raise argparse.ArgumentTypeError(told) from error


def _read_camera(text: str) -> tuple[Position, float]:
    told = f"expected latitude, longitude and zoom, such as 25.5,122,5.25, not {text!r}"
    try:
        lat, lon, zoom = map(float, text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(told) from error
    if not (-85 <= lat <= 85 and -360 <= lon <= 360 and 0 <= zoom <= 20):  # noqa: PLR2004 - degrees and zooms
        raise argparse.ArgumentTypeError(told)
    return Position(lat, lon), zoom


def _read_size(text: str) -> tuple[int, int]:
    told = f"expected width and height in pixels, such as 1100x760, not {text!r}"
    try:
        width, height = map(int, text.split("x"))
    except ValueError as error:
        raise argparse.ArgumentTypeError(told) from error
    low, high = SIZE_LIMITS_PX
    if not (low <= width <= high and low <= height <= high):
        raise argparse.ArgumentTypeError(told)
    return width, height


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the act `export` to the command."""
    export = commands.add_parser("export", help="write a layer, scenes or the whole briefing to a file")
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


def export_files(options: argparse.Namespace) -> int:
    """Write what the options ask for; a file appears when it is whole.

    Raises
    ------
    SeaBriefError
        The file cannot be written, or there is nothing to write.
    """
    with open_pack_path(options.pack) as folder:
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
        print(f"{NOTICE_PREFIX} {notice}", file=sys.stderr)


def _write_scenes(options: argparse.Namespace, pack: Pack) -> None:
    from dashboard.exports.kit import make_file  # noqa: PLC0415 - matplotlib takes long to load
    from dashboard.exports.request import name_picture  # noqa: PLC0415 - as above

    wanted = [scene.id for scene in pack.scenes] if options.all else options.scene
    order = ExportRequest(
        form=options.format,
        scenes=tuple(wanted),
        names=options.names,
        theme=options.theme,
        size=options.size,
        pictures=options.pictures,
        template=options.template,
    )

    def make(part: ExportRequest) -> Callable[[Path], str]:
        def write(path: Path) -> str:
            _tell(make_file(part, pack, path, report=report))
            return ", ".join(_title(pack, scene_id, options) for scene_id in part.scenes)

        return write

    def report(step: str, share: float) -> None:
        if options.progress:
            print(f"{PROGRESS_PREFIX} {share:.3f} {step}", file=sys.stderr, flush=True)

    if not options.all or options.format not in FORMATS:
        _put(options.out, make(order))
        return
    options.out.mkdir(parents=True, exist_ok=True)
    for scene in pack.scenes:
        part = ExportRequest(order.form, (scene.id,), order.names, order.theme, order.size)
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
    return format_layer_name(pack, layer, options.names, gazetteer=read_gazetteer(pack))
