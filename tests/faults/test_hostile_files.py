"""A few hostile files cost little and end in a sentence; `measure_hostile_files` measures all of them."""

import random

import pytest

from geodata.errors import SeaBriefError
from geodata.uploads import confined
from tests.faults.hostile_files import HostileFile, list_hostile_files
from tests.faults.measure_hostile_files import MOST_MB, MOST_SECONDS, READERS, measure

FILES = {one.title: one for one in list_hostile_files()}
TOLD = {
    "one polygon of 4,999 random corners": "crosses itself some 20,000 times",
    "two million empty polygons": "2,000,006 lists and objects",
    "entities": "has a document type",
    "degrees of 9 MB of digits": "field larger than field limit",
    "GPKG: a table that never ends": "only tables are read",
    "annotations: NaN": "holds NaN",
    "pack: TOML, a key of 100,000 dots": "a key has more than 30 parts",
    "pack: a link": "It is a link or a device",
    "text: DOCX": "unpacks to more than 40 MB",
    "draft: a line of 1 MB": "names that may be places",
    "draft: Word file with links and macros of elsewhere": "18 mentions of 6 things",
    "draft: zip file called .docx": "not a text",
    "template: entities": "is damaged",
    "template: 2,000 more layouts": "layouts, and 250 are read at most",
    "address: a pin of 1 MB of signs": "not understood: pin",
}
"""Title -> what the user is told."""


def test_there_are_a_hundred_files_and_more_for_all_readers_each_with_a_title_of_its_own() -> None:
    listed = list_hostile_files()
    assert len(FILES) == len(listed) >= 100
    assert {one.reader for one in listed} == READERS.keys()


@pytest.mark.parametrize("title", TOLD)
def test_a_hostile_file_ends_in_a_sentence(title: str) -> None:
    file = FILES[title]
    content = file.make(random.Random(16))  # noqa: S311 - the same files in every run
    try:
        told = READERS[file.reader](file.name, content)
    except SeaBriefError as error:
        told = str(error)
    assert TOLD[title] in told


def test_what_a_file_costs_is_measured_of_the_worker_and_of_the_server() -> None:
    outcome = measure(FILES["one polygon of 4,999 random corners"])
    assert not outcome.exceeds
    assert 0.01 < outcome.seconds < MOST_SECONDS
    assert outcome.own_seconds < 0.3
    assert outcome.megabytes + outcome.own_megabytes < MOST_MB


def test_a_file_at_which_a_reader_fails_or_that_ends_in_no_sentence_is_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def burn(_name: str, content: bytes) -> str:
        return content.decode("ascii")

    monkeypatch.setitem(READERS, "pack", burn)
    sound, broken = (
        measure(HostileFile("a", "pack", "b.zip", lambda _draw, content=content: content))
        for content in (b"read", b"\xff")
    )
    assert not sound.exceeds
    assert sound.told == "read"
    assert broken.exceeds
    assert broken.told.startswith("UnicodeDecodeError in ")
    monkeypatch.setattr(confined, "READER", "tests.support.readers:stumble")
    failed = measure(HostileFile("a", "shapes", "b.csv", lambda _draw: b"x"))
    assert failed.exceeds
    assert "It cannot be read (KeyError)" in failed.told
