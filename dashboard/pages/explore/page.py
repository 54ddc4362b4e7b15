"""The Explore page: map, layer list and feature panel."""

from collections.abc import Sequence

import streamlit as st

from dashboard.cartography.bounds import Bounds, CornerBounds, find_passage_bounds, list_lit
from dashboard.components import feature_panel, keeping
from dashboard.components.compare_link import show_compare
from dashboard.components.layout import show_shell, split_page
from dashboard.components.map import PART, show_page_map
from dashboard.components.save_picture import show_save_view
from dashboard.components.text_alternative import show_alternative
from dashboard.pages.explore import annotations, own_layer, tools
from dashboard.session.context import PageContext, get_context, open_page
from dashboard.webmap.live_layers import LiveLayer


def show_page() -> None:
    """Show the page."""
    show_shell()
    context = open_page(tools.RULES)
    annotations.take_brought(tools.RULES)
    own_layer.take_brought(context)
    _show_map_and_details()


@st.fragment(key=PART)
def _show_map_and_details() -> None:
    context = get_context(tools.RULES)
    selection, live = context.selection, tools.list_live(context)
    stage, panel = split_page()
    with stage:
        keeping.report_held(
            "keep-explore",
            [keeping.NOTES, keeping.OWN_LAYER],
            [*annotations.describe_kept(context), *own_layer.describe_kept()],
        )
        _show_map(context, live)
        with st.container(horizontal=True, gap="small"):
            show_save_view(context, live=live)
            show_compare(context, "explore", context.texts.compare_with, left=selection, right=selection)
        show_alternative(context, live=live, until=selection.date)
    with panel:
        tools.show_tools(context)
        if own_layer.show_opened(context):
            return
        if selection.feature:
            feature_panel.show_feature(context, selection.feature)
        elif selection.passage:
            feature_panel.show_passage(context, selection.passage)
        else:
            feature_panel.show_overview(context)


def _show_map(context: PageContext, live: Sequence[LiveLayer]) -> None:
    passage = context.selection.passage
    show_page_map(
        context,
        first=_find_bounds(context),
        lit=[*list_lit(context.pack, passage), *own_layer.list_lit(passage)],
        live=live,
        until=context.selection.date,
    )


def _find_bounds(context: PageContext) -> CornerBounds:
    """Return the area to fly to: the feature, what belongs to the passage, or the first view."""
    selection = context.selection
    if selection.feature:
        return context.find_feature_bounds(selection.feature)
    bounds = {layer_id: layer.bounds for layer_id, layer in context.index.layers.items()}
    areas = _list_first_areas(context)
    if selection.passage and (frame := find_passage_bounds(context.pack, selection.passage, bounds)):
        areas = [frame]
    west, south, east, north = zip(*areas, strict=True)
    return (min(south), min(west)), (max(north), max(east))


def _list_first_areas(context: PageContext) -> list[Bounds]:
    """Return what the pack wants to be seen first, else all layers that are visible at the start."""
    pack, layers = context.pack, context.index.layers
    if view := pack.opening.first_view:
        return [(view.west, view.south, view.east, view.north)]
    shown = [layer.id for layer in pack.layers if layer.visible] or [layer.id for layer in pack.layers]
    return [layers[layer_id].bounds for layer_id in shown]


show_page()
