"""State of the Range bands page: classes, distances, origin, and its rules."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st
from shapely.geometry import LineString

from dashboard.session import store
from dashboard.session.bands import draw_band, get_choices, list_band_layers, list_usual_bands
from dashboard.session.cache import BY_KEY
from dashboard.session.context import PageContext, PageRules, get_context
from dashboard.session.selection import BandChoice
from dashboard.webmap.live_layers import LiveLayer, name_live
from geodata.layer_kinds.lanes import list_sailings, list_stops
from geodata.layers.loading import find_layer
from geodata.layers.range_bands import get_band_data
from geodata.packs.pack import Pack
from geodata.records.layers import Layer
from geodata.routing.closures import find_lane_via
from geodata.routing.lanes import SeaLane

FOCUS = "band-focus"
"""Key of the class whose figures are shown."""


def choose_bands(layer_ids: Iterable[str]) -> None:
    """Ask for these classes; one that was on keeps its distances."""
    context = get_context(RULES)
    held = {choice.layer: choice for choice in get_choices(context.pack, context.selection.question)}
    change_bands(bands=tuple(held.get(layer_id, BandChoice(layer_id)) for layer_id in layer_ids))


def move_band(layer_id: str, *, nominal_km: float, inner_pct: int | None, outer_pct: int | None) -> None:
    """Ask for a class at other distances; what is as the pack has it stays out of the link.

    Parameters
    ----------
    layer_id
        The class.
    nominal_km
        Nominal distance in kilometres.
    inner_pct, outer_pct
        Inner and outer distance in per cent of the nominal one; None where the class has one line alone.
    """
    context = get_context(RULES)
    data = get_band_data(find_layer(context.pack, layer_id))
    moved: dict[str, Any] = {
        "nominal_km": leave_out(nominal_km, data.nominal_km),
        "inner_pct": leave_out(inner_pct, round(100 * data.inner_share)),
        "outer_pct": leave_out(outer_pct, round(100 * data.outer_share)),
    }
    choices = get_choices(context.pack, context.selection.question)
    asked = [replace(choice, **moved) if choice.layer == layer_id else choice for choice in choices]
    change_bands(bands=tuple(asked))


def leave_out(value: Any, usual: Any) -> Any:  # noqa: ANN401 - a setting of any type
    """Return a setting, None where it is the usual one."""
    return None if value == usual else value


def change_bands(**changes: Any) -> None:  # noqa: ANN401 - fields of Question
    """Change what is asked of the bands; the map keeps its place."""
    context = get_context(RULES)
    asked = replace(context.selection.question, **changes)
    if asked.bands is not None and set(asked.bands) == set(list_usual_bands(context.pack)):
        asked = replace(asked, bands=None)
    store.change_selection(context.known, question=asked)


def _choose_class(context: PageContext, keys: Sequence[str]) -> None:
    """Open what was clicked, a moved band as the class that it is; a click on a class chooses its figures."""
    bands = context.known.askable.bands
    chosen = next(filter(context.is_known, (_name_class(key, bands) for key in keys)), None)
    if chosen in bands:
        st.session_state[FOCUS] = chosen
    store.change_selection(context.known, feature=chosen)


def _name_class(key: str, bands: Collection[str]) -> str:
    """Return the key of a feature, of a band the class that it belongs to."""
    layer_id = key.removeprefix(name_live("")).partition(".")[0]
    return layer_id if layer_id in bands else key


RULES = PageRules(
    read_link=partial(store.read_selection, page="range-bands"),
    list_own_layers=lambda pack: {layer.id for layer in list_band_layers(pack)},
    choose=_choose_class,
)


def draw_bands(pack: Pack, layers: Sequence[Layer]) -> tuple[tuple[LiveLayer, ...], frozenset[str]]:
    """Return the moved bands as live layers, and the ids of those that are as the pack has them."""
    served = frozenset(layer.id for layer in layers if layer == find_layer(pack, layer.id))
    moved = [layer for layer in layers if layer.id not in served]
    return tuple(_draw(pack, layer.id, layer.data.model_dump_json(), layer) for layer in moved), served


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_KEY)
def _draw(pack: Pack, layer_id: str, data: str, _layer: Layer) -> LiveLayer:  # noqa: ARG001 - part of the key
    return draw_band(pack, _layer)


def list_lines(pack: Pack) -> Mapping[str, LineString]:
    """Return the courses of the lanes of a pack by layer id."""
    sailings = list_sailings(pack)
    ways = {
        layer_id: find_lane_via(stops, frozenset(), sailings[layer_id])
        for layer_id, stops in list_stops(pack).items()
    }
    return {layer_id: way.line for layer_id, way in ways.items() if isinstance(way, SeaLane)}
