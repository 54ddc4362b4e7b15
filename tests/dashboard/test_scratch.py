"""Temporary folders go with their process, or at the next start where it was killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.installation import ROOT
from dashboard.temporary_files import LOCK, PREFIX, ScratchFolder
from tests.support.streamlit_client import find_port, visit, wait_for_health

END_LIMIT_S = 5
"""Longest end of a server with an export that runs and three that wait."""

HOLD = """
import sys
from pathlib import Path
from dashboard.temporary_files import ScratchFolder
held = ScratchFolder(Path(sys.argv[1]), prefix="seabrief-")
(held.path / "half.png").write_bytes(bytes(10))
print(held.path, flush=True)
sys.stdin.read()
"""


def hold(parent: Path) -> subprocess.Popen[str]:
    """Start a process that holds a folder until its input ends."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", HOLD, str(parent)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def read_folder(running: subprocess.Popen[str]) -> Path:
    assert running.stdout is not None
    return Path(running.stdout.readline().strip())


def test_a_folder_goes_when_its_process_ends(tmp_path: Path) -> None:
    with hold(tmp_path) as running:
        assert (read_folder(running) / "half.png").is_file()
        running.communicate("")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_the_folder_of_a_killed_process_goes_at_the_next_start_and_that_of_a_running_one_stays(
    tmp_path: Path,
) -> None:
    with hold(tmp_path) as killed, hold(tmp_path) as running:
        left, kept = read_folder(killed), read_folder(running)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert left.is_dir()
        another = ScratchFolder(tmp_path, prefix=PREFIX)
        assert set(tmp_path.iterdir()) == {kept, another.path}
        assert (kept / "half.png").is_file()
        running.communicate("")
        another.remove()
    assert list(tmp_path.iterdir()) == []


def test_folders_and_links_that_are_not_ours_are_never_removed(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / LOCK).write_text("", encoding="utf-8")
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "notes")
    (tmp_path / f"{PREFIX}of-mine").mkdir()
    (tmp_path / f"{PREFIX}file").write_text("", encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    ScratchFolder(tmp_path, prefix=PREFIX).remove()
    assert set(tmp_path.rglob("*")) == before


def test_a_folder_that_is_written_into_while_it_goes_is_removed_in_the_end(tmp_path: Path) -> None:
    folder = ScratchFolder(tmp_path, prefix=PREFIX)
    code = """
import sys
import time
from pathlib import Path
print("ready", flush=True)
number = 0
while True:
    number += 1
    time.sleep(0.001)
    try:
        (Path(sys.argv[1]) / str(number)).write_bytes(b"x")
    except FileNotFoundError:
        break
"""
    command = [sys.executable, "-c", code, str(folder.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writing:  # noqa: S603 - our own command
        assert writing.stdout is not None
        assert writing.stdout.readline() == "ready\n"
        try:
            folder.remove()
            assert writing.wait(timeout=30) == 0
        finally:
            writing.kill()
    assert list(tmp_path.iterdir()) == []


APPLICATION = """
import streamlit as st
import threading
from dashboard.exports import queue
from dashboard.exports.jobs import Viewer, WorkerProcess
from dashboard.exports.queue import QUEUE
from dashboard.exports.request import ExportRequest
from dashboard.packs import PACK
from geodata.packs.pack import read_pack

scenes = tuple(scene.id for scene in read_pack(PACK).scenes)
started, begun = [], threading.Event()

def start(*arguments, **options):
    started.append(WorkerProcess(*arguments, **options))
    begun.set()
    return started[-1]

queue.WorkerProcess = start
for number in range(4):
    QUEUE.add(f"{number}.zip", ExportRequest("kit", scenes), Viewer(str(number), lambda: True))
begun.wait()
st.html(str(started[0].pid))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_exports_end_with_their_server_within_seconds_and_leave_no_folder(
    sign: signal.Signals, tmp_path: Path
) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "application.py").write_text(APPLICATION, encoding="utf-8")
    port = find_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(tmp_path / "application.py"),
        "--server.headless=true",
    ]
    command += ["--server.address=127.0.0.1", f"--server.port={port}"]
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(tmp_path / "tmp"),
        "HOME": str(tmp_path),
    }
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)  # noqa: S603
    try:
        wait_for_health(f"http://127.0.0.1:{port}")
        shown = visit(f"http://127.0.0.1:{port}")
        assert shown.errors == []
        [folder] = (tmp_path / "tmp").iterdir()
        assert [path.name[:7] for path in folder.iterdir() if path.name != LOCK] == ["export-"]
        sent = time.monotonic()
        running.send_signal(sign)
        running.wait(timeout=30)
        took_s = time.monotonic() - sent
    finally:
        running.kill()
        running.wait()
    assert took_s < END_LIMIT_S
    assert has_ended(int(shown.markup), seconds=90)
    if sign == signal.SIGKILL:
        ScratchFolder(tmp_path / "tmp", prefix=PREFIX).remove()
    assert list((tmp_path / "tmp").iterdir()) == []


def has_ended(pid: int, *, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and ") Z " in Path(f"/proc/{pid}/stat").read_text("utf-8"):
            return True  # ended, but nobody has asked how
        time.sleep(0.1)
    return False
