"""Turns at work that takes much memory, such as a large file of a viewer or an export.

Memory is enough for one such piece of work at a time; the others wait, in the order in which they came.
"""

import threading
from collections import deque
from types import TracebackType
from typing import Self


class Turns:
    """Who may take much memory, one after the other."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: deque[Turn] = deque()
        """The one whose turn it is, and those that wait behind it."""

    def ask(self) -> "Turn":
        """Return a turn at the end of the line."""
        turn = Turn(self)
        with self._changed:
            self._line.append(turn)
        return turn

    def is_free(self) -> bool:
        """Tell whether nobody has a turn or waits for one."""
        with self._changed:
            return not self._line

    def wait_for(self, turn: "Turn", seconds: float) -> bool:
        """Wait until it is a turn, for so long at most, and return whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: bool(self._line) and self._line[0] is turn, seconds)

    def end(self, turn: "Turn") -> None:
        """Let go of a turn, whether it has come or not."""
        with self._changed:
            if turn in self._line:
                self._line.remove(turn)
            self._changed.notify_all()


class Turn:
    """One turn, from when it is asked for until it is let go of."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    def wait(self, seconds: float = 0) -> bool:
        """Return whether it has come, after waiting for so long at most."""
        return self._turns.wait_for(self, seconds)

    def end(self) -> None:
        """Let the next one begin."""
        self._turns.end(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()


MEMORY = Turns()
"""Turns at the memory of this server."""
