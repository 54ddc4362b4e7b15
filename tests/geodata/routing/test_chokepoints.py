"""The chokepoints as data: names, widths with their sources, and gates from land to land."""

import re
from itertools import groupby, pairwise

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.ops import substring

from geodata.datasets import read_dataset
from geodata.geometry.geodesy import densify_line, measure_length
from geodata.routing.chokepoints import Chokepoint, read_chokepoints
from geodata.routing.graph import NORTH
from geodata.sources import read_data_sources

GREAT = [point for point in read_chokepoints().values() if point.kind not in {"further", "minor", "arctic"}]
WGS84 = Geod(ellps="WGS84")
"""Its only other publications copy the first; the shoreline bears it out."""


@pytest.fixture(scope="module")
def land() -> shapely.STRtree:
    """Return the drawn land: in detail where it is drawn so, else that of the world map."""
    frames = [read_dataset(name) for name in ("land-region", "land-far", "land-world")]
    parts = [frame.loc[frame["kind"] == "land", "geometry"].to_numpy() for frame in frames]
    return shapely.STRtree([part for shapes in parts for part in shapely.get_parts(shapes)])


def find_land(land: shapely.STRtree, lon: float, lat: float) -> set[int]:
    return set(land.query(shapely.Point(lon, lat), predicate="intersects").tolist())


@pytest.mark.parametrize("point", read_chokepoints().values(), ids=lambda point: point.id)
def test_both_ends_of_a_gate_lie_on_land_with_water_between(land: shapely.STRtree, point: Chokepoint) -> None:
    for lon, lat in (point.gate[0], point.gate[-1]):
        assert lat > NORTH or find_land(land, lon, lat), (lon, lat)
    if point.kind != "canal" and point.id != "kiel":
        line = shapely.LineString(point.gate)
        crossed = shapely.union_all(land.geometries[land.query(line, predicate="intersects")])
        assert line.difference(crossed).length > 0.01  # degrees


# Islands that a gate rests on between its shores, each as a place on it (longitude, latitude), in order.
STONES = {
    "malacca": [(101.6, 1.9)],  # Rupat
    "singapore": [(103.82, 1.36), (104.05, 1.08), (104.17, 0.8)],  # Singapore, Batam, Rempang with Galang
    "korea": [(129.32, 34.4)],  # Tsushima
    "osumi": [(131.0, 30.6)],  # Tanegashima
    "sape": [(119.47, -8.6), (119.638, -8.6)],  # Komodo, Rinca
    "surigao": [(125.62, 10.1)],  # Dinagat
    "torres": [(142.75, -9.39)],  # Daru lies on the coast of New Guinea
}
ISLET_KM2, CREEK_KM = 20, 4
STRAITS = [
    point for point in read_chokepoints().values() if point.kind not in {"canal", "waypoint", "arctic"}
]


@pytest.mark.parametrize(
    "point", [point for point in STRAITS if point.id != "kiel"], ids=lambda point: point.id
)
def test_a_gate_crosses_its_own_strait_and_no_other_land_or_water(point: Chokepoint) -> None:
    """Between its two shores there are only the islands that it rests on, and of each shore no wide bay."""
    line = densify_line(shapely.LineString(point.gate), step_km=2)
    masses = join_land(line)
    met = sorted(
        (line.project(shapely.Point(piece.coords[0])), line.project(shapely.Point(piece.coords[-1])), number)
        for number in np.flatnonzero(shapely.intersects(masses, line))
        if measure_area(masses[number]) > ISLET_KM2
        for piece in shapely.get_parts(masses[number].intersection(line))
    )
    islands = [place_on(masses, stone) for stone in STONES.get(point.id, [])]
    wanted = [place_on(masses, point.gate[0]), *islands, place_on(masses, point.gate[-1])]
    assert [number for number, _ in groupby(number for _, _, number in met)] == wanted
    for (_, left, number), (come, _, other) in pairwise(met):
        if number == other:
            assert measure_length(substring(line, left, come)) < CREEK_KM


