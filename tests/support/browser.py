"""Run the application and open it in Chromium."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
START_LIMIT_S = 60
PATIENCE_MS = 20_000
"""Longest wait for anything on an open page; a machine that others use as well is slow at times."""
FIRST_START_MS = 180_000
"""Longest preparation of the served files at the first start."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PROBE = re.compile(r"/[a-z-]+/_stcore/(health|host-config)")
"""Streamlit asks for these beside a deep link before it asks at the root; Chromium logs each 404."""
Visit = Callable[..., Page]


@contextmanager
def run_server(
    command: Sequence[str],
    folder: Path,
    port: int,
    log: Path,
    *,
    environment: Mapping[str, str] | None = None,
    probe: str = "/_stcore/health",
) -> Iterator[str]:
    """Run a server in a folder, wait until it is healthy, yield its address, and end its process group."""
    given = {name: value for name, value in os.environ.items() if name != "SEABRIEF_TEXT"}
    environment = given | dict(environment or {})
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603 - our own command, no shell
            command, cwd=folder, stdout=output, stderr=output, start_new_session=True, env=environment
        )
        try:
            _await_health(f"http://127.0.0.1:{port}{probe}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


def find_free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_health(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"The application did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")
