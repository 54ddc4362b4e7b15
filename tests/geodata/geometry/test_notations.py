"""Positions as they are written, and read back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.geometry.geodesy import Position
from geodata.geometry.notations import NOTATIONS, Notation, format_position
from geodata.geometry.positions import PositionError, read_position, read_positions, tell_rounding

YOKOHAMA = Position(35.45, 139.65)
COARSEST_DEG = {"dd": 0.5e-3, "ddm": 0.05 / 60, "dms": 0.5 / 3600, "mgrs": 0.8e-3}
"""Half of the last figure of each notation, of a square half its diagonal."""


@pytest.mark.parametrize(
    ("notation", "written"),
    [
        ("dd", "35.450° N, 139.650° E"),
        ("ddm", "35°27.0′ N, 139°39.0′ E"),
        ("dms", "35°27′00″ N, 139°39′00″ E"),
        ("mgrs", "54S UE 774 237"),
    ],
)
def test_a_position_is_written_in_each_notation(notation: Notation, written: str) -> None:
    assert format_position(YOKOHAMA, notation) == written


@pytest.mark.parametrize(
    ("place", "notation", "written"),
    [
        (Position(-33.9, -18.4), "dms", "33°54′00″ S, 18°24′00″ W"),
        (Position(59.99999, -0.99999), "ddm", "60°00.0′ N, 1°00.0′ W"),
        (Position(12.99999, 5.0083), "dms", "13°00′00″ N, 5°00′30″ E"),
        (Position(0.1, 200.5), "dd", "0.100° N, 159.500° W"),
        (Position(1, 180), "ddm", "1°00.0′ N, 180°00.0′ E"),
        (Position(1, -180), "ddm", "1°00.0′ N, 180°00.0′ W"),
        (Position(-0.0001, -0.0001), "ddm", "0°00.0′ N, 0°00.0′ E"),
        (Position(89.9999, 5), "mgrs", "Z AG 000 999"),
    ],
)
def test_minutes_carry_and_letters_say_the_hemisphere(
    place: Position, notation: Notation, written: str
) -> None:
    assert format_position(place, notation) == written


@example(-4.7e-11, 0.0, "mgrs")
@given(st.floats(-90, 90), st.floats(-180, 180, exclude_max=True), st.sampled_from(NOTATIONS))
def test_what_is_written_is_read_back_to_its_last_figure(lat: float, lon: float, notation: Notation) -> None:
    text = format_position(Position(lat, lon), notation)
    read = read_position(text)
    assert read is not None
    spare = COARSEST_DEG[notation] + 1e-6
    assert abs(read.lat - lat) <= spare
    if notation != "mgrs":
        assert abs((read.lon - lon + 180) % 360 - 180) <= spare
        assert (
            format_position(read, notation).replace("180", "") in text.replace("180", "") or read.lon == -180
        )


def test_a_reference_finer_than_100_m_is_read_as_its_square_and_that_is_said() -> None:
    assert read_position("54SUE7741023799") == read_position("54S UE 774 237")
    assert tell_rounding("54SUE7741023799; 12.5, 80.25; 54SUE774237") == "Read to 100 m: 54S UE 774 237."
    assert tell_rounding("54SUE774237; Ishigaki") is None


def test_references_stand_in_a_list_beside_other_positions() -> None:
    listed = read_positions("54S UE 774 237; 12.5; 80.25; Ishigaki\n35°27'N 139°39'E")
    assert listed == (read_position("54SUE774237"), Position(12.5, 80.25), "Ishigaki", YOKOHAMA)


@pytest.mark.parametrize("text", ["61S UE 123 456", "54SAA123456", "54S UE 123 45"])
def test_a_reference_without_a_square_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(PositionError, match="or MGRS such as 54S UE 869 342"):
        read_position(text)
