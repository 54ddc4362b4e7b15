"""Explore: the map with its layers, and the passage behind whatever is clicked."""

import streamlit as st

from dashboard import cached, choices, details, own_layer, state, tools
from dashboard.alternatives import show_alternative
from dashboard.mapview import Box, MapState, show_map
from dashboard.render.catalogue import Bounds, frame_passage, list_lit
from dashboard.save_view import show_save_view
from dashboard.selection import Selection
from dashboard.shell import get_theme, show_shell, split_page


def show_page() -> None:
    """Show the page."""
    show_shell()
    state.read_selection(cached.load_known())
    _show_map_and_details()


@st.fragment
def _show_map_and_details() -> None:
    selection = state.get_selection()
    stage, panel = split_page()
    with stage:
        _show_map(selection)
        show_save_view(selection, live=tools.list_live())
        show_alternative(choices.list_shown(selection), live=tools.list_live())
    with panel:
        tools.show_tools()
        if own_layer.show_opened():
            return
        if selection.feature:
            details.show_feature(selection.feature)
        elif selection.passage:
            details.show_passage(selection.passage)
        else:
            details.show_overview()


def _show_map(selection: Selection) -> None:
    index = cached.load_static()
    lit = list_lit(cached.load_pack(), selection.passage)
    camera = selection.at
    show_map(
        MapState(
            revision=state.get_revision(),
            layers=choices.list_shown(selection),
            at=(camera.lat, camera.lon, camera.zoom) if camera else None,
            fly=None if camera else _frame(selection),
            feature=selection.feature,
            lit=[*lit, *own_layer.list_lit(selection.passage)],
            theme=get_theme(),
            names=selection.names,
            live=tools.list_live(),
            undo=state.can_step_back(),
        ),
        bridge=index.bridge,
        catalogue=index.catalogue,
        on_view=choices.take_view,
        on_click=tools.take_click,
        on_act=choices.take_act,
    )


def _frame(selection: Selection) -> Box:
    """Return the area to fly to: the feature, what belongs to the passage, or the first view."""
    layers = cached.load_static().layers
    bounds = {layer_id: layer.bounds for layer_id, layer in layers.items()}
    areas = _list_first_areas()
    if selection.feature:
        layer_id, _, feature_id = selection.feature.partition(".")
        layer = layers[layer_id]
        areas = [layer.features[feature_id].bounds if feature_id else layer.bounds]
    elif selection.passage and (frame := frame_passage(cached.load_pack(), selection.passage, bounds)):
        areas = [frame]
    west, south, east, north = zip(*areas, strict=True)
    return (min(south), min(west)), (max(north), max(east))


def _list_first_areas() -> list[Bounds]:
    """Return what the pack wants to be seen first, else all layers that are visible at the start."""
    pack, layers = cached.load_pack(), cached.load_static().layers
    if view := pack.opening.first_view:
        return [(view.west, view.south, view.east, view.north)]
    shown = [layer.id for layer in pack.layers if layer.visible] or [layer.id for layer in pack.layers]
    return [layers[layer_id].bounds for layer_id in shown]


show_page()
