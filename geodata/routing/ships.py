"""Read the classes of ships, and tell which chokepoints refuse a ship and why."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from geodata.errors import Message, SeaBriefError, blame_file
from geodata.routing.chokepoints import Limit, read_chokepoints
from geodata.sources import Confidence

SHIPS = Path(__file__).parents[1] / "data" / "ships.toml"
FIRST_YEAR, LAST_YEAR = 2010, 2100
"""Years for which a ship can be judged: the limit of the Suez Canal is known from 2010 on."""
DEFAULT_YEAR = 2013

SHIP_NAMES = {
    "vlcc": Message("laden very large crude carrier"),
    "capesize": Message("laden ore carrier of the Cape size"),
    "container-large": Message("large container ship of 2013"),
    "neopanamax": Message("container ship as large as the locks of Panama of 2016"),
    "panamax": Message("ship as large as the locks of Panama of 1914"),
    "handysize": Message("laden handysize bulk carrier"),
}
"""What the classes are called after the words "for a"."""


class Ship(BaseModel):
    """A class of ships, as one typical ship of it."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """Short stable key, as in `vlcc`."""
    draught_m: float = Field(gt=0)
    """How deep it lies in the water with its cargo, in metres."""
    beam_m: float = Field(gt=0)
    """Greatest width in metres."""
    length_m: float = Field(gt=0)
    """Length over all in metres."""
    year: int
    """Year for which the figures stand."""
    source: str
    """Id in `sources.toml` of the publication of the figures."""
    second: str = ""
    """Id in `sources.toml` of a second publication; empty where none was found."""
    confidence: Confidence
    """How well the figures are founded."""
    note: str = ""
    """Which figures are ours, and what the sources say."""

    @property
    def name(self) -> Message:
        """What it is called after the words "for a"."""
        return SHIP_NAMES[self.id]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources of its figures."""
        return tuple(source for source in (self.source, self.second) if source)


@dataclass(frozen=True)
class Sailing:
    """A ship at a time: what decides which chokepoints let it pass."""

    ship: Ship | None
    """The class; None for a ship without size."""
    year: int = DEFAULT_YEAR
    """Limits are those that hold on the last day of this year."""
    arctic: bool = False
    """Whether the Arctic passages are open to it."""


@dataclass(frozen=True)
class Refusal:
    """A chokepoint that a ship cannot pass."""

    chokepoint: str
    """Id of the chokepoint."""
    reason: str
    """Why, as a phrase: "too shallow for a laden very large crude carrier: 20 m"."""
    limit: Limit
    """The limit that the ship comes nearest to."""


class UnknownShipError(SeaBriefError, LookupError):
    """An id that no class of ships has; the message names those that there are."""

    def __init__(self, ship_id: str) -> None:
        known = ", ".join(read_ships())
        super().__init__(
            Message("There is no class of ships {name!r}; known are {known}.", name=ship_id, known=known)
        )
        self.ship_id = ship_id


class YearError(SeaBriefError, ValueError):
    """A year for which no limits are known."""

    def __init__(self, year: int) -> None:
        super().__init__(
            Message(
                "Limits for ships are known for the years from {first} to {last}, not for {year}.",
                first=FIRST_YEAR,
                last=LAST_YEAR,
                year=year,
            )
        )
        self.year = year


@cache
def read_ships(path: Path = SHIPS) -> Mapping[str, Ship]:
    """Return the classes of ships by id, in the order of the file."""
    with blame_file(path):
        records = tomllib.loads(path.read_text(encoding="utf-8"))["ships"]
        return {record.id: record for record in map(Ship.model_validate, records)}


def find_sailing(ship_id: str, year: int = DEFAULT_YEAR, *, arctic: bool = False) -> Sailing | None:
    """Return a ship of a class in a year; None for a ship without size, whose id is empty.

    Where the Arctic passages are open there is a sailing for the ship without size as well.

    Raises
    ------
    UnknownShipError
        There is no class of this id.
    YearError
        No limits are known for the year.
    """
    if not ship_id:
        return Sailing(None, arctic=True) if arctic else None
    if ship_id not in read_ships():
        raise UnknownShipError(ship_id)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearError(year)
    return Sailing(read_ships()[ship_id], year, arctic)


@lru_cache(maxsize=64)
def list_refusals(sailing: Sailing) -> Mapping[str, Refusal]:
    """Return the chokepoints that a ship cannot pass, by id."""
    if sailing.ship is None:
        return {}
    day = date(sailing.year, 12, 31)
    found = (
        (chokepoint.id, find_refusal(sailing.ship, chokepoint.find_limits(day)))
        for chokepoint in read_chokepoints().values()
    )
    return {
        name: Refusal(name, reason, limit)
        for name, refusal in found
        if refusal
        for limit, reason in [refusal]
    }


def find_refusal(ship: Ship, limits: tuple[Limit, ...]) -> tuple[Limit, str] | None:
    """Return the limit that a ship comes nearest to and why it does not fit; None where it fits one."""
    if not limits:
        return None
    nearest = min(
        limits, key=lambda limit: max((share for share, _ in _list_excesses(ship, limit)), default=0.0)
    )
    excesses = list(_list_excesses(ship, nearest))
    return (nearest, max(excesses, key=lambda excess: excess[0])[1]) if excesses else None


def _list_excesses(ship: Ship, limit: Limit) -> Iterator[tuple[float, str]]:
    """Yield how many times too large each dimension of a ship is, with the reason as a phrase."""
    if limit.draught_m is not None and ship.draught_m > limit.draught_m:
        told = Message("too shallow for a {ship}: {metres:g} m", ship=ship.name, metres=limit.draught_m)
        yield ship.draught_m / limit.draught_m, told
    if limit.beam_m is not None and ship.beam_m > limit.beam_m:
        told = Message("too narrow for a {ship}: {metres:g} m", ship=ship.name, metres=limit.beam_m)
        yield ship.beam_m / limit.beam_m, told
    if limit.length_m is not None and ship.length_m > limit.length_m:
        told = Message("too short for a {ship}: {metres:g} m", ship=ship.name, metres=limit.length_m)
        yield ship.length_m / limit.length_m, told
    section_m2 = ship.beam_m * ship.draught_m
    if limit.section_m2 is not None and section_m2 > limit.section_m2:
        told = Message(
            "too small a section for a {ship}: {section:g} m2 of beam times draught",
            ship=ship.name,
            section=limit.section_m2,
        )
        yield section_m2 / limit.section_m2, told
