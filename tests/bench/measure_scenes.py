"""Measure a briefing against three pages with the same scenes and layers, in the same run.

The peers are a plain st_folium page, one with feature groups on a constant base map, and a static Leaflet
page without a server behind it. Three measures: from a cold link, with an empty cache of the browser, until a
scene is drawn with its words; from the press of a key until the map of the next scene is drawn; and until its
words are there too. The peers draw neither names nor grid nor legend. All go without flight, as for a viewer
who wants less motion; SeaBrief is measured with its flight of 0.9 s as well.
"""

import argparse
import json
import shutil
import signal
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from browser import LOAD_ATTEMPTS, launch_chromium
from contestants import HERE, copy_leaflet
from playwright.sync_api import Browser, Page, sync_playwright
from servers import run_streamlit, serve_files

from dashboard.installation import ROOT
from dashboard.packs import PACK, SERVED
from dashboard.webmap.basemap import write_base_map
from dashboard.webmap.catalogue import describe_scenes
from dashboard.webmap.files import WebFiles, format_features
from dashboard.webmap.pack_index import draw_pack
from geodata.packs.pack import read_pack

FILES = ("scene_app.py", "folium_parts.py", "scenes.html", "scene_page.js")
HOLDS_SCENE = """
    const shows = (_id, { counts }) => {
        const found = {};
        map.eachLayer((layer) => {
            const name = layer.feature?.properties?.layer;
            if (name) found[name] = (found[name] ?? 0) + 1;
        });
        const names = Object.keys({ ...counts, ...found });
        return names.every((name) => (found[name] ?? 0) === (counts[name] ?? 0));
    };
    return { map, shows };
"""
IN_FRAME = f"""() => {{
    const map = document.querySelector('iframe[title*="folium"]')?.contentWindow?.map;{HOLDS_SCENE}}}"""
IN_PAGE = f"() => {{ const map = window.map;{HOLDS_SCENE}}}"
IN_BRIDGE = """() => {
    const view = document.querySelector('.sb-frame')?.briefMap;
    const shows = async (id, { layers }) => {
        const right = view.briefing?.scene.id === id;
        const same = right && view.visible().sort().join() === [...layers].sort().join();
        if (!same || document.querySelector('.sb-leaving')) return false;
        await Promise.all(layers.map((name) => view.packLayers[name].ready));
        return true;
    };
    return { map: view?.map, shows };
}"""


NAMES = (
    "plain st_folium",
    "st_folium, feature groups",
    "static Leaflet page",
    "SeaBrief",
    "SeaBrief, with flight",
)
"""Ways to show the briefing; the first that is chosen is what the others are compared with."""


@dataclass(frozen=True)
class Way:
    """One way to show the briefing."""

    name: str
    """Name in the table."""
    address: str
    """Where a link to a scene leads; its id comes last."""
    locate: str
    """JavaScript function that returns the map, and a function that tells whether a scene is on it."""
    motion: Literal["reduce", "no-preference"] = "reduce"
    """What the browser says of motion."""
    samples: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Milliseconds by measure."""


def main() -> int:
    """Run the measurement and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="walks through the briefing (default 3)")
    parser.add_argument("--scenes", type=int, metavar="N", help="the first N scenes alone (default all)")
    parser.add_argument("--links", type=int, default=5, help="scenes opened by a cold link (default 5)")
    parser.add_argument(
        "--only", nargs="+", choices=NAMES, default=NAMES, metavar="WAY", help="ways to visit"
    )
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are ended on the way out
    ways = measure(options.rounds, options.scenes, options.links, options.only)
    print(format_table(ways))  # noqa: T201 - a command prints
    return 0


