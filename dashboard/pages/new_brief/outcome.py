"""What becomes of a draft: a briefing in this session, a pack, or work that is kept."""

import re
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from dashboard.components.keeping import DRAFT, describe_text
from dashboard.components.layout import escape_markdown
from dashboard.components.navigation import PAGE_FILES
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell
from dashboard.messages import KeptPart
from dashboard.pages.new_brief import state
from dashboard.session import active_pack, reading
from dashboard.webmap.unserved import open_archive
from geodata.drafting.draft import Draft
from geodata.drafting.kept_file import SUFFIX, write_kept
from geodata.drafting.writing import WrittenPack, write_archive, write_pack
from geodata.errors import SeaBriefError
from geodata.isolation.confinement import Limits
from geodata.text.documents import Document

LIMITS = Limits(processor_seconds=60, seconds=180)
"""What drawing the pack may cost: it was written here, and has lanes that are computed."""
_SLUG = re.compile(r"[^a-z0-9]+")


def show_outcome() -> None:
    """Show the buttons for a briefing, the pack and the file that keeps the work."""
    texts, draft = get_texts(), state.get_draft()
    name = name_draft(draft)
    wanted = st.button(texts.draft_open, icon=":material/slideshow:", type="primary")
    st.download_button(
        texts.draft_download,
        partial(make_archive, draft),
        f"{name}.zip",
        "application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",
    )
    st.download_button(
        texts.draft_keep,
        partial(write_kept, draft),
        f"{name}{SUFFIX}",
        "application/json",
        icon=":material/save:",
        on_click="ignore",
        help=texts.draft_keep_hint,
    )
    if wanted:
        _open(draft, name)


def name_draft(draft: Draft) -> str:
    """Return a name for files, from the title."""
    return _SLUG.sub("-", (draft.record.title or draft.source.name).lower()).strip("-")[:60] or "brief"


def describe_kept(draft: Draft) -> KeptPart:
    """Return what the browser keeps of a draft."""
    title = draft.record.title or draft.source.name
    return describe_text(DRAFT, title, f"{name_draft(draft)}{SUFFIX}", write_kept(draft).decode())


def make_archive(draft: Draft) -> bytes:
    """Return the pack of a draft as a zip file."""
    return write_archive(_write(draft))


def _write(draft: Draft) -> WrittenPack:
    return write_pack(draft, today=datetime.now(UTC).date())


def _open(draft: Draft, name: str) -> None:
    """Show the draft as the pack of the session, and go to its briefing."""
    texts = get_texts()
    try:
        with reading.show_reading(texts.draft_opening):
            written = _write(draft)
            document = Document(draft.source.text, draft.source.sha256)
            opened = open_archive(write_archive(written), f"{name}.zip", limits=LIMITS, document=document)
            active_pack.show_upload(opened)
    except SeaBriefError as error:
        st.error(escape_markdown(tell(error)), icon=":material/error:")
        return
    told = [texts.draft_opened.format(title=opened.pack.brief.title)]
    told += [f"{texts.draft_left_out}: {tell(one)}" for one in written.left_out[:3]]
    st.toast(escape_markdown(" ".join(told)), icon=":material/check_circle:", duration="long")
    st.switch_page(PAGE_FILES["briefing"])
