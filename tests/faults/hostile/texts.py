"""Texts that are large, deep, crossed or damaged."""

import zlib
from collections.abc import Iterable

from tests.faults.hostile.parts import Listed, Make, fix, pack
from tests.support.pdfs import compress_pdf, encrypt_pdf, write_pdf


def _repeat(unit: str, size: int = 999_990) -> Make:
    return fix(unit * (size // len(unit)))


def list_texts() -> Listed:
    yield "text: 5 MB", "b.txt", fix("mole " * 990_000)
    alphabet = "abcdefghijklmnopqrstuvwxyz     .,-'\"\n"
    yield "text: a million characters of quotation marks", "b.txt", _repeat("\"'“”‘’«»")
    yield "text: a million characters of dashes", "b.txt", _repeat("-–—")
    yield "text: a million characters of hyphens at line ends", "b.txt", _repeat("a-\n")
    yield "text: a million characters of blanks", "b.txt", _repeat(" ", 999_990)
    yield "text: a million characters of blanks and a letter", "b.txt", fix("a" + " " * 999_990 + "b")
    yield "text: a million characters of line ends", "b.txt", fix("a" + "\n" * 999_990 + "b")
    yield "text: a million characters of form feeds", "b.txt", fix("a\f" * 499_990)
    yield "text: a million characters of digits in brackets", "b.txt", _repeat("[1] ")
    yield "text: a million characters of raised figures", "b.txt", _repeat("a¹ ")
    yield "text: a million characters of opening brackets", "b.md", _repeat("[")
    yield "text: a million characters of links that do not end", "b.md", _repeat("[a](")
    yield "text: a million characters of exclamation marks and brackets", "b.md", _repeat("![](")
    yield "text: a million characters of asterisks", "b.md", _repeat("*")
    yield "text: a million characters of underscores and letters", "b.md", _repeat("_a ")
    yield "text: a million characters of backquotes", "b.md", _repeat("`")
    yield "text: a million characters of comments that do not end", "b.md", _repeat("<!--")
    yield "text: a million characters of tags that do not end", "b.html", _repeat("<a ")
    yield "text: a million characters of tags in each other", "b.html", _repeat("<div>")
    yield "text: a million characters of ampersands", "b.html", _repeat("&amp")
    yield "text: a million characters of references", "b.md", _repeat("[a]: b\n")
    yield "text: a million characters of table bars", "b.md", _repeat("|-")
    yield "text: a million characters of headings", "b.md", _repeat("# a\n")
    yield "text: a million characters of short lines", "b.txt", _repeat("a\n\n")
    yield "text: a million characters in one word", "b.txt", _repeat("a")
    yield "text: a million characters of combining marks", "b.txt", fix("a" + "\u0301" * 499_990)
    yield "text: a million characters of invisible marks", "b.txt", fix("a" + "\u200b" * 999_990 + "b")
    yield "text: a million characters of Han characters", "b.txt", _repeat("海洋")
    yield "text: a million characters of page numbers", "b.txt", _repeat("1\n\f")
    yield (
        "text: a million characters of letters at random",
        "b.txt",
        lambda d: "".join(d.choices(alphabet, k=999_990)).encode(),
    )
    yield "text: the start of a quote, a million characters of it", "b.txt", _repeat("the mole ")
    yield "text: zero bytes", "b.txt", fix(bytes(10**6))
    yield "text: not UTF-8", "b.txt", lambda d: d.randbytes(10**6)
    yield "text: DOCX", "b.docx", lambda _d: pack({"word/document.xml": bytes(10**8)})
    yield "text: 31 MB", "b.pdf", fix(b"%PDF-1.4" + bytes(31_000_000))
    yield "PDF: a page drawn 100,000 times by forms in forms", "b.pdf", lambda _d: _nest_forms(5, 10)
    yield "PDF: a page drawn 10 million times by forms in forms", "b.pdf", lambda _d: _nest_forms(7, 10)
    yield "PDF: 100 MB in a stream packed twice", "b.pdf", lambda _d: _pack_stream(b"BT ET " * 16_000_000, 2)
    yield "PDF: a stream of 20 MB of operators", "b.pdf", lambda _d: _pack_stream(b"(a) Tj " * 3_000_000, 1)
    yield "PDF: a stream of brackets", "b.pdf", lambda _d: _pack_stream(b"[" * 10_000_000, 1)
    yield "PDF: a stream of opening parentheses", "b.pdf", lambda _d: _pack_stream(b"(" * 10_000_000, 1)
    yield (
        "PDF: pages that are their own parent",
        "b.pdf",
        fix(write_pdf([[(60, 700, "a")]]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")),
    )
    yield "PDF: 501 pages", "b.pdf", lambda _d: write_pdf([[(60, 700, "a")]] * 501)
    yield (
        "PDF: 400 pages of 60 lines",
        "b.pdf",
        lambda _d: compress_pdf(
            write_pdf([[(60, 50 + 12 * n, f"The mole is {n} metres long. " * 3) for n in range(60)]] * 400)
        ),
    )
    yield "PDF: 400 pages that share a large stream", "b.pdf", lambda _d: _share_stream(400)
    yield "PDF: a password", "b.pdf", lambda _d: encrypt_pdf(write_pdf([[(60, 700, "a" * 90)]]), "secret")
    yield (
        "PDF: arrays 100,000 deep",
        "b.pdf",
        fix(write_pdf([[(60, 700, "a" * 90)]]).replace(b"[0 0 595 842]", b"[" * 100_000)),
    )
    yield (
        "PDF: no reference table, a million objects",
        "b.pdf",
        fix(b"%PDF-1.4\n" + b"1 0 obj\n1\nendobj\n" * 10**6),
    )
    yield "PDF: random bytes", "b.pdf", lambda d: b"%PDF-1.4\n" + d.randbytes(5_000_000)


def _write_pdf(objects: Iterable[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    foot = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(content))
    return content + head + table + foot


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def _page(pages: int, resources: bytes, content: bytes) -> list[bytes]:
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> %s >>"
        b" /Contents 4 0 R >>" % resources,
        content,
        FONT,
    ]


def _nest_forms(depth: int, width: int) -> bytes:
    calls = b" ".join([b"/X Do"] * width)
    forms = []
    for number in range(depth):
        inner = b"/Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>" % (number + 7)
        kind = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
        last = number == depth - 1
        forms.append(_stream(b"BT /F1 9 Tf (mole) Tj ET" if last else calls, kind + (b"" if last else inner)))
    return _write_pdf([*_page(1, b"/XObject << /X 6 0 R >>", _stream(calls)), *forms])


def _pack_stream(content: bytes, times: int) -> bytes:
    packed = content
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    filters = b"/Filter [%s]" % b" ".join([b"/FlateDecode"] * times)
    return _write_pdf(_page(1, b"", _stream(packed, filters)))


def _share_stream(pages: int) -> bytes:
    packed = zlib.compress(b"BT /F1 9 Tf 1 0 0 1 60 700 Tm (mole) Tj ET\n" * 20_000, 9)
    return _write_pdf(_page(pages, b"", _stream(packed, b"/Filter /FlateDecode")))
