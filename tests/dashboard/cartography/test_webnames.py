"""The names that the browser chooses among."""

from dashboard.cartography.rows import name_row, read_names, write_names
from geodata.names import Names

MOLE = Names(en="Outer Mole", dual="Mole / Pier", ja="突堤", zh_hans="码头", local="突堤")


def test_a_row_is_called_by_its_neutral_name() -> None:
    assert name_row({"name_en": "Mole", "name_dual": "Mole / Pier"}) == "Mole / Pier"
    assert name_row({"name_en": "Mole", "name_dual": "", "name_ja": float("nan")}) == "Mole"


def test_a_row_is_called_by_another_policy() -> None:
    assert name_row({"name_en": "Mole", "name_ja": "突堤"}, "ja") == "突堤"


def test_names_come_back_from_the_columns_of_a_row() -> None:
    assert read_names(MOLE.columns) == MOLE


def test_the_browser_gets_each_name_that_differs_from_the_neutral_one_with_fallbacks_applied() -> None:
    assert write_names(MOLE) == {
        "name": "Mole / Pier",
        "name_local": "突堤",
        "name_en": "Outer Mole",
        "name_ja": "突堤",
        "name_zh-hans": "码头",
        "name_zh-hant": "码头",
    }
    assert write_names(Names(en="Mole", ja="Mole")) == {"name": "Mole"}
