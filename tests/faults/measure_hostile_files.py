"""Measure what hostile files cost: python -m tests.faults.measure_hostile_files [-h].

Each file of `hostile_files` goes, as a viewer's would, through what the server does with it. Most are read by
a worker of `geodata.isolation`; the server's own process, which here is this one, reads annotations and
addresses, which are small, proposes a map for texts, and draws what was read of shapes. Of a template, it is
the process of the export.
Printed are the size, the processor time and the memory above the start of the worker and of the server, and
what the user is told. Marked and counted are those beyond a limit, and those at which a reader fails, or that
end in anything but a sentence. The code of the exit is 1 where there are any. Those that the worker stops at
its limits are counted as well.
"""

import argparse
import gc
import logging
import random
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs

from dashboard.cartography.user_layers import draw_annotations, draw_upload
from dashboard.exports.deck.templates.template import fix_bytes, open_template
from dashboard.session.selection import Askable, Known
from dashboard.session.url import decode_selection
from dashboard.webmap.live_layers import make_live
from dashboard.webmap.unserved import open_archive
from geodata.drafting.finding import find_proposals
from geodata.drafting.first_draft import MOST_NAMES, start_draft
from geodata.drafting.gazetteer import load_gazetteer
from geodata.drafting.reading import read_text
from geodata.drafting.writing import write_pack
from geodata.errors import SeaBriefError
from geodata.isolation import reading
from geodata.packs.pack import Pack, read_pack
from geodata.packs.verification import verify_pack
from geodata.text.documents import decode_manuscript
from geodata.uploads.annotations import read_annotations
from geodata.uploads.confined import read_upload_confined
from tests.faults.hostile_files import HostileFile, list_hostile_files
from tests.support.harbour import pack_folder, write_harbour

MOST_SECONDS = 10.0
"""Most processor time that a file may cost."""
MOST_MB = 300.0
"""Most memory that it may cost, above that at the start."""
SLIDES = 20
"""Slides that are made with a template."""


@dataclass(frozen=True)
class Outcome:
    """What a file cost."""

    file: HostileFile
    size: int
    """Its bytes."""
    seconds: float
    """Processor time of the worker."""
    megabytes: float
    """Its most memory above that at the start."""
    own_seconds: float
    """Processor time of the server."""
    own_megabytes: float
    """Its most memory above that at the start."""
    told: str
    """What the user is told."""
    failed: bool
    """Whether a reader failed, or it ended in no sentence."""
    stopped: bool
    """Whether the worker was stopped at a limit."""

    @property
    def exceeds(self) -> bool:
        """Whether it is beyond a limit or ended in no sentence."""
        seconds, megabytes = self.seconds + self.own_seconds, self.megabytes + self.own_megabytes
        return self.failed or seconds > MOST_SECONDS or megabytes > MOST_MB


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
    for key in ("seconds", "megabytes", "own_seconds", "own_megabytes"):
        worst = sorted(outcomes, key=lambda outcome, key=key: -getattr(outcome, key))[:5]  # type: ignore[misc]
        _report(f"most {key}: " + "; ".join(f"{one.file.title} {getattr(one, key):.2f}" for one in worst))
    stopped = sum(outcome.stopped for outcome in outcomes)
    _report(
        f"{len(outcomes)} files, {len(beyond)} beyond a limit or without a sentence; "
        f"the worker stopped {stopped} at its limits"
    )
    return int(bool(beyond))


def measure(file: HostileFile) -> Outcome:
    """Return what a file cost."""
    content = file.make(random.Random(16))  # noqa: S311 - the same files in every run
    costs = _Costs()
    logger = logging.getLogger(reading.__name__)
    logger.addHandler(costs)
    level = logger.level
    logger.setLevel(logging.INFO)
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, used = _read_status("VmRSS"), time.process_time()
    failed = stopped = False
    try:
        told = READERS[file.reader](file.name, content)
    except SeaBriefError as error:
        told, stopped = str(error), _is_stopped(error)
        failed = _is_failed(error) and file.reader not in (
            "text",
            "draft",
        )  # pypdf has no one error for broken files
    except Exception as error:  # noqa: BLE001 - what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        told, failed = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}", True
    finally:
        logger.removeHandler(costs)
        logger.setLevel(level)
    own_seconds, own_megabytes = time.process_time() - used, _read_status("VmHWM") - before
    seconds = sum(cost.seconds for cost in costs.listed)
    megabytes = max((cost.memory_bytes for cost in costs.listed), default=0) / 1e6
    return Outcome(file, len(content), seconds, megabytes, own_seconds, own_megabytes, told, failed, stopped)


