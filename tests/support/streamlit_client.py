"""Talk to a running Streamlit server as a browser does, without one."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from streamlit.components.v2.bidi_component.constants import EVENT_DELIM
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from websockets.sync.client import ClientConnection, connect

from dashboard.installation import ROOT

PATIENCE_S = 300
STATES = frozenset(("view", "screen"))
"""Events of the map that it keeps; the others it tells once."""


@dataclass(frozen=True)
class Shown:
    """What a page sent to its viewer."""

    errors: list[str]
    """Exceptions and red boxes."""
    markup: str
    """All HTML."""


def find_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve(folder: Path, **environment: str) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Run the application; give its port and its process; its log is `folder/log`."""
    port = find_port()
    command = [sys.executable, "-m", "dashboard.cli", "run", "--address=127.0.0.1", f"--port={port}"]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log
        ) as server,
    ):
        try:
            yield port, server
        finally:
            server.terminate()


def fetch(url: str) -> tuple[bytes, str]:
    """Return the content of an address and its type."""
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own server
        return answer.read(), answer.headers.get_content_type()


def wait_for_health(url: str, *, seconds: float = 60) -> None:
    """Wait until the server answers.

    Raises
    ------
    TimeoutError
        It does not.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if fetch(f"{url}/_stcore/health")[0] == b"ok":
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise TimeoutError(f"{url} does not answer")


def open_line(url: str) -> connect:
    """Return a connection as a page holds one, to be used as a context."""
    return connect(f"ws{url.removeprefix('http')}/_stcore/stream", subprotocols=["streamlit"], max_size=None)


def visit(url: str) -> Shown:
    """Open the first page, wait until its script has ended, and return what it showed."""
    errors, markup = [], []
    with open_line(url) as line:
        line.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        end = time.monotonic() + PATIENCE_S
        while True:
            message = ForwardMsg.FromString(line.recv(timeout=end - time.monotonic()))
            if message.WhichOneof("type") == "script_finished":
                return Shown(errors, "\n".join(markup))
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind == "exception":
                errors.append(f"{element.exception.type}: {element.exception.message}")
            elif kind == "alert":
                errors.append(element.alert.body)
            elif kind == "html":
                markup.append(element.html.body)


@dataclass
class MapPage:
    """A page with a map, whose events a test reports as the map does."""

    line: ClientConnection
    page: str = "explore"
    query: str = ""
    map_id: str = ""
    fragment: str = ""
    """Part of the page that the map belongs to."""
    drawn: list[str] = field(default_factory=list)
    """Kinds of the elements that the last run sent; the map is one of its own."""

    def report(self, **events: Mapping[str, Any]) -> None:
        """Report events of the map by their names, and wait for the end of the run; open the page if none."""
        asked = BackMsg()
        asked.rerun_script.page_name = self.page
        asked.rerun_script.query_string = self.query
        asked.rerun_script.fragment_id = self.fragment if events else ""
        states = {name: event for name, event in events.items() if name in STATES}
        triggers = [{"event": name, "value": event} for name, event in events.items() if name not in STATES]
        widgets = asked.rerun_script.widget_states.widgets
        if states:
            widgets.add(id=self.map_id, json_value=json.dumps(states))
        if triggers:
            trigger_id = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{self.map_id}{EVENT_DELIM}events"
            widgets.add(id=trigger_id, json_trigger_value=json.dumps(triggers))
        self.line.send(asked.SerializeToString())
        self.drawn.clear()
        end = time.monotonic() + PATIENCE_S
        while True:
            message = ForwardMsg.FromString(self.line.recv(timeout=end - time.monotonic()))
            kind = message.WhichOneof("type")
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return
            if kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta" and (drawn := message.delta.new_element.WhichOneof("type")):
                self._note(message, drawn)

    def _note(self, message: ForwardMsg, drawn: str) -> None:
        component = message.delta.new_element.bidi_component
        is_map = drawn == "bidi_component" and component.component_name.endswith("seabrief_map")
        self.drawn.append("map" if is_map else drawn)
        if is_map:
            self.map_id, self.fragment = component.id, message.delta.fragment_id
