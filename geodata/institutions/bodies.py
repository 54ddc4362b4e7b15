"""Read which states belong to international bodies, for briefs that bring no table of their own."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from geodata.errors import blame_file
from geodata.institutions.memberships import has_begun

BODIES = Path(__file__).parents[1] / "data" / "bodies.toml"


class Position(BaseModel):
    """Where the dot of a member stands that is no state, or whose area is too small to be drawn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    lat: float
    lon: float


class KnownBody(BaseModel):
    """A body whose members are known from a day on."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """Short stable key, as in `nato`."""
    label: str = Field(max_length=20)
    """What tables call it, in a word or two."""
    style: str = ""
    """Style of the layer of its members; empty where it has none of its own."""
    since: str
    """First year, month or day for which its members are known."""
    as_of: str
    """Latest year, month or day for which they are."""
    members: str
    """Those at the first day, with spaces between."""
    joined: Mapping[str, str] = {}
    """Who joined later, with the date."""
    left: Mapping[str, str] = {}
    """Who left later, with the date."""
    note: str = ""
    """What has to be known of them; may be empty."""
    sources: tuple[str, ...] = Field(min_length=1)
    """Ids in `sources.toml`."""

    def find_date(self, on: str) -> str:
        """Return the date for which the members are told where those of a year, month or day are asked for.

        That is the latest date that is known where it lies before the one that is asked for or none is, and
        empty where nothing is known of so early a time.
        """
        if on and not has_begun(self.since, on):
            return ""
        return on if on and has_begun(on, self.as_of) else self.as_of

    def list_members(self, on: str) -> Mapping[str, str]:
        """Return the members at a date, each with the date of joining, empty where that was at the first."""
        known = {**dict.fromkeys(self.members.split(), ""), **self.joined}
        gone = {member for member, day in self.left.items() if has_begun(day, on)}
        return {
            member: since for member, since in known.items() if member not in gone and has_begun(since, on)
        }


@dataclass(frozen=True)
class BodyTable:
    """What the file of bodies holds."""

    bodies: Mapping[str, KnownBody]
    """The bodies whose members are known, by id."""
    positions: Mapping[str, Position]
    """Where members stand that have no area, by id."""


@cache
def read_bodies() -> BodyTable:
    """Return the bodies whose members are known.

    Raises
    ------
    DataError
        The file is missing or damaged.
    """
    with blame_file(BODIES):
        table = tomllib.loads(BODIES.read_text(encoding="utf-8"))
        bodies = map(KnownBody.model_validate, table["bodies"])
        positions = {key: Position.model_validate(told) for key, told in table["positions"].items()}
        return BodyTable({body.id: body for body in bodies}, positions)
