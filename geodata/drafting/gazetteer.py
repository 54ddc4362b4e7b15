"""Look up the places that a name may mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntFlag
from functools import cache, cached_property
from math import cos, hypot, radians
from pathlib import Path
from typing import cast

import marisa_trie
import pyarrow as pa
from pyarrow import parquet

from geodata.datasets import DATA, locate_dataset
from geodata.drafting.folding import fold_name
from geodata.drafting.proposals import Kind, Place

RECORD = "<IB"
"""How the trie keeps a bearer of a name: index of the place, flags."""
NO_PLACE = 0xFFFFFFFF
"""Index of a word that is kept for its flags alone."""
KM_PER_DEGREE = 111.2
"""Of latitude, on a sphere of 6,371 km."""


class Flag(IntFlag):
    """What is known of a name."""

    ALTERNATE = 1
    """A name in another language, or of former times."""
    ADJECTIVE = 2
    """An adjective or a people."""
    ABBREVIATION = 4
    """Short for a region, as after the name of a town: CA, Calif."""
    WORD = 8
    """An English word as well."""
    GIVEN = 16
    """A given name of persons as well."""
    FAMILY = 32
    """A family name of persons as well."""


@dataclass(frozen=True)
class Bearer:
    """A place that bears a name."""

    index: int
    """Its row in the table of places."""
    flags: Flag
    """What is known of the name."""


@dataclass(frozen=True)
class Row:
    """A place as a figure to reckon with."""

    index: int
    """Its row in the table of places."""
    key: str
    """Its id."""
    kind: Kind
    """What it is."""
    name: str
    """Its name in English."""
    lat: float
    """Degrees north."""
    lon: float
    """Degrees east."""
    country: str
    """Alpha-3 code; empty where it has none."""
    region: int
    """Row of the region that it lies in; -1 where none is known."""
    population: int
    """People; of a region those of its towns."""

    @cached_property
    def place(self) -> Place:
        """The place as it is proposed."""
        return Place(self.name, self.kind, self.lat, self.lon, self.key, self.country or None)


class Gazetteer:
    """The places and their names."""

    def __init__(self, table: pa.Table, names: marisa_trie.RecordTrie) -> None:
        self._table = table.combine_chunks()
        self._names = names
        self._rows: dict[int, Row] = {}

    def find_prefixes(self, text: str) -> list[str]:
        """Return the names that a folded text starts with, the shortest first."""
        return cast("list[str]", self._names.prefixes(text))

    def find_bearers(self, name: str) -> Sequence[Bearer]:
        """Return the places that bear a folded name."""
        return [Bearer(index, Flag(flags)) for index, flags in self._names.get(name, ()) if index != NO_PLACE]

    def get_flags(self, name: str) -> Flag:
        """Return what is known of a folded name or word; nothing of one that is not kept."""
        known = Flag(0)
        for _, flags in self._names.get(name, ()):
            known |= Flag(flags)
        return known

    def get_row(self, index: int) -> Row:
        """Return a row of the table of places."""
        if index not in self._rows:
            self._rows[index] = Row(
                index, **{name: self._table[name][index].as_py() for name in self._table.column_names}
            )
        return self._rows[index]

    def search(self, name: str, *, most: int = 20) -> tuple[Place, ...]:
        """Return the places that a person may mean by a name, the larger ones first."""
        rows = [self.get_row(bearer.index) for bearer in self.find_bearers(fold_name(name))]
        return tuple(row.place for row in sorted(rows, key=lambda row: -row.population)[:most])


def measure_apart(one: Row, other: Row) -> float:
    """Return the distance between two places in km, on a sphere; good to some per cent below 1,000 km."""
    east = (one.lon - other.lon + 180) % 360 - 180
    return KM_PER_DEGREE * hypot(one.lat - other.lat, east * cos(radians((one.lat + other.lat) / 2)))


@cache
def load_gazetteer(folder: Path = DATA) -> Gazetteer:
    """Return the gazetteer; it is read once.

    Raises
    ------
    DataError
        One of its files is missing.
    """
    names = marisa_trie.RecordTrie(RECORD)
    names.mmap(str(locate_dataset("gazetteer-names", folder=folder)))
    return Gazetteer(parquet.read_table(locate_dataset("gazetteer-places", folder=folder)), names)
