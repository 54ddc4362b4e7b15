"""Shapes of every format are the same, read in the worker and here."""

import json
from collections.abc import Callable

import geopandas
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from geodata.errors import Message, UploadError
from geodata.uploads import confined
from geodata.uploads.confined import read_upload_confined
from geodata.uploads.shapes import READERS, Upload, read_upload
from tests.geodata.uploads.test_no_calls import MAKERS
from tests.geodata.uploads.test_uploads import write_geopackage

PLACE = "https://x.test/{{7*7}}"


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_file_of_any_format_comes_back_as_it_is_read_here(suffix: str) -> None:
    compared = 0
    for content in MAKERS[suffix](PLACE)[:8]:
        here, read = (_read(read, f"a{suffix}", content) for read in (read_upload, read_upload_confined))
        assert type(read) is type(here)
        if isinstance(here, Upload) and isinstance(read, Upload):
            assert_geodataframe_equal(read.frame, here.frame)
            assert (read.name, read.notes) == (here.name, here.notes)
            compared += 1
        elif isinstance(here, UploadError) and isinstance(read, UploadError):
            assert str(read) == str(here)
            assert read.message.template == here.message.template
    assert compared


def _read(read: Callable[[str, bytes], Upload], name: str, content: bytes) -> Upload | UploadError:
    try:
        return read(name, content)
    except UploadError as error:
        return error


def test_figures_texts_names_shapes_and_notes_come_back() -> None:
    shapes = [
        {"type": "Polygon", "coordinates": [[[170, 0], [190, 0], [190, 10], [170, 10], [170, 0]]]},
        {"type": "MultiPoint", "coordinates": [[1.123456789, 2], [3, 4]]},
        None,
    ]
    columns = {"whole": 3, "part": 1.5, "text": "ä\u202e", "many": 123456789012345678901, "none": None}
    features = [
        {"type": "Feature", "properties": {"name": f"N{number}", **columns}, "geometry": shape}
        for number, shape in enumerate(shapes)
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    here, read = read_upload("a.geojson", content), read_upload_confined("folder/a.geojson", content)
    assert_geodataframe_equal(read.frame, here.frame)
    assert read.notes == here.notes
    assert read.name == "a.geojson"


def test_coordinates_of_another_system_are_converted_in_the_worker() -> None:
    metres = geopandas.GeoDataFrame({"name": ["x"]}, geometry=[shapely.Point(120, 20)], crs=4326).to_crs(3857)
    read = read_upload_confined("a.gpkg", write_geopackage(metres))
    assert isinstance(read.notes[0], Message)
    assert read.notes[0].template.startswith("Converted from {name}")
    (point,) = read.frame.geometry
    assert (point.x, point.y) == pytest.approx((120, 20), abs=1e-6)


@pytest.mark.parametrize(
    ("name", "content", "told"), [("a.shp", b"x", "Files that can be read"), ("a.csv", b"", "empty")]
)
def test_what_can_be_told_at_once_needs_no_worker(
    name: str, content: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "READER", "nowhere:nothing")
    with pytest.raises(UploadError, match=told):
        read_upload_confined(name, content)


def test_a_reader_that_fails_is_told_with_the_name_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "READER", "tests.support.readers:stumble")
    with pytest.raises(UploadError, match=r"^a\.csv: It cannot be read \(KeyError\)"):
        read_upload_confined("a.csv", b"x")
