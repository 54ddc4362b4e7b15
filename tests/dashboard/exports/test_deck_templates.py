"""Strangers' templates: what is taken of them, what is left, which layout and colours are chosen."""

import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from PIL import Image
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Cm, Inches

from dashboard.errors import TemplateError
from dashboard.exports.deck.templates import package
from dashboard.exports.deck.templates.colours import measure_contrast
from dashboard.exports.deck.templates.template import Template, describe_masters, open_template
from dashboard.exports.fulfilment import fulfil_request
from dashboard.exports.request import ExportRequest, name_upload
from dashboard.layout.page import lay_slide
from dashboard.theme import PALETTES
from geodata.packs.pack import Pack, read_pack

WIDE = (Inches(13.333), Inches(7.5))
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
OLD = "A slide of the house"
LAYOUT = "ppt/slideLayouts/slideLayout6.xml"
LAYOUT_RELATIONS = "ppt/slideLayouts/_rels/slideLayout6.xml.rels"
PRESENTATION = "ppt/presentation.xml"
PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="88" name="p"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
    '<a:blip r:{0}="rIdX"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="{1}" cy="{1}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</p:spPr></p:pic></p:spTree>"
)

Files = dict[str, bytes]


def make_house(size: tuple[int, int] = WIDE, slides: int = 2) -> Deck:
    house = Presentation()
    house.slide_width, house.slide_height = size
    for _ in range(slides):
        slide = house.slides.add_slide(house.slide_layouts[0])
        slide.shapes.title.text_frame.text = OLD  # type: ignore[union-attr]
        slide.notes_slide.notes_text_frame.text = OLD  # type: ignore[union-attr]
    return house


def save_house(house: Deck, path: Path, edit: Callable[[Files], object] = lambda _files: None) -> Path:
    saved = BytesIO()
    house.save(saved)
    with zipfile.ZipFile(saved) as package:
        files = {name: package.read(name) for name in package.namelist()}
    edit(files)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return path


