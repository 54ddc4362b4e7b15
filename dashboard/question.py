"""Turn what a viewer asks of lanes, bands and places into parameters of a link and back, pure."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.chokepoints import read_chokepoints
from geodata.errors import SeaBriefError
from geodata.geodesy import Position
from geodata.places import read_place, read_places, write_place
from geodata.positions import write_position

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


@dataclass(frozen=True)
class Question:
    """What a viewer asks of a lane, of bands, or of places on the map."""

    start: str | None = None
    """Where the lane starts: a port id, or latitude and longitude; None for the page's choice."""
    end: str | None = None
    """Where it ends, likewise."""
    closed: frozenset[str] = frozenset()
    """Ids of the chokepoints that are closed."""
    speed: float | None = None
    """Speed of the ship in knots; None for the page's choice."""
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


def encode_question(question: Question) -> dict[str, str]:
    """Return the query parameters of a question; what is left to the page is left out."""
    bands = question.bands
    asked = {
        "from": question.start,
        "to": question.end,
        "closed": ",".join(sorted(question.closed)),
        "speed": f"{question.speed:g}" if question.speed else None,
        "bands": None if bands is None else ",".join(map(_write_band, bands)) or "none",
        "origin": question.origin,
        "pin": write_position(question.pin) if question.pin else None,
        "course": ";".join(map(write_position, question.course)),
        "area": ";".join(map(write_position, question.area)),
    }
    return {name: value for name, value in asked.items() if value}


def decode_question(texts: Mapping[str, str], askable: Askable) -> tuple[Question, list[str]]:
    """Return the question that parameters ask, and the names of those that were not understood.

    Parameters
    ----------
    texts
        Value of each parameter by its name; others than those of a question are passed over.
    askable
        What it may name.
    """
    values: dict[str, Any] = {}
    ignored = []
    for name, (field, read) in READERS.items():
        try:
            if texts.get(name):
                values[field] = read(texts[name], askable)
        except ValueError:
            ignored.append(name)
    return Question(**values), ignored


def _write_band(band: BandChoice) -> str:
    nominal = "" if band.nominal_km is None else f"{band.nominal_km:g}"
    shares = ("" if share is None else str(share) for share in (band.inner_pct, band.outer_pct))
    return ":".join((band.layer, nominal, *shares)).rstrip(":")


def _read_place(text: str, _askable: Askable) -> str:
    try:
        return write_place(read_place(text))
    except SeaBriefError as error:
        raise ValueError(text) from error


def _read_closed(text: str, _askable: Askable) -> frozenset[str]:
    closed = frozenset(text.split(","))
    if not closed <= read_chokepoints().keys():
        raise ValueError(text)
    return closed


def _read_speed(text: str, _askable: Askable) -> float:
    return _keep_inside(float(text), SPEEDS_KN)


def _read_bands(text: str, askable: Askable) -> tuple[BandChoice, ...]:
    bands = () if text == "none" else tuple(_read_band(part, askable) for part in text.split(","))
    if len({band.layer for band in bands}) < len(bands):
        raise ValueError(text)
    return bands


def _read_band(text: str, askable: Askable) -> BandChoice:
    layer, nominal, inner, outer, *more = [*text.split(":"), "", "", ""]
    if layer not in askable.bands or any(more):
        raise ValueError(text)
    return BandChoice(
        layer,
        _keep_inside(float(nominal), NOMINAL_KM) if nominal else None,
        int(_keep_inside(int(inner), INNER_PCT)) if inner else None,
        int(_keep_inside(int(outer), OUTER_PCT)) if outer else None,
    )


def _read_origin(text: str, askable: Askable) -> str:
    if text not in askable.origins:
        raise ValueError(text)
    return text


def _read_pin(text: str, _askable: Askable) -> Position:
    [place] = _read_corners(text, _askable)
    return place


def _read_corners(text: str, _askable: Askable) -> tuple[Position, ...]:
    try:
        places = [place for part in text.split(";") for place in read_places(part)]
    except SeaBriefError as error:
        raise ValueError(text) from error
    if not 0 < len(places) <= MOST_CORNERS:
        raise ValueError(text)
    return tuple(places)


def _keep_inside(value: float, limits: tuple[float, float]) -> float:
    if not limits[0] <= value <= limits[1]:
        raise ValueError(value)
    return value


READERS: Mapping[str, tuple[str, Callable[[str, Askable], Any]]] = {
    "from": ("start", _read_place),
    "to": ("end", _read_place),
    "closed": ("closed", _read_closed),
    "speed": ("speed", _read_speed),
    "bands": ("bands", _read_bands),
    "origin": ("origin", _read_origin),
    "pin": ("pin", _read_pin),
    "course": ("course", _read_corners),
    "area": ("area", _read_corners),
}
"""Parameter -> field of `Question`, and what reads it."""
