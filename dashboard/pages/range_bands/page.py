"""The Range bands page: notional ranges and what lies within them."""

from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from dashboard.components import feature_panel
from dashboard.components.layout import escape_markdown, show_header, show_html, show_shell, split_page
from dashboard.components.map import show_page_map
from dashboard.components.passages import format_badge, format_grounds, format_sources
from dashboard.components.save_picture import show_save_view
from dashboard.components.text_alternative import show_alternative
from dashboard.i18n.texts import get_texts
from dashboard.pages.range_bands.state import (
    FOCUS,
    change_bands,
    choose_bands,
    draw_bands,
    get_choices,
    get_origin,
    handle_click,
    handle_view,
    list_band_layers,
    list_known,
    list_lines,
    list_on,
    set_band,
)
from dashboard.pages.range_bands.tables import format_bars, format_growth, format_spots
from dashboard.session import actions, cache, naming, store
from dashboard.session.selection import INNER_PCT, NOMINAL_KM, OUTER_PCT, Selection
from dashboard.session.widgets import name_widget, read_widget
from dashboard.webmap.live_layers import LiveLayer
from dashboard.wording.formats import format_date
from dashboard.wording.wording import tell_grounds
from geodata.layer_kinds.bands import read_band
from geodata.layers.range_bands import get_band_data, list_spots, reach_spots, share_lanes
from geodata.packs.attribution import list_sources
from geodata.range_bands.bands import COAST, POINTS, list_origins
from geodata.records.layers import Layer

FIRST_VIEW = ((3, 100), (43, 148))
"""South-west and north-east corner of what the map shows first, in degrees."""


def show_page() -> None:
    """Show the page."""
    show_shell()
    store.read_selection(list_known(), page="range-bands")
    _show_question()


@st.fragment
def _show_question() -> None:
    texts = get_texts()
    selection = store.get_selection()
    origin = get_origin(selection)
    layers = [set_band(choice, origin) for choice in get_choices(selection)]
    stage, panel = split_page()
    with stage:
        live, served = draw_bands(cache.load_pack(), layers)
        _show_map(selection, live, list_on() | served)
        show_save_view(selection, live=live)
        show_alternative(list_on() | served, live=live)
    with panel:
        if selection.feature:
            feature_panel.show_feature(selection.feature)
            return
        show_header(texts.range_bands, kicker=texts.stamp, lead=texts.bands_lead)
        if layers:
            focus = _choose_focus(layers)
            _show_shares(focus, origin)
        else:
            st.info(texts.no_bands_chosen)
        _show_classes(layers)
        if layers:
            _show_places(focus, origin)


def _show_map(selection: Selection, live: tuple[LiveLayer, ...], shown: frozenset[str]) -> None:
    show_page_map(
        selection,
        layers=shown,
        first=actions.find_feature_bounds(selection.feature) if selection.feature else FIRST_VIEW,
        on_view=handle_view,
        on_click=handle_click,
        live=live,
        folded=True,
    )


def _show_classes(layers: list[Layer]) -> None:
    texts = get_texts()
    st.pills(
        texts.classes,
        [layer.id for layer in list_band_layers()],
        selection_mode="multi",
        format_func=lambda layer_id: escape_markdown(naming.name_feature(layer_id)),
        key=name_widget("band-classes", [layer.id for layer in layers]),
        on_change=lambda: choose_bands(read_widget("band-classes")),
    )
    st.selectbox(
        texts.origin,
        list_origins(),
        format_func=_name_origin,
        key=name_widget("band-origin", get_origin(store.get_selection())),
        on_change=lambda: change_bands(origin=_leave_out(read_widget("band-origin"), COAST)),
        help=texts.origin_hint,
    )


def _name_origin(origin: str) -> str:
    texts = get_texts()
    point = texts.origin_point.format(name=origin.replace("-", "–").title())
    return {COAST: texts.origin_coast, POINTS: texts.origin_points}.get(origin, point)


