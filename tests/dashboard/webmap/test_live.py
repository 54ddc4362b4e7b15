"""Layers that travel with the page: drawn like served ones, small, and known by their content."""

import json

import geopandas
import pytest
import shapely

from dashboard.cartography.features import draw_layer
from dashboard.errors import TooLargeError
from dashboard.webmap.live_layers import MOST_BYTES, LiveLayer, make_live
from geodata.layers.loading import find_layer, load_layer
from geodata.packs.pack import Pack
from tests.support.hostile import HOSTILE


@pytest.fixture
def pack(harbour_pack: Pack) -> Pack:
    return harbour_pack


def make_ferry(pack: Pack, title: str = "Ferry") -> LiveLayer:
    layer = find_layer(pack, "ferry").model_copy(update={"title": title})
    return make_live(load_layer(pack, layer), layer, pack)


def test_a_live_layer_holds_what_the_served_one_would(pack: Pack) -> None:
    layer = find_layer(pack, "ferry")
    drawn = draw_layer(load_layer(pack, layer), layer)
    live = make_ferry(pack)
    told = [feature["properties"] for feature in json.loads(live.features)["features"]]
    assert [row["role"] for row in told] == list(drawn["role"])
    assert live.id == "live_ferry"
    assert live.entry["status"] == "context"
    assert live.entry["credits"] == ["Toy Office, 2012"]


def test_the_features_travel_only_where_they_are_wanted(pack: Pack) -> None:
    live = make_ferry(pack)
    assert json.loads(live.pack(with_features=True)["features"])["type"] == "FeatureCollection"
    assert "features" not in live.pack(with_features=False)
    assert live.pack(with_features=False)["key"] == live.key


def test_the_key_stands_for_content_and_title(pack: Pack) -> None:
    assert make_ferry(pack).key == make_ferry(pack).key
    assert make_ferry(pack).key != make_ferry(pack, "Night ferry").key


def test_what_a_live_layer_is_called_and_its_badge_can_be_chosen(pack: Pack) -> None:
    layer = find_layer(pack, "ferry")
    live = make_live(load_layer(pack, layer), layer, pack, call=lambda policy: f"by {policy}", badge="yours")
    assert (live.entry["name"], live.entry["name_ja"]) == ("by dual", "by ja")
    assert live.entry["badge"] == live.entry["statusText"] == "yours"


def test_a_coast_of_many_vertices_is_sent_coarser_and_in_its_place(pack: Pack) -> None:
    layer = find_layer(pack, "ferry")
    wave = shapely.LineString([(100 + n / 2000, 10 + (n % 2) / 2000) for n in range(40_000)])
    frame = load_layer(pack, layer).iloc[:1].set_geometry([wave])
    live = make_live(frame, layer, pack)
    assert 0 < len(live.features.encode()) <= MOST_BYTES
    [feature] = json.loads(live.features)["features"]
    assert shapely.hausdorff_distance(shapely.geometry.shape(feature["geometry"]), wave) < 0.005


def test_too_many_features_are_refused_with_figures(pack: Pack) -> None:
    layer = find_layer(pack, "mole")
    frame = load_layer(pack, layer)
    many = geopandas.GeoDataFrame([frame.iloc[0].to_dict()] * 2000, geometry="geometry", crs=frame.crs)
    with pytest.raises(TooLargeError, match="takes 200 kB") as caught:
        make_live(many, layer, pack)
    assert caught.value.size > MOST_BYTES


def test_hostile_names_stay_data(pack: Pack) -> None:
    live = make_ferry(pack, HOSTILE)
    assert live.entry["name"] == HOSTILE
    named = {feature["properties"]["name"] for feature in json.loads(live.features)["features"]}
    assert named == {HOSTILE}


def test_the_widest_band_of_the_repository_fits(nato_pack: Pack) -> None:
    layer = find_layer(nato_pack, "band-surface-to-air")
    live = make_live(load_layer(nato_pack, layer), layer, nato_pack)
    assert len(live.features.encode()) <= MOST_BYTES
