"""Save the view on screen as a picture."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from pydantic import ValidationError

from dashboard import messages
from dashboard.components.layout import escape_markdown
from dashboard.errors import ExportError
from dashboard.exports.formats import EXPORT_FORMATS, list_formats
from dashboard.exports.jobs import run_job
from dashboard.exports.request import Camera, ExportRequest, Screen, ViewerLayer, ViewRequest
from dashboard.i18n.translator import get_translator
from dashboard.session import map_events
from dashboard.session.context import PageContext
from dashboard.webmap.live_layers import LiveLayer

_TOLD = "save_view_told"
"""Key of what the making of the last picture told."""


def show_save_view(context: PageContext, *, live: Sequence[LiveLayer] = (), until: str = "") -> None:
    """Show the button that saves the view, once the map has said what is on screen.

    Parameters
    ----------
    context
        What is chosen on the page: the scene or the passage goes with the picture.
    live
        What was computed for the viewer; of it, what is switched on.
    until
        As the map has it: what came later is not on it.
    """
    screen = map_events.find_screen()
    slug = context.pack.folder.resolve().name
    with st.popover(context.texts.save_view, icon=":material/photo_camera:", disabled=screen is None):
        if screen is None:
            return
        told: list[str] = st.session_state.setdefault(_TOLD, [])
        for notice in told:
            st.caption(escape_markdown(notice))
        shown = [layer for layer in live if layer.id in screen["layers"]]
        ask = partial(
            _make_request,
            context,
            screen,
            live=shown,
            until=until,
            language=get_translator().language,  # the file is made in another thread, when it is asked for
        )
        for form in list_formats("picture"):
            name = f"{slug}-{context.selection.scene or 'view'}.{form}"
            st.download_button(
                form.upper(),
                partial(_draw, name, partial(ask, form=form), told=told),
                name,
                EXPORT_FORMATS[form].media_type,
                on_click="ignore",
                key=f"save-{form}",
            )


def _make_request(
    context: PageContext,
    screen: messages.Screen,
    *,
    form: str,
    live: Sequence[LiveLayer],
    until: str,
    language: str,
) -> ExportRequest:
    """Return the request of what is on screen.

    Raises
    ------
    ValidationError
        The browser reports a camera or a size that no map has.
    """
    pack, selection = context.pack, context.selection
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
        form, names=context.names, theme=context.theme, pack=pack.folder, view=view, language=language
    )


def _draw(name: str, ask: Callable[[], ExportRequest], *, told: list[str]) -> bytes:
    """Return the picture that is asked for, and leave the notices of its making."""
    try:
        request = ask()
    except ValidationError as error:
        raise ExportError(name, ()) from error
    drawn, told[:] = run_job(name, request)
    return drawn
