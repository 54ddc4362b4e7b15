"""Items of a draft: what is proposed for the map, where the text tells it, and what a person decided."""

from dataclasses import dataclass
from typing import Literal

from geodata.drafting.proposals import Place

ItemKind = Literal["place", "lane", "band", "closure", "event", "institution"]
KINDS: tuple[ItemKind, ...] = ("place", "lane", "band", "closure", "event", "institution")
"""Kinds of items, in the order in which they are drawn and listed."""
ItemStatus = Literal["unchecked", "accepted", "changed", "rejected"]
LayerStatus = Literal["brief", "context", "notional"]


@dataclass(frozen=True)
class Mention:
    """Where the text speaks of something."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""


@dataclass(frozen=True)
class PlaceShown:
    """A place on the map."""

    place: Place
    """The place."""
    kind: Literal["place"] = "place"


@dataclass(frozen=True)
class LaneShown:
    """A sea lane between two places."""

    origin: Place
    """Where it begins."""
    destination: Place
    """Where it ends."""
    ship_class: str | None
    """Id of a class of ships; None for a ship without size."""
    kind: Literal["lane"] = "lane"


@dataclass(frozen=True)
class BandShown:
    """The area within a distance of a place."""

    centre: Place
    """The place."""
    radius_km: float
    """The distance in kilometres."""
    kind: Literal["band"] = "band"


@dataclass(frozen=True)
class ClosureShown:
    """A strait or canal that is closed."""

    chokepoint: str
    """Id of the chokepoint."""
    kind: Literal["closure"] = "closure"


@dataclass(frozen=True)
class EventShown:
    """Something that happened at a date."""

    date: str
    """Year, month or day of ISO 8601."""
    place: Place | None
    """Where; None where the text does not tell, and the event is on no map."""
    kind: Literal["event"] = "event"


@dataclass(frozen=True)
class InstitutionShown:
    """An international organisation or forum."""

    institution: str
    """Its id."""
    kind: Literal["institution"] = "institution"


Shown = PlaceShown | LaneShown | BandShown | ClosureShown | EventShown | InstitutionShown
"""What an item puts on the map."""


@dataclass(frozen=True)
class Item:
    """Something that is proposed for the map, with all places of the text that speak of it."""

    id: str
    """Id, unique in the draft."""
    shown: Shown
    """What it puts on the map."""
    mentions: tuple[Mention, ...]
    """Where the text speaks of it, in order; one or more."""
    reason: str
    """Why it is proposed, as a sentence."""
    confidence: float = 1.0
    """How sure that is, from 0 to 1."""
    others: tuple[Place, ...] = ()
    """Other places of the name."""
    status: ItemStatus = "unchecked"
    """What a person has decided."""
    layer_status: LayerStatus = "brief"
    """What the layer is called: named by the text, beside it, or our illustration."""

    @property
    def kind(self) -> ItemKind:
        """What kind of thing it is."""
        return self.shown.kind

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that it was told with; the gate of a closure is none of them."""
        shown = self.shown
        if isinstance(shown, PlaceShown):
            return (shown.place,)
        if isinstance(shown, LaneShown):
            return shown.origin, shown.destination
        if isinstance(shown, BandShown):
            return (shown.centre,)
        return (shown.place,) if isinstance(shown, EventShown) and shown.place else ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided about it."""
        return self.status == "unchecked"

    @property
    def is_kept(self) -> bool:
        """Whether the map shows it: all but what was rejected."""
        return self.status != "rejected"
