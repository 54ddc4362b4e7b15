"""What the browser is told of the layers."""

import pytest

from dashboard.cartography.bounds import find_passage_bounds
from dashboard.theme import DEPTHS_M
from dashboard.webmap.catalogue import write_catalogue
from dashboard.wording.formats import format_date, label_status
from geodata.layers.loading import find_layer
from geodata.packs.pack import Pack
from geodata.records.layers import BandData

BOX = (100.0, -5.0, 120.0, 25.0)


@pytest.fixture(scope="module")
def catalogue(nato_pack: Pack) -> dict:
    return write_catalogue(nato_pack, dict.fromkeys([layer.id for layer in nato_pack.layers], BOX))


def test_groups_and_layers_keep_the_order_of_the_pack(catalogue: dict, nato_pack: Pack) -> None:
    titles = [group["title"] for group in catalogue["groups"]]
    assert titles == [
        "Seas",
        "Islands",
        "Sea lanes",
        "Chokepoints",
        "Range bands (notional)",
        "Features",
        "Zones and claims",
        "Actors and institutions",
        "Events",
    ]
    listed = [layer_id for group in catalogue["groups"] for layer_id in group["layers"]]
    assert listed == [layer.id for layer in nato_pack.layers] == list(catalogue["layers"])


@pytest.mark.parametrize(
    ("layer_id", "badge"),
    [
        ("east-china-sea", "Named in the brief"),
        ("senkaku-distances", "Context, not in the brief"),
        ("lane-gulf-japan", "Illustrative route"),
        ("band-medium-range", "Notional"),
        ("band-surface-to-air", "Context, not in the brief"),
    ],
)
def test_a_badge_says_where_a_layer_comes_from(
    catalogue: dict, nato_pack: Pack, layer_id: str, badge: str
) -> None:
    assert label_status(find_layer(nato_pack, layer_id)) == badge
    assert catalogue["layers"][layer_id]["statusText"] == badge


def test_the_layer_list_has_room_for_a_short_badge_only(catalogue: dict) -> None:
    badges = {described["badge"] for described in catalogue["layers"].values()}
    assert {"Illustrative route", "Notional"} < badges
    assert max(map(len, badges)) <= len("Illustrative route")


def test_bands_and_only_bands_ask_for_the_stamp(catalogue: dict, nato_pack: Pack) -> None:
    for layer in nato_pack.layers:
        assert catalogue["layers"][layer.id]["stamp"] == isinstance(layer.data, BandData)


def test_every_layer_and_the_base_map_credit_somebody(catalogue: dict, nato_pack: Pack) -> None:
    uncredited = [
        layer_id for layer_id, described in catalogue["layers"].items() if not any(described["credits"])
    ]
    tables = {layer.id for layer in nato_pack.layers if layer.table_files}
    assert set(uncredited) <= tables  # their rows cite the sources one by one
    assert catalogue["base"]
    assert all(catalogue["base"])


def test_bounds_are_told_as_leaflet_reads_them(catalogue: dict) -> None:
    assert catalogue["layers"]["east-china-sea"]["bounds"] == ((-5, 100), (25, 120))


def test_the_links_of_a_layer_are_told_by_passage(catalogue: dict) -> None:
    assert catalogue["layers"]["east-china-sea"]["passages"] == ["D1", "D3", "P6"]
    assert catalogue["depths"] == list(DEPTHS_M)
    assert catalogue["asOf"] == "As of October 2013"


def test_a_small_pack_has_the_groups_of_its_own_layers(harbour_pack: Pack) -> None:
    catalogue = write_catalogue(harbour_pack, dict.fromkeys([layer.id for layer in harbour_pack.layers], BOX))
    assert [group["layers"] for group in catalogue["groups"]] == [
        ["basin"],
        ["mole", "spokes"],
        ["ferry"],
        ["gale"],
    ]
    assert catalogue["layers"]["basin"]["credits"] == ["Toy Office, 2012"]


@pytest.mark.parametrize(
    ("date", "written"),
    [("2013", "2013"), ("2013-10", "October 2013"), ("2010-09-07", "7 September 2010"), ("", "")],
)
def test_a_date_is_written_as_exactly_as_it_is_known(date: str, written: str) -> None:
    assert format_date(date) == written


def test_beside_a_passage_the_map_shows_what_its_scene_does(catalogue: dict, nato_pack: Pack) -> None:
    goes_east = nato_pack.scenes[0].camera  # Europe to Japan, not all of NATO
    box = ((goes_east.south, goes_east.west), (goes_east.north, goes_east.east))
    assert catalogue["passages"]["L1"]["fly"] == box


def test_beside_a_passage_without_a_scene_the_map_shows_its_layers(nato_pack: Pack) -> None:
    without = nato_pack.model_copy(update={"scenes": ()})
    bounds = dict.fromkeys([layer.id for layer in nato_pack.layers], BOX)
    assert find_passage_bounds(without, "L1", bounds) == BOX
    unlit = nato_pack.model_copy(update={"layers": ()})
    assert find_passage_bounds(unlit, "L1", bounds) is None
