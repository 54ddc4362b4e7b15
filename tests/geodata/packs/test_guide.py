"""The guide "Your own brief in an hour", followed to the letter."""

import re
from pathlib import Path

from dashboard.installation import ROOT
from dashboard.webmap.unserved import open_folder
from geodata.packs.authoring import write_template
from geodata.packs.overlays import read_overlay
from geodata.packs.pack import find_text, read_pack
from geodata.packs.translation import translate_pack
from geodata.packs.verification import VerificationReport, verify_pack
from geodata.text.documents import read_document

GUIDE = (ROOT / "docs/your-own-brief.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def follow(folder: Path) -> None:
    """Do what the guide says: start a pack, and put each block into the file that it is for."""
    write_template(folder)
    (folder / "sources.toml").unlink()
    for language, text in BLOCK.findall(GUIDE):
        if language == "markdown":
            (folder / "brief.md").write_text(text, encoding="utf-8")
        if language == "csv":
            (folder / "features/ports.csv").write_text(text, encoding="utf-8")
        if language == "toml" and text.startswith("#:schema"):
            name = text.splitlines()[0].removeprefix("#:schema .schema/").removesuffix(".json")
            assert (folder / f"{name}.toml").is_file()
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def verify(folder: Path) -> VerificationReport:
    text = find_text(folder)
    assert text
    return verify_pack(read_pack(folder), text=read_document(text))


def test_whoever_follows_the_guide_has_a_pack_without_a_finding(tmp_path: Path) -> None:
    follow(tmp_path)
    (finding,) = verify(tmp_path).findings
    checksum = re.search(r"[0-9a-f]{64}", finding.message)
    assert checksum  # "copy the checksum that it names into text_sha256"
    record = (tmp_path / "brief.toml").read_text(encoding="utf-8")
    (tmp_path / "brief.toml").write_text(re.sub(r"[0-9a-f]{64}", checksum[0], record), encoding="utf-8")
    report = verify(tmp_path)
    assert report.findings == ()
    assert {passage.anchored for passage in report.passages} == {True}
    assert list(open_folder(tmp_path).layers) == ["belt", "ports", "ferry"]


def test_the_overlay_of_the_guide_is_one_of_its_pack(tmp_path: Path) -> None:
    follow(tmp_path)
    [text] = [text for _, text in BLOCK.findall(GUIDE) if text.startswith("# de/")]
    path = tmp_path / text.splitlines()[0].removeprefix("# ")
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    pack = read_pack(tmp_path)
    translated = translate_pack(pack, read_overlay(pack, "de"))
    assert translated.passages[1].summary == "Ihre Fähren fahren durch den Großen Belt."
    assert {passage.section for passage in translated.passages} == {"Grüne Korridore", "The way"}


def test_the_guide_names_commands_files_and_messages_that_there_are() -> None:
    for name in ("seeds/README.md", "geodata/data/ports.csv", "geodata/data/chokepoints.toml"):
        assert name in GUIDE
        assert (ROOT / name).is_file()
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "geodata").rglob("*.py"))
    for message in (
        "is not in the text, word for word",
        "nor its features cite a source",
        "The shape is not valid",
    ):
        assert message in GUIDE
        assert message in code
