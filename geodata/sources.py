"""Sources of figures and data sets: publisher, date, licence."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Confidence = Literal["high", "medium", "low"]

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
    """Address where it can be read; empty where there is none."""
    licence: str = ""
    """Licence or rights statement; empty for facts cited from a publication."""
    as_of: str = ""
    """Date for which its content holds, where that differs from `year`."""
    confidence: Confidence = "high"
    """`high`: the figure was read in this source; `medium`: in a secondary copy; `low`: weak or contested."""
    note: str = ""
    """What a reader should know before relying on it."""


@cache
def read_data_sources() -> Mapping[str, Source]:
    """Return the sources of the built data sets by id."""
    table = tomllib.loads(DATA_SOURCES.read_text(encoding="utf-8"))
    return {source.id: source for source in map(Source.model_validate, table["sources"])}
