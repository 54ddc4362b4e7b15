"""Resolve the lanes of the packs: open, with a chokepoint closed that they pass, and as scenes close them."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from geodata.build import gshhg
from geodata.build.products import Product
from geodata.packs.pack import Pack, read_pack
from geodata.records.layers import LaneData, Layer
from geodata.routing.graph import read_graph
from geodata.routing.lanes import NoRoute, SeaLane, shortest_route
from geodata.routing.ports import find_port
from geodata.routing.precomputed import Key, make_lane_frame

SEEDS = Path(__file__).parents[2] / "seeds"


def build() -> Iterator[Product]:
    """Yield `lanes`."""
    lanes: dict[Key, SeaLane | NoRoute] = {}
    for origin, destination in list_pairs():
        lanes |= resolve_lane(origin, destination)
    for origin, destination, closed in list_scene_closures():
        lanes[origin, destination, closed] = _route(origin, destination, closed)
    yield Product(
        id="lanes",
        title="Sea lanes of the packs, open, with one chokepoint closed, and as scenes close them",
        content=make_lane_frame(lanes),
        sources=("gshhg", "world-port-index"),
        packages=(gshhg.PACKAGE["f"],),
        licence=gshhg.LICENCE,
        as_of="2016",
        changes=("Routed over the data set sea-graph; vertices at most 20 km apart.",),
    )


def list_pairs() -> list[tuple[str, str]]:
    """Return the pairs of ports that the lanes of all packs join, each once."""
    return sorted({pair for pack in _read_packs() for layer in pack.layers for pair in _list_legs(layer)})


def list_scene_closures() -> list[Key]:
    """Return the lanes of scenes that close several chokepoints, each once, with what is closed."""
    return sorted(
        {
            (*pair, frozenset(scene.closed))
            for pack in _read_packs()
            for scene in pack.scenes
            if len(scene.closed) > 1
            for layer in pack.layers
            if layer.id in scene.layers
            for pair in _list_legs(layer)
        },
        key=lambda key: (key[0], key[1], sorted(key[2])),
    )


def resolve_lane(origin: str, destination: str) -> dict[Key, SeaLane | NoRoute]:
    """Return the open lane between two ports and the one that is left for each chokepoint on it."""
    lane = _route(origin, destination, frozenset())
    found: dict[Key, SeaLane | NoRoute] = {(origin, destination, frozenset()): lane}
    for chokepoint, _ in lane.chokepoints if isinstance(lane, SeaLane) else ():
        closed = frozenset({chokepoint})
        found[origin, destination, closed] = _route(origin, destination, closed)
    return found


def _read_packs() -> list[Pack]:
    return [read_pack(path.parent) for path in sorted(SEEDS.glob("*/brief.toml"))]


def _list_legs(layer: Layer) -> list[tuple[str, str]]:
    """Return the pairs of ports that a layer joins; none where it is no lane."""
    data = layer.get_data(LaneData)
    return list(pairwise((data.origin, *data.via, data.destination))) if data else []


def _route(origin: str, destination: str, closed: frozenset[str]) -> SeaLane | NoRoute:
    places = find_port(origin).position, find_port(destination).position
    return shortest_route(read_graph(), *places, closed=closed)
