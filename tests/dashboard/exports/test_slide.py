"""Slides: words and map of a scene as PNG, SVG and PDF."""

import functools
import math
import struct
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely
from PIL import Image
from pypdf import PdfReader

from dashboard.exports.slide.canvas import Canvas
from dashboard.exports.slide.panel import draw_panel
from dashboard.exports.slide.slide import draw_scene, save_page
from dashboard.layout.font_files import gather_missing
from dashboard.layout.fonts import measure_text, outline_text, wrap_text
from dashboard.layout.furniture import locate_inset
from dashboard.layout.map_plan import choose_spotlight, plan_map
from dashboard.layout.page import FORMATS, PAGES, Rect
from dashboard.layout.projection import fit_extent, make_frame
from dashboard.layout.spotlight import SOFT_STEPS, WASH_OPACITY, wash_seas
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.packs import PACK
from dashboard.theme import LAYER_STYLES, LIGHT, PALETTES
from dashboard.wording.scene_text import describe_scene
from geodata.geometry.geodesy import Position
from geodata.packs.pack import Pack, read_pack
from geodata.scenes import ResolvedScene, find_scene, resolve_scenes
from tests.support.audit import audit_page
from tests.support.font_faces import read_faces

WIDE = PAGES["1080p"]


@pytest.fixture(scope="module")
def ours() -> Pack:
    return read_pack(PACK)


@pytest.fixture(scope="module")
def resolved(ours: Pack) -> dict[str, ResolvedScene]:
    return {scene.scene.id: scene for scene in resolve_scenes(ours, ours.scenes)}


@pytest.fixture(scope="module")
def wide(ours: Pack, resolved: dict[str, ResolvedScene]) -> Callable[[str], Canvas]:
    """Return what gives a scene on a wide page, drawn once: what stands where, without the artists."""

    @functools.cache
    def draw(scene_id: str) -> Canvas:
        canvas = draw_scene(resolved[scene_id], ours, WIDE)
        canvas.figure.clear()
        return canvas

    return draw


def read_texts(canvas: Canvas) -> str:
    return " ".join(thing.name for thing in canvas.drawn if thing.kind == "text")


def test_no_name_of_any_scene_collides_or_is_cut(ours: Pack, wide: Callable[[str], Canvas]) -> None:
    faults = {scene.id: [str(fault) for fault in audit_page(wide(scene.id))] for scene in ours.scenes}
    assert {scene: found for scene, found in faults.items() if found} == {}


@pytest.mark.parametrize("size", ["square", "a4"])
def test_the_small_pages_hold_every_part_of_the_legend(
    size: str, ours: Pack, resolved: dict[str, ResolvedScene]
) -> None:
    for scene in ("one-lane", "dangerous-waters", "anti-access"):
        faults = [str(fault) for fault in audit_page(draw_scene(resolved[scene], ours, PAGES[size]))]
        assert faults == []


@pytest.mark.parametrize(
    ("size", "pixels"),
    [("1080p", (1920, 1080)), ("4k", (3840, 2160)), ("square", (1080, 1080)), ("a4", (2382, 3369))],
)
def test_a_picture_has_the_pixels_of_its_size(
    size: str, pixels: tuple[int, int], ours: Pack, resolved: dict[str, ResolvedScene]
) -> None:
    drawn = save_page(draw_scene(resolved["partner"], ours, PAGES[size]), "png")
    assert struct.unpack(">II", drawn[16:24]) == pixels


@pytest.mark.parametrize("size", ["square", "a4"])
def test_a_map_above_its_words_takes_the_room_that_they_leave(
    size: str, ours: Pack, resolved: dict[str, ResolvedScene]
) -> None:
    short, long = (draw_scene(resolved[scene], ours, PAGES[size]).page for scene in ("talks", "anti-access"))
    assert short.map_rect.height > PAGES[size].map_rect.height + 100 > long.map_rect.height
    for page in (short, long):
        assert {rect.top for rect in page.column_rects} == {page.map_rect.bottom}
        assert {rect.bottom for rect in page.column_rects} == {page.footer_rect.top}


