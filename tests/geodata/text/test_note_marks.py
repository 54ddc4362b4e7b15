"""Marks of notes are passed over, figures of the text never; what interrupts a sentence is set aside."""

import re
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geodata.errors import AnchorError
from geodata.text.note_marks import list_note_marks
from geodata.text.paragraphs import AnchoredPassage, anchor_passage, prepare_text
from geodata.text.quotes import Selector

PAGE = "Some words. The council of the harbour has to{between}decide before the spring. It is late."
QUOTE = "The council of the harbour has to decide before the spring"
TEXT = (
    "The ferries of the sound¹ carry 1,978 men,2 and in 2013 a U-2 flew over the A2. CO2 rose by 12 km² "
    "or more, the G7[3] said “so”⁴ of COVID-19, and “the F-35* went”5 to DF-21 (see H2O). At 5:30 the "
    "light† failed."
)
QUOTES = (
    "The ferries of the sound carry 1,978 men, and in 2013 a U-2 flew over the A2.",
    "CO2 rose by 12 km² or more, the G7 said “so” of COVID-19",
    "“the F-35 went” to DF-21 (see H2O). At 5:30 the light failed",
)


def anchor(text: str, quote: str) -> AnchoredPassage:
    return anchor_passage(Selector("X1", quote), prepare_text(text))


@pytest.mark.parametrize(
    "mark",
    [
        *(
            "1",
            "12",
            "1,2",
            "¹",
            "¹²",
            "¹,²",
            "¹⁾",
            "⁽¹⁾",
            "1)",
            "(1)",
            "[1]",
            "[1, 2]",
            "[1–3]",
            "[1][2]",
            "[a]",
        ),
        *(
            "*",
            "**",
            "†",
            "‡",
            "§",
            "①",
            "ᵃ",
            "[*]",
            "[note 1]",
            " ¹",
            " [1]",
            " †",
            "\n¹\n",
            "[^1]",
            "^[So says p. 4.]",
        ),
        *(
            "<sup>1</sup>",
            "<sup><a href='#n1'>1</a></sup>",
            "[[1]](#n1)",
            "^1^",
            r"\*",
            "[@harbour2013, p. 4]",
        ),
    ],
)
def test_a_mark_behind_a_word_is_passed_over(mark: str) -> None:
    text = f"They say the ferries of the sound{mark} run at night, and on."
    passage = anchor(text, "the ferries of the sound run at night")
    assert text[passage.anchor.start : passage.anchor.end].startswith("the ferries of the sound")
    assert text[passage.anchor.start : passage.anchor.end].endswith("run at night")


@pytest.mark.parametrize(
    "end",
    [
        "sound.1",
        "sound1.",
        "sound 1 .",
        "sound1 .",
        "sound.¹",
        "sound¹.",
        "sound. [1]",
        "sound [1].",
        "sound.*",
    ],
)
def test_a_mark_beside_a_stop_is_passed_over(end: str) -> None:
    assert anchor(f"These are the ferries of the {end} The night fell.", "ferries of the sound. The night")


def test_a_mark_behind_a_name_counts_where_the_text_has_its_note() -> None:
    text = "The fleet of Japan1 sailed."
    with pytest.raises(AnchorError, match=r"\[-Japan-\] \{\+Japan1\+\}"):
        anchor(text, "fleet of Japan sailed")
    assert anchor(f"{text}\n\n1 Harbour report, p. 4.\n", "fleet of Japan sailed")


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        *(("the A2 road", "the A road"), ("a U-2 flew", "a U flew"), ("an F-35 came", "an F came")),
        *(("the DF-21 missile", "the DF missile"), ("the DF21 missile", "the DF missile")),
        *(("in 2013 they", "in they"), ("in 2013 they", "in 20 they"), ("in 2013 they", "in 201 they")),
        *(
            ("the G7 met", "the G met"),
            ("the COVID-19 wave", "the COVID wave"),
            ("the COVID19 wave", "the COVID wave"),
        ),
        *(("CO2 rose", "CO rose"), ("CO₂ rose", "CO rose"), ("H2O is", "HO is"), ("mp3 files", "mp files")),
        *(("12 km² of", "12 km of"), ("10⁶ ships", "10 ships"), ("m³ of", "m of"), ("²³⁵U in", "U in")),
        *(
            ("counted 12 ships", "counted ships"),
            ("ships (12) and", "ships and"),
            ("Article 5(1) says", "Article 5 says"),
        ),
        *(
            ("the No.1 ship", "the No. ship"),
            ("the type2 ships", "the type ships"),
            ("day 2, then", "day, then"),
        ),
        *(
            ("at 5:30 he", "at 5: he"),
            ("3.5 men", "3. men"),
            ("1,978 men", "1, men"),
            ("the B2B firm", "the BB firm"),
        ),
        *(
            ("passage D3 says", "passage D says"),
            ("over 12 km of", "over 12 km1 of"),
            ("the sound is", "the sound¹ is"),
        ),
        *(("the sound¹ is", "the sound² is"), ("l’11 mai", "l’ mai")),
    ],
)
def test_a_figure_of_the_text_is_no_mark(said: str, quoted: str) -> None:
    with pytest.raises(AnchorError, match="not in the text"):
        anchor(f"They wrote that {said} in the end.", f"wrote that {quoted} in the end")


