"""Look up the places that a name may mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property
from math import cos, hypot, radians
from pathlib import Path
from typing import cast

import marisa_trie
import numpy as np
import pyarrow as pa

from geodata.datasets import DATA, locate_dataset, read_manifest
from geodata.drafting.folding import fold_name
from geodata.drafting.proposals import Kind, Place
from geodata.errors import DataError, Message, blame_file

NO_PLACE = 0xFFFFFFFF
"""Index of a word that is kept for its flags alone."""
KM_PER_DEGREE = 111.2
"""Of latitude, on a sphere of 6,371 km."""


class Flag(IntEnum):
    """What is known of a name, as bits."""

    ALTERNATE = 1
    """A name in another language, or of former times."""
    ADJECTIVE = 2
    """An adjective or a people."""
    ABBREVIATION = 4
    """Short for a region, as after the name of a town: CA, Calif."""
    WORD = 8
    """A common word as well."""
    GIVEN = 16
    """A given name of persons as well."""
    FAMILY = 32
    """A family name of persons as well."""


@dataclass(frozen=True)
class Bearer:
    """A place that bears a name."""

    index: int
    """Its row in the table of places."""
    flags: int
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
    capital: bool
    """Whether it is the capital of a country."""

    @cached_property
    def place(self) -> Place:
        """The place as it is proposed."""
        return Place(self.name, self.kind, self.lat, self.lon, self.key, self.country or None)


class Gazetteer:
    """The places and their names."""

    def __init__(self, places: pa.Table, names: marisa_trie.Trie, bearers: pa.Table) -> None:
        """Keep the tables.

        Parameters
        ----------
        places
            A row for each place.
        names
            Folded names; each has a number.
        bearers
            Number of a name, row of a place that bears it, and flags, sorted by the numbers.
        """
        self._places = places.combine_chunks()
        self._names = names
        self._numbers = bearers["name"].to_numpy()
        self._bearers = bearers["place"].to_numpy()
        self._flags = bearers["flags"].to_numpy()
        self._rows: dict[int, Row] = {}

    def find_prefixes(self, text: str) -> list[str]:
        """Return the names that a folded text starts with, the shortest first."""
        return cast("list[str]", self._names.prefixes(text))

    def find_bearers(self, name: str) -> Sequence[Bearer]:
        """Return the places that bear a folded name."""
        return [bearer for bearer in self._list_records(name) if bearer.index != NO_PLACE]

    def get_flags(self, name: str) -> int:
        """Return what is known of a folded name or word; nothing of one that is not kept."""
        known = 0
        for bearer in self._list_records(name):
            known |= bearer.flags
        return known

    def _list_records(self, name: str) -> Sequence[Bearer]:
        number = self._names.get(name)
        if number is None:
            return ()
        first, end = np.searchsorted(self._numbers, np.array((number, number + 1), self._numbers.dtype))
        pairs = zip(self._bearers[first:end].tolist(), self._flags[first:end].tolist(), strict=True)
        return [Bearer(index, flags) for index, flags in pairs]

    def get_row(self, index: int) -> Row:
        """Return a row of the table of places."""
        if index not in self._rows:
            told = {name: self._places[name][index].as_py() for name in self._places.column_names}
            self._rows[index] = Row(index, **told | {axis: round(told[axis], 3) for axis in ("lat", "lon")})
        return self._rows[index]

    def search(self, name: str, *, most: int = 20) -> tuple[Place, ...]:
        """Return the places that a person may mean by a name, the larger ones first."""
        rows = [self.get_row(bearer.index) for bearer in self.find_bearers(fold_name(name))]
        return tuple(row.place for row in sorted(rows, key=lambda row: -row.population)[:most])


def measure_apart(one: Row, other: Row) -> float:
    """Return the distance between two places in km, on a sphere; good to some per cent below 1,000 km."""
    return _measure(one.lat, one.lon, other.lat, other.lon)


def measure_between(one: Place, other: Place) -> float:
    """Return the distance between two places in km, as `measure_apart` does."""
    return _measure(one.latitude, one.longitude, other.latitude, other.longitude)


def _measure(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    east = (lon - other_lon + 180) % 360 - 180
    return KM_PER_DEGREE * hypot(lat - other_lat, east * cos(radians((lat + other_lat) / 2)))


@cache
def load_gazetteer(folder: Path = DATA) -> Gazetteer:
    """Return the gazetteer; it is read once.

    Raises
    ------
    DataError
        One of its files is missing or damaged.
    """
    names = marisa_trie.Trie()
    names.mmap(str(locate_table("names", folder=folder)))
    places, bearers = (_read_table(locate_table(name, folder=folder)) for name in ("places", "bearers"))
    return Gazetteer(places, names, bearers)


def locate_table(name: str, *, folder: Path = DATA) -> Path:
    """Return the path of a table of the gazetteer: `names`, `places` or `bearers`.

    What is mapped is not read before it is used, so that its size is looked at.

    Raises
    ------
    DataError
        The file is missing, or not as long as it was built.
    """
    path = locate_dataset(f"gazetteer-{name}", folder=folder)
    if path.stat().st_size != read_manifest(folder)[f"gazetteer-{name}"].bytes:
        raise DataError(path, Message("The file is damaged ({kind}).", kind="size"))
    return path


def _read_table(path: Path) -> pa.Table:
    with blame_file(path), pa.OSFile(str(path)) as file, pa.ipc.open_file(file) as table:
        return table.read_all()
