"""Draw the text panel of a slide: title, takeaway, legend, shares, quote and footer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboard.exports.slide.canvas import Canvas
from dashboard.exports.slide.symbols import SWATCH_PX, draw_swatch
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number
from dashboard.layout.fonts import measure_text, wrap_text
from dashboard.layout.furniture import fit_sources
from dashboard.layout.page import Page, Rect
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.theme import DEPTHS_M, PX_PER_PT, Stroke
from dashboard.wording.listings import Line, Listing
from dashboard.wording.scene_text import Entry, SceneWords

Z_PANEL, Z_WORDS = 40, 42
MARGIN = 40
BLOCK_GAP, ENTRY_GAP, HEAD_GAP = 13, 4, 7
WIDEST_GAP = 26
"""Room between two blocks in the one column beside a map, where there is enough of it."""
STRETCH_PX, MOST_GIVEN_PX = 10, 60
"""Steps in which a map above its words grows into the room that they leave, and how much it gives to them."""
SWATCH_GAP = 14
MOST_LEAD, LEAD_GAP = 0.36, 14
"""Share of a column that the names or dates of a listing take at most, and the room behind them."""
QUOTE_PADDING = 16
SIZES = {name: style.size_pt * PX_PER_PT for name, style in TEXT_STYLES.items()}
LEADINGS = {name: style.size_pt * PX_PER_PT * style.leading for name, style in TEXT_STYLES.items()}

Column = tuple[float, float, float]
"""Left, upper and lower edge of what blocks stand in."""


@dataclass(frozen=True)
class Block:
    """A part of the panel that is drawn below another."""

    heading: str
    height: float
    draw: Callable[[float, float], None]
    """Draws it with its upper left corner at a point."""
    optional: bool = False
    """Whether it is left out where there is no room."""


def draw_panel(canvas: Canvas, words: SceneWords) -> None:
    """Draw all words of a slide around its map."""
    page = canvas.page
    for rect in (page.head_rect, *page.column_rects):
        canvas.fill_rect(rect, "paper", Z_PANEL)
    bottom = _draw_head(canvas, words)
    quote_top = _draw_quote(canvas, words)
    blocks = _keep_fitting(list(_list_blocks(canvas, words)), quote_top - bottom)
    gap = BLOCK_GAP if page.column_rects else _choose_gap(blocks, quote_top - bottom)
    placed = _stack(blocks, _list_columns(page, bottom + gap, quote_top), gap)
    for block, left, top in placed:
        block.draw(left, top)
    shown = {block.heading for block, *_ in placed}
    canvas.left_out += [block.heading for block in blocks if block.heading not in shown]
    draw_footer(canvas, words)


def fit_page(canvas: Canvas, words: SceneWords) -> Page:
    """Return the page of a canvas, with a map above its words that is as tall as they leave room for."""
    page = canvas.page
    if not page.column_rects:
        return page
    blocks = list(_list_blocks(canvas, words))
    quote_px = _measure_quote(canvas, words)

    def holds_all(page: Page) -> bool:
        quote_top = _find_quote_room(page).bottom - quote_px
        placed = _stack(blocks, _list_columns(page, 0, quote_top), BLOCK_GAP)
        return quote_top > page.map_rect.bottom and len(placed) == len(blocks)

    height = int(page.column_rects[0].height)
    pages = [page.stretch_map(more) for more in range(-MOST_GIVEN_PX, height, STRETCH_PX)]
    return next(filter(holds_all, reversed(pages)), page)


def _find_margin(page: Page) -> float:
    return MARGIN * 0.8 if page.column_rects else MARGIN


def _find_quote_room(page: Page) -> Rect:
    """Return the rectangle at whose lower edge the quote stands."""
    if page.column_rects:
        last = page.column_rects[-1]
        return Rect(last.left, last.top, last.width - _find_margin(page) + 12, last.height - 14)
    head = page.head_rect
    return Rect(head.left + MARGIN - 8, head.top, head.width - 2 * MARGIN + 16, head.height - 26)


def _list_columns(page: Page, top: float, quote_top: float) -> list[Column]:
    """Return where blocks can stand: beside the map from a height on, or in the columns below it."""
    if not page.column_rects:
        return [(page.head_rect.left + MARGIN, top, quote_top - 12)]
    first, last = page.column_rects
    return [
        (first.left + _find_margin(page), first.top + 14, first.bottom - 10),
        (last.left + 8, last.top + 14, quote_top - 10),
    ]


def _keep_fitting(blocks: list[Block], room: float) -> list[Block]:
    """Return blocks without the last optional ones that find no room in one column."""
    kept = list(blocks)
    for block in reversed(blocks):
        if sum(one.height + BLOCK_GAP for one in kept) <= room:
            break
        if block.optional:
            kept.remove(block)
    return kept


def _choose_gap(blocks: Sequence[Block], room: float) -> float:
    """Return the distance between blocks in one column: generous where there is room."""
    spare = room - sum(block.height for block in blocks)
    return min(WIDEST_GAP, max(BLOCK_GAP, spare / (len(blocks) + 1)))


def _stack(blocks: Iterable[Block], columns: list[Column], gap: float) -> list[tuple[Block, float, float]]:
    """Return blocks with their places, one below the other in the first column that has room."""
    tops, placed = [top for _, top, _ in columns], []
    for block in blocks:
        for place, (left, _, bottom) in enumerate(columns):
            if tops[place] + block.height <= bottom:
                placed.append((block, left, tops[place]))
                tops[place] += block.height + gap
                break
    return placed


def _draw_head(canvas: Canvas, words: SceneWords) -> float:
    """Draw kicker, title and takeaway, and return where they end."""
    head, margin = canvas.page.head_rect, _find_margin(canvas.page)
    left, width = head.left + margin, head.width - 2 * margin
    top = head.top + (22 if canvas.page.column_rects else 45)
    canvas.fill_rect(Rect(left, top, 64, 6), "accent", Z_WORDS)
    y = top + 6 + 1.75 * SIZES["kicker"]
    canvas.write(words.kicker.upper(), TEXT_STYLES["kicker"], left, y, Z_WORDS)
    y += 8
    y = _write_lines(canvas, words.title, "title", left, y, width)
    return _write_lines(canvas, words.takeaway, "takeaway", left, y + 10, width)


def _write_lines(canvas: Canvas, text: str, kind: str, left: float, top: float, width: float) -> float:
    """Write a paragraph below a point, and return where it ends."""
    style = TEXT_STYLES[kind]
    y = top
    for line in wrap_text(text, style, width, canvas.policy):
        canvas.write(line, style, left, y + 0.8 * LEADINGS[kind], Z_WORDS)
        y += LEADINGS[kind]
    return y


def _count_lines(canvas: Canvas, text: str, kind: str, width: float) -> int:
    return len(wrap_text(text, TEXT_STYLES[kind], width, canvas.policy)) if text else 0


def _measure_quote(canvas: Canvas, words: SceneWords) -> float:
    width = _find_quote_room(canvas.page).width - 2 * QUOTE_PADDING - 5
    height = 2 * QUOTE_PADDING + (6.0 if words.quote else 0.0)
    height += LEADINGS["quote"] * _count_lines(canvas, words.quote, "quote", width)
    return height + LEADINGS["citation"] * _count_lines(canvas, words.citation, "citation", width)


def _draw_quote(canvas: Canvas, words: SceneWords) -> float:
    """Draw the quote at the lower edge of its room, and return its upper edge."""
    rect, height = _find_quote_room(canvas.page), _measure_quote(canvas, words)
    width, top = rect.width - 2 * QUOTE_PADDING - 5, rect.bottom - height
    canvas.fill_rect(Rect(rect.left, top, rect.width, height), "quote", Z_WORDS - 1)
    canvas.fill_rect(Rect(rect.left, top, 5, height), "accent", Z_WORDS)
    left = rect.left + 5 + QUOTE_PADDING
    y = top + QUOTE_PADDING
    if words.quote:
        y = _write_lines(canvas, words.quote, "quote", left, y, width) + 6
    _write_lines(canvas, words.citation, "citation", left, y, width)
    return top


def _list_blocks(canvas: Canvas, words: SceneWords) -> Iterable[Block]:
    page = canvas.page
    taken = _find_margin(page) + 20 if page.column_rects else 2 * MARGIN
    width = (page.column_rects or (page.head_rect,))[0].width - taken
    for heading, entries in words.legend.items():
        yield _make_legend(canvas, heading, entries, width)
    if words.stops:
        yield _make_stops(canvas, words, width)
    if words.shares:
        yield _make_shares(canvas, words, width)
    if not page.column_rects:
        yield from (_make_listing(canvas, listing, width) for listing in words.listings)
    yield _make_depth(canvas, width)


def _write_heading(canvas: Canvas, heading: str, left: float, top: float) -> float:
    canvas.write(heading.upper(), TEXT_STYLES["head"], left, top + SIZES["head"], Z_WORDS)
    return top + SIZES["head"] + HEAD_GAP


def _make_legend(canvas: Canvas, heading: str, entries: tuple[Entry, ...], width: float) -> Block:
    text_width = width - SWATCH_PX - SWATCH_GAP

    def measure(entry: Entry) -> float:
        lines = LEADINGS["legend"] * _count_lines(canvas, entry.title, "legend", text_width)
        noted = sum(_count_lines(canvas, note, "note", text_width) for note in entry.notes)
        return lines + LEADINGS["note"] * noted + ENTRY_GAP

    def draw(left: float, top: float) -> None:
        y = _write_heading(canvas, heading, left, top)
        for entry in entries:
            draw_swatch(canvas, entry.style, left, y + 0.5 * LEADINGS["legend"], Z_WORDS)
            text_left = left + SWATCH_PX + SWATCH_GAP
            after = _write_lines(canvas, entry.title, "legend", text_left, y, text_width)
            for note in entry.notes:
                after = _write_lines(canvas, note, "note", text_left, after, text_width)
            y += measure(entry)

    return Block(heading, SIZES["head"] + HEAD_GAP + sum(map(measure, entries)) - ENTRY_GAP, draw)


def _make_stops(canvas: Canvas, words: SceneWords, width: float) -> Block:
    step = 29.0 if not canvas.page.column_rects else 24.0

    def draw(left: float, top: float) -> None:
        y = _write_heading(canvas, words.stops_title, left, top) + step / 2 - 2
        middle = left + 15
        canvas.outline(
            [(middle, y), (middle, y + step * (len(words.stops) - 1))],
            Stroke("lane", 2.8),
            Z_WORDS,
            closed=False,
        )
        for stop in words.stops:
            end = not stop.number
            kind = "figure" if end else "legend"
            radius = 6.0 if end else min(11.0, step / 2 - 2)
            canvas.draw_ring(middle, y, radius, Z_WORDS + 0.2, fill="paper", edge="ink", edge_pt=1.6)
            if not end:
                canvas.write(
                    str(stop.number), TEXT_STYLES["stop"], middle, y + 4.8, Z_WORDS + 1, align="center"
                )
            canvas.write(stop.name, TEXT_STYLES[kind], left + 40, y + 5, Z_WORDS)
            figure = format_number(round(stop.distance_nm, -2), ",.0f")
            canvas.write(figure, TEXT_STYLES[kind], left + width, y + 5, Z_WORDS, align="right")
            y += step

    return Block(words.stops_title, SIZES["head"] + HEAD_GAP + step * len(words.stops), draw)


def _make_shares(canvas: Canvas, words: SceneWords, width: float) -> Block:
    texts = get_texts()
    row = LEADINGS["legend"] + 6
    columns = len(words.share_columns)
    name_width = width * 0.3
    column = (width - name_width) / max(columns, 1)

    def draw(left: float, top: float) -> None:
        y = _write_heading(canvas, texts.shares, left, top) + 6
        for place, title in enumerate(words.share_columns):
            right = left + name_width + (place + 1) * column
            canvas.write(title, TEXT_STYLES["note"], right, y + 6, Z_WORDS, align="right")
        y += 13
        for lane, figures in words.shares:
            canvas.outline([(left, y), (left + width, y)], Stroke("rule", 0.75), Z_WORDS, closed=False)
            canvas.write(lane, TEXT_STYLES["legend"], left, y + 18, Z_WORDS)
            for place, figure in enumerate(figures):
                right = left + name_width + (place + 1) * column
                canvas.write(figure, TEXT_STYLES["figure"], right, y + 18, Z_WORDS, align="right")
            y += row
        _write_lines(canvas, texts.shares_hint, "note", left, y + 3, width)

    lines = _count_lines(canvas, texts.shares_hint, "note", width)
    return Block(
        texts.shares, SIZES["head"] + 28 + row * len(words.shares) + 3 + LEADINGS["note"] * lines, draw
    )


def _make_listing(canvas: Canvas, listing: Listing, width: float) -> Block:
    leads = [measure_text(line.lead, TEXT_STYLES["figure"], canvas.policy) for line in listing.lines]
    lead_px = min(max(leads), MOST_LEAD * width)
    text_px = width - lead_px - LEAD_GAP

    def measure(line: Line) -> float:
        lead = _count_lines(canvas, line.lead, "figure", lead_px)
        return LEADINGS["legend"] * max(lead, _count_lines(canvas, line.text, "legend", text_px)) + ENTRY_GAP

    def draw(left: float, top: float) -> None:
        y = _write_heading(canvas, listing.heading, left, top)
        for line in listing.lines:
            _write_lines(canvas, line.lead, "figure", left, y, lead_px)
            _write_lines(canvas, line.text, "legend", left + lead_px + LEAD_GAP, y, text_px)
            y += measure(line)

    height = SIZES["head"] + HEAD_GAP + sum(map(measure, listing.lines)) - ENTRY_GAP
    return Block(listing.heading, height, draw, optional=True)


def _make_depth(canvas: Canvas, width: float) -> Block:
    texts = get_texts()

    def draw(left: float, top: float) -> None:
        y = _write_heading(canvas, texts.depth, left, top)
        step = width / (len(DEPTHS_M) + 1)
        for place, depth_m in enumerate((0, *DEPTHS_M)):
            canvas.fill_rect(Rect(left + place * step, y, step, 15), f"sea_{depth_m}", Z_WORDS)
            canvas.write(
                format_number(depth_m, ",") if depth_m else texts.depth_zero,
                TEXT_STYLES["note"],
                left + place * step,
                y + 30,
                Z_WORDS,
            )
        edge = [(left, y), (left + width, y), (left + width, y + 15), (left, y + 15)]
        canvas.outline(edge, Stroke("rule", 0.75), Z_WORDS + 0.1)

    return Block(texts.depth, SIZES["head"] + HEAD_GAP + 33, draw)


def draw_footer(canvas: Canvas, words: SceneWords) -> None:
    """Draw the footer of a slide: sources and date."""
    rect = canvas.page.footer_rect
    canvas.fill_rect(rect, "paper", Z_PANEL)
    canvas.outline([(0, rect.top), (rect.right, rect.top)], Stroke("rule", 0.75), Z_WORDS, closed=False)
    if not canvas.page.column_rects:
        edge = canvas.page.head_rect.right
        canvas.outline([(edge, 0), (edge, rect.top)], Stroke("rule", 0.75), Z_WORDS, closed=False)
    margin = MARGIN if not canvas.page.column_rects else MARGIN * 0.8
    lines = 2 if canvas.page.column_rects else 1
    y = rect.middle[1] + 4.5 - (lines - 1) * LEADINGS["footer"] / 2
    dated = canvas.write(
        words.as_of, TEXT_STYLES["as-of"], rect.right - margin / 1.6, y, Z_WORDS, align="right"
    )
    room = rect.width - margin * 2.2 - dated
    for line in fit_sources(words.sources, room, most=lines, policy=canvas.policy):
        canvas.write(line, TEXT_STYLES["footer"], margin, y, Z_WORDS)
        y += LEADINGS["footer"]
