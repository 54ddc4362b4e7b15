"""Range bands on a planned map: quiet where they fill it, as on the web map."""

import pytest

from dashboard.layout.map_plan import MapPlan, plan_map
from dashboard.layout.page import Rect
from dashboard.layout.projection import fit_extent
from dashboard.theme import BAND_INSIDE_LEAST, LAYER_STYLES
from geodata.names import NEUTRAL
from geodata.packs.pack import Pack
from geodata.records.scenes import Frame
from geodata.scenes import ResolvedScene, find_scene, resolve_scene

MAP = Rect(0, 0, 800, 600)
REGION = Frame(west=60, south=-20, east=200, north=60)
ISLANDS = Frame(west=123.3, south=25.6, east=123.8, north=26.0)


@pytest.fixture(scope="module")
def scene(nato_pack: Pack) -> ResolvedScene:
    return resolve_scene(nato_pack, find_scene(nato_pack, "anti-access"))


def find_strongest(plan: MapPlan, layer: str) -> float:
    """Return the opacity of the strongest ring of a band."""
    return max(shape.opacity for shape in plan.shapes if shape.layer == layer and shape.role == "grade")


def test_a_band_keeps_its_fill_where_it_is_a_part_of_the_map(scene: ResolvedScene) -> None:
    plan = plan_map(scene, fit_extent(REGION, MAP), policy=NEUTRAL)
    whole = LAYER_STYLES["band-coastal-antiship"].fill_opacity
    assert find_strongest(plan, "band-coastal-antiship") == whole


def test_bands_that_fill_the_map_fade_and_their_lines_do_not(scene: ResolvedScene) -> None:
    plan = plan_map(scene, fit_extent(ISLANDS, MAP), policy=NEUTRAL)
    for layer in ("band-aircraft", "band-medium-range"):
        whole = LAYER_STYLES[layer].fill_opacity
        assert find_strongest(plan, layer) == pytest.approx(whole * BAND_INSIDE_LEAST, abs=0.002)
    lines = [shape for shape in plan.shapes if shape.role == "limit" and shape.layer.startswith("band-")]
    assert all(shape.opacity == 0 for shape in lines)  # a line has the opacity of its stroke
