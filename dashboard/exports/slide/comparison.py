"""Draw two views beside each other on one slide: a head above each map, what differs and legends below."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.exports.slide.canvas import Canvas
from dashboard.exports.slide.panel import LEADINGS, SWATCH_GAP, Z_PANEL, Z_WORDS, draw_footer
from dashboard.exports.slide.slide import draw_scene_map
from dashboard.exports.slide.symbols import SWATCH_PX, draw_swatch
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator
from dashboard.layout.fonts import wrap_text
from dashboard.layout.page import PAGES, TALL_FOOTER_PX, Page, Rect
from dashboard.layout.projection import MapExtent
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.theme import PALETTES
from dashboard.wording.formats import clean_text
from dashboard.wording.scene_text import Entry, SceneWords, describe_scene
from dashboard.wording.wording import cite_brief
from geodata.names import NEUTRAL, Policy
from geodata.packs.pack import Pack
from geodata.scenes import ResolvedScene

MARGIN, GUTTER = 40, 16
"""Distance of words from the edges, and of the maps from each other."""
HEAD_TOP, HEAD_BOTTOM, WORDS_TOP = 24, 14, 14
"""Room above and below the heads, and above the words below the maps."""
LEGEND_PX, TOLD_PX, COLUMN_GAP = 330, 500, 40
"""Width of a column of a legend, least width of one of what differs, and the room between columns."""
HEIGHTS_PX = {"takeaway": range(150, 221, 10), "legend": range(150, 521, 10)}
"""Kind of text that says what differs -> heights of the words below the maps; the first that fits counts."""
LEGEND_COLUMNS = ((1, 1), (2, 1), (1, 2), (2, 2))
"""Columns of the two legends that are tried."""
HEADING_GAP, ENTRY_GAP = 12, 4


@dataclass(frozen=True)
class ComparedScene:
    """One of the two sides of the slide."""

    title: str
    """What stands above its map."""
    detail: str
    """Smaller, below the title."""
    resolved: ResolvedScene
    """What is on its map."""
    pack: Pack
    """Where that comes from."""


Differences = Sequence[tuple[str, Sequence[str]]]
"""By what the sides differ: headings, each with its lines."""
FitMap = Callable[[Rect], MapExtent]
"""Returns the frame that both maps have, in a rectangle of the page."""


@dataclass(frozen=True)
class _Line:
    """A line of text below the maps."""

    text: str
    kind: str
    """Key of `TEXT_STYLES`."""
    above: float = 0
    """Room above it, except at the top of a column."""
    indent: float = 0
    """How far it is moved to the right."""
    style: str = ""
    """Key of the style whose swatch stands before it; empty for none."""


_Block = tuple[_Line, ...]
"""Lines that stay in one column."""


@dataclass(frozen=True)
class _Column:
    """Blocks below each other."""

    left: float
    blocks: Sequence[_Block]


@dataclass(frozen=True)
class _Words:
    """Everything below the maps."""

    height: float
    columns: Sequence[_Column]
    left_out: Sequence[str]
    """What found no room."""


def draw_comparison(
    sides: tuple[ComparedScene, ComparedScene],
    differences: Differences,
    fit: FitMap,
    *,
    size: str = "1080p",
    theme: str = "light",
    policy: Policy = NEUTRAL,
) -> Canvas:
    """Draw two views on a slide.

    Parameters
    ----------
    sides
        The left and the right view.
    differences
        By what they differ.
    fit
        Where both maps look.
    size
        One of `WIDE_SIZES`.
    theme
        Key of `PALETTES`.
    policy
        How places are called.
    """
    canvas = Canvas(PAGES[size], PALETTES[theme], policy)
    canvas.title = clean_text(" / ".join(side.title for side in sides))
    canvas.subject = clean_text("; ".join(dict.fromkeys(cite_brief(side.pack.brief) for side in sides)))
    canvas.language = get_translator().language
    told = [describe_scene(side.resolved, side.pack, policy=policy) for side in sides]
    said = [entry for entries in told[0].legend.values() for entry in entries]
    legends = [_list_legend(canvas, told[0]), _list_legend(canvas, told[1], said=said)]
    words = _lay_words(canvas, legends, differences)
    page, top = canvas.page, _draw_heads(canvas, sides)
    bottom = page.height - TALL_FOOTER_PX - words.height
    for left, side, one in zip(_list_lefts(page), sides, told, strict=True):
        rect = Rect(left, top, (page.width - GUTTER) / 2, bottom - top)
        canvas.page, canvas.field = replace(page, map_rect=rect, column_rects=(rect,)), rect
        draw_scene_map(canvas, side.resolved, fit(rect), one.stamp)
    beside = Rect((page.width - GUTTER) / 2, top, GUTTER, bottom - top)
    for rect in (Rect(0, 0, page.width, top), beside, Rect(0, bottom, page.width, words.height)):
        canvas.fill_rect(rect, "paper", Z_PANEL)
    _draw_words(canvas, words, bottom)
    draw_footer(canvas, _join_sources(told))
    return canvas


def _list_lefts(page: Page) -> tuple[float, float]:
    """Return the left edges of the two maps."""
    return 0, (page.width + GUTTER) / 2


def _draw_heads(canvas: Canvas, sides: Sequence[ComparedScene]) -> float:
    """Draw what stands above the maps, and return where it ends."""
    page = canvas.page
    width = (page.width - GUTTER) / 2 - 2 * MARGIN
    bottoms = []
    for left, side in zip(_list_lefts(page), sides, strict=True):
        canvas.fill_rect(Rect(left + MARGIN, HEAD_TOP, 64, 6), "accent", Z_WORDS)
        top = HEAD_TOP + 12.0
        for text, kind in ((side.title, "title"), (side.detail, "legend")):
            for line in wrap_text(text, TEXT_STYLES[kind], width, canvas.policy):
                canvas.write(line, TEXT_STYLES[kind], left + MARGIN, top + 0.8 * LEADINGS[kind], Z_WORDS)
                top += LEADINGS[kind]
        bottoms.append(top)
    return max(bottoms) + HEAD_BOTTOM


def _lay_words(canvas: Canvas, legends: Sequence[Sequence[_Block]], differences: Differences) -> _Words:
    """Return the words below the maps, in the least height that has room for them, else in the greatest."""
    tried = (
        _fill_columns(canvas, legends, differences, kind, height, counts)
        for kind, heights in HEIGHTS_PX.items()
        for height in heights
        for counts in LEGEND_COLUMNS
    )
    words = next(tried)
    while words.left_out and (more := next(tried, None)):
        words = more
    return words


def _fill_columns(
    canvas: Canvas,
    legends: Sequence[Sequence[_Block]],
    differences: Differences,
    kind: str,
    height: float,
    counts: tuple[int, int],
) -> _Words:
    """Return the words with so many columns of legends at the edges, and between them what differs."""
    edges = [count * (LEGEND_PX + COLUMN_GAP) for count in counts]
    room = canvas.page.width - 2 * MARGIN - sum(edges)
    count = max(1, int((room + COLUMN_GAP) // (TOLD_PX + COLUMN_GAP)))
    width = (room - (count - 1) * COLUMN_GAP) / count
    told = _list_told(canvas, differences, kind, width)
    right = canvas.page.width - MARGIN - edges[1] + COLUMN_GAP
    columns: list[_Column] = []
    left_out: list[str] = []
    for blocks, start, step, most in (
        (legends[0], MARGIN, LEGEND_PX, counts[0]),
        (told, MARGIN + edges[0], width, count),
        (legends[1], right, LEGEND_PX, counts[1]),
    ):
        flowed = _flow(blocks, height)
        columns += [
            _Column(start + place * (step + COLUMN_GAP), held) for place, held in enumerate(flowed[:most])
        ]
        left_out += [block[0].text for held in flowed[most:] for block in held]
    return _Words(height + WORDS_TOP, columns, left_out)


def _flow(blocks: Iterable[_Block], height: float) -> list[list[_Block]]:
    """Return blocks in columns of a height."""
    columns: list[list[_Block]] = [[]]
    used = 0.0
    for block in blocks:
        tall = _measure(block)
        if columns[-1] and used + tall > height:
            columns.append([])
            used = -block[0].above
        columns[-1].append(block)
        used += tall
    return columns


def _measure(block: _Block) -> float:
    return sum(line.above + LEADINGS[line.kind] for line in block)


def _list_legend(canvas: Canvas, words: SceneWords, *, said: Sequence[Entry] = ()) -> list[_Block]:
    """Return the entries of a legend, those that were said before without their notes.

    The first below a heading stays with it.
    """
    indent = SWATCH_PX + SWATCH_GAP
    blocks = []
    for heading, entries in words.legend.items():
        lines = [_Line(heading.upper(), "head", above=HEADING_GAP)]
        for entry in entries:
            lines += _wrap(canvas, entry.title, "legend", LEGEND_PX, indent=indent, style=entry.style)
            for note in () if entry in said else entry.notes:
                lines += _wrap(canvas, note, "note", LEGEND_PX, indent=indent)
            blocks.append(tuple(lines))
            lines = []
    return blocks


def _list_told(canvas: Canvas, differences: Differences, kind: str, width: float) -> list[_Block]:
    """Return by what the sides differ; the first line below a heading stays with it."""
    texts = get_texts()
    lines = [_Line(texts.differs.upper(), "head")]
    blocks = []
    for heading, items in differences or ((texts.same_state, ()),):
        if heading:
            lines += _wrap(canvas, heading, "figure", width, above=HEADING_GAP)
        for item in items:
            lines += _wrap(canvas, item, kind if heading else "note", width, above=ENTRY_GAP)
            blocks.append(tuple(lines))
            lines = []
    return [*blocks, tuple(lines)] if lines else blocks


def _wrap(
    canvas: Canvas,
    text: str,
    kind: str,
    width: float,
    *,
    above: float = ENTRY_GAP,
    indent: float = 0,
    style: str = "",
) -> list[_Line]:
    """Return a text as lines, of which the first has the room above and the swatch."""
    first, *others = wrap_text(text, TEXT_STYLES[kind], width - indent, canvas.policy)
    return [
        _Line(first, kind, above, indent, style),
        *(_Line(line, kind, indent=indent) for line in others),
    ]


def _draw_words(canvas: Canvas, words: _Words, top: float) -> None:
    """Draw the words below the maps; what found no room is noted."""
    for column in words.columns:
        y = top + WORDS_TOP
        for place, line in enumerate(line for block in column.blocks for line in block):
            y += line.above if place else 0
            leading = LEADINGS[line.kind]
            if line.style:
                draw_swatch(canvas, line.style, column.left, y + leading / 2, Z_WORDS)
            canvas.write(
                line.text, TEXT_STYLES[line.kind], column.left + line.indent, y + 0.8 * leading, Z_WORDS
            )
            y += leading
    canvas.left_out += words.left_out


def _join_sources(told: Sequence[SceneWords]) -> SceneWords:
    """Return words with the sources and the dates of both sides."""
    sources = dict.fromkeys(source for words in told for source in words.sources)
    dates = dict.fromkeys(words.as_of for words in told)
    return replace(told[0], sources=tuple(sources), as_of=" · ".join(dates))
