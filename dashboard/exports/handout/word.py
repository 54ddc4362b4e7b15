"""Write a handout as a Word document; the same input gives the same bytes."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from dashboard.exports.handout.content import Handout, Quotation, SceneSheet, list_runs
from dashboard.exports.handout.pictures import SAMPLES, MapPicture
from dashboard.exports.handout.tables import Table
from dashboard.exports.handout.word_parts import (
    add_field,
    add_link,
    close_field,
    describe_picture,
    dress_table,
    drop_parts,
    find_colour,
    keep_writable,
    mark_paragraph,
    open_field,
    set_language,
    shade_style,
)
from dashboard.exports.request import write_zip
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator
from dashboard.layout.type_styles import FAMILIES

PAPERS_MM = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height of paper."""
SIDE_MM, TOP_MM, BOTTOM_MM = 16.0, 21.0, 19.0
"""Margins."""
SAMPLE_MM = 7.0
"""Width of a sample of the legend."""
MM_A_LETTER, PADDING_MM, LEAST_MM = 1.8, 4.5, 19.0
"""Width of a letter of a table, whatever the face, of the room beside its text, and of a narrow column."""
MOST_FIXED = 0.7
"""Most of the width of a table that columns as wide as their words take."""
KEPT_ROWS = 12
"""Rows of a table up to which it stays on one page."""
PROPERTY_LIMIT = 255
"""Longest property of a file, in characters."""
_SIZES = {
    "Normal": (9.5, "sans", "ink"),
    "Title": (30, "serif", "ink"),
    "Subtitle": (14, "sans", "ink2"),
    "Heading 1": (19, "serif", "ink"),
    "Heading 2": (10, "sans", "ink2"),
    "Heading 3": (10.5, "serif", "ink"),
    "Quote": (11, "serif", "ink"),
    "Caption": (7.5, "sans", "ink2"),
}
"""Style -> its size in points, its family and its colour."""
_SPACES = {"Heading 1": (0, 6), "Heading 2": (12, 4), "Heading 3": (9, 3), "Quote": (6, 2), "Caption": (2, 8)}
"""Style -> room above and below it, in points."""


def write_word(handout: Handout, pictures: Sequence[MapPicture], folder: Path, *, paper: str) -> bytes:
    """Return a handout as a Word document with headings, captions, links and a text for each map.

    Parameters
    ----------
    handout
        What it says.
    pictures
        The maps of its scenes as PNG, in their order.
    folder
        Where they lie, with the samples of the legends as PNG beside them.
    paper
        `a4` or `letter`.
    """
    writer = _Writer(handout, folder, paper)
    writer.add_cover()
    for sheet, picture in zip(handout.scenes, pictures, strict=True):
        writer.add_scene(sheet, picture)
    writer.add_method()
    writer.add_sources()
    return writer.close()


