"""Build the sea graph from the shoreline: water in tiles, nodes over the sea, legs between them."""

import io
import zipfile
from collections.abc import Iterator, Mapping

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.build import gshhg, raw
from geodata.build.channels import follow_channels, list_cells
from geodata.build.mesh import CHAIN_KM, SPACINGS_KM, join_nodes, spread_nodes
from geodata.build.products import Product
from geodata.build.shallows import DEEP_M, heed_depths
from geodata.build.waters import Shapes, cut_tiles, read_land
from geodata.geometry.geodesy import Floats
from geodata.routing.chokepoints import read_chokepoints
from geodata.routing.graph import COST_STEPS, NODE_STEPS, NORTH, SOUTH
from geodata.routing.water_grid import CAUTION, REACH_KM, Waters, measure_legs

Ints = NDArray[np.intp]


def build() -> Iterator[Product]:
    """Yield `sea-graph`."""
    land = read_land()
    check_gates(land)
    channels = follow_channels(land)
    cells, carved = list_cells(channels), sum(channel.is_carved for channel in channels)
    by_land = cut_tiles(land, cells)
    waters = heed_depths(by_land, cells.marked)
    nodes, pairs = join_nodes(waters, spread_nodes(by_land, channels))
    yield Product(
        id="sea-graph",
        title="The seas of the world as a graph: water and land in cells of half a kilometre, nodes and legs",
        content=pack_arrays({**_pack_waters(waters), **_pack_legs(waters, nodes, pairs)}),
        sources=("gshhg", "etopo5", "world-port-index", "jcg-navigation-guidance"),
        packages=(gshhg.PACKAGE["f"], f"ferret-datasets {raw.FERRET_DATASETS} (Debian)"),
        licence=gshhg.LICENCE,
        as_of="2016",
        suffix=".npz",
        changes=(
            "The Senkaku / Diaoyu islands moved to their true place.",
            f"Cells of 1/240 degree that land touches are land; latitudes beyond {SOUTH} and {NORTH} too.",
            f"{carved} canals, straits and rivers opened, three cells wide along their water.",
            f"{len(channels) - carved} fairways among islands priced as clear of land.",
            "Waters that ships avoid (shoals, bars) closed or priced like water next to land.",
            f"Water that ETOPO5, smoothed, has shallower than {DEEP_M:g} m priced like water nearer to land.",
            "Water that does not hang together with the ocean left out.",
            "Distance to land given in steps of half a nautical mile up to five.",
            f"{len(nodes):,} nodes {SPACINGS_KM[0]:g} to {SPACINGS_KM[-1]:g} km apart, closer in narrows.",
            f"Nodes {CHAIN_KM:g} km apart in what was opened, none in the pack ice of the Arctic Ocean.",
            "Chains of nodes along the middle of inlets that had none.",
            f"{len(pairs):,} legs to neighbours and second neighbours that touch no land cell.",
            f"Legs priced up to {1 + CAUTION:g} times their length within {REACH_KM:g} km of land.",
        ),
    )


def check_gates(land: Shapes) -> None:
    """Check that every gate begins and ends on land of the shoreline or beyond `NORTH`, where lanes end.

    Raises
    ------
    ValueError
        One does not.
    """
    tree = shapely.STRtree(land)
    for chokepoint in read_chokepoints().values():
        for end in (chokepoint.gate[0], chokepoint.gate[-1]):
            if end[1] <= NORTH and not len(tree.query(shapely.Point(end), predicate="intersects")):
                message = f"chokepoints.toml: {chokepoint.id} ends at {end}, which is not on land."
                raise ValueError(message)


def pack_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    """Return arrays as the bytes of an npz file, the same bytes for the same arrays."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.save(content, array)
            entry = zipfile.ZipInfo(f"{name}.npy")
            archive.writestr(entry, content.getvalue(), compress_type=zipfile.ZIP_LZMA)
    return packed.getvalue()


def _pack_waters(waters: Waters) -> dict[str, NDArray[np.generic]]:
    return {
        "index": waters.index,
        "water": waters.water,
        "clearance": waters.clearance,
        "opened": waters.opened,
    }


def _pack_legs(waters: Waters, nodes: Floats, pairs: Ints) -> dict[str, NDArray[np.generic]]:
    """Return the legs by their first node: how many each has, and how far ahead the other ends are."""
    pairs = pairs[np.lexsort(pairs.T[::-1])]
    legs = measure_legs(waters, nodes[pairs[:, 0]], nodes[pairs[:, 1]])
    extra = (legs.costs_km / legs.lengths_km - 1) * COST_STEPS
    return {
        "nodes": (nodes * NODE_STEPS).round().astype(np.int32),
        "counts": np.bincount(pairs[:, 0], minlength=len(nodes)).astype(np.uint16),
        "ahead": (pairs[:, 1] - pairs[:, 0]).astype(np.int32),
        "extra": extra.round().astype(np.uint8),
    }
