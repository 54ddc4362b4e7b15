"""XML in the encodings of the world."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import UploadError
from geodata.uploads.kml import read_kml
from geodata.uploads.xml import encode_utf8
from tests.support.kml import write_kml, write_placemark

NAMED = {
    # Encoding as a file names it: what its bytes are in, and letters that it has.
    "shift_jis": ("cp932", "那覇沖の浮標①"),
    "Shift-JIS": ("shift_jis", "灯台"),
    "Windows-31J": ("cp932", "灯台②"),
    "EUC-JP": ("euc_jp", "灯台"),
    "ISO-2022-JP": ("iso2022_jp", "灯台"),
    "GB2312": ("gb18030", "灯塔㐀"),
    "gbk": ("gbk", "灯塔"),
    "GB18030": ("gb18030", "灯塔𠀀"),
    "Big5": ("cp950", "燈塔€"),
    "Big5-HKSCS": ("big5hkscs", "燈塔"),
    "EUC-KR": ("cp949", "등대똠"),
    "ks_c_5601-1987": ("euc_kr", "등대"),
    "KOI8-R": ("koi8-r", "Маяк"),
    "koi8-u": ("koi8-u", "Маяк ї"),
    "windows-1251": ("cp1251", "Маяк"),
    "Windows-1252": ("cp1252", "Fyr “Ø”"),
    "windows-874": ("cp874", "ประภาคาร"),
    "ISO-8859-1": ("cp1252", "Fyr “Ø” €"),
    "iso-8859-2": ("iso8859-2", "Gdańsk"),
    "ISO-8859-7": ("iso8859-7", "Φάρος"),
    "ISO-8859-8-I": ("iso8859-8", "מגדלור"),
    "iso-8859-15": ("iso8859-15", "€"),
    "windows-1256": ("cp1256", "منارة"),
    "x-sjis": ("shift_jis", "灯台"),
    "macintosh": ("mac-roman", "Fyr Ø"),
    "IBM850": ("cp850", "Fyr Ø"),
    "US-ASCII": ("utf-8", "Fyr Ø"),
    "utf8": ("utf-8", "灯台 🚢"),
    "UTF-8": ("utf-8-sig", "灯台 🚢"),
    "UTF-16": ("utf-16", "灯台 🚢"),
    "utf-16le": ("utf-16-le", "灯台 🚢"),
    "UTF-16BE": ("utf-16-be", "灯台 🚢"),
    "UTF-32": ("utf-32", "灯台 🚢"),
    "utf-16": ("utf-8", "灯台: a program of .NET wrote a text of its own as UTF-8"),
}


def encode(named: str, encoding: str, text: str) -> bytes:
    return write_kml(write_placemark(text), head=f"<?xml version='1.0' encoding='{named}'?>").encode(encoding)


@pytest.mark.parametrize("named", NAMED)
def test_every_encoding_that_xml_may_name_is_read(named: str) -> None:
    encoding, text = NAMED[named]
    frame = read_kml("a.kml", encode(named, encoding, text), [])
    assert list(frame["name"]) == [text]


@pytest.mark.parametrize(
    ("named", "encoding", "reason"),
    [
        ("klingon", "utf-8", "names an encoding that is not read: “klingon”"),
        ("idna", "utf-8", "names an encoding that is not read"),
        ("rot13", "utf-8", "names an encoding that is not read"),
        ("../x", "utf-8", "names an encoding that is not read"),
        ("", "utf-8", "names an encoding that is not read"),
        ("UTF-8", "cp1252", "Line 1 is not in the encoding of the file, UTF-8"),
        ("shift_jis", "latin-1", "Line 1 is not in the encoding of the file, shift_jis"),
        ("ascii", "latin-1", "Line 1 is not in the encoding of the file, ascii"),
        ("cp037", "cp037", "Line 1 is not in the encoding"),
    ],
)
def test_another_encoding_than_the_named_one_is_refused_with_a_reason(
    named: str, encoding: str, reason: str
) -> None:
    with pytest.raises(UploadError) as caught:
        read_kml("a.kml", encode(named, encoding, "Fyr Øé"), [])
    assert reason in caught.value.problem


def test_a_text_that_is_cut_amid_a_letter_is_refused_with_its_line() -> None:
    with pytest.raises(UploadError, match="Line 3 is not in the encoding"):
        encode_utf8("a.kml", "<?xml version='1.0' encoding='x'?>\n\n灯".encode("utf-16")[:-1])


@given(st.binary(max_size=60), st.text(st.characters(codec="ascii"), max_size=20))
@settings(max_examples=150, deadline=None)
def test_no_bytes_and_no_name_of_an_encoding_end_in_anything_but_a_reason(content: bytes, named: str) -> None:
    document = f"<?xml version='1.0' encoding='{named}'?>".encode() + content
    for whole in (content, document, b"\xff\xfe" + content, b"\0<" + content):
        with pytest.raises(UploadError):
            read_kml("a.kml", whole, [])
