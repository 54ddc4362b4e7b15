"""Rooms in Valkey or Redis, for servers of several processes; messages go by publish and subscribe."""

import asyncio
import json
import time
from contextlib import suppress
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from dashboard.log import get_log
from dashboard.rooms.errors import UnknownRoomError
from dashboard.rooms.events import (
    MOST_STEPS,
    Ended,
    Message,
    Shown,
    decode_message,
    encode_message,
)
from dashboard.rooms.store import ENDED_S, IDLE_S, TOUCH_S, Record, RoomStore

NAMESPACE = "seabrief:"
ROOMS = f"{NAMESPACE}rooms"
"""Sorted set of the ids of the open rooms, by when they are gone, in seconds since 1970."""
CHANNEL = f"{NAMESPACE}told:"
"""Beginning of the channel of a room."""
RETRY_S = 0.5
"""Time after which a lost connection is tried again."""
APPEND = """
local version = redis.call('HGET', KEYS[1], 'version')
if not version or redis.call('HEXISTS', KEYS[1], 'ended') == 1 then return false end
version = redis.call('HINCRBY', KEYS[1], 'version', 1)
local number = tonumber(redis.call('HGET', KEYS[1], 'number'))
if redis.call('HGET', KEYS[1], 'step') == ARGV[2] then redis.call('RPOP', KEYS[2])
else number = redis.call('HINCRBY', KEYS[1], 'number', 1) end
redis.call('HSET', KEYS[1], 'step', ARGV[2])
redis.call('RPUSH', KEYS[2], cjson.encode({version, number, ARGV[1]}))
redis.call('LTRIM', KEYS[2], -ARGV[3], -1)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return {version, number}
"""
"""Keep what is shown, in one piece: version and step are counted where they are kept."""


def _name_room(room: str) -> str:
    return f"{NAMESPACE}room:{{{room}}}"


def _name_steps(room: str) -> str:
    return f"{_name_room(room)}:steps"


def _name_followers(room: str) -> str:
    return f"{_name_room(room)}:followers"


def _name_code(code: str) -> str:
    return f"{NAMESPACE}code:{code}"


