"""Read the files of a pack as text, none of them outside its folder, and check the ids in them."""

import re
from pathlib import Path

from geodata.errors import PackError

MAX_FILE_BYTES = 10_000_000
"""Largest file of a pack, in a folder or unpacked."""
ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""Id of a feature."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def read_text(folder: Path, file: str) -> str:
    """Return the text of a file of a pack.

    Raises
    ------
    PackError
        The name holds control characters or leads out of the pack, or the file is missing, larger than
        `MAX_FILE_BYTES` or not UTF-8.
    """
    if _CONTROL.search(file):
        raise PackError(ascii(file), "", "", "A file name holds no control characters.")
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise PackError(file, "", "", "The path leads out of the pack; name a file inside it.")
    if not path.is_file():
        raise PackError(file, "", "", "There is no such file in the pack.")
    if path.stat().st_size > MAX_FILE_BYTES:
        found, most = path.stat().st_size / 1e6, MAX_FILE_BYTES / 1e6
        problem = f"The file has {found:.1f} MB; at most {most:.0f} MB are read."
        raise PackError(file, "", "", problem)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError(file, "", "", f"Expected UTF-8 text; byte {error.start} is not.") from error


def check_unique(file: str, noun: str, ids: list[str]) -> None:
    """Raise a PackError for the first id that stands twice."""
    seen: set[str] = set()
    for repeated in ids:
        if repeated in seen:
            raise PackError(file, f"{noun} {repeated}", "id", "This id is used twice; ids have to differ.")
        seen.add(repeated)
