"""Viewers without a browser: each asks a server for what a browser asks it for, and draws nothing.

A viewer fetches the page and the scripts and styles that it names, opens the connection of Streamlit's page,
and asks for runs of the script, as the page does when something was clicked. Like a browser it keeps cookies,
and says which messages it holds.
"""

import asyncio
import gzip
import json
import re
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE_S = 300
LINKED = re.compile(r'(?:src|href)="\./(static/(?:js|css)/[^"]+)"')
"""Scripts and styles that Streamlit's page names."""


@dataclass(frozen=True)
class Cost:
    """What a viewer waited for, and what came."""

    seconds: float
    bytes: int
    runs: int = 1


class CountedConnection(ClientConnection):
    """A connection that counts what comes over the wire, which is compressed."""

    read = 0

    def data_received(self, data: bytes) -> None:
        """Count bytes that came."""
        self.read += len(data)
        super().data_received(data)


@dataclass
class Viewer:
    """One viewer of one page."""

    address: str
    """Address of the server, with a slash at its end."""
    page: str = ""
    """Name of the page, such as `explore`."""
    query: str = ""
    """What its link says."""
    cookies: dict[str, str] = field(default_factory=dict)
    widgets: dict[str, str] = field(default_factory=dict)
    """Ids of the widgets that were drawn, by their keys or labels."""
    fragments: dict[str, str] = field(default_factory=dict)
    """Id of a widget -> fragment that it was drawn in."""
    map_data: str = ""
    """What the map was last told, as JSON."""
    held: set[str] = field(default_factory=set)
    """Messages that need not be sent again, by their checksums."""
    line: CountedConnection | None = None

    async def load(self) -> Cost:
        """Open the page, until its script has ended; what is fetched beside it is counted."""
        start = time.perf_counter()
        page = await self.fetch(self.page)
        linked = LINKED.findall(page.decode())
        sizes = await asyncio.gather(*(self.fetch(path) for path in linked))
        cost = await self.connect()
        read = len(page) + sum(map(len, sizes)) + cost.bytes
        return Cost(time.perf_counter() - start, read, cost.runs)

    async def connect(self) -> Cost:
        """Open the connection, after the questions that Streamlit's page asks before, and run the page."""
        await self.fetch("_stcore/health")
        await self.fetch("_stcore/host-config")
        await self.close()
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.line = await connect(
            f"ws{self.address.removeprefix('http')}_stcore/stream",
            subprotocols=["streamlit"],
            additional_headers={"Cookie": cookie} if cookie else {},
            create_connection=CountedConnection,
            max_size=None,
        )
        return await self.run({})

    async def wait_until_dropped(self) -> None:
        """Wait until the connection ends."""
        await self._get_line().wait_closed()

    async def close(self) -> None:
        """Go away."""
        if self.line is not None:
            await self.line.close()

    async def fetch(self, path: str) -> bytes:
        """Fetch a file as a browser on HTTP does, which takes gzip, and return what came."""
        return await asyncio.to_thread(self._fetch, path)

    def _fetch(self, path: str) -> bytes:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.address + path, headers={"Accept-Encoding": "gzip", "Cookie": cookie}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310 - as above
            for header in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
            content: bytes = answer.read()
            packed = answer.headers.get("Content-Encoding") == "gzip"
        return gzip.decompress(content) if packed and not path.startswith("static/") else content

    async def run(self, states: Mapping[str, Any], *, fragment: str = "") -> Cost:
        """Have the script run until it has ended, and with it the run that it asks for.

        Parameters
        ----------
        states
            States of widgets by their ids: a truth value, or what a component tells.
        fragment
            The part of the script that runs; all of it if empty.
        """
        asked = BackMsg()
        asked.rerun_script.page_name = self.page
        asked.rerun_script.query_string = self.query
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.cached_message_hashes.extend(self.held)
        for widget, value in states.items():
            state = asked.rerun_script.widget_states.widgets.add(id=widget)
            if isinstance(value, bool):
                state.bool_value = value
            else:
                state.json_value = json.dumps(value)
        start = time.perf_counter()
        await self._get_line().send(asked.SerializeToString())
        before, runs = self._get_line().read, 0
        while True:
            packet = await asyncio.wait_for(self._get_line().recv(), PATIENCE_S)
            message = ForwardMsg.FromString(packet if isinstance(packet, bytes) else packet.encode())
            kind = message.WhichOneof("type")
            runs += kind == "new_session"
            if message.metadata.cacheable:
                self.held.add(message.hash)
            if kind == "delta":
                self._note(message)
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return Cost(time.perf_counter() - start, self._get_line().read - before, runs)

    def _get_line(self) -> CountedConnection:
        if self.line is None:
            raise ConnectionError("not connected")
        return self.line

    def _note(self, message: ForwardMsg) -> None:
        """Note the widget that a message draws."""
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("checkbox", "bidi_component"):
            drawn = getattr(element, kind)
            if kind == "bidi_component" and '"revision"' in drawn.json:
                self.map_data = drawn.json
            name = drawn.label if kind == "checkbox" else drawn.id.rpartition("-")[2]
            self.widgets[name] = drawn.id
            self.fragments[drawn.id] = message.delta.fragment_id
