"""Resolve the ends of a lane: a port, or a position."""

from geodata.errors import Message, SeaBriefError, join_messages
from geodata.geometry.geodesy import Position
from geodata.geometry.positions import EXAMPLE, PositionError, read_position, read_positions, write_position
from geodata.routing.ports import Port, find_named_ports, offer_ports, tell_port

Place = Port | Position
"""A port, or a place in degrees."""
HIGHEST_LAT = 85.0
"""Latitude at which maps end."""
PLACES = 4
"""Decimals of the degrees of a place: 11 m."""


class UnknownPlaceError(SeaBriefError, LookupError):
    """A text that names no place, or no single one; what it may mean is offered."""

    def __init__(self, text: str, offers: tuple[Port, ...], *, named: bool = False) -> None:
        told = [tell_port(port) for port in offers]
        if named and len(told) > 1:
            problem = Message(
                "Several ports are called {text!r}: {told}. Add the country, or give the code.",
                text=text,
                told=" and ".join(told),
            )
        elif named:
            problem = Message(
                "Several ports are called {text!r}. Is {told} meant? Add the country, or give the code.",
                text=text,
                told=told[0],
            )
        elif told:
            problem = Message(
                "There is no port {text!r}. Did you mean {told}?", text=text, told=" or ".join(told)
            )
        else:
            problem = Message(
                "There is no port {text!r}. Give its name in any language or its UN/LOCODE.", text=text
            )
        several = named and len(told) > 1
        super().__init__(problem if several else join_messages(" ", [problem, _OTHERWISE, EXAMPLE]))
        self.text = text
        self.offers = offers


_OTHERWISE = Message("Or name any other place:")


def read_place(text: str) -> Place:
    """Return the place that a text means: a port by the whole of one of its names, or a position.

    What is only like the name of a port is offered by the error, and never taken.

    Raises
    ------
    UnknownPlaceError
        No port, or more than one, is called so.
    PositionError
        It looks like a position that cannot be read, or lies beyond the maps.
    """
    position = read_position(text)
    return _find_port(text) if position is None else _round(_keep_on_maps(text, position), PLACES)


def read_places(text: str) -> tuple[Position, ...]:
    """Return where the places are that a text lists, parted by semicolons or lines, to 11 m.

    Raises
    ------
    UnknownPlaceError, PositionError
        As for `read_place` and `read_positions`.
    """
    return tuple(
        _find_port(part).position if isinstance(part, str) else _round(_keep_on_maps(text, part), PLACES)
        for part in read_positions(text)
    )


def write_place(place: Place) -> str:
    """Return the text that `read_place` reads."""
    if not isinstance(place, Port):
        return write_position(place, places=PLACES)
    found = find_named_ports(place.id)
    return place.id if found.ports == (place,) and not found.shared else place.locode


def tell_place(place: Place) -> str:
    """Return what a place is called in a sentence: a port with its country and code, or degrees."""
    return tell_port(place) if isinstance(place, Port) else f"{place.lat:.2f}, {place.lon:.2f}"


def locate_place(place: Place) -> Position:
    """Return where a place is."""
    return place.position if isinstance(place, Port) else place


def _find_port(text: str) -> Port:
    text = text.strip()
    found = find_named_ports(text)
    if len(found.ports) == 1 and not found.shared:
        return found.ports[0]
    raise UnknownPlaceError(text, found.ports or offer_ports(text), named=bool(found.ports))


def _keep_on_maps(text: str, position: Position) -> Position:
    if abs(position.lat) > HIGHEST_LAT:
        raise PositionError(
            text, Message("Maps end at {highest_lat:g} degrees of latitude.", highest_lat=HIGHEST_LAT)
        )
    return position


def _round(position: Position, places: int) -> Position:
    return Position(round(position.lat, places), round(position.lon, places))
