"""The Range bands page: notional ranges and what lies within them."""

from functools import partial
from html import escape

import streamlit as st

from dashboard.components import feature_panel
from dashboard.components.layout import escape_markdown, show_header, show_html, show_shell, split_page
from dashboard.components.map import PART, show_page_map
from dashboard.components.passages import format_badge, format_grounds, format_sources
from dashboard.components.save_picture import show_save_view
from dashboard.components.text_alternative import show_alternative
from dashboard.pages.range_bands.state import (
    FOCUS,
    RULES,
    change_bands,
    choose_bands,
    draw_bands,
    leave_out,
    list_lines,
    move_band,
)
from dashboard.pages.range_bands.tables import format_bars, format_growth, format_spots
from dashboard.session.bands import get_choices, get_origin, list_band_layers, set_band
from dashboard.session.context import PageContext, get_context, open_page
from dashboard.session.first_views import FIRST_VIEWS
from dashboard.session.selection import INNER_PCT, NOMINAL_KM, OUTER_PCT
from dashboard.session.widgets import name_widget, read_widget
from dashboard.wording.formats import format_date
from dashboard.wording.wording import tell_grounds
from geodata.layer_kinds.bands import read_band
from geodata.layers.range_bands import get_band_data, list_spots, reach_spots, share_lanes
from geodata.packs.attribution import list_sources
from geodata.range_bands.bands import COAST, POINTS, list_origins
from geodata.records.layers import Layer


def show_page() -> None:
    """Show the page."""
    show_shell()
    open_page(RULES)
    _show_question()


@st.fragment(key=PART)
def _show_question() -> None:
    context = get_context(RULES)
    pack, texts, selection = context.pack, context.texts, context.selection
    origin = get_origin(selection.question)
    layers = [set_band(pack, choice, origin) for choice in get_choices(pack, selection.question)]
    stage, panel = split_page()
    with stage:
        live, served = draw_bands(pack, layers)
        shown = context.list_shown() | served
        first = (
            context.find_feature_bounds(selection.feature)
            if selection.feature
            else FIRST_VIEWS["range-bands"]
        )
        show_page_map(context, first=first, also=served, live=live, folded=True)
        show_save_view(context, live=live)
        show_alternative(context, layers=shown, live=live)
    with panel:
        if selection.feature:
            feature_panel.show_feature(context, selection.feature)
            return
        show_header(texts.range_bands, kicker=texts.stamp, lead=texts.bands_lead)
        if layers:
            focus = _choose_focus(context, layers)
            _show_shares(context, focus, origin)
        else:
            st.info(texts.no_bands_chosen)
        _show_classes(context, layers)
        if layers:
            _show_places(context, focus, origin)


def _show_classes(context: PageContext, layers: list[Layer]) -> None:
    texts = context.texts
    st.pills(
        texts.classes,
        [layer.id for layer in list_band_layers(context.pack)],
        selection_mode="multi",
        format_func=lambda layer_id: escape_markdown(context.name_feature(layer_id)),
        key=name_widget("band-classes", [layer.id for layer in layers]),
        on_change=lambda: choose_bands(read_widget("band-classes")),
    )
    st.selectbox(
        texts.origin,
        list_origins(),
        format_func=partial(_name_origin, context),
        key=name_widget("band-origin", get_origin(context.selection.question)),
        on_change=lambda: change_bands(origin=leave_out(read_widget("band-origin"), COAST)),
        help=texts.origin_hint,
    )


def _name_origin(context: PageContext, origin: str) -> str:
    texts = context.texts
    point = texts.origin_point.format(name=origin.replace("-", "–").title())
    return {COAST: texts.origin_coast, POINTS: texts.origin_points}.get(origin, point)


def _choose_focus(context: PageContext, layers: list[Layer]) -> Layer:
    """Return the class whose figures are shown: the one chosen, else the widest with an uncertain edge."""
    by_id = {layer.id: layer for layer in layers}
    if st.session_state.get(FOCUS) not in by_id:
        uncertain = [layer for layer in layers if not get_band_data(layer).single_line] or layers
        st.session_state[FOCUS] = max(uncertain, key=lambda layer: get_band_data(layer).nominal_km).id
    if len(layers) > 1:
        st.selectbox(context.texts.figures_for, list(by_id), format_func=context.name_feature, key=FOCUS)
    return by_id[st.session_state[FOCUS]]


def _show_shares(context: PageContext, layer: Layer, origin: str) -> None:
    shares = share_lanes(list_lines(context.pack), read_band(get_band_data(layer)), origin)
    show_html(f"<h2 class='sb-subhead'>{escape(context.texts.covers)}</h2>{format_bars(context, shares)}")
    _show_sliders(context, layer)


def _show_places(context: PageContext, layer: Layer, origin: str) -> None:
    texts = context.texts
    pack, band = context.pack, read_band(get_band_data(layer))
    dated = f" {escape(texts.as_of)} {format_date(layer.as_of)}" if layer.as_of else ""
    shares = share_lanes(list_lines(context.pack), band, origin)
    reaches = reach_spots(list_spots(pack), origin)
    show_html(f"<h2 class='sb-subhead'>{escape(texts.held)}</h2>{format_spots(context, reaches, band)}")
    growth = format_growth(context, shares, reaches, band)
    show_html(f"<h2 class='sb-subhead'>{escape(texts.uncertainty)}</h2>{growth}")
    show_html(
        f"<h2 class='sb-subhead'>{escape(texts.figure_from)}</h2>"
        f"<p>{format_badge(layer)}{dated}</p>"
        f'<p class="sb-caveat">{escape(context.rewrite_names(layer.caveat))}</p>'
        f"{format_grounds(tell_grounds(pack, layer))}{format_sources(list_sources(pack, layer))}"
    )
    with st.expander(texts.how_computed):
        show_html(f"<p>{escape(texts.band_method)}</p>")


def _show_sliders(context: PageContext, layer: Layer) -> None:
    texts = context.texts
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
    inner, outer = (read_widget(f"{name}-{layer_id}") for name in ("inner", "outer"))
    move_band(
        layer_id,
        nominal_km=float(read_widget(f"nominal-{layer_id}")),
        inner_pct=inner,
        outer_pct=outer,
    )


show_page()
