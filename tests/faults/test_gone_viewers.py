"""A viewer away for a moment finds the export going on; that of one who has gone ends within seconds."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from dashboard.exports.queue import CHECK_S, Limits
from dashboard.installation import ROOT
from tests.support.streamlit_client import find_port, wait_for_health

PATIENCE_S = 120
APPLICATION = """
import streamlit as st
from dashboard.components.export_job import find_job, start_job
from dashboard.exports import queue
from dashboard.exports.jobs import WorkerProcess
from dashboard.exports.request import ExportRequest
from dashboard.packs import PACK
from geodata.packs.pack import read_pack

if not find_job("kit"):
    started = []
    def start(*arguments, **options):
        started.append(WorkerProcess(*arguments, **options))
        return started[-1]
    queue.WorkerProcess = start
    start_job("kit", "kit.zip", ExportRequest("kit", tuple(scene.id for scene in read_pack(PACK).scenes)))
    while not started:
        pass
    st.session_state["pid"] = started[0].pid
st.html(str(st.session_state["pid"]))
"""


def visit(url: str, session_id: str = "") -> tuple[str, int]:
    """Open the page, in a session that was left where one is named, and leave it again.

    Returns the id of the session and that of the process that makes its export.
    """
    stream, pid = f"ws{url.removeprefix('http')}/_stcore/stream", 0
    known = ["no-token", session_id] if session_id else []
    with connect(stream, subprotocols=["streamlit", *known], max_size=None) as line:
        line.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        end = time.monotonic() + PATIENCE_S
        while True:
            message = ForwardMsg.FromString(line.recv(timeout=end - time.monotonic()))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                session_id = message.new_session.initialize.session_id
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "html":
                pid = int(message.delta.new_element.html.body)
            elif kind == "script_finished":
                return session_id, pid


@contextmanager
def run_application(folder: Path) -> Iterator[str]:
    (folder / "application.py").write_text(APPLICATION, encoding="utf-8")
    port = find_port()
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "application.py")]
    command += ["--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder), "HOME": str(folder)}
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)  # noqa: S603 - our own
    try:
        wait_for_health(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=30)


def is_running(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    try:
        return ") Z " not in stat.read_text(encoding="utf-8")
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads processes from /proc")
def test_an_export_outlives_a_dropped_connection_and_not_its_viewer(tmp_path: Path) -> None:
    with run_application(tmp_path) as url:
        session_id, pid = visit(url)
        assert is_running(pid)
        again, same = visit(url, session_id)
        assert (again, same) == (session_id, pid)
        assert is_running(pid)
        left = time.monotonic()
        while is_running(pid) and time.monotonic() < left + PATIENCE_S:
            time.sleep(0.1)
        away_s = time.monotonic() - left
        assert Limits().away_s - 1 < away_s < Limits().away_s + 2 * CHECK_S + 1
        [workspace] = tmp_path.glob("seabrief-*")
        assert list(workspace.glob("export-*")) == []