@pytest.mark.parametrize("quote", QUOTES)
def test_figures_stay_where_marks_are_passed_over(quote: str) -> None:
    assert anchor(TEXT, quote)


@settings(deadline=None)
@given(st.sampled_from(QUOTES), st.data())
def test_a_quote_with_any_letter_or_figure_altered_is_refused_and_the_difference_marked(
    quote: str, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from([at for at, letter in enumerate(quote) if letter.isalnum()]))
    letter = data.draw(st.sampled_from("aeixyz0123456789ба"))
    assume(letter != unicodedata.normalize("NFKC", quote[place]))
    altered = quote[:place] + letter + quote[place + 1 :]
    with pytest.raises(AnchorError, match="not in the text") as caught:
        anchor(TEXT, altered)
    assert any(kind == "quote" and letter in words for kind, words in caught.value.changes)


@settings(deadline=None)
@given(st.sampled_from(QUOTES), st.data())
def test_a_quote_that_lacks_a_letter_or_figure_is_refused_and_the_difference_marked(
    quote: str, data: st.DataObject
) -> None:
    inner = range(1, len(quote) - 1)
    place = data.draw(st.sampled_from([at for at in inner if quote[at].isalnum()]))
    with pytest.raises(AnchorError, match="not in the text") as caught:
        anchor(TEXT, quote[:place] + quote[place + 1 :])
    assert {kind for kind, _ in caught.value.changes} > {"same"}


@settings(deadline=None)
@given(st.text(alphabet="ab A1²¹[]()*†.,\n", max_size=60))
def test_marks_lie_in_the_text_one_after_the_other(text: str) -> None:
    spans = [mark.span for mark in list_note_marks(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@pytest.mark.parametrize(
    "between",
    [
        *(
            "\n\n12\n\n",
            "\n\n12\n\f",
            "\n12\n\f",
            "\f12\n",
            "\n\nxiv\n\n\f",
            "\niv\n\f",
            "\n- 12 -\n\f",
            "\n\n第3页\n\n\f",
        ),
        *("\nSeite 3\n\f", "\nPage 3 of 10\n\f", "\n12 | Harbour report\n\f", "\nHarbour report | 12\n\f"),
        *(
            "\n\n1 Harbour council, p. 4.\n\n1\n\f",
            "\n1 Harbour council, p. 4.\n\f",
            "\n\n¹ Council.\n² Sea.\n\n12\n\f",
        ),
        *("\n\n* Harbour council, p. 4.\n\n\f", "\n\n† Harbour council.\n\n", "\n\n[1] Harbour council.\n\n"),
        *(
            "\n\n[^1]: Harbour council, p. 4.\n\n",
            "\n____\n1 Harbour council.\n12\n\f",
            "\n---\n1 Harbour council.\n\f",
        ),
        *(
            "\n\n1 Council, p. 4,\nand more.\n\n12\n\fHARBOUR REPORT\n\n",
            "\n\n1. Council.\n2. See above.\n\n\f",
        ),
    ],
)
def test_a_note_or_page_number_inside_a_sentence_is_set_aside(between: str) -> None:
    passage = anchor(PAGE.format(between=between), QUOTE)
    assert passage.paragraph.text == PAGE.format(between=" ")
    highlight = passage.highlight
    assert passage.paragraph.text[highlight.start : highlight.end] == QUOTE


def test_a_note_that_is_set_aside_is_a_paragraph_of_its_own() -> None:
    text = PAGE.format(between="\n\n1 Harbour council, p. 4.\n\n1\n\f")
    assert anchor(text, "Harbour council, p. 4").paragraph.text == "1 Harbour council, p. 4."
    assert anchor(text, "It is late").paragraph.text == PAGE.format(between=" ")


@pytest.mark.parametrize(
    "between",
    [
        "\n\nA note without a mark, which goes on.\n\n\f",
        "\n\nThe mayor, too, was asked.\n\n",
        "\n\n12 ships were there, all of them late.\n\n",
        "\n\n1. Wait,\n2. or not.\n\n",
    ],
)
def test_what_may_be_no_note_is_shown_as_the_words_between(between: str) -> None:
    with pytest.raises(AnchorError, match="other words stand between its own") as caught:
        anchor(PAGE.format(between=between), QUOTE)
    (before, first), (kind, words), (after, last) = caught.value.changes
    assert (before, kind, after) == ("same", "text", "same")
    assert words == " ".join(between.split())
    assert f"{first} {last}" == QUOTE


def test_a_head_that_repeats_on_two_pages_is_set_aside() -> None:
    text = "Toy Report\nIt began. The council had\n\fToy Report\nto wait for the\n\fspring. It came."
    assert re.search("had to wait for the spring", anchor(text, "had to wait for the spring").paragraph.text)
