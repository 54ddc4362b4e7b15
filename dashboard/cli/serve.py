"""The command `seabrief run`."""

import argparse
import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

from dashboard.i18n.translator import translate
from dashboard.installation import ROOT, prepare_script
from dashboard.rooms.stores import create_store
from dashboard.server.settings import ServerSettings
from geodata.errors import Message, SeaBriefError

PORTS = range(8501, 8600)
"""Where `seabrief run` looks for a free port."""
HIGHEST_PORT = 65535


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `seabrief run`."""
    run = commands.add_parser("run", help=translate("start the application"))
    run.add_argument(
        "--port",
        type=_read_port,
        help=translate("port; the first free one from {ports} if not given", ports=PORTS[0]),
    )
    run.add_argument(
        "--address", default="localhost", help=translate("address to listen on; 0.0.0.0 for all")
    )
    run.add_argument(
        "--pack",
        type=Path,
        metavar="DIR",
        help=translate("folder or zip file of another pack to start with"),
    )
    run.add_argument(
        "--text",
        type=Path,
        metavar="FILE",
        help=translate("full text (text, Markdown, PDF), shown where supplied"),
    )
    run.set_defaults(act=_run)


def _read_port(text: str) -> int:
    port = int(text) if text.isascii() and text.isdecimal() else 0
    if not 0 < port <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(
            translate(
                "expected a number from 1 to {highest_port}, not {text!r}",
                highest_port=HIGHEST_PORT,
                text=text,
            )
        )
    return port


def _run(options: argparse.Namespace) -> int:
    """Become Streamlit, so that a signal to the command reaches the application itself."""
    ServerSettings.from_environment()
    create_store()
    port = _choose_port(options.address, options.port)
    pack = options.pack or os.environ.get("SEABRIEF_PACK")
    text = options.text or os.environ.get("SEABRIEF_TEXT")
    if pack or text:
        _check_inputs(pack, text)
    shown = "localhost" if options.address == "0.0.0.0" else options.address  # noqa: S104 - compared, not bound
    print(
        translate("SeaBrief runs at http://{shown}:{port} (stop it with Ctrl+C)", shown=shown, port=port),
        flush=True,
    )
    script = prepare_script()
    _ensure_home(script.parent)
    command = [sys.executable, "-m", "dashboard.server", str(script)]
    command += [f"--server.port={port}", f"--server.address={options.address}"]
    if script.parent != ROOT:  # where the packages are found if they are not installed
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    os.chdir(script.parent)
    if sys.platform != "win32":
        os.execv(sys.executable, command)  # noqa: S606 - our own command
    return subprocess.run(command, check=False).returncode  # noqa: S603 - as above


def _check_inputs(pack: Path | str | None, text: Path | str | None) -> None:
    """Check the pack and the text to start with, and name them to the application.

    What reads packs is imported here alone: the application imports it in any case, so without them this
    process, which becomes the application, does not.
    """
    from dashboard.packs import PACK, check_pack_path  # noqa: PLC0415 - as above
    from geodata.packs.pack import find_text  # noqa: PLC0415 - as above

    if pack:
        check_pack_path(Path(pack))
        os.environ["SEABRIEF_PACK"] = str(Path(pack).resolve())
    if text:
        os.environ["SEABRIEF_TEXT"] = str(find_text(PACK, Path(text).resolve()))


def _choose_port(address: str, wanted: int | None) -> int:
    if wanted is None:
        free = (port for port in PORTS if _is_free(address, port))
        if port := next(free, None):
            return port
        raise SeaBriefError(
            Message(
                "No port from {ports} to {ports_2} is free; name another one with --port.",
                ports=PORTS[0],
                ports_2=PORTS[-1],
            )
        )
    if not _is_free(address, wanted):
        raise SeaBriefError(
            Message(
                "Port {wanted} is in use; name another one, or none to get the first free one.", wanted=wanted
            )
        )
    return wanted


def _is_free(address: str, port: int) -> bool:
    try:
        with socket.create_server((address, port)):
            return True
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return False
        raise SeaBriefError(
            Message(
                "Cannot listen at {address}, port {port}: {strerror}.",
                address=address,
                port=port,
                strerror=error.strerror,
            )
        ) from error


def _ensure_home(folder: Path) -> None:
    """Name a home folder where a user has none, as in many containers: Streamlit does not start without."""
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = str(folder)
