"""Find what of the built data a text names: ports, chokepoints, seas."""

from geodata.datasets import read_dataset
from geodata.drafting.items import Item, PlaceShown
from geodata.drafting.proposals import Place
from geodata.geometry.geodesy import Position, measure_distance
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.ports import Port, read_ports

PORT_KM = 100.0
"""How far a lane may begin or end from the place that the text names."""


def find_nearest_port(place: Place) -> Port | None:
    """Return the port that a place is or that lies nearest to it, within `PORT_KM`; None for none."""
    ports = read_ports()
    kind, _, port_id = place.key.partition(":")
    if kind == "port" and port_id in ports:
        return ports[port_id]
    at = Position(place.latitude, place.longitude)
    distance, port = min(
        ((measure_distance(at, port.position), port) for port in ports.values()), key=lambda one: one[0]
    )
    return port if distance <= PORT_KM else None


def find_gate(item: Item) -> str:
    """Return the id of the chokepoint that an item names; empty where it is none."""
    if not isinstance(item.shown, PlaceShown) or item.shown.place.kind not in ("strait", "canal"):
        return ""
    return find_chokepoint(item.shown.place)


def find_chokepoint(place: Place) -> str:
    """Return the id of the chokepoint that a place is, by its key or its name; empty where it is none."""
    known = read_chokepoints()
    if place.key.partition(":")[2] in known:
        return place.key.partition(":")[2]
    return next((one.id for one in known.values() if one.names.en.partition(" (")[0] == place.name), "")


def find_sea(item: Item) -> str:
    """Return the id of the item's sea in the data set of seas; empty where it is none of them."""
    sea = find_data_id(item, "sea")
    return sea if sea in set(read_dataset("seas")["id"]) else ""


def find_data_id(item: Item, wanted: str) -> str:
    """Return the id of an item in built data of a kind, such as `sea`; empty where it is of another."""
    kind, _, place_id = (
        item.shown.place.key.partition(":") if isinstance(item.shown, PlaceShown) else ("", "", "")
    )
    return place_id if kind == wanted else ""
