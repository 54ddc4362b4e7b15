"""Measure what many viewers at once wait for, beside a plain streamlit-folium page and a static page.

The viewers are those of `light_client`: they fetch and ask as browsers do, and draw nothing, so that the
figures are the server's alone. All arrive within ten seconds; then all switch a layer on and off, some
seconds apart and at the same moment. SeaBrief's map switches the layer by itself and tells the server; the
plain page has its script build the map anew; the static page asks for nothing. Run it with
`python tests/bench/measure_load.py [--sessions N ...] [--toggles N] [--most-plain N] [--nginx]`; `--nginx`
puts Debian's nginx with `deploy/nginx.conf` before SeaBrief. The plain page is left out for more viewers than
`--most-plain`: fifty of them wait for minutes at each toggle.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from content import make_content, write_content
from contestants import CONTESTANTS, Contestant
from light_client import Cost, Viewer
from measure_sessions import read_memory_mb, read_processor_s
from nginx import run_nginx
from servers import find_free_port, run_server, serve

from dashboard.installation import ROOT

OWN, PLAIN, STATIC = "SeaBrief", "naive st_folium", "static Leaflet page"
LAYERS = ["east-china-sea", "senkaku-diaoyu", "south-china-sea"]
"""Layers of SeaBrief's map that are on; the last one is switched."""


@dataclass(frozen=True)
class Way:
    """A server of a map."""

    name: str
    address: str
    page: str
    process: int
    cold_s: float
    """Time from its start until its first viewer's page had run."""

    @property
    def has_script(self) -> bool:
        """Whether a script runs for each viewer."""
        return self.name != STATIC

    async def load(self, viewer: Viewer) -> Cost:
        """Open the page."""
        if self.name == OWN:
            return add(await viewer.load(), await self.tell(viewer, "screen", LAYERS))
        if self.has_script:
            return await viewer.load()
        start = time.perf_counter()
        read = await viewer.fetch("index.html")
        return Cost(time.perf_counter() - start, len(read), 0)

    async def switch(self, viewer: Viewer, *, on: bool) -> Cost:
        """Switch a layer, as the page of the viewer tells it."""
        if not self.has_script:
            return Cost(0, 0, 0)
        if self.name == OWN:
            return await self.tell(viewer, "view", LAYERS if on else LAYERS[:-1])
        return await viewer.run({next(iter(viewer.widgets.values())): on})

    async def tell(self, viewer: Viewer, event: str, layers: Sequence[str]) -> Cost:
        """Tell what is on screen, as SeaBrief's map does at rest and when layers are switched."""
        map_id = viewer.widgets["map"]
        screen = {"layers": layers, "at": [21.0, 122.5, 4], "size": [689, 634], "moment": 1000 * time.time()}
        return await viewer.run({map_id: {event: screen}}, fragment=viewer.fragments[map_id])


def add(first: Cost, second: Cost) -> Cost:
    """Return what two things cost together."""
    return Cost(first.seconds + second.seconds, first.bytes + second.bytes, first.runs + second.runs)


@contextmanager
def start_own(folder: Path, *, nginx: bool) -> Iterator[Way]:
    """Start SeaBrief, whose files are prepared."""
    port = find_free_port()
    command = [sys.executable, "-m", "dashboard.cli", "run", "--address=127.0.0.1", f"--port={port}"]
    start = time.perf_counter()
    with ExitStack() as stack:
        address, server = stack.enter_context(
            run_server(command, folder, port, cwd=ROOT, probe="_stcore/health")
        )
        asyncio.run(visit_once(Viewer(address, "explore")))
        cold_s = time.perf_counter() - start
        if nginx:
            address = stack.enter_context(run_nginx(folder, [port]))
        yield Way(OWN, address, "explore", server.pid, cold_s)


@contextmanager
def start_peer(contestant: Contestant, folder: Path) -> Iterator[Way]:
    """Start a peer on the content of the bench."""
    write_content(make_content(), folder / "static/layers")
    start = time.perf_counter()
    with serve(contestant, folder) as address:
        if contestant.streamlit:
            asyncio.run(visit_once(Viewer(address)))
        cold_s = time.perf_counter() - start
        yield Way(contestant.name, address, "", find_process(urlsplit(address).port), cold_s)


async def visit_once(viewer: Viewer) -> None:
    """Open a page and close it."""
    await viewer.load()
    await viewer.close()


