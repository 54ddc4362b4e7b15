"""A text of any usual format comes apart into sections and paragraphs, and says what its record may be."""

import pytest

from geodata.drafting.reading import SourceText, read_text
from geodata.errors import PackError
from tests.support.pdfs import write_drawn_pdf, write_pdf
from tests.support.word_files import CORE, W, run, write_word_file

MARKDOWN = """# The Sound

By Ada Byron, 6 May 2024

Ships pass **Helsingborg** on
their way to Gdansk.[^1]

## Ice

In March the Bothnian Bay is closed.

[^1]: A port of Poland.
"""


def list_sections(text: SourceText) -> list[tuple[str, list[str]]]:
    """Return the headings with the words of their paragraphs."""
    return [
        (
            section.heading,
            [" ".join(text.searchable[one.start : one.end].split()) for one in section.paragraphs],
        )
        for section in text.sections
    ]


def tell_record(text: SourceText) -> dict[str, str]:
    return {guess.field: guess.value for guess in text.record}


def test_markdown_keeps_its_offsets_and_loses_its_markup_and_notes() -> None:
    text = read_text("sound.md", MARKDOWN.encode())
    assert text.text == MARKDOWN
    assert list_sections(text) == [
        ("The Sound", ["Ships pass Helsingborg on their way to Gdansk."]),
        ("Ice", ["In March the Bothnian Bay is closed."]),
    ]
    assert [one.id for one in text.paragraphs] == ["1-1", "2-1"]
    assert len(text.searchable) == len(MARKDOWN)
    at = text.searchable.index("Helsingborg")
    assert MARKDOWN[at : at + len("Helsingborg")] == "Helsingborg"
    assert "Poland" not in text.searchable
    assert any("Poland" in note for note in text.notes)


def test_the_title_is_the_first_heading_even_where_only_author_and_date_stand_under_it() -> None:
    text = read_text("sound.md", b"# The Sound\n\nBy Ada Byron\n\n# Summary\n\nShips pass Helsingborg.\n")
    assert tell_record(text)["title"] == "The Sound"
    assert [section.heading for section in text.sections] == ["Summary"]


def test_date_and_language_of_the_text_go_before_those_that_a_program_wrote_into_the_file() -> None:
    core = CORE.replace("</cp:", "<dc:language>en-US</dc:language></cp:")
    german = "Die Schiffe fahren durch den Sund, und der Hafen von Kiel wartet auf sie. " * 3
    content = write_word_file(
        [("T1", run("Der Sund")), ("Normal", run("14. März 2022")), ("Normal", run(german))],
        parts={"docProps/core.xml": core},
    )
    told = tell_record(read_text("sund.docx", content))
    assert (told["date"], told["language"], told["author"]) == ("2022-03-14", "de", "Ada Byron")


