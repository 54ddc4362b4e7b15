"""Run Debian's redis-server for a test."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_S = 10
PROGRAMS = ("valkey-server", "redis-server")


def find_valkey() -> str | None:
    """Return the program; None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def run_valkey(folder: Path) -> Iterator[str]:
    """Run a server on a socket in a folder; yield its address.

    Raises
    ------
    TimeoutError
        It does not answer.
    """
    place = folder / "valkey.sock"
    command = [find_valkey() or PROGRAMS[0], "--port", "0", "--unixsocket", str(place), "--save", ""]
    command += ["--dir", str(folder), "--daemonize", "no"]
    with (folder / "valkey.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - found above
        try:
            _await_socket(place)
            yield f"unix://{place}"
        finally:
            server.terminate()
            server.wait(timeout=START_S)


def _await_socket(place: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(place))
            except OSError:
                time.sleep(0.02)
            else:
                return
    raise TimeoutError(f"{place}: nobody answers")
