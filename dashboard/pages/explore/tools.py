"""Tools: pin, course, area, annotations, own layer."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard.cartography.user_layers import draw_annotations, draw_area, draw_course
from dashboard.components.layout import show_html
from dashboard.components.port_offers import Refusal, refuse_text, show_refusal, tell_rounded
from dashboard.i18n.texts import get_texts
from dashboard.layout.projection import TILE_PX
from dashboard.pages.explore import annotations, own_layer
from dashboard.pages.explore.tables import format_area, format_course, format_pin
from dashboard.session import actions
from dashboard.session.cache import BY_KEY
from dashboard.session.context import PageContext, PageRules, get_context
from dashboard.session.selection import MOST_CORNERS
from dashboard.webmap.live_layers import LiveLayer, make_live, name_live
from geodata.errors import DrawingError, SeaBriefError
from geodata.geometry.geodesy import Position
from geodata.geometry.positions import PARTS
from geodata.layers.measuring import Pin, measure_pin
from geodata.packs.pack import Pack
from geodata.routing.places import read_places
from geodata.routing.ports import Port
from geodata.uploads.annotations import AREA, ARROW, COURSE, MOST_TEXT, NOTE, PIN, round_place

TOOL, DEGREES, PROBLEM, OPENED = "tool", "tool-degrees", "tool-problem", "tools-opened"
TOOLS = (PIN, COURSE, AREA, NOTE, ARROW)
"""What a click can serve, in the order in which it is offered."""
FIRST_CORNER = f"{name_live('area-corners')}.corner-1"
"""Key of the corner that closes an area when it is clicked."""
CORNER_PX = 8
"""How near to that corner a click closes the area where the corner is not drawn yet."""


def list_live(context: PageContext) -> tuple[LiveLayer, ...]:
    """Return what the tools have put on the map, from below to above."""
    own, pack = own_layer.get_own(), context.pack
    asked = context.selection.question
    begun = draw_course(asked.course) if len(asked.course) == 1 else []
    begun += draw_area(asked.area) if 0 < len(asked.area) <= 2 else []  # noqa: PLR2004 - no area yet
    drawn = [*draw_annotations(annotations.list_annotations(context)), *begun]
    return (*(own.layers if own else ()), *(make_live(shown.frame, shown.layer, pack) for shown in drawn))


def _take_place(place: Position, key: str) -> bool:
    """Give a place on the map to the tool in use; the first corner of an area, clicked again, ends it."""
    tool = st.session_state.get(TOOL)
    if not tool:
        return False
    if tool == AREA and (key == FIRST_CORNER or _is_at_first_corner(place)):
        st.session_state[TOOL] = None
        return True
    try:
        _use(tool, (round_place(place),))
    except DrawingError as error:
        refuse_text(PROBLEM, error, asked=_get_typed(tool))
    return True


def _is_at_first_corner(place: Position) -> bool:
    """Tell whether a click falls on the first corner of an area that has three or more."""
    selection = get_context(RULES).selection
    corners = selection.question.area
    if len(corners) <= 2 or selection.at is None:  # noqa: PLR2004 - no area yet
        return False
    near_deg = CORNER_PX * 360 / (TILE_PX * 2**selection.at.zoom)
    eastward = (place.lon - corners[0].lon + 180) % 360 - 180
    return max(abs(place.lat - corners[0].lat), abs(eastward)) < near_deg


def _choose(context: PageContext, keys: Sequence[str]) -> None:
    """Open a feature of the viewer's file, else select what was clicked."""
    if not any(map(own_layer.open_feature, keys)):
        actions.choose_clicked(context, keys)


RULES = PageRules(with_choice=True, with_steps=True, timed=True, take_place=_take_place, choose=_choose)


def show_tools(context: PageContext) -> None:
    """Show the tools, folded away until they are wanted."""
    texts = context.texts
    opened = st.session_state.setdefault(OPENED, _is_measured(context))
    with st.expander(texts.tools, icon=":material/construction:", expanded=opened):
        tool = st.pills(
            texts.click_does,
            TOOLS,
            format_func=texts.clicks.__getitem__,
            key=TOOL,
            on_change=annotations.forget_tail,
            help=texts.click_hint,
        )
        if tool:
            _show_tool(context, tool)
        _show_pin(context)
        _show_course(context)
        _show_area(context)
        show_html(f"<h2 class='sb-subhead'>{texts.notes_layer}</h2>")
        annotations.show_notes(context)
        own_layer.show_own(context)


