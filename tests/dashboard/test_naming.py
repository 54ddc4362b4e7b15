"""Everywhere the same names: each page, each file of the map and each export keeps to the policy."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from itertools import takewhile
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph
from google.protobuf.json_format import MessageToDict
from pyogrio import list_layers, read_dataframe
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from dashboard.cli.main import main
from dashboard.components.navigation import PAGE_FILES
from dashboard.exports.formats import EXPORT_FORMATS
from dashboard.exports.vector.features import write_geojson
from dashboard.i18n.texts import ENGLISH
from dashboard.installation import ROOT
from dashboard.packs import STATIC
from dashboard.session import active_pack, cache
from geodata.layers.loading import load_layer
from geodata.names import NAME_COLUMNS, NEUTRAL, POLICIES, Names, Policy
from geodata.packs.gazetteer import name_layer
from geodata.packs.pack import Pack

ENTRY = ROOT / "streamlit_app.py"
EXPLORE, BRIEF = "dashboard/pages/explore/page.py", "dashboard/pages/brief.py"
PATHS = [str(path.relative_to(ROOT)) for path in PAGE_FILES.values()]
THEIR_WORDS = re.compile(
    r'<blockquote>.*?</blockquote>|<ul class="sb-source-list">.*?</ul>|<p class="sb-kind">.*?</p>', re.DOTALL
)
"""Quotes with their citation, sources, and the terms by which a passage names a layer."""
NAME_ROWS = re.compile(
    r'<tr><th>(English|Japanese|Romanised|Chinese, \w+|Pinyin)</th>.*?</tr>|<td lang="[^"]+">.*?</td>'
)
"""Rows and cells of tables of names, each of which says its language."""
THEIR_COLUMNS = [ENGLISH.title, ENGLISH.publisher, ENGLISH.address, ENGLISH.place_in_source]
"""Columns of a table of sources."""
ISLAND = "senkaku-diaoyu.uotsuri"


def list_things(pack: Pack) -> list[Names]:
    """Return the names of all disputed features, and of all layers that are one named thing."""
    rows = [feature for table in pack.tables.values() for feature in table]
    disputed = [feature.names.localise(feature.states) for feature in rows if feature.states]
    return disputed + [names for layer in pack.layers if (names := name_layer(pack, layer))]


def find_strays(text: str, things: Iterable[Names], policy: Policy) -> set[str]:
    """Return the names in a text that the policy does not choose."""
    wanted = {names.call(policy) for names in things}
    for name in sorted(wanted, key=len, reverse=True):
        text = text.replace(name, "")
    others = {form for names in things for form in names.model_dump().values() if form} - wanted
    return {form for form in others if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text)}


def read_texts(value: object) -> Iterator[str]:
    """Yield all texts of a nested value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from read_texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from read_texts(part)


def read_page(page: AppTest) -> str:
    """Return our words on a page: no quotes, sources or tables of names; escapes undone."""
    shown = [node.proto for node in page.main if getattr(node, "proto", None) is not None]
    tables = (frame.value.drop(columns=THEIR_COLUMNS, errors="ignore").to_csv() for frame in page.dataframe)
    told = "\n".join(tables) + "\n".join(text for proto in shown for text in read_texts(MessageToDict(proto)))
    plain = told.replace("\\", "").replace("\u200b", "")
    return NAME_ROWS.sub("", THEIR_WORDS.sub("", plain))


def open_page(path: str, **params: str) -> AppTest:
    page = AppTest.from_file(str(ENTRY), default_timeout=180)
    follow_link(page, params)
    if path != PATHS[0]:
        page.switch_page(path)
        follow_link(page, params)
    return page


def follow_link(page: AppTest, params: Mapping[str, str]) -> None:
    """Open a page again by the parameters of a link."""
    page.query_params.clear()
    page.query_params.update(params)
    page.run()
    assert not page.exception


def read_map(page: AppTest) -> dict[str, Any]:
    told = [json.loads(component.proto.json) for component in page.get("bidi_component")]
    [state] = [data for data in told if "revision" in data]
    return state


def read_link(page: AppTest) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value[-1] for name, value in page.query_params.items()}


def test_the_check_finds_a_name_that_strays(nato_pack: Pack) -> None:
    things = list_things(nato_pack)
    assert find_strays("Uotsuri / Diaoyu Dao in the 東シナ海", things, "dual") == {"東シナ海"}
    assert find_strays("Diaoyu: 魚釣島, Kuba-shima", things, "ja") == {"Kuba-shima"}


