"""Start a new pack: a small commented example that runs and verifies, to be written over."""

import shutil
from pathlib import Path

from geodata.errors import SeaBriefError
from geodata.schemas import write_schemas

DRAFT = Path(__file__).parent / "draft"
"""The example, a complete pack."""
SCHEMAS = ".schema"
"""Folder of a new pack that its files name their schemas in."""


def write_draft(folder: Path) -> tuple[Path, ...]:
    """Write the example into a folder that is not there yet or empty, and return its files.

    Raises
    ------
    SeaBriefError
        Something lies in the folder already, or it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SeaBriefError(f"{folder}: there is something already; nothing was written. Name a new folder.")
    try:
        shutil.copytree(DRAFT, folder, dirs_exist_ok=True)
    except OSError as error:
        raise SeaBriefError(f"{folder}: cannot be written ({error.strerror or error}).") from error
    write_schemas(folder / SCHEMAS)
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
