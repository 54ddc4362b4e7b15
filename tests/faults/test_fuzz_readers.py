"""A few changed files of each kind are read; `fuzz_readers` reads them for as long as it is told."""

from pathlib import Path

import pytest

from geodata.errors import UploadError
from geodata.isolation import data
from geodata.uploads.shapes import read_upload
from tests.faults.fuzz_readers import FIXED, READERS, change_file, fuzz, list_seeds, make_sound, read_files


@pytest.mark.parametrize("reader", READERS)
def test_changed_files_end_in_a_sentence(reader: str) -> None:
    count, found = fuzz(reader, make_sound(reader), seconds=60, most=12)
    assert count == 12
    assert found == []


@pytest.mark.parametrize(
    "reader", [reader for reader in READERS if reader != "template"]
)  # it holds the time
def test_a_number_makes_the_same_changed_file_again(reader: str) -> None:
    seeds = make_sound(reader)
    changed = [change_file(seeds, number, fixed=reader in FIXED) for number in range(20)]
    assert changed == [change_file(seeds, number, fixed=reader in FIXED) for number in range(20)]
    assert len(set(changed)) > 10


NO_MEMORY = 3005128
"""A catalogue of which SQLite says that its memory does not suffice."""


def test_a_damaged_catalogue_is_not_taken_for_a_large_one() -> None:
    changed = change_file(list_seeds("gpkg"), NO_MEMORY, fixed=True)
    with pytest.raises(UploadError, match=r"The GeoPackage is damaged\. Save it again\."):
        read_upload("a.gpkg", changed)


def test_what_a_reader_does_not_stand_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stumble(_name: str, content: bytes, _folder: Path) -> None:
        if b"{{7*7}}" in content:
            raise KeyError(content)

    monkeypatch.setattr("tests.faults.fuzz_readers.READERS", {"kml": stumble})
    seeds = data.encode([b"<a>{{7*7}}</a>"])
    read = read_files(seeds, reader="kml", first=3, most=5, folder=str(tmp_path))
    assert read["count"] == 5
    assert read["found"]
    assert all(told.startswith("KeyError in test_fuzz_readers.py") for _, told in read["found"])
