"""Offer tools beside the map of Explore: the viewer's own layer, a pin, a course; for this session only."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import streamlit as st
from shapely.geometry import LineString

from dashboard import cached, choices, naming, state
from dashboard.cached import BY_KEY
from dashboard.render.live import LiveLayer
from dashboard.render.own import draw_course, draw_pin, draw_upload
from dashboard.render.whatif import name_place
from dashboard.shell import show_html
from dashboard.texts import ENGLISH
from dashboard.widgets import escape_markdown
from geodata.errors import SeaBriefError
from geodata.geodesy import Position
from geodata.layers import find_layer
from geodata.measures import Nearest, Pin, measure_course, measure_pin
from geodata.overlay import Reach
from geodata.packs import Pack
from geodata.units import to_nm
from geodata.uploads import READERS, read_upload

_OWN, _PROBLEM, _ROUND = "own-layer", "own-problem", "own-round"
_TOOL, _PIN, _COURSE = "tool", "tool-pin", "tool-course"
PIN, COURSE = "pin", "course"
FINE_KM = 100
"""Below this, distances are told with a decimal."""


@dataclass(frozen=True)
class OwnLayer:
    """A viewer's file, as it is on the map."""

    name: str
    """Name of the file."""
    count: int
    """Number of features."""
    notes: tuple[str, ...]
    """What was done to the shapes."""
    layers: tuple[LiveLayer, ...]
    """What is drawn."""


def list_live() -> tuple[LiveLayer, ...]:
    """Return what the tools have put on the map, from below to above."""
    pack = cached.load_pack()
    own: OwnLayer | None = st.session_state.get(_OWN)
    course, pin = _get_course(), _get_pin()
    return (
        *(own.layers if own else ()),
        *(draw_course(pack, course) if course else ()),
        *((draw_pin(pack, pin),) if pin else ()),
    )


def take_click() -> None:
    """Give a click on the map to the tool in use, else select what was clicked."""
    clicked, tool = st.session_state["map"]["clicked"], st.session_state.get(_TOOL)
    if not tool or not clicked["place"]:
        choices.take_click()
        return
    state.take_over_view(cached.load_known(), clicked, shown=choices.list_shown(state.get_selection()))
    lat, lon = clicked["place"]
    if tool == PIN:
        st.session_state[_PIN] = Position(lat, (lon + 180) % 360 - 180)
    elif _get_course()[-1:] != (place := Position(lat, lon),):
        st.session_state[_COURSE] = (*_get_course(), place)


def show_tools() -> None:
    """Show the tools, folded away until they are wanted."""
    with st.expander(ENGLISH.tools, icon=":material/construction:"):
        st.segmented_control(
            ENGLISH.click_does,
            (PIN, COURSE),
            format_func={PIN: ENGLISH.click_pins, COURSE: ENGLISH.click_measures}.__getitem__,
            key=_TOOL,
            help=ENGLISH.click_hint,
        )
        _show_pin()
        _show_course()
        _show_own()


def _get_pin() -> Position | None:
    pin: Position | None = st.session_state.get(_PIN)
    return pin


def _get_course() -> tuple[Position, ...]:
    course: tuple[Position, ...] = st.session_state.get(_COURSE, ())
    return course


def _show_own() -> None:
    st.file_uploader(
        ENGLISH.own_layer,
        type=[suffix.removeprefix(".") for suffix in READERS],
        key=_name_uploader(),
        on_change=_take_file,
        help=ENGLISH.own_layer_hint,
    )
    if problem := st.session_state.get(_PROBLEM):
        st.error(escape_markdown(problem), icon=":material/error:")
    own: OwnLayer | None = st.session_state.get(_OWN)
    if own:
        told = ENGLISH.own_shown.format(file=own.name, count=f"{own.count:,}")
        show_html("".join(f"<p class='sb-kind'>{escape(line)}</p>" for line in (told, *own.notes)))
        st.button(ENGLISH.remove_own, icon=":material/delete:", on_click=_remove_own)


def _name_uploader() -> str:
    """Return the key of the field for a file; a new one empties it."""
    return f"own-file-{st.session_state.get(_ROUND, 0)}"


def _take_file() -> None:
    """Put a file on the map; where it cannot be read, what is there stays."""
    st.session_state.pop(_PROBLEM, None)
    file = st.session_state[_name_uploader()]
    if file is None:
        st.session_state.pop(_OWN, None)
        return
    try:
        upload = read_upload(file.name, file.getvalue())
        layers = draw_upload(cached.load_pack(), upload)
    except SeaBriefError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    st.session_state[_OWN] = OwnLayer(upload.name, len(upload.frame), upload.notes, layers)