class ValkeyStore(RoomStore):
    """Rooms in Valkey or Redis; a method raises `RedisError` where that does not answer."""

    def __init__(self, address: str, *, idle_s: float = IDLE_S) -> None:
        """Keep rooms at an address such as `valkey://localhost:6379/0`; `valkeys://` is encrypted."""
        super().__init__(idle_s=idle_s)
        scheme, _, rest = address.partition("://")
        scheme = {"valkey": "redis", "valkeys": "rediss"}.get(scheme, scheme)
        self._server: Redis = Redis.from_url(
            f"{scheme}://{rest}", decode_responses=True, socket_connect_timeout=2, socket_timeout=5
        )
        self._append_script = self._server.register_script(APPEND)
        self._listening: asyncio.Task[None] | None = None
        self._closed = False
        self._heard = asyncio.Event()
        """Whether messages come in."""

    async def count_rooms(self) -> int:
        """Return how many rooms are open."""
        await self._server.zremrangebyscore(ROOMS, "-inf", time.time())
        count: int = await self._server.zcard(ROOMS)
        return count

    async def count_followers(self, room: str) -> int:
        """Return how many follow a room; who was lost with a process counts for two touches more."""
        least = time.time() - 2.5 * TOUCH_S
        count: int = await self._server.zcount(_name_followers(room), least, "+inf")
        return count

    async def close(self) -> None:
        """Let go of the connections."""
        self._closed = True
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.wait([self._listening])
            self._listening = None
        await self._server.aclose()

    async def _create(self, room: str, code: str, key: str) -> bool:
        idle_ms = int(1000 * self.idle_s)
        if not await self._server.set(_name_code(code), room, nx=True, px=idle_ms):
            return False
        async with self._server.pipeline(transaction=True) as orders:
            fields: dict[str | bytes | bytearray | memoryview[int] | int | float, Any] = {
                "code": code,
                "key": key,
                "version": 0,
                "number": 0,
            }
            orders.hset(_name_room(room), mapping=fields)
            orders.pexpire(_name_room(room), idle_ms)
            orders.zadd(ROOMS, {room: time.time() + self.idle_s})
            await orders.execute()
        return True

    async def _find_id(self, code: str) -> str:
        return str(await self._server.get(_name_code(code)) or "") if code else ""

    async def _read(self, room: str) -> Record | None:
        async with self._server.pipeline(transaction=True) as orders:
            orders.hgetall(_name_room(room))
            orders.lrange(_name_steps(room), 0, -1)
            fields, steps = await orders.execute()
        if not fields:
            return None
        return Record(fields["key"], tuple(Shown(*json.loads(step)) for step in steps), "ended" in fields)

    async def _append(self, room: str, query: str, step: str) -> Shown:
        idle_ms = int(1000 * self.idle_s)
        done = await self._append_script(
            keys=[_name_room(room), _name_steps(room)], args=[query, step, MOST_STEPS, idle_ms]
        )
        if not done:
            raise UnknownRoomError
        version, number = done
        shown = Shown(version, number, query)
        code = await self._find_code(room)
        async with self._server.pipeline(transaction=False) as orders:
            orders.publish(f"{CHANNEL}{room}", encode_message(shown))
            orders.pexpire(_name_code(code), idle_ms)
            orders.zadd(ROOMS, {room: time.time() + self.idle_s})
            await orders.execute()
        return shown

    async def _end(self, room: str) -> None:
        code = await self._find_code(room)
        async with self._server.pipeline(transaction=True) as orders:
            orders.hset(_name_room(room), "ended", 1)
            orders.delete(_name_steps(room))
            for name in (_name_room(room), _name_code(code)):
                orders.pexpire(name, int(1000 * ENDED_S))
            orders.zrem(ROOMS, room)
            await orders.execute()

    async def _find_code(self, room: str) -> str:
        return str(await self._server.hget(_name_room(room), "code") or "")

    async def _send(self, room: str, message: Message) -> None:
        await self._server.publish(f"{CHANNEL}{room}", encode_message(message))

    async def _touch(self, room: str, follower: str) -> None:
        async with self._server.pipeline(transaction=False) as orders:
            orders.zadd(_name_followers(room), {follower: time.time()})
            orders.pexpire(_name_followers(room), int(4000 * TOUCH_S))
            await orders.execute()

    async def _leave(self, room: str, follower: str) -> None:
        if self._closed:
            return
        with suppress(RedisError):  # it is counted out after two touches
            await self._server.zrem(_name_followers(room), follower)

    async def _listen(self) -> None:
        if self._listening is None:
            self._listening = asyncio.create_task(self._hear())
        async with asyncio.timeout(TOUCH_S):
            await self._heard.wait()

    async def _hear(self) -> None:
        """Lay what other processes tell into the mailboxes of this one; after a gap, what is on now."""
        while True:
            try:
                async with self._server.pubsub() as channel:
                    await channel.psubscribe(f"{CHANNEL}*")
                    await self._hear_from(channel)
            except (RedisError, OSError) as error:
                self._heard.clear()
                get_log().warning("rooms are cut off", kind=type(error).__name__)
                await asyncio.sleep(RETRY_S)

    async def _hear_from(self, channel: PubSub) -> None:
        while True:
            message = await channel.get_message(timeout=TOUCH_S)
            if message is None:
                await channel.ping()
            elif message["type"] == "psubscribe":
                self._heard.set()
                await self._catch_up()
            elif message["type"] == "pmessage":
                self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        room = message["channel"].removeprefix(CHANNEL)
        if self.fanout.count(room):
            self.fanout.send(room, decode_message(message["data"]))

    async def _catch_up(self) -> None:
        for room in self.fanout.list_rooms():
            record = await self._read(room)
            ended = record is None or record.ended
            for message in (Ended(),) if ended or record is None else record.steps:
                self.fanout.send(room, message)
