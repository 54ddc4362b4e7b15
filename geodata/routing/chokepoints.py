"""Read chokepoints and find the legs that cross their gates."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from geodata.errors import UnknownIdError, blame_file
from geodata.geometry.geodesy import Floats
from geodata.names import Names
from geodata.sources import Confidence

CHOKEPOINTS = Path(__file__).parents[1] / "data" / "chokepoints.toml"
MEASURED_SOURCE = "seabrief-widths"
"""Id in `sources.toml` of our own measurement of widths."""

Vertex = tuple[float, float]


class Limit(BaseModel):
    """Dimensions that a ship may have to pass, all of them together."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    draught_m: float | None = Field(default=None, gt=0)
    """Greatest draught in metres; None where it does not matter."""
    beam_m: float | None = Field(default=None, gt=0)
    """Greatest beam in metres."""
    length_m: float | None = Field(default=None, gt=0)
    """Greatest length over all in metres."""
    section_m2: float | None = Field(default=None, gt=0)
    """Greatest product of beam and draught in square metres."""
    since: date = date.min
    """First day on which it holds."""
    until: date = date.max
    """Last day on which it holds."""
    source: str
    """Id in `sources.toml` of the publication that it is taken from."""
    second: str = ""
    """Id in `sources.toml` of a second publication; empty where none was found."""
    confidence: Confidence
    """How well it is founded."""
    note: str
    """What it rests on, and what was simplified."""


class Flow(BaseModel):
    """How much passes a chokepoint, as a publication gives it for one year."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    what: Literal["oil", "trade", "transits"]
    """Crude oil and its products, goods by value or share, or ships."""
    amount: float = Field(gt=0)
    """How much, in `unit`."""
    unit: str = Field(min_length=1)
    """Unit in words, as in `million barrels a day` or `ships a year`."""
    year: int = Field(ge=1900, le=2100)
    """Year that it is for."""
    source: str
    """Id in `sources.toml` of the publication that it was read in."""
    note: str
    """What is counted, and where the year or the amount is not exact."""


class Chokepoint(BaseModel):
    """A strait or canal that can be closed, or a gate that lanes are counted through."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """Short stable key, as in `malacca`."""
    kind: Literal["strait", "canal", "waypoint", "further", "minor", "arctic"]
    """`waypoint`: a gate at open sea; `further`: beyond the sixteen; `minor`: and costly to pass;
    `arctic`: closed by its ice unless it is opened."""
    names: Names
    """English, Japanese and Chinese names."""
    gate: Annotated[tuple[Vertex, ...], Field(min_length=2)]
    """Longitudes and latitudes of the line from shore to shore, in great-circle arcs; both ends on land."""
    gate_note: str
    """Where the gate lies."""
    width: str = ""
    """Width as its source puts it; empty where no source but a weak one was found."""
    source: str = ""
    """Id in `sources.toml` of the publication that gives the width; empty where there is none."""
    second: str = ""
    """Id in `sources.toml` of a second publication of the width; empty where none was found."""
    second_width: str = ""
    """Width as the second puts it."""
    measured: str = ""
    """Least distance from shore to shore on the GSHHG shoreline, and between which shores; shown first."""
    confidence: Confidence = "low"
    """How well the width is founded."""
    limits: tuple[Limit, ...] = ()
    """A ship that fits one of those that hold at a time passes; where there are none every ship does."""
    flows: tuple[Flow, ...] = ()
    """What passes it, as published; empty where nothing was read."""

    def find_limits(self, day: date) -> tuple[Limit, ...]:
        """Return the limits that hold on a day."""
        return tuple(limit for limit in self.limits if limit.since <= day <= limit.until)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources of its widths: of our own measurement, then of the publications."""
        return tuple(source for source in (self.measured_source, self.source, self.second) if source)

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of all sources that it cites, each once: of its widths, its limits and its flows."""
        limits = (source for limit in self.limits for source in (limit.source, limit.second) if source)
        return tuple(dict.fromkeys((*self.sources, *limits, *(flow.source for flow in self.flows))))

    @property
    def measured_source(self) -> str:
        """Id of the source of our own measurement; empty where there is none."""
        return MEASURED_SOURCE if self.measured else ""


@cache
def read_chokepoints(path: Path = CHOKEPOINTS) -> Mapping[str, Chokepoint]:
    """Return the chokepoints by id, in the order of the file."""
    with blame_file(path):
        records = tomllib.loads(path.read_text(encoding="utf-8"))["chokepoints"]
        return {record.id: record for record in map(Chokepoint.model_validate, records)}


def select_chokepoints(ids: Sequence[str] = ()) -> tuple[Chokepoint, ...]:
    """Return chokepoints by id, in that order; without ids the sixteen.

    Raises
    ------
    UnknownIdError
        There is no chokepoint of an id.
    """
    known = read_chokepoints()
    for unknown in (chokepoint_id for chokepoint_id in ids if chokepoint_id not in known):
        raise UnknownIdError("chokepoint", unknown, known)
    sixteen = [found.id for found in known.values() if found.kind in {"strait", "canal", "waypoint"}]
    return tuple(known[chokepoint_id] for chokepoint_id in ids or sixteen)


def find_crossings(chokepoint: Chokepoint, starts: Floats, ends: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """Return which great-circle legs cross a gate, and where.

    Parameters
    ----------
    chokepoint
        The gate's owner.
    starts, ends
        Unit vectors, shape (n, 3).

    Returns
    -------
    tuple
        Whether each leg crosses, shape (n,), and the angle in radians from its start to the crossing, zero
        where there is none, shape (n,).
    """
    crosses = np.zeros(len(starts), dtype=bool)
    angles = np.zeros(len(starts))
    for a, b, plane in _list_arcs(chokepoint.gate):
        from_start, from_end = starts @ plane, ends @ plane
        (legs,) = np.nonzero((from_start > 0) != (from_end > 0))
        if not len(legs):
            continue
        shares = from_start[legs] / (from_start[legs] - from_end[legs])
        points = starts[legs] + (ends[legs] - starts[legs]) * shares[:, None]
        between = (points @ (b - a * (a @ b)) >= 0) & (points @ (a - b * (a @ b)) >= 0)
        legs, points = legs[between], points[between]
        points /= np.maximum(np.linalg.norm(points, axis=1), 1e-12)[:, None]
        crosses[legs] = True
        angles[legs] = 2 * np.arcsin(np.minimum(np.linalg.norm(points - starts[legs], axis=1) / 2, 1))
    return crosses, angles


@cache
def _list_arcs(gate: tuple[Vertex, ...]) -> tuple[tuple[Floats, Floats, Floats], ...]:
    """Return the arcs of a gate: both ends as unit vectors, and the normal of the plane through them."""
    lon, lat = np.radians(np.array(gate)).T
    vectors = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    return tuple((a, b, np.cross(a, b)) for a, b in pairwise(vectors))
