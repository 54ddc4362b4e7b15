"""Tell positions in the notation of whoever reads them.

A run of a page and a command have one notation each. `get_notation` returns the one that `use_notation` set
for the thread, else that of whoever runs there, else decimal degrees.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from geodata.geometry.geodesy import Position
from geodata.geometry.notations import DECIMAL, Notation, format_position

NOTATION_FINDERS: list[Callable[[], Notation | None]] = []
"""Return the notation of whoever runs in a thread, such as a session, or None where nobody does."""
_current: ContextVar[Notation] = ContextVar("notation")


def get_notation() -> Notation:
    """Return the notation of this run."""
    notation = _current.get(None)
    if notation is not None:
        return notation
    return next((found for find in NOTATION_FINDERS if (found := find())), DECIMAL)


@contextmanager
def use_notation(notation: Notation) -> Iterator[None]:
    """Let a notation be that of this thread for a while."""
    token = _current.set(notation)
    try:
        yield
    finally:
        _current.reset(token)


def tell_position(position: Position) -> str:
    """Return a position in the notation and the language of this run, such as `12.500° N, 80.250° E`."""
    compass = get_texts().compass
    return format_position(position, get_notation(), compass=compass, write_number=format_number)
