"""Measure what hostile files cost: python -m tests.faults.measure_hostile_files [-h].

Each file of `hostile_files` goes, as a viewer's would, through the reader of its kind and what draws it, in a
process of its own with limits of memory and time. Printed are its size, the processor time, the most memory
above that at the start (of the process and of those that it starts), and what the user is told. Marked and
counted are those beyond a limit, and those that end in anything but a sentence: an error that is no
`SeaBriefError`, or a process that had to be stopped. The code of the exit is 1 where there are any.
"""

import argparse
import multiprocessing
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs

from dashboard.cartography.user_layers import draw_annotations, draw_upload
from dashboard.exports.deck.templates.template import fix_bytes, open_template
from dashboard.session.selection import Askable, Known
from dashboard.session.url import decode_selection
from dashboard.webmap.unserved import open_archive
from geodata.errors import SeaBriefError
from geodata.packs.pack import read_pack
from geodata.packs.verification import verify_pack
from geodata.text.documents import decode_manuscript
from geodata.uploads.annotations import read_annotations
from geodata.uploads.shapes import read_upload
from tests.faults.hostile_files import HostileFile, list_hostile_files
from tests.support.harbour import pack_folder, write_harbour

MOST_SECONDS = 10.0
"""Most processor time that a file may cost."""
MOST_MB = 300.0
"""Most memory that it may cost, above that at the start."""
STOP_SECONDS = 30
"""Processor time, and three times as much by the clock, after which a process is stopped."""
STOP_BYTES = 6_000_000_000
"""Address space that a process may have, its start included."""
SLIDES = 20
"""Slides that are made with a template."""
POLL_S = 0.02


@dataclass(frozen=True)
class Outcome:
    """What a file cost."""

    file: HostileFile
    size: int
    """Its bytes."""
    seconds: float
    """Processor time."""
    megabytes: float
    """Most memory above that at the start."""
    told: str
    """What the user is told."""
    failed: bool
    """Whether it ended in no sentence."""

    @property
    def exceeds(self) -> bool:
        """Whether it is beyond a limit or ended in no sentence."""
        return self.failed or self.seconds > MOST_SECONDS or self.megabytes > MOST_MB


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table and return 1 where a file is beyond a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="files whose reader, name or title holds this")
    parser.add_argument("--most", type=int, default=1000, help="how many files at most")
    options = parser.parse_args(arguments)
    files = [
        one for one in list_hostile_files() if options.only in f"{one.reader}: {one.name} {one.title}".lower()
    ]
    _warm_up()
    outcomes = []
    for file in files[: options.most]:
        outcome = measure(file)
        outcomes.append(outcome)
        _report(_write_row(outcome))
    beyond = [outcome for outcome in outcomes if outcome.exceeds]
    for key in ("seconds", "megabytes"):
        worst = sorted(outcomes, key=lambda outcome, key=key: -getattr(outcome, key))[:5]  # type: ignore[misc]
        _report(f"most {key}: " + "; ".join(f"{one.file.title} {getattr(one, key):.1f}" for one in worst))
    _report(f"{len(outcomes)} files, {len(beyond)} beyond a limit or without a sentence")
    return int(bool(beyond))