def _leave_out(value: Any, usual: Any) -> Any:  # noqa: ANN401 - a setting of any type
    return None if value == usual else value


def _choose_focus(layers: list[Layer]) -> Layer:
    """Return the class whose figures are shown: the one chosen, else the widest with an uncertain edge."""
    by_id = {layer.id: layer for layer in layers}
    if st.session_state.get(FOCUS) not in by_id:
        uncertain = [layer for layer in layers if not get_band_data(layer).single_line] or layers
        st.session_state[FOCUS] = max(uncertain, key=lambda layer: get_band_data(layer).nominal_km).id
    if len(layers) > 1:
        st.selectbox(get_texts().figures_for, list(by_id), format_func=naming.name_feature, key=FOCUS)
    return by_id[st.session_state[FOCUS]]


def _show_shares(layer: Layer, origin: str) -> None:
    shares = share_lanes(list_lines(), read_band(get_band_data(layer)), origin)
    show_html(f"<h2 class='sb-subhead'>{escape(get_texts().covers)}</h2>{format_bars(shares)}")
    _show_sliders(layer)


def _show_places(layer: Layer, origin: str) -> None:
    texts = get_texts()
    pack, band = cache.load_pack(), read_band(get_band_data(layer))
    dated = f" {escape(texts.as_of)} {format_date(layer.as_of)}" if layer.as_of else ""
    shares = share_lanes(list_lines(), band, origin)
    reaches = reach_spots(list_spots(pack), origin)
    show_html(f"<h2 class='sb-subhead'>{escape(texts.held)}</h2>{format_spots(reaches, band)}")
    show_html(
        f"<h2 class='sb-subhead'>{escape(texts.uncertainty)}</h2>{format_growth(shares, reaches, band)}"
    )
    show_html(
        f"<h2 class='sb-subhead'>{escape(texts.figure_from)}</h2>"
        f"<p>{format_badge(layer)}{dated}</p>"
        f'<p class="sb-caveat">{escape(naming.rewrite_names(layer.caveat))}</p>'
        f"{format_grounds(tell_grounds(pack, layer))}{format_sources(list_sources(pack, layer))}"
    )
    with st.expander(texts.how_computed):
        show_html(f"<p>{escape(texts.band_method)}</p>")


def _show_sliders(layer: Layer) -> None:
    texts = get_texts()
    data, key = get_band_data(layer), layer.id
    low, high = map(int, NOMINAL_KM)
    nominal = name_widget(f"nominal-{key}", int(data.nominal_km))
    st.slider(texts.nominal_km, low, high, step=50, key=nominal, on_change=_take_sliders, args=(key,))
    if data.single_line:
        show_html(f"<p class='sb-kind'>{escape(texts.no_uncertainty)}</p>")
        return
    for name, label, share, (least, most) in (
        ("inner", texts.inner_pct, data.inner_share, INNER_PCT),
        ("outer", texts.outer_pct, data.outer_share, OUTER_PCT),
    ):
        shown = name_widget(f"{name}-{key}", round(100 * share))
        st.slider(label, least, most, step=5, key=shown, on_change=_take_sliders, args=(key,))


def _take_sliders(layer_id: str) -> None:
    data = get_band_data(next(layer for layer in list_band_layers() if layer.id == layer_id))
    inner, outer = (read_widget(f"{name}-{layer_id}") for name in ("inner", "outer"))
    moved = {
        "nominal_km": _leave_out(float(read_widget(f"nominal-{layer_id}")), data.nominal_km),
        "inner_pct": _leave_out(inner, round(100 * data.inner_share)),
        "outer_pct": _leave_out(outer, round(100 * data.outer_share)),
    }
    choices = get_choices(store.get_selection())
    asked = [replace(choice, **moved) if choice.layer == layer_id else choice for choice in choices]
    change_bands(bands=tuple(asked))


show_page()
