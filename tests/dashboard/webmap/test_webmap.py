"""The map program that folium authors."""

import pytest

from dashboard.webmap.program import PANES, BaseMap, LandLevel, WebLayer, write_program

BASE = BaseMap(
    "data/depth.json", "data/borders.json", "data/labels.json", (LandLevel(0, url="data/land.json"),)
)


def test_the_program_builds_base_map_controls_and_layers() -> None:
    program = write_program(BASE, [WebLayer("east-china-sea", "data/sea.json", "sea")])
    assert "export function build(container, layers, view)" in program
    assert all(f'"{pane}"' in program for pane in PANES)
    for maker in ("BaseLayer", "LandLayer", "Graticule", "NauticalScale", "LabelLayer", "PackLayer"):
        assert f"new layers.{maker}(" in program
    assert '"east-china-sea": pack_layer_pack_east_china_sea' in program


def test_the_same_layers_give_the_same_bytes() -> None:
    layers = [WebLayer("a", "data/a.json", "lane"), WebLayer("b", "data/b.json", "islands")]
    assert write_program(BASE, layers) == write_program(BASE, layers)


def test_layers_wait_to_be_switched_on() -> None:
    program = write_program(BASE, [WebLayer("a", "data/a.json", "lane")])
    assert "pack_layer_pack_a.addTo" not in program


def test_no_address_leads_off_the_host() -> None:
    assert "//" not in write_program(BASE, [WebLayer("a", "data/a.json", "lane")])


@pytest.mark.parametrize("hostile", ["{{7*7}}", "a`b", "${7*7}", "</script>", "a b", "{% x %}"])
def test_a_string_that_a_template_could_run_is_refused(hostile: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in the map program"):
        write_program(BASE, [WebLayer("a", hostile, "lane")])
    with pytest.raises(ValueError, match="cannot stand in the map program"):
        write_program(BASE, [WebLayer(hostile, "data/a.json", "lane")])
