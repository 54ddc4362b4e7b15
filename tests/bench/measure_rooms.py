"""Measure how fast followers of a presenter are told, and what that costs the server.

So many light followers, which read the stream as a browser does and draw nothing, are in one room; its
presenter steps through the scenes. Printed is the time from his key to the event at each follower, and the
processor time of the servers while he steps and while he does not. With `--servers 2` the followers are at
two servers behind nginx that share rooms by Valkey; with `--kill` one of the two is killed, and printed is
how long its followers were away. Run it with `python tests/bench/measure_rooms.py [--followers N] [--steps N]
[--servers N] [--kill]`; several servers need Debian's nginx and redis-server.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from measure_sessions import read_processor_s
from nginx import run_nginx
from servers import find_free_port, run_server

from dashboard.installation import ROOT
from dashboard.packs import PACK
from geodata.packs.pack import read_pack

sys.path.insert(0, str(ROOT))
from tests.support.valkey import run_valkey

IDLE_S = 5.0
LONGEST_S = 30.0
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

    async def follow(self) -> None:
        """Read until cancelled."""
        lost = 0.0
        while True:
            try:
                async for version in self._read():
                    self.told.setdefault(version, time.perf_counter())
                    async with self.news:
                        self.version = version
                        self.news.notify_all()
                    if lost:
                        self.back.append(time.perf_counter() - lost)
                        lost = 0.0
            except (OSError, EOFError, ConnectionError):
                pass
            lost = lost or time.perf_counter()
            await asyncio.sleep(1)

    async def _read(self) -> AsyncIterator[int]:
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

    async def show(self, step: int) -> int:
        told = await self._ask(
            f"/rooms/{self.opened['id']}", {"query": f"scene={self.scenes[step % len(self.scenes)]}"}
        )
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


async def measure(address: str, processes: Sequence[int], options: argparse.Namespace) -> list[str]:
    """Return lines that say how fast followers are told, and what that costs."""
    async with httpx.AsyncClient(timeout=LONGEST_S) as client:
        presenter = Presenter(client, address)
        room = await presenter.open()
        followers = [Follower(address, room) for _ in range(options.followers)]
        tasks = [asyncio.create_task(follower.follow()) for follower in followers]
        await wait_for(followers, 1)
        idle_s = -sum(map(read_processor_s, processes))
        await asyncio.sleep(IDLE_S)
        idle_s += sum(map(read_processor_s, processes))
        spent_s, began = -sum(map(read_processor_s, processes)), time.perf_counter()
        shares: list[float] = []
        for step in range(1, options.steps + 1):
            start = time.perf_counter()
            version = await presenter.show(step)
            await wait_for(followers, version)
            shares += [1000 * (follower.told[version] - start) for follower in followers]
            await asyncio.sleep(PAUSE_S)
        spent_s += sum(map(read_processor_s, processes))
        took_s = time.perf_counter() - began
        shares.sort()
        half, most_of = statistics.median(shares), shares[int(0.95 * (len(shares) - 1))]
        idle, busy, step_ms = 100 * idle_s / IDLE_S, 100 * spent_s / took_s, 1000 * spent_s / options.steps
        lines = [
            f"{len(followers)} followers, {options.steps} steps, {len(processes)} servers",
            f"key to event, ms: p50 {half:.0f}, p95 {most_of:.0f}, most {shares[-1]:.0f}",
            f"processor: idle {idle:.1f} %, stepping {busy:.1f} %, {step_ms:.1f} ms a step",
        ]
        if options.kill:
            lines.append(await kill_one(presenter, followers, processes[0], options.steps + 1))
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        return lines


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
