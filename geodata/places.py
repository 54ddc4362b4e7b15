"""Name the two ends of a lane: a port, or any place by latitude and longitude."""

import re

from geodata.errors import SeaBriefError
from geodata.geodesy import Position
from geodata.ports import Port, find_port, search_ports

Place = Port | Position
"""A port, or a place in degrees."""
HIGHEST_LAT = 85.0
_DEGREES = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d{1,8})?)\s*[,;\s]\s*([+-]?\d{1,3}(?:\.\d{1,8})?)\s*")


class UnknownPlaceError(SeaBriefError, LookupError):
    """A text that names no place."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"No place is known as {text!r}. Give the name of a port in any language, its UN/LOCODE, "
            "or latitude and longitude such as 12.5, 80.25."
        )
        self.text = text


def read_place(text: str) -> Place:
    """Return the place that a text of ours means: the id of a port, or `lat,lon` in degrees.

    Raises
    ------
    UnknownIdError
        No port has this id.
    UnknownPlaceError
        Latitude or longitude lie outside the world.
    """
    place = read_degrees(text)
    if place is None:
        return find_port(text)
    return Position(round(place.lat, 3), round((place.lon + 180) % 360 - 180, 3))


def read_degrees(text: str) -> Position | None:
    """Return the place that `lat,lon` in degrees means, to 11 m; None where the text is something else.

    Raises
    ------
    UnknownPlaceError
        Latitude or longitude lie outside the world.
    """
    degrees = _DEGREES.fullmatch(text)
    if not degrees:
        return None
    lat, lon = map(float, degrees.groups())
    if abs(lat) > HIGHEST_LAT or abs(lon) > 360:  # noqa: PLR2004 - once around, either way
        raise UnknownPlaceError(text)
    return Position(round(lat, 4), round(lon, 4))


def write_degrees(place: Position) -> str:
    """Return the text that `read_degrees` reads."""
    return f"{place.lat:.4f},{place.lon:.4f}"


def search_positions(text: str) -> tuple[Position, ...]:
    """Return the places that a viewer's text lists, parted by semicolons or lines: degrees or names of ports.

    Raises
    ------
    UnknownPlaceError
        One of them is not known.
    """
    parts = [part.strip() for part in re.split(r"[;\n]", text)]
    return tuple(read_degrees(part) or locate_place(search_place(part)) for part in parts if part)


def write_place(place: Place) -> str:
    """Return the text that `read_place` reads."""
    return place.id if isinstance(place, Port) else f"{place.lat:.3f},{place.lon:.3f}"


def search_place(text: str) -> Place:
    """Return the place that a viewer's text means best: a port by any of its names, or degrees.

    Raises
    ------
    UnknownPlaceError
        Nothing answers to it.
    """
    if _DEGREES.fullmatch(text):
        return read_place(text)
    found = search_ports(text)
    if not found:
        raise UnknownPlaceError(text)
    return found[0]


def locate_place(place: Place) -> Position:
    """Return where a place is."""
    return place.position if isinstance(place, Port) else place
