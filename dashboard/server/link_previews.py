"""Say in the head of a page what its link leads to, for messages and networks that preview links."""

import re
from html import escape
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.webmap.previews import Preview
    from dashboard.webmap.publish import StaticIndex

OK = 200
SITE = "SeaBrief"
PICTURE_SIZE = (1200, 630)
"""As the pictures were drawn, in pixels."""
_END = b"</head>"
_HOST = re.compile(r"(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?")
_OF_A_FILE = frozenset((b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"))
"""Request headers that a page with a head of its own cannot serve: it is sent whole and as it is."""


class LinkPreviews:
    """Middleware that writes the preview of a link into the head of the page that it leads to."""

    def __init__(self, app: ASGIApp, *, base: str, find_index: "Callable[[], StaticIndex | None]") -> None:
        """Wrap an application.

        Parameters
        ----------
        app
            What answers.
        base
            Path below which it is served, such as `/maps`; may be empty.
        find_index
            Returns the index of the served files; None while they are not ready.
        """
        self.app = app
        self._base = base
        self._find_index = find_index

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        index = self._find_index() if _may_be_page(scope) else None
        if index is None:
            await self.app(scope, receive, send)
            return
        tags = self._write_tags(index, scope)
        page: Message | None = None
        body = b""

        async def send_page(message: Message) -> None:
            nonlocal page, body
            if message["type"] == "http.response.start" and _is_page(message):
                page = message
                return
            if page is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                body = body.replace(_END, tags + _END, 1)
                _label(page, len(body))
                await send(page)
                message = {"type": "http.response.body", "body": body}
            await send(message)

        headers = [(name, value) for name, value in scope["headers"] if name not in _OF_A_FILE]
        await self.app({**scope, "headers": headers}, receive, send_page)

    def _write_tags(self, index: "StaticIndex", scope: Scope) -> bytes:
        """Return the elements of the head; a link chooses among known previews and is not repeated."""
        preview = find_preview(index, QueryParams(scope["query_string"]))
        if preview is None:
            return b""
        properties = {"og:type": "website", "og:site_name": SITE}
        properties |= {"og:title": preview.title, "og:description": preview.description}
        if preview.picture and (origin := _find_origin(scope)):
            width, height = PICTURE_SIZE
            properties |= {
                "og:image": f"{origin}{self._base}/{preview.picture}",
                "og:image:width": str(width),
                "og:image:height": str(height),
                "og:image:alt": preview.title,
            }
        names = {"description": preview.description, "twitter:card": "summary_large_image"}
        told = [f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items()]
        told += [f'<meta name="{name}" content="{escape(value)}">' for name, value in names.items()]
        return "".join(told).encode()


def find_preview(index: "StaticIndex", params: QueryParams) -> "Preview | None":
    """Return the preview of the scene that a link leads to, else of its pack, or of the first one."""
    packs = index.translated.get(params.get("lang", ""), index.packs)
    pack = packs.get(params.get("pack", "")) or next(iter(packs.values()), None)
    if pack is None:
        return None
    return pack.previews.get(params.get("scene", "")) or pack.previews.get("")


def _may_be_page(scope: Scope) -> bool:
    """Return whether a request may ask for a page: files have an ending."""
    return (
        scope["type"] == "http" and scope["method"] == "GET" and "." not in scope["path"].rpartition("/")[2]
    )


def _is_page(start: Message) -> bool:
    return start["status"] == OK and Headers(raw=start["headers"]).get("content-type", "").startswith(
        "text/html"
    )


def _label(start: Message, length: int) -> None:
    """Have the headers of an answer say its new length, and no longer which file it was."""
    headers = MutableHeaders(raw=start["headers"])
    headers["content-length"] = str(length)
    for name in ("etag", "last-modified", "accept-ranges"):
        del headers[name]


def _find_origin(scope: Scope) -> str:
    """Return scheme and host that were asked for; empty where the host is none."""
    host = Headers(scope=scope).get("host", "")
    return f"{scope['scheme']}://{host}" if _HOST.fullmatch(host) else ""
