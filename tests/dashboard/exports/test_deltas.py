"""Coordinates as steps: smaller, and the same again when they are read back."""

import json
from itertools import accumulate
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.offline.compression import pack_features

LINE = [[119.25, 24.5], [119.5, 24.25], [120, 24.25]]


def collect(kind: str, coordinates: Any) -> str:  # noqa: ANN401 - any geometry
    feature = {
        "type": "Feature",
        "properties": {"id": "a"},
        "geometry": {"type": kind, "coordinates": coordinates},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def read_packed(text: str) -> tuple[Any, int]:
    data = json.loads(text)
    return data["features"][0]["geometry"]["coordinates"], data["decimals"]


def test_a_line_becomes_its_start_and_its_steps() -> None:
    assert read_packed(pack_features(collect("LineString", LINE))) == ([11925, 2450, 25, -25, 50, 0], 2)


def test_a_point_and_rings_keep_their_nesting() -> None:
    assert read_packed(pack_features(collect("Point", [7, 8]))) == ([7, 8], 0)
    assert read_packed(pack_features(collect("MultiPolygon", [[LINE]])))[0] == [
        [[11925, 2450, 25, -25, 50, 0]]
    ]


def test_a_shape_without_places_stays_one() -> None:
    assert read_packed(pack_features(collect("MultiPolygon", []))) == ([], 0)


def test_what_is_no_collection_is_left_alone() -> None:
    assert pack_features('{"groups": []}') == '{"groups": []}'


degrees = st.floats(-180, 360).map(lambda value: round(value, 4))


@given(st.lists(st.tuples(degrees, degrees), min_size=2, max_size=30))
def test_steps_add_up_to_where_they_came_from(places: list[tuple[float, float]]) -> None:
    steps, decimals = read_packed(pack_features(collect("LineString", [list(place) for place in places])))
    along = zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)
    for (x, y), (lon, lat) in zip(along, places, strict=True):
        assert abs(x / 10**decimals - lon) < 1e-6
        assert abs(y / 10**decimals - lat) < 1e-6
