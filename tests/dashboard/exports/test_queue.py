"""The queue of exports: whose turn it is, what is let go of, and what is refused."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from dashboard.errors import ExportRefusedError
from dashboard.exports import queue as queue_module
from dashboard.exports.jobs import ExportJob, State, Viewer, WorkerProcess
from dashboard.exports.queue import ExportQueue, Limits
from dashboard.exports.request import ExportRequest
from dashboard.log import get_log
from geodata.isolation.turns import MEMORY
from geodata.packs.pack import Pack

LIMIT_S = 120
PICTURE, DECK, KIT = (ExportRequest(form, ("partner",)) for form in ("png", "pptx", "kit"))


@dataclass
class ToyWorker:
    """Stands for a process; it makes its file when the test says so."""

    job: ExportJob
    folder: Path
    ended: Callable[["ToyWorker", bool], None]
    killed: bool = False

    def finish(self, content: bytes = b"file") -> None:
        (self.folder / self.job.stages[0].name).write_bytes(content)
        self.ended(self, True)  # noqa: FBT003 - as the process calls it

    def kill(self) -> None:
        self.killed = True
        threading.Thread(target=self.ended, args=(self, False)).start()

    def wait(self) -> None:
        """Nothing to wait for."""


@dataclass
class ToyQueue:
    """A queue without processes."""

    queue: ExportQueue
    started: list[ToyWorker] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)
    away: set[str] = field(default_factory=set)
    """Viewers who have no connection."""

    def start(self, job: ExportJob, folder: Path, *, ended: Callable[[ToyWorker, bool], None]) -> ToyWorker:
        with self.changed:
            self.started.append(ToyWorker(job, folder, ended))
            self.changed.notify_all()
        return self.started[-1]

    def add(self, name: str, request: ExportRequest = PICTURE, *, viewer: str = "") -> ExportJob:
        who = viewer or name
        return self.queue.add(name, request, Viewer(who, lambda: who not in self.away))

    def await_start(self, count: int) -> ToyWorker:
        """Return the worker that was started as the `count`-th one."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.started) >= count, LIMIT_S)
        return self.started[count - 1]

    def finish_all(self, count: int) -> list[str]:
        """Return the names of the first so many exports in the order in which they were made."""
        for number in range(1, count + 1):
            self.await_start(number).finish()
        return [worker.job.name for worker in self.started[:count]]


@pytest.fixture
def make_queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., ToyQueue]]:
    made: list[ToyQueue] = []
    monkeypatch.setattr(queue_module, "CHECK_S", 0.01)

    def make(**limits: float) -> ToyQueue:
        toy = ToyQueue(ExportQueue(replace(Limits(), **limits)))  # type: ignore[arg-type]
        monkeypatch.setattr(queue_module, "WorkerProcess", toy.start)
        made.append(toy)
        return toy

    yield make
    for toy in made:
        toy.queue.close()


@pytest.fixture
def toy(make_queue: Callable[..., ToyQueue]) -> ToyQueue:
    return make_queue()


def test_exports_of_one_kind_run_one_by_one_in_the_order_in_which_they_came(toy: ToyQueue) -> None:
    first, second, third = (toy.add(name) for name in ("a.png", "b.png", "c.png"))
    worker = toy.await_start(1)
    assert [toy.queue.count_before(job) for job in (first, second, third)] == [0, 1, 2]
    assert (first.state, second.state) == (State.RUNNING, State.WAITING)
    worker.finish()
    assert first.state is State.DONE
    toy.await_start(2)
    assert [toy.queue.count_before(job) for job in (second, third)] == [0, 1]
    assert len(toy.started) == 2


def test_a_short_export_goes_before_the_long_ones_that_wait(toy: ToyQueue) -> None:
    toy.add("now.pptx", DECK)
    toy.await_start(1)
    deck, picture = toy.add("later.pptx", DECK), toy.add("view.png")
    assert [toy.queue.count_before(job) for job in (deck, picture)] == [2, 1]
    assert toy.finish_all(3) == ["now.pptx", "view.png", "later.pptx"]


def test_a_long_export_is_passed_a_few_times_and_then_has_its_turn(
    make_queue: Callable[..., ToyQueue],
) -> None:
    toy = make_queue(passed=2)
    toy.add("now.png")
    toy.await_start(1)
    deck = toy.add("a.pptx", DECK)
    names = ("b.png", "c.png", "d.png")
    pictures = [toy.add(name) for name in names]
    assert toy.queue.count_before(deck) == 3
    assert [toy.queue.count_before(job) for job in pictures] == [1, 2, 4]
    assert toy.finish_all(5) == ["now.png", "b.png", "c.png", "a.pptx", "d.png"]


