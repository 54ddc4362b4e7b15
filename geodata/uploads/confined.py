"""Read uploads in a confined process, and take over here what was read."""

from typing import Any

import geopandas
import shapely

from geodata.errors import UploadError
from geodata.isolation.reading import ReadingStoppedError, read_apart
from geodata.uploads.reference_systems import WGS84
from geodata.uploads.shapes import Upload, check_file, read_upload

READER = f"{__name__}:describe_upload"


def read_upload_confined(name: str, content: bytes) -> Upload:
    """Return the shapes of a file as `read_upload` does, read in a process of its own.

    Raises
    ------
    UploadError
        As for `read_upload`, or reading it took too much, or broke off.
    """
    name = check_file(name, content)
    try:
        read = read_apart(READER, content, name=name)
    except ReadingStoppedError as error:
        raise UploadError(name, error.message) from error
    shapes = shapely.from_wkb(read["shapes"])
    frame = geopandas.GeoDataFrame(read["columns"], geometry=shapes, crs=WGS84)
    return Upload(read["name"], frame, tuple(read["notes"]))


def describe_upload(content: bytes, *, name: str) -> dict[str, Any]:
    """Return what `read_upload` makes of a file as plain data, its shapes in well-known binary."""
    upload = read_upload(name, content)
    columns = upload.frame.drop(columns="geometry")
    return {
        "name": upload.name,
        "columns": {str(column): columns[column].tolist() for column in columns.columns},
        "shapes": shapely.to_wkb(upload.frame.geometry.to_numpy()).tolist(),
        "notes": upload.notes,
    }
