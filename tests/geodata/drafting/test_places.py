"""Places are found by their names, each with the reason why it is this one."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.drafting.finding import find_proposals
from geodata.drafting.gazetteer import load_gazetteer
from geodata.drafting.proposals import PlaceProposal


def find(text: str, *, language: str | None = None, country: str | None = None) -> tuple[PlaceProposal, ...]:
    gazetteer = load_gazetteer()
    found = find_proposals(text, gazetteer=gazetteer, language=language, country=country).places
    return tuple(one for one in found if not one.is_adjective)


def name(text: str, *, language: str | None = None) -> list[tuple[str, str]]:
    return [(one.text, one.place.name) for one in find(text, language=language)]


def name_places(text: str, *, language: str | None = None) -> list[str]:
    return [one.place.name for one in find(text, language=language)]


def find_country(text: str, words: str) -> str | None:
    return next(one.place.country for one in find(text) if one.text == words)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ships of Japan and China met in the East China Sea.", ["Japan", "China", "East China Sea"]),
        ("The U.S. and the UK warned the UAE.", ["United States", "United Kingdom", "United Arab Emirates"]),
        ("He flew from Washington, D.C. to Paris.", ["Washington, D.C.", "Paris"]),
        ("Turkey's navy left Istanbul.", ["Turkey", "Istanbul"]),
        ("the strait of Malacca and the Malacca Strait", ["Strait of Malacca", "Strait of Malacca"]),
        ("the Gulf of\nAden, and the Bab el-\nMandeb", ["Gulf of Aden", "Bab el-Mandeb"]),
        ("Indo-\nnesia is large.", ["Indonesia"]),
        ("CRISIS IN THE SOUTH CHINA SEA", ["South China Sea"]),
        ("the Gulf of Oman beside the Gulf", ["Gulf of Oman", "the Gulf"]),
        ("Reporters in São Paulo and Sao Paulo", ["São Paulo", "São Paulo"]),
        ("It lies in Bangladesh’s south.", ["Bangladesh"]),
        ("Pro-China and US-Japan talks", ["China", "United States", "Japan"]),
    ],
)
def test_names_are_found_in_english(text: str, places: list[str]) -> None:
    assert name_places(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Deutschlands Häfen liegen an Nordsee und Ostsee.", ["Germany", "North Sea", "Baltic Sea"]),
        ("Die Straße von Hormus und der Sueskanal", ["Strait of Hormuz", "Suez Canal"]),
        ("im Südchinesischen Meer vor den Philippinen", ["South China Sea", "Philippines"]),
        ("Nordsyrien, Süddänemark und die Ostukraine", ["Syria", "Denmark", "Ukraine"]),
        ("Der FC Bayern, die Universität Leipzig und der Norden", []),
        ("Von Mailand nach Warschau über Kopenhagen", ["Milan", "Warsaw", "Copenhagen"]),
        ("Ein Zug hielt an einer Stelle nahe dem Meer; Eisenerz kam an.", []),
    ],
)
def test_names_are_found_in_german(text: str, places: list[str]) -> None:
    assert name_places(text, language="de") == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("米国と日本は東シナ海で演習した。", ["United States", "Japan", "East China Sea"]),
        ("インドネシアからマラッカ海峡を通る。", ["Indonesia", "Strait of Malacca"]),
        ("中国与越南在南海的争端", ["China", "Vietnam", "South China Sea"]),
        ("臺灣海峽與菲律賓", ["Taiwan Strait", "Philippines"]),
    ],
)
def test_names_are_found_in_scripts_that_set_no_spaces(text: str, places: list[str]) -> None:
    assert name_places(text) == places


def test_a_word_that_begins_like_a_name_is_none() -> None:
    assert name_places("Indianapolitan Parisians read インドア novels.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton sang.",
        "The writer Jack London was born long ago.",
        "Senator Jackson spoke, and Jackson was heard.",
        "We dined on turkey, nice and mobile.",
        "Reading is a pleasure in May and August.",
        "USS Carl Vinson and HMS London sailed.",
        "He reads the Jakarta Post and the Washington Times.",
        "The University of Hong Kong is old.",
        "The Marburg virus and the West Nile virus spread.",
        "A new Lassa fever season began, and Lassa was feared.",
        "Researchers at the University of California and Michigan State University met.",
        "It cost US$5.",
        "A village of 1 house, region 8, in the centre.",
        "Bank of America lends.",
    ],
)
def test_what_only_looks_like_a_place_is_not_proposed(text: str) -> None:
    assert name_places(text) == []


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("He lives in Birmingham, Alabama.", "Birmingham", "USA"),
        ("He lives in Birmingham.", "Birmingham", "GBR"),
        ("In Münster wurde demonstriert.", "Münster", "DEU"),
        ("The hills of Munster are green.", "Munster", "IRL"),
        ("Lima is a city in Allen County, Ohio, United States.", "Lima", "USA"),
        ("Lima is the capital of Peru.", "Lima", "PER"),
        ("Lebanon is a town in Grafton County, New Hampshire.", "Lebanon", "USA"),
        ("He lives in Lebanon, New Hampshire.", "Lebanon", "USA"),
        ("Lebanon, Syria and Jordan met.", "Lebanon", "LBN"),
        ("Newport is a town on the Isle of Wight, an island off England.", "Newport", "GBR"),
        ("PARIS, Texas (AP) - Rain fell.", "PARIS", "USA"),
        ("Georgia, Alabama and South Carolina voted.", "Georgia", "USA"),
        ("Armenia, Azerbaijan and Georgia met.", "Georgia", "GEO"),
        ("Trains run between London and Hamilton in Ontario, Canada.", "Hamilton", "CAN"),
        ("Officials in Mexico and Mexico City met.", "Mexico", "MEX"),
    ],
)
def test_namesakes_are_told_apart(text: str, words: str, country: str) -> None:
    assert find_country(text, words) == country


def test_the_country_of_a_text_decides_between_namesakes() -> None:
    [alone] = find("The port of Valencia is busy.")
    [told] = find("The port of Valencia is busy.", country="VEN")
    assert alone.place.country == "ESP"
    assert told.place.country in ("ESP", "VEN")
    assert "VEN" in {place.country for place in (*alone.others, *told.others, told.place)}


def test_one_name_means_one_place_throughout_a_text() -> None:
    found = find("A fair was held in Paris, Texas. The mayor of Paris spoke. Paris was glad.")
    assert {one.place.country for one in found if one.text == "Paris"} == {"USA"}
    found = find("Lima is a village in Livingston County, New York. It lies in the Town of Lima.")
    assert {one.place.country for one in found if one.text == "Lima"} == {"USA"}


def test_a_river_is_not_the_state_that_it_is_called_as() -> None:
    assert name_places("Hanover lies on the Connecticut River in Ohio.") == ["Hanover", "Ohio"]


def test_the_reason_is_a_sentence_that_tells_what_decided() -> None:
    first, _ = find("He lives in Birmingham, Alabama.")
    assert first.reason.endswith(".")
    assert "Alabama is named beside it" in first.reason
    assert first.others


def test_adjectives_are_marked_and_carry_their_country() -> None:
    proposals = find_proposals("Chinese and japanische ships", gazetteer=load_gazetteer(), language="de")
    assert [(one.place.name, one.is_adjective) for one in proposals.places] == [
        ("China", True),
        ("Japan", True),
    ]


def test_a_name_in_dispute_is_called_by_its_neutral_form() -> None:
    assert name_places("Ships crossed the Persian Gulf and the Sea of Japan.") == [
        "the Gulf",
        "Sea of Japan / East Sea",
    ]
    assert name_places("the Diaoyu Islands; Senkaku Islands") == ["Senkaku / Diaoyu Islands"] * 2


WORDS = st.sampled_from(
    [
        *(
            "Paris",
            "Paris, Texas",
            "US",
            "U.S.",
            "Georgia",
            "東シナ海",
            "Straße von Hormus",
            "chinesische",
            "the Gulf",
        ),
        *(
            "\n\n",
            "\n",
            " ",
            "-\n",
            ". ",
            ", ",
            " and ",
            "\u00ad",
            "\u0301",
            "\ud7ff",
            "（",
            "200 km of ",
            "in 2013",
        ),
        *("closed", "from ", " to ", "Mr. ", "NATO", "İstanbul", "ﬁ", "SOUTH CHINA SEA", "{{7*7}}", "<b>"),
    ]
)
TEXTS = st.lists(WORDS | st.text(max_size=12), max_size=24).map("".join)


@given(TEXTS)
def test_offsets_always_give_the_words_and_never_overlap(text: str) -> None:
    found = find_proposals(text, gazetteer=load_gazetteer())
    for kind in (found.places, found.events, found.lanes, found.bands, found.closures, found.institutions):
        assert all(text[one.start : one.end] == one.text != "" for one in kind)
    for kind in (found.places, found.events, found.institutions):
        assert all(one.end <= other.start for one, other in itertools.pairwise(kind))
    assert all(0 <= one.confidence <= 1 and one.reason for one in found.places)
