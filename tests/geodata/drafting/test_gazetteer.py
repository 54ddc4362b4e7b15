"""The gazetteer tells places, and what else their names are."""

from typing import get_args

from geodata.drafting.gazetteer import Flag, load_gazetteer
from geodata.drafting.proposals import Kind


def test_a_name_is_found_in_several_languages() -> None:
    gazetteer = load_gazetteer()
    for name in ("Strait of Hormuz", "Straße von Hormus", "ホルムズ海峡", "霍尔木兹海峡"):
        assert [place.key for place in gazetteer.search(name)] == ["strait:strait-of-hormuz"]


def test_the_larger_namesake_comes_first() -> None:
    found = load_gazetteer().search("Birmingham")
    assert found[0].country == "GBR"
    assert "USA" in {place.country for place in found}


def test_every_place_has_a_known_kind_and_a_position() -> None:
    gazetteer = load_gazetteer()
    for name in (
        "Japan",
        "Bavaria",
        "Tokyo",
        "Rotterdam",
        "North Sea",
        "Suez Canal",
        "Nile",
        "Lake Chad",
        "Crete",
        "Alps",
    ):
        for place in gazetteer.search(name):
            assert place.kind in get_args(Kind)
            assert -90 <= place.latitude <= 90
            assert -180 <= place.longitude <= 180


def test_names_that_are_words_or_persons_are_marked() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.get_flags("Reading") & Flag.WORD
    assert gazetteer.get_flags("Florence") & Flag.GIVEN
    assert gazetteer.get_flags("Chinese") & Flag.ADJECTIVE
    assert not gazetteer.get_flags("Japan")
    assert not gazetteer.get_flags("Qwertzuiop")


def test_an_unknown_name_has_no_bearers() -> None:
    assert load_gazetteer().search("Qwertzuiop") == ()
