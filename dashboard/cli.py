"""Serve the command: seabrief run | verify | new | schema | sources | layers | route | export."""

import argparse
import errno
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard import exporting, measuring, membership
from dashboard.assets import PACK
from dashboard.foreign import check_path, hold_path
from dashboard.installation import prepare_script, read_version
from dashboard.packing import add_acts
from dashboard.provenance import describe_coverage, gather_sources, write_table
from dashboard.render.whatif import name_lane, tell_far_ends
from dashboard.routing import COLUMNS, answer_route, print_batch
from dashboard.termination import run_to_end
from geodata.citations import write_bibtex, write_csl_json
from geodata.errors import SeaBriefError, mark_changes
from geodata.gazetteer import Gazetteer, call_layer, read_gazetteer
from geodata.manuscripts import read_manuscript
from geodata.names import Policy
from geodata.packs import Pack, find_text, read_pack
from geodata.places import Place, read_place, tell_place
from geodata.records import Layer
from geodata.sea_lanes import NoRoute, SeaLane
from geodata.units import to_nm
from geodata.verification import Report, verify_pack

DONE, FAILED, WRONG_INPUT = 0, 1, 2
"""Exit codes: done; the check failed; wrong usage or input."""
PORTS = range(8501, 8600)
"""Where `seabrief run` looks for a free port."""
HIGHEST_PORT = 65535
HIGHEST_SPEED_KN = 100
_SOUTHERN = re.compile(r"[-−][\d.]+[^\d.]")
"""How a position of the southern hemisphere begins."""


CITATION_FORMATS = {"table": write_table, "bibtex": write_bibtex, "csl-json": write_csl_json}
"""Name of a format -> what writes it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with its arguments and return the exit code."""
    return run_to_end(lambda: _act(arguments))


def _act(arguments: Sequence[str] | None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    options = _build_parser().parse_args([_keep_southern(argument) for argument in given])
    try:
        code: int = options.act(options)
    except SeaBriefError as error:
        print(f"{exporting.SPEAKER} {error}", file=sys.stderr)
        return WRONG_INPUT
    return code


def _keep_southern(argument: str) -> str:
    """Return an argument so that a position such as -33.9,18.4 is not taken for an option."""
    return f" {argument}" if _SOUTHERN.match(argument) else argument


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="seabrief", description=__doc__)
    parser.add_argument("--version", action="version", version=f"%(prog)s {read_version()}")
    acts = parser.add_subparsers(required=True, metavar="ACT")
    run = acts.add_parser("run", help="start the application")
    run.add_argument("--port", type=_read_port, help=f"port; the first free one from {PORTS[0]} if not given")
    run.add_argument("--address", default="localhost", help="address to listen on; 0.0.0.0 for all")
    run.add_argument(
        "--pack", type=Path, metavar="DIR", help="folder or zip file of another pack to start with"
    )
    run.add_argument(
        "--text", type=Path, metavar="FILE", help="full text (text, Markdown, PDF), shown where supplied"
    )
    run.set_defaults(act=_run)
    verify = acts.add_parser("verify", help="check a pack, and its quotes against the text of the brief")
    verify.add_argument("pack", nargs="?", type=Path, default=PACK, help="folder or zip file of the pack")
    verify.add_argument(
        "--text", type=Path, metavar="FILE", help="full text of the brief (text, Markdown, PDF)"
    )
    verify.add_argument("--json", action="store_true", help="print one JSON document")
    verify.set_defaults(act=_verify)
    sources = acts.add_parser("sources", help="cite the brief and all sources of a pack")
    sources.add_argument("pack", nargs="?", type=Path, default=PACK, help="folder of the pack")
    sources.add_argument(
        "--format", choices=tuple(CITATION_FORMATS), default="table", help="table by default"
    )
    sources.set_defaults(act=_cite)
    add_acts(acts)
    layers = acts.add_parser("layers", help="list the layers of the pack")
    layers.add_argument("--json", action="store_true", help="print one JSON document")
    exporting.add_names(layers)
    layers.set_defaults(act=_list_layers)
    route = acts.add_parser("route", help="find the sea lane between two places, or for each row of a table")
    told = "from and to: a port by id, UN/LOCODE or any of its names, or a position such as 35.4,139.6"
    route.add_argument("places", nargs="*", metavar="PLACE", help=told)
    route.add_argument(
        "--batch", type=Path, metavar="FILE", help="table (CSV) with columns " + ", ".join(COLUMNS)
    )
    route.add_argument(
        "--close", action="append", default=[], metavar="ID", help="chokepoint to close; may be repeated"
    )
    route.add_argument("--speed", type=_read_speed, default=14.0, metavar="KN", help="knots, 14 if not given")
    route.add_argument("--json", action="store_true", help="print one JSON document")
    route.set_defaults(act=_route)
    membership.add_act(acts)
    measuring.add_acts(acts)
    exporting.add_act(acts)
    return parser


