"""Define the records of a pack: passages of a brief, layers and scenes."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from geodata.fields import Id, PartialDate, Record
from geodata.layer_data import DatasetData, DistanceData, LayerData, MembershipData, OutlineData, PointData
from geodata.names import Names
from geodata.quotes import Selector

MAX_QUOTE_WORDS = 25
"""Longest quote from a brief whose rights are reserved: our own limit."""


class Passage(Record):
    """One numbered paragraph of a brief."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$")
    """Short id, such as `D3`."""
    section: str
    """Heading that it stands under, or a description where there is none."""
    number: int = Field(ge=1)
    """Place in its section, from 1."""
    summary: str = Field(min_length=1)
    """What it says, in our words."""
    quote: str = Field(min_length=1)
    """A few of its words, verbatim."""
    prefix: str = ""
    """Words directly before the quote, where the quote alone stands twice."""
    suffix: str = ""
    """Words directly after the quote, where the quote alone stands twice."""
    places: tuple[str, ...] = ()
    """Places that it names."""
    actors: tuple[str, ...] = ()
    """People, states and bodies that it names."""

    @field_validator("quote")
    @classmethod
    def _limit_quote(cls, quote: str) -> str:
        words = count_words(quote)
        if words > MAX_QUOTE_WORDS:
            raise ValueError(f"the quote has {words} words; at most {MAX_QUOTE_WORDS} are allowed")
        return quote

    @property
    def selector(self) -> Selector:
        """What finds its quote in the text."""
        return Selector(self.id, self.quote, self.prefix, self.suffix)


class Link(Record):
    """Why a layer belongs to a passage."""

    passage: str
    """Id of the passage."""
    kind: Literal["names", "implies", "context"]
    """Whether the passage says it, implies it, or is only read better with it."""
    terms: tuple[str, ...] = ()
    """Words of the passage that name the layer; only for `names`."""

    @model_validator(mode="after")
    def _match_terms(self) -> Self:
        if (self.kind == "names") != bool(self.terms):
            raise ValueError("a link of kind names lists its terms; other kinds have none")
        return self


class Layer(Record):
    """One thing on the map that can be switched on."""

    id: Id
    """Id, unique in the pack."""
    title: str
    """Name in lists and legends."""
    names: Names | None = None
    """Its names where it is one named thing, the title being the neutral one; or its row has them."""
    group: Literal[
        "seas", "islands", "lanes", "bands", "features", "chokepoints", "zones", "actors", "events"
    ]
    """Where it stands in the list of layers."""
    status: Literal["brief", "notional", "context"]
    """Whether the brief names it, it illustrates a class that the brief names, or it is not in the brief."""
    description: str
    """What is shown, in a sentence or two of ours."""
    links: tuple[Link, ...] = ()
    """The passages that it answers to."""
    visible: bool = False
    """Whether it is on when the map opens."""
    style: Id
    """Key in the theme."""
    data: LayerData
    """What it is drawn from."""
    sources: tuple[str, ...] = ()
    """Ids of its sources, beside those of its data set and features."""
    as_of: PartialDate = ""
    """Date for which it holds."""
    caveat: str = ""
    """What a viewer has to know to read it rightly."""

    @model_validator(mode="after")
    def _match_title(self) -> Self:
        if self.names and self.names.neutral != self.title:
            raise ValueError(f"the neutral name {self.names.neutral!r} is not the title {self.title!r}")
        return self

    @property
    def table_files(self) -> tuple[str, ...]:
        """The feature tables that it reads, none or one."""
        if isinstance(self.data, (PointData, DistanceData, MembershipData)):
            return (self.data.file,)
        if isinstance(self.data, (DatasetData, OutlineData)) and self.data.attributes:
            return (self.data.attributes,)
        return ()


class Frame(Record):
    """Part of the world that a map shows, in degrees."""

    west: float = Field(ge=-180, le=180, allow_inf_nan=False)
    """Longitude of the west edge."""
    south: float = Field(ge=-85, le=85, allow_inf_nan=False)
    """Latitude of the south edge."""
    east: float = Field(ge=-180, le=330, allow_inf_nan=False)
    """Longitude of the east edge, beyond 180 east of the date line."""
    north: float = Field(ge=-85, le=85, allow_inf_nan=False)
    """Latitude of the north edge."""

    @model_validator(mode="after")
    def _order_edges(self) -> Self:
        if self.west >= self.east or self.south >= self.north:
            raise ValueError("west has to be less than east, and south less than north")
        return self


class LabelPlace(Record):
    """Where a name stands on slides, set by hand as a cartographer would."""

    dx: float = Field(default=0, ge=-2000, le=2000, allow_inf_nan=False)
    """How far it is moved to the right, in CSS pixels of a wide slide."""
    dy: float = Field(default=0, ge=-2000, le=2000, allow_inf_nan=False)
    """How far it is moved downward."""
    anchor: Literal["left", "right", "above", "below"] | None = None
    """Side of the name that is at its mark (`left`, `right`), or on which side of it the name stands."""
    turn: float | None = Field(default=None, ge=-180, le=180, allow_inf_nan=False)
    """Degrees counterclockwise of a name over an area."""
    hidden: bool = False
    """Whether it is left out."""


class Scene(Record):
    """One step of a briefing."""

    id: Id
    """Id, unique in the pack."""
    title: str = Field(min_length=1)
    """What it is called, in a few words."""
    takeaway: str = Field(min_length=1)
    """What the audience keeps, in a sentence of ours."""
    passages: tuple[str, ...] = Field(min_length=1)
    """Ids of the passages that it stands on; the first is read first."""
    layers: tuple[Id, ...] = ()
    """Ids of the layers that are visible; the base map alone where empty."""
    camera: Frame
    """What the map shows."""
    closed: tuple[Id, ...] = ()
    """Ids of the chokepoints that are closed in its what-if."""
    notes: str = Field(min_length=1)
    """What the speaker says, in our words."""
    inset: Frame | None = None
    """A close-up that wide slides show in the upper right corner of the map."""
    labels: Mapping[str, LabelPlace] = {}
    """Names placed by hand: id of the base map's name, or of layer and feature with a point between."""


def count_words(text: str) -> int:
    """Return the number of words of a text; a dash on its own is none."""
    return sum(any(map(str.isalnum, word)) for word in text.split())