class _Costs(logging.Handler):
    """Keeps what the worker reports of its costs."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[reading.Cost] = []

    def emit(self, record: logging.LogRecord) -> None:
        if cost := getattr(record, "cost", None):
            self.listed.append(cost)


def _is_stopped(error: SeaBriefError) -> bool:
    """Tell whether the worker was stopped at a limit."""
    stop = error if isinstance(error, reading.ReadingStoppedError) else error.__cause__
    return isinstance(stop, reading.ReadingStoppedError) and not _is_failed(error)


def _is_failed(error: SeaBriefError) -> bool:
    """Tell whether a reader failed, or ended without a result."""
    stop = error if isinstance(error, reading.ReadingStoppedError) else error.__cause__
    return isinstance(stop, reading.ReaderFaultError) or "broke off" in str(stop)


def _read_status(key: str) -> float:
    """Return a figure of this process in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith(f"{key}:")), 0.0)


def _read_shapes(name: str, content: bytes) -> str:
    upload = read_upload_confined(name, content)
    drawn = [make_live(shown.frame, shown.layer, _load_harbour()) for shown in draw_upload(upload)]
    return f"{len(upload.frame)} features in {len(drawn)} layers. " + " ".join(map(str, upload.notes))


@cache
def _load_harbour() -> Pack:
    with TemporaryDirectory() as folder:
        return read_pack(write_harbour(Path(folder) / "harbour"))


def _read_annotations(name: str, content: bytes) -> str:
    return f"{len(draw_annotations(read_annotations(name, content)))} layers"


def _read_pack(name: str, content: bytes) -> str:
    return f"{len(open_archive(content, name).pack.layers)} layers"


def _read_text(name: str, content: bytes) -> str:
    """Read a PDF as the command does, and another text in the pack of a viewer."""
    if name.endswith(".pdf"):
        document = decode_manuscript(content, name)
        report = verify_pack(_load_harbour(), text=document)
        return f"{len(document.text):,} characters, {len(report.findings)} findings"
    with TemporaryDirectory() as folder:
        harbour = write_harbour(Path(folder) / "harbour")
        (harbour / "brief.txt").write_bytes(content)
        opened = open_archive(pack_folder(harbour), "p.zip")
    if opened.text is None:
        return "no text"
    if isinstance(opened.text.report, SeaBriefError):
        raise opened.text.report
    return f"{len(opened.text.report.findings)} findings"


def _read_draft(name: str, content: bytes) -> str:
    """Read a text and propose a map, as the page *New brief* does, and write the pack."""
    source = read_text(name, content)
    proposals = find_proposals(source.searchable, gazetteer=load_gazetteer(), most_names=MOST_NAMES)
    draft = start_draft(source, proposals)
    written = write_pack(draft, today=date(2024, 1, 1))
    mentions = sum(len(item.mentions) for item in draft.items)
    return f"{mentions:,} mentions of {len(draft.items)} things, {len(written.layers)} layers"


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
    "draft": _read_draft,
    "template": _read_template,
    "address": _read_address,
}


def _warm_up() -> None:
    """Have modules imported and data read before anything is measured."""
    _read_shapes("a.geojson", b'{"type":"Point","coordinates":[1,2]}')
    with TemporaryDirectory() as folder:
        _read_pack("p.zip", pack_folder(write_harbour(Path(folder) / "harbour")))
    _read_draft("a.txt", b"Tankers sail from Basra to Rotterdam.")
    _read_address("", b"from=1,2&to=yokohama&ship=x&closed=suez")


def _write_row(outcome: Outcome) -> str:
    told = " ".join(outcome.told.split())
    mark = "!" if outcome.exceeds else " "
    return (
        f"{mark} {outcome.file.title[:56]:56} {outcome.size:>11,}"
        f" {outcome.seconds:6.2f} s {outcome.megabytes:6.1f} MB"
        f" {outcome.own_seconds:6.2f} s {outcome.own_megabytes:6.1f} MB  {told[:150]}"
    )


def _report(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
