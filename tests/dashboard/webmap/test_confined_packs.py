"""Packs in zip files are read in a process of its own, and are what reading them here makes of them."""

import json
import shutil
from pathlib import Path

import pytest

from dashboard.errors import TooLargeError
from dashboard.webmap import unserved
from dashboard.webmap.unserved import UnservedPack, open_archive, open_folder
from geodata.errors import AnchorError, PackError
from geodata.isolation.confinement import Limits
from geodata.packs.authoring import TEMPLATE
from geodata.packs.verification import VerificationReport, verify_pack
from geodata.text.paragraphs import anchor_passages
from tests.support.harbour import TEXT, pack_folder, write_harbour
from tests.support.pdfs import write_pdf


def compare(read: UnservedPack, here: UnservedPack) -> None:
    fields = type(here.pack).model_fields.keys() - {"folder", "sources"}
    for field in fields:
        assert getattr(read.pack, field) == getattr(here.pack, field)
    assert {id_: one.model_dump() for id_, one in read.pack.sources.items()} == {
        id_: one.model_dump() for id_, one in here.pack.sources.items()
    }
    assert read.translated.keys() == here.translated.keys()
    for language, told in here.translated.items():
        taken = read.translated[language]
        assert taken.pack.passages == told.pack.passages
        assert taken.layers == told.layers
        assert taken.parcel.key == told.parcel.key
        assert json.dumps(taken.parcel.content) == json.dumps(told.parcel.content)


@pytest.mark.parametrize("folder", [TEMPLATE, Path("seeds/danish-straits")])
def test_a_pack_is_the_same_read_in_the_worker_and_here(folder: Path) -> None:
    read, here = open_archive(pack_folder(folder), "a.zip"), open_folder(folder)
    compare(read, here)
    text = (folder / "brief.md").read_text(encoding="utf-8")
    assert read.text is not None
    selectors = [passage.selector for passage in here.pack.passages]
    assert list(read.text.paragraphs) == list(anchor_passages(selectors, text))  # type: ignore[arg-type]
    assert read.text.report == verify_pack(here.pack, text=text)


def test_the_files_of_a_pack_lie_in_its_own_folder_until_nobody_holds_it() -> None:
    read = open_archive(pack_folder(TEMPLATE), "a.zip")
    folder = read.pack.folder
    assert (folder / "brief.toml").is_file()
    del read
    assert not folder.exists()


def test_a_pack_that_is_refused_leaves_nothing(tmp_path: Path) -> None:
    workspace = unserved.open_workspace()
    before = set(workspace.iterdir())
    harbour = write_harbour(tmp_path / "harbour")
    (harbour / "layers.toml").write_text("[[layers]]\nid = 3\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"layers\.toml") as caught:
        open_archive(pack_folder(harbour), "a.zip")
    assert caught.value.message.template
    assert set(workspace.iterdir()) == before


def test_a_pack_too_large_for_the_map_is_refused_with_its_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unserved, "UPLOADED", Limits(processor_seconds=60))
    with pytest.raises(TooLargeError, match=r"NATO Goes East: .* kB are too much") as caught:
        open_archive(pack_folder(Path("seeds/nato-goes-east")), "a.zip", limits=unserved.UPLOADED)
    assert caught.value.limit == unserved.MOST_BYTES


def test_a_pack_whose_reader_breaks_off_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unserved, "__name__", "tests.support.unreadable")
    with pytest.raises(PackError, match=r"^a\.zip: Reading it broke off"):
        open_archive(pack_folder(TEMPLATE), "a.zip")


def open_with_text(folder: Path, name: str, text: bytes) -> UnservedPack:
    harbour = write_harbour(folder / "harbour")
    for old in harbour.glob("brief.[tmp][xd]*"):
        if old.suffix != ".toml":
            old.unlink()
    (harbour / name).write_bytes(text)
    return open_archive(pack_folder(harbour), "a.zip")


def test_the_text_of_a_pack_is_anchored_in_the_worker(tmp_path: Path) -> None:
    read = open_with_text(tmp_path, "brief.txt", TEXT.encode())
    assert read.text is not None
    assert [passage.id for passage in read.text.paragraphs] == ["H1", "F1"]  # type: ignore[union-attr]
    assert isinstance(read.text.report, VerificationReport)
    assert read.text.report.text_read


def test_a_pdf_in_a_pack_is_read_in_the_worker_of_the_pack(tmp_path: Path) -> None:
    lines = [line for line in TEXT.splitlines() if line]
    pdf = write_pdf([[(60, 700 - 40 * number, line) for number, line in enumerate(lines)]])
    read = open_with_text(tmp_path, "brief.pdf", pdf)
    assert read.text is not None
    assert "wait for the north wind" in read.text.paragraphs[0].paragraph.text  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        (b"Another text.", AnchorError, "passage H1"),
        (b"\xff\xfe\xff", PackError, "brief.txt"),
        (b"PK\x03\x04", PackError, "OpenDocument or EPUB"),
    ],
)
def test_a_text_that_does_not_fit_is_told_where_it_would_be_shown(
    text: bytes, kind: type[Exception], told: str, tmp_path: Path
) -> None:
    read = open_with_text(tmp_path, "brief.txt", text)
    assert read.text is not None
    assert isinstance(read.text.paragraphs, kind)
    assert told in str(read.text.paragraphs)


def test_a_pack_without_a_text_is_verified_without_it(tmp_path: Path) -> None:
    harbour = write_harbour(tmp_path / "harbour")
    (harbour / "brief.txt").unlink(missing_ok=True)
    read = open_archive(pack_folder(harbour), "a.zip")
    assert read.text is not None
    assert list(read.text.paragraphs) == []  # type: ignore[arg-type]
    assert not read.text.report.text_read  # type: ignore[union-attr]


def test_a_zip_file_in_a_folder_of_the_operator_has_more_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Limits] = []

    def note(*_arguments: object, limits: Limits, **_options: object) -> None:
        asked.append(limits)
        raise PackError("a.zip", "", "", "enough")

    monkeypatch.setattr(unserved, "read_apart", note)
    path = shutil.copy(_write(tmp_path / "b.zip"), tmp_path / "a.zip")
    with pytest.raises(PackError, match="enough"):
        unserved.open_path(path)
    with pytest.raises(PackError, match="enough"):
        open_archive(path.read_bytes(), "a.zip")
    named, uploaded = asked
    assert named.processor_seconds > uploaded.processor_seconds


def _write(path: Path) -> Path:
    path.write_bytes(pack_folder(TEMPLATE))
    return path
