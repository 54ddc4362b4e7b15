import tomllib

import geopandas
import pytest
import shapely

from dashboard.installation import ROOT
from geodata.datasets import locate_dataset, read_dataset
from geodata.geometry.geodesy import measure_area
from geodata.sources import read_data_sources

LIMITS = ROOT / "geodata" / "build" / "iho_s23.toml"


@pytest.fixture(scope="module")
def seas() -> geopandas.GeoDataFrame:
    return read_dataset("seas").set_index("id")


def test_the_five_seas_are_there_and_valid(seas: geopandas.GeoDataFrame) -> None:
    assert set(seas.index) == {
        "east-china-sea",
        "south-china-sea",
        "yellow-sea",
        "philippine-sea",
        "taiwan-strait",
    }
    assert seas.geometry.is_valid.all()


PUBLISHED = {
    # Area in km2, and how far ours may be off where the limits are not the same.
    # Encyclopaedia Britannica, "East China Sea".
    ("east-china-sea",): (752_000, 0.02),
    # Britannica, "Yellow Sea": 380,000 without the Bo Hai, down to the mouth of the Yangtze, not to 33 17 N,
    # so that the two seas share another limit; dbpedia, "Bohai Sea": 78,000.
    ("east-china-sea", "yellow-sea"): (752_000 + 380_000 + 78_000, 0.04),
    # Britannica Kids, "Yellow Sea": 404,000 without the Bo Hai.
    ("yellow-sea",): (404_000, 0.02),
    # People's Daily Online, overview of the Taiwan Strait, between nearly the same limits: about 80,000.
    ("taiwan-strait",): (80_000, 0.02),
    # Great Soviet Encyclopedia, "South China Sea": 3,537,000 with the Gulf of Thailand, which is not in ours.
    ("south-china-sea", "taiwan-strait"): (3_537_000, 0.07),
    # Wikipedia, "Philippine Sea": 5,695,000, the draft taking it farther in between the islands.
    ("philippine-sea",): (5_695_000, 0.06),
}


@pytest.mark.parametrize("together", PUBLISHED, ids=" ".join)
def test_areas_are_those_that_are_published(seas: geopandas.GeoDataFrame, together: tuple[str, ...]) -> None:
    area_km2, tolerance = PUBLISHED[together]
    assert sum(measure_area(seas.geometry[sea]) for sea in together) == pytest.approx(area_km2, rel=tolerance)


@pytest.mark.parametrize(
    ("lat", "lon", "sea"),
    [
        (25.7, 123.5, "east-china-sea"),
        (29.0, 125.0, "east-china-sea"),
        (15.2, 117.8, "south-china-sea"),
        (10.4, 114.4, "south-china-sea"),
        (16.8, 112.3, "south-china-sea"),
        (20.0, 107.5, "south-china-sea"),
        (36.0, 123.0, "yellow-sea"),
        (38.8, 119.5, "yellow-sea"),
        (24.5, 119.5, "taiwan-strait"),
        (20.0, 130.0, "philippine-sea"),
    ],
)
def test_a_place_lies_in_its_sea_alone(
    seas: geopandas.GeoDataFrame, lat: float, lon: float, sea: str
) -> None:
    assert list(seas.index[seas.geometry.covers(shapely.Point(lon, lat))]) == [sea]


@pytest.mark.parametrize(
    ("lat", "lon"), [(23.7, 121.0), (31.0, 120.0), (26.4, 127.8), (9.8, 102.0), (35.0, 160.0)]
)
def test_land_and_other_waters_lie_in_none(seas: geopandas.GeoDataFrame, lat: float, lon: float) -> None:
    assert not seas.geometry.covers(shapely.Point(lon, lat)).any()


def test_seas_overlap_in_no_more_than_the_drawing_tolerance(seas: geopandas.GeoDataFrame) -> None:
    shapes = list(seas.geometry)
    for index, one in enumerate(shapes):
        for other in shapes[index + 1 :]:
            assert one.intersection(other).area < 0.01


def test_limits_lie_on_the_edge_of_the_seas_that_they_name(seas: geopandas.GeoDataFrame) -> None:
    limits = read_dataset("sea-limits")
    assert limits.geometry.is_valid.all()
    for names, line in zip(limits["seas"], limits.geometry, strict=True):
        if line.length < 0.3:
            continue  # a short stretch may touch an island that the drawing smooths
        for sea in names.split():
            assert seas.loc[sea, "geometry"].boundary.distance(line.interpolate(0.5, normalized=True)) < 0.03


def test_the_east_china_sea_meets_the_taiwan_strait_and_the_yellow_sea() -> None:
    pairs = set(read_dataset("sea-limits")["seas"])
    assert {"east-china-sea taiwan-strait", "east-china-sea yellow-sea"} <= pairs
    assert "philippine-sea south-china-sea" in pairs


def test_every_limit_cites_a_known_source_and_says_how_sure_it_is() -> None:
    vertices = tomllib.loads(LIMITS.read_text(encoding="utf-8"))["vertices"]
    sources = read_data_sources()
    assert len({vertex["id"] for vertex in vertices}) == len(vertices)
    for vertex in vertices:
        assert vertex["source"] in sources
        assert vertex["confidence"] in {"high", "medium", "low"}
        assert vertex["limit"]


def test_the_file_stays_small() -> None:
    assert locate_dataset("seas").stat().st_size <= 400_000