def measure(file: HostileFile) -> Outcome:
    """Return what a file cost."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(file, theirs))
    process.start()
    theirs.close()
    begun, peak, start = time.monotonic(), 0.0, 0.0
    size, seconds, told, failed = 0, 0.0, "stopped", True
    while process.is_alive() or ours.poll():
        if ours.poll(POLL_S):
            try:
                said = ours.recv()
            except EOFError:
                break
            if len(said) == 2:
                size, start = said
            else:
                seconds, own, told, failed = said
                peak = max(peak, own)
        if start:
            peak = max(peak, _measure_tree(process.pid or 0) - start)
        if time.monotonic() - begun > 3 * STOP_SECONDS:
            process.kill()
    process.join()
    if process.exitcode:
        told, seconds = f"stopped by signal {-process.exitcode}", seconds or time.monotonic() - begun
    return Outcome(file, size, seconds, peak, told, failed)


def _run(file: HostileFile, report: Connection) -> None:
    """Read a file and report its size and memory at the start, then what it cost."""
    content = file.make(random.Random(16))  # noqa: S311 - the same files in every run
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _read_status("self", "VmRSS")
    report.send((len(content), before))
    resource.setrlimit(resource.RLIMIT_AS, (STOP_BYTES, STOP_BYTES))
    used = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + STOP_SECONDS, int(used) + STOP_SECONDS))
    failed = False
    try:
        told = READERS[file.reader](file.name, content)
    except SeaBriefError as error:
        told = str(error)
    except Exception as error:  # noqa: BLE001 - what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        told, failed = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}", True
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() - used + children.ru_utime + children.ru_stime
    report.send((seconds, _read_status("self", "VmHWM") - before, told, failed))


def _measure_tree(pid: int) -> float:
    """Return the memory in MB of a process and of those that it started."""
    total = _read_status(str(pid), "VmRSS")
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return total
    own = _read_command(str(pid))
    return total + sum(_read_status(child, "VmHWM") for child in children if _read_command(child) != own)


def _read_command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _read_status(pid: str, key: str) -> float:
    """Return a figure of a process in MB; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith(f"{key}:")), 0.0)


def _read_shapes(name: str, content: bytes) -> str:
    upload = read_upload(name, content)
    drawn = draw_upload(upload)
    return f"{len(upload.frame)} features in {len(drawn)} layers. " + " ".join(map(str, upload.notes))


def _read_annotations(name: str, content: bytes) -> str:
    return f"{len(draw_annotations(read_annotations(name, content)))} layers"


def _read_pack(name: str, content: bytes) -> str:
    return f"{len(open_archive(content, name).pack.layers)} layers"


def _read_text(name: str, content: bytes) -> str:
    document = decode_manuscript(content, name)
    with TemporaryDirectory() as folder:
        report = verify_pack(read_pack(write_harbour(Path(folder) / "harbour")), text=document)
    return f"{len(document.text):,} characters, {len(report.findings)} findings"


def _read_template(_name: str, content: bytes) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.pptx"
        path.write_bytes(content)
        template = open_template(path)
    for _ in range(SLIDES):
        template.deck.slides.add_slide(template.layout)
    return f"a deck of {len(fix_bytes(template.deck, {})) / 1e6:.1f} MB; " + ", ".join(template.left_out)


KNOWN = Known(
    default_layers=frozenset({"mole"}),
    features={"mole": ["north"]},
    passages=["A1"],
    scenes={"first": frozenset({"mole"})},
    askable=Askable(bands=["ring"], origins=["coast"]),
)


def _read_address(_name: str, content: bytes) -> str:
    _, ignored = decode_selection(parse_qs(content.decode(), keep_blank_values=True), KNOWN)
    return f"not understood: {', '.join(ignored) or 'nothing'}"


READERS: dict[str, Callable[[str, bytes], str]] = {
    "shapes": _read_shapes,
    "annotations": _read_annotations,
    "pack": _read_pack,
    "text": _read_text,
    "template": _read_template,
    "address": _read_address,
}


def _warm_up() -> None:
    """Have modules imported and data read before anything is measured."""
    _read_shapes("a.geojson", b'{"type":"Point","coordinates":[1,2]}')
    with TemporaryDirectory() as folder:
        _read_pack("p.zip", pack_folder(write_harbour(Path(folder) / "harbour")))
    _read_address("", b"from=1,2&to=yokohama&ship=x&closed=suez")


def _write_row(outcome: Outcome) -> str:
    told = " ".join(outcome.told.split())
    mark = "!" if outcome.exceeds else " "
    return (
        f"{mark} {outcome.file.title[:56]:56} {outcome.size:>11,} {outcome.seconds:7.2f} s"
        f" {outcome.megabytes:7.1f} MB  {told[:150]}"
    )


def _report(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
