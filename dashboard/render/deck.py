"""Write scenes as a deck of slides whose maps are native shapes; the same input gives the same bytes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from dashboard.render.catalogue import format_date, label_status
from dashboard.render.deckmap import draw_inset, draw_map, draw_stamp
from dashboard.render.deckmarks import Caption
from dashboard.render.decknotes import write_notes
from dashboard.render.deckpanel import ROOM, draw_panel, find_title, fit_title, place_shape
from dashboard.render.deckpicture import draw_picture
from dashboard.render.deckshapes import PT_SHARE, Sheet, tell_shape
from dashboard.render.decktemplate import PAGE, Template, fix_bytes
from dashboard.render.frames import fit_frame
from dashboard.render.furniture import STAMP_GAP
from dashboard.render.inset import locate_inset, plan_inset
from dashboard.render.legend import describe_scene, keep_shown, number_gates
from dashboard.render.lettering import clean_text, measure_text, wrap_text
from dashboard.render.pages import Rect
from dashboard.render.plan import plan_map
from dashboard.render.slide import choose_spotlight
from dashboard.render.theme import PALETTES, PX_PER_PT
from dashboard.render.typefaces import TEXT_STYLES
from dashboard.render.words import Wording, cite_brief, tell_source
from geodata.records import Layer
from geodata.scenes import ResolvedScene
from geodata.sources import Source

Report = Callable[[str, float], None]
STAMP_MARGIN, STAMP_TOP, STAMP_HEIGHT = 40, 32, 42
SOURCE_PT = 10
"""Size of the sources, in points of the file."""
AGENDA_PX, AGENDA_PT, AGENDA_LEAST_PT = 740, 15, 9
"""Height of the list of scenes, and the sizes of its lines in points of the file."""
AGENDA_STEP = 3.4
"""Page units that a line takes with the room below it, to a point of its size."""
BODY_TOP, BODY_PX, COLUMN_PX = 200, 800, 820
PROPERTY_LIMIT = 255
"""Longest property of a file, in characters."""
WEB = ("https://", "http://")
"""What an address has to begin with to become a link."""


@dataclass(frozen=True)
class DeckStyle:
    """How a deck is made."""

    template: Template
    theme: str = "light"
    """`light` or `dark`."""
    pictures: bool = False
    """Whether maps are pictures instead of shapes."""


def write_deck(
    scenes: Sequence[ResolvedScene],
    wording: Wording,
    style: DeckStyle,
    *,
    report: Report = lambda _step, _share: None,
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

    Raises
    ------
    GlyphError
        No font at hand has a character whose width has to be known.
    """
    deck = _Deck(wording, style)
    deck.add_title(scenes)
    for place, scene in enumerate(scenes):
        report(wording.rename(scene.scene.title), place / len(scenes))
        deck.add_scene(scene)
    sources = {source.id: source for scene in scenes for source in scene.sources}
    deck.add_sources(list(sources.values()))
    deck.add_method()
    report(wording.texts.joining, 1)
    return deck.close()


def size_agenda(scenes: int) -> float:
    """Return the size in which a number of scenes is listed on the title slide, in points of the file."""
    return max(AGENDA_LEAST_PT, min(AGENDA_PT, AGENDA_PX / (scenes + 1) / AGENDA_STEP))


