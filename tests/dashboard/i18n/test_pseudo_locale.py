"""In a made-up language no word of ours is left in English: on pages, slides, decks, the offline page."""

import json
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from dashboard import packs
from dashboard.exports.deck.deck import DeckStyle, write_deck
from dashboard.exports.deck.templates.template import open_own
from dashboard.exports.offline.content import describe_book
from dashboard.exports.offline.page import write_page
from dashboard.exports.slide.slide import draw_scene, save_page
from dashboard.i18n.translator import SOURCE, load_translator, use_language
from dashboard.layout.page import PAGES
from dashboard.packs import SERVED
from dashboard.theme import PALETTES
from dashboard.webmap import publish
from dashboard.webmap.catalogue import write_catalogue
from dashboard.webmap.program import BaseMap
from dashboard.webmap.publish import PackIndex, StaticIndex, prepare_static
from dashboard.wording.wording import Wording
from geodata.datasets import read_dataset
from geodata.packs.pack import Pack
from geodata.scenes import find_scene, resolve_scene, resolve_scenes
from tests.support.app import ENTRY
from tests.support.pseudo import (
    FIELD,
    PSEUDO,
    disguise,
    install_catalogue,
    list_english,
    list_foreign,
    list_strings,
    read_markup,
)

ALLOWED = (
    "SeaBrief",  # the product
    "English",  # in the choice of the language, where each is named in itself
    "BibTeX",
    "CSL-JSON",
    "Title",  # what python-pptx calls the placeholder of a title
)
SHOWN = ("label", "help", "placeholder", "body", "options", "captions", "text", "caption", "value", "heading")
"""Fields of Streamlit's elements that a viewer reads."""
SCENES = ("anti-access", "senkaku-diaoyu", "one-lane")
PAGE_FILES = {
    "home": "home.py",
    "briefing": "briefing.py",
    "explore": "explore/page.py",
    "brief": "brief.py",
    "sources": "sources.py",
    "export": "export.py",
    "islands": "islands/page.py",
    "sea-lanes": "sea_lanes/page.py",
    "range-bands": "range_bands/page.py",
    "institutions": "institutions/page.py",
}


@pytest.fixture(scope="module")
def _pseudo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        install_catalogue(tmp_path_factory.mktemp("locale"), patch)
        patch.delenv("SEABRIEF_TEXT", raising=False)  # the brief's full text is not ours to translate
        yield
    load_translator.cache_clear()


@pytest.fixture(scope="module")
def foreign(nato_pack: Pack) -> list[str]:
    """Return what is not ours to translate: words of the pack and its sources, and names of places."""
    labels = read_dataset("labels").drop(columns="geometry").to_dict("records")
    names = {text for text in list_strings(labels) if len(text) > 1}
    return sorted(
        {*list_foreign(nato_pack), *names, *(name.upper() for name in names)}, key=len, reverse=True
    )


def read_element(element: Any) -> Iterator[str]:  # noqa: ANN401 - Streamlit types no elements
    """Yield what a viewer reads of an element of Streamlit."""

    def walk(told: object) -> Iterator[str]:
        if isinstance(told, dict):
            for key, value in told.items():
                yield from list_strings(value) if key in SHOWN else walk(value)
        elif isinstance(told, list):
            for value in told:
                yield from walk(value)

    yield from walk(MessageToDict(element.proto))


def read_page(app: AppTest) -> str:
    """Return all that a viewer reads on a page."""
    told = [read_markup(text) for element in app.main for text in _read_block(element)]
    return "\n".join(told)


