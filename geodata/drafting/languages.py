"""Guess the language of a text from its commonest words and letters."""

import re
from collections import Counter
from collections.abc import Mapping

USUAL = "en"
MOST_LETTERS = 20_000
"""Letters at the beginning of a text that are looked at."""
COMMON_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "that",
            "is",
            "for",
            "with",
            "as",
            "by",
            "it",
            "was",
            "are",
            "on",
            "this",
            "from",
            "which",
            "have",
            "not",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "und",
            "das",
            "ist",
            "nicht",
            "von",
            "den",
            "mit",
            "sich",
            "auf",
            "für",
            "des",
            "dem",
            "ein",
            "eine",
            "auch",
            "als",
            "zu",
            "wird",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "et",
            "est",
            "dans",
            "une",
            "que",
            "pour",
            "qui",
            "sur",
            "au",
            "du",
            "pas",
            "plus",
            "par",
            "avec",
            "sont",
            "ce",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "los",
            "las",
            "que",
            "en",
            "una",
            "por",
            "con",
            "para",
            "del",
            "se",
            "su",
            "como",
            "más",
            "pero",
            "sus",
            "al",
            "es",
            "lo",
            "un",
        ]
    ),
    "it": frozenset(
        [
            "il",
            "che",
            "di",
            "per",
            "una",
            "del",
            "non",
            "con",
            "sono",
            "della",
            "gli",
            "si",
            "le",
            "dei",
            "nel",
            "alla",
            "più",
            "anche",
            "come",
            "da",
        ]
    ),
    "nl": frozenset(
        [
            "het",
            "een",
            "van",
            "en",
            "dat",
            "niet",
            "zijn",
            "voor",
            "met",
            "op",
            "aan",
            "ook",
            "door",
            "maar",
            "naar",
            "bij",
            "wordt",
            "uit",
            "om",
            "er",
        ]
    ),
    "sv": frozenset(
        [
            "och",
            "att",
            "det",
            "som",
            "en",
            "är",
            "på",
            "av",
            "för",
            "med",
            "den",
            "till",
            "inte",
            "har",
            "om",
            "ett",
            "från",
            "var",
            "men",
            "vid",
        ]
    ),
    "da": frozenset(
        [
            "og",
            "at",
            "det",
            "som",
            "en",
            "er",
            "på",
            "af",
            "for",
            "med",
            "den",
            "til",
            "ikke",
            "har",
            "om",
            "et",
            "fra",
            "var",
            "men",
            "ved",
        ]
    ),
}
"""Language -> words that texts in it use most."""
_WORD = re.compile(r"[^\W\d_]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SCRIPT_SHARE = 0.15
"""Share of the letters from which a script tells the language."""


def guess_language(text: str) -> str:
    """Return the likeliest language of a text as an IETF tag; English where nothing tells."""
    part = text[:MOST_LETTERS]
    least = _SCRIPT_SHARE * sum(map(str.isalpha, part))
    for language, letters in (("ja", _KANA), ("ko", _HANGUL), ("zh", _HAN), ("ru", _CYRILLIC)):
        if least and len(letters.findall(part)) >= least:
            return language
    words = Counter(word.lower() for word in _WORD.findall(part))
    shares = {language: sum(words[word] for word in common) for language, common in COMMON_WORDS.items()}
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] else USUAL
