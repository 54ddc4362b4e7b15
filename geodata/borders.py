"""Read the land borders that are drawn as contested, with the reason and the source."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from geodata.errors import blame_file

CONTESTED = Path(__file__).parent / "data" / "contested_borders.toml"

Kind = Literal["line of control", "armistice", "rejected", "unsettled", "unrecognised"]


class ContestedBorder(BaseModel):
    """A border that a map draws dashed; nothing in it says whose a land is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    between: tuple[str, str]
    """Alpha-3 codes of both sides, or the name of an entity without one in Natural Earth, sorted."""
    name: str
    """Both sides as a reader knows them."""
    within: tuple[float, float, float, float] | None = None
    """West, south, east and north in degrees where only a part of the border is contested."""
    kind: Kind
    """What the line is."""
    why: str
    """The fact that makes it contested, as of October 2013, in our words."""
    source: str
    """Id in `sources.toml` of the publication that says so."""
    entry: str = Field(min_length=1)
    """Where in that publication."""


@cache
def read_contested_borders(path: Path = CONTESTED) -> tuple[ContestedBorder, ...]:
    """Return the contested borders in the order of the file."""
    with blame_file(path):
        records = tomllib.loads(path.read_text(encoding="utf-8"))["borders"]
        return tuple(map(ContestedBorder.model_validate, records))
