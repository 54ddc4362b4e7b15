"""Measure exports as the command makes them: medians of time, peak memory, size of the files.

The peer is the smallest export, one layer as GeoJSON, in the same run: ratios say how much more the others
take. Run it with `python tests/bench/measure_exports.py [--runs N] [--scene ID]
[--only NAME ...]`.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXPORTS = {
    "layer as GeoJSON (peer)": ("geojson", "--layer", "senkaku-diaoyu"),
    "picture 1080p": ("png", "--scene", "anti-access"),
    "deck": ("pptx",),
    "offline page": ("html",),
    "kit": ("kit",),
}
MEMORY = (
    "import resource, sys; from dashboard.cli.main import main; code = main(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024); sys.exit(code)"
)
"""Runs the command and prints its peak memory in MB."""


def measure_export(arguments: tuple[str, ...], runs: int) -> tuple[float, int, float]:
    """Return the median of seconds, the highest peak memory in MB, and the size of the file in MB."""
    seconds, peaks, size = [], [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        for _ in range(runs):
            start = time.perf_counter()
            command = [sys.executable, "-c", MEMORY, "export", *arguments, "--out", str(out)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
            seconds.append(time.perf_counter() - start)
            peaks.append(int(done.stdout.split()[-1]))
            size = out.stat().st_size / 1e6
    return statistics.median(seconds), max(peaks), size


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the figures are the product


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--scene", metavar="ID", help="export decks, pages and kits of this scene, not of all"
    )
    parser.add_argument("--only", nargs="+", choices=EXPORTS, default=list(EXPORTS), help="leave out others")
    options = parser.parse_args()
    scenes = ("--scene", options.scene) if options.scene else ("--all",)
    peer = None
    _print(f"{'export':28}{'seconds':>9}{'ratio':>8}{'peak MB':>9}{'file MB':>9}")
    for name in options.only:
        arguments = EXPORTS[name]
        chosen = arguments if len(arguments) > 1 else (*arguments, *scenes)
        seconds, peak, size = measure_export(chosen, options.runs)
        peer = peer or seconds
        _print(f"{name:28}{seconds:9.1f}{seconds / peer:8.1f}{peak:9}{size:9.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
