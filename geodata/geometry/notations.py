"""Write positions in the notations that people use: degrees, degrees and minutes, with seconds, grid."""

import math
from collections.abc import Callable, Mapping
from typing import Literal

from geodata.geometry.geodesy import Position
from geodata.geometry.grid_references import write_reference

Notation = Literal["dd", "ddm", "dms", "mgrs"]
"""Decimal degrees; degrees and decimal minutes; degrees, minutes and seconds; grid reference (MGRS)."""
DECIMAL: Notation = "dd"
NOTATIONS: tuple[Notation, ...] = ("dd", "ddm", "dms", "mgrs")
COMPASS: Mapping[str, str] = {letter: letter for letter in "NESW"}
DECIMALS = {"dd": 3, "ddm": 1, "dms": 0}
"""Decimals of the last figure of each notation: 111 m, 185 m, 31 m."""
_FIGURES = {"dd": 1, "ddm": 2, "dms": 3}
_SIGNS = "°′″"
_STEPS = 60

WriteNumber = Callable[[float, str], str]
"""Writes a number by a format specification."""


def format_position(
    position: Position,
    notation: Notation,
    *,
    compass: Mapping[str, str] = COMPASS,
    write_number: WriteNumber = format,
) -> str:
    """Return a position in a notation, such as `35°27.0′ N, 139°39.0′ E`; `read_position` reads it.

    Parameters
    ----------
    position
        The position; its longitude may be counted beyond 180 degrees.
    notation
        How to write it. The grid is written to 100 m.
    compass
        What the letters N, E, S and W are in the reader's language.
    write_number
        Writes the last figures, which have decimals, in the reader's language.
    """
    if notation == "mgrs":
        return write_reference(position)
    lat, lon = (
        format_coordinate(value, ends, notation, compass=compass, write_number=write_number)
        for value, ends in ((position.lat, "NS"), (wrap_longitude(position.lon), "EW"))
    )
    return f"{lat}, {lon}"


def wrap_longitude(lon: float) -> float:
    """Return a longitude between -180 and 180 degrees; the last one stays as it is."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180  # noqa: PLR2004 - half a circle


def format_coordinate(
    degrees: float,
    ends: str,
    notation: Notation,
    *,
    compass: Mapping[str, str] = COMPASS,
    write_number: WriteNumber = format,
) -> str:
    """Return a latitude (`ends` is NS) or longitude (EW) in a notation of degrees, such as `12.500° N`."""
    figures, decimals = _FIGURES[notation], DECIMALS[notation]
    units = math.floor(abs(degrees) * _STEPS ** (figures - 1) * 10**decimals + 0.5)
    last, wholes = units, []
    for power in range(figures - 1, 0, -1):
        whole, last = divmod(last, _STEPS**power * 10**decimals)
        wholes.append(whole)
    width = (2 + (decimals + 1 if decimals else 0)) if wholes else 0
    shown = write_number(last / 10**decimals, f"0{width}.{decimals}f" if width else f".{decimals}f")
    leading = [str(whole) if at == 0 else f"{whole:02}" for at, whole in enumerate(wholes)]
    text = "".join(f"{figure}{sign}" for figure, sign in zip([*leading, shown], _SIGNS, strict=False))
    return f"{text} {compass[ends[1 if degrees < 0 and units > 0 else 0]]}"
