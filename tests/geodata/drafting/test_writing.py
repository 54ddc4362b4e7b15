"""A draft becomes a pack that verifies; what nobody has confirmed is marked, what was rejected is gone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.drafting.cameras import fit_camera
from geodata.drafting.draft import (
    Draft,
    accept_kind,
    change_record,
    reject_item,
    write_summary,
    write_takeaway,
)
from geodata.drafting.finding import find_proposals
from geodata.drafting.first_draft import start_draft
from geodata.drafting.gazetteer import load_gazetteer
from geodata.drafting.items import KINDS
from geodata.drafting.quoting import choose_quote
from geodata.drafting.reading import read_text
from geodata.drafting.writing import MOST_BODIES, EmptyDraftError, write_archive, write_folder, write_pack
from geodata.errors import SeaBriefError
from geodata.institutions.memberships import list_bodies
from geodata.packs.pack import MAX_QUOTED_WORDS, Pack, read_pack
from geodata.packs.verification import verify_pack
from geodata.packs.zip_pack import unpack_archive
from geodata.records.brief import MAX_QUOTE_WORDS, count_words
from geodata.text.documents import decode_manuscript
from geodata.text.quotes import anchor_quote
from tests.support.drafts import TEXT, make_draft

TODAY = date(2026, 11, 30)
DRAFT = make_draft()


def write(draft: Draft, folder: Path) -> Pack:
    write_folder(write_pack(draft, today=TODAY), folder)
    return read_pack(folder)


def accept_all(draft: Draft) -> Draft:
    for kind in KINDS:
        draft = accept_kind(draft, kind)
    return draft


def test_verify_finds_nothing_but_summaries_that_are_not_written(tmp_path: Path) -> None:
    pack = write(DRAFT, tmp_path / "pack")
    report = verify_pack(pack, text=decode_manuscript(TEXT.encode(), "doors.md"))
    assert {finding.code for finding in report.findings} == {"no-summary"}
    assert report.ok
    assert all(passage.anchored for passage in report.passages)
    assert {term.outcome for term in report.terms} == {"found"}


def test_with_summaries_and_takeaways_nothing_is_found(tmp_path: Path) -> None:
    draft = DRAFT
    for paragraph in draft.source.paragraphs:
        draft = write_summary(draft, paragraph.id, f"What {paragraph.id} says.")
    for section in (1, 2):
        draft = write_takeaway(draft, section, "What stays.")
    pack = write(draft, tmp_path / "pack")
    assert verify_pack(pack, text=decode_manuscript(TEXT.encode(), "doors.md")).findings == ()
    assert [scene.takeaway for scene in pack.scenes] == ["What stays.", "What stays."]


def test_a_scene_for_each_section_shows_what_the_section_names(tmp_path: Path) -> None:
    pack = write(accept_all(DRAFT), tmp_path / "pack")
    titles = {layer.id: layer.title for layer in pack.layers}
    shown = {scene.title: {titles[layer] for layer in scene.layers} for scene in pack.scenes}
    assert shown["Doors of the Baltic"] == {
        "States · Doors of the Baltic",
        "Places · Doors of the Baltic",
        "Great Belt",
    }
    assert {"Gothenburg – Rostock", "40 km around Rostock", "Closed: Great Belt"} <= shown["Who passes"]
    [_, second] = pack.scenes
    assert second.closed == ("great-belt",)
    assert (second.camera.west, second.camera.east) == (
        pytest.approx(9.1, abs=1.5),
        pytest.approx(15, abs=1.5),
    )


def test_what_nobody_has_confirmed_is_marked_and_what_was_rejected_is_gone(tmp_path: Path) -> None:
    draft = accept_kind(DRAFT, "place")
    for item in DRAFT.items:
        if item.kind == "band":
            draft = reject_item(draft, item.id)
    pack = write(draft, tmp_path / "pack")
    marked = {layer.group: layer.unchecked for layer in pack.layers}
    assert marked["features"] is False
    assert marked["lanes"] is True
    assert not any(layer.id.startswith("distance") for layer in pack.layers)
    assert all("Unchecked" in layer.caveat for layer in pack.layers if layer.unchecked)


def test_bodies_have_their_members_at_the_date_of_the_text_and_lanes_reach_coasts_without_a_port(
    tmp_path: Path,
) -> None:
    text = (
        b"# Gulf\n\n14 March 2023\n\nNATO keeps away, as do BRICS and the G7. ECOWAS met in Abidjan.\n\n"
        b"Tankers sail from Luanda to Rotterdam. The United Nations and the IMO look on.\n"
    )
    source = read_text("gulf.md", text)
    draft = start_draft(source, find_proposals(source.searchable, gazetteer=load_gazetteer()))
    written = write_pack(draft, today=TODAY)
    write_folder(written, tmp_path / "pack")
    pack = read_pack(tmp_path / "pack")
    assert not [one for one in verify_pack(pack).findings if one.code != "no-summary"]
    bodies = list_bodies(pack.layers, pack.tables)
    assert {body.id: (body.as_of, len(body.members)) for body in bodies.values()} == {
        "nato": ("2023-03-14", 30),
        "brics": ("2023-03-14", 5),
        "g7": ("2018-06-08", 7),
        "ecowas": ("2023-03-14", 15),
    }
    layers = {layer.id: layer for layer in pack.layers}
    assert layers["members-brics"].style != layers["members-g7"].style
    assert "members-scmp-2017" in layers["members-nato"].sources
    assert len([layer for layer in pack.scenes[0].layers if layer.startswith("members-")]) == MOST_BODIES
    [lane] = [layer for layer in pack.layers if layer.group == "lanes"]
    assert lane.title == "Luanda – Rotterdam"
    assert "No port is listed near Luanda" in lane.caveat
    assert [told for told in written.left_out if "United Nations" in told]


def test_the_text_itself_is_not_in_the_pack(tmp_path: Path) -> None:
    written = write_pack(DRAFT, today=TODAY)
    assert b"Nothing is said of places here" not in b"".join(written.files.values())
    assert not list(tmp_path.glob("*"))
    assert sum(count_words(passage.quote) for passage in written.passages) <= MAX_QUOTED_WORDS


def test_an_archive_of_a_draft_is_the_same_pack(tmp_path: Path) -> None:
    written = write_pack(DRAFT, today=TODAY)
    unpacked = read_pack(unpack_archive(write_archive(written), tmp_path))
    assert unpacked.layers == written.layers
    assert unpacked.passages == written.passages


def test_many_paragraphs_of_others_share_the_words_that_may_be_quoted(tmp_path: Path) -> None:
    paragraphs = [
        f"Ship number {number} sails to Rostock and waits there for the pilot." for number in range(60)
    ]
    source = read_text("long.md", ("# Long\n\n" + "\n\n".join(paragraphs)).encode())
    [rostock] = [
        item for item in DRAFT.items if item.id == "place-5" or "rostock" in str(item.shown).lower()
    ][-1:]
    starts = [source.searchable.index(f"{number} sails to Rostock") for number in range(60)]
    offset = len("0 sails to ")
    mentions = tuple(
        replace(
            rostock.mentions[0],
            start=start + offset + len(str(number)) - 1,
            end=start + offset + len(str(number)) + 6,
        )
        for number, start in enumerate(starts)
    )
    place = next(item for item in DRAFT.items if item.kind == "place" and "Rostock" in str(item.shown))
    draft = Draft(source, DRAFT.record, (replace(place, mentions=mentions),))
    pack = write(draft, tmp_path / "others")
    assert len(pack.passages) == 60
    assert sum(count_words(passage.quote) for passage in pack.passages) <= MAX_QUOTED_WORDS
    own = change_record(draft, replace(draft.record, own_text=True))
    assert (
        sum(count_words(passage.quote) for passage in write(own, tmp_path / "own").passages)
        > MAX_QUOTED_WORDS
    )


def test_nothing_on_the_map_is_said_in_a_sentence() -> None:
    draft = DRAFT
    for item in DRAFT.items:
        draft = reject_item(draft, item.id)
    with pytest.raises(EmptyDraftError, match="Nothing of the text is on the map yet"):
        write_pack(draft, today=TODAY)


def test_a_date_that_is_none_is_refused_by_its_field() -> None:
    with pytest.raises(SeaBriefError, match="field date"):
        write_pack(change_record(DRAFT, replace(DRAFT.record, date="spring")), today=TODAY)


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SeaBriefError, match="nothing was written"):
        write_folder(write_pack(DRAFT, today=TODAY), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


HOSTILE = "{{7*7}} <b>marker</b> \"quoted\" 'single' \\n ]] ''' #"


def test_hostile_strings_come_through_the_files_as_they_are(tmp_path: Path) -> None:
    draft = change_record(DRAFT, replace(DRAFT.record, title=HOSTILE, author=HOSTILE))
    pack = write(write_summary(draft, "1-1", HOSTILE), tmp_path / "pack")
    assert (pack.brief.title, pack.brief.author, pack.passages[0].summary) == (HOSTILE,) * 3


def test_a_quote_is_a_sentence_around_its_term_or_a_stretch_of_one_too_long() -> None:
    short, long = "Ice came to Kemi late.", " ".join(f"word{number}" for number in range(40))
    source = read_text("ice.md", f"# Ice\n\n{short} Then {long} and Oulu {long}.".encode())
    [paragraph] = source.paragraphs
    for name in ("Kemi", "Oulu"):
        at = source.searchable.index(name)
        mention = replace(DRAFT.items[0].mentions[0], start=at, end=at + 4)
        found = choose_quote(source, paragraph, [mention])
        assert found is not None
        assert name in found.exact
        assert count_words(found.exact) <= MAX_QUOTE_WORDS
    kemi = choose_quote(source, paragraph, [replace(DRAFT.items[0].mentions[0], start=9, end=10)])
    assert kemi is not None
    assert kemi.exact == short


@settings(deadline=None)
@given(st.lists(st.sampled_from(("Kiel waits.", "Oulu waits.", "Ice, again!")), min_size=2, max_size=6))
def test_every_quote_that_is_chosen_stands_in_the_text_once(sentences: list[str]) -> None:
    source = read_text("ice.md", ("# Ice\n\n" + "\n\n".join(sentences)).encode())
    for paragraph in source.paragraphs:
        found = choose_quote(source, paragraph, [])
        if found:
            anchor = anchor_quote(source.text, found)
            assert paragraph.start <= anchor.start < anchor.end <= paragraph.end


def test_a_camera_leaves_out_one_place_far_off_and_crosses_the_date_line() -> None:
    near = [(10.0, 55.0), (11.0, 56.0), (12.0, 55.0), (12.5, 54.0)]
    camera = fit_camera([*near, (-77.0, 38.9)])
    assert camera is not None
    assert camera.west > 0
    across = fit_camera([(178.0, -18.0), (-178.0, -17.0)])
    assert across is not None
    assert (across.west, across.east) == (pytest.approx(177.3, abs=0.5), pytest.approx(182.7, abs=0.5))
    assert fit_camera([]) is None


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=12, unique=True))
def test_a_camera_is_one_that_a_map_has_wherever_the_places_lie(points: list[tuple[float, float]]) -> None:
    camera = fit_camera(points)
    assert camera is not None
    inside = [
        any(camera.west <= lon + turn <= camera.east for turn in (0, 360))
        and camera.south <= max(-82, min(82, lat)) <= camera.north
        for lon, lat in points
    ]
    assert sum(inside) >= 0.7 * len(points)
