"""Put the application together: Streamlit, what stands before it, and what an operator asks it for."""

import asyncio
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from streamlit import config

from dashboard.packs import SERVED, STATIC
from dashboard.rooms.stores import create_store
from dashboard.server import preparation
from dashboard.server.headers import SecurityHeaders
from dashboard.server.link_previews import LinkPreviews
from dashboard.server.memory import give_back_memory
from dashboard.server.operation import answer_health, answer_metrics
from dashboard.server.prepared_files import PreparedFiles, PreparedFilesFirst
from dashboard.server.request_record import RequestRecord
from dashboard.server.rooms import RoomService
from dashboard.server.script_errors import leave_words_out, report_error
from dashboard.server.settings import ServerSettings
from dashboard.server.upload_limit import UploadLimit
from dashboard.webmap.compression import FRONTEND_COPIES, find_frontend

FRONTEND = "/static"
"""Where Streamlit serves its own files."""
ROOM_QUERY = "dashboard.session.room_query"
"""Module that checks what is shown in a room; it imports what pages do, so that the server runs before it."""


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
    telling = Middleware(LinkPreviews, base=base, find_index=preparation.find_index)
    previews = [] if settings.sign_in else [telling]  # who has not signed in learns nothing
    rooms = RoomService(create_store(), check_query=_check_query)

    async def measure_and_answer(request: Request) -> Response:
        await rooms.measure()
        return await answer_metrics(request)

    return {
        "lifespan": partial(_run_beside, rooms),
        "on_script_error": report_error,
        "routes": [
            Route(f"{base}/healthz", answer_health),
            Route(f"{base}/metrics", measure_and_answer),
            *rooms.list_routes(base),
            Mount(f"{base}/{SERVED}", PreparedFiles(STATIC)),
        ],
        "middleware": [
            Middleware(RequestRecord, base=base),
            Middleware(SecurityHeaders, frame_ancestors=settings.frame_ancestors),
            Middleware(TrustedHostMiddleware, allowed_hosts=settings.hosts, www_redirect=False),
            Middleware(UploadLimit, base=base),
            *previews,
            Middleware(PreparedFilesFirst, prefix=f"{base}{FRONTEND}", files=frontend),
        ],
    }


def _check_query(query: str) -> str:
    checked: str = importlib.import_module(ROOM_QUERY).check_query(query)
    return checked


@asynccontextmanager
async def _run_beside(rooms: RoomService, _app: object) -> AsyncIterator[None]:
    """Do what has to be done while the server runs."""
    leave_words_out()
    preparation.start()
    giving = asyncio.create_task(give_back_memory())
    yield
    giving.cancel()
    await rooms.store.close()
