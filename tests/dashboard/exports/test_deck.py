"""Decks read back: shapes by layer, words, notes, links, templates, and texts that stay texts."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from dashboard.exports.deck.deck import DeckStyle, write_deck
from dashboard.exports.deck.panel import fit_title
from dashboard.exports.deck.templates.template import open_own
from dashboard.exports.fulfilment import fulfil_request
from dashboard.exports.request import ExportRequest
from dashboard.layout.page import PAGES
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.theme import LIGHT, PALETTES
from dashboard.wording.wording import Wording
from geodata.names import Policy
from geodata.packs.pack import Pack, read_pack
from geodata.scenes import ResolvedScene, find_scene, resolve_scene
from tests.support.hostile import HOSTILE, write_hostile_pack

SCENES = ("anti-access", "senkaku-diaoyu", "chinas-lanes")


def make_deck(scenes: list[ResolvedScene], wording: Wording, **style: object) -> bytes:
    return write_deck(scenes, wording, DeckStyle(open_own(LIGHT), **style))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def scenes(nato_pack: Pack) -> list[ResolvedScene]:
    return [resolve_scene(nato_pack, find_scene(nato_pack, scene)) for scene in SCENES]


@pytest.fixture(scope="module")
def written(nato_pack: Pack, scenes: list[ResolvedScene]) -> bytes:
    return make_deck(scenes, Wording(nato_pack))


@pytest.fixture(scope="module")
def deck(written: bytes) -> Deck:
    return Presentation(BytesIO(written))


def find_groups(slide: Slide) -> dict[str, list[object]]:
    groups = (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    return {shape.name: list(shape.shapes) for shape in groups}


def count_freeforms(slide: Slide) -> int:
    shapes = (shape for group in find_groups(slide).values() for shape in group)
    return sum(shape.shape_type == MSO_SHAPE_TYPE.FREEFORM for shape in shapes)  # type: ignore[attr-defined]


def find_told(slide: Slide) -> dict[str, str]:
    groups = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    return {group.name: group.element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr")[0] for group in groups}


def list_texts(slide: Slide) -> Iterator[str]:
    grouped = (shape for group in find_groups(slide).values() for shape in group)
    for shape in (*slide.shapes, *grouped):
        if getattr(shape, "has_text_frame", False):
            yield shape.text_frame.text  # type: ignore[union-attr]


def test_a_deck_has_a_title_its_scenes_its_sources_and_its_limits(deck: Deck) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]  # type: ignore[union-attr]
    assert titles[:4] == [
        "NATO Goes East",
        "Anti-access in outline",
        "Senkaku / Diaoyu Islands",
        "China’s sea lanes too",
    ]
    assert titles[-1] == "Method and limits"
    assert all(title.startswith("Sources") for title in titles[4:-1])
    assert deck.slide_width * 9 == deck.slide_height * 16  # type: ignore[operator]


def test_the_map_is_made_of_shapes_that_bear_the_names_of_their_layers(deck: Deck) -> None:
    slide = deck.slides[1]
    groups = find_groups(slide)
    bands = [name for name in groups if name.startswith("band-")]
    assert [name.partition(" · ")[0] for name in bands] == [
        "band-medium-range",
        "band-aircraft",
        "band-coastal-antiship",
    ]  # from the widest to the narrowest, so that none hides another
    assert list(groups).index("Land") > list(groups).index(bands[-1])
    assert list(groups).index("lane-gulf-japan · Gulf – Japan") > list(groups).index("Land")
    assert 60 < count_freeforms(slide) < 400
    assert not any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in slide.shapes)


def test_shapes_stay_inside_the_map(deck: Deck) -> None:
    for slide in list(deck.slides)[1:4]:
        for shape in find_groups(slide)["Land"]:
            assert shape.left >= Inches(3.2)  # type: ignore[attr-defined]
            assert shape.left + shape.width <= deck.slide_width + 1000  # type: ignore[attr-defined, operator]


def test_words_stand_on_the_slide_and_the_rest_in_the_notes(deck: Deck) -> None:
    texts = list(list_texts(deck.slides[1]))
    assert "NOTIONAL · ILLUSTRATIVE · NOT OPERATIONAL" in texts
    assert any(text.startswith("“centered on ballistic") for text in texts)
    assert "As of October 2013" in texts
    notes = deck.slides[1].notes_slide.notes_text_frame.text  # type: ignore[union-attr]
    for told in (
        "Say the stamp aloud",
        "D3 · Dangerous waters, paragraph 3",
        "Share of the lanes",
        "Sources:",
    ):
        assert told in notes
    assert " nm instead of " in deck.slides[3].notes_slide.notes_text_frame.text  # type: ignore[union-attr]


def test_links_lead_to_sources_and_nowhere_else(written: bytes, nato_pack: Pack) -> None:
    known = {source.url for source in nato_pack.sources.values()} | {nato_pack.brief.url}
    with zipfile.ZipFile(BytesIO(written)) as package:
        names = [name for name in package.namelist() if name.endswith(".rels")]
        relations = [relation for name in names for relation in ET.fromstring(package.read(name))]  # noqa: S314 - our own file
    outside = [relation for relation in relations if relation.get("TargetMode") == "External"]
    assert len(outside) > 10
    assert all(relation.get("Type", "").endswith("/hyperlink") for relation in outside)
    assert len({relation.get("Target") for relation in outside} & known) > 5
    assert all(relation.get("Target", "").startswith(("https://", "http://")) for relation in outside)


def test_the_same_scenes_give_the_same_bytes_and_a_small_file(
    written: bytes, nato_pack: Pack, scenes: list[ResolvedScene]
) -> None:
    assert make_deck(scenes, Wording(nato_pack)) == written
    assert len(written) < 5_000_000 * len(scenes) / 15


def test_a_band_is_coloured_anew_by_its_name(written: bytes) -> None:
    deck = Presentation(BytesIO(written))
    name = "band-medium-range · Medium-range ballistic missiles, 1,500 km"
    areas = [shape for shape in find_groups(deck.slides[1])[name] if " area " in shape.name]  # type: ignore[attr-defined]
    assert len(areas) > 3
    old = LIGHT.band_outer.removeprefix("#")
    assert {str(shape.fill.fore_color.rgb) for shape in areas} == {old}  # type: ignore[attr-defined]


def test_maps_can_be_pictures(nato_pack: Pack, scenes: list[ResolvedScene]) -> None:
    deck = Presentation(BytesIO(make_deck(scenes[1:2], Wording(nato_pack), pictures=True)))
    pictures = [shape for shape in deck.slides[1].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert [picture.image.size for picture in pictures] == [(2184, 1566)]  # type: ignore[attr-defined]
    (told,) = (picture.element.xpath(".//p:cNvPr/@descr")[0] for picture in pictures)
    assert told.startswith("3 layers are on the map. Named in the brief: Senkaku / Diaoyu Islands, ")


def test_every_group_is_told_to_those_who_do_not_see_it(deck: Deck) -> None:
    for slide in deck.slides:
        assert all(find_told(slide).values())
    told = find_told(deck.slides[1])
    assert told["lane-gulf-japan · Gulf – Japan"] == "Gulf – Japan: Illustrative route"
    assert told["Sea depth, metres"].startswith("7 layers are on the map. Illustrative route: Gulf – Japan, ")


def test_the_quote_and_its_place_stand_in_one_box_so_that_no_gap_parts_them(deck: Deck) -> None:
    quotes = [text for text in list_texts(deck.slides[1]) if text.startswith("“centered on ballistic")]
    assert [len(text.splitlines()) for text in quotes] == [2]
    assert "passage D3" in quotes[0]


def test_bands_are_listed_from_the_narrowest_to_the_widest(deck: Deck) -> None:
    told = " ".join(filter(None, list_texts(deck.slides[1])))
    assert told.index("300 km\n") < told.index("1,000 km\n") < told.index("1,500 km\n")
    assert "300 km 1,000 km 1,500 km Gulf – Japan 0 (0–0)" in told


def test_a_title_takes_no_more_lines_than_on_a_picture() -> None:
    style = TEXT_STYLES["title"]
    tight = fit_title("China’s sea lanes too", PAGES["1080p"], "dual")  # one line, with little to spare
    assert tight == style  # a wide face takes one line more: smaller letters would be too small
    small = fit_title("Two export nations, one sea lane", PAGES["1080p"], "dual")  # two lines in either face
    assert 0.8 * style.size_pt < small.size_pt < style.size_pt
    assert fit_title("Talks", PAGES["1080p"], "dual") == style


def test_the_lines_of_the_title_slide_shrink_until_all_scenes_have_room(
    deck: Deck, nato_pack: Pack, scenes: list[ResolvedScene]
) -> None:
    def find_sizes(deck: Deck) -> set[float]:
        agenda = next(shape for shape in deck.slides[0].shapes if shape.name == "Scenes of the briefing")
        return {run.font.size.pt for line in agenda.text_frame.paragraphs[1:] for run in line.runs}  # type: ignore[attr-defined]

    assert find_sizes(deck) == {15}
    (small,) = find_sizes(
        Presentation(BytesIO(make_deck(scenes[1:2] * 30, Wording(nato_pack), pictures=True)))
    )
    assert 6 < small < 12


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    pack = read_pack(write_hostile_pack(tmp_path / "pack"))
    source = pack.sources["mofa-senkaku"].model_copy(update={"url": "javascript:void(0)"})
    pack = pack.model_copy(update={"sources": {**pack.sources, source.id: source}})
    deck = Presentation(BytesIO(make_deck([resolve_scene(pack, pack.scenes[0])], Wording(pack))))
    shown = HOSTILE.replace("\u202e", "").replace("\u202c", "")
    assert deck.slides[1].shapes.title.text_frame.text == shown  # type: ignore[union-attr]
    assert shown in deck.slides[1].notes_slide.notes_text_frame.text  # type: ignore[union-attr]
    assert shown in list(list_texts(deck.slides[1]))
    assert set(PALETTES) == {"light", "dark"}


def test_the_close_up_of_a_scene_stands_on_its_slide(deck: Deck) -> None:
    groups = [shape for shape in deck.slides[2].shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    names = [group.name for group in groups]
    frame, edge = (place for place, name in enumerate(names) if name == "Close-up")
    inside = groups[frame + 1 : edge]
    outline = next(shape for shape in groups[edge].shapes)
    written = " ".join(
        shape.text_frame.text for group in inside for shape in group.shapes if shape.has_text_frame
    )
    assert "Kita-kojima" in written
    drawn = [shape for group in inside for shape in group.shapes if not shape.text_frame.text]
    assert len(drawn) > 20
    assert any(shape.name.startswith("Tobise / Fei Yu line") for shape in drawn)
    assert min(shape.left for shape in drawn) >= outline.left - Inches(0.01)
    assert max(shape.top + shape.height for shape in drawn) <= outline.top + outline.height + Inches(0.01)


def test_borders_that_a_side_rejects_are_dashed_on_slides_too(deck: Deck) -> None:
    land = find_groups(deck.slides[1])["Coast · Borders"]
    (contested,) = (shape for shape in land if "rejects" in shape.name)  # type: ignore[attr-defined]
    assert contested.element.findall(".//{*}custDash")  # type: ignore[attr-defined]


def test_each_detour_is_a_paragraph_of_the_legend(deck: Deck) -> None:
    told = next(text for text in list_texts(deck.slides[3]) if text.startswith("With Strait of Malacca"))
    _, gulf, europe = told.splitlines()
    assert gulf.startswith("Gulf – China: ")
    assert europe.startswith("China – Europe: ")


def test_the_foot_of_a_slide_says_how_many_sources_are_not_on_it(deck: Deck) -> None:
    foot = next(text for text in list_texts(deck.slides[1]) if text.startswith("Sources: "))
    assert "more sources. Names and limits imply no position on sovereignty." in foot


@pytest.mark.parametrize(
    ("names", "faces"), [("ja", ("Yu Mincho", "Yu Gothic")), ("zh-hant", ("PMingLiU", "Microsoft JhengHei"))]
)
def test_a_deck_names_faces_for_the_han_characters_of_its_language(
    names: Policy, faces: tuple[str, str], nato_pack: Pack, tmp_path: Path
) -> None:
    out = tmp_path / "deck.pptx"
    assert fulfil_request(ExportRequest("pptx", ("partner",), names), nato_pack, out) == []
    with zipfile.ZipFile(out) as package:
        theme = etree.fromstring(package.read("ppt/theme/theme1.xml"))
        slide = package.read("ppt/slides/slide2.xml").decode()
    fonts = [next(theme.iter(qn(f"a:{kind}"))) for kind in ("majorFont", "minorFont")]
    assert tuple(font.find(qn("a:ea")).get("typeface") for font in fonts) == faces
    assert '<a:ea typeface="+mn-ea"/>' in slide


def test_a_deck_is_made_whatever_its_names_are_written_in(nato_pack: Pack, tmp_path: Path) -> None:
    scenes = (find_scene(nato_pack, "partner").model_copy(update={"title": "ทะเล 🐟"}),)
    pack = nato_pack.model_copy(update={"scenes": scenes})
    (told,) = fulfil_request(ExportRequest("pptx", ("partner",)), pack, tmp_path / "deck.pptx")
    assert "U+1F41F fish" in told


def test_every_group_has_words_every_slide_a_title_and_all_text_a_language(deck: Deck) -> None:
    for slide in deck.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.is_placeholder
        assert slide.shapes.title.text
        assert [name for name, told in find_told(slide).items() if not told] == []
        runs = list(slide.element.iter(qn("a:rPr")))
        assert runs
        assert all(run.get("lang") for run in runs)


@pytest.mark.parametrize("pictures", [False, True])
def test_a_deck_is_sound_by_its_standard(
    pictures: bool,  # noqa: FBT001 - a parameter of the test
    nato_pack: Pack,
    scenes: list[ResolvedScene],
    tmp_path: Path,
) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(make_deck(scenes, Wording(nato_pack), pictures=pictures))
    assert OpenXmlValidator(max_errors=0).validate(path).errors == []
