"""Places by which a proposal can be corrected: by name, by position, by a click on the map."""

from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator
from dashboard.wording.positions import tell_position
from geodata.drafting.gazetteer import load_gazetteer
from geodata.drafting.proposals import Place
from geodata.geometry.geodesy import Position
from geodata.geometry.positions import read_position
from geodata.names import NEUTRAL
from geodata.routing.ports import Port, find_port, name_country, offer_ports, read_ports

MOST_OFFERED = 12
"""Places that a search offers."""
DECIMALS = 4
"""Of degrees, about 11 m."""


def search_places(text: str) -> tuple[Place, ...]:
    """Return the places that a text may mean: a position, or what is called so, ports first.

    Raises
    ------
    SeaBriefError
        It looks like a position and is none.
    """
    if not text.strip():
        return ()
    position = read_position(text)
    if position:
        return (place_by_hand(position, text.strip()),)
    found = [*map(make_port_place, offer_ports(text)), *load_gazetteer().search(text)]
    return tuple({place.key: place for place in found}.values())[:MOST_OFFERED]


def place_by_hand(position: Position, words: str) -> Place:
    """Return a place that a person has put on the map, called by words of the text."""
    lat, lon = round(position.lat, DECIMALS), round((position.lon + 180) % 360 - 180, DECIMALS)
    return Place(words, "feature", lat, lon, f"own:{lat},{lon}", None)


def make_port_place(port: Port) -> Place:
    """Return a port as a place of a draft."""
    return Place(
        port.names.call(NEUTRAL),
        "port",
        port.position.lat,
        port.position.lon,
        f"port:{port.id}",
        port.country,
    )


def list_port_ids() -> list[str]:
    """Return the ids of the ports between which a lane can run, by their names."""
    return sorted(read_ports(), key=lambda port_id: find_port(port_id).names.call(NEUTRAL))


def describe_place(place: Place) -> str:
    """Return a place in a line: name, kind, country, position."""
    kind = get_texts().draft_place_kinds[place.kind]
    language = get_translator().language
    country = name_country(place.country, language) if place.country and place.kind != "country" else ""
    position = tell_position(Position(place.latitude, place.longitude))
    return ", ".join(filter(None, (place.name, kind, country, position)))
