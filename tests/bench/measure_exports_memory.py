"""Measure the memory of the server and of what makes an export, together, at its peak.

The server has had its pages visited by a number of sessions, which stay open. Memory is the proportional set
size from `/proc`, so that what both processes share counts once. The peer is the server alone, in the same
run. In the row of a kit beside files, viewers bring a file of shapes and a pack all the while, and the
readers count too. Run it with
`python tests/bench/measure_exports_memory.py [--sessions N] [--scene ID] [--only NAME ...]`.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from measure_sessions import open_session, read_memory_mb, start_server
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from dashboard.exports.jobs import State, Viewer
from dashboard.exports.queue import ExportQueue
from dashboard.exports.request import Camera, ExportRequest, ViewRequest
from dashboard.installation import ROOT
from dashboard.packs import PACK
from dashboard.temporary_files import open_workspace
from dashboard.webmap.unserved import open_archive
from geodata.packs.pack import read_pack
from geodata.uploads.confined import read_upload_confined

PAGES = (
    *("", "briefing", "explore", "brief", "sources", "export", "islands", "sea-lanes", "range-bands"),
    "institutions",
)
FORMS = {
    "layer data (GeoPackage)": "gpkg",
    "picture of a view": "view",
    "picture of a scene": "png",
    "deck": "pptx",
    "offline page": "html",
    "kit": "kit",
    "kit beside files": "kit",
}
BESIDE = "kit beside files"
WORKERS = (b"dashboard.exports.worker", b"geodata.isolation.worker")
SAMPLE_S = 0.05
PATIENCE_S = 1800


@dataclass
class Watch:
    """Highest memory of a server and of the processes of this one, together."""

    server: int
    """Id of the process of the server."""
    peak_mb: float = 0
    worker_mb: float = 0
    """Highest memory of the processes that make exports and read files."""
    done: threading.Event = field(default_factory=threading.Event)

    def follow(self) -> None:
        while not self.done.wait(SAMPLE_S):
            workers = sum(map(_read, list_children()))
            self.worker_mb = max(self.worker_mb, workers)
            self.peak_mb = max(self.peak_mb, workers + read_memory_mb(self.server))


def _read(process: int) -> float:
    try:
        return read_memory_mb(process)
    except (OSError, StopIteration):
        return 0  # it has ended


def list_children() -> list[int]:
    """Return the ids of the processes that make exports and read files for this one, with their children."""
    found: list[int] = []
    asked = [os.getpid()]
    while asked:
        tasks = Path(f"/proc/{asked.pop()}/task").glob("*/children")
        children = [int(child) for path in tasks for child in _read_text(path).split()]
        own = [child for child in children if any(name in _read_command(child) for name in WORKERS)]
        found += own
        asked += own
    return found


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _read_command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


@contextmanager
def watch(server: int) -> Iterator[Watch]:
    """Yield a watch that goes on meanwhile."""
    watching = Watch(server)
    thread = threading.Thread(target=watching.follow)
    thread.start()
    try:
        yield watching
    finally:
        watching.done.set()
        thread.join()


def visit_page(line: ClientConnection, page: str) -> None:
    """Ask for a run of a page and wait for its end."""
    line.send(BackMsg(rerun_script=ClientState(page_name=page)).SerializeToString())
    end = time.monotonic() + PATIENCE_S
    while (
        ForwardMsg.FromString(line.recv(timeout=end - time.monotonic())).WhichOneof("type")
        != "script_finished"
    ):
        pass


def make_request(form: str, scenes: tuple[str, ...]) -> ExportRequest:
    """Return the request of an export by its form; a picture is of the first scene, a view of no scene."""
    if form == "view":
        view = ViewRequest(layers=("senkaku-diaoyu", "east-china-sea"), camera=Camera(25.8, 123.6, 7))
        return ExportRequest("png", view=view)
    return ExportRequest(form, scenes[:1] if form == "png" else scenes)


@contextmanager
def bring_files() -> Iterator[dict[str, list[float]]]:
    """Have viewers bring files meanwhile; yield how long each waited, in seconds by the kind of its file."""
    point = {"type": "Point", "coordinates": [121.5, 25]}
    features = [
        {"type": "Feature", "properties": {"name": str(number)}, "geometry": point} for number in range(200)
    ]
    shapes = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    pack = pack_folder(ROOT / "seeds" / "danish-straits")
    waits: dict[str, list[float]] = {"shapes": [], "pack": []}
    done = threading.Event()

    def bring(kind: str) -> None:
        while not done.wait(1):
            start = time.perf_counter()
            if kind == "pack":
                open_archive(pack, "pack.zip")
            else:
                read_upload_confined("shapes.geojson", shapes)
            waits[kind].append(time.perf_counter() - start)

    open_workspace()
    bringing = [threading.Thread(target=bring, args=(kind,)) for kind in waits]
    for one in bringing:
        one.start()
    try:
        yield waits
    finally:
        done.set()
        for one in bringing:
            one.join()


def pack_folder(folder: Path) -> bytes:
    """Return a folder as a zip file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.rglob("*"):
            archive.write(file, file.relative_to(folder.parent))
    return written.getvalue()


def measure_export(server: int, request: ExportRequest) -> tuple[float, Watch]:
    """Return seconds and memory of an export."""
    queue, start = ExportQueue(), time.perf_counter()
    with watch(server) as watching:
        job = queue.add("out", request, Viewer("bench", lambda: True))
        job.ended.wait(PATIENCE_S)
    took_s = time.perf_counter() - start
    if job.state is not State.DONE:
        raise RuntimeError(f"{request.form}: {job.state.name} {job.told}")
    queue.close()
    return took_s, watching


def measure_exports(names: Sequence[str], *, sessions: int, scene: str) -> Iterator[str]:
    """Yield the lines of the table."""
    scenes = (scene,) if scene else tuple(scene.id for scene in read_pack(PACK).scenes)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address, server = stack.enter_context(start_server({}, folder))
        lines = [stack.enter_context(open_session(address)) for _ in range(sessions)]
        for line in lines:
            for page in PAGES:
                visit_page(line, page)
        alone = read_memory_mb(server)
        yield f"{'export':28}{'seconds':>9}{'its own MB':>12}{'together MB':>13}{'ratio':>8}"
        yield f"{f'server, {sessions} sessions (peer)':28}{'':>9}{'':>12}{alone:13.0f}{1:8.2f}"
        for name in names:
            with bring_files() if name == BESIDE else nullcontext({}) as waits:
                took_s, held = measure_export(server, make_request(FORMS[name], scenes))
            own, both = held.worker_mb, held.peak_mb
            yield f"{name:28}{took_s:9.1f}{own:12.0f}{both:13.0f}{both / alone:8.2f}"
            for kind, waited in waits.items():
                told = f"{len(waited)} read, longest wait {max(waited, default=0):.1f} s"
                yield f"  {kind}: {told}"


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--scene", default="", metavar="ID", help="export this scene, not all")
    parser.add_argument("--only", nargs="+", choices=FORMS, default=list(FORMS), help="leave out others")
    options = parser.parse_args()
    subprocess.run(
        [sys.executable, "-m", "dashboard.webmap.publish"], cwd=ROOT, check=True, capture_output=True
    )
    for line in measure_exports(options.only, sessions=options.sessions, scene=options.scene):
        print(line, flush=True)  # noqa: T201 - the figures are the product
    return 0


if __name__ == "__main__":
    sys.exit(main())
