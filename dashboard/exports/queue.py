"""The queue of exports: one runs at a time, since memory is enough for one; the others wait in line.

Short exports go before long ones, so that a picture does not wait behind a deck; at most `Limits.passed` of
them in a row, so that the long ones come to their turn too. A kit is made in stages and waits in line again
between them, before the other long ones; a short export therefore waits for one stage, not for a whole kit.

Large files of viewers take turns with exports, for memory: one that came before is read before the next
export or stage begins.

An export goes with its viewer. Whoever loses the connection for a moment finds everything as it was.
"""

import atexit
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import metrics
from dashboard.errors import ExportRefusedError
from dashboard.exports.jobs import ExportJob, State, Viewer, WorkerProcess
from dashboard.exports.request import ExportRequest
from dashboard.log import get_log
from dashboard.temporary_files import open_workspace
from geodata.errors import Message
from geodata.isolation.reading import close_parent
from geodata.isolation.turns import MEMORY, Turn, Turns

CHECK_S = 1.0
"""How often the queue looks for viewers who have gone."""
TURN_S = 0.1
"""How often the queue looks whether its turn has come while a large file is read."""
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What a queue takes."""

    waiting: int = 20
    """Exports in line."""
    per_viewer: int = 2
    """Exports of one viewer that wait or run: one from the Export page, one picture of a view."""
    kept_bytes: int = 150 * MEGABYTE
    """Finished files that are kept, together. Those that were taken make room for others."""
    passed: int = 4
    """Short exports that go before a long one in a row."""
    away_s: float = 10
    """How long a viewer may be away before an export that waits or runs is given up. A browser that lost its
    connection tries again every few seconds."""
    kept_s: float = 180
    """How long a viewer may be away before a finished file is removed. Streamlit lets a viewer come back to a
    session for two minutes (`server.disconnectedSessionTTL`)."""


class ExportQueue:
    """The exports of all viewers of a server."""

    def __init__(self, limits: Limits = Limits(), *, turns: Turns = MEMORY) -> None:
        self._limits, self._turns = limits, turns
        self._changed = threading.Condition()
        self._line: list[ExportJob] = []
        """Those that wait, in the order in which they came."""
        self._kept: list[ExportJob] = []
        """Those whose file lies ready, in the order in which they were made."""
        self._worker: WorkerProcess | None = None
        self._turn: Turn | None = None
        """Asked for while an export waits to begin, and kept while it runs."""
        self._thread: threading.Thread | None = None
        self._closed = False

    def add(self, name: str, request: ExportRequest, viewer: Viewer) -> ExportJob:
        """Put an export at the end of the line.

        Parameters
        ----------
        name
            Name of the file.
        request
            What is to be made.
        viewer
            For whom.

        Raises
        ------
        ExportRefusedError
            There are too many already; the text says of what.
        """
        job = ExportJob(name, request, viewer)
        with self._changed:
            self._check_limits(viewer)
            self._line.append(job)
            if self._thread is None:
                self._begin()
            self._changed.notify_all()
        return job

    def _begin(self) -> None:
        """Start the thread that serves the line, and see to its end."""
        open_workspace()  # first, so that it is removed after the last process has ended
        atexit.unregister(self.close)
        atexit.register(self.close)
        self._thread = threading.Thread(target=self._serve, name="exports", daemon=True)
        self._thread.start()

    def count_before(self, job: ExportJob) -> int:
        """Return how many exports come before one that waits, as things stand."""
        with self._changed:
            if job not in self._line:
                return 0
            return self._list_order().index(job) + (self._worker is not None)

    def cancel(self, job: ExportJob) -> None:
        """Let go of an export, whether it waits, runs or is done; nothing is kept of it."""
        with self._changed:
            self._end(job, State.CANCELLED if job.active else State.DISCARDED)

    def read_file(self, job: ExportJob) -> bytes:
        """Return the file of an export for its viewer.

        Raises
        ------
        ExportRefusedError
            It is no longer kept.
        """
        with self._changed:
            if job.path is None or job.state is not State.DONE:
                raise ExportRefusedError(Message("{name} is no longer kept. Make it again.", name=job.name))
            job.taken = True
            path = job.path
        return path.read_bytes()

    def close(self) -> None:
        """End everything at once, when the application ends."""
        with self._changed:
            self._closed, worker = True, self._worker
            for job in [*self._line, *self._kept, *([worker.job] if worker else [])]:
                self._end(job, State.CANCELLED)
            if worker:
                worker.wait()
                worker.job.remove_folder()

    def _check_limits(self, viewer: Viewer) -> None:
        running = [self._worker.job] if self._worker else []
        own = sum(job.active and job.viewer.id == viewer.id for job in [*self._line, *running])
        if own >= self._limits.per_viewer:
            raise ExportRefusedError(
                Message("{count} exports of yours are being made. Wait for one, or cancel it.", count=own)
            )
        if len(self._line) >= self._limits.waiting:
            raise ExportRefusedError(
                Message(
                    "{count} exports are waiting on this server, and more it does not take. "
                    "Try again in a few minutes.",
                    count=len(self._line),
                )
            )
        if not self._make_room(1):
            raise ExportRefusedError(self._tell_full())

    def _tell_full(self) -> Message:
        return Message(
            "Finished files that wait for their viewers fill the {mb:.0f} MB that this server has for them. "
            "Try again in a few minutes.",
            mb=self._limits.kept_bytes / MEGABYTE,
        )

    def _make_room(self, size: int) -> bool:
        """Return whether there is room for so many bytes; files that were taken go, the oldest first."""
        for job in [job for job in self._kept if job.taken]:
            if self._measure_kept() + size <= self._limits.kept_bytes:
                break
            self._end(job, State.DISCARDED)
        return self._measure_kept() + size <= self._limits.kept_bytes

    def _measure_kept(self) -> int:
        return sum(job.size for job in self._kept)

    def _serve(self) -> None:
        """Start what is next, and look after viewers, until there is nothing left."""
        with self._changed:
            while not self._closed and (self._line or self._kept or self._worker):
                self._leave_absent()
                if self._worker is None and self._has_turn():
                    self._start_next()
                self._changed.wait(TURN_S if self._line and self._worker is None else CHECK_S)
            self._end_turn()
            self._thread = None

    def _has_turn(self) -> bool:
        """Tell whether an export waits and its turn has come; where none waits, no turn is kept."""
        if not self._line:
            self._end_turn()
            return False
        if self._turn is None:
            self._turn = self._turns.ask()
        return self._turn.wait()

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.end()
            self._turn = None

    def _leave_absent(self) -> None:
        """Let go of what belongs to viewers who have been away for too long."""
        now = time.monotonic()
        running = [self._worker.job] if self._worker else []
        for job in [*self._line, *running, *self._kept]:
            if job.viewer.is_here():
                job.away_since = None
                continue
            job.away_since = now if job.away_since is None else job.away_since
            if now - job.away_since >= (self._limits.away_s if job.active else self._limits.kept_s):
                self._end(job, State.ABANDONED if job.active else State.DISCARDED)

    def _start_next(self) -> None:
        place = choose_next([(job, job.passed) for job in self._line], most_passed=self._limits.passed)
        job = self._line.pop(place)
        _count_passed(self._line[:place], job)
        try:
            folder = job.make_folder(open_workspace())
            close_parent()
            self._worker = WorkerProcess(job, folder, ended=self._take_result)
        except OSError as error:
            told = Message(
                "{out}: cannot be written ({reason}).", out=job.name, reason=error.strerror or error
            )
            job.told.append(told)
            self._end(job, State.FAILED)
            return
        job.state = State.RUNNING

    def _take_result(self, worker: WorkerProcess, made: bool) -> None:  # noqa: FBT001 - as `WorkerProcess` calls it
        """Take over what a process made, and let the next one begin."""
        with self._changed:
            if self._worker is worker:
                self._worker = None
                self._end_turn()
            job = worker.job
            if not job.active:
                job.remove_folder()  # it was let go while it ran
            elif not made:
                self._end(job, State.FAILED)
            else:
                self._finish_stage(job)
            self._changed.notify_all()

    def _finish_stage(self, job: ExportJob) -> None:
        job.stages.pop(0)
        if job.stages:
            job.state, job.passed = State.WAITING, 0
            self._line.insert(0, job)
            return
        job.size = job.path.stat().st_size if job.path else 0
        if not self._make_room(job.size):
            job.told[:] = [self._tell_full()]
            self._end(job, State.FAILED)
            return
        job.state, job.share = State.DONE, 1
        self._kept.append(job)
        _record(job)
        job.ended.set()

    def _end(self, job: ExportJob, state: State) -> None:
        """Let go of an export; the folder of one that runs goes when its process has ended."""
        for held in (self._line, self._kept):
            if job in held:
                held.remove(job)
        if self._worker and self._worker.job is job:
            self._worker.kill()
        else:
            job.remove_folder()
        if job.state in {State.WAITING, State.RUNNING, State.DONE}:
            job.state = state
        if job.active:
            _record(job)
            job.ended.set()
        self._changed.notify_all()

    def _list_order(self) -> list[ExportJob]:
        """Return those that wait in the order in which they would run if nobody else came."""
        waiting, order = [(job, job.passed) for job in self._line], []
        while waiting:
            place = choose_next(waiting, most_passed=self._limits.passed)
            job, _ = waiting[place]
            longs = [at for at, (one, _) in enumerate(waiting[:place]) if not one.short]
            for at in longs[:1] if job.short else ():
                waiting[at] = (waiting[at][0], waiting[at][1] + 1)
            waiting.pop(place)
            order.append(job)
        return order


def choose_next(waiting: Sequence[tuple[ExportJob, int]], *, most_passed: int) -> int:
    """Return the place in line of the export that runs next.

    Parameters
    ----------
    waiting
        Exports in the order in which they came, each with the number of those that passed it.
    most_passed
        How many short ones may pass the first long one.
    """
    long = next((place for place, (job, _) in enumerate(waiting) if not job.short), None)
    short = next((place for place, (job, _) in enumerate(waiting) if job.short), None)
    if long is None or short is None:
        return 0
    return long if long < short and waiting[long][1] >= most_passed else short


def _count_passed(before: Sequence[ExportJob], chosen: ExportJob) -> None:
    """Note that the first long one was passed, where a short one was chosen that came after it."""
    first = next((job for job in before if not job.short), None)
    if first is not None and chosen.short:
        first.passed += 1


def _record(job: ExportJob) -> None:
    """Count an export that has ended, and write a line about it into the log."""
    form, state, seconds = job.request.form, job.state.name.lower(), time.monotonic() - job.asked
    metrics.EXPORTS.labels(form, state).inc()
    metrics.EXPORT_S.labels(form).observe(seconds)
    get_log().info("export", form=form, state=state, seconds=round(seconds, 1), bytes=job.size)


QUEUE = ExportQueue()
"""The queue of this server."""
