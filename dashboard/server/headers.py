"""Headers of every answer: what a page may load, who may embed it, what others learn of its address."""

import base64
import hashlib
import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.webmap.compression import find_frontend

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
STANDING = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Headers that do not depend on settings."""


class SecurityHeaders:
    """Middleware that adds a content security policy and `STANDING` to all answers."""

    def __init__(self, app: ASGIApp, *, frame_ancestors: str) -> None:
        """Wrap an application.

        Parameters
        ----------
        app
            What answers.
        frame_ancestors
            Origins whose pages may embed it, as in a content security policy; empty for all.
        """
        self.app = app
        self._headers = STANDING | {"content-security-policy": write_policy(frame_ancestors)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def write_policy(frame_ancestors: str) -> str:
    """Return the content security policy: everything from this server, and nothing that was put into a page.

    Streamlit runs the scripts of components from `blob:` addresses and sets styles on elements. Our own pages
    may always frame each other: so two states stand side by side.
    """
    scripts = " ".join(("'self'", "blob:", *_hash_inline_scripts()))
    others = [origin for origin in frame_ancestors.split() if origin not in ("'self'", "'none'")]
    embedding = [" ".join(("frame-ancestors 'self'", *others))] if frame_ancestors else []
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            *embedding,
        ]
    )


@cache
def _hash_inline_scripts() -> tuple[str, ...]:
    """Return what lets the inline scripts of Streamlit's own page run, and no others."""
    page = (find_frontend() / "index.html").read_text(encoding="utf-8")
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
