"""How often something may be done: so many times at once, and again as time passes."""

import time
from collections.abc import Callable

MOST_NAMES = 10_000
"""Names that an allowance remembers; beyond, it forgets those that have all of theirs again."""


class Allowance:
    """So many acts for each name; those that were used come back one by one."""

    def __init__(self, most: int, *, per_minute: float, now: Callable[[], float] = time.monotonic) -> None:
        """Allow `most` acts at once, and `per_minute` in the long run, by the clock `now` in seconds."""
        self._most = most
        self._per_s = per_minute / 60
        self._now = now
        self._left: dict[str, tuple[float, float]] = {}
        """Name -> acts that were left, and when."""

    def has(self, name: str = "") -> bool:
        """Return whether an act is left."""
        return self._count(name) >= 1

    def take(self, name: str = "") -> bool:
        """Use an act; False where none is left."""
        left = self._count(name)
        if left < 1:
            return False
        if len(self._left) >= MOST_NAMES:
            self._forget()
        self._left[name] = (left - 1, self._now())
        return True

    def _count(self, name: str) -> float:
        left, when = self._left.get(name, (float(self._most), self._now()))
        return min(self._most, left + (self._now() - when) * self._per_s)

    def _forget(self) -> None:
        self._left = {name: kept for name, kept in self._left.items() if self._count(name) < self._most}
        if (
            len(self._left) >= MOST_NAMES
        ):  # as many names as this in one minute: whoever sends them gains a few acts
            self._left.clear()
