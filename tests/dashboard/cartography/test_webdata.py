"""What the web map draws: longitudes on one sheet, and rows for each kind of mark."""

import geopandas
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from dashboard.cartography.bounds import WEST_EDGE
from dashboard.cartography.features import draw_layer, open_at_west_edge
from dashboard.theme import LAYER_STYLES
from geodata.errors import PackError
from geodata.geometry.geodesy import measure_area, measure_length, unwrap
from geodata.layers.loading import find_layer, load_layer
from geodata.packs.pack import Pack

lons, lats = st.integers(-179, 179), st.integers(-80, 80)


@st.composite
def lines(draw: st.DrawFn) -> shapely.LineString:
    """Draw a line of steps of at most 50 degrees that may run on beyond 180 degrees."""
    lon, lat = draw(lons), draw(lats)
    points = [(lon, lat)]
    for step in draw(st.lists(st.integers(-50, 50).filter(bool), min_size=1, max_size=4)):
        points.append((points[-1][0] + step, draw(lats)))
    return shapely.LineString(points)


def get_edges(geometry: BaseGeometry) -> tuple[float, float]:
    west, _, east, _ = geometry.bounds
    return west, east


def test_what_lies_east_of_the_edge_stays_as_it_is() -> None:
    line = shapely.LineString([(-20, 50), (0, 40), (140, 30)])
    assert open_at_west_edge(line).equals(line)


def test_america_comes_to_lie_east_of_asia() -> None:
    assert open_at_west_edge(shapely.Point(-118, 34)) == shapely.Point(242, 34)
    assert get_edges(open_at_west_edge(shapely.box(-120, 30, -80, 40))) == (240, 280)


def test_a_line_over_the_date_line_stays_one_line() -> None:
    for line in (
        shapely.LineString([(170, 30), (190, 40)]),
        shapely.MultiLineString([[(170, 30), (180, 35)], [(-180, 35), (-170, 40)]]),
    ):
        opened = open_at_west_edge(line)
        assert opened.geom_type == "LineString"
        assert get_edges(opened) == (170, 190)


def test_a_line_that_jumps_over_the_date_line_does_not_run_round_the_world() -> None:
    opened = open_at_west_edge(shapely.LineString([(178, 10), (-178, 10)]))
    assert get_edges(opened) == (178, 182)


def test_a_point_on_the_date_line_is_on_the_sheet() -> None:
    assert open_at_west_edge(shapely.Point(-180, 10)) == shapely.Point(180, 10)


@pytest.mark.parametrize("style", ["glitter", "spokes", "band-medium-range", "incident"])
def test_a_style_that_cannot_draw_the_layer_is_refused_with_those_that_can(
    nato_pack: Pack, style: str
) -> None:
    layer = find_layer(nato_pack, "lane-singapore-busan")
    frame = load_layer(nato_pack, layer)
    with pytest.raises(PackError, match=r"layer lane-singapore-busan, field style: .* one of .* lane,"):
        draw_layer(frame, layer.model_copy(update={"style": style}))


def test_a_shape_across_the_edge_is_cut_there() -> None:
    opened = open_at_west_edge(shapely.box(-40, 0, -20, 10))
    assert opened.geom_type == "MultiPolygon"
    assert [get_edges(part) for part in opened.geoms] == [(-30, -20), (320, 330)]


@given(lines())
def test_a_line_keeps_its_length_and_comes_onto_the_sheet(line: shapely.LineString) -> None:
    assume(line.is_simple)  # a stretch sailed twice is drawn once
    opened = open_at_west_edge(line)
    west, east = get_edges(opened)
    assert WEST_EDGE <= west <= east <= WEST_EDGE + 360
    kept = sum(shapely.length(shapely.get_parts(opened)))
    assert kept == pytest.approx(line.length)


@given(lons, st.integers(-80, 70), st.integers(1, 170), st.integers(1, 10))
def test_an_area_keeps_its_size_and_comes_onto_the_sheet(lon: int, lat: int, width: int, height: int) -> None:
    area = shapely.box(lon, lat, lon + width, lat + height)
    opened = open_at_west_edge(area)
    west, east = get_edges(opened)
    assert WEST_EDGE <= west < east <= WEST_EDGE + 360
    assert opened.is_valid
    assert measure_area(opened) == pytest.approx(measure_area(area), rel=1e-6)


