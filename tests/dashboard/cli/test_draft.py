"""The command `seabrief draft`: places with offsets, and clear words about what it cannot read."""

import json
from pathlib import Path

import pytest

from dashboard.cli.main import main

Capture = pytest.CaptureFixture[str]
TEXT = (
    "# Straits\n\nTankers left Ras Tanura.\n\n"
    "Chinese ships passed the\nStrait of Hormuz; 東シナ海 – “İstanbul”.\n"
)


def draft(capsys: Capture, *arguments: str) -> list[dict[str, object]]:
    assert main(["draft", *arguments, "--json"]) == 0
    written = capsys.readouterr()
    assert written.err == ""
    files: list[dict[str, object]] = json.loads(written.out)["files"]
    return files


def test_places_come_with_offsets_into_the_text_and_their_paragraph(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "straits.txt"
    path.write_text(TEXT, encoding="utf-8")
    [answer] = draft(capsys, str(path))
    assert answer["file"] == str(path)
    places = answer["places"]
    assert isinstance(places, list)
    assert [(place["text"], place["kind"], place["passage"]) for place in places] == [
        ("Ras Tanura", "city", "P1"),
        ("Strait of Hormuz", "strait", "P2"),
        ("東シナ海", "sea", "P2"),
        ("İstanbul", "city", "P2"),
    ]
    assert all(TEXT[place["start"] : place["end"]] == place["text"] for place in places)
    keys = ["start", "end", "text", "name", "kind", "lat", "lon", "passage", "reason", "confidence"]
    assert all(list(place) == keys for place in places)


def test_windows_line_ends_count_as_they_are(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "windows.txt"
    path.write_bytes(b"One\r\nship left the Gulf of\r\nAden.")
    [answer] = draft(capsys, str(path))
    places = answer["places"]
    assert isinstance(places, list)
    text = path.read_bytes().decode()
    assert [text[place["start"] : place["end"]] for place in places] == ["Gulf of\r\nAden"]


def test_several_files_are_answered_in_their_order(tmp_path: Path, capsys: Capture) -> None:
    for name, text in (("b.txt", "Japan."), ("a.md", "**China** and [Peru](https://example.org/Chile).")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    answers = draft(capsys, str(tmp_path / "b.txt"), str(tmp_path / "a.md"))
    assert [str(answer["file"])[-5:] for answer in answers] == ["b.txt", "/a.md"]


def test_adjectives_count_on_demand(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "ships.txt"
    path.write_text("Chinese ships came.", encoding="utf-8")
    assert draft(capsys, str(path))[0]["places"] == []
    [answer] = draft(capsys, str(path), "--adjectives")
    places = answer["places"]
    assert isinstance(places, list)
    assert [place["name"] for place in places] == ["China"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read"),
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"PK\x03\x04rest", "not a text"),
        (b"\xff\xd8\xffpicture", "not a text"),
        (b"caf\xe9", "UTF-8"),
        (b"a" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_name_of_its_file(
    tmp_path: Path, capsys: Capture, content: bytes | None, told: str
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Japan", encoding="utf-8")
    if content is not None:
        bad.write_bytes(content)
    assert main(["draft", str(good), str(bad), "--json"]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert told in written.err
    assert "bad.txt" in written.err
    assert "Traceback" not in written.err


def test_out_writes_a_pack_that_verifies_and_says_that_nothing_is_checked(
    tmp_path: Path, capsys: Capture
) -> None:
    path, folder = tmp_path / "straits.md", tmp_path / "pack"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["draft", str(path), "--out", str(folder)]) == 0
    assert "all unchecked" in capsys.readouterr().out
    assert "unchecked = true" in (folder / "layers.toml").read_text(encoding="utf-8")
    assert main(["verify", str(folder), "--text", str(path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {finding["code"] for finding in report["findings"]} == {"no-summary"}
    assert main(["draft", str(path), "--out", str(folder)]) == 2
    assert "nothing was written" in capsys.readouterr().err


def test_out_takes_one_text_alone(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "straits.md"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["draft", str(path), str(path), "--out", str(tmp_path / "pack")]) == 2
    assert "one text" in capsys.readouterr().err
    assert not (tmp_path / "pack").exists()
