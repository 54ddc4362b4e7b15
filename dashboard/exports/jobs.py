"""Run exports in a worker process, one at a time, with progress."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.errors import ExportError
from dashboard.exports.request import ExportRequest
from dashboard.installation import ROOT
from dashboard.temporary_files import open_workspace

WAIT_S = 0.5
GRACE_S = 3
"""How long an export may take to end when the application ends."""
TEMPORARY = ("TMPDIR", "TEMP", "TMP")
"""Environment variables that name the place of temporary files."""
_BUSY = threading.Lock()
"""Held while an export runs: memory is enough for one."""


@dataclass
class ExportJob:
    """One export, from its start until its file is taken or it is cancelled."""

    name: str
    """Name of the file that the viewer gets."""
    process: subprocess.Popen[str]
    folder: Path
    """Holds its file; it goes with the job."""
    share: float = 0
    """How much is done, from 0 to 1."""
    step: str = ""
    """What is being made."""
    told: list[str] = field(default_factory=list)
    """Notices for the viewer; what else its process wrote is not for them."""
    cancelled: bool = False
    thread: threading.Thread = field(init=False)
    """Follows the process."""

    def __post_init__(self) -> None:
        weakref.finalize(self, _clear, self.process, self.folder)
        self.thread = threading.Thread(target=self._follow, daemon=True)
        self.thread.start()

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self.process.poll() is None

    @property
    def path(self) -> Path:
        """Where its file lies when it is done."""
        return self.folder / self.name

    @property
    def done(self) -> bool:
        """Whether the file lies ready."""
        return not self.running and self.process.returncode == 0 and self.path.is_file()

    def cancel(self) -> None:
        """Stop the work; nothing is kept of it."""
        self.cancelled = True
        self.process.terminate()

    def _follow(self) -> None:
        """Read what the worker reports until it ends, then let the next one begin."""
        try:
            with self.process:
                for line in self.process.stderr or ():
                    self._take(line.strip())
        finally:
            _BUSY.release()

    def _take(self, line: str) -> None:
        """Take over a message of the worker."""
        try:
            message = json.loads(line)
        except json.JSONDecodeError:
            return
        if not isinstance(message, dict):
            return
        if "progress" in message:
            self.share, self.step = float(message["progress"]), str(message["step"])
        elif "notice" in message:
            self.told.append(str(message["notice"]))


def _clear(process: subprocess.Popen[str], folder: Path) -> None:
    """Remove the folder of an export that nobody holds any more; when the application ends, stop it first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    shutil.rmtree(folder, ignore_errors=True)


def start_job(name: str, request: ExportRequest) -> ExportJob | None:
    """Start a worker that fulfils a request, or return None while another one runs.

    Parameters
    ----------
    name
        Name of the file.
    request
        What is to be made.
    """
    if not _BUSY.acquire(blocking=False):
        return None
    folder = Path(tempfile.mkdtemp(prefix="export-", dir=open_workspace()))
    command = [sys.executable, "-m", "dashboard.exports.worker", str(folder / name)]
    environment = os.environ | dict.fromkeys(TEMPORARY, str(folder))
    try:
        with tempfile.TemporaryFile(dir=folder) as written:
            written.write(request.to_json().encode())
            written.seek(0)
            process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                command,
                cwd=ROOT,
                env=environment,
                stdin=written,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
    except OSError:
        _BUSY.release()
        raise
    return ExportJob(name, process, folder)


def run_job(name: str, request: ExportRequest) -> tuple[bytes, list[str]]:
    """Return the file of a request and its notices, waiting for its turn.

    Parameters are those of `start_job`.

    Raises
    ------
    ExportError
        The file could not be made.
    """
    job = start_job(name, request)
    while job is None:
        time.sleep(WAIT_S)
        job = start_job(name, request)
    job.thread.join()
    if not job.done:
        raise ExportError(name, job.told)
    return job.path.read_bytes(), job.told
