"""Answer `seabrief export --view` and `--at`: write what a map shows as a picture."""

import argparse
import sys
from pathlib import Path

from dashboard.render.pages import FORMATS, PAGES, lay_screen
from geodata.errors import SeaBriefError
from geodata.geodesy import Position
from geodata.packs import Pack
from geodata.records import Frame

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
    from dashboard.render.fontfiles import gather_missing  # noqa: PLC0415 - loading what draws takes long
    from dashboard.render.frames import frame_screen  # noqa: PLC0415 - as above
    from dashboard.render.live import load_live  # noqa: PLC0415 - as above
    from dashboard.render.words import tell_missing  # noqa: PLC0415 - as above
    from dashboard.viewing import WORLD, View, draw_view_picture, read_own, resolve_view  # noqa: PLC0415 - as above

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
        page = lay_screen(*options.screen)
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
