"""Measure how long viewers are away when one of two servers behind nginx is killed.

So many viewers, those of the benchmarks, each stand on a scene; half of the servers is killed, and each
viewer whose connection drops tries again as Streamlit's page does. Printed is how long it took until each
stood on its scene again, and whether it was the same one. Run it with `python
tests/bench/measure_replicas.py [--viewers N]`; it needs Debian's nginx.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from light_client import Viewer
from nginx import run_nginx
from servers import find_free_port, run_server
from websockets.exceptions import WebSocketException

from dashboard.installation import ROOT
from dashboard.packs import PACK
from geodata.packs.pack import read_pack

if TYPE_CHECKING:
    from subprocess import Popen

REPLICAS = 2
ARRIVAL_S = 10
RETRY_S = 0.5
"""Streamlit's page waits this long before it tries again, and longer each time."""
MOST_RETRY_S = 8
LONGEST_S = 60


async def stand(viewer: Viewer, scene: str, standing: asyncio.Barrier, delay_s: float) -> float | None:
    """Stand on a scene until a server is killed; return the seconds until it is there again, if it was away.

    Raises
    ------
    ValueError
        Another scene came back.
    """
    await asyncio.sleep(delay_s)
    await viewer.load()
    check_scene(viewer, scene)
    dropped = asyncio.create_task(viewer.wait_until_dropped())
    await standing.wait()
    start = time.perf_counter()
    await asyncio.wait([dropped], timeout=2)
    if not dropped.done():
        dropped.cancel()
        await viewer.close()
        return None
    pause = RETRY_S
    while time.perf_counter() - start < LONGEST_S:
        try:
            await viewer.connect()
        except (OSError, WebSocketException):
            await asyncio.sleep(pause)
            pause = min(2 * pause, MOST_RETRY_S)
            continue
        away_s = time.perf_counter() - start
        check_scene(viewer, scene)
        await viewer.close()
        return away_s
    raise TimeoutError(f"{scene}: not back after {LONGEST_S} s")


def check_scene(viewer: Viewer, scene: str) -> None:
    """Check that the map of a viewer is on a scene."""
    shown = json.loads(viewer.map_data)["scene"]
    if shown != scene:
        raise ValueError(f"expected {scene}, not {shown}")


async def measure(address: str, servers: list["Popen[bytes]"], count: int) -> list[float | None]:
    """Have so many viewers stand on scenes, kill the first server, and return how long each was away."""
    scenes = [scene.id for scene in read_pack(PACK).scenes]
    standing = asyncio.Barrier(count + 1)
    chosen = [scenes[number % len(scenes)] for number in range(count)]
    tasks = [
        asyncio.create_task(
            stand(Viewer(address, "briefing", f"scene={scene}"), scene, standing, ARRIVAL_S * number / count)
        )
        for number, scene in enumerate(chosen)
    ]
    await standing.wait()
    servers[0].kill()
    return await asyncio.gather(*tasks)


def main() -> int:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, default=100, metavar="N")
    options = parser.parse_args()
    with ExitStack() as stack:
        ports, servers = [], []
        for number in range(REPLICAS):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"seabrief-{number}-")))
            port = find_free_port()
            command = [sys.executable, "-m", "dashboard.cli", "run", "--address=127.0.0.1", f"--port={port}"]
            running = run_server(command, folder, port, cwd=ROOT, probe="healthz")
            servers.append(stack.enter_context(running)[1])
            ports.append(port)
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="seabrief-nginx-")))
        address = stack.enter_context(run_nginx(scratch, ports))
        away = asyncio.run(measure(address, servers, options.viewers))
    gone = sorted(seconds for seconds in away if seconds is not None)
    print(f"{len(away)} viewers, {len(gone)} of them at the server that was killed, all back on their scene")  # noqa: T201
    if gone:
        print(f"seconds away: median {gone[len(gone) // 2]:.1f}, last {gone[-1]:.1f}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
