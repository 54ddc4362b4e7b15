"""Count requests and write a line for each of them into the log."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import metrics
from dashboard.log import get_log
from dashboard.server.areas import LASTING, QUIET, find_area

SERVER_ERROR = 500


class RequestRecord:
    """Middleware that counts and records what is asked for: area, method, status, bytes and time."""

    def __init__(self, app: ASGIApp, *, base: str) -> None:
        """Wrap an application.

        Parameters
        ----------
        app
            What answers.
        base
            As for `find_area`.
        """
        self.app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        status, sent, start = SERVER_ERROR, 0, time.perf_counter()

        async def send_and_count(message: Message) -> None:
            nonlocal status, sent
            if message["type"] in ("http.response.start", "websocket.accept"):
                status = message.get("status", 101)
            sent += len(message.get("body") or message.get("bytes") or b"")
            await send(message)

        try:
            await self.app(scope, receive, send_and_count)
        finally:
            self._record(scope, status, sent, time.perf_counter() - start)

    def _record(self, scope: Scope, status: int, sent: int, seconds: float) -> None:
        area = find_area(scope["path"], self._base)
        metrics.REQUESTS.labels(area, status).inc()
        if area not in LASTING:
            metrics.REQUEST_S.labels(area).observe(seconds)
        log = get_log()
        write = log.debug if area in QUIET and status < SERVER_ERROR else log.info
        write(
            "request",
            area=area,
            method=scope.get("method", "WEBSOCKET"),
            status=status,
            bytes=sent,
            ms=round(1000 * seconds, 1),
        )
