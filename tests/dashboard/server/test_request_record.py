import json

import pytest
from prometheus_client import REGISTRY
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from dashboard.server.areas import find_area
from dashboard.server.request_record import RequestRecord
from dashboard.server.script_errors import report_error
from tests.support.asgi import ask


def count(area: str, status: str) -> float:
    return REGISTRY.get_sample_value("seabrief_requests_total", {"area": area, "status": status}) or 0


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/", "page"),
        ("/explore", "page"),
        ("/staticky", "page"),
        ("/static/js/a.js", "frontend"),
        ("/app/static/data/a.json", "map-files"),
        ("/media/abc.png", "media"),
        ("/_stcore/upload_file/s/f", "upload"),
        ("/_stcore/health", "streamlit"),
        ("/healthz", "health"),
    ],
)
def test_each_address_is_of_an_area(path: str, area: str) -> None:
    assert find_area(path, "") == area
    assert find_area(f"/maps{path}", "/maps") == area


def test_a_request_is_one_line_and_one_count_without_what_is_in_its_address(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = count("page", "200")
    ask(RequestRecord(PlainTextResponse("hello"), base=""), "/explore/private-words")
    [line] = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert {name: told[name] for name in ("event", "area", "method", "status", "bytes", "level")} == {
        "event": "request",
        "area": "page",
        "method": "GET",
        "status": 200,
        "bytes": 5,
        "level": "info",
    }
    assert "private" not in line
    assert count("page", "200") == before + 1


def test_machines_that_ask_again_and_again_leave_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    ask(RequestRecord(PlainTextResponse("ok"), base=""), "/healthz")
    assert capsys.readouterr().err == ""


def test_a_request_that_fails_is_recorded_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    async def fail(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise ValueError("words of a viewer")

    with pytest.raises(ValueError, match="words"):
        ask(RequestRecord(fail, base=""), "/explore")
    line = capsys.readouterr().err
    assert json.loads(line)["status"] == 500
    assert "words" not in line


def test_an_error_of_a_page_is_recorded_by_its_place_without_its_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(
        "dashboard.server.script_errors.st.error", lambda text, icon: shown.append(f"{icon} {text}")
    )
    with pytest.raises(ValueError, match="words") as raised:
        int("words of a viewer")
    assert report_error(raised.value)
    line = capsys.readouterr().err
    told = json.loads(line)
    assert told["kind"] == "ValueError"
    assert told["places"][-1].startswith("tests/dashboard/server/test_request_record.py:")
    assert "of a viewer" not in line
    assert f"number {told['number']}" in shown[0]
