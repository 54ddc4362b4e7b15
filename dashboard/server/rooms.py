"""Rooms over HTTP: opened and steered with the presenter's key, followed as server-sent events.

`POST /rooms` opens a room, `POST /rooms/<id>` shows something, `DELETE /rooms/<id>` ends it; each of them
comes from a page of ours. `GET /rooms/<id or code>` tells whether it is open, and `GET /rooms/events/<id>`
follows it.
"""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

import segno
from pydantic import BaseModel, Field, ValidationError
from redis.exceptions import RedisError
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from dashboard import metrics
from dashboard.log import get_log
from dashboard.rooms.allowance import Allowance
from dashboard.rooms.codes import is_id
from dashboard.rooms.errors import (
    EndedRoomError,
    NotPresenterError,
    RoomError,
    TooManyError,
    UnknownRoomError,
)
from dashboard.rooms.events import Ended, Event, Pointed, Shown
from dashboard.rooms.store import RoomStore

KEY = "x-room-key"
"""Header with the presenter's key."""
MOST_BYTES = 6000
"""Longest body."""
_VERSION = re.compile(r"\d{1,9}", re.ASCII)
PING_S = 15
"""Time between two signs of life on a stream: less than a proxy waits."""
RETRY_MS = 1000
"""Time after which a browser that was cut off comes again."""
BAD, FORBIDDEN, NOT_FOUND, GONE, TOO_LARGE, TOO_MANY, UNAVAILABLE = 400, 403, 404, 410, 413, 429, 503
STATUSES: Mapping[type[RoomError], tuple[int, str]] = {
    UnknownRoomError: (NOT_FOUND, "unknown"),
    EndedRoomError: (GONE, "ended"),
    NotPresenterError: (FORBIDDEN, "follower"),
    TooManyError: (UNAVAILABLE, "full"),
}
"""Status and word of an answer that refuses."""
NOT_KEPT = {"cache-control": "no-store"}
_Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
_Longitude = Annotated[float, Field(ge=-540, le=540, allow_inf_nan=False)]
Body = TypeVar("Body", bound=BaseModel)
Answer = Callable[[Request], Awaitable[JSONResponse | EventSourceResponse]]


class Opening(BaseModel, extra="forbid"):
    """What a room is opened with."""

    page: Annotated[str, Field(max_length=500, pattern=r"^[!-~]+$")]
    """Address of the page that followers open."""
    query: str
    """What is shown at first, as the query of a link."""


class Act(BaseModel, extra="forbid"):
    """What a presenter does: show something, or point somewhere."""

    query: str | None = None
    """What is shown, as the query of a link; None where only the pointer moves."""
    pointer: tuple[_Latitude, _Longitude] | None = None
    """Where the pointer is; None where it is not on the map."""


