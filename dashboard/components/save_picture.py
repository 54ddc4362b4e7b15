"""Save the view on screen as a picture."""

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.components.layout import escape_markdown, get_theme
from dashboard.exports.jobs import run_job
from dashboard.i18n.texts import ENGLISH
from dashboard.layout.page import FORMATS
from dashboard.session import cache
from dashboard.session.selection import Selection
from dashboard.temporary_files import open_workspace
from dashboard.webmap.live_layers import LiveLayer, save_live

_TOLD = "save_view_told"
"""Key of what the making of the last picture told."""
MIME = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


def show_save_view(selection: Selection, *, live: Sequence[LiveLayer] = (), until: str = "") -> None:
    """Show the button that saves the view, once the map has said what is on screen.

    Parameters
    ----------
    selection
        What is chosen on the page: the scene or the passage goes with the picture.
    live
        What was computed for the viewer; of it, what is switched on.
    until
        As the map has it: what came later is not on it.
    """
    screen: dict[str, Any] | None = st.session_state.get("map", {}).get("screen")
    pack = cache.load_pack()
    slug = pack.folder.resolve().name
    with st.popover(ENGLISH.save_view, icon=":material/photo_camera:", disabled=screen is None):
        if screen is None:
            return
        told: list[str] = st.session_state.setdefault(_TOLD, [])
        for notice in told:
            st.caption(escape_markdown(notice))
        shown = [layer for layer in live if layer.id in screen["layers"]]
        arguments = [*_write_arguments(selection, screen, until), "--pack", str(pack.folder)]
        for form in FORMATS:
            name = f"{slug}-{selection.scene or 'view'}.{form}"
            st.download_button(
                form.upper(),
                partial(
                    _draw,
                    name,
                    [form, *arguments],
                    live=save_live(shown, selection.names) if shown else "",
                    told=told,
                ),
                name,
                MIME[form],
                on_click="ignore",
                key=f"save-{form}",
            )


def _write_arguments(selection: Selection, screen: dict[str, Any], until: str) -> list[str]:
    """Return the arguments of `seabrief export` for what is on screen."""
    known = {layer.id for layer in cache.load_pack().layers}
    layers = [layer_id for layer_id in screen["layers"] if layer_id in known]
    arguments = ["--at=" + ",".join(map(str, screen["at"])), "--screen", "x".join(map(str, screen["size"]))]
    arguments += ["--layers", ",".join(layers), "--names", selection.names, "--theme", get_theme()]
    arguments += ["--of", selection.scene] if selection.scene else []
    arguments += ["--passage", selection.passage] if selection.passage else []
    return arguments + (["--until", until] if until else [])


def _draw(name: str, arguments: Sequence[str], *, live: str, told: list[str]) -> bytes:
    """Return the picture, and leave what its making told; the live layers travel as a file of their own."""
    with tempfile.TemporaryDirectory(prefix="live-", dir=open_workspace()) as folder:
        if live:
            path = Path(folder) / "live.json"
            path.write_text(live, encoding="utf-8")
            arguments = [*arguments, "--live", str(path)]
        drawn, told[:] = run_job(name, arguments)
    return drawn
