"""Serve the command: seabrief run | verify | layers | export."""

import argparse
import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.assets import PACK, ROOT
from dashboard.render.data import write_geojson
from geodata.errors import SeaBriefError
from geodata.layers import find_layer, load_layer
from geodata.packs import find_text, read_pack
from geodata.verification import Report, read_brief_text, verify_pack

DONE, FAILED, WRONG_INPUT = 0, 1, 2
"""Exit codes: done; the check failed; wrong usage or input."""
FIRST_PORT, LAST_PORT = 8501, 8600


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with its arguments and return the exit code."""
    options = _build_parser().parse_args(arguments)
    try:
        code: int = options.act(options)
    except SeaBriefError as error:
        print(f"seabrief: {error}", file=sys.stderr)
        return WRONG_INPUT
    return code


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="seabrief", description=__doc__)
    acts = parser.add_subparsers(required=True, metavar="ACT")
    run = acts.add_parser("run", help="start the application")
    run.add_argument("--port", type=int, help=f"port; the first free one from {FIRST_PORT} when not given")
    run.add_argument("--address", default="localhost", help="address to listen on; 0.0.0.0 for all")
    run.add_argument("--text", type=Path, metavar="FILE", help="full text of the brief, shown where supplied")
    run.set_defaults(act=_run)
    verify = acts.add_parser("verify", help="check a pack, and its quotes against the text of the brief")
    verify.add_argument("pack", nargs="?", type=Path, default=PACK, help="folder of the pack")
    verify.add_argument("--text", type=Path, metavar="FILE", help="full text of the brief")
    verify.add_argument("--json", action="store_true", help="print one JSON document")
    verify.set_defaults(act=_verify)
    layers = acts.add_parser("layers", help="list the layers of the pack")
    layers.add_argument("--json", action="store_true", help="print one JSON document")
    layers.set_defaults(act=_list_layers)
    export = acts.add_parser("export", help="write a layer to a file")
    export.add_argument("format", choices=("geojson",))
    export.add_argument("--layer", required=True, metavar="ID", help="id of the layer")
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="file to write")
    export.set_defaults(act=_export)
    return parser


def _run(options: argparse.Namespace) -> int:
    port = options.port or _find_free_port(options.address)
    environment = dict(os.environ)
    if options.text:
        environment["SEABRIEF_TEXT"] = str(find_text(PACK, options.text.resolve()))
    shown = "localhost" if options.address == "0.0.0.0" else options.address  # noqa: S104 - compared, not bound
    print(f"SeaBrief runs at http://{shown}:{port} (stop it with Ctrl+C)", flush=True)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py")]
    command += [f"--server.port={port}", f"--server.address={options.address}"]
    try:
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own
    except KeyboardInterrupt:
        return DONE


def _find_free_port(address: str) -> int:
    for port in range(FIRST_PORT, LAST_PORT):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError:
                continue
            return port
    raise SeaBriefError(f"No port from {FIRST_PORT} to {LAST_PORT - 1} is free; name one with --port.")


def _verify(options: argparse.Namespace) -> int:
    pack = read_pack(options.pack)
    path = find_text(options.pack, options.text or os.environ.get("SEABRIEF_TEXT"))
    report = verify_pack(pack, text=read_brief_text(path) if path else None)
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
    print("ok" if report.ok else "failed")


def _list_layers(options: argparse.Namespace) -> int:
    pack = read_pack(PACK)
    if options.json:
        print(
            json.dumps([layer.model_dump(mode="json") for layer in pack.layers], ensure_ascii=False, indent=2)
        )
        return DONE
    for layer in pack.layers:
        links = ", ".join(f"{link.passage} {link.kind}" for link in layer.links)
        print(f"{layer.id:26} {layer.status:9} {layer.title} [{links}]")
    return DONE


def _export(options: argparse.Namespace) -> int:
    pack = read_pack(PACK)
    layer = find_layer(pack, options.layer)
    try:
        options.out.write_text(write_geojson(load_layer(pack, layer), layer, pack), encoding="utf-8")
    except OSError as error:
        raise SeaBriefError(f"{options.out}: cannot be written ({error.strerror}).") from error
    print(f"{options.out}: {layer.title}", file=sys.stderr)
    return DONE


if __name__ == "__main__":
    sys.exit(main())
