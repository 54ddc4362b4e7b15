from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from dashboard.server import upload_limit
from dashboard.server.memory import drop_uploads
from dashboard.server.upload_limit import measure_uploads

KEPT_S = 120
"""As Streamlit keeps a session without a connection."""


def test_uploads_go_when_their_session_has_been_gone_for_as_long_as_it_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    for session in ("here", "gone", "back"):
        manager.add_file(session, UploadedFileRec("f", "a", "text/plain", bytes(10)))
    connected = {"here"}
    runtime: Any = SimpleNamespace(uploaded_file_mgr=manager, is_active_session=connected.__contains__)
    monkeypatch.setattr(upload_limit, "get_instance", lambda: runtime)
    gone = drop_uploads(runtime, {}, now=0)
    assert gone == {"gone": 0, "back": 0}
    connected.add("back")
    gone = drop_uploads(runtime, gone, now=KEPT_S)
    assert (gone, set(measure_uploads())) == ({"gone": 0}, {"here", "gone", "back"})
    drop_uploads(runtime, gone, now=KEPT_S + 1)
    assert set(measure_uploads()) == {"here", "back"}