def _remove_own() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    for key in (_OWN, _PROBLEM):
        st.session_state.pop(key, None)


def _show_pin() -> None:
    if pin := _get_pin():
        pack = cached.load_pack()
        with st.spinner(ENGLISH.measuring):
            measured = _measure(pack, pin)
        show_html(format_pin(pack, pin, measured))
        st.button(ENGLISH.clear_pin, icon=":material/delete:", on_click=_forget, args=(_PIN,))


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_KEY)
def _measure(pack: Pack, place: Position) -> Pin:
    return measure_pin(pack, place)


def format_pin(pack: Pack, place: Position, pin: Pin) -> str:
    """Return the distances from a place as an escaped table in kilometres and nautical miles."""
    rows = [(ENGLISH.coast, pin.coast.distance_km, "")]
    rows += [(_name_nearest(layer_id, near), near.distance_km, "") for layer_id, near in pin.islands.items()]
    for layer_id, near in pin.lanes.items():
        rows.append((naming.call(find_layer(pack, layer_id)), near.distance_km, ""))
    for layer_id, reach in pin.bands.items():
        rows.append((naming.call(find_layer(pack, layer_id)), reach.distance_km, _tell_reach(reach)))
    body = "".join(_format_row(name, distance_km, told) for name, distance_km, told in rows)
    title = escape(ENGLISH.pin_at.format(place=name_place(place)))
    return f"<h4>{title}</h4>{_format_table(ENGLISH.pin_from, body, ENGLISH.pin_hint)}"


def _name_nearest(layer_id: str, near: Nearest) -> str:
    return naming.call_key(f"{layer_id}.{near.feature}")


def _tell_reach(reach: Reach) -> str:
    if not reach.within:
        return ENGLISH.outside_band
    words = dict(zip(("inner", "nominal", "outer"), ENGLISH.band_distances, strict=True))
    return ENGLISH.inside_bands.format(distances=", ".join(words[kind] for kind in reach.within))


def _format_table(head: str, rows: str, hint: str) -> str:
    """Return rows of `_format_row` below their head and above a note."""
    heads = f"<tr><th>{head}</th><th>km</th><th>nm</th></tr>"
    return f"<table class='sb-figures'>{heads}{rows}</table><p class='sb-kind'>{hint}</p>"


def _format_row(name: str, distance_km: float, told: str = "") -> str:
    small = f"<br><small>{escape(told)}</small>" if told else ""
    figures = "".join(f"<td>{figure}</td>" for figure in _write_figures(distance_km))
    return f"<tr><th>{escape(name)}{small}</th>{figures}</tr>"


def _write_figures(distance_km: float) -> Iterator[str]:
    """Yield a distance in kilometres and in nautical miles."""
    for figure in (distance_km, to_nm(distance_km)):
        yield f"{figure:,.1f}" if distance_km < FINE_KM else f"{figure:,.0f}"


def _show_course() -> None:
    course = _get_course()
    if not course:
        if st.session_state.get(_TOOL) == COURSE:
            show_html(f"<p class='sb-kind'>{ENGLISH.course_start}</p>")
        return
    show_html(format_course(course))
    with st.container(horizontal=True, gap="small"):
        st.button(ENGLISH.undo_leg, icon=":material/undo:", on_click=_undo_leg)
        st.button(ENGLISH.clear_course, icon=":material/delete:", on_click=_forget, args=(_COURSE,))


def format_course(places: tuple[Position, ...]) -> str:
    """Return the legs through some places as an escaped table: bearing, kilometres, nautical miles."""
    if len(places) == 1:
        return f"<h4>{ENGLISH.course}</h4><p class='sb-kind'>{ENGLISH.course_goes_on}</p>"
    course = measure_course(LineString([(place.lon, place.lat) for place in places]))
    legs = zip(course.bearings_deg, course.legs_km, strict=True)
    rows = "".join(
        _format_row(f"{ENGLISH.leg} {number}", length_km, f"{ENGLISH.bearing} {bearing_deg % 360:03.0f}°")
        for number, (bearing_deg, length_km) in enumerate(legs, start=1)
    )
    rows += _format_row(ENGLISH.whole_course, course.length_km)
    return f"<h4>{ENGLISH.course}</h4>{_format_table('', rows, ENGLISH.course_hint)}"


def _undo_leg() -> None:
    st.session_state[_COURSE] = _get_course()[:-1]


def _forget(key: str) -> None:
    st.session_state.pop(key, None)