def test_members_are_areas_that_still_meet_and_small_ones_have_a_mark(nato_pack: Pack) -> None:
    drawn = draw(nato_pack, "members-eu")
    areas = drawn[drawn["role"] == "area"].set_index("id").geometry
    assert len(areas) == 28
    assert areas["deu"].intersection(areas["fra"]).length > 3  # degrees of a common border of 450 km
    assert areas["deu"].intersection(areas["fra"]).area == pytest.approx(0, abs=1e-9)
    assert set(drawn[drawn["role"] == "mark"]["id"]) == {"mlt", "lux"}
    assert drawn[drawn["id"] == "hrv"]["since"].unique().tolist() == ["2013-07-01"]


def test_a_participant_without_a_country_is_a_mark_alone(nato_pack: Pack) -> None:
    drawn = draw(nato_pack, "members-arf")
    assert set(drawn[drawn["id"] == "eun"]["role"]) == {"mark", "label"}


def test_events_carry_their_date_so_that_the_map_can_hide_what_came_later(nato_pack: Pack) -> None:
    drawn = draw(nato_pack, "events-later")
    assert drawn["since"].min() == "2013-11-23"
    assert set(drawn["role"]) == {"mark", "label"}


def draw(pack: Pack, layer_id: str) -> geopandas.GeoDataFrame:
    layer = find_layer(pack, layer_id)
    return draw_layer(load_layer(pack, layer), layer)


def pick(drawn: geopandas.GeoDataFrame, role: str) -> list[dict]:
    return drawn[drawn["role"] == role].to_dict("records")


def test_a_sea_has_a_tint_and_a_limit_and_its_name_where_the_pack_puts_it(nato_pack: Pack) -> None:
    drawn = draw(nato_pack, "east-china-sea")
    assert sorted(drawn["role"]) == ["area", "label", "limit"]
    [label] = pick(drawn, "label")
    assert label["geometry"] == shapely.Point(125.6, 30)
    assert (label["name"], label["kind"], label["rotate"]) == ("East China Sea", "named-sea", -48)
    [area] = pick(drawn, "area")
    assert area["opacity"] == LAYER_STYLES["sea"].fill_opacity


def test_a_sea_without_a_place_for_its_name_has_no_label(harbour_pack: Pack) -> None:
    assert set(draw(harbour_pack, "basin")["role"]) == {"area"}


def test_every_island_is_named_close_in_and_the_group_from_afar(nato_pack: Pack) -> None:
    drawn = draw(nato_pack, "senkaku-diaoyu")
    *islands, group = pick(drawn, "label")
    assert len(islands) == 8
    assert {label["min_zoom"] for label in islands} == {9}
    assert (group["id"], group["name"]) == ("senkaku-diaoyu", "Senkaku / Diaoyu Islands")
    assert group["max_zoom"] < 9
    [uotsuri] = [label for label in islands if label["id"] == "uotsuri"]
    assert uotsuri["name"] == "Uotsuri / Diaoyu Dao"
    assert uotsuri["rank"] < max(label["rank"] for label in islands)


def test_only_islands_below_a_square_kilometre_get_a_mark_of_their_own(nato_pack: Pack) -> None:
    marks = {mark["id"] for mark in pick(draw(nato_pack, "senkaku-diaoyu"), "mark")}
    assert "uotsuri" not in marks  # 3.81 km2
    assert {"kuba", "taisho", "tobise", "senkaku-diaoyu"} <= marks
    assert len(marks) == 8


def test_a_point_is_a_mark_with_its_neutral_name(harbour_pack: Pack) -> None:
    drawn = draw(harbour_pack, "mole")
    assert sorted(drawn["role"]) == ["label", "mark"]
    assert set(drawn["name"]) == {"Mole / Pier"}
    assert set(drawn.geometry) == {shapely.Point(120, 10)}


def test_a_spoke_bears_the_published_distance_and_ends_in_a_mark(harbour_pack: Pack) -> None:
    drawn = draw(harbour_pack, "spokes")
    assert {line["text"] for line in pick(drawn, "line")} == {"110 km"}
    assert {mark["geometry"].x for mark in pick(drawn, "mark")} == {119, 121}


def test_text_along_a_line_is_never_upside_down(harbour_pack: Pack, nato_pack: Pack) -> None:
    for drawn in (draw(harbour_pack, "spokes"), draw(nato_pack, "lane-transpacific")):
        for line in pick(drawn, "line"):
            coordinates = shapely.get_coordinates(line["geometry"])
            assert coordinates[0][0] < coordinates[-1][0]


