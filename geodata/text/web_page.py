"""Read the text of a web page.

`geodata.text.documents` calls it in a confined process, so that no file can harm the application.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from geodata.errors import Message, SeaBriefError

MAX_DEPTH = 250
"""Most elements inside each other."""
LEFT_OUT = frozenset(
    (
        *("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "iframe"),
        *("svg", "math", "object", "video", "audio", "canvas", "button", "select", "head", "figure"),
    )
)
"""Elements whose text is none of the author's."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre"),
        *("table", "tr", "td", "th", "body", "hr", *HEADINGS),
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_META = {
    "title": ("citation_title", "dc.title", "og:title"),
    "author": ("author", "citation_author", "dc.creator", "article:author"),
    "publisher": ("citation_publisher", "dc.publisher", "og:site_name"),
    "date": ("citation_publication_date", "article:published_time", "dc.date", "date"),
    "rights": ("dc.rights", "copyright", "rights"),
}
"""Fields of the record -> the names of the `meta` elements that hold them, the best first."""


def read_web_page(content: bytes) -> dict[str, Any]:
    """Return the text of a web page, its headings marked as in Markdown, and what it says of itself.

    Returns
    -------
    dict
        `text`; `properties`, by the names of the fields of a record and `language`.

    Raises
    ------
    SeaBriefError
        There is no element in it, or its elements lie too deep inside each other.
    """
    try:
        content.decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = None
    parser = html.HTMLParser(encoding=encoding, no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SeaBriefError(Message("There is no text in the page.")) from error
    return {"text": "\n\n".join(_list_blocks(_find_article(page))), "properties": _read_properties(page)}


def _find_article(page: html.HtmlElement) -> html.HtmlElement:
    """Return the element that holds the article: the one `main` or `article`, else the whole body."""
    for path in ("//main", "//article"):
        found = page.xpath(path)
        if len(found) == 1:
            return found[0]
    found = page.xpath("//body")
    return found[0] if found else page


def _list_blocks(article: html.HtmlElement) -> Iterator[str]:
    """Yield paragraphs and headings in order."""
    pieces: list[str] = []
    level = 0
    for kind, value in _walk(article, 0):
        if kind == "text":
            pieces.append(value)
            continue
        words = " ".join("".join(pieces).split())
        pieces.clear()
        if words:
            yield f"{'#' * level} {words}" if level else words
        level = HEADINGS.get(value, 0)
    if words := " ".join("".join(pieces).split()):
        yield words


def _walk(element: html.HtmlElement, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the pieces of text of an element, and where its blocks begin (with their tags) and end."""
    if depth > MAX_DEPTH:
        raise SeaBriefError(
            Message("More than {most} elements of the page lie inside each other.", most=MAX_DEPTH)
        )
    if not isinstance(element.tag, str) or element.tag in LEFT_OUT or _is_hidden(element):
        return
    is_block = element.tag in BLOCKS
    if is_block:
        yield "block", element.tag
    if element.tag == "br":
        yield "text", " "
    yield "text", element.text or ""
    for child in element:
        yield from _walk(child, depth + 1)
        yield "text", child.tail or ""
    if is_block:
        yield "block", ""


def _is_hidden(element: html.HtmlElement) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or element.get("role") in ("navigation", "doc-footnote", "doc-endnotes", "banner", "contentinfo")
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _read_properties(page: html.HtmlElement) -> dict[str, str]:
    told: dict[str, str] = {}
    for meta in page.xpath("//meta[@content]"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        told.setdefault(name, " ".join(meta.get("content").split()))
    found = {
        field: next((told[name] for name in names if told.get(name)), "") for field, names in _META.items()
    }
    title = " ".join(page.findtext(".//title", default="").split())
    found["title"] = found["title"] or title
    found["language"] = page.get("lang", "").strip()
    return {field: value for field, value in found.items() if value}
