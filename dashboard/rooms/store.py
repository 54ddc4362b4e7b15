"""Rooms as a server keeps them; where they are kept is a matter of the classes derived from this one."""

import asyncio
import secrets
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import parse_qs

from dashboard.rooms import codes
from dashboard.rooms.errors import EndedRoomError, NotPresenterError, TooManyError, UnknownRoomError
from dashboard.rooms.events import Ended, Event, Message, Place, Pointed, Shown, Standing
from dashboard.rooms.fanout import Fanout, Mailbox

IDLE_S = 4 * 3600.0
"""A room in which nothing was shown for as long is gone."""
ENDED_S = 3600.0
"""For as long a room that was ended is known as one."""
TOUCH_S = 15.0
"""Time between two looks whether a room is still there."""
MOST_ROOMS = 200
"""Rooms at a time."""
MOST_FOLLOWERS = 500
"""Followers of a room in one process."""
TRIES = 20
"""Codes that are tried until one is free."""
STEP_OF = ("pack", "page", "scene", "feature")
"""Parameters of a selection that make another step."""


@dataclass(frozen=True)
class Opened:
    """A room, as its presenter gets it."""

    id: str
    """Stands in links."""
    code: str
    """To be said aloud."""
    key: str
    """With which the presenter shows something; the store does not keep it."""


@dataclass(frozen=True)
class Record:
    """A room, as it is kept."""

    key: str
    """Digest of the presenter's key."""
    steps: tuple[Shown, ...]
    """What was shown last in each step, the oldest first."""
    ended: bool = False
    """Whether the presenter has ended it; then it has no steps."""


class RoomStore(ABC):
    """Rooms; what names one raises `UnknownRoomError` or `EndedRoomError` where it is not open."""

    def __init__(self, *, idle_s: float = IDLE_S) -> None:
        """Keep rooms that were idle for less than `idle_s` seconds."""
        self.idle_s = idle_s
        self.fanout = Fanout()

    async def open(self, query: str) -> Opened:
        """Open a room in which a selection is shown.

        Raises
        ------
        TooManyError
            There are as many as the server takes.
        """
        if await self.count_rooms() >= MOST_ROOMS:
            raise TooManyError
        for _ in range(TRIES):
            opened = Opened(codes.make_id(), codes.make_code(), codes.make_key())
            if await self._create(opened.id, opened.code, codes.hash_key(opened.key)):
                await self._append(opened.id, query, find_step(query))
                return opened
        raise TooManyError

    async def find(self, name: str) -> str:
        """Return the id of the room with an id or a code."""
        room = name if codes.is_id(name) else await self._find_id(codes.read_code(name))
        await self._read_open(room)
        return room

    async def publish(self, room: str, key: str, query: str) -> Shown:
        """Show a selection to all who follow.

        Raises
        ------
        NotPresenterError
            The key is another one.
        """
        await self._read_as_presenter(room, key)
        return await self._append(room, query, find_step(query))

    async def point(self, room: str, key: str, place: Place | None) -> None:
        """Show where the presenter points; nothing of it is kept.

        Raises
        ------
        NotPresenterError
            The key is another one.
        """
        await self._read_as_presenter(room, key)
        await self._send(room, Pointed(place))

    async def end(self, room: str, key: str) -> None:
        """End a room, and forget what was shown in it.

        Raises
        ------
        NotPresenterError
            The key is another one.
        """
        await self._read_as_presenter(room, key)
        await self._end(room)
        await self._send(room, Ended())

    async def read(self, room: str) -> Standing:
        """Return what was shown, and how many follow."""
        record = await self._read_open(room)
        return Standing(record.steps, await self.count_followers(room))

    async def follow(self, room: str, *, since: int = 0) -> AsyncIterator[Event]:
        """Yield what is shown from now on, until the room ends.

        The first is a `Standing`, unless `since` is the version that is on; the last is an `Ended`.

        Raises
        ------
        TooManyError
            As many follow as the server takes.
        """
        if self.fanout.count(room) >= MOST_FOLLOWERS:
            raise TooManyError
        await self._listen()
        follower = secrets.token_hex(8)
        with self.fanout.join(room) as box:
            try:
                async for event in self._watch(room, follower, box, since):
                    yield event
            except (UnknownRoomError, EndedRoomError):
                yield Ended()
            finally:
                await asyncio.shield(self._leave(room, follower))

    async def _watch(self, room: str, follower: str, box: Mailbox, since: int) -> AsyncIterator[Event]:
        await self._read_open(room)
        await self._touch(room, follower)
        standing = await self.read(room)
        version = standing.steps[-1].version
        if version != since:
            yield standing
        while True:
            for message in await box.take(TOUCH_S) or await self._look(room, follower):
                if isinstance(message, Shown):
                    if message.version <= version:
                        continue
                    version = message.version
                yield message
                if isinstance(message, Ended):
                    return

    async def _look(self, room: str, follower: str) -> list[Message]:
        """Note that a follower is still there, and return what a message that was lost would have said."""
        await self._touch(room, follower)
        return list((await self._read_open(room)).steps[-1:])

    async def _read_open(self, room: str) -> Record:
        record = await self._read(room)
        if record is None:
            raise UnknownRoomError
        if record.ended:
            raise EndedRoomError
        return record

    async def _read_as_presenter(self, room: str, key: str) -> None:
        record = await self._read_open(room)
        if not codes.is_key(key, record.key):
            raise NotPresenterError

    @abstractmethod
    async def count_rooms(self) -> int:
        """Return how many rooms are open."""

    @abstractmethod
    async def count_followers(self, room: str) -> int:
        """Return how many follow a room, in all processes."""

    @abstractmethod
    async def close(self) -> None:
        """Let go of what the store holds."""

    @abstractmethod
    async def _create(self, room: str, code: str, key: str) -> bool:
        """Make a room that has the digest of a key; False where the code is taken."""

    @abstractmethod
    async def _find_id(self, code: str) -> str:
        """Return the id of the room with a code; empty where there is none."""

    @abstractmethod
    async def _read(self, room: str) -> Record | None:
        """Return a room; None where there is none."""

    @abstractmethod
    async def _append(self, room: str, query: str, step: str) -> Shown:
        """Keep what is shown, in the place of the last where that is of the same step, and send it."""

    @abstractmethod
    async def _end(self, room: str) -> None:
        """Note that a room has ended, and forget what was shown in it."""

    @abstractmethod
    async def _send(self, room: str, message: Message) -> None:
        """Send a message to all who follow, in all processes."""

    @abstractmethod
    async def _listen(self) -> None:
        """Return once messages from other processes come in."""

    @abstractmethod
    async def _touch(self, room: str, follower: str) -> None:
        """Note that a follower is there."""

    @abstractmethod
    async def _leave(self, room: str, follower: str) -> None:
        """Note that a follower has left."""


def find_step(query: str) -> str:
    """Return what tells the step of a selection from others."""
    params = parse_qs(query)
    return "&".join(params.get(name, [""])[-1] for name in STEP_OF)
