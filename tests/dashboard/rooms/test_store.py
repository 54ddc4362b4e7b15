"""Rooms in both stores: what their presenter shows, and what those who follow see."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from dashboard.rooms import store as rooms
from dashboard.rooms.codes import is_id, read_code
from dashboard.rooms.errors import EndedRoomError, NotPresenterError, TooManyError, UnknownRoomError
from dashboard.rooms.events import MOST_STEPS, Ended, Event, Pointed, Shown, Standing
from dashboard.rooms.store import RoomStore
from tests.dashboard.rooms.conftest import IDLE_S, Place, Story

Tell = Callable[[Story], None]


async def take(followed: AsyncIterator[Event], count: int = 1) -> list[Event]:
    return [await anext(followed) for _ in range(count)]


async def join(store: RoomStore, room: str, *, since: int = 0) -> AsyncIterator[Event]:
    """Follow a room, and pass over what is on when joining."""
    followed = store.follow(room, since=since)
    assert isinstance(await anext(followed), Standing)
    return followed


def test_a_room_has_an_id_for_links_a_code_to_say_and_a_key_that_is_in_neither(tell: Tell) -> None:
    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=talks")
        assert is_id(opened.id)
        assert read_code(opened.code) == opened.code
        assert len(opened.key) >= 40
        assert opened.key not in opened.id + opened.code
        assert await store.find(opened.id) == opened.id
        assert await store.find(f" {opened.code[:3].lower()}-{opened.code[3:]} ") == opened.id

    tell(story)


def test_who_follows_sees_what_is_shown_and_pointed_at_until_the_room_ends(tell: Tell) -> None:
    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=talks")
        followed = store.follow(opened.id)
        assert await take(followed) == [Standing((Shown(1, 1, "scene=talks"),), 1)]
        await store.publish(opened.id, opened.key, "scene=islands")
        assert await take(followed) == [Shown(2, 2, "scene=islands")]
        await store.point(opened.id, opened.key, (26.5, 123.5))
        assert await take(followed) == [Pointed((26.5, 123.5))]
        await store.point(opened.id, opened.key, None)
        assert await take(followed) == [Pointed(None)]
        await store.end(opened.id, opened.key)
        assert [event async for event in followed] == [Ended()]

    tell(story)


def test_who_joins_late_stands_where_the_presenter_stands_and_can_step_back(tell: Tell) -> None:
    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=talks")
        for query in ("scene=islands", "scene=islands&at=1", "scene=islands&feature=a.b", "scene=talks"):
            await store.publish(opened.id, opened.key, query)
        [standing] = await take(store.follow(opened.id))
        assert standing == Standing(
            (
                Shown(1, 1, "scene=talks"),
                Shown(3, 2, "scene=islands&at=1"),
                Shown(4, 3, "scene=islands&feature=a.b"),
                Shown(5, 4, "scene=talks"),
            ),
            1,
        )

    tell(story)


def test_a_room_remembers_so_many_steps(tell: Tell) -> None:
    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=0")
        for number in range(1, MOST_STEPS + 3):
            await store.publish(opened.id, opened.key, f"scene={number}")
        steps = (await store.read(opened.id)).steps
        assert len(steps) == MOST_STEPS
        assert (steps[0], steps[-1]) == (Shown(4, 4, "scene=3"), Shown(43, 43, "scene=42"))

    tell(story)


def test_who_comes_back_is_told_nothing_twice_and_misses_nothing(tell: Tell) -> None:
    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=talks")
        back = store.follow(opened.id, since=1)
        waiting = asyncio.ensure_future(anext(back))
        await asyncio.sleep(0)
        await store.publish(opened.id, opened.key, "scene=islands")
        told = await waiting  # what is on, where it was shown before the store was asked
        shown = told.steps[-1] if isinstance(told, Standing) else told
        assert shown == Shown(2, 2, "scene=islands")
        await store.publish(opened.id, opened.key, "scene=anti-access")
        assert await take(back) == [Shown(3, 3, "scene=anti-access")]
        [standing] = await take(store.follow(opened.id, since=2))
        assert standing.steps[-1] == Shown(3, 3, "scene=anti-access")

    tell(story)


@pytest.mark.parametrize("key", ["", "guess", "é"])
def test_without_the_key_nobody_shows_points_or_ends(tell: Tell, key: str) -> None:
    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=talks")
        for act in (
            store.publish(opened.id, key, "scene=islands"),
            store.point(opened.id, key, (0, 0)),
            store.end(opened.id, key),
        ):
            with pytest.raises(NotPresenterError):
                await act
        other = await store.open("scene=talks")
        with pytest.raises(NotPresenterError):
            await store.end(opened.id, other.key)
        assert (await store.read(opened.id)).steps == (Shown(1, 1, "scene=talks"),)

    tell(story)


def test_a_room_that_was_ended_is_known_as_one_and_holds_nothing(tell: Tell) -> None:
    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=talks")
        await store.end(opened.id, opened.key)
        for act in (
            store.find(opened.code),
            store.read(opened.id),
            store.publish(opened.id, opened.key, "scene=talks"),
            store.end(opened.id, opened.key),
        ):
            with pytest.raises(EndedRoomError):
                await act
        assert [event async for event in store.follow(opened.id)] == [Ended()]
        assert await store.count_rooms() == 0

    tell(story)


@pytest.mark.parametrize("name", ["", "346799", "aaaaaaaaaaaaaaaa", "{{7*7}}", "seabrief:rooms", "é" * 16])
def test_a_room_that_there_is_not_is_unknown(tell: Tell, name: str) -> None:
    async def story(store: RoomStore) -> None:
        await store.open("scene=talks")
        with pytest.raises(UnknownRoomError):
            await store.find(name)
        assert [event async for event in store.follow(name)] == [Ended()]

    tell(story)


def test_an_idle_room_is_gone_and_each_publishing_keeps_it(tell: Tell, place: Place) -> None:
    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=talks")
        await place.pass_time(0.9 * IDLE_S)
        await store.publish(opened.id, opened.key, "scene=islands")
        await place.pass_time(0.9 * IDLE_S)
        assert await store.find(opened.code) == opened.id
        await place.pass_time(0.2 * IDLE_S)
        with pytest.raises(UnknownRoomError):
            await store.find(opened.code)
        assert await store.count_rooms() == 0

    tell(story)


def test_who_follows_learns_that_an_idle_room_is_gone(
    tell: Tell, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=talks")
        followed = await join(store, opened.id)
        await place.pass_time(1.1 * IDLE_S)
        monkeypatch.setattr(rooms, "TOUCH_S", 0.01)
        assert [event async for event in followed] == [Ended()]

    tell(story)


def test_followers_are_counted_while_they_are_there(tell: Tell) -> None:
    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=talks")
        first, second = await join(store, opened.id), await join(store, opened.id)
        assert await store.count_followers(opened.id) == 2
        await first.aclose()
        assert await store.count_followers(opened.id) == 1
        await second.aclose()
        assert await store.count_followers(opened.id) == 0

    tell(story)


def test_a_slow_follower_is_told_the_last_of_each_step(tell: Tell) -> None:
    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=talks")
        with store.fanout.join(opened.id) as box:
            for place in ((1, 1), (2, 2)):
                store.fanout.send(opened.id, Pointed(place))
            for shown in (Shown(2, 1, "at=1"), Shown(3, 1, "at=2"), Shown(4, 2, "scene=islands")):
                store.fanout.send(opened.id, shown)
            assert await box.take(1) == [
                Pointed((2, 2)),
                Shown(3, 1, "at=2"),
                Shown(4, 2, "scene=islands"),
            ]
            assert await box.take(0) == []

    tell(story)


def test_there_are_so_many_rooms_and_followers_and_no_more(
    tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "MOST_ROOMS", 1)
    monkeypatch.setattr(rooms, "MOST_FOLLOWERS", 1)

    async def story(store: RoomStore) -> None:
        opened = await store.open("scene=talks")
        with pytest.raises(TooManyError):
            await store.open("scene=talks")
        followed = await join(store, opened.id)
        with pytest.raises(TooManyError):
            await anext(store.follow(opened.id))
        await followed.aclose()
        await join(store, opened.id)

    tell(story)
