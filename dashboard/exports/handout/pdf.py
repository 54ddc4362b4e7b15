"""Write a handout as a tagged PDF (PDF/UA-1), typeset by Typst; the same input gives the same bytes."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from dashboard.exports.handout.content import Handout, SceneSheet, list_runs
from dashboard.exports.handout.pictures import SAMPLES, MapPicture
from dashboard.exports.handout.tables import Table
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator
from dashboard.layout.font_files import (
    HAN_REGULAR,
    IGNORABLE,
    LATIN,
    REGULAR,
    UNSEEN,
    Language,
    list_characters,
    list_han,
    note_missing,
    tell_language,
)
from dashboard.layout.type_styles import FAMILIES, Family
from dashboard.theme import LIGHT
from geodata.errors import Message, SeaBriefError
from geodata.names import Policy

PAGES = Path(__file__).with_name("handout.typ")
"""How the pages are set."""
BOX = "\u25a1"
"""Stands for a character that no font has: PDF/UA allows none without a form."""
MADE = 0
"""Date that a PDF says it was made at, in seconds of Unix: equal content gives equal bytes."""
COLOURS = ("ink", "ink2", "rule", "accent", "band", "quote")
_HAN: tuple[Language, ...] = ("ja", "zh-Hans", "zh-Hant", "ko")
_FAMILIES: tuple[Family, ...] = ("sans", "serif")
_TAG = re.compile(r"(?P<lang>[a-zA-Z]{2,3})(-[A-Za-z]{4})?(-(?P<region>[A-Za-z]{2}))?(-.*)?")


def write_pages(
    handout: Handout, pictures: Sequence[MapPicture], folder: Path, *, paper: str, policy: Policy
) -> None:
    """Write what the pages of a handout say, for `typeset_pages`.

    Parameters
    ----------
    handout
        What it says.
    pictures
        The maps of its scenes as SVG, in their order.
    folder
        Where they lie, with the samples of the legends as SVG beside them; the words come to lie there too.
    paper
        `a4` or `letter`.
    policy
        How places are called: it decides the forms of Han characters.
    """
    told = _mark_han(_describe(handout, pictures, paper=paper, policy=policy), policy)
    told["texts"] = _list_texts(handout)
    (folder / "handout.json").write_text(json.dumps(told), encoding="utf-8")


def typeset_pages(folder: Path) -> bytes:
    """Return a folder of maps and words as a PDF with structure, bookmarks, language and embedded fonts.

    Raises
    ------
    SeaBriefError
        A part of it cannot be written by the rules of PDF/UA-1.
    """
    compiler = typst.Compiler(PAGES.read_bytes(), root=folder, font_paths=_open_fonts())
    try:
        written = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=MADE)
    except typst.TypstError as error:
        raise SeaBriefError(
            Message(
                "The handout cannot be a PDF that everybody can read ({reason}). Make it for Word.",
                reason=error.message,
            )
        ) from error
    if not isinstance(written, bytes):
        raise TypeError("Typst gave no PDF")
    return written


@cache
def _open_fonts() -> typst.Fonts:
    """Return the faces that come with the project and no others."""
    folders = {file.path.parent for file in (*LATIN, *HAN_REGULAR.values())}
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=sorted(map(str, folders))
    )


def _describe(
    handout: Handout, pictures: Sequence[MapPicture], *, paper: str, policy: Policy
) -> dict[str, Any]:
    """Return what the pages read, as plain JSON values."""
    kept = ("title", "subtitle", "record", "address", "rights", "as_of", "notional", "limits")
    ranked = groupby(map(asdict, handout.sources), key=lambda source: source["rank"])
    pages = zip(handout.scenes, pictures, strict=True)
    return {
        **{key: getattr(handout, key) for key in kept},
        "paper": {"a4": "a4", "letter": "us-letter"}[paper],
        "keywords": [scene.words.title for scene in handout.scenes],
        "language": _split_tag(get_translator().language),
        "quotes": _split_tag(handout.language),
        "colours": {name: getattr(LIGHT, name) for name in COLOURS},
        "fonts": {family: _list_fonts(family, policy) for family in _FAMILIES},
        "scenes": [_describe_scene(sheet, handout, picture) for sheet, picture in pages],
        "members": _describe_table(handout.members) if handout.members else None,
        "sources": [{"rank": rank, "sources": list(group)} for rank, group in ranked],
    }


def _list_texts(handout: Handout) -> dict[str, str]:
    """Return the words of ours that stand on the pages by themselves."""
    texts = get_texts()
    return {
        "kind": texts.handout_of.format(len(handout.scenes)),
        "notional": texts.handout_notional.format(stamp=texts.stamp),
        "contents": texts.contents,
        "made": texts.handout_made,
        "page_of": str(texts.page_of),
        "no_position": texts.no_position,
        "quotes": texts.quotes,
        "figures": texts.figures,
        "events": texts.events,
        "members": texts.members_table,
        "notes": texts.spoken_notes,
        "scene_sources": texts.scene_sources,
        "sources": texts.sources,
        "sources_numbered": texts.sources_numbered,
        "method": texts.method,
    }


def _describe_scene(sheet: SceneSheet, handout: Handout, picture: MapPicture) -> dict[str, Any]:
    texts, words = get_texts(), sheet.words
    return {
        "id": sheet.id,
        "kicker": words.kicker,
        "title": words.title or sheet.id,
        "takeaway": words.takeaway,
        "map": picture.path.name,
        "told": sheet.told,
        "caption": texts.map_caption.format(
            projection=picture.projection, as_of=handout.as_of, limits=texts.no_position
        ),
        "legend": [
            {
                "heading": heading,
                "entries": [
                    {"sample": f"{SAMPLES}/{entry.style}.svg", "title": entry.title, "notes": entry.notes}
                    for entry in entries
                ],
            }
            for heading, entries in words.legend.items()
        ],
        "quotations": [asdict(quotation) for quotation in sheet.quotations],
        "tables": list(map(_describe_table, sheet.tables)),
        "events": _describe_table(sheet.events) if sheet.events else None,
        "sources": list_runs(sheet.sources),
        "notes": sheet.notes,
    }


def _describe_table(table: Table) -> dict[str, Any]:
    return asdict(table) | {"shares": table.shares}


def _list_fonts(family: Family, policy: Policy) -> dict[str, list[str]]:
    """Return the faces of a family: for texts in general, and for those with the forms of a language."""
    chains: dict[str, list[str]] = {
        language: [FAMILIES[family], *(file.family for file in list_han(family, REGULAR, language))]
        for language in _HAN
    }
    return {**chains, "usual": chains[tell_language("", policy)]}


def _split_tag(tag: str) -> dict[str, str | None]:
    """Return language and region of an IETF tag; English where it is none."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return {"lang": "en", "region": None}
    region = found["region"]
    return {"lang": found["lang"].lower(), "region": region and region.upper()}


