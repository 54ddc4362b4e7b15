"""Serve files that lie ready: compressed for browsers that take that, and for good where named by content."""

import re
from collections.abc import Sequence
from mimetypes import guess_type
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.webmap.compression import CODINGS

NOT_MODIFIED = 304
FOR_GOOD = "public, max-age=31536000, immutable"
"""A year, the longest that is usual."""
_BY_CONTENT = re.compile(r"-[0-9a-f]{12}(\.\w+$|/)")
"""What the name of a file has, or of a folder above it, that is named by its content."""


class PreparedFiles(StaticFiles):
    """Files of a folder, of which compressed copies may lie in the same place or in another folder."""

    def __init__(self, folder: Path, *, copies: Path | None = None, immutable: bool = False) -> None:
        """Serve a folder.

        Parameters
        ----------
        folder
            Where the files lie; it may be made later.
        copies
            Where their compressed copies lie, if elsewhere.
        immutable
            Whether all of them are named by their content, in whichever way.
        """
        super().__init__(directory=folder, check_dir=False)
        if copies is not None:
            self.all_directories = [copies, folder]
        self.config_checked = True  # the folder may still be made
        self._immutable = immutable

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a compressed copy of a file where there is one that the browser takes, or the file.

        Always whole: a part of a compressed file is of no use.
        """
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"range"]
        for coding in self._list_codings(scope):
            try:
                response = await super().get_response(f"{path}{CODINGS[coding]}", scope)
            except HTTPException:
                continue
            return self._label(response, path, coding)
        return self._label(await super().get_response(path, scope), path, "")

    def _list_codings(self, scope: Scope) -> Sequence[str]:
        """Return the codings that a browser takes, the densest first."""
        accepted = Headers(scope=scope).get("accept-encoding", "")
        offers = (offer.strip().partition(";") for offer in accepted.split(","))
        taken = {name.strip() for name, _, weight in offers if not re.fullmatch(r"\s*q=0(\.0*)?\s*", weight)}
        return [coding for coding in CODINGS if coding in taken]

    def _label(self, response: Response, path: str, coding: str) -> Response:
        """Say in the headers of an answer what it is and how long it may be kept."""
        response.headers["vary"] = "accept-encoding"
        if self._immutable or _BY_CONTENT.search(Path(path).as_posix()):
            response.headers["cache-control"] = FOR_GOOD
        else:
            response.headers["cache-control"] = "no-cache"
        if coding and response.status_code != NOT_MODIFIED:
            response.headers["content-encoding"] = coding
            response.headers["content-type"] = guess_type(path)[0] or "application/octet-stream"
        return response


class PreparedFilesFirst:
    """Middleware that answers with a prepared file where there is one; the application answers the rest."""

    def __init__(self, app: ASGIApp, *, prefix: str, files: PreparedFiles) -> None:
        """Wrap an application.

        Parameters
        ----------
        app
            What answers where there is no such file.
        prefix
            Beginning of the addresses, such as `/static`.
        files
            What lies below it.
        """
        self.app = app
        self._prefix = prefix
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not asked or not scope["path"].startswith(f"{self._prefix}/"):
            await self.app(scope, receive, send)
            return
        below = dict(scope, root_path=scope.get("root_path", "") + self._prefix)
        try:
            response = await self._files.get_response(self._files.get_path(below), below)
        except HTTPException:
            await self.app(scope, receive, send)
            return
        await response(below, receive, send)