EXPLORED = (
    {"passage": "D1"},
    {"feature": "senkaku-diaoyu"},
    {"feature": ISLAND},
    {"feature": "senkaku-distances"},
    {"feature": "collision-2010.collision-1"},
    {"feature": "scs-features.pratas"},
    {"feature": "lane-gulf-japan"},
)
DATED = (
    {"date": "2014-12"},
    {"passage": "P3"},
    {"feature": "events-context.shoal-2012"},
    {"feature": "events-brief.collision-2010"},
    {"feature": "members-arf.chn"},
)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_keeps_to_the_policy(path: str, policy: Policy, nato_pack: Pack) -> None:
    things = list_things(nato_pack)
    choices: Mapping[str, Iterable[dict[str, str]]] = {
        EXPLORE: EXPLORED,
        "dashboard/pages/institutions/page.py": DATED,
        "dashboard/pages/briefing.py": [{"scene": scene.id} for scene in nato_pack.scenes],
    }
    params = {} if policy == NEUTRAL else {"names": policy}
    page = open_page(path, **params)
    for choice in ({}, *choices.get(path, ())):
        if choice:
            follow_link(page, params | choice)
        assert choice.items() <= read_link(page).items()
        assert find_strays(read_page(page), things, policy) == set()
        assert read_link(page).get("names", NEUTRAL) == policy


@pytest.mark.parametrize("policy", POLICIES)
def test_what_the_map_draws_keeps_to_the_policy(policy: Policy, nato_pack: Pack) -> None:
    things = list_things(nato_pack)
    index = cache.load_index(active_pack.get_active())
    folder = STATIC / "data"
    catalogue = json.loads((folder / index.catalogue.rpartition("/")[2]).read_text(encoding="utf-8"))
    drawn = [*catalogue["layers"].values(), *catalogue["detours"].values(), *catalogue["scenes"]]
    for layer in nato_pack.layers:
        [file] = folder.glob(f"{layer.id}-????????????.json")
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
        drawn += [feature["properties"] for feature in features if "name" in feature["properties"]]
    called = [properties.get(f"name_{policy}", properties["name"]) for properties in drawn]
    assert all(called)
    assert find_strays("\n".join(called), things, policy) == set()
    assert {names.call(policy) for names in things} <= set(called)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_export_keeps_to_the_policy(
    policy: Policy, nato_pack: Pack, capsys: pytest.CaptureFixture[str]
) -> None:
    things = list_things(nato_pack)
    for layer in nato_pack.layers:
        frame = load_layer(nato_pack, layer)
        points = frame.set_geometry(frame.representative_point())
        written = json.loads(write_geojson(points, layer, nato_pack, names=policy))
        for feature in written["features"]:
            ours = {
                key: value
                for key, value in feature["properties"].items()
                if key not in {"sources", *NAME_COLUMNS}
            }
            assert ours["name"]
            assert find_strays("\n".join(read_texts(ours)), things, policy) == set()
    assert main(["layers", "--json", "--names", policy]) == 0
    listed: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    ours = [{key: layer[key] for key in ("title", "description", "caveat")} for layer in listed]
    assert find_strays("\n".join(read_texts(ours)), things, policy) == set()


def read_collection(path: Path) -> str:
    collection = json.loads(path.read_text(encoding="utf-8"))
    told = [feature["properties"] for feature in collection["features"]] + [collection.get("scene", {})]
    return "\n".join(read_texts([_drop_theirs(properties) for properties in told]))


def read_geopackage(path: Path) -> str:
    layers = [read_dataframe(path, layer=name, read_geometry=False) for name, _ in list_layers(path)]
    records = [record for layer in layers for record in layer.to_dict("records")]
    return "\n".join(read_texts([_drop_theirs(record) for record in records]))


def read_kml(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    theirs = "|".join(THEIR_PROPERTIES)
    kept = re.sub(rf'<(Simple)?Data name="({theirs})">.*?</(Simple)?Data>', "", text, flags=re.DOTALL)
    return re.sub(r"<description>.*?</description>", "", kept, flags=re.DOTALL)


def read_figures(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as table:
        return "\n".join(read_texts([_drop_theirs(row) for row in csv.DictReader(table)]))


def read_annotations(path: Path) -> str:
    held = json.loads(path.read_text(encoding="utf-8"))
    bodies = [body for one in held["first"]["items"] for body in _list_bodies(one)]
    return "\n".join(read_texts([_drop_theirs(body) for body in bodies]))


def _list_bodies(annotation: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    body = annotation["body"]
    return body if isinstance(body, list) else [body]


def read_svg(path: Path) -> str:
    drawn = re.findall(r"<text[^>]*>(.*?)</text>", path.read_text(encoding="utf-8"), re.DOTALL)
    return "\n".join(unescape(re.sub(r"<[^>]+>", "", text)) for text in drawn)


def read_pdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def read_handout(path: Path) -> str:
    text = read_pdf(path)
    return text[: text.rindex(f"\n{ENGLISH.sources}\n")]


def read_word(path: Path) -> str:
    document = Document(str(path))
    kept = takewhile(lambda one: one.text != ENGLISH.sources, iter_own(document))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in kept), *cells])


def iter_own(document: WordDocument) -> Iterator[Paragraph]:
    """Yield the paragraphs after the contents, whose last entry is called as the list of sources."""
    head = next(place for place, one in enumerate(document.paragraphs) if one.style.name == "Heading 1")
    yield from document.paragraphs[head:]


