"""The Export page."""

import tempfile
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.components.export_job import find_job, show_job, start_job, tell_size
from dashboard.components.layout import escape_markdown, show_header, show_shell
from dashboard.errors import TemplateError
from dashboard.exports.deck.templates.summary import TemplateSummary, summarize_template
from dashboard.exports.formats import EXPORT_FORMATS, Choice, find_media_type
from dashboard.exports.jobs import ExportJob
from dashboard.exports.queue import QUEUE
from dashboard.exports.request import TEMPLATES, ExportRequest, name_file, name_upload
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import get_translator, list_languages, name_language
from dashboard.layout.page import PAGES, PAPERS
from dashboard.session import reading, store
from dashboard.session.context import WITHOUT_MAP, PageContext, open_page
from dashboard.session.uploads import HeldFile, note_upload
from dashboard.temporary_files import open_workspace
from dashboard.theme import PALETTES
from geodata.names import POLICIES

PLACE, _FOLDER, _FOUND = "export", "export_folder", "export_template_found"
PREVIEW = "preview-"
"""Start of the names of files that are only looked at."""
POLL_S = 0.5


def show_page() -> None:
    """Show the page."""
    show_shell()
    context = open_page(WITHOUT_MAP)
    texts = context.texts
    if not context.pack.scenes:
        st.info(texts.no_scenes, icon=":material/slideshow:")
        return
    with st.container(key="ledger"):
        show_header(texts.export, lead=texts.export_promise)
        left, right = st.columns([1, 1.25], gap="large")
        with left:
            request = _ask(context)
        with right:
            _show_work(context, request)


def _ask(context: PageContext) -> ExportRequest:
    """Ask what is wanted."""
    texts = context.texts
    scenes = {scene.id: scene.title for scene in context.pack.scenes}
    form = st.selectbox(texts.form, list(EXPORT_FORMATS), format_func=texts.forms.__getitem__, key="form")
    chosen = st.multiselect(
        texts.scenes,
        list(scenes),
        default=list(scenes),
        format_func=lambda scene: f"{list(scenes).index(scene) + 1}. {context.rewrite_names(scenes[scene])}",
        key="export_scenes",
    )
    names = st.selectbox(
        texts.names,
        POLICIES,
        index=POLICIES.index(store.get_names()),
        format_func=texts.policies.__getitem__,
        key="export_names",
    )
    ordered = tuple(scene for scene in scenes if scene in chosen)
    request = ExportRequest(
        form,
        ordered,
        names,
        context.theme,
        pack=context.pack.folder,
        language=get_translator().language,
    )
    return _ask_look(context, request, EXPORT_FORMATS[form].choices)


def _ask_look(context: PageContext, request: ExportRequest, choices: Collection[Choice]) -> ExportRequest:
    """Ask how pictures, slides and pages look, as far as the format has a choice."""
    texts = context.texts
    if "theme" in choices:
        theme = st.segmented_control(
            texts.theme,
            list(PALETTES),
            default=request.theme,
            format_func=texts.themes.__getitem__,
            key="export_theme",
        )
        request = replace(request, theme=theme or request.theme)
    if "size" in choices:
        size = st.selectbox(texts.size, list(PAGES), format_func=texts.sizes.__getitem__, key="export_size")
        request = replace(request, size=size)
    if "languages" in choices and (others := [one for one in list_languages() if one != request.language]):
        more = st.multiselect(
            texts.more_languages,
            others,
            format_func=name_language,
            help=texts.more_languages_hint,
            key="export_languages",
        )
        request = replace(request, languages=tuple(one for one in others if one in more))
    if "joined" in choices and len(request.scenes) > 1:
        request = replace(request, joined=st.toggle(texts.one_document, value=True, key="export_joined"))
    if "paper" in choices:
        request = _ask_handout(context, request)
    return _ask_deck(context, request) if "deck" in choices else request


