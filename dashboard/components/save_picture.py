"""Save the view on screen as a picture."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from pydantic import ValidationError

from dashboard import messages
from dashboard.components.layout import escape_markdown, get_theme
from dashboard.errors import ExportError
from dashboard.exports.formats import EXPORT_FORMATS, list_formats
from dashboard.exports.jobs import run_job
from dashboard.exports.request import Camera, ExportRequest, Screen, ViewerLayer, ViewRequest
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator
from dashboard.session import cache, map_events
from dashboard.session.selection import Selection
from dashboard.webmap.live_layers import LiveLayer
from geodata.packs.pack import Pack

_TOLD = "save_view_told"
"""Key of what the making of the last picture told."""


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
    screen = map_events.find_screen()
    pack = cache.load_pack()
    slug = pack.folder.resolve().name
    with st.popover(get_texts().save_view, icon=":material/photo_camera:", disabled=screen is None):
        if screen is None:
            return
        told: list[str] = st.session_state.setdefault(_TOLD, [])
        for notice in told:
            st.caption(escape_markdown(notice))
        shown = [layer for layer in live if layer.id in screen["layers"]]
        ask = partial(
            _make_request,
            selection,
            screen,
            live=shown,
            until=until,
            theme=get_theme(),
            pack=pack,
            language=get_translator().language,  # the file is made in another thread, when it is asked for
        )
        for form in list_formats("picture"):
            name = f"{slug}-{selection.scene or 'view'}.{form}"
            st.download_button(
                form.upper(),
                partial(_draw, name, partial(ask, form=form), told=told),
                name,
                EXPORT_FORMATS[form].media_type,
                on_click="ignore",
                key=f"save-{form}",
            )


def _make_request(
    selection: Selection,
    screen: messages.Screen,
    *,
    form: str,
    live: Sequence[LiveLayer],
    until: str,
    theme: str,
    pack: Pack,
    language: str,
) -> ExportRequest:
    """Return the request of what is on screen.

    Raises
    ------
    ValidationError
        The browser reports a camera or a size that no map has.
    """
    known = {layer.id for layer in pack.layers}
    lat, lon, zoom = screen["at"]
    width, height = screen["size"]
    view = ViewRequest(
        layers=tuple(layer_id for layer_id in screen["layers"] if layer_id in known),
        scene=selection.scene or None,
        passage=selection.passage or None,
        own=tuple(ViewerLayer(layer.call_record(selection.names), layer.frame) for layer in live),
        until=until,
        camera=Camera(lat, lon, zoom),
        screen=Screen(width, height),
    )
    return ExportRequest(
        form, names=selection.names, theme=theme, pack=pack.folder, view=view, language=language
    )


def _draw(name: str, ask: Callable[[], ExportRequest], *, told: list[str]) -> bytes:
    """Return the picture that is asked for, and leave the notices of its making."""
    try:
        request = ask()
    except ValidationError as error:
        raise ExportError(name, ()) from error
    drawn, told[:] = run_job(name, request)
    return drawn
