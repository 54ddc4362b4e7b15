import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.routing.graph import read_graph
from geodata.routing.water_grid import (
    CAUTION,
    CELLS,
    FIRST_STORED,
    LAND,
    OPEN,
    Waters,
    creep_through,
    find_water,
    is_water,
    load_waters,
    measure_legs,
    place_in_cells,
    to_degrees,
    to_sphere,
)


@pytest.fixture(scope="module")
def pond() -> Waters:
    """One stored tile between 0 and 0.25 E, 0 and 0.25 N, among land; the sea is open between 10 and 60 E.

    A wall one cell thick stands on its middle row, with a gap of one cell at column 50; the eastern half of
    the tile is close to land, the western half is not.
    """
    index = np.full((720, 1440), LAND, dtype=np.uint16)
    index[:, 760:960] = OPEN
    index[359, 720] = FIRST_STORED
    wet = np.ones((CELLS, CELLS), dtype=bool)
    wet[30] = False
    wet[30, 50] = True
    levels = np.full((20, 20), 10, dtype=np.uint8)
    levels[:, 10:] = 0
    flat = levels.reshape(1, 400)
    return load_waters(
        index,
        np.packbits(wet.reshape(1, -1), axis=1),
        flat[:, ::2] << 4 | flat[:, 1::2],
        np.zeros(0, dtype=np.intp),
    )


def test_cells_are_water_but_for_the_wall(pond: Waters) -> None:
    rows, cols = place_in_cells(np.array([(0.1, 0.2), (0.1, 0.123), (50.5 / 240, 0.123), (30.0, -45.0)]))
    assert is_water(pond, rows, cols).tolist() == [True, False, True, True]


def test_a_leg_through_the_wall_cannot_be_sailed_and_one_through_the_gap_can(pond: Waters) -> None:
    starts = np.array([(0.05, 0.2), (50.5 / 240, 0.2)])
    ends = np.array([(0.05, 0.05), (50.5 / 240, 0.05)])
    legs = measure_legs(pond, starts, ends)
    assert legs.costs_km[0] == np.inf
    assert legs.costs_km[1] == pytest.approx(legs.lengths_km[1] * (1 + CAUTION))


def test_open_water_costs_its_length(pond: Waters) -> None:
    legs = measure_legs(pond, np.array([(0.02, 0.2), (20.0, 20.0)]), np.array([(0.1, 0.2), (59.0, -10.0)]))
    assert legs.costs_km == pytest.approx(legs.lengths_km)
    # Ten degrees of the equator on a sphere of 6,371 km.
    assert measure_legs(pond, np.array([(20, 0.0)]), np.array([(30.0, 0)])).lengths_km == pytest.approx(
        1111.9, abs=0.1
    )


def test_a_shoal_without_land_can_be_sailed_and_costs_more(pond: Waters) -> None:
    index = pond.index.copy()
    index[359, 800] = FIRST_STORED + 1  # beyond the tiles whose water is stored: wet throughout
    shallow = np.full((1, 200), 0x55, dtype=np.uint8)  # five steps of ten
    sea = load_waters(index, pond.water, np.concatenate([pond.clearance, shallow]), pond.opened)
    rows, cols = place_in_cells(np.array([(20.1, 0.1)]))
    assert is_water(sea, rows, cols).all()
    legs = measure_legs(sea, np.array([(20.01, 0.1)]), np.array([(20.24, 0.1)]))
    assert legs.costs_km[0] == pytest.approx(legs.lengths_km[0] * (1 + CAUTION / 4))


@settings(deadline=None, max_examples=60)
@given(
    st.floats(-179.9, 179.9),
    st.floats(-70, 80),
    st.floats(-2, 2),
    st.floats(-2, 2),
    st.integers(0, 2**32 - 1),
)
def test_a_leg_is_looked_at_wherever_it_leaves_the_open_sea(
    lon: float, lat: float, east: float, north: float, seed: int
) -> None:
    # Islands of one tile strewn over the sea, each all land or all shallow: the cost is that of a close look
    # all along, every 100 m.
    shallow = FIRST_STORED + 1  # beyond the tiles whose water is stored: wet throughout
    kinds = np.array([OPEN] * 6 + [LAND, shallow], dtype=np.uint16)
    index = kinds[np.random.default_rng(seed).integers(0, len(kinds), (720, 1440))]
    sea = load_waters(
        index, np.zeros((1, 450), np.uint8), np.full((2, 200), 0x55, np.uint8), np.zeros(0, dtype=np.intp)
    )
    legs = measure_legs(sea, np.array([(lon, lat)]), np.array([(lon + east, lat + north)]))
    count = int(legs.lengths_km[0] / 0.1) + 2
    a, b = to_sphere(np.array([(lon, lat), (lon + east, lat + north)]))
    shares = np.linspace(0, 1, count)[:, None]
    along = a + (b - a) * shares  # evenly spaced but for a part in a thousand: the leg is short
    rows, cols = place_in_cells(to_degrees(along / np.linalg.norm(along, axis=1, keepdims=True)))
    tiles = index[rows // CELLS, cols // CELLS]
    if np.isinf(legs.costs_km[0]):
        assert (tiles == LAND).sum() > 0 or clips_land(index, rows, cols)
    else:
        extra = np.where(tiles == shallow, CAUTION / 4, 0).mean()
        assert legs.costs_km[0] == pytest.approx(legs.lengths_km[0] * (1 + extra), abs=0.5)
        assert (tiles == LAND).sum() * 0.1 < 0.5


def clips_land(index: np.ndarray, rows: np.ndarray, cols: np.ndarray) -> bool:
    """Return whether land lies within two cells of some cells."""
    around = [(down, right) for down in (-2, 0, 2) for right in (-2, 0, 2)]
    beside = [index[(rows + down) // CELLS, (cols + right) % 86400 // CELLS] for down, right in around]
    return bool((np.stack(beside) == LAND).any())


def test_the_nearest_water_to_the_wall_is_beside_it(pond: Waters) -> None:
    lon, lat = find_water(pond, 0.1, 0.123, within_km=5) or (0, 0)
    assert lon == pytest.approx(0.1, abs=0.005)
    assert lat == pytest.approx(0.25 - 29.5 / 240) or lat == pytest.approx(0.25 - 31.5 / 240)


def test_narrow_water_is_followed_through_the_gap(pond: Waters) -> None:
    found = creep_through(pond, (0.1, 0.2), np.array([(0.1, 0.05)]), within_km=20)
    assert found is not None
    goal, way = found
    assert goal == 0
    assert np.isclose(way, (50.5 / 240, 0.25 - 30.5 / 240)).all(axis=1).any()


@pytest.mark.parametrize(
    ("lon", "lat", "wet"),
    [
        (-30.0, 40.0, True),  # mid-Atlantic
        (32.33, 30.72, True),  # Suez Canal, opened by hand
        (9.70, 53.57, True),  # Elbe below Hamburg
        (100.0, 40.0, False),  # Gobi
        (50.0, 42.0, False),  # Caspian Sea: no way to the ocean
        (-87.0, 44.0, False),  # Lake Michigan
        (-40.0, 75.0, False),  # Greenland
    ],
)
def test_places_of_the_world_are_wet_or_dry(lon: float, lat: float, *, wet: bool) -> None:
    assert (find_water(read_graph().waters, lon, lat, within_km=3) is not None) is wet
