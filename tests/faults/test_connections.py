"""Slow, silent and broken connections cost the others nothing, and a killed export its viewer alone."""

import os
import signal
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from dashboard.exports.jobs import State, Viewer, WorkerProcess
from dashboard.exports.queue import ExportQueue
from dashboard.exports.request import ExportRequest
from geodata.isolation.turns import Turns
from tests.support.streamlit_client import open_line, serve, visit, wait_for_health

SLOW_CLIENTS = 40
LIMIT_S = 60
DATA = ExportRequest("geojson", ("partner",))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, int]]:
    """Address, log and process of a running application that has been visited."""
    folder = tmp_path_factory.mktemp("server")
    with serve(folder) as (port, process):
        url = f"http://127.0.0.1:{port}"
        wait_for_health(url)
        assert visit(url).errors == []
        yield url, folder / "log", process.pid


def connect(url: str, sent: bytes) -> socket.socket:
    """Send the beginning of something, and take nothing of the answer."""
    line = socket.create_connection((urlsplit(url).hostname, urlsplit(url).port), timeout=LIMIT_S)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.sendall(sent)
    return line


def measure_visit(url: str) -> float:
    start = time.monotonic()
    assert visit(url).errors == []
    return time.monotonic() - start


def test_clients_that_read_and_write_a_byte_now_and_then_hold_nobody_up(
    server: tuple[str, Path, int],
) -> None:
    url, _, _ = server
    alone = measure_visit(url)
    with ExitStack() as stack:
        readers = [
            stack.enter_context(connect(url, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
            for _ in range(SLOW_CLIENTS)
        ]
        writers = [stack.enter_context(connect(url, b"GET / HT")) for _ in range(SLOW_CLIENTS)]
        for turn in range(3):
            for reader in readers:
                assert reader.recv(1)
            for writer in writers:
                writer.sendall(b"TP/1.1\r\n"[turn : turn + 1])
            assert measure_visit(url) < 5 * alone + 2
    assert measure_visit(url) < 5 * alone + 2


def read_memory_mb(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="Linux tells the memory")
def test_a_viewer_who_takes_nothing_of_what_he_asks_for_costs_little(
    server: tuple[str, Path, int],
) -> None:
    url, _, process = server
    before = read_memory_mb(process)
    asked = BackMsg(rerun_script=ClientState(page_name="brief")).SerializeToString()
    with ExitStack() as stack:
        lines = [stack.enter_context(open_line(url)) for _ in range(5)]
        for _ in range(30):
            for line in lines:
                line.send(asked)
        measure_visit(url)
        assert read_memory_mb(process) - before < 100


def test_a_connection_that_breaks_while_the_page_runs_leaves_no_trace(
    server: tuple[str, Path, int],
) -> None:
    url, log, _ = server
    for page in ("explore", "brief", "sea-lanes"):
        line = open_line(url).__enter__()
        line.send(BackMsg(rerun_script=ClientState(page_name=page)).SerializeToString())
        line.recv(timeout=LIMIT_S)
        reset = struct.pack("ii", 1, 0)
        line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
        line.socket.close()
    measure_visit(url)
    assert "Traceback" not in log.read_text(encoding="utf-8")


def find_worker(queue: ExportQueue) -> WorkerProcess:
    end = time.monotonic() + LIMIT_S
    while time.monotonic() < end:
        if worker := queue._worker:  # noqa: SLF001 - what is killed
            return worker
        time.sleep(0.01)
    raise TimeoutError


def test_an_export_whose_process_is_killed_fails_alone_and_the_next_one_is_made() -> None:
    queue = ExportQueue(turns=Turns())
    try:
        first, second = (queue.add(f"{name}.geojson", DATA, Viewer(name, lambda: True)) for name in "ab")
        worker = find_worker(queue)
        os.kill(worker.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        assert first.ended.wait(LIMIT_S)
        assert (first.state, first.folder, first.told) == (State.FAILED, None, [])
        assert second.ended.wait(LIMIT_S)
        assert second.state is State.DONE
        assert queue.read_file(second).startswith(b"{")
    finally:
        queue.close()


@pytest.mark.parametrize("jump_s", [-86_400.0, 86_400.0])
def test_a_clock_that_is_set_anew_ends_no_export_and_removes_no_file(
    monkeypatch: pytest.MonkeyPatch, jump_s: float
) -> None:
    queue, now = ExportQueue(turns=Turns()), time.time
    here = {"there": True}
    try:
        job = queue.add("a.geojson", DATA, Viewer("a", lambda: here["there"]))
        find_worker(queue)
        here["there"] = False
        monkeypatch.setattr(time, "time", lambda: now() + jump_s)
        assert job.ended.wait(LIMIT_S)
        here["there"] = True
        assert job.state is State.DONE
        assert queue.read_file(job)
    finally:
        queue.close()
