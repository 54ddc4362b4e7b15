"""Rooms in the memory of one process: they are gone when it ends, and other processes do not know them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.rooms.errors import UnknownRoomError
from dashboard.rooms.events import MOST_STEPS, Message, Shown
from dashboard.rooms.store import ENDED_S, IDLE_S, Record, RoomStore


@dataclass
class _Room:
    """A room, as it changes."""

    code: str
    key: str
    until: float
    """When it is gone, by the clock of the store."""
    version: int = 0
    step: str | None = None
    steps: list[Shown] = field(default_factory=list)
    ended: bool = False


class MemoryStore(RoomStore):
    """Rooms in memory."""

    def __init__(self, *, idle_s: float = IDLE_S, now: Callable[[], float] = time.monotonic) -> None:
        """Keep rooms by the clock `now`, in seconds."""
        super().__init__(idle_s=idle_s)
        self._now = now
        self._rooms: dict[str, _Room] = {}

    async def count_rooms(self) -> int:
        """Return how many rooms are open."""
        self._forget()
        return sum(not room.ended for room in self._rooms.values())

    async def count_followers(self, room: str) -> int:
        """Return how many follow a room."""
        return self.fanout.count(room)

    async def close(self) -> None:
        """Forget all rooms."""
        self._rooms.clear()

    async def _create(self, room: str, code: str, key: str) -> bool:
        if await self._find_id(code):
            return False
        self._rooms[room] = _Room(code, key, self._now() + self.idle_s)
        return True

    async def _find_id(self, code: str) -> str:
        self._forget()
        return next((name for name, room in self._rooms.items() if room.code == code), "")

    async def _read(self, room: str) -> Record | None:
        self._forget()
        kept = self._rooms.get(room)
        return Record(kept.key, tuple(kept.steps), kept.ended) if kept else None

    async def _append(self, room: str, query: str, step: str) -> Shown:
        kept = self._rooms.get(room)
        if kept is None:
            raise UnknownRoomError
        number = kept.steps[-1].step if kept.steps else 0
        if step == kept.step:
            kept.steps.pop()
        else:
            number += 1
        kept.version += 1
        kept.step = step
        shown = Shown(kept.version, number, query)
        kept.steps = [*kept.steps, shown][-MOST_STEPS:]
        kept.until = self._now() + self.idle_s
        self.fanout.send(room, shown)
        return shown

    async def _end(self, room: str) -> None:
        kept = self._rooms[room]
        kept.ended = True
        kept.steps.clear()
        kept.until = self._now() + ENDED_S

    async def _send(self, room: str, message: Message) -> None:
        self.fanout.send(room, message)

    async def _listen(self) -> None:
        pass

    async def _touch(self, room: str, follower: str) -> None:
        pass

    async def _leave(self, room: str, follower: str) -> None:
        pass

    def _forget(self) -> None:
        """Forget the rooms whose time is over."""
        now = self._now()
        self._rooms = {name: room for name, room in self._rooms.items() if room.until > now}
