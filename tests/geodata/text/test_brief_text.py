"""A text set anew keeps its quotes in place, altered ones are refused; no other sentence of a brief is here.

The text is that of the brief where SEABRIEF_TEXT names it, else our own speaker notes of the pack.
"""

import os
import random
import re
import subprocess
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.installation import ROOT
from dashboard.packs import PACK
from geodata.errors import AnchorError
from geodata.packs.pack import MAX_QUOTED_WORDS, find_text, read_pack
from geodata.records.brief import MAX_QUOTE_WORDS, count_words
from geodata.text.documents import decode_manuscript, read_document
from geodata.text.normalization import fold_text
from geodata.text.quotes import Selector, anchor_quote, find_quote
from tests.support.pdfs import write_pdf

TEXT_FILE = find_text(PACK, os.environ.get("SEABRIEF_TEXT"))
SEED = 20131018
QUOTE_WORDS = 16
RUN_WORDS = 8
"""Words in a row from which on two texts are not alike by chance."""
NAMES = ("Organization for Security and Co-operation in Europe",)
"""Names so long that they are a run by themselves; names are free to use."""
TYPES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", '"': "“", "'": "’", "–": "-"})


@dataclass(frozen=True)
class Sample:
    """A text with quotes from it."""

    text: str
    """The text."""
    quotes: tuple[Selector, ...]
    """The quotes, each of which stands once."""


def list_letters(text: str) -> str:
    """Return the letters and digits of a text, which no setting changes."""
    return re.sub(r"[\W_]", "", text)


def cut_quotes(text: str) -> tuple[Selector, ...]:
    """Return a quote from each paragraph that is long enough."""
    paragraphs = [paragraph.split() for paragraph in text.split("\n\n")]
    cut = [" ".join(words[3 : 3 + QUOTE_WORDS]) for words in paragraphs if len(words) > QUOTE_WORDS + 3]
    return tuple(Selector(f"P{number}", quote) for number, quote in enumerate(cut, start=1))


@pytest.fixture(scope="module")
def sample() -> Sample:
    pack = read_pack(PACK)
    if TEXT_FILE:
        return Sample(read_document(TEXT_FILE).text, tuple(passage.selector for passage in pack.passages))
    text = "\n\n".join(line for scene in pack.scenes for line in scene.notes.splitlines())
    return Sample(text, cut_quotes(text))


def hyphenate(text: str) -> str:
    """Divide every seventh long word at a line end, where chance has it."""
    chance = random.Random(SEED)  # noqa: S311 - where to divide words

    def divide(found: re.Match[str]) -> str:
        word = found[0]
        at = chance.randint(3, len(word) - 3)
        return f"{word[:at]}-\n{word[at:]}" if chance.random() < 1 / 7 else word

    return re.sub(r"(?<![\w-])[a-z]{7,}(?![\w-])", divide, text)


def print_pdf(text: str) -> str:
    """Return a text as it is read from a PDF that was made of it."""
    lines = [
        line
        for block in text.split("\n\n")
        for line in ("", *textwrap.wrap(block, 90, break_on_hyphens=False))
    ]
    pages = [lines[first : first + 50] for first in range(0, len(lines), 50)]
    placed = [[(60.0, 780 - 14.0 * row, line) for row, line in enumerate(page) if line] for page in pages]
    return decode_manuscript(write_pdf(placed), "brief.pdf").text


SETTINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "40 columns": lambda text: "\n\n".join(textwrap.fill(block, 40) for block in text.split("\n\n")),
    "one line": lambda text: " ".join(text.split()),
    "hyphens": hyphenate,
    "hyphens in 40 columns": lambda text: re.sub(r"(?<=\S) (?=\S)", "\n", hyphenate(text)),
    "other quotation marks": lambda text: text.translate(TYPES),
    "PDF": print_pdf,
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_quote_of_a_text_set_anew_is_found_in_its_place(sample: Sample, setting: str) -> None:
    text = SETTINGS[setting](sample.text)
    folded, letters = fold_text(text), list_letters(sample.text)
    assert list_letters(text) == letters
    assert len(sample.quotes) >= 17
    for selector in sample.quotes:
        quoted = list_letters(selector.exact)
        assert letters.count(quoted) == 1
        anchor = anchor_quote(folded, selector)
        assert list_letters(text[anchor.start : anchor.end]) == quoted
        assert len(list_letters(text[: anchor.start])) == letters.index(quoted)


