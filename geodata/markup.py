"""Mask what is in a text but not of it: Markdown, entities, running heads and page numbers.

Masking replaces character by character, so that every offset in the masked text holds in the text as given.
"""

import re
from collections.abc import Iterator
from html import unescape

from geodata.characters import JOINER
from geodata.running_lines import list_running_lines

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


def mask_markup(text: str) -> str:
    """Return a text of the same length without markup, running heads and page numbers."""
    letters = list(text)
    for start, end in list_running_lines(text):
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
