"""Which pack a session shows: by link, by setting, by upload, and by the command that started it."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components.navigation import PAGE_FILES
from dashboard.i18n.texts import ENGLISH
from dashboard.session import active_pack, cache
from dashboard.webmap.unserved import open_archive, open_folder
from geodata.packs.authoring import TEMPLATE
from tests.support.app import ENTRY, EXPLORE, open_page, read_html, read_link, read_map
from tests.support.harbour import pack_folder

FIRST, SECOND = "NATO Goes East", "Three Doors to the Baltic"
OPENED = open_folder(TEMPLATE)


@pytest.fixture(autouse=True)
def started_with_the_first_pack(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("SEABRIEF_PACK", raising=False)
    monkeypatch.delenv("SEABRIEF_TEXT", raising=False)
    active_pack.load_started.clear()
    cache.load_paragraphs.clear()
    yield
    active_pack.load_started.clear()
    cache.load_paragraphs.clear()


def open_explore(**params: str) -> AppTest:
    return open_page(EXPLORE, **params)


def test_a_link_names_a_pack_of_the_repository_and_keeps_it() -> None:
    app = open_explore(pack="danish-straits", passage="G2", names="ja")
    assert read_link(app) == {"pack": "danish-straits", "passage": "G2", "names": "ja"}
    assert set(read_map(app)["lit"]) == {"sound", "doors", "depths"}


def test_without_a_pack_a_link_means_the_one_of_the_start() -> None:
    app = open_explore()
    assert read_link(app) == {}
    assert "east-china-sea" in read_map(app)["layers"]


def test_an_unknown_pack_falls_back_with_a_notice() -> None:
    app = open_explore(pack="atlantis", passage="D1")
    assert read_link(app) == {"passage": "D1"}
    assert "east-china-sea" in read_map(app)["layers"]
    assert any("pack" in toast.value for toast in app.toast)


def test_the_setting_changes_the_pack_and_lets_go_of_what_the_other_one_named() -> None:
    app = open_explore(passage="D1", names="zh-hans")
    choice = next(box for box in app.selectbox if box.label == ENGLISH.choose_brief)
    assert choice.options == [FIRST, SECOND]
    choice.select("danish-straits").run()
    assert read_link(app) == {"pack": "danish-straits", "names": "zh-hans"}
    assert "kattegat" in read_map(app)["layers"]
    assert SECOND in read_html(app)
    next(box for box in app.selectbox if box.label == ENGLISH.choose_brief).select("").run()
    assert read_link(app) == {"names": "zh-hans"}
    assert FIRST in read_html(app)


def test_an_upload_is_shown_in_its_session_and_in_no_link() -> None:
    opened = open_archive(pack_folder(TEMPLATE), "mine.zip")
    app = AppTest.from_file(str(ENTRY), default_timeout=180)
    app.session_state["uploaded_pack"], app.session_state["chosen_pack"] = opened, active_pack.UPLOAD
    app.run()
    app.switch_page(EXPLORE).run()
    assert not app.exception
    assert "A strait in two minutes" in read_html(app)
    assert "pack" not in read_link(app)
    catalogue = read_map(app)["catalogue"]
    assert catalogue["key"] == opened.parcel.key
    assert [layer["id"] for layer in catalogue["content"]["layers"]][:2] == ["strait", "ports"]
    app.run()
    assert read_map(app)["catalogue"] == {"key": opened.parcel.key}  # the browser holds the rest
    other = open_explore()
    assert FIRST in read_html(other)


BRIEFING = "dashboard/pages/briefing.py"


def test_another_window_is_shown_an_upload_by_its_ticket_and_by_nothing_else() -> None:
    opened = open_archive(pack_folder(TEMPLATE), "mine.zip")
    main = AppTest.from_file(str(ENTRY), default_timeout=180)
    main.session_state["uploaded_pack"], main.session_state["chosen_pack"] = opened, active_pack.UPLOAD
    main.run()
    main.switch_page(BRIEFING).run()
    ticket = read_map(main)["ticket"]
    assert len(ticket) >= 32
    assert ticket not in read_html(main)
    assert read_link(main) == {}  # the scenes of an upload would mean nothing to who follows the link
    assert active_pack.take_ticket(opened.parcel.key) is False
    assert active_pack.take_ticket(active_pack.UPLOAD) is False
    other = open_page(BRIEFING)
    assert read_map(other)["ticket"] == active_pack.START
    assert active_pack.load_uploads()[ticket] is opened


def test_a_ticket_holds_no_upload() -> None:
    uploads = active_pack.load_uploads()
    opened = open_archive(pack_folder(TEMPLATE), "mine.zip")
    ticket, folder = opened.ticket, opened.pack.folder
    uploads[ticket] = opened
    assert folder.exists()
    del opened
    gc.collect()
    assert ticket not in uploads
    assert not folder.exists()


PAGES = sorted(PAGE_FILES.values())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_the_second_pack_and_on_an_upload(page: str) -> None:
    app = open_page(page, pack="danish-straits")
    assert not app.error
    assert read_link(app)["pack"] == "danish-straits"
    uploaded = AppTest.from_file(str(ENTRY), default_timeout=180)
    uploaded.session_state["uploaded_pack"] = OPENED
    uploaded.session_state["chosen_pack"] = active_pack.UPLOAD
    uploaded.run()
    uploaded.switch_page(page).run()
    assert not uploaded.exception
    assert not uploaded.error


def test_the_command_starts_with_another_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.zip"
    path.write_bytes(pack_folder(TEMPLATE))
    monkeypatch.setenv("SEABRIEF_PACK", str(path))
    app = open_explore(feature="ports.algeciras")
    assert read_link(app) == {"feature": "ports.algeciras"}
    assert read_map(app)["feature"] == "ports.algeciras"
    choice = next(box for box in app.selectbox if box.label == ENGLISH.choose_brief)
    assert choice.options == ["A strait in two minutes", FIRST, SECOND]


def test_a_pack_that_cannot_be_shown_says_so_on_the_page_in_plain_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(TEMPLATE, tmp_path / "pack")
    layers = (folder / "layers.toml").read_text(encoding="utf-8")
    image = "![x](https://example.org/x.png)"
    (folder / "layers.toml").write_text(layers.replace('id = "', f'id = "{image}', 1), encoding="utf-8")
    monkeypatch.setenv("SEABRIEF_PACK", str(folder))
    app = AppTest.from_file(str(ENTRY), default_timeout=180).run()
    assert not app.exception
    [error] = app.error
    assert image not in error.value
    assert image in error.value.replace("\\", "")
