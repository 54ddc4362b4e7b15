"""Notes and arrows of the user, kept in a file."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.components.keeping import NOTES, describe_text
from dashboard.components.layout import escape_markdown, show_html
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import tell
from dashboard.messages import KeptPart
from dashboard.pages.explore.tables import format_notes
from dashboard.session import actions
from dashboard.session.context import PageContext, PageRules
from dashboard.session.uploads import pop_brought
from geodata.errors import SeaBriefError
from geodata.geometry.geodesy import Position
from geodata.uploads.annotations import (
    AREA,
    ARROW,
    COURSE,
    MOST_ANNOTATIONS,
    NOTE,
    PIN,
    SHAPES,
    Annotation,
    clean_note,
    read_annotations,
    write_annotations,
)

TEXT = "note-text"
_HELD, _STEPS, _TAIL = "notes-held", "notes-steps", "arrow-tail"
_PROBLEM, _ROUND = "notes-problem", "notes-round"
MOST_STEPS = 50
"""Steps that can be taken back."""
MEASURED = frozenset((PIN, COURSE, AREA))
"""Kinds that the link holds; notes and arrows are in the session and in the file alone."""
PAIR = 2
"""Places of an arrow."""


def list_notes() -> tuple[Annotation, ...]:
    """Return the notes and arrows of the session."""
    held: tuple[Annotation, ...] = st.session_state.get(_HELD, ())
    return held


def list_annotations(context: PageContext) -> tuple[Annotation, ...]:
    """Return the notes and arrows of the session, then what is measured: pin, course, area."""
    asked = context.selection.question
    measured = {AREA: asked.area, COURSE: asked.course, PIN: (asked.pin,) if asked.pin else ()}
    whole = [
        Annotation(kind, places) for kind, places in measured.items() if len(places) >= SHAPES[kind].least
    ]
    return (*list_notes(), *whole)


def describe_kept(context: PageContext) -> list[KeptPart]:
    """Return what the browser keeps: of what is measured, only what no link holds or what is beside notes."""
    kept = list_annotations(context) if list_notes() or context.known.private else ()
    if not kept:
        return []
    return [describe_text(NOTES, str(len(kept)), name_file(context), write_annotations(kept))]


def take_brought(rules: PageRules) -> None:
    """Put what the browser kept beside what is there."""
    if brought := pop_brought(NOTES):
        _take(rules, brought.name, brought.content)


def name_file(context: PageContext) -> str:
    """Return the name of the file that keeps them."""
    return f"{context.pack.folder.resolve().name}-notes.geojson"


def put_note(places: Sequence[Position], kind: str) -> bool:
    """Put a note at each place, or an arrow from each first to each second one, with the text given.

    Tell whether that was possible.
    """
    st.session_state.pop(_PROBLEM, None)
    text = clean_note(st.session_state.get(TEXT, ""))
    if kind == NOTE:
        if not text:
            st.session_state[_PROBLEM] = get_texts().note_without_text
            return False
        new = [Annotation(NOTE, (place,), text) for place in places]
    else:
        ends = [*st.session_state.pop(_TAIL, ()), *places]
        if len(ends) % PAIR:
            st.session_state[_TAIL] = (ends.pop(),)
        pairs = zip(ends[::PAIR], ends[1::PAIR], strict=True)
        new = [Annotation(ARROW, pair, text) for pair in pairs if pair[0] != pair[1]]
    if new and not _hold((*list_notes(), *new)):
        return False
    if new:
        st.session_state[TEXT] = ""
    return True


def is_pointing() -> bool:
    """Tell whether the tail of an arrow waits for its tip."""
    return _TAIL in st.session_state


def forget_tail() -> None:
    """Let go of the tail of an arrow that has no tip."""
    st.session_state.pop(_TAIL, None)


def show_notes(context: PageContext) -> None:
    """Show what is on the map with buttons to undo and clear it, and the file that keeps it."""
    texts = context.texts
    if problem := st.session_state.get(_PROBLEM):
        st.error(escape_markdown(problem), icon=":material/error:")
    notes = list_notes()
    if notes:
        show_html(format_notes(notes))
    with st.container(horizontal=True, gap="small"):
        stuck = not st.session_state.get(_STEPS)
        st.button(texts.undo_note, icon=":material/undo:", on_click=_undo, disabled=stuck)
        st.button(texts.clear_notes, icon=":material/delete:", on_click=_clear, disabled=not notes)
    kept = list_annotations(context)
    if kept:
        st.download_button(
            texts.save_notes,
            write_annotations(kept),
            name_file(context),
            "application/geo+json",
            icon=":material/download:",
            on_click="ignore",
            help=texts.save_notes_hint,
        )
    st.file_uploader(
        texts.load_notes,
        type=["geojson", "json"],
        key=_name_uploader(),
        on_change=_load,
        args=(context.rules,),
        help=texts.load_notes_hint,
    )


def _hold(notes: tuple[Annotation, ...]) -> bool:
    """Keep other notes and arrows where there is room, and tell so; what was there before can be had back."""
    if len(notes) > MOST_ANNOTATIONS:
        st.session_state[_PROBLEM] = get_texts().too_many_notes.format(most=MOST_ANNOTATIONS)
        return False
    steps: list[tuple[Annotation, ...]] = st.session_state.setdefault(_STEPS, [])
    steps.append(list_notes())
    del steps[:-MOST_STEPS]
    st.session_state[_HELD] = notes
    return True


def _clear() -> None:
    _hold(())


def _undo() -> None:
    st.session_state[_HELD] = st.session_state[_STEPS].pop()


def _name_uploader() -> str:
    """Return the key of the field for a file; a new one empties it."""
    return f"notes-file-{st.session_state.get(_ROUND, 0)}"


def _load(rules: PageRules) -> None:
    file = st.session_state[_name_uploader()]
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_PROBLEM, None)
    if file is not None:
        _take(rules, file.name, file.getvalue())


def _take(rules: PageRules, name: str, content: bytes) -> None:
    """Put what a file holds beside what is there; where it cannot be read, nothing changes."""
    try:
        read = read_annotations(name, content)
    except SeaBriefError as error:
        st.session_state[_PROBLEM] = tell(error)
        return
    held = list_notes()
    _hold((*held, *(one for one in read if one.kind in {NOTE, ARROW} and one not in held)))
    asked: dict[str, Any] = {
        one.kind: one.places[0] if one.kind == PIN else one.places for one in read if one.kind in MEASURED
    }
    if asked:
        actions.change_question(rules, **asked)
