"""Put files into a zip whose bytes depend on their content alone."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Date of every file: the earliest that the format knows."""
READABLE = 0o644 << 16


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name, in their order."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, READABLE
            packed.writestr(info, content)
    return written.getvalue()
