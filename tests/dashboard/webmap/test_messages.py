"""What Python sends to the browser is what the messages say; the browser's modules are checked by them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from dashboard.cartography.features import draw_layer
from dashboard.messages import (
    MESSAGES,
    Catalogue,
    Clicked,
    LabelProperties,
    LandEntry,
    LiveEntry,
    MarkProperties,
    Parcel,
    ShapeProperties,
    Stepped,
    WrittenName,
    make_adapter,
)
from dashboard.webmap.basemap import _name_labels
from dashboard.webmap.catalogue import write_catalogue
from dashboard.webmap.declarations import DECLARATIONS, write_declarations, write_type
from dashboard.webmap.files import format_features
from dashboard.webmap.live_layers import make_live
from dashboard.webmap.program import LandLevel, _describe
from dashboard.webmap.unserved import open_folder
from geodata.datasets import read_dataset
from geodata.layers.loading import load_layer
from geodata.packs.pack import Pack, read_pack
from tests.support.hostile import write_hostile_pack

BOX = (100.0, -5.0, 120.0, 25.0)
SHAPES: Mapping[str, Any] = {"mark": MarkProperties, "label": LabelProperties}
"""Role of a web feature -> what its properties are; the others are shapes."""
CLICKED = {"feature": "mole.head", "also": [], "place": [10, 120], "layers": ["mole"], "at": [10, 120, 6.25]}


def check(message: type, *sent: object) -> None:
    make_adapter(*[message] * len(sent)).validate_json(json.dumps(sent), strict=True)


def test_the_declarations_are_those_of_the_messages_and_were_not_left_behind() -> None:
    assert DECLARATIONS.read_text(encoding="utf-8") == write_declarations(), "Run `make types`."


@pytest.mark.parametrize(
    ("schema", "declared"),
    [
        ({"type": "integer"}, "number"),
        ({"const": "mark", "type": "string"}, '"mark"'),
        ({"enum": ["left", "right"], "type": "string"}, '"left" | "right"'),
        ({"anyOf": [{"$ref": "#/$defs/View"}, {"type": "null"}]}, "View | null"),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, 'Array<"a" | "b">'),
        ({"type": "array", "prefixItems": [{"type": "number"}, {"type": "string"}]}, "[number, string]"),
        ({"type": "object", "additionalProperties": {"type": "boolean"}}, "Record<string, boolean>"),
    ],
)
def test_a_type_is_written_as_typescript_has_it(schema: dict[str, Any], declared: str) -> None:
    assert write_type(schema) == declared


@pytest.mark.parametrize("schema", [{}, {"type": "array"}, {"type": "object", "properties": {}}])
def test_a_type_that_no_message_has_is_refused(schema: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="No type of TypeScript"):
        write_type(schema)


def test_each_message_that_contains_others_is_declared_with_all_of_them() -> None:
    declared = write_declarations()
    names = [message.__name__ for message in (*MESSAGES, Clicked, Stepped, LiveEntry, Parcel)]
    assert all(f"export interface {name} {{" in declared for name in names)
    assert "  ticket?: string;" in declared
    assert '  "name_zh-hans"?: string;' in declared


def test_the_messages_refuse_what_they_do_not_say() -> None:
    check(Clicked, CLICKED, CLICKED | {"place": None})
    for wrong in (CLICKED | {"zoom": 6}, CLICKED | {"at": [10, 120]}, CLICKED | {"also": "mole.head"}):
        with pytest.raises(ValidationError):
            check(Clicked, wrong)
    with pytest.raises(ValidationError):
        check(Clicked, {name: value for name, value in CLICKED.items() if name != "place"})


@pytest.fixture(params=["harbour", "nato", "hostile"])
def pack(
    request: pytest.FixtureRequest,
    kept_harbour: Path,
    nato_pack: Pack,
    tmp_path_factory: pytest.TempPathFactory,
) -> Pack:
    if request.param == "nato":
        return nato_pack
    if request.param == "harbour":
        return read_pack(kept_harbour)
    return read_pack(write_hostile_pack(tmp_path_factory.mktemp("packs") / "hostile"))


def test_the_catalogue_of_a_pack_is_the_message_that_it_says(pack: Pack) -> None:
    boxes = dict.fromkeys([layer.id for layer in pack.layers], BOX)
    pictures = {scene.id: {"light": "pictures/a.svg"} for scene in pack.scenes}
    check(Catalogue, write_catalogue(pack, boxes), write_catalogue(pack, boxes, pictures=pictures))


def test_each_feature_of_each_layer_has_the_properties_of_its_role(pack: Pack) -> None:
    roles = set()
    for layer in pack.layers:
        drawn = draw_layer(load_layer(pack, layer), layer)
        for feature in json.loads(format_features(drawn, decimals=3))["features"]:
            role = feature["properties"]["role"]
            check(SHAPES.get(role, ShapeProperties), feature["properties"])
            roles.add(role)
    assert {"area", "line", "mark", "label"} <= roles


def test_a_layer_of_the_viewer_travels_as_the_message_that_it_says_with_and_without_its_features(
    harbour_pack: Pack,
) -> None:
    for layer in harbour_pack.layers:
        live = make_live(load_layer(harbour_pack, layer), layer, harbour_pack, badge="yours")
        sent = [live.pack(with_features=with_features) for with_features in (True, False)]
        check(LiveEntry, *sent)
        assert [("features" in entry) for entry in sent] == [True, False]


def test_a_pack_that_is_not_served_travels_as_the_message_that_it_says(kept_harbour: Path) -> None:
    parcel = open_folder(kept_harbour).parcel
    check(Parcel, parcel.pack(with_content=True), parcel.pack(with_content=False))


def test_the_names_and_the_land_of_the_base_map_are_what_the_messages_say() -> None:
    labels = json.loads(format_features(_name_labels(read_dataset("labels")), decimals=3))["features"]
    check(WrittenName, *(feature["properties"] for feature in labels))
    tiled = LandLevel(4, folder="data/land", size=10, box=(100, -10, 150, 50), tiles=("100_-10",))
    check(LandEntry, _describe(LandLevel(0, url="data/land.json")), _describe(tiled))
