"""Rooms over HTTP: who may do what, and what garbage does."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import unquote

import httpx
import pytest
from starlette.applications import Starlette

from dashboard.rooms.allowance import Allowance
from dashboard.rooms.events import Ended, Pointed, Shown, Standing
from dashboard.rooms.memory import MemoryStore
from dashboard.server.rooms import MOST_BYTES, RoomService, make_limits, write_event

SITE = "https://maps.example.org"
PAGE = f"{SITE}/sub/briefing"
HERE = {"origin": SITE}


def check_query(query: str) -> str:
    """Take a scene that is known, and leave out the theme."""
    if not query.startswith("scene=talks"):
        raise ValueError(query)
    return query.replace("&theme=dark", "")


class Site:
    """A site with rooms, and what its visitors do."""

    def __init__(self, **limits: Allowance) -> None:
        self.store = MemoryStore()
        self.service = RoomService(
            self.store, check_query=check_query, limits=replace(make_limits(), **limits)
        )
        self.app = Starlette(routes=self.service.list_routes("/sub"))

    def ask(self, method: str, path: str = "", *, body: object = None, **headers: str) -> tuple[int, dict]:
        """Return status and content of an answer."""
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        sent = {name.replace("_", "-"): value for name, value in (HERE | headers).items() if value}

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url=SITE) as client:
                return await client.request(method, f"/sub/rooms{path}", content=content, headers=sent)

        answer = asyncio.run(send())
        return answer.status_code, answer.json()

    def open(self, **changes: str) -> dict[str, str]:
        status, opened = self.ask("POST", body={"page": PAGE, "query": "scene=talks"} | changes)
        assert status == 200
        return opened

    def shown(self, room: str) -> str:
        return asyncio.run(self.store.read(room)).steps[-1].query


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_presenter_opens_a_room_shows_something_and_ends_it(site: Site) -> None:
    opened = site.open()
    room, key = opened["id"], opened["key"]
    assert opened["link"] == f"{PAGE}?room={room}"
    assert unquote(opened["picture"]).startswith("data:image/svg+xml;charset=utf-8,<svg")
    assert key not in opened["link"] + unquote(opened["picture"])
    assert site.ask("GET", f"/{opened['code'].lower()}") == (200, {"id": room, "followers": 0, "version": 1})
    query = {"query": "scene=talks&feature=a&theme=dark"}
    assert site.ask("POST", f"/{room}", body=query, x_room_key=key) == (200, {"version": 2, "followers": 0})
    assert site.shown(room) == "scene=talks&feature=a"
    assert site.ask("POST", f"/{room}", body={"pointer": [26.5, 123.5]}, x_room_key=key) == (200, {})
    assert site.ask("DELETE", f"/{room}", x_room_key=key) == (200, {})
    assert site.ask("GET", f"/{room}") == (410, {"refused": "ended"})
    assert site.ask("POST", f"/{room}", body=query, x_room_key=key) == (410, {"refused": "ended"})


@pytest.mark.parametrize("key", ["", "guess", "0" * 43])
def test_a_follower_cannot_steer(site: Site, key: str) -> None:
    opened = site.open()
    room, refused = opened["id"], (403, {"refused": "follower"})
    for body in ({"query": "scene=talks&at=1"}, {"pointer": [1, 2]}, {"pointer": None}):
        assert site.ask("POST", f"/{room}", body=body, x_room_key=key) == refused
    assert site.ask("DELETE", f"/{room}", x_room_key=key) == refused
    other = site.open()
    assert site.ask("DELETE", f"/{room}", x_room_key=other["key"]) == refused
    assert site.shown(room) == "scene=talks"


@pytest.mark.parametrize(
    "origin", ["", "null", "https://evil.example", "https://maps.example.org.evil.example"]
)
def test_pages_of_other_sites_do_nothing(site: Site, origin: str) -> None:
    opened = site.open()
    refused = (403, {"refused": "origin"})
    body = {"page": PAGE, "query": "scene=talks"}
    assert site.ask("POST", body=body, origin=origin) == refused
    key = {"x_room_key": opened["key"], "origin": origin}
    assert site.ask("POST", f"/{opened['id']}", body={"query": "scene=talks&at=1"}, **key) == refused
    assert site.ask("DELETE", f"/{opened['id']}", **key) == refused


PAGES = ["https://evil.example/briefing", f"{SITE}@evil.example/", "javascript:alert(1)", "", f"{PAGE}?a=b"]
PAGES += [f"{PAGE}#a", f"{PAGE}/{'a' * 500}", f"{PAGE}\n", "7"]


@pytest.mark.parametrize("page", [*PAGES, 7, None])
def test_links_lead_to_pages_of_the_site_only(site: Site, page: object) -> None:
    assert site.ask("POST", body={"page": page, "query": "scene=talks"})[0] == 400


GARBAGE = [b"", b"{", b"[]", b"null", b'"scene"', b"\xff", b"[" * 3000, b'{"query": 7}', b'{"other": 1}']
GARBAGE += [
    b'{"query": "scene={{7*7}}"}',
    b'{"query": "\\u0000"}',
    b'{"pointer": [1]}',
    b'{"pointer": [91, 0]}',
]
GARBAGE += [b'{"pointer": [NaN, 0]}', b'{"pointer": [0, 1e999]}', b'{"pointer": {"a": 1}}']


@pytest.mark.parametrize("body", GARBAGE)
def test_garbage_is_refused_and_changes_nothing(site: Site, body: bytes) -> None:
    opened = site.open()
    status, told = site.ask("POST", f"/{opened['id']}", body=body, x_room_key=opened["key"])
    assert status == 400
    assert told["refused"] in ("body", "query")
    assert site.ask("POST", body=body)[0] == 400
    assert site.shown(opened["id"]) == "scene=talks"


def test_a_long_body_is_refused(site: Site) -> None:
    opened = site.open()
    body = {"query": "scene=talks" + "&a=b" * (MOST_BYTES // 4)}
    refused = (413, {"refused": "size"})
    assert site.ask("POST", f"/{opened['id']}", body=body, x_room_key=opened["key"]) == refused


def test_who_guesses_codes_has_to_wait_and_who_knows_one_does_not_before() -> None:
    site = Site(guesses=Allowance(3, per_minute=1), all_guesses=Allowance(100, per_minute=1))
    opened = site.open()
    assert [site.ask("GET", f"/{opened['code']}")[0] for _ in range(5)] == [200] * 5
    assert [site.ask("GET", "/346799")[0] for _ in range(5)] == [404, 404, 404, 429, 429]
    assert site.ask("GET", f"/events/{'a' * 16}")[0] == 429


def test_all_guesses_together_are_limited() -> None:
    site = Site(guesses=Allowance(100, per_minute=1), all_guesses=Allowance(2, per_minute=1))
    assert [site.ask("GET", f"/{'a' * 15}{digit}")[0] for digit in range(3)] == [404, 404, 429]


def test_rooms_are_opened_and_steered_so_often_and_not_more() -> None:
    site = Site(openings=Allowance(1, per_minute=1), acts=Allowance(2, per_minute=1))
    opened = site.open()
    assert site.ask("POST", body={"page": PAGE, "query": "scene=talks"}) == (429, {"refused": "often"})
    key = {"x_room_key": opened["key"]}
    acts = [site.ask("POST", f"/{opened['id']}", body={"pointer": None}, **key)[0] for _ in range(3)]
    assert acts == [200, 200, 429]


@pytest.mark.parametrize("room", ["a" * 16, "AAAAAA", "..", "a" * 5000, "%00", "seabrief:rooms"])
def test_a_room_that_there_is_not_is_not_found(site: Site, room: str) -> None:
    for method, path in (("GET", f"/{room}"), ("GET", f"/events/{room}"), ("DELETE", f"/{room}")):
        status, told = (
            site.ask(method, path, x_room_key="key") if room != ".." else (404, {"refused": "unknown"})
        )
        assert (status, told) == (404, {"refused": "unknown"})


@contextmanager
def follow(site: Site, room: str, **headers: str) -> Iterator[list[str]]:
    """Read the stream of a room that has ended, to its end."""

    async def read() -> str:
        transport = httpx.ASGITransport(site.app)
        async with httpx.AsyncClient(transport=transport, base_url=SITE) as client:
            answer = await client.get(f"/sub/rooms/events/{room}", headers=headers)
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["x-accel-buffering"] == "no"
            return answer.text

    yield asyncio.run(read()).split("\r\n\r\n")


def test_who_follows_an_ended_room_is_told_so(site: Site) -> None:
    opened = site.open()
    site.ask("DELETE", f"/{opened['id']}", x_room_key=opened["key"])
    with follow(site, opened["id"], last_event_id="x") as events:
        assert events[0].splitlines() == [": here", "retry: 1000"]
        assert events[1].splitlines() == ["event: ended", "data: {}"]


def test_a_stream_tells_what_is_shown_in_order() -> None:
    async def story() -> None:
        site = Site()
        opened = await site.store.open("scene=talks")
        stream = site.service.write_events(opened.id, 0)
        texts = [(await anext(stream)).encode().decode() for _ in range(2)]
        assert (
            'data: {"steps": [{"version": 1, "step": 1, "query": "scene=talks"}], "followers": 1}' in texts[1]
        )
        await site.store.publish(opened.id, opened.key, "scene=talks&a=b")
        assert (await anext(stream)).encode().decode().splitlines()[:2] == ["id: 2", "event: shown"]
        await site.store.end(opened.id, opened.key)
        assert [event.encode().decode().splitlines()[0] async for event in stream] == ["event: ended"]

    asyncio.run(story())


def test_what_is_shown_has_its_version_as_id_and_the_rest_has_none() -> None:
    shown = Shown(7, 2, "scene=talks")
    assert [write_event(event).id for event in (shown, Standing((shown,), 1), Pointed((1, 2)), Ended())] == [
        "7",
        "7",
        None,
        None,
    ]
