"""The language of a run: of the link, else of the settings, else of the browser."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.i18n.translator import find_language, load_translator
from dashboard.session import language
from tests.support.app import ENTRY


def show_home(**params: str) -> AppTest:
    page = AppTest.from_file(str(ENTRY), default_timeout=180)
    page.query_params.update(params)
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        (["de-AT"], "de"),
        (["fr-FR", "ja-JP"], "ja"),
        (["de_CH.UTF-8"], "de"),
        (["C.UTF-8"], None),
        (["fr"], None),
        (["EN-gb"], "en"),
        ([], None),
    ],
)
def test_the_first_language_that_there_is_among_wishes_is_found(wishes: list[str], found: str | None) -> None:
    assert find_language(wishes) == found


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("de-DE,de;q=0.9,en;q=0.5", ["de-DE", "de", "en"]),
        ("en;q=0.5, ja", ["ja", "en"]),
        ("de;q=0, en", ["en"]),
        ("de;q=x, en", ["en"]),
        ("", [""]),
    ],
)
def test_the_header_of_a_browser_is_read_by_weight(header: str, tags: list[str]) -> None:
    assert language._read_header(header) == tags  # noqa: SLF001 - the wishes of a browser have no other way in


@pytest.fixture
def _german_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(st.context), "locale", property(lambda _self: "de-DE"))


def read_link(page: AppTest) -> dict[str, str]:
    told = page.query_params.items()
    return {name: value if isinstance(value, str) else value[-1] for name, value in told}


def read_language(page: AppTest) -> str:
    [choice] = [box for box in page.selectbox if "language_choice" in str(box.key)]
    return str(choice.value)


def test_a_link_says_the_language_and_keeps_saying_it() -> None:
    page = show_home(lang="ja")
    assert read_language(page) == "ja"
    assert read_link(page)["lang"] == "ja"
    assert page.session_state["language"] == "ja"


def test_an_unknown_language_of_a_link_is_told_and_passed_over() -> None:
    page = show_home(lang="xx")
    assert read_language(page) == "en"
    assert "lang" in page.toast[0].value
    assert "lang" not in read_link(page)


@pytest.mark.usefixtures("_german_browser")
def test_without_a_link_the_language_is_the_one_that_the_browser_wishes() -> None:
    assert read_language(show_home()) == "de"
    assert read_language(show_home(names="ja")) == "de"
    page = show_home(lang="en")
    assert read_language(page) == "en"


def test_the_setting_changes_the_language_and_goes_along_to_other_pages() -> None:
    page = show_home(lang="de")
    [choice] = [box for box in page.selectbox if "language_choice" in str(box.key)]
    assert choice.options == ["English", "Deutsch", "日本語"]
    choice.set_value("ja").run()
    assert read_link(page)["lang"] == "ja"
    page.switch_page("dashboard/pages/export.py")
    page.query_params.clear()
    page.run()
    assert read_link(page)["lang"] == "ja"
    labels = [box.label for box in page.selectbox]
    assert load_translator("ja").translate("Format") in labels
