"""Find what of the built data a text names: chokepoints, seas."""

from geodata.datasets import read_dataset
from geodata.drafting.items import Item, PlaceShown
from geodata.drafting.proposals import Place
from geodata.routing.chokepoints import read_chokepoints


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
