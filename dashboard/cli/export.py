"""The command `seabrief export`."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from dashboard.cli.options import DONE, NOTICE_PREFIX, add_names, read_date
from dashboard.exports.formats import EXPORT_FORMATS, list_formats
from dashboard.exports.request import (
    HANDOUTS,
    WORLD,
    Camera,
    ComparisonRequest,
    ExportRequest,
    Screen,
    ViewerLayer,
    ViewRequest,
    name_picture,
    read_own_layers,
)
from dashboard.i18n.translator import get_translator, list_languages, tell, translate
from dashboard.layout.page import PAGES, PAPERS
from dashboard.packs import PACK, open_pack_path, translate_to
from dashboard.theme import PALETTES
from geodata.errors import Message, SeaBriefError, UploadError
from geodata.layers.loading import find_layer
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.pack import Pack, read_pack
from geodata.records.scenes import Frame
from geodata.scenes import find_scene


def add_view_options(export: argparse.ArgumentParser, what: "argparse._MutuallyExclusiveGroup") -> None:
    """Add the options of a view to the act `export`."""
    what.add_argument(
        "--view", type=_read_box, metavar="W,S,E,N", help=translate("a part of the world, as a picture")
    )
    what.add_argument(
        "--at",
        type=_read_camera,
        metavar="LAT,LON,ZOOM",
        help=translate("what a web map shows, as a picture"),
    )
    export.add_argument(
        "--screen",
        type=_read_size,
        default=Screen(),
        metavar="WIDTHxHEIGHT",
        help=translate("size of that web map in pixels; 1100x760 by default"),
    )
    export.add_argument(
        "--layers", type=_split, default=(), metavar="IDS", help=translate("layers of a view")
    )
    export.add_argument(
        "--of", metavar="ID", help=translate("scene that a view is of: its words and closures")
    )
    export.add_argument("--passage", metavar="ID", help=translate("passage that a view quotes"))
    own = translate(
        "a file of yours to draw over a view: GeoJSON, GeoPackage, KML, GPX, CSV, notes; may be repeated"
    )
    export.add_argument("--own", type=Path, metavar="FILE", action="append", default=[], help=own)
    export.add_argument(
        "--until",
        type=read_date,
        metavar="DATE",
        help=translate("what came later is not on a view"),
    )
    export.add_argument(
        "--live",
        type=Path,
        metavar="FILE",
        help=translate("layers that a page computed, as it saved them"),
    )


def add_handout_options(export: argparse.ArgumentParser) -> None:
    """Add the options of a handout to the act `export`."""
    export.add_argument(
        "--paper", choices=PAPERS, default="a4", help=translate("paper of a handout; a4 by default")
    )
    export.add_argument("--notes", action="store_true", help=translate("a handout with the speaker notes"))


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def _read_languages(text: str) -> tuple[str, ...]:
    tags, known = tuple(dict.fromkeys(_split(text))), list_languages()
    if not tags or not set(tags) <= set(known):
        told = translate(
            "expected some of {known}, with commas between, not {text!r}", known=",".join(known), text=text
        )
        raise argparse.ArgumentTypeError(told)
    return tags


def _read_box(text: str) -> Frame:
    try:
        west, south, east, north = map(float, text.split(","))
        return Frame(west=west, south=south, east=east, north=north)
    except ValueError as error:
        told = translate(
            "expected west, south, east and north in degrees, such as 100,0,140,40, not {text!r}", text=text
        )
        raise argparse.ArgumentTypeError(told) from error


def _read_camera(text: str) -> Camera:
    try:
        lat, lon, zoom = map(float, text.split(","))
        return Camera(lat, lon, zoom)
    except ValueError as error:
        told = translate(
            "expected latitude, longitude and zoom, such as 25.5,122,5.25, not {text!r}", text=text
        )
        raise argparse.ArgumentTypeError(told) from error


def _read_size(text: str) -> Screen:
    try:
        width, height = map(int, text.split("x"))
        return Screen(width, height)
    except ValueError as error:
        told = translate("expected width and height in pixels, such as 1100x760, not {text!r}", text=text)
        raise argparse.ArgumentTypeError(told) from error


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the act `export` to the command."""
    export = commands.add_parser(
        "export", help=translate("write a layer, scenes or the whole briefing to a file")
    )
    export.add_argument("format", choices=list_formats("data", "picture", "document"))
    what = export.add_mutually_exclusive_group(required=True)
    what.add_argument("--layer", metavar="ID", help=translate("id of the layer, as data"))
    what.add_argument(
        "--scene", metavar="ID", action="append", help=translate("id of a scene; may be repeated")
    )
    what.add_argument(
        "--all",
        action="store_true",
        help=translate(
            "all scenes; pictures go into a folder, a file each, or prints into one file that ends with .pdf"
        ),
    )
    add_view_options(export, what)
    what.add_argument(
        "--compare",
        nargs=2,
        metavar="LINK",
        help=translate("two links of the application, such as sea-lanes?closed=malacca, side by side"),
    )
    export.add_argument(
        "--size", choices=tuple(PAGES), default="1080p", help=translate("of pictures; 1080p by default")
    )
    export.add_argument(
        "--theme", choices=tuple(PALETTES), default="light", help=translate("light by default")
    )
    add_handout_options(export)
    export.add_argument(
        "--pictures", action="store_true", help=translate("maps of a deck as pictures, not as shapes")
    )
    export.add_argument(
        "--template", type=Path, metavar="FILE", help=translate("deck whose layouts and colours to use")
    )
    export.add_argument(
        "--languages",
        type=_read_languages,
        default=(),
        metavar="TAGS",
        help=translate(
            "languages that an offline page can be switched to, such as en,de,ja; it opens in the first one"
        ),
    )
    export.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help=translate("file, or folder, to write")
    )
    export.add_argument("--pack", type=Path, default=PACK, help=translate("folder or zip file of the pack"))
    export.add_argument(
        "--progress", action="store_true", help=translate("say on standard error how far it is")
    )
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
    request = _make_request(options, pack)
    if not options.all or request.joined or EXPORT_FORMATS[request.form].kind != "picture":
        _write(request, pack, options)
        return
    options.out.mkdir(parents=True, exist_ok=True)
    for scene in pack.scenes:
        part = replace(request, scenes=(scene.id,))
        _write(part, pack, options, out=options.out / name_picture(pack, scene, request.form))


