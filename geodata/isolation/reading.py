"""Call a reader of untrusted files in a process of its own, and wait for what it returns.

One file is read at a time, for memory; others wait for their turn. What takes much memory also waits for its
turn among the other large work of the server, such as exports; a file that needs little is read beside it.
The caller waits without holding the interpreter, so that all other threads go on.
"""

import atexit
import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from geodata.errors import Message, SeaBriefError
from geodata.isolation import data, worker
from geodata.isolation.confinement import Limits
from geodata.isolation.turns import MEMORY

AT_ONCE = 1
"""Files that are read at the same time."""
BESIDE_BYTES = 32_000_000
"""Memory that a reader may take beside other large work; one that needs more waits until that has ended."""
IDLE_SECONDS: float = 120
"""After this time without a file the parent of the workers ends and gives its memory back."""
TICK_S = 0.2
"""How often a waiting caller looks whether it is still wanted."""
END_S = 2
"""How long the worker may take to end with the application."""
CHUNK = 1 << 18
WITH_PARENT = sys.platform == "linux"
"""Whether a parent keeps the readers imported; elsewhere each file has a process of its own."""
ROOM = 1000
"""Bytes of an answer beside the result."""
NEAR = 0.8
"""Share of the memory allowed beyond which a worker that broke off is taken to have wanted more."""
TRIES = 2
"""Times that a parent is asked: one that has been idle may end just then."""
PASSED_ON = (
    *(
        "PATH",
        "HOME",
        "TMPDIR",
        "TMP",
        "TEMP",
        "TZ",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "PYTHONPATH",
        "PYTHONHOME",
    ),
    *("PYTHONUTF8", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "SYSTEMROOT", "SEABRIEF_HOME"),
)
"""Environment variables that the worker gets; the others may hold secrets."""
FRUGAL = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "PROJ_NETWORK": "OFF",
}
"""Environment of the worker: its libraries reserve little memory, and use neither threads nor the network."""

_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).parents[2]
_TURN = threading.BoundedSemaphore(AT_ONCE)
_check: ContextVar[Callable[[], bool]] = ContextVar("check", default=lambda: True)


class ReadingStoppedError(SeaBriefError):
    """A reader was stopped, or ended without a result; the message says why, without the name of the file."""


class ReaderFaultError(ReadingStoppedError):
    """A reader failed at a file in a way that nobody thought of."""

    def __init__(self, fault: str) -> None:
        super().__init__(
            Message("It cannot be read ({fault}). Save it again with another program.", fault=fault)
        )
        self.fault = fault


@dataclass(frozen=True)
class _Request:
    """What a worker is asked for."""

    function: str
    content: bytes
    limits: Limits
    options: dict[str, Any]

    def write(self) -> list[bytes]:
        """Return it as the worker reads it."""
        asked = {
            "function": self.function,
            "limits": asdict(self.limits),
            "folder": self.options.get("folder"),
            "options": self.options,
        }
        written = json.dumps(asked).encode()
        return [worker.LENGTHS.pack(len(written), len(self.content)) + written, self.content]


@dataclass(frozen=True)
class Cost:
    """What reading a file cost the worker; log records have it as `cost`."""

    seconds: float
    """Processor time."""
    memory_bytes: int
    """Most memory above that at the start."""


@contextmanager
def stop_unless(wanted: Callable[[], bool]) -> Iterator[None]:
    """Stop the reading that this thread waits for when a function, asked now and then, returns False."""
    token = _check.set(wanted)
    try:
        yield
    finally:
        _check.reset(token)


def read_apart(
    function: str,
    content: bytes,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    folder: Path | None = None,
    once: bool = False,
    **options: Any,  # noqa: ANN401 - whatever the reader takes
) -> Any:  # noqa: ANN401 - whatever the reader returns
    """Return what a function makes of the content of an untrusted file, called in a confined process.

    Where this process is such a one itself, the function is called here.

    Parameters
    ----------
    function
        `package.module:name`; called with the content and the options, returns data as for `data.encode`.
    content
        The file.
    limits
        What reading it may cost.
    folder
        The only folder where the function may write, which it gets as an option too; nowhere if absent.
        Such a function always waits for its turn at the memory: a first try would leave files behind.
    once
        Whether no other file is expected, so that nothing is kept imported for it.
    options
        Further arguments: JSON.

    Raises
    ------
    SeaBriefError
        As the function raises it.
    ReadingStoppedError
        It went beyond a limit, failed, or ended without a result; or nobody waits for it any more.
    """
    if folder is not None:
        options["folder"] = str(folder)
    if worker.is_confined():
        return worker.find_function(function)(content, **options)
    request = _Request(function, content, limits, options)
    try:
        if WITH_PARENT and folder is None and not MEMORY.is_free():
            beside = replace(request, limits=replace(limits, memory_bytes=BESIDE_BYTES))
            answer = _ask(beside)
            if not _wants_more(*answer, beside.limits):
                return _open_answer(function, *answer, beside.limits)
        with MEMORY.ask() as turn:
            while not turn.wait(TICK_S):
                _check_wanted()
            return _open_answer(function, *_ask(request), limits)
    finally:
        if once:
            close_parent()


