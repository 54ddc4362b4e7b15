"""Mask what is in a text but not of it: Markdown, entities, running heads and page numbers.

Masking replaces character by character, so that every offset in the masked text holds in the text as given.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from html import unescape

from geodata.characters import JOINER

_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->)){0,300}+-->")
_TAG = re.compile(
    r"</?(?:b|i|em|strong|u|s|sup|sub|span|small|br|mark)(?: [^<>\n]{0,200})?/?>", re.IGNORECASE
)
_LINK = re.compile(r"(!?\[)[^\[\]\n]{1,500}(\]\([^()\s]{0,2000}(?: \"[^\"\n]{0,500}\")?\))")
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(\*{1,3})(?=[^\s*])[^*]{1,2000}?(?<=[^\s*\\])(\1)(?![\w*])"
    r"|(?<![\w_\\])(_{1,3})(?=[^\s_])[^_]{1,2000}?(?<=[^\s_\\])(\3)(?![\w_])"
    r"|(?<![`\\])(`)[^`\n]{1,500}(`)(?!`)"
)
_ESCAPE = re.compile(r"(\\)[!-/:-@\[-`{-~]")
_QUOTED_LINE = re.compile(r"^[ \t]{0,3}((?:>[ \t]?)+)", re.MULTILINE)
_RULE = re.compile(r"(?:\A|\n[ \t]*\r?\n)[ \t]{0,3}((?:[-*_][ \t]*){3,})(?=\r?\n|\Z)")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 2
"""How many lines at the top and at the bottom of a page may be a running head, a note or a page number."""
_RUNS = 3
"""From this many pages on, an edge line that repeats is a running head."""
_NUMBERED = 2


def mask_markup(text: str) -> str:
    """Return a text of the same length without markup, running heads and page numbers."""
    letters = list(text)
    for start, end in _list_running_lines(text):
        letters[start:end] = " " * (end - start)
    for start, end in _list_markup(text):
        letters[start:end] = JOINER * (end - start)
    for pattern in (_QUOTED_LINE, _RULE):
        for start, end in (found.span(1) for found in pattern.finditer(text)):
            letters[start:end] = " " * (end - start)
    for entity in _ENTITY.finditer(text):
        meant = unescape(entity[0])
        if len(meant) == 1:
            letters[entity.start() : entity.end()] = meant + JOINER * (len(entity[0]) - 1)
    return "".join(letters)


def _list_markup(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_COMMENT, _TAG, _NOTE):
        yield from (found.span() for found in pattern.finditer(text))
    for pattern in (_LINK, _EMPHASIS, _ESCAPE):
        for found in pattern.finditer(text):
            groups = range(1, (pattern.groups) + 1)
            yield from (found.span(group) for group in groups if found[group] is not None)


def _list_running_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the lines at page edges that repeat, or that count the pages."""
    edges = [(page, line) for page, lines in enumerate(_list_edges(text)) for line in lines]
    repeats = Counter(key for key, _ in {(_shape(text[slice(*line)]), page) for page, line in edges})
    counted: dict[int, set[int]] = defaultdict(set)
    for page, line in edges:
        number = text[slice(*line)].strip(" \t-–—|·[]()")
        if number.isdecimal():
            counted[int(number[:6]) - page].add(page)
    numbered = {
        (page, first) for first, pages in counted.items() if len(pages) >= _NUMBERED for page in pages
    }
    for page, line in edges:
        words = text[slice(*line)]
        number = words.strip(" \t-–—|·[]()")
        is_number = number.isdecimal() and (page, int(number[:6]) - page) in numbered
        if is_number or repeats[_shape(words)] >= _RUNS:
            yield line


def _list_edges(text: str) -> Iterator[Iterable[tuple[int, int]]]:
    """Yield for each page of a text with page breaks the places of its first and last lines."""
    pages = text.split("\f")
    offset = 0
    for page in pages if len(pages) > 1 else ():
        lines = [found.span() for found in re.finditer(r"[^\r\n]*[^\s][^\r\n]*", page)]
        edges = dict.fromkeys([*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]])
        yield [(offset + start, offset + end) for start, end in edges]
        offset += len(page) + 1


def _shape(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))