class _Deck:
    """A deck while it is being made."""

    def __init__(self, wording: Wording, style: DeckStyle) -> None:
        self.wording, self.style = wording, style
        self.deck = style.template.deck
        self.palette = PALETTES[style.theme]
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
        return fix_bytes(self.deck, self._finished)

    def add_title(self, scenes: Sequence[ResolvedScene]) -> None:
        brief, texts = self.wording.pack.brief, self.wording.texts
        sheet = self._start(brief.title)
        left, width = 120.0, 860.0
        place_shape(sheet, find_title(sheet.slide), Rect(left, 300, width, 150))
        self._set_title(sheet, 44, anchor=MSO_ANCHOR.BOTTOM)
        record = (
            (brief.subtitle, 20),
            (f"{brief.author} · {brief.series}", 16),
            (f"{texts.as_of} {format_date(brief.date)}", 16),
        )
        self._write(sheet, Rect(left, 470, width, 160), [(text, "", size) for text, size in record if text])
        size = size_agenda(len(scenes))
        agenda = [(f"{scene.number}  {self.wording.rename(scene.scene.title)}", "", size) for scene in scenes]
        self._write(sheet, Rect(1130, 250, 700, AGENDA_PX), [(texts.scenes, "", size - 2), *agenda])
        foot = [(brief.rights, "", 11), (texts.deck_made, "", 11)]
        self._write(sheet, Rect(left, 930, width, 90), foot)
        with sheet.group(texts.deck_head) as group:
            group.fill_rect(Rect(left, 250, 96, 8), "accent", texts.deck_head)

    def add_scene(self, scene: ResolvedScene) -> None:
        wording = self.wording
        words = describe_scene(scene, wording.pack, policy=wording.names, texts=wording.texts)
        sheet = self._start(words.title)
        stamp = self._measure_stamp(words.stamp) if words.stamp else None
        close = locate_inset(scene, PAGE)
        frame = fit_frame(scene.scene.camera, PAGE.map_rect)
        plan = plan_map(
            scene,
            frame,
            policy=wording.names,
            reserved=[rect.inset(-STAMP_GAP) for rect in (stamp, close) if rect],
            numbers=number_gates(scene),
            texts=wording.texts,
        )
        shown = keep_shown(words, plan.layers)
        title = fit_title(shown.title, PAGE, wording.names)
        left_out = draw_panel(sheet, shown, title, PAGE, wording.names, wording.texts)
        self._set_title(sheet, title.size_pt * PT_SHARE, anchor=MSO_ANCHOR.TOP)
        if self.style.pictures:
            self._add_picture(sheet, scene)
        else:
            captions = {shown.layer.id: self._caption(shown.layer) for shown in scene.layers}
            told, lit = wording.tell_map(scene), choose_spotlight(scene)
            draw_map(sheet, plan, captions, wording.texts, told=told, spotlight=lit)
            if close and (
                inset := plan_inset(scene, frame, close, policy=wording.names, texts=wording.texts)
            ):
                draw_inset(sheet, inset, captions, wording.texts)
            if stamp:
                draw_stamp(sheet, words.stamp, stamp)
        if notes := sheet.slide.notes_slide.notes_text_frame:
            notes.text = write_notes(scene, wording, left_out)
        self._finish(sheet)

    def add_sources(self, sources: Sequence[Source]) -> None:
        texts = self.wording.texts
        brief = self.wording.pack.brief
        entries = [(cite_brief(brief), brief.url, brief.rights)]
        entries += [(source.title, source.url, f"{tell_source(source)} {source.note}") for source in sources]
        pages = list(_paginate(entries))
        for number, columns in enumerate(pages, 1):
            more = f" ({number}/{len(pages)})" if len(pages) > 1 else ""
            sheet = self._start(texts.sources + more)
            self._head(sheet)
            for place, column in enumerate(columns):
                rect = Rect(120 + 860 * place, BODY_TOP, COLUMN_PX, BODY_PX)
                self._write(
                    sheet,
                    rect,
                    [(title, url, SOURCE_PT) for title, url, _ in column],
                    [told for *_, told in column],
                )

    def add_method(self) -> None:
        texts = self.wording.texts
        sheet = self._start(texts.method)
        self._head(sheet)
        self._write(sheet, Rect(120, BODY_TOP, 1560, 700), [(line, "", 20) for line in texts.limits])
        brief = self.wording.pack.brief
        foot = [(brief.rights, "", 13), (f"{texts.as_of} {format_date(brief.date)}", "", 13)]
        self._write(sheet, Rect(120, 900, 1680, 100), foot)

    def _start(self, title: str) -> Sheet:
        slide = self.deck.slides.add_slide(self.style.template.layout)
        for shape in list(slide.placeholders):
            if shape.element is not find_title(slide).element:
                shape.element.getparent().remove(shape.element)
        sheet = Sheet(slide, self.palette, scale=self.style.template.scale)
        find_title(slide).text_frame.text = clean_text(title)
        return sheet

    def _finish(self, sheet: Sheet) -> None:
        """Keep a slide as the bytes of its part alone: its tree takes twenty times as much memory."""
        part = sheet.slide.part
        self._finished[part.partname.membername] = part.blob
        sheet.slide.shapes._spTree.clear()  # noqa: SLF001 - python-pptx writes all slides at the end only

    def _head(self, sheet: Sheet) -> None:
        place_shape(sheet, find_title(sheet.slide), Rect(120, 90, 1560, 70))
        self._set_title(sheet, 34, anchor=MSO_ANCHOR.TOP)
        with sheet.group(self.wording.texts.deck_head) as group:
            group.fill_rect(Rect(120, 66, 64, 6), "accent", self.wording.texts.deck_head)

    def _set_title(self, sheet: Sheet, size_pt: float, *, anchor: MSO_ANCHOR) -> None:
        frame = find_title(sheet.slide).text_frame
        frame.word_wrap, frame.vertical_anchor = True, anchor
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.line_spacing = 0.9
            for run in paragraph.runs:
                run.font.size = Pt(size_pt * self.style.template.scale)
                run.font.bold = True

    def _write(
        self,
        sheet: Sheet,
        rect: Rect,
        lines: Iterable[tuple[str, str, float]],
        asides: Iterable[str] = (),
    ) -> None:
        """Write paragraphs, each a text with a link and a size, and an aside behind it where one is given."""
        shape = sheet.slide.shapes.add_textbox(*[Emu(0)] * 4)
        place_shape(sheet, shape, rect)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        told, written = list(asides), list(lines)
        shape.name = clean_text(written[0][0])
        for place, (text, url, size) in enumerate(written):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size / 2 * self.style.template.scale)
            run = paragraph.add_run()
            run.text = clean_text(text)
            if url.startswith(WEB):
                run.hyperlink.address = url
            runs = [run]
            if told:
                runs.append(paragraph.add_run())
                runs[-1].text = clean_text(f". {told[place]}")
            for part in runs:
                part.font.size = Pt(size * self.style.template.scale)

    def _caption(self, layer: Layer) -> Caption:
        title = self.wording.call(layer)
        return Caption(title, f"{title}: {label_status(layer, self.wording.texts)}")

    def _measure_stamp(self, text: str) -> Rect:
        width = ROOM * measure_text(text, TEXT_STYLES["stamp"], self.wording.names) + 30
        rect = PAGE.map_rect
        return Rect(rect.right - STAMP_MARGIN - width, rect.top + STAMP_TOP, width, STAMP_HEIGHT)

    def _add_picture(self, sheet: Sheet, scene: ResolvedScene) -> None:
        """Put the map on the slide as a picture, with its words as the description."""
        drawn = draw_picture(scene, self.wording, self.style.theme)
        picture = sheet.slide.shapes.add_picture(BytesIO(drawn), Emu(0), Emu(0))
        place_shape(sheet, picture, PAGE.map_rect)
        picture.name = clean_text(self.wording.rename(scene.scene.title))
        tell_shape(picture.element, self.wording.tell_map(scene))


def _paginate(entries: Sequence[tuple[str, str, str]]) -> Iterable[list[list[tuple[str, str, str]]]]:
    """Yield pages of two columns that hold the entries at the size of the sources."""
    style = replace(TEXT_STYLES["citation"], size_pt=SOURCE_PT / PT_SHARE)
    columns: list[list[tuple[str, str, str]]] = [[]]
    used = 0.0
    for entry in entries:
        lines = wrap_text(clean_text(f"{entry[0]}. {entry[2]}"), style, COLUMN_PX / ROOM)
        height = len(lines) * style.size_pt * PX_PER_PT * 1.22 + 8
        if used + height > BODY_PX and columns[-1]:
            columns.append([])
            used = 0
        columns[-1].append(entry)
        used += height
    for start in range(0, len(columns), 2):
        yield columns[start : start + 2]