class _Writer:
    """A document while it is being written."""

    def __init__(self, handout: Handout, folder: Path, paper: str) -> None:
        self.handout, self.folder = handout, folder
        self.document = Document()
        drop_parts(self.document)
        self.marks = 0
        self._set_page(*PAPERS_MM[paper])
        self._set_styles()

    def close(self) -> bytes:
        """Return the file."""
        handout, told = self.handout, self.document.core_properties
        told.title, told.subject = (
            keep_writable(text)[:PROPERTY_LIMIT] for text in (handout.title, handout.record)
        )
        told.author = told.last_modified_by = "SeaBrief"
        told.comments, told.keywords, told.language = "", "", get_translator().language
        told.created = told.modified = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
        told.revision = 1
        saved = BytesIO()
        self.document.save(saved)
        with ZipFile(saved) as package:
            return write_zip({name: package.read(name) for name in package.namelist()})

    def add_cover(self) -> None:
        handout, texts = self.handout, get_texts()
        self._write(texts.handout_of.format(len(handout.scenes)), size=9, colour="ink2", bold=True)
        self._write(handout.title, "Title")
        if handout.subtitle:
            self._write(handout.subtitle, "Subtitle")
        record = self.document.add_paragraph()
        self._add_source_link(record, handout.record, handout.address)
        self._write(handout.as_of)
        if handout.notional:
            told = texts.handout_notional.format(stamp=texts.stamp)
            self._write(told, colour="band", bold=True)
        self._write(texts.contents, "TOC Heading")
        self._add_contents()
        self._write(handout.rights, size=8, colour="ink2")
        self._write(texts.handout_made, size=8, colour="ink2")

    def add_scene(self, sheet: SceneSheet, picture: MapPicture) -> None:
        texts, words = get_texts(), sheet.words
        kicker = self._write(words.kicker.upper(), size=8.5, colour="ink2", bold=True)
        kicker.paragraph_format.page_break_before = True
        kicker.paragraph_format.keep_with_next = True
        self._head(words.title or sheet.id, 1, mark=f"scene-{sheet.id}")
        self._write(words.takeaway, size=11.5)
        self._add_map(sheet, picture)
        self._add_legend(sheet)
        if sheet.quotations:
            self._head(texts.quotes, 2)
        for quotation in sheet.quotations:
            self._add_quotation(quotation)
        if sheet.tables:
            self._head(texts.figures, 2)
            for table in sheet.tables:
                self._add_table(table)
        if sheet.events:
            self._head(texts.events, 2)
            self._add_table(sheet.events)
        if sheet.notes:
            self._head(texts.spoken_notes, 2)
            for line in sheet.notes:
                self._write(line)
        self._cite_sources(sheet)

    def add_method(self) -> None:
        texts = get_texts()
        self._head(texts.method, 1, mark="method").paragraph_format.page_break_before = True
        for line in self.handout.limits:
            self._write(line, "List Bullet")
        self._write(self.handout.rights, size=8, colour="ink2")
        if self.handout.members:
            self._head(texts.members_table, 2)
            self._add_table(self.handout.members)

    def add_sources(self) -> None:
        texts, rank = get_texts(), ""
        self._head(texts.sources, 1, mark="sources").paragraph_format.page_break_before = True
        self._write(texts.sources_numbered, size=8.5, colour="ink2")
        for source in self.handout.sources:
            if source.rank != rank:
                rank = source.rank
                self._head(rank, 2)
            entry = self._write(f"[{source.number}]\t", size=8)
            entry.paragraph_format.left_indent, entry.paragraph_format.first_line_indent = Mm(9), Mm(-9)
            self._add_source_link(entry, source.title, source.address).font.size = Pt(8)
            entry.add_run().add_break()
            entry.add_run(keep_writable(source.told)).font.size = Pt(8)
            self._mark(entry, f"source-{source.number}")

    def _set_page(self, width: float, height: float) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(SIDE_MM)
        section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
        section.header_distance = section.footer_distance = Mm(10)
        self.room = Mm(width - 2 * SIDE_MM)
        section.different_first_page_header_footer = True
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        self._stretch(header, keep_writable(f"{self.handout.title}\t{self.handout.as_of}"))
        before, _, after = str(get_texts().page_of).partition("{page}")
        between, _, after = after.partition("{pages}")
        self._stretch(footer, f"{get_texts().no_position}\t{before}")
        add_field(footer, "PAGE", "1")
        footer.add_run(between)
        add_field(footer, "NUMPAGES", "1")
        footer.add_run(after)

    def _stretch(self, paragraph: Paragraph, text: str) -> None:
        """Write a line whose part after the tabulator stands at the right margin."""
        stops = paragraph.paragraph_format.tab_stops
        for stop in list(paragraph.style.paragraph_format.tab_stops) if paragraph.style else ():
            stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
        stops.add_tab_stop(self.room, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(text).font.size = Pt(8)

    def _set_styles(self) -> None:
        styles = self.document.styles
        language = get_translator().language
        for lang in styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), language)
        for name, (size, family, colour) in _SIZES.items():
            style = styles[name]
            if not isinstance(style, ParagraphStyle):
                raise TypeError(name)
            style.font.size, style.font.name = Pt(size), FAMILIES[family]
            style.font.color.rgb = find_colour(colour)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for part in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
                fonts.attrib.pop(qn(f"w:{part}"), None)
            if name == "Quote":
                shade_style(style)
            if name in _SPACES:
                above, below = _SPACES[name]
                style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        normal = styles["Normal"]
        if isinstance(normal, ParagraphStyle):
            normal.paragraph_format.space_after = Pt(4)

    def _write(
        self, text: str, style: str = "Normal", *, size: float = 0, colour: str = "", bold: bool = False
    ) -> Paragraph:
        """Append a paragraph."""
        paragraph = self.document.add_paragraph(style=style)
        run = paragraph.add_run(keep_writable(text))
        if size:
            run.font.size = Pt(size)
        if colour:
            run.font.color.rgb = find_colour(colour)
        if bold:
            run.bold = True
        return paragraph

    def _head(self, text: str, level: int, *, mark: str = "") -> Paragraph:
        """Append a heading, with a bookmark where links lead to it."""
        heading = self._write(text, f"Heading {level}")
        if mark:
            self._mark(heading, mark)
        return heading

    def _mark(self, paragraph: Paragraph, name: str) -> None:
        self.marks += 1
        mark_paragraph(paragraph, name, self.marks)

    def _add_source_link(self, paragraph: Paragraph, text: str, address: str) -> Run:
        """Append a title, with a link where there is an address."""
        if address:
            return add_link(paragraph, text, address=address)
        return paragraph.add_run(keep_writable(text))

    def _add_contents(self) -> None:
        """Append a table of contents, which Word can update to have numbers of pages."""
        texts = get_texts()
        entries = [(sheet.words.title or sheet.id, f"scene-{sheet.id}") for sheet in self.handout.scenes]
        entries += [(texts.method, "method"), (texts.sources, "sources")]
        for place, (title, mark) in enumerate(entries):
            line = self.document.add_paragraph()
            line.paragraph_format.space_after = Pt(2)
            if place == 0:
                open_field(line, 'TOC \\o "1-1" \\h')
            add_link(line, title, mark=mark)
            if place == len(entries) - 1:
                close_field(line)

    def _add_map(self, sheet: SceneSheet, picture: MapPicture) -> None:
        texts = get_texts()
        holder = self.document.add_paragraph()
        holder.paragraph_format.space_after = Pt(2)
        holder.paragraph_format.keep_with_next = True
        run = holder.add_run()
        run.add_picture(str(picture.path), width=self.room)
        describe_picture(run, sheet.told, name=texts.map_of.format(title=sheet.id))
        caption = self._write(f"{texts.numbered_map} ", "Caption")
        add_field(caption, "SEQ Map \\* ARABIC", str(self.handout.scenes.index(sheet) + 1))
        told = texts.map_caption.format(
            projection=picture.projection, as_of=self.handout.as_of, limits=texts.no_position
        )
        caption.add_run(keep_writable(f". {told}"))

    def _add_legend(self, sheet: SceneSheet) -> None:
        for heading, entries in sheet.words.legend.items():
            head = self._write(heading, size=8, colour="ink2", bold=True)
            head.paragraph_format.space_after = Pt(1)
            head.paragraph_format.keep_with_next = True
            for entry in entries:
                line = self.document.add_paragraph()
                line.paragraph_format.space_after = Pt(1)
                line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(10), Mm(-10)
                line.paragraph_format.tab_stops.add_tab_stop(Mm(10))
                sample = line.add_run()
                sample.add_picture(str(self.folder / SAMPLES / f"{entry.style}.png"), width=Mm(SAMPLE_MM))
                describe_picture(sample, "", name=entry.style)
                line.add_run(keep_writable(f"\t{entry.title}"))
                noted = line.add_run(keep_writable("".join(f" · {note}" for note in entry.notes)))
                noted.font.size, noted.font.color.rgb = Pt(8), find_colour("ink2")

    def _add_quotation(self, quotation: Quotation) -> None:
        quote = self.document.add_paragraph(style="Quote")
        quote.paragraph_format.keep_with_next = True
        words = quote.add_run(keep_writable(quotation.quote))
        if self.handout.language:
            set_language(words, self.handout.language)
        place = self._write(f"{quotation.id} · {quotation.place}", size=8, colour="ink2", bold=True)
        place.paragraph_format.keep_with_next = True
        place.paragraph_format.space_after = Pt(1)
        self._write(quotation.summary)

    def _cite_sources(self, sheet: SceneSheet) -> None:
        cited = self._write(f"{get_texts().scene_sources}: ", size=8, colour="ink2")
        for first, last in list_runs(sheet.sources):
            told = f"[{first}]" if first == last else f"[{first}–{last}]"
            add_link(cited, told, mark=f"source-{first}").font.size = Pt(8)
            cited.add_run(" ")

    def _add_table(self, told: Table) -> None:
        if told.title:
            self._head(told.title, 3)
        table = self.document.add_table(len(told.rows) + 1, len(told.head))
        for place, row in enumerate((told.head, *told.rows)):
            for column, (cell, text) in enumerate(zip(table.rows[place].cells, row, strict=True)):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(1)
                paragraph.paragraph_format.keep_with_next = place < min(len(told.rows), KEPT_ROWS)
                run = paragraph.add_run(keep_writable(text))
                run.font.size = Pt(8.5)
                run.bold = place == 0 or column == 0
                if column and told.figures:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        dress_table(table, told.title, _share_room(told, self.room / Mm(1)))
        if told.note:
            self._write(told.note, size=7.5, colour="ink2").paragraph_format.space_before = Pt(3)


def _share_room(table: Table, room: float) -> list[float]:
    """Return the widths of the columns of a table in a room, all in millimetres."""
    columns = list(zip(table.shares, table.lengths, strict=True))
    widths = [0.0 if share else max(LEAST_MM, MM_A_LETTER * length + PADDING_MM) for share, length in columns]
    fit = min(1.0, MOST_FIXED * room / sum(widths)) if any(widths) else 1.0
    left = room - fit * sum(widths)
    return [
        fit * width or left * share / sum(table.shares)
        for width, share in zip(widths, table.shares, strict=True)
    ]