def read_all(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return b"".join(map(package.read, package.namelist()))


def put(files: Files, name: str, before: str, markup: str) -> None:
    files[name] = files[name].replace(before.encode(), (markup + before).encode(), 1)


def relate(files: Files, name: str, kind: str, target: str, *, more: str = "") -> None:
    relation = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{more}/>'
    put(files, name, "</Relationships>", relation)


@pytest.fixture(scope="module")
def straits() -> Pack:
    return read_pack(Path("seeds/danish-straits"))


def make_deck(template: Path, pack: Pack, folder: Path) -> tuple[Deck, list[str]]:
    """Return a deck with pictures of one scene, checked against its format, and what was told."""
    out = folder / "out.pptx"
    request = ExportRequest("pptx", ("three-doors",), "en", pictures=True, template=template)
    told = fulfil_request(request, pack, out)
    assert not OpenXmlValidator(max_errors=0).validate(out).errors
    with zipfile.ZipFile(out) as package:
        assert max(Counter(package.namelist()).values()) == 1
        names = [name for name in package.namelist() if name.startswith("ppt/slides/slide")]
        assert not any(OLD.encode() in package.read(name) for name in package.namelist())
    deck = Presentation(str(out))
    assert len(names) == len(deck.slides)
    return deck, told


def add_show(files: Files) -> None:
    shows = (
        '<p:custShowLst><p:custShow name="Short" id="0"><p:sldLst><p:sld r:id="{}"/></p:sldLst></p:custShow>'
        "</p:custShowLst>"
    )
    slide = Presentation(BytesIO(pack_files(files))).slides._sldIdLst[0].rId  # noqa: SLF001 - what the show names
    put(files, PRESENTATION, "<p:defaultTextStyle", shows.format(slide))


def add_sections(files: Files) -> None:
    uri = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
    put(
        files,
        PRESENTATION,
        "</p:presentation>",
        f'<p:extLst><p:ext uri="{uri}"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="House" '
        'id="{11111111-2222-3333-4444-555555555555}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst>'
        "</p14:section></p14:sectionLst></p:ext></p:extLst>",
    )


def link_layout(files: Files) -> None:
    relate(files, LAYOUT_RELATIONS, f"{OFFICE}/slide", "../slides/slide1.xml")
    link = '<a:hlinkClick r:id="rIdX" action="ppaction://hlinksldjump"/></p:cNvPr>'
    files[LAYOUT] = files[LAYOUT].replace(b'name="Title 1"/>', f'name="Title 1">{link}'.encode(), 1)


def pack_files(files: Files) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize("edit", [add_show, add_sections, link_layout, lambda _files: None])
def test_no_trace_of_the_slides_of_a_template_is_left(
    edit: Callable[[Files], object], tmp_path: Path, straits: Pack
) -> None:
    template = save_house(make_house(), tmp_path / "house.pptx", edit)
    deck, told = make_deck(template, straits, tmp_path)
    lost = "house.pptx: used without its links and actions of shapes."
    assert told == ([lost] if edit is link_layout else [])
    written = read_all(tmp_path / "out.pptx")
    for trace in (b"custShow", b"sectionLst", b"hlinksldjump"):
        assert trace not in written
    assert deck.slides[0].slide_layout.name == "Title Only"


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("potx", MAIN.replace("presentation.main", "template.main")),
        ("ppsx", MAIN.replace("presentation.main", "slideshow.main")),
        ("pptm", "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"),
        ("potm", "application/vnd.ms-powerpoint.template.macroEnabled.main+xml"),
    ],
)
def test_templates_and_decks_with_macros_become_plain_decks(
    ending: str, kind: str, tmp_path: Path, straits: Pack
) -> None:
    def edit(files: Files) -> None:
        put(files, "[Content_Types].xml", "</Types>", "")
        files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(MAIN.encode(), kind.encode())
        if ending.endswith("m"):
            files["ppt/vbaProject.bin"] = b"macros of the house"
            relate(files, "ppt/_rels/presentation.xml.rels", MACROS, "vbaProject.bin")

    template = save_house(make_house(), tmp_path / f"house.{ending}", edit)
    _, told = make_deck(template, straits, tmp_path)
    assert told == ([f"house.{ending}: used without its macros."] if ending.endswith("m") else [])
    with zipfile.ZipFile(tmp_path / "out.pptx") as package:
        assert MAIN.encode() in package.read("[Content_Types].xml")
        assert not [name for name in package.namelist() if name.endswith(".bin")]


def test_a_linked_picture_of_a_layout_is_left_out_and_told(tmp_path: Path, straits: Pack) -> None:
    def edit(files: Files) -> None:
        more = ' TargetMode="External"'
        relate(files, LAYOUT_RELATIONS, f"{OFFICE}/image", "http://192.0.2.1/seen.png", more=more)
        put(files, LAYOUT, "</p:spTree>", PICTURE.format("link", 9).removesuffix("</p:spTree>"))

    _, told = make_deck(save_house(make_house(), tmp_path / "house.pptx", edit), straits, tmp_path)
    assert told == [
        "house.pptx: used without its links to other files, linked, drawn (SVG) or missing pictures."
    ]
    assert b"192.0.2.1" in read_all(tmp_path / "house.pptx")
    assert b"192.0.2.1" not in read_all(tmp_path / "out.pptx")


def test_a_layout_is_never_a_divider_because_it_stands_first(tmp_path: Path) -> None:
    def edit(files: Files) -> None:
        names = [
            f"ppt/slideLayouts/{part}slideLayout{{}}.xml{end}"
            for part, end in (("", ""), ("_rels/", ".rels"))
        ]
        for name in names:  # the section header in the place of the first layout
            one, other = name.format(1), name.format(3)
            files[one], files[other] = files[other], files[one]

    template = open_template(save_house(make_house(), tmp_path / "house.pptx", edit))
    assert next(layout.name for layout in template.deck.slide_layouts) == "Section Header"
    assert template.layout.name == "Title Only"


