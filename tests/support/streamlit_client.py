"""Talk to a running Streamlit server as a browser does, without one."""

import socket
import time
import urllib.request
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PATIENCE_S = 300


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
