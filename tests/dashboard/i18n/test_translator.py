"""A translator: messages, plurals, errors, numbers and dates in one language; which language a thread has."""

import pickle
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.exports.request import ExportRequest
from dashboard.i18n import translator
from dashboard.i18n.messages import Plural, Text
from dashboard.i18n.texts import ENGLISH, Texts, get_texts, make_texts
from dashboard.i18n.translator import get_translator, list_languages, load_translator, tell, use_language
from geodata.errors import (
    AnchorError,
    Message,
    PackError,
    SeaBriefError,
    UnknownIdError,
    UploadError,
    join_messages,
)

GERMAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Sea lanes"
msgstr "Seewege"

msgctxt "names of a place"
msgid "Local"
msgstr "Ortsüblich"

msgid "and {count} more source"
msgid_plural "and {count} more sources"
msgstr[0] "und {count} weitere Quelle"
msgstr[1] "und {count} weitere Quellen"

msgid "{file}: {problem}"
msgstr "Datei {file}: {problem}"

msgid "The file has {count:,} vertices; at most {max_vertices:,} can be shown."
msgstr "Von {max_vertices:,} Ecken sind {count:,} zu viele."

msgid "layer"
msgstr "Ebene"

msgid "There is no {kind} {unknown!r}."
msgstr "Unbekannt: {kind} {unknown!r}."

msgid "{km:,.0f} km ({nm:,.0f} nm)"
msgstr "{km:,.0f} km ({nm:,.0f} sm)"
"""


@pytest.fixture(autouse=True)
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let German be a language, with the messages above."""
    path = tmp_path / "de" / "LC_MESSAGES" / "seabrief.po"
    path.parent.mkdir(parents=True)
    path.write_text(GERMAN, encoding="utf-8")
    monkeypatch.setattr(translator, "LOCALES", tmp_path)
    load_translator.cache_clear()
    yield
    load_translator.cache_clear()


def test_a_language_is_there_when_its_catalogue_is() -> None:
    assert list_languages() == ("en", "de")
    with pytest.raises(UnknownIdError, match="There is no language 'fr'"):
        load_translator("fr")


def test_a_message_that_a_catalogue_lacks_is_english() -> None:
    with use_language("de"):
        assert get_texts().sea_lanes == "Seewege"
        assert get_texts().copy_link == "Copy link"
    assert get_texts().sea_lanes == "Sea lanes"


def test_a_word_of_two_meanings_is_translated_by_its_context() -> None:
    with use_language("de"):
        assert get_texts().policies["local"] == "Ortsüblich"


def test_a_plural_has_the_form_for_its_number() -> None:
    with use_language("de"):
        assert [get_texts().more_sources.format(count) for count in (1, 2)] == [
            "und 1 weitere Quelle",
            "und 2 weitere Quellen",
        ]
    assert ENGLISH.more_sources.format(1) == "and 1 more source"


def test_numbers_and_dates_are_written_the_way_of_the_language() -> None:
    german = load_translator("de")
    assert german.format_number(1234.5, ",.1f") == "1.234,5"
    assert german.format_number(0.5, ".0%") == "50\N{NO-BREAK SPACE}%"
    assert [german.format_date(date) for date in ("2013", "2013-10", "2013-10-05")] == [
        "2013",
        "Oktober 2013",
        "5. Oktober 2013",
    ]
    assert [german.format_date(text) for text in ("", "n.d.", "2013-13")] == ["", "n.d.", "2013-13"]
    assert german.join_words(["a", "b", "c"]) == "a, b und c"
    with use_language("de"):
        assert get_texts().length.format(km=1852, nm=1000) == "1.852 km (1.000 sm)"


def test_english_numbers_are_those_of_python() -> None:
    english = load_translator("en")
    for value, spec in ((1234567.891, ",.2f"), (-0.125, "+.1%"), (0.00001, "g"), (7, ","), (3.14159, ".10g")):
        assert english.format_number(value, spec) == format(value, spec)


def test_an_error_is_told_in_another_language_from_its_template_and_values() -> None:
    problem = Message(
        "The file has {count:,} vertices; at most {max_vertices:,} can be shown.",
        count=3000,
        max_vertices=2000,
    )
    error = UploadError("a.kml", problem)
    assert str(error) == "a.kml: The file has 3,000 vertices; at most 2,000 can be shown."
    assert load_translator("de").tell(error) == "Datei a.kml: Von 2.000 Ecken sind 3.000 zu viele."
    assert load_translator("de").tell(UnknownIdError("layer", "x", ())) == "Unbekannt: Ebene 'x'."
    with use_language("de"):
        assert get_texts().pack_refused.format(problem=error).endswith(f" {tell(error)}")