def test_without_a_type_the_name_and_the_place_of_the_title_tell_a_divider(tmp_path: Path) -> None:
    def edit(files: Files) -> None:
        for name in files:
            if name.startswith("ppt/slideLayouts/slideLayout"):
                for kind in (b"title", b"secHead", b"titleOnly"):
                    files[name] = files[name].replace(b' type="' + kind + b'" preserve', b" preserve")

    assert open_template(save_house(make_house(), tmp_path / "house.pptx", edit)).layout.name == "Title Only"


def colour_ground(house: Deck, fill: str) -> None:
    ground = house.slide_master.element.find(qn("p:cSld"))
    old = ground.find(qn("p:bg"))
    markup = f"<p:bg {nsdecls('p', 'a', 'r')}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
    ground.replace(old, parse_xml(markup))


def open_ground(fill: str, path: Path) -> Template:
    house = make_house()
    colour_ground(house, fill)
    return open_template(save_house(house, path / "house.pptx"))


@pytest.mark.parametrize("colour", ["000000", "101820", "14284B", "FFFFFF", "FFF4D6", "E0E8F0"])
def test_words_can_be_read_on_a_ground_of_any_plain_colour(colour: str, tmp_path: Path) -> None:
    template = open_ground(f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>', tmp_path)
    assert template.theme == ("dark" if int(colour, 16) < 0x808080 else "light")
    palette = PALETTES[template.theme]
    inks = {"tx1": "#000000", "tx2": "#1F497D"}  # of the theme of python-pptx
    for colour_name in ("ink", "ink2"):
        ink = inks.get(template.scheme.get(colour_name, ""), getattr(palette, colour_name))
        assert measure_contrast(ink, f"#{colour}") >= 4.5
    assert not template.taken


@pytest.mark.parametrize(
    "fill",
    [
        '<a:solidFill><a:srgbClr val="808080"/></a:solidFill>',
        (
            '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs><a:gs pos="100000">'
            '<a:srgbClr val="000040"/></a:gs></a:gsLst></a:gradFill>'
        ),
        '<a:pattFill prst="cross"><a:fgClr><a:srgbClr val="FF0000"/></a:fgClr></a:pattFill>',
    ],
)
def test_words_get_a_plain_ground_where_the_template_has_none(
    fill: str, tmp_path: Path, straits: Pack
) -> None:
    template = open_ground(fill, tmp_path)
    assert template.hides(template.page.head_rect)
    deck, _ = make_deck(tmp_path / "house.pptx", straits, tmp_path)
    first = next(iter(deck.slides[1].shapes))
    assert first.name == "Ground"  # beneath the title
    assert [shape for shape in deck.slides[1].shapes if shape.is_placeholder]


def test_a_dark_map_of_colours_is_a_dark_template(tmp_path: Path) -> None:
    house = make_house()
    names = house.slide_master.element.find(qn("p:clrMap"))
    for name, held in {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}.items():
        names.set(name, held)
    template = open_template(save_house(house, tmp_path / "house.pptx"))
    assert template.theme == "dark"
    assert template.scheme["ink"] == "tx1"


def test_a_title_is_free_of_what_its_layout_makes_of_titles(tmp_path: Path, straits: Pack) -> None:
    house = make_house()
    title = next(shape for shape in house.slide_layouts[5].placeholders)
    body = title.text_frame._txBody  # noqa: SLF001 - python-pptx has no public way
    body.replace(
        body.bodyPr, parse_xml(f'<a:bodyPr {nsdecls("a")} vert="vert270" rot="1800000" numCol="2"/>')
    )
    body.find(qn("a:lstStyle")).append(
        parse_xml(
            f'<a:lvl1pPr {nsdecls("a")} marL="900000" algn="r"><a:buChar char="-"/>'
            '<a:defRPr cap="all" i="1"/>'
            "</a:lvl1pPr>"
        )
    )
    deck, _ = make_deck(save_house(house, tmp_path / "house.pptx"), straits, tmp_path)
    held = deck.slides[1].shapes.title.element  # type: ignore[union-attr]
    assert held.xpath(".//a:bodyPr/@vert") == ["horz"]
    assert held.xpath(".//a:rPr/@cap") == ["none"]
    assert held.xpath(".//a:pPr/@algn") == ["l"]
    assert held.xpath(".//a:buNone")


@pytest.mark.parametrize(
    "size",
    [
        (Inches(10), Inches(7.5)),
        (Inches(10.83), Inches(7.5)),
        (Inches(7.5), Inches(10.83)),
        (Cm(84.1), Cm(118.9)),
        (Inches(10), Inches(10)),
        (Inches(24), Inches(6)),
    ],
)
def test_slides_of_any_shape_are_filled(size: tuple[int, int], tmp_path: Path, straits: Pack) -> None:
    deck, _ = make_deck(save_house(make_house(size), tmp_path / "house.pptx"), straits, tmp_path)
    shapes = list(deck.slides[1].shapes)
    right = max(shape.left + shape.width for shape in shapes)
    bottom = max(shape.top + shape.height for shape in shapes)
    assert right == pytest.approx(size[0], rel=0.002)
    assert 0.97 * size[1] < bottom <= 1.002 * size[1]
    assert all(shape.left >= 0 and shape.top >= 0 for shape in shapes)


def test_pages_of_slides_have_the_shape_of_the_slide() -> None:
    for shape in (0.5, 0.7, 1, 1.2, 1.25, 4 / 3, 16 / 9, 4):
        page = lay_slide(shape)
        assert page.width / page.height == pytest.approx(shape)
        assert bool(page.column_rects) is (shape < 1.25)


def spoil(name: str) -> Callable[[Files], object]:
    def edit(files: Files) -> None:
        if name == "elements":
            put(files, LAYOUT, "</p:spTree>", "<p:sp/>" * 1_600_000)
        elif name == "room":
            put(files, LAYOUT, "</p:spTree>", " " * 61_000_000)
        elif name == "depth":
            put(files, LAYOUT, "</p:cSld>", "<p:x>" * 300 + "</p:x>" * 300)
        elif name == "doctype":
            put(files, PRESENTATION, "<p:presentation", "<!DOCTYPE x>")
        elif name == "strict":
            strict = b"http://purl.oclc.org/ooxml/presentationml/main"
            usual = b"http://schemas.openxmlformats.org/presentationml/2006/main"
            files[PRESENTATION] = files[PRESENTATION].replace(usual, strict)
        else:
            files |= {f"x/{number}": b"" for number in range(20_001)}

    return edit


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("elements", "elements and attributes"),
        ("room", "megabytes or more in its masters"),
        ("depth", "damaged"),
        ("doctype", "damaged"),
        ("strict", "Strict Open XML"),
        ("files", "files inside it, and 20,000 are read at most"),
    ],
)
def test_what_is_too_large_or_odd_is_refused_before_work_begins(name: str, told: str, tmp_path: Path) -> None:
    template = save_house(make_house(slides=0), tmp_path / "house.pptx", spoil(name))
    with pytest.raises(TemplateError, match=told):
        open_template(template)


