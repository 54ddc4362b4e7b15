"""Write the text panel of a slide: title, takeaway, legend, tables, quote and footer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import shapely

from dashboard.exports.deck.blocks import (
    BLOCK_GAP,
    Block,
    Column,
    Place,
    keep_fitting,
    list_blocks,
    stack_blocks,
)
from dashboard.exports.deck.metrics import count_lines, fit_line, measure_height, measure_wide
from dashboard.exports.deck.shapes import Pen, Sheet
from dashboard.exports.deck.text import find_title, place_shape
from dashboard.i18n.texts import get_texts
from dashboard.layout.fonts import split_words, wrap_text
from dashboard.layout.furniture import fit_sources
from dashboard.layout.page import Page, Rect, lay_slide
from dashboard.layout.type_styles import TEXT_STYLES, TextStyle
from dashboard.theme import PX_PER_PT, Stroke
from dashboard.wording.scene_text import SceneWords
from geodata.names import Policy

MARGIN, TALL_MARGIN = 40, 32
COLUMN_PX = {"top": 14.0, "bottom": 10.0}
"""Room above and below the blocks of a column under a map."""
TITLE_SHARES = (1, 0.97, 0.94, 0.91, 0.88, 0.85, 0.82)
"""Sizes at which a title is tried, as shares of its own."""
BLOCK_SHARES = (1, 0.95, 0.9, 0.85)
"""Sizes at which quote, legend and tables are tried, as shares of their own."""
AS_OF_PX = 240
LEAST_WORDS_PX, WORDS_STEP_PX, MOST_WORDS = 180, 10, 0.6
"""Heights that are tried for the words under a map: least, step, and most as a share of the page."""


Setting = tuple[tuple[Column, Rect], list[tuple[Block, Column, float]], list[str]]
"""Column and box of the quote, blocks with their places, and the headings of those left out."""


@dataclass(frozen=True)
class Panel:
    """The words of a slide and how they are set."""

    words: SceneWords
    policy: Policy

    def fit_title(self, page: Page) -> TextStyle:
        """Return the style of the title on a page."""
        return fit_title(self.words.title, page, self.policy)

    def fit_page(self, shape: float, sheet: Sheet) -> Page:
        """Return the page of a slide of a shape; a map above its words is as tall as they leave room for."""
        page = lay_slide(shape)
        if not page.column_rects:
            return page
        column = _open_head(sheet, page, self.policy)
        head = self._measure_head(page, column)
        heights = range(LEAST_WORDS_PX, int(MOST_WORDS * page.height), WORDS_STEP_PX)
        pages = [lay_slide(shape, head_px=head, words_px=words) for words in heights]
        return next((one for one in pages if self._holds_all(sheet, one)), pages[len(pages) // 2])

    def draw(self, sheet: Sheet, page: Page) -> list[str]:
        """Set all words of a slide, and return the headings of what found no room."""
        column = _open_head(sheet, page, self.policy)
        bottom = self._draw_head(sheet, page, column)
        quote, placed, left_out = self._fit_blocks(sheet, page, bottom + BLOCK_GAP)
        self._draw_quote(sheet, *quote)
        for block, held, top in placed:
            block.draw(held, top)
        _draw_footer(sheet, self.words, page, self.policy)
        return left_out

    def _holds_all(self, sheet: Sheet, page: Page) -> bool:
        quote = self._place_quote(sheet, page)[1]
        columns = self._list_columns(sheet, page, 0, quote.top)
        blocks = [block for block in list_blocks(self.words, columns[0][0]) if not block.optional]
        return not stack_blocks(blocks, columns)[1] and quote.top > page.map_rect.bottom

    def _fit_blocks(self, sheet: Sheet, page: Page, top: float) -> Setting:
        """Return quote and blocks in their places, at the first of the sizes that leave out the fewest."""
        tried = []
        for share in BLOCK_SHARES:
            quote = self._place_quote(sheet, page, share)
            columns = [
                (replace(column, share=share), start, end)
                for column, start, end in self._list_columns(sheet, page, top, quote[1].top)
            ]
            column, start, end = columns[0]
            blocks = list_blocks(self.words, column)
            if not page.column_rects:
                blocks = keep_fitting(blocks, end - start)
            else:
                blocks = [block for block in blocks if not block.optional]
            placed = stack_blocks(blocks, columns)
            tried.append((quote, *placed))
            if not placed[1]:
                break
        return min(tried, key=lambda one: len(one[2]))

    def _measure_head(self, page: Page, column: Column) -> float:
        takeaway = column.measure(self.words.takeaway, "takeaway")
        return _find_head_top(page) + 39 + self._measure_title(page, column) + 8 + takeaway + 14

    def _measure_title(self, page: Page, column: Column) -> float:
        return measure_height(self.words.title, self.fit_title(page), column.width, self.policy)

    def _draw_head(self, sheet: Sheet, page: Page, column: Column) -> float:
        """Set kicker, title and takeaway, and return where they end."""
        texts = get_texts()
        top = _find_head_top(page)
        with sheet.group(texts.deck_head) as group:
            group.fill_rect(Rect(column.left, top, 64, 6), "accent", texts.deck_head)
            column.write(group, self.words.kicker.upper(), "kicker", top + 17)
        top += 39
        height = self._measure_title(page, column)
        place_shape(sheet, find_title(sheet.slide), Rect(column.left, top, column.width, height))
        with sheet.group(texts.deck_takeaway) as group:
            return column.write(group, self.words.takeaway, "takeaway", top + height + 8)

    def _place_quote(self, sheet: Sheet, page: Page, share: float = 1) -> tuple[Column, Rect]:
        """Return the column of the quote, and its box at the lower edge of the room for it."""
        if page.column_rects:
            room = page.column_rects[-1]
            left, width, bottom = room.left, room.width - TALL_MARGIN + 12, room.bottom - 14
        else:
            room = page.head_rect
            left, width, bottom = room.left + MARGIN - 8, room.width - 2 * MARGIN + 16, room.bottom - 26
        inner = Column(sheet, left + 20, width - 36, self.policy, share)
        height = inner.measure(self.words.quote, "quote") + inner.measure(self.words.citation, "citation")
        return inner, Rect(left, bottom - height - 34, width, height + 34)

    def _draw_quote(self, sheet: Sheet, inner: Column, box: Rect) -> None:
        words, name = self.words, get_texts().deck_quote
        with sheet.group(name) as group:
            group.fill_rect(box, "quote", name)
            group.fill_rect(Rect(box.left, box.top, 5, box.height), "accent", name)
            citation = Pen(inner.style("citation"), wrap=True, above_px=6)
            lines = [(words.quote, Pen(inner.style("quote"), wrap=True))] if words.quote else []
            written = Rect(inner.left, box.top + 13, inner.width, box.height - 26)
            group.write([*lines, (words.citation, citation)], written, name)

    def _list_columns(self, sheet: Sheet, page: Page, top: float, quote_top: float) -> list[Place]:
        """Return columns with upper and lower edge: beside the map from a height on, or the two below it."""
        above, below = COLUMN_PX["top"], COLUMN_PX["bottom"]
        if not page.column_rects:
            return [(_open_head(sheet, page, self.policy), top, quote_top - 12)]
        first, last = page.column_rects
        width = first.width - TALL_MARGIN - 20
        return [
            (
                Column(sheet, first.left + TALL_MARGIN, width, self.policy),
                first.top + above,
                first.bottom - below,
            ),
            (Column(sheet, last.left + 8, width, self.policy), last.top + above, quote_top - below),
        ]


def fit_title(title: str, page: Page, policy: Policy) -> TextStyle:
    """Return the style in which a title takes no more lines than on a picture, in whatever face it is shown.

    Where that would be too small, the title keeps its size if its words do, and takes one line more.
    """
    style, width = TEXT_STYLES["title"], page.head_rect.width - 2 * _find_margin(page)
    lines = len(wrap_text(title, style, width, policy))
    styles = [replace(style, size_pt=style.size_pt * share) for share in TITLE_SHARES]
    whole = [one for one in styles if _keeps_words(title, one, width, policy)]
    fitting = (one for one in whole if count_lines(title, one, width, policy) <= lines)
    return next(fitting, (whole or styles[-1:])[0])


def _keeps_words(title: str, style: TextStyle, width: float, policy: Policy) -> bool:
    return all(measure_wide(word, style, policy) <= width for word in split_words(title))


def _find_margin(page: Page) -> float:
    return TALL_MARGIN if page.column_rects else MARGIN


def _find_head_top(page: Page) -> float:
    return page.head_rect.top + (22 if page.column_rects else 45)


def _open_head(sheet: Sheet, page: Page, policy: Policy) -> Column:
    rect, margin = page.head_rect, _find_margin(page)
    return Column(sheet, rect.left + margin, rect.width - 2 * margin, policy)


def _draw_footer(sheet: Sheet, words: SceneWords, page: Page, policy: Policy) -> None:
    texts = get_texts()
    rect, margin, style = page.footer_rect, _find_margin(page), TEXT_STYLES["footer"]
    width = rect.width - 2 * margin - AS_OF_PX
    lines = _fit_sources(words.sources, width, 2 if page.column_rects else 1, policy)
    line_px = style.size_pt * PX_PER_PT * style.leading
    with sheet.group(texts.sources) as group:
        edge = shapely.LineString([(rect.left, rect.top), (rect.right, rect.top)])
        group.draw(edge, Stroke("rule", 0.75), texts.sources)
        box = Rect(rect.left + margin, rect.top + 10, width, line_px * len(lines))
        group.write([(line, Pen(style)) for line in lines], box, " ".join(lines))
        dated = Rect(rect.right - margin - AS_OF_PX, rect.top + 10, AS_OF_PX, 18)
        pen = Pen(fit_line(words.as_of, TEXT_STYLES["as-of"], AS_OF_PX - 10, policy), "right")
        group.write([(words.as_of, pen)], dated, words.as_of)


def _fit_sources(sources: Sequence[str], width: float, most: int, policy: Policy) -> Sequence[str]:
    """Return the lines of sources that have room in the widest face."""
    for share in (0.95, 0.9, 0.85, 0.8, 0.75):
        lines = fit_sources(sources, width * share, most=most, policy=policy)
        if all(measure_wide(line, TEXT_STYLES["footer"], policy) <= width for line in lines):
            break
    return lines
