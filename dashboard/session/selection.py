"""The selection: everything that a link says."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.messages import Theme
from geodata.geometry.geodesy import Position
from geodata.geometry.notations import DECIMAL, Notation
from geodata.names import NEUTRAL, Policy

SPEEDS_KN = (1.0, 60.0)
"""Least and greatest speed of a ship in knots."""
NOMINAL_KM = (50.0, 5000.0)
"""Least and greatest nominal distance of a range band that a viewer can choose."""
INNER_PCT, OUTER_PCT = (10, 100), (100, 200)
"""Least and greatest inner and outer distance in per cent of the nominal one."""

MOST_CORNERS = 100
"""Most corners of a course or an area."""


@dataclass(frozen=True)
class BandChoice:
    """A class of range bands as a viewer has set it; None where it is as the pack has it."""

    layer: str
    """Id of its layer."""
    nominal_km: float | None = None
    """Nominal distance."""
    inner_pct: int | None = None
    """Inner distance in per cent of the nominal one."""
    outer_pct: int | None = None
    """Outer distance in per cent of the nominal one."""


NO_SHIP = "none"
"""In the place of a class of ships: a ship without size."""


@dataclass(frozen=True)
class PageState:
    """What a viewer asks of a lane, of bands, or of places on the map."""

    start: str | None = None
    """Where the lane starts: a port id, or latitude and longitude; None for the page's choice."""
    end: str | None = None
    """Where it ends, likewise."""
    closed: frozenset[str] = frozenset()
    """Ids of the chokepoints that are closed."""
    speed: float | None = None
    """Speed of the ship in knots; None for the page's choice."""
    ship: str | None = None
    """Class of ships that has to fit, `NO_SHIP` for one without size; None for the ship of the lane."""
    year: int | None = None
    """Year whose limits hold for the ship; None for that of the brief."""
    arctic: bool = False
    """Whether the Arctic passages are open."""
    bands: tuple[BandChoice, ...] | None = None
    """Classes of range bands; None for those that the pack shows at the start."""
    origin: str | None = None
    """What the bands are measured from; None for the generalised coast."""
    pin: Position | None = None
    """Place whose distances are asked for."""
    course: tuple[Position, ...] = ()
    """Corners of a course that is measured."""
    area: tuple[Position, ...] = ()
    """Corners of an area that is measured, without closing it."""


@dataclass(frozen=True)
class Askable:
    """What a question may name beside ports and chokepoints."""

    bands: Collection[str] = ()
    """Ids of the layers that are range bands."""
    origins: Collection[str] = ()
    """Ids of what bands can be measured from, the usual one first."""


THEMES: tuple[Theme, ...] = ("light", "dark")
SETTING_FIELDS = ("names", "theme", "positions", "lang")
"""Fields of a selection that stay whatever is chosen, undone or left."""
LIMITS = ((-85, 85), (-180, 360), (1.5, 13))
"""Least and greatest latitude and longitude in degrees, and web zoom."""


@dataclass(frozen=True)
class Camera:
    """Where the map looks."""

    lat: float
    """Latitude of the middle in degrees."""
    lon: float
    """Longitude of the middle in degrees; beyond 180 east of the date line."""
    zoom: float
    """Web zoom, in quarter steps."""


@dataclass(frozen=True)
class Selection:
    """Everything that a link says."""

    layers: frozenset[str] | None = None
    """Ids of the visible layers; None for the pack's own choice."""
    at: Camera | None = None
    """Camera; None where the page chooses it."""
    feature: str | None = None
    """Selected feature as `layer.feature`, or a whole layer by its id."""
    passage: str | None = None
    """Id of the passage whose layers are lit."""
    scene: str | None = None
    """Id of the scene of the briefing; None outside it."""
    date: str = ""
    """Month or day up to which things have happened; empty for all, or up to the brief on Institutions."""
    countries: tuple[str, ...] = ()
    """Ids of the members whose bodies are compared, in the order in which they were chosen."""
    question: PageState = field(default_factory=PageState)
    """What is asked of a lane or of bands."""
    names: Policy = NEUTRAL
    """Naming policy."""
    pack: str = ""
    """Name of a pack of the repository; empty for the one of the start, and for an upload."""
    theme: Theme | None = None
    """Theme of page and map; None for the one that the viewer's system has."""
    positions: Notation = DECIMAL
    """Notation of positions."""
    lang: str = ""
    """Language as an IETF tag; empty for the one that the viewer's browser wishes."""

    @property
    def settings(self) -> dict[str, Any]:
        """The fields that say how everything is shown, whatever it is."""
        return {name: getattr(self, name) for name in SETTING_FIELDS}


@dataclass(frozen=True)
class Known:
    """What a selection may name."""

    default_layers: frozenset[str]
    """Layers that are visible at the start."""
    features: Mapping[str, Collection[str]]
    """Layer id -> ids of its features."""
    passages: Collection[str]
    """Ids of the passages."""
    scenes: Mapping[str, frozenset[str]]
    """Scene id -> ids of the layers that it shows, in the order of the briefing."""
    dates: Sequence[str] = ()
    """Months that can be chosen."""
    moments: Collection[str] = ()
    """Days with which events begin, which can be chosen too."""
    countries: Collection[str] = ()
    """Ids of the members of bodies."""
    pack: str = ""
    """Name of the pack that all this belongs to, as a link has it."""
    private: bool = False
    """Whether no link leads to the pack, so that a link that names what is in it would mean another one."""
    askable: Askable = field(default_factory=Askable)
    """What a question may name."""
