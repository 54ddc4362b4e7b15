"""Run functions in a second process, so that two cores work at once."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from io import BufferedReader
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from dashboard.installation import ROOT

Call = tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]


class HelperProcess:
    """A second process that runs one function after another; whatever it fails at runs in this process.

    One of `multiprocessing` would run the page again, since Streamlit makes the script its main module.
    """

    def __init__(self) -> None:
        """Start the process."""
        command = [sys.executable, "-m", "dashboard.helper_process"]
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._stdin = cast("BinaryIO", self._process.stdin)
        self._stdout = cast("BinaryIO", self._process.stdout)
        self._calls: SimpleQueue[Call | None] = SimpleQueue()
        # A daemon, so that the application can be stopped while it is at work.
        self._thread = Thread(target=self._run, name="helper", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process, whatever it is at, and cancel what was not begun."""
        while not self._calls.empty():
            if call := self._calls.get():
                call[0].cancel()
        self._calls.put(None)
        self._process.kill()
        self._thread.join()
        for pipe in (self._stdin, self._stdout):
            with suppress(BrokenPipeError):
                pipe.close()
        self._process.wait()

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:  # noqa: ANN401 - whatever it takes
        """Have a function called; here where it or its arguments cannot be pickled."""
        future: Future[Any] = Future()
        self._calls.put((future, function, arguments))
        return future

    def _run(self) -> None:
        while call := self._calls.get():
            future, function, arguments = call
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(self._call(function, arguments))
            except Exception as error:  # noqa: BLE001 - handed on to whoever asks for the result
                future.set_exception(error)

    def _call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401 - what it returns
        try:
            call = pickle.dumps((function, arguments))
            self._stdin.write(call)
            self._stdin.flush()
            return pickle.load(self._stdout)  # noqa: S301 - from our own process
        except (pickle.PickleError, AttributeError, TypeError, OSError, EOFError):
            return function(*arguments)


def serve_calls(calls: BufferedReader, results: BinaryIO) -> None:
    """Call each function that comes in, and write what it returns, until there are no more."""
    while calls.peek(1):
        function, arguments = pickle.load(calls)  # noqa: S301 - from the process that started this one
        pickle.dump(function(*arguments), results)
        results.flush()


def main() -> int:
    """Serve the process that started this one; what a function prints does not mix with its result."""
    with (
        os.fdopen(os.dup(sys.stdout.fileno()), "wb") as results,
        os.fdopen(sys.stdin.fileno(), "rb", closefd=False) as calls,
    ):
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        serve_calls(calls, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
