"""State of the Range bands page: classes, distances, origin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from shapely.geometry import LineString

from dashboard.session import actions, cache, map_events, store
from dashboard.session.cache import BY_KEY, load_stops
from dashboard.session.selection import BandChoice, Known, Selection
from dashboard.webmap.live_layers import LiveLayer, make_live, name_live
from geodata.layers.loading import find_layer
from geodata.layers.range_bands import get_band_data, sketch_band
from geodata.names import Policy
from geodata.packs.gazetteer import format_layer_name, read_gazetteer
from geodata.packs.pack import Pack
from geodata.range_bands.bands import COAST
from geodata.records.layers import BandData, Layer, select_layers
from geodata.routing.closures import find_lane_via
from geodata.routing.lanes import SeaLane

FOCUS = "band-focus"
"""Key of the class whose figures are shown."""


def list_known() -> Known:
    """Return what a link to the page may name; lanes and the like are on, bands come from the question."""
    known = cache.load_known()
    return replace(known, default_layers=known.default_layers - set(known.askable.bands))


def list_band_layers() -> list[Layer]:
    """Return the pack's classes of range bands."""
    return select_layers(cache.load_pack().layers, BandData)


def get_choices(selection: Selection) -> tuple[BandChoice, ...]:
    """Return the classes in question: those of the selection, else those that the pack shows at the start."""
    asked = selection.question.bands
    return asked if asked is not None else _list_usual()


def _list_usual() -> tuple[BandChoice, ...]:
    return tuple(BandChoice(layer.id) for layer in list_band_layers() if layer.visible)


def get_origin(selection: Selection) -> str:
    """Return what the bands are measured from."""
    return selection.question.origin or COAST


def set_band(choice: BandChoice, origin: str) -> Layer:
    """Return the record of a class with its distances and its origin as they are in question.

    A skip zone that no longer fits inside the inner distance is left out.
    """
    layer = find_layer(cache.load_pack(), choice.layer)
    asked = {
        "origin": None if origin == COAST else origin,
        "nominal_km": choice.nominal_km,
        "inner_share": choice.inner_pct and choice.inner_pct / 100,
        "outer_share": choice.outer_pct and choice.outer_pct / 100,
    }
    moved = {field: value for field, value in asked.items() if value is not None}
    if not moved:
        return layer
    data = get_band_data(layer).model_copy(update=moved)
    if data.skip_km and data.skip_km >= data.nominal_km * data.inner_share:
        data = data.model_copy(update={"skip_km": None})
    return layer.model_copy(update={"data": data})


def choose_bands(layer_ids: Iterable[str]) -> None:
    """Ask for these classes; one that was on keeps its distances."""
    held = {choice.layer: choice for choice in get_choices(store.get_selection())}
    wanted = tuple(held.get(layer_id, BandChoice(layer_id)) for layer_id in layer_ids)
    change_bands(bands=None if set(wanted) == set(_list_usual()) else wanted)


def change_bands(**changes: Any) -> None:  # noqa: ANN401 - fields of Question
    """Change what is asked of the bands; the map keeps its place."""
    asked = replace(store.get_selection().question, **changes)
    if asked.bands is not None and set(asked.bands) == set(_list_usual()):
        asked = replace(asked, bands=None)
    store.change_selection(list_known(), question=asked)


def list_on() -> frozenset[str]:
    """Return the layers beside the bands that are on."""
    shown, known = store.get_selection().layers, list_known()
    return (known.default_layers if shown is None else shown) - set(known.askable.bands)


def handle_view() -> None:
    """Take over the layers beside the bands, and the camera, that the map reports."""
    known, view = list_known(), map_events.get_view()
    layers = [layer_id for layer_id in view["layers"] if layer_id not in known.askable.bands]
    store.adopt_view(known, {"layers": layers, "at": view["at"]}, shown=list_on())


def handle_click() -> None:
    """Open what was clicked, a moved band as the class that it is; a click on a class chooses its figures."""
    known, clicked = list_known(), map_events.get_clicked()
    layers = [layer_id for layer_id in clicked["layers"] if layer_id not in known.askable.bands]
    store.adopt_view(known, {"layers": layers, "at": clicked["at"]}, shown=list_on())
    keys = map(_name_class, (clicked["feature"], *clicked["also"]))
    chosen = next(filter(actions.is_known, keys), None)
    if chosen in known.askable.bands:
        st.session_state[FOCUS] = chosen
    store.change_selection(known, feature=chosen)


def _name_class(key: str) -> str:
    """Return the key of a feature, of a band the class that it belongs to."""
    layer_id = key.removeprefix(name_live("")).partition(".")[0]
    return layer_id if layer_id in list_known().askable.bands else key


def draw_bands(pack: Pack, layers: Sequence[Layer]) -> tuple[tuple[LiveLayer, ...], frozenset[str]]:
    """Return the moved bands as live layers, and the ids of those that are as the pack has them."""
    served = frozenset(layer.id for layer in layers if layer == find_layer(pack, layer.id))
    moved = [layer for layer in layers if layer.id not in served]
    return tuple(_draw(pack, layer.id, layer.data.model_dump_json(), layer) for layer in moved), served


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=BY_KEY)
def _draw(pack: Pack, layer_id: str, data: str, _layer: Layer) -> LiveLayer:  # noqa: ARG001 - part of the key
    """Return a band as a live layer, titled by its distance as it is in question."""
    usual, moved = (
        f", {get_band_data(band).nominal_km:,.0f} km" for band in (find_layer(pack, layer_id), _layer)
    )
    gazetteer = read_gazetteer(pack)

    def call(policy: Policy) -> str:
        return format_layer_name(pack, _layer, policy, gazetteer=gazetteer).replace(usual, moved)

    return make_live(sketch_band(_layer), _layer, pack, call=call)


def list_lines() -> Mapping[str, LineString]:
    """Return the courses of the pack's lanes by layer id."""
    ways = {layer_id: find_lane_via(stops, frozenset()) for layer_id, stops in load_stops().items()}
    return {layer_id: way.line for layer_id, way in ways.items() if isinstance(way, SeaLane)}
