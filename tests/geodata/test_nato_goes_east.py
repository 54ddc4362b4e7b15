"""The first pack; whole paragraphs are checked only where SEABRIEF_TEXT names the full text."""

import os
import re
import textwrap
from collections.abc import Callable

import pytest
import shapely

from dashboard.installation import ROOT
from geodata.datasets import read_dataset
from geodata.errors import AnchorError
from geodata.layers.loading import load_layer
from geodata.packs.pack import Pack, find_text, read_pack
from geodata.packs.verification import verify_pack
from geodata.records.brief import count_words
from geodata.records.layers import BandData, DatasetData, LaneData, Layer
from geodata.text.documents import read_document
from geodata.text.paragraphs import anchor_passages

FOLDER = ROOT / "seeds" / "nato-goes-east"
TEXT_FILE = find_text(FOLDER, os.environ.get("SEABRIEF_TEXT"))
needs_text = pytest.mark.skipif(TEXT_FILE is None, reason="SEABRIEF_TEXT does not name the full text")

UNSAID = ("Taiwan", "Paracel", "Spratly", "Scarborough", "dash line", "identification zone", "island chain")
"""What the brief does not speak of, so that no `names` link may list it."""
CONTEXT = dict.fromkeys(("L1", "D1", "D3", "D6", "N2", "P1", "P2", "P4", "P5"), "context")
"""Passages that the events beside the brief help to read."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(FOLDER)


@pytest.fixture(scope="module")
def text() -> str:
    assert TEXT_FILE
    return read_document(TEXT_FILE).text


def get(pack: Pack, layer_id: str) -> Layer:
    [layer] = [layer for layer in pack.layers if layer.id == layer_id]
    return layer


def link_kinds(pack: Pack, layer_id: str) -> dict[str, str]:
    return {link.passage: link.kind for link in get(pack, layer_id).links}


def test_the_seventeen_passages_are_those_of_the_brief_in_order(pack: Pack) -> None:
    ids = "L1 I1 I2 D1 D2 D3 D4 D5 D6 N1 N2 P1 P2 P3 P4 P5 P6"
    assert [passage.id for passage in pack.passages] == ids.split()
    for passage in pack.passages:
        assert passage.number == int(passage.id[1:])


def test_quotes_are_short_and_few(pack: Pack) -> None:
    words = [count_words(passage.quote) for passage in pack.passages]
    assert min(words) >= 15
    assert max(words) <= 20
    assert sum(words) <= 340


def test_summaries_do_not_repeat_the_quotes(pack: Pack) -> None:
    for passage in pack.passages:
        words = passage.quote.split()
        for start in range(len(words) - 4):
            assert " ".join(words[start : start + 5]) not in passage.summary


def test_every_group_of_the_design_is_there_and_every_layer_says_why(pack: Pack) -> None:
    assert {layer.group for layer in pack.layers} == {
        "seas",
        "islands",
        "features",
        "lanes",
        "chokepoints",
        "bands",
        "zones",
        "actors",
        "events",
    }
    assert all(layer.links for layer in pack.layers)


@pytest.mark.parametrize(
    ("layer_id", "status", "kinds"),
    [
        ("east-china-sea", "brief", {"D1": "names", "D3": "names", "P6": "names"}),
        ("south-china-sea", "brief", {"D1": "names"}),
        ("senkaku-diaoyu", "brief", {"D3": "names", "P3": "names", "P6": "names", "D1": "implies"}),
        ("collision-2010", "brief", {"P3": "names"}),
        ("lane-germany-japan", "notional", {"I2": "names", "P6": "implies"}),
        ("lane-gulf-china", "notional", {"I2": "context", "D6": "names", "P6": "implies"}),
        ("lane-china-europe", "notional", {"I2": "implies", "D6": "names", "P6": "implies"}),
        ("lane-singapore-busan", "notional", {"I2": "context", "P6": "implies"}),
        ("proposals", "brief", {"N2": "names", "P3": "names", "P4": "names"}),
        ("band-coastal-antiship", "notional", {"D3": "names"}),
        ("band-surface-to-air", "context", {"D3": "context"}),
        ("members-eas", "brief", {"P4": "names"}),
        ("members-arf", "brief", {"P4": "names"}),
        ("members-osce", "brief", {"P4": "names"}),
        ("members-eu", "brief", {"N2": "names", "P6": "names", "D4": "implies"}),
        ("members-asean", "context", {"P4": "context"}),
        ("partners-nato", "context", {"L1": "context", "I1": "context", "D2": "context"}),
        (
            "events-context",
            "context",
            dict.fromkeys(("L1", "D1", "D3", "D6", "N2", "P1", "P2", "P4", "P5"), "context"),
        ),
        ("west-pacific", "brief", {"P2": "names", "P6": "names"}),
        ("mediterranean", "brief", {"P2": "names"}),
        ("yellow-sea", "context", {"D1": "context"}),
        ("scs-features", "context", {"D1": "context"}),
        ("chokepoints", "context", {"I2": "context", "D6": "context"}),
        ("island-chain-first", "context", {"D3": "context"}),
        ("island-chain-second", "context", {"D3": "context"}),
        ("adiz-2013", "context", {"D1": "context"}),
        ("nine-dash-claim", "context", {"D1": "context"}),
        ("zone-12nm", "context", {"D1": "context"}),
        ("zone-24nm", "context", {"D1": "context"}),
        ("zone-200nm", "context", {"D1": "context"}),
    ],
)
def test_layers_say_what_the_brief_names_and_what_it_implies(
    pack: Pack, layer_id: str, status: str, kinds: dict[str, str]
) -> None:
    assert get(pack, layer_id).status == status
    assert link_kinds(pack, layer_id) == kinds


def test_nothing_is_attributed_to_the_brief_that_it_does_not_say(pack: Pack) -> None:
    terms = [term for layer in pack.layers for link in layer.links for term in link.terms]
    assert not [term for term in terms for word in UNSAID if word.lower() in term.lower()]
    assert not [term for term in terms if any(map(str.isdigit, term)) and term != "2010 boat collision"]


def test_every_lane_and_band_is_marked_as_ours(pack: Pack) -> None:
    for layer in pack.layers:
        if isinstance(layer.data, LaneData):
            assert layer.status == "notional"
            assert layer.caveat.startswith("Illustrative route: routes and ends are ours")
        if isinstance(layer.data, BandData):
            assert layer.caveat.startswith("Notional, illustrative, not operational.")
            assert layer.as_of or {pack.sources[source_id].year for source_id in layer.sources} == {"n.d."}


def test_zones_say_that_they_are_unofficial_and_the_adiz_that_it_came_later(pack: Pack) -> None:
    for width in ("12", "24", "200"):
        zone = get(pack, f"zone-{width}nm")
        assert "unofficial, geometric" in zone.title
        assert zone.caveat.startswith("Unofficial and geometric.")
    adiz = get(pack, "adiz-2013")
    assert adiz.as_of > pack.brief.date
    assert adiz.caveat.startswith("After the brief.")


def test_the_nine_dashes_lie_apart_off_all_shores_and_are_called_a_claim(pack: Pack) -> None:
    layer = get(pack, "nine-dash-claim")
    assert "claim" in layer.title
    assert "no boundary" in layer.caveat
    [dashes] = load_layer(pack, layer).geometry
    parts = list(dashes.geoms)
    assert len(parts) == 9
    # Anticlockwise from the Gulf of Tonkin, past Borneo and Palawan, to the Luzon Strait.
    assert [round(part.centroid.x) for part in parts] == [110, 110, 108, 112, 116, 119, 119, 120, 122]
    assert not read_dataset("land-region").intersects(dashes).any()


def test_the_adiz_is_an_open_line_of_five_stretches(pack: Pack) -> None:
    [line] = load_layer(pack, get(pack, "adiz-2013")).geometry
    # Statement of 23 November 2013: from 33 11 N 121 47 E to 26 44 N 120 58 E.
    assert len(line.coords) == 6
    assert line.coords[0] == pytest.approx((121 + 47 / 60, 33 + 11 / 60), abs=1e-4)
    assert line.coords[-1] == pytest.approx((120 + 58 / 60, 26 + 44 / 60), abs=1e-4)


def test_each_feature_of_the_south_china_sea_says_who_holds_and_who_claims_it(pack: Pack) -> None:
    features = pack.tables["features/scs_features.csv"]
    assert len(features) == 18
    seas = read_dataset("seas").set_index("id").geometry
    for feature in features:
        assert feature.texts["occupied_by"]
        assert feature.texts["claimed_by"]
        assert feature.texts["confidence"] in {"high", "medium"}
        assert feature.sources
        place = shapely.Point(feature.figures["lon"], feature.figures["lat"])
        assert seas["south-china-sea"].buffer(0.05).covers(place), feature.id


def test_bands_carry_the_public_class_figures(pack: Pack) -> None:
    figures = {layer.id: layer.data for layer in pack.layers if isinstance(layer.data, BandData)}
    assert {name: band.nominal_km for name, band in figures.items()} == {
        "band-coastal-antiship": 300,
        "band-short-range": 1000,
        "band-medium-range": 1500,
        "band-land-attack": 1500,
        "band-aircraft": 1000,
        "band-over-horizon-radar": 3000,
        "band-surface-to-air": 200,
    }
    assert figures["band-short-range"].single_line
    assert figures["band-over-horizon-radar"].skip_km == 1000


def test_the_first_view_is_calm(pack: Pack) -> None:
    assert [layer.id for layer in pack.layers if layer.visible] == [
        "east-china-sea",
        "south-china-sea",
        "senkaku-diaoyu",
        "lane-germany-japan",
        "lane-gulf-japan",
        "lane-gulf-china",
        "band-coastal-antiship",
        "band-medium-range",
        "band-aircraft",
    ]


def test_the_eight_islands_have_dual_names_and_both_sides_of_the_dispute(pack: Pack) -> None:
    data = get(pack, "senkaku-diaoyu").data
    assert isinstance(data, DatasetData)
    islands = {island.id: island for island in pack.tables[data.attributes]}
    assert set(islands) == set(data.ids)
    assert len(islands) == 8
    for island in islands.values():
        names = island.names
        assert " / " in names.dual
        assert all((names.ja, names.romaji, names.zh_hans, names.zh_hant, names.pinyin))
        assert island.texts["administered_by"] == "Japan"
        assert island.texts["claimed_by"] == "China; Taiwan"
        held, claimed = island.texts["administered_source"], island.texts["claimed_source"].split()
        assert {held, *claimed} <= set(island.sources)
        publishers = " ".join(pack.sources[source_id].publisher for source_id in claimed)
        assert "People’s Republic of China" in publishers
        assert "Taiwan" in publishers


def test_the_three_rocks_have_the_names_of_each_side(pack: Pack) -> None:
    # State Council of China, white paper of September 2012; the usage of Taiwan in the Chinese Wikipedia.
    islands = {island.id: island.names for island in pack.tables["features/senkaku_diaoyu.csv"]}
    written = {
        island: (islands[island].ja, islands[island].zh_hans, islands[island].zh_hant)
        for island in ("okino-kitaiwa", "okino-minamiiwa", "tobise")
    }
    assert written == {
        "okino-kitaiwa": ("沖ノ北岩", "北屿", "沖北岩"),
        "okino-minamiiwa": ("沖ノ南岩", "南屿", "沖南岩"),
        "tobise": ("飛瀬", "飞屿", "飛瀨"),
    }


def test_the_group_is_not_called_by_the_name_of_its_main_island(pack: Pack) -> None:
    names = get(pack, "senkaku-diaoyu").names
    assert names
    assert names.local.split(" / ") == [names.ja, names.zh_hans, names.zh_hant]
    assert names.zh_hans == "钓鱼岛及其附属岛屿"


@pytest.mark.parametrize(
    ("feature", "field", "name"),
    [
        ("macclesfield", "zh_hans", "中沙大环礁"),
        ("macclesfield", "zh_hant", "中沙大環礁"),
        ("thitu", "ja", "ティトゥ島"),
    ],
)
def test_features_of_the_south_china_sea_have_their_own_names(
    pack: Pack, feature: str, field: str, name: str
) -> None:
    [row] = [row for row in pack.tables["features/scs_features.csv"] if row.id == feature]
    assert getattr(row.names, field) == name


@pytest.mark.parametrize(
    ("layer", "positions"),
    [
        ("senkaku-diaoyu", ("Japan administers", "no dispute", "China and Taiwan claim", "5.53", "5.69")),
        ("collision-2010", ("Japan’s account", "China’s")),
        ("adiz-2013", ("no claim to territory", "Japan objected")),
        ("nine-dash-claim", ("China and of Taiwan", "no legal basis", "does not accept")),
    ],
)
def test_a_disputed_thing_is_shown_with_every_position(
    pack: Pack, layer: str, positions: tuple[str, ...]
) -> None:
    told = f"{get(pack, layer).description} {get(pack, layer).caveat}"
    assert [position for position in positions if position not in told] == []


def test_no_text_takes_a_side_on_the_name_of_a_water(pack: Pack) -> None:
    one_sided = re.compile(
        r"(?<!Inland )Sea of Japan(?! / East Sea)|(?<!Sea of Japan / )\bEast Sea\b|Persian Gulf|Arabian Gulf"
    )
    told = [
        *(passage.summary for passage in pack.passages),
        *(text for scene in pack.scenes for text in (scene.title, scene.takeaway, scene.notes)),
        *(text for layer in pack.layers for text in (layer.title, layer.description, layer.caveat)),
        *(text for rows in pack.tables.values() for row in rows for text in row.texts.values()),
    ]
    assert [text for text in told if one_sided.search(text)] == []


def test_the_zones_cite_the_articles_of_the_law_of_the_sea(pack: Pack) -> None:
    for width, article in (("12", "article 3 "), ("24", "article 33 "), ("200", "article 57 ")):
        zone = get(pack, f"zone-{width}nm")
        assert article in zone.description
        assert zone.sources == ("unclos-1982",)
    assert "121(3)" in get(pack, "zone-200nm").caveat


def test_published_areas_add_up(pack: Pack) -> None:
    # 5.53 km2 in all: Ministry of Foreign Affairs of Japan, survey of 2014.
    islands = pack.tables["features/senkaku_diaoyu.csv"]
    assert sum(island.figures["area_km2"] for island in islands) == pytest.approx(5.53, abs=0.01)


def test_the_main_island_is_not_at_its_old_chart_position(pack: Pack) -> None:
    # 25 deg 44.6 min N, 123 deg 28.4 min E (diaoyudao.org.cn); old charts have 25 46 N, 123 31 E.
    main = pack.tables["features/senkaku_diaoyu.csv"][0]
    assert main.figures["lat"] == pytest.approx(25 + 44.6 / 60, abs=1e-4)
    assert main.figures["lon"] == pytest.approx(123 + 28.4 / 60, abs=1e-4)


def test_without_the_text_the_pack_has_no_error(pack: Pack) -> None:
    report = verify_pack(pack)
    assert [finding for finding in report.findings if finding.severity == "error"] == []
    assert [finding.code for finding in report.findings if finding.code == "unused-source"] == []


@needs_text
def test_every_quote_and_every_term_stands_in_the_text(pack: Pack, text: str) -> None:
    report = verify_pack(pack, text=text)
    assert report.ok
    assert all(check.anchored for check in report.passages)
    assert len({check.paragraph for check in report.passages}) == 17
    assert {term.outcome for term in report.terms} == {"found"}


@needs_text
def test_the_paragraphs_of_the_text_are_whole(pack: Pack, text: str) -> None:
    passages = anchor_passages([passage.selector for passage in pack.passages], text)
    assert len({passage.paragraph.number for passage in passages}) == 17
    for passage, record in zip(passages, pack.passages, strict=True):
        assert passage.paragraph.text[0].isupper()
        assert passage.paragraph.text.rstrip('")”').endswith((".", "?"))
        if record.section in {"Lead", "Introduction"}:
            continue
        assert passage.paragraph.section == record.section


@needs_text
@pytest.mark.parametrize(
    "reset",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text.replace(" ", "\u00a0"),
        lambda text: text.translate(str.maketrans({"“": '"', "”": '"', "’": "'", "–": "—"})),
        lambda text: text.replace("fi", "\ufb01").replace("'", "’"),
        lambda text: "\n\n".join(textwrap.fill(block, 38) for block in text.split("\n\n")),
        lambda text: re.sub(r"(?<=[a-z,]) (?=[a-z]{6})", "\n\n", text),
        lambda text: re.sub(r"(?<=[a-z]{3})(?=[a-z]{5})", "\u00ad\n", text),
    ],
    ids=["CRLF", "NBSP", "straight", "ligatures", "narrow", "columns", "hyphens"],
)
def test_another_setting_of_the_text_changes_nothing(
    pack: Pack, text: str, reset: Callable[[str], str]
) -> None:
    selectors = [passage.selector for passage in pack.passages]
    passages = anchor_passages(selectors, reset(text))
    assert len({passage.paragraph.number for passage in passages}) == 17


@needs_text
def test_one_altered_character_names_its_passage(pack: Pack, text: str) -> None:
    for altered in pack.passages:
        place = next(index for index, letter in enumerate(altered.quote) if letter == "e")
        quote = f"{altered.quote[:place]}o{altered.quote[place + 1 :]}"
        selectors = [
            (passage.model_copy(update={"quote": quote}) if passage is altered else passage).selector
            for passage in pack.passages
        ]
        with pytest.raises(AnchorError, match=f"passage {altered.id}: the quote is not in the text"):
            anchor_passages(selectors, text)
