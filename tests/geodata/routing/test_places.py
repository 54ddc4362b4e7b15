"""The ends of a lane as text: a port, or latitude and longitude."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.geometry.geodesy import Position
from geodata.geometry.positions import PositionError
from geodata.routing.places import UnknownPlaceError, locate_place, read_place, read_places, write_place
from geodata.routing.ports import find_port, name_country, read_ports, tell_port
from tests.support.hostile import HOSTILE

positions = st.builds(
    Position,
    st.integers(-85_000, 85_000).map(lambda value: value / 1000),
    st.integers(-180_000, 179_999).map(lambda value: value / 1000),
)


@given(positions | st.sampled_from(list(read_ports().values())))
def test_a_place_is_read_as_it_was_written(place: object) -> None:
    assert read_place(write_place(place)) == place  # type: ignore[arg-type]


@settings(deadline=None)  # the first refusal reads the names of the countries
@given(st.text() | st.text("0123456789.,;-+NSEWO°'\" ", max_size=24))
def test_any_text_is_a_place_or_is_refused_in_a_sentence(text: str) -> None:
    with suppress(UnknownPlaceError, PositionError):
        assert abs(locate_place(read_place(text)).lat) <= 85


@pytest.mark.parametrize(
    ("text", "port"),
    [
        ("Bombay", "mumbai"),
        ("Canton", "guangzhou"),
        ("Kanton", "guangzhou"),
        ("Madras", "chennai"),
        ("Saigon", "ho-chi-minh-city"),
        ("Rangoon", "yangon"),
        ("横浜", "yokohama"),
        ("부산", "busan"),
        ("廣州", "guangzhou"),
        ("Lissabon", "lisbon"),
        ("Гамбург", "hamburg"),
        ("SGSIN", "singapore"),
        ("NL RTM", "rotterdam"),
        ("nlrtm", "rotterdam"),
        ("Port of Rotterdam", "rotterdam"),
        ("Newcastle, Australia", "newcastle-au"),
        ("Vancouver (Canada)", "vancouver"),
        ("Auckland NZ", "auckland"),
    ],
)
def test_a_port_is_found_by_the_whole_of_any_of_its_names(text: str, port: str) -> None:
    assert read_place(text) == find_port(port)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Boston", "Houston"),
        ("Dublin", "Dubai"),
        ("Pearl Harbor", "Apra Harbor"),
        ("Yokahama", "Yokohama"),
        ("Vancouver, Washington", "Vancouver"),
        ("London Gateway", "London"),
        ("Australia", "Newcastle"),
    ],
)
def test_a_likeness_is_offered_and_never_taken(text: str, offered: str) -> None:
    with pytest.raises(
        UnknownPlaceError, match=f"There is no port '{text}'. Did you mean .*{offered}"
    ) as told:
        read_place(text)
    assert told.value.offers


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Newcastle", ["newcastle-au"]),
        ("Georgetown", ["penang"]),
        ("Kochi", ["kochi"]),
        ("Port Arthur", ["dalian"]),
        ("オークランド", ["auckland", "oakland"]),
    ],
)
def test_a_name_of_several_ports_is_offered_with_its_country(text: str, offered: list[str]) -> None:
    with pytest.raises(UnknownPlaceError, match="Several ports are called") as told:
        read_place(text)
    assert sorted(port.id for port in told.value.offers) == offered
    assert all(name_country(port.country) in str(told.value) for port in told.value.offers)


# fmt: off
ABSENT = [
    "Aberdeen", "Algiers", "Belfast", "Birmingham", "Bordeaux", "Boston", "Bremen", "Bristol", "Calcutta",
    "Cartagena", "Casablanca", "Cork", "Córdoba", "Dakar", "Dover", "Dublin", "Dunkirk", "Galway",
    "Halifax", "Hamilton", "Havana", "Hull", "Izmir", "Kiel", "Kingston", "Liverpool", "Malaga", "Malta",
    "Manta", "Miami", "Moji", "Naples", "Nantes", "Odense", "Oran", "Oslo", "Perth", "Plymouth",
    "Portland", "Porto", "Recife", "Richmond", "Rome", "Sakai", "Salem", "Savannah", "Shimonoseki",
    "Split", "Tampa", "Toulon", "Tripoli", "Victoria", "Wellington", "Yalta",
]
# fmt: on


@pytest.mark.parametrize("text", [*ABSENT, "San Juan", "Port Elizabeth", "East London", "珍珠港", "ボストン"])
def test_a_port_of_the_world_that_is_not_in_the_table_becomes_no_other_port(text: str) -> None:
    with pytest.raises(UnknownPlaceError, match="There is no port"):
        read_place(text)


def test_longitudes_beyond_the_date_line_come_back_into_the_world() -> None:
    assert read_place("10, 190.5") == Position(10, -169.5)


@pytest.mark.parametrize(
    "text", [" 12.5 , 80.25 ", "12,5; 80,25", "12,5 80,25", "80.25E 12.5N", "12°30'N 80°15'E"]
)
def test_degrees_are_a_place(text: str) -> None:
    assert read_place(text) == Position(12.5, 80.25)


@pytest.mark.parametrize("text", ["91, 0", "86, 0", "0, 361", "", HOSTILE, "12.5,80.25,3", "x" * 300])
def test_what_is_no_place_is_said_with_an_example(text: str) -> None:
    with pytest.raises((UnknownPlaceError, PositionError), match="ive latitude and longitude such as"):
        read_place(text)


def test_a_list_has_positions_and_ports() -> None:
    assert read_places("25.7, 123.5; Ishigaki\n12 N 80 E") == (
        Position(25.7, 123.5),
        find_port("ishigaki").position,
        Position(12, 80),
    )
    with pytest.raises(UnknownPlaceError, match="no port 'Boston'"):
        read_places("25.7, 123.5; Boston")


def test_a_port_is_told_with_its_country_in_a_language() -> None:
    told = [tell_port(find_port("hamburg"), language) for language in ("", "de", "ja")]
    assert told == ["Hamburg (Germany, DEHAM)", "Hamburg (Deutschland, DEHAM)", "ハンブルク (ドイツ, DEHAM)"]