def test_a_lane_is_named_after_its_layer_where_the_pack_says(nato_pack: Pack) -> None:
    [lane] = pick(draw(nato_pack, "lane-singapore-busan"), "line")
    assert (lane["name"], lane["text_at"]) == ("Singapore – Busan", 0.6)
    assert lane["name_ja"] == "シンガポール – 釜山"


def test_a_lane_across_the_pacific_is_one_line_of_the_same_length(nato_pack: Pack) -> None:
    layer = find_layer(nato_pack, "lane-transpacific")
    frame = load_layer(nato_pack, layer)
    [lane] = pick(draw_layer(frame, layer), "line")
    assert lane["geometry"].geom_type == "LineString"
    assert measure_length(lane["geometry"]) == pytest.approx(frame["length_km"][0], rel=1e-4)
    assert measure_length(unwrap(lane["geometry"])) == pytest.approx(frame["length_km"][0], rel=1e-4)


def test_a_class_ceiling_is_a_line_that_bears_its_distance_and_no_tint(harbour_pack: Pack) -> None:
    drawn = draw(harbour_pack, "gale")
    assert sorted(drawn["role"]) == ["area", "label", "limit"]
    [label] = pick(drawn, "label")
    assert (label["name"], label["kind"]) == ("1,000 km", "band")
    [limit] = pick(drawn, "limit")
    assert limit["geometry"].distance(label["geometry"]) < 1e-6
    assert set(drawn.loc[drawn["role"] == "area", "opacity"]) == {0}


def test_a_band_fades_with_the_share_of_its_rings(harbour_pack: Pack) -> None:
    area = shapely.box(110, 20, 120, 30)
    rows = [
        {
            "id": "gale",
            "role": role,
            "name_en": "Gale",
            "distance_km": 300.0,
            "share": share,
            "geometry": shape,
        }
        for role, share, shape in (("grade", 1.0, area), ("grade", 0.5, area), ("edge", 1.0, area.boundary))
    ]
    frame = geopandas.GeoDataFrame(rows, geometry="geometry", crs=4326)
    layer = find_layer(harbour_pack, "gale").model_copy(update={"style": "band-medium-range"})
    drawn = draw_layer(frame, layer)
    whole = LAYER_STYLES["band-medium-range"].fill_opacity
    assert list(drawn["opacity"]) == pytest.approx([whole, whole / 2, 0])


def test_a_feature_has_a_dot_and_a_name_and_a_group_a_name_alone(nato_pack: Pack) -> None:
    drawn = draw(nato_pack, "scs-features")
    assert list(drawn.loc[drawn["id"] == "spratly", "role"]) == ["label"]
    assert list(drawn.loc[drawn["id"] == "itu-aba", "role"]) == ["mark", "label"]


def test_a_reference_line_is_named_along_it_or_where_the_table_says(nato_pack: Pack) -> None:
    [second] = draw(nato_pack, "island-chain-second").to_dict("records")
    assert (second["role"], second["name"]) == ("line", "Second island chain")
    assert second["text_at"] == 0.62
    assert list(draw(nato_pack, "adiz-2013")["role"]) == ["line", "label"]


def test_limits_between_zones_are_drawn_once_and_not_along_the_edge_of_the_data(nato_pack: Pack) -> None:
    frame = load_layer(nato_pack, find_layer(nato_pack, "zone-200nm"))
    drawn = draw(nato_pack, "zone-200nm")
    limits = drawn[drawn["role"] == "limit"].geometry
    assert shapely.union_all(limits.to_numpy()).length == pytest.approx(
        shapely.length(limits.to_numpy()).sum()
    )
    frame_edge = shapely.box(*frame.total_bounds).exterior
    assert shapely.length(shapely.intersection(limits.to_numpy(), frame_edge)).sum() == pytest.approx(0)


def test_a_gate_is_a_short_line_with_a_mark_and_a_name(nato_pack: Pack) -> None:
    drawn = draw(nato_pack, "chokepoints")
    assert {role: len(pick(drawn, role)) for role in ("mark", "label", "line")} == dict.fromkeys(
        ("mark", "label", "line"), 16
    )
    [cape] = [line["geometry"] for line in pick(drawn, "line") if line["id"] == "good-hope"]
    assert cape.bounds[1] == pytest.approx(-39.79)  # 5 degrees south of the shore of Agulhas
