"""Save what is on screen as a picture, from any page with a map."""

import math
from functools import partial

import streamlit as st

from dashboard import cached, choices
from dashboard.desk import run_job
from dashboard.mapview import Box
from dashboard.render.pages import FORMATS
from dashboard.selection import Camera, Selection
from dashboard.shell import get_theme
from dashboard.texts import ENGLISH

SCREEN_PX = (1100, 760)
"""Usual size of the map on a page; what is on screen is shown whole at least."""
TILE_PX = 256
WEST, EAST, POLE = -180.0, 330.0, 85.0
MIME = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


def show_save_view(selection: Selection, fly: Box | None = None) -> None:
    """Show the button that saves the view; `fly` is what a page shows before the viewer has moved the map."""
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
                partial(run_job, name, [form, *arguments]),
                name,
                MIME[form],
                on_click="ignore",
                key=f"save-{form}",
            )


def find_box(camera: Camera) -> Box:
    """Return what a map of the usual size shows: south-west and north-east corner in degrees."""
    world_px = TILE_PX * 2**camera.zoom
    reach = 180 * SCREEN_PX[0] / world_px
    middle = math.asinh(math.tan(math.radians(camera.lat)))
    half = math.pi * SCREEN_PX[1] / world_px
    south, north = (math.degrees(math.atan(math.sinh(middle + side * half))) for side in (-1, 1))
    return (south, camera.lon - reach), (north, camera.lon + reach)
