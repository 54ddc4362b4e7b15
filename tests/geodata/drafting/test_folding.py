"""A text is folded without losing where its letters stand."""

from hypothesis import given
from hypothesis import strategies as st

from geodata.drafting.folding import fold_name, fold_text


def test_accents_apostrophes_and_line_breaks_make_no_difference() -> None:
    assert fold_name("Médina‐Sidonia’s") == "Medina-Sidonia's"
    assert fold_text("Gulf of\n  Aden").key == "Gulf of Aden"
    assert fold_text("Sao\u0303 Paulo").key == "Sao Paulo"


def test_a_divided_word_is_put_together_and_a_compound_keeps_its_hyphen() -> None:
    assert fold_text("Indo-\nnesia").key == "Indonesia"
    assert fold_text("Port-\nAu-Prince").key == "Port-Au-Prince"


def test_a_blank_line_stays() -> None:
    assert fold_text("New\n\nYork").key == "New\nYork"


def test_letters_of_other_scripts_stay_as_they_are() -> None:
    assert fold_name("が韓국") == "が韓국"


@given(st.text(max_size=60))
def test_each_letter_of_the_key_has_its_place_in_the_text(text: str) -> None:
    folded = fold_text(text)
    assert len(folded.key) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    for start, end in zip(folded.starts, folded.ends, strict=True):
        assert 0 <= start < end <= len(text)
