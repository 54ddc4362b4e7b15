"""Save the view on screen as a picture, or put it on the clipboard."""

import base64
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from pydantic import ValidationError

from dashboard import messages
from dashboard.components.export_job import find_job, note_refusal, show_job, start_job, tell_size
from dashboard.components.layout import escape_markdown
from dashboard.exports.formats import EXPORT_FORMATS, list_formats
from dashboard.exports.jobs import ExportJob, State
from dashboard.exports.queue import QUEUE
from dashboard.exports.request import Camera, ExportRequest, Screen, ViewerLayer, ViewRequest
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator
from dashboard.session import map_events
from dashboard.session.context import PageContext
from dashboard.webmap.bundle import FRONTEND
from dashboard.webmap.live_layers import LiveLayer
from geodata.errors import Message

PLACE, COPY_PLACE = "save_view", "copy_view"
"""Names of the places for `start_job`: files, and pictures for the clipboard."""
POLL_S = 0.5
_save = st.components.v2.component(
    "seabrief_save",
    html="<span></span>",
    js=(FRONTEND / "save" / "save.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)

_copy = st.components.v2.component(
    "seabrief_copy",
    html='<div class="sb-copy"><button type="button"></button><p role="status"></p></div>',
    js=(FRONTEND / "save" / "copy.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show_save_view(context: PageContext, *, live: Sequence[LiveLayer] = ()) -> None:
    """Show the button that saves the view, once the map has said what is on screen.

    Parameters
    ----------
    context
        What is chosen on the page: the scene or the passage goes with the picture.
    live
        What was computed for the viewer; of it, what is switched on.
    """
    st.fragment(_show_save_view)(context, live)


def _show_save_view(context: PageContext, live: Sequence[LiveLayer]) -> None:
    ready = map_events.find_screen() is not None
    start = partial(_start, PLACE, context, live)
    copy = partial(_show_copy, context, live)
    label, forms = context.texts.save_view, list_formats("picture")
    if show_save(PLACE, label, forms, start=start, ready=ready, also=copy):
        map_events.await_screen()


def show_save(
    place: str,
    label: str,
    forms: Sequence[str],
    *,
    start: Callable[[str], None],
    ready: bool = True,
    also: Callable[[], None] = lambda: None,
) -> bool:
    """Show the button that offers a picture in some formats, and the picture once it is made.

    It stands in a fragment of its own. Returns whether it waits to be ready.

    Parameters
    ----------
    place
        Name of the place for `start_job`.
    label
        What the button says.
    forms
        Ids of the formats.
    start
        Asks for the picture in a format.
    ready
        Whether it is known what is to be on the picture.
    also
        Shows what else is offered below the formats.
    """
    job = find_job(place)
    busy = job is not None and job.active
    icon = "spinner" if busy else ":material/photo_camera:"
    with st.popover(label, icon=icon, disabled=not ready):
        if not ready:
            return True
        with st.container(horizontal=True, gap="small"):
            for form in forms:
                key = f"{place}-{form}"
                st.button(form.upper(), key=key, disabled=busy, on_click=start, args=(form,))
        show_job(place, _show_file, poll_s=POLL_S)
        also()
    if job and job.state is State.DONE and not job.taken:
        pressed = f"{place}-ready"
        with st.container(key=pressed):
            _show_download(job, key=f"{pressed}-{job.id}")
            _save(key=f"{place}-save", data={"file": job.id, "button": f".st-key-{pressed} button"})
    return False


def _show_copy(context: PageContext, live: Sequence[LiveLayer]) -> None:
    """Show the button that puts a picture on the clipboard, and hand the browser what was made for it."""
    texts, job = context.texts, find_job(COPY_PLACE)
    made = job is not None and job.state is State.DONE and not job.taken
    data: messages.CopyData = {
        "label": texts.copy_picture,
        "busy": job is not None and job.active,
        "file": job.id if job else "",
        "picture": base64.b64encode(QUEUE.read_file(job)).decode() if job and made else "",
        "copied": texts.picture_copied,
        "unable": texts.copy_unable,
        "refused": texts.copy_refused,
    }
    _copy(key="copy", data=data, on_copying_change=partial(_start, COPY_PLACE, context, live, "png"))
    show_job(COPY_PLACE, lambda _job: None, poll_s=POLL_S)


def _start(place: str, context: PageContext, live: Sequence[LiveLayer], form: str) -> None:
    screen = map_events.find_screen()
    if screen is None:
        return  # the map has gone meanwhile
    slug = context.pack.folder.resolve().name
    name = f"{slug}-{context.selection.scene or 'view'}.{form}"
    shown = [layer for layer in live if layer.id in screen["layers"]]
    try:
        request = _make_request(context, screen, form=form, live=shown)
    except ValidationError:
        note_refusal(place, Message("{name} could not be made.", name=name))
    else:
        start_job(place, name, request)


def _show_file(job: ExportJob) -> None:
    """Say that the file was made; whoever did not get it by itself takes it here."""
    st.caption(escape_markdown(get_texts().view_saved.format(file=tell_size(job))))
    _show_download(job, key=f"save-again-{job.id}")


def _show_download(job: ExportJob, *, key: str) -> None:
    st.download_button(
        get_texts().download,
        partial(QUEUE.read_file, job),
        job.name,
        EXPORT_FORMATS[job.request.form].media_type,
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def _make_request(
    context: PageContext,
    screen: messages.Screen,
    *,
    form: str,
    live: Sequence[LiveLayer],
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
        until=screen.get("until", ""),
        camera=Camera(lat, lon, zoom),
        screen=Screen(width, height),
    )
    return ExportRequest(
        form,
        names=context.names,
        theme=context.theme,
        pack=pack.folder,
        view=view,
        language=get_translator().language,
    )
