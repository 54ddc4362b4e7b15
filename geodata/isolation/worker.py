"""The process that reads untrusted files: python -m geodata.isolation.worker [CHANNEL SECONDS].

With the number of an inherited socket it is a parent that keeps readers imported: each message on the socket
carries a connection and the name of a module, and a child of its own answers there, confined, and ends. After
so many seconds without a file it ends and gives its memory back. Without a socket it answers one request on
standard input itself. Either way the request and the answer are those of `geodata.isolation.reading`.
"""

import gc
import importlib
import json
import logging
import os
import select
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from geodata.errors import SeaBriefError
from geodata.isolation import data
from geodata.isolation.confinement import Limits, confine_process
from geodata.isolation.kernel import end_with_parent

START = struct.Struct("<q")
"""What the child of a parent answers first: its memory in kB."""
END = struct.Struct("<8siqq")
"""What the parent answers last: `MARK`, how the child ended, its processor time in µs, its memory in kB."""
MARK = b"\0the end"
LENGTHS = struct.Struct(">QQ")
"""Bytes of the request and of the file, which stand before them."""
CHUNK = 1 << 20
MOST_NAME = 1000
MOST_FRAMES = 8
"""How much of a traceback is kept."""

_confined = False


def is_confined() -> bool:
    """Tell whether this process is one that reads an untrusted file."""
    return _confined


def main(arguments: list[str]) -> int:
    """Serve as parent where a socket is given, else answer one request, and return the exit code."""
    logging.disable(logging.CRITICAL)  # what is wrong with a file is told in the answer
    if arguments:
        with socket.socket(fileno=int(arguments[0])) as channel:
            _Parent(channel, idle_seconds=float(arguments[1])).serve()
    else:
        end_with_parent()
        answer = os.dup(sys.stdout.fileno())
        _silence_output()
        _answer_request(sys.stdin.fileno(), answer)
    return 0


class _Parent:
    """Starts a child for each connection, ends it where its caller goes away, and says how it ended."""

    def __init__(self, channel: socket.socket, *, idle_seconds: float) -> None:
        self._channel = channel
        self._idle_ms = int(idle_seconds * 1000)
        self._callers: dict[int, socket.socket] = {}
        """Process id of a child -> its caller."""
        self._poll = select.poll()
        self._ended, self._told = os.pipe()
        os.set_blocking(self._told, False)
        signal.set_wakeup_fd(self._told, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)

    def serve(self) -> None:
        """Serve until the other end of the channel is closed, or nothing has been asked for a while."""
        _silence_output()
        self._poll.register(self._channel, select.POLLIN)
        self._poll.register(self._ended, select.POLLIN)
        while events := self._poll.poll(None if self._callers else self._idle_ms):
            ready = {number for number, _ in events}
            self._stop_abandoned(ready)
            if self._ended in ready:
                os.read(self._ended, CHUNK)
                self._reap()
            if self._channel.fileno() in ready and not self._accept():
                break
        for child in self._callers:
            os.kill(child, signal.SIGKILL)

    def _accept(self) -> bool:
        """Start a child for a connection that comes in; False where the channel is closed."""
        name, numbers, _, _ = socket.recv_fds(self._channel, MOST_NAME, 1)
        if not name:
            return False
        caller = socket.socket(fileno=numbers[0])
        with suppress(ImportError):  # the child says what cannot be imported
            importlib.import_module(name.decode())
        gc.collect()
        gc.freeze()
        child = os.fork()
        if not child:
            self._become_child(caller)
        self._callers[child] = caller
        self._poll.register(caller, 0)  # only its end is of interest
        return True

    def _become_child(self, caller: socket.socket) -> NoReturn:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        end_with_parent()
        self._channel.close()
        os.close(self._ended)
        os.close(self._told)
        for other in self._callers.values():
            other.close()
        status = 1
        try:
            _send(caller.fileno(), START.pack(_read_memory_kb()))
            _answer_request(caller.fileno(), caller.fileno())
            status = 0
        finally:
            os._exit(status)

    def _stop_abandoned(self, ready: set[int]) -> None:
        for child, caller in self._callers.items():
            if caller.fileno() in ready:
                self._poll.unregister(caller)
                os.kill(child, signal.SIGKILL)

    def _reap(self) -> None:
        while self._callers:
            child, status, used = os.wait4(-1, os.WNOHANG)
            if not child:
                return
            caller = self._callers.pop(child)
            with suppress(KeyError):  # where it was stopped because its caller had gone
                self._poll.unregister(caller)
            microseconds = int((used.ru_utime + used.ru_stime) * 1e6)
            with caller, suppress(OSError):
                caller.sendall(END.pack(MARK, status, microseconds, used.ru_maxrss))


def _answer_request(source: int, target: int) -> None:
    """Read a request and a file, confine this process, call the reader, and write what comes of it."""
    request_bytes, file_bytes = LENGTHS.unpack(_receive(source, LENGTHS.size))
    request = json.loads(_receive(source, request_bytes))
    limits = Limits(**request["limits"])
    try:
        function = find_function(request["function"])
        folder = Path(request["folder"]) if request["folder"] else None
        tops = {"geodata", request["function"].partition(".")[0]}
        confine_process(limits, modules=[sys.modules[name] for name in sorted(tops)], folder=folder)
        globals()["_confined"] = True
        outcome = _call(function, _receive(source, file_bytes), request["options"])
        written = _encode(outcome, limits)
    except MemoryError:
        written = data.encode({"stopped": "memory"})
    _send(target, written)


def find_function(name: str) -> Callable[..., object]:
    """Return the function that `package.module:name` names."""
    module, _, function = name.partition(":")
    found: Callable[..., object] = getattr(importlib.import_module(module), function)
    return found


def _call(function: Callable[..., object], content: bytes, options: dict[str, Any]) -> dict[str, object]:
    try:
        return {"result": function(content, **options)}
    except SeaBriefError as error:
        return {"error": data.describe_error(error)}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - told to the caller, who logs it
        frames = traceback.format_tb(error.__traceback__, limit=-MOST_FRAMES)  # without what the file says
        return {"fault": type(error).__name__, "trace": "".join(frames)}


def _encode(outcome: dict[str, object], limits: Limits) -> bytes:
    written = data.encode(outcome)
    return written if len(written) <= limits.result_bytes else data.encode({"stopped": "result"})


def _receive(source: int, length: int) -> bytes:
    held = bytearray()
    while len(held) < length:
        part = os.read(source, min(CHUNK, length - len(held)))
        if not part:
            raise EOFError
        held += part
    return bytes(held)


def _send(target: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(target, left[:CHUNK]) :]


def _silence_output() -> None:
    """Let nothing that libraries print get anywhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _read_memory_kb() -> int:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


if __name__ == "__main__":
    # The functions of readers look for the module by its name.
    worker = importlib.import_module("geodata.isolation.worker")
    sys.exit(worker.main(sys.argv[1:]))
