"""Texts in files: plain, Markdown and PDF; the PDFs are written by the tests."""

from pathlib import Path

import pytest

from geodata.errors import PackError
from geodata.packs.pack import find_text
from geodata.text import documents
from geodata.text.documents import decode_manuscript, read_document
from geodata.text.paragraphs import anchor_passages, split_paragraphs
from geodata.text.quotes import Selector
from tests.support.pdfs import compress_pdf, encrypt_pdf, set_columns, write_drawn_pdf, write_pdf

FIRST = (
    "  Nine ships lay in the har-",
    "bour mouth when the fog came",
    "in. Nobody counted them, for",
    "the keeper of the light was",
    "asleep.",
    "  A letter from the ministry",
    "asked for fewer ships, or for",
    "better fog, and it was filed",
)
SECOND = ("under “humour” by the clerk.", "  Then the wind turned.", "The ships left, all nine.")
PDF = write_pdf(
    [
        [(60, 800, "Toy Comment 1"), *set_columns(FIRST), (60, 40, "1")],
        [(60, 800, "Toy Comment 1"), *set_columns(SECOND), (60, 40, "2")],
        [(60, 800, "Toy Comment 1"), (60, 700, "The end of the whole story."), (60, 40, "3")],
    ]
)


def read(content: bytes, name: str = "brief.pdf") -> str:
    return decode_manuscript(content, name).text


def test_paragraphs_of_a_pdf_run_through_columns_and_pages() -> None:
    paragraphs = [paragraph.text for paragraph in split_paragraphs(read(PDF))]
    first, second, third, fourth = paragraphs
    assert first.startswith("Nine ships lay in the harbour mouth when the fog came in. Nobody counted")
    assert first.endswith("for the keeper of the light was asleep.")
    assert second.startswith("A letter from the ministry asked for fewer ships, or for better fog, and it")
    assert second.endswith("it was filed under “humour” by the clerk.")
    assert third == "Then the wind turned. The ships left, all nine."
    assert fourth == "The end of the whole story."


def test_a_quote_is_anchored_across_a_page_with_head_and_number_between() -> None:
    manuscript = decode_manuscript(PDF, "brief.pdf")
    selectors = [Selector("A", "lay in the harbour mouth"), Selector("B", 'was filed under "humour" by')]
    first, second = anchor_passages(selectors, manuscript.text)
    assert manuscript.find_page(first.anchor.start) == 1
    assert manuscript.find_page(second.anchor.end) == 2
    assert manuscript.text[second.anchor.start : second.anchor.end].startswith("was filed")


def test_the_pdf_of_a_pack_is_found_and_read(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(PDF)
    path = find_text(tmp_path)
    assert path == tmp_path / "brief.pdf"
    assert "Nine ships" in read_document(path).text


def test_a_pdf_under_any_name_is_read_as_one() -> None:
    assert "Nine ships" in read(PDF, "brief.txt")


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    assert "Nine ships" in read(encrypt_pdf(PDF, ""))


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_an_encrypted_pdf_that_opens_without_a_password_is_read(algorithm: str) -> None:
    assert read(encrypt_pdf(PDF, "", algorithm=algorithm)) == read(PDF)
    with pytest.raises(PackError, match="opens only with a password; save a copy without one"):
        read(encrypt_pdf(PDF, "secret", algorithm=algorithm))


def test_a_pdf_with_other_encryption_is_said_so() -> None:
    content = encrypt_pdf(PDF, "").replace(b"/Filter /Standard", b"/Filter /Adobe.PK")
    with pytest.raises(PackError, match="encrypted in a way that cannot be read here"):
        read(content)


def test_small_figures_of_a_pdf_are_marks_and_a_formula_stays() -> None:
    drawn = (
        b"BT /F1 10 Tf 1 0 0 1 60 700 Tm (The ferries of the sound) Tj /F1 6 Tf 1 0 0 1 172 704 Tm (1) Tj "
        b"/F1 10 Tf 1 0 0 1 176 700 Tm ( burn CO) Tj /F1 6 Tf 1 0 0 1 214 698 Tm (2) Tj "
        b"/F1 10 Tf 1 0 0 1 218 700 Tm ( at night.) Tj ET"
    )
    text = read(write_drawn_pdf(drawn))
    assert " ".join(text.split()) in (
        "The ferries of the sound ¹ burn CO2 at night.",
        "The ferries of the sound¹ burn CO2 at night.",
    )
    [passage] = anchor_passages([Selector("A", "ferries of the sound burn CO2 at night")], text)
    assert passage.anchor.end == len(text) - 1


def test_lines_of_a_turned_page_make_paragraphs() -> None:
    lines = ("The ferries of the sound", "run at night, and", "by day.", "The bridge is new.")
    turned = b"".join(
        b"BT /F1 10 Tf 0 1 -1 0 %d 60 Tm (%s) Tj ET\n" % (x, line.encode())
        for x, line in zip((100, 112, 124, 152), lines, strict=True)
    )
    paragraphs = split_paragraphs(read(write_drawn_pdf(turned)))
    assert [paragraph.text for paragraph in paragraphs] == [
        "The ferries of the sound run at night, and by day.",
        "The bridge is new.",
    ]


def test_a_pdf_with_a_damaged_table_is_read() -> None:
    start = PDF.rindex(b"startxref")
    assert read(PDF[:start] + b"startxref\n7\n%%EOF\n") == read(PDF)


def test_a_compressed_pdf_is_read() -> None:
    assert read(compress_pdf(PDF)) == read(PDF)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_every_unicode_encoding_that_says_what_it_is_is_read(encoding: str) -> None:
    manuscript = decode_manuscript("Neun Schiffe für “Łódź”.".encode(encoding), "brief.txt")
    [passage] = anchor_passages([Selector("A", 'Schiffe für "Łódź"')], manuscript.text)
    assert passage.paragraph.text == "Neun Schiffe für “Łódź”."


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf \r\n\t", "The file is empty"),
        (
            "One.\nFür".encode("cp1252"),
            "Expected text in UTF-8; byte 6, in line 2, is not. Save the text as UTF-8",
        ),
        ("船".encode("shift-jis"), "Expected text in UTF-8"),
        ("Nine ships.".encode("utf-16-le"), "holds zero bytes, so it is no text in UTF-8"),
        (b"\xff\xfeN", "Expected text in UTF-16"),
        (b"PK\x03\x04word", "This is an OpenDocument or EPUB file"),
        (b"{\\rtf1 Ships}", "This is a rich text file"),
    ],
    ids=["empty", "blank", "cp1252", "shift-jis", "utf-16 without a mark", "cut utf-16", "docx", "rtf"],
)
def test_a_file_that_is_no_text_is_said_so(content: bytes, problem: str) -> None:
    with pytest.raises(PackError, match=rf"^brief\.txt: .*{problem}"):
        decode_manuscript(content, "brief.txt")


