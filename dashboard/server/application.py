"""Put the application together: Streamlit, what stands before it, and what an operator asks it for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount, Route
from streamlit import config

from dashboard.packs import SERVED, STATIC
from dashboard.server import preparation
from dashboard.server.headers import SecurityHeaders
from dashboard.server.memory import give_back_memory
from dashboard.server.operation import answer_health, answer_metrics
from dashboard.server.prepared_files import PreparedFiles, PreparedFilesFirst
from dashboard.server.request_record import RequestRecord
from dashboard.server.script_errors import leave_words_out, report_error
from dashboard.server.settings import ServerSettings
from dashboard.server.upload_limit import UploadLimit
from dashboard.webmap.compression import FRONTEND_COPIES, find_frontend

FRONTEND = "/static"
"""Where Streamlit serves its own files."""


def create_parts() -> dict[str, Any]:
    """Return what Streamlit's `App` is made of beside its script, by its parameters.

    Raises
    ------
    SettingError
        A setting in the environment is not what it may be.
    """
    settings = ServerSettings.from_environment()
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    base = f"/{base}" if base else ""
    frontend = PreparedFiles(
        find_frontend() / "static", copies=STATIC / FRONTEND_COPIES / "static", immutable=True
    )
    return {
        "lifespan": _run_beside,
        "on_script_error": report_error,
        "routes": [
            Route(f"{base}/healthz", answer_health),
            Route(f"{base}/metrics", answer_metrics),
            Mount(f"{base}/{SERVED}", PreparedFiles(STATIC)),
        ],
        "middleware": [
            Middleware(RequestRecord, base=base),
            Middleware(SecurityHeaders, frame_ancestors=settings.frame_ancestors),
            Middleware(TrustedHostMiddleware, allowed_hosts=settings.hosts, www_redirect=False),
            Middleware(UploadLimit, base=base),
            Middleware(PreparedFilesFirst, prefix=f"{base}{FRONTEND}", files=frontend),
        ],
    }


@asynccontextmanager
async def _run_beside(_app: object) -> AsyncIterator[None]:
    """Do what has to be done while the server runs."""
    leave_words_out()
    preparation.start()
    giving = asyncio.create_task(give_back_memory())
    yield
    giving.cancel()