def _read_port(text: str) -> int:
    port = int(text) if text.isascii() and text.isdecimal() else 0
    if not 0 < port <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to {HIGHEST_PORT}, not {text!r}")
    return port


def _run(options: argparse.Namespace) -> int:
    """Become Streamlit, so that a signal to the command reaches the application itself."""
    port = _choose_port(options.address, options.port)
    if named := options.pack or os.environ.get("SEABRIEF_PACK"):
        check_path(Path(named))
        os.environ["SEABRIEF_PACK"] = str(Path(named).resolve())
    if text := options.text or os.environ.get("SEABRIEF_TEXT"):
        os.environ["SEABRIEF_TEXT"] = str(find_text(PACK, Path(text).resolve()))
    shown = "localhost" if options.address == "0.0.0.0" else options.address  # noqa: S104 - compared, not bound
    print(f"SeaBrief runs at http://{shown}:{port} (stop it with Ctrl+C)", flush=True)
    script = prepare_script()
    _ensure_home(script.parent)
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += [f"--server.port={port}", f"--server.address={options.address}"]
    os.chdir(script.parent)
    if sys.platform != "win32":
        os.execv(sys.executable, command)  # noqa: S606 - our own command
    return subprocess.run(command, check=False).returncode  # noqa: S603 - as above


def _ensure_home(folder: Path) -> None:
    """Name a home folder where a user has none, as in many containers: Streamlit does not start without."""
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = str(folder)


def _choose_port(address: str, wanted: int | None) -> int:
    if wanted is None:
        free = (port for port in PORTS if _is_free(address, port))
        if port := next(free, None):
            return port
        raise SeaBriefError(f"No port from {PORTS[0]} to {PORTS[-1]} is free; name another one with --port.")
    if not _is_free(address, wanted):
        raise SeaBriefError(f"Port {wanted} is in use; name another one, or none to get the first free one.")
    return wanted


def _is_free(address: str, port: int) -> bool:
    try:
        with socket.create_server((address, port)):
            return True
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return False
        raise SeaBriefError(f"Cannot listen at {address}, port {port}: {error.strerror}.") from error


def _verify(options: argparse.Namespace) -> int:
    with hold_path(options.pack) as folder:
        return _verify_folder(folder, options)


def _verify_folder(folder: Path, options: argparse.Namespace) -> int:
    pack = read_pack(folder)
    ours = folder.resolve() == PACK
    path = find_text(folder, options.text or (os.environ.get("SEABRIEF_TEXT") if ours else None))
    report = verify_pack(pack, text=read_manuscript(path) if path else None)
    if options.json:
        print(report.model_dump_json(indent=2))
    else:
        _print_report(report)
    return DONE if report.ok else FAILED


