import asyncio
from types import SimpleNamespace

import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from dashboard.server import upload_limit
from dashboard.server.upload_limit import UploadLimit, measure_uploads
from tests.support.asgi import ask


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> MemoryUploadedFileManager:
    """What holds the files of a server that takes 40 bytes of a session and 100 of all."""
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    monkeypatch.setattr(upload_limit, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    monkeypatch.setattr(upload_limit, "MOST_OF_SESSION", 40)
    monkeypatch.setattr(upload_limit, "MOST_OF_SERVER", 100)
    return manager


def hold(manager: MemoryUploadedFileManager, session: str, size: int) -> None:
    manager.add_file(session, UploadedFileRec(f"{session}-{size}", "a", "text/plain", bytes(size)))


def put(app: UploadLimit, session: str, size: str) -> int:
    headers = {"content-length": size} if size else {}
    return ask(app, f"/maps/_stcore/upload_file/{session}/f", method="PUT", headers=headers).status


def test_a_session_holds_so_much_and_no_more(manager: MemoryUploadedFileManager) -> None:
    app = UploadLimit(Response(status_code=204), base="/maps")
    hold(manager, "one", 30)
    assert put(app, "one", "10") == 204
    assert put(app, "one", "11") == 413
    assert put(app, "two", "40") == 204
    manager.remove_session_files("one")
    assert put(app, "one", "40") == 204


def test_all_sessions_together_hold_so_much_and_no_more(manager: MemoryUploadedFileManager) -> None:
    app = UploadLimit(Response(status_code=204), base="/maps")
    for session in ("one", "two", "three"):
        hold(manager, session, 30)
    assert measure_uploads() == {"one": 30, "two": 30, "three": 30}
    assert put(app, "four", "10") == 204
    assert put(app, "four", "11") == 507


@pytest.mark.usefixtures("manager")
def test_files_on_their_way_count_as_well() -> None:
    statuses: list[int] = []

    async def take_slowly(scope: Scope, receive: Receive, send: Send) -> None:
        statuses.append(await asyncio.to_thread(put, app, "one", "20"))
        await Response(status_code=204)(scope, receive, send)

    app = UploadLimit(take_slowly, base="/maps")
    assert measure_uploads() == {}
    assert put(app, "one", "30") == 204
    assert statuses == [413]


def test_a_file_without_its_size_is_not_taken(manager: MemoryUploadedFileManager) -> None:
    app = UploadLimit(Response(status_code=204), base="/maps")
    assert [put(app, "one", size) for size in ("", "-1", "many")] == [411, 411, 411]
    assert ask(app, "/maps/explore").status == 204
    assert manager.file_storage == {}