def _is_measured(context: PageContext) -> bool:
    """Tell whether a link asks for something that the tools show."""
    asked = context.selection.question
    return bool(asked.pin or asked.course or asked.area)


def _show_tool(context: PageContext, tool: str) -> None:
    texts = context.texts
    if tool in {NOTE, ARROW}:
        label = texts.note_text if tool == NOTE else texts.arrow_text
        st.text_input(label, key=annotations.TEXT, max_chars=MOST_TEXT)
    waiting = tool == ARROW and annotations.is_pointing()
    starts = {
        PIN: texts.pin_start,
        COURSE: texts.course_start,
        AREA: texts.area_start,
        NOTE: texts.note_start,
        ARROW: texts.arrow_start,
    }
    hint = texts.arrow_goes_on if waiting else starts[tool]
    show_html(f"<p class='sb-kind'>{hint}</p>")
    st.text_input(
        texts.by_degrees,
        key=DEGREES,
        placeholder=texts.degrees_example,
        help=texts.by_degrees_hint,
        on_change=_take_degrees,
        args=(tool,),
    )
    show_refusal(PROBLEM, partial(_take_offer, tool), asked=_get_typed(tool))


def _get_typed(tool: str) -> tuple[str, str]:
    """Return the tool in use and what is typed for it."""
    return tool, st.session_state.get(DEGREES, "")


def _take_degrees(tool: str) -> None:
    """Use a tool at the places that were typed; what cannot be read stays in the field."""
    try:
        places = read_places(st.session_state[DEGREES])
        if tool == PIN and len(places) > 1:
            raise DrawingError(get_texts().one_pin.format(count=len(places)))
        taken = bool(places) and _use(tool, places)
    except SeaBriefError as error:
        refuse_text(PROBLEM, error, asked=_get_typed(tool))
        return
    if taken:
        tell_rounded(st.session_state[DEGREES])
        st.session_state[DEGREES] = ""


def _take_offer(tool: str, refusal: Refusal, port: Port) -> None:
    """Put a port in the place of the words that were refused, and use the tool."""
    parts = [part.strip() for part in PARTS.split(st.session_state[DEGREES])]
    st.session_state[DEGREES] = "; ".join(port.id if part == refusal.text else part for part in parts)
    _take_degrees(tool)


def _use(tool: str, places: tuple[Position, ...]) -> bool:
    """Use a tool at some places; tell whether it took them.

    Raises
    ------
    DrawingError
        They would be too many corners.
    """
    asked = get_context(RULES).selection.question
    if tool == PIN:
        _ask(pin=places[-1])
    elif tool in {COURSE, AREA}:
        corners: tuple[Position, ...] = getattr(asked, tool)
        for place in places:
            corners = corners if corners[-1:] == (place,) else (*corners, place)
        if len(corners) > MOST_CORNERS:
            raise DrawingError(get_texts().too_many_corners.format(most=MOST_CORNERS))
        _ask(**{tool: corners})
    else:
        return annotations.put_note(places, tool)
    return True


def _ask(**changes: Any) -> None:  # noqa: ANN401 - fields of Question
    actions.change_question(RULES, **changes)


def _show_pin(context: PageContext) -> None:
    texts = context.texts
    if pin := context.selection.question.pin:
        pack = context.pack
        with st.spinner(texts.measuring):
            measured = _measure(pack, pin)
        show_html(format_pin(context, pin, measured))
        st.button(texts.clear_pin, icon=":material/delete:", on_click=_ask, kwargs={"pin": None})


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_KEY)
def _measure(pack: Pack, place: Position) -> Pin:
    return measure_pin(pack, place)


def _show_course(context: PageContext) -> None:
    if course := context.selection.question.course:
        show_html(format_course(course))
        _show_corner_buttons(context, COURSE, course, context.texts.clear_course)


def _show_area(context: PageContext) -> None:
    if area := context.selection.question.area:
        show_html(format_area(area))
        _show_corner_buttons(context, AREA, area, context.texts.clear_area)


def _show_corner_buttons(context: PageContext, field: str, corners: tuple[Position, ...], clear: str) -> None:
    with st.container(horizontal=True, gap="small"):
        for label, icon, left in (
            (context.texts.undo_leg, "undo", corners[:-1]),
            (clear, "delete", ()),
        ):
            st.button(
                label, icon=f":material/{icon}:", on_click=_ask, kwargs={field: left}, key=f"{field}-{icon}"
            )
