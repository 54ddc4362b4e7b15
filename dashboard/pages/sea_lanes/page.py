"""The Sea lanes page: lanes, closures and their consequences."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from dashboard.cartography.bounds import CornerBounds
from dashboard.components.compare_link import show_compare
from dashboard.components.layout import (
    escape_markdown,
    show_header,
    show_html,
    show_shell,
    split_page,
)
from dashboard.components.map import PART, show_page_map
from dashboard.components.passages import format_sources
from dashboard.components.port_offers import Refusal, refuse_text, show_refusal, tell_rounded
from dashboard.components.save_picture import show_save_view
from dashboard.components.text_alternative import show_alternative
from dashboard.i18n.texts import get_texts
from dashboard.i18n.translator import format_number, get_translator, tell
from dashboard.pages.sea_lanes.state import (
    PICKING,
    RULES,
    change_question,
    choose_end,
    choose_lane,
    draw_multiples,
    draw_now,
    list_closable,
    pick_on_map,
    undo_question,
)
from dashboard.pages.sea_lanes.tables import (
    Voyage,
    format_answer,
    format_chokepoint,
    format_costs,
    format_ends,
    format_figures,
    format_flows,
    format_matrix,
    format_passed,
    format_refusals,
    name_lanes,
)
from dashboard.session import store
from dashboard.session.cache import BY_KEY, MOST_PACKS
from dashboard.session.context import PageContext, get_context, open_page
from dashboard.session.selection import NO_SHIP, SPEEDS_KN, PageState
from dashboard.session.voyages import DEFAULT_SPEED_KN, get_sailing, get_ship, get_stops, get_year
from dashboard.session.widgets import name_widget, read_widget
from dashboard.webmap.live_layers import LiveLayer
from dashboard.wording.formats import format_alternative, name_closures, name_lane, name_place
from geodata.errors import SeaBriefError
from geodata.layer_kinds.lanes import list_sailings, list_stops
from geodata.packs.pack import Pack
from geodata.routing.alternatives import find_alternatives
from geodata.routing.closures import Detour, Stops, compare_lane, tabulate_closures
from geodata.routing.consequences import Estimate, Rates
from geodata.routing.lanes import SeaLane
from geodata.routing.places import read_place, write_place
from geodata.routing.ports import Port, name_country, read_ports
from geodata.routing.ships import FIRST_YEAR, LAST_YEAR, Sailing, read_ships
from geodata.sources import read_data_sources

PROBLEM, PROBLEM_END = "lane-problem", "lane-problem-end"
COSTS = ("fuel", "fuel-high", "price", "price-high", "hire", "hire-high", "anchor-fuel", "fixed-cost")
"""Keys of the fields for fuel and money."""
STOPPED = "stopped"
"""Key of the share of ships that a closure stops, in per cent."""
LOSSES_SOURCE = "devetak-2026"
"""Source of the limits of the method: losses do not follow from routes alone."""


def show_page() -> None:
    """Show the page."""
    show_shell()
    context = open_page(RULES)
    _show_question()
    _show_all_closures(context)


@st.fragment(key=PART)
def _show_question() -> None:
    context = get_context(RULES)
    texts, asked = context.texts, context.selection.question
    stops = get_stops(context.pack, asked)
    sailing = get_sailing(context.pack, asked)
    detour = compare_lane(stops, closed=asked.closed, sailing=sailing)
    stage, panel = split_page()
    with stage:
        live = draw_now(context.pack, stops, asked.closed, sailing)
        show_page_map(context, first=_find_bounds(live), live=live, folded=True)
        with st.container(horizontal=True, gap="small"):
            show_save_view(context, live=live)
            _show_compare(context)
        show_alternative(context, live=live)
    with panel:
        show_header(texts.sea_lanes, lead=texts.lanes_lead)
        _show_lanes(context, stops)
        answer = st.container()
        _show_closures(context, asked, detour)
        _show_ship(context, asked)
        voyage = Voyage(asked.speed or DEFAULT_SPEED_KN, *_ask_costs(context))
        with answer:
            show_html(
                format_answer(context, detour, voyage)
                + format_costs(detour, voyage)
                + format_refusals(context, detour)
                + format_ends(context, stops, detour)
            )
            _show_buttons(context)
        show_html(
            format_figures(detour, voyage) + format_passed(context, detour) + format_flows(context, detour)
        )
        _show_alternatives(context, stops, asked, sailing)
        _show_ends(context, stops)
        with st.expander(texts.how_computed):
            ship = sailing.ship if sailing else None
            names = (*(ship.sources if ship else ()), LOSSES_SOURCE)
            cited = format_sources(read_data_sources()[name] for name in names)
            show_html(f"<p>{escape(texts.lane_method)}</p><p>{escape(texts.cost_method)}</p>{cited}")
    _show_multiples(context, stops, sailing)


def _show_compare(context: PageContext) -> None:
    """Show the button that leads to what is asked beside the same with all chokepoints open."""
    selection, texts = replace(context.selection, at=None), context.texts
    opened = replace(selection, question=replace(selection.question, closed=frozenset()))
    label = texts.compare_open if selection.question.closed else texts.compare_with
    show_compare(context, "sea-lanes", label, left=opened, right=selection)


def _find_bounds(live: tuple[LiveLayer, ...]) -> CornerBounds:
    """Return the area of some layers."""
    bounds = [layer.entry["bounds"] for layer in live]
    south, west = (min(corner[0][axis] for corner in bounds) for axis in (0, 1))
    north, east = (max(corner[1][axis] for corner in bounds) for axis in (0, 1))
    return (south, west), (north, east)


def _show_lanes(context: PageContext, stops: Stops) -> None:
    lanes = list_stops(context.pack)
    chosen = next((lane for lane, ends in lanes.items() if ends == stops), None)
    names = name_lanes(context, lanes)
    st.pills(
        context.texts.lane,
        list(lanes),
        format_func=lambda lane: escape_markdown(names[lane]),
        key=name_widget("lane", chosen),
        on_change=_choose_lane,
    )


def _choose_lane() -> None:
    if lane := read_widget("lane"):
        choose_lane(lane)


def _show_closures(context: PageContext, asked: PageState, detour: Detour) -> None:
    texts = context.texts
    passed = (
        {chokepoint for chokepoint, _ in detour.usual.chokepoints}
        if isinstance(detour.usual, SeaLane)
        else set()
    )
    st.pills(
        texts.close_gates,
        list_closable(passed | asked.closed),
        selection_mode="multi",
        format_func=lambda name: (
            escape_markdown(format_chokepoint(context, name)) + (" •" if name in passed else "")
        ),
        key=name_widget("closed", sorted(asked.closed)),
        on_change=lambda: change_question(closed=frozenset(read_widget("closed"))),
        help=texts.close_gates_hint,
    )


def _show_ship(context: PageContext, asked: PageState) -> None:
    texts = context.texts
    chosen = get_ship(context.pack, asked)
    st.selectbox(
        texts.ship,
        [NO_SHIP, *read_ships()],
        format_func=lambda name: _name_ship(context, name),
        key=name_widget("ship", chosen),
        on_change=lambda: change_question(ship=read_widget("ship"), keep_camera=True),
        help=texts.ship_hint,
    )
    if ship := read_ships().get(chosen):
        st.caption(
            texts.ship_size.format(
                draught=format_number(ship.draught_m, ".1f"),
                beam=format_number(ship.beam_m, ".0f"),
                length=format_number(ship.length_m, ".0f"),
            )
        )
    year, speed = st.columns(2, gap="small")
    with year:
        st.number_input(
            texts.ship_year,
            FIRST_YEAR,
            LAST_YEAR,
            key=name_widget("year", get_year(context.pack, asked)),
            on_change=lambda: change_question(year=read_widget("year"), keep_camera=True),
            help=texts.ship_year_hint,
        )
    st.toggle(
        texts.arctic,
        key=name_widget("arctic", asked.arctic),
        on_change=lambda: change_question(arctic=read_widget("arctic")),
        help=texts.arctic_hint,
    )
    shown = name_widget("speed", asked.speed or DEFAULT_SPEED_KN)
    low, high = SPEEDS_KN
    with speed:
        st.number_input(
            texts.speed, low, high, step=0.5, key=shown, on_change=_choose_speed, help=texts.speed_hint
        )


def _name_ship(context: PageContext, name: str) -> str:
    """Return what a class of ships is called, or that there is no size."""
    if name == NO_SHIP:
        return context.texts.no_ship
    called = tell(read_ships()[name].name)
    return called[:1].upper() + called[1:]


def _ask_costs(context: PageContext) -> tuple[Rates, float]:
    """Return what the viewer says of fuel and money, and the share of ships that the closure stops."""
    texts = context.texts
    with st.expander(texts.costs):
        st.caption(texts.costs_hint)
        fuel_t, price, hire = (
            _ask_range(label, key)
            for label, key in ((texts.fuel, "fuel"), (texts.price, "price"), (texts.hire, "hire"))
        )
        anchor, fixed = st.columns(2, gap="small")
        with anchor:
            anchor_fuel_t = st.number_input(texts.anchor_fuel, 0.0, value=None, key="anchor-fuel")
        with fixed:
            fixed_cost = st.number_input(
                texts.fixed_cost, value=None, key="fixed-cost", help=texts.fixed_cost_hint
            )
        stopped = st.slider(
            texts.stopped_share, 0, 100, 100, 5, format="%d %%", key=STOPPED, help=texts.stopped_share_hint
        )
    rates = Rates(fuel_t, price, hire, anchor_fuel_t or 0.0, fixed_cost or 0.0)
    return rates, stopped / 100


def _ask_range(label: str, key: str) -> Estimate | None:
    """Return a figure and, where a second is given, the range between them; None where neither is."""
    first, second = st.columns(2, gap="small")
    with first:
        low = st.number_input(label, 0.0, value=None, key=key)
    with second:
        high = st.number_input(get_texts().up_to, 0.0, value=None, key=f"{key}-high")
    given = sorted(figure for figure in (low, high) if figure is not None)
    return Estimate(given[0], sum(given) / len(given), given[-1]) if given else None


def _choose_speed() -> None:
    speed = read_widget("speed")
    change_question(speed=None if speed == DEFAULT_SPEED_KN else speed, keep_camera=True)


def _show_buttons(context: PageContext) -> None:
    texts = context.texts
    with st.container(horizontal=True, gap="small"):
        stuck = not store.can_step_back()
        st.button(texts.undo_question, icon=":material/undo:", on_click=undo_question, disabled=stuck)
        st.button(texts.reset_question, icon=":material/restart_alt:", on_click=_reset)


def _reset() -> None:
    st.session_state.update(dict.fromkeys(COSTS), **{STOPPED: 100})
    change_question(closed=frozenset(), start=None, end=None, speed=None, ship=None, year=None, arctic=False)


def _show_alternatives(context: PageContext, stops: Stops, asked: PageState, sailing: Sailing | None) -> None:
    texts = context.texts
    if not st.toggle(texts.other_ways, key="other-ways", help=texts.other_ways_hint):
        return
    told = [
        format_alternative(other, speed_kn=asked.speed or DEFAULT_SPEED_KN, policy=context.names)
        for other in find_alternatives(stops, asked.closed, sailing)
    ]
    show_html("".join(f"<p>{escape(sentence)}</p>" for sentence in told or [texts.no_other_way]))


def _show_ends(context: PageContext, stops: Stops) -> None:
    texts = context.texts
    show_html(f"<h2 class='sb-subhead'>{texts.other_ends}</h2>")
    for key, label, place in (
        ("start", texts.from_place, stops[0]),
        ("end", texts.to_place, stops[-1]),
    ):
        options = list(read_ports())
        value = write_place(place)
        if value not in options:
            options.insert(0, value)
        st.selectbox(
            label,
            options,
            format_func=partial(_name_option, context),
            key=name_widget(f"place-{key}", value),
            on_change=_choose_place,
            args=(key,),
            placeholder=texts.place_hint,
            accept_new_options=True,
            filter_mode="contains",
            help=texts.place_hint,
        )
    show_refusal(PROBLEM, _take_offer, asked=context.selection.question)
    picking = st.session_state.get(PICKING)
    told = {"start": texts.pick_start, "end": texts.pick_end}.get(picking or "", texts.pick_points)
    st.button(
        told,
        icon=":material/ads_click:",
        on_click=pick_on_map,
        type="primary" if picking else "secondary",
    )


def _name_option(context: PageContext, text: str) -> str:
    try:
        place = read_place(text)
    except SeaBriefError:
        return text
    if not isinstance(place, Port):
        return name_place(place)
    names = place.names
    others = dict.fromkeys(filter(None, (names.en, names.ja, names.zh_hans, names.zh_hant, *place.also)))
    called = names.call(context.names)
    country = name_country(place.country, get_translator().language)
    return " · ".join(dict.fromkeys((called, *others, country, place.locode)))


def _choose_place(key: str) -> None:
    text = read_widget(f"place-{key}")
    if not text:
        return
    try:
        place = read_place(text)
    except SeaBriefError as error:
        st.session_state[PROBLEM_END] = key
        refuse_text(PROBLEM, error, asked=get_context(RULES).selection.question)
        return
    tell_rounded(text)
    choose_end(key, place)


def _take_offer(_refusal: Refusal, port: Port) -> None:
    choose_end(st.session_state[PROBLEM_END], port)


def _show_multiples(context: PageContext, stops: Stops, sailing: Sailing | None) -> None:
    pictures = draw_multiples(context.pack, stops, sailing, context.theme)
    if not pictures:
        return
    figures = "".join(
        _format_figure(context, picture, compare_lane(stops, closed={chokepoint}, sailing=sailing))
        for chokepoint, picture in pictures.items()
    )
    heading = context.texts.one_closure.format(lane=name_lane(stops, context.names))
    show_html(f'<h2>{escape(heading)}</h2><div class="sb-multiples">{figures}</div>')


def _format_figure(context: PageContext, picture: str, detour: Detour) -> str:
    told = format_answer(context, detour, Voyage(context.selection.question.speed or DEFAULT_SPEED_KN))
    encoded = base64.b64encode(picture.encode()).decode()
    name = escape(name_closures(detour.closed, context.names))
    image = f'<img src="data:image/svg+xml;base64,{encoded}" alt="{name}">'
    return f"<figure>{image}<figcaption>{told}</figcaption></figure>"


def _show_all_closures(context: PageContext) -> None:
    texts = context.texts
    lanes = list_stops(context.pack)
    table = _tabulate(context.pack)
    show_html(
        f"<h2>{texts.all_closures}</h2><p class='sb-kind'>{texts.all_closures_hint}</p>"
        + format_matrix(context, table, name_lanes(context, lanes))
    )


@st.cache_resource(show_spinner=False, max_entries=MOST_PACKS, hash_funcs=BY_KEY)
def _tabulate(pack: Pack) -> Mapping[tuple[str, str], Detour]:
    return tabulate_closures(list_stops(pack), list_sailings(pack))


show_page()
