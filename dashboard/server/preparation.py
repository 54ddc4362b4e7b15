"""Prepare the map's files as soon as the server runs, so that its first viewer waits for less."""

import importlib
from concurrent.futures import Future
from enum import StrEnum
from threading import Thread
from typing import TYPE_CHECKING

from dashboard.log import get_log

if TYPE_CHECKING:
    from dashboard.webmap.publish import Preparation, StaticIndex

CACHE = "dashboard.session.cache"
"""Module that prepares the files; it imports all that draws them, so that the server runs before it."""


class State(StrEnum):
    """Whether the map's files lie ready."""

    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"


_started: "Future[Preparation]" = Future()


def start() -> None:
    """Begin in the background."""
    Thread(target=_prepare, name="preparation-start", daemon=True).start()


def find_state() -> tuple[State, float]:
    """Return how far the files are, and the share that is done."""
    if not _started.done():
        return State.PREPARING, 0.0
    if _started.exception() is not None:
        return State.FAILED, 0.0
    preparation = _started.result()
    if not preparation.done:
        return State.PREPARING, preparation.share
    return (State.FAILED if preparation.failed else State.READY), preparation.share


def find_index() -> "StaticIndex | None":
    """Return the index of the files; None while they do not lie ready."""
    return _started.result().get_index() if find_state()[0] is State.READY else None


def _prepare() -> None:
    try:
        _started.set_result(importlib.import_module(CACHE).start_preparation())
    except Exception as error:  # noqa: BLE001 - told by the health check; each page shows it as well
        get_log().error("preparation failed", kind=type(error).__name__)
        _started.set_exception(error)
