"""Small PDFs, written by hand: text in Helvetica at given places."""

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

Placed = tuple[float, float, str]
"""Points from the left and from the foot of the page, and a line of text."""


def write_pdf(pages: Sequence[Sequence[Placed]], *, size: float = 10) -> bytes:
    """Return a PDF of A4 pages."""
    return write_drawn_pdf(
        *(
            b"\n".join(
                b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (size, x, y, _escape(line))
                for x, y, line in lines
            )
            for lines in pages
        )
    )


def write_drawn_pdf(*pages: bytes) -> bytes:
    """Return a PDF of A4 pages, each given by its content stream."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages))), len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, drawn in enumerate(pages):
        resources = b"/Resources << /Font << /F1 3 0 R >> >>"
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>"
            % (resources, 5 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        ]
    return _assemble(objects)


def set_columns(lines: Sequence[str], *, left: Sequence[float] = (60, 310), rows: int = 4) -> list[Placed]:
    """Return lines set in columns of so many rows; a line that starts with two spaces is set in."""
    return [
        (
            left[number // rows] + (10 if line.startswith("  ") else 0),
            700 - 12.0 * (number % rows),
            line.strip(),
        )
        for number, line in enumerate(lines)
    ]


def compress_pdf(content: bytes) -> bytes:
    """Return a PDF with its streams compressed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    for page in writer.pages:
        page.compress_content_streams()
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def encrypt_pdf(content: bytes, password: str, *, algorithm: str = "RC4-128") -> bytes:
    """Return a PDF that asks for a password; every reader opens one whose password is empty."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(password, "owner", algorithm=algorithm)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _escape(line: str) -> bytes:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def _assemble(objects: Sequence[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return content + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