def _ask(request: _Request) -> tuple[bytes, int, Cost]:
    """Return the answer to a request, how the worker ended, and the cost."""
    ask = _ask_parent if WITH_PARENT else _ask_process
    module = request.function.partition(":")[0]
    with _take_turn():
        try:
            answer, status, cost = ask(module, request.write(), request.limits)
        except OSError as error:
            problem = Message(
                "Reading it could not begin ({reason}). Try again later.", reason=error.strerror or error
            )
            raise ReadingStoppedError(problem) from error
    _LOG.info(
        "%s: %.2f s, %.1f MB", request.function, cost.seconds, cost.memory_bytes / 1e6, extra={"cost": cost}
    )
    return answer, status, cost


def _wants_more(answer: bytes, status: int, cost: Cost, limits: Limits) -> bool:
    """Tell whether a reader might have come to another end with more memory."""
    if status != 0:
        return True
    try:
        outcome = data.decode(answer)
    except data.UndecodableError:
        return True
    failed = "error" in outcome and cost.memory_bytes > NEAR * limits.memory_bytes
    return failed or "fault" in outcome or outcome.get("stopped") == "memory"


def close_parent() -> None:
    """Give back the memory of what is kept imported for the next file, after the one that is being read."""
    _PARENT.unwanted = True
    if _TURN.acquire(blocking=False):
        _release_turn()


@contextmanager
def _take_turn() -> Iterator[None]:
    while not _TURN.acquire(timeout=TICK_S):
        _check_wanted()
    try:
        yield
    finally:
        _release_turn()


def _release_turn() -> None:
    if _PARENT.unwanted:
        _PARENT.close()
    _TURN.release()


def _check_wanted() -> None:
    if not _check.get()():
        raise ReadingStoppedError(Message("Reading it was stopped, since nobody waits for it any more."))


def _ask_parent(module: str, parts: Sequence[bytes], limits: Limits) -> tuple[bytes, int, Cost]:
    """Return the answer of a child of the parent, its exit code (negative for a signal) and its cost."""
    for _ in range(TRIES):
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                _PARENT.pass_on(theirs, module)
            answer = _exchange(ours, parts, limits)
        head, tail = worker.START.size, worker.END.size
        if len(answer) >= head + tail:
            (before,) = worker.START.unpack(answer[:head])
            mark, status, microseconds, most = worker.END.unpack(answer[-tail:])
            if mark == worker.MARK:
                cost = Cost(microseconds / 1e6, max(most - before, 0) * 1024)
                return bytes(answer[head:-tail]), os.waitstatus_to_exitcode(status), cost
        if answer:
            return b"", 1, Cost(0, 0)
    raise ChildProcessError("its process ended at the start")


def _exchange(job: socket.socket, parts: Sequence[bytes], limits: Limits) -> bytearray:
    """Send a request and a file, and return all that comes back."""
    job.settimeout(0)
    left = [memoryview(part) for part in parts if part]
    held = bytearray()
    poll = select.poll()
    deadline = time.monotonic() + limits.seconds
    begun = False
    while True:
        poll.register(job, select.POLLIN | (select.POLLOUT if left else 0))
        if poll.poll(TICK_S * 1000):
            _send_some(job, left)
            part = _receive_some(job)
            if part == b"":
                return held
            held += part or b""
        if held and not begun:
            begun, deadline = True, time.monotonic() + limits.seconds
        if len(held) > limits.result_bytes + ROOM:
            raise ReadingStoppedError(_tell_stop("result", limits))
        _check_wanted()
        if time.monotonic() > deadline:
            raise ReadingStoppedError(_tell_stop("clock", limits))


def _send_some(job: socket.socket, left: list[memoryview]) -> None:
    try:
        while left:
            left[0] = left[0][job.send(left[0][:CHUNK]) :]
            if not left[0]:
                del left[0]
    except BlockingIOError:
        return
    except ConnectionError:  # it ended before it had read everything
        left.clear()


