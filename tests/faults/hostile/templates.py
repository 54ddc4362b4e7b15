"""Templates of decks that are large, deep, crossed or damaged."""

import io
import zipfile
from collections.abc import Callable, Mapping

from pptx import Presentation

from tests.faults.hostile.parts import (
    Listed,
    Make,
    pack,
)

LAYOUT, MASTER = "ppt/slideLayouts/slideLayout6.xml", "ppt/slideMasters/slideMaster1.xml"
THEME = "ppt/theme/theme1.xml"


def _template(edit: Callable[[dict[str, bytes]], object] = lambda _files: None, slides: int = 1) -> bytes:
    deck = Presentation()
    for _ in range(slides):
        deck.slides.add_slide(deck.slide_layouts[6])
    saved = io.BytesIO()
    deck.save(saved)
    with zipfile.ZipFile(saved) as package:
        files = {name: package.read(name) for name in package.namelist()}
    edit(files)
    return pack(files)


def _insert(name: str, before: str, markup: str) -> Make:
    def edit(files: dict[str, bytes]) -> None:
        files[name] = files[name].replace(before.encode(), (markup + before).encode(), 1)

    return lambda _draw: _template(edit)


SHAPE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="{0}" name="a"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody>'
    "<a:bodyPr/><a:p><a:r><a:t>{{{{7*7}}}}</a:t></a:r></a:p></p:txBody></p:sp>"
)
PLACEHOLDER = (
    '<p:sp><p:nvSpPr><p:cNvPr id="{0}" name="a"/><p:cNvSpPr/><p:nvPr><p:ph type="body" idx="{0}"/></p:nvPr>'
    "</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>"
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relate(name: str, kind: str, target: str, more: str = "") -> Make:
    return _insert(
        name, "</Relationships>", f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{more}/>'
    )


def _add_layouts(count: int) -> Make:
    def edit(files: dict[str, bytes]) -> None:
        relations = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
        ids, rels = [], []
        for number in range(count):
            name = f"ppt/slideLayouts/more{number}.xml"
            files[name] = files[LAYOUT]
            ids.append(f'<p:sldLayoutId id="{2_200_000_000 + number}" r:id="rIdM{number}"/>')
            rels.append(
                f'<Relationship Id="rIdM{number}" Type="{RELATION}/slideLayout" '
                f'Target="../slideLayouts/more{number}.xml"/>'
            )
        files[MASTER] = files[MASTER].replace(
            b"</p:sldLayoutIdLst>", "".join(ids).encode() + b"</p:sldLayoutIdLst>"
        )
        files[relations] = files[relations].replace(
            b"</Relationships>", "".join(rels).encode() + b"</Relationships>"
        )

    return lambda _draw: _template(edit)


def _add_files(files: Mapping[str, bytes]) -> Make:
    return lambda _draw: _template(lambda held: held.update(files))


def list_templates() -> Listed:
    tree = "</p:spTree>"
    crowd = "".join(SHAPE.format(n) for n in range(100, 40_000))
    placeholders = "".join(PLACEHOLDER.format(n) for n in range(100, 8_000))
    groups = "<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>"
    fonts = "".join(f'<a:font script="S{n}" typeface="x"/>' for n in range(100_000))
    layout_relations = "ppt/slideLayouts/_rels/slideLayout6.xml.rels"
    relations = "".join(
        f'<Relationship Id="rIdR{n}" Type="{RELATION}/image" Target="../media/{n}.png"/>'
        for n in range(100_000)
    )
    alternatives = "<mc:AlternateContent><mc:Fallback>" * 120 + "</mc:Fallback></mc:AlternateContent>" * 120
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    attributes = " ".join(f'a{n}="1"' for n in range(500_000))
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "{{7*7}}"><!ENTITY b "&a;&a;">]>'
    yield "template: 164 kB, 1,200 slides", "t.pptx", lambda _d: _template(slides=250)
    yield "template: 673 kB, a master of 40,000 shapes", "t.pptx", _insert(MASTER, tree, crowd)
    yield "template: a layout of 40,000 shapes", "t.pptx", _insert(LAYOUT, tree, crowd)
    yield "template: a layout of 8,000 placeholders", "t.pptx", _insert(LAYOUT, tree, placeholders)
    yield "template: a master of 8,000 placeholders", "t.pptx", _insert(MASTER, tree, placeholders)
    yield (
        "template: a layout of 49 placeholders",
        "t.pptx",
        _insert(LAYOUT, tree, "".join(PLACEHOLDER.format(n) for n in range(100, 149))),
    )
    yield "template: groups 250 deep", "t.pptx", _insert(LAYOUT, tree, groups * 200 + "</p:grpSp>" * 200)
    yield "template: groups 100,000 deep", "t.pptx", _insert(LAYOUT, tree, groups * 100_000)
    yield "template: 249 more layouts", "t.pptx", _add_layouts(230)
    yield "template: 2,000 more layouts", "t.pptx", _add_layouts(2_000)
    yield (
        "template: 60 MB of pictures",
        "t.pptx",
        _add_files({f"ppt/media/{n}.png": b"\x89PNG\r\n\x1a\n" + bytes(10**6) for n in range(60)}),
    )
    yield "template: 30,000 parts", "t.pptx", _add_files({f"ppt/x{n}.xml": b"" for n in range(30_000)})
    yield "template: a theme of 15 MB", "t.pptx", _insert(THEME, "</a:majorFont>", fonts)
    yield (
        "template: a theme of 100 MB of blanks",
        "t.pptx",
        _insert(THEME, "</a:majorFont>", " " * 100_000_000),
    )
    yield "template: a layout of 15 MB of blanks", "t.pptx", _insert(LAYOUT, tree, " " * 15_000_000)
    yield (
        "template: a text of 15 MB",
        "t.pptx",
        _insert(LAYOUT, tree, SHAPE.format(77).replace("{{7*7}}", "x" * 15_000_000)),
    )
    yield (
        "template: 100,000 relationships",
        "t.pptx",
        _insert(layout_relations, "</Relationships>", relations),
    )
    yield "template: a million attributes", "t.pptx", _insert(LAYOUT, tree, f"<p:sp {attributes}/>")
    yield (
        "template: alternatives in alternatives",
        "t.pptx",
        _insert(
            LAYOUT,
            tree,
            alternatives.replace("<mc:AlternateContent>", f"<mc:AlternateContent {compatibility}>", 1),
        ),
    )
    yield (
        "template: entities",
        "t.pptx",
        lambda _d: _template(lambda files: files.update({LAYOUT: entity + b"<p>&b;</p>"})),
    )
    yield (
        "template: macros",
        "t.pptm",
        _relate(
            "ppt/_rels/presentation.xml.rels",
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
            "x.bin",
        ),
    )
    yield (
        "template: an external picture",
        "t.pptx",
        _relate(layout_relations, f"{RELATION}/image", "http://127.0.0.1:9/x.png", ' TargetMode="External"'),
    )
    yield (
        "template: a layout of another kind",
        "t.pptx",
        lambda _d: _template(lambda files: files.update({LAYOUT: b"<x/>"})),
    )
    yield "template: no theme", "t.pptx", lambda _d: _template(lambda files: files.update({THEME: b"<x/>"}))
    yield (
        "template: slides of no size",
        "t.pptx",
        lambda _d: _template(
            lambda files: files.update(
                {"ppt/presentation.xml": files["ppt/presentation.xml"].replace(b'cx="9144000"', b'cx="-1"')}
            )
        ),
    )
    yield (
        "template: slides of 10^18",
        "t.pptx",
        lambda _d: _template(
            lambda files: files.update(
                {"ppt/presentation.xml": files["ppt/presentation.xml"].replace(b'cx="9144000"', b'cx="9e18"')}
            )
        ),
    )
    yield (
        "template: colours that are none",
        "t.pptx",
        lambda _d: _template(
            lambda files: files.update({THEME: files[THEME].replace(b'val="', b'val="{{7*7}}')})
        ),
    )
    yield "template: a background without a fill", "t.pptx", _insert(MASTER, "<p:spTree>", "<p:bg/>")
    yield "template: no zip file", "t.pptx", lambda d: d.randbytes(1_000_000)
    yield "template: cut in half", "t.pptx", lambda _d: _template()[:20_000]
