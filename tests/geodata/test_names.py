"""Naming policies: which of its names a thing is called by, and what its names are in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.layers.loading import find_layer
from geodata.names import NEUTRAL, POLICIES, Names, Policy
from geodata.packs.gazetteer import Gazetteer, format_layer_name, read_gazetteer
from geodata.packs.pack import Pack
from geodata.records.feature_tables import Feature
from geodata.records.layers import Layer

MOLE = Names(
    en="Outer Mole",
    dual="Mole / Pier",
    ja="突堤",
    romaji="Tottei",
    zh_hans="码头",
    zh_hant="碼頭",
    pinyin="Mǎtou",
)
NAMES = st.builds(
    Names,
    en=st.text(min_size=1),
    **{field: st.text() for field in Names.model_fields if field != "en"},
)


@pytest.mark.parametrize(
    ("policy", "name"),
    [
        ("dual", "Mole / Pier"),
        ("local", "Mole / Pier"),
        ("en", "Outer Mole"),
        ("ja", "突堤"),
        ("zh-hans", "码头"),
        ("zh-hant", "碼頭"),
    ],
)
def test_a_policy_chooses_among_the_names(policy: Policy, name: str) -> None:
    assert MOLE.call(policy) == name


@pytest.mark.parametrize(
    ("policy", "missing", "name"),
    [
        ("dual", ["dual"], "Outer Mole"),
        ("ja", ["ja"], "Tottei"),
        ("ja", ["ja", "romaji"], "Mole / Pier"),
        ("zh-hans", ["zh_hans"], "碼頭"),
        ("zh-hant", ["zh_hant"], "码头"),
        ("zh-hant", ["zh_hant", "zh_hans"], "Mǎtou"),
        ("zh-hans", ["zh_hant", "zh_hans", "pinyin", "dual"], "Outer Mole"),
    ],
)
def test_a_missing_name_falls_back_in_the_order_that_is_written_down(
    policy: Policy, missing: list[str], name: str
) -> None:
    assert MOLE.model_copy(update=dict.fromkeys(missing, "")).call(policy) == name


@given(NAMES, st.sampled_from(POLICIES))
def test_nothing_is_ever_without_a_name(names: Names, policy: Policy) -> None:
    assert names.call(policy) in set(names.model_dump().values()) - {""}


@pytest.mark.parametrize(
    ("states", "local"),
    [
        (["Japan"], "突堤"),
        (["Japan", "China", "Taiwan"], "突堤 / 码头 / 碼頭"),
        (["Taiwan", "China"], "碼頭 / 码头"),
        (["China", "Vietnam"], "Mole / Pier"),
        ([], "Mole / Pier"),
    ],
)
def test_a_local_name_has_the_forms_of_all_sides_or_none(states: list[str], local: str) -> None:
    assert MOLE.localise(states).call("local") == local


def test_a_form_that_two_sides_share_stands_once() -> None:
    shared = Names(en="North Island", ja="北小島", zh_hans="北小岛", zh_hant="北小島 / 北島")
    assert shared.localise(["Japan", "China", "Taiwan"]).local == "北小島 / 北小岛 / 北島"


def test_a_local_name_in_the_table_stands() -> None:
    given_name = MOLE.model_copy(update={"local": "De Pier"})
    assert given_name.localise(["Japan"]).call("local") == "De Pier"


@pytest.mark.parametrize(
    ("texts", "states"),
    [
        ({"administered_by": "Japan", "claimed_by": "China; Taiwan"}, ("Japan", "China", "Taiwan")),
        ({"occupied_by": "Taiwan, since 1956", "claimed_by": "China; Taiwan"}, ("Taiwan", "China")),
        ({"occupied_by": "none", "claimed_by": "China; Brunei (waters)"}, ("China", "Brunei")),
        ({}, ()),
    ],
)
def test_who_is_in_possession_comes_first(texts: dict[str, str], states: tuple[str, ...]) -> None:
    assert Feature(id="mole", names=MOLE, figures={}, texts=texts, sources=()).states == states


def test_names_in_a_sentence_follow_the_policy_the_longer_before_the_shorter() -> None:
    gazetteer = Gazetteer([MOLE, Names(en="Mole", ja="堤")])
    text = "From Mole / Pier to the Outer Mole and the Mole, past Molehill."
    assert gazetteer.rewrite(text, "ja") == "From 突堤 to the 突堤 and the 堤, past Molehill."
    assert gazetteer.rewrite(text, "dual") == text.replace("Outer Mole", "Mole / Pier")


@given(st.text(), st.sampled_from(POLICIES))
def test_without_names_a_sentence_stays(text: str, policy: Policy) -> None:
    assert Gazetteer([]).rewrite(text, policy) == text


def test_a_name_is_text_and_no_pattern() -> None:
    gazetteer = Gazetteer([Names(en="M.*e (old)", ja=r"\1{{7*7}}")])
    assert gazetteer.rewrite("Mole, M.*e (old).", "ja") == r"Mole, \1{{7*7}}."


def test_a_layer_is_called_by_its_own_names_those_of_its_row_or_its_title(nato_pack: Pack) -> None:
    gazetteer = read_gazetteer(nato_pack)
    called = {
        layer_id: format_layer_name(nato_pack, find_layer(nato_pack, layer_id), "ja", gazetteer=gazetteer)
        for layer_id in ("senkaku-diaoyu", "east-china-sea", "senkaku-distances", "band-medium-range")
    }
    assert called == {
        "senkaku-diaoyu": "尖閣諸島",
        "east-china-sea": "東シナ海",
        "senkaku-distances": "Distances from 魚釣島",
        "band-medium-range": "Medium-range ballistic missiles, 1,500 km",
    }


def test_states_keep_their_names_in_a_sentence(nato_pack: Pack) -> None:
    text = "Japan administers them; China and Taiwan claim them."
    assert all(read_gazetteer(nato_pack).rewrite(text, policy) == text for policy in POLICIES)


def test_the_neutral_name_of_a_layer_is_its_title(nato_pack: Pack) -> None:
    record = find_layer(nato_pack, "senkaku-diaoyu").model_dump(by_alias=True) | {"title": "Islands"}
    with pytest.raises(ValueError, match="'Senkaku / Diaoyu Islands' is not the title 'Islands'"):
        Layer.model_validate(record)


def test_every_disputed_feature_of_the_pack_has_a_name_by_each_policy(nato_pack: Pack) -> None:
    [rows] = [rows for file, rows in nato_pack.tables.items() if "senkaku_diaoyu" in file]
    for feature in rows:
        called = {policy: feature.names.localise(feature.states).call(policy) for policy in POLICIES}
        assert called[NEUTRAL] == feature.names.dual
        assert feature.names.ja in called["local"]
        assert feature.names.zh_hans in called["local"]
        assert len(set(called.values())) >= 5
