"""Find note marks in a text: ¹, [1], 1), * and † behind a word, and figures set directly behind one."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from geodata.text.characters import INVISIBLE, SUPERSCRIPTS

_RAISED = f"[{SUPERSCRIPTS}]{{1,3}}"
_MARK = re.compile(
    rf"(?P<raised>[⁽(]?{_RAISED}(?:[,–-][ ]?{_RAISED})*[⁾)]?(?![{SUPERSCRIPTS}⁻⁺⁄/]))"
    r"|(?P<bracket>[\[［〔](?:\^?\d{1,3}(?:[ ]?[,–-][ ]?\d{1,3})*|\*{1,3}|[†‡]"
    r"|[Nn]ote[ ]\d{1,3}|注[ ]?\d{1,3})"
    r"[\]］〕](?:,[ ]?(?=\[\d{1,3}\]))?)"
    r"|(?P<letter>(?<=\S)\[[a-z]\]|[ᵃᵇᶜᵈ])"
    r"|(?P<inline>\^\[[^\[\]]{1,1000}\]|\[@[^\[\]]{1,300}\])"
    r"|(?P<round>\((?:\d{1,3}|\*{1,3})\)|[（(]注[ ]?\d{1,3}[)）])"
    r"|(?P<circled>(?<=\S)[①-⑳])"
    r"|(?P<symbol>(?<=[^\s*])\*{1,4}\)?|[†‡]{1,4}|(?<=\S)[§¶‖]{1,3})"
    r"|(?P<plain>(?<!\d)\d{1,3}(?:[,–-]\d{1,3})*\)?(?!\d))"
)
_BEFORE = re.compile(
    rf"(?P<word>(?:[^\W\d_]\.)*[^\W\d_]*)(?P<number>\d*)(?P<stop>[.,;:!?…)\]”\"’'»›]*)(?P<space>\s*)[{INVISIBLE}]*\Z"
)
_NOTE_LINE = re.compile(rf"^[ \t]*[\[(]?(?:(\d{{1,3}})[\]).:]?|({_RAISED})[⁾)]?)[ \t]+\S", re.MULTILINE)
_FIGURES = re.compile(r"\d{1,3}")
_TO_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")
_REACH = 40
"""Characters before a mark that decide whether it is one."""
_UNITS = {"m", "km", "cm", "mm", "dm", "µm", "nm", "ft", "yd", "mi", "nmi", "s", "h", "mc", "sq"}
_NUMBERED = {
    *("annex", "area", "article", "block", "category", "chapter", "class", "covid", "figure", "grade"),
    *("group", "level", "line", "mark", "model", "page", "part", "phase", "section", "sector", "stage"),
    *("step", "table", "tier", "track", "type", "unit", "version", "web", "zone"),
}
"""Words that are written with a figure of their own."""
_SHORTENED = {
    *("no", "nr", "nos", "fig", "figs", "p", "pp", "s", "art", "arts", "vol", "ch", "chap", "sec"),
    *("sect", "para", "paras", "eq", "tab", "ver", "v", "cl", "ed", "pt", "st", "op", "abs", "kap"),
    *("bd", "n", "cf", "al", "ca", "approx", "ibid", "ann", "app"),
}
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_WORD_LETTERS = 3
_ACRONYM_LETTERS = 4
_BASE_DIGITS = 3
"""From this many digits on, a number has a mark behind it rather than an exponent."""
_CLOSING = ".,;:!?…)]”’»›\"'"


@dataclass(frozen=True)
class NoteMark:
    """The mark of a note."""

    span: tuple[int, int]
    """Start and end in the text, with the white space that parts it from the word or stop around it."""
    words: str
    """The mark in plain characters."""


@dataclass(frozen=True)
class _Candidate:
    kind: str
    words: str
    start: int
    end: int
    word: str
    """Word before it."""
    number: str
    """Number before it."""
    stop: str
    """Punctuation before it."""
    spaced: bool
    after: str
    """The two characters after it."""


def list_note_marks(text: str) -> list[NoteMark]:
    """Return the marks of notes in a text, in order."""
    candidates = [_read_candidate(text, found) for found in _MARK.finditer(text)]
    certain = [candidate for candidate in candidates if _is_mark(candidate)]
    unsure = [candidate for candidate in candidates if _may_be_mark(candidate)]
    if unsure:
        known = _list_known(text, certain)
        certain += [candidate for candidate in unsure if known.issuperset(_list_figures(candidate.words))]
    certain.sort(key=lambda candidate: candidate.start)
    return [NoteMark(_widen(text, mark), mark.words) for mark in dict.fromkeys(certain)]


def _read_candidate(text: str, found: re.Match[str]) -> _Candidate:
    start, end = found.span()
    before = _BEFORE.search(text, max(start - _REACH, 0), start)
    kind, words = found.lastgroup or "", found[0].translate(_TO_PLAIN)
    if (
        words.endswith(")")
        and "(" not in words
        and kind in ("raised", "plain", "symbol")
        and _is_open(text, start)
    ):
        words, end = words[:-1], end - 1
    parts = (before["word"], before["number"], before["stop"]) if before else ("", "", "")
    spaced = not before or bool(before["space"]) or not any(parts)
    return _Candidate(kind, words, start, end, *parts, spaced, text[end : end + 2])


def _is_open(text: str, place: int) -> bool:
    """Tell whether a place lies inside round brackets."""
    near = text[max(place - 300, 0) : place]
    return near.count("(") > near.count(")")


def _is_mark(mark: _Candidate) -> bool:
    if mark.kind == "inline":
        return True
    if mark.after[:1].isalnum() and not (mark.kind == "raised" and mark.spaced):
        return False
    return _CHECKS[mark.kind](mark)


def _is_glued(mark: _Candidate) -> bool:
    return not mark.spaced


def _is_bracket(mark: _Candidate) -> bool:
    return mark.words != "[0]"


def _is_round(mark: _Candidate) -> bool:
    """Tell whether round brackets hold a mark; figures in them may be those of the text."""
    return _is_behind_word(mark) if mark.words[1:-1].isdecimal() else not mark.spaced


def _is_plain_mark(mark: _Candidate) -> bool:
    return _is_behind_word(mark) or _is_set_apart(mark)


def _is_raised_mark(mark: _Candidate) -> bool:
    if mark.spaced:
        return not mark.after[:1].isalnum() or (mark.after.isalpha() and len(mark.words) == 1)
    if mark.stop:
        return True
    if mark.number:
        return len(mark.number) >= _BASE_DIGITS and not mark.word
    is_power = mark.words in ("2", "3") and (mark.word in _UNITS or len(mark.word) == 1)
    return bool(mark.word) and not is_power


def _is_symbol(mark: _Candidate) -> bool:
    if mark.spaced:
        return mark.words[0] in "†‡" and bool(mark.word) and mark.after[:1] in (" ", *_CLOSING)
    if mark.words[0] == "§" and mark.after.strip()[:1].isdigit():
        return False
    return bool(mark.stop or mark.number) or len(mark.word) > 1


def _is_behind_word(mark: _Candidate) -> bool:
    """Tell whether figures stand directly behind a word in small letters or behind the end of a clause."""
    if not _fits(mark) or mark.number:
        return False
    word = mark.word.rpartition(".")[2]
    if mark.stop:
        return _ends_clause(word, mark.stop) and not mark.after[:1].isalnum()
    return len(mark.word) >= _WORD_LETTERS and word.islower() and word not in _NUMBERED


def _ends_clause(word: str, stop: str) -> bool:
    if len(word) < _WORD_LETTERS or stop[0] in ":(":
        return False
    return not (stop == "." and word.lower() in _SHORTENED)


def _is_set_apart(mark: _Candidate) -> bool:
    """Tell whether figures stand between a word in small letters and a stop, with spaces around them."""
    if mark.kind != "plain" or not mark.spaced or mark.stop or mark.number:
        return False
    lower = len(mark.word) >= _WORD_LETTERS and mark.word.islower() and mark.word not in _NUMBERED
    return lower and mark.after in (" .", " ,")


def _may_be_mark(mark: _Candidate) -> bool:
    """Tell whether figures are a mark if the text has their note or the marks beside them."""
    if mark.kind not in ("plain", "round") or mark.after[:1].isalnum():
        return False
    if mark.kind == "round" and mark.spaced:
        return bool(mark.word) and not mark.stop
    if not _fits(mark):
        return False
    if mark.number:
        return not mark.word and bool(_YEAR.fullmatch(mark.number)) and mark.stop in (".", ",", ".”", '."')
    word = mark.word.replace(".", "")
    is_name = len(word) >= _WORD_LETTERS and not word.isupper() and any(map(str.islower, word[1:]))
    is_acronym = word.isupper() and (len(word) >= _ACRONYM_LETTERS or "." in mark.word)
    return (is_name or is_acronym) and word.lower() != "covid"


def _fits(mark: _Candidate) -> bool:
    """Tell whether what stands around figures allows them to be a mark."""
    first, second = mark.after[:1], mark.after[1:]
    joined = first in tuple("-–/.,:'’") and second.isalnum()
    return not (mark.spaced or joined or first in ("°", "%"))


_CHECKS: dict[str, Callable[[_Candidate], bool]] = {
    "raised": _is_raised_mark,
    "bracket": _is_bracket,
    "letter": _is_glued,
    "circled": _is_glued,
    "round": _is_round,
    "symbol": _is_symbol,
    "plain": _is_plain_mark,
}


def _list_known(text: str, certain: list[_Candidate]) -> set[str]:
    """Return the numbers of notes that a text has, or that follow or precede those of certain marks."""
    known = {found[1] or found[2].translate(_TO_PLAIN) for found in _NOTE_LINE.finditer(text)}
    for mark in certain:
        for figure in _list_figures(mark.words):
            known |= {str(int(figure) - 1), str(int(figure) + 1)}
    return known


def _list_figures(words: str) -> list[str]:
    return _FIGURES.findall(words)


def _widen(text: str, mark: _Candidate) -> tuple[int, int]:
    """Return start and end of a mark; where a stop follows, with the white space before it."""
    start = mark.start
    following = text[mark.end : mark.end + _REACH].lstrip()[:1]
    if (following and following in _CLOSING) or not following:
        while start and text[start - 1].isspace():
            start -= 1
    end = mark.end
    if following in (".", ","):
        while text[end].isspace():
            end += 1
    return start, end
