"""Mask what is in a text but not of it: Markdown, HTML, entities, running heads and page numbers.

Masking replaces character by character, so that every offset in the masked text holds in the text as given.
Texts that are no Markdown pass through here too: only what cannot be meant otherwise is masked.
"""

import re
from collections.abc import Iterator
from html import unescape

from geodata.text.characters import JOINER, SUPERSCRIPTS
from geodata.text.running_lines import list_running_lines

_FRONT_MATTER = re.compile(
    r"\A\ufeff?(---[ \t]*\r?\n(?:(?:[\w.-]+[ \t]*:|[ \t]+\S|#|- )[^\n]*\n|[ \t]*\r?\n){1,200}"
    r"(?:---|\.\.\.))[ \t]*\r?$",
    re.MULTILINE,
)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    r"</?(?:article|blockquote|body|br|center|dd|details|div|dl|dt|figcaption|figure|h[1-6]|hr|html|li|main|nav"
    r"|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_RAISED = re.compile(r"<sup\b[^<>]{0,200}>(?:<[^<>]{1,500}>){0,3}(\d{1,3})<|(?<=[^\s\d^])\^(\d{1,3})\^(?!\w)")
_CARETS = re.compile(rf"(?<=[^\s^])(\^)[{SUPERSCRIPTS}]{{1,3}}(\^)")
_LABEL = r"(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.){0,500}+\]){1,1000}+"
_TARGET = (
    r"\(\s*(?:<[^<>\n]{0,2000}>|(?:[^()\s\\]|\\.|\((?:[^()\s]|\([^()\s]{0,500}+\)){0,500}+\)){0,2000}+)"
    r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?\s*\)"
)
_LINK = re.compile(rf"(?<!\\)(!?\[){_LABEL}(\]{_TARGET})")
_DEFINITION = re.compile(
    r"^ {0,3}(\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]+(?:<[^<>\n]+>|(?=\S*[/.#:])\S+)"
    r"(?:[ \t]+[\"'(][^\n]{0,500})?)[ \t]*$",
    re.MULTILINE,
)
_REFERENCE = re.compile(rf"(?<!\\)(!?\[)(?!\^)({_LABEL})(\](?:[ ]?\[([^\[\]\n]{{0,200}})\])?)(?![(:])")
_AUTOLINK = re.compile(
    r"(<)(?:[a-z][a-z0-9+.-]{1,30}:[^\s<>]{1,2000}|[\w.+-]{1,100}@[\w.-]{1,200})(>)", re.IGNORECASE
)
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.][\w-][^{}\n]{0,200}\}")
_CODE = re.compile(r"(?<![`\\])(`{1,2})(?!`)[^`\n]{1,500}(?<!`)(\1)(?!`)")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(\*{1,3})(?=[^\s*])[^*]{1,2000}?(?<=[^\s*\\])(\1)(?![*])"
    r"|(?<=\w)(\*{1,3})(?=\w)[^*\n]{1,200}(?<=\w)(\3)(?![\w*])"
    r"|(?<=[^\W\d_])(\*{1,3})(?=[^\W\d_]{3})[^\W\d_]{1,40}(?<=[^\W\d_]{3})(\5)(?=[^\W\d_])"
    r"|(?<![\w_\\])(_{1,3})(?=[^\s_])[^_]{1,2000}?(?<=[^\s_\\])(\7)(?![\w_])"
    r"|(?<![\w~\\])(~~)(?=[^\s~])[^~]{1,2000}?(?<=[^\s~\\])(~~)(?![\w~])"
)
_ESCAPE = re.compile(r"(\\)(?:[!-/:-@\[-`{-~]|(?=[ \t]*\r?\n))")
_QUOTED_LINE = re.compile(r"^[ \t]{0,3}((?:>[ \t]?)+)", re.MULTILINE)
_RULE = re.compile(r"(?:\A|\n[ \t]*\r?\n)[ \t]{0,3}((?:[-*_][ \t]*){3,})(?=\r?\n|\Z)")
_FENCE = re.compile(r"^ {0,3}((?:`{3,}|~{3,})[^`\n\r]{0,100})\r?$", re.MULTILINE)
_TABLE = re.compile(
    r"^[^\n]{0,5000}\|[^\n]{0,5000}\n[ \t]*(?=[^\n]*\|)\|?(?:[ \t]*+:?-++:?[ \t]*+\|?){1,50}+\r?\n"
    r"(?:[^\n]*\|[^\n]*(?:\n|\Z))*",
    re.MULTILINE,
)
_TABLE_RULE = re.compile(r"(?<!\\)\||:?-{3,}:?")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_NESTED_LINKS = 3
"""Most links and images inside each other."""
_LONE_RETURN = re.compile(r"\r(?!\n)")
_TO_RAISED = dict(zip("0123456789", SUPERSCRIPTS, strict=True))