def test_slides_are_never_unpacked_however_large(tmp_path: Path, straits: Pack) -> None:
    def edit(files: Files) -> None:
        put(files, "ppt/slides/slide1.xml", "</p:spTree>", " " * 70_000_000)

    make_deck(save_house(make_house(), tmp_path / "house.pptx", edit), straits, tmp_path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no deck", "no PowerPoint deck"),
        (b"", "no PowerPoint deck"),
        (b"PK\x03\x04", "no PowerPoint deck"),
        (b"\xd0\xcf\x11\xe0" + bytes(512), "a password, or the format of the years before 2007"),
    ],
)
def test_what_is_no_deck_is_refused_and_named(
    content: bytes, told: str, tmp_path: Path, straits: Pack
) -> None:
    (tmp_path / "Our house.pptx").write_bytes(content)
    with pytest.raises(TemplateError, match=told):
        open_template(tmp_path / "Our house.pptx")
    deck, (line,) = make_deck(tmp_path / "Our house.pptx", straits, tmp_path)
    assert line.startswith("Our house.pptx could not be used as a template: ")
    assert len(deck.slides) >= 4


def test_a_missing_file_and_a_deck_of_libreoffice_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="cannot be read"):
        open_template(tmp_path / "missing.pptx")
    with zipfile.ZipFile(tmp_path / "deck.odp", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
        package.writestr("content.xml", "<x/>")
    with pytest.raises(TemplateError, match="LibreOffice"):
        open_template(tmp_path / "deck.odp")


def test_a_deck_without_titled_layouts_is_refused(tmp_path: Path) -> None:
    house = make_house(slides=0)
    for layout in list(house.slide_layouts):
        if layout.name != "Blank":
            house.slide_layouts.remove(layout)
    with pytest.raises(TemplateError, match="no layout has a title"):
        open_template(save_house(house, tmp_path / "house.pptx"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_deck_is_a_template_or_refused(data: st.DataObject, tmp_path: Path) -> None:
    content = bytearray(save_house(make_house(slides=0), tmp_path / "sound.pptx").read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 2), min_size=1, max_size=4)):
        content[place : place + 2] = b"<\xff"
    try:
        describe_masters(bytes(content), language="en")
    except TemplateError as error:
        assert str(error)  # noqa: PT017 - any other error fails


def test_a_picture_of_a_layout_stays_and_words_under_it_get_a_ground(tmp_path: Path, straits: Pack) -> None:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "png")

    def edit(files: Files) -> None:
        files["ppt/media/logo.png"] = drawn.getvalue()
        put(files, "[Content_Types].xml", "<Override", '<Default Extension="png" ContentType="image/png"/>')
        relate(files, LAYOUT_RELATIONS, f"{OFFICE}/image", "../media/logo.png")
        put(files, LAYOUT, "</p:spTree>", PICTURE.format("embed", 900_000).removesuffix("</p:spTree>"))

    template = save_house(make_house(), tmp_path / "house.pptx", edit)
    opened = open_template(template)
    assert opened.hides(opened.page.head_rect)
    assert not opened.hides(opened.page.footer_rect)
    make_deck(template, straits, tmp_path)
    with zipfile.ZipFile(tmp_path / "out.pptx") as package:
        assert drawn.getvalue() in [package.read(name) for name in package.namelist() if "media" in name]


