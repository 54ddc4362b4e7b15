"""Small Word files, written by hand."""

import io
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="T2"><w:name w:val="Custom"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
</w:styles>"""
CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>Harbours</dc:title><dc:creator>Ada Byron</dc:creator>
<dcterms:created>2024-05-06T07:08:09Z</dcterms:created>
</cp:coreProperties>"""


def write_word_file(
    paragraphs: Sequence[tuple[str, str]], *, parts: Mapping[str, str] | None = None
) -> bytes:
    """Return a Word file of paragraphs, each given by the id of its style and its runs as markup."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>' for style, runs in paragraphs
    )
    whole = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": STYLES,
        "docProps/core.xml": CORE,
        **(parts or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return packed.getvalue()


def run(text: str) -> str:
    """Return a run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
