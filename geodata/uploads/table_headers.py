"""Recognise the columns of longitude and latitude of an untrusted table by their headers."""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

Axis = Literal["longitude", "latitude"]
"""What a column of degrees holds."""
AXES: tuple[Axis, Axis] = ("longitude", "latitude")
WORDS: Mapping[Axis, Sequence[str]] = {
    "longitude": [
        "lon",
        "longitude",
        "long",
        "lng",
        "longitud",
        "longitudine",
        "longitudes",
        "länge",
        "laenge",
        "längengrad",
        "laengengrad",
        "lengtegraad",
        "längdgrad",
        "longitud",
        "lengdegrad",
        "længdegrad",
        "długość",
        "dlugosc",
        "долгота",
        "経度",
        "經度",
        "经度",
        "東経",
        "東經",
        "东经",
        "경도",
        "bujur",
        "boylam",
        "intptlon",
        "longdd",
        "londd",
        "xcoord",
        "coordx",
        "xlong",
        "xlon",
        "x",
    ],
    "latitude": [
        "lat",
        "latitude",
        "latitud",
        "latitudine",
        "latitudes",
        "breite",
        "breitengrad",
        "breedtegraad",
        "breddgrad",
        "breddegrad",
        "szerokość",
        "szerokosc",
        "широта",
        "緯度",
        "纬度",
        "北緯",
        "北纬",
        "위도",
        "lintang",
        "enlem",
        "intptlat",
        "latdd",
        "ycoord",
        "coordy",
        "ylat",
        "y",
    ],
}
"""Words for an axis in the languages of ship lists, registers and programs; the first are taken first."""
BESIDE = frozenset(
    [
        "wgs",
        "wgs84",
        "84",
        "4326",
        "epsg",
        "deg",
        "degs",
        "degree",
        "degrees",
        "dec",
        "decimal",
        "dd",
        "ddd",
        "gps",
        "geo",
        "geog",
        "geogr",
        "geographic",
        "geographical",
        "geographische",
        "geografische",
        "coord",
        "coords",
        "coordinate",
        "coordinates",
        "koordinate",
        "coordenada",
        "position",
        "pos",
        "point",
        "pt",
        "location",
        "loc",
        "site",
        "centroid",
        "center",
        "centre",
        "in",
        "n",
        "e",
        "o",
        "ost",
        "nord",
        "north",
        "east",
        "geograficzna",
        "map",
        "mid",
        "grad",
        "grados",
        "degrés",
        "度",
        "十進",
    ]
)
"""Words beside those that say nothing more, or the side that counts up."""
BACKWARDS = re.compile(
    r"(?<![a-z])(w|west|western|s|south|southern|sur|süd|oeste|ouest)(?![a-z])", re.IGNORECASE
)
SHAPES = frozenset(
    [
        "wkt",
        "geom",
        "geometry",
        "thegeom",
        "wktgeom",
        "geomwkt",
        "geometrywkt",
        "shape",
        "shapewkt",
        "wktgeometry",
    ]
)
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def find_axis(header: Sequence[str], axis: Axis) -> list[int]:
    """Return the numbers of the columns whose header names an axis best; none, one, or equals."""
    ranks = {number: rank for number, cell in enumerate(header) if (rank := _rank(cell, axis)) is not None}
    return [number for number, rank in ranks.items() if rank == min(ranks.values())]


def _rank(cell: str, axis: Axis) -> tuple[int, int] | None:
    """Return how well a header names an axis, the smaller the better; None where it does not."""
    words = _split(_BRACKETS.sub(" ", unicodedata.normalize("NFKC", cell)))
    told = [word for word in words if word not in BESIDE]
    joined = "".join(words)
    known = joined if joined in WORDS[axis] else told[0] if len(told) == 1 else ""
    return (WORDS[axis].index(known), len(words)) if known in WORDS[axis] else None


def _split(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _CAMEL.sub(" ", text).lower())


def counts_backwards(cell: str) -> bool:
    """Tell whether a header says that its degrees count to the west or to the south."""
    return bool(BACKWARDS.search(_CAMEL.sub(" ", unicodedata.normalize("NFKC", cell)).replace("_", " ")))


def is_shape(cell: str) -> bool:
    """Tell whether a header may stand over shapes in well-known text."""
    return "".join(_split(cell)) in SHAPES


def find_nearest(header: Sequence[str], axis: Axis) -> str:
    """Return the header that is most like a word for an axis, or ""."""
    scores = {
        cell: max(
            difflib.SequenceMatcher(None, word, part).ratio() for word in WORDS[axis] for part in _split(cell)
        )
        for cell in header[:100]
        if _split(cell[:60])
    }
    best = max(scores, key=lambda cell: scores[cell], default="")
    return best if best and scores[best] > 0.6 else ""  # noqa: PLR2004 - more like it than not
