"""Measure the map against streamlit-folium and a static Leaflet page: same content, same run, in turns."""

import argparse
import json
import platform
import signal
import statistics
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

from browser import Records, Visitor, launch_chromium
from content import Content, make_content, write_content
from contestants import CONTESTANTS, Contestant
from playwright.sync_api import sync_playwright
from servers import serve

TOGGLES = 4
CLICKS = 4


def main() -> int:
    """Run the bench and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="visits to each app (default 5)")
    names = [contestant.name for contestant in CONTESTANTS]
    parser.add_argument(
        "--only", nargs="+", choices=names, default=names, metavar="APP", help="apps to visit"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all samples to FILE")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are ended on the way out
    chosen = [contestant for contestant in CONTESTANTS if contestant.name in options.only]
    records = measure(make_content(), chosen, rounds=options.rounds)
    print(format_table(records))  # noqa: T201 - a command prints
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(to_document(records, options.rounds), indent=1), encoding="utf-8")
    return 0


def measure(content: Content, contestants: Sequence[Contestant], *, rounds: int) -> dict[str, Records]:
    """Visit every app in each round and return the records by name of the app."""
    layers = sorted(content.layers)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="seabrief-bench-")))
        addresses = {}
        for number, contestant in enumerate(contestants):
            folder = scratch / str(number)
            write_content(content, folder / "static/layers")
            addresses[contestant.name] = stack.enter_context(serve(contestant, folder))
        browser = stack.enter_context(launch_chromium(stack.enter_context(sync_playwright())))
        visitors = {c.name: Visitor(browser, c, addresses[c.name], content) for c in contestants}
        for turn in range(rounds):
            chosen = [layers[(turn + 7 * step) % len(layers)] for step in range(TOGGLES)]
            clicked = pick_features(content, turn)
            for name, visitor in visitors.items():
                visitor.visit(chosen, clicked)
                print(f"round {turn + 1} of {rounds}: {name}", file=sys.stderr)  # noqa: T201 - a command reports its progress
        return {name: visitor.records for name, visitor in visitors.items()}


def pick_features(content: Content, turn: int) -> list[str]:
    """Return markers to click in a round, each of another passage than the one before."""
    picked: list[str] = []
    for feature in content.clickable[turn:] + content.clickable[:turn]:
        if not picked or content.find_passage(feature) != content.find_passage(picked[-1]):
            picked.append(feature)
        if len(picked) == CLICKS:
            break
    return picked


def format_table(records: dict[str, Records]) -> str:
    """Return medians, and in brackets how many times the last app's median each is."""
    own = list(records)[-1]
    measures = list(records[own].samples)
    width = max(map(len, measures)) + 2
    lines = [" " * width + "".join(f"{name:>34}" for name in records)]
    for measure_name in measures:
        reference = statistics.median(records[own].samples[measure_name])
        cells = []
        for record in records.values():
            median = statistics.median(record.samples[measure_name])
            ratio = f" ({median / reference:.1f}x)" if reference and record is not records[own] else ""
            cells.append(f"{median:,.1f}{ratio}")
        lines.append(f"{measure_name:<{width}}" + "".join(f"{cell:>34}" for cell in cells))
    external = "".join(f"{len(record.external):>34}" for record in records.values())
    empty = "".join(f"{record.empty_loads:>34}" for record in records.values())
    lines += [f"{'external requests':<{width}}{external}", f"{'loads that stayed empty':<{width}}{empty}"]
    return "\n".join(lines)


def to_document(records: dict[str, Records], rounds: int) -> dict[str, object]:
    """Return all samples with what they were measured on."""
    packages = ("streamlit", "streamlit-folium", "folium", "xstatic-leaflet", "playwright")
    return {
        "rounds": rounds,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "packages": {name: version(name) for name in packages},
        "apps": {
            name: {
                "samples": record.samples,
                "external": record.external,
                "empty loads": record.empty_loads,
            }
            for name, record in records.items()
        },
    }


if __name__ == "__main__":
    sys.exit(main())
