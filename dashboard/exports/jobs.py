"""Exports of viewers, and the processes that make them."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from typing import Any

from dashboard.exports.formats import EXPORT_FORMATS
from dashboard.exports.request import HANDOUT_PAGES, ExportRequest, name_part
from dashboard.installation import ROOT

TEMPORARY = ("TMPDIR", "TEMP", "TMP")
"""Environment variables that name the place of temporary files."""
MEMORY = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1"}
"""Environment variables by which a process gives memory back sooner: 30 MB less at the peak of a picture."""
PARTS = {"handout": 0.2, "docx": 0.15, "pptx": 0.2, "html": 0.1, "gpkg": 0.05, "kml": 0.05}
"""Parts of a kit that get a process each, whose memory goes with it: format -> share of the time."""
DRAW_PAGES, DRAWN = "dashboard.exports.writers.handouts:draw_pages", 0.8
"""Name of the function that draws the pages of a handout, and the share of the time that it takes."""


class State(Enum):
    """What became of an export so far."""

    WAITING = auto()
    """In line, for its first process or for the next one."""
    RUNNING = auto()
    DONE = auto()
    """Its file lies ready."""
    FAILED = auto()
    CANCELLED = auto()
    ABANDONED = auto()
    """Its viewer was away for too long."""
    DISCARDED = auto()
    """It was made, and its file is no longer kept."""


@dataclass(frozen=True)
class Viewer:
    """For whom an export is made."""

    id: str
    """Tells viewers apart."""
    is_here: Callable[[], bool]
    """Returns whether the viewer has a connection; called in any thread."""


@dataclass(frozen=True)
class Stage:
    """A part of an export that one process makes."""

    request: ExportRequest
    name: str
    """Of its file in the folder of the export."""
    start: float
    """Share of the whole that is done before it."""
    share: float
    """Share of the whole that it is."""
    writer: str = ""
    """Name of the function that writes it; empty for that of its format."""


@dataclass(eq=False)
class ExportJob:
    """One export, from its request until its file is no longer wanted; the queue alone changes it."""

    name: str
    """Name of the file that the viewer gets."""
    request: ExportRequest
    viewer: Viewer
    state: State = State.WAITING
    share: float = 0
    """How much is done, from 0 to 1."""
    step: str = ""
    """What is being made."""
    told: list[str] = field(default_factory=list)
    """Notices for the viewer, or why it failed."""
    taken: bool = False
    """Whether the viewer has had the file."""
    size: int = 0
    """Of its file in bytes."""
    passed: int = 0
    """How many shorter exports went before it while it waited at the head of the longer ones."""
    away_since: float | None = None
    """When its viewer was missed first, by `time.monotonic`."""
    folder: Path | None = None
    """Holds its files while there are any."""
    stages: list[Stage] = field(init=False)
    """What is still to be made."""
    ended: threading.Event = field(default_factory=threading.Event)
    """Set when it neither waits nor runs any more."""
    asked: float = field(default_factory=time.monotonic)
    """When it was asked for, in seconds of a clock that only goes on."""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Tells exports apart."""

    def __post_init__(self) -> None:
        self.stages = _list_stages(self.name, self.request)

    @property
    def active(self) -> bool:
        """Whether it waits or runs."""
        return not self.ended.is_set()

    @property
    def short(self) -> bool:
        """Whether it takes seconds: data, or one picture."""
        kind = EXPORT_FORMATS[self.request.form].kind
        return kind == "data" or (kind == "picture" and len(self.request.scenes) <= 1)

    @property
    def path(self) -> Path | None:
        """Where its file lies or will lie; None where it has no folder."""
        return self.folder / self.name if self.folder else None

    def make_folder(self, parent: Path) -> Path:
        """Return its folder, which is there from its first process on."""
        if self.folder is None:
            self.folder = Path(tempfile.mkdtemp(prefix="export-", dir=parent))
            self.stages = [_place_parts(stage, self.folder) for stage in self.stages]
        return self.folder

    def remove_folder(self) -> None:
        """Remove its files."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None

    def take_message(self, stage: Stage, message: Mapping[str, Any]) -> None:
        """Take over what the process of a stage reports."""
        if "progress" in message:
            self.share = stage.start + stage.share * min(float(message["progress"]), 1.0)
            self.step = str(message["step"])
        elif "notice" in message and str(message["notice"]) not in self.told:
            self.told.append(str(message["notice"]))


def _list_stages(name: str, request: ExportRequest) -> list[Stage]:
    """Return what processes make one after the other: the large parts of a kit, then the file itself."""
    stages, done = [], 0.0
    for form, share in PARTS.items() if request.form == "kit" else ():
        stages += _divide(Stage(replace(request, form=form), name_part(form), done, share))
        done += share
    return [*stages, *_divide(Stage(request, name, done, 1 - done))]


def _divide(stage: Stage) -> list[Stage]:
    """Return the stages of a file: the maps of a handout as PDF are drawn before it is typeset."""
    if stage.request.form != "handout":
        return [stage]
    drawn = replace(stage, name=HANDOUT_PAGES, share=DRAWN * stage.share, writer=DRAW_PAGES)
    return [drawn, replace(stage, start=stage.start + drawn.share, share=stage.share - drawn.share)]


def _place_parts(stage: Stage, folder: Path) -> Stage:
    """Return a stage that knows the folder with the parts made before it."""
    if stage.request.form not in {"kit", "handout"}:
        return stage
    return replace(stage, request=replace(stage.request, made=folder))


class WorkerProcess:
    """The process that makes a stage of an export."""

    def __init__(
        self, job: ExportJob, folder: Path, *, ended: Callable[["WorkerProcess", bool], None]
    ) -> None:
        """Start the process.

        Parameters
        ----------
        job
            The export; its first stage is made.
        folder
            Where the file comes to lie, and its temporary files.
        ended
            Called in another thread when the process has ended, with whether it made its file.

        Raises
        ------
        OSError
            It cannot be started.
        """
        self.job, self._stage, self._ended = job, job.stages[0], ended
        self._out = folder / self._stage.name
        writers = filter(None, [self._stage.writer])
        command = [sys.executable, "-m", "dashboard.exports.worker", str(self._out), *writers]
        with tempfile.TemporaryFile(dir=folder) as written:
            written.write(self._stage.request.to_json().encode())
            written.seek(0)
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                command,
                cwd=ROOT,
                env=os.environ | MEMORY | dict.fromkeys(TEMPORARY, str(folder)),
                stdin=written,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        threading.Thread(target=self._follow, name="export", daemon=True).start()

    @property
    def pid(self) -> int:
        """Id of the process."""
        return self._process.pid

    def kill(self) -> None:
        """End it at once: its files lie in the folder of the export, and that goes with them."""
        self._process.kill()

    def wait(self) -> None:
        """Wait for the end of a killed process."""
        self._process.wait()

    def _follow(self) -> None:
        """Read what it reports until it ends; what else it writes is not for the viewer."""
        with self._process:
            for line in self._process.stderr or ():
                try:
                    message = json.loads(line)
                except json.JSONDecodeError:
                    continue
                if isinstance(message, dict):
                    self.job.take_message(self._stage, message)
        self._ended(self, self._process.returncode == 0 and self._out.is_file())
