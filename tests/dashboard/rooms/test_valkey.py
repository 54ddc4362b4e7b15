"""Rooms of several processes."""

import asyncio
from pathlib import Path

import pytest

from dashboard.rooms.events import Ended, Pointed, Shown, Standing
from dashboard.rooms.valkey import ValkeyStore
from tests.support.valkey import find_valkey, run_valkey


def test_what_one_process_shows_those_who_follow_at_another_see(valkey: str) -> None:
    async def story() -> None:
        async with asyncio.timeout(30):
            here, there = ValkeyStore(valkey), ValkeyStore(valkey)
            opened = await here.open("scene=talks")
            followed = there.follow(await there.find(opened.code))
            assert await anext(followed) == Standing((Shown(1, 1, "scene=talks"),), 1)
            await here.publish(opened.id, opened.key, "scene=islands")
            assert await anext(followed) == Shown(2, 2, "scene=islands")
            assert await here.count_followers(opened.id) == 1
            await there.point(opened.id, opened.key, (1, 2))
            assert await anext(followed) == Pointed((1, 2))
            await here.end(opened.id, opened.key)
            assert await anext(followed) == Ended()
            await here.close()
            await there.close()

    asyncio.run(story())


@pytest.mark.skipif(find_valkey() is None, reason="on Debian, apt-get install redis-server")
def test_after_the_line_was_cut_those_who_follow_see_what_is_on(tmp_path: Path) -> None:
    async def story(address: str) -> None:
        async with asyncio.timeout(30):
            here, there = ValkeyStore(address), ValkeyStore(address)
            opened = await here.open("scene=talks")
            followed = there.follow(opened.id)
            await anext(followed)
            await here._server.execute_command("CLIENT", "KILL", "TYPE", "pubsub")  # noqa: SLF001
            await here.publish(opened.id, opened.key, "scene=islands")
            assert await anext(followed) == Shown(2, 2, "scene=islands")
            await here.close()
            await there.close()

    with run_valkey(tmp_path) as address:
        asyncio.run(story(address))


def test_all_that_is_kept_goes_by_itself(valkey: str) -> None:
    async def story() -> None:
        store = ValkeyStore(valkey, idle_s=60)
        opened = await store.open("scene=talks")
        followed = store.follow(opened.id)
        await anext(followed)
        keys = [key async for key in store._server.scan_iter(f"*{opened.id}*")]  # noqa: SLF001
        keys.append(f"seabrief:code:{opened.code}")
        assert len(keys) == 4
        for key in keys:
            assert 0 < await store._server.ttl(key) <= 60  # noqa: SLF001
        kept = await store._server.hgetall(f"seabrief:room:{{{opened.id}}}")  # noqa: SLF001
        assert kept["code"] == opened.code
        assert opened.key not in kept.values()
        await followed.aclose()
        await store.close()

    asyncio.run(story())
