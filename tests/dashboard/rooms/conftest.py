"""The stores of rooms: in memory, and in a Valkey or Redis that runs for the tests."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

import pytest
from redis.asyncio import Redis

from dashboard.rooms.memory import MemoryStore
from dashboard.rooms.store import RoomStore
from dashboard.rooms.valkey import ROOMS, ValkeyStore
from tests.support.valkey import find_valkey, run_valkey

IDLE_S = 600.0


@dataclass
class Place:
    """Where rooms are kept for a test."""

    address: str = ""
    """Of Valkey; empty for memory."""
    now: list[float] = field(default_factory=lambda: [0.0])
    """The time in seconds, for memory."""

    def make_store(self) -> RoomStore:
        if self.address:
            return ValkeyStore(self.address, idle_s=IDLE_S)
        return MemoryStore(idle_s=IDLE_S, now=lambda: self.now[0])

    @asynccontextmanager
    async def open_store(self) -> "AbstractAsyncContextManager[RoomStore]":
        store = self.make_store()
        try:
            yield store
        finally:
            await store.close()

    async def pass_time(self, seconds: float) -> None:
        """Let time pass: by the clock of the memory; in Valkey everything has less time left."""
        self.now[0] += seconds
        if not self.address:
            return
        server = Redis.from_url(self.address)
        for key in await server.keys("*"):
            left = await server.pttl(key)
            if left >= 0:
                await server.pexpire(key, max(0, left - int(1000 * seconds)))
        for room in await server.zrange(ROOMS, 0, -1):
            await server.zincrby(ROOMS, -seconds, room)
        await server.aclose()


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server that runs for the tests."""
    if find_valkey() is None:
        pytest.skip("no Valkey or Redis is installed: on Debian, apt-get install redis-server")
    with run_valkey(tmp_path_factory.mktemp("valkey")) as address:
        yield address


@pytest.fixture(params=["memory", "valkey"])
def place(request: pytest.FixtureRequest) -> Place:
    """Where rooms are kept: one after the other."""
    if request.param == "memory":
        return Place()
    address: str = request.getfixturevalue("valkey")

    async def clear() -> None:
        server = Redis.from_url(address)
        await server.flushall()
        await server.aclose()

    asyncio.run(clear())
    return Place(address)


Story = Callable[[RoomStore], Awaitable[None]]


@pytest.fixture
def tell(place: Place) -> Callable[[Story], None]:
    """Function that runs a story with a store."""

    def run(story: Story) -> None:
        async def run_story() -> None:
            async with asyncio.timeout(30), place.open_store() as store:
                await story(store)

        asyncio.run(run_story())

    return run