def _ask_handout(context: PageContext, request: ExportRequest) -> ExportRequest:
    texts = context.texts
    paper = st.segmented_control(
        texts.paper, list(PAPERS), default=PAPERS[0], format_func=texts.papers.__getitem__, key="export_paper"
    )
    notes = st.toggle(texts.handout_notes, key="export_notes")
    return replace(request, paper=paper or PAPERS[0], notes=notes)


def _ask_deck(context: PageContext, request: ExportRequest) -> ExportRequest:
    texts = context.texts
    pictures = st.toggle(texts.maps_as_pictures, key="export_pictures")
    upload = st.file_uploader(
        texts.template, type=list(TEMPLATES), key="export_template", help=texts.template_hint
    )
    usable = upload is not None and _check_template(upload)
    note_upload(_FOUND, HeldFile(name_upload(upload.name)) if upload and usable else None)
    return replace(request, pictures=pictures, template=_keep(upload) if upload and usable else None)


def _check_template(upload: UploadedFile) -> bool:
    """Say beside the field what was found in a template, or why it cannot be one; return whether it can."""
    texts, asked = get_texts(), (upload.file_id, get_translator().language)
    held, found = st.session_state.get(_FOUND, (None, None))
    if held != asked:
        with reading.show_reading(texts.reading_template):
            found = _look_into(upload)
            st.session_state[_FOUND] = (asked, found)
    if isinstance(found, TemplateError):
        told = texts.template_refused.format(file=name_upload(upload.name), reason=found)
        st.error(escape_markdown(told), icon=":material/error:")
        return False
    st.caption(escape_markdown(found.tell()))
    return True


def _look_into(upload: UploadedFile) -> TemplateSummary | TemplateError:
    try:
        return summarize_template(upload.getvalue())
    except TemplateError as error:
        return error


def _keep(upload: UploadedFile) -> Path:
    """Return the file of an upload, named as the viewer's own, in a folder that goes with the session."""
    if _FOLDER not in st.session_state:
        st.session_state[_FOLDER] = tempfile.TemporaryDirectory(prefix="template-", dir=open_workspace())
    path = Path(st.session_state[_FOLDER].name) / upload.file_id / name_upload(upload.name)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(upload.getvalue())
    return path


def _show_work(context: PageContext, request: ExportRequest) -> None:
    """Show the buttons, and what became of the last one that was pressed."""
    texts, job = context.texts, find_job(PLACE)
    name = name_file(request, context.pack) if request.scenes else ""
    first = replace(request, form="png", scenes=request.scenes[:1], joined=False)
    preview = f"{PREVIEW}{name_file(first, context.pack)}" if request.scenes else ""
    idle = bool(request.scenes) and not (job and job.active)
    with st.container(horizontal=True, gap="small"):
        st.button(
            texts.make_export,
            type="primary",
            icon=":material/download:",
            disabled=not idle,
            on_click=start_job,
            args=(PLACE, name, request),
        )
        st.button(
            texts.preview_export,
            icon=":material/visibility:",
            disabled=not idle,
            on_click=start_job,
            args=(PLACE, preview, first),
        )
    if not request.scenes:
        st.info(texts.choose_scene, icon=":material/slideshow:")
    if job is None and name:
        st.caption(escape_markdown(texts.export_awaited.format(name=name)))
    show_job(PLACE, _show_file, poll_s=POLL_S)


def _show_file(job: ExportJob) -> None:
    """Show what was made: a preview, or the file for the viewer to take."""
    texts = get_texts()
    if job.name.startswith(PREVIEW):
        st.image(QUEUE.read_file(job), caption=escape_markdown(job.name.removeprefix(PREVIEW)))
        return
    st.success(escape_markdown(tell_size(job)), icon=":material/check:")
    st.download_button(
        texts.download,
        partial(QUEUE.read_file, job),
        job.name,
        find_media_type(job.name.rpartition(".")[2]),
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )


show_page()
