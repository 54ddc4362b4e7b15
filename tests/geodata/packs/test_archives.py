"""Zipped packs, sound and hostile."""

import io
import random
import stat
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geodata.errors import PackError
from geodata.packs import zip_pack
from geodata.packs.pack import read_pack
from geodata.packs.zip_pack import unpack_archive
from tests.support.harbour import pack_folder

Write = Callable[[zipfile.ZipFile], None]


def pack_with(folder: Path, write: Write) -> bytes:
    """Return a folder as a zip file with something more in it."""
    packed = io.BytesIO(pack_folder(folder))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        write(archive)
    return packed.getvalue()


def add(name: str, content: str | bytes = "", *, mode: int = 0) -> Write:
    """Return what adds an entry of a name, which `zipfile` itself would correct."""

    def write(archive: zipfile.ZipFile) -> None:
        entry = zipfile.ZipInfo("placeholder")
        entry.filename = name
        entry.external_attr = mode << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, content)

    return write


def add_encrypted(archive: zipfile.ZipFile) -> None:
    add("secret.toml", "x = 1")(archive)
    archive.infolist()[-1].flag_bits |= 1


def add_many(archive: zipfile.ZipFile) -> None:
    for number in range(zip_pack.MAX_ENTRIES + 1):
        archive.writestr(f"features/{number}.csv", "id")


def add_much(archive: zipfile.ZipFile) -> None:
    draw = random.Random(1)  # noqa: S311 - bytes that pack badly, no secret
    noise = b"".join(draw.randbytes(150) + bytes(9850) for _ in range(920))  # 9.2 MB, packed to a fiftieth
    for number in range(6):
        archive.writestr(f"features/{number}.csv", noise)


@pytest.mark.parametrize("inside", ["", "my-pack/"])
def test_a_sound_pack_is_unpacked_wherever_its_folder_lies(
    harbour: Path, tmp_path: Path, inside: str
) -> None:
    (tmp_path / "out").mkdir()
    root = unpack_archive(pack_folder(harbour, inside=inside), tmp_path / "out")
    assert root == tmp_path / "out" / inside
    assert read_pack(root).key == read_pack(harbour).key


