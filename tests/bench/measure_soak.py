"""Measure the memory of a server that viewers walk through for long.

So many viewers, those of `light_client`, go from page to page, switch layers, leave, and come back. Printed
is the server's memory in each minute, and the mean of the last third over that of the middle third: near 1
where nothing grows. Run it with `python tests/bench/measure_soak.py [--minutes N] [--viewers N]`.
"""

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from light_client import Viewer
from measure_sessions import read_memory_mb
from servers import find_free_port, run_server

from dashboard.installation import ROOT

PAGES = (
    "",
    "briefing",
    "explore",
    "brief",
    "sources",
    "export",
    "islands",
    "sea-lanes",
    "range-bands",
    "institutions",
)
LAYERS = ("east-china-sea", "senkaku-diaoyu", "south-china-sea", "band-aircraft", "lane-gulf-japan")
STEPS = 25
"""Pages that a viewer opens before he leaves."""
LONGEST_PAUSE_S = 4
SAMPLE_S = 10


async def walk(address: str, number: int, end: float) -> int:
    """Be a viewer until a time comes; return the number of pages that were opened."""
    chance = random.Random(number)  # noqa: S311 - a walk, no secret
    opened = 0
    while time.monotonic() < end:
        viewer = Viewer(address)
        await viewer.load()
        for _ in range(STEPS):
            if time.monotonic() > end:
                break
            viewer.page = chance.choice(PAGES)
            viewer.query = f"layers={'~'.join(chance.sample(LAYERS, 2))}" if chance.random() < 1 / 2 else ""
            await viewer.run({})
            opened += 1
            await asyncio.sleep(chance.uniform(0, LONGEST_PAUSE_S))
        await viewer.close()
    return opened


async def watch(process: int, end: float) -> list[float]:
    """Return the memory of a process in MB, again and again until a time comes."""
    seen = []
    while time.monotonic() < end:
        await asyncio.sleep(min(SAMPLE_S, max(end - time.monotonic(), 0)))
        seen.append(read_memory_mb(process))
    return seen


async def soak(address: str, process: int, viewers: int, seconds: float) -> tuple[list[float], int]:
    """Have viewers walk for so long; return the memory on the way, and the number of pages opened."""
    end = time.monotonic() + seconds
    watching = asyncio.create_task(watch(process, end))
    opened = await asyncio.gather(*(walk(address, number, end) for number in range(viewers)))
    return await watching, sum(opened)


def main() -> int:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--viewers", type=int, default=10)
    options = parser.parse_args()
    subprocess.run(
        [sys.executable, "-m", "dashboard.webmap.publish"], cwd=ROOT, check=True, capture_output=True
    )
    port = find_free_port()
    command = [sys.executable, "-m", "dashboard.cli", "run", "--address=127.0.0.1", f"--port={port}"]
    with (
        tempfile.TemporaryDirectory(prefix="seabrief-soak-") as folder,
        run_server(command, Path(folder), port, cwd=ROOT, probe="healthz") as (address, server),
    ):
        seen, opened = asyncio.run(soak(address, server.pid, options.viewers, 60 * options.minutes))
    a_minute = max(60 // SAMPLE_S, 1)
    minutes = [seen[start : start + a_minute] for start in range(0, len(seen), a_minute)]
    print("MB by minute:", *(f"{statistics.mean(minute):.0f}" for minute in minutes))  # noqa: T201 - the figures are the product
    third = max(len(seen) // 3, 1)
    middle, last = statistics.mean(seen[third : 2 * third] or seen), statistics.mean(seen[-third:])
    print(f"{opened} pages opened; last third over middle third: ratio {last / middle:.3f}")  # noqa: T201 - as above
    return 0


if __name__ == "__main__":
    sys.exit(main())
