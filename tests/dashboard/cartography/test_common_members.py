"""How many of the shown bodies a member is in, and its style."""

import geopandas
import shapely

from dashboard.cartography.common_members import choose_style, count_bodies


def make_rows(*members: str) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"id": members, "geometry": [shapely.Point(0, 0)] * len(members)})


def test_bodies_are_counted_for_each_member_and_other_layers_are_not() -> None:
    small = make_rows("sgp", "sgp")  # an area and its mark
    bodies = count_bodies(
        [("members-eas", small), ("members-arf", make_rows("sgp", "pak")), ("actor", small)]
    )
    assert bodies == {"sgp": 2, "pak": 1}


def test_the_style_is_that_of_the_layer_where_a_member_is_in_one_body_alone() -> None:
    bodies = count_bodies((style, make_rows("rus")) for style in ("members-eas", "members-arf"))
    assert choose_style("members-arf", "rus", bodies) == "members-of-2"
    assert choose_style("members-arf", "pak", bodies) == "members-arf"
    assert choose_style("actor", "rus", bodies) == "actor"


def test_the_last_style_stands_for_all_higher_numbers() -> None:
    five = ("members-nato", "members-eu", "members-eas", "members-arf", "members-osce")
    bodies = count_bodies((style, make_rows("x")) for style in five)
    assert choose_style("members-eu", "x", bodies) == "members-of-4"
