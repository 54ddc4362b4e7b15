"""The guide "Your own brief in ten minutes", followed to the letter."""

import re
from datetime import date
from pathlib import Path

from dashboard.i18n.texts import ENGLISH
from dashboard.installation import ROOT
from dashboard.webmap.unserved import open_folder
from geodata.drafting.draft import accept_kind
from geodata.drafting.finding import find_proposals
from geodata.drafting.first_draft import start_draft
from geodata.drafting.gazetteer import load_gazetteer
from geodata.drafting.items import KINDS, PlaceShown
from geodata.drafting.reading import read_text
from geodata.drafting.writing import write_folder, write_pack
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


def test_the_text_of_the_guide_becomes_a_pack_that_lacks_its_summaries_alone(tmp_path: Path) -> None:
    [text] = [block for language, block in BLOCK.findall(GUIDE) if language == "text"]
    source = read_text("grain.md", text.encode())
    assert [section.heading for section in source.sections] == ["Grain through the straits", "What follows"]
    assert {guess.field for guess in source.record} >= {"title", "author", "date", "language"}
    draft = start_draft(source, find_proposals(source.searchable, gazetteer=load_gazetteer()))
    places = {item.shown.place.name for item in draft.items if isinstance(item.shown, PlaceShown)}
    assert {"Istanbul", "Bosporus", "Turkey", "Romania", "Rotterdam"} <= places
    assert {item.kind for item in draft.items} >= {"place", "lane", "closure", "event", "institution"}
    for kind in KINDS:
        draft = accept_kind(draft, kind)
    written = write_pack(draft, today=date(2026, 11, 30))
    write_folder(written, tmp_path / "grain")
    report = verify_pack(read_pack(tmp_path / "grain"), text=text)
    assert {finding.code for finding in report.findings} == {"no-summary"}
    assert not any(layer.unchecked for layer in written.layers)
    assert len(open_folder(tmp_path / "grain").layers) == len(written.layers)


def test_the_guide_calls_what_is_on_the_page_as_the_page_does() -> None:
    named = (
        ENGLISH.draft_find,
        ENGLISH.draft_open,
        ENGLISH.draft_download,
        ENGLISH.draft_keep,
        ENGLISH.draft_continue,
        ENGLISH.draft_change,
        ENGLISH.draft_add,
        ENGLISH.draft_record,
        ENGLISH.unchecked_stamp,
        ENGLISH.not_written.rstrip("."),
    )
    for words in named:
        assert f"*{words}*" in " ".join(GUIDE.split())
    for label in (ENGLISH.draft_accept, ENGLISH.draft_reject, ENGLISH.draft_next, ENGLISH.draft_undo):
        name, key = re.fullmatch(r"(\w+) \((\w)\)", label).groups()  # type: ignore[union-attr]
        row = next(line for line in GUIDE.splitlines() if line.startswith("|") and f"*{name}*" in line)
        assert key in row.split("|")[2]
