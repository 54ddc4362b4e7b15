"""The export that a viewer asked for at one place of the interface: its place in line, progress and end."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.components.layout import escape_markdown
from dashboard.errors import ExportRefusedError
from dashboard.exports.jobs import ExportJob, State, Viewer
from dashboard.exports.queue import QUEUE
from dashboard.exports.request import ExportRequest
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell
from geodata.errors import Message

MEGABYTE = 1_000_000


def find_job(place: str) -> ExportJob | None:
    """Return the last export that was asked for at a place, whatever became of it."""
    job: ExportJob | None = st.session_state.get(_name_job(place))
    return job


def start_job(place: str, name: str, request: ExportRequest) -> None:
    """Ask for an export at a place, where it stands instead of the one before.

    Parameters
    ----------
    place
        Name of the place, such as `export`.
    name
        Name of the file.
    request
        What is to be made.
    """
    if former := find_job(place):
        QUEUE.cancel(former)
        st.session_state.pop(_name_job(place))
    note_refusal(place, None)
    try:
        st.session_state[_name_job(place)] = QUEUE.add(name, request, get_viewer())
    except ExportRefusedError as error:
        note_refusal(place, error.message)


def note_refusal(place: str, message: Message | None) -> None:
    """Note why an export at a place was not begun, to be shown there; None for nothing."""
    st.session_state[f"{place}_refused"] = message


def get_viewer() -> Viewer:
    """Return the viewer of this session."""
    context = get_script_run_ctx()
    session_id = context.session_id if context else ""
    return Viewer(session_id, partial(_is_connected, session_id))


def _is_connected(session_id: str) -> bool:
    """Return whether the browser of a session has a connection; without a server there is only one viewer."""
    return not runtime.exists() or runtime.get_instance().is_active_session(session_id)


def show_job(place: str, show_file: Callable[[ExportJob], None], *, poll_s: float) -> None:
    """Show what became of the export of a place, again and again until it is done.

    Parameters
    ----------
    place
        As for `start_job`.
    show_file
        Shows what was made.
    poll_s
        Seconds between two looks at one that waits or runs.
    """
    job = find_job(place)
    if refused := st.session_state.get(f"{place}_refused"):
        st.warning(escape_markdown(tell(refused)), icon=":material/hourglass:")
    if job is None:
        return
    followed = job.active
    st.fragment(
        partial(_follow_job, job, show_file, followed=followed), run_every=poll_s if followed else None
    )()


def _follow_job(job: ExportJob, show_file: Callable[[ExportJob], None], *, followed: bool) -> None:
    """Show how far the export is; when it is done, run the page once more and look no further."""
    if job.active:
        _show_progress(job)
    elif followed:
        st.rerun()
    elif job.state is State.DONE:
        for line in job.told:
            st.warning(escape_markdown(line), icon=":material/info:")
        show_file(job)
    else:
        _show_end(job)


def _show_progress(job: ExportJob) -> None:
    texts = get_texts()
    before = QUEUE.count_before(job)
    if job.state is State.WAITING and before:
        told = texts.export_waits.format(before)
    else:
        told = job.step or texts.export_begins
    st.progress(job.share, escape_markdown(f"{job.name}: {told}"))
    st.button(
        texts.cancel_export,
        icon=":material/close:",
        on_click=QUEUE.cancel,
        args=(job,),
        key=f"cancel-{job.id}",
    )


def _show_end(job: ExportJob) -> None:
    texts = get_texts()
    if job.state is State.CANCELLED:
        st.info(texts.export_cancelled, icon=":material/close:")
    elif job.state is State.ABANDONED:
        st.warning(texts.export_abandoned, icon=":material/wifi_off:")
    elif job.state is State.DISCARDED:
        st.info(texts.export_discarded, icon=":material/delete:")
    else:
        told = "\n".join(tell(line) for line in job.told)
        st.error(escape_markdown(told or texts.export_failed), icon=":material/error:")


def tell_size(job: ExportJob) -> str:
    """Return name and size of the file of an export."""
    return f"{job.name} · {get_texts().megabytes.format(mb=job.size / MEGABYTE)}"


def _name_job(place: str) -> str:
    return f"{place}_job"