def test_a_plain_text_has_sections_where_short_lines_stand_alone() -> None:
    text = read_text(
        "brief.txt",
        b"Ice in the Gulf\n\nThe ice comes late this year, and ships wait.\n\n"
        b"What follows\n\nThey sail in May.\n",
    )
    assert list_sections(text) == [
        ("Ice in the Gulf", ["The ice comes late this year, and ships wait."]),
        ("What follows", ["They sail in May."]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_plain_text_is_read_in_every_unicode_encoding(encoding: str) -> None:
    text = read_text("brief.txt", "Schiffe fahren nach Łódź und über den Öresund.".encode(encoding))
    assert "Łódź und über den Öresund." in text.searchable


def test_a_word_file_gives_headings_text_notes_and_its_properties() -> None:
    deleted = f"<w:del><w:r><w:delText>never</w:delText></w:r></w:del>{run(' to Gdansk.')}"
    content = write_word_file(
        [
            ("T1", run("The Sound")),
            ("Normal", run("Ships pass ") + run("Helsing") + run("borg") + deleted),
            ("T2", run("Ice")),
            ("Normal", run("In March the bay is closed &lt;b&gt;.")),
        ],
        parts={
            "word/header1.xml": f'<w:hdr xmlns:w="{W}"><w:p>{run("Confidential")}</w:p></w:hdr>',
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">'
            f"<w:p>{run('A port.')}</w:p></w:footnote></w:footnotes>",
        },
    )
    text = read_text("sound.docx", content)
    assert text.text == (
        "# The Sound\n\nShips pass Helsingborg to Gdansk.\n\n## Ice\n\nIn March the bay is closed <b>."
    )
    assert text.notes == ("A port.",)
    assert tell_record(text) | {"language": ""} == {
        "title": "Harbours",
        "author": "Ada Byron",
        "date": "2024-05-06",
        "language": "",
    }


def test_a_web_page_gives_its_article_without_scripts_navigation_and_footer() -> None:
    page = """<!DOCTYPE html><html lang="de"><head><title>Eis</title><meta name="author" content="Ada Byron">
    <script>marker()</script></head><body><nav>Kiel</nav><h1>Eis im Bottnischen Meerbusen</h1>
    <p>Die Schiffe warten <b>vor</b>&nbsp;Oulu.<br>Sie warten lange.</p><div hidden>Hamburg</div>
    <ul><li>Erstens Kemi.</li></ul><footer>Impressum Berlin</footer></body></html>"""
    text = read_text("eis.html", page.encode())
    assert list_sections(text) == [
        (
            "Eis im Bottnischen Meerbusen",
            ["Die Schiffe warten vor Oulu. Sie warten lange.", "Erstens Kemi."],
        )
    ]
    record = tell_record(text)
    assert (record["title"], record["author"], record["language"]) == ("Eis", "Ada Byron", "de")


def draw_lines(*lines: tuple[float, float, float, str]) -> bytes:
    """Return a page: for each line its type size, its place and its words."""
    return "\n".join(
        f"BT /F1 {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm ({words}) Tj ET" for size, x, y, words in lines
    ).encode("cp1252")


def test_a_pdf_in_two_columns_has_headings_by_their_size_and_footnotes_apart() -> None:
    body = [(10.0, 60.0, 700.0 - 12 * row, f"Line {row} of the left column goes on") for row in range(5)]
    body += [(10.0, 310.0, 700.0 - 12 * row, f"and row {row} of the right one too") for row in range(5)]
    page = draw_lines((16, 60, 740, "Straits and ice"), *body, (7, 60, 80, "1 A note about Oulu, far below."))
    text = read_text("straits.pdf", write_drawn_pdf(page))
    [(heading, [paragraph])] = list_sections(text)
    assert heading == "Straits and ice"
    assert paragraph.startswith("Line 0 of the left column goes on Line 1")
    assert paragraph.index("Line 4") < paragraph.index("and row 0")
    assert "Oulu" not in text.text
    assert text.notes == ("1 A note about Oulu, far below.",)


def test_running_heads_and_hyphens_of_a_pdf_are_gone() -> None:
    pages = [
        [
            (60.0, 800.0, "The Sound, 2024"),
            *((60.0, 700.0 - 12 * row, words) for row, words in enumerate(lines)),
        ]
        for lines in (
            ["Ships pass Helsing-", "borg every day of the year and wait."],
            ["Ice comes late in the winter of this", "year, says the office."],
            ["In May they sail again to the north and", "to the east."],
        )
    ]
    text = read_text("sound.pdf", write_pdf(pages))
    assert "Ships pass Helsingborg every day" in text.text
    assert "The Sound, 2024" not in text.searchable


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("brief.txt", b"", "The file is empty"),
        ("brief.txt", b"\xff\xfe\xfa", "Expected text in"),
        ("brief.docx", b"PK\x03\x04nothing", "another archive, not a text"),
        ("brief.docx", b"Plain words.", "not a Word file, although"),
        ("brief.pdf", b"Plain words.", "not a PDF, although"),
        ("brief.doc", b"\xd0\xcf\x11\xe0", "a Word file of the old kind"),
        ("brief.html", b"", "There is no text in the page"),
        ("brief.html", b"<html><body><script>1</script></body></html>", "The file is empty"),
        ("brief.md", b"# Only a heading\n", "no paragraph"),
        ("brief.html", b"<html>" + b"<div>" * 2000 + b"x", "inside each other"),
        ("brief.docx", write_word_file([], parts={"word/document.xml": "<broken"}), "no sound XML"),
        (
            "brief.docx",
            write_word_file(
                [],
                parts={"word/document.xml": '<!DOCTYPE x [<!ENTITY a "a">]><w:p xmlns:w="w">&a;</w:p>'},
            ),
            "declares a document type",
        ),
        ("brief.docx", write_word_file([], parts={"word/document.xml": " " * 41_000_000}), "more than 40 MB"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence_with_its_name(
    name: str, content: bytes, told: str
) -> None:
    with pytest.raises(PackError) as caught:
        read_text(name, content)
    assert str(caught.value).startswith(name)
    assert told in str(caught.value)