def test_a_picture_goes_between_two_stages_of_a_kit_and_another_kit_does_not(toy: ToyQueue) -> None:
    kit = toy.add("kit.zip", KIT)
    toy.await_start(1)
    toy.add("other.zip", KIT)
    toy.add("view.png")
    kinds = ("pdf", "docx", "pptx", "html", "gpkg", "kml")
    parts = ["pages.zip", *(f"part.{kind}" for kind in kinds), "kit.zip"]
    assert [stage.name for stage in kit.stages] == parts
    assert toy.finish_all(10) == ["kit.zip", "view.png", *["kit.zip"] * 7, "other.zip"]
    assert kit.state is State.DONE
    assert kit.folder is not None
    assert {path.name for path in kit.folder.iterdir()} == set(parts)


def test_a_large_file_is_read_between_two_stages_and_no_export_begins_meanwhile(toy: ToyQueue) -> None:
    kit = toy.add("kit.zip", KIT)
    worker = toy.await_start(1)
    with MEMORY.ask() as reading:
        assert not reading.wait(0.05)
        worker.finish()
        assert reading.wait(LIMIT_S)
        threading.Event().wait(0.2)
        assert len(toy.started) == 1
        assert kit.state is State.WAITING
    toy.await_start(2)
    assert not MEMORY.is_free()


