"""The ends of a lane as text: a port, or latitude and longitude."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.geodesy import Position
from geodata.places import UnknownPlaceError, locate_place, read_place, search_place, write_place
from geodata.ports import find_port, read_ports
from tests.hostile import HOSTILE

positions = st.builds(
    Position,
    st.integers(-85_000, 85_000).map(lambda value: value / 1000),
    st.integers(-180_000, 179_999).map(lambda value: value / 1000),
)


@given(positions | st.sampled_from(list(read_ports().values())))
def test_a_place_is_read_as_it_was_written(place: object) -> None:
    assert read_place(write_place(place)) == place  # type: ignore[arg-type]


@given(st.text())
def test_any_text_is_a_place_or_no_place(text: str) -> None:
    with suppress(UnknownPlaceError):
        assert abs(locate_place(search_place(text)).lat) <= 85


def test_longitudes_beyond_the_date_line_come_back_into_the_world() -> None:
    assert read_place("10, 190.5") == Position(10, -169.5)


@pytest.mark.parametrize(
    ("text", "port"), [("Bombay", "mumbai"), ("横浜", "yokohama"), ("SGSIN", "singapore")]
)
def test_a_port_is_found_by_any_of_its_names(text: str, port: str) -> None:
    assert search_place(text) == find_port(port)


def test_degrees_are_a_place() -> None:
    assert search_place(" 12.5 , 80.25 ") == Position(12.5, 80.25)


@pytest.mark.parametrize("text", ["91, 0", "0, 361", "", HOSTILE, "12.5,80.25,3"])
def test_what_is_no_place_is_said_so(text: str) -> None:
    with pytest.raises(UnknownPlaceError, match="latitude and longitude such as"):
        search_place(text)