def alter_quotes(sample: Sample, count: int) -> Iterator[str]:
    """Yield quotes with a word missing, added, exchanged or written otherwise; none stands in the text."""
    chance = random.Random(SEED)  # noqa: S311 - what to alter
    words, letters = sample.text.split(), list_letters(sample.text)
    while count:
        quote = chance.choice(sample.quotes).exact.split()
        at, kind = chance.randrange(1, len(quote) - 1), chance.choice("madl")
        if kind == "m":
            del quote[at]
        elif kind == "a":
            quote.insert(at, chance.choice(words))
        elif kind == "d":
            quote[at] = chance.choice(words)
        else:
            place = chance.randrange(len(quote[at]))
            quote[at] = quote[at][:place] + chance.choice("aeinrst") + quote[at][place + 1 :]
        altered = " ".join(quote)
        if list_letters(altered) not in letters:
            count -= 1
            yield altered


def test_of_a_thousand_altered_quotes_none_is_accepted(sample: Sample) -> None:
    folded = fold_text(sample.text)
    altered = list(alter_quotes(sample, 1000))
    assert [quote for quote in altered if find_quote(folded, quote)] == []
    for quote in altered[::50]:
        with pytest.raises(AnchorError, match="the quote is not in the text"):
            anchor_quote(folded, Selector("P1", quote))


def test_quotes_are_few_and_short() -> None:
    words = [count_words(passage.quote) for passage in read_pack(PACK).passages]
    assert sum(words) <= MAX_QUOTED_WORDS == 380
    assert max(words) <= MAX_QUOTE_WORDS == 25


def list_tracked() -> list[Path]:
    """Return the files of the project as git knows them; where there is no git, those of its folders."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"],  # noqa: S607 - whichever git there is
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        folders = ("dashboard", "docs", "geodata", "seeds", "tests")
        listed = [str(path.relative_to(ROOT)) for folder in folders for path in (ROOT / folder).rglob("*")]
    return [path for name in listed if name and (path := ROOT / name).is_file()]


def list_words(text: str) -> list[str]:
    """Return the words of a text in small letters, without marks and line breaks inside words."""
    return re.findall(r"\w+", re.sub(r"(?<=\w)[-\u00ad]\s+(?=[a-z])", "", text).casefold())


def hide_names(words: list[str]) -> list[str]:
    """Return words in which each long name is one word."""
    text = f" {' '.join(words)} "
    for name in NAMES:
        text = text.replace(f" {' '.join(list_words(name))} ", " § ")
    return text.split()


def list_runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + RUN_WORDS]) for start in range(len(words) - RUN_WORDS + 1)}


def test_runs_of_words_are_found_whatever_stands_between_them() -> None:
    brief = "One two three four five six seven eight nine."
    code = '"one two, three four " "five six seven"\n "eight"'
    assert list_runs(list_words(brief)) & list_runs(list_words(code))
    assert not list_runs(list_words(brief)) & list_runs(list_words("one two three four, five six seven nine"))


@pytest.mark.skipif(TEXT_FILE is None, reason="SEABRIEF_TEXT does not name the full text")
def test_no_file_of_the_project_holds_another_sentence_of_the_brief() -> None:
    assert TEXT_FILE
    pack = read_pack(PACK)
    brief = list_runs(hide_names(list_words(read_document(TEXT_FILE).text)))
    allowed = {run for passage in pack.passages for run in list_runs(list_words(passage.quote))}
    record = pack.brief.model_dump().values()
    allowed |= list_runs(list_words(" ".join(map(str, record))))
    found = {}
    for path in list_tracked():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        runs = list_runs(hide_names(list_words(content.decode("utf-8", errors="ignore"))))
        if strays := (runs & brief) - allowed:
            found[str(path.relative_to(ROOT))] = sorted(" ".join(run) for run in strays)
    assert found == {}
