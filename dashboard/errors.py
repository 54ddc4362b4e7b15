"""Errors of the interface."""

from pathlib import Path

from geodata.errors import Message, SeaBriefError


class StaticError(SeaBriefError):
    """The served files are not there and cannot be made."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(
            Message(
                "{folder}: the map's files could not be prepared ({problem}). Make the folder writable, "
                "run `make setup` where it is, or name another folder in SEABRIEF_HOME.",
                folder=folder,
                problem=problem,
            )
        )
        self.folder = folder
        self.problem = problem


class SettingError(SeaBriefError):
    """A setting in the environment is not what it may be."""

    def __init__(self, variable: str, value: str, expected: str) -> None:
        super().__init__(
            Message(
                "{variable}: expected {expected}, not {value!r}.",
                variable=variable,
                expected=expected,
                value=value,
            )
        )
        self.variable = variable
        self.value = value


class TooLargeError(SeaBriefError):
    """A layer has more on it than can travel to the browser."""

    def __init__(self, title: str, size: int, limit: int) -> None:
        super().__init__(
            Message(
                "{title}: {size_kb:,.0f} kB are too much for the map, which takes {limit_kb:,.0f} kB. "
                "Take fewer or simpler features.",
                title=title,
                size_kb=size / 1000,
                limit_kb=limit / 1000,
            )
        )
        self.title = title
        self.size = size
        self.limit = limit


class TemplateError(SeaBriefError):
    """A file cannot be the template of a deck; the message says why, without the name of the file."""


class ExportRefusedError(SeaBriefError):
    """An export is not made, or its file not kept, since there are too many on this server."""
