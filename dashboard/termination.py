"""End a command as shells expect: without a traceback where its reader or its user goes away."""

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

BY_SIGNAL = 128
"""Added to the number of a signal, the exit code of a command that a signal ended, as shells count."""
READER_GONE = BY_SIGNAL + 13
"""Exit code where nobody reads the output any more, as in `seabrief layers | head`: that of SIGPIPE."""
UNWRITABLE = 2
"""Exit code where the output cannot be written."""


def run_to_end(act: Callable[[], int]) -> int:
    """Return the exit code of an act, after all of its output has been read or its end has been tidied.

    A signal to end the process unwinds the act, so that it removes its temporary files.
    """
    _allow_every_character()
    try:
        with _unwind_when_terminated():
            try:
                return act()
            finally:
                for stream in _list_streams():
                    stream.flush()
    except KeyboardInterrupt:
        return BY_SIGNAL + signal.SIGINT
    except BrokenPipeError:
        _discard_output()
        return READER_GONE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(f"seabrief: The output cannot be written ({error.strerror}).", file=sys.stderr)
        _discard_output()
        return UNWRITABLE


def _list_streams() -> list[TextIOWrapper]:
    """Return standard output and error, where they are open."""
    return [stream for stream in (sys.stdout, sys.stderr) if isinstance(stream, TextIOWrapper)]


def _allow_every_character() -> None:
    """Let a terminal or a file that cannot hold a character have its number instead."""
    for stream in _list_streams():
        stream.reconfigure(errors="backslashreplace")


@contextmanager
def _unwind_when_terminated() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(BY_SIGNAL + number)

    former = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


def _discard_output() -> None:
    """Let what is still to be printed go nowhere, so that the interpreter does not fail at it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in _list_streams():
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