def _mark_han(value: Any, policy: Policy) -> Any:  # noqa: ANN401 - a JSON value
    """Return JSON values with each text that needs the forms of a language as the text and that language.

    A character that no font has is noted, and a box stands in its place.
    """
    if isinstance(value, dict):
        return {key: _mark_han(part, policy) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_mark_han(part, policy) for part in value]
    if not isinstance(value, str) or value.isascii():
        return value
    text = _put_boxes(value)
    usual, language = tell_language("", policy), tell_language(text, policy)
    return text if language == usual else {"text": text, "han": language}


def _put_boxes(text: str) -> str:
    known = _list_known()
    missing = {letter for letter in text if ord(letter) not in known and not _is_unseen(letter)}
    note_missing(missing)
    kept = (BOX if letter in missing else letter for letter in text)
    return "".join(letter for letter in kept if not _is_unseen(letter))


def _is_unseen(letter: str) -> bool:
    """Return whether a character controls a text, or the form of the one before, and is nothing itself."""
    return ord(letter) in IGNORABLE or unicodedata.category(letter) in UNSEEN


@cache
def _list_known() -> frozenset[int]:
    """Return the codes of the characters that both families have in all cuts, or behind them."""
    latin = frozenset.intersection(*(list_characters(file.path) for file in LATIN))
    han = (
        frozenset().union(*(list_characters(file.path) for file in list_han(family, REGULAR, "ja")))
        for family in _FAMILIES
    )
    return latin | frozenset.intersection(*han)
