import pytest
import shapely
from pyproj import Geod

from geodata.datasets import read_dataset

WGS84 = Geod(ellps="WGS84")

# Ocean Policy Research Institute, Sasakawa Peace Foundation: position and area of the Senkaku Islands (n.d.).
# Degrees.minutes as printed there, latitude then longitude; the minutes are cut, not rounded.
PRINTED_MINUTES = {
    "uotsuri": ("25.44", "123.28"),
    "kuba": ("25.55", "123.40"),
    "taisho": ("25.55", "124.33"),
    "kita-kojima": ("25.43", "123.32"),
    "minami-kojima": ("25.43", "123.33"),
    "okino-kitaiwa": ("25.46", "123.32"),
    "okino-minamiiwa": ("25.45", "123.34"),
    "tobise": ("25.44", "123.30"),
}

# National Marine Data and Information Service of China, diaoyudao.org.cn (2014): latitude, longitude.
PUBLISHED_TENTHS = {
    "uotsuri": (25 + 44.6 / 60, 123 + 28.4 / 60),
    "kuba": (25 + 55.4 / 60, 123 + 40.9 / 60),
}

OLD_CHART_UOTSURI = shapely.Point(123 + 31 / 60, 25 + 46 / 60)


def find_island(island: str) -> shapely.Polygon:
    islands = read_dataset("senkaku-islands").set_index("id").geometry
    return islands[island]


def test_there_are_eight_features() -> None:
    assert sorted(read_dataset("senkaku-islands")["id"]) == sorted(PRINTED_MINUTES)


@pytest.mark.parametrize("island", PRINTED_MINUTES)
def test_each_island_lies_in_the_minute_that_is_printed_for_it(island: str) -> None:
    centre = find_island(island).centroid
    found = tuple(f"{int(value)}.{int(value % 1 * 60):02d}" for value in (centre.y, centre.x))
    assert found == PRINTED_MINUTES[island]


@pytest.mark.parametrize("island", PUBLISHED_TENTHS)
def test_the_two_largest_lie_within_500_m_of_their_published_positions(island: str) -> None:
    centre, (latitude, longitude) = find_island(island).centroid, PUBLISHED_TENTHS[island]
    assert WGS84.inv(centre.x, centre.y, longitude, latitude)[2] < 500


def test_no_island_lies_where_old_charts_put_uotsuri() -> None:
    nearest_deg = shapely.distance(read_dataset("senkaku-islands").geometry.values, OLD_CHART_UOTSURI).min()
    assert nearest_deg * 100 > 2  # a degree of longitude is 100 km here


def test_outlines_are_valid_single_and_apart() -> None:
    outlines = read_dataset("senkaku-islands").geometry
    assert outlines.is_valid.all()
    assert set(outlines.geom_type) == {"Polygon"}
    assert shapely.area(outlines.union_all()) == pytest.approx(shapely.area(outlines.values).sum(), rel=1e-9)


@pytest.mark.parametrize("level", ["land-world", "land-region", "land-close"])
def test_the_base_map_has_no_second_set_of_these_islands(level: str) -> None:
    around = shapely.box(123.3, 25.6, 124.7, 26.0)
    assert not read_dataset(level).intersects(around).any()
