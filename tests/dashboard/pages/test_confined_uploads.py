"""What a viewer brings is read outside the server: others go on, and what was read reaches the pages."""

import threading
import time

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n.texts import ENGLISH
from dashboard.session import active_pack, cache, reading
from dashboard.webmap import unserved
from geodata.isolation.reading import ReadingStoppedError, read_apart
from geodata.packs.authoring import TEMPLATE
from geodata.uploads import confined
from tests.support.app import BRIEF, EXPLORE, open_page, read_html, read_map
from tests.support.harbour import pack_folder

SLOW = "tests.support.readers:spin"
POINTS = b"name,lon,lat\nBuoy,121,22\n"


@pytest.fixture(autouse=True)
def started_without_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEABRIEF_PACK", raising=False)
    monkeypatch.delenv("SEABRIEF_TEXT", raising=False)
    active_pack.load_started.clear()
    cache.load_paragraphs.clear()
    cache.load_report.clear()


def upload_pack(app: AppTest, name: str, content: bytes) -> None:
    [field] = [one for one in app.file_uploader if one.label == ENGLISH.upload_pack]
    field.set_value((name, content, "application/zip")).run()
    assert not app.exception


def test_a_pack_is_read_by_the_worker_and_its_text_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise AssertionError("read in the server")

    app = open_page(EXPLORE)
    for name in ("unpack_archive", "open_folder", "decode_manuscript"):
        monkeypatch.setattr(unserved, name, fail)
    for name in ("read_document", "anchor_passages", "verify_pack"):
        monkeypatch.setattr(cache, name, fail)
    upload_pack(app, "mine.zip", pack_folder(TEMPLATE))
    assert not app.error
    assert "A strait in two minutes" in read_html(app)
    app.switch_page(BRIEF).run()
    assert not app.exception
    assert not app.error
    assert "Two coasts look at each other here" in read_html(app)
    app.switch_page("dashboard/pages/sources.py").run()
    assert not app.exception
    assert not app.error


def test_a_pack_that_cannot_be_read_leaves_the_one_before() -> None:
    app = open_page(EXPLORE)
    upload_pack(app, "mine.zip", b"no zip")
    assert any("This is not a sound zip file" in error.value for error in app.error)
    assert "east-china-sea" in read_map(app)["layers"]


def click_while(app: AppTest, work: threading.Thread) -> list[float]:
    """Run a page again and again while another thread works; return the seconds that each run took."""
    work.start()
    taken = []
    while work.is_alive():
        begun = time.perf_counter()
        app.run()
        taken.append(time.perf_counter() - begun)
    return taken


def test_another_viewer_clicks_as_fast_while_a_slow_file_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    app = open_page(EXPLORE)
    app.run()
    quiet = click_while(app, threading.Thread(target=time.sleep, args=(4,)))
    told: list[str] = []

    def read() -> None:
        try:
            read_apart(SLOW, b"x", limits=unserved.UPLOADED)
        except ReadingStoppedError as error:
            told.append(str(error))

    busy = click_while(app, threading.Thread(target=read))
    ratio = sorted(busy)[len(busy) // 2] / sorted(quiet)[len(quiet) // 2]
    with capsys.disabled():
        print(f"\na click while a slow file is read takes {ratio:.2f} times as long")  # noqa: T201 - the figure
    assert told
    assert "of processor time" in told[0]
    assert len(busy) > 3
    assert ratio < 3  # read in this process, a file that holds the interpreter lets no click through


def test_a_file_that_waits_is_read_once_and_the_map_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def note(name: str, content: bytes) -> confined.Upload:
        calls.append(name)
        return confined.read_upload_confined(name, content)

    monkeypatch.setattr("dashboard.pages.explore.own_layer.read_upload_confined", note)
    app = open_page(EXPLORE)
    app.file_uploader[-1].set_value(("a.csv", POINTS, "text/csv")).run()
    app.run()
    assert calls == ["a.csv"]
    assert [layer["id"] for layer in read_map(app)["live"]] == ["live_own-point"]


def test_reading_stops_where_the_browser_of_the_session_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Server:
        def is_active_session(self, session_id: str) -> bool:
            return session_id == "here"

    monkeypatch.setattr(reading.runtime, "exists", lambda: True)
    monkeypatch.setattr(reading.runtime, "get_instance", Server)
    assert reading._is_connected("here")  # noqa: SLF001 - what the waiting thread asks
    assert not reading._is_connected("gone")  # noqa: SLF001 - as above
