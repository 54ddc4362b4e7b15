"""Measure what sessions cost the server: processor time of starts and reruns, and memory over many reruns.

The peer is the same application with the settings that Streamlit has by itself, in the same run and in
turns. Processor time and memory are read from `/proc`. Run it with
`python tests/bench/measure_sessions.py [--rounds N] [--sessions N] [--reruns N]`.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from servers import find_free_port, run_server
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from dashboard.installation import ROOT

WAYS: Mapping[str, Mapping[str, str]] = {
    "Streamlit's settings": {"server.fileWatcherType": "auto", "runner.postScriptGC": "true"},
    "SeaBrief's settings": {},
}
PAGE, OTHER = "layers=east-china-sea", "layers=south-china-sea"
"""Links that a session goes to in turns."""
TICKS_S = os.sysconf("SC_CLK_TCK")
WARM = 20
"""Reruns before memory is read for the first time."""
PATIENCE_S = 300


@contextmanager
def start_server(settings: Mapping[str, str], folder: Path) -> Iterator[tuple[str, int]]:
    """Run the application with its own settings and these; yield its address and its process."""
    port = find_free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py")]
    command += [f"--{key}={value}" for key, value in ({"server.port": str(port)} | dict(settings)).items()]
    with run_server(command, folder, port, cwd=ROOT, probe="_stcore/health") as (address, server):
        yield address, server.pid


def open_session(address: str) -> ClientConnection:
    """Return a connection on which nothing was asked yet."""
    stream = f"ws{address.removeprefix('http')}_stcore/stream"
    return connect(stream, subprotocols=["streamlit"], max_size=None)


def run_page(line: ClientConnection, query: str) -> None:
    """Ask for a run of the map's page and wait for its end."""
    asked = ClientState(query_string=query, page_name="explore")
    line.send(BackMsg(rerun_script=asked).SerializeToString())
    end = time.monotonic() + PATIENCE_S
    while (
        ForwardMsg.FromString(line.recv(timeout=end - time.monotonic())).WhichOneof("type")
        != "script_finished"
    ):
        pass


def read_processor_s(process: int) -> float:
    """Return the processor time that a process has used, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_S


def read_memory_mb(process: int) -> float:
    """Return the proportional set size of a process in MB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def measure_server(settings: Mapping[str, str], *, sessions: int, reruns: int) -> dict[str, float]:
    """Return the figures of one server by their names."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address, process = stack.enter_context(start_server(settings, folder))
        lines = [stack.enter_context(open_session(address)) for _ in range(sessions + 1)]
        run_page(lines[0], PAGE)  # prepares, imports and fills the caches
        run_page(lines[0], OTHER)
        spent = read_processor_s(process)
        for line in lines[1:]:
            run_page(line, PAGE)
        first = read_processor_s(process)
        memory = [0.0, 0.0]
        for number in range(reruns):
            run_page(lines[1 + number % sessions], OTHER if number // sessions % 2 == 0 else PAGE)
            if number == min(WARM, reruns) - 1:
                memory[0] = read_memory_mb(process)
        again = read_processor_s(process)
        memory[1] = read_memory_mb(process)
    return {
        "first run of a session, ms of processor": 1000 * (first - spent) / sessions,
        "rerun, ms of processor": 1000 * (again - first) / reruns,
        f"memory after {min(WARM, reruns)} reruns, MB": memory[0],
        f"memory after {reruns} reruns, MB": memory[1],
    }


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--sessions", type=int, default=5)
    parser.add_argument("--reruns", type=int, default=200)
    options = parser.parse_args()
    subprocess.run(
        [sys.executable, "-m", "dashboard.webmap.publish"], cwd=ROOT, check=True, capture_output=True
    )
    found: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in WAYS}
    for _ in range(options.rounds):
        for name, settings in WAYS.items():
            for figure, value in measure_server(
                settings, sessions=options.sessions, reruns=options.reruns
            ).items():
                found[name][figure].append(value)
    lines = [" " * 42 + "".join(f"{name:>24}" for name in WAYS)]
    for figure in next(iter(found.values())):
        cells = (f"{statistics.median(found[name][figure]):,.1f}" for name in WAYS)
        lines.append(f"{figure:<42}" + "".join(f"{cell:>24}" for cell in cells))
    print("\n".join(lines))  # noqa: T201 - the figures are the product
    return 0


if __name__ == "__main__":
    sys.exit(main())
