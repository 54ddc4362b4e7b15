"""The Explore page: map, layer list and feature panel."""

import streamlit as st

from dashboard.cartography.bounds import Bounds, CornerBounds, find_passage_bounds, list_lit
from dashboard.components import feature_panel
from dashboard.components.layout import get_theme, show_shell, split_page
from dashboard.components.map import MapState, show_map
from dashboard.components.save_picture import show_save_view
from dashboard.components.text_alternative import show_alternative
from dashboard.pages.explore import own_layer, tools
from dashboard.session import actions, cache, store
from dashboard.session.selection import Selection


def show_page() -> None:
    """Show the page."""
    show_shell()
    store.read_selection(cache.load_known())
    _show_map_and_details()


@st.fragment
def _show_map_and_details() -> None:
    selection = store.get_selection()
    stage, panel = split_page()
    with stage:
        _show_map(selection)
        show_save_view(selection, live=tools.list_live())
        show_alternative(actions.list_shown(selection), live=tools.list_live())
    with panel:
        tools.show_tools()
        if own_layer.show_opened():
            return
        if selection.feature:
            feature_panel.show_feature(selection.feature)
        elif selection.passage:
            feature_panel.show_passage(selection.passage)
        else:
            feature_panel.show_overview()


def _show_map(selection: Selection) -> None:
    index = cache.load_static()
    lit = list_lit(cache.load_pack(), selection.passage)
    camera = selection.at
    show_map(
        MapState(
            revision=store.get_revision(),
            layers=actions.list_shown(selection),
            at=(camera.lat, camera.lon, camera.zoom) if camera else None,
            fly=None if camera else _frame(selection),
            feature=selection.feature,
            lit=[*lit, *own_layer.list_lit(selection.passage)],
            theme=get_theme(),
            names=selection.names,
            live=tools.list_live(),
            undo=store.can_step_back(),
        ),
        bridge=index.bridge,
        catalogue=index.catalogue,
        on_view=actions.handle_view,
        on_click=tools.handle_click,
        on_act=actions.handle_undo,
    )


def _frame(selection: Selection) -> CornerBounds:
    """Return the area to fly to: the feature, what belongs to the passage, or the first view."""
    layers = cache.load_static().layers
    bounds = {layer_id: layer.bounds for layer_id, layer in layers.items()}
    areas = _list_first_areas()
    if selection.feature:
        layer_id, _, feature_id = selection.feature.partition(".")
        layer = layers[layer_id]
        areas = [layer.features[feature_id].bounds if feature_id else layer.bounds]
    elif selection.passage and (frame := find_passage_bounds(cache.load_pack(), selection.passage, bounds)):
        areas = [frame]
    west, south, east, north = zip(*areas, strict=True)
    return (min(south), min(west)), (max(north), max(east))


def _list_first_areas() -> list[Bounds]:
    """Return what the pack wants to be seen first, else all layers that are visible at the start."""
    pack, layers = cache.load_pack(), cache.load_static().layers
    if view := pack.opening.first_view:
        return [(view.west, view.south, view.east, view.north)]
    shown = [layer.id for layer in pack.layers if layer.visible] or [layer.id for layer in pack.layers]
    return [layers[layer_id].bounds for layer_id in shown]


show_page()