def test_an_upload_keeps_its_name_where_file_systems_allow_it() -> None:
    assert name_upload("Our house.potx") == "Our house.potx"
    assert name_upload("../../etc/passwd.pptx") == "_.._etc_passwd.pptx"
    assert name_upload("會議.pptx") == "會議.pptx"
    assert len(name_upload("x" * 300 + ".pptx")) <= 85
    assert name_upload(".pptx") == "template.pptx"


def test_a_layout_of_too_many_shapes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_SHAPES", 4)
    with pytest.raises(
        TemplateError, match="it has 5 shapes on one master or layout, and 4 are read at most"
    ):
        package.take_masters(save_house(make_house(), tmp_path / "house.pptx").read_bytes())


@pytest.mark.parametrize("quoted", ["1", ">"])
def test_an_element_of_too_many_attributes_is_refused_before_it_is_read(quoted: str, tmp_path: Path) -> None:
    attributes = " ".join(f'a{number}="{quoted}"' for number in range(1_001))
    house = save_house(
        make_house(),
        tmp_path / "house.pptx",
        lambda files: put(files, LAYOUT, "</p:spTree>", f"<p:sp {attributes}/>"),
    )
    with pytest.raises(TemplateError, match="1,001 or more attributes on one element"):
        open_template(house)


@pytest.mark.parametrize("encoding", ["utf-7", "cp037"])
def test_a_part_in_an_encoding_in_which_no_mark_can_be_counted_is_refused(
    encoding: str, tmp_path: Path
) -> None:
    def edit(files: Files) -> None:
        text = files[LAYOUT].decode().replace("UTF-8", encoding).replace("\u2039#\u203a", "#")
        head, end, body = text.partition("?>")
        files[LAYOUT] = (head + end).encode("cp037" if encoding == "cp037" else "ascii") + body.encode(
            encoding
        )

    with pytest.raises(TemplateError, match="a part of it is damaged"):
        open_template(save_house(make_house(), tmp_path / "house.pptx", edit))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_part_in_an_encoding_of_the_format_is_read(encoding: str, tmp_path: Path) -> None:
    def edit(files: Files) -> None:
        text = files[LAYOUT].decode().replace("UTF-8", encoding.removesuffix("-sig").upper())
        files[LAYOUT] = text.encode(encoding)

    house = save_house(make_house(), tmp_path / "house.pptx", edit)
    assert open_template(house).layout.name == "Title Only"


