"""The command `seabrief run`."""

import argparse
import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

from dashboard.installation import prepare_script
from dashboard.packs import PACK, check_pack_path
from geodata.errors import SeaBriefError
from geodata.packs.pack import find_text

PORTS = range(8501, 8600)
"""Where `seabrief run` looks for a free port."""
HIGHEST_PORT = 65535


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `seabrief run`."""
    run = commands.add_parser("run", help="start the application")
    run.add_argument("--port", type=_read_port, help=f"port; the first free one from {PORTS[0]} if not given")
    run.add_argument("--address", default="localhost", help="address to listen on; 0.0.0.0 for all")
    run.add_argument(
        "--pack", type=Path, metavar="DIR", help="folder or zip file of another pack to start with"
    )
    run.add_argument(
        "--text", type=Path, metavar="FILE", help="full text (text, Markdown, PDF), shown where supplied"
    )
    run.set_defaults(act=_run)


def _read_port(text: str) -> int:
    port = int(text) if text.isascii() and text.isdecimal() else 0
    if not 0 < port <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to {HIGHEST_PORT}, not {text!r}")
    return port


def _run(options: argparse.Namespace) -> int:
    """Become Streamlit, so that a signal to the command reaches the application itself."""
    port = _choose_port(options.address, options.port)
    if named := options.pack or os.environ.get("SEABRIEF_PACK"):
        check_pack_path(Path(named))
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


def _ensure_home(folder: Path) -> None:
    """Name a home folder where a user has none, as in many containers: Streamlit does not start without."""
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = str(folder)
