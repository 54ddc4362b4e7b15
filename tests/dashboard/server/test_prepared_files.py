import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.types import ASGIApp

from dashboard.server.prepared_files import FOR_GOOD, PreparedFiles, PreparedFilesFirst
from dashboard.webmap.compression import compress_files
from tests.support.asgi import ask

TEXT = '{"a": "' + "long " * 400 + '"}'
NAMED = "data/lanes-0123456789ab.json"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    for name in ("data", "app-0123456789ab"):
        (folder / name).mkdir()
    for name in (NAMED, "index.json", "app-0123456789ab/bridge.js"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    (folder / "data/short-0123456789ab.json").write_text("{}", encoding="utf-8")
    compress_files(folder)
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    return shutil.copytree(prepared, tmp_path / "static")


@pytest.fixture
def app(folder: Path) -> ASGIApp:
    return Starlette(routes=[Mount("/app/static", PreparedFiles(folder))])


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_a_browser_gets_the_densest_copy_that_it_takes(
    app: ASGIApp, accepted: str, coding: str, unpack: Callable[[bytes], bytes]
) -> None:
    answer = ask(app, f"/app/static/{NAMED}", headers={"accept-encoding": accepted})
    assert answer.status == 200
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["vary"] == "accept-encoding"
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert unpack(answer.body).decode() == TEXT


def test_a_short_file_has_no_copies(app: ASGIApp, folder: Path) -> None:
    answer = ask(app, "/app/static/data/short-0123456789ab.json", headers={"accept-encoding": "br"})
    assert (answer.body, answer.headers.get("content-encoding")) == (b"{}", None)
    assert [path.name for path in folder.glob("data/short*")] == ["short-0123456789ab.json"]


@pytest.mark.parametrize(
    ("path", "kept"),
    [(NAMED, FOR_GOOD), ("app-0123456789ab/bridge.js", FOR_GOOD), ("index.json", "no-cache")],
)
def test_what_is_named_by_its_content_is_kept_for_good(app: ASGIApp, path: str, kept: str) -> None:
    assert ask(app, f"/app/static/{path}").headers["cache-control"] == kept


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_who_has_a_file_already_is_told_so_without_its_body(app: ASGIApp, accepted: str) -> None:
    first = ask(app, f"/app/static/{NAMED}", headers={"accept-encoding": accepted})
    again = ask(
        app,
        f"/app/static/{NAMED}",
        headers={"accept-encoding": accepted, "if-none-match": first.headers["etag"]},
    )
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])


def test_a_range_of_a_file_is_answered_with_the_whole(app: ASGIApp) -> None:
    answer = ask(app, f"/app/static/{NAMED}", headers={"range": "bytes=0-9", "accept-encoding": "br"})
    assert (answer.status, brotli.decompress(answer.body).decode()) == (200, TEXT)


@pytest.mark.parametrize("path", ["../secret.json", "..%2fsecret.json", "data", "none.json", "data/\0.json"])
def test_nothing_outside_the_folder_is_served(app: ASGIApp, folder: Path, path: str) -> None:
    (folder.parent / "secret.json").write_text("secret", encoding="utf-8")
    answer = ask(app, f"/app/static/{path}")
    assert (answer.status, b"secret" in answer.body) == (404, False)


def test_what_does_not_lie_ready_is_left_to_the_application(folder: Path) -> None:
    app = PreparedFilesFirst(
        PlainTextResponse("the application"), prefix="/static", files=PreparedFiles(folder, immutable=True)
    )
    assert ask(app, "/static/index.json").headers["cache-control"] == FOR_GOOD
    for path in ("/static/none.json", "/static", "/statics/index.json", "/", "/index.json"):
        assert ask(app, path).body == b"the application"
    assert ask(app, "/static/index.json", method="POST").body == b"the application"


def test_the_copies_may_lie_in_another_folder_that_is_made_later(folder: Path, tmp_path: Path) -> None:
    copies = tmp_path / "later"
    files = PreparedFiles(folder, copies=copies)
    app = Starlette(routes=[Mount("/static", files)])
    for copy in folder.rglob("*.br"):
        copy.unlink()
    asked = {"path": "/static/index.json", "headers": {"accept-encoding": "br"}}
    assert ask(app, **asked).headers.get("content-encoding") is None
    copies.mkdir()
    (copies / "index.json.br").write_bytes(brotli.compress(b"{}"))
    assert ask(app, **asked).headers["content-encoding"] == "br"
