"""Resolve the lanes of the packs, open and with each chokepoint closed that they pass."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from geodata.build import gshhg
from geodata.build.products import Product
from geodata.packs.pack import read_pack
from geodata.records.layers import LaneData
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
    yield Product(
        id="lanes",
        title="Sea lanes of the packs, open and with one chokepoint closed",
        content=make_lane_frame(lanes),
        sources=("gshhg", "world-port-index"),
        packages=(gshhg.PACKAGE["f"],),
        licence=gshhg.LICENCE,
        as_of="2016",
        changes=("Routed over the data set sea-graph; vertices at most 20 km apart.",),
    )


def list_pairs() -> list[tuple[str, str]]:
    """Return the pairs of ports that the lanes of all packs join, each once."""
    packs = [read_pack(path.parent) for path in sorted(SEEDS.glob("*/brief.toml"))]
    data = [layer.data for pack in packs for layer in pack.layers if isinstance(layer.data, LaneData)]
    ways = [(lane.origin, *lane.via, lane.destination) for lane in data]
    return sorted({pair for way in ways for pair in pairwise(way)})


def resolve_lane(origin: str, destination: str) -> dict[Key, SeaLane | NoRoute]:
    """Return the open lane between two ports and the one that is left for each chokepoint on it."""
    places = find_port(origin).position, find_port(destination).position
    lane = shortest_route(read_graph(), *places)
    found: dict[Key, SeaLane | NoRoute] = {(origin, destination, frozenset()): lane}
    for chokepoint, _ in lane.chokepoints if isinstance(lane, SeaLane) else ():
        closed = frozenset({chokepoint})
        found[origin, destination, closed] = shortest_route(read_graph(), *places, closed=closed)
    return found