def test_a_sentence_without_values_may_hold_braces() -> None:
    assert Message("{{7*7}} and {") == "{{7*7}} and {"
    assert SeaBriefError("a {brace}").message.values == {}
    assert load_translator("de").tell(SeaBriefError("a {brace}")) == "a {brace}"


def test_values_of_strangers_are_put_in_once() -> None:
    message = Message("{file}: {problem}", file="{problem}{0}", problem="{file}")
    assert message == "{problem}{0}: {file}"
    assert load_translator("de").tell(message) == "Datei {problem}{0}: {file}"


def test_a_message_survives_the_way_to_another_process() -> None:
    message = pickle.loads(pickle.dumps(Message("{file}: {problem}", file="a", problem="b")))  # noqa: S301
    assert (message, message.template, message.values) == (
        "a: b",
        "{file}: {problem}",
        {"file": "a", "problem": "b"},
    )
    assert pickle.loads(pickle.dumps(ENGLISH.sea_lanes)) == "Sea lanes"  # noqa: S301


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PackError("a.toml", "", "", "Bad."), "a.toml: Bad."),
        (PackError("a.toml", "row 1", "id", "Bad."), "a.toml, row 1, field id: Bad."),
        (AnchorError("D1", "not there."), "passage D1: not there."),
        (
            AnchorError("D1", "no.", changes=[("quote", "a"), ("text", "b")]),
            "passage D1: no. The nearest place: “[-a-] {+b+}” ([-the quote-], {+the text+}).",
        ),
        (UnknownIdError("layer", "lan", ["lane"]), "There is no layer 'lan'. Did you mean lane?"),
        (SeaBriefError(join_messages(" ", ["a {x}", Message("b {n}", n=1)])), "a {x} b 1"),
    ],
)
def test_an_error_says_in_english_what_it_always_said(error: SeaBriefError, told: str) -> None:
    assert str(error) == told == load_translator("en").tell(error)


def test_each_thread_has_its_own_language() -> None:
    told: list[str] = []
    with use_language("de"):
        thread = threading.Thread(target=lambda: told.append(get_translator().language))
        thread.start()
        thread.join()
        told.append(get_translator().language)
    assert told == ["en", "de"]


def test_an_export_request_keeps_its_language_on_the_way_to_the_worker() -> None:
    request = ExportRequest("svg", ("scene",), language="de")
    assert ExportRequest.from_json(request.to_json()).language == "de"


def _show_words() -> None:
    import streamlit as st  # noqa: PLC0415 - the function is run as a script of its own

    from dashboard.i18n.texts import get_texts  # noqa: PLC0415 - as above
    from dashboard.session.language import read_language  # noqa: PLC0415 - as above

    def note() -> None:
        st.session_state["said"] = get_texts().sea_lanes

    @st.fragment
    def show_fragment() -> None:
        st.button("press", on_click=note)
        st.write(f"fragment: {get_texts().sea_lanes}")

    read_language()
    st.write(f"page: {get_texts().sea_lanes}")
    show_fragment()
    st.write(f"callback: {st.session_state.get('said', '')}")


@pytest.mark.parametrize(("language", "word"), [("de", "Seewege"), ("en", "Sea lanes")])
def test_page_fragment_and_callback_speak_the_language_of_the_session(language: str, word: str) -> None:
    app = AppTest.from_function(_show_words)
    app.query_params["lang"] = language
    app.run()
    app.button[0].click().run()
    assert [text.value for text in app.markdown] == [
        f"page: {word}",
        f"fragment: {word}",
        f"callback: {word}",
    ]
    assert get_texts().sea_lanes == "Sea lanes"  # the thread of the test has no session


def test_no_attribute_stands_in_two_tables() -> None:
    tables = [table for table in Texts.__mro__ if table.__module__.startswith("dashboard.i18n")]
    names = [
        name for table in tables for name, value in vars(table).items() if isinstance(value, Text | Plural)
    ]
    assert len(names) == len(set(names)) > 300


def test_tables_are_made_once_for_a_translator() -> None:
    assert make_texts(load_translator("de")) is make_texts(load_translator("de"))


def test_no_message_hides_one_of_another_table() -> None:
    names = Counter(name for table in Texts.__mro__ for name in vars(table) if not name.startswith("__"))
    assert [name for name, count in names.items() if count > 1] == []