def _receive_some(job: socket.socket) -> bytes | None:
    try:
        return job.recv(CHUNK)
    except BlockingIOError:
        return None
    except ConnectionError:
        return b""


def _ask_process(_module: str, parts: Sequence[bytes], limits: Limits) -> tuple[bytes, int, Cost]:
    """Return as `_ask_parent` does, from a process for this file alone; its cost is not known."""
    command = [sys.executable, "-m", worker.__name__]
    deadline = time.monotonic() + limits.seconds
    with tempfile.TemporaryFile() as request:
        request.writelines(parts)
        request.seek(0)
        with subprocess.Popen(  # noqa: S603 - our own command
            command,
            cwd=_ROOT,
            env=_list_environment(),
            stdin=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                return _await_answer(process, deadline, limits), process.returncode, Cost(0, 0)
            finally:
                process.kill()


def _await_answer(process: subprocess.Popen[bytes], deadline: float, limits: Limits) -> bytes:
    while True:
        try:
            return process.communicate(timeout=TICK_S)[0]
        except subprocess.TimeoutExpired:
            _check_wanted()
        if time.monotonic() > deadline:
            raise ReadingStoppedError(_tell_stop("clock", limits))


def _open_answer(function: str, answer: bytes, status: int, cost: Cost, limits: Limits) -> Any:  # noqa: ANN401 - as for `read_apart`
    """Return the result that an answer holds, or raise the error."""
    if status != 0:
        _LOG.warning("%s ended with %d after %.1f s", function, status, cost.seconds)
        raise ReadingStoppedError(_tell_stop(_find_reason(status, cost, limits), limits))
    try:
        outcome = data.decode(answer)
    except data.UndecodableError as error:
        raise ReadingStoppedError(_tell_stop("end", limits)) from error
    if "error" in outcome:
        raise data.make_error(outcome["error"])
    if "stopped" in outcome:
        raise ReadingStoppedError(_tell_stop(outcome["stopped"], limits))
    if "fault" in outcome:
        _LOG.error("%s failed:\n%s", function, outcome["trace"])
        raise ReaderFaultError(outcome["fault"])
    return outcome["result"]


def _find_reason(status: int, cost: Cost, limits: Limits) -> str:
    if status == -getattr(signal, "SIGXCPU", 0) or cost.seconds >= limits.processor_seconds:
        return "processor"
    return "memory" if cost.memory_bytes > NEAR * limits.memory_bytes else "end"


def _tell_stop(reason: str, limits: Limits) -> Message:
    if reason == "processor":
        return Message(
            "Reading it took more than {seconds} s of processor time. Make it smaller or simpler.",
            seconds=limits.processor_seconds,
        )
    if reason == "clock":
        return Message(
            "Reading it took more than {seconds} s. Try again when less is going on, or make it smaller.",
            seconds=limits.seconds,
        )
    if reason == "memory":
        return Message(
            "Reading it took more than {megabytes:.0f} MB of memory. Make it smaller or simpler.",
            megabytes=limits.memory_bytes / 1e6,
        )
    if reason == "result":
        return Message(
            "What was read takes more than {megabytes:.0f} MB. Keep less in the file.",
            megabytes=limits.result_bytes / 1e6,
        )
    return Message("Reading it broke off, so it is probably damaged. Save it again, and try that file.")


class _ParentHandle:
    """The parent of the workers, started where it is needed and not there."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self.unwanted = False
        """Whether it is to end before the next file."""

    def pass_on(self, job: socket.socket, module: str) -> None:
        """Have a child answer at a socket."""
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._start()
            try:
                self._send(job, module)
            except OSError:
                self._start()
                self._send(job, module)

    def close(self) -> None:
        """End the parent and its children."""
        if self._channel is not None:
            self._channel.close()
        if self._process is not None:
            try:
                self._process.wait(END_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = self._channel = None
        self.unwanted = False

    def _send(self, job: socket.socket, module: str) -> None:
        if self._channel is not None:
            socket.send_fds(self._channel, [module.encode()], [job.fileno()])

    def _start(self) -> None:
        self.close()
        self._channel, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", worker.__name__, str(theirs.fileno()), str(IDLE_SECONDS)],
                cwd=_ROOT,
                env=_list_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # it ends with the application, not with Ctrl+C before it
            )


def _list_environment() -> dict[str, str]:
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ} | FRUGAL


_PARENT = _ParentHandle()
atexit.register(_PARENT.close)
