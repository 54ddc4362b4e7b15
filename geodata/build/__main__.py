"""Run the build scripts: python -m geodata.build [data set …]."""

import importlib
import sys
import time

from geodata.build.products import write_product

SCRIPTS = {
    "borders": "countries",
    "countries": "countries",
    "depth": "depth",
    "gazetteer-bearers": "gazetteer",
    "gazetteer-names": "gazetteer",
    "gazetteer-places": "gazetteer",
    "labels": "labels",
    "land-close": "land",
    "land-far": "land",
    "land-region": "land",
    "land-world": "land",
    "mainland-coast": "mainland_coast",
    "nine-dash-claim": "nine_dash_claim",
    "notional-points": "notional_points",
    "port-names": "port_names",
    "sea-graph": "sea_graph",
    "sea-limits": "seas",
    "seas": "seas",
    "senkaku-islands": "senkaku_islands",
    "zone-12nm": "zones",
    "zone-200nm": "zones",
    "zone-24nm": "zones",
    "lanes": "lanes",  # rests on sea-graph
}
"""Data set id -> module of this package whose `build()` yields its Product (and perhaps others)."""


def main(wanted: list[str]) -> int:
    """Build the named data sets, or all of them, and return the exit code."""
    unknown = sorted(set(wanted) - set(SCRIPTS))
    if unknown:
        print(f"No build script makes {', '.join(unknown)}; known: {', '.join(SCRIPTS)}.", file=sys.stderr)
        return 2
    for script in dict.fromkeys(SCRIPTS[name] for name in wanted or SCRIPTS):
        started = time.perf_counter()
        for product in importlib.import_module(f"geodata.build.{script}").build():
            record = write_product(product)
            print(f"{record.file}: {record.bytes:,} bytes, {time.perf_counter() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