def _read_block(element: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    if hasattr(element, "children"):
        proto = getattr(element, "proto", None)
        if proto is not None:
            yield from read_element(element)
        for child in element.children.values():
            yield from _read_block(child)
    else:
        yield from read_element(element)


@pytest.mark.usefixtures("_pseudo")
@pytest.mark.parametrize("name", PAGE_FILES)
def test_no_english_word_of_ours_is_left_on_a_page(
    name: str, foreign: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def get_english(index: StaticIndex, pack: str, _language: str) -> PackIndex:
        return index.packs[pack]

    # What is served is tried by itself.
    monkeypatch.setattr(packs, "list_languages", lambda: (SOURCE,))
    monkeypatch.setattr(StaticIndex, "get_pack", get_english)
    app = AppTest.from_file(str(ENTRY), default_timeout=180)
    app.query_params["lang"] = PSEUDO
    app.run()
    app.switch_page(f"dashboard/pages/{PAGE_FILES[name]}")
    app.run()
    assert not app.exception
    page = read_page(app)
    assert len(page) > 200
    assert list_english(page, foreign, ALLOWED) == []


@pytest.mark.usefixtures("_pseudo")
@pytest.mark.parametrize("scene", SCENES)
def test_no_english_word_of_ours_is_left_on_a_slide(scene: str, nato_pack: Pack, foreign: list[str]) -> None:
    with use_language(PSEUDO):
        resolved = resolve_scene(nato_pack, find_scene(nato_pack, scene))
        canvas = draw_scene(resolved, nato_pack, PAGES["1080p"], theme="light", policy="dual")
        drawn = save_page(canvas, "svg").decode()
    texts = re.findall(r"<text[^>]*>(.*?)</text>", drawn, re.DOTALL)
    told = " ".join(unescape(re.sub("<[^>]*>", "", text)) for text in texts)
    assert len(texts) > 50
    headings = [words.upper() for words in foreign]
    assert list_english(told, [*foreign, *headings], ALLOWED) == []


@pytest.mark.usefixtures("_pseudo")
def test_no_english_word_of_ours_is_left_in_a_deck(nato_pack: Pack, foreign: list[str]) -> None:
    with use_language(PSEUDO):
        scenes = list(resolve_scenes(nato_pack, [find_scene(nato_pack, "anti-access")]))
        style = DeckStyle(open_own(PALETTES["light"], "ja"), "light", pictures=False)
        deck = Presentation(BytesIO(write_deck(scenes, Wording(nato_pack), style)))
    told = []
    for slide in deck.slides:
        told += [text.text or "" for text in slide.element.iter("{*}t")]
        told += [part.get("name") + " " + part.get("descr", "") for part in slide.element.iter("{*}cNvPr")]
        told.append(slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "")
    assert len(told) > 200
    assert list_english(" ".join(told), foreign, ALLOWED) == []


@pytest.mark.usefixtures("_pseudo")
def test_no_english_word_of_ours_is_left_on_the_offline_page(nato_pack: Pack, foreign: list[str]) -> None:
    with use_language(PSEUDO):
        scenes = list(resolve_scenes(nato_pack, [find_scene(nato_pack, "anti-access")]))
        page = write_page(scenes, Wording(nato_pack))
        book = describe_book(scenes, Wording(nato_pack))
    shell = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert list_english(read_markup(shell), foreign, ALLOWED) == []
    assert f'<html lang="{PSEUDO}"' in page
    told = [text for text in list_strings(book) if " " in text]
    assert len(told) > 100
    assert list_english(" ".join(told), foreign, ALLOWED) == []


@pytest.mark.usefixtures("_pseudo")
def test_no_english_word_of_ours_is_left_in_what_the_map_says(nato_pack: Pack, foreign: list[str]) -> None:
    bounds = {layer.id: (100.0, 0.0, 140.0, 40.0) for layer in nato_pack.layers}
    with use_language(PSEUDO):
        catalogue = json.loads(json.dumps(write_catalogue(nato_pack, bounds)))
    texts = [text for name, text in catalogue["texts"].items() if name != "language"]
    told = list_strings([texts, catalogue["asOf"], [group["title"] for group in catalogue["groups"]]])
    entries = [*catalogue["layers"].values(), *catalogue["detours"].values()]
    shown = [entry[key] for entry in entries for key in ("badge", "statusText", "name")]
    assert list_english(FIELD.sub("", " ".join([*told, *shown])), foreign, ALLOWED) == []


@pytest.mark.usefixtures("_pseudo")
def test_what_is_served_is_written_once_for_each_language(
    harbour_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = BaseMap(depth_url="depth.json", land=(), borders_url="borders.json", labels_url="labels.json")
    monkeypatch.setattr(publish, "write_base_map", lambda _files: base)
    index = prepare_static([harbour_pack], folder=tmp_path / "static")
    titles = []
    for language in (SOURCE, PSEUDO):
        served = index.get_pack("harbour", language).catalogue
        catalogue = json.loads(
            (tmp_path / "static" / Path(served).relative_to(SERVED)).read_text(encoding="utf-8")
        )
        titles.append((catalogue["texts"]["language"], catalogue["texts"]["layers"]))
    assert titles == [("en", "Layers"), (PSEUDO, disguise("Layers"))]
    bridges = {index.get_pack("harbour", language).bridge for language in (SOURCE, PSEUDO)}
    assert len(bridges) == 1  # layers are drawn and served once for all languages
