"""Prepare the served files in the background, so that a viewer who leaves does not stop the work."""

from concurrent.futures import Future, ThreadPoolExecutor

from dashboard.assets import StaticIndex, prepare_static
from geodata.packs import Pack


class Preparation:
    """The preparation of one pack, under way or done."""

    def __init__(self, pack: Pack) -> None:
        self.step = ""
        self.share = 0.0
        worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="preparation")
        self._index: Future[StaticIndex] = worker.submit(prepare_static, pack, report=self._report)
        worker.shutdown(wait=False)

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

    def _report(self, step: str, share: float) -> None:
        self.step, self.share = step, share
