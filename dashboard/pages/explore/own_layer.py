"""A layer of the user's own, from a file, for this session."""

import logging
from dataclasses import dataclass
from html import escape

import streamlit as st
from shapely.errors import ShapelyError

from dashboard.cartography.user_layers import draw_upload
from dashboard.components.keeping import OWN_LAYER, describe_file
from dashboard.components.layout import escape_markdown, show_html
from dashboard.components.passages import format_passage
from dashboard.i18n.translator import format_number, tell
from dashboard.messages import KeptPart
from dashboard.pages.explore.tables import format_own_feature
from dashboard.session import reading
from dashboard.session.active_pack import get_active
from dashboard.session.context import PageContext
from dashboard.session.uploads import HeldFile, find_upload, note_upload, pop_brought
from dashboard.webmap.live_layers import LiveLayer, make_live
from geodata.errors import SeaBriefError
from geodata.packs.pack import Pack
from geodata.records.layers import Link
from geodata.uploads.confined import read_upload_confined
from geodata.uploads.shapes import READERS, Upload

UNEXPECTED = (
    ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RuntimeError, ShapelyError, TypeError,
    ValueError,
)  # fmt: skip
"""What drawing a stranger's shapes may raise that nobody thought of: the page lives on."""

_LOG = logging.getLogger(__name__)
_OWN, _PROBLEM, _ROUND, _PASSAGE, _OPENED, _UNREAD = (
    "own-layer",
    "own-problem",
    "own-round",
    "own-passage",
    "own-opened",
    "own-unread",
)


@dataclass(frozen=True)
class OwnLayer:
    """A viewer's file, as it is on the map."""

    upload: Upload
    """What was read."""
    passage: str | None
    """Id of the passage that the viewer ties it to."""
    layers: tuple[LiveLayer, ...]
    """What is drawn."""


def get_own() -> OwnLayer | None:
    """Return the viewer's file, if there is one on the map."""
    own: OwnLayer | None = st.session_state.get(_OWN)
    return own


def describe_kept() -> list[KeptPart]:
    """Return what the browser keeps."""
    own, held = get_own(), find_upload(OWN_LAYER)
    return [describe_file(OWN_LAYER, held, passage=own.passage or "")] if own and held else []


def take_brought(context: PageContext) -> None:
    """Put the file on the map that the browser kept, tied to its passage where the pack has that."""
    if brought := pop_brought(OWN_LAYER):
        known = {passage.id for passage in context.pack.passages}
        passage = brought.passage if brought.passage in known else None
        _read(context, brought.name, brought.content, passage)


def list_lit(passage: str | None) -> list[str]:
    """Return the ids on the map of what the viewer has tied to a passage."""
    own = get_own()
    return [layer.id for layer in own.layers] if own and passage and own.passage == passage else []


def open_feature(key: str) -> bool:
    """Open a feature of the viewer's file beside the map; tell whether the key of a click names one."""
    st.session_state.pop(_OPENED, None)
    layer_id, _, feature_id = key.partition(".")
    own = get_own()
    if own is None or layer_id not in {layer.id for layer in own.layers}:
        return False
    st.session_state[_OPENED] = feature_id
    return True


def show_opened(context: PageContext) -> bool:
    """Show the feature of the viewer's file that is open; tell whether one is."""
    texts = context.texts
    own, opened = get_own(), st.session_state.get(_OPENED)
    if own is None or opened is None:
        return False
    st.button(texts.close, on_click=_close, icon=":material/close:", key="close-own")
    frame = own.upload.frame
    rows = frame[frame["id"] == opened].drop(columns=["geometry", "id"]).to_dict("records")
    title = texts.own_title.format(file=own.upload.name)
    cells = {str(column): value for column, value in rows[0].items()} if rows else {}
    show_html(format_own_feature(str(cells.pop("name", "")) or title, cells))
    pack = context.pack
    tied = next((passage for passage in pack.passages if passage.id == own.passage), None)
    if tied:
        show_html(format_passage(context, tied, link=Link(passage=tied.id, kind="context")))
    return True


def _close() -> None:
    st.session_state.pop(_OPENED, None)


def show_own(context: PageContext) -> None:
    """Show the field for a file, what was read from it, and the passage that it is tied to."""
    texts = context.texts
    st.file_uploader(
        texts.own_layer,
        type=[suffix.removeprefix(".") for suffix in READERS],
        key=_name_uploader(),
        on_change=_take_file,
        help=texts.own_layer_hint,
    )
    if st.session_state.get(_UNREAD) and st.session_state.get(_name_uploader()):
        _read_file(context)
        st.rerun()  # for the map, which was drawn before
    if problem := st.session_state.get(_PROBLEM):
        st.error(escape_markdown(problem), icon=":material/error:")
    own = get_own()
    if own:
        told = texts.own_shown.format(file=own.upload.name, count=format_number(len(own.upload.frame), ","))
        show_html(
            "".join(f"<p class='sb-kind'>{escape(line)}</p>" for line in (told, *map(tell, own.upload.notes)))
        )
        st.session_state[_PASSAGE] = own.passage
        st.selectbox(
            texts.own_passage,
            [passage.id for passage in context.pack.passages],
            index=None,
            placeholder=texts.own_passage_none,
            key=_PASSAGE,
            on_change=_tie,
            help=texts.own_passage_hint,
        )
        st.button(texts.remove_own, icon=":material/delete:", on_click=_remove)


def _name_uploader() -> str:
    """Return the key of the field for a file; a new one empties it."""
    return f"own-file-{st.session_state.get(_ROUND, 0)}"


def _take_file() -> None:
    """Note that a file waits to be read: where a callback draws, nothing could show that it is being read."""
    st.session_state.pop(_PROBLEM, None)
    st.session_state[_UNREAD] = st.session_state[_name_uploader()] is not None
    if not st.session_state[_UNREAD]:
        _drop()


def _read_file(context: PageContext) -> None:
    file = st.session_state[_name_uploader()]
    _read(context, file.name, file.getvalue(), None)


def _read(context: PageContext, name: str, content: bytes, passage: str | None) -> None:
    """Put a file on the map; where it cannot be read, what is there stays.

    Within the spinner, at whose end another click of the viewer may end this run.
    """
    texts = context.texts
    with reading.show_reading(texts.reading_own):
        try:
            _draw(context.pack, read_upload_confined(name, content), passage)
            note_upload(OWN_LAYER, HeldFile(name, name, len(content)))
        except SeaBriefError as error:
            st.session_state[_PROBLEM] = tell(error)
        except UNEXPECTED as error:
            _LOG.exception("A viewer's file could not be drawn.")
            st.session_state[_PROBLEM] = texts.own_unreadable.format(file=name, fault=type(error).__name__)
        st.session_state[_UNREAD] = False


def _draw(pack: Pack, upload: Upload, passage: str | None) -> None:
    drawn = draw_upload(upload, passage=passage)
    layers = tuple(make_live(shown.frame, shown.layer, pack) for shown in drawn)
    st.session_state[_OWN] = OwnLayer(upload, passage, layers)


def _tie() -> None:
    own = get_own()
    if own:
        _draw(get_active().pack, own.upload, st.session_state[_PASSAGE])


def _remove() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    _drop()


def _drop() -> None:
    note_upload(OWN_LAYER, None)
    for key in (_OWN, _PROBLEM, _OPENED, _UNREAD):
        st.session_state.pop(key, None)
