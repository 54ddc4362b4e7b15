"""Temporary folders that are removed with their process, or at the next start where it was killed."""

import os
import shutil
import tempfile
import time
import weakref
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = ".seabrief-lock"
"""File that the process of a folder holds; a folder without it is never removed."""
PREFIX = "seabrief-"
TRIES = 5
PAUSE_S = 0.1
"""How often, and after which pause, a folder is removed that something still writes into."""


class ScratchFolder:
    """A temporary folder that is removed on demand, when nobody holds it, or when the process ends."""

    def __init__(self, parent: Path, *, prefix: str) -> None:
        """Remove what ended processes left beside it, and make the folder."""
        _remove_stale(parent, prefix)
        self.path, lock = _make(parent, prefix)
        """Where it lies."""
        self.remove = weakref.finalize(self, _release, self.path, lock)
        """Remove it with all that is in it."""


def open_workspace() -> Path:
    """Return the folder for temporary files of this process, with which it goes."""
    return _make_workspace().path


@cache
def _make_workspace() -> ScratchFolder:
    return ScratchFolder(Path(tempfile.gettempdir()), prefix=PREFIX)


def _make(parent: Path, prefix: str) -> tuple[Path, FileLock]:
    for _ in range(TRIES):
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = FileLock(folder / LOCK)
        try:
            lock.acquire()
        except FileNotFoundError:
            continue  # another process took the folder for a stale one before it was locked
        if (folder / LOCK).exists():
            return folder, lock
    raise FileNotFoundError(f"{parent}: temporary folders made there vanish")


def _remove_stale(parent: Path, prefix: str) -> None:
    for folder in parent.glob(f"{prefix}*"):
        if not _is_ours(folder):
            continue
        lock = FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            continue
        _release(folder, lock)


def _is_ours(folder: Path) -> bool:
    """Return whether a folder is one of this module and of this user."""
    try:
        owner = folder.lstat().st_uid
        return folder.is_dir() and (folder / LOCK).is_file() and (os.name == "nt" or owner == os.getuid())
    except OSError:
        return False


def _release(folder: Path, lock: FileLock) -> None:
    """Remove a folder that this process has locked.

    It stays locked meanwhile, so that nobody makes use of it; Windows removes a locked file only afterwards.
    """
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()
    for _ in range(TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(PAUSE_S)