def mask_markup(text: str) -> str:
    """Return a text of the same length without markup, running heads and page numbers.

    Line ends of a carriage return alone become line feeds, raised figures in markup the raised characters.
    """
    text = _LONE_RETURN.sub("\n", text)
    text = _mask(text, _list_comments(text), JOINER)
    text = _mask(text, _list_blanks(text), " ")
    letters = list(text)
    for place in _list_raised(text):
        letters[place] = _TO_RAISED.get(text[place], text[place])
    text = "".join(letters)
    text = _mask(text, _list_spans(text, (_INLINE_TAG, _NOTE, _ATTRIBUTES, _CARETS, _CODE)), JOINER)
    text = _mask_links(text)
    text = _mask(text, _list_spans(text, (_AUTOLINK, _EMPHASIS, _ESCAPE)), JOINER)
    letters = list(text)
    for entity in _ENTITY.finditer(text):
        meant = unescape(entity[0])
        if len(meant) == 1:
            letters[entity.start() : entity.end()] = meant + JOINER * (len(entity[0]) - 1)
    return "".join(letters)


def _mask(text: str, spans: Iterator[tuple[int, int]], filling: str) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = (letter if letter in "\n\r\f" else filling for letter in text[start:end])
    return "".join(letters)


def _list_comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4) + 3
        if end < start:
            return
        yield start, end
        start = text.find("<!--", end)


def _list_blanks(text: str) -> Iterator[tuple[int, int]]:
    """Yield what is as good as white space: rules, marks of tables and quotations, block elements."""
    yield from list_running_lines(text)
    yield from _list_spans(text, (_FRONT_MATTER, _QUOTED_LINE, _RULE, _FENCE, _BLOCK_TAG))
    for table in _TABLE.finditer(text):
        yield from (found.span() for found in _TABLE_RULE.finditer(text, *table.span()))


def _list_raised(text: str) -> Iterator[int]:
    for found in _RAISED.finditer(text):
        yield from range(*found.span(found.lastindex or 0))


def _mask_links(text: str) -> str:
    """Mask the brackets and targets of links, from the outermost inwards, and definitions of references."""
    definitions = list(_DEFINITION.finditer(text))
    names = {_name_reference(found[2]) for found in definitions}
    text = _mask(text, (found.span(1) for found in definitions), " ")
    for _ in range(_NESTED_LINKS):
        before = text
        text = _mask(text, _list_spans(text, (_LINK,)), JOINER)
        if names:
            text = _mask(text, _list_references(text, names), JOINER)
        if text == before:
            break
    return text


def _list_references(text: str, names: set[str]) -> Iterator[tuple[int, int]]:
    for found in _REFERENCE.finditer(text):
        if _name_reference(found[4] or found[2]) in names:
            yield from (found.span(1), found.span(3))


def _name_reference(label: str) -> str:
    return " ".join(label.replace(JOINER, "").casefold().split())


def _list_spans(text: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, int]]:
    """Yield the groups of each match, or the match where the pattern has no groups."""
    for pattern in patterns:
        for found in pattern.finditer(text):
            groups = range(1, pattern.groups + 1) if pattern.groups else (0,)
            yield from (found.span(group) for group in groups if found[group] is not None)
