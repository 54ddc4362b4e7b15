"""Write the blocks of the text panel: legend, tables and depth scale."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import shapely

from dashboard.exports.deck.metrics import fit_line, measure_height, measure_wide
from dashboard.exports.deck.shapes import Group, Pen, Points, Sheet
from dashboard.exports.slide.symbols import ARROW, CLOSED_GATE, SWATCH_PX, cross_ring
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from dashboard.layout.page import Rect
from dashboard.layout.type_styles import TEXT_STYLES, TextStyle
from dashboard.theme import DEPTHS_M, LAYER_STYLES, PX_PER_PT, Stroke
from dashboard.wording.listings import Line, Listing
from dashboard.wording.scene_text import Entry, SceneWords
from geodata.names import Policy

SWATCH_GAP, MOST_LEAD = 14, 0.36
"""Room behind samples and leads, and the share of a column that the leads of a listing take at most."""
BLOCK_GAP = 15
ENTRY_GAP, ROW_PX, CELL_GAP = 4, 25, 10
HEAD_PX, DEPTH_PX = 22, 50
"""Heights of the heading of a block, and of the block of sea depth."""


@dataclass(frozen=True)
class Column:
    """A column of text boxes, one below the other."""

    sheet: Sheet
    left: float
    width: float
    policy: Policy
    share: float = 1
    """Size of its words, as a share of their own."""

    def style(self, kind: str) -> TextStyle:
        """Return how a kind of text is set."""
        style = TEXT_STYLES[kind]
        return replace(style, size_pt=style.size_pt * self.share)

    def measure(self, text: str, kind: str, width: float | None = None) -> float:
        """Return the height of a paragraph, with room for the widest face."""
        return measure_height(text, self.style(kind), width or self.width, self.policy)

    def write(self, group: Group, text: str, kind: str, top: float) -> float:
        """Write a paragraph below a height, and return where it ends."""
        height = self.measure(text, kind)
        pen = Pen(self.style(kind), wrap=True)
        group.write([(text, pen)], Rect(self.left, top, self.width, height), text)
        return top + height


@dataclass(frozen=True)
class Block:
    """A part of the legend that stands below another."""

    heading: str
    height: float
    draw: Callable[[Column, float], None]
    """Draws it in a column below a height."""
    optional: bool = False
    """Whether it is left out, without a word, where there is no room."""


Place = tuple[Column, float, float]
"""A column with the upper and the lower edge of the room in it."""


def list_blocks(words: SceneWords, column: Column) -> list[Block]:
    """Return the blocks of a scene for columns of a width."""
    texts = get_texts()
    blocks = [
        Block(heading, _measure_legend(column, entries), _Legend(heading, entries))
        for heading, entries in words.legend.items()
    ]
    tables = ((words.stops_title, _list_stops(words)), (texts.shares, _list_shares(words)))
    blocks += [
        Block(heading, HEAD_PX + ROW_PX * len(rows), _Table(heading, rows))
        for heading, rows in tables
        if rows
    ]
    blocks += [
        Block(listing.heading, _Listing(listing).measure(column), _Listing(listing), optional=True)
        for listing in words.listings
    ]
    return [*blocks, Block(texts.depth, DEPTH_PX, _Depths())]


def keep_fitting(blocks: Sequence[Block], room: float) -> list[Block]:
    """Return blocks without the last optional ones that find no room in one column."""
    kept = list(blocks)
    for block in reversed(blocks):
        if sum(one.height + BLOCK_GAP for one in kept) <= room:
            break
        if block.optional:
            kept.remove(block)
    return kept


def stack_blocks(
    blocks: Iterable[Block], columns: Sequence[Place]
) -> tuple[list[tuple[Block, Column, float]], list[str]]:
    """Return blocks below each other in the first column with room, and the headings of the others."""
    tops, placed, left_out = [top for _, top, _ in columns], [], []
    for block in blocks:
        fitting = (
            place for place, (*_, bottom) in enumerate(columns) if tops[place] + block.height <= bottom
        )
        place = next(fitting, None)
        if place is None:
            left_out.append(block.heading)
            continue
        placed.append((block, columns[place][0], tops[place]))
        tops[place] += block.height + BLOCK_GAP
    return placed, left_out


def _find_entry_width(column: Column) -> float:
    return column.width - SWATCH_PX - SWATCH_GAP


def _measure_legend(column: Column, entries: Iterable[Entry]) -> float:
    width = _find_entry_width(column)
    return HEAD_PX + sum(_measure_entry(column, entry, width) + ENTRY_GAP for entry in entries)


def _measure_entry(column: Column, entry: Entry, width: float) -> float:
    notes = sum(column.measure(note, "note", width) for note in entry.notes)
    return column.measure(entry.title, "legend", width) + notes


def _write_heading(column: Column, group: Group, heading: str, top: float) -> float:
    style = fit_line(heading.upper(), column.style("head"), column.width, column.policy)
    box = Rect(column.left, top, column.width, style.size_pt * PX_PER_PT * style.leading)
    group.write([(heading.upper(), Pen(style))], box, heading.upper())
    return top + HEAD_PX


@dataclass(frozen=True)
class _Legend:
    """Draws entries with their samples."""

    heading: str
    entries: tuple[Entry, ...]

    def __call__(self, column: Column, top: float) -> None:
        width = _find_entry_width(column)
        left = column.left + SWATCH_PX + SWATCH_GAP
        with column.sheet.group(f"{get_texts().legend} · {self.heading}") as group:
            y = _write_heading(column, group, self.heading, top)
            for entry in self.entries:
                height = _measure_entry(column, entry, width)
                draw_swatch(group, entry, column.left, y + 9)
                lines = [(entry.title, Pen(column.style("legend"), wrap=True))]
                lines += [(note, Pen(column.style("note"), wrap=True)) for note in entry.notes]
                group.write(lines, Rect(left, y, width, height), entry.title)
                y += height + ENTRY_GAP


@dataclass(frozen=True)
class _Table:
    """Draws a table as rows of text boxes over hairlines."""

    heading: str
    rows: Sequence[tuple[str, ...]]

    def __call__(self, column: Column, top: float) -> None:
        cells = len(self.rows[0]) - 1
        first, size = self._fit(column, cells)
        each = (column.width - first) / cells
        with column.sheet.group(self.heading) as group:
            y = _write_heading(column, group, self.heading, top)
            for number, row in enumerate(self.rows):
                style = column.style("legend" if row[0] else "note")
                pen = Pen(replace(style, size_pt=style.size_pt * size))
                group.write([(row[0], pen)], Rect(column.left, y, first, 20), row[0])
                for place, cell in enumerate(row[1:]):
                    box = Rect(column.left + first + place * each, y, each, 20)
                    group.write([(cell, replace(pen, align="right"))], box, cell)
                if number < len(self.rows) - 1:
                    course = [(column.left, y + 22), (column.left + column.width, y + 22)]
                    group.draw(shapely.LineString(course), Stroke("rule", 0.75), self.heading)
                y += ROW_PX

    def _fit(self, column: Column, cells: int) -> tuple[float, float]:
        """Return the width of the first cells, and the share of their size at which all cells have room."""
        style = column.style("legend")
        named = max(measure_wide(row[0], style, column.policy) for row in self.rows) + CELL_GAP
        widest = max(measure_wide(cell, style, column.policy) for row in self.rows for cell in row[1:])
        needed = named + cells * (widest + CELL_GAP)
        share = min(1.0, column.width / needed)
        return named * share, share


@dataclass(frozen=True)
class _Listing:
    """Draws the lines of a listing: name or date, and what is told."""

    listing: Listing

    def measure(self, column: Column) -> float:
        """Return its height in a column."""
        return HEAD_PX + sum(self._measure_line(column, line) for line in self.listing.lines)

    def __call__(self, column: Column, top: float) -> None:
        lead_px = self._fit_leads(column)
        left, text_px = column.left + lead_px + SWATCH_GAP, column.width - lead_px - SWATCH_GAP
        with column.sheet.group(self.listing.heading) as group:
            y = _write_heading(column, group, self.listing.heading, top)
            for line in self.listing.lines:
                height = self._measure_line(column, line)
                lead, text = (Pen(column.style(kind), wrap=True) for kind in ("figure", "legend"))
                group.write([(line.lead, lead)], Rect(column.left, y, lead_px, height), line.lead)
                group.write([(line.text, text)], Rect(left, y, text_px, height), line.text)
                y += height

    def _fit_leads(self, column: Column) -> float:
        style = column.style("figure")
        widest = max(measure_wide(line.lead, style, column.policy) for line in self.listing.lines)
        return min(widest + 2, MOST_LEAD * column.width)

    def _measure_line(self, column: Column, line: Line) -> float:
        lead_px = self._fit_leads(column)
        text = column.measure(line.text, "legend", column.width - lead_px - SWATCH_GAP)
        return max(text, column.measure(line.lead, "figure", lead_px)) + ENTRY_GAP


@dataclass(frozen=True)
class _Depths:
    """Draws the steps of sea depth."""

    def __call__(self, column: Column, top: float) -> None:
        texts = get_texts()
        depths = (0, *DEPTHS_M)
        each = column.width / len(depths)
        with column.sheet.group(f"{texts.legend} · {texts.depth}") as group:
            y = _write_heading(column, group, texts.depth, top)
            for place, depth in enumerate(depths):
                left = column.left + place * each
                group.fill_rect(Rect(left, y, each, 12), f"sea_{depth}", f"{depth}")
                text = [
                    (
                        format_number(depth, ",") if depth else texts.depth_zero,
                        Pen(column.style("note")),
                    )
                ]
                group.write(text, Rect(left, y + 13, each, 16), f"{depth}")
            bar = Rect(column.left, y, column.width, 12)
            group.fill_rect(bar, "", texts.depth, edge=Stroke("rule", 0.75))


def draw_swatch(group: Group, entry: Entry, left: float, middle: float) -> None:
    """Draw the sample of an entry around a height, from a left edge."""
    style = LAYER_STYLES[entry.style]
    SAMPLES[style.mark_kind.swatch.shape](group, entry, left, middle)


def _draw_diamond(group: Group, entry: Entry, left: float, middle: float) -> None:
    style, centre = LAYER_STYLES[entry.style], left + SWATCH_PX / 2
    size = style.mark_kind.swatch.radius
    points = [(centre, middle - size), (centre + size, middle), (centre, middle + size)]
    points.append((centre - size, middle))
    fill, edge = (style.fill, "paper") if style.fill_opacity else ("paper", style.stroke.colour)
    group.draw_polygon(points, entry.title, fill=fill, stroke=Stroke(edge, 1.2))


def _draw_ring(group: Group, entry: Entry, left: float, middle: float) -> None:
    style = LAYER_STYLES[entry.style]
    swatch, centre = style.mark_kind.swatch, left + SWATCH_PX / 2
    closed = entry.style == CLOSED_GATE
    stroke = Stroke("paper", 1.2) if closed else Stroke(swatch.colour or style.stroke.colour, 1.8)
    fill = "accent" if closed else "paper"
    group.draw_circle(centre, middle, swatch.radius, entry.title, fill=fill, stroke=stroke)
    for cross in cross_ring(centre, middle, swatch.radius) if closed else ():
        group.draw(shapely.LineString(cross), Stroke("paper", 1.8), entry.title)


def _draw_dot(group: Group, entry: Entry, left: float, middle: float) -> None:
    style = LAYER_STYLES[entry.style]
    radius, stroke = style.mark_kind.swatch.radius, Stroke("paper", 1.2)
    group.draw_circle(left + SWATCH_PX / 2, middle, radius, entry.title, fill=style.fill, stroke=stroke)


def _draw_arrow(group: Group, entry: Entry, left: float, middle: float) -> None:
    points: Points = [(left + share * SWATCH_PX, middle + down) for share, down in ARROW]
    fill = LAYER_STYLES[entry.style].fill
    group.draw_polygon(points, entry.title, fill=fill, stroke=Stroke("paper", 0.8))


def _draw_line(group: Group, entry: Entry, left: float, middle: float) -> None:
    course = shapely.LineString([(left, middle), (left + SWATCH_PX, middle)])
    group.draw(course, LAYER_STYLES[entry.style].stroke, entry.title)


def _draw_patch(group: Group, entry: Entry, left: float, middle: float) -> None:
    style = LAYER_STYLES[entry.style]
    rect = Rect(left, middle - 9, SWATCH_PX, 18)
    group.fill_rect(rect, style.fill, entry.title, opacity=style.fill_opacity, edge=style.stroke)


def _draw_fade(group: Group, entry: Entry, left: float, middle: float) -> None:
    """Draw a piece of the line below its fill, where the range band is filled."""
    style = LAYER_STYLES[entry.style]
    if style.fill_opacity:
        rect = Rect(left, middle - 8, SWATCH_PX, 13)
        group.fill_rect(rect, style.fill, entry.title, opacity=style.fill_opacity)
        middle += 5
    _draw_line(group, entry, left, middle)


SAMPLES: Mapping[str, Callable[[Group, Entry, float, float], None]] = {
    "line": _draw_line,
    "patch": _draw_patch,
    "fade": _draw_fade,
    "diamond": _draw_diamond,
    "ring": _draw_ring,
    "dot": _draw_dot,
    "arrow": _draw_arrow,
}
"""Shape of a swatch -> what draws it in a group, from a left edge around a height."""


def _list_stops(words: SceneWords) -> list[tuple[str, ...]]:
    return [
        (
            f"{stop.number}  {stop.name}" if stop.number else stop.name,
            format_number(round(stop.distance_nm, -2), ",.0f"),
        )
        for stop in words.stops
    ]


def _list_shares(words: SceneWords) -> list[tuple[str, ...]]:
    if not words.shares:
        return []
    return [("", *words.share_columns), *((lane, *figures) for lane, figures in words.shares)]
