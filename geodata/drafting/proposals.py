"""What is proposed for a map of a text; each proposal keeps the words that it rests on."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "country",
    "region",
    "city",
    "port",
    "sea",
    "strait",
    "canal",
    "river",
    "lake",
    "island",
    "feature",
]
"""What a place is; `docs/reference.md` says what each kind takes in."""


@dataclass(frozen=True)
class Place:
    """A place of the gazetteer."""

    name: str
    """Its name in English."""
    kind: Kind
    """What it is."""
    latitude: float
    """Degrees north of a point that stands for it."""
    longitude: float
    """Degrees east of that point."""
    key: str
    """Id in the gazetteer, such as `country:JPN`, `chokepoint:hormuz` or `geonames:1850147`."""
    country: str | None
    """ISO 3166-1 alpha-3 code of the country that it is or lies in; None at sea and across borders."""


@dataclass(frozen=True)
class PlaceProposal:
    """A stretch of text that names a place."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    text: str
    """The stretch itself."""
    place: Place
    """The place that is proposed."""
    reason: str
    """Why this place, as a sentence."""
    confidence: float
    """How sure it is that the place is meant, from 0 to 1."""
    others: tuple[Place, ...] = ()
    """Other places of the name, the likelier ones first."""
    is_adjective: bool = False
    """Whether the words are an adjective or the people of the place, as in "Chinese"."""


@dataclass(frozen=True)
class EventProposal:
    """A stretch of text that is a date."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    text: str
    """The stretch itself."""
    date: str
    """Year, month or day: `2013`, `2013-10` or `2013-10-12`."""


@dataclass(frozen=True)
class LaneProposal:
    """A stretch of text that speaks of shipping between two places."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    text: str
    """The stretch itself."""
    origin: Place
    """Where the lane begins."""
    destination: Place
    """Where it ends."""
    ship_class: str | None
    """Id of a class of ships in `ships.toml`; None for a ship without size."""
    reason: str
    """Why a lane, as a sentence."""


@dataclass(frozen=True)
class BandProposal:
    """A stretch of text that tells a distance from a place."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    text: str
    """The stretch itself."""
    centre: Place
    """The place that the distance is told from."""
    radius_km: float
    """The distance in kilometres."""
    reason: str
    """Why a band, as a sentence."""


@dataclass(frozen=True)
class ClosureProposal:
    """A stretch of text that says that a strait or canal is closed."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    text: str
    """The stretch itself."""
    chokepoint: str
    """Id of the chokepoint."""
    reason: str
    """Why a closure, as a sentence."""


@dataclass(frozen=True)
class InstitutionProposal:
    """A stretch of text that names an international organisation or forum."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    text: str
    """The stretch itself."""
    institution: str
    """Its id, such as `asean`."""
    reason: str
    """Why this one, as a sentence."""


@dataclass(frozen=True)
class Proposals:
    """All that is proposed for a text, each kind in the order of the text and without overlaps."""

    places: tuple[PlaceProposal, ...] = ()
    """Places."""
    events: tuple[EventProposal, ...] = ()
    """Dates."""
    lanes: tuple[LaneProposal, ...] = ()
    """Lanes between two places."""
    bands: tuple[BandProposal, ...] = ()
    """Distances from a place."""
    closures: tuple[ClosureProposal, ...] = ()
    """Straits and canals that are said to be closed."""
    institutions: tuple[InstitutionProposal, ...] = ()
    """Organisations and forums."""
