"""KMZ archives: the main document and what it links inside, and nothing from outside."""

import socket
from urllib.parse import quote

import pytest

from geodata.errors import UploadError
from geodata.uploads.kmz import read_kmz
from tests.support.kml import pack_kmz, write_kml, write_link, write_placemark


def read(content: bytes) -> tuple[list[str], list[str]]:
    notes: list[str] = []
    return list(read_kmz("a.kmz", content, notes)["name"]), notes


def test_documents_that_are_linked_are_read_once_each_with_the_link_as_their_folder() -> None:
    notes: list[str] = []
    links = [
        write_link(href, href) for href in ("layers/lights.kml", "layers/buoys.kml", "layers/lights.kml")
    ]
    content = pack_kmz(
        {
            "doc.kml": write_kml(*links),
            "layers/lights.kml": write_kml(write_placemark("Light"), write_link("../doc.kml")),
            "layers/buoys.kml": write_kml(write_placemark("Buoy"), write_link("lights.kml")),
            "files/icon.png": b"x",
        }
    )
    frame = read_kmz("a.kmz", content, notes)
    assert list(frame["name"]) == ["Light", "Buoy"]
    assert list(frame["folder"]) == ["layers/lights.kml", "layers/buoys.kml"]
    assert notes == []


@pytest.mark.parametrize(
    "href",
    [
        "Layers/My Lights.kml",
        "./layers/My%20Lights.kml",
        "layers\\My Lights.kml",
        "layers/my lights.kml?v=1#x",
    ],
)
@pytest.mark.parametrize("path", ["layers/My Lights.kml", "layers\\My Lights.kml", "./layers/My Lights.kml"])
def test_links_are_found_however_blanks_letters_and_folders_are_written(href: str, path: str) -> None:
    names, notes = read(
        pack_kmz({"doc.kml": write_kml(write_link(href)), path: write_kml(write_placemark("Light"))})
    )
    assert (names, notes) == (["Light"], [])


def test_the_main_document_is_doc_or_else_the_first_at_the_root() -> None:
    a, b = write_kml(write_placemark("A")), write_kml(write_placemark("B"))
    assert read(pack_kmz({"x/first.kml": b, "a.kml": a, "b.kml": b})) == (
        ["A"],
        ["Documents in the archive that were left out: “b.kml” and “x/first.kml”."],
    )
    assert read(pack_kmz({"a.kml": b, "DOC.KML": a}))[0] == ["A"]
    assert read(pack_kmz({"__MACOSX/._doc.kml": b"x", "._a.kml": b"x", "x/a.kml": a})) == (["A"], [])
    assert read(a.encode()) == (["A"], [])


def test_nothing_that_an_archive_links_outside_itself_is_opened() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)  # noqa: FBT003 - as the socket library calls it
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/a.kml"
        outside = [address, "file:///etc/passwd", "/etc/passwd", "../../etc/passwd"]
        links = [write_link(href) for href in outside]
        included = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
        styled = f"<styleUrl>{address}#a</styleUrl><Point><coordinates>1,2</coordinates></Point>"
        document = write_kml(*links, included, write_placemark(f"Light{included}", styled))
        names, [note] = read(pack_kmz({"doc.kml": document}))
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert names[0].startswith("Light<include>")
    assert "root" not in names[0]
    assert note.startswith(f"Links are not followed: “{address[:20]}")
    assert note.endswith("and “../../etc/passwd”. Save what they show as a file of its own.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pack_kmz({"inner.kmz": b"x"}), "no KML document but archives: “inner.kmz”"),
        (pack_kmz({"a.txt": b"x"}), "no KML document"),
        (pack_kmz({f"{number}.kml": b"x" for number in range(101)}), "more than 100 files of KML"),
        (pack_kmz({"doc.kml": b" " * 50_000_001}), "50 MB"),
        (pack_kmz({"doc.kml": b"x"})[:-9], "damaged"),
        (b"Rar!", "damaged"),
    ],
)
def test_what_is_no_sound_archive_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UploadError, match=r"^a\.kmz: ") as caught:
        read(content)
    assert reason in caught.value.problem


def test_a_document_that_says_it_is_smaller_than_it_is_is_refused() -> None:
    content = pack_kmz({"doc.kml": write_kml(write_placemark("Light"), " " * 2_000)})
    size = len(write_kml(write_placemark("Light"), " " * 2_000)).to_bytes(4, "little")
    with pytest.raises(UploadError, match="damaged"):
        read(content.replace(size, (100).to_bytes(4, "little")))


def test_many_pictures_beside_the_document_do_not_count() -> None:
    pictures = {f"files/{quote(str(number))}.png": b"x" for number in range(500)}
    assert read(pack_kmz({**pictures, "doc.kml": write_kml(write_placemark("Light"))})) == (["Light"], [])


def test_an_entry_without_a_name_is_passed_over() -> None:
    content = pack_kmz({"doc.kml": write_kml(write_placemark("Light")), "x": b""})
    nameless = content.replace(b"PK\1\2", b"PK\1\2").replace(b"\0x", b"\0\0")
    assert read(nameless) == (["Light"], [])
