"""Define how a brief opens: what the map shows first, and the subjects that the home page offers."""

from typing import Self

from pydantic import Field, model_validator

from geodata.fields import Record
from geodata.records import Frame


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
