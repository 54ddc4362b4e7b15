"""The New brief page: a pasted text is checked step by step and becomes the brief of the session."""

import io
import json
import logging
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components.layout import escape_markdown
from dashboard.i18n.texts import ENGLISH
from dashboard.pages.new_brief import state
from dashboard.pages.new_brief.outcome import make_archive
from dashboard.temporary_files import open_workspace
from geodata.drafting.items import InstitutionShown
from geodata.drafting.kept_file import write_kept
from tests.support.app import open_page, read_html
from tests.support.drafts import TEXT, make_draft

PAGE = "dashboard/pages/new_brief/page.py"
MARKER = "{{7*7}} <marker>"
UNQUOTED = "Nothing is said of places here"
"""Words that no quote of the text has."""


def paste(text: str) -> AppTest:
    app = open_page(PAGE)
    app.text_area(key="draft-pasted").set_value(text)
    press(app, ENGLISH.draft_find)
    return app


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click()
    app.run()
    assert not app.exception


def read_review(app: AppTest) -> dict:
    told = [json.loads(component.proto.json) for component in app.get("bidi_component")]
    [review] = [data for data in told if "paragraphs" in data]
    return review


def test_a_pasted_text_is_shown_with_its_places_and_the_first_one_is_checked() -> None:
    app = paste(TEXT)
    review = read_review(app)
    marked = [
        piece["text"]
        for paragraph in review["paragraphs"]
        for piece in paragraph["pieces"]
        if "mark" in piece
    ]
    assert {"Great Belt", "Copenhagen", "Denmark"} <= set(marked)
    assert review["current"] == "place-1"
    assert set(review["statuses"].values()) == {"unchecked"}
    whole = "".join(piece["text"] for piece in review["paragraphs"][0]["pieces"])
    assert whole == "The Great Belt is deep, and Copenhagen lies at the Sound. Denmark watches both."


def test_accepting_rejecting_and_undoing_move_the_counter() -> None:
    app = paste(TEXT)
    count = len(app.session_state["draft-history"].draft.items)
    press(app, ENGLISH.draft_accept)
    press(app, ENGLISH.draft_reject)
    assert ENGLISH.draft_left.format(count - 2) in read_html(app)
    assert [item.status for item in app.session_state["draft-history"].draft.items][:2] == [
        "accepted",
        "rejected",
    ]
    press(app, ENGLISH.draft_undo)
    assert ENGLISH.draft_left.format(count - 1) in read_html(app)


def test_hostile_words_of_a_text_are_shown_as_they_are_and_never_as_markup() -> None:
    app = paste(f"# {MARKER}\n\nShips sail from Gothenburg to Rostock past {MARKER} every day.")
    assert "<marker>" not in read_html(app)
    assert "{{7*7}} &lt;marker&gt;" in read_html(app)


def test_nothing_to_read_is_told_and_the_page_stays() -> None:
    app = open_page(PAGE)
    press(app, ENGLISH.draft_find)
    assert [error.value for error in app.error] == [escape_markdown(ENGLISH.draft_no_text)]
    app.text_area(key="draft-pasted").set_value("# Only a heading")
    press(app, ENGLISH.draft_find)
    assert "no paragraph" in app.error[0].value


def test_the_draft_opens_as_the_brief_of_the_session_and_its_text_reaches_neither_disk_nor_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    app = paste(TEXT)
    press(app, ENGLISH.draft_open)
    pack = app.session_state["uploaded_pack"].pack
    assert pack.brief.title == "Doors of the Baltic"
    assert all(layer.unchecked for layer in pack.layers)
    written = [path for path in Path(open_workspace()).rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if UNQUOTED.encode() in path.read_bytes()]
    assert UNQUOTED not in caplog.text
    read = app.session_state["uploaded_pack"].text
    assert [passage.id for passage in read.paragraphs] == [passage.id for passage in pack.passages]


def test_the_page_without_a_draft_asks_for_a_text() -> None:
    app = open_page(PAGE)
    assert [area.label for area in app.text_area] == [ENGLISH.draft_paste]
    assert "draft-history" not in app.session_state


def test_the_kept_file_and_the_pack_hold_what_was_decided() -> None:
    draft = make_draft()
    kept = json.loads(write_kept(draft))
    assert kept["text"] == TEXT
    archive = zipfile.ZipFile(io.BytesIO(make_archive(draft)))
    assert "brief.toml" in archive.namelist()
    assert not [name for name in archive.namelist() if name.endswith((".md", ".txt"))]


def test_every_act_of_the_text_is_known() -> None:
    assert set(state.ACTS) == {"choose", "accept", "reject", "acceptKind", "undo", "next", "previous"}


def test_the_record_is_filled_in_and_a_missed_place_is_added() -> None:
    app = paste(TEXT)
    app.text_input(key="draft-record-publisher").set_value("Institute").run()
    app.text_input(key="draft-record-date").set_value("spring").run()
    record = app.session_state["draft-history"].draft.record
    assert (record.publisher, record.author, record.title) == (
        "Institute",
        "Ada Byron",
        "Doors of the Baltic",
    )
    assert any("spring" in warning.value for warning in app.warning)
    app.text_input(key="draft-add-words").set_value("mine").run()
    app.text_input(key="draft-add-place").set_value("54.5, 11.5").run()
    app.button(key="draft-add-0").click().run()
    assert not app.exception
    added = app.session_state["draft-history"].draft.items
    assert [item.status for item in added if item.id.startswith("place-own")] == ["changed"]


def test_a_summary_and_a_takeaway_are_kept_with_their_passage_and_section() -> None:
    app = paste(TEXT)
    app.text_area(key="draft-summary-1-1").set_value("A strait is watched.").run()
    app.text_input(key="draft-takeaway-0").set_value("Watch it.").run()
    draft = app.session_state["draft-history"].draft
    assert (draft.summaries, draft.takeaways) == ({"1-1": "A strait is watched."}, {"1": "Watch it."})


def test_a_body_is_shown_with_its_members_or_with_a_sentence_that_they_are_not_known() -> None:
    app = paste("# Gulf\n\n14 March 2023\n\nNATO keeps away. The United Nations look on from Djibouti.")
    items = {item.kind: item.id for item in app.session_state["draft-history"].draft.items}
    assert items.keys() == {"place", "institution"}
    for name, told in (("nato", "30 members, as of 14 March 2023"), ("un", "has no list of its members")):
        draft = app.session_state["draft-history"].draft
        chosen = next(item.id for item in draft.items if item.shown == InstitutionShown(name))
        app.session_state["draft-current"] = chosen
        app.run()
        assert not app.exception
        assert not app.error
        assert told in read_html(app)
