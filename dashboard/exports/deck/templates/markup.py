"""Remove links, macros and actions from the markup of an untrusted template."""

from collections.abc import Container, Iterable

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from dashboard.i18n.texts import get_texts

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
KEPT_CHILDREN = tuple(
    map(
        qn,
        ("p:sldMasterIdLst", "p:sldSz", "p:notesSz", "p:embeddedFontLst", "p:kinsoku", "p:defaultTextStyle"),
    )
)
"""Children of a presentation that are kept, in the order of the schema."""
KEPT_ATTRIBUTES = frozenset(("rtl", "firstSlideNum", "embedTrueTypeFonts", "saveSubsetFonts"))
SIZES = {"p:sldSz": (9_144_000, 6_858_000), "p:notesSz": (6_858_000, 9_144_000)}
"""Sizes of slides and notes where a file gives none: those of the first PowerPoint of this format."""
ACTING = (
    "p:timing",
    "p:transition",
    "p:custDataLst",
    "p:controls",
    "p:contentPart",
    "p:extLst",
    "a:extLst",
    "a:hlinkClick",
    "a:hlinkHover",
    "a:hlinkMouseOver",
    "a:videoFile",
    "a:audioFile",
    "a:wavAudioFile",
    "a:quickTimeFile",
    "a:audioCd",
    "a:snd",
)
"""Elements that lead to slides, files and addresses, act, or extend the format."""
MEDIA = frozenset(map(qn, ("a:videoFile", "a:audioFile", "a:wavAudioFile", "a:quickTimeFile", "a:audioCd")))
LINKS = tuple(map(qn, ("a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver")))
"""Elements by which a shape or a text leads to a place, runs a macro or starts a program."""
FIRST_ID = 2_147_483_648
"""Smallest id of a master or of a layout."""


def reduce_presentation(root: etree._Element) -> None:
    """Leave the masters, sizes, fonts and styles of a presentation only."""
    for child in list(root):
        if child.tag not in KEPT_CHILDREN:
            root.remove(child)
    for name in list(root.attrib):
        if name not in KEPT_ATTRIBUTES:
            del root.attrib[name]
    for name, (width, height) in SIZES.items():
        if root.find(qn(name)) is None:
            root.append(parse_xml(f'<{name} {nsdecls("p")} cx="{width}" cy="{height}"/>'))
    root[:] = sorted(root, key=lambda child: KEPT_CHILDREN.index(child.tag))


def list_references(root: etree._Element) -> frozenset[str]:
    """Return the ids of all relationships that elements name."""
    return frozenset(
        value
        for element in root.iter(etree.Element)
        for name, value in element.attrib.items()
        if name.startswith(RELATION)
    )


def drop_actions(root: etree._Element) -> list[str]:
    """Take out of a part what acts, leads elsewhere or extends the format.

    Returns
    -------
    list[str]
        What a viewer may miss, in words.
    """
    texts = get_texts()
    lost = []
    _resolve_alternatives(root)
    if any(element.tag in MEDIA for element in root.iter(etree.Element)):
        lost.append(texts.template_media)
    if any(element.get(f"{RELATION}id") or element.get("action") for element in root.iter(*LINKS)):
        lost.append(texts.template_actions)
    if next(root.iter(qn("p:controls")), None) is not None:
        lost.append(texts.template_controls)
    for element in list(root.iter(*map(qn, ACTING))):
        _remove(element)
    for frame in list(root.iter(qn("p:graphicFrame"))):
        if frame.find(f".//{qn('a:tbl')}") is None:
            lost.append(texts.template_objects)
            _remove(frame)
    return lost


def drop_unknown(root: etree._Element, known: Container[str]) -> list[str]:
    """Take out of a part what names a relationship that is not known; return as `drop_actions`."""
    lost = []
    for blip in list(root.iter(qn("a:blip"))):
        blip.attrib.pop(f"{RELATION}link", None)
        if blip.get(f"{RELATION}embed") not in known:
            lost.append(get_texts().template_pictures)
            _drop_picture(blip)
    for element in list(root.iter(etree.Element)):
        names = [name for name in element.attrib if name.startswith(RELATION)]
        if any(element.get(name) not in known for name in names):
            _remove(element)
    return lost


def number_masters(roots: Iterable[etree._Element]) -> None:
    """Give masters and layouts ids of their own, each once in the whole package."""
    number = FIRST_ID
    for root in roots:
        for element in root.iter(qn("p:sldMasterId"), qn("p:sldLayoutId")):
            element.set("id", str(number))
            number += 1


def _resolve_alternatives(root: etree._Element) -> None:
    """Put what a reader without extensions sees in the place of each choice."""
    for choice in list(root.iter(f"{COMPATIBILITY}AlternateContent")):
        parent = choice.getparent()
        if parent is None:
            continue
        fallback = choice.find(f"{COMPATIBILITY}Fallback")
        for child in list(fallback) if fallback is not None else ():
            choice.addprevious(child)
        parent.remove(choice)


def _drop_picture(blip: etree._Element) -> None:
    """Take out a picture that is not there: the shape, the mark of a list, or the fill."""
    for ancestor in blip.iterancestors():
        if ancestor.tag in {qn("p:pic"), qn("a:buBlip")}:
            _remove(ancestor)
            return
        if ancestor.tag in {qn("a:blipFill"), qn("p:blipFill")}:
            parent = ancestor.getparent()
            if ancestor.tag == qn("p:blipFill"):
                continue
            styled = parent.tag in {qn("a:fillStyleLst"), qn("a:bgFillStyleLst")}
            fill = '<a:schemeClr val="phClr"/>' if styled else ""
            name = "a:solidFill" if styled else "a:noFill"
            parent.replace(ancestor, parse_xml(f"<{name} {nsdecls('a')}>{fill}</{name}>"))
            return
    _remove(blip)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
