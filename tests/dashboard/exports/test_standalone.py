"""The page without a server holds all it needs, names nothing outside, and runs no script but its own."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dashboard.exports.fulfilment import fulfil_request
from dashboard.exports.offline import page
from dashboard.exports.request import ExportRequest
from dashboard.layout.font_files import gather_missing
from dashboard.messages import Book, Catalogue, make_adapter
from dashboard.webmap.basemap import write_base_map
from dashboard.webmap.files import WebFiles
from dashboard.webmap.program import BaseMap, LandLevel
from dashboard.wording.wording import Wording
from geodata.errors import SeaBriefError
from geodata.packs.pack import Pack, read_pack
from geodata.scenes import find_scene, resolve_scene
from tests.support.font_faces import read_faces
from tests.support.hostile import HOSTILE, write_hostile_pack

BASE = BaseMap(
    "held/depth.json", "held/borders.json", "held/labels.json", (LandLevel(0, url="held/land.json"),)
)
FETCHING = frozenset(
    ("src", "srcset", "href", "action", "formaction", "data", "poster", "background", "style")
)


class Reader(HTMLParser):
    """Reads a page: its attributes, and the text of each script and style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"after {tag}", {}))
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data

    def find(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        pairs = zip(self.tags, self.texts, strict=True)
        return [(attributes, text) for (name, attributes), text in pairs if name == tag]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pack, str]:
    pack = read_pack(write_hostile_pack(tmp_path_factory.mktemp("packs") / "hostile"))
    return pack, write_first(pack)