class RefusedError(Exception):
    """A request is refused, with a status and a word that says why."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status = status
        self.word = word


@dataclass(frozen=True)
class Limits:
    """How often something may be done."""

    openings: Allowance
    """By address of the asker."""
    acts: Allowance
    """By room: what its presenter shows and points at."""
    guesses: Allowance
    """Codes and ids that there were not, by address of the asker."""
    all_guesses: Allowance
    """The same of all askers together, who may have many addresses."""


def make_limits() -> Limits:
    """Return the limits of a server."""
    return Limits(
        openings=Allowance(10, per_minute=2),
        acts=Allowance(60, per_minute=900),
        guesses=Allowance(10, per_minute=6),
        all_guesses=Allowance(60, per_minute=60),
    )


class RoomService:
    """Answers requests that are about rooms."""

    def __init__(
        self, store: RoomStore, *, check_query: Callable[[str], str], limits: Limits | None = None
    ) -> None:
        """Answer from a store.

        Parameters
        ----------
        store
            Where the rooms are.
        check_query
            Returns the query of a link as a room keeps it; raises ValueError where it is none.
        limits
            How often something may be done; those of a server where None.
        """
        self.store = store
        self._check_query = check_query
        self._limits = limits or make_limits()

    def list_routes(self, base: str) -> list[Route]:
        """Return the routes below a path such as `/maps`; empty for none."""
        answers: tuple[tuple[str, str, Answer], ...] = (
            ("", "POST", self._open),
            ("/events/{room}", "GET", self._follow),
            ("/{room}", "GET", self._tell),
            ("/{room}", "POST", self._act),
            ("/{room}", "DELETE", self._end),
        )
        return [
            Route(f"{base}/rooms{path}", _refuse_in_words(answer), methods=[method])
            for path, method, answer in answers
        ]

    async def measure(self) -> None:
        """Take the counts of the rooms."""
        metrics.FOLLOWERS.set(self.store.fanout.count_all())
        try:
            metrics.ROOMS.set(await self.store.count_rooms())
        except RedisError as error:
            get_log().warning("rooms do not answer", kind=type(error).__name__)

    async def _open(self, request: Request) -> JSONResponse:
        _check_origin(request)
        if not self._limits.openings.take(_find_asker(request)):
            raise RefusedError(TOO_MANY, "often")
        body = await _read_body(request, Opening)
        _check_page(body.page, request)
        opened = await self.store.open(await self._read_query(body.query))
        metrics.ROOMS_OPENED.inc()
        get_log().info("room opened")
        link = f"{body.page}?room={opened.id}"
        picture = segno.make(link, error="m", micro=False).svg_data_uri(scale=4, border=4, light="white")
        return JSONResponse(asdict(opened) | {"link": link, "picture": picture}, headers=NOT_KEPT)

    async def _act(self, request: Request) -> JSONResponse:
        _check_origin(request)
        room, key = request.path_params["room"], request.headers.get(KEY, "")
        if not key:
            raise RefusedError(FORBIDDEN, "follower")
        if not self._limits.acts.take(room):
            raise RefusedError(TOO_MANY, "often")
        body = await _read_body(request, Act)
        if body.query is None:
            await self.store.point(room, key, body.pointer)
            return JSONResponse({}, headers=NOT_KEPT)
        shown = await self.store.publish(room, key, await self._read_query(body.query))
        told = {"version": shown.version, "followers": await self.store.count_followers(room)}
        return JSONResponse(told, headers=NOT_KEPT)

    async def _end(self, request: Request) -> JSONResponse:
        _check_origin(request)
        await self.store.end(request.path_params["room"], request.headers.get(KEY, ""))
        get_log().info("room ended")
        return JSONResponse({}, headers=NOT_KEPT)

    async def _tell(self, request: Request) -> JSONResponse:
        room = await self._find(request, request.path_params["room"])
        standing = await self.store.read(room)
        told = {"id": room, "followers": standing.followers, "version": standing.steps[-1].version}
        return JSONResponse(told, headers=NOT_KEPT)

    async def _follow(self, request: Request) -> EventSourceResponse:
        room = request.path_params["room"]
        if not is_id(room):
            raise RefusedError(NOT_FOUND, "unknown")
        with suppress(EndedRoomError):  # the stream says so: a browser cannot read the status of one
            await self._find(request, room)
        since = request.headers.get("last-event-id", "")
        number = int(since) if _VERSION.fullmatch(since) else 0
        return EventSourceResponse(self.write_events(room, number), ping=PING_S, send_timeout=PING_S)

    async def write_events(self, room: str, since: int) -> AsyncIterator[ServerSentEvent]:
        """Yield what goes over a stream to one who follows and has seen the version `since`."""
        yield ServerSentEvent(comment="here", retry=RETRY_MS)
        try:
            async for event in self.store.follow(room, since=since):
                yield write_event(event)
        except (RedisError, TooManyError, TimeoutError) as error:
            get_log().warning("room cut off", kind=type(error).__name__)

    async def _find(self, request: Request, name: str) -> str:
        """Return the id of a room; who has named too many that there are not has to wait."""
        asker = _find_asker(request)
        if not (self._limits.guesses.has(asker) and self._limits.all_guesses.has()):
            metrics.ROOM_GUESSES_REFUSED.inc()
            raise RefusedError(TOO_MANY, "often")
        try:
            return await self.store.find(name)
        except UnknownRoomError:
            self._limits.guesses.take(asker)
            self._limits.all_guesses.take()
            raise

    async def _read_query(self, query: str) -> str:
        try:
            return await run_in_threadpool(self._check_query, query)
        except ValueError as error:
            raise RefusedError(BAD, "query") from error


def write_event(event: Event) -> ServerSentEvent:
    """Return an event as it goes over a stream; what is shown has its version as id."""
    data, number = json.dumps(asdict(event)), None
    if isinstance(event, Shown):
        number = event.version
    elif not isinstance(event, Pointed | Ended):
        number = event.steps[-1].version
    return ServerSentEvent(
        data, event=type(event).__name__.lower(), id=None if number is None else str(number)
    )


def _refuse_in_words(answer: Answer) -> Answer:
    """Return an answer that says why where it refuses."""

    async def answer_or_refuse(request: Request) -> JSONResponse | EventSourceResponse:
        try:
            return await answer(request)
        except RefusedError as error:
            status, word = error.status, error.word
        except RoomError as error:
            status, word = STATUSES[type(error)]
        except (RedisError, TimeoutError) as error:
            get_log().error("rooms do not answer", kind=type(error).__name__)
            status, word = UNAVAILABLE, "store"
        return JSONResponse({"refused": word}, status, headers=NOT_KEPT)

    return answer_or_refuse


def _check_origin(request: Request) -> None:
    """Let only pages of this server act."""
    origin = urlsplit(request.headers.get("origin", ""))
    if not origin.netloc or origin.netloc != request.headers.get("host"):
        raise RefusedError(FORBIDDEN, "origin")


def _find_asker(request: Request) -> str:
    return request.client.host if request.client else ""


async def _read_body(request: Request, kind: type[Body]) -> Body:
    """Return what a request holds as JSON."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise RefusedError(TOO_LARGE, "size")
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        raise RefusedError(BAD, "body") from error


def _check_page(page: str, request: Request) -> None:
    """Let followers be led to pages of this server only."""
    parts = urlsplit(page)
    if f"{parts.scheme}://{parts.netloc}" != request.headers["origin"] or parts.query or parts.fragment:
        raise RefusedError(BAD, "page")
