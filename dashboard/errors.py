"""Errors of the interface."""

from collections.abc import Sequence
from pathlib import Path

from geodata.errors import SeaBriefError


class StaticError(SeaBriefError):
    """The served files are not there and cannot be made."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(
            f"{folder}: the map's files could not be prepared ({problem}). "
            "Make the folder writable, run `make setup` where it is, or name another folder in SEABRIEF_HOME."
        )
        self.folder = folder
        self.problem = problem


class TooLargeError(SeaBriefError):
    """A layer has more on it than can travel to the browser."""

    def __init__(self, title: str, size: int, limit: int) -> None:
        super().__init__(
            f"{title}: {size / 1000:,.0f} kB are too much for the map, which takes {limit / 1000:,.0f} kB. "
            "Take fewer or simpler features."
        )
        self.title = title
        self.size = size
        self.limit = limit


class TemplateError(SeaBriefError):
    """A file cannot be the template of a deck; the message says why, without the name of the file."""


class ExportError(SeaBriefError):
    """A file for a viewer could not be made."""

    def __init__(self, name: str, told: Sequence[str]) -> None:
        super().__init__(f"{name} could not be made. {' '.join(told)}")
        self.name = name
        self.told = tuple(told)
