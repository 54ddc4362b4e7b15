"""Prepare the served files in the background, so that a viewer who leaves does not stop the work."""

from collections.abc import Sequence
from concurrent.futures import Future
from threading import Thread

from dashboard.assets import StaticIndex, prepare_static
from geodata.packs import Pack


class Preparation:
    """The preparation of packs, under way or done."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.step = ""
        self.share = 0.0
        self._index: Future[StaticIndex] = Future()
        # A daemon, so that the application can be stopped while it is at work.
        Thread(target=self._prepare, args=(packs,), name="preparation", daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether the files lie ready, or could not be made."""
        return self._index.done()

    def get_index(self) -> StaticIndex:
        """Wait for the files and return their index.

        Raises
        ------
        SeaBriefError
            As for `prepare_static`.
        """
        return self._index.result()

    def _prepare(self, packs: Sequence[Pack]) -> None:
        try:
            self._index.set_result(prepare_static(packs, report=self._report))
        except Exception as error:  # noqa: BLE001 - handed on to whoever asks for the index
            self._index.set_exception(error)

    def _report(self, step: str, share: float) -> None:
        self.step, self.share = step, share
