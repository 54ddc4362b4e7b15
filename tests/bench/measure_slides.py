"""Time slides and their memory against plain geopandas: python tests/bench/measure_slides.py [-h].

The peer plots the base map of the same frame with `GeoDataFrame.plot`: depth, land and borders, cut to the
frame's extent and projected with `to_crs`, at the same size; no names, legend, bands or lanes. Processor time
stands beside the clock, because other work on the machine stretches the clock.
"""

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO

from matplotlib.figure import Figure
from shapely.geometry import box

from dashboard.exports.slide.slide import draw_scene, save_page
from dashboard.layout.page import PAGES, Format
from dashboard.layout.projection import MapExtent, fit_extent
from dashboard.packs import PACK
from geodata.datasets import read_dataset
from geodata.packs.pack import read_pack
from geodata.scenes import find_scene, resolve_scene

SCENES = ("anti-access", "dangerous-waters", "one-lane")
LAYERS = (("depth", "#A1C1D7"), ("land-region", "#EAE6DD"), ("land-far", "#EAE6DD"), ("borders", "#CFC8B8"))
CASES: tuple[tuple[str, Format], ...] = (
    ("1080p", "png"),
    ("4k", "png"),
    ("a4", "png"),
    ("1080p", "svg"),
    ("1080p", "pdf"),
)


def main() -> int:
    """Print medians in seconds and the memory that was added in MB."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="slides of each kind (default 3)")
    parser.add_argument("--scenes", nargs="+", choices=SCENES, default=SCENES, help="scenes to draw")
    options = parser.parse_args()
    pack = read_pack(PACK)
    resolved = {scene: resolve_scene(pack, find_scene(pack, scene)) for scene in options.scenes}
    before = measure_peak()
    for scene in options.scenes:
        first, first_cpu = clock(lambda scene=scene: draw(resolved[scene], pack, "1080p", "png"))
        report(f"{scene:18} 1080p png first {first:6.2f} s ({first_cpu:.2f} s of processor)")
    for size, form in CASES:
        acts = [lambda s=size, f=form: draw(resolved[options.scenes[0]], pack, s, f)] * options.rounds
        median, cpu = take_medians([clock(act) for act in acts])
        report(f"{options.scenes[0]:18} {size:5} {form} {median:6.2f} s ({cpu:.2f} s of processor)")
    report(f"memory at its peak: {before:.0f} MB before, {measure_peak() - before:.0f} MB added")
    for scene in options.scenes:
        frame = fit_extent(resolved[scene].scene.camera, PAGES["1080p"].map_rect)
        acts = [lambda scene=scene: draw(resolved[scene], pack, "1080p", "png")] * options.rounds
        ours, ours_cpu = take_medians([clock(act) for act in acts])
        theirs, theirs_cpu = take_medians(
            [clock(lambda f=frame: plot_plainly(f)) for _ in range(options.rounds)]
        )
        report(f"{scene:18} 1080p png later {ours:6.2f} s ({ours_cpu:.2f} s of processor)")
        report(f"{'':18} geopandas.plot  {theirs:6.2f} s ({theirs_cpu:.2f} s of processor)")
        report(f"{'':18} ratio of processor time {ours_cpu / theirs_cpu:.2f}")
    return 0


def draw(resolved: object, pack: object, size: str, form: Format) -> bytes:
    """Draw a slide as a file."""
    return save_page(draw_scene(resolved, pack, PAGES[size]), form)  # type: ignore[arg-type]


def plot_plainly(frame: MapExtent) -> bytes:
    """Plot the base map of a frame with geopandas alone."""
    west, south, east, north = frame.extent
    around = box(max(west, -180), south, min(east, 180), north)
    figure = Figure(figsize=(20, 11.25), dpi=96)
    axes = figure.add_axes((0, 0, 1, 1))
    for dataset, colour in LAYERS:
        rows = read_dataset(dataset).clip(around)
        rows.to_crs(frame.proj).plot(ax=axes, color=colour)
    written = BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def clock(act: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that something takes, by the clock and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - cpu


def take_medians(rounds: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the median of the clock's and of the processor's seconds."""
    wall, cpu = zip(*rounds, strict=True)
    return statistics.median(wall), statistics.median(cpu)


def measure_peak() -> float:
    """Return the largest memory of this process so far in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the figures are the product


if __name__ == "__main__":
    sys.exit(main())