def _print_report(report: Report) -> None:
    counts = report.counts
    print(
        f"{report.pack}: {counts.passages} passages, {counts.layers} layers, {counts.features} features, "
        f"{counts.sources} sources, {counts.quoted_words} quoted words"
    )
    if not report.text_read:
        print("The full text was not supplied (--text FILE): quotes are not anchored.")
    unchecked = sum(term.outcome == "unchecked" for term in report.terms)
    print(f"{len(report.terms) - unchecked} of {len(report.terms)} terms checked, {unchecked} unchecked")
    for finding in report.findings:
        print(f"{finding.severity}: {finding.entry}: {finding.message}")
        if finding.changes:
            print(f"    nearest: {mark_changes(finding.changes)}   ([-the quote-], {{+the text+}})")
    print("\n".join(describe_coverage(report.coverage)))
    print("ok" if report.ok else "failed")


def _cite(options: argparse.Namespace) -> int:
    pack = read_pack(options.pack)
    print(CITATION_FORMATS[options.format](pack, gather_sources(pack).values()), end="")
    return DONE


def _list_layers(options: argparse.Namespace) -> int:
    pack = read_pack(PACK)
    gazetteer = read_gazetteer(pack)
    called = [_rename_layer(pack, layer, options.names, gazetteer) for layer in pack.layers]
    if options.json:
        print(json.dumps([layer.model_dump(mode="json") for layer in called], ensure_ascii=False, indent=2))
        return DONE
    for layer in called:
        links = ", ".join(f"{link.passage} {link.kind}" for link in layer.links)
        print(f"{layer.id:26} {layer.status:9} {layer.title} [{links}]")
    return DONE


def _rename_layer(pack: Pack, layer: Layer, names: Policy, gazetteer: Gazetteer) -> Layer:
    """Return a layer with its title and our sentences by a naming policy."""
    told = {
        "title": call_layer(pack, layer, names, gazetteer=gazetteer),
        "description": gazetteer.rewrite(layer.description, names),
        "caveat": gazetteer.rewrite(layer.caveat, names),
    }
    return layer.model_copy(update=told)


def _read_speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0 < speed < HIGHEST_SPEED_KN:
        raise argparse.ArgumentTypeError(f"expected knots above 0 and below {HIGHEST_SPEED_KN}, not {text!r}")
    return speed


def _route(options: argparse.Namespace) -> int:
    closed = frozenset(options.close)
    if options.batch is not None:
        if options.places:
            raise SeaBriefError("Name two places or --batch FILE, not both.")
        print(print_batch(options.batch, closed=closed))
        return DONE
    if len(options.places) != 2:  # noqa: PLR2004 - from and to
        raise SeaBriefError("Name two places, from and to, or --batch FILE.")
    origin, destination = map(read_place, options.places)
    record, lane = answer_route(origin, destination, closed=closed, speed_kn=options.speed)
    if options.json:
        print(json.dumps({"routes": [record]}, ensure_ascii=False, indent=2))
    elif isinstance(lane, NoRoute):
        print(f"{name_lane((origin, destination))}: no route. {lane.reason}")
    else:
        _print_lane((origin, destination), lane, options.speed)
        if "extra_nm" in record:
            print(
                f"  {record['extra_nm']:+,.0f} nm, {record['extra_days']:+.1f} days against everything open."
            )
    return FAILED if isinstance(lane, NoRoute) else DONE


def _print_lane(ends: tuple[Place, Place], lane: SeaLane, speed_kn: float) -> None:
    days = lane.estimate_days(speed_kn=speed_kn)
    length = f"{lane.distance_nm:,.0f} nm ({lane.length_km:,.0f} km)"
    print(f"{name_lane(ends)}: {length}, {days:.1f} days at {speed_kn:g} kn")
    print("  from {} to {}".format(*map(tell_place, ends)))
    for sentence in tell_far_ends(ends, lane):
        print(f"  {sentence}")
    for chokepoint, at_km in lane.chokepoints:
        print(f"  {to_nm(at_km):8,.0f} nm  {chokepoint}")
    print(f"  {lane.over_land_km:.1f} km over land (canals and rivers). Illustrative; not for navigation.")


if __name__ == "__main__":
    sys.exit(main())
