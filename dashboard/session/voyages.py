"""The voyage that a question asks about: its stops, its ship and the year of the limits."""

from dashboard.session.selection import NO_SHIP, PageState
from geodata.layer_kinds.lanes import list_sailings, list_stops
from geodata.packs.pack import Pack
from geodata.routing.closures import Stops
from geodata.routing.places import read_place
from geodata.routing.ports import find_port
from geodata.routing.ships import FIRST_YEAR, LAST_YEAR, Sailing, find_sailing

DEFAULT_SPEED_KN = 14.0
"""A usual speed of laden tankers; shown in the field, where a viewer changes it."""


def get_stops(pack: Pack, asked: PageState) -> Stops:
    """Return the stops in question: those that are asked for, else the first lane of the pack."""
    lanes = list_stops(pack)
    usual: Stops = next(iter(lanes.values()), (find_port("ras-tanura"), find_port("yokohama")))
    start = read_place(asked.start) if asked.start else usual[0]
    end = read_place(asked.end) if asked.end else usual[-1]
    called = (stops for stops in lanes.values() if (stops[0], stops[-1]) == (start, end))
    return next(called, (start, end))


def get_ship(pack: Pack, asked: PageState) -> str:
    """Return the class of ships in question, the one asked for or that of the lane, or `NO_SHIP`."""
    if asked.ship is not None:
        return asked.ship
    stops = get_stops(pack, asked)
    sailings = list_sailings(pack)
    usual = next((sailings[lane] for lane, ends in list_stops(pack).items() if ends == stops), None)
    return usual.ship.id if usual and usual.ship else NO_SHIP


def get_year(pack: Pack, asked: PageState) -> int:
    """Return the year whose limits hold for the ship: the one asked for, else that of the brief."""
    return asked.year or min(max(int(pack.brief.date[:4]), FIRST_YEAR), LAST_YEAR)


def get_sailing(pack: Pack, asked: PageState) -> Sailing | None:
    """Return the ship in question in its year, None for one without size that the Arctic is closed to."""
    ship = get_ship(pack, asked)
    return find_sailing("" if ship == NO_SHIP else ship, get_year(pack, asked), arctic=asked.arctic)
