"""Write scenes as a PowerPoint deck with native shapes; the same input gives the same bytes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu

from dashboard.exports.deck.map import draw_inset, draw_map, draw_stamp
from dashboard.exports.deck.map_marks import Caption
from dashboard.exports.deck.map_picture import draw_picture
from dashboard.exports.deck.metrics import measure_height, measure_wide
from dashboard.exports.deck.notes import write_notes
from dashboard.exports.deck.panel import Panel
from dashboard.exports.deck.shapes import PT_SHARE, Sheet, describe_shape
from dashboard.exports.deck.templates.template import Template, fix_bytes
from dashboard.exports.deck.text import (
    AFTER,
    Line,
    find_title,
    number_shape,
    place_shape,
    style_title,
    write_lines,
)
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell_built
from dashboard.layout.font_files import find_missing, note_missing
from dashboard.layout.furniture import STAMP_GAP, locate_inset, plan_inset
from dashboard.layout.map_plan import choose_spotlight, plan_map
from dashboard.layout.page import Page, Rect
from dashboard.layout.projection import fit_extent
from dashboard.layout.type_styles import TEXT_STYLES
from dashboard.theme import PALETTES, PX_PER_PT
from dashboard.wording.formats import clean_text, format_date, label_status
from dashboard.wording.scene_text import describe_scene, keep_shown, number_gates
from dashboard.wording.wording import Wording, cite_brief, format_source, tell_title_rendering
from geodata.names import Policy
from geodata.records.layers import Layer
from geodata.scenes import ResolvedScene
from geodata.sources import Source

ProgressCallback = Callable[[str, float], None]
STAMP_MARGIN, STAMP_TOP, STAMP_HEIGHT = 40, 32, 42
SOURCE_PT, AGENDA_PT = 10, 15
"""Sizes of the sources and of the list of scenes, in points of the file."""
SHARES = tuple(share / 100 for share in range(100, 35, -5))
"""Sizes at which words are tried until they have room, as shares of their own."""
LEADING = 1.22
"""Distance of the lines of a paragraph in multiples of the size."""
MARGIN_SHARE = 1 / 16
"""Margin of the slides without a map, as a share of their width."""
BODY_TOP, COLUMN_GAP = 200, 40
GROUND_PX = 16
"""How far a plain ground reaches around words."""
LEAST_AROUND_PX = 1200
"""Width of a map from which it has room for a close-up."""
WIDE = 16 / 9
"""Width of a slide with a picture alone to its height."""
PROPERTY_LIMIT = 255
"""Longest property of a file, in characters."""


@dataclass(frozen=True)
class DeckStyle:
    """How a deck is made."""

    template: Template
    theme: str = "light"
    """`light` or `dark`; a template has its own."""
    pictures: bool = False
    """Whether maps are pictures instead of shapes."""


def write_deck(
    scenes: Sequence[ResolvedScene],
    wording: Wording,
    style: DeckStyle,
    *,
    report: ProgressCallback = lambda _step, _share: None,
) -> bytes:
    """Return a deck: title, a slide a scene, sources with links, method and limits.

    Parameters
    ----------
    scenes
        The scenes in the order of the slides.
    wording
        Words of the pack by a naming policy.
    style
        Template and theme.
    report
        Called with what is being made and the share that is done.
    """
    deck = _Deck(wording, style)
    deck.add_title(scenes)
    for place, scene in enumerate(scenes):
        report(wording.rename(scene.scene.title), place / len(scenes))
        deck.add_scene(scene)
    sources = {source.id: source for scene in scenes for source in scene.sources}
    deck.add_sources(list(sources.values()))
    deck.add_method()
    report(get_texts().joining, 1)
    return deck.close()


def write_picture(
    picture: bytes, title: str, told: Sequence[str], wording: Wording, style: DeckStyle
) -> bytes:
    """Return a deck of one slide that a picture fills.

    Parameters
    ----------
    picture
        16:9, as PNG.
    title
        Of the slide; it lies below the picture, for outlines and screen readers.
    told
        What the picture shows, in sentences: its description, and the notes of the slide.
    wording, style
        As for `write_deck`.
    """
    deck = _Deck(wording, style)
    deck.add_picture_slide(picture, title, told)
    return deck.close()


class _Deck:
    """A deck while it is being made."""

    def __init__(self, wording: Wording, style: DeckStyle) -> None:
        self.wording, self.style = wording, style
        self.deck = style.template.deck
        self.page = style.template.page
        self.theme = style.template.theme or style.theme
        self.palette = PALETTES[self.theme]
        self._finished: dict[str, bytes] = {}

    def close(self) -> bytes:
        brief = self.wording.pack.brief
        year, month, day = (*map(int, brief.date.split("-")), 1, 1)[:3]
        told, dated = self.deck.core_properties, datetime(year, month, day, tzinfo=UTC).replace(tzinfo=None)
        told.title, told.subject = (
            clean_text(text)[:PROPERTY_LIMIT] for text in (brief.title, cite_brief(brief))
        )
        told.author = told.last_modified_by = "SeaBrief"
        told.keywords = told.comments = ""
        told.created = told.modified = told.last_printed = dated
        told.revision = 1
        for slide in self.deck.slides:
            _note_missing(slide)
        return fix_bytes(self.deck, self._finished)

    def add_title(self, scenes: Sequence[ResolvedScene]) -> None:
        brief, texts = self.wording.pack.brief, get_texts()
        front = _lay_front(self.page)
        sheet = self._start(brief.title)
        self._set_title(sheet, front.title, 44, anchor=MSO_ANCHOR.BOTTOM)
        record = (
            (brief.subtitle, 20),
            (tell_title_rendering(brief), 16),
            (f"{brief.author} · {brief.venue}", 16),
            (texts.as_of_date.format(date=format_date(brief.date)), 16),
        )
        self._write(sheet, front.record, [Line(text, size) for text, size in record if text])
        agenda = [
            Line(f"{scene.number}  {self.wording.rename(scene.scene.title)}", AGENDA_PT) for scene in scenes
        ]
        self._write(sheet, front.agenda, [Line(texts.scenes, AGENDA_PT - 2), *agenda])
        self._write(sheet, front.foot, [Line(brief.rights, 11), Line(texts.deck_made, 11)])
        with sheet.group(texts.deck_head) as group:
            bar = Rect(front.title.left, front.title.top - 50, 96, 8)
            group.fill_rect(bar, "accent", texts.deck_head)

    def add_scene(self, scene: ResolvedScene) -> None:
        wording, shape = self.wording, self.page.width / self.page.height
        words = describe_scene(scene, wording.pack, policy=wording.names)
        sheet = self._start(words.title)
        page = Panel(words, wording.names).fit_page(shape, sheet)
        stamp = self._measure_stamp(words.stamp, page) if words.stamp else None
        close = locate_inset(scene, page) if page.map_rect.width >= LEAST_AROUND_PX else None
        frame = fit_extent(scene.scene.camera, page.map_rect)
        plan = plan_map(
            scene,
            frame,
            policy=wording.names,
            reserved=[rect.inset(-STAMP_GAP) for rect in (stamp, close) if rect],
            numbers=number_gates(scene),
            by_hand=not page.column_rects,
        )
        panel = Panel(keep_shown(words, plan.layers, plan.features), wording.names)
        for rect in (page.head_rect, *page.column_rects, page.footer_rect):
            self._paint(sheet, rect)
        left_out = panel.draw(sheet, page)
        self._style_title(sheet, panel.fit_title(page).size_pt * PT_SHARE, anchor=MSO_ANCHOR.BOTTOM)
        if self.style.pictures:
            self._add_picture(sheet, scene, page)
        else:
            captions = {shown.layer.id: self._caption(shown.layer) for shown in scene.layers}
            told, lit = wording.tell_map(scene), choose_spotlight(scene)
            draw_map(sheet, plan, captions, told=told, spotlight=lit)
            if close and (inset := plan_inset(scene, frame, close, policy=wording.names)):
                draw_inset(sheet, inset, captions)
            if stamp:
                draw_stamp(sheet, words.stamp, stamp)
        if notes := sheet.slide.notes_slide.notes_text_frame:
            notes.text = write_notes(scene, wording, left_out)
        self._finish(sheet)

    def add_picture_slide(self, picture: bytes, title: str, told: Sequence[str]) -> None:
        sheet, page = self._start(title), self.page
        height = min(page.height, page.width / WIDE)
        rect = Rect((page.width - height * WIDE) / 2, (page.height - height) / 2, height * WIDE, height)
        self._set_title(sheet, rect.inset(MARGIN_SHARE * height), 28, anchor=MSO_ANCHOR.MIDDLE)
        self._place_picture(sheet, picture, rect, title, " ".join(told))
        if notes := sheet.slide.notes_slide.notes_text_frame:
            notes.text = "\n".join(map(clean_text, told))
        self._finish(sheet)

    def add_sources(self, sources: Sequence[Source]) -> None:
        texts = get_texts()
        brief = self.wording.pack.brief
        entries = [Line(cite_brief(brief), SOURCE_PT, brief.url, brief.rights)]
        entries += [
            Line(source.title, SOURCE_PT, source.url, f"{format_source(source)} {tell_built(source.note)}")
            for source in sources
        ]
        rects = _lay_columns(self.page)
        pages = list(_paginate(entries, rects))
        for number, columns in enumerate(pages, 1):
            more = f" ({number}/{len(pages)})" if len(pages) > 1 else ""
            sheet = self._start(texts.sources + more)
            self._head(sheet)
            for rect, column in zip(rects, columns, strict=False):
                self._write(sheet, rect, column)

    def add_method(self) -> None:
        texts, page = get_texts(), self.page
        sheet = self._start(texts.method)
        self._head(sheet)
        margin = page.width * MARGIN_SHARE
        rect = Rect(margin, BODY_TOP, page.width - 2 * margin, page.height - BODY_TOP - 200)
        self._write(sheet, rect, [Line(line, 20) for line in texts.limits.values()])
        brief = self.wording.pack.brief
        foot = [Line(brief.rights, 13), Line(texts.as_of_date.format(date=format_date(brief.date)), 13)]
        self._write(sheet, Rect(margin, page.height - 180, page.width - 2 * margin, 150), foot)

    def _start(self, title: str) -> Sheet:
        template = self.style.template
        slide = self.deck.slides.add_slide(template.layout)
        for shape in list(slide.placeholders):
            if shape.element is not find_title(slide).element:
                shape.element.getparent().remove(shape.element)
        sheet = Sheet(slide, self.palette, scale=template.scale, scheme=template.scheme)
        find_title(slide).text_frame.text = clean_text(title)
        return sheet

    def _finish(self, sheet: Sheet) -> None:
        """Keep a slide as the bytes of its part alone: its tree takes twenty times as much memory."""
        _note_missing(sheet.slide)
        part = sheet.slide.part
        self._finished[part.partname.membername] = part.blob
        sheet.slide.shapes._spTree.clear()  # noqa: SLF001 - python-pptx writes all slides at the end only

    def _head(self, sheet: Sheet) -> None:
        texts = get_texts()
        margin = self.page.width * MARGIN_SHARE
        self._set_title(sheet, Rect(margin, 90, self.page.width - 2 * margin, 80), 34, anchor=MSO_ANCHOR.TOP)
        with sheet.group(texts.deck_head) as group:
            group.fill_rect(Rect(margin, 66, 64, 6), "accent", texts.deck_head)

    def _paint(self, sheet: Sheet, rect: Rect) -> None:
        """Lay a plain ground under words where the template has none."""
        texts = get_texts()
        if not self.style.template.hides(rect):
            return
        with sheet.group(texts.deck_ground, beneath=True) as group:
            group.fill_rect(rect, "paper", texts.deck_ground)

    def _set_title(self, sheet: Sheet, rect: Rect, size_pt: float, *, anchor: MSO_ANCHOR) -> None:
        """Put the title of a slide into a rectangle, smaller where a wide face would need more room."""
        self._paint(sheet, rect.inset(-GROUND_PX))
        title = find_title(sheet.slide)
        place_shape(sheet, title, rect)
        style = TEXT_STYLES["title"]
        sizes = (size_pt * share for share in SHARES)
        styles = [replace(style, size_pt=size / PT_SHARE) for size in sizes]
        heights = (
            measure_height(title.text_frame.text, one, rect.width, self.wording.names) for one in styles
        )
        fitting = (one for one, height in zip(styles, heights, strict=True) if height <= rect.height)
        self._style_title(sheet, next(fitting, styles[-1]).size_pt * PT_SHARE, anchor=anchor)

    def _style_title(self, sheet: Sheet, size_pt: float, *, anchor: MSO_ANCHOR) -> None:
        style_title(sheet, find_title(sheet.slide), size_pt)
        find_title(sheet.slide).text_frame.vertical_anchor = anchor

    def _write(self, sheet: Sheet, rect: Rect, lines: Sequence[Line]) -> None:
        """Write paragraphs, smaller where a wide face would need more room than there is."""
        policy = self.wording.names
        heights = {share: _measure_lines(lines, rect.width, policy, share) for share in SHARES}
        share = next((share for share, height in heights.items() if height <= rect.height), SHARES[-1])
        self._paint(sheet, replace(rect, height=heights[share]).inset(-GROUND_PX))
        write_lines(sheet, rect, [replace(line, size_pt=line.size_pt * share) for line in lines])

    def _caption(self, layer: Layer) -> Caption:
        title = self.wording.call(layer)
        return Caption(title, f"{title}: {label_status(layer)}")

    def _measure_stamp(self, text: str, page: Page) -> Rect:
        width = measure_wide(text, TEXT_STYLES["stamp"], self.wording.names) + 30
        rect = page.map_rect
        return Rect(rect.right - STAMP_MARGIN - width, rect.top + STAMP_TOP, width, STAMP_HEIGHT)

    def _add_picture(self, sheet: Sheet, scene: ResolvedScene, page: Page) -> None:
        """Put the map on the slide as a picture, with its words as the description."""
        drawn = draw_picture(scene, self.wording, self.theme, page)
        name = self.wording.rename(scene.scene.title)
        self._place_picture(sheet, drawn, page.map_rect, name, self.wording.tell_map(scene))

    def _place_picture(self, sheet: Sheet, drawn: bytes, rect: Rect, name: str, told: str) -> None:
        picture = sheet.slide.shapes.add_picture(BytesIO(drawn), Emu(0), Emu(0))
        place_shape(sheet, picture, rect)
        number_shape(sheet, picture)
        picture.name = clean_text(name)
        describe_shape(picture.element, clean_text(told))


def _note_missing(slide: Slide) -> None:
    """Note the characters on a slide that no font has."""
    letters = {letter for text in slide.element.iter(qn("a:t")) for letter in text.text or ""}
    note_missing(find_missing(letters))


@dataclass(frozen=True)
class _Front:
    """Where the words of the title slide stand."""

    title: Rect
    record: Rect
    agenda: Rect
    foot: Rect


def _lay_front(page: Page) -> _Front:
    margin = page.width * MARGIN_SHARE
    if page.column_rects:
        width, foot = page.width - 2 * margin, page.height - 150
        return _Front(
            Rect(margin, 120, width, 150),
            Rect(margin, 285, width, 150),
            Rect(margin, 460, width, foot - 480),
            Rect(margin, foot, width, 120),
        )
    width = 0.448 * page.width
    return _Front(
        Rect(margin, 300, width, 150),
        Rect(margin, 470, width, 300),
        Rect(0.588 * page.width, 250, 0.365 * page.width, 740),
        Rect(margin, 900, width, 120),
    )


def _lay_columns(page: Page) -> list[Rect]:
    """Return the columns of sources on a slide."""
    margin, count = page.width * MARGIN_SHARE, 1 if page.column_rects else 2
    width = (page.width - 2 * margin - COLUMN_GAP * (count - 1)) / count
    height = page.height - BODY_TOP - 80
    return [Rect(margin + place * (width + COLUMN_GAP), BODY_TOP, width, height) for place in range(count)]


def _measure_lines(lines: Iterable[Line], width: float, policy: Policy, share: float = 1) -> float:
    """Return the height of paragraphs with the room between them, in page units."""
    style, height = TEXT_STYLES["citation"], 0.0
    for line in lines:
        sized = replace(style, size_pt=line.size_pt * share / PT_SHARE, leading=LEADING)
        height += measure_height(line.whole, sized, width, policy)
        height += line.size_pt * share * AFTER / PT_SHARE * PX_PER_PT
    return height


def _paginate(entries: Sequence[Line], rects: Sequence[Rect]) -> Iterable[list[list[Line]]]:
    """Yield slides of columns that hold the entries at their size."""
    columns: list[list[Line]] = [[]]
    used = 0.0
    for entry in entries:
        height = _measure_lines([entry], rects[0].width, "dual")
        if used + height > rects[0].height and columns[-1]:
            columns.append([])
            used = 0
        columns[-1].append(entry)
        used += height
    for start in range(0, len(columns), len(rects)):
        yield columns[start : start + len(rects)]
