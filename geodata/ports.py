"""Read the ports that lanes start and end at."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geodata.errors import DataError, UnknownIdError
from geodata.geodesy import Position
from geodata.names import Names

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
    )