def join_land(line: shapely.LineString) -> np.ndarray:
    """Return the landmasses around a line, the tiles of the drawn land joined."""
    around = line.envelope.buffer(1)
    for name in ("land-region", "land-far"):
        frame = read_dataset(name)
        land = frame.loc[frame["kind"] == "land", "geometry"]
        if shapely.box(*land.total_bounds).covers(around):
            break
    return shapely.get_parts(shapely.union_all(land[land.intersects(around)].to_numpy(), grid_size=1e-6))


def place_on(masses: np.ndarray, place: tuple[float, float]) -> int:
    (number,) = np.flatnonzero(shapely.intersects(masses, shapely.Point(place)))
    return int(number)


def measure_area(mass: shapely.Polygon) -> float:
    return abs(WGS84.geometry_area_perimeter(mass)[0]) / 1e6


def test_the_gate_of_good_hope_runs_from_agulhas_to_antarctica() -> None:
    # IHO S-23 (1953): Atlantic and Indian Ocean meet on the meridian of Cape Agulhas, 20 degrees east.
    (north_lon, north_lat), (south_lon, south_lat) = read_chokepoints()["good-hope"].gate
    assert north_lon == south_lon == 20
    assert north_lat > -34.84  # Cape Agulhas lies on 34 50 S
    assert south_lat < -69


@pytest.mark.parametrize("point", GREAT, ids=lambda point: point.id)
def test_a_great_chokepoint_has_a_width_with_its_sources(point: Chokepoint) -> None:
    sources = read_data_sources()
    assert bool(point.width) == bool(point.source)
    assert bool(point.second_width) == bool(point.second)
    assert point.measured or point.width
    assert point.confidence in {"medium", "high"}
    assert len(set(point.sources)) == len(point.sources) >= 1
    assert {sources[source_id].rank for source_id in point.sources} <= {"primary", "secondary"}


@pytest.mark.parametrize("point", GREAT, ids=lambda point: point.id)
def test_our_own_measurement_of_a_width_is_cited_first(point: Chokepoint) -> None:
    if point.measured:
        assert point.sources[0] == "seabrief-widths"
    if point.id not in {"hormuz", "suez", "panama", "good-hope"}:
        assert point.measured, "a strait with two shores that the shoreline shows"


# A place on either shore (longitude, latitude) and the box in degrees in which they come nearest.
SHORES = {
    "sunda": ((106.1, -6.1), (105.3, -5.3), (104.5, -7.0, 106.6, -5.0)),
    "makassar": ((116.6, -1.0), (120.2, -1.0), (116.0, -4.0, 121.0, 1.5)),
    "luzon": ((120.8, 22.5), (121.0, 18.0), (119.0, 17.5, 123.0, 23.0)),
    "taiwan-strait": ((120.9, 24.5), (119.76, 25.55), (118.5, 24.0, 121.5, 26.0)),
    "miyako": ((125.35, 24.78), (127.7, 26.14), (124.8, 24.0, 128.5, 27.0)),
    "korea": ((128.9, 35.5), (130.3, 33.3), (128.0, 33.0, 131.0, 36.0)),
    "osumi": ((130.8, 31.4), (131.0, 30.6), (130.0, 30.2, 131.6, 31.8)),
}


@pytest.mark.parametrize("strait", SHORES)
def test_the_measured_width_is_that_of_the_drawn_shores(land: shapely.STRtree, strait: str) -> None:
    one, other, bounds = SHORES[strait]
    box = shapely.box(*bounds)
    near = land.geometries[land.query(box)]
    shores = shapely.get_parts(shapely.union_all(shapely.intersection(near, box), grid_size=1e-6))
    pair = [shores[shapely.distance(shores, shapely.Point(place)).argmin()] for place in (one, other)]
    width_km = measure_length(shapely.shortest_line(*pair))
    stated = re.match(r"[\d.]+", read_chokepoints()[strait].measured)
    assert stated
    assert float(stated[0]) == pytest.approx(width_km, rel=0.03)
