"""The followers of rooms in this process: a message to a room is laid into the mailbox of each of them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.rooms.events import Ended, Message, Pointed, Shown


class Mailbox:
    """Messages that one follower has still to be sent; of those that overtake each other, the last."""

    def __init__(self) -> None:
        self._kept: dict[object, Message] = {}
        self._filled = asyncio.Event()

    def put(self, message: Message) -> None:
        """Lay a message into the box."""
        slot = message.step if isinstance(message, Shown) else type(message)
        self._kept.pop(slot, None)
        self._kept[slot] = message
        self._filled.set()

    async def take(self, patience_s: float) -> list[Message]:
        """Return what is in the box, in the order in which it came; nothing where none comes in this time."""
        try:
            async with asyncio.timeout(patience_s):
                await self._filled.wait()
        except TimeoutError:
            return []
        taken = list(self._kept.values())
        self._kept.clear()
        self._filled.clear()
        return taken


class Fanout:
    """The mailboxes of the followers in this process, by room."""

    def __init__(self) -> None:
        self._boxes: dict[str, set[Mailbox]] = defaultdict(set)

    @contextmanager
    def join(self, room: str) -> Iterator[Mailbox]:
        """Have a mailbox in a room for a while."""
        box = Mailbox()
        self._boxes[room].add(box)
        try:
            yield box
        finally:
            self._boxes[room].discard(box)
            if not self._boxes[room]:
                del self._boxes[room]

    def send(self, room: str, message: Shown | Pointed | Ended) -> None:
        """Lay a message into every mailbox of a room."""
        for box in self._boxes.get(room, ()):
            box.put(message)

    def list_rooms(self) -> list[str]:
        """Return the ids of the rooms that somebody follows in this process."""
        return list(self._boxes)

    def count(self, room: str) -> int:
        """Return how many follow a room in this process."""
        return len(self._boxes.get(room, ()))

    def count_all(self) -> int:
        """Return how many follow any room in this process."""
        return sum(map(len, self._boxes.values()))
