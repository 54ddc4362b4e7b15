"""Read and search the ports that lanes start and end at."""

import csv
import difflib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geodata.errors import DataError, UnknownIdError
from geodata.geodesy import Position
from geodata.names import Names

LEAST_LIKENESS = 0.72
"""Ratio of `difflib.SequenceMatcher` from which a misspelt name still counts as meant."""
PORTS = Path(__file__).parent / "data" / "ports.csv"


@dataclass(frozen=True)
class Port:
    """A port, at the place where its source puts it: good to about a mile, not a berth."""

    id: str
    """Short stable key, as in `hamburg`."""
    locode: str
    """UN/LOCODE without its blank."""
    country: str
    """ISO 3166-1 alpha-3 code of the country or area."""
    names: Names
    """English, Japanese and Chinese names."""
    position: Position
    """Where a lane starts or ends."""
    source: str
    """Id in `sources.toml` of the publication that gives the position."""
    locator: str
    """Entry in that publication."""
    also: tuple[str, ...] = ()
    """Former names, other spellings and readings, by which it is found but not called."""


@cache
def read_ports(path: Path = PORTS) -> Mapping[str, Port]:
    """Return the ports by id, in the order of the file.

    Raises
    ------
    DataError
        The file is missing, or an id stands in it twice.
    """
    if not path.is_file():
        raise DataError(path, "The table of ports is missing.")
    with path.open(encoding="utf-8", newline="") as table:
        ports = [_read_port(row) for row in csv.DictReader(table)]
    by_id = {port.id: port for port in ports}
    if len(by_id) < len(ports):
        raise DataError(path, "An id stands in the table twice.")
    return by_id


def find_port(port_id: str) -> Port:
    """Return the port with an id.

    Raises
    ------
    UnknownIdError
        No port has it.
    """
    ports = read_ports()
    if port_id not in ports:
        raise UnknownIdError("port", port_id, ports)
    return ports[port_id]


def search_ports(text: str) -> tuple[Port, ...]:
    """Return the ports that a text may mean, the best match first.

    The text is held against ids, UN/LOCODEs, names in all scripts and former names, without regard to case,
    accents, blanks and punctuation: whole names come before beginnings, these before parts, and these before
    misspellings.
    """
    wanted = _fold(text)
    if not wanted:
        return ()
    ports = read_ports()
    ranked = [
        (max(_compare(wanted, key) for key in keys), ports[port_id]) for port_id, keys in _read_keys().items()
    ]
    found = sorted((pair for pair in ranked if pair[0] > 0), key=lambda pair: -pair[0])
    return tuple(port for _, port in found)


@cache
def _read_keys() -> Mapping[str, tuple[str, ...]]:
    return {port.id: tuple(dict.fromkeys(_list_keys(port))) for port in read_ports().values()}


def _list_keys(port: Port) -> list[str]:
    names = (port.names.en, port.names.ja, port.names.zh_hans, port.names.zh_hant)
    inside = [part for name in names for part in name.replace("（", "(").rstrip(")）").split("(")]
    return [_fold(key) for key in (port.id, port.locode, *names, *inside, *port.also)]


def _fold(text: str) -> str:
    """Return the letters and digits of a text in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())


def _compare(wanted: str, key: str) -> float:
    """Return how well a key fits: 4 the whole, from 3 its beginning, from 2 a part, below 1 alike."""
    if wanted == key:
        return 4
    if wanted in key:
        return (3 if key.startswith(wanted) else 2) + len(wanted) / (len(key) + 1)
    matcher = difflib.SequenceMatcher(None, wanted, key)
    measures = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # each at most the one before
    return matcher.ratio() if all(measure() >= LEAST_LIKENESS for measure in measures) else 0


def _read_port(row: Mapping[str, str]) -> Port:
    return Port(
        id=row["id"],
        locode=row["locode"],
        country=row["country"],
        names=Names(
            en=row["name_en"], ja=row["name_ja"], zh_hans=row["name_zh_hans"], zh_hant=row["name_zh_hant"]
        ),
        position=Position(float(row["lat"]), float(row["lon"])),
        source=row["source"],
        locator=row["locator"],
        also=tuple(filter(None, row["also"].split(";"))),
    )
