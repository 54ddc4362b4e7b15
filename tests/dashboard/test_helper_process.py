"""Functions that run in a second process, and here where that cannot be."""

import math
import os
from collections.abc import Callable
from threading import Event

import pytest

from dashboard.helper_process import HelperProcess


def test_functions_run_one_after_another_in_a_process_that_ends_with_the_block() -> None:
    with HelperProcess() as helper:
        asked = [helper.submit(os.getpid), helper.submit(math.hypot, 3, 4), helper.submit(os.getpid)]
        first, length, again = (future.result(timeout=60) for future in asked)
    assert length == 5
    assert first == again != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_what_was_not_begun_can_be_taken_back() -> None:
    begun, go_on = Event(), Event()

    def wait() -> None:
        begun.set()
        assert go_on.wait(60)

    with HelperProcess() as helper:
        waiting, unbegun = helper.submit(wait), helper.submit(os.getpid)  # a local function runs here
        assert begun.wait(60)
        assert unbegun.cancel()
        go_on.set()
        assert waiting.result(timeout=60) is None


def test_an_error_reaches_whoever_asks_for_the_result_and_the_next_function_runs_here() -> None:
    with HelperProcess() as helper:
        failed = helper.submit(math.sqrt, -1.0)
        with pytest.raises(ValueError, match="domain"):
            failed.result(timeout=60)
        assert helper.submit(os.getpid).result(timeout=60) == os.getpid()


@pytest.mark.parametrize("end", [os._exit, os.abort])
def test_what_ends_the_process_does_not_end_the_work(end: Callable[..., object]) -> None:
    home = os.getpid()
    with HelperProcess() as helper:
        asked = helper.submit(_end_elsewhere, end.__name__, home)
        assert asked.result(timeout=60) == home


def _end_elsewhere(name: str, home: int) -> int:
    if os.getpid() != home:
        getattr(os, name)(*((1,) if name == "_exit" else ()))
    return os.getpid()
