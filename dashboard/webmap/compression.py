"""Write compressed copies of served files beside them."""

import gzip
import importlib.util
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

CODINGS = {"br": ".br", "gzip": ".gz"}
"""Content codings that browsers take -> ending of a copy; the densest first."""
COMPRESSED = frozenset({".json", ".js", ".css", ".svg"})
"""Endings of files that compression makes smaller."""
LEAST_BYTES = 1000
"""Below that a packet holds the file either way."""
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
"""Of 11 and of 9: more takes twice as long for a fiftieth of the size."""
MOST_FRONTEND_BYTES = 1_000_000
"""Streamlit's larger scripts draw charts that no page has."""
COMPRESSORS = 2
"""Threads; both libraries compress without Python's lock."""
FRONTEND_COPIES = "streamlit"
"""Folder for the copies of Streamlit's own files, which may lie where nothing can be written."""


def compress_files(folder: Path) -> None:
    """Write compressed copies of the files in a folder beside them, and of Streamlit's own into it.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    frontend = find_frontend()
    jobs = [(path, path.parent) for path in _find_files(folder)]
    jobs += [
        (path, folder / FRONTEND_COPIES / path.relative_to(frontend).parent)
        for path in _find_files(frontend / "static")
        if path.stat().st_size <= MOST_FRONTEND_BYTES
    ]
    for _, place in jobs:
        place.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(COMPRESSORS) as threads:
        list(threads.map(_compress_file, *zip(*jobs, strict=True)))


def find_frontend() -> Path:
    """Return the folder of Streamlit's own page, whose `static/` it serves as `/static`."""
    spec = importlib.util.find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("streamlit")
    return Path(spec.origin).parent / "static"


def _find_files(folder: Path) -> Iterable[Path]:
    found = (path for path in sorted(folder.rglob("*")) if path.suffix in COMPRESSED)
    return (path for path in found if path.stat().st_size >= LEAST_BYTES)


def _compress_file(path: Path, folder: Path) -> None:
    content = path.read_bytes()
    (folder / f"{path.name}{CODINGS['br']}").write_bytes(brotli.compress(content, quality=BROTLI_QUALITY))
    (folder / f"{path.name}{CODINGS['gzip']}").write_bytes(gzip.compress(content, GZIP_LEVEL, mtime=0))
