"""Name what can go wrong in the interface."""

from pathlib import Path

from geodata.errors import SeaBriefError


class StaticError(SeaBriefError):
    """The served files are not there and cannot be made."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(
            f"{folder}: the map's files could not be prepared ({problem}). "
            "Make the folder writable, or run `make setup` where it is."
        )
        self.folder = folder
        self.problem = problem
