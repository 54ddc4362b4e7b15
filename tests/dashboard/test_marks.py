"""The tables of marks and of kinds of layer data: every renderer draws each of them."""

import functools
import io
import json
import re
from types import SimpleNamespace
from typing import get_args

import geopandas
import pytest
import shapely
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.slide import Slide

from dashboard.cartography.features import DRAWERS, draw_layer
from dashboard.exports.deck.blocks import SAMPLES as DECK_SAMPLES
from dashboard.exports.deck.blocks import draw_swatch as draw_deck_swatch
from dashboard.exports.deck.deck import DeckStyle, write_deck
from dashboard.exports.deck.map import draw_map as draw_deck_map
from dashboard.exports.deck.map_marks import Caption
from dashboard.exports.deck.shapes import Sheet
from dashboard.exports.deck.templates.template import open_own
from dashboard.exports.offline import page as offline
from dashboard.exports.slide.canvas import Canvas
from dashboard.exports.slide.map import Z_LEVELS, draw_map
from dashboard.exports.slide.symbols import SAMPLES as SLIDE_SAMPLES
from dashboard.exports.slide.symbols import draw_swatch
from dashboard.installation import ROOT
from dashboard.layout.map_plan import MapPlan, plan_map
from dashboard.layout.page import PAGES
from dashboard.layout.projection import fit_extent
from dashboard.marks import MARKS, SYMBOLS, Level, Swatch
from dashboard.messages import Panes
from dashboard.theme import LAYER_STYLES, LIGHT
from dashboard.webmap.program import PANES, BaseMap, LandLevel, choose_panes
from dashboard.webmap.thumbnails import draw_picture
from dashboard.wording.scene_text import Entry
from dashboard.wording.wording import Wording
from geodata.layer_kinds.table import LAYER_KINDS
from geodata.packs.pack import Pack, read_pack
from geodata.records.layers import Layer
from geodata.records.scenes import Frame, Scene
from geodata.scenes import ResolvedLayer, ResolvedScene, resolve_scene
from tests.support.harbour import write_harbour

OPEN_SEA = Frame(west=-155, south=30, east=-135, north=40)
"""A part of the Pacific without land."""
SHAPES = {
    "area": shapely.Point(-145, 35).buffer(2),
    "grade": shapely.Point(-145, 35).buffer(2),
    "line": shapely.LineString([(-150, 35), (-140, 36)]),
    "limit": shapely.LineString([(-150, 34), (-140, 34)]),
    "point": shapely.Point(-145, 35),
}
COLUMNS = {"name_en": "Toy", "kind": "gate", "date": "2013", "since": "", "published_km": 100, "share": 1}
DATA = {
    "": {"kind": "shapes", "file": "toy.geojson"},
    "distances": {"kind": "distances", "file": "toy.csv", "layer": "toy", "origin": "toy"},
    "chokepoints": {"kind": "chokepoints"},
    "members": {"kind": "members", "file": "toy.csv", "body": "toy", "label": "Toy"},
}
each_mark = pytest.mark.parametrize("mark", MARKS)
each_kind = pytest.mark.parametrize("kind", LAYER_KINDS)


def find_style(mark: str) -> str:
    return next(key for key, style in LAYER_STYLES.items() if style.mark == mark)


def make_toy(mark: str) -> ResolvedLayer:
    """Return a layer with one row of each role that a mark draws."""
    roles = MARKS[mark].roles
    rows = [{"id": "toy", "role": role, "distance_km": 100, **COLUMNS} for role in sorted(roles)]
    frame = geopandas.GeoDataFrame(rows, geometry=[SHAPES[role] for role in sorted(roles)], crs=4326)
    layer = {"id": "toy", "title": "Toy", "group": "features", "status": "context", "description": "Toy."}
    record = layer | {"style": find_style(mark), "data": DATA[MARKS[mark].data_kind]}
    return ResolvedLayer(Layer.model_validate(record), frame, (), live=True)


@functools.cache
def plan_sea(*marks: str) -> MapPlan:
    """Return the map of open sea with a toy layer of each of some marks."""
    scene = Scene(
        id="toy",
        title="Toy",
        takeaway="Toy.",
        passages=("A",),
        layers=("toy",),
        camera=OPEN_SEA,
        notes="Toy.",
    )
    shown = ResolvedScene(scene, 1, (), tuple(map(make_toy, marks)), (), {}, None)
    return plan_map(shown, fit_extent(OPEN_SEA, PAGES["1080p"].map_rect), policy="dual")


def start_sheet() -> Sheet:
    template = open_own(LIGHT)
    return Sheet(template.deck.slides.add_slide(template.layout), LIGHT)


