"""Run each app of the bench in a Streamlit server of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from contestants import HERE, Contestant

START_LIMIT_S = 60


@contextmanager
def serve(contestant: Contestant, folder: Path) -> Iterator[str]:
    """Serve an app from a folder that holds `static/layers`; yield its address; end the server afterwards.

    An app without a script of Streamlit's is served by Python's own server of files.

    Raises
    ------
    TimeoutError
        The server does not answer within a minute.
    """
    contestant.prepare(folder)
    for name in contestant.files:
        shutil.copy(HERE / name, folder)
    run = run_streamlit if contestant.streamlit else serve_files
    with run(contestant.files[0], folder, arguments=contestant.arguments) as address:
        yield address


@contextmanager
def run_streamlit(
    script: str, folder: Path, *, cwd: Path | None = None, arguments: Sequence[str] = ()
) -> Iterator[str]:
    """Run a script in a Streamlit server of its own; yield its address; end the server afterwards.

    Parameters
    ----------
    script
        The script, from where the server runs.
    folder
        Holds the log and is the server's home.
    cwd
        Where the server runs; `folder` if not given.
    arguments
        Command line arguments of the script.

    Raises
    ------
    TimeoutError
        The server does not answer within a minute.
    """
    port = find_free_port()
    settings = {
        "server.address": "127.0.0.1",
        "server.port": port,
        "server.headless": "true",
        "server.enableStaticServing": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "global.developmentMode": "false",
        "client.toolbarMode": "minimal",
    }
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += [f"--{key}={value}" for key, value in settings.items()]
    command += ["--", *arguments]
    with run_server(command, folder, port, cwd=cwd or folder, probe="_stcore/health") as (address, _):
        yield address


@contextmanager
def serve_files(page: str, folder: Path, *, arguments: Sequence[str] = ()) -> Iterator[str]:
    """Serve the files of a folder; yield the address; end the server afterwards."""
    port = find_free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", *arguments]
    with run_server(command, folder, port, cwd=folder, probe=page) as (address, _):
        yield address


def find_free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def run_server(
    command: Sequence[str], folder: Path, port: int, *, cwd: Path, probe: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a server whose home and log lie in a folder; yield address and process once it answers a probe."""
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 - our own command, no shell
            command, cwd=cwd, stdout=log, stderr=log, env=os.environ | {"HOME": str(folder)}
        )
        try:
            address = f"http://127.0.0.1:{port}/"
            _await_answer(f"{address}{probe}", server)
            yield address, server
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _await_answer(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(f"The server at {address} did not start.")