def find_process(port: int | None) -> int:
    """Return the process of the server whose command names a port."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--server.port={port}".encode() in words or str(port).encode() in words:
            return int(folder.name)
    raise LookupError(f"no server on port {port}")


@dataclass(frozen=True)
class Plan:
    """What viewers do."""

    toggles: int
    arrival_s: float
    """All arrive within this time."""
    pause_s: float
    """Between two clicks of a viewer, who looks at what he sees."""


async def attend(way: Way, number: int, count: int, plan: Plan) -> tuple[Cost, list[Cost]]:
    """Be one of so many viewers: arrive in turn, look, and switch a layer; return what it cost."""
    turn_s = plan.arrival_s * number / count
    await asyncio.sleep(turn_s)
    viewer = Viewer(way.address, way.page)
    loaded = await way.load(viewer)
    await asyncio.sleep(plan.arrival_s - turn_s)
    costs = []
    for turn in range(plan.toggles):
        await asyncio.sleep(plan.pause_s)
        costs.append(await way.switch(viewer, on=turn % 2 == 1))
    await viewer.close()
    return loaded, costs


async def attend_all(way: Way, count: int, plan: Plan) -> list[tuple[Cost, list[Cost]]]:
    """Have so many viewers attend."""
    return await asyncio.gather(*(attend(way, number, count, plan) for number in range(count)))


def measure(way: Way, count: int, plan: Plan) -> list[str]:
    """Return the cells of a row: what so many viewers of a server waited for, and what they cost it."""
    before = read_processor_s(way.process)
    attended = asyncio.run(attend_all(way, count, plan))
    spent = read_processor_s(way.process) - before
    loads = [load.seconds for load, _ in attended]
    switches = [cost for _, costs in attended for cost in costs]
    waits = [cost.seconds for cost in switches]
    return [
        way.name,
        str(count),
        f"{way.cold_s:.1f}",
        *(f"{find_share(loads, share):.2f}" for share in (0.5, 0.95)),
        f"{max(loads):.1f}",
        *(f"{1000 * find_share(waits, share):,.0f}" for share in (0.5, 0.95)),
        f"{statistics.mean(cost.bytes for cost in switches) / 1000:,.1f}",
        f"{statistics.mean(cost.runs for cost in switches):.1f}",
        f"{1000 * spent / count:,.0f}",
        f"{read_memory_mb(way.process):,.0f}",
    ]


HEADINGS = (
    "server",
    "viewers",
    "cold start s",
    "load p50 s",
    "p95",
    "last",
    "toggle p50 ms",
    "p95",
    "kB",
    "runs",
    "processor ms a viewer",
    "memory MB",
)


def find_share(values: Sequence[float], share: float) -> float:
    """Return the value that such a share of values does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 10, 20, 50], metavar="N")
    parser.add_argument("--toggles", type=int, default=6, help="by each viewer (default 6)")
    parser.add_argument("--arrival", type=float, default=10, metavar="S", help="all arrive within this time")
    parser.add_argument("--pause", type=float, default=3, metavar="S", help="between two toggles of a viewer")
    parser.add_argument(
        "--most-plain", type=int, default=20, metavar="N", help="leave the plain page out for more viewers"
    )
    parser.add_argument("--nginx", action="store_true", help="put nginx before SeaBrief")
    options = parser.parse_args()
    subprocess.run(
        [sys.executable, "-m", "dashboard.webmap.publish"], cwd=ROOT, check=True, capture_output=True
    )
    plan = Plan(options.toggles, options.arrival, options.pause)
    peers = [contestant for contestant in CONTESTANTS if contestant.name in (PLAIN, STATIC)]
    rows: list[list[str]] = [list(HEADINGS)]
    for count in options.sessions:
        with tempfile.TemporaryDirectory(prefix="seabrief-load-") as scratch:
            own = Path(scratch, "own")
            own.mkdir()
            with start_own(own, nginx=options.nginx) as way:
                rows.append(measure(way, count, plan))
            for number, peer in enumerate(peers):
                if peer.name == PLAIN and count > options.most_plain:
                    rows.append([peer.name, str(count), f"not measured for more than {options.most_plain}"])
                    continue
                with start_peer(peer, Path(scratch, str(number))) as way:
                    rows.append(measure(way, count, plan))
    print("\n".join("  ".join(f"{cell:>14}" for cell in row) for row in rows))  # noqa: T201 - the figures are the product
    return 0


if __name__ == "__main__":
    sys.exit(main())