@pytest.mark.parametrize("inside", ["", "my-pack\\"])
@pytest.mark.parametrize("folders", [True, False], ids=["with folders", "without folders"])
def test_a_pack_with_backslashes_between_folders_is_read_as_one_with_slashes(
    harbour: Path, tmp_path: Path, inside: str, *, folders: bool
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if folders:
            add(f"{inside}features\\")(archive)
        for path in sorted(path for path in harbour.rglob("*") if path.is_file()):
            add(inside + str(path.relative_to(harbour)).replace("/", "\\"), path.read_bytes())(archive)
    root = unpack_archive(packed.getvalue(), tmp_path / "out")
    assert read_pack(root).key == read_pack(harbour).key


def test_names_that_start_with_a_point_and_a_slash_are_read(harbour: Path, tmp_path: Path) -> None:
    root = unpack_archive(pack_folder(harbour, inside="./"), tmp_path / "out")
    assert root == tmp_path / "out"
    assert read_pack(root).key == read_pack(harbour).key


def test_what_no_pack_is_read_from_stays_in_the_archive(harbour: Path, tmp_path: Path) -> None:
    root = unpack_archive(pack_with(harbour, add("run.sh", "echo marker")), tmp_path / "out")
    assert (root / "brief.toml").is_file()
    assert {path.suffix for path in root.rglob("*") if path.is_file()} <= zip_pack.KEPT


HOSTILE: list[tuple[str, Write, str]] = [
    ("path up", add("../brief.toml"), r"entry '\.\./brief\.toml': Its path leads out of the pack"),
    ("path up inside", add("features/../../x.csv"), "Its path leads out of the pack"),
    ("absolute path", add("/etc/marker.toml"), "entry '/etc/marker.toml': Its name is no relative path"),
    ("drive", add("C:/marker.toml"), "entry 'C:/marker.toml': Its name is no relative path"),
    ("drive inside", add("features/C:/marker.toml"), "Its name is no relative path"),
    ("path up with \\", add("..\\marker.toml"), "Its path leads out of the pack"),
    ("path up inside with \\", add("features\\..\\..\\marker.toml"), "Its path leads out of the pack"),
    ("path up with both", add("features\\../..\\marker.toml"), "Its path leads out of the pack"),
    ("absolute path with \\", add("\\marker.toml"), "Its name is no relative path"),
    ("path on a network", add("\\\\host\\share\\marker.toml"), "Its name is no relative path"),
    ("drive with \\", add("C:\\marker.toml"), "Its name is no relative path"),
    ("drive without a folder", add("C:marker.toml"), "Its name is no relative path"),
    ("control character", add("features/a\nb.csv"), "holds a control character"),
    ("long name", add("a" * 300 + ".csv"), "Its name has 304 characters; at most 200"),
    ("link", add("notes.md", "/etc/passwd", mode=stat.S_IFLNK | 0o777), "entry 'notes.md': It is a link"),
    ("device", add("pipe.csv", mode=stat.S_IFIFO | 0o644), "It is a link or a device"),
    ("twice", add("brief.toml", "title = 1"), "entry 'brief.toml': This name stands twice"),
    ("twice but for case", add("BRIEF.toml", "title = 1"), "entry 'BRIEF.toml': This name stands twice"),
    ("twice with / and \\", add("features\\mole.csv", "id"), "This name stands twice"),
    ("twice with //", add("features//mole.csv", "id"), "This name stands twice"),
    ("twice with ./", add("./brief.toml", "title = 1"), "This name stands twice"),
    ("file as folder with \\", add("brief.toml\\x.csv"), "It lies in a folder that is a file"),
    ("link with \\", add("features\\notes.md", "/etc/passwd", mode=stat.S_IFLNK | 0o777), "It is a link"),
    ("archive inside with \\", add("features\\more.zip", b"PK"), "It is an archive in the archive"),
    ("file as folder", add("brief.toml/x.csv"), "It lies in a folder that is a file"),
    ("archive inside", add("more.zip", b"PK"), "entry 'more.zip': It is an archive in the archive"),
    (
        "bomb by ratio",
        add("bomb.csv", bytes(5_000_000)),
        "entry 'bomb.csv': It unpacks to more than 200 times",
    ),
    ("large file", add("big.csv", bytes(11_000_000)), "Unpacked it has 11 MB; at most 10 MB"),
    ("many files", add_many, r"It has 3\d\d entries; at most 300"),
    ("much in all", add_much, "Unpacked it has 55 MB; at most 50 MB"),
    ("two packs", add("other/brief.toml", "x = 1"), "Expected one brief.toml.*found 2 of them"),
]


@pytest.mark.parametrize(("write", "message"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_archive_is_refused_with_the_entry_and_the_reason(
    harbour: Path, tmp_path: Path, write: Write, message: str
) -> None:
    folder = tmp_path / "inner" / "out"
    folder.mkdir(parents=True)
    with pytest.raises(PackError, match=message) as caught:
        unpack_archive(pack_with(harbour, write), folder, name="mine.zip")
    assert caught.value.file == "mine.zip"
    assert [path for path in tmp_path.rglob("*") if path.is_symlink() or path.name == "marker.toml"] == []
    assert {path.name for path in tmp_path.iterdir()} == {"harbour", "inner"}


def damage(content: bytes) -> bytes:
    middle = content.index(b"PK\x03\x04") + 60
    return content[:middle] + b"\0\0\0\0\0\0" + content[middle + 6 :]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda _content: b"", "This is not a sound zip file"),
        (lambda _content: b"id,name_en\n", "This is not a sound zip file"),
        (lambda content: content[: len(content) // 2], "This is not a sound zip file"),
        (damage, "not a sound zip file|cannot be unpacked"),
        (lambda content: content + bytes(zip_pack.MAX_ARCHIVE_BYTES), "It has 10 MB; at most 10 MB are read"),
    ],
    ids=["empty", "text", "cut off", "damaged", "too large"],
)
def test_what_is_no_sound_zip_file_is_refused(
    harbour: Path, tmp_path: Path, spoil: Callable[[bytes], bytes], message: str
) -> None:
    with pytest.raises(PackError, match=message):
        unpack_archive(spoil(pack_folder(harbour)), tmp_path / "out")


def test_an_encrypted_entry_is_refused(harbour: Path, tmp_path: Path) -> None:
    content = bytearray(pack_folder(harbour))
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1  # the flag of the first entry, in the directory of the archive
    with pytest.raises(PackError, match=r"entry '.*': It is encrypted"):
        unpack_archive(bytes(content), tmp_path / "out")


def test_an_archive_without_a_brief_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/notes.md").write_text("Nothing here.", encoding="utf-8")
    with pytest.raises(PackError, match=r"Expected one brief\.toml.*found none"):
        unpack_archive(pack_folder(tmp_path / "notes"), tmp_path / "out")


@given(st.binary(max_size=400))
def test_no_bytes_do_worse_than_an_error(content: bytes) -> None:
    with pytest.raises(PackError):
        unpack_archive(content, Path("/nonexistent"))
    with pytest.raises(PackError):
        unpack_archive(b"PK\x03\x04" + content, Path("/nonexistent"))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=3)), min_size=1))
@example([(0.5, b"\xff\xff")])  # amid what is packed
@example([(0.999, b"\x00\x00")])  # in the directory at the end
def test_a_damaged_archive_does_no_worse_than_an_error(
    harbour: Path, faults: list[tuple[float, bytes]]
) -> None:
    content = bytearray(pack_folder(harbour))
    for share, written in faults:
        place = int(share * len(content))
        content[place : place + len(written)] = written
    with tempfile.TemporaryDirectory() as out:
        try:
            unpack_archive(bytes(content), Path(out))
        except PackError as error:
            assert error.problem  # noqa: PT017 - either way is fine, another error is not
