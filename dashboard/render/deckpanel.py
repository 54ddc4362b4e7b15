"""Set the words beside the map of a slide: title, takeaway, legend, tables, quote and footer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import shapely
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.util import Emu

from dashboard.render.deckhatch import draw_hatch
from dashboard.render.deckshapes import Group, Pen, Sheet
from dashboard.render.legend import Entry, SceneWords
from dashboard.render.lettering import wrap_text
from dashboard.render.pages import Page, Rect
from dashboard.render.sourceline import fit_sources
from dashboard.render.swatches import DIAMONDS, RINGS, SWATCH_PX
from dashboard.render.theme import DEPTHS_M, LAYER_STYLES, PX_PER_PT, Stroke
from dashboard.render.typefaces import TEXT_STYLES, TextStyle
from dashboard.texts import Texts
from geodata.names import Policy

MARGIN = 40
SWATCH_GAP = 14
BLOCK_GAP = 15
TITLE_SHARES = (1, 0.965, 0.93)
"""Sizes at which a title is tried, as shares of its own."""
ROOM = 1.07
"""How much more room a text gets than it takes in the faces of a picture: a deck is shown in other ones."""


@dataclass(frozen=True)
class Column:
    """A column of text boxes, one below the other."""

    sheet: Sheet
    left: float
    width: float
    policy: Policy

    def measure(self, text: str, kind: str, width: float | None = None) -> float:
        """Return the height of a paragraph."""
        style = TEXT_STYLES[kind]
        lines = wrap_text(text, style, (width or self.width) / ROOM, self.policy) if text else []
        return len(lines) * style.size_pt * PX_PER_PT * style.leading

    def write(self, group: Group, text: str, kind: str, top: float) -> float:
        """Write a paragraph below a height, and return where it ends."""
        height = self.measure(text, kind)
        pen = Pen(TEXT_STYLES[kind], wrap=True)
        group.write([(text, pen)], Rect(self.left, top, self.width, height), text)
        return top + height


def fit_title(title: str, page: Page, policy: Policy) -> TextStyle:
    """Return the style in which a title takes no more lines than on a picture, with room for other faces."""
    style, width = TEXT_STYLES["title"], page.head_rect.width - 2 * MARGIN
    lines = len(wrap_text(title, style, width, policy))
    styles = (replace(style, size_pt=style.size_pt * share) for share in TITLE_SHARES)
    fitting = (one for one in styles if len(wrap_text(title, one, width / ROOM, policy)) <= lines)
    return next(fitting, style)


def draw_panel(
    sheet: Sheet, words: SceneWords, title: TextStyle, page: Page, policy: Policy, texts: Texts
) -> list[str]:
    """Set all words of a slide, and return the headings of what found no room."""
    rect = page.head_rect
    column = Column(sheet, rect.left + MARGIN, rect.width - 2 * MARGIN, policy)
    with sheet.group(texts.deck_head) as group:
        group.fill_rect(Rect(column.left, rect.top + 45, 64, 6), "accent", texts.deck_head)
        column.write(group, words.kicker.upper(), "kicker", rect.top + 62)
    top = _place_title(words.title, title, rect.top + 84, column)
    with sheet.group(texts.deck_takeaway) as group:
        top = column.write(group, words.takeaway, "takeaway", top + 8)
    bottom = _draw_quote(sheet, words, column, rect, texts)
    left_out = _draw_blocks(column, words, top + BLOCK_GAP, bottom - 12, texts)
    _draw_footer(sheet, words, page, policy, texts)
    return left_out


def place_shape(sheet: Sheet, shape: BaseShape, rect: Rect) -> None:
    """Put a shape of the layout at a place of the page."""
    shape.left, shape.top = Emu(sheet.measure(rect.left)), Emu(sheet.measure(rect.top))
    shape.width, shape.height = Emu(sheet.measure(rect.width)), Emu(sheet.measure(rect.height))


def find_title(slide: Slide) -> Shape:
    """Return the title of a slide whose layout has one."""
    title: Shape | None = slide.shapes.title
    if title is None:
        raise ValueError("The layout of the slide has no title.")
    return title


def _place_title(text: str, style: TextStyle, top: float, column: Column) -> float:
    lines = wrap_text(text, style, column.width / ROOM, column.policy)
    height = len(lines) * style.size_pt * PX_PER_PT * style.leading
    place_shape(column.sheet, find_title(column.sheet.slide), Rect(column.left, top, column.width, height))
    return top + height


def _draw_quote(sheet: Sheet, words: SceneWords, column: Column, rect: Rect, texts: Texts) -> float:
    """Draw the quote at the lower edge of the panel, and return its upper edge."""
    inner = Column(sheet, column.left + 12, column.width - 20, column.policy)
    heights = inner.measure(words.quote, "quote"), inner.measure(words.citation, "citation")
    height = sum(heights) + 34
    top = rect.bottom - 26 - height
    with sheet.group(texts.deck_quote) as group:
        group.fill_rect(Rect(column.left - 8, top, column.width + 16, height), "quote", texts.deck_quote)
        group.fill_rect(Rect(column.left - 8, top, 5, height), "accent", texts.deck_quote)
        citation = Pen(TEXT_STYLES["citation"], wrap=True, above_px=6)
        lines = [(words.quote, Pen(TEXT_STYLES["quote"], wrap=True))] if words.quote else []
        box = Rect(inner.left, top + 13, inner.width, height - 26)
        group.write([*lines, (words.citation, citation)], box, texts.deck_quote)
    return top


def _draw_blocks(column: Column, words: SceneWords, top: float, bottom: float, texts: Texts) -> list[str]:
    """Draw legend and tables one below the other; return the headings of those that have no room."""
    left_out = []
    for heading, entries in words.legend.items():
        height = _measure_legend(column, entries)
        if top + height > bottom:
            left_out.append(heading)
            continue
        _draw_legend(column, heading, entries, top, texts)
        top += height + BLOCK_GAP
    tables = ((words.stops_title, _list_stops(words)), (texts.shares, _list_shares(words)))
    for heading, rows in tables:
        height = 22.0 + 25 * len(rows)
        if not rows:
            continue
        if top + height > bottom:
            left_out.append(heading)
            continue
        _draw_table(column, heading, rows, top)
        top += height + BLOCK_GAP
    if top + 50 <= bottom:
        _draw_depth(column, texts, top)
    return left_out


def _measure_legend(column: Column, entries: Iterable[Entry]) -> float:
    width = column.width - SWATCH_PX - SWATCH_GAP
    notes = sum(_measure_entry(column, entry, width) + 4 for entry in entries)
    return 22.0 + notes


def _measure_entry(column: Column, entry: Entry, width: float) -> float:
    notes = sum(column.measure(note, "note", width) for note in entry.notes)
    return column.measure(entry.title, "legend", width) + notes


def _write_heading(column: Column, group: Group, heading: str, top: float) -> float:
    column.write(group, heading.upper(), "head", top)
    return top + 22


def _draw_legend(column: Column, heading: str, entries: Iterable[Entry], top: float, texts: Texts) -> None:
    width = column.width - SWATCH_PX - SWATCH_GAP
    left = column.left + SWATCH_PX + SWATCH_GAP
    with column.sheet.group(f"{texts.legend} · {heading}") as group:
        y = _write_heading(column, group, heading, top)
        for entry in entries:
            height = _measure_entry(column, entry, width)
            _draw_swatch(group, entry, column.left, y + 9)
            lines = [(entry.title, Pen(TEXT_STYLES["legend"], wrap=True))]
            lines += [(note, Pen(TEXT_STYLES["note"], wrap=True)) for note in entry.notes]
            group.write(lines, Rect(left, y, width, height), entry.title)
            y += height + 4


def _draw_swatch(group: Group, entry: Entry, left: float, middle: float) -> None:
    style = LAYER_STYLES[entry.style]
    centre = left + SWATCH_PX / 2
    if style.mark in DIAMONDS:
        size = DIAMONDS[style.mark]
        points = [(centre, middle - size), (centre + size, middle), (centre, middle + size)]
        points.append((centre - size, middle))
        fill, edge = (style.fill, "paper") if style.fill_opacity else ("paper", style.stroke.colour)
        group.draw_polygon(points, entry.title, fill=fill, stroke=Stroke(edge, 1.2))
    elif style.mark in RINGS:
        colour, radius = RINGS[style.mark]
        stroke = Stroke(colour or style.stroke.colour, 1.8)
        group.draw_circle(centre, middle, radius, entry.title, fill="paper", stroke=stroke)
    elif style.hatch:
        draw_hatch(group, shapely.box(left, middle - 9, left + SWATCH_PX, middle + 9), style, entry.title)
    else:
        _draw_sample(group, entry, left, middle)


def _draw_sample(group: Group, entry: Entry, left: float, middle: float) -> None:
    """Draw a piece of the line, below its fill where it is a range band."""
    style, line = LAYER_STYLES[entry.style], middle
    if style.mark == "band" and style.fill_opacity:
        rect = Rect(left, middle - 8, SWATCH_PX, 13)
        group.fill_rect(rect, style.fill, entry.title, opacity=style.fill_opacity)
        line = middle + 5
    course = shapely.LineString([(left, line), (left + SWATCH_PX, line)])
    group.draw(course, style.stroke, entry.title)


def _list_stops(words: SceneWords) -> list[tuple[str, ...]]:
    return [
        (f"{stop.number}  {stop.name}" if stop.number else stop.name, f"{round(stop.distance_nm, -2):,.0f}")
        for stop in words.stops
    ]


def _list_shares(words: SceneWords) -> list[tuple[str, ...]]:
    if not words.shares:
        return []
    return [("", *words.share_columns), *((lane, *figures) for lane, figures in words.shares)]


def _draw_table(column: Column, heading: str, rows: Sequence[tuple[str, ...]], top: float) -> None:
    """Draw a table as rows of text boxes over hairlines."""
    cells = len(rows[0]) - 1
    first = column.width * (0.72 if cells == 1 else 0.34)
    each = (column.width - first) / cells
    with column.sheet.group(heading) as group:
        y = _write_heading(column, group, heading, top)
        for number, row in enumerate(rows):
            kind = "legend" if row[0] else "note"
            group.write([(row[0], Pen(TEXT_STYLES[kind]))], Rect(column.left, y, first, 20), row[0])
            for place, cell in enumerate(row[1:]):
                box = Rect(column.left + first + place * each, y, each, 20)
                group.write([(cell, Pen(TEXT_STYLES[kind], "right"))], box, cell)
            if number < len(rows) - 1:
                course = shapely.LineString([(column.left, y + 22), (column.left + column.width, y + 22)])
                group.draw(course, Stroke("rule", 0.75), heading)
            y += 25


def _draw_depth(column: Column, texts: Texts, top: float) -> None:
    depths = (0, *DEPTHS_M)
    each = column.width / len(depths)
    with column.sheet.group(f"{texts.legend} · {texts.depth}") as group:
        y = _write_heading(column, group, texts.depth, top)
        for place, depth in enumerate(depths):
            left = column.left + place * each
            group.fill_rect(Rect(left, y, each, 12), f"sea_{depth}", f"{depth}")
            text = [(f"{depth:,}" if depth else "0 m", Pen(TEXT_STYLES["note"]))]
            group.write(text, Rect(left, y + 13, each, 16), f"{depth}")
        bar = Rect(column.left, y, column.width, 12)
        group.fill_rect(bar, "", texts.depth, edge=Stroke("rule", 0.75))


def _draw_footer(sheet: Sheet, words: SceneWords, page: Page, policy: Policy, texts: Texts) -> None:
    rect = page.footer_rect
    width = rect.width - 2 * MARGIN - 220
    (shown,) = fit_sources(words.sources, width / ROOM, most=1, policy=policy, texts=texts)
    with sheet.group(texts.sources) as group:
        group.draw(
            shapely.LineString([(rect.left, rect.top), (rect.right, rect.top)]),
            Stroke("rule", 0.75),
            texts.sources,
        )
        group.write(
            [(shown, Pen(TEXT_STYLES["footer"]))], Rect(rect.left + MARGIN, rect.top + 10, width, 18), shown
        )
        box = Rect(rect.right - MARGIN - 220, rect.top + 10, 220, 18)
        group.write([(words.as_of, Pen(TEXT_STYLES["as-of"], "right"))], box, words.as_of)
