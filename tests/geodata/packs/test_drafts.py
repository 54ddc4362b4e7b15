"""A new pack."""

import hashlib
import re
from pathlib import Path

import pytest

from dashboard.cli.main import main
from geodata.errors import SeaBriefError
from geodata.layers.loading import load_layer
from geodata.packs.authoring import TEMPLATE, write_template
from geodata.packs.pack import find_text, read_pack
from geodata.packs.verification import verify_pack
from geodata.scenes import resolve_scene
from geodata.text.documents import read_document


def test_a_new_pack_verifies_with_its_text_and_without_a_finding(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    write_template(folder)
    pack, text = read_pack(folder), find_text(folder)
    assert text
    assert pack.brief.text_sha256 == hashlib.sha256(text.read_bytes()).hexdigest()
    report = verify_pack(pack, text=read_document(text))
    assert report.findings == ()
    assert all(passage.anchored for passage in report.passages)
    assert {term.outcome for term in report.terms} == {"found"}


def test_a_new_pack_shows_one_layer_of_each_common_kind_and_a_closure() -> None:
    pack = read_pack(TEMPLATE)
    assert {layer.data.kind for layer in pack.layers} == {"chokepoints", "points", "shapes", "lane"}
    assert {layer.status for layer in pack.layers} == {"brief", "context", "notional"}
    assert all(len(load_layer(pack, layer)) for layer in pack.layers)
    detour = resolve_scene(pack, pack.scenes[-1]).detours[0]
    assert detour.extra_km
    assert detour.extra_km > 10_000  # around Africa


def test_each_file_of_a_new_pack_teaches_in_comments_and_names_a_schema_that_came_with_it(
    tmp_path: Path,
) -> None:
    for path in write_template(tmp_path):
        if path.suffix == ".toml":
            text = path.read_text(encoding="utf-8")
            assert len(re.findall(r"^# ", text, re.MULTILINE)) >= 2
            assert (tmp_path / text.splitlines()[0].removeprefix("#:schema ")).is_file()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SeaBriefError, match="there is something already; nothing was written"):
        write_template(tmp_path)
    with pytest.raises(SeaBriefError, match="there is something already"):
        write_template(tmp_path / "notes.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SeaBriefError, match=r"file/new.*cannot be written \("):
        write_template(tmp_path / "file" / "new")


def test_the_command_starts_a_pack_and_writes_schemas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    assert main(["new", str(folder)]) == 0
    told = capsys.readouterr().out
    assert str(folder / "layers.toml") in told
    assert f"seabrief verify {folder}" in told
    assert main(["verify", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("ok\n")
    assert main(["new", str(folder)]) == 2
    assert main(["schema", str(tmp_path / "schemas")]) == 0
    assert (tmp_path / "schemas/layers.json").is_file()