def measure(rounds: int, count: int | None, links: int, only: Sequence[str]) -> list[Way]:
    """Open links and walk through the first scenes in each way, in turns, and return the samples."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="seabrief-scenes-")))
        scenes = write_pages(scratch / "pages", count)
        (scratch / "own").mkdir()
        ways = [way for way in _list_ways(stack, scratch, only) if way.name in only]
        browser = stack.enter_context(launch_chromium(stack.enter_context(sync_playwright())))
        for way in ways:
            _open(browser, way, scenes, next(iter(scenes))).context.close()  # warms the server
        for turn in range(rounds):
            for way in ways:
                _visit(browser, way, scenes, links)
                print(f"round {turn + 1} of {rounds}: {way.name}", file=sys.stderr)  # noqa: T201 - a command reports its progress
        return ways


def _list_ways(stack: ExitStack, scratch: Path, only: Sequence[str]) -> Iterator[Way]:
    """Yield the ways, with a server for those that are chosen."""
    plain, grouped, static, ours, flown = NAMES
    serve = stack.enter_context
    for name, kind in ((plain, "anew"), (grouped, "groups")):
        if name in only:
            app = serve(run_streamlit("scene_app.py", scratch / "pages", arguments=(kind,)))
            yield Way(name, f"{app}?scene=", IN_FRAME)
    if static in only:
        yield Way(
            static, f"{serve(serve_files('scenes.html', scratch / 'pages'))}scenes.html?scene=", IN_PAGE
        )
    if {ours, flown} & {*only}:
        app = serve(run_streamlit(str(ROOT / "streamlit_app.py"), scratch / "own", cwd=ROOT))
        yield Way(ours, f"{app}briefing?scene=", IN_BRIDGE)
        yield Way(flown, f"{app}briefing?scene=", IN_BRIDGE, "no-preference")


def write_pages(folder: Path, count: int | None) -> dict[str, Any]:
    """Fill the folder of the peers and return the first scenes as all ways show them, by id."""
    copy_leaflet(folder)
    for name in FILES:
        shutil.copy(HERE / name, folder)
    base = write_base_map(WebFiles(folder / "static", SERVED), region=None)
    pack = read_pack(PACK)
    shown = describe_scenes(pack)[:count]
    used = {name for scene in shown for name in scene["layers"]}
    chosen = {
        "scenes": pack.scenes[:count],
        "layers": [layer for layer in pack.layers if layer.id in used],
    }
    drawn = {layer.id: layer.frame for layer in draw_pack(pack.model_copy(update=chosen)).layers}
    layers = {name: json.loads(format_features(frame, decimals=4)) for name, frame in drawn.items()}
    for name, address in (("land", base.land[0].url), ("depth", base.depth_url)):
        path = folder / "static" / address.removeprefix(f"{SERVED}/")
        layers[name] = json.loads(path.read_text(encoding="utf-8"))
    counts = {name: _write_layer(name, content["features"], folder) for name, content in layers.items()}
    scenes = {
        scene["id"]: {
            "title": scene["name"],
            "words": scene["takeaway"]["name"],
            "fly": scene["fly"],
            "layers": scene["layers"],
            "counts": {name: counts[name] for name in ("land", "depth", *scene["layers"])},
        }
        for scene in shown
    }
    (folder / "scenes.json").write_text(json.dumps(scenes), encoding="utf-8")
    return scenes


def _write_layer(name: str, features: list[dict[str, Any]], folder: Path) -> int:
    """Write the features of a layer but for their names; return how many they are."""
    shapes = [feature for feature in features if feature["properties"].get("role") != "label"]
    told = [{**shape, "properties": {"layer": name}} for shape in shapes]
    (folder / "static/layers").mkdir(exist_ok=True)
    path = folder / f"static/layers/{name}.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": told}), encoding="utf-8")
    return len(told)


def _visit(browser: Browser, way: Way, scenes: Mapping[str, Any], links: int) -> None:
    names = list(scenes)
    for name in names[:: max(len(names) // links, 1)]:
        page = _open(browser, way, scenes, name)
        way.samples["cold link to scene, ms"].append(page.evaluate("pending"))
        page.context.close()
    page = _open(browser, way, scenes, names[0])
    page.wait_for_timeout(1000)
    for name in names[1:]:
        page.evaluate("id => bench.watch(id)", name)
        page.keyboard.press("ArrowRight")
        seen, told = page.evaluate("bench.pending")
        way.samples["key to next map, ms"].append(seen)
        way.samples["key to next map and words, ms"].append(told)
        page.wait_for_timeout(500)
    page.context.close()


def _open(browser: Browser, way: Way, scenes: Mapping[str, Any], name: str) -> Page:
    """Open a link to a scene with an empty cache; `pending` on the page is how long it took.

    Raises
    ------
    TimeoutError
        The scene did not come in any of three attempts.
    """
    size = {"width": 1366, "height": 768}
    probe = (HERE / "scene_probe.js").read_text(encoding="utf-8")
    for _ in range(LOAD_ATTEMPTS):
        page = browser.new_context(viewport=size, reduced_motion=way.motion).new_page()
        page.add_init_script(
            probe.replace("__LOCATE__", way.locate).replace("__SCENES__", json.dumps(scenes))
            + f"\nif (window === window.top) window.pending = bench.open({json.dumps(name)});"
        )
        page.goto(f"{way.address}{name}")
        if page.evaluate("pending") is not None:
            return page
        failure = page.evaluate("bench.failure")
        page.context.close()
        print(f"{way.name}, {name}: {failure}", file=sys.stderr)  # noqa: T201 - a command reports its progress
    raise TimeoutError(f"{way.name} does not show the scene {name}.")


def format_table(ways: list[Way]) -> str:
    """Return medians and, in brackets, the plain page's median as a multiple of each."""
    plain, measures = ways[0], list(ways[0].samples)
    lines = [" " * 32 + "".join(f"{way.name:>32}" for way in ways)]
    for name in measures:
        reference = statistics.median(plain.samples[name])
        cells = []
        for way in ways:
            median = statistics.median(way.samples[name])
            ratio = "" if way is plain else f" ({reference / median:.1f} times as fast)"
            cells.append(f"{median:,.0f}{ratio}")
        lines.append(f"{name:<32}" + "".join(f"{cell:>32}" for cell in cells))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