ACTING = {
    "link": (
        '<p:sp><p:nvSpPr><p:cNvPr id="88" name="a"><a:hlinkClick r:id="rIdX"/></p:cNvPr><p:cNvSpPr/><p:nvPr/>'
        "</p:nvSpPr><p:spPr/></p:sp>"
    ),
    "macro": (
        '<p:sp><p:nvSpPr><p:cNvPr id="88" name="a"><a:hlinkClick r:id="" action="ppaction://macro?name=MARK"/>'
        "</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>"
    ),
    "words": (
        '<p:sp><p:nvSpPr><p:cNvPr id="88" name="a"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody>'
        '<a:bodyPr/><a:p><a:r><a:rPr><a:hlinkHover r:id="rIdX"/></a:rPr><a:t>a</a:t></a:r></a:p></p:txBody>'
        "</p:sp>"
    ),
    "object": (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="88" name="a"/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm/><a:graphic><a:graphicData uri="x"><p:oleObj r:id="rIdX" progId="MARK">'
        "<p:embed/></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>"
    ),
}


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("link", "hyperlink", "links and actions of shapes"),
        ("macro", "hyperlink", "links and actions of shapes"),
        ("words", "hyperlink", "links and actions of shapes"),
        ("object", "oleObject", "charts, diagrams and embedded documents on layouts"),
        ("object", "package", "charts, diagrams and embedded documents on layouts"),
    ],
)
def test_what_acts_on_a_layout_is_left_out_and_told(name: str, kind: str, told: str, tmp_path: Path) -> None:
    def edit(files: Files) -> None:
        put(files, LAYOUT, "</p:spTree>", ACTING[name])
        relate(
            files, LAYOUT_RELATIONS, f"{OFFICE}/{kind}", "http://x.test/MARK", more=' TargetMode="External"'
        )

    masters = package.take_masters(save_house(make_house(), tmp_path / "house.pptx", edit).read_bytes())
    assert told in masters.left_out
    (tmp_path / "taken.pptx").write_bytes(masters.content)
    for trace in (b"MARK", b"hlinkClick", b"hlinkHover", b"oleObj", b"TargetMode"):
        assert trace not in read_all(tmp_path / "taken.pptx")


def test_controls_of_a_layout_are_left_out_and_told(tmp_path: Path) -> None:
    def edit(files: Files) -> None:
        control = '<p:controls><p:control r:id="rIdX" name="MARK"/></p:controls>'
        put(files, LAYOUT, "</p:cSld>", control)
        relate(files, LAYOUT_RELATIONS, f"{OFFICE}/control", "../activeX/a.xml")
        files["ppt/activeX/a.xml"] = b"<MARK/>"

    masters = package.take_masters(save_house(make_house(), tmp_path / "house.pptx", edit).read_bytes())
    assert masters.left_out == ("controls (ActiveX)",)
    (tmp_path / "taken.pptx").write_bytes(masters.content)
    assert b"MARK" not in read_all(tmp_path / "taken.pptx")


@pytest.mark.parametrize(
    "kind",
    [
        "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes",
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    ],
)
def test_add_ins_of_a_template_are_left_out_and_told(kind: str, tmp_path: Path) -> None:
    def edit(files: Files) -> None:
        relate(files, "_rels/.rels", kind, "x/a.xml")
        files["x/a.xml"] = b"<MARK/>"

    masters = package.take_masters(save_house(make_house(), tmp_path / "house.pptx", edit).read_bytes())
    assert masters.left_out == ("add-ins and buttons of its own",)
    (tmp_path / "taken.pptx").write_bytes(masters.content)
    assert b"MARK" not in read_all(tmp_path / "taken.pptx")
