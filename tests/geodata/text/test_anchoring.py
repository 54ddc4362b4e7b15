"""Any quote cut from any text is found in its place however the text is set; any altered quote is refused."""

from dataclasses import dataclass

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geodata.errors import AnchorError
from geodata.text.paragraphs import anchor_passages
from geodata.text.quotes import Selector, anchor_quote

SPACED = (
    "The",
    "harbour-master",
    "counted",
    "nine",
    "ships",
    "“twice”",
    "it’s",
    "filed",
    "Straße",
    "café",
    "1,978",
)
SPACED += ("officials", "wait,", "löschen", "Überseehafen", "порт", "non-proliferation", "–", "office")
UNSPACED = tuple("霧が北から来たので水先案内人岸に残り茶飲港务长数了九艘船")
SPACES = (" ", " ", "  ", "\u00a0", "\u2009", "\n", "\r\n", "\n\n", "\f", "\n  \n", "\u2028", " \u200b")
HYPHENS = ("-\n", "\u00ad\n", "-\r\n", "\u2010\n\n", "\u00ad", "-\n\f")
TYPES = str.maketrans({"“": '"', "”": "„", "’": "'", "–": "—"})
COMPOSED = {"é": "e\u0301", "ö": "o\u0308", "Ü": "U\u0308", "ffi": "\ufb03", "fi": "\ufb01"}


@dataclass(frozen=True)
class Setting:
    """A text as a printer set it."""

    text: str
    """The text."""
    places: tuple[tuple[int, int], ...]
    """Start and end of each word in it."""


@st.composite
def draw_word(draw: st.DrawFn, word: str) -> str:
    """Return a word in other typography, perhaps divided at a line end."""
    if draw(st.booleans()):
        word = word.translate(TYPES)
    for plain, other in COMPOSED.items():
        if draw(st.booleans()):
            word = word.replace(plain, other)
    if word.isalpha() and word.isascii() and len(word) > 3 and draw(st.booleans()):
        at = draw(st.integers(2, len(word) - 2))
        return word[:at] + draw(st.sampled_from(HYPHENS)) + word[at:]
    if "-" in word and draw(st.booleans()):
        return word.replace("-", draw(st.sampled_from(("\u2010", "\u2011", "-\n", "-\r\n\r\n"))))
    return word


@st.composite
def draw_setting(draw: st.DrawFn, words: list[str], *, spaced: bool) -> Setting:
    """Return words as a printer might set them."""
    text, places = draw(st.sampled_from(("", "\ufeff", "\n", "\u3000"))), []
    for word in words:
        shown = draw(draw_word(word)) if spaced else word
        places.append((len(text), len(text) + len(shown)))
        text += shown
        text += draw(st.sampled_from(SPACES if spaced else ("", "", "", "\n", "\r\n\r\n", "\f", "\u3000")))
    return Setting(text, tuple(places))


@st.composite
def draw_case(draw: st.DrawFn) -> tuple[Setting, list[str], int, int, bool]:
    """Return a set text, its words, and the first and last word (not included) of a quote from it."""
    spaced = draw(st.booleans())
    words = draw(st.lists(st.sampled_from(SPACED if spaced else UNSPACED), min_size=3, max_size=30))
    first = draw(st.integers(0, len(words) - 2))
    last = draw(st.integers(first + 1, len(words)))
    return draw(draw_setting(words, spaced=spaced)), words, first, last, spaced


@settings(deadline=None)
@given(draw_case())
def test_a_quote_is_found_in_its_place_however_the_text_is_set(
    case: tuple[Setting, list[str], int, int, bool],
) -> None:
    setting, words, first, last, spaced = case
    assume(words[first] != "–" and words[last - 1] != "–")
    join = " ".join if spaced else "".join
    wanted = Selector("X1", join(words[first:last]), join(words[:first]), join(words[last:]))
    anchor = anchor_quote(setting.text, wanted)
    assert (anchor.start, anchor.end) == (setting.places[first][0], setting.places[last - 1][1])


@settings(deadline=None)
@given(st.data())
def test_a_quote_with_one_altered_word_is_refused(data: st.DataObject) -> None:
    setting, words, first, last, spaced = data.draw(draw_case())
    quoted = words[first:last]
    at = data.draw(st.integers(0, len(quoted) - 1))
    kind = data.draw(st.sampled_from(("other", "missing", "added")))
    if kind == "other":
        quoted[at] = "gulls" if spaced else "鴎"
    elif kind == "added":
        quoted.insert(at, "gulls" if spaced else "鴎")
    else:
        assume(len(quoted) > 2 and 0 < at < len(quoted) - 1)
        del quoted[at]
        assume("–" not in (quoted[0], quoted[-1]))  # a dash at an end is passed over
        runs = (words[start : start + len(quoted)] for start in range(len(words)))
        assume(quoted not in runs)
    with pytest.raises(AnchorError):
        anchor_quote(setting.text, Selector("X1", (" " if spaced else "").join(quoted)))


@settings(deadline=None)
@given(st.data())
def test_a_quote_with_one_altered_letter_is_refused(data: st.DataObject) -> None:
    words = data.draw(st.permutations([word for word in SPACED if word != "–"]))
    setting = data.draw(draw_setting(list(words), spaced=True))
    quote = " ".join(words[2:14])
    place = data.draw(st.integers(0, len(quote) - 1))
    letter = data.draw(st.sampled_from("aeiouxyzбは"))
    assume(quote[place].isalpha() and quote[place] != letter)
    with pytest.raises(AnchorError, match="not in the text"):
        anchor_quote(setting.text, Selector("X1", quote[:place] + letter + quote[place + 1 :]))


@settings(deadline=None)
@given(st.data())
def test_the_paragraph_of_a_set_text_reads_as_it_was_written(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from([word for word in SPACED if word.isalpha()]), min_size=4))
    spaces = st.sampled_from((" ", "\n", "\r\n", "\u00a0", "  "))
    text = "".join(f"{word}{data.draw(spaces)}" for word in words)
    [passage] = anchor_passages([Selector("X1", " ".join(words))], text)
    assert passage.paragraph.text.split() == words
    highlight = passage.highlight
    assert passage.paragraph.text[highlight.start : highlight.end].split() == words
