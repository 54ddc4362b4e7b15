"""The application as it is served, asked over HTTP."""

import http.client
import json
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from dashboard.packs import PACK, SERVED
from geodata.packs.pack import read_pack
from tests.support.streamlit_client import open_line, serve, visit, wait_for_health

PREFIX = "/maps"
SCENES = read_pack(PACK).scenes
READY_S = 120
END_S = 5
"""A server that is told to end has ended by then."""


def get(port: int, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()


def wait_until_ready(port: int, prefix: str = "") -> list[str]:
    """Wait for `/healthz`; return what it said on the way."""
    told, end = [], time.monotonic() + READY_S
    while time.monotonic() < end:
        try:
            status, _, body = get(port, f"{prefix}/healthz")
        except OSError:
            time.sleep(0.1)
            continue
        told.append(json.loads(body)["status"])
        if status == 200:
            return told
        time.sleep(0.1)
    raise TimeoutError(f"not ready: {told[-1:]}")


def act(port: int, method: str, path: str, body: object = None, **headers: str) -> dict[str, str]:
    """Do something with a room, as a page of the site does."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
        sent = {"origin": f"http://127.0.0.1:{port}", **headers}
        line.request(method, path, body=json.dumps(body), headers=sent)
        answer = line.getresponse()
        assert answer.status == 200
        told: dict[str, str] = json.loads(answer.read())
        return told


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Port of the application below `/maps`, which answers to two names."""
    folder = tmp_path_factory.mktemp("server")
    environment = {
        "STREAMLIT_SERVER_BASE_URL_PATH": PREFIX,
        "SEABRIEF_HOSTS": "127.0.0.1,maps.example.org",
        "SEABRIEF_FRAME_ANCESTORS": "https://www.example.org",
    }
    with serve(folder, **environment) as (port, _):
        wait_until_ready(port, PREFIX)
        yield port


@pytest.mark.parametrize(
    "path", ["/", "/explore", "/healthz", "/_stcore/health", "/app/static/index.json", "/no.js"]
)
def test_every_answer_says_what_its_page_may_do(port: int, path: str) -> None:
    _, headers, _ = get(port, f"{PREFIX}{path}")
    assert headers["content-security-policy"].endswith("frame-ancestors 'self' https://www.example.org")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_other_names_of_the_host_are_not_answered_to(port: int) -> None:
    assert get(port, f"{PREFIX}/", Host="maps.example.org")[0] == 200
    assert get(port, f"{PREFIX}/", Host="elsewhere.example.org")[0] == 400


def test_a_page_says_what_its_link_leads_to_and_the_picture_is_there(port: int) -> None:
    _, headers, body = get(port, f"{PREFIX}/briefing?scene=anti-access&lang=de&at=%22%3Ealert")
    page = body.decode()
    assert len(body) == int(headers["content-length"])
    assert 'property="og:title" content="' in page
    assert "alert" not in page.partition("og:type")[2].partition("</head>")[0]
    picture = page.partition('property="og:image" content="')[2].partition('"')[0]
    site = f"http://127.0.0.1:{port}"
    assert picture.startswith(f"{site}{PREFIX}/app/static/pictures/anti-access-")
    status, headers, content = get(port, picture.removeprefix(site))
    assert (status, headers["content-type"], content[1:4]) == (200, "image/png", b"PNG")


def test_scripts_of_the_page_are_compressed_and_kept_for_good(port: int) -> None:
    page = get(port, f"{PREFIX}/")[2].decode()
    script = page.partition('src="./static/')[2].partition('"')[0]
    status, headers, body = get(port, f"{PREFIX}/static/{script}", **{"Accept-Encoding": "br, gzip"})
    whole = get(port, f"{PREFIX}/static/{script}")[2]
    assert (status, headers["content-encoding"]) == (200, "br")
    assert "immutable" in headers["cache-control"]
    assert len(body) < len(whole) / 2


def test_the_files_of_the_map_are_compressed_and_kept_for_good(port: int) -> None:
    index = json.loads(get(port, f"{PREFIX}/app/static/index.json")[2])
    status, headers, _ = get(port, f"{PREFIX}/{index['bridge']}", **{"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert headers["content-type"].startswith(("text/javascript", "application/javascript"))
    assert "immutable" in headers["cache-control"]


def test_counts_are_in_the_format_of_prometheus_and_name_no_viewer(port: int) -> None:
    get(port, f"{PREFIX}/explore?passage=private-words")
    _, headers, body = get(port, f"{PREFIX}/metrics")
    families = {family.name: family for family in text_string_to_metric_families(body.decode())}
    assert headers["content-type"].startswith("text/plain")
    assert families["seabrief_ready"].samples[0].value == 1
    assert families["seabrief_uploaded_bytes"].samples[0].value == 0
    assert any(sample.labels.get("area") == "page" for sample in families["seabrief_requests"].samples)
    assert b"private" not in body


def test_a_room_is_followed_as_it_happens_and_the_server_ends_at_once(tmp_path: Path) -> None:
    with serve(tmp_path) as (port, server):
        wait_until_ready(port)
        page = {"page": f"http://127.0.0.1:{port}/briefing", "query": f"scene={SCENES[0].id}"}
        opened = act(port, "POST", "/rooms", page)
        room, key = f"/rooms/{opened['id']}", {"x-room-key": opened["key"]}
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
            line.request("GET", f"/rooms/events/{opened['id']}", headers={"accept-encoding": "gzip, br"})
            stream = line.getresponse()
            assert stream.headers["content-type"].startswith("text/event-stream")
            assert "content-encoding" not in stream.headers
            assert stream.headers["content-security-policy"]
            assert read_data(stream)["steps"][0]["query"] == f"scene={SCENES[0].id}"
            assert act(port, "GET", room)["followers"] == 1
            act(port, "POST", room, {"query": f"scene={SCENES[1].id}&theme=dark"}, **key)
            assert read_data(stream) == {"version": 2, "step": 2, "query": f"scene={SCENES[1].id}"}
            body = get(port, "/metrics")[2].decode()
            assert "seabrief_rooms 1.0" in body
            assert "seabrief_room_followers 1.0" in body
            start = time.monotonic()
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)
            assert time.monotonic() - start < END_S
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert '"event": "room opened"' in log
    assert not any(word in log for word in (opened["id"], opened["code"], opened["key"], SCENES[1].id))


def read_data(stream: http.client.HTTPResponse) -> dict[str, Any]:
    """Return the content of the next event of a stream."""
    while not (line := stream.readline()).startswith(b"data: "):
        assert line
    told: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
    return told


def test_files_in_another_folder_are_prepared_and_served_and_the_server_ends_at_once(tmp_path: Path) -> None:
    with serve(tmp_path, SEABRIEF_HOME=str(tmp_path / "home")) as (port, server):
        told = wait_until_ready(port)
        assert told[0] == "preparing"
        index = json.loads((tmp_path / "home/static/index.json").read_text(encoding="utf-8"))
        assert json.loads(get(port, "/app/static/index.json")[2]) == index
        assert b"module_bridge" in get(port, f"/{index['bridge']}")[2]
        with open_line(f"http://127.0.0.1:{port}"):
            shown = visit(f"http://127.0.0.1:{port}")
            assert shown.errors == []
            assert f'src="{SERVED}/pictures/' in shown.markup
            start = time.monotonic()
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)
            assert time.monotonic() - start < END_S
    lines = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    requests = [json.loads(line) for line in lines if line.startswith("{")]
    assert {line["event"] for line in requests} == {"request"}
    assert "stream" in {line["area"] for line in requests}


def test_files_that_cannot_be_made_are_told_by_the_health_check(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "static").write_text("a file, not a folder", encoding="utf-8")
    with serve(tmp_path, SEABRIEF_HOME=str(tmp_path / "home")) as (port, _):
        wait_for_health(f"http://127.0.0.1:{port}")
        end = time.monotonic() + READY_S
        while (told := json.loads(get(port, "/healthz")[2])["status"]) == "preparing":
            assert time.monotonic() < end
            time.sleep(0.1)
        assert told == "failed"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("SEABRIEF_FRAME_ANCESTORS", "*; script-src *"), ("SEABRIEF_ROOMS", "localhost:6379")],
)
def test_a_setting_that_is_wrong_is_named_before_anything_is_served(
    tmp_path: Path, variable: str, value: str
) -> None:
    with serve(tmp_path, **{variable: value}) as (_, server):
        assert server.wait(timeout=60) != 0
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert f"{variable}: expected an" in log
