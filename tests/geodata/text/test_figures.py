"""Figures of a text and of its translation, compared by their values."""

from decimal import Decimal
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.i18n.translator import Translator
from geodata.text.figures import compare_figures

SAME = [
    ("de", "1,234 nm", "1.234 sm"),
    ("de", "1,234 nm", "1\u202f234 sm"),
    ("de", "12.5 km on 24 September 2013", "12,5 km am 24. September 2013"),
    ("de", "4.9 million barrels a day", "4,9 Millionen Barrel am Tag"),
    ("de", "four nations, 5 straits", "vier Staaten, fünf Meerengen"),
    ("de", "twenty-one states", "einundzwanzig Staaten"),
    ("de", "twenty-one states", "21 Staaten"),
    ("de", "a three-day visit", "ein dreitägiger Besuch"),
    ("de", "the third term began in May", "im 5. Monat begann die 3. Amtszeit"),
    ("de", "CC0 1.0, on 15 April 2013", "CC0 1.0, am 15.4.2013"),
    ("de", "on 15 April, CC0 1.0.", "am 15.4., CC0 1.0."),
    ("de", "one of two sides", "eine der Seiten"),
    ("de", "A2/AD over 5 km²", "A2/AD auf 5 km²"),
    ("ja", "15 April 2013", "2013年4月15日"),
    ("ja", "October 2013", "２０１３年１０月"),
    ("ja", "almost 25,000 ships", "約2万5000隻"),
    ("ja", "75.6 million tonnes", "7560万トン"),
    ("ja", "1,234 km", "1,234キロ"),
    ("ja", "five straits and a canal", "五つの海峡と1つの運河"),
    ("ja", "eleven members", "11か国"),
]
OTHER = [
    ("de", "1,234 nm", "1,234 sm", {1234}, {Decimal("1.234")}),
    ("de", "five straits", "sechs Meerengen", {5}, {6}),
    ("de", "in 2013", "im Jahr 2014", {2013}, {2014}),
    ("de", "about 170 km away", "weit entfernt", {170}, set()),
    ("de", "far away", "170 km entfernt", set(), {170}),
    ("ja", "April 2013", "2013年5月", set(), {5}),
    ("ja", "five straits", "六つの海峡", {5}, set()),
    ("ja", "25,000 ships", "25万隻", {25000}, {250000}),
]


@pytest.mark.parametrize(("language", "source", "text"), SAME)
def test_the_same_figures_may_be_written_otherwise(language: str, source: str, text: str) -> None:
    assert compare_figures(source, text, languages=("en", language)) == (set(), set())


@pytest.mark.parametrize(("language", "source", "text", "lacking", "strange"), OTHER)
def test_another_figure_is_found(
    language: str, source: str, text: str, lacking: set[Decimal], strange: set[Decimal]
) -> None:
    assert compare_figures(source, text, languages=("en", language)) == (lacking, strange)


@given(st.integers(13, 10**9), st.sampled_from(["de", "ja"]))
def test_a_number_as_the_translator_writes_it_is_the_same(number: int, language: str) -> None:
    written = Translator(language, NullTranslations()).format_number(number, ",d")
    assert compare_figures(f"{number:,} km", f"{written} km", languages=("en", language)) == (set(), set())
