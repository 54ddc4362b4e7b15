"""Positions as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.geometry.geodesy import Position
from geodata.geometry.positions import PositionError, read_position, read_positions, write_position

MADRAS_ROADS = Position(12.5, 80.25)
YOKOHAMA = Position(35.45, 139.65)

seconds = st.tuples(st.integers(-90 * 3600, 90 * 3600), st.integers(-180 * 3600, 180 * 3600 - 1))


def split_seconds(total: int) -> tuple[int, int, int]:
    return abs(total) // 3600, abs(total) % 3600 // 60, abs(total) % 60


@given(
    seconds,
    st.sampled_from(["°′″", "° ' \"", "   ", "º’”", "度分秒"]),
    st.sampled_from(["behind", "before", "swapped"]),
)
def test_degrees_minutes_and_seconds_are_read_as_they_were_written(
    place: tuple[int, int], marks: str, order: str
) -> None:
    lat, lon = place
    written = []
    signs = marks if len(marks) == 3 else marks[::2]
    for total, letters in ((lat, "NS"), (lon, "EW")):
        value = "".join(f"{part}{mark}" for part, mark in zip(split_seconds(total), signs, strict=True))
        letter = letters[total < 0]
        written.append(f"{letter} {value}" if order == "before" else f"{value}{letter}")
    text = ", ".join(reversed(written) if order == "swapped" else written)
    assert read_position(text) == Position(
        pytest.approx(lat / 3600, abs=1e-6), pytest.approx(lon / 3600, abs=1e-6)
    )


@given(
    st.integers(-90_0000, 90_0000),
    st.integers(-180_0000, 179_9999),
    st.sampled_from([".", ","]),
    st.sampled_from(["; ", " ", ", ", " / ", "\t"]),
)
def test_decimal_degrees_are_read_with_point_and_comma(lat: int, lon: int, mark: str, parted: str) -> None:
    text = parted.join(f"{value / 1e4:.4f}".replace(".", mark) for value in (lat, lon))
    assert read_position(text) == Position(lat / 1e4, lon / 1e4)


@given(st.floats(-90, 90), st.floats(-180, 179.999))
def test_a_written_position_is_read_back(lat: float, lon: float) -> None:
    place = Position(round(lat, 4), round(lon, 4))
    assert read_position(write_position(place)) == place
    assert read_positions(f"{write_position(place)};{write_position(place)}") == (place, place)


@given(st.text("0123456789.,;:-+NSEWOnsewo°'\"º′″/() \n", max_size=30))
def test_whatever_is_typed_is_a_position_or_refused(text: str) -> None:
    with suppress(PositionError):
        place = read_position(text)
        assert place is None or (abs(place.lat) <= 90 and -180 <= place.lon < 180)


@pytest.mark.parametrize(
    "text",
    [
        "12.5, 80.25",
        "12.5,80.25",
        "12,5; 80,25",
        "12,5 80,25",
        "12,5, 80,25",
        "12.5N 80.25E",
        "12,5N 80,25E",
        "80.25E, 12.5N",
        "N12.5 E80.25",
        "12,5° N; 80,25° E",
        "12° 30' N, 80° 15' E",
        "12 30 N 80 15 E",
        "12-30N 80-15E",
        "1230N 08015E",
        "12.5° nord, 80.25° ost",
        "lon: 80.25, lat: 12.5",
        "Lat 12°30'N Lon 80°15'E",
        "北緯12度30分 東経80度15分",
        "１２．５、８０．２５",
        "(12.5, 80.25)",
        "12.5 deg N 80.25 deg E",
    ],
)
def test_a_position_is_read_however_it_is_typed(text: str) -> None:
    assert read_position(text) == MADRAS_ROADS


def test_south_and_west_are_negative() -> None:
    assert read_position("33°54'S 18°24'W") == Position(-33.9, -18.4)
    assert read_position("-33,9 -18,4") == Position(-33.9, -18.4)


def test_half_a_minute_is_thirty_seconds() -> None:
    assert read_position("35 27.5 N, 139 39 E") == read_position("35°27′30″N 139°39′E")
    assert read_position("35°27'N 139°39'E") == YOKOHAMA


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12,5,80,25", "write decimals with a point"),
        ("12,5; 80.25", "write decimals with a point"),
        ("12,5 N 80,25 O", "write E or W"),
        ("139.6, 35.4", "is 35.4, 139.6 meant"),
        ("95 N 20 E", "latitude of 95 lies outside"),
        ("20, 400", "longitude of 400 lies outside"),
        ("12 N 13 S", "two latitudes"),
        ("12 N 13", "Only one of its figures"),
        ("12°75'N 80°E", "less than 60"),
        ("12.5°30'N 80°E", "Only the last"),
        ("-12 S 80 E", "one of them is enough"),
        ("12.5", "latitude and longitude are two"),
        ("35 27 139 39", "not one latitude and one longitude"),
        ("lat 12 E lon 80 N", "different things"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason_and_an_example(text: str, told: str) -> None:
    with pytest.raises(PositionError, match=told) as refused:
        read_position(text)
    assert "such as 12.5, 80.25" in str(refused.value)


@pytest.mark.parametrize("text", ["", "Boston", "Pier 39", "12.5 N of Tokyo", "{{7*7}}", "nan, 3"])
def test_words_are_no_position(text: str) -> None:
    assert read_position(text) is None


def test_a_list_joins_the_halves_of_a_position() -> None:
    assert read_positions("12.5; 80.25; Ishigaki; 35°27'N; 139°39'E") == (MADRAS_ROADS, "Ishigaki", YOKOHAMA)
    assert read_positions("12,5° N; 80,25° E") == (MADRAS_ROADS,)
    assert read_positions("12, 5; 80, 25") == (Position(12, 5), Position(80, 25))


def test_a_list_with_commas_that_may_be_decimal_is_refused_with_both_readings() -> None:
    with pytest.raises(PositionError, match=r"Write 12\.5, 80\.25 for one place, or 12, 5; 80, 25 for two"):
        read_positions("12,5; 80,25")


@pytest.mark.parametrize("text", ["1" * 501, "harbour " * 63, "°'N " * 126])
def test_a_text_longer_than_any_place_is_refused_and_shown_in_short(text: str) -> None:
    for read in (read_position, read_positions):
        with pytest.raises(PositionError, match="characters; at most 500 are read") as caught:
            read(text)
        assert len(caught.value.text) < 50