def write_first(pack: Pack) -> str:
    """Return the page of the first scene, on a base map that is only named."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "write_base_map", lambda _files, **_boxes: BASE)
        return page.write_page([resolve_scene(pack, pack.scenes[0])], Wording(pack), theme="dark")


def test_the_policy_of_the_page_allows_its_own_script_and_styles_alone(hostile: tuple[Pack, str]) -> None:
    read = Reader(hostile[1])
    (policy,) = (attributes["content"] for attributes, _ in read.find("meta") if attributes.get("http-equiv"))
    scripts = [text for attributes, text in read.find("script") if attributes["type"] == "module"]
    (styles,) = (text for _, text in read.find("style"))
    assert len(scripts) == 1
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in (scripts[0], styles)
    ]
    assert policy == (
        f"default-src 'none'; script-src {hashes[0]}; style-src {hashes[1]}; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_what_the_page_holds_for_its_script_is_what_the_messages_say(
    hostile: tuple[Pack, str], nato_pack: Pack
) -> None:
    for written in (hostile[1], write_first(nato_pack)):
        kept = [(attributes, text) for attributes, text in Reader(written).find("script") if text]
        ((book,),) = (json.loads(text) for attributes, text in kept if attributes.get("id") == "sb-books")
        held = {attributes.get("data-address"): text for attributes, text in kept}
        catalogue = json.loads(held[book["catalogue"]])
        make_adapter(Book, Catalogue).validate_json(json.dumps([book, catalogue]), strict=True)


def test_nothing_in_the_markup_or_the_styles_is_fetched(hostile: tuple[Pack, str]) -> None:
    read = Reader(hostile[1])
    assert [tag for tag, attributes in read.tags if FETCHING & attributes.keys()] == []
    (styles,) = (text for _, text in read.find("style"))
    named = {address for address in re.findall(r"url\(([^;)]{0,60})", styles) if not address.startswith("#")}
    assert named == {"data:font/woff"}
    assert "@import" not in styles
    assert "sourceMappingURL" not in hostile[1]


def test_hostile_texts_are_data_and_nothing_else(hostile: tuple[Pack, str]) -> None:
    pack, page = hostile
    read = Reader(page)
    assert read.find("title")[0][1] == read.find("b")[0][1] == HOSTILE
    held = {attributes.get("data-address") or "books": text for attributes, text in read.find("script")[:-1]}
    assert not any({"<", ">", "&"} & set(text) for text in held.values())
    (book,) = json.loads(held["books"])
    assert book["title"] == book["scenes"]["first"]["title"] == HOSTILE
    assert book["passages"]["D1"]["quote"] == HOSTILE
    (script,) = (text for attributes, text in read.find("script") if attributes["type"] == "module")
    assert HOSTILE not in script
    assert pack.scenes[0].id == "first"


def test_the_same_scenes_give_the_same_bytes(hostile: tuple[Pack, str]) -> None:
    pack, page = hostile
    assert write_first(pack) == page


def test_the_page_holds_the_han_characters_that_it_shows(nato_pack: Pack) -> None:
    scene = resolve_scene(nato_pack, find_scene(nato_pack, "senkaku-diaoyu"))
    held = read_faces(page.write_page([scene], Wording(nato_pack, "ja")))
    assert set("尖閣諸島魚釣") <= held["Noto Sans JP", 400].keys()
    assert held["Noto Sans JP", 400].keys() <= held["Noto Sans JP", 700].keys()
    assert set("尖閣諸島魚釣") <= held["Noto Serif JP", 400].keys()
    assert {"钓", "鱼", "岛"} <= held["Noto Sans SC", 400].keys()  # the fact that says the Chinese name


def test_every_family_of_the_page_has_han_characters_behind_it(nato_pack: Pack) -> None:
    (styles,) = (text for _, text in Reader(write_first(nato_pack)).find("style"))
    families = re.findall(
        r'"Source (?:Sans|Serif)[^;}]*?(?:sans-)?serif', re.sub(r"@font-face *{[^}]*}", "", styles)
    )
    assert len(families) > 20
    assert [family for family in families if '"Noto S' not in family] == []


def test_a_page_in_several_languages_holds_its_map_once(nato_pack: Pack, tmp_path: Path) -> None:
    sizes = {}
    for languages in ((), ("de", "ja")):
        request = ExportRequest("html", (nato_pack.scenes[3].id,), language="en", languages=languages)
        out = tmp_path / f"{len(languages)}.html"
        assert fulfil_request(request, nato_pack, out) == []
        sizes[languages] = out.stat().st_size
    assert sizes["de", "ja"] < sizes[()] + 800_000
    read = Reader(out.read_text(encoding="utf-8"))
    held = {attributes.get("data-address") or "books": text for attributes, text in read.find("script")[:-1]}
    books = json.loads(held["books"])
    assert [(book["spoken"], book["names"]) for book in books] == [
        ("en", "dual"),
        ("de", "dual-de"),
        ("ja", "dual-ja"),
    ]
    assert [book["scenes"]["dangerous-waters"]["title"] for book in books][1:] == [
        "Gefährliche Gewässer",
        "危うい海",
    ]
    assert len({book["catalogue"] for book in books}) == len(books)
    seas = json.loads(next(text for name, text in held.items() if "data/east-china-sea" in name))
    names = seas["features"][0]["properties"]
    assert (names["name"], names["name_dual-de"], names["name_dual-ja"]) == (
        "East China Sea",
        "Ostchinesisches Meer",
        "東シナ海",
    )


def test_only_an_offline_page_holds_several_languages(nato_pack: Pack, tmp_path: Path) -> None:
    request = ExportRequest("pptx", (nato_pack.scenes[0].id,), languages=("de",))
    with pytest.raises(SeaBriefError, match="Only an offline page holds several languages"):
        fulfil_request(request, nato_pack, tmp_path / "deck.pptx")


def test_the_page_names_what_no_font_has(hostile: tuple[Pack, str]) -> None:
    pack, _ = hostile
    scene = pack.scenes[0].model_copy(update={"title": "ทะเล"})
    with gather_missing() as missing:
        write_first(pack.model_copy(update={"scenes": (scene,)}))
    assert missing >= set("ทะเล")


def test_a_map_without_close_scenes_has_the_land_of_the_world_alone(tmp_path: object) -> None:
    base = write_base_map(WebFiles(tmp_path, "held"), region=None, close=None)  # type: ignore[arg-type]
    assert len(base.land) == 1
    assert base.land[0].outside_url == ""
