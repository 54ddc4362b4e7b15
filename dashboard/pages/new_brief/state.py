"""The draft of the session: what is being checked, and what becomes of it."""

from collections.abc import Callable

import streamlit as st

from geodata.drafting.draft import Draft, History, accept_item, accept_kind, reject_item
from geodata.drafting.items import Item, Mention

_HISTORY, _CURRENT, _SECTION = "draft-history", "draft-current", "draft-section"
PICKING = "draft-picking"
"""Key of whether the next click on the map gives the current item its place."""


def find_history() -> History | None:
    """Return the draft of the session with its steps, None where there is none."""
    history: History | None = st.session_state.get(_HISTORY)
    return history


def get_draft() -> Draft:
    """Return the draft of the session.

    Raises
    ------
    LookupError
        There is none.
    """
    history = find_history()
    if history is None:
        raise LookupError("the session has no draft")
    return history.draft


def open_draft(draft: Draft) -> None:
    """Begin with a draft, at the first item that nobody has decided about."""
    st.session_state[_HISTORY] = History(draft)
    st.session_state[PICKING] = False
    first = next(iter(draft.list_open()), None) or next(iter(draft.items), None)
    st.session_state[_SECTION] = 0
    choose_item(first.id if first else "")


def close_draft() -> None:
    """Let go of the draft."""
    for key in (_HISTORY, _CURRENT, _SECTION, PICKING):
        st.session_state.pop(key, None)


def take_step(draft: Draft) -> None:
    """Go on with another draft; the step can be taken back."""
    history = find_history()
    if history is not None:
        st.session_state[_HISTORY] = history.take_step(draft)


def can_undo() -> bool:
    """Return whether there is a step to take back."""
    history = find_history()
    return history is not None and bool(history.past)


def find_current() -> Item | None:
    """Return the item that is being decided about, None where there is none."""
    chosen = st.session_state.get(_CURRENT, "")
    return next((item for item in get_draft().items if item.id == chosen), None)


def choose_item(item_id: str) -> None:
    """Turn to an item, and to its section where the one that is shown does not speak of it."""
    st.session_state[_CURRENT] = item_id
    st.session_state[PICKING] = False
    item = find_current()
    if item and find_mention(item) is None:
        paragraph = get_draft().find_paragraph(item.mentions[0])
        st.session_state[_SECTION] = paragraph.section if paragraph else 0


def get_section() -> int:
    """Return the index of the section that is shown."""
    section: int = st.session_state.get(_SECTION, 0)
    return min(section, len(get_draft().source.sections) - 1)


def choose_section(section: int) -> None:
    """Turn to a section, and to its first item that nobody has decided about."""
    st.session_state[_SECTION] = section
    inside = [item for item in get_draft().items if find_mention(item) is not None]
    first = next((item for item in inside if item.is_open), None) or next(iter(inside), None)
    st.session_state[_CURRENT] = first.id if first else ""


def find_mention(item: Item) -> Mention | None:
    """Return where the section that is shown first speaks of an item, None where it does not."""
    paragraphs = get_draft().source.sections[get_section()].paragraphs
    start, end = paragraphs[0].start, paragraphs[-1].end
    return next((one for one in item.mentions if start <= one.start < end), None)


def accept(item_id: str) -> None:
    """Accept an item and go on."""
    take_step(accept_item(get_draft(), item_id))
    turn(1, only_open=True)


def reject(item_id: str) -> None:
    """Reject an item and go on."""
    take_step(reject_item(get_draft(), item_id))
    turn(1, only_open=True)


def accept_all(item_id: str) -> None:
    """Accept all open items of the kind of an item and go on."""
    take_step(accept_kind(get_draft(), get_draft().find_item(item_id).kind))
    turn(1, only_open=True)


def undo(_item_id: str = "") -> None:
    """Take the last step back, and turn to what it was about."""
    history = find_history()
    if history is None or not history.past:
        return
    before, after = history.past[-1], history.draft
    st.session_state[_HISTORY] = history.step_back()
    told = zip(before.items, after.items, strict=False)
    touched = next((one.id for one, other in told if one != other), "")
    if touched:
        choose_item(touched)


def turn(step: int, *, only_open: bool = False) -> None:
    """Turn to the next item or the one before; of those that are open where asked and there is one."""
    items, current = get_draft().items, find_current()
    if not items:
        return
    place = items.index(current) if current in items else -1
    order = [items[(place + step * number) % len(items)] for number in range(1, len(items) + 1)]
    wanted = [item for item in order if item.is_open] if only_open else order
    if wanted:
        choose_item(wanted[0].id)


ACTS: dict[str, Callable[[str], None]] = {
    "choose": choose_item,
    "accept": accept,
    "reject": reject,
    "acceptKind": accept_all,
    "undo": undo,
    "next": lambda _item_id: turn(1),
    "previous": lambda _item_id: turn(-1),
}
"""What a click or a key in the text asks for -> what does it."""


def act(name: str, item_id: str) -> None:
    """Do what a click or a key in the text asks for; nothing where it is about no item."""
    known = {item.id for item in get_draft().items}
    if item_id in known or name == "undo":
        ACTS[name](item_id)
