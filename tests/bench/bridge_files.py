"""Make the served files of SeaBrief's own app in the bench from the content that all apps show."""

import json
from pathlib import Path

import geopandas

from dashboard.packs import SERVED
from dashboard.theme import MOST_BODIES
from dashboard.webmap.catalogue import write_texts
from dashboard.webmap.files import WebFiles
from dashboard.webmap.program import BaseMap, LandLevel, WebLayer, write_program
from dashboard.webmap.publish import collect_app

NOWHERE = (0, 0, 0, 0)


def prepare_bridge(folder: Path) -> None:
    """Write the map program, its catalogue and an index of the passages into an app's folder."""
    files = WebFiles(folder / "static", SERVED)
    paths = sorted((folder / "static/layers").glob("*.json"))
    frames = {path.stem: geopandas.read_file(path) for path in paths}
    coast = frames.pop("coast").assign(**{"class": "land"})
    empty = files.write_text("data/empty", json.dumps({"type": "FeatureCollection", "features": []}))
    land = files.write_features("data/land", coast[["class", "geometry"]], decimals=3)
    levels = (LandLevel(0, url=land), LandLevel(99, size=10, box=NOWHERE))
    web_layers = [
        WebLayer(name, _write_layer(files, name, frame), _choose_style(name))
        for name, frame in frames.items()
    ]
    program = write_program(BaseMap(empty, empty, empty, levels), web_layers)
    index = {
        "bridge": f"{files.write_together('app', collect_app(program))}/bridge.js",
        "catalogue": files.write_text("data/catalogue", json.dumps(_describe(list(frames)))),
        "layers": list(frames),
        "passages": {
            row.id: row.passage for frame in frames.values() for row in frame.itertuples(index=False)
        },
    }
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")


def _choose_style(name: str) -> str:
    return "incident" if name.startswith("point") else "sea"


def _write_layer(files: WebFiles, name: str, frame: geopandas.GeoDataFrame) -> str:
    drawn = frame[["id", "geometry"]].assign(name=frame["id"], role="line")
    if name.startswith("point"):
        drawn = drawn.assign(role="mark", shape="ring", size=14)
    return files.write_features(f"data/{name}", drawn, decimals=3)


def _describe(names: list[str]) -> dict[str, object]:
    layer = {"status": "context", "badge": "", "statusText": "", "passages": [], "credits": []}
    return {
        "groups": [{"title": "Content", "layers": names}],
        "layers": {
            name: {**layer, "name": name, "style": _choose_style(name), "mark": "lane"} for name in names
        },
        "mostBodies": MOST_BODIES,
        "depths": [],
        "base": [],
        "credits": [],
        "asOf": "",
        "texts": write_texts(),
    }
