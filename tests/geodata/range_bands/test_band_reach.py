"""What range bands hold, against another implementation of geodesics."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geodata.layer_kinds.lanes import list_stops
from geodata.layers.range_bands import list_spots, reach_spots, share_lanes
from geodata.packs.pack import Pack
from geodata.range_bands.bands import COAST, RangeBand, read_origin
from geodata.routing.closures import find_lane_via
from geodata.routing.lanes import SeaLane

BAND = RangeBand(1500)


def read_line(pack: Pack, layer_id: str) -> shapely.LineString:
    lane = find_lane_via(list_stops(pack)[layer_id], frozenset())
    assert isinstance(lane, SeaLane)
    return lane.line


def share_independently(line: shapely.LineString, limit_km: float) -> float:
    """Share of a lane within a distance of the coast: each stretch between vertices counts by its middle."""
    coast = shapely.get_coordinates(shapely.segmentize(read_origin(COAST), 0.2))
    course = shapely.get_coordinates(line)
    inside = whole = 0.0
    for start, end in pairwise(course):
        length = Geodesic.WGS84.Inverse(start[1], start[0], end[1], end[0])["s12"]
        middle = (start + end) / 2
        near = np.argsort(np.hypot((coast[:, 0] - middle[0]) * 0.8, coast[:, 1] - middle[1]))[:6]
        least = min(
            Geodesic.WGS84.Inverse(middle[1], middle[0], coast[k, 1], coast[k, 0])["s12"] for k in near
        )
        whole += length
        inside += length * (least <= limit_km * 1000)
    return inside / whole


def test_the_share_of_germany_japan_inside_1500_km_is_what_an_independent_count_finds(
    nato_pack: Pack,
) -> None:
    line = read_line(nato_pack, "lane-germany-japan")
    share = share_lanes({"lane": line}, BAND, COAST)["lane"]
    for told, limit_km in ((share.inner, 1200), (share.nominal, 1500), (share.outer, 1800)):
        assert told == pytest.approx(share_independently(line, limit_km), abs=0.006)
    assert (share.inner, share.nominal, share.outer) == pytest.approx((0.161, 0.213, 0.229), abs=6e-4)


def test_a_wider_band_holds_no_less(nato_pack: Pack) -> None:
    line = read_line(nato_pack, "lane-gulf-japan")
    shares = [
        share_lanes({"lane": line}, RangeBand(km), COAST)["lane"].nominal for km in range(100, 4000, 300)
    ]
    assert shares == sorted(shares)


def test_places_stand_nearest_first_with_the_distances_that_hold_them(nato_pack: Pack) -> None:
    reaches = reach_spots(list_spots(nato_pack), "zhejiang")
    distances = [reach.distance_km for reach in reaches]
    assert distances == sorted(distances)
    [uotsuri] = [reach for reach in reaches if reach.spot.id == "uotsuri"]
    expected = Geodesic.WGS84.Inverse(28, 121, uotsuri.spot.lat, uotsuri.spot.lon)["s12"] / 1000
    assert uotsuri.distance_km == pytest.approx(expected, abs=0.01)
    assert uotsuri.list_within(RangeBand(expected + 1)) == ("nominal", "outer")
    assert uotsuri.list_within(RangeBand(expected - 1)) == ("outer",)
    assert uotsuri.list_within(RangeBand(3000, skip_km=1000)) == ()


def test_ports_chokepoints_and_islands_are_all_there(nato_pack: Pack) -> None:
    kinds = [spot.kind for spot in list_spots(nato_pack)]
    assert kinds.count("chokepoints") == 15
    assert kinds.count("islands") >= 8 + 18
    assert kinds.count("ports") > 100
