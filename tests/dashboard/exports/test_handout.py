"""Handouts read back: structure, language, pictures with words, tables, links, and texts that stay texts."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from pdfua import validate
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from dashboard.cli.main import main
from dashboard.exports.fulfilment import fulfil_request
from dashboard.exports.handout.content import Handout, describe_handout, list_runs, read_address
from dashboard.exports.handout.pdf import typeset_pages, write_pages
from dashboard.exports.handout.pictures import CLOSEST_PT, SAMPLES, MapPicture, draw_map_picture
from dashboard.exports.handout.tables import LONG, Table, list_events
from dashboard.exports.handout.word import write_word
from dashboard.exports.jobs import DRAW_PAGES
from dashboard.exports.request import HANDOUT_PAGES, ExportRequest, name_file
from dashboard.wording.wording import Wording
from geodata.errors import SeaBriefError
from geodata.packs.pack import Pack, read_pack
from geodata.scenes import ResolvedScene, find_scene, resolve_scene
from tests.support.hostile import MARKERS, write_hostile_pack

SCENES = ("one-lane", "anti-access")
SHOWN = [marker for marker in MARKERS if marker.isascii()]


def make(form: str, pack: Pack, folder: Path, *scenes: str, **look: object) -> Path:
    out = folder / f"handout.{'docx' if form == 'docx' else 'pdf'}"
    fulfil_request(ExportRequest(form, scenes, **look), pack, out)  # type: ignore[arg-type]
    return out


@pytest.fixture(scope="module")
def lane(nato_pack: Pack) -> ResolvedScene:
    return resolve_scene(nato_pack, find_scene(nato_pack, "one-lane"))


@pytest.fixture(scope="module")
def pdf_path(nato_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make("handout", nato_pack, tmp_path_factory.mktemp("pdf"), *SCENES)


@pytest.fixture(scope="module")
def pdf(pdf_path: Path) -> PdfReader:
    return PdfReader(pdf_path)


@pytest.fixture(scope="module")
def word_path(nato_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make("docx", nato_pack, tmp_path_factory.mktemp("docx"), *SCENES, notes=True, paper="letter")


@pytest.fixture(scope="module")
def word(word_path: Path) -> WordDocument:
    return Document(str(word_path))


def walk(element: object) -> Iterator[DictionaryObject]:
    """Yield the elements of a structure tree in reading order."""
    held = element.get_object() if isinstance(element, IndirectObject) else element
    if isinstance(held, list):
        for child in held:
            yield from walk(child)
    elif isinstance(held, DictionaryObject):
        yield held
        yield from walk(held.get("/K", []))


def list_tags(pdf: PdfReader) -> list[DictionaryObject]:
    return [one for one in walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]) if "/S" in one]


def read_text(path: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(path).pages)


def squeeze(text: str) -> str:
    return "".join(text.split())


def test_a_pdf_has_a_structure_whose_headings_skip_no_level(pdf: PdfReader) -> None:
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    tags = [tag["/S"] for tag in list_tags(pdf)]
    levels = [int(tag[2:]) for tag in tags if tag in {"/H1", "/H2", "/H3"}]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"/Figure", "/Caption", "/Table", "/TH", "/TD", "/Link", "/TOC", "/TOCI"} <= set(tags)


def test_a_pdf_says_title_author_and_language_and_has_a_bookmark_for_each_scene(pdf: PdfReader) -> None:
    root, told = pdf.trailer["/Root"], pdf.metadata
    assert told is not None
    assert (told.title, told.author, root["/Lang"]) == ("NATO Goes East", "SeaBrief", "en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    titles = [mark.title for mark in pdf.outline if not isinstance(mark, list)]
    assert titles == [
        "Two export nations, one sea lane",
        "Anti-access in outline",
        "Method and limits",
        "Sources",
    ]


def test_each_map_of_a_pdf_has_its_words_and_the_stamp_where_it_has_one(pdf: PdfReader) -> None:
    told = [str(tag["/Alt"]) for tag in list_tags(pdf) if tag["/S"] == "/Figure"]
    assert len(told) == len(SCENES)
    assert "Illustrative route: Germany – Japan" in told[0]
    assert "Notional · illustrative · not operational" in told[1]


def test_a_pdf_embeds_every_font_and_reads_its_scenes_in_order(pdf: PdfReader, pdf_path: Path) -> None:
    fonts = [one for one in map(pdf.get_object, range(1, len(pdf.xref[0]) + 1)) if is_descriptor(one)]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    text = read_text(pdf_path)
    assert "an eminent interest in open sea lines of communication" in text
    assert text.index("Strait of Gibraltar") < text.index("Share of the lanes inside the notional bands")


def is_descriptor(held: object) -> bool:
    return isinstance(held, DictionaryObject) and held.get("/Type") == "/FontDescriptor"


def test_pages_that_were_drawn_before_are_typeset_to_the_same_file(
    nato_pack: Pack, pdf_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = ExportRequest("handout", SCENES)
    fulfil_request(request, nato_pack, tmp_path / HANDOUT_PAGES, DRAW_PAGES)
    monkeypatch.delattr("dashboard.exports.writers.handouts.draw_map_picture")
    fulfil_request(replace(request, made=tmp_path), nato_pack, tmp_path / "b.pdf")
    assert (tmp_path / "b.pdf").read_bytes() == pdf_path.read_bytes()


def test_a_checker_of_pdf_ua_finds_nothing(pdf_path: Path) -> None:
    result = validate(pdf_path)
    assert [finding for finding in result.findings if finding.severity != "info"] == []


def test_a_word_document_has_real_headings_and_says_title_and_language(word: WordDocument) -> None:
    heads = [
        (int(one.style.name[-1]), one.text)
        for one in word.paragraphs
        if one.style is not None and str(one.style.name).startswith("Heading")
    ]
    levels = [level for level, _ in heads]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert next(text for level, text in heads if level == 1) == "Two export nations, one sea lane"
    assert "Speaker notes" in [text for _, text in heads]
    told = word.core_properties
    assert (told.title, told.author, told.language) == ("NATO Goes East", "SeaBrief", "en")
    assert {lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))} == {"en"}
    assert round(word.sections[0].page_width.mm, 1) == 215.9


def test_each_map_of_a_word_document_has_its_words_and_a_caption(word: WordDocument) -> None:
    described = [one.get("descr") for one in word.element.body.iter(qn("wp:docPr")) if one.get("descr")]
    assert len(described) == len(SCENES)
    assert "Germany – Japan" in described[0]
    captions = [one for one in word.paragraphs if one.style is not None and one.style.name == "Caption"]
    assert len(captions) == len(SCENES)
    assert "SEQ Map" in captions[0]._p.xml  # noqa: SLF001 - python-docx knows no fields


def test_every_link_inside_a_word_document_leads_to_a_bookmark(word: WordDocument) -> None:
    marks = {mark.get(qn("w:name")) for mark in word.element.body.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in word.element.body.iter(qn("w:hyperlink"))} - {None}
    assert links
    assert links <= marks


def test_tables_of_a_word_document_repeat_their_heads(word: WordDocument) -> None:
    assert word.tables
    heads = [
        row for row in word.element.body.iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None
    ]
    assert len(heads) == len(word.tables)
    first = word.tables[0]
    assert [cell.text for cell in first.rows[1].cells] == ["Hamburg", "0"]


def test_a_word_document_is_sound_by_its_standard(word_path: Path) -> None:
    assert list(OpenXmlValidator().validate(word_path).errors) == []


@pytest.mark.parametrize("form", ["handout", "docx"])
def test_hostile_texts_stay_text_and_the_same_pack_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    pack = read_pack(write_hostile_pack(tmp_path / "hostile"))
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    paths = [make(form, pack, tmp_path / name, "first", notes=True) for name in ("one", "two")]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    if form == "handout":
        text = squeeze(read_text(paths[0]))
    else:
        text = squeeze(" ".join(one.text for one in Document(str(paths[0])).paragraphs))
        assert list(OpenXmlValidator().validate(paths[0]).errors) == []
    assert [marker for marker in SHOWN if squeeze(marker) not in text] == []


def test_a_character_that_no_font_has_becomes_a_box_and_is_noted(nato_pack: Pack, tmp_path: Path) -> None:
    odd = nato_pack.brief.model_copy(update={"title": "Sail \U0001f6a2 \ufffe away\u2028now"})
    out = tmp_path / "odd.pdf"
    told = fulfil_request(
        ExportRequest("handout", ("partner",)), nato_pack.model_copy(update={"brief": odd}), out
    )
    assert "U+1F6A2" in " ".join(told)
    assert "Sail □" in read_text(out)
    word = tmp_path / "odd.docx"
    fulfil_request(ExportRequest("docx", ("partner",)), nato_pack.model_copy(update={"brief": odd}), word)
    assert "Sail \U0001f6a2" in " ".join(one.text for one in Document(str(word)).paragraphs)


def test_han_characters_have_the_forms_of_their_language(nato_pack: Pack, tmp_path: Path) -> None:
    path = make("handout", nato_pack, tmp_path, "senkaku-diaoyu", names="zh-hant")
    names = {
        str(font["/FontName"]).partition("+")[2]
        for font in map(PdfReader(path).get_object, range(1, len(PdfReader(path).xref[0]) + 1))
        if is_descriptor(font)
    }
    assert any(name.startswith("NotoSansTC") for name in names)


def test_events_later_than_the_brief_are_marked_as_such(nato_pack: Pack) -> None:
    older = nato_pack.model_copy(update={"brief": nato_pack.brief.model_copy(update={"date": "2012-12"})})
    scene = resolve_scene(older, find_scene(older, "goes-east"))
    events = list_events(scene, Wording(older))
    assert events is not None
    marked = {row[0]: row[-1] for row in events.rows}
    assert marked["18 January 2013"] == "Named in the brief · after the brief"
    usual = list_events(resolve_scene(nato_pack, find_scene(nato_pack, "goes-east")), Wording(nato_pack))
    assert usual is not None
    assert {row[-1] for row in usual.rows} == {"Named in the brief"}


def test_places_of_a_handout_are_called_by_the_naming_policy(nato_pack: Pack) -> None:
    islands = resolve_scene(nato_pack, find_scene(nato_pack, "senkaku-diaoyu"))
    by_policy = {
        policy: describe_handout([islands], Wording(nato_pack, policy), notes=False)
        for policy in ("dual", "ja")
    }
    names = {policy: handout.scenes[0].tables[0].rows[0][0] for policy, handout in by_policy.items()}
    assert names == {"dual": "Uotsuri / Diaoyu Dao", "ja": "魚釣島"}


def test_notes_are_left_out_where_they_are_not_wanted(nato_pack: Pack, lane: ResolvedScene) -> None:
    wording = Wording(nato_pack)
    assert describe_handout([lane], wording, notes=False).scenes[0].notes == ()
    assert len(describe_handout([lane], wording, notes=True).scenes[0].notes) == 2


def test_sources_are_numbered_with_the_best_rank_first(nato_pack: Pack, lane: ResolvedScene) -> None:
    handout = describe_handout([lane], Wording(nato_pack), notes=False)
    assert [source.number for source in handout.sources] == list(range(1, len(handout.sources) + 1))
    ranks = list(dict.fromkeys(source.rank for source in handout.sources))
    assert ranks == ["Primary sources", "Secondary sources"]
    assert set(handout.scenes[0].sources) == {source.number for source in handout.sources}


def test_a_drawing_has_no_more_corners_than_paper_shows(lane: ResolvedScene, tmp_path: Path) -> None:
    picture = draw_map_picture(lane, tmp_path, stamp="", policy="dual", form="svg")
    drawn = picture.path.read_text(encoding="utf-8")
    assert "<text" not in drawn
    land = max((part.partition('"')[0] for part in drawn.split(' d="')), key=len)
    for line in land.split("M")[1:]:
        corners = [tuple(map(float, one.strip("z").split())) for one in line.split("L")]
        gaps = [abs(x - to_x) + abs(y - to_y) for (x, y), (to_x, to_y) in pairwise(corners)]
        assert all(gap >= CLOSEST_PT - 0.2 for gap in gaps)


@given(st.sets(st.integers(1, 60)))
def test_runs_hold_every_number_once_and_never_touch(numbers: set[int]) -> None:
    runs = list_runs(numbers)
    assert [number for first, last in runs for number in range(first, last + 1)] == sorted(numbers)
    assert all(after[0] - before[1] > 1 for before, after in pairwise(runs))


@given(
    st.lists(st.lists(st.text(max_size=200), min_size=3, max_size=3), min_size=1, max_size=3), st.booleans()
)
def test_a_column_of_every_table_takes_the_room_that_is_left(rows: list[list[str]], figures: bool) -> None:  # noqa: FBT001
    shares = Table("", ("a", "b", "c"), tuple(map(tuple, rows)), figures=figures).shares
    assert len(shares) == 3
    assert 0 < sum(shares) <= 3 * LONG


@pytest.mark.parametrize(
    "text", ["", "javascript:alert(1)", "file:///etc/hosts", "https://toy.example/\nx", "ftp://toy.example"]
)
def test_only_addresses_of_the_web_become_links(text: str) -> None:
    assert read_address(text) == ""
    assert read_address("https://toy.example/a") == "https://toy.example/a"


def test_the_command_takes_the_kind_of_handout_from_the_ending(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for ending, start in (("pdf", b"%PDF-1.7"), ("docx", b"PK")):
        out = tmp_path / f"taken.{ending}"
        assert main(["export", "handout", "--scene", "partner", "--out", str(out)]) == 0
        assert out.read_bytes().startswith(start)
    assert main(["export", "handout", "--scene", "partner", "--out", str(tmp_path / "taken.odt")]) == 2
    assert "taken.odt: expected a name that ends with .pdf, .docx." in capsys.readouterr().err


def test_prints_of_several_scenes_are_one_document_with_a_bookmark_each(
    nato_pack: Pack, tmp_path: Path
) -> None:
    out = tmp_path / "prints.pdf"
    request = ExportRequest("pdf", ("partner", "talks"), joined=True, size="a4")
    assert name_file(request, nato_pack) == "nato-goes-east-2-scenes.pdf"
    fulfil_request(request, nato_pack, out)
    reader = PdfReader(out)
    assert len(reader.pages) == 2
    assert [mark.title for mark in reader.outline] == ["A partner, not a garrison", "Talks in Beijing"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "NATO Goes East"
    fonts = [one for one in map(reader.get_object, range(1, len(reader.xref[0]) + 1)) if is_descriptor(one)]
    assert fonts
    assert all("/FontFile2" in font for font in fonts)


def test_only_prints_can_be_joined() -> None:
    with pytest.raises(ValueError, match="prints are joined"):
        ExportRequest("png", ("partner", "talks"), joined=True)


def test_any_text_can_be_set_in_both_kinds_of_files(lane: ResolvedScene, nato_pack: Pack) -> None:
    @settings(deadline=None, max_examples=10, phases=[Phase.generate])
    @given(texts=st.lists(st.text(max_size=30), min_size=6, max_size=6), language=st.text(max_size=12))
    def check(texts: list[str], language: str) -> None:
        handout = describe_toy(lane, nato_pack, texts, language)
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            drawn, pixels = (write_toy_pictures(folder, handout, form) for form in ("svg", "png"))
            write_pages(handout, drawn, folder, paper="a4", policy="dual")
            assert typeset_pages(folder).startswith(b"%PDF")
            word = folder / "toy.docx"
            word.write_bytes(write_word(handout, pixels, folder, paper="a4"))
            assert list(OpenXmlValidator().validate(word).errors) == []

    check()


def test_a_map_without_words_is_refused(lane: ResolvedScene, nato_pack: Pack, tmp_path: Path) -> None:
    handout = describe_toy(lane, nato_pack, ["x"] * 6, "en")
    mute = replace(handout, scenes=(replace(handout.scenes[0], told=""),))
    write_pages(mute, write_toy_pictures(tmp_path, mute, "svg"), tmp_path, paper="a4", policy="dual")
    with pytest.raises(SeaBriefError, match="missing alt text"):
        typeset_pages(tmp_path)


def describe_toy(scene: ResolvedScene, pack: Pack, texts: list[str], language: str) -> Handout:
    """Return a handout of a scene whose title, takeaway and notes, and whose brief, have given texts."""
    brief = {"title": texts[0], "subtitle": texts[1], "rights": texts[2], "language": language}
    record = {"title": texts[3], "takeaway": texts[4], "notes": texts[5]}
    odd = pack.model_copy(update={"brief": pack.brief.model_copy(update=brief)})
    told = replace(scene, scene=scene.scene.model_copy(update=record))
    return describe_handout([told], Wording(odd), notes=True)


def write_toy_pictures(folder: Path, handout: Handout, form: str) -> list[MapPicture]:
    """Write a square as the map and as each sample of the legend."""
    (folder / SAMPLES).mkdir(exist_ok=True)
    styles = [entry.style for group in handout.scenes[0].words.legend.values() for entry in group]
    paths = [folder / f"map.{form}", *(folder / SAMPLES / f"{style}.{form}" for style in styles)]
    for path in paths:
        if form == "svg":
            path.write_text(
                '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8"
            )
        else:
            Image.new("RGB", (9, 9)).save(path)
    return [MapPicture(paths[0], "toy projection")]