def test_a_figure_stands_in_one_line_with_its_unit() -> None:
    style = TEXT_STYLES["legend"]
    width = measure_text("Medium-range missiles, 1,500", style)
    lines = wrap_text("Medium-range missiles, 1,500 km", style, width)
    assert lines == ["Medium-range missiles,", "1,500 km"]
    assert wrap_text("In 2013 kings", style, measure_text("In 2013", style)) == ["In 2013", "kings"]


def test_specks_of_a_filled_country_leave_a_corner_to_the_scale_bar(
    ours: Pack, resolved: dict[str, ResolvedScene]
) -> None:
    canvas = draw_scene(resolved["catalyst"], ours, WIDE)  # an island of France lies in the lower left
    (note,) = (thing.shape for thing in canvas.drawn if thing.name == "1,080 nautical miles")
    assert note.centroid.x < WIDE.map_rect.middle[0]
    assert note.centroid.y > WIDE.map_rect.middle[1]


def test_a_page_in_pdf_is_as_large_as_paper(ours: Pack, resolved: dict[str, ResolvedScene]) -> None:
    drawn = save_page(draw_scene(resolved["partner"], ours, PAGES["a4"]), "pdf")
    assert b"/MediaBox [ 0 0 595.5 842.25 ]" in drawn  # A4 is 595.3 x 841.9 points


def test_the_same_scene_gives_the_same_bytes(ours: Pack, resolved: dict[str, ResolvedScene]) -> None:
    first, second = (draw_scene(resolved["anti-access"], ours, WIDE) for _ in range(2))
    for form in FORMATS:
        assert save_page(first, form) == save_page(second, form), form


def test_a_slide_carries_title_takeaway_quote_sources_and_date(
    ours: Pack, wide: Callable[[str], Canvas]
) -> None:
    scene = find_scene(ours, "one-lane")
    text = read_texts(wide("one-lane"))
    for words in (
        scene.title.split()[:2],
        scene.takeaway.split()[:3],
        ["passage", "I2"],
        ["As", "of", "October"],
    ):
        assert " ".join(words) in text
    assert "GSHHG" in text
    assert "Yokohama" in text


def test_the_stamp_stands_inside_the_map_where_bands_are_shown_and_only_there(
    ours: Pack, resolved: dict[str, ResolvedScene], wide: Callable[[str], Canvas]
) -> None:
    stamp = "NOTIONAL · ILLUSTRATIVE · NOT OPERATIONAL"
    for size in PAGES.values():
        canvas = draw_scene(resolved["anti-access"], ours, size)
        (drawn,) = [thing for thing in canvas.drawn if thing.name == stamp]
        rect = size.map_rect
        assert shapely.box(rect.left, rect.top, rect.right, rect.bottom).contains(drawn.shape)
    assert stamp not in read_texts(wide("one-lane"))


def test_the_text_of_a_pdf_can_be_searched_even_along_curves(
    ours: Pack, resolved: dict[str, ResolvedScene]
) -> None:
    drawn = save_page(draw_scene(resolved["dangerous-waters"], ours, WIDE), "pdf")
    text = PdfReader(BytesIO(drawn)).pages[0].extract_text()
    for words in ("Dangerous waters", "SOUTH CHINA SEA", "Scarborough Shoal", "As of October 2013"):
        assert words in text