def read_deck(path: Path) -> str:
    with ZipFile(path) as deck:
        slides = [name for name in deck.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        drawn = [
            text for name in slides for text in re.findall(r"<a:t>(.*?)</a:t>", deck.read(name).decode())
        ]
    return "\n".join(map(unescape, drawn))


def _drop_theirs(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in properties.items() if key not in THEIR_PROPERTIES}


THEIR_PROPERTIES = ("sources", "brief", "licence", *NAME_COLUMNS)
"""Properties of a feature with names in each language, and with words of others."""
READERS: Mapping[str, Callable[[Path], str]] = {
    "geojson": read_collection,
    "gpkg": read_geopackage,
    "kml": read_kml,
    "csv": read_figures,
    "annotations": read_annotations,
    "svg": read_svg,
    "pdf": read_pdf,
    "pptx": read_deck,
    "handout": read_handout,
    "docx": read_word,
}
"""Format -> what reads our words in it."""
UNREADABLE = {"png", "html", "kit"}
"""A picture of the same drawing; the map, which has the names by all policies; all of these together."""
SLOW = {"svg", "pdf", "pptx", "handout", "docx"}


def test_every_format_of_the_command_is_read_here() -> None:
    assert set(EXPORT_FORMATS) == READERS.keys() | UNREADABLE


@pytest.mark.parametrize(
    ("format_", "policy"),
    [
        (format_, policy)
        for format_ in READERS
        for policy in (POLICIES if format_ not in SLOW else ("zh-hant",))
    ],
)
def test_a_scene_keeps_to_the_policy_in_every_format(
    format_: str, policy: Policy, nato_pack: Pack, tmp_path: Path
) -> None:
    out = tmp_path / f"scene.{EXPORT_FORMATS[format_].ending}"
    assert main(["export", format_, "--scene", "senkaku-diaoyu", "--out", str(out), "--names", policy]) == 0
    written = READERS[format_](out)
    things = list_things(nato_pack)
    assert {names.call(policy) for names in things if names.en == "Senkaku Islands"} <= set(
        re.split(r"[\n<>]", written)
    )
    for source in nato_pack.sources.values():
        written = written.replace(source.title, "")
    assert find_strays(written, things, policy) == set()


def test_an_export_says_each_name_once_by_the_policy_and_all_of_them_by_language(
    tmp_path: Path,
) -> None:
    out = tmp_path / "islands.geojson"
    command = ["export", "geojson", "--layer", "senkaku-diaoyu", "--out", str(out), "--names"]
    assert main([*command, "zh-hant"]) == 0
    uotsuri = json.loads(out.read_text(encoding="utf-8"))["features"][0]["properties"]
    assert (uotsuri["name"], uotsuri["title"]) == ("釣魚臺 / 釣魚島", "釣魚臺列嶼")
    assert (uotsuri["name_ja"], uotsuri["name_zh_hans"]) == ("魚釣島", "钓鱼岛")
    assert (uotsuri["administered_by"], uotsuri["claimed_by"]) == ("Japan", "China; Taiwan")
    assert uotsuri["sources"]
    with pytest.raises(SystemExit, match="2"):
        main([*command, "klingon"])


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("feature", ["senkaku-diaoyu", ISLAND])
def test_who_administers_and_who_claims_stands_there_with_its_source_by_any_policy(
    policy: Policy, feature: str, nato_pack: Pack
) -> None:
    page = open_page(EXPLORE, names=policy, feature=feature)
    shown = "\n".join(element.proto.body for element in page.get("html"))
    for label, states, source in (
        ("Administered by", "Japan", "mofa-senkaku"),
        ("Claimed by", "China; Taiwan", "prc-white-paper-2012"),
    ):
        publisher = nato_pack.sources[source].publisher
        assert re.search(rf"<th>{label}</th><td>{states}<small>, {re.escape(publisher)}", shown)


def test_the_setting_is_on_every_page_and_goes_with_the_viewer() -> None:
    page = open_page(BRIEF)
    setting = page.selectbox(key="names")
    assert setting.label == ENGLISH.names
    assert setting.options == list(ENGLISH.policies.values())
    setting.select("ja").run()
    assert read_link(page) == {"names": "ja"}
    there = {link.proto.query_string for link in page.get("page_link")}
    assert "feature=senkaku-diaoyu&names=ja" in there
    page.switch_page(EXPLORE).run()
    assert read_map(page)["names"] == "ja"
    assert page.selectbox(key="names").value == "ja"


def test_renaming_leaves_layers_camera_and_revision_of_the_map_alone() -> None:
    page = open_page(EXPLORE, at="25.8,123.9,10", layers="senkaku-diaoyu")
    before = read_map(page)
    page.selectbox(key="names").select("zh-hans").run()
    after = read_map(page)
    assert after == before | {"names": "zh-hans"}
    assert read_link(page)["at"] == "25.800,123.900,10"


@pytest.mark.parametrize("path", PATHS)
def test_a_policy_that_does_not_exist_falls_back_and_is_named(path: str) -> None:
    page = open_page(path, names="klingon")
    assert "names" not in read_link(page)
    assert [toast.value for toast in page.toast] == [ENGLISH.ignored.format(names="names")]
