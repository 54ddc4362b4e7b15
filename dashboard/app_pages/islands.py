"""Islands: names, areas, distances, who administers and who claims, close up and in the wider sea."""

import base64
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard import cached, choices, details, naming, state
from dashboard.alternatives import show_alternative
from dashboard.cached import BY_KEY
from dashboard.facts import format_facts
from dashboard.island_answers import format_distances, format_places, format_why
from dashboard.mapview import Box
from dashboard.page_map import show_page_map
from dashboard.render.catalogue import format_date
from dashboard.render.pictures import draw_picture
from dashboard.render.theme import PALETTES
from dashboard.render.webdata import draw_layer
from dashboard.save_view import show_save_view
from dashboard.selection import Known, Selection
from dashboard.shell import get_theme, show_header, show_html, show_shell, split_page
from dashboard.texts import ENGLISH
from dashboard.widgets import escape_markdown, format_sources
from geodata.layer_data import DistanceData
from geodata.layers import find_layer, list_sources, load_layer
from geodata.packs import Pack
from geodata.records import Layer

GROUPS = ("islands", "features")
ROOM = 0.12
"""Room at each side of a group of islands, in its width."""
LOCATOR_DEG = 9
"""How far the locator reaches to each side."""


def show_page() -> None:
    """Show the page."""
    show_shell()
    if not _list_layers():
        st.info(ENGLISH.no_islands, icon=":material/terrain:")
        return
    state.read_selection(_know(), page="islands")
    _show_islands()


@st.fragment
def _show_islands() -> None:
    selection = state.get_selection()
    chosen = selection.feature or _list_layers()[0].id
    layer_id, _, feature_id = chosen.partition(".")
    layer = find_layer(cached.load_pack(), layer_id)
    stage, panel = split_page()
    with stage:
        _show_map(selection, chosen)
        show_save_view(selection)
        show_alternative(_list_shown())
    with panel:
        if feature_id:
            details.show_feature(chosen)
        else:
            _show_layer(layer)
    if layer.table_files:
        show_html(f"<h2>{escape(naming.call(layer))}</h2>{_format_table(layer)}")


def _list_layers() -> list[Layer]:
    """Return the layers with islands and other features, close-up first."""
    return [layer for group in GROUPS for layer in cached.load_pack().layers if layer.group == group]


def _know() -> Known:
    """Return what a link to the page may name; islands and named seas are on at the start."""
    known = cached.load_known()
    islands = {layer.id for layer in _list_layers()}
    seas = {layer.id for layer in cached.load_pack().layers if layer.group == "seas" and layer.visible}
    return replace(known, default_layers=frozenset(islands | seas))


def _list_shown() -> frozenset[str]:
    shown = state.get_selection().layers
    return _know().default_layers if shown is None else shown


def _show_map(selection: Selection, chosen: str) -> None:
    show_page_map(
        selection,
        layers=_list_shown(),
        first=_frame(chosen),
        on_view=lambda: state.take_over_view(_know(), st.session_state["map"]["view"], shown=_list_shown()),
        on_click=_take_click,
        folded=True,
    )


def _frame(chosen: str) -> Box:
    """Return the area around what is chosen, with room for the names beside it."""
    (south, west), (north, east) = choices.frame_feature(chosen)
    room = ROOM * (east - west)
    return (south, west - room), (north, east + room)


def _take_click() -> None:
    known, clicked = _know(), st.session_state["map"]["clicked"]
    state.take_over_view(known, clicked, shown=_list_shown())
    layer_id, _, feature_id = clicked["feature"].partition(".")
    if layer_id in {layer.id for layer in _list_layers()}:
        named = not feature_id or feature_id in known.features[layer_id]
        state.change_selection(known, feature=clicked["feature"] if named else layer_id)


def _choose() -> None:
    if chosen := st.session_state["island-layer"]:
        state.change_selection(_know(), feature=chosen, at=None)


def _show_layer(layer: Layer) -> None:
    show_header(ENGLISH.islands, lead=ENGLISH.islands_lead)
    st.session_state["island-layer"] = layer.id
    st.pills(
        ENGLISH.show,
        [one.id for one in _list_layers()],
        format_func=lambda layer_id: escape_markdown(naming.call_key(layer_id)),
        key="island-layer",
        on_change=_choose,
    )
    pack = cached.load_pack()
    picture = _draw_locator(pack, layer.id, get_theme())
    encoded = base64.b64encode(picture.encode()).decode()
    image = f'<img src="data:image/svg+xml;base64,{encoded}" alt="{escape(ENGLISH.locator)}">'
    later = f" · {ENGLISH.after_brief}" if layer.as_of > pack.brief.date else ""
    as_of = f"<p class='sb-kind'>{ENGLISH.as_of} {format_date(layer.as_of)}{later}</p>" if layer.as_of else ""
    claims = format_facts(details.find_common_claims(cached.load_static().layers[layer.id]), pack.sources)
    show_html(
        f'<figure class="sb-locator">{image}</figure>'
        f"<p>{escape(naming.rename(layer.description))}</p>{claims}"
        f'<p class="sb-caveat">{escape(naming.rename(layer.caveat))}</p>{as_of}'
    )
    for one in _list_layers():
        if isinstance(one.data, DistanceData):
            distances = format_distances(load_layer(pack, one))
            show_html(f"<h2 class='sb-subhead'>{escape(naming.call(one))}</h2>{distances}{format_why()}")
    show_html(f"<h2 class='sb-subhead'>{ENGLISH.sources}</h2>{format_sources(list_sources(pack, layer))}")


def _format_table(layer: Layer) -> str:
    pack = cached.load_pack()
    rows = [row for file in layer.table_files for row in pack.tables[file]]
    return format_places(rows, pack)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=BY_KEY)
def _draw_locator(pack: Pack, layer_id: str, theme: str) -> str:
    """Return a small map of the sea around a layer, as SVG text."""
    layer = find_layer(pack, layer_id)
    drawn = draw_layer(load_layer(pack, layer), layer)
    west, south, east, north = drawn.total_bounds
    box = (west - LOCATOR_DEG, south - LOCATOR_DEG, east + LOCATOR_DEG, north + LOCATOR_DEG)
    return draw_picture(box, [(layer.style, drawn)], PALETTES[theme], title=layer.title)


show_page()
