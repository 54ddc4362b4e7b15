"""References of the Military Grid Reference System (MGRS), which name squares of the ground.

Projections, lettering and the exceptions of the zones (Norway, Svalbard, the poles) are those of NGA's
GEOTRANS, by the package `mgrs`.
"""

import re
import warnings
from dataclasses import dataclass, replace
from functools import cache

import mgrs

from geodata.errors import Message
from geodata.geometry.geodesy import Position

DIGITS = 3
"""Digits of easting and of northing that are written: 100 m. A finer reference is read as that."""
LEAST_DIGITS, MOST_DIGITS = 2, 5
"""Digits of easting and of northing of a square of 1 km, and of one of 1 m."""
SQUARE_KM = 100
"""Edge of the squares that are named by two letters."""
LAST_ZONE = 60
_WRITTEN = re.compile(r"(?P<zone>\d{1,2}\s*)?(?P<band>[A-Z])\s*(?P<square>[A-Z]{2})\s*(?P<figures>\d[\d\s]*)")
_DIRECTIONS = frozenset(("SUD", "SUR", "EST"))
"""Words of directions that have as many letters as a reference."""
_POLAR = "ABYZ"
"""Letters of the polar regions, which have no zone."""
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""Letters of the bands of latitude from 80 degrees south on."""
_FIRST_LAT, _BAND_DEG, _LAST_LAT = -80.0, 8.0, 84.0
_KM_A_DEGREE = 110.0


@dataclass(frozen=True)
class UnreadableError(Exception):
    """Why a text in the form of a position is none."""

    problem: str


@dataclass(frozen=True)
class GridReference:
    """A square of the ground."""

    zone: str
    """Number of the zone without a leading zero; empty in the polar regions."""
    band: str
    """Letter of the band of latitude, or of the part of a polar region."""
    square: str
    """Letters of the square of 100 km."""
    easting: str
    """First digits of the easting in that square."""
    northing: str
    """As many of the northing."""

    def __str__(self) -> str:
        """Return the reference with spaces, such as `54S UE 869 342`."""
        return f"{self.zone}{self.band} {self.square} {self.easting} {self.northing}"

    @property
    def size_km(self) -> float:
        """Edge of the square."""
        return float(SQUARE_KM / 10.0 ** len(self.easting))

    def coarsen(self) -> "GridReference":
        """Return the square of 100 m that holds this one; a larger one as it is."""
        return replace(self, easting=self.easting[:DIGITS], northing=self.northing[:DIGITS])


def parse_reference(text: str) -> GridReference | None:
    """Return the reference that a text is, in capitals or small letters, with or without spaces; else None.

    Raises
    ------
    UnreadableError
        It has the form of a reference, but its letters, digits or its zone are not those of one.
    """
    found = _WRITTEN.fullmatch(text.strip().upper())
    if found is None:
        return None
    zone, band, square = (found["zone"] or "").strip(), found["band"], found["square"]
    groups = found["figures"].split()
    short = sum(map(len, groups)) < 2 * LEAST_DIGITS
    if (not zone and (short or band not in _POLAR)) or (short and f"{band}{square}" in _DIRECTIONS):
        return None
    if zone and not (1 <= int(zone) <= LAST_ZONE and band in _BANDS):
        raise UnreadableError(
            Message(
                "{zone}{band} is no zone of the grid: zones are 1 to 60, letters C to X without I and O.",
                zone=zone,
                band=band,
            )
        )
    easting, northing = _part_figures(groups)
    return GridReference(str(int(zone)) if zone else "", band, square, easting, northing)


def _part_figures(groups: list[str]) -> tuple[str, str]:
    """Return the digits of easting and northing, which are written in two groups or in one."""
    if len(groups) == 1:
        half = len(groups[0]) // 2
        groups = [groups[0][:half], groups[0][half:]]
    lengths = {len(group) for group in groups}
    if len(groups) != 2 or len(lengths) > 1 or not LEAST_DIGITS <= lengths.pop() <= MOST_DIGITS:  # noqa: PLR2004 - easting and northing
        raise UnreadableError(
            Message("A reference of the grid has two to five digits eastward and as many northward.")
        )
    return groups[0], groups[1]


def locate_reference(reference: GridReference) -> Position:
    """Return the middle of a square.

    Raises
    ------
    UnreadableError
        There is no such square in the zone and the band.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # another band: refused below
            lat, lon = _grid().toLatLon(str(reference).replace(" ", ""))
    except mgrs.core.MGRSError as error:
        raise _refuse_square(reference) from error
    if reference.zone and not _lies_in_band(lat, reference):
        raise _refuse_square(reference)
    return Position(lat, (lon + 180) % 360 - 180)


def write_reference(position: Position) -> str:
    """Return the square of 100 m that holds a position, such as `54S UE 869 342`."""
    lon = (position.lon + 180) % 360 - 180
    lat = round(position.lat, 9)  # a hair south of the equator there is no square
    found = parse_reference(_grid().toMGRS(lat, lon, MGRSPrecision=DIGITS))
    return str(found)


@cache
def _grid() -> mgrs.MGRS:
    return mgrs.MGRS()


def _lies_in_band(lat: float, reference: GridReference) -> bool:
    """Tell whether the middle of a square lies in its band, or nearer to it than the square is large."""
    south = _FIRST_LAT + _BAND_DEG * _BANDS.index(reference.band)
    north = _LAST_LAT if reference.band == _BANDS[-1] else south + _BAND_DEG
    spare = reference.size_km / _KM_A_DEGREE
    return south - spare <= lat <= north + spare


def _refuse_square(reference: GridReference) -> UnreadableError:
    where = f"{reference.zone}{reference.band}"
    return UnreadableError(
        Message("There is no square {square} in {where}.", square=reference.square, where=where)
    )
