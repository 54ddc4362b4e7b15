"""Records of scenes, cameras and the opening view."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from geodata.records.base import Id, Record


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
    takeaway: str = ""
    """What the audience keeps, in a sentence of ours; empty while that is not written."""
    passages: tuple[str, ...] = Field(min_length=1)
    """Ids of the passages that it stands on; the first is read first."""
    layers: tuple[Id, ...] = ()
    """Ids of the layers that are visible; the base map alone where empty."""
    camera: Frame
    """What the map shows."""
    closed: tuple[Id, ...] = ()
    """Ids of the chokepoints that are closed in its what-if."""
    notes: str = ""
    """What the speaker says, in our words; empty while that is not written."""
    inset: Frame | None = None
    """A close-up that wide slides show in the upper right corner of the map."""
    labels: Mapping[str, LabelPlace] = {}
    """Names placed by hand: id of the base map's name, or of layer and feature with a point between."""


class Subject(Record):
    """One thing that the brief is about, as a way onto the map."""

    title: str = Field(min_length=1)
    """What it is called."""
    text: str = Field(min_length=1)
    """What there is to see, in a sentence of ours."""
    passage: str = ""
    """Id of the passage whose layers the map lights up."""
    feature: str = ""
    """What the map flies to: a layer by its id, or a feature of one as `layer.feature`."""
    scene: str = ""
    """Id of the scene at which the briefing starts."""
    picture: str = ""
    """Id of the scene whose picture stands for it; where none is named, that of `scene`."""

    @model_validator(mode="after")
    def _choose_one(self) -> Self:
        if len(self.link) != 1:
            raise ValueError("a subject has exactly one of passage, feature and scene")
        return self

    @property
    def link(self) -> dict[str, str]:
        """The one parameter of the address that opens it, by its name."""
        targets = {"passage": self.passage, "feature": self.feature, "scene": self.scene}
        return {name: target for name, target in targets.items() if target}


class Opening(Record):
    """The file `opening.toml` of a pack; optional, as is everything in it."""

    first_view: Frame | None = None
    """What the map shows first; without it, all layers that are visible at the start."""
    subjects: tuple[Subject, ...] = Field(default=(), max_length=8)
    """The subjects of the home page, in order."""
