"""Water that the mesh leaves without nodes is joined along its middle."""

import numpy as np
import pytest

from geodata.build.inlets import follow_inlets
from geodata.routing.water_grid import CELLS, FIRST_STORED, LAND, OPEN, Waters, load_waters, measure_legs

SIDE = 0.25  # degrees
FJORD_TILES = 3


@pytest.fixture(scope="module")
def coast() -> Waters:
    """Open sea west of 0 E; a fjord five cells wide leads from it to 0.75 E through three tiles of land."""
    index = np.full((720, 1440), LAND, dtype=np.uint16)
    index[356:364, 712:720] = OPEN
    tiles = np.zeros((FJORD_TILES, CELLS, CELLS), dtype=bool)
    tiles[:, 28:33, :] = True
    tiles[-1, :, 40:] = False  # its head
    index[360, 720 : 720 + FJORD_TILES] = FIRST_STORED + np.arange(FJORD_TILES)
    water = np.packbits(tiles.reshape(FJORD_TILES, -1), axis=1)
    return load_waters(index, water, np.zeros((FJORD_TILES, 200), np.uint8), np.zeros(0, np.intp))


def test_a_fjord_without_nodes_gets_a_chain_of_them_to_the_sea(coast: Waters) -> None:
    sea = np.array([(-0.6, -0.12), (-1.2, 0.2)])
    inlets = follow_inlets(coast, sea)
    assert (inlets.nodes[:2] == sea).all()
    added = inlets.nodes[2:]
    assert added[:, 0].max() > SIDE  # so far that from the last tile a place finds the chain by itself
    legs = measure_legs(coast, inlets.nodes[inlets.pairs[:, 0]], inlets.nodes[inlets.pairs[:, 1]])
    assert np.isfinite(legs.costs_km).all()
    reached = {0}
    for _ in inlets.pairs:
        reached |= {int(end) for pair in inlets.pairs if reached & set(pair.tolist()) for end in pair}
    assert reached >= set(range(2, len(inlets.nodes)))


def test_water_that_a_place_finds_the_sea_from_gets_no_chain(coast: Waters) -> None:
    near = np.array([(-0.05, -0.12), (0.2, -0.127), (0.45, -0.127), (0.6, -0.127)])
    assert len(follow_inlets(coast, near).nodes) == len(near)