def count_slide_artists(*marks: str) -> int:
    canvas = Canvas(PAGES["1080p"], LIGHT, "dual")
    draw_map(canvas, plan_sea(*marks))
    return len(canvas.axes.get_children())


def list_groups(slide: Slide) -> dict[str, int]:
    """Return how many shapes each group of a slide of a deck has, by its name."""
    groups = (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    return {group.name: len(group.shapes) for group in groups}


def test_the_tables_of_marks_agree() -> None:
    assert set(DRAWERS) == set(MARKS) == {style.mark for style in LAYER_STYLES.values()}
    assert set(Z_LEVELS) == set(get_args(Level))
    shapes = set(get_args(Swatch.__annotations__["shape"]))
    assert set(SLIDE_SAMPLES) == set(DECK_SAMPLES) == shapes
    assert {kind.swatch.shape for kind in MARKS.values()} == shapes
    assert {kind.data_kind for kind in MARKS.values()} <= {"", *LAYER_KINDS}


def test_the_panel_of_the_web_map_has_swatches_for_known_marks_only() -> None:
    script = (ROOT / "dashboard" / "frontend" / "map" / "panel.js").read_text("utf-8")
    table = script[script.index("const SWATCHES") :]
    keys = re.findall(r'^  \["(\w+)", ', table[: table.index("]);")], flags=re.MULTILINE)
    assert {"islands", "gate"} <= set(keys) <= set(MARKS)


def test_no_set_of_marks_stands_outside_of_the_table() -> None:
    """A renderer that lists marks by name forgets the next one."""
    comparing = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "dashboard").rglob("*.py")
        if re.search(r"\.mark (==|!=|in|not in) ", path.read_text("utf-8"))
    ]
    assert comparing == []


@each_mark
def test_the_web_map_draws_each_mark_in_panes_that_there_are(mark: str) -> None:
    toy = make_toy(mark)
    drawn = draw_layer(toy.frame, toy.layer)
    assert set(drawn["role"]) - {"label"}
    assert not drawn.geometry.is_empty.any()
    panes = choose_panes(toy.layer.style)
    assert set(panes.values()) <= set(PANES)
    assert set(drawn["role"]) <= {*Panes.__annotations__, "label"}
    if "shape" in drawn:
        assert set(drawn["shape"].dropna()) <= set(SYMBOLS)


@each_mark
def test_a_slide_draws_each_mark(mark: str) -> None:
    assert count_slide_artists(mark) > count_slide_artists()


@each_mark
def test_a_deck_draws_each_mark(mark: str) -> None:
    sheet = start_sheet()
    draw_deck_map(sheet, plan_sea(mark), {"toy": Caption("Toy", "A toy.")}, told="A map.")
    assert sum(count for name, count in list_groups(sheet.slide).items() if name.startswith("toy · ")) > 0


@each_mark
def test_a_thumbnail_draws_each_mark(mark: str) -> None:
    toy = make_toy(mark)
    box = (OPEN_SEA.west + 360, OPEN_SEA.south, OPEN_SEA.east + 360, OPEN_SEA.north)
    layers = [(toy.layer.style, draw_layer(toy.frame, toy.layer))]
    assert len(draw_picture(box, layers, LIGHT)) > len(draw_picture(box, [], LIGHT))


@each_mark
def test_the_legends_of_slide_and_deck_show_the_same_sample_of_each_mark(mark: str) -> None:
    style, kind = find_style(mark), MARKS[mark]
    canvas = Canvas(PAGES["1080p"], LIGHT, "dual")
    before = len(canvas.axes.get_children())
    draw_swatch(canvas, style, 100, 100, 1)
    assert len(canvas.axes.get_children()) > before
    sheet = start_sheet()
    with sheet.group("legend") as group:
        draw_deck_swatch(group, Entry(style, "Toy"), 100, 100)
    [shapes] = [
        [str(shape.shape_type) for shape in found.shapes]
        for found in sheet.slide.shapes
        if found.shape_type == MSO_SHAPE_TYPE.GROUP
    ]
    assert shapes
    if kind.swatch.radius:
        assert _measure_width(sheet.slide) == pytest.approx(2 * kind.swatch.radius, abs=0.1)


def test_the_legend_of_a_deck_crosses_out_a_closed_gate_and_no_open_one() -> None:
    counts = []
    for style in ("gate", "gate-closed"):
        sheet = start_sheet()
        with sheet.group("legend") as group:
            draw_deck_swatch(group, Entry(style, "Toy"), 100, 100)
        counts.append(list_groups(sheet.slide)["legend"])
    assert counts == [1, 3]


def _measure_width(slide: Slide) -> float:
    """Return the width of the only group of a slide in page units."""
    [group] = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    return float(group.width) / start_sheet().measure(1000) * 1000