def _make_request(options: argparse.Namespace, pack: Pack) -> ExportRequest:
    """Return the request that the options describe.

    Raises
    ------
    SeaBriefError
        A file of the user's cannot be read or shown, or the file to write has no fitting ending.
    """
    ending = options.out.suffix.lower()
    first, *others = options.languages or (get_translator().language,)
    return ExportRequest(
        form=_choose_format(options.format, options.out),
        scenes=tuple(scene.id for scene in pack.scenes) if options.all else tuple(options.scene or ()),
        names=options.names,
        theme=options.theme,
        size=options.size,
        joined=options.format == "pdf" and options.all and ending == ".pdf",
        paper=options.paper,
        notes=options.notes,
        pictures=options.pictures,
        template=options.template,
        pack=options.pack,
        layer=options.layer,
        view=_make_view(options) if options.view or options.at else None,
        comparison=_make_comparison(options, pack) if options.compare else None,
        language=first,
        languages=tuple(others),
    )


def _choose_format(form: str, out: Path) -> str:
    """Return the id of a format; a handout is a PDF or a Word document by the ending of its file.

    Raises
    ------
    SeaBriefError
        The ending is that of neither.
    """
    if form != "handout":
        return form
    known = {f".{EXPORT_FORMATS[handout].ending}": handout for handout in HANDOUTS}
    if out.suffix.lower() not in known:
        raise SeaBriefError(
            Message("{out}: expected a name that ends with {endings}.", out=out, endings=", ".join(known))
        )
    return known[out.suffix.lower()]


def _make_view(options: argparse.Namespace) -> ViewRequest:
    own: list[ViewerLayer] = []
    if EXPORT_FORMATS[options.format].kind == "picture":  # others are refused, whatever the files are
        own += _read_live(options.live) if options.live else ()
        own += [layer for path in options.own for layer in _read_own(path)]
    return ViewRequest(
        layers=options.layers,
        scene=options.of,
        passage=options.passage,
        own=tuple(own),
        until=options.until or "",
        extent=options.view or WORLD,
        camera=options.at,
        screen=options.screen,
    )


def _make_comparison(options: argparse.Namespace, pack: Pack) -> ComparisonRequest:
    from dashboard.cli.comparison import request_comparison  # noqa: PLC0415 - loading folium takes long

    return request_comparison(options.compare, pack, names=options.names)


def _read_live(path: Path) -> tuple[ViewerLayer, ...]:
    try:
        return read_own_layers(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UploadError(
            path.name, Message("The file cannot be read ({reason}).", reason=error.strerror or error)
        ) from error
    except ValueError as error:
        raise UploadError(path.name, Message("Expected layers as a page saved them.")) from error


def _read_own(path: Path) -> tuple[ViewerLayer, ...]:
    from dashboard.exports.view import read_own  # noqa: PLC0415 - loading what reads files takes long

    layers, notes = read_own(path)
    for note in notes:
        print(f"{path.name}: {tell(note)}", file=sys.stderr)
    return layers


def _write(
    request: ExportRequest, pack: Pack, options: argparse.Namespace, *, out: Path | None = None
) -> None:
    """Write a file, and tell what the user should know about it and its title."""
    from dashboard.exports.fulfilment import fulfil_request  # noqa: PLC0415 - loading fonts takes long

    def report(step: str, share: float) -> None:
        if options.progress:
            print(
                f"progress {share:.3f} {step}",
                file=sys.stderr,
                flush=True,
            )

    place = out or options.out
    for notice in fulfil_request(request, pack, place, report=report):
        print(f"{NOTICE_PREFIX} {notice}", file=sys.stderr)
    print(f"{place}: {_title(request, pack)}", file=sys.stderr)


def _title(request: ExportRequest, pack: Pack) -> str:
    """Return the titles of what a request is about."""
    pack = translate_to(pack, request.language)
    if request.comparison is not None:
        return f"{request.comparison.left.title} / {request.comparison.right.title}"
    if request.view is not None:
        return find_scene(pack, request.view.scene).title if request.view.scene else pack.brief.title
    gazetteer = read_gazetteer(pack)
    if request.layer is not None:
        return format_layer_name(pack, find_layer(pack, request.layer), request.names, gazetteer=gazetteer)
    titles = (find_scene(pack, scene_id).title for scene_id in request.scenes)
    return ", ".join(gazetteer.rewrite(title, request.names) for title in titles)
