"""Figures in a text of one language, by their values: numbers, years, dates and distances."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import product

_NO_DATE = r"(?!(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.)"
_VERSION = re.compile(r"\d+\.\d{1,2}")
LEAST_WORD = 3
"""Least number that counts as a figure where it is written as a word: one and two are ordinary words, too."""
_ONES_EN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_TEENS_EN = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS_EN = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ONES_DE = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
]
_TEENS_DE = ["dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]
_TENS_DE = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_ONES_JA = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Notation:
    """How a language writes figures."""

    group: str
    """Characters between groups of three digits, as a class of a regular expression."""
    decimal: str
    """Character before the decimals."""
    scales: Mapping[str, int] = field(default_factory=dict)
    """Word or sign after a number -> what the number is multiplied by."""
    words: Mapping[str, int] = field(default_factory=dict)
    """Words for whole numbers."""
    hints: Mapping[str, int] = field(default_factory=dict)
    """Words that another language may write with a number: months, ordinals, `both`."""
    spaced: bool = True
    """Whether spaces stand between words."""
    adding: bool = False
    """Whether scaled numbers are added up, as in 2万5000."""

    @property
    def number(self) -> str:
        """Regular expression of a number in digits."""
        decimals = rf"(?:{re.escape(self.decimal)}\d+)?"
        version = rf"{_NO_DATE}\d+\.\d{{1,2}}(?!\.?\d)"
        return rf"(?:{version}|\d{{1,3}}(?:[{self.group}]\d{{3}})+(?!\d){decimals}|\d+{decimals})"

    def read_number(self, written: str) -> Decimal:
        """Return the value of a number in digits; `2.0` is the number of a version in any language."""
        if _VERSION.fullmatch(written):
            return Decimal(written)
        return Decimal(re.sub(rf"[{self.group}]", "", written).replace(self.decimal, "."))


def _count_en() -> dict[str, int]:
    tens = {word: 20 + 10 * number for number, word in enumerate(_TENS_EN)}
    joined = {
        f"{ten}-{one}": value + number
        for (ten, value), (number, one) in product(tens.items(), enumerate(_ONES_EN[:10]))
        if number
    }
    return dict(zip(_ONES_EN + _TEENS_EN, range(20), strict=True)) | tens | joined | {"hundred": 100}


def _count_de() -> dict[str, int]:
    tens = {word: 20 + 10 * number for number, word in enumerate(_TENS_DE)}
    ones = ["", "ein", *_ONES_DE[2:10]]
    joined = {
        f"{one}und{ten}": value + number
        for (ten, value), (number, one) in product(tens.items(), enumerate(ones))
        if number
    }
    return dict(zip(_ONES_DE + _TEENS_DE, range(20), strict=True)) | tens | joined | {"hundert": 100}


def _count_ja() -> dict[str, int]:
    def write(number: int) -> str:
        tens, ones = divmod(number, 10)
        head = ("" if tens == 1 else _ONES_JA[tens]) + "十" if tens else ""
        return head + (_ONES_JA[ones] if ones or not tens else "")

    return {write(number): number for number in range(1, 100)} | {"百": 100}


NOTATIONS: Mapping[str, Notation] = {
    "en": Notation(
        group=",",
        decimal=".",
        scales={"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
        words=_count_en(),
        hints={word: number for number, word in enumerate(_ORDINALS_EN, start=1)}
        | {month: number for number, month in enumerate(_MONTHS_EN, start=1)}
        | {"a": 1, "an": 1, "single": 1, "once": 1, "alone": 1, "each": 1, "every": 1}
        | {"both": 2, "twice": 2, "double": 2, "pair": 2, "dozen": 12, "half": 2, "quarter": 4},
    ),
    "de": Notation(
        group=".\u00a0\u2009\u202f",
        decimal=",",
        scales={
            **dict.fromkeys(("Tausend", "tausend"), 10**3),
            **dict.fromkeys(("Million", "Millionen", "Mio."), 10**6),
            **dict.fromkeys(("Milliarde", "Milliarden", "Mrd."), 10**9),
            **dict.fromkeys(("Billion", "Billionen"), 10**12),
        },
        words=_count_de(),
    ),
    "ja": Notation(
        group=",",
        decimal=".",
        scales={"千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12},
        words=_count_ja(),
        spaced=False,
        adding=True,
    ),
}
"""How the languages write figures whose texts are compared."""
PLAIN = Notation(group=",", decimal=".")
"""How a language writes them of which nothing is known."""


def compare_figures(
    source: str, text: str, *, languages: tuple[str, str]
) -> tuple[set[Decimal], set[Decimal]]:
    """Return the figures of a text that its translation lacks, and those that the translation alone has.

    A figure may be written in digits in one and as a word in the other.

    Parameters
    ----------
    source, text
        The text and its translation.
    languages
        Their languages as IETF tags.
    """
    ours, theirs = (NOTATIONS.get(language, PLAIN) for language in languages)
    source, text = _fold(source), _fold(text)
    told = _read_figures(source, ours) | _find_words(source, ours.words, least=LEAST_WORD)
    translated = _read_figures(text, theirs)
    lacking = {value for value in told - translated if not _is_worded(value, text, theirs)}
    hinted = _find_words(source, {**ours.words, **ours.hints})
    own = translated | (_find_words(text, theirs.words, least=LEAST_WORD) if theirs.spaced else set())
    return lacking, own - told - hinted


def _fold(text: str) -> str:
    """Return a text with plain digits; what stands above the line, as in km², is no figure."""
    raised = "".join(" " if "<super>" in unicodedata.decomposition(one) else one for one in text)
    return "".join(
        unicodedata.normalize("NFKC", one) if unicodedata.category(one) == "Nd" else one for one in raised
    )


def _read_figures(text: str, notation: Notation) -> set[Decimal]:
    """Return the values of the numbers in digits; digits behind a letter belong to a name, such as A2/AD."""
    scales = "|".join(map(re.escape, sorted(notation.scales, key=len, reverse=True))) or "(?!)"
    ended = r"(?![^\W\d_])" if notation.spaced else ""
    part = re.compile(rf"({notation.number})(?:[ \u00a0\u202f]?({scales}){ended})?")
    whole = rf"(?:{part.pattern})+" if notation.adding else part.pattern
    return {
        sum(
            (
                notation.read_number(number) * notation.scales.get(scale, 1)
                for number, scale in part.findall(found[0])
            ),
            Decimal(0),
        )
        for found in re.finditer(rf"(?<![A-Za-z\d]){whole}", text)
    }


def _find_words(text: str, words: Mapping[str, int], *, least: int = 0) -> set[Decimal]:
    """Return the numbers, from the least on, that stand in a text as words, the longest words first."""
    pattern = _compile_words(tuple(words))
    found = (*pattern.findall(text), *pattern.findall(text.lower()))
    return {Decimal(words[word]) for word in found if words[word] >= least}


@lru_cache(maxsize=8)
def _compile_words(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)")


def _is_worded(value: Decimal, text: str, notation: Notation) -> bool:
    """Tell whether a translation says a number as a word, alone or at the beginning of one."""
    words = (word for word, number in notation.words.items() if number == value)
    return any(word in text.lower() for word in words)
