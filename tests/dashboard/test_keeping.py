"""What the browser is asked to keep, and what comes back from it, run without a browser."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import keeping
from dashboard.i18n.texts import ENGLISH
from dashboard.session.active_pack import UPLOAD
from geodata.drafting.kept_file import write_kept
from geodata.geometry.geodesy import Position
from geodata.uploads.annotations import ARROW, NOTE, PIN, Annotation, write_annotations
from tests.support.app import EXPLORE, open_page, read_html, read_link
from tests.support.drafts import make_draft
from tests.support.harbour import pack_folder, write_harbour

NEW_BRIEF = "dashboard/pages/new_brief/page.py"
NOTES = write_annotations(
    (
        Annotation(NOTE, (Position(10.0, 120.0),), "Here"),
        Annotation(ARROW, (Position(10.0, 120.0), Position(11.0, 121.0)), "There"),
        Annotation(PIN, (Position(20.0, 125.0),)),
    )
).encode()
POINTS = b"name,lon,lat\nBuoy,120.2,9.9\n"


def read_kept(app: AppTest) -> dict[str, Any]:
    """Return what the browser is to keep, by places; None where it is to forget."""
    told = [json.loads(component.proto.json) for component in app.get("bidi_component")]
    kept: dict[str, Any] = {}
    for data in told:
        for place in data.get("places", ()):
            kept[place] = next((part for part in data["parts"] if part["place"] == place), None)
    return kept


def bring_back(app: AppTest, *files: tuple[str, bytes]) -> None:
    """Put files into the field as the browser does."""
    field = next(one for one in app.file_uploader if one.label == ENGLISH.bring_back)
    field.set_value([(name, content, "application/octet-stream") for name, content in files])
    app.run()
    assert not app.exception


def test_notes_and_a_layer_come_back_on_explore_with_what_they_are_tied_to() -> None:
    app = open_page("dashboard/pages/sources.py")
    app.session_state["bringing_back"] = {"pack": "", "passage": "D3"}
    bring_back(app, ("notes~mine.geojson", NOTES), ("own-layer~buoys.csv", POINTS))
    html = read_html(app)
    assert "Here" in html
    assert ENGLISH.own_shown.format(file="buoys.csv", count="1") in html
    assert read_link(app)["pin"] == "20.0000,125.0000"
    kept = read_kept(app)
    assert (kept["notes"]["name"], kept["notes"]["text"].encode()) == ("3", NOTES)
    layer = kept["own-layer"]
    assert (layer["file"], layer["size"], layer["passage"]) == ("buoys.csv", len(POINTS), "D3")
    assert kept["pack"] is None


def test_a_pack_comes_back_as_the_pack_of_the_session(tmp_path: Path) -> None:
    app = open_page(EXPLORE)
    packed = pack_folder(write_harbour(tmp_path))
    bring_back(app, ("pack~harbour.zip", packed))
    assert "Harbour" in read_html(app)
    assert app.session_state["chosen_pack"] == UPLOAD
    kept = read_kept(app)["pack"]
    assert (kept["name"], kept["file"], kept["size"]) == ("Harbour", "harbour.zip", len(packed))


def test_a_draft_comes_back_on_its_page_and_is_let_go_where_it_is_discarded() -> None:
    app = open_page(NEW_BRIEF)
    written = write_kept(make_draft())
    bring_back(app, ("draft~work.seabrief.json", written))
    kept = read_kept(app)["draft"]
    assert kept["text"].encode() == written
    assert kept["file"] == "doors-of-the-baltic.seabrief.json"
    next(button for button in app.button if button.label == ENGLISH.draft_discard).click()
    app.run()
    assert read_kept(app)["draft"] is None


@pytest.mark.parametrize(
    "name",
    ["notes~a.geojson", "own-layer~a.geojson", "own-layer~a.exe", "pack~a.zip", "draft~a.json"],
)
@pytest.mark.parametrize("content", [b"", b"\x00\xff{{7*7}}", b'{"seabrief_annotations": 9}', b"[" * 5000])
def test_what_is_no_longer_sound_ends_in_a_sentence(name: str, content: bytes) -> None:
    app = open_page(EXPLORE)
    bring_back(app, (name, content))
    assert [*app.error, *app.toast]
    assert not {place: part for place, part in read_kept(app).items() if part}


def test_a_file_of_no_place_is_passed_over() -> None:
    app = open_page(EXPLORE)
    bring_back(app, ("other~a.zip", b"x"), ("a.csv", POINTS))
    assert not [*app.error, *app.toast]
    assert not any(read_kept(app).values())


@pytest.mark.parametrize("told", [None, [], "D3", {"pack": 1, "passage": ["D3"]}, {}])
def test_an_event_that_is_none_of_ours_names_no_pack(told: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping.st, "session_state", {keeping.NOTICE: {"bringing": told}})
    assert keeping.get_bringing() == {"pack": "", "passage": ""}
