"""Measure how fast followers of a presenter are told, and what that costs the server.

So many light followers, which read the stream as a browser does and draw nothing, are in one room; its
presenter steps through the scenes. Printed is the time from his key to the event at each follower, and the
processor time of the servers while he steps and while he does not. With `--browsers N` so many followers in
Chromium are there as well, and printed is the time until each has drawn the scene. With `--poll S` the peers
of the light followers ask every S seconds what is shown instead of reading a stream. With `--servers 2` the
followers are at two servers behind nginx that share rooms by Valkey; with `--kill` one of the two is killed,
and printed is how long its followers were away. Run it with `python tests/bench/measure_rooms.py
[--followers N] [--browsers N] [--poll S] [--steps N] [--servers N] [--kill]`; several servers need Debian's
nginx and redis-server.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from browser import FLAGS, find_chromium
from contestants import HERE
from measure_scenes import IN_BRIDGE
from measure_sessions import read_processor_s
from nginx import run_nginx
from playwright.async_api import Browser, Page, async_playwright
from servers import find_free_port, run_server

from dashboard.installation import ROOT
from dashboard.packs import PACK
from dashboard.webmap.catalogue import describe_scenes
from geodata.packs.pack import read_pack

sys.path.insert(0, str(ROOT))
from tests.support.valkey import run_valkey

IDLE_S = 5.0
LONGEST_S = 30.0
SIZE: Any = {"width": 1366, "height": 768}
"""Window of a follower in Chromium."""
PAUSE_S = 0.3
"""Time between two steps: those who follow have all been told."""


@dataclass
class Follower:
    """Reads the stream of a room, and comes back where it breaks off, as a browser does."""

    address: str
    room: str
    version: int = 0
    told: dict[int, float] = field(default_factory=dict)
    """Version -> when it came."""
    back: list[float] = field(default_factory=list)
    """Seconds that it was away, each time."""
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def wait_for(self, version: int) -> None:
        """Wait until this version has been told."""
        async with self.news:
            await self.news.wait_for(lambda: self.version >= version)

    async def follow(self, poll_s: float | None = None) -> None:
        """Read until cancelled, or ask again and again with so many seconds between."""
        if poll_s:
            await self._poll(poll_s)
        lost = 0.0
        while True:
            try:
                async for version in self._read():
                    await self._note(version)
                    if lost:
                        self.back.append(time.perf_counter() - lost)
                        lost = 0.0
            except (OSError, EOFError, ConnectionError):
                pass
            lost = lost or time.perf_counter()
            await asyncio.sleep(1)

    async def _poll(self, pause_s: float) -> None:
        await asyncio.sleep(random.uniform(0, pause_s))  # noqa: S311 - not all at the same moment
        while True:
            async with aclosing(self._read()) as versions:
                await self._note(await anext(versions))
            await asyncio.sleep(pause_s)

    async def _note(self, version: int) -> None:
        self.told.setdefault(version, time.perf_counter())
        async with self.news:
            self.version = version
            self.news.notify_all()

    async def _read(self) -> AsyncGenerator[int]:
        parts = urlsplit(self.address)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        try:
            asked = (
                f"GET /rooms/events/{self.room} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: text/event-stream"
            )
            writer.write(f"{asked}\r\n\r\n".encode())
            await writer.drain()
            if b" 200 " not in await reader.readline():
                return
            while line := await reader.readline():
                if line.startswith(b"id: "):
                    yield int(line[4:])
        finally:
            writer.close()


class Presenter:
    """Opens a room, and steps through the scenes."""

    def __init__(self, client: httpx.AsyncClient, address: str) -> None:
        self.client = client
        self.origin = address.rstrip("/")
        self.scenes = [scene.id for scene in read_pack(PACK).scenes]
        self.opened: dict[str, str] = {}

    async def open(self) -> str:
        body = {"page": f"{self.origin}/briefing", "query": f"scene={self.scenes[0]}"}
        self.opened = await self._ask("/rooms", body)
        return self.opened["id"]

    def find_scene(self, step: int) -> str:
        return self.scenes[step % len(self.scenes)]

    async def show(self, step: int) -> int:
        told = await self._ask(f"/rooms/{self.opened['id']}", {"query": f"scene={self.find_scene(step)}"})
        return int(told["version"])

    async def _ask(self, path: str, body: dict[str, str]) -> dict[str, str]:
        headers = {"origin": self.origin, "x-room-key": self.opened.get("key", "")}
        for _ in range(int(LONGEST_S)):
            try:
                answer = await self.client.post(self.origin + path, content=json.dumps(body), headers=headers)
                told: dict[str, str] = answer.raise_for_status().json()
            except httpx.HTTPError:  # as the page does
                await asyncio.sleep(1)
            else:
                return told
        raise TimeoutError(path)


async def wait_for(followers: Sequence[Follower], version: int) -> None:
    """Wait until all followers have been told a version.

    Raises
    ------
    TimeoutError
        One of them has not, after half a minute.
    """
    async with asyncio.timeout(LONGEST_S):
        await asyncio.gather(*(follower.wait_for(version) for follower in followers))


class Audience:
    """Followers in Chromium, each with a storage of its own, who tell when they have drawn a scene."""

    def __init__(self, scenes: Mapping[str, Any]) -> None:
        probe = (HERE / "scene_probe.js").read_text(encoding="utf-8")
        self.probe = probe.replace("__LOCATE__", IN_BRIDGE).replace("__SCENES__", json.dumps(scenes))
        self.pages: list[Page] = []

    async def join(self, browser: Browser, address: str, count: int) -> None:
        """Open the link of a room so many times, and wait until each follows."""
        for _ in range(count):
            page = await browser.new_page(viewport=SIZE, reduced_motion="reduce")
            await page.add_init_script(self.probe)
            await page.goto(address)
            await page.wait_for_selector(".sb-follow[data-mode=on]", timeout=1000 * LONGEST_S)
            self.pages.append(page)

    async def wait_until_drawn(self, scene: str) -> list[float]:
        """Return when each had drawn a scene with its words, in seconds of `time.time`.

        Raises
        ------
        TimeoutError
            One of them did not draw it.
        """
        ask = "id => bench.open(id).then((at) => at && performance.timeOrigin + at)"
        drawn = await asyncio.gather(*(page.evaluate(ask, scene) for page in self.pages))
        if None in drawn:
            raise TimeoutError(f"A follower does not draw the scene {scene}.")
        return [at / 1000 for at in drawn]


@asynccontextmanager
async def open_audience(address: str, count: int) -> AsyncIterator[Audience]:
    """Open so many followers in one Chromium; without any, Chromium is not started."""
    async with AsyncExitStack() as stack:
        audience = Audience(list_targets())
        if count:
            playwright = await stack.enter_async_context(async_playwright())
            browser = await playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            stack.push_async_callback(browser.close)
            await audience.join(browser, address, count)
        yield audience


def list_targets() -> dict[str, dict[str, Any]]:
    """Return what the probe has to know of each scene, by its id."""
    pack = read_pack(PACK)
    entries = zip(pack.scenes, describe_scenes(pack), strict=True)
    return {
        scene.id: {"title": scene.title, "fly": entry["fly"], "layers": entry["layers"]}
        for scene, entry in entries
    }


async def measure(address: str, processes: Sequence[int], options: argparse.Namespace) -> list[str]:
    """Return lines that say how fast followers are told and draw, and what that costs."""
    async with httpx.AsyncClient(timeout=LONGEST_S) as client:
        presenter = Presenter(client, address)
        room = await presenter.open()
        followers = [Follower(address, room) for _ in range(options.followers)]
        tasks = [asyncio.create_task(follower.follow(options.poll)) for follower in followers]
        await wait_for(followers, 1)
        async with open_audience(f"{presenter.origin}/briefing?room={room}", options.browsers) as audience:
            lines = await step_through(presenter, followers, audience, processes, options.steps)
        if options.kill:
            lines.append(await kill_one(presenter, followers, processes[0], options.steps + 1))
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        return lines


async def step_through(
    presenter: Presenter,
    followers: Sequence[Follower],
    audience: Audience,
    processes: Sequence[int],
    steps: int,
) -> list[str]:
    """Step through so many scenes, and return lines that say how fast that was seen, and what it cost."""
    idle_s = await measure_processor(processes, asyncio.sleep(IDLE_S))
    told: list[float] = []
    drawn: list[float] = []

    async def step_on() -> None:
        for step in range(1, steps + 1):
            began, start = time.time(), time.perf_counter()
            version = await presenter.show(step)
            seen = audience.wait_until_drawn(presenter.find_scene(step))
            _, times = await asyncio.gather(wait_for(followers, version), seen)
            told.extend(1000 * (follower.told[version] - start) for follower in followers)
            drawn.extend(1000 * (at - began) for at in times)
            await asyncio.sleep(PAUSE_S)

    start = time.perf_counter()
    spent_s = await measure_processor(processes, step_on())
    took_s = time.perf_counter() - start
    idle, busy, step_ms = 100 * idle_s / IDLE_S, 100 * spent_s / took_s, 1000 * spent_s / steps
    return [
        f"{len(followers)} followers, {steps} steps, {len(processes)} servers",
        f"key to event, ms: {format_spread(told)}",
        *(
            [f"key to scene drawn in {len(audience.pages)} browsers, ms: {format_spread(drawn)}"]
            if drawn
            else []
        ),
        f"processor: idle {idle:.1f} %, stepping {busy:.1f} %, {step_ms:.1f} ms a step",
    ]


async def measure_processor(processes: Sequence[int], act: Awaitable[None]) -> float:
    """Return the seconds of processor time that processes spend during an act."""
    before = sum(map(read_processor_s, processes))
    await act
    return sum(map(read_processor_s, processes)) - before


def format_spread(values: Sequence[float]) -> str:
    """Return median, 95th percentile and greatest of values."""
    ordered = sorted(values)
    high = ordered[int(0.95 * (len(ordered) - 1))]
    return f"p50 {statistics.median(ordered):.0f}, p95 {high:.0f}, most {ordered[-1]:.0f}"


async def kill_one(presenter: Presenter, followers: Sequence[Follower], process: int, step: int) -> str:
    """Kill a server, step on, and return a line that says how long its followers were away."""
    os.kill(process, 9)
    start = time.perf_counter()
    await wait_for(followers, await presenter.show(step))
    away = sorted(seconds for follower in followers for seconds in follower.back)
    seconds = f"median {statistics.median(away):.1f}, most {away[-1]:.1f}" if away else "none"
    return (
        f"server killed: {len(away)} followers cut off, seconds away: {seconds}; "
        f"all on the next scene after {time.perf_counter() - start:.1f} s"
    )


@contextmanager
def serve(count: int) -> Iterator[tuple[str, list[int]]]:
    """Run servers, two or more of them behind nginx with Valkey; yield their address and their processes."""
    with ExitStack() as stack:

        def make_folder(name: str) -> Path:
            return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"seabrief-{name}-")))

        if count > 1:
            os.environ["SEABRIEF_ROOMS"] = stack.enter_context(run_valkey(make_folder("valkey")))
        ports, processes, address = [], [], ""
        for number in range(count):
            port = find_free_port()
            command = [sys.executable, "-m", "dashboard.cli", "run", "--address=127.0.0.1", f"--port={port}"]
            running = run_server(command, make_folder(f"{number}"), port, cwd=ROOT, probe="healthz")
            address, server = stack.enter_context(running)
            ports.append(port)
            processes.append(server.pid)
        if count > 1:
            address = stack.enter_context(run_nginx(make_folder("nginx"), ports))
        yield address, processes


def main() -> int:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--followers", type=int, default=50, metavar="N")
    parser.add_argument("--browsers", type=int, default=0, metavar="N", help="followers in Chromium")
    parser.add_argument("--poll", type=float, metavar="S", help="light followers ask every S seconds")
    parser.add_argument("--steps", type=int, default=20, metavar="N")
    parser.add_argument("--servers", type=int, default=1, metavar="N")
    parser.add_argument("--kill", action="store_true")
    options = parser.parse_args()
    with serve(options.servers) as (address, processes):
        for line in asyncio.run(measure(address, processes, options)):
            print(line)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
