"""The chokepoints as data: names, widths with their sources, and gates from land to land."""

import re

import pytest
import shapely

from geodata.chokepoints import Chokepoint, read_chokepoints
from geodata.datasets import read_dataset
from geodata.geodesy import measure_length
from geodata.sources import read_data_sources

GREAT = [point for point in read_chokepoints().values() if point.kind not in {"further", "minor"}]
NO_SECOND = {"lombok"}
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
        assert find_land(land, lon, lat), (lon, lat)
    if point.kind != "canal" and point.id != "kiel":
        line = shapely.LineString(point.gate)
        crossed = shapely.union_all(land.geometries[land.query(line, predicate="intersects")])
        assert line.difference(crossed).length > 0.01  # degrees


def test_the_gate_of_good_hope_runs_from_agulhas_to_antarctica() -> None:
    # IHO S-23 (1953): Atlantic and Indian Ocean meet on the meridian of Cape Agulhas, 20 degrees east.
    (north_lon, north_lat), (south_lon, south_lat) = read_chokepoints()["good-hope"].gate
    assert north_lon == south_lon == 20
    assert north_lat > -34.84  # Cape Agulhas lies on 34 50 S
    assert south_lat < -69


@pytest.mark.parametrize("point", GREAT, ids=lambda point: point.id)
def test_a_great_chokepoint_has_a_width_with_its_sources(point: Chokepoint) -> None:
    sources = read_data_sources()
    assert point.width
    assert point.source in sources
    assert point.confidence in {"medium", "high"}
    if point.id not in NO_SECOND:
        assert point.second in sources
        assert point.second != point.source
        assert point.second_width


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