def test_exports_that_are_made_cancelled_or_cannot_start_keep_no_turn(
    toy: ToyQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.add("a.png")
    toy.await_start(1).finish()
    with MEMORY.ask() as reading:
        assert reading.wait(LIMIT_S)
        toy.queue.cancel(toy.add("b.png"))
    monkeypatch.setattr(ExportJob, "make_folder", lambda _job, parent: parent.joinpath("nowhere").stat())
    assert toy.add("c.png").ended.wait(LIMIT_S)
    with MEMORY.ask() as reading:
        assert reading.wait(LIMIT_S)


def test_a_cancelled_export_leaves_the_line_or_stops_and_nothing_is_left_of_it(toy: ToyQueue) -> None:
    running, waiting = toy.add("a.png"), toy.add("b.png")
    worker = toy.await_start(1)
    toy.queue.cancel(waiting)
    toy.queue.cancel(running)
    after = toy.add("c.png")
    assert toy.await_start(2).job is after
    assert worker.killed
    assert (running.state, waiting.state) == (State.CANCELLED, State.CANCELLED)
    assert not worker.folder.exists()
    assert not running.active
    assert not waiting.active


def test_exports_end_with_viewers_who_stay_away(make_queue: Callable[..., ToyQueue]) -> None:
    toy = make_queue(away_s=0.05)
    running = toy.add("a.pptx", DECK, viewer="gone")
    worker = toy.await_start(1)
    waiting, other = toy.add("b.png", viewer="gone"), toy.add("c.png")
    toy.away.add("gone")
    assert running.ended.wait(LIMIT_S)
    assert waiting.ended.wait(LIMIT_S)
    assert (running.state, waiting.state) == (State.ABANDONED, State.ABANDONED)
    assert worker.killed
    assert toy.await_start(2).job is other


def test_a_viewer_who_is_back_soon_has_lost_nothing(toy: ToyQueue) -> None:
    seen: list[bool] = []
    looked = threading.Event()

    def is_here() -> bool:
        seen.append(len(seen) > 3)  # away at the first looks
        if len(seen) > 5:
            looked.set()
        return seen[-1]

    job = toy.queue.add("a.png", PICTURE, Viewer("blinking", is_here))
    worker = toy.await_start(1)
    assert looked.wait(LIMIT_S)
    assert job.active
    assert job.away_since is None
    worker.finish()
    assert job.state is State.DONE


def test_a_finished_file_goes_with_its_viewer(make_queue: Callable[..., ToyQueue]) -> None:
    toy = make_queue(kept_s=0.05)
    job = toy.add("a.png")
    worker = toy.await_start(1)
    worker.finish()
    assert toy.queue.read_file(job) == b"file"
    toy.away.add("a.png")
    gone = threading.Event()
    while job.state is State.DONE and not gone.wait(0.01):
        pass
    assert job.state is State.DISCARDED
    assert not worker.folder.exists()
    with pytest.raises(ExportRefusedError, match=r"a\.png is no longer kept"):
        toy.queue.read_file(job)


def test_a_viewer_has_two_exports_at_once_and_no_more(toy: ToyQueue) -> None:
    first = toy.add("kit.zip", KIT, viewer="one")
    toy.add("view.png", viewer="one")
    with pytest.raises(ExportRefusedError, match="2 exports of yours"):
        toy.add("more.png", viewer="one")
    toy.add("theirs.png", viewer="two")
    toy.queue.cancel(first)
    toy.add("more.png", viewer="one")


def test_a_full_line_takes_no_more(make_queue: Callable[..., ToyQueue]) -> None:
    toy = make_queue(waiting=2)
    toy.add("now.png")
    toy.await_start(1)
    toy.add("a.png")
    last = toy.add("b.png")
    with pytest.raises(ExportRefusedError, match="2 exports are waiting on this server"):
        toy.add("c.png")
    toy.queue.cancel(last)
    toy.add("c.png")


def test_files_that_were_taken_make_room_and_others_are_kept(make_queue: Callable[..., ToyQueue]) -> None:
    toy = make_queue(kept_bytes=10)
    jobs = []
    for number, name in enumerate(("a.png", "b.png", "c.png"), 1):
        jobs.append(toy.add(name))
        toy.await_start(number).finish(b"12345")
        if name == "a.png":
            toy.queue.read_file(jobs[0])
    assert [job.state for job in jobs] == [State.DISCARDED, State.DONE, State.DONE]
    with pytest.raises(ExportRefusedError, match="Finished files that wait for their viewers"):
        toy.add("d.png")
    toy.queue.cancel(jobs[1])
    failing = toy.add("d.png")
    toy.await_start(4).finish(b"123456")
    assert failing.state is State.FAILED
    assert failing.told[0].startswith("Finished files that wait")
    assert failing.folder is None


def test_a_process_that_cannot_be_started_is_said_and_the_next_one_begins(
    make_queue: Callable[..., ToyQueue], monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = make_queue()

    def start(job: ExportJob, folder: Path, *, ended: Callable[..., None]) -> ToyWorker:
        if job.name == "a.png":
            raise OSError(28, "No space left on device")
        return toy.start(job, folder, ended=ended)

    monkeypatch.setattr(queue_module, "WorkerProcess", start)
    first, second = toy.add("a.png"), toy.add("b.png")
    assert toy.await_start(1).job is second
    assert first.state is State.FAILED
    assert first.told == ["a.png: cannot be written (No space left on device)."]


def make_real(request: ExportRequest, name: str) -> tuple[ExportQueue, ExportJob]:
    queue = ExportQueue()
    return queue, queue.add(name, request, Viewer("one", lambda: True))


def test_the_file_of_a_process_lies_ready_at_its_end() -> None:
    queue, job = make_real(ExportRequest("kml", ("senkaku-diaoyu",)), "islands.kml")
    assert job.ended.wait(LIMIT_S)
    assert job.state is State.DONE, job.told
    assert b"<kml" in queue.read_file(job)[:200]
    queue.close()
    assert job.folder is None


def test_an_export_says_why_it_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")  # the process writes much that is not for the viewer
    queue, job = make_real(ExportRequest("kml", ("no-such-scene",)), "none.kml")
    assert job.ended.wait(LIMIT_S)
    assert job.state is State.FAILED
    [said] = job.told
    assert said.startswith("There is no scene 'no-such-scene'")
    queue.close()


def test_a_running_process_ends_with_its_export(nato_pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[WorkerProcess] = []
    begun = threading.Event()

    def start(*arguments: object, **options: object) -> WorkerProcess:
        started.append(WorkerProcess(*arguments, **options))  # type: ignore[arg-type]
        begun.set()
        return started[-1]

    monkeypatch.setattr(queue_module, "WorkerProcess", start)
    queue, job = make_real(ExportRequest("pptx", tuple(scene.id for scene in nato_pack.scenes)), "all.pptx")
    assert begun.wait(LIMIT_S)
    queue.cancel(job)
    started[0].wait()
    queue.close()
    assert job.state is State.CANCELLED
    assert job.folder is None


def test_each_export_that_ends_is_counted_and_one_line_without_its_name(
    toy: ToyQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    get_log.cache_clear()
    taken, left = toy.add("private.png"), toy.add("private.pptx", DECK)
    toy.await_start(1).finish(b"picture")
    assert taken.ended.wait(LIMIT_S)
    toy.queue.cancel(left)
    toy.queue.cancel(taken)  # no longer kept, which is no second end
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["form"], line["state"], line["bytes"]) for line in lines] == [
        ("png", "done", 7),
        ("pptx", "cancelled", 0),
    ]
    assert not any("private" in str(line) for line in lines)