def test_an_svg_is_well_formed_with_text_as_text(ours: Pack, resolved: dict[str, ResolvedScene]) -> None:
    tree = ET.fromstring(save_page(draw_scene(resolved["dangerous-waters"], ours, WIDE), "svg"))  # noqa: S314
    texts = [node.text for node in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert "Dangerous waters" in texts
    assert "SOUTH CHINA SEA" in texts
    (styles,) = [node.text or "" for node in tree.iter("{http://www.w3.org/2000/svg}style")]
    assert styles.count('@font-face{font-family:"Source Sans Pro"') == 3
    assert styles.count('@font-face{font-family:"Source Serif Pro"') == 3
    assert "http" not in styles


def test_hostile_words_are_shown_as_they_are(ours: Pack, resolved: dict[str, ResolvedScene]) -> None:
    scene = resolved["partner"]
    title = "<b>&amp; $x^2$"
    hostile = ResolvedScene(
        **{
            **scene.__dict__,
            "scene": scene.scene.model_copy(update={"title": title, "takeaway": "{{7*7}} a\u202eb\x07c"}),
        }
    )
    canvas = draw_scene(hostile, ours, WIDE)
    tree = ET.fromstring(save_page(canvas, "svg"))  # noqa: S314
    assert title in [node.text for node in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert "{{7*7}} abc" in read_texts(canvas)
    assert save_page(canvas, "pdf").startswith(b"%PDF")


def test_a_view_of_open_sea_is_drawn_too(ours: Pack, resolved: dict[str, ResolvedScene]) -> None:
    frame = make_frame(Position(20, 160), 0.2, WIDE.map_rect)
    canvas = draw_scene(resolved["balance"], ours, WIDE, frame=frame)
    assert "160°E" in read_texts(canvas)
    assert audit_page(canvas) == []


def test_a_close_up_names_each_island_inside_its_frame(
    resolved: dict[str, ResolvedScene], wide: Callable[[str], Canvas]
) -> None:
    canvas = wide("senkaku-diaoyu")
    close = [
        thing for thing in canvas.drawn if thing.within == locate_inset(resolved["senkaku-diaoyu"], WIDE)
    ]
    named = " ".join(thing.name for thing in close)
    for island in ("Uotsuri", "Kuba", "Minami", "Kita"):
        assert island in named
    assert "km" in named


def test_the_legend_lists_only_what_is_on_the_map(
    ours: Pack, resolved: dict[str, ResolvedScene], wide: Callable[[str], Canvas]
) -> None:
    (event,) = (shown for shown in resolved["senkaku-diaoyu"].layers if shown.layer.id == "collision-2010")
    world = resolved["channels"]  # too wide for the mark of the collisions
    scene = replace(world, layers=(*world.layers, event))
    assert "Boat collisions" not in read_texts(draw_scene(scene, ours, WIDE))
    assert "Boat collisions" in read_texts(wide("senkaku-diaoyu"))


def test_no_mark_is_cut_by_the_edge_of_the_map(ours: Pack, wide: Callable[[str], Canvas]) -> None:
    for scene in ours.scenes:
        canvas = wide(scene.id)
        inside = shapely.box(*WIDE.map_rect.bounds)
        assert [
            thing.name for thing in canvas.drawn if thing.kind == "mark" and not inside.covers(thing.shape)
        ] == []


def test_an_event_stands_beside_the_islands_that_it_is_about(wide: Callable[[str], Canvas]) -> None:
    marks = {thing.name: thing.shape for thing in wide("dangerous-waters").drawn}
    (islands,) = (shape for name, shape in marks.items() if name.startswith("senkaku-diaoyu."))
    events = [shape for name, shape in marks.items() if name.startswith("events-context.")]
    assert min(islands.distance(event) for event in events) < 12
    assert not any(islands.intersects(event) for event in events)


def test_characters_that_no_font_has_are_boxes_and_are_named(
    ours: Pack, resolved: dict[str, ResolvedScene]
) -> None:
    scene = resolved["partner"]
    thai = ResolvedScene(**{**scene.__dict__, "scene": scene.scene.model_copy(update={"title": "ทะเล 🐟"})})
    with gather_missing() as missing:
        canvas = draw_scene(thai, ours, WIDE)
        assert audit_page(canvas) == []
        drawn = [save_page(canvas, form) for form in FORMATS]
    assert missing == set("ทะเล🐟")
    assert all(len(page) > 10_000 for page in drawn)
    assert "ทะเล 🐟" in read_texts(canvas)


def test_a_box_is_as_wide_as_it_is_drawn() -> None:
    style = TEXT_STYLES["place"]
    assert measure_text("🐟", style) == pytest.approx(measure_text("永", style))
    assert measure_text("🐟\ufe0f", style) == pytest.approx(measure_text("🐟", style))
    assert measure_text("ทุ", style) == pytest.approx(2 * measure_text("永", style))
    outline = outline_text("aทb", style)
    assert outline.get_extents().x1 == pytest.approx(measure_text("aทb", style), abs=2)


def test_a_pdf_says_title_subject_and_language_and_holds_its_type(
    ours: Pack, resolved: dict[str, ResolvedScene]
) -> None:
    drawn = save_page(draw_scene(resolved["senkaku-diaoyu"], ours, WIDE, policy="zh-hant"), "pdf")
    document = PdfReader(BytesIO(drawn))
    told = document.metadata or {}
    assert told["/Title"] == "釣魚臺列嶼"
    assert "NATO Goes East" in told["/Subject"]
    assert (told["/Author"], told["/Creator"]) == ("SeaBrief", "SeaBrief")
    root = document.trailer["/Root"]
    assert (root["/Lang"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == ("en", True)
    fonts = [font.get_object() for font in document.pages[0]["/Resources"]["/Font"].values()]
    kinds = [font["/DescendantFonts"][0].get_object() for font in fonts]
    assert any("NotoSansCJK" in str(font["/BaseFont"]) for font in fonts)
    assert {str(kind["/Subtype"]) for kind in kinds} == {"/CIDFontType2"}
    for kind in kinds:
        assert kind["/FontDescriptor"]["/FontFile2"].get_data().startswith(b"\0\1\0\0")


def test_an_svg_holds_the_han_characters_of_its_texts(ours: Pack, resolved: dict[str, ResolvedScene]) -> None:
    drawn = save_page(draw_scene(resolved["senkaku-diaoyu"], ours, WIDE, policy="zh-hans"), "svg").decode()
    held = read_faces(drawn)
    assert set("钓鱼岛") <= held["Noto Sans CJK SC", 700].keys()
    assert set("钓鱼岛") <= held["Noto Sans SC", 400].keys()


@pytest.mark.parametrize(
    ("policy", "name"), [("ja", "東シナ海"), ("zh-hans", "东海"), ("zh-hant", "東海"), ("local", "Việt Nam")]
)
def test_names_come_in_the_language_that_was_chosen(
    policy: str, name: str, ours: Pack, resolved: dict[str, ResolvedScene]
) -> None:
    text = read_texts(draw_scene(resolved["dangerous-waters"], ours, WIDE, policy=policy))
    assert name.upper() in text.upper()


def test_japanese_and_chinese_shapes_of_a_character_differ() -> None:
    drawn = []
    for policy in ("ja", "zh-hans"):
        canvas = Canvas(WIDE, LIGHT, policy)
        canvas.write("直骨角", TEXT_STYLES["title"], 100, 100, 1)
        drawn.append(np.asarray(Image.open(BytesIO(save_page(canvas, "png")))))
    assert (drawn[0] != drawn[1]).any()


def test_letters_lie_inside_the_outlines_that_the_audit_sees() -> None:
    canvas = Canvas(WIDE, LIGHT)
    canvas.write("Hafenstraße Ågq", TEXT_STYLES["city"], 300, 300, 1)
    canvas.write("Gulf – Japan", TEXT_STYLES["city"], 600, 500, 1, align="center", turn=40)
    curve = [(900, 500), (1000, 460), (1100, 450), (1300, 480)]
    canvas.write_along(curve, "PHILIPPINE SEA", TEXT_STYLES["named-sea"], 1)
    image = np.asarray(Image.open(BytesIO(save_page(canvas, "png"))).convert("L"))
    ys, xs = np.nonzero(image < 128)
    outlines = shapely.union_all([thing.shape for thing in canvas.drawn]).buffer(1.5)
    assert len(xs) > 500
    assert shapely.contains_xy(outlines, xs + 0.5, ys + 0.5).all()


def test_the_audit_sees_overlaps_cuts_and_crossings() -> None:
    canvas = Canvas(WIDE, LIGHT)
    inside = Rect(464, 0, 1456, 1044)
    canvas.write("First", TEXT_STYLES["city"], 800, 300, 1, within=inside)
    canvas.write("Second", TEXT_STYLES["city"], 810, 305, 1, within=inside)
    canvas.write("Cut off", TEXT_STYLES["city"], 1900, 500, 1, within=inside)
    canvas.write("Crossed", TEXT_STYLES["legend"], 800, 700, 1, within=inside)
    canvas.write("With a halo", TEXT_STYLES["city"], 900, 700, 1, within=inside)
    lane = shapely.LineString([(700, 695), (1000, 695)])
    canvas.draw_line(lane, LAYER_STYLES["lane"].stroke, 1, name="lane")
    assert sorted(map(str, audit_page(canvas))) == [
        "crossing: Crossed / lane",
        "cut: Cut off",
        "overlap: First / Second",
    ]


@pytest.mark.parametrize("theme", list(PALETTES))
def test_the_map_has_the_colours_of_the_theme(
    theme: str, ours: Pack, resolved: dict[str, ResolvedScene]
) -> None:
    canvas = draw_scene(resolved["partner"], ours, WIDE, theme=theme)
    image = np.asarray(Image.open(BytesIO(save_page(canvas, "png"))).convert("RGB"))
    colours = {f"#{r:02X}{g:02X}{b:02X}" for r, g, b in image[::4, ::4].reshape(-1, 3)}
    palette = PALETTES[theme]
    assert {palette.land, palette.sea_0, palette.sea_3000, palette.paper, palette.quote} <= colours


def test_the_legend_says_who_is_in_one_body_alone_and_who_in_several(
    ours: Pack, resolved: dict[str, ResolvedScene]
) -> None:
    words = describe_scene(resolved["channels"], ours, policy="dual")
    notes = {
        entry.layer or entry.style: entry.notes for entries in words.legend.values() for entry in entries
    }
    assert notes["members-eas"] == ("In all: 18; none in this one alone",)
    assert notes["members-osce"] == ("In all: 57; in this one alone: 53",)
    assert notes["members-of-3"] == ("2 (Russia, United States)",)
    assert [style for style in notes if style.startswith("members-of")] == ["members-of-2", "members-of-3"]


def test_the_panel_lists_dates_parts_and_distances_of_what_is_on_the_map(
    ours: Pack, resolved: dict[str, ResolvedScene], wide: Callable[[str], Canvas]
) -> None:
    listed = {
        scene: {
            line.key: line
            for listing in describe_scene(resolved[scene], ours, policy="dual").listings
            for line in listing.lines
        }
        for scene in ("catalyst", "partner", "senkaku-diaoyu")
    }
    assert listed["partner"]["events-brief.declaration-2013"].lead == "15 April 2013"
    assert set(listed["catalyst"]) == {"actors.japan", "actors.afghanistan"}
    ishigaki = listed["senkaku-diaoyu"]["senkaku-distances.ishigaki"]
    assert (ishigaki.lead, ishigaki.text) == ("Ishigaki", "170 km (Japan); 170 km computed")
    told = read_texts(wide("partner"))
    assert "7 September 2010" in told
    assert "dialogue" not in told  # of 1993, at Berlin, which is not on this map


def test_a_listing_that_finds_no_room_is_left_out(ours: Pack, resolved: dict[str, ResolvedScene]) -> None:
    words = describe_scene(resolved["goes-east"], ours, policy="dual")
    (events,) = words.listings
    long = replace(words, listings=(replace(events, lines=events.lines * 4),))
    canvas = Canvas(WIDE, LIGHT, "dual")
    draw_panel(canvas, long)
    assert canvas.left_out == []
    assert events.heading.upper() not in {thing.name for thing in canvas.drawn}


def test_the_light_of_a_sea_without_limits_fades_out_and_that_of_others_does_not(
    resolved: dict[str, ResolvedScene],
) -> None:
    washes = {}
    for scene in ("dangerous-waters", "balance"):
        shown = resolved[scene]
        plan = plan_map(shown, fit_extent(shown.scene.camera, WIDE.map_rect), policy="dual")
        washes[scene] = list(wash_seas(plan, choose_spotlight(shown)))
    assert [opacity for _, opacity in washes["dangerous-waters"]] == [WASH_OPACITY]
    (beyond, opacity), *fading = washes["balance"]
    assert opacity == WASH_OPACITY
    assert len(fading) == SOFT_STEPS
    assert all(outer.difference(inner).area < 1 for (outer, _), (inner, _) in pairwise(fading))
    assert all(beyond.intersection(area).area == pytest.approx(0, abs=1) for area, _ in fading)
    assert 1 - math.prod(1 - opacity for _, opacity in fading) == pytest.approx(WASH_OPACITY)


def test_a_state_has_the_colour_of_the_number_of_its_bodies(resolved: dict[str, ResolvedScene]) -> None:
    scene = resolved["channels"]
    plan = plan_map(scene, fit_extent(scene.scene.camera, WIDE.map_rect), policy="dual")
    drawn = {shape.id: shape.style for shape in plan.shapes}
    assert [drawn[state] for state in ("rus", "chn", "kaz", "pak")] == [
        "members-of-3",
        "members-of-2",
        "members-osce",
        "members-arf",
    ]
