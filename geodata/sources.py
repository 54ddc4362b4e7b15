"""Sources of figures and data sets: publisher, date, place in it, rank, licence."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from geodata.errors import blame_file

Confidence = Literal["high", "medium", "low"]
Rank = Literal["primary", "secondary", "weak"]

RANKS: tuple[Rank, ...] = ("primary", "secondary", "weak")
"""Ranks of sources, the best first."""
UNRANKED = "unranked"
"""How a source without a rank is counted."""
DATA_SOURCES = Path(__file__).parent / "data" / "sources.toml"


class Source(BaseModel):
    """One publication or data package that a figure, a shape or a name rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """Short stable key that layers, features and data files cite."""
    title: str
    """Title as published."""
    short: str = ""
    """How a source line cites it in a few words; the publisher and year where empty."""
    publisher: str
    """Body or author that published it."""
    year: str
    """Year or date of publication; `n.d.` where none is given."""
    url: str = ""
    """The publisher's address of it; empty where there is none or it is not known."""
    read_at: str = ""
    """Address of the copy that was read, where that is not the publisher's."""
    locator: str = ""
    """Where in it the figure or the words stand: page, section, table; `whole page` for a short one."""
    licence: str = ""
    """Licence or rights statement; empty for facts cited from a publication."""
    as_of: str = ""
    """Date for which its content holds, where that differs from `year`."""
    rank: Rank | Literal[""] = ""
    """How good a source it is: `primary`, official or peer-reviewed; `secondary`, reputable; `weak`. Each
    source should have one; one without counts as not ranked, which comes last."""
    confidence: Confidence = "high"
    """How sure the claim is that is taken from it, whatever its rank: `high`, read there and uncontested;
    `medium`, read in a copy or in part, or not confirmed; `low`, contested or unlikely."""
    note: str = ""
    """What a reader should know before relying on it."""

    @property
    def standing(self) -> str:
        """Its rank, or `unranked`."""
        return self.rank or UNRANKED


@cache
def read_data_sources() -> Mapping[str, Source]:
    """Return the sources of the built data sets by id."""
    with blame_file(DATA_SOURCES):
        table = tomllib.loads(DATA_SOURCES.read_text(encoding="utf-8"))
        return {source.id: source for source in map(Source.model_validate, table["sources"])}


def sort_by_rank(sources: Iterable[Source]) -> list[Source]:
    """Return sources with the best rank first and those without one last; else in their order."""
    return sorted(sources, key=lambda source: RANKS.index(source.rank) if source.rank else len(RANKS))


def count_ranks(sources: Iterable[Source]) -> dict[str, int]:
    """Return how many sources have each rank, and how many have none, as `unranked`."""
    standings = [source.standing for source in sources]
    return {rank: standings.count(rank) for rank in (*RANKS, UNRANKED)}


def are_weak(sources: Iterable[Source]) -> bool:
    """Tell whether there are sources and all of them are weak."""
    standings = {source.standing for source in sources}
    return standings == {"weak"}
