"""Resolve the lanes of the packs: open, with a chokepoint closed that they pass, and as scenes close them."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from geodata.build import gshhg
from geodata.build.products import Product
from geodata.packs.pack import Pack, read_pack
from geodata.records.layers import LaneData, Layer
from geodata.routing.graph import read_graph
from geodata.routing.lanes import NoRoute, SeaLane, find_ship_lane, shortest_route
from geodata.routing.ports import find_port
from geodata.routing.precomputed import Key, make_lane_frame
from geodata.routing.ships import find_sailing

SEEDS = Path(__file__).parents[2] / "seeds"


class Leg(NamedTuple):
    """What is sailed from port to port."""

    origin: str
    """Id of the port where it starts."""
    destination: str
    """Id of the port where it ends."""
    ship: str
    """Id of the class of ships; empty for a ship without size."""
    year: int
    """Year of the brief."""


def build() -> Iterator[Product]:
    """Yield `lanes`."""
    lanes: dict[Key, SeaLane | NoRoute] = {}
    for leg in list_legs():
        lanes |= resolve_lane(leg)
    for leg, closed in list_scene_closures():
        lanes |= route_leg(leg, closed)
    yield Product(
        id="lanes",
        title="Sea lanes of the packs, open, with one chokepoint closed, and as scenes close them",
        content=make_lane_frame(lanes),
        sources=("gshhg", "world-port-index"),
        packages=(gshhg.PACKAGE["f"],),
        licence=gshhg.LICENCE,
        as_of="2016",
        changes=(
            "Routed over the data set sea-graph; vertices at most 20 km apart.",
            "For the ship of each lane, also with the chokepoints closed that it comes to and cannot pass.",
        ),
    )


def list_legs() -> list[Leg]:
    """Return the legs that the lanes of all packs are made of, each once."""
    return sorted({leg for pack in _read_packs() for layer in pack.layers for leg in _list_legs(pack, layer)})


def list_pairs() -> list[tuple[str, str]]:
    """Return the pairs of ports that the lanes of all packs join, each once."""
    return sorted({(leg.origin, leg.destination) for leg in list_legs()})


def list_scene_closures() -> list[tuple[Leg, frozenset[str]]]:
    """Return the legs of scenes that close several chokepoints, each once, with what is closed."""
    return sorted(
        {
            (leg, frozenset(scene.closed))
            for pack in _read_packs()
            for scene in pack.scenes
            if len(scene.closed) > 1
            for layer in pack.layers
            if layer.id in scene.layers
            for leg in _list_legs(pack, layer)
        },
        key=lambda entry: (entry[0], sorted(entry[1])),
    )


def resolve_lane(leg: Leg) -> dict[Key, SeaLane | NoRoute]:
    """Return the open lane of a leg and the one that is left for each chokepoint on it, by what is closed."""
    found = route_leg(leg, frozenset())
    for lane in tuple(found.values()):
        for chokepoint, _ in lane.chokepoints if isinstance(lane, SeaLane) else ():
            found |= route_leg(leg, frozenset({chokepoint}))
    return found


def route_leg(leg: Leg, closed: frozenset[str]) -> dict[Key, SeaLane | NoRoute]:
    """Return the lane of a leg, and those before it that came to a chokepoint which refuses the ship."""
    found: dict[Key, SeaLane | NoRoute] = {}
    ends = find_port(leg.origin).position, find_port(leg.destination).position

    def route(barred: frozenset[str]) -> SeaLane | NoRoute:
        lane = shortest_route(read_graph(), *ends, closed=barred)
        found[leg.origin, leg.destination, barred] = lane
        return lane

    find_ship_lane(route, closed, find_sailing(leg.ship, leg.year))
    return found


def _read_packs() -> list[Pack]:
    return [read_pack(path.parent) for path in sorted(SEEDS.glob("*/brief.toml"))]


def _list_legs(pack: Pack, layer: Layer) -> list[Leg]:
    """Return the legs of a layer; none where it is no lane."""
    data = layer.get_data(LaneData)
    if data is None:
        return []
    year = int(pack.brief.date[:4])
    return [Leg(*pair, data.ship, year) for pair in pairwise((data.origin, *data.via, data.destination))]
