"""Find running heads and page numbers in a text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

_DIGITS = re.compile(r"\d+")
_ROMAN = "(?=[ivxlc])c{0,3}(?:x[lc]|l?x{0,3})(?:i[vx]|v?i{0,3})"
_LABEL = "page|pages|pg|pp?|seite|s|página|pagina|pág|pag|str|стр|страница|sida|side|blz"
_TRIM = r"[ \t\xa0\-–—|·•.*~\[\]()<>{}]*"
_NUMBER = re.compile(
    rf"{_TRIM}(?:(?:{_LABEL})(?:\.\s*|\s+)|第\s*)?(?P<number>\d{{1,4}}|{_ROMAN})"
    rf"\s*(?:页|頁|ページ|쪽)?(?:\s*(?:/|of|von|de|di|sur|из|av)\s*\d{{1,4}})?{_TRIM}",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"[ \t]*(?:\d{1,4}[ \t]*[|·•–—][ \t]*[^\W\d_].{0,100}|.{0,100}\w[ \t]*[|·•–—][ \t]*\d{1,4})[ \t]*"
)
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
EDGE_LINES = 2
"""How many lines at the top and at the bottom of a page may be a running head, a note or a page number."""
_RUNS = 3
"""From this many pages on, an edge line that repeats is a running head."""
_NUMBERED = 2
LONGEST_LINE = 120
"""Most characters of a running head."""


def read_page_number(line: str) -> int | None:
    """Return the page number that a line consists of, in arabic or roman figures; none where it does not."""
    if len(line) > LONGEST_LINE:
        return None
    found = _NUMBER.fullmatch(line)
    if not found:
        return None
    number = found["number"]
    return int(number) if number.isdecimal() else _read_roman(number.lower())


def is_page_line(line: str) -> bool:
    """Tell whether a line reads as a page number, alone or parted from a title by a stroke."""
    return read_page_number(line) is not None or (
        len(line) <= LONGEST_LINE and _HEADED.fullmatch(line) is not None
    )


def shape_line(line: str) -> str:
    """Return a line with its figures made alike, as running heads are that count."""
    return _DIGITS.sub("#", " ".join(line.split()))


def list_running_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the lines at page edges that repeat, or that count the pages."""
    edges = [(page, line) for page, lines in enumerate(list_edges(text)) for line in lines]
    shapes = {line: shape_line(text[slice(*line)]) for _, line in edges}
    repeats = Counter(shape for shape, _ in {(shapes[line], page) for page, line in edges})
    numbers = {line: read_page_number(text[slice(*line)]) for _, line in edges}
    counted: dict[int, set[int]] = defaultdict(set)
    for page, line in edges:
        number = numbers[line]
        if number is not None:
            counted[number - page].add(page)
    for page, line in edges:
        number = numbers[line]
        is_number = number is not None and len(counted[number - page]) >= _NUMBERED
        if is_number or repeats[shapes[line]] >= _RUNS:
            yield line


def list_edges(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield for each page of a text with page breaks the places of its first and last lines."""
    pages = text.split("\f")
    offset = 0
    for page in pages if len(pages) > 1 else ():
        lines = [found.span() for found in re.finditer(r"[^\r\n]*[^\s][^\r\n]*", page)]
        edges = dict.fromkeys([*lines[:EDGE_LINES], *lines[-EDGE_LINES:]])
        yield [(offset + start, offset + end) for start, end in edges]
        offset += len(page) + 1


def _read_roman(number: str) -> int:
    values = [_ROMANS[letter] for letter in number]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
