"""References of the grid against GeographicLib.

`tests/data/grid_references.csv` was written by GeoConvert of GeographicLib 2.1.2 (Debian 12,
geographiclib-tools): `GeoConvert -m -p -2` from latitude and longitude, and `GeoConvert -g -p 2` back to the
middle of the square. It holds corners of the zones of Norway and Svalbard, both poles, the date line, the
equator, and places at random.
"""

import csv
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.geometry.geodesy import Position
from geodata.geometry.grid_references import (
    GridReference,
    UnreadableError,
    locate_reference,
    parse_reference,
    write_reference,
)
from geodata.geometry.positions import PositionError, read_position

with (Path(__file__).parents[2] / "data" / "grid_references.csv").open(encoding="utf-8", newline="") as _file:
    CONVERTED = tuple(csv.DictReader(_file))


def test_references_are_those_that_geoconvert_writes() -> None:
    written = {
        row["reference"]: write_reference(Position(float(row["lat"]), float(row["lon"]))) for row in CONVERTED
    }
    assert len(CONVERTED) > 200
    told = {reference.lstrip("0"): text.replace(" ", "") for reference, text in written.items()}
    assert told == {reference: reference for reference in told}


def test_references_mean_the_middles_that_geoconvert_finds() -> None:
    for row in CONVERTED:
        reference = parse_reference(row["reference"])
        assert reference is not None
        middle = locate_reference(reference)
        assert middle.lat == pytest.approx(float(row["middle_lat"]), abs=2e-7)
        if abs(middle.lat) < 89.99:
            eastward = (middle.lon - float(row["middle_lon"]) + 180) % 360 - 180
            assert eastward == pytest.approx(0, abs=2e-6)


@given(st.floats(-90, 90), st.floats(-180, 180, exclude_max=True))
def test_a_written_reference_is_read_back_as_its_square(lat: float, lon: float) -> None:
    written = write_reference(Position(lat, lon))
    for text in (written, written.replace(" ", ""), written.lower()):
        reference = parse_reference(text)
        assert reference is not None
        assert str(reference) == written
        middle = locate_reference(reference)
        assert abs(middle.lat - lat) < 0.001


def test_the_same_square_in_coarser_and_finer_figures() -> None:
    fine, coarse = parse_reference("54SUE8698334223"), parse_reference("54S UE 86 34")
    assert fine is not None
    assert coarse is not None
    assert fine.coarsen() == GridReference("54", "S", "UE", "869", "342")
    assert (coarse.coarsen(), coarse.size_km, fine.size_km) == (coarse, 1, 0.001)


@pytest.mark.parametrize(
    "text", ["", "Ishigaki", "Bar 12", "12 sud 34", "54 S", "54 S 12 E", "35.4, 139.6", "12 N, 80 E", "CNSHA"]
)
def test_other_texts_are_no_references(text: str) -> None:
    assert parse_reference(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("61S UE 123 456", "61S is no zone"),
        ("0S UE 123 456", "0S is no zone"),
        ("54I UE 123 456", "54I is no zone"),
        ("54A UE 123 456", "54A is no zone"),
        ("54S UE 123 4567", "two to five digits"),
        ("54SUE12345", "two to five digits"),
        ("54SUE12", "two to five digits"),
        ("54S UE 1 2 3", "two to five digits"),
        ("54S UE 123456 123456", "two to five digits"),
    ],
)
def test_what_has_the_form_of_a_reference_is_refused_with_the_reason(text: str, told: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        parse_reference(text)
    assert told in refused.value.problem


@pytest.mark.parametrize("text", ["54SAA123456", "54SUI123456", "32XLA123456", "1CAA123123", "ZAZ123456"])
def test_squares_that_no_zone_has_are_refused(text: str) -> None:
    reference = parse_reference(text)
    assert reference is not None
    with pytest.raises(UnreadableError) as refused:
        locate_reference(reference)
    assert f"no square {reference.square}" in refused.value.problem


@given(st.from_regex(r"[0-9]{0,2} ?[A-Za-z] ?[A-Za-z]{2} ?[0-9]{0,11} ?[0-9]{0,6}", fullmatch=True))
def test_whatever_looks_like_a_reference_is_a_position_or_refused(text: str) -> None:
    with suppress(PositionError):
        place = read_position(text)
        assert place is None or (abs(place.lat) <= 90 and -180 <= place.lon < 180)
