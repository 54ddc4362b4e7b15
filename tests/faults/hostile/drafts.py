"""Texts that a stranger brings for a draft: broken, locked, without text, or made to do harm."""

from collections.abc import Callable

from tests.faults.hostile.parts import MARKER, Draw, Listed, fix, pack
from tests.support.pdfs import compress_pdf, encrypt_pdf, write_drawn_pdf, write_pdf
from tests.support.word_files import W, run, write_word_file

SENTENCE = "Tankers sail from Basra to Rotterdam past the Strait of Hormuz, as NATO said in May 2019. "
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RIGHT_TO_LEFT, END = "\u202e", "\u202c"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def list_drafts() -> Listed:
    yield "draft: PDF with a password", "a.pdf", lambda _d: encrypt_pdf(_write_pages(1), "secret")
    yield (
        "draft: PDF of a scan, without text",
        "b.pdf",
        lambda _d: write_drawn_pdf(*[b"0 0 595 842 re f"] * 9),
    )
    yield "draft: PDF of 300 full pages", "c.pdf", lambda _d: compress_pdf(_write_pages(300))
    yield "draft: PDF cut off in the middle", "d.pdf", lambda _d: _write_pages(5)[:4000]
    yield (
        "draft: Word file that unpacks to 1 GB",
        "e.docx",
        lambda _d: pack({"word/document.xml": b" " * 10**9, "[Content_Types].xml": "<Types/>"}),
    )
    yield (
        "draft: Word file with links and macros of elsewhere",
        "f.docx",
        lambda _d: _link_outside(),
    )
    yield "draft: Word file with entities in each other", "g.docx", lambda _d: _nest_entities()
    yield "draft: zip file called .docx", "h.docx", lambda _d: pack({"a.txt": SENTENCE * 100})
    yield "draft: web page with scripts", "i.html", fix(_write_page())
    yield "draft: a line of 1 MB", "j.txt", fix((SENTENCE * 12_000)[:999_000])
    yield "draft: a line of 1 MB without blanks", "k.txt", _draw_letters(999_000)
    yield "draft: Latin-1, called UTF-8", "l.txt", fix(("Grün fährt über Öresund. " * 50).encode("latin-1"))
    yield "draft: an empty file", "m.txt", fix(b"")
    yield "draft: blanks and line ends alone", "n.md", fix(" \n" * 1000)
    yield "draft: overrides of the direction of writing, templates", "o.md", fix(_turn_around())
    yield "draft: 100,000 names of places in a row", "p.txt", fix("Basra, Rotterdam, Aden, Suez. " * 25_000)


def _write_pages(count: int) -> bytes:
    return write_pdf([[(60, 50 + 13 * line, SENTENCE) for line in range(58)]] * count, size=9)


def _link_outside() -> bytes:
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
        for number, (kind, target) in enumerate(
            (
                ("attachedTemplate", "http://192.0.2.1/evil.dotm"),
                ("image", "file:///etc/passwd"),
                ("hyperlink", f"javascript:{MARKER}"),
                ("oleObject", "//192.0.2.1/share"),
            )
        )
    )
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xmlns:w="{W}">'
        ' INCLUDETEXT "file:///etc/passwd" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    parts = {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        "word/vbaProject.bin": "Sub AutoOpen()",
    }
    return write_word_file([("T1", run("Straits")), ("Normal", field + run(SENTENCE * 3))], parts=parts)


def _nest_entities() -> bytes:
    names = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)]
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>'
    return pack({"word/document.xml": f'<!DOCTYPE d [<!ENTITY e0 "mole">{"".join(names)}]>{body}'})


def _write_page() -> str:
    return (
        f"<!doctype html><html><head><title>Straits {MARKER}</title><script>alert(1)</script>"
        "<style>@import 'http://192.0.2.1/a.css'</style></head><body onload='alert(1)'>"
        f"<h1>Straits</h1><p>{SENTENCE * 3}<img src=x onerror=alert(1)></p><script>{SENTENCE}</script>"
        f"<iframe src='http://192.0.2.1/'></iframe><p>{MARKER} {SENTENCE}</p></body></html>"
    )


def _turn_around() -> str:
    turned = f"{RIGHT_TO_LEFT}{SENTENCE}{END}"
    return f"# {RIGHT_TO_LEFT}Straits {MARKER}\n\n" + f"{turned}{MARKER} ${{7*7}} <b>{SENTENCE}</b>\n\n" * 50


def _draw_letters(count: int) -> Callable[[Draw], bytes]:
    return lambda draw: "".join(draw.choices(LETTERS, k=count)).encode()
