"""The active pack of the session: the one of the start, another of the repository, or an upload.

The link names a pack of the repository (`pack=…`) unless it is the one of the start. An upload belongs to the
session: no link names it, and it is gone when the page is loaded again.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakValueDictionary

import streamlit as st

from dashboard import packs
from dashboard.i18n.translator import get_translator
from dashboard.session import store
from dashboard.session.uploads import HeldFile, note_upload
from dashboard.webmap.unserved import UnservedPack, open_path
from geodata.errors import SeaBriefError
from geodata.packs.pack import Pack, read_pack

START = ""
"""Id of the pack that the application was started with; the link leaves it out."""
UPLOAD = "upload:"
"""Id of the upload, which no folder can have."""
PARAMETER = "pack"
"""Name of the link's parameter."""
_CHOSEN, _UPLOADED = "chosen_pack", "uploaded_pack"
_FORGOTTEN = (store.ALSO_HERE, "passage", "search", "rank", "confidence", "sources")
"""What a session holds that names things of one pack."""


@dataclass(frozen=True)
class ActivePack:
    """The pack that the session shows."""

    id: str
    """What was chosen: the start, the name of a folder of the repository, or the upload."""
    pack: Pack
    """The pack in the language of the run."""
    source: Pack
    """The pack in its own words."""
    unserved: UnservedPack | None
    """What travels with the page where the pack is none of the repository's."""
    folder: str
    """Name of its folder in the repository; empty where it is none of the repository's."""
    fault: SeaBriefError | None = None
    """Why it is not told in the words of its overlay in the language of the run."""

    @property
    def private(self) -> bool:
        """Whether no link leads to it."""
        return self.id == UPLOAD

    @property
    def link_name(self) -> str:
        """What the link calls it; empty for that of the start and for an upload."""
        return "" if self.private else self.id


@st.cache_resource(show_spinner=False)
def load_served() -> Mapping[str, Pack]:
    """Return the packs of the repository by the names of their folders."""
    return {name: read_pack(folder) for name, folder in packs.list_packs().items()}


@st.cache_resource(show_spinner=False)
def load_translated(name: str, language: str) -> Pack:
    """Return a pack of the repository in a language."""
    return packs.translate_to(load_served()[name], language)


@st.cache_resource(show_spinner=False)
def load_overlay_fault(name: str, language: str) -> SeaBriefError | None:
    """Return why a pack of the repository is not told in the words of its overlay in a language."""
    return packs.find_overlay_fault(load_served()[name], language)


@st.cache_resource(show_spinner=False)
def load_started() -> UnservedPack | None:
    """Return the pack that the command was started with, none where it is one of the repository.

    Raises
    ------
    SeaBriefError
        The pack cannot be shown.
    """
    named = os.environ.get("SEABRIEF_PACK")
    return open_path(Path(named)) if named and not _find_served(named) else None


def list_choices() -> dict[str, str]:
    """Return the titles of the packs that a viewer can choose from, by id, that of the start first."""
    started = get_start_pack().brief.title
    served = {name: pack.brief.title for name, pack in load_served().items() if name != _get_started_name()}
    upload = _get_upload()
    return {START: started, **served, **({UPLOAD: upload.pack.brief.title} if upload else {})}


def get_chosen() -> str:
    """Return the id of the pack that the session shows."""
    chosen: str = st.session_state.get(_CHOSEN, START)
    return chosen


def choose_pack(name: str) -> None:
    """Show another pack, and let the link say so."""
    if _go_to(name):
        store.restart(_name_in_link(), write_link=True)


def show_upload(opened: UnservedPack) -> None:
    """Show an upload, which takes the place of a former one."""
    st.session_state[_UPLOADED] = opened
    note_upload("pack", HeldFile(opened.pack.brief.title))
    st.session_state[_CHOSEN] = START  # so that another upload also lets go of the former pack
    choose_pack(UPLOAD)


def write_ticket() -> str:
    """Return by what another window of this viewer can be shown the same pack."""
    opened = _get_upload()
    if get_chosen() != UPLOAD or opened is None:
        return get_chosen()
    load_uploads()[opened.ticket] = opened
    return opened.ticket


def take_ticket(ticket: str) -> bool:
    """Show the pack that another window of this viewer shows; False where nobody holds it any more."""
    opened = load_uploads().get(ticket)
    if opened is None and ticket not in (START, *load_served()):
        return False
    if opened is None:
        choose_pack(ticket)
    elif get_chosen() != UPLOAD or opened is not _get_upload():
        show_upload(opened)
    return True


@st.cache_resource(show_spinner=False)
def load_uploads() -> WeakValueDictionary[str, UnservedPack]:
    """Return the uploads that sessions hold, by their tickets."""
    return WeakValueDictionary()


def read_link() -> None:
    """Choose the pack that the link names; one that names things of a pack, but none, means the start's."""
    params = set(st.query_params)
    if PARAMETER in params:
        named = st.query_params[PARAMETER]
        changed = _go_to(named if named in list_choices() and named != UPLOAD else START)
    elif params - store.SETTINGS and get_chosen() != UPLOAD:
        changed = _go_to(START)
    else:
        changed = False
    if changed:
        store.restart(_name_in_link(), write_link=False)


def _go_to(name: str) -> bool:
    """Show another pack and let go of what the session holds of the former; False where it is the same."""
    if name == get_chosen():
        return False
    st.session_state[_CHOSEN] = name
    for key in _FORGOTTEN:
        st.session_state.pop(key, None)
    return True


def _name_in_link() -> str:
    return "" if get_chosen() == UPLOAD else get_chosen()


def get_active() -> ActivePack:
    """Return the pack that the session shows."""
    chosen = get_chosen()
    unserved, language = None, get_translator().language
    if chosen in {START, UPLOAD}:
        unserved = load_started() if chosen == START else _get_upload()
    if unserved:
        fault = unserved.faults.get(language)
        return ActivePack(chosen, unserved.told, unserved.pack, unserved, folder="", fault=fault)
    folder = chosen if chosen in load_served() else _get_started_name()
    source = load_served()[folder]
    told, fault = load_translated(folder, language), load_overlay_fault(folder, language)
    return ActivePack(chosen, told, source, None, folder, fault)


def find_named(name: str) -> ActivePack:
    """Return the pack of the repository that a link names, that of the start where it names none.

    Raises
    ------
    ValueError
        There is no pack of that name.
    """
    started = None if name else load_started()
    if started:
        return ActivePack(START, started.told, started.pack, started, folder="")
    folder = name or _get_started_name()
    if folder not in load_served():
        raise ValueError(name)
    return ActivePack(
        name, load_translated(folder, get_translator().language), load_served()[folder], None, folder
    )


def get_start_pack() -> Pack:
    """Return the pack that the application was started with."""
    started = load_started()
    return started.pack if started else load_served()[_get_started_name()]


def _get_started_name() -> str:
    if load_started():
        return START
    return _find_served(os.environ.get("SEABRIEF_PACK", "")) or next(iter(load_served()))


def _find_served(path: str) -> str | None:
    """Return the name of the repository's pack that a path leads to."""
    if not path:
        return None
    wanted = Path(path).resolve()
    return next((name for name, folder in packs.list_packs().items() if folder.resolve() == wanted), None)


def _get_upload() -> UnservedPack | None:
    upload: UnservedPack | None = st.session_state.get(_UPLOADED)
    return upload
