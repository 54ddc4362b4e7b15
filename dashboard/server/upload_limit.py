"""Refuse uploads beyond what one viewer, or all of them together, may leave in the server's memory."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from dashboard import metrics

MOST_OF_SESSION = 40_000_000
"""Bytes of a session: four files of the greatest size."""
MOST_OF_SERVER = 120_000_000
"""Bytes of all sessions; a small host has 1 GB for everything."""
UPLOADS = "/_stcore/upload_file/"
PAYLOAD_TOO_LARGE, LENGTH_REQUIRED, INSUFFICIENT_STORAGE = 413, 411, 507


class UploadLimit:
    """Middleware that adds up what is held and what is on its way, and lets nothing in that is too much."""

    def __init__(self, app: ASGIApp, *, base: str) -> None:
        """Wrap an application.

        Parameters
        ----------
        app
            What takes uploads.
        base
            Path that the application lies below, such as `/maps`; empty for none.
        """
        self.app = app
        self._start = f"{base}{UPLOADS}"
        self._coming: dict[str, int] = {}
        """Session -> bytes that are on their way."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] != "PUT" or not scope["path"].startswith(self._start):
            await self.app(scope, receive, send)
            return
        session = scope["path"].removeprefix(self._start).partition("/")[0]
        length = Headers(scope=scope).get("content-length", "")
        refusal = self._refuse(session, length)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        with self._expect(session, int(length)):
            await self.app(scope, receive, send)

    def _refuse(self, session: str, length: str) -> PlainTextResponse | None:
        """Return why a file is not taken, or None."""
        if not (length.isascii() and length.isdecimal()):
            return PlainTextResponse("The size of the file has to be given.", LENGTH_REQUIRED)
        held = measure_uploads()
        coming = int(length)
        if held.get(session, 0) + self._coming.get(session, 0) + coming > MOST_OF_SESSION:
            metrics.UPLOADS_REFUSED.labels("session").inc()
            return PlainTextResponse(
                f"All files of a window together may have {MOST_OF_SESSION / 1e6:.0f} MB. Remove one first.",
                PAYLOAD_TOO_LARGE,
            )
        if sum(held.values()) + sum(self._coming.values()) + coming > MOST_OF_SERVER:
            metrics.UPLOADS_REFUSED.labels("server").inc()
            return PlainTextResponse(
                "This server holds as many files of its viewers as it can. Try again in a few minutes.",
                INSUFFICIENT_STORAGE,
            )
        return None

    @contextmanager
    def _expect(self, session: str, size: int) -> Iterator[None]:
        """Count a file as held while it is on its way."""
        self._coming[session] = self._coming.get(session, 0) + size
        try:
            yield
        finally:
            self._coming[session] -= size
            if not self._coming[session]:
                del self._coming[session]


def measure_uploads() -> Mapping[str, int]:
    """Return how many bytes of uploaded files each session holds in memory."""
    manager = get_instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        return {}
    return {
        session: sum(len(file.data) for file in tuple(files.values()))
        for session, files in tuple(manager.file_storage.items())
    }
