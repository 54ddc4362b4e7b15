"""Save what is on screen as a picture, from any page with a map."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from dashboard import cached, choices
from dashboard.desk import run_job
from dashboard.mapview import Box
from dashboard.render.pages import FORMATS
from dashboard.selection import Camera, Selection
from dashboard.shell import get_theme
from dashboard.texts import ENGLISH

UNSAFE, LONGEST = re.compile(r"[^\w. -]"), 100
"""What a file name may not hold here, and how long it may be."""
SCREEN_PX = (1100, 760)
"""Usual size of the map on a page; what is on screen is shown whole at least."""
TILE_PX = 256
WEST, EAST, POLE = -180.0, 330.0, 85.0
MIME = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


def show_save_view(
    selection: Selection, fly: Box | None = None, *, own: Mapping[str, bytes] | None = None
) -> None:
    """Show the button that saves the view.

    Parameters
    ----------
    selection
        What is on screen.
    fly
        What a page shows before the viewer has moved the map.
    own
        Files that the viewer has put on the map, by their names.
    """
    box = find_box(selection.at) if selection.at else fly
    if box is None:
        return
    (south, west), (north, east) = box
    edges = (max(west, WEST), max(south, -POLE), min(east, EAST), min(north, POLE))
    arguments = ["--view=" + ",".join(f"{edge:.3f}" for edge in edges), "--names", selection.names]
    arguments += ["--layers", ",".join(sorted(choices.list_shown(selection)))]
    arguments += ["--theme", get_theme(), "--pack", str(cached.load_pack().folder)]
    if selection.scene:
        arguments += ["--of", selection.scene]
    slug = cached.load_pack().folder.resolve().name
    with st.popover(ENGLISH.save_view, icon=":material/photo_camera:"):
        for form in FORMATS:
            name = f"{slug}-{selection.scene or 'view'}.{form}"
            st.download_button(
                form.upper(),
                partial(save_view, name, [form, *arguments], own or {}),
                name,
                MIME[form],
                on_click="ignore",
                key=f"save-{form}",
            )


def save_view(name: str, arguments: Sequence[str], own: Mapping[str, bytes]) -> bytes:
    """Return the picture of a view; `own` are the viewer's files, which may have any names.

    Raises
    ------
    ExportError
        The picture could not be made.
    """
    with TemporaryDirectory(prefix="seabrief-own-") as folder:
        paths = []
        for number, (file, content) in enumerate(own.items(), start=1):
            path = Path(folder) / str(number) / UNSAFE.sub("_", file)[-LONGEST:]
            path.parent.mkdir()
            path.write_bytes(content)
            paths += ["--own", str(path)]
        return run_job(name, [*arguments, *paths])


def find_box(camera: Camera) -> Box:
    """Return what a map of the usual size shows: south-west and north-east corner in degrees."""
    world_px = TILE_PX * 2**camera.zoom
    reach = 180 * SCREEN_PX[0] / world_px
    middle = math.asinh(math.tan(math.radians(camera.lat)))
    half = math.pi * SCREEN_PX[1] / world_px
    south, north = (math.degrees(math.atan(math.sinh(middle + side * half))) for side in (-1, 1))
    return (south, camera.lon - reach), (north, camera.lon + reach)
