"""What a person decides about a draft is kept, counted and taken back; a file gives it back as it was."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.drafting.draft import (
    Draft,
    DraftRecord,
    History,
    accept_item,
    accept_kind,
    add_place,
    change_lane,
    change_place,
    change_record,
    choose_layer_status,
    reject_item,
    write_summary,
    write_takeaway,
)
from geodata.drafting.finding import find_proposals
from geodata.drafting.first_draft import start_draft
from geodata.drafting.gazetteer import load_gazetteer
from geodata.drafting.items import KINDS, EventShown, LaneShown, PlaceShown
from geodata.drafting.kept_file import read_kept, write_kept
from geodata.drafting.reading import read_text
from geodata.errors import UploadError
from tests.support.drafts import COPENHAGEN, OTHER_COPENHAGEN, ROSTOCK, make_draft

DRAFT = make_draft()


def find_named(draft: Draft, name: str) -> str:
    return next(
        item.id
        for item in draft.items
        if isinstance(item.shown, PlaceShown) and item.shown.place.name == name
    )


def test_what_the_text_names_several_times_is_one_item() -> None:
    told = {item.id: len(item.mentions) for item in DRAFT.items}
    assert told[find_named(DRAFT, "Copenhagen")] == 2
    assert told[find_named(DRAFT, "Denmark")] == 2  # once as an adjective
    assert [item.kind for item in DRAFT.items].count("place") == 5
    assert len(DRAFT.list_open()) == len(DRAFT.items)


def test_a_date_has_the_place_that_its_sentence_names_nearest() -> None:
    [event] = [item for item in DRAFT.items if isinstance(item.shown, EventShown)]
    assert event.shown == EventShown("1857", COPENHAGEN)


def test_lanes_and_distances_are_proposed_as_notional() -> None:
    told = {item.kind: item.layer_status for item in DRAFT.items}
    assert told == {
        **dict.fromkeys(("place", "closure", "event", "institution"), "brief"),
        "lane": "notional",
        "band": "notional",
    }


def test_a_changed_place_stays_changed_when_it_is_accepted_and_keeps_the_former_at_hand() -> None:
    name = find_named(DRAFT, "Copenhagen")
    changed = accept_item(change_place(DRAFT, name, OTHER_COPENHAGEN), name).find_item(name)
    assert changed.status == "changed"
    assert changed.shown == PlaceShown(OTHER_COPENHAGEN)
    assert changed.others == (COPENHAGEN,)


def test_accepting_a_kind_leaves_decisions_and_other_kinds_as_they_are() -> None:
    name = find_named(DRAFT, "Denmark")
    draft = accept_kind(reject_item(DRAFT, name), "place")
    assert draft.find_item(name).status == "rejected"
    assert draft.list_open("place") == []
    assert len(draft.list_open()) == len(DRAFT.list_open()) - 5


def test_a_place_can_be_added_by_words_of_the_text_alone() -> None:
    draft = add_place(DRAFT, "the  sound", COPENHAGEN)
    [added] = [item for item in draft.items if item.id.startswith("place-own")]
    assert [draft.read_words(mention) for mention in added.mentions] == ["the Sound"]
    with pytest.raises(LookupError):
        add_place(DRAFT, "the Skagerrak", COPENHAGEN)


DECISIONS = st.sampled_from(DRAFT.items).flatmap(
    lambda item: st.sampled_from(
        (
            lambda draft: accept_item(draft, item.id),
            lambda draft: reject_item(draft, item.id),
            lambda draft: accept_kind(draft, item.kind),
            lambda draft: change_place(draft, item.id, ROSTOCK),
            lambda draft: choose_layer_status(draft, item.id, "context"),
            lambda draft: write_summary(draft, "1-1", item.id),
            lambda draft: write_takeaway(draft, 1, item.id),
            lambda draft: change_record(draft, replace(draft.record, title=item.id)),
            lambda draft: change_lane(draft, item.id, origin=COPENHAGEN),
        )
    )
)


@settings(deadline=None)
@given(st.lists(DECISIONS, max_size=12))
def test_every_step_can_be_taken_back_one_by_one(decisions: list) -> None:
    history, before = History(DRAFT), []
    for decide in decisions:
        before.append(history)
        history = history.take_step(decide(history.draft))
    for earlier in reversed(before):
        if history != earlier:
            history = history.step_back()
        assert history.draft == earlier.draft
    assert history.step_back() == history


@settings(deadline=None)
@given(st.lists(DECISIONS, max_size=8))
def test_a_kept_file_gives_the_draft_back(decisions: list) -> None:
    draft = DRAFT
    for decide in decisions:
        draft = decide(draft)
    read = read_kept("work.json", write_kept(draft))
    assert replace(read, source=draft.source) == draft
    assert read.source.text == draft.source.text
    assert read.source.sections == draft.source.sections


def spoil(**changes: object) -> bytes:
    return json.dumps(json.loads(write_kept(DRAFT)) | changes).encode()


ITEM = json.loads(write_kept(DRAFT))["items"][0]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "expected JSON"),
        (b"[" * 100_000, "expected JSON"),
        (b"\xff\xfe", "expected JSON"),
        (b"{}", "field seabrief_draft"),
        (spoil(seabrief_draft=2), "field seabrief_draft"),
        (spoil(text=None), "field text"),
        (spoil(items=[ITEM, ITEM]), "the same id"),
        (spoil(items=[ITEM | {"mentions": [{"start": 5, "end": 10**9}]}]), "inside the text"),
        (spoil(items=[ITEM | {"mentions": []}]), "inside the text"),
        (spoil(items=[ITEM | {"status": "agreed"}]), "field items"),
        (
            spoil(
                items=[
                    ITEM | {"shown": {"kind": "place", "place": ITEM["shown"]["place"] | {"latitude": 91}}}
                ]
            ),
            "positions in degrees",
        ),
    ],
)
def test_a_file_that_keeps_no_draft_is_refused_with_the_field(content: bytes, told: str) -> None:
    with pytest.raises(UploadError) as caught:
        read_kept("work.json", content)
    assert str(caught.value).startswith("work.json")
    assert told in str(caught.value)


def test_the_record_takes_what_the_text_says_of_itself() -> None:
    assert DRAFT.record == DraftRecord(
        title="Doors of the Baltic", author="Ada Byron", date="2024-05-02", language="en"
    )


def test_every_kind_is_in_the_draft() -> None:
    assert {item.kind for item in DRAFT.items} == set(KINDS)
    assert any(isinstance(item.shown, LaneShown) for item in DRAFT.items)


def test_a_date_takes_no_place_of_another_sentence() -> None:
    source = read_text(
        "canal.md", b"Egypt earned more in the year to June 2023. Djibouti rents land. In 2020 it rained."
    )
    drawn = start_draft(source, find_proposals(source.searchable, gazetteer=load_gazetteer()))
    told = {item.shown.date: item.shown.place for item in drawn.items if isinstance(item.shown, EventShown)}
    assert {date: place and place.name for date, place in told.items()} == {"2023-06": "Egypt", "2020": None}
