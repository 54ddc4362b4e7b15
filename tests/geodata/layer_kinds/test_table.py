"""The table of the kinds of layer data: complete, documented, and asked instead of the types."""

import re
from pathlib import Path
from typing import get_args

import pytest

from dashboard.installation import ROOT
from geodata.errors import PackError
from geodata.layer_kinds.table import LAYER_KINDS, get_kind
from geodata.packs.pack import Pack, read_pack
from geodata.records.layers import BandData, KindRecord, LayerData, select_data, select_layers

RECORDS: tuple[type[KindRecord], ...] = get_args(get_args(LayerData)[0])
DOCUMENTED = (ROOT / "seeds" / "README.md").read_text("utf-8")


def test_the_table_has_each_kind_of_the_schema_with_its_record_and_no_other() -> None:
    schema = {kind: record for record in RECORDS for kind in get_args(record.model_fields["kind"].annotation)}
    assert {kind: described.data for kind, described in LAYER_KINDS.items()} == schema


@pytest.mark.parametrize("kind", LAYER_KINDS)
def test_the_readme_of_the_packs_names_each_kind_with_all_its_fields(kind: str) -> None:
    rows = re.findall(r"^\| (`.+?) \| (.+) \|$", DOCUMENTED, flags=re.MULTILINE)
    [told] = [fields for kinds, fields in rows if f"`{kind}`" in kinds.split(", ")]
    fields = LAYER_KINDS[kind].data.model_fields
    named = {field.alias or name for name, field in fields.items()} - {"kind"}
    assert named == named & set(re.findall(r"`([a-z_]+)`", told))


def test_only_the_record_itself_tests_the_type_of_its_data() -> None:
    """Whoever asks for a type where a look-up would do makes the next kind dearer."""
    folders = (ROOT / "geodata", ROOT / "dashboard")
    testing = {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in folder.rglob("*.py")
        if re.search(r"isinstance\([^)]*\.data\b", path.read_text("utf-8"))
    }
    assert testing == {"geodata/records/layers.py"}


def test_layers_and_data_of_a_kind_are_selected_in_their_order(nato_pack: Pack) -> None:
    bands = select_data(nato_pack.layers, BandData)
    assert list(bands) == [layer.id for layer in nato_pack.layers if layer.data.kind == "band"]
    assert [layer.id for layer in select_layers(nato_pack.layers, BandData)] == list(bands)
    assert {band.kind for band in bands.values()} == {"band"}


def test_each_layer_of_our_pack_is_of_its_kind_and_lacks_nothing(nato_pack: Pack) -> None:
    for layer in nato_pack.layers:
        kind = get_kind(layer)
        assert kind.data is type(layer.data)
        assert [*kind.list_faults(layer.data), *kind.list_missing(layer.data)] == []


@pytest.mark.parametrize("first", ["points", "shapes"])
def test_a_table_that_points_and_outlines_share_needs_positions_whoever_comes_first(
    harbour: Path, first: str
) -> None:
    layers = harbour / "layers.toml"
    text = layers.read_text("utf-8").replace(
        'file = "features/basin.geojson" }',
        'file = "features/basin.geojson", attributes = "features/mole.csv" }',
    )
    head, *entries = re.split(r"(?m)^(?=\[\[layers\]\]$)", text)
    entries = [entry for entry in entries if 'id = "basin"' in entry or 'id = "mole"' in entry]
    layers.write_text(head + "".join(entries if first == "shapes" else entries[::-1]), "utf-8")
    table = harbour / "features" / "mole.csv"
    table.write_text("id,name_en,sources\nhead,Mole head,chart\n", "utf-8")
    with pytest.raises(PackError, match="lat"):
        read_pack(harbour)