KINDS = """
[[layers]]
id = "{id}"
title = "{id}"
group = "features"
status = "context"
description = "A toy layer."
style = "{style}"
sources = ["chart"]
links = [{{ passage = "H1", kind = "context" }}]
data = {{ {data} }}
"""
ADDED = {
    "sea-data": ("sea", 'kind = "dataset", dataset = "seas", ids = ["east-china-sea"]'),
    "way": ("lane", 'kind = "lane", from = "ras-tanura", to = "yokohama"'),
    "gates": ("gate", 'kind = "chokepoints", ids = ["taiwan-strait"]'),
    "club": (
        "members-nato",
        'kind = "members", file = "features/states.csv", body = "club", label = "Club"',
    ),
}
LAYER_OF_KIND = {
    "dataset": "sea-data",
    "points": "mole",
    "lines": "ferry",
    "shapes": "basin",
    "lane": "way",
    "band": "gale",
    "distances": "spokes",
    "chokepoints": "gates",
    "members": "club",
}
SCENE = """
[[scenes]]
id = "all"
title = "All kinds"
takeaway = "Each kind once."
passages = ["H1"]
layers = {layers}
camera = {{ west = 114, south = 6, east = 128, north = 30 }}
notes = "Toy."
"""
BASE = BaseMap(
    "held/depth.json", "held/borders.json", "held/labels.json", (LandLevel(0, url="held/land.json"),)
)


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Return a pack with a layer of each kind, and a scene that shows them all."""
    folder = write_harbour(tmp_path_factory.mktemp("kinds") / "harbour")
    with (folder / "layers.toml").open("a", encoding="utf-8") as file:
        file.writelines(
            KINDS.format(id=name, style=style, data=data) for name, (style, data) in ADDED.items()
        )
    (folder / "features" / "states.csv").write_text("id,name_en,bodies\nphl,Philippines,club\n", "utf-8")
    (folder / "scenes.toml").write_text(SCENE.format(layers=json.dumps([*LAYER_OF_KIND.values()])), "utf-8")
    return read_pack(folder)


@pytest.fixture(scope="module")
def scene(kinds: Pack) -> ResolvedScene:
    return resolve_scene(kinds, kinds.scenes[0])


@pytest.fixture(scope="module")
def deck_groups(kinds: Pack, scene: ResolvedScene) -> dict[str, int]:
    written = write_deck([scene], Wording(kinds), DeckStyle(open_own(LIGHT)))
    return list_groups(Presentation(io.BytesIO(written)).slides[1])


@pytest.fixture(scope="module")
def offline_page(kinds: Pack, scene: ResolvedScene) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(offline, "write_base_map", lambda _files, **_boxes: BASE)
        return offline.write_page([scene], Wording(kinds))


def find_shown(scene: ResolvedScene, kind: str) -> ResolvedLayer:
    return next(shown for shown in scene.layers if shown.layer.id == LAYER_OF_KIND[kind])


def test_there_is_a_toy_layer_of_each_kind(kinds: Pack) -> None:
    of_kind = {layer.data.kind: layer.id for layer in kinds.layers}
    assert of_kind == LAYER_OF_KIND
    assert set(of_kind) == set(LAYER_KINDS)


@each_kind
def test_web_map_and_thumbnail_draw_each_kind(kind: str, scene: ResolvedScene) -> None:
    shown = find_shown(scene, kind)
    drawn = draw_layer(shown.frame, shown.layer)
    assert set(drawn["role"]) - {"label"}
    box = (114.0, 6.0, 128.0, 30.0)
    assert len(draw_picture(box, [(shown.layer.style, drawn)], LIGHT)) > len(draw_picture(box, [], LIGHT))


@each_kind
def test_a_slide_plans_and_draws_each_kind(kind: str, kinds: Pack, scene: ResolvedScene) -> None:
    shown = find_shown(scene, kind)
    alone = SimpleNamespace(**{**vars(scene), "layers": (shown,), "detours": ()})
    plan = plan_map(alone, fit_extent(kinds.scenes[0].camera, PAGES["1080p"].map_rect), policy="dual")  # type: ignore[arg-type]
    assert shown.layer.id in plan.layers


@each_kind
def test_a_deck_has_a_group_for_each_kind(kind: str, deck_groups: dict[str, int]) -> None:
    layer_id = LAYER_OF_KIND[kind]
    assert sum(count for name, count in deck_groups.items() if name.startswith(f"{layer_id} · ")) > 0


@each_kind
def test_an_offline_page_holds_the_features_of_each_kind(kind: str, offline_page: str) -> None:
    assert f"{LAYER_OF_KIND[kind]}-" in offline_page
