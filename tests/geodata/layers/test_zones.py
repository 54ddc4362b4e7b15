"""The unofficial zones: breadth, division, and what is left out."""

import geopandas
import pytest
import shapely

from geodata.datasets import read_dataset
from geodata.geometry.geodesy import Position, measure_distance, measure_nearest


@pytest.fixture(scope="module", params=[12, 24, 200])
def width_nm(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def zones(width_nm: int) -> geopandas.GeoDataFrame:
    return read_dataset(f"zone-{width_nm}nm").set_index("id")


def test_zones_are_valid_and_do_not_overlap(zones: geopandas.GeoDataFrame) -> None:
    assert zones.geometry.is_valid.all()
    shapes = zones.geometry.to_numpy()
    overlap = shapely.area(shapes).sum() - shapely.union_all(shapes).area
    assert overlap == pytest.approx(0, abs=1e-3)


def test_the_outer_limit_keeps_its_distance_from_the_coast(
    zones: geopandas.GeoDataFrame, width_nm: int
) -> None:
    # East of Honshu lies no other coast: due east from Cape Inubo, 35 42.4 N 140 52.1 E (land-region).
    rows = read_dataset("land-region")
    coast = shapely.union_all(
        rows[(rows["kind"] == "coast") & rows["tile"].isin(["E140N30", "E130N30"])].geometry.to_numpy()
    )
    ray = shapely.LineString([(140.9, 35.7), (150, 35.7)])
    outer = shapely.get_coordinates(shapely.intersection(zones.geometry["jpn"].boundary, ray)).max(axis=0)
    # The coast is drawn to 0.01 degrees.
    distance_km, _ = measure_nearest(coast, Position(35.7, float(outer[0])))
    assert distance_km / 1.852 == pytest.approx(width_nm, rel=0.01, abs=0.6)


@pytest.mark.parametrize(
    ("lat", "lon", "owner"),
    [
        (34.30, 129.45, "jpn"),  # Tsushima, nearer to Korea than to Kyushu
        (33.30, 126.50, "kor"),  # Jeju
        (24.45, 118.40, "twn"),  # Kinmen
        (26.16, 119.95, "twn"),  # Matsu
        (24.28, 153.98, "jpn"),  # Minamitorishima
        (13.45, 144.75, "gum"),
        (1.25, 103.80, "sgp"),
    ],
)
def test_islands_lie_in_the_zone_of_those_who_administer_them(
    zones: geopandas.GeoDataFrame, lat: float, lon: float, owner: str
) -> None:
    assert list(zones.index[zones.geometry.covers(shapely.Point(lon, lat))]) == [owner]


CONTESTED = {
    "Uotsuri / Diaoyu Dao": (25.744, 123.474),
    "Woody Island": (16.835, 112.33),
    "Itu Aba": (10.377, 114.366),
    "Pratas": (20.71, 116.71),
}


@pytest.mark.parametrize("island", CONTESTED)
def test_contested_islands_name_no_country_and_have_no_200_miles(island: str) -> None:
    lat, lon = CONTESTED[island]
    near = read_dataset("zone-12nm").set_index("id").geometry
    assert list(near.index[near.covers(shapely.Point(lon, lat))]) == ["contested"]
    assert "contested" not in set(read_dataset("zone-200nm")["id"])


def test_the_limit_round_a_lone_island_is_round(width_nm: int, zones: geopandas.GeoDataFrame) -> None:
    # Minamitorishima, 24 17 N 153 59 E, some 2 km across and a thousand km from other land.
    home = shapely.Point(153.98, 24.285)
    limit = max(
        (part for part in shapely.get_parts(zones.geometry["jpn"]) if part.covers(home)), key=shapely.area
    )
    edge = [Position(lat, lon) for lon, lat in shapely.get_coordinates(limit.exterior.segmentize(0.02))]
    reach = [measure_distance(Position(home.y, home.x), place) / 1.852 for place in edge]
    assert min(reach) > width_nm * 0.985
    assert max(reach) < width_nm * 1.005 + 1


def test_equidistance_divides_the_korea_strait_in_the_middle() -> None:
    zones = read_dataset("zone-200nm").set_index("id").geometry
    # Between Busan (35.1 N 129.04 E) and the north end of Tsushima (34.70 N 129.44 E), some 50 km.
    line = shapely.LineString([(129.08, 35.06), (129.42, 34.70)])
    middle = line.interpolate(0.5, normalized=True)
    divide = zones["kor"].intersection(zones["jpn"])
    assert divide.distance(middle) < 0.05