def test_lines_may_end_in_carriage_returns_alone() -> None:
    paragraphs = split_paragraphs(
        decode_manuscript(b"# Port\r\rNine\rships.\r\r> Fog\r> fell.", "brief.md").text
    )
    assert [(paragraph.section, paragraph.text) for paragraph in paragraphs] == [
        ("Port", "Nine ships."),
        ("Port", "Fog fell."),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (encrypt_pdf(PDF, "secret"), "opens only with a password; save a copy without one"),
        (write_pdf([]), "has 0 pages; expected 1 to 500"),
        (write_pdf([[], []]), "no text, only pictures of pages; run text recognition"),
        (PDF[:600], "broken and cannot be read"),
        (b"%PDF-1.7\n" + b"\x00" * 400, "broken and cannot be read"),
        (b"Not a PDF.", "This is not a PDF, although it is called one"),
    ],
    ids=["encrypted", "no pages", "scanned", "cut off", "zeros", "misnamed"],
)
def test_a_pdf_that_gives_no_text_is_said_so(content: bytes, problem: str) -> None:
    with pytest.raises(PackError, match=rf"^brief\.pdf: .*{problem}"):
        read(content)


def test_a_pdf_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_PAGES", 2)
    with pytest.raises(PackError, match="has 3 pages; expected 1 to 2"):
        read(PDF)


def test_a_pdf_with_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_TEXT_BYTES", 100)
    with pytest.raises(PackError, match="The text of the PDF is larger than"):
        read(PDF)


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_SECONDS", 0.01)
    with pytest.raises(PackError, match="took more than"):
        read(PDF)


def test_a_pdf_that_takes_too_much_processor_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_PROCESSOR_SECONDS", 1)
    drawn = b"BT /F1 9 Tf 1 0 0 1 60 700 Tm (Nine ships) Tj ET\n" * 20_000
    with pytest.raises(PackError, match="took more than 1 s of processor time"):
        read(write_drawn_pdf(*[drawn] * 9))


def test_a_pdf_that_takes_too_much_memory_is_given_up() -> None:
    drawn = b"(a) Tj " * 3_000_000
    with pytest.raises(PackError, match="took more than 240 MB of memory"):
        read(compress_pdf(write_drawn_pdf(drawn)))


def test_files_that_are_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("Nine ships.", encoding="utf-8")
    monkeypatch.setattr(documents, "MAX_TEXT_BYTES", 5)
    with pytest.raises(PackError, match="The text is larger than"):
        read_document(path)
    monkeypatch.setattr(documents, "MAX_PDF_BYTES", 5)
    with pytest.raises(PackError, match="The file is larger than"):
        read_document(path)
    with pytest.raises(PackError, match="The file is larger than"):
        read(PDF)


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"The file cannot be read \(Is a directory\)"):
        read_document(tmp_path)


def test_a_text_without_page_breaks_has_no_pages() -> None:
    assert decode_manuscript(b"Nine ships.", "brief.txt").find_page(3) is None


@pytest.mark.parametrize(("content", "name"), [(b"Nine ships.", "brief.txt"), (PDF, "brief.pdf")])
def test_a_text_of_too_many_characters_is_refused(
    content: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MAX_CHARACTERS", 10)
    with pytest.raises(PackError, match=r"The text has \d+ characters; at most 10 are read"):
        read(content, name)
